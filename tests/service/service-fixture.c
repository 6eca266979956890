#include "service-fixture.h"
#include "pod-test-put.h"
#include "pod-trial-users.h"

#include "pod-connection-private.h"
#include "pod-vault-private.h"

PodInstant fixture_now;

static const char small_study[] =
    "[study]\nid=small\ntitle=A small study\ntarget=2\negfr_equation=2021\n"
    "consent_given=signed\nconsent_explained=explained_by\nconsent_copy=copy\n"
    "[consent_form 2.0]\ndate=2026-03-10\nsource=site\n"
    "[consent_form 1.0]\ndate=2026-01-01\nsource=site\n"
    "[cohort mn]\nlabel=Membranous nephropathy\nshort=MN\n"
    "[cohort igan]\nlabel=IgA nephropathy\nshort=IgAN\n"
    "[anchor consent]\nlabel=Consent\nevent=consent\n"
    "[anchor enrolment]\nlabel=Enrolment\nevent=enrolment\n"
    "[treatment car]\nlabel=CAR-T\ncategory=product\ndays=0\nsource=site\n"
    "[anchor infusion]\nlabel=Infusion\nintervention=@product\n"
    "[anchor infusion_planned]\nlabel=Planned infusion\nevent=infusion_planned\n"
    "intervention=@product\nplanned=yes\nsource=site\n"
    "[check infusion]\nlabel=Before infusion\nbefore=infusion\nsource=site\n"
    "[condition infusion.blood]\nof=infusion\nlabel=Blood count\nrule=hgb >= 60 g/L\n"
    "look_back=7 d before infusion_planned\nsource=site\n"
    "[condition infusion.pregnancy]\nof=infusion\nlabel=Not pregnant\nrule=not (hcg = positive)\n"
    "look_back=7 d before infusion_planned\nsource=site\n"
    "[observation "
    "hgb]\nlabel=Hemoglobin\ntype=quantity\nunit=g/L\nplausible=30..250\npossible=0..\n"
    "[observation hcg]\nlabel=hCG\ntype=choice\nchoices=negative, positive\n"
    "[observation well]\nlabel=Well\ntype=flag\n"
    "[observation growth]\nlabel=Growth\ntype=choice\nchoices=none, some\nattested=yes\n"
    "[observation signed]\nlabel=Consent signed\ntype=flag\nlasting=yes\n"
    "[observation copy]\nlabel=Copy given\ntype=flag\nlasting=yes\n"
    "[observation explained_by]\nlabel=Explained by\ntype=text\nlasting=yes\n"
    "[criterion INC-01]\nkind=inclusion\ncohorts=all\nlabel=Hemoglobin\ntext=Hemoglobin ≥ 60 g/L\n"
    "rule=hgb >= if(reading.inc01_limit = eighty, 80 g/L, 60 g/L)\nlook_back=28 d before "
    "enrolment\n"
    "[reading inc01_limit]\ncriteria=INC-01\nquestion=Is 60 a slip?\nchoices=sixty, eighty\n"
    "in_force=sixty\n[reading inc02_year]\ncriteria=INC-02\nquestion=Which year?\n"
    "choices=year_2021, year_2009\nin_force=year_2021\n"
    "[criterion INC-02]\nkind=inclusion\ncohorts=all\nlabel=eGFR\ntext=eGFR ≥ 45\n"
    "rule=egfr >= 45 mL/min/{1.73_m2}\nlook_back=28 d before enrolment\n"
    "[criterion EXC-01]\nkind=exclusion\ncohorts=all\nlabel=Pregnancy\ntext=Pregnancy\n"
    "rule=hcg = positive\n"
    "[visit screening]\nlabel=Screening\nnumber=1\nday=0\nwindow=0..28\nanchor=consent\n"
    "observations=hgb, creatinine\nsource=site\n";

void
fixture_set_today (const char *date)
{
  PodDate day = POD_DATE_NONE;

  g_assert_true (pod_date_parse (date, &day));
  /* One in the morning of UTC is nine at the site. */
  fixture_now = (PodInstant){ ((gint64) pod_date_first_day (day) * 24 + 1) * 3600 * G_USEC_PER_SEC,
                              480 };
}

static void
copy_knowledge (const char *directory, const char *name)
{
  g_autofree char *relative = g_strconcat ("knowledge/", name, NULL);

  pod_test_write (directory, name, pod_test_read (pod_test_data (relative), NULL));
}

/* What the environment named before a test named its own. */
void
fixture_use_real_data (void)
{
  static char *real = NULL;

  if (real == NULL)
    real = g_strdup (g_getenv ("PODOCYTE_DATA_DIR"));
  g_setenv ("PODOCYTE_DATA_DIR", real, TRUE);
}

