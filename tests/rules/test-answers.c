#include "rules-fixture.h"

typedef struct
{
  const char *rule;
  const char *facts;
  const char *answer;
} Row;

#define Y "true"
#define N "false"
#define CT "unknown"

static void
check_rows (const Row *rows, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      const char *answer = rules_answer (rows[i].rule, rows[i].facts);

      if (g_strcmp0 (answer, rows[i].answer) != 0)
        {
          g_test_message ("%s | %s", rows[i].rule, rows[i].facts);
          g_assert_cmpstr (answer, ==, rows[i].answer);
        }
    }
}

static void
test_limits (void)
{
  static const Row rows[] = {
    { "anc >= 1.0 10*9/L", "anc 1.0 2026-03-01", Y },
    { "anc >= 1.0 10*9/L", "anc 0.99 2026-03-01", N },
    { "anc >= 1.0 10*9/L", "", CT },
    { "anc > 1.0 10*9/L", "anc 1.0 2026-03-01", N },
    { "anc > 1.0 10*9/L", "anc 1.01 2026-03-01", Y },
    { "hgb < 60 g/L", "hgb 60 2026-03-01", N },
    { "hgb < 60 g/L", "hgb 59.9 2026-03-01", Y },
    { "hgb <= 60 g/L", "hgb 60 2026-03-01", Y },
    { "inr = 1", "inr 1.0 2026-03-01", Y },
    { "inr != 1", "inr 1.0 2026-03-01", N },
    { "inr <= 1.5", "inr 1.5 2026-03-01", Y },
    { "lvef >= 55 %", "lvef 55 2026-03-01", Y },
    { "lvef >= 55 %", "lvef 54.9 2026-03-01", N },
    /* The latest counts; one of tomorrow is not seen. */
    { "anc >= 1 10*9/L", "anc 0.5 2026-03-01; anc 2 2026-03-02", Y },
    { "anc >= 1 10*9/L", "anc 2 2026-03-01; anc 0.5 2026-03-02", N },
    { "anc >= 1 10*9/L", "anc 2 2026-03-15; anc 0.5 2026-03-16", Y },
    { "anc >= 1 10*9/L", "anc ? 2026-03-02", CT },
    /* The limit on the left reads the same. */
    { "18 a <= age and age <= 70 a", "age 18 2026-03-01", Y },
    { "18 a <= age and age <= 70 a", "age 71 2026-03-01", N },
    { "60 g/L > hgb", "hgb 60 2026-03-01", N },
    /* Another unit of the same thing, and one that only this observation converts to. */
    { "hgb >= 6 g/dL", "hgb 60 2026-03-01", Y },
    { "hgb >= 6 g/dL", "hgb 59.9 2026-03-01", N },
    { "creatinine <= 1 mg/dL", "creatinine 88.4 2026-03-01", Y },
    { "creatinine <= 1 mg/dL", "creatinine 88.5 2026-03-01", N },
    { "uprot24 >= 3500 mg/d", "uprot24 3.5 2026-03-01", Y },
    { "age >= 216 mo", "age 18 2026-03-01", Y },
  };

  check_rows (rows, G_N_ELEMENTS (rows));
}

static void
test_laboratory_limits (void)
{
  static const Row rows[] = {
    { "alt <= 3 * uln(alt)", "alt 120 2026-03-01 uln=40", Y },
    { "alt <= 3 * uln(alt)", "alt 120.1 2026-03-01 uln=40", N },
    { "alt <= 3 * uln(alt)", "alt 120 2026-03-01", CT },
    { "alt <= 3 * uln(alt)", "", CT },
    { "uln(alt) * 3 >= alt", "alt 120.1 2026-03-01 uln=40", N },
    { "anc < lln(anc)", "anc 1.9 2026-03-01 lln=2.0", Y },
    { "anc < lln(anc)", "anc 2.0 2026-03-01 lln=2.0", N },
    /* Those of the very result, not of an earlier one. */
    { "alt <= uln(alt)", "alt 30 2026-03-01 uln=40; alt 35 2026-03-02 uln=33", N },
  };

  check_rows (rows, G_N_ELEMENTS (rows));
}

