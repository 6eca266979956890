#include "clinic-fixture.h"
#include "pod-consent.h"

static PodScreening *
screen (const PodStudy *study, const char *cohort, const char *changes, int day)
{
  g_autoptr (PodCasebook) casebook = fixture_eligible (cohort, "female", changes);
  g_autoptr (PodSite) site = fixture_site ();

  return pod_screening_new (study, site, casebook, fixture_day (day));
}

static gboolean
is_missing (const GPtrArray *symbols, const char *name)
{
  for (guint i = 0; i < symbols->len; i++)
    if (g_str_equal (((const PodSymbol *) symbols->pdata[i])->name, name))
      return TRUE;
  return FALSE;
}

/* What is not there, or cannot be used, decides nothing; the list says what to get. */
static void
test_missing (void)
{
  static const struct
  {
    const char *change, *criterion, *missing;
  } rows[] = {
    { "anc none @-400", "INC-03a", "anc" },
    { "anc 3.2 10*9/L @-29", "INC-03a", "anc" },
    { "anc 3.2 10*9/L @2026", "INC-03a", "anc" },
    { "alt 25 U/L @-5", "INC-03b", "alt" },
    { "egfr < 60 mL/min/{1.73_m2} @-5", "INC-08", "egfr" },
    { "serum_hcg negative @-8", "INC-04b", "serum_hcg" },
    { "other_reason unknown @-2", "EXC-13", "other_reason" },
  };
  g_autoptr (PodStudy) study = fixture_study ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PodScreening) screening = screen (study, "mn", rows[i].change, 0);
      const PodVerdict *verdict = fixture_find_verdict (screening, rows[i].criterion);

      g_test_message ("%s", rows[i].change);
      g_assert_cmpint (screening->eligible, ==, POD_UNKNOWN);
      g_assert_cmpint (verdict->holds, ==, POD_UNKNOWN);
      g_assert_cmpint (verdict->passes, ==, POD_UNKNOWN);
      g_assert_true (is_missing (verdict->missing, rows[i].missing));
      g_assert_true (is_missing (screening->missing, rows[i].missing));
      g_assert_false (pod_date_is_set (verdict->valid_until));
    }
}

/* What is on record without a date, or cannot be read, is not passed over: "ever positive" stays open. */
static void
test_not_passed_over (void)
{
  static const struct
  {
    const char *changes;
    PodTruth holds;
  } rows[] = {
    { "mpo_anca negative @-5; pr3_anca negative @-5", POD_FALSE },
    { "mpo_anca negative @-5; mpo_anca positive @none; pr3_anca negative @-5", POD_UNKNOWN },
    { "mpo_anca negative @-5; mpo_anca unknown @-400; pr3_anca negative @-5", POD_UNKNOWN },
    { "mpo_anca negative @-5; mpo_anca weak @-400; pr3_anca negative @-5", POD_UNKNOWN },
    { "mpo_anca negative @-5; mpo_anca positive @2019; pr3_anca negative @-5", POD_TRUE },
  };
  g_autoptr (PodStudy) study = fixture_study ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PodScreening) screening = screen (study, "aav", rows[i].changes, 0);
      const PodVerdict *verdict = fixture_find_verdict (screening, "INC-14");

      g_test_message ("%s", rows[i].changes);
      g_assert_cmpint (verdict->holds, ==, rows[i].holds);
      g_assert_cmpint (is_missing (verdict->missing, "mpo_anca"), ==, rows[i].holds == POD_UNKNOWN);
    }
}

/* One criterion that fails decides, whatever is still unknown. */
static void
test_false_decides (void)
{
  g_autoptr (PodStudy) study = fixture_study ();
  g_autoptr (PodScreening)
      screening = screen (study, "mn", "anc 0.5 10*9/L @-5; serum_hcg negative @-30", 0);

  g_assert_cmpint (screening->eligible, ==, POD_FALSE);
  g_assert_cmpuint (screening->missing->len, >, 0);
}

