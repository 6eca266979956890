#include <math.h>

#include "clinic-fixture.h"
#include "pod-derivation.h"

static PodFinding
make_creatinine (double number, const char *unit, const char *when)
{
  PodFinding finding;

  pod_finding_init (&finding);
  finding.record = (PodRecord){ .id = 1234, .subject = 7, .version = 1 };
  finding.observation = "creatinine";
  finding.quantity.number = number;
  finding.quantity.unit = unit ? pod_unit_from_ucum (unit) : NULL;
  g_assert_true (pod_moment_parse (when, &finding.when));
  return finding;
}

/* CKD-EPI 2021, worked by hand: 142 × min(Scr/κ, 1)^α × max(Scr/κ, 1)^-1.200 × 0.9938^age × 1.012 for women. */
static void
test_egfr (void)
{
  static const struct
  {
    double number;
    const char *unit, *when, *birth, *sex;
    double egfr; /* 0: cannot be told */
    int age;
  } rows[] = {
    { 148, "umol/L", "2026-11-20", "1966-11-20", "male", 46.4, 60 },
    { 148, "umol/L", "2026-11-19", "1966-11-20", "male", 46.7, 59 },
    { 0.9, "mg/dL", "2026-11-20", "1976-01-01", "male", 104.1, 50 },
    { 0.7, "mg/dL", "2026-11-20", "1976-01-01", "female", 105.3, 50 },
    /* The month of birth is enough where no birthday lies between. */
    { 148, "umol/L", "2026-11-20", "1966-10", "male", 46.4, 60 },
    { 148, "umol/L", "2026-11-20", "1966-11", "male", 0, 0 },
    { 148, "umol/L", "2026-11-20", "1966", "male", 0, 0 },
    { 148, "umol/L", "2026-11", "1966-10-05", "male", 46.4, 60 },
    { 148, "umol/L", "2026-11-20", "1966-11-20", NULL, 0, 0 },
    { 148, NULL, "2026-11-20", "1966-11-20", "male", 0, 0 },
    { 148, "g/L", "2026-11-20", "2030-11-20", "male", 0, 0 },
    { NAN, "umol/L", "2026-11-20", "1966-11-20", "male", 0, 0 },
  };
  g_autoptr (PodStudy) study = fixture_study ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      PodFinding creatinine = make_creatinine (rows[i].number, rows[i].unit, rows[i].when);
      g_autofree char *method = NULL;
      PodFinding egfr;
      PodDate birth;

      g_test_message ("row %u", i);
      g_assert_true (pod_date_parse (rows[i].birth, &birth));
      g_assert_cmpint (pod_derive_egfr (study, NULL, &creatinine, birth, rows[i].sex, &egfr), ==,
                       rows[i].egfr != 0);
      if (rows[i].egfr == 0)
        continue;
      g_assert_cmpfloat_with_epsilon (egfr.quantity.number, rows[i].egfr, 0.06);
      method = g_strdup_printf ("egfr.2021 creatinine=1234 age=%d", rows[i].age);
      g_assert_cmpstr (egfr.method, ==, method);
      g_assert_cmpstr (egfr.source, ==, "derived");
      g_assert_cmpint (egfr.record.subject, ==, 7);
      g_assert_cmpint (egfr.record.id, ==, 0);
      g_assert_cmpint (pod_moment_compare (egfr.when, creatinine.when), ==, 0);
    }
}

static void
test_egfr_refused (void)
{
  g_autoptr (PodStudy) study = fixture_study ();
  PodFinding creatinine = make_creatinine (18, "umol/L", "2026-11-20");
  PodDate birth = pod_date_new (1966, 1, 1);
  PodFinding egfr;

  creatinine.quantity.comparator = POD_LESS_THAN;
  g_assert_false (pod_derive_egfr (study, NULL, &creatinine, birth, "male", &egfr));
  creatinine.quantity.comparator = POD_EXACTLY;
  creatinine.record.voided = TRUE;
  g_assert_false (pod_derive_egfr (study, NULL, &creatinine, birth, "male", &egfr));
  creatinine.record.voided = FALSE;
  creatinine.record.id = -3;
  creatinine.origin = "central/CREA/2026-11-20";
  g_assert_true (pod_derive_egfr (study, NULL, &creatinine, birth, "male", &egfr));
  g_assert_null (egfr.status);
  /* What follows from a result that is not final is not final. */
  creatinine.status = "preliminary";
  g_assert_true (pod_derive_egfr (study, NULL, &creatinine, birth, "male", &egfr));
  g_assert_cmpstr (egfr.status, ==, "preliminary");
  g_assert_cmpstr (egfr.method, ==, "egfr.2021 creatinine=central/CREA/2026-11-20 age=60");
}

static void
test_age (void)
{
  static const struct
  {
    const char *birth, *consent;
    int age; /* -1: cannot be told */
  } rows[] = {
    { "1956-11-21", "2026-11-20", 69 }, { "1956-11-20", "2026-11-20", 70 },
    { "1955-11-21", "2026-11-20", 70 }, { "1955-11-20", "2026-11-20", 71 },
    { "1956-02-29", "2026-02-28", 69 }, { "1956-02-29", "2026-03-01", 70 },
    { "1956", "2026-11-20", -1 },       { "1956-11", "2026-11-20", -1 },
    { "1956-12", "2026-11-20", 69 },    { "2027-01-01", "2026-11-20", -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      PodDate birth, consent;
      PodFinding age;

      g_test_message ("born %s", rows[i].birth);
      g_assert_true (pod_date_parse (rows[i].birth, &birth));
      g_assert_true (pod_date_parse (rows[i].consent, &consent));
      g_assert_cmpint (pod_derive_age (birth, consent, 7, &age), ==, rows[i].age >= 0);
      if (rows[i].age < 0)
        continue;
      g_assert_cmpfloat (age.quantity.number, ==, rows[i].age);
      g_assert_cmpstr (age.observation, ==, "age");
      g_assert_true (pod_date_equal (age.when.date, consent));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clinic/derivation/egfr", test_egfr);
  g_test_add_func ("/clinic/derivation/refused", test_egfr_refused);
  g_test_add_func ("/clinic/derivation/age", test_age);
  return g_test_run ();
}
