/* Toxicity as a change from the subject's own start: at the limit, and one step beyond. */

#include <math.h>

#include "clinic-fixture.h"
#include "pod-shift.h"

#define NONE (-1) /* no grade */
#define E "mL/min/{1.73_m2}"

/* Lymphodepletion begins on day -5, the infusion is on day 0.  The finding asked for is the last of its series. */
#define TREATED "dose fludarabine @-5; dose kn3601 @0;"

static const struct
{
  const char *records, *observation;
  int level, baseline;
  PodShiftState state;
  int shift;
  PodTruth is_new;
  PodUngraded why;
} rows[] = {
  /* The trial's floor for entry is toxic by the scale: haemoglobin of 60 is grade 3.  What stays so is no change. */
  { "hgb 60 g/L lln 115 uln 150 @-9; hgb 60 g/L lln 115 uln 150 @7", "hgb", 3, 3, POD_SHIFT_KNOWN,
    0, POD_FALSE, POD_GRADED },
  /* Nor what brought the subject here, and what heals is a gain. */
  { "uprot24 6 g/d uln 0.15 @-9; uprot24 9 g/d uln 0.15 @7", "uprot24", 3, 3, POD_SHIFT_KNOWN, 0,
    POD_FALSE, POD_GRADED },
  { "uprot24 3.49 g/d uln 0.15 @-9; uprot24 3.5 g/d uln 0.15 @7", "uprot24", 3, 2, POD_SHIFT_KNOWN,
    1, POD_TRUE, POD_GRADED },
  { "uprot24 6 g/d uln 0.15 @-9; uprot24 0.3 g/d uln 0.15 @7", "uprot24", 1, 3, POD_SHIFT_KNOWN, -2,
    POD_FALSE, POD_GRADED },
  { "egfr 30 " E " @-9; egfr 29.9 " E " @7", "egfr", 3, 2, POD_SHIFT_KNOWN, 1, POD_TRUE,
    POD_GRADED },
  { "egfr 45 " E " @-9; egfr 31 " E " @7", "egfr", 2, 2, POD_SHIFT_KNOWN, 0, POD_FALSE,
    POD_GRADED },
  { "plt 50 10*9/L lln 125 @-9; plt 50 10*9/L lln 125 @7", "plt", 2, 2, POD_SHIFT_KNOWN, 0,
    POD_FALSE, POD_GRADED },
  { "plt 50 10*9/L lln 125 @-9; plt 49.9 10*9/L lln 125 @7", "plt", 3, 2, POD_SHIFT_KNOWN, 1,
    POD_TRUE, POD_GRADED },
  { "plt 50 10*9/L lln 125 @-9; plt 24.9 10*9/L lln 125 @7", "plt", 4, 2, POD_SHIFT_KNOWN, 2,
    POD_TRUE, POD_GRADED },
  /* Better than it began. */
  { "hgb 79 g/L lln 115 uln 150 @-9; hgb 115 g/L lln 115 uln 150 @7", "hgb", 0, 3, POD_SHIFT_KNOWN,
    -3, POD_FALSE, POD_GRADED },
  /* At the limit of normal before, one step beyond after. */
  { "anc 1.8 10*9/L lln 1.8 @-6; anc 1.79 10*9/L lln 1.8 @7", "anc", 1, 0, POD_SHIFT_KNOWN, 1,
    POD_TRUE, POD_GRADED },
  /* Lymphodepletion did that, before the infusion: a shift, and nothing new since. */
  { "anc 2 10*9/L lln 1.8 @-6; anc 0.4 10*9/L lln 1.8 @-1; anc 0.4 10*9/L lln 1.8 @7", "anc", 4, 0,
    POD_SHIFT_KNOWN, 4, POD_FALSE, POD_GRADED },
  { "anc 2 10*9/L lln 1.8 @-6; anc 0.9 10*9/L lln 1.8 @-1; anc 0.4 10*9/L lln 1.8 @7", "anc", 4, 0,
    POD_SHIFT_KNOWN, 4, POD_TRUE, POD_GRADED },
  /* Before the infusion itself; of its own day without the hour, or of a month that it lies in, may be either. */
  { "anc 2 10*9/L lln 1.8 @-6; anc 0.4 10*9/L lln 1.8 @-1", "anc", 4, 0, POD_SHIFT_KNOWN, 4,
    POD_FALSE, POD_GRADED },
  { "anc 2 10*9/L lln 1.8 @-6; anc 0.4 10*9/L lln 1.8 @0", "anc", 4, 0, POD_SHIFT_KNOWN, 4,
    POD_UNKNOWN, POD_GRADED },
  { "anc 2 10*9/L lln 1.8 @-6; anc 0.4 10*9/L lln 1.8 @0; anc 0.4 10*9/L lln 1.8 @7", "anc", 4, 0,
    POD_SHIFT_KNOWN, 4, POD_UNKNOWN, POD_GRADED },
  { "anc 2 10*9/L lln 1.8 @-6; anc 0.9 10*9/L lln 1.8 @0; anc 0.4 10*9/L lln 1.8 @7", "anc", 4, 0,
    POD_SHIFT_KNOWN, 4, POD_TRUE, POD_GRADED },
  { "anc 2 10*9/L lln 1.8 @-25; anc 0.4 10*9/L lln 1.8 @2026-11", "anc", 4, 0,
    POD_SHIFT_BEFORE_TREATMENT, 0, POD_UNKNOWN, POD_GRADED },
  /* What was worse years ago was not so before treatment; what cannot be graded on the way may have been worse. */
  { "anc 0.4 10*9/L lln 1.8 @-900; anc 2 10*9/L lln 1.8 @-6; anc 0.4 10*9/L lln 1.8 @7", "anc", 4,
    0, POD_SHIFT_KNOWN, 4, POD_TRUE, POD_GRADED },
  { "anc 2 10*9/L lln 1.8 @-6; anc < 1 10*9/L lln 1.8 @-1; anc 0.4 10*9/L lln 1.8 @7", "anc", 4, 0,
    POD_SHIFT_KNOWN, 4, POD_UNKNOWN, POD_GRADED },
  /* A term is compared with itself: too little potassium before is no milder form of too much. */
  { "potassium 3.4 mmol/L lln 3.5 uln 5.2 @-6; potassium 5.6 mmol/L lln 3.5 uln 5.2 @7",
    "potassium", 2, 0, POD_SHIFT_KNOWN, 2, POD_TRUE, POD_GRADED },
  { "potassium 2.9 mmol/L lln 3.5 uln 5.2 @-6; potassium 4 mmol/L lln 3.5 uln 5.2 @7", "potassium",
    0, 3, POD_SHIFT_KNOWN, -3, POD_FALSE, POD_GRADED },
  /* By its own term alone: without limits 3.3 may have been as low as what came later, however little it can have been too high; and 5.4 was not as
   * high, however low it may have been. */
  { "potassium 4 mmol/L lln 3.5 uln 5.2 @-6; potassium 3.3 mmol/L @-1; potassium 3.4 mmol/L lln "
    "3.5 "
    "uln 5.2 @7",
    "potassium", 2, 0, POD_SHIFT_KNOWN, 1, POD_UNKNOWN, POD_GRADED },
  { "potassium 4 mmol/L lln 3.5 uln 5.2 @-6; potassium 3.3 mmol/L lln 3.5 uln 5.2 @-1; potassium "
    "3.4 "
    "mmol/L lln 3.5 uln 5.2 @7",
    "potassium", 2, 0, POD_SHIFT_KNOWN, 1, POD_UNKNOWN, POD_GRADED },
  { "potassium 4 mmol/L lln 3.5 uln 5.2 @-6; potassium 5.4 mmol/L @-1; potassium 5.6 mmol/L lln "
    "3.5 "
    "uln 5.2 @7",
    "potassium", 2, 0, POD_SHIFT_KNOWN, 2, POD_TRUE, POD_GRADED },
  /* Below the least that it surely was, what came later is not new. */
  { "anc 2 10*9/L lln 1.8 @-6; anc < 1 10*9/L lln 1.8 @-1; anc 0.9 10*9/L lln 1.8 @7", "anc", 3, 0,
    POD_SHIFT_KNOWN, 3, POD_FALSE, POD_GRADED },
  /* The baseline is graded by the limits of normal, what came later by the baseline where that was abnormal. */
  { "alt 80 U/L uln 40 @-6; alt 119 U/L uln 40 @7", "alt", 0, 1, POD_SHIFT_KNOWN, -1, POD_FALSE,
    POD_GRADED },
  { "alt 80 U/L uln 40 @-6; alt 120 U/L uln 40 @7", "alt", 1, 1, POD_SHIFT_KNOWN, 0, POD_FALSE,
    POD_GRADED },
  { "alt 80 U/L uln 40 @-6; alt 241 U/L uln 40 @7", "alt", 2, 1, POD_SHIFT_KNOWN, 1, POD_TRUE,
    POD_GRADED },
  /* Before treatment there is no change to tell, and without treatment none at all. */
  { "anc 0.4 10*9/L lln 1.8 @-9; anc 2 10*9/L lln 1.8 @-6", "anc", 0, 0, POD_SHIFT_BEFORE_TREATMENT,
    0, POD_FALSE, POD_GRADED },
  /* No baseline: it is graded, and whether that is new nobody can tell. */
  { "anc 0.4 10*9/L lln 1.8 @7", "anc", 4, -1, POD_SHIFT_NO_BASELINE, 0, POD_UNKNOWN, POD_GRADED },
  { "anc 2 10*9/L lln 1.8 @7", "anc", 0, -1, POD_SHIFT_NO_BASELINE, 0, POD_FALSE, POD_GRADED },
  /* A baseline without limits is at most so bad, which what is worse than that is worse than. */
  { "anc 1.6 10*9/L @-6; anc 0.4 10*9/L lln 1.8 @7", "anc", 4, -1, POD_SHIFT_AT_LEAST, 3, POD_TRUE,
    POD_GRADED },
  { "anc 1.6 10*9/L @-6; anc 1.4 10*9/L lln 1.8 @7", "anc", 2, -1, POD_SHIFT_AT_LEAST, 1, POD_TRUE,
    POD_GRADED },
  { "anc 1.6 10*9/L @-6; anc 1.5 10*9/L lln 1.8 @7", "anc", 1, -1, POD_SHIFT_BASELINE_UNGRADED, 0,
    POD_UNKNOWN, POD_GRADED },
  { "anc < 1.5 10*9/L lln 1.8 @-6; anc 0.4 10*9/L lln 1.8 @7", "anc", 4, -1,
    POD_SHIFT_BASELINE_UNGRADED, 0, POD_UNKNOWN, POD_GRADED },
  { "egfr 75 " E " @-9; egfr 59 " E " @7", "egfr", 2, -1, POD_SHIFT_AT_LEAST, 1, POD_TRUE,
    POD_GRADED },
  { "egfr 75 " E " @-9; egfr 61 " E " @-2; egfr 59 " E " @7", "egfr", 2, -1, POD_SHIFT_AT_LEAST, 1,
    POD_TRUE, POD_GRADED },
  { "egfr 75 " E " @-9; egfr 59.9 " E " @-2; egfr 59 " E " @7", "egfr", 2, -1, POD_SHIFT_AT_LEAST,
    1, POD_FALSE, POD_GRADED },
  /* Where a number alone does not tell 2 from 3, it is worse than what was at most 1, by one, and may not be than what was at most 2; new, if the
   * lowest that it may be is, and perhaps, if the highest is. */
  { "lipase < 70 U/L uln 50 @-6; lipase 125 U/L uln 50 @7", "lipase", 3, -1, POD_SHIFT_AT_LEAST, 1,
    POD_TRUE, POD_GRADED },
  { "lipase < 90 U/L uln 50 @-6; lipase 125 U/L uln 50 @7", "lipase", 3, -1,
    POD_SHIFT_BASELINE_UNGRADED, 0, POD_UNKNOWN, POD_GRADED },
  { "lipase 90 U/L uln 50 @-6; lipase 125 U/L uln 50 @7", "lipase", 3, 2, POD_SHIFT_KNOWN, 0,
    POD_UNKNOWN, POD_GRADED },
  { "lipase 125 U/L uln 50 @-6; lipase 90 U/L uln 50 @7", "lipase", 2, 3, POD_SHIFT_KNOWN, -1,
    POD_FALSE, POD_GRADED },
  { "lipase 90 U/L uln 50 @-6; lipase 260 U/L uln 50 @-1; lipase 125 U/L uln 50 @7", "lipase", 3, 2,
    POD_SHIFT_KNOWN, 0, POD_FALSE, POD_GRADED },
  /* Why not: each reason, beside the nearest that is graded. */
  { "anc 1.6 10*9/L @7", "anc", NONE, -1, POD_SHIFT_UNGRADED, 0, POD_UNKNOWN,
    POD_UNGRADED_NO_LIMITS },
  { "anc 1.49 10*9/L @7", "anc", 2, -1, POD_SHIFT_NO_BASELINE, 0, POD_UNKNOWN, POD_GRADED },
  { "potassium 4 mmol/L lln 3.5 @7", "potassium", NONE, -1, POD_SHIFT_UNGRADED, 0, POD_UNKNOWN,
    POD_UNGRADED_NO_LIMITS },
  { "alt 39 U/L @7", "alt", NONE, -1, POD_SHIFT_UNGRADED, 0, POD_UNKNOWN, POD_UNGRADED_NO_LIMITS },
  { "anc < 0.5 10*9/L lln 1.8 @7", "anc", 4, -1, POD_SHIFT_NO_BASELINE, 0, POD_UNKNOWN,
    POD_GRADED },
  { "anc < 0.51 10*9/L lln 1.8 @7", "anc", NONE, -1, POD_SHIFT_UNGRADED, 0, POD_UNKNOWN,
    POD_UNGRADED_CENSORED },
  { "uprot24 2 g/d uln 0.15 collection:incomplete @7", "uprot24", NONE, -1, POD_SHIFT_UNGRADED, 0,
    POD_UNKNOWN, POD_UNGRADED_COLLECTION },
  { "uprot24 > 2 g/d uln 0.15 collection:incomplete @7", "uprot24", NONE, -1, POD_SHIFT_UNGRADED, 0,
    POD_UNKNOWN, POD_UNGRADED_CENSORED },
  { "anc 0.4 10*9/L lln 1.8 status:preliminary @7", "anc", NONE, -1, POD_SHIFT_UNGRADED, 0,
    POD_UNKNOWN, POD_UNGRADED_PRELIMINARY },
  { "anc status:not_done @7", "anc", NONE, -1, POD_SHIFT_UNGRADED, 0, POD_UNKNOWN,
    POD_UNGRADED_NOT_DONE },
  { "voided anc 0.4 10*9/L lln 1.8 @7", "anc", NONE, -1, POD_SHIFT_UNGRADED, 0, POD_UNKNOWN,
    POD_UNGRADED_WITHDRAWN },
  { "creatinine 170 U/L uln 104 @7", "creatinine", NONE, -1, POD_SHIFT_UNGRADED, 0, POD_UNKNOWN,
    POD_UNGRADED_UNIT },
  { "alt < 60 U/L uln 40 @-6; alt 119 U/L uln 40 @7", "alt", 1, -1, POD_SHIFT_BASELINE_UNGRADED, 0,
    POD_UNKNOWN, POD_GRADED },
  { "alt > 60 U/L uln 40 @-6; alt 119 U/L uln 40 @7", "alt", NONE, -1, POD_SHIFT_UNGRADED, 0,
    POD_UNKNOWN, POD_UNGRADED_NO_BASELINE },
  { "inr 0.92 1 uln 1.2 @-6; inr 0.93 1 uln 1.2 @7", "inr", NONE, -1, POD_SHIFT_UNGRADED, 0,
    POD_UNKNOWN, POD_UNGRADED_JUDGEMENT },
  { "inr 1 1 uln 1.2 @7", "inr", NONE, -1, POD_SHIFT_UNGRADED, 0, POD_UNKNOWN,
    POD_UNGRADED_NO_BASELINE },
  { "upcr 300 mg/mmol uln 20 @7", "upcr", NONE, -1, POD_SHIFT_UNGRADED, 0, POD_UNKNOWN,
    POD_UNGRADED_NO_CRITERION },
  { "uacr 300 mg/mmol uln 3 @7", "uacr", NONE, -1, POD_SHIFT_UNGRADED, 0, POD_UNKNOWN,
    POD_UNGRADED_NO_CRITERION },
  { "uprot24 0.9 g/d @7", "uprot24", NONE, -1, POD_SHIFT_UNGRADED, 0, POD_UNKNOWN,
    POD_UNGRADED_NO_LIMITS },
  { "egfr 60 " E " @7", "egfr", NONE, -1, POD_SHIFT_UNGRADED, 0, POD_UNKNOWN,
    POD_UNGRADED_NO_LIMITS },
  { "bvas 20 1 @7", "bvas", NONE, -1, POD_SHIFT_UNGRADED, 0, POD_UNKNOWN,
    POD_UNGRADED_NO_CRITERION },
};

