#include <math.h>
#include <string.h>

#include "clinic-fixture.h"

static const char small[] =
    "[study]\nid=small\nregistry=SMALL\ntitle=A small study\ntarget=3\n"
    "country=CHN\nsite=01\nreference_start=infusion\nexposure_start=start\n"
    "toxicity_scale=CTCAE 5.0\negfr_equation=2021\n"
    "[cohort a]\nlabel=A\nshort=A\n"
    "[anchor enrolment]\nlabel=Enrolment\nevent=enrolment\n"
    "[anchor infusion]\nlabel=Infusion\nintervention=cells\n"
    "[anchor start]\nlabel=Start\nintervention=@lymphodepletion\n"
    "[treatment cells]\nlabel=Cells\ncategory=product\nunit=10*6/kg\ndays=0..0\nsource=site\n"
    "[treatment flu]\nlabel=Flu\ncategory=lymphodepletion\nunit=mg/m2\ndays=-5..-3\nsource=site\n"
    "[observation hgb]\nlabel=Haemoglobin\ntype=quantity\nunit=g/L\n"
    "[observation hcg]\nlabel=hCG\ntype=choice\nchoices=negative, positive\n"
    "[observation fit]\nlabel=Fit\ntype=flag\n"
    "[observation trial_end]\nlabel=End of the other trial\ntype=date\n";

typedef struct
{
  const char *records;
  const char *symbol;
  int from, to; /* days from today */
  PodAbsence absence;
  double number;    /* 0: not asked */
  const char *code; /* NULL: not asked */
} Case;

