#include "rules-fixture.h"

#include <math.h>

/*
 * Exposure to medication, by class and by duration.  Months are calendar months; a course is there from its first day up
 * to the day after its last.  What is on record is at least so much, and all only where somebody attests it.
 */

#define ALL "; history_complete yes 2026-03-01"

typedef struct
{
  const char *rule;
  const char *facts;
  const char *answer;
} Row;

static void
check_rows (const Row *rows, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_test_message ("%s | %s", rows[i].rule, rows[i].facts);
      g_assert_cmpstr (rules_answer (rows[i].rule, rows[i].facts), ==, rows[i].answer);
    }
}

static void
test_current (void)
{
  static const Row rows[] = {
    /* The day of the question is 15 March 2026. */
    { "exposure(acei_arb) >= 3 mo", "course ramipril 5 2025-12-15..", "true" },
    { "exposure(acei_arb) > 3 mo", "course ramipril 5 2025-12-15.." ALL, "false" },
    { "exposure(acei_arb) >= 3 mo", "course ramipril 5 2025-12-16.." ALL, "false" },
    { "exposure(acei_arb) >= 1 a", "course ramipril 5 2025-03-15..", "true" },
    { "exposure(acei_arb) >= 90 d", "course ramipril 5 2025-12-15..", "true" },
    { "exposure(acei_arb) >= 91 d", "course ramipril 5 2025-12-15.." ALL, "false" },
    { "90 d <= exposure(acei_arb)", "course ramipril 5 2025-12-15..", "true" },
    { "exposure(ramipril) >= 13 wk", "course ramipril 5 2025-12-14..", "true" },
    /* Not recorded is not none, unless somebody attests that it is. */
    { "exposure(acei_arb) >= 3 mo", "", "unknown" },
    { "exposure(acei_arb) >= 3 mo", "history_complete no 2026-03-01", "unknown" },
    { "exposure(acei_arb) >= 3 mo", "history_complete yes 2026-03-01", "false" },
    { "exposure(acei_arb) < 3 mo", "history_complete yes 2026-03-01", "true" },
    { "exposure(acei_arb) >= 3 mo", "course ramipril 5 2026-02-01..", "unknown" },
    { "exposure(acei_arb) >= 3 mo", "course ramipril 5 2026-02-01.." ALL, "false" },
    { "exposure(glucocorticoid) < 3 mo", ALL, "unknown" },
    /* One drug after another of its class. */
    { "exposure(acei_arb) >= 6 mo",
      "course ramipril 5 2025-09-01..2025-12-31; course losartan 50 2026-01-01..", "true" },
    { "exposure(acei_arb) >= 6 mo",
      "course ramipril 5 2025-09-01..2025-12-31; course losartan 50 2026-01-02.." ALL, "false" },
    { "exposure(acei_arb, gap 1 d) >= 6 mo",
      "course ramipril 5 2025-09-01..2025-12-31; course losartan 50 2026-01-02..", "true" },
    { "exposure(losartan) >= 6 mo",
      "course ramipril 5 2025-09-01..2025-12-31; course losartan 50 2026-01-01.." ALL, "false" },
    /* Ended yesterday, and the day before. */
    { "exposure(acei_arb) >= 2 mo", "course ramipril 5 2026-01-15..2026-03-14" ALL, "true" },
    { "exposure(acei_arb) >= 1 d", "course ramipril 5 2026-01-15..2026-03-13" ALL, "false" },
    { "exposure(acei_arb, gap 7 d) >= 57 d", "course ramipril 5 2026-01-15..2026-03-13", "true" },
    { "exposure(acei_arb) >= 0 d", "course ramipril 5 2026-04-01..", "true" },
    /* A date that lacks its day is between two. */
    { "exposure(acei_arb) >= 3 mo", "course ramipril 5 2025-12..", "unknown" },
    { "exposure(acei_arb) >= 2 mo", "course ramipril 5 2025-12..", "true" },
    { "exposure(acei_arb) >= 4 mo", "course ramipril 5 2025-12.." ALL, "false" },
    { "exposure(acei_arb) >= 3 mo", "course ramipril 5 ?.." ALL, "unknown" },
    { "exposure(acei_arb) >= 0.5 mo", "course ramipril 5 2025-12-01..?" ALL, "unknown" },
  };

  check_rows (rows, G_N_ELEMENTS (rows));
}