static PodShift
find_shift (PodStudy *study, PodCasebook *casebook, const char *observation, const char *scale)
{
  g_autoptr (PodSite) site = fixture_site ();
  guint n;
  const PodFinding *series = pod_casebook_get_series (casebook, observation, &n);

  g_assert_cmpuint (n, >, 0);
  return pod_finding_get_shift (study, scale, site, casebook, &series[n - 1]);
}

static void
test_table (void)
{
  g_autoptr (PodStudy) study = fixture_study ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *records = g_strconcat (TREATED, rows[i].records, NULL);
      g_autoptr (PodCasebook) casebook = fixture_casebook ("mn", "male", records, NULL);
      PodShift shift = find_shift (study, casebook, rows[i].observation, NULL);

      g_test_message ("%s", rows[i].records);
      g_assert_cmpint (shift.graded.level, ==, rows[i].level);
      g_assert_cmpint (shift.graded.baseline, ==, rows[i].baseline);
      g_assert_cmpint (shift.graded.why, ==, rows[i].why);
      g_assert_cmpint (shift.state, ==, rows[i].state);
      g_assert_cmpint (shift.shift, ==, rows[i].shift);
      g_assert_cmpint (shift.is_new, ==, rows[i].is_new);
    }
}

/* The day of the infusion by the hour, and an infusion of which only the month is known. */
static void
test_hours (void)
{
  static const struct
  {
    const char *dose, *records;
    PodTruth is_new;
  } cases[] = {
    /* Taken before it, in it, and after it; an hour that is missing on either side. */
    { "@2026-11-20T10:00", "anc 0.4 10*9/L lln 1.8 @2026-11-20T09:59", POD_FALSE },
    { "@2026-11-20T10:00", "anc 0.4 10*9/L lln 1.8 @2026-11-20T10:00", POD_TRUE },
    { "@2026-11-20T10:00", "anc 0.4 10*9/L lln 1.8 @0", POD_UNKNOWN },
    { "@0", "anc 0.4 10*9/L lln 1.8 @2026-11-20T09:59", POD_UNKNOWN },
    /* No higher than the baseline: not new, whenever it was. */
    { "@0", "anc 2 10*9/L lln 1.8 @0", POD_FALSE },
    /* What was so before the infusion of the same day is not new the day after. */
    { "@2026-11-20T10:00", "anc 0.4 10*9/L lln 1.8 @2026-11-20T07:30; anc 0.4 10*9/L lln 1.8 @1",
      POD_FALSE },
    { "@2026-11-20T10:00", "anc 0.4 10*9/L lln 1.8 @2026-11-20T18:00; anc 0.4 10*9/L lln 1.8 @1",
      POD_TRUE },
    /* A month: certainly before, within, certainly after, and after what may have been before. */
    { "@2026-12", "anc 0.4 10*9/L lln 1.8 @2026-11-30", POD_FALSE },
    { "@2026-12", "anc 0.4 10*9/L lln 1.8 @2026-12-20", POD_UNKNOWN },
    { "@2026-12", "anc 0.4 10*9/L lln 1.8 @2027-01-01", POD_TRUE },
    { "@2026-12", "anc 0.4 10*9/L lln 1.8 @2026-12-20; anc 0.4 10*9/L lln 1.8 @2027-01-01",
      POD_UNKNOWN },
    { "@none", "anc 0.4 10*9/L lln 1.8 @7", POD_UNKNOWN },
  };
  g_autoptr (PodStudy) study = fixture_study ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *records = g_strdup_printf ("dose fludarabine @-5; dose kn3601 %s; "
                                                  "anc 2 10*9/L lln 1.8 @-6; %s",
                                                  cases[i].dose, cases[i].records);
      g_autoptr (PodCasebook) casebook = fixture_casebook ("mn", "male", records, NULL);

      g_test_message ("%s: %s", cases[i].dose, cases[i].records);
      g_assert_cmpint (find_shift (study, casebook, "anc", NULL).is_new, ==, cases[i].is_new);
    }
}