const char *
fixture_data (void)
{
  const char *data = pod_test_dir ();
  const char *knowledge = pod_test_path (data, "knowledge");
  const char *study = pod_test_path (data, "studies/small");

  fixture_use_real_data ();
  g_assert_cmpint (g_mkdir_with_parents (knowledge, 0700), ==, 0);
  g_assert_cmpint (g_mkdir_with_parents (study, 0700), ==, 0);
  copy_knowledge (knowledge, "burdens.ini");
  copy_knowledge (knowledge, "observations.ini");
  copy_knowledge (knowledge, "egfr.ini");
  copy_knowledge (knowledge, "terms.ini");
  pod_test_write (study, "study.ini", small_study);
  g_setenv ("PODOCYTE_DATA_DIR", data, TRUE);
  return data;
}

const char *
fixture_path (void)
{
  return pod_test_path (pod_test_dir (), "site.podocyte");
}

PodTrial *
fixture_create (const char *path, const char *study)
{
  PodClock clock = pod_clock_fixed (&fixture_now);
  g_autoptr (GError) error = NULL;
  PodTrial *trial;

  pod_vault_set_test_cost ();
  fixture_set_today ("2026-03-14");
  trial = pod_trial_create (&(PodTrialCreation){ .path = path,
                                                 .study = study,
                                                 .user = FIXTURE_PI,
                                                 .password = FIXTURE_PASSWORD,
                                                 .clock = &clock },
                            NULL, &error);
  g_assert_no_error (error);
  return trial;
}

PodTrial *
fixture_trial (void)
{
  fixture_data ();
  return fixture_create (fixture_path (), "small");
}

PodTrial *
fixture_open (const char *path, const char *user)
{
  PodClock clock = pod_clock_fixed (&fixture_now);
  g_autoptr (GError) error = NULL;
  PodTrial *trial = pod_trial_open (path, &clock, NULL, &error);

  g_assert_no_error (error);
  fixture_become (trial, user);
  return trial;
}

void
fixture_add_user (PodTrial *trial, const char *user, PodUserRole role)
{
  g_autoptr (GError) error = NULL;

  pod_trial_add_person (trial,
                        &(PodNewUser){ .user = user,
                                       .password = FIXTURE_PASSWORD,
                                       .role = role,
                                       .own_password = TRUE },
                        &error);
  g_assert_no_error (error);
}

