#include "rules-fixture.h"

/*
 * Laws that hold whatever the rule and whatever is known, tried on rules and facts made up
 * from a fixed seed.
 */

#define ROUNDS 1500

typedef struct
{
  const char *symbol;
  const char *condition;
  const char *yes; /* a value for which it holds, and one for which it does not */
  const char *no;
} Leaf;

static const Leaf leaves[] = {
  { "lactating", "lactating", "yes", "no" },
  { "infection", "infection = no", "no", "yes" },
  { "anc", "anc >= 1.0 10*9/L", "1.0", "0.99" },
  { "hgb", "hgb >= 6 g/dL", "60", "59" },
  { "alt", "2 * alt < 80 U/L", "39", "40" },
  { "serum_hcg", "serum_hcg in (negative, borderline)", "negative", "positive" },
  { "uprot24", "persists(uprot24 <= 8 g/d)", "8", "9" },
  { "remission", "ever(remission)", "yes", "no" },
};
#define N_LEAVES G_N_ELEMENTS (leaves)

static void
write_rule (GRand *random, int depth, GString *text)
{
  static const char *const joints[] = { " and ", " or ", " implies " };

  if (depth == 0 || g_rand_int_range (random, 0, 5) == 0)
    {
      g_string_append (text, leaves[g_rand_int_range (random, 0, N_LEAVES)].condition);
      return;
    }
  g_string_append (text, g_rand_boolean (random) ? "not (" : "(");
  write_rule (random, depth - 1, text);
  g_string_append (text, joints[g_rand_int_range (random, 0, 3)]);
  write_rule (random, depth - 1, text);
  g_string_append_c (text, ')');
}

static char *
make_rule (GRand *random)
{
  GString *text = g_string_new (NULL);

  write_rule (random, 3, text);
  return g_string_free (text, FALSE);
}

static void
add_fact (GRand *random, const Leaf *leaf, const char *value, GString *facts)
{
  g_string_append_printf (facts, "%s %s 2026-03-%02d; ", leaf->symbol, value,
                          g_rand_int_range (random, 1, 16));
}

/* For each observation: yes, no or nothing. */
static char *
make_facts (GRand *random)
{
  GString *facts = g_string_new (NULL);

  for (guint i = 0; i < N_LEAVES; i++)
    {
      int known = g_rand_int_range (random, 0, 3);

      if (known > 0)
        add_fact (random, &leaves[i], known == 1 ? leaves[i].yes : leaves[i].no, facts);
    }
  return g_string_free (facts, FALSE);
}

static void
check_same (const char *facts, const char *a, const char *b)
{
  const char *first = rules_answer (a, facts);
  const char *second = rules_answer (b, facts);

  if (g_strcmp0 (first, second) != 0)
    g_test_message ("%s | %s | %s", facts, a, b);
  g_assert_cmpstr (first, ==, second);
}

/* Each law is two ways to say the same; A, B and C stand for rules. */
static char *
fill_in (const char *law, const char *a, const char *b, const char *c)
{
  GString *text = g_string_new (NULL);

  for (; *law != '\0'; law++)
    if (*law >= 'A' && *law <= 'C')
      g_string_append_printf (text, "(%s)", *law == 'A' ? a : *law == 'B' ? b : c);
    else
      g_string_append_c (text, *law);
  return g_string_free (text, FALSE);
}

static void
test_kleene (void)
{
  static const char *const laws[][2] = {
    { "A and B", "B and A" },
    { "A or B", "B or A" },
    { "A and B and C", "A and (B and C)" },
    { "A or B or C", "(A or B) or C" },
    { "A and (B or C)", "A and B or A and C" },
    { "A or B and C", "(A or B) and (A or C)" },
    { "not (A and B)", "not A or not B" },
    { "not (A or B)", "not A and not B" },
    { "not not A", "A" },
    { "A implies B", "not A or B" },
    { "A implies B", "not B implies not A" },
    { "A and A", "A" },
    { "A or A and B", "A" },
    { "A implies B implies C", "A and B implies C" },
    { "A and 1 < 2", "A" },
    { "A or 2 < 1", "A" },
  };
  g_autoptr (GRand) random = g_rand_new_with_seed (1);

  for (guint i = 0; i < ROUNDS; i++)
    {
      guint law = i % G_N_ELEMENTS (laws);
      g_autofree char *a = make_rule (random);
      g_autofree char *b = make_rule (random);
      g_autofree char *c = make_rule (random);
      g_autofree char *facts = make_facts (random);
      g_autofree char *left = fill_in (laws[law][0], a, b, c);
      g_autofree char *right = fill_in (laws[law][1], a, b, c);

      check_same (facts, left, right);
    }
}