/* Nothing was given yet: grades as they are, and no change. */
static void
test_untreated (void)
{
  g_autoptr (PodStudy) study = fixture_study ();
  g_autoptr (PodCasebook)
      casebook = fixture_casebook ("mn", "male", "anc 0.4 10*9/L lln 1.8 @-9", NULL);
  PodShift shift = find_shift (study, casebook, "anc", NULL);

  g_assert_cmpint (shift.graded.level, ==, 4);
  g_assert_cmpint (shift.state, ==, POD_SHIFT_BEFORE_TREATMENT);
  g_assert_cmpint (shift.is_new, ==, POD_FALSE);
}

/* The same results by the other version of the scale, which says of itself which one it is. */
static void
test_scale (void)
{
  g_autoptr (PodStudy) study = fixture_study ();
  g_autoptr (PodCasebook)
      casebook = fixture_casebook ("mn", "male",
                                   TREATED "anc 2 10*9/L lln 1.8 @-6; anc 0.49 10*9/L lln 1.8 @7",
                                   NULL);
  PodShift now = find_shift (study, casebook, "anc", NULL);
  PodShift other = find_shift (study, casebook, "anc", "CTCAE 6.0");
  PodShift none = find_shift (study, casebook, "anc", "CTCAE 4.0");
  g_autofree char *words = pod_shift_explain (&now);
  g_autofree char *other_words = pod_shift_explain (&other);
  g_autofree char *no_words = pod_shift_explain (&none);

  g_assert_cmpint (now.shift, ==, 4);
  g_assert_cmpint (other.shift, ==, 3);
  g_assert_cmpstr (words, ==,
                   "CTCAE 5.0, Neutrophil count decreased: grade 4, baseline grade 0, shift +4, "
                   "new since infusion");
  g_assert_cmpstr (other_words, ==,
                   "CTCAE 6.0, Neutrophil count decreased: grade 3, baseline grade 0, shift +3, "
                   "new since infusion");
  g_assert_cmpstr (no_words, ==,
                   "CTCAE 4.0: not graded: the program has no term of the scale for it");
}