void
fixture_become (PodTrial *trial, const char *user)
{
  g_autoptr (GError) error = NULL;

  pod_trial_sign_in (trial, user, FIXTURE_PASSWORD, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (pod_trial_get_user (trial), ==, user);
}

void
fixture_end (PodTrial *trial)
{
  pod_trial_close (trial);
  /* What was left for the main loop still holds the trial. */
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (trial);
}

PodRegistration
fixture_registration (const char *record_number)
{
  return (PodRegistration){ .name = "测试甲",
                            .record_number = record_number,
                            .birth_date = pod_date_new (1980, 2, 29),
                            .sex = "female",
                            .cohort = "mn",
                            .consent = pod_date_new (2026, 3, 1) };
}

gint64
fixture_register (PodTrial *trial, const char *record_number)
{
  PodRegistration registration = fixture_registration (record_number);
  g_autoptr (GError) error = NULL;
  gint64 subject = pod_trial_register (trial, &registration, &error);

  g_assert_no_error (error);
  g_assert_cmpint (subject, >, 0);
  return subject;
}

PodChange *
fixture_make_visit (gint64 subject)
{
  PodChange *change = pod_change_new ();

  pod_change_put_visit (change, &(PodVisit){ .record = { .id = -1, .subject = subject },
                                             .date = pod_date_new (2026, 3, 9),
                                             .status = "done" });
  return change;
}

PodChange *
fixture_make_headache (gint64 subject, int grade)
{
  PodChange *change = pod_change_new ();
  PodAdverseEvent event;

  pod_adverse_event_init (&event);
  event.record = (PodRecord){ .id = -1, .subject = subject };
  event.verbatim = "headache";
  event.start = pod_moment_on (pod_date_new (2026, 3, 9));
  event.grade = grade;
  event.scale = grade > 0 ? "CTCAE 5.0" : NULL;
  pod_change_put_adverse_event (change, &event);
  return change;
}

gint64
fixture_add_result (PodTrial *trial, gint64 subject, const char *observation, double number)
{
  PodFinding finding = pod_test_finding (observation, pod_date_new (2026, 3, 10));

  finding.quantity.number = number;
  finding.quantity.unit =
      pod_study_find_observation (pod_trial_get_study (trial), observation)->symbol.unit;
  return pod_test_put (trial, subject, finding);
}

static const PodFinding *
find_series (PodTrial *trial, gint64 subject, const char *observation, guint *n)
{
  g_autoptr (GError) error = NULL;
  PodCasebook *casebook = pod_trial_load_casebook (trial, subject, &error);

  g_assert_no_error (error);
  /* Kept until the test ends. */
  g_test_queue_destroy ((GDestroyNotify) pod_casebook_unref, casebook);
  return pod_casebook_get_series (casebook, observation, n);
}

void
fixture_add_answer (PodTrial *trial, gint64 subject, const char *observation, const char *code)
{
  PodFinding finding = pod_test_finding (observation, pod_date_new (2026, 3, 10));

  finding.code = code;
  pod_test_put (trial, subject, finding);
}

PodCasebook *
fixture_load (PodTrial *trial, gint64 subject)
{
  PodCasebook *casebook = pod_trial_load_casebook (trial, subject, NULL);

  g_assert_nonnull (casebook);
  g_test_queue_destroy ((GDestroyNotify) pod_casebook_unref, casebook);
  return casebook;
}

const PodEvent *
fixture_find_event (PodTrial *trial, gint64 subject, const char *code)
{
  return pod_casebook_find_event (fixture_load (trial, subject), code);
}

const PodFinding *
fixture_find (PodTrial *trial, gint64 subject, const char *observation)
{
  guint n;
  const PodFinding *series = find_series (trial, subject, observation, &n);

  while (n-- > 0)
    if (!series[n].record.voided)
      return &series[n];
  return NULL;
}

guint
fixture_count (PodTrial *trial, gint64 subject, const char *observation)
{
  guint n, count = 0;
  const PodFinding *series = find_series (trial, subject, observation, &n);

  for (guint i = 0; i < n; i++)
    count += !series[i].record.voided;
  return count;
}

PodTruth
fixture_get_passes (PodTrial *trial, gint64 subject, const char *criterion)
{
  g_autoptr (PodScreening)
      screening = pod_trial_screen (trial, subject, pod_trial_get_today (trial), NULL);

  for (guint i = 0; i < screening->verdicts->len; i++)
    {
      const PodVerdict *verdict = g_ptr_array_index (screening->verdicts, i);

      if (g_str_equal (verdict->criterion->id, criterion))
        return verdict->passes;
    }
  g_assert_not_reached ();
}

gboolean
fixture_correct (PodTrial *trial,
                 const PodFinding *finding,
                 double number,
                 const char *why,
                 GError **error)
{
  g_autoptr (PodChange) change = pod_change_new ();
  PodFinding corrected = *finding;

  corrected.quantity.number = number;
  pod_change_put_finding (change, &corrected);
  return pod_trial_commit (trial, change, why, NULL, error);
}

/* ---- the trail, read through a connection of its own ---- */

static PodConnection *
open_reading (const char *path)
{
  g_autoptr (GError) error = NULL;
  PodConnection *connection = pod_connection_open (path, &error);

  g_assert_no_error (error);
  pod_connection_begin (connection, POD_ACCESS_READ, NULL, &error);
  g_assert_no_error (error);
  return connection;
}

static GPtrArray *
list_audit (const char *path)
{
  g_autoptr (PodConnection) connection = open_reading (path);
  g_autoptr (GError) error = NULL;
  GPtrArray *entries = pod_audit_list (connection, NULL, 0, G_MAXUINT, &error);

  g_assert_no_error (error);
  pod_connection_commit (connection, &error);
  g_assert_no_error (error);
  return entries;
}

guint
fixture_count_audit (const char *path, const char *action)
{
  g_autoptr (GPtrArray) entries = list_audit (path);
  gint64 last = 0;
  guint count = 0;

  /* One for each field: an entry counts once. */
  for (guint i = 0; i < entries->len; i++)
    {
      const PodAuditEntry *entry = g_ptr_array_index (entries, i);

      count += g_strcmp0 (entry->action, action) == 0 && entry->sequence != last;
      last = entry->sequence;
    }
  return count;
}

static const PodAuditEntry *
find_audit (const GPtrArray *entries, const char *action)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const PodAuditEntry *entry = g_ptr_array_index (entries, i);

      if (g_strcmp0 (entry->action, action) == 0)
        return entry;
    }
  g_error ("the trail has no %s", action);
}

static const char *
keep (const char *text)
{
  char *copy = g_strdup (text);

  g_test_queue_free (copy);
  return copy;
}

const char *
fixture_audit_detail (const char *path, const char *action)
{
  g_autoptr (GPtrArray) entries = list_audit (path);

  return keep (find_audit (entries, action)->new_value);
}

const char *
fixture_audit_user (const char *path, const char *action)
{
  g_autoptr (GPtrArray) entries = list_audit (path);

  return keep (find_audit (entries, action)->user);
}

const char *
fixture_audit_role (const char *path, const char *action)
{
  g_autoptr (GPtrArray) entries = list_audit (path);

  return keep (find_audit (entries, action)->role);
}

const char *
fixture_audit_head (const char *path)
{
  g_autoptr (PodConnection) connection = open_reading (path);
  g_autoptr (GError) error = NULL;
  g_autofree char *head = pod_audit_head (connection, &error);

  g_assert_no_error (error);
  pod_connection_commit (connection, &error);
  return keep (head);
}

GAsyncResult *
fixture_wait (gpointer *where)
{
  g_assert_true (pod_test_run_until_set (where, 20000));
  return G_ASYNC_RESULT (*where);
}