static void
test_comparators (void)
{
  static const Row rows[] = {
    { "anc < 0.5 10*9/L", "anc <0.5 2026-03-01", Y },
    { "anc <= 0.3 10*9/L", "anc <0.5 2026-03-01", CT },
    { "anc >= 0.5 10*9/L", "anc <0.5 2026-03-01", N },
    { "egfr >= 60 mL/min/{1.73_m2}", "egfr >60 2026-03-01", Y },
    { "egfr >= 90 mL/min/{1.73_m2}", "egfr >60 2026-03-01", CT },
    { "egfr = 60 mL/min/{1.73_m2}", "egfr >60 2026-03-01", N },
    /* A bound stays a bound through arithmetic with what is exact, and turns with the sign. */
    { "2 * anc < 1 10*9/L", "anc <0.5 2026-03-01", Y },
    { "-anc > -0.5 10*9/L", "anc <0.5 2026-03-01", Y },
    { "anc / -2 > -0.25 10*9/L", "anc <0.5 2026-03-01", Y },
    { "1 10*9/L - anc > 0.5 10*9/L", "anc <0.5 2026-03-01", Y },
    { "anc + 1 10*9/L < 1.5 10*9/L", "anc <0.5 2026-03-01", Y },
    { "0 * anc = 0 10*9/L", "anc <0.5 2026-03-01", Y },
    { "abs(anc) < 1 10*9/L", "anc <0.5 2026-03-01", CT },
    { "max(anc, 0 10*9/L) < 1 10*9/L", "anc <0.5 2026-03-01", CT },
    { "plt / anc > 10", "plt 100 2026-03-01; anc <0.5 2026-03-01", CT },
    { "anc < plt", "anc 1 2026-03-01; plt >10 2026-03-01", Y },
    { "anc < plt", "anc <1 2026-03-01; plt >10 2026-03-01", CT },
  };

  check_rows (rows, G_N_ELEMENTS (rows));
}

static void
test_counts (void)
{
  static const char of_three[] = "at_least(2, infection, lactating, remission)";
  static const Row rows[] = {
    { of_three, "infection yes 2026-03-01; lactating yes 2026-03-01; remission no 2026-03-01", Y },
    { of_three, "infection yes 2026-03-01; lactating no 2026-03-01; remission no 2026-03-01", N },
    /* It is decided as soon as it can be. */
    { of_three, "infection yes 2026-03-01; remission yes 2026-03-01", Y },
    { of_three, "lactating no 2026-03-01; remission no 2026-03-01", N },
    { of_three, "infection yes 2026-03-01; lactating no 2026-03-01", CT },
    { of_three, "infection yes 2026-03-01", CT },
    { of_three, "", CT },
    { "at_least(3, infection, lactating, remission)", "infection no 2026-03-01", N },
    { "at_least(1, infection, lactating, remission)", "infection yes 2026-03-01", Y },
    { "not at_least(2, infection, lactating, remission)",
      "infection no 2026-03-01; lactating no 2026-03-01", Y },
    { "at_least(2, anc >= 1 10*9/L, hgb >= 60 g/L and plt >= 50 10*9/L, not infection)",
      "anc 1 2026-03-01; hgb 59 2026-03-01; infection no 2026-03-01", Y },
    { "ever(at_least(2, anc > 1 10*9/L, anc > 2 10*9/L, anc > 3 10*9/L))", "anc 2.5 2026-03-01",
      Y },
    { "ever(at_least(2, anc > 1 10*9/L, anc > 2 10*9/L, anc > 3 10*9/L))", "anc 1.5 2026-03-01",
      N },
  };

  check_rows (rows, G_N_ELEMENTS (rows));
}

