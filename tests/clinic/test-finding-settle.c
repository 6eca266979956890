/* What becomes of a result as it is written: its limits, and the judgement of it. */

#include <math.h>

#include "clinic-fixture.h"
#include "pod-finding-beside.h"
#include "pod-finding-settle.h"

static const char small[] =
    "[study]\nid=small\nregistry=SMALL\ntitle=A small study\ntarget=3\n"
    "country=CHN\nsite=01\nreference_start=infusion\nexposure_start=infusion\n"
    "toxicity_scale=CTCAE 5.0\negfr_equation=2021\n"
    "[cohort a]\nlabel=A\nshort=A\n"
    "[anchor infusion]\nlabel=Infusion\nintervention=cells\n"
    "[treatment cells]\nlabel=Cells\ncategory=product\nunit=10*6/kg\ndays=0..0\nsource=site\n"
    "[observation hgb]\nlabel=Haemoglobin\ntype=quantity\nunit=g/L\n";

static PodSite *
make_site (double upper)
{
  const PodUnit *unit = pod_unit_from_ucum ("g/L");
  PodDate may = pod_date_new (2026, 5, 1), april = pod_date_new (2026, 4, 30);
  const PodRange ranges[] = {
    { "Central", "hgb", "female", 0, 200, POD_DATE_NONE, april, 110, 150, unit, 1 },
    { "Central", "hgb", "female", 0, 200, may, POD_DATE_NONE, 115, upper, unit, 2 },
    { "Central", "hgb", "male", 0, 200, POD_DATE_NONE, POD_DATE_NONE, 130, 175, unit, 3 },
    { "Ward", "hgb", NULL, 18, 59, POD_DATE_NONE, POD_DATE_NONE, 100, 160, unit, 4 },
    { "Ward", "hgb", NULL, 60, 200, POD_DATE_NONE, POD_DATE_NONE, 90, NAN, unit, 5 },
  };

  return pod_site_new (ranges, G_N_ELEMENTS (ranges), NULL);
}

static PodFinding
make_result (const char *laboratory, const char *when, double number, const char *unit)
{
  PodFinding finding;

  pod_finding_init (&finding);
  finding.record.subject = 1;
  finding.observation = g_intern_string ("hgb");
  finding.laboratory = laboratory;
  finding.quantity = (PodQuantity){ POD_EXACTLY, number, pod_unit_from_ucum (unit) };
  finding.source = "typed";
  g_assert_true (pod_moment_parse (when, &finding.when));
  return finding;
}

/* By laboratory, sex, age and date; in the unit of the result. */
static void
test_bound (void)
{
  static const struct
  {
    const char *laboratory, *when, *unit, *sex, *records;
    gint64 range;
    double lower, upper;
  } rows[] = {
    { "Central", "2026-04-30", "g/L", "female", "age 45 a @-20", 1, 110, 150 },
    { "Central", "2026-05-01", "g/L", "female", "age 45 a @-20", 2, 115, 155 },
    { "Central", "2026-05-01", "g/dL", "female", "age 45 a @-20", 2, 11.5, 15.5 },
    { "Central", "2026-05-01", "g/L", "male", "age 45 a @-20", 3, 130, 175 },
    { "Ward", "2026-11-20", "g/L", "male", "age 45 a @-20", 4, 100, 160 },
    { "Ward", "2026-11-20", "g/L", "male", "age 60 a @-20", 5, 90, NAN },
    /* A month may be of either version; a birthday may lie between; another laboratory has none; nor has one that is not named. */
    { "Central", "2026", "g/L", "female", "age 45 a @-20", 0, NAN, NAN },
    { "Ward", "2026-11-20", "g/L", "male", "age 59 a @-20", 0, NAN, NAN },
    { "Elsewhere", "2026-05-01", "g/L", "female", "age 45 a @-20", 0, NAN, NAN },
    { NULL, "2026-05-01", "g/L", "female", "age 45 a @-20", 0, NAN, NAN },
    { "Central", "2026-05-01", "U/L", "female", "age 45 a @-20", 0, NAN, NAN },
  };
  g_autoptr (PodStudy) study = fixture_small_study (small);
  g_autoptr (PodSite) site = make_site (155);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PodCasebook) casebook = fixture_casebook ("a", rows[i].sex, rows[i].records, NULL);
      PodFinding finding = make_result (rows[i].laboratory, rows[i].when, 120, rows[i].unit);

      g_test_message ("row %u", i);
      pod_finding_settle (study, site, casebook, NULL, &finding);
      g_assert_cmpint (finding.range, ==, rows[i].range);
      g_assert_true (finding.lower == rows[i].lower ||
                     (isnan (finding.lower) && isnan (rows[i].lower)));
      g_assert_true (finding.upper == rows[i].upper ||
                     (isnan (finding.upper) && isnan (rows[i].upper)));
    }
}

