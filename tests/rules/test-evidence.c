#include <math.h>

#include "rules-fixture.h"

static const PodEvidence *
get_child (const PodEvidence *evidence, guint index)
{
  g_assert_cmpuint (index, <, evidence->children->len);
  return g_ptr_array_index (evidence->children, index);
}

static char *
list_missing (const PodEvidence *evidence)
{
  g_autoptr (GPtrArray) missing = pod_evidence_get_missing (evidence);
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < missing->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? " " : "",
                            ((const PodSymbol *) missing->pdata[i])->name);
  return g_string_free (names, FALSE);
}

static void
add_text_cb (const PodEvidence *leaf, gpointer data)
{
  g_string_append_printf (data, "%s; ", leaf->text);
}

static void
test_leaf (void)
{
  g_autoptr (PodEvidence)
      evidence = rules_ask ("anc >= 1.0 10*9/L", "anc 1.2 2026-03-01 lln=2 uln=7", NULL,
                            "28 d before enrolment", AS_OF);
  g_autofree char *last = pod_date_to_string (evidence->valid_until);

  g_assert_cmpint (evidence->kind, ==, POD_EVIDENCE_COMPARE);
  g_assert_cmpint (evidence->truth, ==, POD_TRUE);
  g_assert_true (evidence->decides);
  g_assert_cmpstr (evidence->text, ==, "anc >= 1.0 10*9/L");
  g_assert_cmpstr (evidence->symbol->name, ==, "anc");
  g_assert_cmpint (evidence->absence, ==, POD_ABSENCE_NONE);
  g_assert_cmpint (evidence->fact.ref, ==, 1);
  g_assert_cmpfloat (evidence->fact.number, ==, 1.2);
  g_assert_cmpfloat (evidence->fact.upper, ==, 7);
  /* The strings are its own: the facts are gone by now. */
  g_assert_cmpstr (evidence->fact.text, ==, "1.2");
  g_assert_cmpstr (evidence->fact.source, ==, "central laboratory");
  g_assert_true (isnan (evidence->value));
  g_assert_cmpint (evidence->relation, ==, POD_RELATION_GE);
  g_assert_cmpfloat (evidence->limit, ==, 1.0);
  g_assert_cmpfloat_with_epsilon (evidence->margin, 0.2, 1e-12);
  g_assert_cmpstr (pod_unit_get_ucum (evidence->unit), ==, "10*9/L");
  g_assert_cmpstr (last, ==, "2026-03-29");
  g_assert_cmpuint (evidence->children->len, ==, 0);
}

/* By how much, in the observation's own unit. */
static void
test_margins (void)
{
  static const struct
  {
    const char *rule;
    const char *facts;
    double limit;
    double margin;
  } rows[] = {
    { "hgb >= 60 g/L", "hgb 66 2026-03-01", 60, 6 },
    { "hgb >= 60 g/L", "hgb 50 2026-03-01", 60, -10 },
    { "hgb <= 60 g/L", "hgb 50 2026-03-01", 60, 10 },
    { "hgb < 60 g/L", "hgb 60 2026-03-01", 60, 0 },
    { "hgb > 6 g/dL", "hgb 66 2026-03-01", 60, 6 },
    { "6 g/dL < hgb", "hgb 66 2026-03-01", 60, 6 },
    { "hgb = 60 g/L", "hgb 66 2026-03-01", 60, NAN },
    { "hgb >= 60 g/L", "hgb >66 2026-03-01", 60, 6 },
    { "hgb >= 60 g/L", "hgb >55 2026-03-01", 60, NAN },
    { "hgb >= 60 g/L", "", 60, NAN },
    { "alt <= 3 * uln(alt)", "alt 100 2026-03-01 uln=40", 120, 20 },
    { "alt <= 3 * uln(alt)", "alt 100 2026-03-01", NAN, NAN },
    { "uprot24 <= 3500 mg/d", "uprot24 3 2026-03-01", 3.5, 0.5 },
    { "serum_hcg = negative", "serum_hcg negative 2026-03-01", NAN, NAN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PodEvidence) evidence = rules_ask (rows[i].rule, rows[i].facts, NULL, NULL, AS_OF);

      g_assert_true (isnan (rows[i].limit) ? isnan (evidence->limit)
                                           : fabs (evidence->limit - rows[i].limit) < 1e-12);
      g_assert_true (isnan (rows[i].margin) ? isnan (evidence->margin)
                                            : fabs (evidence->margin - rows[i].margin) < 1e-12);
    }
}