static void
test_sums (void)
{
  static const Row rows[] = {
    { "exposure(immunosuppressant, cumulative) > 6 mo",
      "course prednisone 20 2025-01-01..2025-03-31; course tacrolimus 2 2025-06-01..2025-08-31",
      "unknown" },
    { "exposure(immunosuppressant, cumulative) >= 182 d",
      "course prednisone 20 2025-01-01..2025-03-31; course tacrolimus 2 2025-06-01..2025-08-31",
      "true" },
    { "exposure(immunosuppressant, cumulative) >= 183 d",
      "course prednisone 20 2025-01-01..2025-03-31; course tacrolimus 2 2025-06-01..2025-08-31" ALL,
      "false" },
    /* What overlaps counts once. */
    { "exposure(immunosuppressant, cumulative) >= 91 d",
      "course prednisone 20 2025-01-01..2025-03-31; course tacrolimus 2 2025-02-01..2025-03-31" ALL,
      "false" },
    { "exposure(immunosuppressant, longest) >= 3 mo",
      "course prednisone 20 2025-01-01..2025-03-31; course tacrolimus 2 2025-04-01..2025-05-31" ALL,
      "true" },
    { "exposure(immunosuppressant, longest) >= 4 mo",
      "course prednisone 20 2025-01-01..2025-03-31; course tacrolimus 2 2025-04-01..2025-05-31" ALL,
      "false" },
  };

  check_rows (rows, G_N_ELEMENTS (rows));
}

/* Ten steps of a titration, a month each, and before them courses of a dose that nobody recorded. */
static char *
make_titration (guint n_unknown)
{
  GString *facts = g_string_new (NULL);

  for (guint i = 0; i < n_unknown; i++)
    g_string_append_printf (facts, "course ramipril ? 2024-%02u-01..2024-%02u-20; ", i + 1, i + 1);
  for (guint i = 1; i <= 8; i++)
    g_string_append_printf (facts, "course ramipril %u 2025-%02u-01..2025-%02u-28; ", i, i, i);
  g_string_append (facts, "course ramipril 9 2025-09-01..2026-01-31; "
                          "course ramipril 10 2026-02-01.." ALL);
  return g_string_free (facts, FALSE);
}

/* Every way of what the doses may have been is tried, up to a thousand; beyond that nobody waits for millions of them. */
static void
test_ways (void)
{
  g_autofree char *two = make_titration (2);
  g_autofree char *six = make_titration (6);
  g_autofree char *eight = make_titration (8);
  const Row rows[] = {
    { "stable_dose(acei_arb) >= 3 mo", two, "false" },
    { "stable_dose(acei_arb) >= 3 mo", six, "unknown" },
    { "stable_dose(acei_arb) >= 3 mo", eight, "unknown" },
    { "stable_dose(acei_arb) >= 3 d", eight, "true" },
  };

  check_rows (rows, G_N_ELEMENTS (rows));
}

