/* Which results a physician has to judge: at the limit, and one step beyond. */

#include <math.h>

#include "clinic-fixture.h"
#include "pod-abnormal.h"
#include "pod-words.h"

/* Day 0 is the first fludarabine.  The finding asked for is the last of its series. */
static const struct
{
  const char *records, *observation;
  PodResultFlag flag;
  int level;
  gboolean needs;
} rows[] = {
  /* Within, at either limit, one step beyond. */
  { "albumin 40 g/L lln 35 uln 50", "albumin", POD_FLAG_NORMAL, 0, FALSE },
  { "albumin 35 g/L lln 35 uln 50", "albumin", POD_FLAG_NORMAL, 0, FALSE },
  { "albumin 34.9 g/L lln 35 uln 50", "albumin", POD_FLAG_LOW, 1, TRUE },
  { "albumin 50 g/L lln 35 uln 50", "albumin", POD_FLAG_NORMAL, 0, FALSE },
  { "albumin 50.1 g/L lln 35 uln 50", "albumin", POD_FLAG_HIGH, 0, TRUE },
  /* One limit alone; none. */
  { "albumin 34.9 g/L uln 50", "albumin", POD_FLAG_NORMAL, 0, FALSE },
  { "upcr 400 mg/mmol", "upcr", POD_FLAG_NONE, 0, FALSE },
  /* Without limits a grade that needs none is a reason, too. */
  { "albumin 29 g/L", "albumin", POD_FLAG_NONE, 2, TRUE },
  { "uprot24 1 g/d", "uprot24", POD_FLAG_NONE, 2, TRUE },
  { "uprot24 0.99 g/d", "uprot24", POD_FLAG_NONE, 0, FALSE },
  /* At least grade 2, though nobody can say which; and what may be no grade at all. */
  { "uprot24 1 g/d collection:incomplete", "uprot24", POD_FLAG_NONE, 0, TRUE },
  { "uprot24 0.99 g/d collection:incomplete", "uprot24", POD_FLAG_NONE, 0, FALSE },
  /* The scale's first grade begins at the limit, which the laboratory still calls normal. */
  { "uprot24 0.15 g/d uln 0.15", "uprot24", POD_FLAG_NORMAL, 1, TRUE },
  { "uprot24 0.14 g/d uln 0.15", "uprot24", POD_FLAG_NORMAL, 0, FALSE },
  { "uprot24 4 g/d uln 0.15", "uprot24", POD_FLAG_HIGH, 3, TRUE },
  /* What the program computes has a grade and is judged in what it was computed from. */
  { "egfr 20 mL/min/{1.73_m2} lln 90", "egfr", POD_FLAG_LOW, 3, FALSE },
  /* Outside what converts to nothing the scale knows: its own limits are in its own unit. */
  { "creatinine 170 U/L uln 104", "creatinine", POD_FLAG_HIGH, 0, TRUE },
  /* A comparator that reaches across a limit decides nothing; one that lies wholly on one side does. */
  { "uprot24 < 0.2 g/d uln 0.15", "uprot24", POD_FLAG_UNSURE, 0, TRUE },
  { "uprot24 < 0.15 g/d uln 0.15", "uprot24", POD_FLAG_NORMAL, 0, FALSE },
  { "uprot24 > 0.15 g/d uln 0.15", "uprot24", POD_FLAG_HIGH, 0, TRUE },
  { "uprot24 >= 0.15 g/d uln 0.15", "uprot24", POD_FLAG_UNSURE, 0, TRUE },
  { "uprot24 < 0.1 g/d lln 0.2 uln 5", "uprot24", POD_FLAG_LOW, 0, TRUE },
  /* Nothing is below zero. */
  { "uprot24 < 0.1 g/d lln 0 uln 0.15", "uprot24", POD_FLAG_NORMAL, 0, FALSE },
  /* An answer that the study calls abnormal. */
  { "hbsag negative", "hbsag", POD_FLAG_NORMAL, 0, FALSE },
  { "hbsag positive", "hbsag", POD_FLAG_ABNORMAL, 0, TRUE },
  { "hbsag borderline", "hbsag", POD_FLAG_ABNORMAL, 0, TRUE },
  { "hbsag unknown", "hbsag", POD_FLAG_NORMAL, 0, FALSE },
  { "biopsy_diagnosis other", "biopsy_diagnosis", POD_FLAG_NONE, 0, FALSE },
  /* Withdrawn, not done, or not final yet. */
  { "albumin 20 g/L lln 35 status:preliminary", "albumin", POD_FLAG_NONE, 0, FALSE },
  { "voided albumin 29 g/L lln 35", "albumin", POD_FLAG_NONE, 0, FALSE },
  { "albumin status:not_done", "albumin", POD_FLAG_NONE, 0, FALSE },
};

