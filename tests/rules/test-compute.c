#include <math.h>
#include <string.h>

#include "pod-test.h"
#include "rules-fixture.h"

#define EGFR_UNIT "mL/min/{1.73_m2}"

/* Inker, N Engl J Med 2021;385:1737-1749 and Levey, Ann Intern Med 2009;150:604-612, as a study would write them. */
static const struct
{
  const char *year;
  const char *rule;
} equations[] = {
  { "2021", "142 * min(number(creatinine, mg/dL) / if(sex = female, 0.7, 0.9), 1) ^ if(sex = "
            "female, -0.241, -0.302)"
            " * max(number(creatinine, mg/dL) / if(sex = female, 0.7, 0.9), 1) ^ -1.200"
            " * 0.9938 ^ number(age, a) * if(sex = female, 1.012, 1) * 1 " EGFR_UNIT },
  { "2009", "141 * min(number(creatinine, mg/dL) / if(sex = female, 0.7, 0.9), 1) ^ if(sex = "
            "female, -0.329, -0.411)"
            " * max(number(creatinine, mg/dL) / if(sex = female, 0.7, 0.9), 1) ^ -1.209"
            " * 0.993 ^ number(age, a) * if(sex = female, 1.018, 1) * 1 " EGFR_UNIT },
};

static PodRule *
make_quantity (const char *text, const char *unit, char **faults)
{
  g_autoptr (GPtrArray) problems = pod_problems_new ();
  PodRule *rule = pod_rule_new_quantity (text, pod_unit_from_ucum (unit), rules_vocabulary (), NULL,
                                         problems);

  g_assert_true ((rule == NULL) == (problems->len > 0));
  if (faults != NULL)
    *faults = g_strdup (problems->len > 0 ? ((PodProblem *) problems->pdata[0])->message : "");
  return rule;
}

static gboolean
compute (const char *text, const char *unit, const char *facts_text, double *number)
{
  g_autoptr (PodRule) rule = make_quantity (text, unit, NULL);
  g_autoptr (RulesFacts) facts = rules_facts_new (facts_text, NULL);

  g_assert_nonnull (rule);
  g_assert_false (pod_rule_is_condition (rule));
  return pod_rule_compute (rule, rules_facts_get (facts), NULL, rules_date (AS_OF), number);
}