#define LIPASE(before, after) "lipase " before " U/L uln 50 @-6; lipase " after " U/L uln 50 @7"

static void
test_words (void)
{
  static const struct
  {
    const char *records, *observation, *words, *change;
  } cases[] = {
    { "anc 2 10*9/L lln 1.8 @7", "anc", "grade 0, no baseline", "" },
    { "anc 2 10*9/L lln 1.8 @-9", "anc", "grade 0", "" },
    { "anc 1.6 10*9/L @7", "anc", "not graded: no limits", "" },
    { "hgb 79 g/L lln 115 uln 150 @-9; hgb 81 g/L lln 115 uln 150 @7", "hgb",
      "grade 2, baseline grade 3, shift −1", "−1" },
    { "hgb 79 g/L lln 115 uln 150 @-9; hgb 79 g/L lln 115 uln 150 @7", "hgb",
      "grade 3, baseline grade 3, shift ±0", "±0" },
    { "anc 1.6 10*9/L @-6; anc 0.4 10*9/L @7", "anc",
      "grade 4, baseline grade at most 1, shift at least +3, new since infusion", "≥ +3" },
    { "anc 1.6 10*9/L @-6; anc 1.5 10*9/L lln 1.8 @7", "anc", "grade 1, baseline not graded", "" },
    /* A number alone tells neither 2 from 3 nor what came of it, on either side. */
    { LIPASE ("90", "125"), "lipase", "grade 2–3, baseline grade 2, shift 0…+1", "0…+1" },
    { LIPASE ("125", "90"), "lipase", "grade 2, baseline grade 2–3, shift −1…0", "−1…0" },
    { LIPASE ("125", "125"), "lipase", "grade 2–3, baseline grade 2–3, shift −1…+1", "−1…+1" },
    { LIPASE ("40", "125"), "lipase",
      "grade 2–3, baseline grade 0, shift +2…+3, new since infusion", "+2…+3" },
    { LIPASE ("125", "40"), "lipase", "grade 0, baseline grade 2–3, shift −3…−2", "−3…−2" },
    { "lipase 40 U/L uln 50 @-6; lipase 90 U/L uln 50 @-1; lipase 125 U/L uln 50 @7", "lipase",
      "grade 2–3, baseline grade 0, shift +2…+3", "+2…+3" },
    { "lipase 40 U/L uln 50 @-6; lipase 125 U/L uln 50 @-1; lipase 260 U/L uln 50 @7", "lipase",
      "grade 3–4, baseline grade 0, shift +3…+4", "+3…+4" },
  };
  g_autoptr (PodStudy) study = fixture_study ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *records = g_strconcat (TREATED, cases[i].records, NULL);
      g_autoptr (PodCasebook) casebook = fixture_casebook ("mn", "male", records, NULL);
      PodShift shift = find_shift (study, casebook, cases[i].observation, NULL);
      g_autofree char *words = pod_shift_to_words (&shift);
      g_autofree char *change = pod_shift_print (&shift);

      g_assert_cmpstr (words, ==, cases[i].words);
      g_assert_cmpstr (change, ==, cases[i].change);
    }
  for (PodUngraded why = POD_GRADED; why < POD_N_UNGRADED; why++)
    g_assert_cmpint (*pod_ungraded_to_words (why) == '\0', ==, why == POD_GRADED);
}

