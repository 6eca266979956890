/* An amendment of the study: compared before it is adopted, adopted as it was compared, refused where records would be orphaned, and never
 * mixed with the study of before, in whatever process. */
#include "pod-trial-amendment.h"

#include <glib/gstdio.h>
#include <string.h>

#include "pod-trial-assess.h"
#include "pod-trial-draft.h"
#include "pod-trial-history.h"
#include "pod-trial-reading.h"
#include "pod-trial-sign.h"
#include "pod-trial-users.h"
#include "service-fixture.h"

#define WHY "version 2.0 of the protocol"
#define LIMIT "reading.inc01_limit"

/* The trial, with the study's file to be changed. */
typedef struct
{
  PodTrial *trial;
  const char *path;
  const char *folder;
  const char *text;
  gint64 low, high;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = pod_test_path (fixture_data (), "studies/small");
  fixture->text = pod_test_read (pod_test_path (fixture->folder, "study.ini"), NULL);
  fixture->path = fixture_path ();
  fixture->trial = fixture_create (fixture->path, "small");
  fixture->low = fixture_register (fixture->trial, "0000001");
  fixture->high = fixture_register (fixture->trial, "0000002");
  fixture_add_result (fixture->trial, fixture->low, "hgb", 70);
  fixture_add_result (fixture->trial, fixture->high, "hgb", 90);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  fixture_end (fixture->trial);
}

/* Writes the study with @old replaced by @new. */
static void
propose (Fixture *fixture, const char *old, const char *new)
{
  g_auto (GStrv) parts = g_strsplit (fixture->text, old, 2);
  g_autofree char *text = g_strjoinv (new, parts);

  g_assert_cmpuint (g_strv_length (parts), ==, 2);
  pod_test_write (fixture->folder, "study.ini", text);
}

static PodAmendment *
compare (PodTrial *trial)
{
  g_autoptr (GError) error = NULL;
  PodAmendment *amendment = pod_trial_compare_amendment (trial, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (amendment);
  return amendment;
}

static void
adopt (PodTrial *trial)
{
  g_autoptr (PodAmendment) amendment = compare (trial);
  g_autoptr (GError) error = NULL;

  pod_trial_adopt_amendment (trial, amendment, WHY, FIXTURE_PASSWORD, &error);
  g_assert_no_error (error);
}

static void
check_verify (PodTrial *trial)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PodTrialVerification) verification = pod_trial_verify (trial, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (verification->ok);
}

#define HIGHER "80 g/L, 60 g/L", "80 g/L, 80 g/L"

/* ---- comparing ---- */

static const PodStudyDifference *
find_difference (const PodAmendment *amendment, const char *id, const char *key)
{
  for (guint i = 0; i < amendment->differences->len; i++)
    {
      const PodStudyDifference *difference = g_ptr_array_index (amendment->differences, i);

      if (g_str_equal (difference->id, id) && g_strcmp0 (difference->key, key) == 0)
        return difference;
    }
  return NULL;
}

/* Who is affected, and by what; and nothing is changed by looking. */
static void
test_compare (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PodAmendment) amendment = NULL;
  const PodEffect *effect;
  const PodVerdictChange *verdict;
  g_autofree char *words = NULL;

  propose (fixture, HIGHER);
  amendment = compare (fixture->trial);
  g_assert_true (amendment->differs);
  g_assert_cmpuint (amendment->differences->len, ==, 1);
  g_assert_nonnull (find_difference (amendment, "INC-01", "rule"));
  g_assert_nonnull (strstr (find_difference (amendment, "INC-01", "rule")->before, "60 g/L"));
  words = pod_study_difference_say_what (g_ptr_array_index (amendment->differences, 0));
  g_assert_cmpstr (words, ==, "INC-01 · Rule");
  g_assert_cmpuint (amendment->lacking->len, ==, 0);
  g_assert_cmpuint (amendment->effects->len, ==, 1);
  effect = g_ptr_array_index (amendment->effects, 0);
  g_assert_cmpint (effect->subject, ==, fixture->low);
  g_assert_cmpint (effect->change->after, ==, POD_FALSE);
  verdict = g_ptr_array_index (effect->change->verdicts, 0);
  g_assert_cmpstr (verdict->criterion, ==, "INC-01");
  g_assert_cmpint (fixture_get_passes (fixture->trial, fixture->low, "INC-01"), ==, POD_TRUE);
}