static void
test_flags (void)
{
  g_autoptr (PodStudy) study = fixture_study ();
  g_autoptr (PodSite) site = fixture_site ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PodCasebook) casebook = fixture_casebook ("mn", "female", rows[i].records, NULL);
      guint n;
      const PodFinding *series = pod_casebook_get_series (casebook, rows[i].observation, &n);
      PodAbnormality found;

      g_test_message ("%s", rows[i].records);
      g_assert_cmpuint (n, ==, 1);
      found = pod_finding_get_abnormality (study, site, casebook, series);
      g_assert_cmpint (found.flag, ==, rows[i].flag);
      g_assert_cmpint (found.level, ==, rows[i].level);
      g_assert_cmpint (found.needs_judgement, ==, rows[i].needs);
    }
}

/* ---- reports ---- */

static const char records[] =
    "albumin 30 g/L lln 35 @-3; potassium 4 mmol/L lln 3.5 uln 5.2 @2026-11-17T08:00; hbsag "
    "positive @-3;"
    "albumin 34 g/L lln 35 judged:not_significant @-1; potassium 2 mmol/L lln 3.5 "
    "judged:significant @-1; creatinine 50 umol/L by:Central @0; systolic 120 mm[Hg] @-2;"
    "albumin status:not_done @-9; albumin 30 g/L lln 35 @2026-11";

/* A number that nothing is known to compare it with: nobody says that it is normal. */
static void
test_unlimited (void)
{
  static const struct
  {
    const char *records;
    const char *observation;
    gboolean is_unlimited;
  } cases[] = {
    { "upcr 400 mg/mmol", "upcr", TRUE },
    { "upcr 400 mg/mmol uln 20", "upcr", FALSE },
    { "upcr 400 mg/mmol lln 0", "upcr", FALSE },
    /* A grade that needs no limits says enough; one step below it nothing does. */
    { "uprot24 1 g/d", "uprot24", FALSE },
    { "uprot24 0.99 g/d", "uprot24", TRUE },
    /* Computed, an answer, not final, not done. */
    { "egfr 95 mL/min/{1.73_m2}", "egfr", FALSE },
    { "hbsag negative", "hbsag", FALSE },
    { "upcr 400 mg/mmol status:preliminary", "upcr", FALSE },
    { "upcr status:not_done", "upcr", FALSE },
  };
  g_autoptr (PodStudy) study = fixture_study ();
  g_autoptr (PodSite) site = fixture_site ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PodCasebook) casebook = fixture_casebook ("mn", "female", cases[i].records, NULL);
      guint n;
      const PodFinding *series = pod_casebook_get_series (casebook, cases[i].observation, &n);
      PodAbnormality found = pod_finding_get_abnormality (study, site, casebook, &series[n - 1]);

      g_test_message ("%s", cases[i].records);
      g_assert_cmpint (found.is_unlimited, ==, cases[i].is_unlimited);
    }
}

/* Whoever judged it knows better; what nobody can compare is counted. */
static void
test_unlimited_of_a_day (void)
{
  g_autoptr (PodStudy) study = fixture_study ();
  g_autoptr (PodSite) site = fixture_site ();
  g_autoptr (PodCasebook)
      casebook = fixture_casebook ("mn", "female",
                                   "creatinine 50 umol/L by:Central @0; upcr 40 mg/mmol by:Central "
                                   "@0; potassium 4 mmol/L by:Central judged:not_significant @0",
                                   NULL);
  g_autoptr (GArray) reports = pod_reports_new (study, site, casebook);
  g_autofree char *words = NULL;

  g_assert_cmpuint (reports->len, ==, 1);
  words = pod_results_say_unlimited (study, site, casebook,
                                     g_array_index (reports, PodReport, 0).day);
  g_assert_cmpstr (words, ==,
                   "2 results have no limits (creatinine, urine protein-creatinine ratio): whether "
                   "they are abnormal cannot be told here.");
}

/* Tests are named, each once and three at most. */
static void
test_unlimited_names (void)
{
  static const struct
  {
    const char *records;
    const char *words;
  } cases[] = {
    { "upcr 40 mg/mmol by:Central uln 90 @0", NULL },
    { "upcr 40 mg/mmol by:Central @0",
      "1 result has no limits (urine protein-creatinine ratio): whether it is abnormal cannot be "
      "told here." },
    { "upcr 40 mg/mmol by:Central @0; upcr 50 mg/mmol by:Central @0",
      "2 results have no limits (urine protein-creatinine ratio): whether they are abnormal cannot "
      "be told here." },
    { "alt 20 U/L by:Central @0; upcr 40 mg/mmol by:Central @0; creatinine 50 umol/L by:Central "
      "@0; potassium 4 mmol/L by:Central @0; ast 20 U/L by:Central @0; alp 20 U/L by:Central @-1",
      " and 2 more): whether" },
  };
  g_autoptr (PodStudy) study = fixture_study ();
  g_autoptr (PodSite) site = fixture_site ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PodCasebook) casebook = fixture_casebook ("mn", "female", cases[i].records, NULL);
      g_autofree char *words = pod_results_say_unlimited (study, site, casebook,
                                                          pod_date_first_day (fixture_day (0)));

      g_test_message ("%s: %s", cases[i].records, words);
      if (cases[i].words == NULL)
        g_assert_null (words);
      else
        g_assert_nonnull (strstr (words, cases[i].words));
    }
}