static void
test_absences (void)
{
  static const struct
  {
    const char *rule;
    const char *facts;
    const char *absence;
  } rows[] = {
    { "alt <= 3 * uln(alt)", "alt 40 2026-03-01 uln=40", "none" },
    { "alt <= 3 * uln(alt)", "", "never" },
    { "alt <= 3 * uln(alt)", "alt 40 2026-01-01 uln=40", "outside" },
    { "alt <= 3 * uln(alt)", "alt ? 2026-03-01 uln=40", "unusable" },
    { "alt <= 3 * uln(alt)", "alt 40 2026-02 uln=40", "undated" },
    { "alt <= 3 * uln(alt)", "alt 40 2026-03-01", "no limit" },
    { "alt <= 3 * uln(alt)", "alt >40 2026-03-01 uln=40", "censored" },
    { "lactating", "lactating unknown 2026-03-01", "answer" },
    /* Of several, the first in the order in which they are reported. */
    { "anc < plt", "plt ? 2026-03-01", "never" },
    { "plt < anc", "plt ? 2026-03-01", "never" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PodEvidence)
          evidence = rules_ask (rows[i].rule, rows[i].facts, NULL, "28 d", AS_OF);

      g_assert_cmpstr (rules_absence (evidence->absence), ==, rows[i].absence);
    }
}

/* Outside the look-back there is still something to show: the old value. */
static void
test_outside_shows_the_latest (void)
{
  g_autoptr (PodEvidence) evidence =
      rules_ask ("hgb > 60 g/L", "hgb 70 2025-01-01; hgb 80 2026-01-01", NULL, "28 d", AS_OF);

  g_assert_cmpfloat (evidence->fact.number, ==, 80);
  g_assert_cmpfloat (evidence->limit, ==, 60);
}

static void
test_several_observations (void)
{
  g_autoptr (PodEvidence) evidence = rules_ask ("weight / height ^ 2 < 30 kg/m2",
                                                "weight 70 2026-03-01", NULL, NULL, AS_OF);
  g_autofree char *missing = list_missing (evidence);

  g_assert_cmpstr (evidence->symbol->name, ==, "weight");
  g_assert_cmpuint (evidence->children->len, ==, 2);
  g_assert_cmpfloat (get_child (evidence, 0)->fact.number, ==, 70);
  g_assert_cmpstr (get_child (evidence, 1)->symbol->name, ==, "height");
  g_assert_cmpint (get_child (evidence, 1)->absence, ==, POD_ABSENCE_NEVER);
  g_assert_cmpstr (missing, ==, "height");
}

static void
test_computed_value (void)
{
  g_autoptr (PodEvidence)
      evidence = rules_ask ("weight / height ^ 2 < 30 kg/m2",
                            "weight 80 2026-03-01; height 200 2026-03-01", NULL, NULL, AS_OF);

  g_assert_cmpfloat_with_epsilon (evidence->value, 20, 1e-12);
  g_assert_cmpfloat (evidence->limit, ==, 30);
  g_assert_cmpfloat_with_epsilon (evidence->margin, 10, 1e-12);
  g_assert_cmpstr (pod_unit_get_ucum (evidence->unit), ==, "kg/m2");
}

