/* Instruments: what their items add up to follows from them, and follows again when one of them is corrected; what nobody answered
 * decides nothing but what no answer could change. */

#include <math.h>

#include "pod-trial-assess.h"
#include "service-fixture.h"

#define TODAY pod_moment_on (pod_date_new (2026, 3, 14))
#define YESTERDAY pod_moment_on (pod_date_new (2026, 3, 13))

static PodTrial *
make_trial (void)
{
  fixture_use_real_data ();
  return fixture_create (fixture_path (), "nct07241468");
}

static gint64
add_subject (PodTrial *trial)
{
  PodRegistration registration = fixture_registration ("0000001");
  gint64 subject;

  registration.cohort = "aav";
  subject = pod_trial_register (trial, &registration, NULL);
  g_assert_cmpint (subject, >, 0);
  return subject;
}

static void
set (PodInstrumentForm *form, const char *item, PodTruth answer, int achieved)
{
  const PodInstrumentItem *found = pod_instrument_find_item (form->instrument, item);

  g_assert_nonnull (found);
  pod_instrument_form_set (form, found, answer, achieved);
}

static void
set_all (PodInstrumentForm *form, PodTruth answer)
{
  for (guint i = 0; i < form->instrument->items->len; i++)
    pod_instrument_form_set (form, g_ptr_array_index (form->instrument->items, i), answer, 0);
}

static void
tick (PodInstrumentForm *form, const char *items)
{
  g_auto (GStrv) names = g_strsplit (items, " ", -1);

  for (guint i = 0; names[i] != NULL; i++)
    set (form, names[i], POD_TRUE, 0);
}

/* Everything answered: yes to these, no to all else. */
static void
answer (PodInstrumentForm *form, const char *items)
{
  set_all (form, POD_FALSE);
  tick (form, items);
}

static PodInstrumentForm *
make_form (PodTrial *trial, const char *instrument)
{
  return pod_assessment_new_form (pod_study_find_instrument (pod_trial_get_study (trial),
                                                             instrument));
}

static gboolean
assess (PodTrial *trial,
        gint64 subject,
        const PodInstrumentForm *form,
        PodMoment was,
        PodMoment when,
        const char *why,
        GError **error)
{
  PodAssessing assessing = { fixture_load (trial, subject), was, when, form };

  return pod_trial_assess (trial, &assessing, why, error);
}

static void
assess_well (PodTrial *trial,
             gint64 subject,
             const PodInstrumentForm *form,
             PodMoment was,
             PodMoment when,
             const char *why)
{
  g_autoptr (GError) error = NULL;

  assess (trial, subject, form, was, when, why, &error);
  g_assert_no_error (error);
}

static void
assert_score (PodTrial *trial, gint64 subject, const char *observation, const char *expected)
{
  const PodFinding *found = fixture_find (trial, subject, observation);
  g_autofree char *text = NULL;

  g_assert_nonnull (found);
  g_assert_cmpstr (found->source, ==, "derived");
  text = g_strdup_printf ("%s%g", pod_comparator_to_string (found->quantity.comparator),
                          found->quantity.number);
  g_assert_cmpstr (text, ==, expected);
}

/* For the first time, of today. */
static void
assess_first (PodTrial *trial, gint64 subject, const PodInstrumentForm *form)
{
  assess_well (trial, subject, form, POD_MOMENT_NONE, TODAY, NULL);
}

static PodTruth
judge (PodTrial *trial, gint64 subject, const char *criterion)
{
  g_autoptr (PodScreening)
      screening = pod_trial_screen (trial, subject, pod_trial_get_today (trial), NULL);

  for (guint i = 0; i < screening->verdicts->len; i++)
    {
      const PodVerdict *verdict = g_ptr_array_index (screening->verdicts, i);

      if (g_str_equal (verdict->criterion->id, criterion))
        return verdict->holds;
    }
  g_error ("%s: no such criterion", criterion);
}

static void
assert_verified (PodTrial *trial)
{
  g_autoptr (PodTrialVerification) verification = pod_trial_verify (trial, NULL, NULL);

  g_assert_nonnull (verification);
  g_assert_true (verification->ok);
}

/* ---- what follows ---- */