/* Only the criteria of the subject's cohort; all of them while it has none, and then those of cohorts cannot be told. */
static void
test_cohorts (void)
{
  g_autoptr (PodStudy) study = fixture_study ();
  g_autoptr (PodSite) site = fixture_site ();
  g_autoptr (PodScreening) igan = screen (study, "igan", NULL, 0);
  g_autoptr (PodCasebook) nowhere = fixture_casebook (NULL, "male", "age 40 a", NULL);
  g_autoptr (PodScreening) open = pod_screening_new (study, site, nowhere, fixture_today ());

  g_assert_nonnull (fixture_find_verdict (igan, "INC-12"));
  g_assert_null (fixture_find_verdict (igan, "INC-08"));
  g_assert_null (fixture_find_verdict (igan, "INC-19"));
  g_assert_cmpuint (open->verdicts->len, ==, pod_study_get_criteria (study)->len);
  g_assert_cmpint (fixture_find_verdict (open, "INC-01")->holds, ==, POD_TRUE);
  g_assert_cmpint (fixture_find_verdict (open, "INC-08")->holds, ==, POD_UNKNOWN);
  g_assert_cmpint (fixture_find_verdict (open, "EXC-17")->passes, ==, POD_UNKNOWN);
  g_assert_cmpint (open->eligible, ==, POD_UNKNOWN);
  /* A cohort that the study does not have is none. */
  g_autoptr (PodCasebook) elsewhere = fixture_casebook ("lupus", "male", "age 40 a", NULL);
  g_autoptr (PodScreening) lost = pod_screening_new (study, site, elsewhere, fixture_today ());
  g_assert_cmpuint (lost->verdicts->len, ==, open->verdicts->len);
  g_assert_cmpint (lost->eligible, ==, POD_UNKNOWN);
}

/* hCG of three days ago holds for four more days: on the fifth it is too old. */
static void
test_expires (void)
{
  g_autoptr (PodStudy) study = fixture_study ();
  g_autoptr (PodScreening) today = screen (study, "mn", NULL, 0);
  g_autoptr (PodScreening) last = screen (study, "mn", NULL, 4);
  g_autoptr (PodScreening) after = screen (study, "mn", NULL, 5);

  g_assert_true (pod_date_equal (fixture_find_verdict (today, "INC-04b")->valid_until,
                                 fixture_day (4)));
  g_assert_true (pod_date_equal (fixture_find_verdict (today, "INC-03a")->valid_until,
                                 fixture_day (23)));
  g_assert_false (pod_date_is_set (fixture_find_verdict (today, "INC-06")->valid_until));
  g_assert_true (pod_date_equal (today->valid_until, fixture_day (4)));
  g_assert_cmpint (last->eligible, ==, POD_TRUE);
  g_assert_cmpint (after->eligible, ==, POD_UNKNOWN);
}

/* From enrolment on the windows stand still; what came later changes no verdict. */
static void
test_after_enrolment (void)
{
  g_autoptr (PodStudy) study = fixture_study ();
  g_autoptr (PodScreening) year_later = screen (study, "mn", "enrolment @@0", 365);
  g_autoptr (PodScreening)
      dropped = screen (study, "mn", "enrolment @@0; anc 3 10*9/L @-5; anc 0.2 10*9/L @9", 20);
  g_autoptr (PodScreening) before = screen (study, "mn", "enrolment @@90", 0);
  /* Another trial that ended 100 days before enrolment stays one within six months of it. */
  g_autoptr (PodScreening) other_trial =
      screen (study, "mn", "enrolment @@0; other_trial yes @-20; other_trial_end =-100 @-20", 365);
  /* A correction of tomorrow does not undo today's enrolment. */
  g_autoptr (PodScreening)
      corrected = screen (study, "mn",
                          "enrolment @@0; enrolment @@60; anc 3 10*9/L @-5; anc 0.2 10*9/L @9", 20);

  g_assert_cmpint (year_later->eligible, ==, POD_TRUE);
  g_assert_cmpint (dropped->eligible, ==, POD_TRUE);
  /* An enrolment that is not yet: the windows still move. */
  g_assert_cmpint (before->eligible, ==, POD_TRUE);
  g_assert_cmpint (fixture_find_verdict (other_trial, "EXC-10")->passes, ==, POD_FALSE);
  g_assert_cmpint (corrected->eligible, ==, POD_TRUE);
}

static char *
describe (const PodScreening *screening)
{
  GString *text = g_string_new (pod_truth_to_string (screening->eligible));

  for (guint i = 0; i < screening->verdicts->len; i++)
    {
      const PodVerdict *verdict = screening->verdicts->pdata[i];
      g_autofree char *until = pod_date_to_string (verdict->valid_until);

      g_string_append_printf (text, "\n%s %s %s %u", verdict->criterion->id,
                              pod_truth_to_string (verdict->holds), until, verdict->missing->len);
    }
  return g_string_free (text, FALSE);
}

/* One value more, of tomorrow or later, of every observation in turn, changes nothing that is said of today. */
static void
test_future_is_unseen (void)
{
  g_autoptr (PodStudy) study = fixture_study ();
  g_autoptr (PodScreening) known = screen (study, "mn", NULL, 0);
  g_autofree char *expected = describe (known);
  const GPtrArray *observations = pod_study_get_observations (study);
  g_autoptr (GString) later = g_string_new ("enrolment @@3; dose fludarabine @4; dose kn3601 @9");

  for (guint i = 0; i < observations->len; i++)
    {
      const PodSymbol *symbol = &((const PodObservation *) observations->pdata[i])->symbol;
      const char *value = symbol->kind == POD_KIND_CHOICE ? symbol->choices[0] : "yes";

      if (symbol->kind == POD_KIND_QUANTITY)
        g_string_append_printf (later, "; also %s 1 %s @%d", symbol->name,
                                pod_unit_get_ucum (symbol->unit), 1 + i % 40);
      else if (symbol->kind != POD_KIND_DATE && symbol->kind != POD_KIND_TEXT)
        g_string_append_printf (later, "; also %s %s @%d", symbol->name, value, 1 + i % 40);
    }
  g_autoptr (PodScreening) screening = screen (study, "mn", later->str, 0);
  g_autofree char *found = describe (screening);
  g_assert_cmpstr (found, ==, expected);
}