static void
test_dose (void)
{
  static const Row rows[] = {
    { "stable_dose(acei_arb) >= 3 mo", "course ramipril 5 2025-12-15..", "true" },
    { "stable_dose(acei_arb) >= 3 mo",
      "course ramipril 5 2025-06-01..2025-12-31; course ramipril 10 2026-01-01.." ALL, "false" },
    { "stable_dose(acei_arb) >= 2 mo",
      "course ramipril 5 2025-06-01..2025-12-31; course ramipril 10 2026-01-01..", "true" },
    { "stable_dose(acei_arb) >= 9 mo",
      "course ramipril 5 2025-06-01..2025-12-31; course ramipril 5 2026-01-01..", "true" },
    /* A second drug, and the end of one, are a change too. */
    { "stable_dose(acei_arb) >= 3 mo",
      "course ramipril 5 2025-06-01..; course losartan 50 2026-02-01.." ALL, "false" },
    { "stable_dose(acei_arb) >= 3 mo",
      "course ramipril 5 2025-06-01..; course losartan 50 2025-06-01..2026-01-31" ALL, "false" },
    { "stable_dose(acei_arb) >= 1 mo", "course ramipril ? 2025-06-01.." ALL, "unknown" },
    /* What was taken before may have been the same dose; what another drug was does not matter. */
    { "stable_dose(acei_arb) >= 3 mo",
      "course ramipril ? 2025-06-01..2026-01-09; course ramipril 5 2026-01-10.." ALL, "unknown" },
    { "stable_dose(acei_arb) >= 2 mo",
      "course ramipril ? 2025-06-01..2026-01-09; course ramipril 5 2026-01-10.." ALL, "true" },
    { "stable_dose(acei_arb) >= 3 mo",
      "course ramipril ? 2025-06-01..2026-01-08; course ramipril 5 2026-01-10.." ALL, "false" },
    { "stable_dose(acei_arb) >= 3 mo",
      "course losartan ? 2025-06-01..2026-01-09; course ramipril 5 2026-01-10.." ALL, "false" },
    { "stable_dose(acei_arb) < 1 d", "history_complete yes 2026-03-01", "true" },
    /* Between two doses that differ, one that is not known was at most one of them. */
    { "stable_dose(acei_arb) >= 8 mo",
      "course ramipril 5 2025-01-01..2025-09-30; course ramipril ? 2025-10-01..2025-12-31; "
      "course ramipril 10 2026-01-01.." ALL,
      "false" },
    { "stable_dose(acei_arb) >= 4 mo",
      "course ramipril 5 2025-01-01..2025-09-30; course ramipril ? 2025-10-01..2025-12-31; "
      "course ramipril 10 2026-01-01.." ALL,
      "unknown" },
  };

  check_rows (rows, G_N_ELEMENTS (rows));
}

static void
test_given (void)
{
  static const Row rows[] = {
    { "days_since_given(rituximab) >= 180 d", "course rituximab 1 2025-09-01..2025-09-01" ALL,
      "true" },
    /* A later dose may not be on record. */
    { "days_since_given(rituximab) >= 180 d", "course rituximab 1 2025-09-01..2025-09-01",
      "unknown" },
    { "days_since_given(rituximab) < 200 d", "course rituximab 1 2025-09-01..2025-09-01", "true" },
    { "days_since_given(rituximab) >= 180 d", "history_complete yes 2026-03-01", "true" },
    { "days_since_given(rituximab) >= 180 d", "", "unknown" },
    { "days_since_given(prednisone) <= 0 d", "course prednisone 5 2025-09-01..", "true" },
    { "ever_given(rituximab)", "course rituximab 1 2025..2025", "true" },
    { "ever_given(rituximab)", "", "unknown" },
    { "ever_given(rituximab)", "history_complete yes 2026-03-01", "false" },
    /* Nobody vouches for what came after the attestation: 28 days of it count, the 29th does not. */
    { "ever_given(immunosuppressant)", "history_complete yes 2026-02-15", "false" },
    { "ever_given(immunosuppressant)", "history_complete yes 2026-02-14", "unknown" },
    { "ever_given(immunosuppressant)", "history_complete yes 2026-02", "unknown" },
    { "days_since_given(immunosuppressant) >= 180 d", "history_complete yes 2026-02-15", "true" },
    { "days_since_given(immunosuppressant) >= 180 d", "history_complete yes 2026-02-14",
      "unknown" },
    { "exposure(immunosuppressant) >= 3 mo",
      "history_complete yes 2026-02-14; course prednisone 5 2026-02-01..", "unknown" },
    { "ever_given(rituximab)", "course rituximab 1 2026..2026" ALL, "unknown" },
    { "ever_given(rituximab)", "course rituximab 1 2026-04-01.." ALL, "false" },
  };

  check_rows (rows, G_N_ELEMENTS (rows));
}

