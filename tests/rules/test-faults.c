#include "rules-fixture.h"

typedef struct
{
  const char *rule;
  const char *faults;
} Row;

static void
check_rows (const Row *rows, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *faults = rules_faults (rows[i].rule);

      if (g_strcmp0 (faults, rows[i].faults) != 0)
        {
          g_test_message ("%s", rows[i].rule);
          g_assert_cmpstr (faults, ==, rows[i].faults);
        }
    }
}

static void
test_syntax (void)
{
  static const Row rows[] = {
    { "", "1: expected a name, a number or \"(\", found the end of the rule" },
    { "anc >=", "7: expected a name, a number or \"(\", found the end of the rule" },
    { "anc >= 1.0 10*9/L and",
      "22: expected a name, a number or \"(\", found the end of the rule" },
    { "(anc >= 1.0 10*9/L", "19: expected \")\", found the end of the rule" },
    { "anc >= 1.0 10*9/L)", "18: expected an operator or the end of the rule, found \")\"" },
    { "lactating infection",
      "11: expected an operator or the end of the rule, found \"infection\"" },
    { "18 a <= age <= 70 a", "13: expected \"and\" before another comparison, found \"<=\"" },
    { "inr <= 1.",
      "8: unexpected \"1.\": a number ends in a digit, and a space parts it from its unit" },
    { "inr <= 1.5x",
      "8: unexpected \"1.5x\": a number ends in a digit, and a space parts it from its unit" },
    { "lvef >= 55%", "11: unexpected \"%\": a unit stands after a number and a space" },
    { "anc ≥ 1.0 10*9/L", "5: unexpected \"≥\": write >=" },
    { "anc >= 1.0×10*9/L", "11: unexpected \"×\": write *" },
    { "hgb > 60 g/L & inr < 2", "14: unexpected \"&\": no rule is written with it" },
    { "anc >= 1 2", "10: unknown unit \"2\": expected a UCUM code" },
    { "anc >= 1 furlong", "10: unknown unit \"furlong\": expected a UCUM code" },
    { "hgb >= 60 毫克", "11: unknown unit \"毫克\": expected a UCUM code" },
    { "serum_hcg in negative", "14: expected \"(\", found \"negative\"" },
    { "serum_hcg in ()", "15: expected an answer, found \")\"" },
    { "serum_hcg in (negative", "23: expected \")\", found the end of the rule" },
    { "sqrt(inr) > 1", "1: unknown function \"sqrt\"" },
    { "persist(uprot24 > 8 g/d)", "1: unknown function \"persist\"; did you mean \"persists\"?" },
    { "persists(uprot24 > 8 g/d, for 6 mo)", "27: expected \"over\", found \"for\"" },
    { "persists(uprot24 > 8 g/d, over mo)",
      "32: expected a number of days or months, found \"mo\"" },
    { "persists(uprot24 > 8 g/d, over 6 h)", "32: expected d, wk, mo or a" },
    { "persists(uprot24 > 8 g/d, over 1.5 mo)", "32: expected a whole number, at least 1" },
    { "at_least(infection, lactating)",
      "10: expected how many, as in at_least(2, a, b, c), found \"infection\"" },
    { "at_least(2, infection)", "22: expected \",\", found \")\"" },
    { "at_least(3, infection, lactating)", "1: at_least() counts conditions: expected a whole "
                                           "number from 1 to 2, as many as are listed" },
    { "at_least(0, infection, lactating)", "1: at_least() counts conditions: expected a whole "
                                           "number from 1 to 2, as many as are listed" },
    { "at_least(1.5, infection, lactating)", "1: at_least() counts conditions: expected a whole "
                                             "number from 1 to 2, as many as are listed" },
    { "at_least(2, infection, anc)",
      "24: expected a condition, but \"anc\" is a quantity (10*9/L)" },
    { "change(uprot24) > -50 %", "15: expected \",\", found \")\"" },
    { "change(uprot24, since consent) > -50 %",
      "17: expected \"from\" or \"within\", found \"since\"" },
    { "latest(anc, 7 d) > 1 10*9/L", "13: expected \"within\", found \"7\"" },
    { "latest(anc, within 7 d before) > 1 10*9/L", "30: expected the name of a date, found \")\"" },
    { "number(creatinine) > 1", "18: expected \",\", found \")\"" },
    { "number(creatinine, ) > 1", "20: expected a unit, found \")\"" },
    { "if(lactating, 1) > 1", "16: expected \",\", found \")\"" },
    { "min(inr) > 1", "8: expected \",\", found \")\"" },
    { "\xff", "1: the rule is not UTF-8" },
  };

  check_rows (rows, G_N_ELEMENTS (rows));
}