/* Limits of its own are never replaced, and what was not done has none. */
static void
test_own (void)
{
  g_autoptr (PodStudy) study = fixture_small_study (small);
  g_autoptr (PodSite) site = make_site (155);
  g_autoptr (PodCasebook) casebook = fixture_casebook ("a", "female", "", NULL);
  PodFinding own = make_result ("Central", "2026-05-01", 120, "g/L");
  PodFinding not_done = make_result ("Central", "2026-05-01", NAN, "g/L");

  own.upper = 140;
  not_done.status = "not_done";
  pod_finding_settle (study, site, casebook, NULL, &own);
  pod_finding_settle (study, site, casebook, NULL, &not_done);
  g_assert_true (own.upper == 140 && isnan (own.lower) && own.range == 0);
  g_assert_true (isnan (not_done.lower) && not_done.range == 0);
}

/* A later version of the range changes nothing that was bound, until the result is another. */
static void
test_kept (void)
{
  g_autoptr (PodStudy) study = fixture_small_study (small);
  g_autoptr (PodSite) before = make_site (155);
  g_autoptr (PodSite) after = make_site (165);
  g_autoptr (PodCasebook) casebook = fixture_casebook ("a", "female", "", NULL);
  PodFinding saved = make_result ("Central", "2026-05-01", 120, "g/L"), finding;

  pod_finding_settle (study, before, casebook, NULL, &saved);
  finding = saved;
  finding.visit = 3;
  pod_finding_settle (study, after, casebook, &saved, &finding);
  g_assert_cmpfloat (finding.upper, ==, 155);
  /* A slip of the number is of the same day. */
  finding.quantity.number = 121;
  pod_finding_settle (study, after, casebook, &saved, &finding);
  g_assert_cmpfloat (finding.upper, ==, 155);
  g_assert_cmpint (finding.range, ==, 2);
  /* Another day has the limits of that day. */
  g_assert_true (pod_moment_parse ("2026-04-30", &finding.when));
  pod_finding_settle (study, after, casebook, &saved, &finding);
  g_assert_cmpfloat (finding.upper, ==, 150);
  g_assert_cmpint (finding.range, ==, 1);
  /* What is typed over them is nobody's range. */
  finding = saved;
  finding.upper = 150;
  pod_finding_settle (study, after, casebook, &saved, &finding);
  g_assert_true (finding.upper == 150 && finding.lower == 115 && finding.range == 0);
}

/* ---- the judgement ---- */

static void
judge (PodFinding *finding)
{
  finding->significance = "significant";
  finding->judged_by = "paul";
  finding->adverse_event = 4;
}

static void
test_judgement (void)
{
  g_autoptr (PodStudy) study = fixture_small_study (small);
  g_autoptr (PodSite) site = fixture_site ();
  g_autoptr (PodCasebook) casebook = fixture_casebook ("a", "female", "", NULL);
  PodFinding saved = make_result ("Central", "2026-05-01", 120, "g/L"), finding;

  judge (&saved);
  finding = saved;
  finding.visit = 3;
  finding.method = "another";
  pod_finding_settle (study, site, casebook, &saved, &finding);
  g_assert_cmpstr (finding.significance, ==, "significant");
  finding.history = 7;
  pod_finding_settle (study, site, casebook, &saved, &finding);
  g_assert_cmpint (finding.history, ==, 7);
#define CLEARED(change)                                                                            \
  finding = saved;                                                                                 \
  finding.change;                                                                                  \
  pod_finding_settle (study, site, casebook, &saved, &finding);                                    \
  g_assert_null (finding.significance);                                                            \
  g_assert_null (finding.judged_by);                                                               \
  g_assert_cmpint (finding.adverse_event, ==, 0);
  CLEARED (quantity.number = 121)
  CLEARED (quantity.comparator = POD_LESS_THAN)
  CLEARED (quantity.unit = pod_unit_from_ucum ("g/dL"))
  CLEARED (code = "x")
  CLEARED (status = "corrected")
  CLEARED (lower = 100)
  CLEARED (completeness = "incomplete")
  CLEARED (when.minute = 5)
#undef CLEARED
}

