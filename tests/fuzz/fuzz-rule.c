#include "fuzz.h"

#include <math.h>

#include "pod-rule.h"

/* Any text as a rule, once as a condition and once as a quantity: it has a fault that is reported, or it can be
 * evaluated on somebody with a few values, none missing their edge: a censored one, an undated one, none at all. */

#define DAY_OF_VALUES 20000
#define DAY_OF_QUESTION 20010

static PodSymbol *
list_symbols (void)
{
  static const char *answers[4];
  static PodSymbol symbols[8];

  if (symbols[0].name != NULL)
    return symbols;
  answers[0] = g_intern_static_string ("negative");
  answers[1] = g_intern_static_string ("positive");
  answers[2] = g_intern_static_string ("a");
  symbols[1] = (PodSymbol){ g_intern_static_string ("anc"), POD_KIND_QUANTITY,
                            pod_unit_from_ucum ("10*9/L"), NULL, FALSE };
  symbols[2] = (PodSymbol){ g_intern_static_string ("scr"), POD_KIND_QUANTITY,
                            pod_unit_from_ucum ("umol/L"), NULL, FALSE };
  symbols[3] = (PodSymbol){ g_intern_static_string ("hcg"), POD_KIND_CHOICE, NULL, answers, FALSE };
  symbols[4] = (PodSymbol){ g_intern_static_string ("f"), POD_KIND_FLAG, NULL, NULL, TRUE };
  symbols[5] = (PodSymbol){ g_intern_static_string ("d"), POD_KIND_DATE, NULL, NULL, FALSE };
  symbols[6] = (PodSymbol){ g_intern_static_string ("note"), POD_KIND_TEXT, NULL, NULL, FALSE };
  symbols[0] = (PodSymbol){ g_intern_static_string ("age"), POD_KIND_QUANTITY,
                            pod_unit_from_ucum ("a"), NULL, TRUE };
  return symbols;
}

static const PodSymbol *
find_symbol (gpointer self, const char *name)
{
  for (PodSymbol *symbol = self; symbol->name != NULL; symbol++)
    if (g_str_equal (symbol->name, name))
      return symbol;
  return NULL;
}

static const PodRule *
find_definition (gpointer self, const char *name)
{
  return NULL;
}

static gboolean
has_anchor (gpointer self, const char *name)
{
  return g_str_equal (name, "infusion") || g_str_equal (name, "consent");
}

/* "m" is attested to be all on record by "f", "n" by nobody. */
static const PodMedication *
find_medication (gpointer self, const char *name)
{
  static const char *treatments[3];
  static PodMedication medications[2];

  treatments[0] = g_intern_static_string ("x");
  treatments[1] = g_intern_static_string ("y");
  medications[0] = (PodMedication){ "m", treatments, find_symbol (self, "f") };
  medications[1] = (PodMedication){ "n", treatments, NULL };
  return g_str_equal (name, "m")   ? &medications[0]
         : g_str_equal (name, "n") ? &medications[1]
                                   : NULL;
}

/* One that ended, one that goes on with an unknown day, and one of which nothing is known but that it was given. */
static void
list_courses (gpointer self, const PodMedication *medication, GArray *courses)
{
  const PodCourse all[] = {
    { 1, medication->treatments[0], 5, NULL, pod_date_from_day (DAY_OF_VALUES - 300),
      pod_date_from_day (DAY_OF_VALUES - 100), FALSE },
    { 2, medication->treatments[1], NAN, NULL, pod_date_new (2024, 8, 0), POD_DATE_NONE, TRUE },
    { 3, medication->treatments[1], 10, NULL, POD_DATE_NONE, POD_DATE_NONE, FALSE },
  };

  g_array_append_vals (courses, all, G_N_ELEMENTS (all));
}

static gboolean
get_factor (gpointer self, const PodSymbol *symbol, const PodUnit *unit, double *factor)
{
  return pod_unit_get_factor (symbol->unit, unit, factor);
}

static PodFact
make_fact (const PodSymbol *symbol, int which)
{
  PodFact fact = { .ref = which + 1,
                   .comparator = which == 1 ? POD_LESS_THAN : POD_EXACTLY,
                   .lower = 1.5,
                   .upper = NAN };

  fact.number = 1.0 + which;
  fact.code = symbol->kind == POD_KIND_FLAG ? g_intern_static_string ("yes")
                                            : g_intern_static_string ("positive");
  fact.date = pod_date_from_day (DAY_OF_VALUES - which);
  fact.when = pod_moment_on (pod_date_from_day (DAY_OF_VALUES + which));
  fact.text = "1";
  return fact;
}

static PodAbsence
get_latest (gpointer self, const PodSymbol *symbol, gint32 from, gint32 to, PodFact *fact)
{
  if (g_str_equal (symbol->name, "d"))
    return POD_ABSENCE_NEVER;
  *fact = make_fact (symbol, g_str_equal (symbol->name, "scr") ? 1 : 2);
  return from <= DAY_OF_VALUES + 2 && to >= DAY_OF_VALUES + 2 ? POD_ABSENCE_NONE
                                                              : POD_ABSENCE_OUTSIDE;
}

static void
list_series (gpointer self, const PodSymbol *symbol, gint32 from, gint32 to, GArray *facts)
{
  for (int i = 0; i < 3; i++)
    {
      PodFact fact = make_fact (symbol, i);

      if (from <= DAY_OF_VALUES + i && to >= DAY_OF_VALUES + i)
        g_array_append_val (facts, fact);
    }
}

static PodDate
get_anchor (gpointer self, const char *name)
{
  return g_str_equal (name, "consent") ? pod_date_from_day (DAY_OF_VALUES) : POD_DATE_NONE;
}

static void
evaluate (PodRule *rule)
{
  PodFacts facts = { get_latest, list_series, get_anchor, NULL, list_courses };
  PodWindow window = { .amount = 28, .anchor = g_intern_static_string ("consent") };
  PodDate today = pod_date_from_day (DAY_OF_QUESTION);

  if (pod_rule_is_condition (rule))
    {
      g_autoptr (PodEvidence) evidence = pod_rule_evaluate (rule, &facts, &window, today);
      g_autoptr (GPtrArray) missing = pod_evidence_get_missing (evidence);

      g_assert_true (evidence->truth == POD_UNKNOWN || missing->len == 0);
    }
  else
    {
      double number = 0;

      pod_rule_compute (rule, &facts, &window, today, &number);
    }
}

static void
try_rule (const char *text, gboolean condition)
{
  g_autoptr (GPtrArray) problems = pod_problems_new ();
  PodVocabulary vocabulary = { .symbol = find_symbol,
                               .definition = find_definition,
                               .has_anchor = has_anchor,
                               .factor = get_factor,
                               .self = list_symbols (),
                               .medication = find_medication };
  PodRuleOrigin origin = { "fuzz", 1, 1, "criterion INC-01", "rule" };
  g_autoptr (PodRule) rule = condition
                                 ? pod_rule_new_condition (text, &vocabulary, &origin, problems)
                                 : pod_rule_new_quantity (text, pod_unit_from_ucum ("mL/min"),
                                                          &vocabulary, &origin, problems);

  g_assert_true ((rule != NULL) == (problems->len == 0));
  if (rule)
    evaluate (rule);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  PodWindow window;
  const char *fault = NULL;

  /* The key file has refused what is not UTF-8 before. */
  if (!g_utf8_validate (text, -1, NULL))
    return 0;
  try_rule (text, TRUE);
  try_rule (text, FALSE);
  if (!pod_window_parse (text, &window, &fault))
    g_assert_nonnull (fault);
  return 0;
}