static void
test_answers (void)
{
  static const Row rows[] = {
    { "serum_hcg = negative", "serum_hcg negative 2026-03-14", Y },
    { "serum_hcg = negative", "serum_hcg borderline 2026-03-14", N },
    { "serum_hcg = negative", "serum_hcg unknown 2026-03-14", CT },
    { "serum_hcg != negative", "serum_hcg positive 2026-03-14", Y },
    { "serum_hcg in (negative, borderline)", "serum_hcg borderline 2026-03-14", Y },
    { "serum_hcg in (negative, borderline)", "serum_hcg positive 2026-03-14", N },
    { "serum_hcg in (negative)", "", CT },
    { "lactating", "lactating yes 2026-03-14", Y },
    { "lactating", "lactating no 2026-03-14", N },
    { "lactating", "lactating unknown 2026-03-14", CT },
    { "lactating = no", "lactating no 2026-03-14", Y },
    { "lactating != no", "lactating no 2026-03-14", N },
    { "not lactating", "lactating no 2026-03-14", Y },
    { "not lactating = yes", "lactating no 2026-03-14", Y },
    { "latest(serum_hcg, within 7 d) = negative", "serum_hcg negative 2026-03-08", Y },
    { "latest(serum_hcg, within 7 d) = negative", "serum_hcg negative 2026-03-07", CT },
    { "latest(lactating, within 7 d)", "lactating yes 2026-03-08", Y },
    { "known(serum_hcg)", "serum_hcg positive 2026-03-14", Y },
    { "known(serum_hcg)", "serum_hcg unknown 2026-03-14", N },
    { "known(serum_hcg)", "", N },
    { "not known(anc)", "anc ? 2026-03-14", Y },
  };

  check_rows (rows, G_N_ELEMENTS (rows));
}

static void
test_logic (void)
{
  static const Row rows[] = {
    /* What decides, decides, whatever is missing. */
    { "anc >= 1 10*9/L and hgb >= 60 g/L", "anc 0.5 2026-03-01", N },
    { "anc >= 1 10*9/L and hgb >= 60 g/L", "anc 1.5 2026-03-01", CT },
    { "anc >= 1 10*9/L or hgb >= 60 g/L", "anc 1.5 2026-03-01", Y },
    { "anc >= 1 10*9/L or hgb >= 60 g/L", "anc 0.5 2026-03-01", CT },
    { "childbearing implies serum_hcg = negative", "childbearing no 2026-03-01", Y },
    { "childbearing implies serum_hcg = negative", "childbearing yes 2026-03-01", CT },
    { "childbearing implies serum_hcg = negative", "serum_hcg negative 2026-03-01", Y },
    { "childbearing implies serum_hcg = negative",
      "childbearing yes 2026-03-01; serum_hcg positive 2026-03-01", N },
    /* and before or before implies; implies from the right. */
    { "infection or lactating and remission", "infection yes 2026-03-01; remission no 2026-03-01",
      Y },
    { "(infection or lactating) and remission", "infection yes 2026-03-01; remission no 2026-03-01",
      N },
    { "infection implies lactating implies remission",
      "infection no 2026-03-01; lactating yes 2026-03-01; remission no 2026-03-01", Y },
    { "(infection implies lactating) implies remission",
      "infection no 2026-03-01; lactating yes 2026-03-01; remission no 2026-03-01", N },
    { "not infection and lactating", "infection no 2026-03-01; lactating no 2026-03-01", N },
    { "not (infection and lactating)", "infection no 2026-03-01", Y },
  };

  check_rows (rows, G_N_ELEMENTS (rows));
}

