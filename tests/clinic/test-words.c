#include <math.h>

#include "clinic-fixture.h"
#include "pod-words.h"

typedef struct
{
  const PodStudy *study;
  GString *words;
} Listing;

static void
list_leaf (const PodEvidence *leaf, gpointer data)
{
  Listing *listing = data;
  g_autofree char *words = pod_evidence_to_words (listing->study, leaf);

  g_string_append_printf (listing->words, "%s%s", listing->words->len > 0 ? " | " : "", words);
}

/* What one criterion says of one subject. */
static void
test_evidence (void)
{
  static const struct
  {
    const char *cohort, *change, *criterion, *expected;
  } rows[] = {
    { "mn", "anc 2.31 10*9/L @0", "INC-03a",
      "Neutrophil count 2.31 ×10⁹/L ≥ 1 (+1.31), 20 Nov 2026 | "
      "Hemoglobin 110 g/L ≥ 60 (+50), 15 Nov 2026 | "
      "Platelet count 220 ×10⁹/L ≥ 50 (+170), 15 Nov 2026" },
    { "mn", "anc 0.8 10*9/L @0", "INC-03a",
      "Neutrophil count 0.8 ×10⁹/L not ≥ 1 (−0.2), 20 Nov 2026" },
    { "mn", "anc 1 10*9/L @0; hgb 100 g/L @-40", "INC-03a",
      "Hemoglobin of 11 Oct 2026 is too old" },
    { "mn", "anc 3 @0", "INC-03a", "Neutrophil count has no unit or result that can be used" },
    { "mn", "anc 3 10*9/L @2026", "INC-03a",
      "Neutrophil count: its date does not tell whether it counts" },
    { "mn", "alt 25 U/L @0", "INC-03b", "ALT: the laboratory’s limit is not known" },
    /* A value that rounds to its limit is written out. */
    { "mn", "egfr 44.99997 mL/min/{1.73_m2} @0", "INC-08",
      "eGFR 44.99997 mL/min/1.73 m² not ≥ 45 (−0.00003), 20 Nov 2026 | Does eGFR ≥ 45 bind "
      "high-risk MN too?: "
      "Yes, every subject of the cohort" },
    { "mn", "egfr 45 mL/min/{1.73_m2} @0", "INC-08",
      "eGFR 45 mL/min/1.73 m² ≥ 45 (at the limit), 20 Nov 2026" },
    /* A difference has no more places than the two that it is of. */
    { "mn", "egfr 35.937 mL/min/{1.73_m2} @0", "INC-08",
      "eGFR 35.94 mL/min/1.73 m² not ≥ 45 (−9.06), 20 Nov 2026 | Does eGFR ≥ 45 bind "
      "high-risk MN too?: Yes, every subject of the cohort" },
    { "mn", "egfr < 60 mL/min/{1.73_m2} @0", "INC-08",
      "eGFR < 60 mL/min/1.73 m² does not decide ≥ 45" },
    { "mn", "egfr < 40 mL/min/{1.73_m2} @0", "INC-08",
      "eGFR < 40 mL/min/1.73 m² not ≥ 45, 20 Nov 2026 | Does eGFR ≥ 45 bind high-risk MN too?: "
      "Yes, every subject of "
      "the cohort" },
    { "mn", "anc none @400", "INC-03a", "Neutrophil count: nothing on record" },
    { "mn", "other_reason unknown @0", "EXC-13", NULL },
  };
  g_autoptr (PodStudy) study = fixture_study ();
  g_autoptr (PodSite) site = fixture_site ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PodCasebook)
          casebook = fixture_eligible (rows[i].cohort, "female", rows[i].change);
      g_autoptr (PodScreening)
          screening = pod_screening_new (study, site, casebook, fixture_today ());
      const PodVerdict *verdict = fixture_find_verdict (screening, rows[i].criterion);
      g_autoptr (GString) words = g_string_new (NULL);
      Listing listing = { study, words };

      pod_evidence_foreach_leaf (verdict->evidence, TRUE, list_leaf, &listing);
      if (rows[i].expected)
        g_assert_cmpstr (words->str, ==, rows[i].expected);
      else
        g_assert_true (g_str_has_suffix (words->str, "answered “unknown”"));
    }
}

static void
say_leaf (const PodEvidence *leaf, gpointer data)
{
  g_autofree char *words = pod_evidence_to_words (data, leaf);

  g_assert_cmpuint (g_utf8_strlen (words, -1), >, 3);
  g_assert_true (g_utf8_validate (words, -1, NULL));
  g_test_message ("%s", words);
  g_assert_null (g_strstr_len (words, -1, " nan"));
  g_assert_null (g_strstr_len (words, -1, "(null)"));
}