/* The value of @key in a line of flat JSON.  Rules know no JSON library, and need none for this. */
static char *
find_json (const char *line, const char *key)
{
  g_autofree char *pattern = g_strdup_printf ("\"%s\": \"?([^\",}]*)", key);
  g_autoptr (GRegex) regex = g_regex_new (pattern, 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  return g_regex_match (regex, line, 0, &match) ? g_match_info_fetch (match, 1) : NULL;
}

static double
find_number (const char *line, const char *key)
{
  g_autofree char *text = find_json (line, key);

  return text != NULL && strcmp (text, "null") != 0 ? g_ascii_strtod (text, NULL) : NAN;
}

/* A vector leaves out what it has no value for. */
static char *
make_facts (const char *line)
{
  g_autofree char *unit = find_json (line, "unit");
  g_autofree char *sex = find_json (line, "sex");
  GString *facts = g_string_new (NULL);
  double factor = g_strcmp0 (unit, "mg/dL") == 0 ? 88.4 : 1;

  if (!isnan (find_number (line, "scr")))
    g_string_append_printf (facts, "creatinine %.6f 2026-03-01; ",
                            find_number (line, "scr") * factor);
  if (!isnan (find_number (line, "age_years")))
    g_string_append_printf (facts, "age %.6f 2026-03-01; ", find_number (line, "age_years"));
  if (sex != NULL && strcmp (sex, "null") != 0)
    g_string_append_printf (facts, "sex %s 2020; ", *sex == 'F' ? "female" : "male");
  return g_string_free (facts, FALSE);
}

static gboolean
check_vector (const char *line)
{
  g_autofree char *year = find_json (line, "equation");
  g_autofree char *race = find_json (line, "race_coefficient");
  g_autofree char *facts = NULL;
  double expected = find_number (line, "expected");
  double result = NAN;

  /* The coefficient for race is for no study of ours. */
  if (year == NULL || g_strcmp0 (race, "true") == 0)
    return FALSE;
  facts = make_facts (line);
  for (guint i = 0; i < G_N_ELEMENTS (equations); i++)
    if (strcmp (equations[i].year, year) == 0)
      compute (equations[i].rule, EGFR_UNIT, facts, &result);
  if (isnan (expected))
    g_assert_true (isnan (result));
  else
    g_assert_cmpfloat_with_epsilon (result, expected, find_number (line, "tolerance"));
  return TRUE;
}

static void
test_egfr (void)
{
  const char *path = pod_test_shared ("vectors/egfr.jsonl");
  g_auto (GStrv) lines = NULL;
  guint tried = 0;

  if (path == NULL)
    return;
  lines = g_strsplit (pod_test_read (path, NULL), "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    tried += check_vector (*line);
  g_assert_cmpuint (tried, >, 20);
}

static void
test_missing_input (void)
{
  static const char *const facts[] = {
    "age 50 2026-03-01; sex male 2020",
    "creatinine 80 2026-03-01; sex male 2020",
    "creatinine 80 2026-03-01; age 50 2026-03-01",
    "creatinine <20 2026-03-01; age 50 2026-03-01; sex male 2020",
    "creatinine ? 2026-03-01; age 50 2026-03-01; sex male 2020",
    "creatinine 80 2026-03-01; age 50 2026-03-01; sex unknown 2020",
  };
  double number = -1;

  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    g_assert_false (compute (equations[0].rule, EGFR_UNIT, facts[i], &number));
  g_assert_false (compute ("hgb", "g/L", "hgb >100 2026-03-01", &number));
  g_assert_cmpfloat (number, ==, -1);
}

static void
test_units (void)
{
  double number = 0;

  g_assert_true (compute ("weight / height ^ 2", "kg/m2",
                          "weight 80 2026-03-01; height 200 2026-03-01", &number));
  g_assert_cmpfloat_with_epsilon (number, 20, 1e-12);
  g_assert_true (compute ("hgb", "g/dL", "hgb 120 2026-03-01", &number));
  g_assert_cmpfloat_with_epsilon (number, 12, 1e-12);
  g_assert_true (compute ("hgb / (120 g/L)", "%", "hgb 60 2026-03-01", &number));
  g_assert_cmpfloat_with_epsilon (number, 50, 1e-12);
}

static void
test_faults (void)
{
  static const struct
  {
    const char *rule;
    const char *unit;
    const char *fault;
  } rows[] = {
    { "142 * 2", EGFR_UNIT,
      "the rule gives a number; expected mL/min/{1.73_m2} (\"* 1 mL/min/{1.73_m2}\" gives a plain "
      "number that unit)" },
    { "weight / height", "kg/m2",
      "the rule gives a quantity (mass/length); expected kg/m2 (\"* 1 kg/m2\" gives a plain number "
      "that unit)" },
    { "lactating", "kg", "expected a number, but \"lactating\" is a yes-or-no observation" },
    { "weight +", "kg", "expected a name, a number or \"(\", found the end of the rule" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *fault = NULL;

      g_assert_null (make_quantity (rows[i].rule, rows[i].unit, &fault));
      g_assert_cmpstr (fault, ==, rows[i].fault);
    }
}

static void
test_symbols (void)
{
  g_autoptr (PodRule) rule = NULL;
  g_autoptr (GPtrArray) symbols = NULL;
  g_autoptr (GString) names = g_string_new (NULL);

  rules_define ("kidney", "egfr >= 30 " EGFR_UNIT " and uln(alt) > alt");
  rule = rules_condition ("kidney and persists(uprot24 > 1 g/d) and egfr < 90 " EGFR_UNIT
                          " and sex = male");
  symbols = pod_rule_get_symbols (rule);
  for (guint i = 0; i < symbols->len; i++)
    g_string_append_printf (names, "%s ", ((const PodSymbol *) symbols->pdata[i])->name);
  g_assert_cmpstr (names->str, ==, "egfr alt uprot24 sex ");
  g_assert_true (pod_rule_is_condition (rule));
  g_assert_true (g_str_has_prefix (pod_rule_get_text (rule), "kidney and persists"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/compute/egfr", test_egfr);
  g_test_add_func ("/rules/compute/missing-input", test_missing_input);
  g_test_add_func ("/rules/compute/units", test_units);
  g_test_add_func ("/rules/compute/faults", test_faults);
  g_test_add_func ("/rules/compute/symbols", test_symbols);
  return g_test_run ();
}