/* ---- laws ---- */

static const char *const analytes[][3] = {
  { "anc", "10*9/L", "lln 1.8" },
  { "hgb", "g/L", "lln 115 uln 150" },
  { "potassium", "mmol/L", "lln 3.5 uln 5.2" },
  { "alt", "U/L", "uln 40" },
  { "creatinine", "umol/L", "uln 104" },
};
static const double middles[] = { 2, 100, 4.2, 60, 120 };

static char *
make_records (guint analyte)
{
  GString *out = g_string_new (TREATED);

  for (int i = g_test_rand_int_range (1, 9); i > 0; i--)
    {
      double value = middles[analyte] * g_test_rand_double_range (0.1, 4);
      static const char *const marks[] = { "", "", "", "", "<", ">" };
      static const char *const states[] = { "", "", "", "status:preliminary" };
      g_autofree char *number = pod_decimal_to_label (value, 3);

      g_string_append_printf (out, "%s %s %s %s %s %s @%d;", analytes[analyte][0],
                              marks[g_test_rand_int_range (0, 6)], number, analytes[analyte][1],
                              g_test_rand_int_range (0, 4) == 0 ? "" : analytes[analyte][2],
                              states[g_test_rand_int_range (0, 4)],
                              g_test_rand_int_range (-20, 30));
    }
  return g_string_free (out, FALSE);
}