static void
test_reports (void)
{
  static const struct
  {
    int day;
    guint n_results, n_abnormal, n_open, n_loose;
    const char *unlimited;
  } expected[] = { { 0, 1, 0, 0, 0, "1 result has no limits" },
                   { -1, 2, 2, 0, 1, NULL },
                   { -3, 3, 2, 2, 0, NULL } };
  g_autoptr (PodStudy) study = fixture_study ();
  g_autoptr (PodSite) site = fixture_site ();
  g_autoptr (PodCasebook) casebook = fixture_casebook ("mn", "female", records, NULL);
  g_autoptr (GArray) reports = pod_reports_new (study, site, casebook);
  const PodReport *undated;

  /* The blood pressure is nobody's report; what was not done is no result; a day that is not known comes last. */
  g_assert_cmpuint (reports->len, ==, G_N_ELEMENTS (expected) + 1);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      const PodReport *report = &g_array_index (reports, PodReport, i);
      g_autofree char *unlimited = pod_results_say_unlimited (study, site, casebook, report->day);

      g_assert_cmpint (report->day, ==, pod_date_first_day (fixture_day (expected[i].day)));
      g_assert_cmpuint (report->n_results, ==, expected[i].n_results);
      g_assert_cmpuint (report->n_abnormal, ==, expected[i].n_abnormal);
      g_assert_cmpuint (report->n_open, ==, expected[i].n_open);
      g_assert_cmpuint (report->n_loose, ==, expected[i].n_loose);
      g_assert_true (expected[i].unlimited != NULL
                         ? unlimited != NULL && g_str_has_prefix (unlimited, expected[i].unlimited)
                         : unlimited == NULL);
    }
  undated = &g_array_index (reports, PodReport, G_N_ELEMENTS (expected));
  g_assert_cmpint (undated->day, ==, POD_DAY_MIN);
  g_assert_cmpuint (undated->n_open, ==, 1);
}

static char *
list (PodStudy *study, PodSite *site, PodCasebook *casebook, gint32 day)
{
  g_autoptr (GPtrArray) results = pod_results_to_judge (study, site, casebook, day);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < results->len; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? " " : "",
                            ((const PodFinding *) results->pdata[i])->observation);
  return g_string_free (out, FALSE);
}

/* In the order of the study, whatever the hour; judged ones stay with their day, and wait until a significant one is attributed to something. */
static void
test_to_judge (void)
{
  g_autoptr (PodStudy) study = fixture_study ();
  g_autoptr (PodSite) site = fixture_site ();
  g_autoptr (PodCasebook)
      casebook = fixture_casebook ("mn", "female",
                                   "hbsag positive @-3; albumin 30 g/L lln 35 @-3; hgb 60 g/L lln "
                                   "110 @-3; hgb 60 g/L lln 110 judged:significant @-5; hgb 60 g/L "
                                   "lln 110 judged:not_significant @-7",
                                   NULL);
  g_autofree char *of_day = list (study, site, casebook, pod_date_first_day (fixture_day (-3)));
  g_autofree char *of_other = list (study, site, casebook, pod_date_first_day (fixture_day (-5)));
  g_autofree char *open = list (study, site, casebook, POD_DAY_MAX);
  guint n;
  const PodFinding *series = pod_casebook_get_series (casebook, "hgb", &n);

  g_assert_cmpstr (of_day, ==, "hgb albumin hbsag");
  g_assert_cmpstr (of_other, ==, "hgb");
  g_assert_cmpstr (open, ==, "hgb hgb albumin hbsag");
  g_assert_true (pod_finding_find_previous (casebook, &series[1]) == &series[0]);
  g_assert_null (pod_finding_find_previous (casebook, &series[0]));
}