static void
test_names (void)
{
  static const Row rows[] = {
    { "ancc >= 1 10*9/L", "1: unknown name \"ancc\"; did you mean \"anc\"?" },
    { "hbg >= 60 g/L", "1: unknown name \"hbg\"; did you mean \"hgb\"?" },
    { "troponin >= 60 g/L", "1: unknown name \"troponin\"" },
    { "latest(anc, within 7 d before enrollment) > 1 10*9/L",
      "1: unknown date \"enrollment\"; did you mean \"enrolment\"?" },
    { "change(uprot24, from biopsy) > -50 %", "1: unknown date \"biopsy\"" },
    { "remarks", "1: \"remarks\" is free text, which no rule may read" },
    { "known(remarks)", "7: \"remarks\" is free text, which no rule may read" },
  };

  check_rows (rows, G_N_ELEMENTS (rows));
}

static void
test_units (void)
{
  static const Row rows[] = {
    { "anc >= 1.0 g/L", "8: \"1.0 g/L\" is in g/L, but \"anc\" is in 10*9/L" },
    { "anc >= 1.0", "8: \"1.0\" has no unit, but \"anc\" is in 10*9/L" },
    { "60 > hgb", "1: \"60\" has no unit, but \"hgb\" is in g/L" },
    { "lvef >= 55", "9: \"55\" has no unit, but \"lvef\" is in %" },
    { "lvef >= 0.5 + 0.05", "9: \"0.5 + 0.05\" has no unit, but \"lvef\" is in %" },
    { "inr <= 1.5 g/L", "8: \"1.5 g/L\" is in g/L, but \"inr\" is in a plain number" },
    { "hgb + inr > 1 g/L", "7: \"inr\" is in a plain number, but \"hgb\" is in g/L" },
    { "hgb < creatinine", "7: \"creatinine\" is in umol/L, but \"hgb\" is in g/L" },
    { "number(hgb, umol/L) > 1", "1: \"hgb\" is in g/L and has no conversion to umol/L" },
    { "hgb ^ 0.5 > 1", "7: \"hgb\" has a unit: its exponent must be a whole number up to 9" },
    { "inr ^ hgb > 1", "7: an exponent is a plain number, but \"hgb\" has a unit" },
    { "min(hgb, 1) > 60 g/L", "10: \"1\" has no unit, but \"hgb\" is in g/L" },
    { "alt <= 3 + uln(alt)", "8: \"3\" has no unit, but \"uln(alt)\" is in U/L" },
    { "days_since(other_trial_end) > 6",
      "31: \"6\" has no unit, but \"days_since(other_trial_end)\" is in d" },
    /* A ratio needs no unit. */
    { "change(uprot24, from consent) > -0.5", "" },
  };

  check_rows (rows, G_N_ELEMENTS (rows));
}

static void
test_kinds (void)
{
  static const Row rows[] = {
    { "anc", "1: expected a condition, but \"anc\" is a quantity (10*9/L)" },
    { "5", "1: expected a condition, but \"5\" is a number" },
    { "sex", "1: expected a condition, but \"sex\" is an observation with answers" },
    { "other_trial_end", "1: expected a condition, but \"other_trial_end\" is a date" },
    { "anc and lactating", "1: expected a condition, but \"anc\" is a quantity (10*9/L)" },
    { "(anc > 1 10*9/L) + 1 > 1", "2: expected a number, but \"anc > 1 10*9/L\" is a condition" },
    { "anc = sex", "7: expected a number, but \"sex\" is an observation with answers" },
    { "serum_hcg = negativ",
      "13: \"negativ\" is no answer of \"serum_hcg\": expected negative, positive, borderline" },
    { "serum_hcg in (negative, none)",
      "25: \"none\" is no answer of \"serum_hcg\": expected negative, positive, borderline" },
    { "serum_hcg = unknown",
      "13: \"unknown\" answers nothing and leaves a rule undecided: ask known(serum_hcg)" },
    { "serum_hcg > negative", "1: answers have no order: expected =, != or in, not >" },
    { "lactating = maybe", "13: \"maybe\" is no answer of \"lactating\": expected yes, no" },
    { "negative = serum_hcg", "1: write the observation first: serum_hcg = negative" },
    { "anc in (yes)", "1: \"in\" asks for answers, but \"anc\" is a quantity (10*9/L)" },
    { "uln(sex) > 1", "5: uln() takes a quantity, but \"sex\" is not one" },
    { "uln(1 g/L) > 1 g/L", "5: uln() takes the name of an observation, not \"1 g/L\"" },
    { "days_since(other_trial_end, at nowhere) > 1 d", "1: unknown date \"nowhere\"" },
    { "days_since(other_trial_end, before enrolment) > 1 d",
      "29: expected \"at\", found \"before\"" },
    { "days_since(anc) > 1 d", "12: days_since() takes a date, but \"anc\" is not one" },
    { "ever(1 > 2)", "6: \"1 > 2\" reads no observation" },
    { "ever(anc > 1 10*9/L and hgb > 1 g/L)",
      "25: a condition over time looks at one observation, but reads \"anc\" and \"hgb\"" },
    { "ever(ever(lactating))", "6: ever() inside a condition over time" },
    { "persists(known(anc))", "10: known() inside a condition over time" },
    { "change(latest(uprot24, within 7 d), from consent) > -50 %",
      "1: change() takes a bare name; it finds its values itself" },
  };

  check_rows (rows, G_N_ELEMENTS (rows));
}

