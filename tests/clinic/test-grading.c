#include <math.h>
#include <string.h>

#include "clinic-fixture.h"

#define NONE (-2) /* no scale grades it */
#define E "mL/min/{1.73_m2}"
#define FROM "began:2026-11-21T"

/* Day 0 is the first fludarabine; the finding asked for is the last of its series.  Grades are CTCAE 5.0's. */
static const struct
{
  const char *records, *observation;
  int level, baseline;
} rows[] = {
  { "anc 1.6 10*9/L lln 1.8 @1", "anc", 1, -1 },
  { "anc 1.5 10*9/L lln 1.8 @1", "anc", 1, -1 },
  { "anc 1.49 10*9/L lln 1.8 @1", "anc", 2, -1 },
  { "anc 0.5 10*9/L lln 1.8 @1", "anc", 3, -1 },
  { "anc 0.49 10*9/L lln 1.8 @1", "anc", 4, -1 },
  { "anc 2 10*9/L lln 1.8 @1", "anc", 0, -1 },
  /* Below 1.5 the laboratory's limit is not needed; above it nobody can tell. */
  { "anc 1.2 10*9/L @1", "anc", 2, -1 },
  { "anc 1.6 10*9/L @1", "anc", -1, -1 },
  /* Worse of two directions. */
  { "potassium 7.1 mmol/L lln 3.5 uln 5.2 @1", "potassium", 4, -1 },
  { "potassium 2.9 mmol/L lln 3.5 uln 5.2 @1", "potassium", 3, -1 },
  { "potassium 4.0 mmol/L lln 3.5 uln 5.2 @1", "potassium", 0, -1 },
  { "potassium 4.0 mmol/L lln 3.5 @1", "potassium", -1, -1 },
  /* The unit in which the laboratory reports chooses the scale's variant. */
  { "hgb 7.9 g/dL lln 12 @1", "hgb", 3, -1 },
  { "hgb 8 g/dL lln 12 @1", "hgb", 2, -1 },
  { "hgb 79 g/L lln 120 @1", "hgb", 3, -1 },
  /* 8 mg/dL of calcium is grade 1 by the scale's mg/dL, though 1.996 mmol/L is below its 2.0. */
  { "calcium_corrected 8 mg/dL lln 8.4 @1", "calcium_corrected", 1, -1 },
  { "calcium_corrected 7.9 mg/dL lln 8.4 @1", "calcium_corrected", 2, -1 },
  { "calcium_corrected 1.996 mmol/L lln 2.1 @1", "calcium_corrected", 2, -1 },
  { "calcium_corrected 2 mmol/L lln 2.1 @1", "calcium_corrected", 1, -1 },
  /* Against the baseline: the last value before the first fludarabine. */
  { "creatinine 100 umol/L uln 104 @-1; creatinine 150 umol/L uln 104 @1", "creatinine", 1, 0 },
  { "creatinine 99 umol/L uln 104 @-1; creatinine 150 umol/L uln 104 @1", "creatinine", 2, 0 },
  { "creatinine 50 umol/L uln 104 @-1; creatinine 150.1 umol/L uln 104 @1", "creatinine", 3, 0 },
  /* A value of that very day is no longer before it; a voided one never was. */
  { "creatinine 100 umol/L uln 104 @-1; creatinine 50 umol/L uln 104 @0; creatinine 150 umol/L "
    "uln 104 @1",
    "creatinine", 1, 0 },
  { "creatinine 100 umol/L uln 104 @-2; voided creatinine 50 umol/L uln 104 @-1; "
    "creatinine 150 umol/L uln 104 @1",
    "creatinine", 1, 0 },
  /* What may still change is no grade, and no baseline. */
  { "anc 0.49 10*9/L lln 1.8 status:preliminary @1", "anc", -1, -1 },
  { "creatinine 100 umol/L uln 104 @-2; creatinine 50 umol/L uln 104 status:preliminary @-1; "
    "creatinine 150 umol/L uln 104 @1",
    "creatinine", 1, 0 },
  /* Screening is not graded against a baseline that came after it. */
  { "creatinine 50 umol/L uln 104 @-9; creatinine 100 umol/L uln 104 @-1", "creatinine", 0, 0 },
  /* High to begin with: multiples of the baseline count, not of the limit. */
  { "alt 80 U/L uln 40 @-1; alt 119 U/L uln 40 @1", "alt", 0, 1 },
  { "alt 80 U/L uln 40 @-1; alt 120 U/L uln 40 @1", "alt", 1, 1 },
  { "alt 40 U/L uln 40 @-1; alt 121 U/L uln 40 @1", "alt", 2, 0 },
  /* The laboratory changes its unit, not the grade. */
  { "creatinine 1 mg/dL uln 1.2 @-1; creatinine 133 umol/L uln 106 @1", "creatinine", 2, 0 },
  { "creatinine 160 umol/L uln 104 @-1; creatinine 170 umol/L uln 104 @1", "creatinine", 2, 2 },
  { "creatinine 170 U/L @1", "creatinine", -1, -1 },
  /* A rise of INR within the normal counts only under an anticoagulant, of which nothing is known here. */
  { "inr 0.92 1 uln 1.2 @-1; inr 0.92 1 uln 1.2 @1", "inr", 0, -1 },
  { "inr 0.92 1 uln 1.2 @-1; inr 0.93 1 uln 1.2 @1", "inr", -1, -1 },
  { "inr 0.92 1 uln 1.2 @-1; inr 1.21 1 uln 1.2 @1", "inr", 1, -1 },
  { "bvas 20 1 @1", "bvas", NONE, -1 },
  /* What this trial follows first: whoever comes in has a grade, and the laboratory's unit is the scale's. */
  { "uprot24 3.5 g/d uln 0.15 @-1; uprot24 3.49 g/d uln 0.15 @1", "uprot24", 2, 3 },
  { "uprot24 3.49 g/d uln 0.15 @-1; uprot24 3.5 g/d uln 0.15 @1", "uprot24", 3, 2 },
  { "uprot24 999 mg/d uln 150 @1", "uprot24", 1, -1 },
  { "uprot24 1000 mg/d uln 150 @1", "uprot24", 2, -1 },
  { "uprot24 0.15 g/d uln 0.15 @1", "uprot24", 1, -1 },
  { "uprot24 < 0.15 g/d uln 0.15 @1", "uprot24", 0, -1 },
  { "uprot24 < 0.16 g/d uln 0.15 @1", "uprot24", -1, -1 },
  /* What was collected in part can only have been more: the highest grade stands, a lower one is not told. */
  { "uprot24 3.5 g/d uln 0.15 collection:incomplete @1", "uprot24", 3, -1 },
  { "uprot24 3.49 g/d uln 0.15 collection:incomplete @1", "uprot24", -1, -1 },
  { "uprot24 3.49 g/d uln 0.15 collection:complete @1", "uprot24", 2, -1 },
  { "uprot24 1 g/d uln 0.15 collection:incomplete @-1; uprot24 3.5 g/d uln 0.15 @1", "uprot24", 3,
    -1 },
  /* The same of less than the 22 hours that are allowed; more than 26 can only have been less.  At the limits it is whole. */
  { "uprot24 3.49 g/d uln 0.15 " FROM "08:00 @2026-11-22T06:00", "uprot24", 2, -1 },
  { "uprot24 3.49 g/d uln 0.15 " FROM "08:00 @2026-11-22T05:59", "uprot24", -1, -1 },
  { "uprot24 3.5 g/d uln 0.15 " FROM "08:00 @2026-11-22T05:59", "uprot24", 3, -1 },
  { "uprot24 3.5 g/d uln 0.15 " FROM "08:00 @2026-11-22T10:00", "uprot24", 3, -1 },
  { "uprot24 3.5 g/d uln 0.15 " FROM "08:00 @2026-11-22T10:01", "uprot24", -1, -1 },
  { "uprot24 0.14 g/d uln 0.15 " FROM "08:00 @2026-11-22T10:01", "uprot24", 0, -1 },
  { "uprot24 > 3.5 g/d @1", "uprot24", 3, -1 },
  { "uprot24 > 3.4 g/d uln 0.15 @1", "uprot24", -1, -1 },
  { "uprot24 0.9 g/d @1", "uprot24", -1, -1 },
  /* Ratios stay apart. */
  { "upcr 400 mg/mmol uln 20 @1", "upcr", NONE, -1 },
  { "uacr 400 mg/mmol uln 3 @1", "uacr", NONE, -1 },
  { "egfr 59.9 " E " @-1; egfr 29.9 " E " @1", "egfr", 3, 2 },
  { "egfr 60 " E " @-1; egfr 60 " E " lln 90 @1", "egfr", 1, -1 },
  { "egfr 90 " E " lln 90 @1", "egfr", 0, -1 },
  { "egfr 95 " E " @1", "egfr", -1, -1 },
  { "egfr < 15 " E " @1", "egfr", 4, -1 },
  { "egfr > 90 " E " lln 90 @1", "egfr", 0, -1 },
  { "egfr >= 60 " E " @1", "egfr", -1, -1 },
};