static void
test_waiting (void)
{
  static const struct
  {
    PodWaitingResults waiting;
    const char *words;
  } cases[] = {
    { { 0, 0 }, NULL },
    { { 2, 0 }, "2 results wait for a physician’s judgement" },
    { { 0, 1 }, "1 significant result is not attributed yet" },
    { { 1, 2 },
      "1 result waits for a physician’s judgement; 2 significant results are not attributed "
      "yet" },
  };
  g_autoptr (PodStudy) study = fixture_study ();
  g_autoptr (PodSite) site = fixture_site ();
  g_autoptr (PodCasebook) casebook = fixture_casebook ("mn", "female", records, NULL);
  g_autoptr (GArray) reports = pod_reports_new (study, site, casebook);
  PodWaitingResults waiting = pod_reports_count (reports);

  g_assert_cmpuint (waiting.n_open, ==, 3);
  g_assert_cmpuint (waiting.n_loose, ==, 1);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = pod_results_say_waiting (cases[i].waiting);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

/* ---- collections ---- */

static void
test_collections (void)
{
  static const struct
  {
    const char *began, *ended, *completeness;
    PodCollection state;
    double volume;
    const char *words;
  } cases[] = {
    { "2026-11-18T08:00", "2026-11-19T08:00", "complete", POD_COLLECTION_WHOLE, 1850,
      "collected over 24 h, 1850 mL" },
    { "2026-11-18T08:00", "2026-11-19T06:00", NULL, POD_COLLECTION_WHOLE, 0,
      "collected over 22 h" },
    { "2026-11-18T08:00", "2026-11-19T05:45", "complete", POD_COLLECTION_SHORT, 0,
      "collected over 21.75 h instead of 22–26 h" },
    { "2026-11-18T08:00", "2026-11-19T10:00", NULL, POD_COLLECTION_WHOLE, 0,
      "collected over 26 h" },
    { "2026-11-18T08:00", "2026-11-19T14:00", NULL, POD_COLLECTION_LONG, 0,
      "collected over 30 h instead of 22–26 h" },
    { "2026-11-18T08:00", "2026-11-19T08:00", "incomplete", POD_COLLECTION_INCOMPLETE, 900,
      "collection not complete, collected over 24 h, 900 mL" },
    { "2026-11-18", "2026-11-19T08:00", NULL, POD_COLLECTION_UNKNOWN, 0, NULL },
    { "", "2026-11-19", NULL, POD_COLLECTION_UNKNOWN, 0, NULL },
    { "", "2026-11-19", "complete", POD_COLLECTION_WHOLE, 0, NULL },
  };
  g_autoptr (PodStudy) study = fixture_study ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      PodFinding finding;
      g_autofree char *words = NULL;
      double hours;

      pod_finding_init (&finding);
      finding.observation = g_intern_string ("uprot24");
      pod_moment_parse (cases[i].began, &finding.began);
      pod_moment_parse (cases[i].ended, &finding.when);
      finding.completeness = cases[i].completeness;
      finding.volume = cases[i].volume > 0 ? cases[i].volume : NAN;
      g_test_message ("%s", cases[i].ended);
      g_assert_cmpint (pod_finding_get_collection (study, &finding, &hours), ==, cases[i].state);
      words = pod_collection_to_words (study, &finding);
      g_assert_cmpstr (words, ==, cases[i].words);
      g_assert_cmpint (pod_collection_is_doubtful (cases[i].state), ==,
                       cases[i].state != POD_COLLECTION_WHOLE &&
                           cases[i].state != POD_COLLECTION_UNKNOWN);
      /* A drop of blood takes no time. */
      finding.observation = g_intern_string ("albumin");
      g_assert_cmpint (pod_finding_get_collection (study, &finding, &hours), ==,
                       POD_COLLECTION_WHOLE);
      g_assert_null (pod_collection_to_words (study, &finding));
    }
}

/* What is doubtful says so wherever the value is read. */
static void
test_collection_words (void)
{
  g_autoptr (PodStudy) study = fixture_study ();
  g_autofree char *words = NULL;
  PodFinding finding;

  pod_finding_init (&finding);
  finding.observation = g_intern_string ("uprot24");
  finding.quantity = (PodQuantity){ POD_EXACTLY, 4.2, pod_unit_from_ucum ("g/d") };
  finding.completeness = "incomplete";
  words = pod_finding_to_words (study, &finding);
  g_assert_cmpstr (words, ==, "4.2 g/d (collection not complete)");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/abnormal/flags", test_flags);
  g_test_add_func ("/abnormal/unlimited", test_unlimited);
  g_test_add_func ("/abnormal/unlimited-of-a-day", test_unlimited_of_a_day);
  g_test_add_func ("/abnormal/unlimited-names", test_unlimited_names);
  g_test_add_func ("/abnormal/reports", test_reports);
  g_test_add_func ("/abnormal/to-judge", test_to_judge);
  g_test_add_func ("/abnormal/waiting", test_waiting);
  g_test_add_func ("/abnormal/collections", test_collections);
  g_test_add_func ("/abnormal/collection-words", test_collection_words);
  return g_test_run ();
}