/* What is missing is what could still change the verdict. */
static void
test_missing (void)
{
  static const struct
  {
    const char *rule;
    const char *facts;
    const char *missing;
  } rows[] = {
    { "anc >= 1 10*9/L and hgb >= 60 g/L", "", "anc hgb" },
    { "anc >= 1 10*9/L and hgb >= 60 g/L", "anc 2 2026-03-01", "hgb" },
    { "anc >= 1 10*9/L and hgb >= 60 g/L", "anc 0.5 2026-03-01", "" },
    { "anc >= 1 10*9/L or hgb >= 60 g/L", "anc 2 2026-03-01", "" },
    { "(anc >= 1 10*9/L or hgb >= 60 g/L) and lactating", "anc 2 2026-03-01", "lactating" },
    { "(anc >= 1 10*9/L and hgb >= 60 g/L) or lactating", "anc 0.5 2026-03-01", "lactating" },
    { "childbearing implies serum_hcg = negative", "", "childbearing serum_hcg" },
    { "childbearing implies serum_hcg = negative", "childbearing yes 2026-03-01", "serum_hcg" },
    { "childbearing implies serum_hcg = negative", "serum_hcg positive 2026-03-01",
      "childbearing" },
    { "childbearing implies serum_hcg = negative", "childbearing no 2026-03-01", "" },
    { "not (infection or lactating)", "infection no 2026-03-01", "lactating" },
    { "anc > 1 10*9/L and anc < 5 10*9/L", "", "anc" },
    { "alt <= uln(alt)", "alt 5 2026-03-01", "alt" },
    { "hgb > 60 g/L", "hgb >50 2026-03-01", "hgb" },
    { "persists(uprot24 > 8 g/d)", "uprot24 9 2026-03-01", "uprot24" },
    { "ever(remission)", "", "remission" },
    /* No value would help: it is the date that is not known. */
    { "change(uprot24, from treatment_start) < 0", "uprot24 9 2026-03-01", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PodEvidence) evidence = rules_ask (rows[i].rule, rows[i].facts, NULL, NULL, AS_OF);
      g_autofree char *missing = list_missing (evidence);

      g_assert_cmpstr (missing, ==, rows[i].missing);
    }
}

static void
test_deciding_leaves (void)
{
  static const struct
  {
    const char *rule;
    const char *facts;
    const char *leaves;
  } rows[] = {
    { "infection and lactating", "infection no 2026-03-01", "infection; " },
    { "infection and lactating", "infection no 2026-03-01; lactating no 2026-03-01",
      "infection; lactating; " },
    { "infection and lactating", "infection yes 2026-03-01", "lactating; " },
    { "infection and lactating", "infection yes 2026-03-01; lactating yes 2026-03-01",
      "infection; lactating; " },
    { "infection or lactating", "infection yes 2026-03-01; lactating no 2026-03-01",
      "infection; " },
    { "(infection or lactating) and remission", "infection yes 2026-03-01; remission no 2026-03-01",
      "remission; " },
    { "childbearing implies lactating = no", "childbearing no 2026-03-01; lactating yes 2026-03-01",
      "childbearing; " },
    { "childbearing implies lactating = no",
      "childbearing yes 2026-03-01; lactating yes 2026-03-01", "childbearing; lactating = no; " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PodEvidence) evidence = rules_ask (rows[i].rule, rows[i].facts, NULL, NULL, AS_OF);
      g_autoptr (GString) deciding = g_string_new (NULL);

      pod_evidence_foreach_leaf (evidence, TRUE, add_text_cb, deciding);
      g_assert_cmpstr (deciding->str, ==, rows[i].leaves);
    }
}