static void
test_else (void)
{
  static const char rule[] = "exposure(acei_arb, else acei_arb_months) >= 3 mo";
  const Row rows[] = {
    { rule, "", "unknown" },
    { rule, "acei_arb_months 3 2026-03-01", "true" },
    { rule, "acei_arb_months 2 2026-03-01", "false" },
    /* What is on record decides where it can, and where all of it is. */
    { rule, "acei_arb_months 2 2026-03-01; course ramipril 5 2025-11-01..", "true" },
    { rule, "acei_arb_months 3 2026-03-01; course ramipril 5 2026-02-01..", "true" },
    { rule, "acei_arb_months 3 2026-03-01; course ramipril 5 2026-02-01.." ALL, "false" },
    { "exposure(acei_arb, else acei_arb_months) >= 90 d", "acei_arb_months 3 2026-03-01", "true" },
    { "ever_given(rituximab, else remission)", "remission no 2026-03-01", "false" },
    { "ever_given(rituximab, else remission)", "remission no 2026-03-01; course rituximab 1 2025..",
      "true" },
    { "max(exposure(acei_arb, else acei_arb_months), 1 mo) >= 3 mo",
      "acei_arb_months 3 2026-03-01; course ramipril 5 2026-02-01..", "true" },
  };
  g_autoptr (PodEvidence) evidence = rules_ask (rule, "", NULL, NULL, AS_OF);
  g_autoptr (GPtrArray) missing = pod_evidence_get_missing (evidence);

  check_rows (rows, G_N_ELEMENTS (rows));
  g_assert_cmpuint (missing->len, ==, 1);
  g_assert_cmpstr (((const PodSymbol *) missing->pdata[0])->name, ==, "acei_arb_months");
}

static void
test_anchor (void)
{
  g_autoptr (PodEvidence)
      at = rules_ask ("exposure(acei_arb, at consent) >= 3 mo",
                      "course ramipril 5 2025-12-01.." ALL, "consent 2026-02-28", NULL, AS_OF);
  g_autoptr (PodEvidence) not_yet = rules_ask ("exposure(acei_arb, at consent) >= 3 mo",
                                               "course ramipril 5 2025-12-01..", NULL, NULL, AS_OF);
  g_autoptr (PodEvidence)
      month = rules_ask ("exposure(acei_arb, at consent) >= 3 mo", "course ramipril 5 2025-12-01..",
                         "consent 2026-02", NULL, AS_OF);

  g_assert_cmpint (at->truth, ==, POD_FALSE);
  g_assert_false (pod_date_is_set (at->valid_until));
  g_assert_cmpint (not_yet->truth, ==, POD_TRUE);
  g_assert_cmpint (month->absence, ==, POD_ABSENCE_NO_ANCHOR);
}