/* A decision is asked about as of its own day; an enrolment goes before an earlier failure. */
static void
test_day (void)
{
  static const struct
  {
    const char *records, *day;
  } rows[] = {
    { "consent @@-9", "2026-12-24" },
    { "consent @@-9; screen_failure @@2025-12-30", "2025-12-30" },
    { "screen_failure @@2025-12-30; enrolment @@2026-01-05", "2026-01-05" },
    { "enrolment @@2026-01", "2026-12-24" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PodCasebook) casebook = fixture_casebook ("mn", "male", rows[i].records, NULL);
      g_autofree char *day =
          pod_date_to_string (pod_screening_get_day (casebook, pod_date_new (2026, 12, 24)));

      g_assert_cmpstr (day, ==, rows[i].day);
    }
}

/* A few thousand findings more change nothing and cost little. */
static void
test_many_findings (void)
{
  g_autoptr (PodStudy) study = fixture_study ();
  g_autoptr (GString) records = g_string_new ("anc 3 10*9/L @-1");
  gint64 start;

  for (int i = 2; i < 4000; i++)
    g_string_append_printf (records, "; anc 2 10*9/L @-%d", i);
  start = g_get_monotonic_time ();
  g_autoptr (PodScreening) screening = screen (study, "mn", records->str, 0);
  g_assert_cmpint (screening->eligible, ==, POD_TRUE);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 20 * G_USEC_PER_SEC);
}

typedef struct
{
  const PodStudy *study;
  const PodCasebook *casebook;
  char *words;
} Lacking;

static void
say_lacking (const PodEvidence *leaf, gpointer data)
{
  Lacking *lacking = data;
  char *words = pod_consent_say_lacking (lacking->study, lacking->casebook, fixture_today (), leaf);

  g_assert_true (lacking->words == NULL || words == NULL);
  if (words != NULL)
    lacking->words = words;
}

/* What the criterion of the consent says of the attestation that @changes may lack; NULL where it says nothing of its own. */
static char *
say_consent (const char *changes)
{
  g_autoptr (PodStudy) study = fixture_study ();
  g_autoptr (PodSite) site = fixture_site ();
  g_autoptr (PodCasebook) casebook = fixture_casebook ("mn", "female", changes, NULL);
  g_autoptr (PodScreening) screening = pod_screening_new (study, site, casebook, fixture_today ());
  const PodVerdict *verdict = fixture_find_verdict (screening, "INC-05");
  Lacking lacking = { study, casebook, NULL };

  g_assert_cmpint (verdict->passes, !=, POD_FALSE);
  pod_evidence_foreach_leaf (verdict->evidence, FALSE, say_lacking, &lacking);
  return lacking.words;
}

/* A consent that is on record is not said to be missing; that nobody attested it is. */
static void
test_consent_not_attested (void)
{
  g_autofree char *event = say_consent ("consent @@-20");
  g_autofree char *attested = say_consent ("consent @@-20; consent_given yes @-20");
  g_autofree char *later = say_consent ("consent @@1");
  g_autofree char *none = say_consent ("compliant yes");

  g_assert_cmpstr (event, ==,
                   "Informed consent signed: not attested. Consent on record: 31 Oct 2026");
  g_assert_null (attested);
  /* On the day of the question there was none. */
  g_assert_null (later);
  g_assert_null (none);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clinic/screening/missing", test_missing);
  g_test_add_func ("/clinic/screening/not-passed-over", test_not_passed_over);
  g_test_add_func ("/clinic/screening/false-decides", test_false_decides);
  g_test_add_func ("/clinic/screening/cohorts", test_cohorts);
  g_test_add_func ("/clinic/screening/expires", test_expires);
  g_test_add_func ("/clinic/screening/after-enrolment", test_after_enrolment);
  g_test_add_func ("/clinic/screening/future", test_future_is_unseen);
  g_test_add_func ("/clinic/screening/many-findings", test_many_findings);
  g_test_add_func ("/clinic/screening/day", test_day);
  g_test_add_func ("/clinic/screening/consent-not-attested", test_consent_not_attested);
  return g_test_run ();
}