/* Every leaf of every criterion says something, whatever is known. */
static void
test_all_evidence (void)
{
  static const char *const changes[] = {
    NULL, "anc none @-400; uprot24 9 g/d @-1; uprot24 9 g/d @-200; egfr < 60 mL/min/{1.73_m2}"
  };
  static const char *const cohorts[] = { "mn", "igan", "aav" };
  g_autoptr (PodStudy) study = fixture_study ();
  g_autoptr (PodSite) site = fixture_site ();

  for (guint i = 0; i < G_N_ELEMENTS (cohorts) * G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (PodCasebook)
          casebook = i % 2 ? fixture_casebook (cohorts[i / 2], NULL, "hgb 1 g/L", changes[1])
                           : fixture_eligible (cohorts[i / 2], "female", changes[0]);
      g_autoptr (PodScreening)
          screening = pod_screening_new (study, site, casebook, fixture_today ());

      for (guint j = 0; j < screening->verdicts->len; j++)
        {
          const PodVerdict *verdict = screening->verdicts->pdata[j];

          pod_evidence_foreach_leaf (verdict->evidence, FALSE, say_leaf, study);
        }
    }
}

static void
test_findings (void)
{
  static const struct
  {
    const char *record, *observation, *expected;
  } rows[] = {
    { "anc 2.31 10*9/L", "anc", "2.31 ×10⁹/L" },
    { "creatinine < 0.5 mg/dL", "creatinine", "< 0.5 mg/dL" },
    { "creatinine >= 1234.5 umol/L", "creatinine", "≥ 1234.5 µmol/L" },
    { "inr 1.1 1", "inr", "1.1" },
    { "inr 1.1", "inr", "1.1" },
    { "hbsag positive", "hbsag", "Positive" },
    { "angina no", "angina", "No" },
    { "angina unknown", "angina", "unknown" },
    { "other_trial_end =2026-03", "other_trial_end", "Mar 2026" },
  };
  g_autoptr (PodStudy) study = fixture_study ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PodCasebook) casebook = fixture_casebook ("mn", NULL, rows[i].record, NULL);
      guint n;
      g_autofree char *words =
          pod_finding_to_words (study, pod_casebook_get_series (casebook, rows[i].observation, &n));

      g_assert_cmpstr (words, ==, rows[i].expected);
    }
}

static void
test_dates (void)
{
  static const struct
  {
    const char *moment, *expected;
  } rows[] = {
    { "2026-11-20", "20 Nov 2026" },
    { "2026-11-05T08:05", "5 Nov 2026, 08:05" },
    { "2026-11", "Nov 2026" },
    { "2026", "2026" },
  };
  g_autofree char *none = pod_date_to_words (POD_DATE_NONE);

  g_assert_cmpstr (none, ==, "no date");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *words = NULL;
      PodMoment moment;

      g_assert_true (pod_moment_parse (rows[i].moment, &moment));
      words = pod_moment_to_words (moment);
      g_assert_cmpstr (words, ==, rows[i].expected);
    }
}