/* An answer that turns by itself says on which day. */
static void
test_valid_until (void)
{
  static const struct
  {
    const char *rule, *facts, *truth, *until;
  } rows[] = {
    { "exposure(acei_arb) >= 3 mo", "course ramipril 5 2026-01-10.." ALL, "false", "2026-04-09" },
    { "exposure(acei_arb) >= 3 mo", "course ramipril 5 2025-01-10.." ALL, "true", "" },
    { "exposure(acei_arb) > 90 d", "course ramipril 5 2026-01-10.." ALL, "false", "2026-04-10" },
    /* Ended after the day of the question: known later, and then no longer current. */
    { "exposure(acei_arb) >= 1 mo", "course ramipril 5 2026-01-10..2026-03-20" ALL, "true",
      "2026-03-21" },
    { "exposure(acei_arb, gap 7 d) >= 1 mo", "course ramipril 5 2026-01-10..2026-03-20" ALL, "true",
      "2026-03-28" },
    { "exposure(acei_arb, cumulative) >= 1 mo", "course ramipril 5 2026-01-10..2026-03-20" ALL,
      "true", "" },
    { "stable_dose(acei_arb) >= 3 mo", "course ramipril 5 2026-01-10.." ALL, "false",
      "2026-04-09" },
    { "days_since_given(rituximab) >= 30 d", "course rituximab 1 2026-03-01..2026-03-01" ALL,
      "false", "2026-03-30" },
    { "days_since_given(rituximab) < 30 d", "course rituximab 1 2026-03-01..2026-03-01", "true",
      "2026-03-30" },
    /* The attested value decides until the courses on record do. */
    { "exposure(acei_arb, else acei_arb_months) >= 3 mo",
      "course ramipril 5 2026-01-10..; acei_arb_months 2 2026-03-01", "false", "2026-04-09" },
    /* The day of the attestation is not known: it may be today's, and is past for certain next month. */
    { "exposure(ramipril, else acei_arb_months) < 90 d",
      "acei_arb_months 5 2026-01-04; history_complete yes 2026-03", "false", AS_OF },
    { "exposure(acei_arb) = 2 mo", "course ramipril 5 2026-01-15.." ALL, "true", AS_OF },
    { "ever_given(rituximab)", "course rituximab 1 2026-04-01.." ALL, "false", "2026-03-31" },
    { "ever_given(immunosuppressant)", "history_complete yes 2026-03-01", "false", "2026-03-29" },
    { "exposure(immunosuppressant) < 3 mo",
      "history_complete yes 2026-03-01; course prednisone 5 2026-02-01..", "true", "2026-03-29" },
    { "min(exposure(acei_arb), 1 mo) >= 1 mo", "course ramipril 5 2025-01-10.." ALL, "true",
      AS_OF },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PodEvidence) evidence = rules_ask (rows[i].rule, rows[i].facts, NULL, NULL, AS_OF);
      g_autofree char *until = pod_date_to_string (evidence->valid_until);

      g_test_message ("%s | %s", rows[i].rule, rows[i].facts);
      g_assert_cmpstr (pod_truth_to_string (evidence->truth), ==, rows[i].truth);
      g_assert_cmpstr (until, ==, rows[i].until);
    }
}

/* Which courses were counted, from when to when, and by how much the limit is missed. */
static void
test_evidence (void)
{
  g_autoptr (PodEvidence) evidence =
      rules_ask ("exposure(acei_arb) >= 6 mo",
                 "course ramipril 5 2025-10-15..2026-01-31; course losartan 50 2026-02-01..; "
                 "course ramipril 5 2024-01-01..2024-03-01" ALL,
                 NULL, NULL, AS_OF);
  const PodEvidence *first = g_ptr_array_index (evidence->children, 0);
  const PodEvidence *second = g_ptr_array_index (evidence->children, 1);

  g_assert_cmpint (evidence->truth, ==, POD_FALSE);
  g_assert_cmpfloat (evidence->value, ==, 5);
  g_assert_cmpfloat (evidence->margin, ==, -1);
  g_assert_cmpstr (pod_unit_get_ucum (evidence->unit), ==, "mo");
  g_assert_cmpstr (evidence->symbol->name, ==, "history_complete");
  g_assert_cmpuint (evidence->children->len, ==, 2);
  g_assert_cmpint (first->kind, ==, POD_EVIDENCE_COURSE);
  g_assert_cmpstr (first->text, ==, "ramipril");
  g_assert_true (pod_date_equal (first->to, rules_date ("2026-01-31")));
  g_assert_cmpfloat (first->value, ==, 5);
  g_assert_cmpint (first->fact.ref, ==, 100);
  g_assert_true (second->ongoing);
}