static const Case cases[] = {
  /* The window's edges are inside. */
  { "hgb 100 g/L @-28", "hgb", -28, 0, POD_ABSENCE_NONE, 100 },
  { "hgb 100 g/L @-29", "hgb", -28, 0, POD_ABSENCE_OUTSIDE, 100 },
  /* Not done is no value, and hides none; where there is none it says that somebody asked. */
  { "hgb 100 g/L @-5; hgb status:not_done @-1", "hgb", -28, 0, POD_ABSENCE_NONE, 100 },
  { "hgb 100 g/L @-29; hgb status:not_done @-1", "hgb", -28, 0, POD_ABSENCE_NOT_DONE, 0 },
  { "hgb status:not_done because:haemolysed @-28", "hgb", -28, 0, POD_ABSENCE_NOT_DONE, 0 },
  { "hgb status:not_done @-29", "hgb", -28, 0, POD_ABSENCE_NEVER, 0 },
  { "voided hgb status:not_done @-1", "hgb", -28, 0, POD_ABSENCE_NEVER, 0 },
  /* Preliminary: the latest is not known yet, whatever was before it; corrected is as good as final. */
  { "hgb 100 g/L @-5; hgb 90 g/L status:preliminary @-1", "hgb", -28, 0, POD_ABSENCE_UNUSABLE },
  { "hgb 100 g/L @-5; hgb 90 g/L status:corrected @-1", "hgb", -28, 0, POD_ABSENCE_NONE, 90 },
  { "hgb 100 g/L @0", "hgb", -28, 0, POD_ABSENCE_NONE, 100 },
  { "hgb 100 g/L @1", "hgb", -28, 0, POD_ABSENCE_NEVER },
  { "", "hgb", -28, 0, POD_ABSENCE_NEVER },
  /* The latest counts, not the best, and not one of tomorrow. */
  { "hgb 120 g/L @-9; hgb 90 g/L @-2; hgb 130 g/L @3", "hgb", -28, 0, POD_ABSENCE_NONE, 90 },
  { "hgb 120 g/L @-60; hgb 90 g/L @-40", "hgb", -28, 0, POD_ABSENCE_OUTSIDE, 90 },
  /* Canonical units; what has none, or none that fits, cannot be used, and no older value stands for it. */
  { "hgb 9.5 g/dL @-2", "hgb", -28, 0, POD_ABSENCE_NONE, 95 },
  { "hgb 9.5 @-2", "hgb", -28, 0, POD_ABSENCE_UNUSABLE },
  { "hgb 9.5 U/L @-2", "hgb", -28, 0, POD_ABSENCE_UNUSABLE },
  { "hgb 100 g/L @-5; hgb 9.5 @-2", "hgb", -28, 0, POD_ABSENCE_UNUSABLE },
  /* A voided value was never there. */
  { "voided hgb 100 g/L @-2", "hgb", -28, 0, POD_ABSENCE_NEVER },
  { "hgb 110 g/L @-5; voided hgb 100 g/L @-2", "hgb", -28, 0, POD_ABSENCE_NONE, 110 },
  /* October lies inside a window that begins on 1 October, and across one that begins on the 23rd. */
  { "hgb 100 g/L @2026-10", "hgb", -50, 0, POD_ABSENCE_NONE, 100 },
  { "hgb 100 g/L @2026-10", "hgb", -49, 0, POD_ABSENCE_UNDATED, 100 },
  { "hgb 100 g/L @2026-10", "hgb", -28, 0, POD_ABSENCE_UNDATED, 100 },
  { "hgb 100 g/L @2026-09", "hgb", -28, 0, POD_ABSENCE_OUTSIDE, 100 },
  { "hgb 100 g/L @2026-11", "hgb", -28, 0, POD_ABSENCE_UNDATED, 100 },
  { "hgb 100 g/L @2026-12", "hgb", -28, 0, POD_ABSENCE_NEVER },
  { "hgb 100 g/L @none", "hgb", -28, 0, POD_ABSENCE_UNDATED, 100 },
  /* A value that may be later than the latest leaves it open which of the two counts. */
  { "hgb 100 g/L @2026-10; hgb 90 g/L @-2", "hgb", -28, 0, POD_ABSENCE_NONE, 90 },
  { "hgb 100 g/L @2026-11; hgb 90 g/L @-2", "hgb", -28, 0, POD_ABSENCE_UNDATED, 100 },
  { "hgb 100 g/L @2026-10; hgb 90 g/L @2026-10-25", "hgb", -50, 0, POD_ABSENCE_UNDATED, 100 },
  /* A re-test of the same day: the later one, or the last recorded; with one time alone nobody knows the order. */
  { "hcg negative @2026-11-18T09:00; hcg positive @2026-11-18T08:00", "hcg", -28, 0,
    POD_ABSENCE_NONE, 0, "negative" },
  { "hcg positive @-2; hcg negative @-2", "hcg", -28, 0, POD_ABSENCE_NONE, 0, "negative" },
  { "hcg positive @-2; hcg negative @2026-11-18T09:00", "hcg", -28, 0, POD_ABSENCE_UNDATED },
  { "hcg negative @-2; hcg negative @2026-11-18T09:00", "hcg", -28, 0, POD_ABSENCE_NONE, 0,
    "negative" },
  /* Unless both say the same. */
  { "hgb 90 g/L @2026-11; hgb 90 g/L @-2", "hgb", -28, 0, POD_ABSENCE_NONE, 90 },
  { "hcg negative @2026; hcg negative @-2", "hcg", -28, 0, POD_ABSENCE_NONE, 0, "negative" },
  { "hcg positive @2026; hcg negative @-2", "hcg", -28, 0, POD_ABSENCE_UNDATED },
  /* Answers. */
  { "hcg negative @-2", "hcg", -7, 0, POD_ABSENCE_NONE, 0, "negative" },
  { "hcg unknown @-2", "hcg", -7, 0, POD_ABSENCE_ANSWER },
  { "hcg maybe @-2", "hcg", -7, 0, POD_ABSENCE_UNUSABLE },
  { "fit yes @-2", "fit", -7, 0, POD_ABSENCE_NONE, 0, "yes" },
  { "fit unknown @-2", "fit", -7, 0, POD_ABSENCE_ANSWER },
  { "fit 1 @-2", "fit", -7, 0, POD_ABSENCE_UNUSABLE },
  { "trial_end =-200 @-2", "trial_end", -7, 0, POD_ABSENCE_NONE },
  /* The subject's own record. */
  { "", "sex", -7, 0, POD_ABSENCE_NONE, 0, "female" },
};

static void
check_case (const PodStudy *study, const Case *row)
{
  g_autoptr (PodCasebook) casebook = fixture_casebook ("a", "female", row->records, NULL);
  g_autoptr (PodSite) site = fixture_site ();
  const PodObservation *observation = pod_study_find_observation (study, row->symbol);
  PodFact fact;
  PodFacts facts;

  g_test_message ("%s in [%d, %d]", row->records, row->from, row->to);
  pod_casebook_facts_init (&facts, study, site, casebook);
  g_assert_cmpint (facts.latest (facts.self, &observation->symbol,
                                 pod_date_first_day (fixture_day (row->from)),
                                 pod_date_first_day (fixture_day (row->to)), &fact),
                   ==, row->absence);
  if (row->number != 0)
    g_assert_cmpfloat_with_epsilon (fact.number, row->number, 1e-9);
  if (row->code)
    g_assert_true (fact.code == g_intern_string (row->code));
  pod_casebook_facts_clear (&facts);
}

