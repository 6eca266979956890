/* Registering and recording: what is refused, what follows, and two people at once. */

#include <sqlite3.h>

#include "pod-test-decide.h"
#include "pod-test-forge.h"
#include "pod-trial-history.h"
#include "pod-trial-results.h"
#include "service-fixture.h"

static gboolean
has_problem (PodTrial *trial, const char *field)
{
  g_autoptr (GPtrArray) problems = pod_trial_take_problems (trial);
  gboolean found = FALSE;

  for (guint i = 0; i < problems->len; i++)
    found |= g_strcmp0 (((PodProblem *) problems->pdata[i])->key, field) == 0;
  return found;
}

/* ---- registering ---- */

static void
test_register_problems (void)
{
  PodTrial *trial = fixture_trial ();
  PodRegistration good = fixture_registration ("0000001");
  const struct
  {
    const char *field;
    PodRegistration registration;
  } cases[] = {
#define WITH(field, value)                                                                         \
  ({                                                                                               \
    PodRegistration changed = good;                                                                \
    changed.field = value;                                                                         \
    changed;                                                                                       \
  })
    { "name", WITH (name, NULL) },
    { "name", WITH (name, " \t") },
    { "record_number", WITH (record_number, "") },
    { "sex", WITH (sex, NULL) },
    { "sex", WITH (sex, "F") },
    { "cohort", WITH (cohort, "lupus") },
    { "birth_date", WITH (birth_date, POD_DATE_NONE) },
    { "birth_date", WITH (birth_date, pod_date_new (2026, 3, 15)) },
    { "consent", WITH (consent, POD_DATE_NONE) },
    { "consent", WITH (consent, pod_date_new (2026, 3, 0)) },
    { "consent", WITH (consent, pod_date_new (2026, 3, 15)) },
    { "consent", WITH (consent, pod_date_new (1980, 2, 28)) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (pod_trial_register (trial, &cases[i].registration, &error), ==, 0);
      g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
      g_assert_true (has_problem (trial, cases[i].field));
    }
  g_assert_cmpuint (g_list_model_get_n_items (pod_trial_get_subjects (trial)), ==, 0);
  /* At the limit: consent today, on the birthday's own day of birth year known only. */
  good.consent = pod_date_new (2026, 3, 14);
  good.birth_date = pod_date_new (1980, 0, 0);
  good.cohort = NULL;
  g_assert_cmpint (pod_trial_register (trial, &good, NULL), >, 0);
  fixture_end (trial);
}

static const PodSubject *
get_subject (PodTrial *trial, gint64 subject)
{
  PodCasebook *casebook = pod_trial_load_casebook (trial, subject, NULL);

  g_assert_nonnull (casebook);
  g_test_queue_destroy ((GDestroyNotify) pod_casebook_unref, casebook);
  return pod_casebook_get_subject (casebook);
}

static void
test_register_numbers (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 first = fixture_register (trial, "0000001");
  gint64 second = fixture_register (trial, "0000002");
  gint64 again;

  /* Screened again: the same person, whatever space the hand has left. */
  g_assert_true (pod_test_fail_screening (trial, first, pod_trial_get_today (trial), NULL));
  again = fixture_register (trial, " 0000001 ");
  g_assert_cmpstr (get_subject (trial, first)->screening_number, ==, "S-001");
  g_assert_cmpstr (get_subject (trial, second)->screening_number, ==, "S-002");
  g_assert_cmpstr (get_subject (trial, again)->screening_number, ==, "S-003");
  g_assert_cmpstr (get_subject (trial, first)->usubjid, ==, "small-001");
  g_assert_cmpstr (get_subject (trial, second)->usubjid, ==, "small-002");
  g_assert_cmpstr (get_subject (trial, again)->usubjid, ==, "small-001");
  /* The number that is the person's means the latest attempt. */
  g_assert_cmpint (pod_trial_find_subject (trial, "small-001"), ==, again);
  g_assert_cmpint (pod_trial_find_subject (trial, "S-001"), ==, first);
  g_assert_cmpfloat (fixture_find (trial, first, "age")->quantity.number, ==, 46);
  fixture_end (trial);
}

/* A slip of a digit must not put one patient's data into another's file. */
static void
test_register_mistaken (void)
{
  PodTrial *trial = fixture_trial ();
  PodRegistration known = fixture_registration ("0000001");
  PodRegistration other = fixture_registration ("0000002");
  PodRegistration mistaken;
  g_autoptr (GError) error = NULL;

  known.id_number = "TEST-ID-1";
  other.id_number = "TEST-ID-2";
  g_assert_cmpint (pod_trial_register (trial, &known, NULL), >, 0);
  g_assert_cmpint (pod_trial_register (trial, &other, NULL), >, 0);
  mistaken = known;
  mistaken.name = "测试乙";
  g_assert_cmpint (pod_trial_register (trial, &mistaken, &error), ==, 0);
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
  g_clear_error (&error);
  g_assert_true (has_problem (trial, "name"));
  mistaken = known;
  mistaken.birth_date = pod_date_new (1981, 0, 0);
  g_assert_cmpint (pod_trial_register (trial, &mistaken, &error), ==, 0);
  g_clear_error (&error);
  g_assert_true (has_problem (trial, "birth_date"));
  mistaken = known;
  mistaken.id_number = "TEST-ID-2";
  g_assert_cmpint (pod_trial_register (trial, &mistaken, &error), ==, 0);
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
  g_assert_true (has_problem (trial, "id_number"));
  /* Nothing of it was written: the next number is the next. */
  g_assert_cmpstr (get_subject (trial, fixture_register (trial, "0000003"))->screening_number, ==,
                   "S-003");
  fixture_end (trial);
}

/* ---- recording ---- */

static void
test_reason (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001");
  g_autoptr (PodChange) voiding = pod_change_new ();
  g_autoptr (GError) error = NULL;
  const PodFinding *finding;

  fixture_add_result (trial, subject, "hgb", 101);
  finding = fixture_find (trial, subject, "hgb");
  g_assert_false (fixture_correct (trial, finding, 110, NULL, &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_REASON);
  g_clear_error (&error);
  g_assert_false (fixture_correct (trial, finding, 110, "", &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_REASON);
  g_clear_error (&error);
  g_assert_true (fixture_correct (trial, finding, 110, "typing error", &error));
  g_assert_cmpfloat (fixture_find (trial, subject, "hgb")->quantity.number, ==, 110);
  finding = fixture_find (trial, subject, "hgb");
  pod_change_void (voiding, POD_RECORD_FINDING, finding->record.id, finding->record.version);
  g_assert_false (pod_trial_commit (trial, voiding, NULL, NULL, &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_REASON);
  g_assert_true (pod_trial_commit (trial, voiding, "of another patient", NULL, NULL));
  g_assert_null (fixture_find (trial, subject, "hgb"));
  fixture_end (trial);
}

/* Hemoglobin is plausible from 30 to 250 g/L in this study, and possible from 0 on: below, no reason makes it true. */
static void
test_plausible (void)
{
  static const struct
  {
    double number;
    const char *why;
    gboolean taken;
    PodComparator comparator;
  } cases[] = {
    { 30, NULL, TRUE },
    { 29.9, NULL, FALSE },
    { 29.9, "confirmed by the laboratory", TRUE },
    { 250, NULL, TRUE },
    { 250.1, NULL, FALSE },
    { -4, NULL, FALSE },
    { -4, "confirmed by the laboratory", FALSE },
    { 0, "confirmed by the laboratory", TRUE },
    { 0, "confirmed by the laboratory", TRUE, POD_AT_MOST },
    { 0, "confirmed by the laboratory", FALSE, POD_LESS_THAN },
  };
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PodChange) change = pod_change_new ();
      g_autoptr (GError) error = NULL;
      PodFinding finding;

      pod_finding_init (&finding);
      finding.record = (PodRecord){ .id = -1, .subject = subject };
      finding.observation = g_intern_string ("hgb");
      finding.source = "typed";
      finding.when = pod_moment_on (pod_date_new (2026, 3, 1 + (int) i));
      finding.quantity = (PodQuantity){ cases[i].comparator, cases[i].number,
                                        pod_unit_from_ucum ("g/L") };
      pod_change_put_finding (change, &finding);
      g_assert_cmpint (pod_trial_commit (trial, change, cases[i].why, NULL, &error), ==,
                       cases[i].taken);
      if (!cases[i].taken)
        g_assert_true (has_problem (trial, "hgb"));
    }
  fixture_end (trial);
}

static void
test_impossible (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001");
  gint64 another = fixture_register (trial, "0000002");
  g_autoptr (PodChange) unknown = pod_change_new ();
  g_autoptr (PodChange) made = pod_change_new ();
  g_autoptr (PodChange) renumbered = pod_change_new ();
  g_autoptr (GError) error = NULL;
  PodSubject changed = *get_subject (trial, subject);
  PodFinding finding;

  pod_finding_init (&finding);
  finding.record = (PodRecord){ .id = -1, .subject = subject };
  finding.observation = g_intern_string ("nonsense");
  pod_change_put_finding (unknown, &finding);
  g_assert_false (pod_trial_commit (trial, unknown, NULL, NULL, &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
  g_clear_error (&error);
  g_assert_false (pod_trial_record (trial, another, unknown, NULL, &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
  g_assert_true (has_problem (trial, "subject"));
  pod_change_put_subject (made, &(PodSubject){ .record = { .id = -1 },
                                               .usubjid = "x",
                                               .screening_number = "S-099" });
  g_assert_false (pod_trial_commit (trial, made, NULL, NULL, NULL));
  changed.enrolment_number = "MN-001";
  pod_change_put_subject (renumbered, &changed);
  g_assert_false (pod_trial_commit (trial, renumbered, "because", NULL, NULL));
  g_assert_true (has_problem (trial, "subject"));
  fixture_end (trial);
}

/* A haemoglobin of -4 g/L, which is on record from before the study said that it cannot be. */
static PodTrial *
start_impossible (gint64 *subject)
{
  PodTrial *trial = fixture_trial ();
  g_autofree char *path = NULL;

  *subject = fixture_register (trial, "0000001");
  fixture_add_result (trial, *subject, "hgb", 101);
  path = g_strdup (pod_trial_get_path (trial));
  pod_trial_close (trial);
  g_object_unref (trial);
  pod_test_forge (path, "UPDATE finding SET number = -4 WHERE number = 101");
  trial = fixture_open (path, FIXTURE_PI);
  g_assert_cmpfloat (fixture_find (trial, *subject, "hgb")->quantity.number, ==, -4);
  return trial;
}

/* It may be moved to its day; another value that cannot be is none. */
static void
test_impossible_on_record (void)
{
  gint64 subject;
  PodTrial *trial = start_impossible (&subject);
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (GError) error = NULL;
  PodFinding moved = *fixture_find (trial, subject, "hgb");

  moved.when.date.day--;
  pod_change_put_finding (change, &moved);
  g_assert_true (pod_trial_commit (trial, change, "the day before", NULL, &error));
  g_assert_no_error (error);
  g_assert_false (fixture_correct (trial, fixture_find (trial, subject, "hgb"), -5, "a slip",
                                   &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
  fixture_end (trial);
}

/* A physician judges it as any other, and changes the mind about it. */
static void
test_impossible_judged (void)
{
  static const char *const judgements[] = { "significant", "not_significant" };
  gint64 subject;
  PodTrial *trial = start_impossible (&subject);

  for (guint i = 0; i < G_N_ELEMENTS (judgements); i++)
    {
      const PodFinding *judged = fixture_find (trial, subject, "hgb");
      g_autoptr (PodCasebook) casebook = pod_trial_load_casebook (trial, subject, NULL);
      const PodResultJudgement judgement = { .base = casebook,
                                             .findings = &judged->record.id,
                                             .n_findings = 1,
                                             .significance = judgements[i] };
      g_autoptr (GError) error = NULL;

      g_assert_true (pod_trial_judge_results (trial, &judgement, "seen", &error));
      g_assert_no_error (error);
      judged = fixture_find (trial, subject, "hgb");
      g_assert_cmpstr (judged->significance, ==, judgements[i]);
      g_assert_cmpstr (judged->judged_by, ==, FIXTURE_PI);
      g_assert_cmpfloat (judged->quantity.number, ==, -4);
    }
  fixture_end (trial);
}

/* ---- judgement ---- */

static PodAdverseEvent
add_graded (PodTrial *trial, gint64 subject)
{
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (PodCasebook) casebook = NULL;
  g_autoptr (GError) error = NULL;
  PodAdverseEvent event;
  guint n;

  pod_adverse_event_init (&event);
  event.record = (PodRecord){ .id = -1, .subject = subject };
  event.verbatim = "headache";
  event.start = pod_moment_on (pod_date_new (2026, 3, 9));
  event.grade = 2;
  event.scale = "CTCAE 5.0";
  event.graded_by = FIXTURE_PI;
  event.to_product = POD_CAUSALITY_POSSIBLE;
  pod_change_put_adverse_event (change, &event);
  pod_trial_commit (trial, change, NULL, NULL, &error);
  g_assert_no_error (error);
  casebook = pod_trial_load_casebook (trial, subject, NULL);
  event = pod_casebook_get_adverse_events (casebook, &n)[0];
  event.verbatim = "headache";
  event.scale = "CTCAE 5.0";
  event.graded_by = FIXTURE_PI;
  return event;
}

static gboolean
put_event (PodTrial *trial, const PodAdverseEvent *event, GError **error)
{
  g_autoptr (PodChange) change = pod_change_new ();

  pod_change_put_adverse_event (change, event);
  return pod_trial_commit (trial, change, "from the chart", NULL, error);
}

static void
test_coordinator (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001");
  PodAdverseEvent event = add_graded (trial, subject);
  g_autoptr (PodChange) voiding = pod_change_new ();
  PodAdverseEvent edited;
  g_autoptr (GError) error = NULL;

  fixture_add_user (trial, "anna", POD_USER_COORDINATOR);
  fixture_become (trial, "anna");
#define REFUSED(field, value)                                                                      \
  edited = event;                                                                                  \
  edited.field = value;                                                                            \
  g_assert_false (put_event (trial, &edited, &error));                                             \
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_ROLE);                               \
  g_clear_error (&error)
  REFUSED (grade, 1);
  REFUSED (grade, 0);
  REFUSED (scale, "CTCAE 6.0");
  REFUSED (graded_by, "anna");
  REFUSED (graded_by, NULL);
  REFUSED (seriousness, POD_SERIOUS_HOSPITALISATION);
  REFUSED (to_product, POD_CAUSALITY_UNRELATED);
  REFUSED (to_lymphodepletion, POD_CAUSALITY_PROBABLE);
  /* Whose event it is said to be makes no difference. */
  event.record.subject = subject + 1;
  REFUSED (grade, 1);
  event.record.subject = subject;
  pod_change_void (voiding, POD_RECORD_ADVERSE_EVENT, event.record.id, event.record.version);
  g_assert_false (pod_trial_commit (trial, voiding, "mistake", NULL, &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_ROLE);
  g_clear_error (&error);
  /* Dates are entered, not judged. */
  edited = event;
  edited.end = pod_moment_on (pod_date_new (2026, 3, 11));
  g_assert_true (put_event (trial, &edited, &error));
  g_assert_no_error (error);
  /* A new one, ungraded. */
  pod_adverse_event_init (&edited);
  edited.record = (PodRecord){ .id = -1, .subject = subject };
  edited.verbatim = "cough";
  edited.scale = "CTCAE 5.0";
  g_assert_true (put_event (trial, &edited, &error));
  fixture_end (trial);
}

/* Nobody grades in another's name; what another graded stays theirs. */
static void
test_grader (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001");
  PodAdverseEvent event = add_graded (trial, subject), edited = event;
  g_autoptr (GError) error = NULL;

  fixture_add_user (trial, "ivan", POD_USER_INVESTIGATOR);
  fixture_become (trial, "ivan");
  edited.grade = 3;
  g_assert_false (put_event (trial, &edited, &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
  g_assert_true (has_problem (trial, "graded_by"));
  g_clear_error (&error);
  edited = event;
  edited.record.id = -1;
  edited.record.version = 0;
  g_assert_false (put_event (trial, &edited, &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
  g_clear_error (&error);
  edited = event;
  edited.seriousness = POD_SERIOUS_HOSPITALISATION;
  g_assert_true (put_event (trial, &edited, &error));
  g_assert_no_error (error);
  edited.record.version++;
  edited.grade = 3;
  edited.graded_by = "ivan";
  g_assert_true (put_event (trial, &edited, &error));
  g_assert_no_error (error);
  fixture_end (trial);
}

/* ---- what follows from creatinine ---- */

static void
test_egfr (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001");
  g_autoptr (PodChange) voiding = pod_change_new ();
  const PodFinding *creatinine;
  double first;

  g_assert_null (fixture_find (trial, subject, "egfr"));
  fixture_add_result (trial, subject, "creatinine", 88.4);
  /* CKD-EPI 2021, a woman of 46 with 1.0 mg/dL: 70.3 by the published equation. */
  first = fixture_find (trial, subject, "egfr")->quantity.number;
  g_assert_cmpfloat_with_epsilon (first, 70.3, 0.1);
  g_assert_cmpstr (fixture_find (trial, subject, "egfr")->source, ==, "derived");
  /* Another commit does not derive it again. */
  fixture_add_result (trial, subject, "hgb", 100);
  g_assert_cmpuint (fixture_count (trial, subject, "egfr"), ==, 1);
  /* Corrected: replaced. */
  creatinine = fixture_find (trial, subject, "creatinine");
  g_assert_true (fixture_correct (trial, creatinine, 176.8, "unit misread", NULL));
  g_assert_cmpuint (fixture_count (trial, subject, "egfr"), ==, 1);
  g_assert_cmpfloat (fixture_find (trial, subject, "egfr")->quantity.number, <, first / 2);
  /* Voided: gone. */
  creatinine = fixture_find (trial, subject, "creatinine");
  pod_change_void (voiding, POD_RECORD_FINDING, creatinine->record.id, creatinine->record.version);
  g_assert_true (pod_trial_commit (trial, voiding, "of another patient", NULL, NULL));
  g_assert_cmpuint (fixture_count (trial, subject, "egfr"), ==, 0);
  fixture_end (trial);
}

/* What a person has withdrawn does not come back by itself, and hinders nothing. */
static void
test_egfr_withdrawn (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001");
  g_autoptr (PodChange) voiding = pod_change_new ();
  const PodFinding *egfr;

  fixture_add_result (trial, subject, "creatinine", 88.4);
  egfr = fixture_find (trial, subject, "egfr");
  pod_change_void (voiding, POD_RECORD_FINDING, egfr->record.id, egfr->record.version);
  g_assert_true (pod_trial_commit (trial, voiding, "acute kidney injury", NULL, NULL));
  fixture_add_result (trial, subject, "hgb", 100);
  g_assert_cmpuint (fixture_count (trial, subject, "egfr"), ==, 0);
  fixture_end (trial);
}

/* ---- two at once ---- */

static void
count_cb (PodTrial *trial, gint64 subject, guint *count)
{
  *count += 1;
}

static gboolean
has_changed (gpointer count)
{
  return *(guint *) count > 0;
}

static void
test_conflict (void)
{
  PodTrial *here = fixture_trial ();
  gint64 subject = fixture_register (here, "0000001");
  gint64 another = fixture_register (here, "0000002");
  PodTrial *there;
  const PodFinding *seen;
  g_autoptr (GError) error = NULL;
  guint changes = 0;

  fixture_add_user (here, "anna", POD_USER_COORDINATOR);
  fixture_add_result (here, subject, "hgb", 101);
  there = fixture_open (pod_trial_get_path (here), "anna");
  seen = fixture_find (there, subject, "hgb");
  g_assert_true (fixture_correct (here, fixture_find (here, subject, "hgb"), 105, "misread", NULL));
  g_assert_false (fixture_correct (there, seen, 99, "misread", &error));
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_CONFLICT);
  /* The other's change is seen after a look, once, for the subject it is about. */
  g_signal_connect (there, "changed", G_CALLBACK (count_cb), &changes);
  pod_trial_refresh (there);
  pod_trial_refresh (there);
  g_assert_true (pod_test_run_until (has_changed, &changes, 10000));
  g_assert_cmpuint (changes, ==, 1);
  g_assert_cmpfloat (fixture_find (there, subject, "hgb")->quantity.number, ==, 105);
  g_assert_cmpuint (fixture_count (there, another, "hgb"), ==, 0);
  g_assert_true (fixture_correct (there, fixture_find (there, subject, "hgb"), 99, "misread",
                                  NULL));
  fixture_end (there);
  fixture_end (here);
}

/* A look that was under way while something was committed must not show the older state again. */
static void
test_late_look (void)
{
  PodTrial *here = fixture_trial ();
  gint64 subject = fixture_register (here, "0000001");
  PodTrial *there = fixture_open (pod_trial_get_path (here), FIXTURE_PI);

  fixture_add_result (there, subject, "hgb", 101);
  pod_trial_refresh (here);
  fixture_add_result (here, subject, "hgb", 102);
  g_assert_cmpuint (fixture_count (here, subject, "hgb"), ==, 2);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (fixture_count (here, subject, "hgb"), ==, 2);
  fixture_end (there);
  fixture_end (here);
}

static void
test_midnight (void)
{
  PodTrial *trial = fixture_trial ();
  guint changes = 0;

  fixture_register (trial, "0000001");
  g_signal_connect (trial, "changed", G_CALLBACK (count_cb), &changes);
  pod_trial_refresh (trial);
  g_assert_cmpuint (changes, ==, 0);
  fixture_set_today ("2026-03-15");
  pod_trial_refresh (trial);
  g_assert_cmpuint (changes, ==, 1);
  fixture_end (trial);
}

/* ---- without waiting ---- */

static PodChange *
make_visit (gint64 subject)
{
  PodChange *change = pod_change_new ();

  pod_change_put_visit (change, &(PodVisit){ .record = { .id = -1, .subject = subject },
                                             .date = pod_date_new (2026, 3, 9),
                                             .status = "done" });
  return change;
}

static guint
count_visits (PodTrial *trial, gint64 subject)
{
  g_autoptr (PodCasebook) casebook = pod_trial_load_casebook (trial, subject, NULL);
  guint n;

  pod_casebook_get_visits (casebook, &n);
  return n;
}

static void
test_async (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001");
  g_autoptr (PodChange) change = make_visit (subject);
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GError) error = NULL;

  pod_trial_commit_async (trial, change, NULL, NULL, pod_test_take_result_cb, &first);
  pod_trial_commit_async (trial, change, NULL, NULL, pod_test_take_result_cb, &second);
  /* Never before the function has returned; in the order of asking. */
  g_assert_null (first);
  fixture_wait ((gpointer *) &second);
  g_assert_nonnull (first);
  g_assert_true (pod_trial_commit_finish (trial, first, &ids, &error));
  g_assert_cmpuint (ids->len, ==, 1);
  g_assert_true (pod_trial_commit_finish (trial, second, NULL, &error));
  g_assert_cmpuint (count_visits (trial, subject), ==, 2);
  g_clear_object (&first);
  g_clear_object (&second);
  fixture_end (trial);
}

static void
test_async_refused (void)
{
  PodTrial *trial = fixture_trial ();
  g_autoptr (PodChange) change = make_visit (1);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  pod_trial_sign_out (trial);
  pod_trial_commit_async (trial, change, NULL, NULL, pod_test_take_result_cb, &result);
  g_assert_null (result);
  fixture_wait ((gpointer *) &result);
  g_assert_false (pod_trial_commit_finish (trial, result, NULL, &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_SIGNED_OUT);
  g_clear_object (&result);
  fixture_end (trial);
}

/* Either it was not done and is told as cancelled, or it was done and is told as done. */
static void
test_async_cancelled (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001");
  g_autoptr (PodChange) change = make_visit (subject);

  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;
      guint before = count_visits (trial, subject);
      gboolean done;

      if (i == 0)
        g_cancellable_cancel (cancellable);
      pod_trial_commit_async (trial, change, NULL, cancellable, pod_test_take_result_cb, &result);
      g_usleep (i * 1500);
      g_cancellable_cancel (cancellable);
      fixture_wait ((gpointer *) &result);
      done = pod_trial_commit_finish (trial, result, NULL, &error);
      g_assert_true (done || error != NULL);
      g_assert_false (i == 0 && done);
      fixture_add_result (trial, subject, "hgb", 100 + i);
      g_assert_cmpuint (count_visits (trial, subject), ==, before + (done ? 1 : 0));
    }
  fixture_end (trial);
}

/* What was asked for before the trial was locked or closed is written; nothing of it is shown. */
static void
test_async_meanwhile (gconstpointer data)
{
  gboolean closes = GPOINTER_TO_INT (data);
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001");
  g_autofree char *path = g_strdup (pod_trial_get_path (trial));
  g_autoptr (PodChange) change = make_visit (subject);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  pod_trial_commit_async (trial, change, NULL, NULL, pod_test_take_result_cb, &result);
  if (closes)
    pod_trial_close (trial);
  else
    pod_trial_sign_out (trial);
  fixture_wait ((gpointer *) &result);
  g_assert_true (pod_trial_commit_finish (trial, result, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (pod_trial_get_subjects (trial)), ==, 0);
  g_clear_object (&result);
  fixture_end (trial);
  trial = fixture_open (path, FIXTURE_PI);
  g_assert_cmpuint (count_visits (trial, subject), ==, 1);
  fixture_end (trial);
}

/* ---- what is told of a change ---- */

/* Whatever column of whatever table changed, the history names it in words. */
static void
test_words (void)
{
  PodTrial *trial = fixture_trial ();
  g_autofree char *path = g_strdup (pod_trial_get_path (trial));
  sqlite3_stmt *columns = NULL;
  sqlite3 *db = NULL;

  fixture_end (trial);
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db,
                                       "SELECT t.name, c.name FROM sqlite_master t, "
                                       "pragma_table_info (t.name) c WHERE t.type = 'table' AND "
                                       "t.name NOT IN ('audit', 'audit_add', 'draft') AND "
                                       "c.name <> 'id'",
                                       -1, &columns, NULL),
                   ==, SQLITE_OK);
  while (sqlite3_step (columns) == SQLITE_ROW)
    {
      const char *table = (const char *) sqlite3_column_text (columns, 0);
      const char *column = (const char *) sqlite3_column_text (columns, 1);

      g_test_message ("%s.%s", table, column);
      g_assert_true (pod_history_field_to_words (table, column) != column);
    }
  sqlite3_finalize (columns);
  sqlite3_close (db);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/register/problems", test_register_problems);
  g_test_add_func ("/register/numbers", test_register_numbers);
  g_test_add_func ("/register/mistaken", test_register_mistaken);
  g_test_add_func ("/change/reason", test_reason);
  g_test_add_func ("/change/plausible", test_plausible);
  g_test_add_func ("/change/impossible", test_impossible);
  g_test_add_func ("/change/impossible-on-record", test_impossible_on_record);
  g_test_add_func ("/change/impossible-judged", test_impossible_judged);
  g_test_add_func ("/change/coordinator", test_coordinator);
  g_test_add_func ("/change/grader", test_grader);
  g_test_add_func ("/change/egfr", test_egfr);
  g_test_add_func ("/change/egfr-withdrawn", test_egfr_withdrawn);
  g_test_add_func ("/change/conflict", test_conflict);
  g_test_add_func ("/change/late-look", test_late_look);
  g_test_add_func ("/change/midnight", test_midnight);
  g_test_add_func ("/change/words", test_words);
  g_test_add_func ("/change/async", test_async);
  g_test_add_func ("/change/async/refused", test_async_refused);
  g_test_add_func ("/change/async/cancelled", test_async_cancelled);
  g_test_add_data_func ("/change/async/locked", GINT_TO_POINTER (FALSE), test_async_meanwhile);
  g_test_add_data_func ("/change/async/closed", GINT_TO_POINTER (TRUE), test_async_meanwhile);
  return g_test_run ();
}