static void
test_arithmetic (void)
{
  static const Row rows[] = {
    { "1 + 2 * 3 = 7", "", Y },
    { "(1 + 2) * 3 = 9", "", Y },
    { "2 ^ 3 ^ 2 = 512", "", Y },
    { "10 - 3 - 2 = 5", "", Y },
    { "-2 ^ 2 = 4", "", Y },
    { "3 * 0.1 = 0.3", "", Y },
    { "100 % = 1", "", Y },
    { "50 % * 4 = 2", "", Y },
    { "1 / 0 > 0", "", CT },
    { "min(3, 1, 2) = 1 and max(3, 1, 2) = 3 and abs(-2) = 2", "", Y },
    { "if(sex = female, 1, 2) = 1", "sex female 2020", Y },
    { "if(sex = female, 1, 2) = 2", "sex male 2020", Y },
    { "if(sex = female, 1, 2) = 1", "", CT },
    { "weight / height ^ 2 < 30 kg/m2", "weight 70 2026-03-01; height 170 2026-03-01", Y },
    { "weight / height ^ 2 >= 24.3 kg/m2", "weight 70 2026-03-01; height 170 2026-03-01", N },
    { "number(creatinine, mg/dL) = 2", "creatinine 176.8 2026-03-01", Y },
    { "number(hgb, g/dL) = 12", "hgb 120 2026-03-01", Y },
    { "number(age, a) ^ 0.5 = 5", "age 25 2026-03-01", Y },
    { "days_since(other_trial_end) > 180 d", "other_trial_end 2025-09-16 2025-12-01", N },
    { "days_since(other_trial_end) > 180 d", "other_trial_end 2025-09-15 2025-12-01", Y },
    { "days_since(other_trial_end) > 1 wk", "other_trial_end 2026-03-07 2026-03-10", Y },
    /* A month is enough where no day of it changes the answer: 166 to 195 days. */
    { "days_since(other_trial_end) > 180 d", "other_trial_end 2025-09 2025-12-01", CT },
    { "days_since(other_trial_end) > 165 d", "other_trial_end 2025-09 2025-12-01", Y },
    { "days_since(other_trial_end) > 166 d", "other_trial_end 2025-09 2025-12-01", CT },
    { "days_since(other_trial_end) >= 195 d", "other_trial_end 2025-09 2025-12-01", CT },
    { "days_since(other_trial_end) >= 196 d", "other_trial_end 2025-09 2025-12-01", N },
    { "200 d > days_since(other_trial_end)", "other_trial_end 2025-09 2025-12-01", Y },
    { "known(anc)", "anc 2 none", CT },
  };

  check_rows (rows, G_N_ELEMENTS (rows));
}

/* High risk or refractory or relapsing, as criterion 7 is read. */
static void
test_definitions (void)
{
  static const char *rule = "mn.high_risk or mn.relapse";

  rules_define ("mn.high_risk",
                "egfr < 60 mL/min/{1.73_m2} or persists(uprot24 > 8 g/d, over 6 mo)");
  rules_define ("mn.relapse", "ever(remission) and uprot24 >= 3.5 g/d");

  g_assert_cmpstr (rules_answer (rule, "egfr 59.9 2026-03-01"), ==, Y);
  g_assert_cmpstr (rules_answer (rule, "egfr 60 2026-03-01; uprot24 4 2026-03-01; remission no "
                                       "2025-01-01"),
                   ==, N);
  g_assert_cmpstr (rules_answer (rule, "egfr 60 2026-03-01; uprot24 3.5 2026-03-01; remission yes "
                                       "2025-01-01"),
                   ==, Y);
  g_assert_cmpstr (rules_answer (rule, "uprot24 3.4 2026-03-01"), ==, CT);
}

/* A definition may compute: it comes in the unit it was declared with. */
static void
test_computed_definition (void)
{
  rules_define_quantity ("bmi", "weight / height ^ 2", "kg/m2");

  g_assert_cmpstr (rules_answer ("bmi <= 30 kg/m2", "weight 120 2026-03-01; height 200 2026-03-01"),
                   ==, Y);
  g_assert_cmpstr (rules_answer ("bmi < 30 kg/m2", "weight 120 2026-03-01; height 200 2026-03-01"),
                   ==, N);
  g_assert_cmpstr (rules_answer ("2 * bmi > 59 kg/m2",
                                 "weight 120 2026-03-01; height 200 2026-03-01"),
                   ==, Y);
  g_assert_cmpstr (rules_answer ("bmi < 30 kg/m2", "weight 120 2026-03-01"), ==, CT);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/answers/limits", test_limits);
  g_test_add_func ("/rules/answers/laboratory-limits", test_laboratory_limits);
  g_test_add_func ("/rules/answers/comparators", test_comparators);
  g_test_add_func ("/rules/answers/answers", test_answers);
  g_test_add_func ("/rules/answers/counts", test_counts);
  g_test_add_func ("/rules/answers/logic", test_logic);
  g_test_add_func ("/rules/answers/arithmetic", test_arithmetic);
  g_test_add_func ("/rules/answers/definitions", test_definitions);
  g_test_add_func ("/rules/answers/computed-definition", test_computed_definition);
  return g_test_run ();
}