static void
test_latest (void)
{
  g_autoptr (PodStudy) study = fixture_small_study (small);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    check_case (study, &cases[i]);
}

static void
test_series (void)
{
  g_autoptr (PodStudy) study = fixture_small_study (small);
  g_autoptr (PodSite) site = fixture_site ();
  g_autoptr (PodCasebook) casebook = fixture_casebook ("a", NULL,
                                                       "hgb 3 g/L @-3; hgb 28 g/L @-28; hgb 29 g/L "
                                                       "@-29; voided hgb 5 g/L @-5; hgb 4 @-4; "
                                                       "hgb 10 g/L @-10; hgb 1 g/L @1",
                                                       NULL);
  /* The one of four days ago has no unit: it is there, and nobody can tell what it is. */
  static const double expected[] = { 28, 10, NAN, 3 };
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (PodFact));
  const PodObservation *hgb = pod_study_find_observation (study, "hgb");
  PodFacts facts;

  pod_casebook_facts_init (&facts, study, site, casebook);
  facts.series (facts.self, &hgb->symbol, pod_date_first_day (fixture_day (-28)),
                pod_date_first_day (fixture_today ()), values);
  g_assert_cmpuint (values->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < values->len; i++)
    {
      double number = g_array_index (values, PodFact, i).number;

      g_assert_true (isnan (expected[i]) ? isnan (number) : number == expected[i]);
    }
  pod_casebook_facts_clear (&facts);
}

/* The limits of the very result; else the site's for sex, and for the age on that day. */
static void
test_site_limits (void)
{
  static const struct
  {
    const char *records;
    double lower, upper; /* 0: none */
  } rows[] = {
    { "age 45 a @-20; hgb 100 g/L lln 90 uln 140 @-2", 90, 140 },
    { "age 45 a @-20; hgb 10 g/dL lln 9 uln 14 @-2", 90, 140 },
    { "age 45 a @-20; hgb 100 g/L uln 140 @-2", 0, 140 },
    { "age 45 a @-20; hgb 100 g/L @-2", 115, 150 },
    /* 59 at consent: 59 or 60 eighteen days later, and the two bands differ. */
    { "age 59 a @-20; hgb 100 g/L @-2", 0, 0 },
    { "age 59 a @-2; hgb 100 g/L @-2", 115, 150 },
    { "age 58 a @-20; hgb 100 g/L @-2", 115, 150 },
    { "age 60 a @-20; hgb 100 g/L @-2", 110, 150 },
    /* A year and a half before consent. */
    { "age 61 a @-20; hgb 100 g/L @-560", 0, 0 },
    { "age 63 a @-20; hgb 100 g/L @-560", 110, 150 },
    { "hgb 100 g/L @-2", 0, 0 },
  };
  const PodUnit *unit = pod_unit_from_ucum ("g/L");
  const PodRange ranges[] = {
    { NULL, "hgb", "female", 18, 59, POD_DATE_NONE, POD_DATE_NONE, 115, 150, unit },
    { NULL, "hgb", "female", 60, 200, POD_DATE_NONE, POD_DATE_NONE, 110, 150, unit },
  };
  g_autoptr (PodStudy) study = fixture_small_study (small);
  g_autoptr (PodSite) site = pod_site_new (ranges, G_N_ELEMENTS (ranges), NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PodCasebook) casebook = fixture_casebook ("a", "female", rows[i].records, NULL);
      double number, lower, upper;
      guint n;
      const PodFinding *series = pod_casebook_get_series (casebook, "hgb", &n);

      g_test_message ("%s", rows[i].records);
      g_assert_true (pod_finding_convert (study, site, casebook, series, &number, &lower, &upper));
      g_assert_cmpfloat (number, ==, 100);
      g_assert_cmpfloat (isnan (lower) ? 0 : lower, ==, rows[i].lower);
      g_assert_cmpfloat (isnan (upper) ? 0 : upper, ==, rows[i].upper);
    }
}