static void
test_tree (void)
{
  g_autoptr (PodEvidence) evidence = NULL;
  g_autoptr (GString) leaves = g_string_new (NULL);

  rules_define ("safe_blood", "anc >= 1 10*9/L and (hgb >= 60 g/L)");
  evidence = rules_ask ("not infection and safe_blood", "infection no 2026-03-01; anc 2 2026-03-01",
                        NULL, NULL, AS_OF);
  pod_evidence_foreach_leaf (evidence, FALSE, add_text_cb, leaves);

  g_assert_cmpint (evidence->kind, ==, POD_EVIDENCE_ALL);
  g_assert_cmpint (get_child (evidence, 0)->kind, ==, POD_EVIDENCE_NOT);
  g_assert_cmpstr (get_child (evidence, 0)->text, ==, "not infection");
  g_assert_false (get_child (evidence, 0)->decides);
  g_assert_cmpint (get_child (get_child (evidence, 0), 0)->kind, ==, POD_EVIDENCE_FLAG);
  g_assert_cmpint (get_child (evidence, 1)->kind, ==, POD_EVIDENCE_DEFINITION);
  g_assert_cmpstr (get_child (evidence, 1)->text, ==, "safe_blood");
  g_assert_true (get_child (evidence, 1)->decides);
  g_assert_cmpint (get_child (get_child (evidence, 1), 0)->kind, ==, POD_EVIDENCE_ALL);
  g_assert_cmpstr (leaves->str, ==, "infection; anc >= 1 10*9/L; hgb >= 60 g/L; ");
}

typedef struct
{
  const char *rule;
  const char *facts;
  const char *last;
} LastDay;

static void
check_last_days (const LastDay *rows, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PodEvidence)
          evidence = rules_ask (rows[i].rule, rows[i].facts, NULL, "28 d before enrolment", AS_OF);
      g_autofree char *last = pod_date_to_string (evidence->valid_until);

      if (g_strcmp0 (last, rows[i].last) != 0)
        g_test_message ("%s | %s", rows[i].rule, rows[i].facts);
      g_assert_cmpstr (last, ==, rows[i].last);
    }
}

/* What all are needed for ends with the first; what one of several carries ends with the last. */
static void
test_valid_until (void)
{
  static const LastDay rows[] = {
    { "infection = no and lactating = no", "infection no 2026-03-01; lactating no 2026-03-05",
      "2026-03-29" },
    { "infection = no or lactating = no", "infection no 2026-03-01; lactating no 2026-03-05",
      "2026-04-02" },
    { "infection = no or lactating = no", "infection no 2026-03-01; lactating yes 2026-03-05",
      "2026-03-29" },
    { "infection and lactating", "infection no 2026-03-01; lactating no 2026-03-05", "2026-04-02" },
    { "infection or lactating", "infection no 2026-03-01; lactating no 2026-03-05", "2026-03-29" },
    { "not (infection or lactating)", "infection no 2026-03-01; lactating no 2026-03-05",
      "2026-03-29" },
    { "childbearing implies serum_hcg = negative",
      "childbearing no 2020-01-01; serum_hcg negative 2026-03-05", "" },
    { "childbearing implies serum_hcg = negative",
      "childbearing yes 2020-01-01; serum_hcg negative 2026-03-05", "2026-04-02" },
    { "infection = no and lactating = no", "infection no 2026-03-01", "" },
    { "anc < plt", "anc 1 2026-03-01; plt 2 2026-03-05", "2026-03-29" },
    { "ever(remission)", "remission yes 2026-03-01", "" },
    /* Days since a date pass by themselves. */
    { "days_since(other_trial_end) > 30 d", "other_trial_end 2026-03-01 2026-03-01", "2026-03-31" },
    { "days_since(other_trial_end) >= 30 d", "other_trial_end 2026-03-01 2026-03-01",
      "2026-03-30" },
    { "days_since(other_trial_end) <= 30 d", "other_trial_end 2026-03-01 2026-03-01",
      "2026-03-31" },
    { "days_since(other_trial_end) < 30 d", "other_trial_end 2026-03-01 2026-03-01", "2026-03-30" },
    { "days_since(other_trial_end) > 10 d", "other_trial_end 2026-03-01 2026-03-01", "" },
    { "30 d > days_since(other_trial_end)", "other_trial_end 2026-03-01 2026-03-01", "2026-03-30" },
    /* Of a month, the first day that it may be. */
    { "days_since(other_trial_end) < 60 d", "other_trial_end 2026-02 2026-03-01", "2026-04-01" },
    { "days_since(other_trial_end) < 60 d", "other_trial_end 2025-12 2026-03-01", "" },
    /* Where nobody works out the day, no later one than today is promised. */
    { "days_since(other_trial_end) = 14 d", "other_trial_end 2026-03-01 2026-03-01", "2026-03-15" },
    { "2 * days_since(other_trial_end) < 60 d", "other_trial_end 2026-03-01 2026-03-01",
      "2026-03-15" },
    { "anc > if(days_since(other_trial_end) > 20 d, 2, 1) * 1 10*9/L",
      "anc 2 2026-03-14; other_trial_end 2026-03-01 2026-03-01", "2026-03-15" },
  };

  check_last_days (rows, G_N_ELEMENTS (rows));
}