/* What says otherwise than before is corrected, and stays so; what is added or judged corrects nothing. */
static void
test_corrected (void)
{
  g_autoptr (PodStudy) study = fixture_small_study (small);
  g_autoptr (PodSite) site = fixture_site ();
  g_autoptr (PodCasebook) casebook = fixture_casebook ("a", "female", "", NULL);
  PodFinding saved = make_result ("Central", "2026-05-01", 120, "g/L"), finding;

#define STATUS(change, expected)                                                                   \
  finding = saved;                                                                                 \
  finding.change;                                                                                  \
  pod_finding_settle (study, site, casebook, &saved, &finding);                                    \
  g_assert_cmpstr (finding.status, ==, expected);
  STATUS (significance = "significant", NULL)
  STATUS (upper = 150, NULL)
  STATUS (laboratory = "Ward", NULL)
  STATUS (when.minute = 5, "corrected")
  STATUS (quantity.number = 121, "corrected")
  STATUS (source = "derived"; finding.quantity.number = 121, NULL)
  saved.status = "preliminary";
  STATUS (quantity.number = 121, "preliminary")
  saved.status = "corrected";
  judge (&saved);
  STATUS (status = NULL, "corrected")
  g_assert_cmpstr (finding.significance, ==, "significant");
  saved = make_result ("Central", "2026-05-01", NAN, "g/L");
  saved.status = "not_done";
  STATUS (status = NULL; finding.quantity.number = 121, NULL)
#undef STATUS
}

/* In the unit of the other, with how much more that is; of one unit, of a limit, or of what measures another thing nothing is told. */
static void
test_converted (void)
{
  g_autoptr (PodStudy) study = fixture_small_study (small);
  PodFinding stands = make_result ("Central", "2026-05-01", 120, "g/L");
  PodFinding came = make_result ("Ward", "2026-05-01", 9, "g/dL");
  PodQuantity quantity;

  g_assert_true (pod_finding_convert_beside (study, &came, &stands, &quantity));
  g_assert_cmpfloat_with_epsilon (quantity.number, 90, 1e-9);
  g_assert_true (quantity.unit == stands.quantity.unit);
  g_assert_cmpfloat_with_epsilon (pod_quantity_get_change (stands.quantity, quantity), -25, 1e-9);
  quantity.comparator = POD_LESS_THAN;
  g_assert_true (isnan (pod_quantity_get_change (stands.quantity, quantity)));
  stands.quantity.number = 0;
  g_assert_true (isnan (pod_quantity_get_change (stands.quantity, came.quantity)));
  g_assert_false (pod_finding_convert_beside (study, &stands, &stands, &quantity));
  came.quantity.unit = pod_unit_from_ucum ("mmol/L");
  g_assert_false (pod_finding_convert_beside (study, &came, &stands, &quantity));
}

/* However large or small, without an exponent. */
static void
test_limits_words (void)
{
  static const struct
  {
    double lower, upper;
    const char *words;
  } rows[] = {
    { NAN, NAN, NULL },
    { NAN, 1000000, "≤ 1000000" },
    { 0.00001, NAN, "≥ 0.00001" },
    { 0.00005, 1200000, "0.00005–1200000" },
    { 3.5, 5.3, "3.5–5.3" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      PodFinding finding;
      g_autofree char *words = NULL;

      pod_finding_init (&finding);
      finding.lower = rows[i].lower;
      finding.upper = rows[i].upper;
      words = pod_finding_limits_to_words (&finding);
      g_assert_cmpstr (words, ==, rows[i].words);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/finding-settle/bound", test_bound);
  g_test_add_func ("/finding-settle/own", test_own);
  g_test_add_func ("/finding-settle/kept", test_kept);
  g_test_add_func ("/finding-settle/judgement", test_judgement);
  g_test_add_func ("/finding-settle/corrected", test_corrected);
  g_test_add_func ("/finding-settle/converted", test_converted);
  g_test_add_func ("/finding-settle/limits-words", test_limits_words);
  return g_test_run ();
}