/* Medication goes on until its end is recorded; a dose of the trial is given in a day; what was voided was not given. */
static void
test_courses (void)
{
  static const struct
  {
    const char *records, *from, *to;
    gboolean ongoing;
  } rows[] = {
    { "dose prednisone @-30", "2026-10-21", "", TRUE },
    { "dose prednisone @-30..-10", "2026-10-21", "2026-11-10", FALSE },
    { "dose prednisone @2026-10..2026-11", "2026-10", "2026-11", FALSE },
    { "dose fludarabine @-5", "2026-11-15", "2026-11-15", FALSE },
    { "voided dose prednisone @-30; dose acei_arb @-30", NULL, NULL, FALSE },
  };
  static const char *const treatments[] = { "prednisone", "fludarabine", NULL };
  const PodMedication medication = { "immunosuppression", treatments, NULL };
  g_autoptr (PodStudy) study = fixture_study ();
  g_autoptr (PodSite) site = fixture_site ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PodCasebook) casebook = fixture_casebook ("mn", NULL, rows[i].records, NULL);
      g_autoptr (GArray) courses = g_array_new (FALSE, FALSE, sizeof (PodCourse));
      g_autofree char *from = NULL, *to = NULL;
      PodFacts facts;

      g_test_message ("%s", rows[i].records);
      pod_casebook_facts_init (&facts, study, site, casebook);
      facts.courses (facts.self, &medication, courses);
      pod_casebook_facts_clear (&facts);
      g_assert_cmpuint (courses->len, ==, rows[i].from ? 1 : 0);
      if (!rows[i].from)
        continue;
      from = pod_date_to_string (g_array_index (courses, PodCourse, 0).start);
      to = pod_date_to_string (g_array_index (courses, PodCourse, 0).end);
      g_assert_cmpstr (from, ==, rows[i].from);
      g_assert_cmpstr (to, ==, rows[i].to);
      g_assert_cmpint (g_array_index (courses, PodCourse, 0).ongoing, ==, rows[i].ongoing);
    }
}

static void
test_anchors (void)
{
  static const struct
  {
    const char *records, *anchor, *expected;
  } rows[] = {
    { "enrolment @@-3", "enrolment", "2026-11-17" },
    { "voided enrolment @@-3", "enrolment", "" },
    { "enrolment @@2026-11", "enrolment", "2026-11" },
    { "dose cells @0; dose cells @4", "infusion", "2026-11-20" },
    { "dose flu @-4; dose flu @-5; voided dose flu @-9", "start", "2026-11-15" },
    { "dose cells @0", "start", "" },
    { "", "infusion", "" },
    { "enrolment @@-3", "nonsense", "" },
  };
  g_autoptr (PodStudy) study = fixture_small_study (small);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PodCasebook) casebook = fixture_casebook ("a", NULL, rows[i].records, NULL);
      g_autofree char *date = pod_date_to_string (pod_casebook_get_anchor (study, casebook,
                                                                           rows[i].anchor));

      g_test_message ("%s", rows[i].records);
      g_assert_cmpstr (date, ==, rows[i].expected);
    }
}

/* The equation and its year travel with what it gave. */
static void
test_equation (void)
{
  g_autoptr (PodStudy) study = fixture_study ();
  g_autoptr (PodSite) site = pod_site_new (NULL, 0, NULL);
  PodSubject subject = { .record = { .id = 1, .subject = 1, .version = 1 },
                         .screening_number = "S-001" };
  PodCasebookBuilder *builder = pod_casebook_builder_new (&subject, 1);
  g_autoptr (PodCasebook) casebook = NULL;
  PodFinding finding;
  PodFacts facts;
  PodFact fact;

  pod_finding_init (&finding);
  finding.record = (PodRecord){ .id = 2, .subject = 1, .version = 1 };
  finding.observation = g_intern_string ("egfr");
  finding.when = pod_moment_on (pod_date_new (2026, 3, 1));
  finding.quantity = (PodQuantity){ POD_EXACTLY, 44.99, pod_unit_from_ucum ("mL/min/{1.73_m2}") };
  finding.source = "derived";
  finding.method = "egfr.2021 creatinine=7 age=54";
  pod_casebook_builder_add_finding (builder, &finding);
  casebook = pod_casebook_builder_end (builder);
  pod_casebook_facts_init (&facts, study, site, casebook);
  g_assert_cmpint (facts.latest (facts.self, &pod_study_find_observation (study, "egfr")->symbol,
                                 POD_DAY_MIN, POD_DAY_MAX, &fact),
                   ==, POD_ABSENCE_NONE);
  g_assert_nonnull (strstr (fact.source, "2021"));
  pod_casebook_facts_clear (&facts);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clinic/facts/latest", test_latest);
  g_test_add_func ("/clinic/facts/series", test_series);
  g_test_add_func ("/clinic/facts/limits", test_site_limits);
  g_test_add_func ("/clinic/facts/anchors", test_anchors);
  g_test_add_func ("/clinic/facts/courses", test_courses);
  g_test_add_func ("/clinic/facts/equation", test_equation);
  return g_test_run ();
}