static void
test_grades (void)
{
  g_autoptr (PodStudy) study = fixture_study ();
  g_autoptr (PodSite) site = fixture_site ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *records = g_strconcat ("dose fludarabine @0;", rows[i].records, NULL);
      g_autoptr (PodCasebook) casebook = fixture_casebook ("mn", "male", records, NULL);
      guint n;
      const PodFinding *series = pod_casebook_get_series (casebook, rows[i].observation, &n);
      PodFindingGrade grade = pod_finding_grade (study, site, casebook, &series[n - 1]);

      g_test_message ("%s", rows[i].records);
      if (rows[i].level == NONE)
        g_assert_null (grade.grade);
      else
        g_assert_nonnull (grade.grade);
      g_assert_cmpint (grade.level, ==, rows[i].level == NONE ? -1 : rows[i].level);
      g_assert_cmpint (grade.baseline, ==, rows[i].baseline);
    }
}

/* What a number alone cannot tell: the worst case is the grade, what is sure stands beside it, and a sentence says why. */
static const struct
{
  const char *records, *observation, *printed, *note;
} unsure[] = {
  { "uric_acid 459 umol/L lln 155 uln 357 @1", "uric_acid", "1 or 3", "physiologic consequences" },
  { "uric_acid 357 umol/L lln 155 uln 357 @1", "uric_acid", "0", NULL },
  { "uric_acid 459 umol/L @1", "uric_acid", "", NULL },
  { "potassium 3.4 mmol/L lln 3.5 uln 5.2 @1", "potassium", "1–2", "symptoms" },
  { "potassium 2.9 mmol/L lln 3.5 uln 5.2 @1", "potassium", "3", NULL },
  { "potassium 5.6 mmol/L lln 3.5 uln 5.2 @1", "potassium", "2", NULL },
  { "sodium 127 mmol/L lln 137 uln 147 @1", "sodium", "2–3", "grade 2" },
  { "sodium 124.9 mmol/L lln 137 uln 147 @1", "sodium", "3", NULL },
  { "sodium 119 mmol/L lln 137 uln 147 @1", "sodium", "4", NULL },
  { "inr 0.8 1 uln 1.2 @-1; inr 1.21 1 uln 1.2 @1", "inr", "1–2", "anticoagulant" },
  { "inr 0.7 1 uln 1.2 @-1; inr 1.1 1 uln 1.2 @1", "inr", "0–2", "anticoagulant" },
  { "inr 0.92 1 uln 1.2 @-1; inr 1.6 1 uln 1.2 @1", "inr", "2", NULL },
  { "inr 0.92 1 uln 1.2 @-1; inr 0.93 1 uln 1.2 @1", "inr", "", "anticoagulant" },
  { "hgb 79 g/L lln 120 @1", "hgb", "3", "grade 4" },
  { "hgb 80 g/L lln 120 @1", "hgb", "2", NULL },
};