/* Of what carries a verdict so many may expire as are not needed. */
static void
test_valid_until_of_counts (void)
{
  static const LastDay rows[] = {
    /* Of three that hold and two that are needed, the first to expire may; of two it takes the verdict along. */
    { "at_least(2, infection = no, lactating = no, anc > 1 10*9/L)",
      "infection no 2026-03-01; lactating no 2026-03-05; anc 2 2026-03-08", "2026-04-02" },
    { "at_least(2, infection = no, lactating = no, anc > 1 10*9/L)",
      "infection no 2026-03-01; lactating yes 2026-03-05; anc 2 2026-03-08", "2026-03-29" },
    { "at_least(1, infection = no, lactating = no, anc > 1 10*9/L)",
      "infection no 2026-03-01; lactating no 2026-03-05; anc 2 2026-03-08", "2026-04-05" },
    { "at_least(2, infection, lactating, anc < 1 10*9/L)",
      "infection no 2026-03-01; lactating no 2026-03-05; anc 2 2026-03-08", "2026-04-02" },
  };

  check_last_days (rows, G_N_ELEMENTS (rows));
}

/* Counted to enrolment, days stop there; a day that nobody may name leaves it open. */
static void
test_days_until_enrolment (void)
{
  static const struct
  {
    const char *anchors;
    const char *answer;
    const char *last;
  } rows[] = {
    { NULL, "false", "" },
    { "enrolment 2026-01-20", "true", "" },
    { "enrolment 2026-01-30", "true", "" },
    { "enrolment 2026-01-31", "false", "" },
    { "enrolment 2026-01", "unknown", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PodEvidence)
          evidence = rules_ask ("days_since(other_trial_end, at enrolment) < 30 d",
                                "other_trial_end 2026-01-01 2026-01-01", rows[i].anchors, NULL,
                                AS_OF);
      g_autofree char *last = pod_date_to_string (evidence->valid_until);

      g_assert_cmpstr (pod_truth_to_string (evidence->truth), ==, rows[i].answer);
      g_assert_cmpstr (last, ==, rows[i].last);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/evidence/leaf", test_leaf);
  g_test_add_func ("/rules/evidence/margins", test_margins);
  g_test_add_func ("/rules/evidence/absences", test_absences);
  g_test_add_func ("/rules/evidence/outside-shows-the-latest", test_outside_shows_the_latest);
  g_test_add_func ("/rules/evidence/several-observations", test_several_observations);
  g_test_add_func ("/rules/evidence/computed-value", test_computed_value);
  g_test_add_func ("/rules/evidence/missing", test_missing);
  g_test_add_func ("/rules/evidence/deciding-leaves", test_deciding_leaves);
  g_test_add_func ("/rules/evidence/tree", test_tree);
  g_test_add_func ("/rules/evidence/valid-until", test_valid_until);
  g_test_add_func ("/rules/evidence/valid-until-of-counts", test_valid_until_of_counts);
  g_test_add_func ("/rules/evidence/days-until-enrolment", test_days_until_enrolment);
  return g_test_run ();
}