static const Leaf *
find_unrecorded (GRand *random, const char *facts)
{
  guint start = g_rand_int_range (random, 0, N_LEAVES);

  for (guint i = 0; i < N_LEAVES; i++)
    {
      const Leaf *leaf = &leaves[(start + i) % N_LEAVES];

      if (g_strstr_len (facts, -1, leaf->symbol) == NULL)
        return leaf;
    }
  return NULL;
}

static gboolean
is_missing (const PodEvidence *evidence, const char *name)
{
  g_autoptr (GPtrArray) missing = pod_evidence_get_missing (evidence);

  for (guint i = 0; i < missing->len; i++)
    if (g_strcmp0 (((const PodSymbol *) g_ptr_array_index (missing, i))->name, name) == 0)
      return TRUE;
  return FALSE;
}

/* A value for what was missing settles an open verdict or leaves it; it overturns none.  And one that the
 * evidence does not ask for settles nothing. */
static void
test_more_is_never_less (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (2);

  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autofree char *rule = make_rule (random);
      g_autofree char *facts = make_facts (random);
      const Leaf *leaf = find_unrecorded (random, facts);
      g_autoptr (PodEvidence) before = rules_ask (rule, facts, NULL, NULL, AS_OF);
      g_autoptr (GString) more = g_string_new (facts);
      g_autoptr (PodEvidence) after = NULL;

      if (leaf == NULL)
        continue;
      add_fact (random, leaf, g_rand_boolean (random) ? leaf->yes : leaf->no, more);
      after = rules_ask (rule, more->str, NULL, NULL, AS_OF);
      if (before->truth != POD_UNKNOWN || !is_missing (before, leaf->symbol))
        g_assert_cmpint (after->truth, ==, before->truth);
    }
}

/* Whatever an open verdict waits for, it waits for something; a decided one for nothing. */
static void
test_missing_if_open (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);

  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autofree char *rule = make_rule (random);
      g_autofree char *facts = make_facts (random);
      g_autoptr (PodEvidence) evidence = rules_ask (rule, facts, NULL, NULL, AS_OF);
      g_autoptr (GPtrArray) missing = pod_evidence_get_missing (evidence);

      g_assert_cmpint (missing->len > 0, ==, evidence->truth == POD_UNKNOWN);
    }
}

static void
check_stands (const char *rule, const char *facts, const PodEvidence *evidence)
{
  PodDate day = rules_date (AS_OF);
  gboolean expires = pod_date_is_set (evidence->valid_until);
  int days = expires ? pod_date_first_day (evidence->valid_until) - pod_date_first_day (day) : 60;

  for (int i = 0; i <= days; i++)
    {
      g_autofree char *text = pod_date_to_string (pod_date_add_days (day, i));
      g_autoptr (PodEvidence) then = rules_ask (rule, facts, NULL, "14 d before enrolment", text);

      if (then->truth != evidence->truth)
        g_test_message ("%s | %s | %s", rule, facts, text);
      g_assert_cmpint (then->truth, ==, evidence->truth);
    }
}

/* Up to the day it says, a verdict stands while nothing new is recorded. */
static void
test_valid_until (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (4);

  for (guint i = 0; i < 300; i++)
    {
      g_autofree char *rule = make_rule (random);
      g_autofree char *facts = make_facts (random);
      g_autoptr (PodEvidence)
          evidence = rules_ask (rule, facts, NULL, "14 d before enrolment", AS_OF);

      if (evidence->truth != POD_UNKNOWN)
        check_stands (rule, facts, evidence);
      else
        g_assert_false (pod_date_is_set (evidence->valid_until));
    }
}

/* Asking twice gives the same. */
static void
test_pure (void)
{
  static const char *rule = "alt <= 3 * uln(alt) and ever(remission)";
  static const char *text = "alt 50 2026-03-01 uln=40; remission yes 2020-01-01";
  g_autoptr (PodRule) parsed = rules_condition (rule);
  g_autoptr (RulesFacts) facts = rules_facts_new (text, NULL);
  g_autoptr (PodEvidence)
      first = pod_rule_evaluate (parsed, rules_facts_get (facts), NULL, rules_date (AS_OF));
  g_autoptr (PodEvidence)
      second = pod_rule_evaluate (parsed, rules_facts_get (facts), NULL, rules_date (AS_OF));

  g_assert_cmpint (first->truth, ==, POD_TRUE);
  g_assert_cmpint (second->truth, ==, first->truth);
  g_assert_cmpuint (second->children->len, ==, first->children->len);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/laws/kleene", test_kleene);
  g_test_add_func ("/rules/laws/more-is-never-less", test_more_is_never_less);
  g_test_add_func ("/rules/laws/missing-if-open", test_missing_if_open);
  g_test_add_func ("/rules/laws/valid-until", test_valid_until);
  g_test_add_func ("/rules/laws/pure", test_pure);
  return g_test_run ();
}