/* Criteria that come and go, other words, another look-back, another proposal of a reading, another observation. */
static void
test_differences (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *old, *new, *id, *key, *before, *after;
  } rows[] = {
    { "text=eGFR ≥ 45\n", "text=eGFR at least 45\n", "INC-02", "text", "eGFR ≥ 45",
      "eGFR at least 45" },
    { "mL/min/{1.73_m2}\nlook_back=28 d", "mL/min/{1.73_m2}\nlook_back=14 d", "INC-02", "look_back",
      "28 d before enrolment", "14 d before enrolment" },
    { "in_force=sixty", "in_force=eighty", "inc01_limit", "in_force", "sixty", "eighty" },
    { "[criterion EXC-01]", "[criterion EXC-02]", "EXC-01", NULL, "Pregnancy", NULL },
    { "[criterion EXC-01]", "[criterion EXC-02]", "EXC-02", NULL, NULL, "Pregnancy" },
    { "plausible=30..250\n", "", "hgb", "plausible", "30..250", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PodAmendment) amendment = NULL;
      const PodStudyDifference *difference;

      propose (fixture, rows[i].old, rows[i].new);
      amendment = compare (fixture->trial);
      difference = find_difference (amendment, rows[i].id, rows[i].key);
      g_assert_nonnull (difference);
      g_assert_cmpstr (difference->before, ==, rows[i].before);
      g_assert_cmpstr (difference->after, ==, rows[i].after);
    }
}