static void
check_laws (const PodShift *shift)
{
  const PodFindingGrade *graded = &shift->graded;

  g_assert_cmpint (graded->level < 0, ==, graded->why != POD_GRADED);
  g_assert_cmpint (graded->level < 0, ==, shift->state == POD_SHIFT_UNGRADED);
  if (shift->state == POD_SHIFT_AT_LEAST)
    g_assert_cmpint (shift->shift, >, 0);
  else if (shift->state != POD_SHIFT_KNOWN)
    g_assert_cmpint (shift->shift, ==, 0);
  g_assert_cmpint (graded->level >= 0 ? graded->most : graded->level, ==, graded->level);
  g_assert_cmpint (graded->baseline >= 0 ? graded->baseline_most : graded->baseline, ==,
                   graded->baseline);
  if (shift->state == POD_SHIFT_AT_LEAST)
    g_assert_true (graded->baseline < 0 && graded->before && shift->shift > 0);
  if (shift->state == POD_SHIFT_KNOWN)
    g_assert_true (graded->level >= 0 && graded->baseline >= 0 && graded->before);
  if (shift->state != POD_SHIFT_KNOWN && shift->state != POD_SHIFT_BEFORE_TREATMENT)
    g_assert_true (graded->level < 0 || graded->baseline < 0);
  if (shift->is_new == POD_TRUE)
    g_assert_cmpint (shift->shift, >, 0);
  if (graded->level == 0)
    g_assert_cmpint (shift->is_new, ==, POD_FALSE);
  g_assert_cmpint (pod_shift_compare (shift, shift), ==, 0);
}