/* What would decide it: the attestation, where no other value is asked for. */
static void
test_missing (void)
{
  static const char *const facts[] = { "", "history_complete no 2026-03-01",
                                       "course ramipril 5 2025-12.." ALL };

  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    {
      g_autoptr (PodEvidence)
          evidence = rules_ask ("exposure(acei_arb) >= 3 mo", facts[i], NULL, NULL, AS_OF);
      g_autoptr (GPtrArray) missing = pod_evidence_get_missing (evidence);

      g_assert_cmpint (evidence->truth, ==, POD_UNKNOWN);
      g_assert_cmpuint (missing->len, ==, 1);
      g_assert_cmpstr (((const PodSymbol *) missing->pdata[0])->name, ==, "history_complete");
    }
}

static void
test_faults (void)
{
  static const struct
  {
    const char *rule, *fault;
  } rows[] = {
    { "exposure(acei_arbs) >= 3 mo", "1: unknown medication \"acei_arbs\"; did you mean "
                                     "\"acei_arb\"?" },
    { "exposure(zzzzzz) >= 3 mo", "1: unknown medication \"zzzzzz\": expected a class or a "
                                  "treatment of the study" },
    { "exposure(acei_arb) >= 3", "23: \"3\" has no unit, but \"exposure(acei_arb)\" is in mo" },
    { "exposure(acei_arb) >= 3 g/L", "23: \"3 g/L\" is in g/L, but \"exposure(acei_arb)\" is in "
                                     "mo" },
    { "exposure(acei_arb, at consnt) >= 3 mo", "1: unknown date \"consnt\"; did you mean "
                                               "\"consent\"?" },
    { "exposure(acei_arb, gap 1 mo) >= 3 mo", "24: a gap is counted in d or wk" },
    { "exposure(acei_arb, cumulative, gap 1 d) >= 3 mo",
      "1: a cumulative exposure leaves gaps out: expected no \"gap\"" },
    { "exposure(acei_arb, cumulative, longest) >= 3 mo",
      "32: expected \"cumulative\", \"longest\", \"gap\", \"at\" or \"else\", each once, found "
      "\"longest\"" },
    { "ever_given(acei_arb, gap 1 d)",
      "22: expected \"at\" or \"else\", each once, found \"gap\"" },
    { "exposure(acei_arb, else hgb) >= 3 mo", "25: \"hgb\" is in g/L, but "
                                              "\"exposure(acei_arb, else hgb)\" is in mo" },
    { "ever_given(acei_arb, else hgb)",
      "27: expected a condition, but \"hgb\" is a quantity (g/L)" },
    { "ever(exposure(acei_arb) >= 3 mo)", "6: exposure() inside a condition over time" },
    { "exposure(acei_arb)", "1: expected a condition, but \"exposure(acei_arb)\" is a quantity "
                            "(mo)" },
    { "exposure(hgb) >= 3 mo", "1: unknown medication \"hgb\": expected a class or a treatment of "
                               "the study" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *faults = rules_faults (rows[i].rule);

      g_assert_cmpstr (faults, ==, rows[i].fault);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/medication/current", test_current);
  g_test_add_func ("/rules/medication/sums", test_sums);
  g_test_add_func ("/rules/medication/dose", test_dose);
  g_test_add_func ("/rules/medication/ways", test_ways);
  g_test_add_func ("/rules/medication/given", test_given);
  g_test_add_func ("/rules/medication/else", test_else);
  g_test_add_func ("/rules/medication/anchor", test_anchor);
  g_test_add_func ("/rules/medication/valid-until", test_valid_until);
  g_test_add_func ("/rules/medication/evidence", test_evidence);
  g_test_add_func ("/rules/medication/missing", test_missing);
  g_test_add_func ("/rules/medication/faults", test_faults);
  return g_test_run ();
}