static void
test_unsure (void)
{
  g_autoptr (PodStudy) study = fixture_study ();
  g_autoptr (PodSite) site = fixture_site ();

  for (guint i = 0; i < G_N_ELEMENTS (unsure); i++)
    {
      g_autofree char *records = g_strconcat ("dose fludarabine @0;", unsure[i].records, NULL);
      g_autoptr (PodCasebook) casebook = fixture_casebook ("mn", "male", records, NULL);
      guint n;
      const PodFinding *series = pod_casebook_get_series (casebook, unsure[i].observation, &n);
      PodFindingGrade grade = pod_finding_grade (study, site, casebook, &series[n - 1]);
      g_autofree char *printed = pod_finding_grade_print (&grade);
      const char *note = pod_finding_grade_get_note (&grade);

      g_test_message ("%s: %s", unsure[i].records, note);
      g_assert_cmpstr (printed, ==, unsure[i].printed);
      g_assert_cmpint (note != NULL, ==, unsure[i].note != NULL);
      g_assert_true (note == NULL || strstr (note, unsure[i].note) != NULL);
    }
}

/* Two thousand results of one analyte are graded one by one, each against the same baseline. */
static void
test_many (void)
{
  g_autoptr (PodStudy) study = fixture_study ();
  g_autoptr (PodSite) site = fixture_site ();
  g_autoptr (GString) records = g_string_new ("dose fludarabine @0");
  gint64 start;
  guint n;

  for (int i = -1000; i < 1000; i++)
    g_string_append_printf (records, "; creatinine 100 umol/L uln 104 @%d", i);
  g_autoptr (PodCasebook) casebook = fixture_casebook ("mn", "male", records->str, NULL);
  const PodFinding *series = pod_casebook_get_series (casebook, "creatinine", &n);
  start = g_get_monotonic_time ();
  for (guint i = 0; i < n; i++)
    g_assert_cmpint (pod_finding_grade (study, site, casebook, &series[i]).level, ==, 0);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 20 * G_USEC_PER_SEC);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clinic/grading/levels", test_grades);
  g_test_add_func ("/clinic/grading/unsure", test_unsure);
  g_test_add_func ("/clinic/grading/many", test_many);
  return g_test_run ();
}