/* CTCAE 5.0, neutrophils, lower limit 1.8, read from the publication by hand: the one analyte here that is graded in one direction by numbers
 * alone. */
static int
grade_by_hand (double value)
{
  return value < 0.5 ? 4 : value < 1 ? 3 : value < 1.5 ? 2 : value < 1.8 ? 1 : 0;
}

/* Both sides from the numbers alone; of a baseline without limits as if it had them, which is one of what it may have been.  TRUE where it
 * could be told. */
static gboolean
check_by_hand (const PodFinding *finding, const PodShift *shift)
{
  const PodFinding *before = shift->graded.before;

  int by_hand;

  if (!before || finding->quantity.comparator != POD_EXACTLY ||
      before->quantity.comparator != POD_EXACTLY)
    return FALSE;
  by_hand = grade_by_hand (finding->quantity.number) - grade_by_hand (before->quantity.number);
  if (shift->state == POD_SHIFT_KNOWN)
    g_assert_cmpint (shift->shift, ==, by_hand);
  else if (shift->state == POD_SHIFT_AT_LEAST)
    g_assert_cmpint (shift->shift, <=, by_hand);
  return shift->state == POD_SHIFT_KNOWN;
}

static void
test_laws (void)
{
  g_autoptr (PodStudy) study = fixture_study ();
  g_autoptr (PodSite) site = fixture_site ();
  guint known = 0, new = 0, by_hand = 0, n;

  for (guint i = 0; i < 800; i++)
    {
      guint analyte = i % G_N_ELEMENTS (analytes);
      g_autofree char *records = make_records (analyte);
      g_autoptr (PodCasebook) casebook = fixture_casebook ("mn", "male", records, NULL);
      const PodFinding *series = pod_casebook_get_series (casebook, analytes[analyte][0], &n);

      for (guint k = 0; k < n; k++)
        {
          PodShift shift = pod_finding_get_shift (study, analyte > 0 && i % 2 ? "CTCAE 6.0" : NULL,
                                                  site, casebook, &series[k]);

          check_laws (&shift);
          if (analyte == 0)
            by_hand += check_by_hand (&series[k], &shift);
          known += shift.state == POD_SHIFT_KNOWN;
          new += shift.is_new == POD_TRUE;
        }
    }
  g_test_message ("%u shifts known, %u of them new", known, new);
  g_assert_cmpuint (known, >, 100);
  g_assert_cmpuint (by_hand, >, 10);
  g_assert_cmpuint (new, >, 20);
}