/* Comments and the order are no difference of meaning, but another version all the same; the same files are none. */
static void
test_no_difference (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PodAmendment) same = compare (fixture->trial);
  g_autoptr (PodAmendment) commented = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (same->differs);
  g_assert_false (pod_trial_adopt_amendment (fixture->trial, same, WHY, FIXTURE_PASSWORD, &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
  propose (fixture, "[cohort mn]", "# a comment\n[cohort mn]");
  commented = compare (fixture->trial);
  g_assert_true (commented->differs);
  g_assert_cmpuint (commented->differences->len, ==, 0);
  g_assert_cmpuint (commented->effects->len, ==, 0);
}

static void
test_faults (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) problems = pod_problems_new ();
  g_autoptr (GError) error = NULL;

  propose (fixture, "rule=hcg = positive", "rule=hcg = blue");
  g_assert_null (pod_trial_compare_amendment (fixture->trial, problems, &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_STUDY);
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_nonnull (strstr (error->message, " has 1 fault: "));
  g_clear_error (&error);
  propose (fixture, "id=small", "id=another");
  g_assert_null (pod_trial_compare_amendment (fixture->trial, NULL, &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_STUDY);
}

static void
count_cb (double fraction, gpointer data)
{
  (*(guint *) data)++;
  g_assert_cmpfloat (fraction, <=, 1);
}

static void
test_later (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) cancelled = NULL;
  g_autoptr (PodAmendment) amendment = NULL;
  g_autoptr (GError) error = NULL;
  guint n = 0;

  propose (fixture, HIGHER);
  pod_trial_compare_amendment_async (fixture->trial, NULL, count_cb, &n, NULL,
                                     pod_test_take_result_cb, &result);
  amendment = pod_trial_compare_amendment_finish (fixture->trial,
                                                  fixture_wait ((gpointer *) &result), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (amendment->effects->len, ==, 1);
  g_assert_cmpuint (n, >, 0);
  g_cancellable_cancel (cancellable);
  pod_trial_compare_amendment_async (fixture->trial, NULL, NULL, NULL, cancellable,
                                     pod_test_take_result_cb, &cancelled);
  g_assert_null (pod_trial_compare_amendment_finish (fixture->trial,
                                                     fixture_wait ((gpointer *) &cancelled),
                                                     &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* ---- adopting ---- */

/* Whoever adopts signs in again, and then everything goes by the new version; the trail has both. */
static void
test_adopt (Fixture *fixture, gconstpointer data)
{
  const PodStudy *before = pod_trial_get_study (fixture->trial);
  g_autofree char *head = NULL;

  propose (fixture, HIGHER);
  adopt (fixture->trial);
  g_assert_false (pod_trial_is_signed_in (fixture->trial));
  g_assert_nonnull (pod_trial_get_lock_words (fixture->trial));
  fixture_become (fixture->trial, FIXTURE_PI);
  g_assert_true (pod_trial_get_study (fixture->trial) != before);
  /* What still points into it is right until the trial is closed. */
  g_assert_cmpstr (pod_study_get_id (before), ==, "small");
  g_assert_false (pod_trial_has_proposed_amendment (fixture->trial));
  g_assert_cmpint (fixture_get_passes (fixture->trial, fixture->low, "INC-01"), ==, POD_FALSE);
  g_assert_cmpuint (fixture_count_audit (fixture->path, "AMEND"), ==, 1);
  fixture_add_result (fixture->trial, fixture->low, "hgb", 85);
  check_verify (fixture->trial);
  fixture_end (fixture->trial);
  fixture->trial = fixture_open (fixture->path, FIXTURE_PI);
  g_assert_false (pod_trial_has_proposed_amendment (fixture->trial));
  g_assert_cmpint (fixture_get_passes (fixture->trial, fixture->low, "INC-01"), ==, POD_TRUE);
}

/* Of an amendment that drops a file, nothing is left in force; the trail still verifies. */
static void
test_dropped_file (Fixture *fixture, gconstpointer data)
{
  const char *more = pod_test_path (fixture->folder, "more.ini");

  pod_test_write (fixture->folder, "more.ini", "[cohort aav]\nlabel=AAV\nshort=AAV\n");
  adopt (fixture->trial);
  fixture_become (fixture->trial, FIXTURE_PI);
  g_assert_nonnull (pod_study_find_cohort (pod_trial_get_study (fixture->trial), "aav"));
  g_assert_cmpint (g_unlink (more), ==, 0);
  adopt (fixture->trial);
  fixture_become (fixture->trial, FIXTURE_PI);
  g_assert_null (pod_study_find_cohort (pod_trial_get_study (fixture->trial), "aav"));
  check_verify (fixture->trial);
  fixture_end (fixture->trial);
  fixture->trial = fixture_open (fixture->path, FIXTURE_PI);
  g_assert_null (pod_study_find_cohort (pod_trial_get_study (fixture->trial), "aav"));
  g_assert_false (pod_trial_has_proposed_amendment (fixture->trial));
}

static void
test_ends_signature (Fixture *fixture, gconstpointer data)
{
  g_autofree char *none = NULL, *words = NULL, *changed = NULL;
  g_autoptr (GError) error = NULL;
  gint64 audit = 0;

  pod_trial_settle_reading (fixture->trial, LIMIT, "sixty", WHY, &error);
  g_assert_no_error (error);
  none = pod_trial_get_ledger_signature (fixture->trial, &audit, &error);
  pod_trial_sign (fixture->trial, 0, "readings", 0, "decision", FIXTURE_PASSWORD, audit, &error);
  g_assert_no_error (error);
  words = pod_trial_get_ledger_signature (fixture->trial, &audit, &error);
  propose (fixture, HIGHER);
  adopt (fixture->trial);
  fixture_become (fixture->trial, FIXTURE_PI);
  changed = pod_trial_get_ledger_signature (fixture->trial, &audit, &error);
  g_assert_true (g_str_has_prefix (changed, words));
  g_assert_cmpstr (changed, !=, words);
  check_verify (fixture->trial);
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PodAmendment) amendment = NULL;
  g_autoptr (GError) error = NULL;

  propose (fixture, HIGHER);
  amendment = compare (fixture->trial);
  g_assert_false (pod_trial_adopt_amendment (fixture->trial, amendment, "", FIXTURE_PASSWORD,
                                             &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_REASON);
  g_clear_error (&error);
  g_assert_false (pod_trial_adopt_amendment (fixture->trial, amendment, WHY, "not this password",
                                             &error));
  g_assert_true (pod_trial_error_is_refusal (error));
  g_clear_error (&error);
  fixture_add_user (fixture->trial, "anna", POD_USER_COORDINATOR);
  fixture_become (fixture->trial, "anna");
  g_assert_false (pod_trial_adopt_amendment (fixture->trial, amendment, WHY, FIXTURE_PASSWORD,
                                             &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_ROLE);
  g_assert_cmpint (fixture_get_passes (fixture->trial, fixture->low, "INC-01"), ==, POD_TRUE);
}

/* ---- nothing is orphaned ---- */

/* One record of everything that a study names. */
static void
record_everything (Fixture *fixture)
{
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (GError) error = NULL;
  PodFinding finding;
  PodIntervention dose;
  PodVisit visit = { 0 };

  pod_finding_init (&finding);
  finding.record = (PodRecord){ pod_change_reserve (change), fixture->low, 0, FALSE };
  finding.observation = "hcg";
  finding.when = pod_moment_on (pod_date_new (2026, 3, 10));
  finding.code = "negative";
  finding.source = "typed";
  pod_change_put_finding (change, &finding);
  pod_intervention_init (&dose);
  dose.record = (PodRecord){ pod_change_reserve (change), fixture->low, 0, FALSE };
  dose.treatment = "car";
  dose.start = pod_moment_on (pod_date_new (2026, 3, 12));
  pod_change_put_intervention (change, &dose);
  visit.record = (PodRecord){ pod_change_reserve (change), fixture->low, 0, FALSE };
  visit.planned = "screening";
  visit.date = pod_date_new (2026, 3, 10);
  visit.status = "done";
  pod_change_put_visit (change, &visit);
  pod_trial_commit (fixture->trial, change, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* Each is refused, with the name of what is lacking. */
static void
test_orphans (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *old, *new, *named;
  } rows[] = {
    { "[cohort mn]", "[cohort pmn]", "mn" },
    { "[treatment car]", "[treatment uct]", "car" },
    { "[visit screening]", "[visit first]", "screening" },
    { "[observation hcg]\nlabel=hCG\ntype=choice\nchoices=negative, positive",
      "[observation hcg]\nlabel=hCG\ntype=choice\nchoices=absent, positive", "negative" },
    { "label=Hemoglobin\ntype=quantity\nunit=g/L\nplausible=30..250\n",
      "label=Hemoglobin\ntype=quantity\nunit=1\n", "hgb" },
  };

  record_everything (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PodAmendment) amendment = NULL;
      g_autoptr (GPtrArray) problems = pod_problems_new ();
      g_autoptr (GError) error = NULL;
      g_autofree char *named = g_strdup_printf ("“%s”", rows[i].named);

      propose (fixture, rows[i].old, rows[i].new);
      amendment = pod_trial_compare_amendment (fixture->trial, problems, &error);
      /* A rule that compares with another unit does not load at all. */
      if (amendment == NULL && i == 4)
        continue;
      g_assert_no_error (error);
      g_assert_cmpuint (amendment->lacking->len, ==, 1);
      g_assert_nonnull (strstr (g_ptr_array_index (amendment->lacking, 0), named));
      g_assert_false (pod_trial_adopt_amendment (fixture->trial, amendment, WHY, FIXTURE_PASSWORD,
                                                 &error));
      g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
    }
  g_assert_cmpuint (fixture_count_audit (fixture->path, "AMEND"), ==, 0);
}

/* What was recorded between the comparison and the adoption is looked for again. */
static void
test_orphaned_meanwhile (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PodAmendment) amendment = NULL;
  g_autoptr (GError) error = NULL;

  propose (fixture, "[treatment car]", "[treatment uct]");
  amendment = compare (fixture->trial);
  g_assert_cmpuint (amendment->lacking->len, ==, 0);
  record_everything (fixture);
  g_assert_false (pod_trial_adopt_amendment (fixture->trial, amendment, WHY, FIXTURE_PASSWORD,
                                             &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
  g_assert_cmpuint (fixture_count_audit (fixture->path, "AMEND"), ==, 0);
}

/* ---- others, who have the study of before in memory ---- */

static gboolean
is_out (gpointer trial)
{
  return !pod_trial_is_signed_in (trial);
}

static void
refresh_until_out (PodTrial *trial)
{
  for (int i = 0; i < 2000 && !is_out (trial); i++)
    {
      pod_trial_refresh (trial);
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
  g_assert_true (is_out (trial));
}

static void
add_result (PodTrial *trial, gint64 subject, GError **error)
{
  g_autoptr (PodChange) change = pod_change_new ();
  PodFinding finding;

  pod_finding_init (&finding);
  finding.record = (PodRecord){ pod_change_reserve (change), subject, 0, FALSE };
  finding.observation = "hcg";
  finding.when = pod_moment_on (pod_date_new (2026, 3, 11));
  finding.code = "negative";
  finding.source = "typed";
  pod_change_put_finding (change, &finding);
  pod_trial_commit (trial, change, NULL, NULL, error);
}

/* They write nothing by it, are put out with words, and come back to the one in force. */
static void
test_elsewhere (Fixture *fixture, gconstpointer data)
{
  PodTrial *other;
  g_autoptr (PodAmendment) amendment = NULL;
  g_autoptr (GError) error = NULL;
  gint64 audit;
  g_autofree char *words = NULL;

  propose (fixture, HIGHER);
  other = fixture_open (fixture->path, FIXTURE_PI);
  amendment = compare (other);
  words = pod_trial_get_ledger_signature (other, &audit, NULL);
  adopt (fixture->trial);

  add_result (other, fixture->low, &error);
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_AMENDED_ELSEWHERE);
  g_clear_error (&error);
  g_assert_false (pod_trial_settle_reading (other, LIMIT, "sixty", WHY, &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_AMENDED_ELSEWHERE);
  g_clear_error (&error);
  g_assert_false (pod_trial_sign (other, fixture->low, "casebook", 0, "approval", FIXTURE_PASSWORD,
                                  audit, &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_AMENDED_ELSEWHERE);
  g_clear_error (&error);
  g_assert_false (pod_trial_adopt_amendment (other, amendment, WHY, FIXTURE_PASSWORD, &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_AMENDED_ELSEWHERE);
  g_clear_error (&error);
  /* What somebody was typing is kept. */
  pod_trial_save_draft (other, "form", fixture->low, 0, "half a sentence", &error);
  g_assert_no_error (error);

  refresh_until_out (other);
  g_assert_cmpstr (pod_trial_get_lock_cause (other), ==, "amended");
  g_assert_nonnull (pod_trial_get_lock_words (other));
  fixture_become (other, FIXTURE_PI);
  g_assert_cmpint (fixture_get_passes (other, fixture->low, "INC-01"), ==, POD_FALSE);
  add_result (other, fixture->low, &error);
  g_assert_no_error (error);
  check_verify (other);
  fixture_end (other);
}

/* Where a trial stood open with nobody signed in. */
static void
test_before_sign_in (Fixture *fixture, gconstpointer data)
{
  PodTrial *other = fixture_open (fixture->path, FIXTURE_PI);

  pod_trial_sign_out (other);
  propose (fixture, HIGHER);
  adopt (fixture->trial);
  fixture_become (other, FIXTURE_PI);
  g_assert_cmpint (fixture_get_passes (other, fixture->low, "INC-01"), ==, POD_FALSE);
  fixture_end (other);
}

/* Of the preview, by the study and the values that adopting would give. */
static PodTruth
preview_passes (const PodAmendment *amendment, gint64 subject, const char *criterion)
{
  for (guint i = 0; i < amendment->effects->len; i++)
    {
      const PodEffect *effect = g_ptr_array_index (amendment->effects, i);

      for (guint j = 0; effect->subject == subject && j < effect->change->verdicts->len; j++)
        {
          const PodVerdictChange *verdict = g_ptr_array_index (effect->change->verdicts, j);

          if (g_str_equal (verdict->criterion, criterion))
            return verdict->after;
        }
    }
  g_assert_not_reached ();
}

/* What the equation of before gave counts no longer: the preview already goes by what the other one gives, and adopting derives it anew. */
static void
test_equation (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PodAmendment) amendment = NULL;
  const PodFinding *egfr;
  double before;

  /* On one side of the limit by the one equation, on the other by the other. */
  fixture_add_result (fixture->trial, fixture->low, "creatinine", 125);
  egfr = fixture_find (fixture->trial, fixture->low, "egfr");
  before = egfr->quantity.number;
  g_assert_true (g_str_has_prefix (egfr->method, "egfr.2021 "));
  g_assert_cmpint (fixture_get_passes (fixture->trial, fixture->low, "INC-02"), ==, POD_TRUE);
  propose (fixture, "egfr_equation=2021", "egfr_equation=2009");
  amendment = compare (fixture->trial);
  g_assert_cmpuint (amendment->n_rescored, ==, 1);
  g_assert_cmpint (preview_passes (amendment, fixture->low, "INC-02"), ==, POD_FALSE);
  adopt (fixture->trial);
  fixture_become (fixture->trial, FIXTURE_PI);
  egfr = fixture_find (fixture->trial, fixture->low, "egfr");
  g_assert_true (g_str_has_prefix (egfr->method, "egfr.2009 "));
  g_assert_cmpfloat (egfr->quantity.number, !=, before);
  g_assert_cmpint (fixture_get_passes (fixture->trial, fixture->low, "INC-02"), ==, POD_FALSE);
  /* And back again: what the amendment withdrew is no person's withdrawal. */
  propose (fixture, "egfr_equation=2021", "egfr_equation=2021");
  adopt (fixture->trial);
  fixture_become (fixture->trial, FIXTURE_PI);
  egfr = fixture_find (fixture->trial, fixture->low, "egfr");
  g_assert_cmpfloat (egfr->quantity.number, ==, before);
}

/* What the study no longer asks for, or no longer names, is not settled: nobody is said to have decided how it is read now. */
static void
test_settled_no_longer (Fixture *fixture, gconstpointer data)
{
  const char *const rules[] = { "hgb >= if(reading.inc01_limit = eighty, 80 g/L, 60 g/L)",
                                "hgb >= 60 g/L" };
  const PodReading *reading;
  PodSettled settled;

  g_assert_true (pod_trial_settle_reading (fixture->trial, "reading.inc01_limit", "eighty", WHY,
                                           NULL));
  settled = pod_trial_get_settled (fixture->trial, "reading.inc01_limit");
  g_assert_cmpstr (settled.by, ==, FIXTURE_PI);
  pod_settled_clear (&settled);
  propose (fixture, rules[0], rules[1]);
  adopt (fixture->trial);
  fixture_become (fixture->trial, FIXTURE_PI);
  settled = pod_trial_get_settled (fixture->trial, "reading.inc01_limit");
  g_assert_null (settled.by);
  reading = pod_study_find_reading (pod_trial_get_study (fixture->trial), "reading.inc01_limit");
  g_assert_cmpstr (pod_reading_get_in_force (reading, pod_trial_get_site (fixture->trial)), ==,
                   "sixty");
}

#define FORM                                                                                       \
  "[instrument form]\nlabel=A form\nversion=1\nsource=site\n"                                      \
  "[item form.a]\ninstrument=form\nlabel=A\npoints=2\nsource=site\n"                               \
  "[item form.b]\ninstrument=form\nlabel=B\npoints=5\nsource=site\n"                               \
  "[observation sum]\nlabel=Sum\ntype=quantity\nunit=1\nscore=form\n"                              \
  "[criterion INC-03]\nkind=inclusion\ncohorts=all\nlabel=Sum\ntext=Sum ≥ 3\nrule=sum >= 3\n"

#define HEAD "[cohort igan]"

/* The form with only its first item ticked. */
static void
tick_first (PodTrial *trial, gint64 subject)
{
  const PodInstrument *instrument = pod_study_find_instrument (pod_trial_get_study (trial), "form");
  g_autoptr (PodInstrumentForm) form = pod_assessment_new_form (instrument);
  g_autoptr (PodCasebook) casebook = pod_trial_load_casebook (trial, subject, NULL);
  PodAssessing assessing = { .base = casebook,
                             .when = pod_moment_on (pod_trial_get_today (trial)),
                             .form = form };
  g_autoptr (GError) error = NULL;

  pod_instrument_form_set (form, pod_instrument_find_item (instrument, "a"), POD_TRUE, 0);
  pod_instrument_form_set (form, pod_instrument_find_item (instrument, "b"), POD_FALSE, 0);
  pod_trial_assess (trial, &assessing, NULL, &error);
  g_assert_no_error (error);
}

/* The form in which the first item has so many points. */
static void
propose_points (Fixture *fixture, const char *points)
{
  g_auto (GStrv) parts = g_strsplit (FORM HEAD, "points=2", 2);
  g_autofree char *joint = g_strconcat ("points=", points, NULL);
  g_autofree char *text = g_strjoinv (joint, parts);

  propose (fixture, HEAD, text);
}

static double
read_sum (PodTrial *trial, gint64 subject)
{
  return fixture_find (trial, subject, "sum")->quantity.number;
}

/* Other points: the comparison already goes by them, and adopting withdraws the old sum and keeps it, with the reason. */
static void
test_points (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PodAmendment) amendment = NULL;
  g_autofree char *words = NULL;
  const PodEffect *effect;

  propose (fixture, HEAD, FORM HEAD);
  adopt (fixture->trial);
  fixture_become (fixture->trial, FIXTURE_PI);
  tick_first (fixture->trial, fixture->low);
  g_assert_cmpfloat (read_sum (fixture->trial, fixture->low), ==, 2);
  g_assert_cmpint (fixture_get_passes (fixture->trial, fixture->low, "INC-03"), ==, POD_FALSE);
  propose_points (fixture, "4");
  amendment = compare (fixture->trial);
  g_assert_cmpuint (amendment->n_rescored, ==, 1);
  words = pod_amendment_to_words (amendment);
  g_assert_nonnull (strstr (words, "derived anew for 1 subject"));
  g_assert_cmpuint (amendment->effects->len, ==, 1);
  effect = g_ptr_array_index (amendment->effects, 0);
  g_assert_cmpint (effect->subject, ==, fixture->low);
  g_assert_cmpfloat (read_sum (fixture->trial, fixture->low), ==, 2);
  adopt (fixture->trial);
  fixture_become (fixture->trial, FIXTURE_PI);
  g_assert_cmpfloat (read_sum (fixture->trial, fixture->low), ==, 4);
  g_assert_cmpint (fixture_get_passes (fixture->trial, fixture->low, "INC-03"), ==, POD_TRUE);
  check_verify (fixture->trial);
  /* And back: the sum of before comes again. */
  propose_points (fixture, "2");
  adopt (fixture->trial);
  fixture_become (fixture->trial, FIXTURE_PI);
  g_assert_cmpfloat (read_sum (fixture->trial, fixture->low), ==, 2);
}

/* What a person withdrew does not come back with an amendment. */
static void
test_points_withdrawn (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (PodAmendment) amendment = NULL;
  g_autoptr (GError) error = NULL;
  const PodFinding *sum;

  propose (fixture, HEAD, FORM HEAD);
  adopt (fixture->trial);
  fixture_become (fixture->trial, FIXTURE_PI);
  tick_first (fixture->trial, fixture->low);
  sum = fixture_find (fixture->trial, fixture->low, "sum");
  pod_change_void (change, POD_RECORD_FINDING, sum->record.id, sum->record.version);
  pod_trial_commit (fixture->trial, change, "of another patient", NULL, &error);
  g_assert_no_error (error);
  propose_points (fixture, "4");
  amendment = compare (fixture->trial);
  g_assert_cmpuint (amendment->n_rescored, ==, 0);
  adopt (fixture->trial);
  fixture_become (fixture->trial, FIXTURE_PI);
  g_assert_null (fixture_find (fixture->trial, fixture->low, "sum"));
}

#define ADD(name, test)                                                                            \
  g_test_add ("/service/amendment/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("compare", test_compare);
  ADD ("differences", test_differences);
  ADD ("no-difference", test_no_difference);
  ADD ("faults", test_faults);
  ADD ("later", test_later);
  ADD ("adopt", test_adopt);
  ADD ("dropped-file", test_dropped_file);
  ADD ("ends-signature", test_ends_signature);
  ADD ("refused", test_refused);
  ADD ("orphans", test_orphans);
  ADD ("orphaned-meanwhile", test_orphaned_meanwhile);
  ADD ("elsewhere", test_elsewhere);
  ADD ("before-sign-in", test_before_sign_in);
  ADD ("equation", test_equation);
  ADD ("points", test_points);
  ADD ("points-withdrawn", test_points_withdrawn);
  ADD ("settled-no-longer", test_settled_no_longer);
  return g_test_run ();
}