/* On the clock of the workstation, across midnight. */
static void
test_instants (void)
{
  static const struct
  {
    const char *utc;
    gint16 offset_min;
    const char *expected;
  } rows[] = {
    { "2026-11-20T06:30:59.000000Z", 480, "20 Nov 2026, 14:30" },
    { "2026-11-20T16:00:00.000000Z", 480, "21 Nov 2026, 00:00" },
    { "2026-11-20T00:10:00.000000Z", -60, "19 Nov 2026, 23:10" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      PodInstant instant;
      g_autofree char *words = NULL;

      g_assert_true (pod_instant_parse (rows[i].utc, &instant));
      instant.offset_min = rows[i].offset_min;
      words = pod_instant_to_words (instant);
      g_assert_cmpstr (words, ==, rows[i].expected);
    }
}

/* An exclusion is never "met": that would read as good news. */
static void
test_verdicts (void)
{
  static const struct
  {
    PodCriterionKind kind;
    PodTruth holds;
    const char *expected;
  } rows[] = {
    { POD_INCLUSION, POD_TRUE, "met" },
    { POD_INCLUSION, POD_FALSE, "not met" },
    { POD_INCLUSION, POD_UNKNOWN, "cannot tell yet" },
    { POD_EXCLUSION, POD_TRUE, "present" },
    { POD_EXCLUSION, POD_FALSE, "absent" },
    { POD_EXCLUSION, POD_UNKNOWN, "cannot tell yet" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const PodCriterion criterion = { .kind = rows[i].kind };
      const PodVerdict verdict = { .criterion = &criterion, .holds = rows[i].holds };

      g_assert_cmpstr (pod_verdict_to_words (&verdict), ==, rows[i].expected);
    }
}

/* Every value of every list has words of its own. */
static void
test_lists (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (int i = POD_CAUSALITY_UNASSESSED; i <= POD_CAUSALITY_DEFINITE; i++)
    g_assert_true (g_hash_table_add (seen, (gpointer) pod_causality_to_words (i)));
  for (int i = POD_OUTCOME_UNKNOWN; i <= POD_OUTCOME_FATAL; i++)
    g_assert_true (g_hash_table_add (seen, (gpointer) pod_outcome_to_words (i)));
  for (int i = POD_VISIT_PLANNED; i <= POD_VISIT_MISSED; i++)
    g_assert_true (g_hash_table_add (seen, (gpointer) pod_visit_state_to_words (i)));
  for (int i = POD_STATE_SCREENING; i <= POD_STATE_DIED; i++)
    g_assert_true (g_hash_table_add (seen, (gpointer) pod_subject_state_to_words (i)));
  g_assert_false (g_hash_table_contains (seen, ""));
}

static void
test_locale (void)
{
  g_assert_cmpstr (pod_words_locale (), ==, "en");
  g_setenv ("LANGUAGE", "zh_CN:en", TRUE);
  g_assert_cmpstr (pod_words_locale (), ==, "zh_CN");
  g_setenv ("LANGUAGE", "en:zh_CN", TRUE);
  g_assert_cmpstr (pod_words_locale (), ==, "en");
  g_unsetenv ("LANGUAGE");
}

/* What a laboratory printed keeps its digits; sign and unit are written as everywhere. */
static void
test_printed (void)
{
  static const struct
  {
    const char *value, *expected;
  } rows[] = {
    { "<88", "< 88" },        { "＜0.50", "< 0.50" },
    { ">=1,000", "≥ 1,000" }, { "< 88", "< 88" },
    { "88.0", "88.0" },       { "-9", "-9" },
    { "<88 H", "<88 H" },     { "negative", "negative" },
    { "<LOQ", "<LOQ" },       { "", "" },
    { "<−5", "< -5" },        { "<=−12", "≤ -12" },
    { "≥−1.5", "≥ -1.5" },    { "＜５.0", "< 5.0" },
    { "＜１０.5", "< 10.5" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *words = pod_printed_value_to_words (rows[i].value);

      g_assert_cmpstr (words, ==, rows[i].expected);
    }
  g_assert_cmpstr (pod_printed_unit_to_words ("10^9/L"), ==, "×10⁹/L");
  g_assert_cmpstr (pod_printed_unit_to_words ("invented"), ==, "invented");
  g_assert_cmpstr (pod_printed_unit_to_words (""), ==, "");
}

/* Within a sentence a label begins small, unless it begins with an abbreviation. */
static void
test_within (void)
{
  static const struct
  {
    const char *label, *within;
  } rows[] = {
    { "Diastolic blood pressure", "diastolic blood pressure" },
    { "Ferritin", "ferritin" },
    { "Anti-PLA2R antibody", "anti-PLA2R antibody" },
    { "CAR copies", "CAR copies" },
    { "IgG", "IgG" },
    { "HbA1c", "HbA1c" },
    { "Hb", "Hb" },
    { "Age", "age" },
    { "eGFR", "eGFR" },
    { "T cells", "T cells" },
    { "24-hour urine protein", "24-hour urine protein" },
    { "血红蛋白", "血红蛋白" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *within = pod_words_within (rows[i].label);

      g_assert_cmpstr (within, ==, rows[i].within);
    }
}

/* How a value was come by; what this study has no words for stays as it is written. */
static void
test_methods (void)
{
  static const struct
  {
    const char *method, *words;
  } rows[] = {
    { "egfr.2021 creatinine=12 age=54", "computed from creatinine, CKD-EPI 2021" },
    { "egfr.1999 creatinine=12 age=54", NULL },
    { "bvas.3 12..31 of 40 items", "summed up from answers, BVAS version 3" },
    { "bvas.2 12..31 of 40 items", NULL },
    { "bvas.31 12..31 of 40 items", NULL },
    { "completed years at consent", "completed years at consent" },
    { "enzymatic", NULL },
    { NULL, NULL },
  };
  g_autoptr (PodStudy) study = fixture_study ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *words = pod_method_to_words (study, rows[i].method);

      g_assert_cmpstr (words, ==, rows[i].words);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clinic/words/evidence", test_evidence);
  g_test_add_func ("/clinic/words/all-evidence", test_all_evidence);
  g_test_add_func ("/clinic/words/findings", test_findings);
  g_test_add_func ("/clinic/words/printed", test_printed);
  g_test_add_func ("/clinic/words/dates", test_dates);
  g_test_add_func ("/clinic/words/instants", test_instants);
  g_test_add_func ("/clinic/words/verdicts", test_verdicts);
  g_test_add_func ("/clinic/words/lists", test_lists);
  g_test_add_func ("/clinic/words/locale", test_locale);
  g_test_add_func ("/clinic/words/within", test_within);
  g_test_add_func ("/clinic/words/methods", test_methods);
  return g_test_run ();
}