/* However mild, and among themselves by what is certain of the grade: the rest keeps its order. */
static void
test_order (void)
{
  const PodShift fresh = { .graded = { .level = 1, .sure = 1 }, .shift = 1, .is_new = POD_TRUE };
  const PodShift worse = { .graded = { .level = 3, .sure = 3 }, .shift = 1, .is_new = POD_TRUE };
  const PodShift perhaps = { .graded = { .level = 4, .sure = 1 }, .shift = 1, .is_new = POD_TRUE };
  const PodShift risen = { .graded = { .level = 4 }, .shift = 3, .is_new = POD_FALSE };
  const PodShift open = { .graded = { .level = 3 }, .is_new = POD_UNKNOWN };

  g_assert_cmpint (pod_shift_compare (&fresh, &risen), <, 0);
  g_assert_cmpint (pod_shift_compare (&open, &fresh), >, 0);
  g_assert_cmpint (pod_shift_compare (&risen, &open), ==, 0);
  g_assert_cmpint (pod_shift_compare (&worse, &fresh), <, 0);
  g_assert_cmpint (pod_shift_compare (&worse, &perhaps), <, 0);
  g_assert_cmpint (pod_shift_compare (&perhaps, &fresh), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clinic/shift/table", test_table);
  g_test_add_func ("/clinic/shift/hours", test_hours);
  g_test_add_func ("/clinic/shift/untreated", test_untreated);
  g_test_add_func ("/clinic/shift/scale", test_scale);
  g_test_add_func ("/clinic/shift/words", test_words);
  g_test_add_func ("/clinic/shift/laws", test_laws);
  g_test_add_func ("/clinic/shift/order", test_order);
  return g_test_run ();
}