static void
test_whole (void)
{
  PodTrial *trial = make_trial ();
  gint64 subject = add_subject (trial);
  g_autoptr (PodInstrumentForm) form = make_form (trial, "bvas");
  const PodFinding *item;

  answer (form, "haematuria proteinuria creatinine_500 weight_loss myalgia");
  assess_first (trial, subject, form);
  assert_score (trial, subject, "bvas", "15");
  assert_score (trial, subject, "bvas_renal_items", "3");
  g_assert_cmpint (judge (trial, subject, "INC-16"), ==, POD_TRUE);
  g_assert_cmpint (judge (trial, subject, "INC-17"), ==, POD_TRUE);
  /* Each answer is a record of its own, "no" as well, and so is what is said of the whole. */
  item = fixture_find (trial, subject, "bvas.haematuria");
  g_assert_cmpstr (item->code, ==, "yes");
  g_assert_cmpstr (item->source, ==, "typed");
  g_assert_cmpstr (fixture_find (trial, subject, "bvas.stroke")->code, ==, "no");
  g_assert_cmpstr (fixture_find (trial, subject, "bvas.persistent")->code, ==, "no");
  g_assert_cmpstr (fixture_find (trial, subject, "bvas.first_assessment")->code, ==, "yes");
  g_assert_true (g_str_has_prefix (fixture_find (trial, subject, "bvas")->method, "bvas.3 "));
  assert_verified (trial);
  fixture_end (trial);
}