/* Syntax ends a rule; everything else is reported in one go. */
static void
test_all_at_once (void)
{
  g_autofree char *faults =
      rules_faults ("ancc >= 1 10*9/L and hgb >= 6 and serum_hcg = no and remarks");

  g_assert_cmpstr (faults, ==,
                   "1: unknown name \"ancc\"; did you mean \"anc\"?\n"
                   "29: \"6\" has no unit, but \"hgb\" is in g/L\n"
                   "47: \"no\" is no answer of \"serum_hcg\": expected negative, positive, "
                   "borderline\n"
                   "54: \"remarks\" is free text, which no rule may read");
}

static void
test_origin (void)
{
  PodRuleOrigin origin = { "criteria.ini", 12, 6, "criterion INC-03a", "rule" };
  g_autoptr (GPtrArray) problems = pod_problems_new ();
  const PodProblem *problem;

  g_assert_null (pod_rule_new_condition ("anc >= 1.0 g/L", rules_vocabulary (), &origin, problems));
  g_assert_cmpuint (problems->len, ==, 1);
  problem = g_ptr_array_index (problems, 0);
  g_assert_cmpstr (problem->file, ==, "criteria.ini");
  g_assert_cmpuint (problem->line, ==, 12);
  g_assert_cmpuint (problem->column, ==, 13);
  g_assert_cmpstr (problem->group, ==, "criterion INC-03a");
  g_assert_cmpstr (problem->key, ==, "rule");
}

static char *
repeat (const char *before, guint n, const char *middle, const char *after)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (text, before);
  g_string_append (text, middle);
  for (guint i = 0; i < n; i++)
    g_string_append (text, after);
  return g_string_free (text, FALSE);
}

static void
test_nesting (void)
{
  static const struct
  {
    const char *before;
    const char *middle;
    const char *after;
  } shapes[] = {
    { "(", "lactating", ")" },
    { "not ", "lactating", "" },
    { "", "-1 > -", "-" },
    { "inr ^ ", "2 > 1", "" },
    { "lactating implies ", "lactating", "" },
    { "abs(", "1", ") > 1" },
    { "ever(", "lactating", ")" },
    { "1 + ", "1 > 1", "" },
    { "min(1, ", "1", ") > 1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      g_autofree char *text = repeat (shapes[i].before, 100000, shapes[i].middle, shapes[i].after);
      g_autofree char *faults = rules_faults (text);

      g_assert_cmpstr (faults, !=, "");
    }
}

static void
test_nesting_limit (void)
{
  g_autofree char *inside = repeat ("(", 63, "lactating", ")");
  g_autofree char *beyond = repeat ("(", 64, "lactating", ")");
  g_autofree char *no_faults = rules_faults (inside);
  g_autofree char *faults = rules_faults (beyond);

  g_assert_cmpstr (no_faults, ==, "");
  g_assert_cmpstr (faults, ==, "65: nested more than 64 deep");
}

/* Each definition names the one before twice: thirty of them would be a thousand million leaves. */
static void
test_definitions_run_away (void)
{
  guint refused = 0;

  rules_define ("d0", "lactating");
  for (guint i = 1; i < 30 && refused == 0; i++)
    {
      g_autofree char *name = g_strdup_printf ("d%u", i);
      g_autofree char *rule = g_strdup_printf ("d%u and d%u", i - 1, i - 1);
      g_autofree char *faults = rules_faults (rule);

      if (*faults == '\0')
        rules_define (name, rule);
      else
        refused = i;
      if (refused > 0)
        g_assert_cmpstr (faults, ==, "1: the rule is too long with the definitions that it names");
    }
  g_assert_cmpuint (refused, >, 5);
}

/* Whatever is typed is answered or refused. */
static void
test_noise (void)
{
  static const char *const pieces[] = {
    "anc",  "hgb ", "(",     ")",         ",",       " 1 ",   "10*9/L",  " and ",  " or ",
    "not ", " in ", ">=",    "=",         "ever(",   "uln(",  "[",       "{",      "%",
    "-",    "^",    "*",     "/",         "≥",       ".",     "if(",     "sex",    "female",
    " ",    "d",    "over ", "persists(", "change(", "from ", "within ", "number("
  };
  g_autoptr (GRand) random = g_rand_new_with_seed (20260315);

  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *faults = NULL;

      for (guint n = g_rand_int_range (random, 0, 14); n > 0; n--)
        g_string_append (text, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);
      faults = rules_faults (text->str);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/faults/syntax", test_syntax);
  g_test_add_func ("/rules/faults/names", test_names);
  g_test_add_func ("/rules/faults/units", test_units);
  g_test_add_func ("/rules/faults/kinds", test_kinds);
  g_test_add_func ("/rules/faults/all-at-once", test_all_at_once);
  g_test_add_func ("/rules/faults/origin", test_origin);
  g_test_add_func ("/rules/faults/nesting", test_nesting);
  g_test_add_func ("/rules/faults/nesting-limit", test_nesting_limit);
  g_test_add_func ("/rules/faults/definitions-run-away", test_definitions_run_away);
  g_test_add_func ("/rules/faults/noise", test_noise);
  return g_test_run ();
}