/* What nobody answered: the lowest sum decides only where it reaches the limit by itself. */
static void
test_unknown (void)
{
  static const struct
  {
    const char *ticked;
    const char *unknown;
    const char *score;
    const char *renal;
    PodTruth sum;
    PodTruth items;
  } rows[] = {
    { "fever", "haematuria", ">=2", ">=0", POD_UNKNOWN, POD_UNKNOWN },
    { "haematuria proteinuria creatinine_500 weight_loss myalgia", "stroke", ">=15", "3", POD_TRUE,
      POD_TRUE },
    { "haematuria proteinuria creatinine_500 weight_loss", "stroke", ">=14", "3", POD_UNKNOWN,
      POD_TRUE },
    /* at its cap a system's other items change no sum, but the count */
    { "haematuria proteinuria creatinine_500", "hypertension", "12", ">=3", POD_FALSE, POD_TRUE },
    /* this trial's reading: a band and a rise are one abnormality */
    { "creatinine_125_249 creatinine_rise", "fever", ">=10", "1", POD_UNKNOWN, POD_FALSE },
    { "creatinine_125_249", "creatinine_rise", ">=4", "1", POD_UNKNOWN, POD_FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      PodTrial *trial = make_trial ();
      gint64 subject = add_subject (trial);
      g_autoptr (PodInstrumentForm) form = make_form (trial, "bvas");

      g_test_message ("%s, not known %s", rows[i].ticked, rows[i].unknown);
      answer (form, rows[i].ticked);
      set (form, rows[i].unknown, POD_UNKNOWN, 0);
      assess_first (trial, subject, form);

      assert_score (trial, subject, "bvas", rows[i].score);
      assert_score (trial, subject, "bvas_renal_items", rows[i].renal);
      g_assert_cmpint (judge (trial, subject, "INC-16"), ==, rows[i].sum);
      g_assert_cmpint (judge (trial, subject, "INC-17"), ==, rows[i].items);
      fixture_end (trial);
    }
}

static void
test_marks (void)
{
  PodTrial *trial = make_trial ();
  gint64 subject = add_subject (trial);
  g_autoptr (PodInstrumentForm) form = make_form (trial, "bvas");

  /* Nothing new: the persistent points; at a later assessment the bands of creatinine are not asked. */
  answer (form, "haematuria proteinuria creatinine_500");
  form->persistent = TRUE;
  form->first_assessment = FALSE;
  assess_first (trial, subject, form);
  assert_score (trial, subject, "bvas", "5");
  assert_score (trial, subject, "bvas_renal_items", "2");
  g_assert_null (fixture_find (trial, subject, "bvas.creatinine_500"));
  g_assert_cmpstr (fixture_find (trial, subject, "bvas.persistent")->code, ==, "yes");
  fixture_end (trial);
}

static void
test_sets (void)
{
  PodTrial *trial = make_trial ();
  gint64 subject = add_subject (trial);
  g_autoptr (PodInstrumentForm) gpa = make_form (trial, "gpa");
  g_autoptr (PodInstrumentForm) ice = make_form (trial, "ice");

  set (gpa, "canca_pr3", POD_TRUE, 0);
  assess_first (trial, subject, gpa);
  /* Eosinophils may still take four, and pANCA one. */
  assert_score (trial, subject, "acr_gpa", ">=0");
  g_assert_cmpint (judge (trial, subject, "INC-13"), ==, POD_UNKNOWN);
  set_all (gpa, POD_FALSE);
  set (gpa, "canca_pr3", POD_TRUE, 0);
  assess_well (trial, subject, gpa, TODAY, TODAY, NULL);
  assert_score (trial, subject, "acr_gpa", "5");
  fixture_add_answer (trial, subject, "vasculitis_attested", "yes");
  g_assert_cmpint (judge (trial, subject, "INC-13"), ==, POD_TRUE);
  /* Points of an item that has several; the study asks for no sum of them. */
  set (ice, "orientation", POD_TRUE, 3);
  assess_first (trial, subject, ice);
  g_assert_cmpfloat (fixture_find (trial, subject, "ice.orientation")->quantity.number, ==, 3);
  fixture_end (trial);
}

/* ---- corrections ---- */

static void
test_correction (void)
{
  PodTrial *trial = make_trial ();
  gint64 subject = add_subject (trial);
  g_autoptr (PodInstrumentForm) form = make_form (trial, "bvas");
  g_autoptr (GError) error = NULL;

  answer (form, "fever haematuria");
  assess_first (trial, subject, form);
  assert_score (trial, subject, "bvas", "8");
  set (form, "haematuria", POD_FALSE, 0);
  g_assert_false (assess (trial, subject, form, TODAY, TODAY, NULL, &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_REASON);
  assert_score (trial, subject, "bvas", "8");
  assess_well (trial, subject, form, TODAY, TODAY, "read the sediment again");
  assert_score (trial, subject, "bvas", "2");
  g_assert_cmpint (fixture_find (trial, subject, "bvas.haematuria")->record.version, ==, 2);
  /* The old sum is withdrawn, not lost. */
  g_assert_cmpuint (fixture_count (trial, subject, "bvas"), ==, 1);
  /* Back again is new again. */
  set (form, "haematuria", POD_TRUE, 0);
  assess_well (trial, subject, form, TODAY, TODAY, "it was right");
  assert_score (trial, subject, "bvas", "8");
  /* An answer taken back is not known. */
  set (form, "stroke", POD_UNKNOWN, 0);
  assess_well (trial, subject, form, TODAY, TODAY, "not examined");
  assert_score (trial, subject, "bvas", ">=8");
  /* Another day, with all its answers. */
  assess_well (trial, subject, form, TODAY, YESTERDAY, "wrong day");
  g_assert_cmpint (pod_moment_compare (fixture_find (trial, subject, "bvas")->when, YESTERDAY), ==,
                   0);
  /* Everything taken back: nothing follows. */
  set_all (form, POD_UNKNOWN);
  assess_well (trial, subject, form, YESTERDAY, YESTERDAY, "another patient");
  g_assert_null (fixture_find (trial, subject, "bvas"));
  g_assert_null (fixture_find (trial, subject, "bvas.first_assessment"));
  assert_verified (trial);
  fixture_end (trial);
}

/* One who goes on with a form changes nothing that was saved. */
static void
test_continued (void)
{
  PodTrial *trial = make_trial ();
  gint64 subject = add_subject (trial);
  g_autoptr (PodInstrumentForm) form = make_form (trial, "bvas");

  set (form, "fever", POD_TRUE, 0);
  assess_first (trial, subject, form);
  assert_score (trial, subject, "bvas", ">=2");
  set (form, "haematuria", POD_TRUE, 0);
  assess_well (trial, subject, form, TODAY, TODAY, NULL);
  assert_score (trial, subject, "bvas", ">=8");
  g_assert_cmpuint (fixture_count (trial, subject, "bvas"), ==, 1);
  /* What does not differ is not written. */
  {
    gint64 before = pod_casebook_get_audit (fixture_load (trial, subject));

    assess_well (trial, subject, form, TODAY, TODAY, NULL);
    g_assert_cmpint (pod_casebook_get_audit (fixture_load (trial, subject)), ==, before);
  }
  assert_verified (trial);
  fixture_end (trial);
}

/* An answer that is withdrawn by itself, as any record may be. */
static void
test_voiding (void)
{
  PodTrial *trial = make_trial ();
  gint64 subject = add_subject (trial);
  g_autoptr (PodInstrumentForm) form = make_form (trial, "bvas");
  g_autoptr (PodChange) change = pod_change_new ();
  const PodFinding *item;

  answer (form, "fever haematuria");
  assess_first (trial, subject, form);
  item = fixture_find (trial, subject, "bvas.haematuria");
  pod_change_void (change, POD_RECORD_FINDING, item->record.id, item->record.version);
  g_assert_true (pod_trial_commit (trial, change, "not this patient's urine", NULL, NULL));
  assert_score (trial, subject, "bvas", ">=2");
  fixture_end (trial);
}

/* A sum from a paper form stays what somebody typed, whatever else is there. */
static void
test_typed (void)
{
  PodTrial *trial = make_trial ();
  gint64 subject = add_subject (trial);
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (PodInstrumentForm) form = make_form (trial, "bvas");
  PodFinding typed;

  pod_finding_init (&typed);
  typed.record = (PodRecord){ .id = -1, .subject = subject };
  typed.observation = g_intern_string ("bvas");
  typed.when = YESTERDAY;
  typed.quantity = (PodQuantity){ POD_EXACTLY, 17, pod_unit_one () };
  typed.source = "typed";
  pod_change_put_finding (change, &typed);
  g_assert_true (pod_trial_commit (trial, change, NULL, NULL, NULL));
  g_assert_cmpstr (fixture_find (trial, subject, "bvas")->source, ==, "typed");
  g_assert_cmpint (judge (trial, subject, "INC-16"), ==, POD_TRUE);
  set (form, "fever", POD_TRUE, 0);
  assess_first (trial, subject, form);
  g_assert_cmpuint (fixture_count (trial, subject, "bvas"), ==, 2);
  fixture_end (trial);
}

/* ---- what is refused ---- */

static void
assert_refused (PodTrial *trial,
                gint64 subject,
                const PodInstrumentForm *form,
                PodMoment was,
                PodMoment when,
                const char *field)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = NULL;

  g_assert_false (assess (trial, subject, form, was, when, "a reason", &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
  problems = pod_trial_take_problems (trial);
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_cmpstr (((PodProblem *) problems->pdata[0])->key, ==, field);
}

static void
test_refused (void)
{
  PodTrial *trial = make_trial ();
  gint64 subject = add_subject (trial);
  g_autoptr (PodInstrumentForm) form = make_form (trial, "bvas");

  assert_refused (trial, subject, form, POD_MOMENT_NONE, TODAY, "items");
  set (form, "fever", POD_TRUE, 0);
  assert_refused (trial, subject, form, POD_MOMENT_NONE, POD_MOMENT_NONE, "when");
  assert_refused (trial, subject, form, POD_MOMENT_NONE, pod_moment_on (pod_date_new (2026, 3, 0)),
                  "when");
  assert_refused (trial, subject, form, POD_MOMENT_NONE, pod_moment_on (pod_date_new (2026, 3, 15)),
                  "when");
  assess_first (trial, subject, form);
  assess_well (trial, subject, form, POD_MOMENT_NONE, YESTERDAY, NULL);
  assert_refused (trial, subject, form, POD_MOMENT_NONE, TODAY, "when");
  assert_refused (trial, subject, form, YESTERDAY, TODAY, "when");
  fixture_end (trial);
}

/* Two who fill in the same form: the second is told, and nothing is lost or doubled. */
static void
test_two (void)
{
  PodTrial *trial = make_trial ();
  gint64 subject = add_subject (trial);
  g_autoptr (PodInstrumentForm) form = make_form (trial, "bvas");
  PodAssessing stale = { fixture_load (trial, subject), POD_MOMENT_NONE, TODAY, form };
  g_autoptr (GError) error = NULL;

  set (form, "fever", POD_TRUE, 0);
  assess_first (trial, subject, form);
  set (form, "fever", POD_FALSE, 0);
  g_assert_false (pod_trial_assess (trial, &stale, NULL, &error));
  g_assert_true (pod_trial_error_is_conflict (error));
  g_assert_cmpstr (fixture_find (trial, subject, "bvas.fever")->code, ==, "yes");
  fixture_end (trial);
}

/* Filling in is recording: nurse and coordinator may, a monitor may not; what a criterion makes of it is judged elsewhere. */
static void
test_roles (void)
{
  PodTrial *trial = make_trial ();
  gint64 subject = add_subject (trial);
  g_autoptr (PodInstrumentForm) form = make_form (trial, "bvas");
  g_autoptr (GError) error = NULL;

  fixture_add_user (trial, "mona", POD_USER_MONITOR);
  fixture_add_user (trial, "nora", POD_USER_NURSE);
  set (form, "fever", POD_TRUE, 0);
  fixture_become (trial, "mona");
  g_assert_false (assess (trial, subject, form, POD_MOMENT_NONE, TODAY, NULL, &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_ROLE);
  g_clear_error (&error);
  fixture_become (trial, "nora");
  assess_first (trial, subject, form);
  fixture_end (trial);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/assess/whole", test_whole);
  g_test_add_func ("/assess/unknown", test_unknown);
  g_test_add_func ("/assess/marks", test_marks);
  g_test_add_func ("/assess/sets", test_sets);
  g_test_add_func ("/assess/correction", test_correction);
  g_test_add_func ("/assess/continued", test_continued);
  g_test_add_func ("/assess/voiding", test_voiding);
  g_test_add_func ("/assess/typed", test_typed);
  g_test_add_func ("/assess/refused", test_refused);
  g_test_add_func ("/assess/two", test_two);
  g_test_add_func ("/assess/roles", test_roles);
  return g_test_run ();
}
