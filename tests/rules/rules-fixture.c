#include "rules-fixture.h"

#include <math.h>
#include <string.h>

static const char *const sexes[] = { "male", "female", NULL };
static const char *const tests[] = { "negative", "positive", "borderline", NULL };

static struct
{
  const char *name;
  PodKind kind;
  const char *unit;
  const char *const *choices;
  gboolean lasting;
} observations[] = {
  { "anc", POD_KIND_QUANTITY, "10*9/L" },
  { "hgb", POD_KIND_QUANTITY, "g/L" },
  { "plt", POD_KIND_QUANTITY, "10*9/L" },
  { "alt", POD_KIND_QUANTITY, "U/L" },
  { "inr", POD_KIND_QUANTITY, "1" },
  { "lvef", POD_KIND_QUANTITY, "%" },
  { "age", POD_KIND_QUANTITY, "a" },
  { "weight", POD_KIND_QUANTITY, "kg" },
  { "height", POD_KIND_QUANTITY, "cm" },
  { "creatinine", POD_KIND_QUANTITY, "umol/L" },
  { "egfr", POD_KIND_QUANTITY, "mL/min/{1.73_m2}" },
  { "uprot24", POD_KIND_QUANTITY, "g/d" },
  { "sex", POD_KIND_CHOICE, NULL, sexes, TRUE },
  { "serum_hcg", POD_KIND_CHOICE, NULL, tests },
  { "anca", POD_KIND_CHOICE, NULL, tests },
  { "childbearing", POD_KIND_FLAG, NULL, NULL, TRUE },
  { "lactating", POD_KIND_FLAG },
  { "infection", POD_KIND_FLAG },
  { "remission", POD_KIND_FLAG },
  { "other_trial_end", POD_KIND_DATE, NULL, NULL, TRUE },
  { "remarks", POD_KIND_TEXT },
  { "acei_arb_months", POD_KIND_QUANTITY, "mo", NULL, TRUE },
  { "history_complete", POD_KIND_FLAG, NULL, NULL, TRUE },
};
static PodSymbol symbols[G_N_ELEMENTS (observations)];
static const char *names[G_N_ELEMENTS (observations) + 4] = { NULL };
static GHashTable *definitions;

/* Nobody attests that glucocorticoids are all on record; of immunosuppressants it counts for four weeks. */
static struct
{
  const char *name;
  const char *treatments[4];
  const char *complete;
  int complete_days;
} medications[] = {
  { "acei_arb", { "ramipril", "losartan" }, "history_complete" },
  { "glucocorticoid", { "prednisone" } },
  { "immunosuppressant", { "prednisone", "tacrolimus", "rituximab" }, "history_complete", 28 },
  { "ramipril", { "ramipril" }, "history_complete" },
  { "losartan", { "losartan" }, "history_complete" },
  { "prednisone", { "prednisone" } },
  { "tacrolimus", { "tacrolimus" }, "history_complete" },
  { "rituximab", { "rituximab" }, "history_complete" },
};
static PodMedication classes[G_N_ELEMENTS (medications)];
static const char *medication_names[G_N_ELEMENTS (medications) + 1];

static const PodSymbol *
find_symbol_cb (gpointer self, const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (symbols); i++)
    if (strcmp (symbols[i].name, name) == 0)
      return &symbols[i];
  return NULL;
}

static const PodRule *
find_definition_cb (gpointer self, const char *name)
{
  return g_hash_table_lookup (definitions, name);
}

static gboolean
has_anchor_cb (gpointer self, const char *name)
{
  return strcmp (name, "consent") == 0 || strcmp (name, "enrolment") == 0 ||
         strcmp (name, "treatment_start") == 0;
}

static gboolean
get_factor_cb (gpointer self, const PodSymbol *symbol, const PodUnit *unit, double *factor)
{
  if (strcmp (symbol->name, "creatinine") == 0 && unit == pod_unit_from_ucum ("mg/dL"))
    {
      *factor = 1 / 88.4;
      return TRUE;
    }
  return FALSE;
}

static const char *const *
list_names_cb (gpointer self)
{
  return names;
}

static const PodMedication *
find_medication_cb (gpointer self, const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    if (strcmp (classes[i].name, name) == 0)
      return &classes[i];
  return NULL;
}

static const char *const *
list_medications_cb (gpointer self)
{
  return medication_names;
}

static const PodVocabulary vocabulary = {
  .symbol = find_symbol_cb,
  .definition = find_definition_cb,
  .has_anchor = has_anchor_cb,
  .factor = get_factor_cb,
  .names = list_names_cb,
  .medication = find_medication_cb,
  .medications = list_medications_cb,
};

static void
set_up_medications (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (medications); i++)
    {
      for (guint j = 0; medications[i].treatments[j] != NULL; j++)
        medications[i].treatments[j] = g_intern_string (medications[i].treatments[j]);
      classes[i].name = medication_names[i] = g_intern_string (medications[i].name);
      classes[i].treatments = medications[i].treatments;
      if (medications[i].complete != NULL)
        classes[i].complete = find_symbol_cb (NULL, medications[i].complete);
      classes[i].complete_days = medications[i].complete_days;
    }
}

static void
set_up (void)
{
  guint n = G_N_ELEMENTS (observations);

  definitions = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                       (GDestroyNotify) pod_rule_unref);
  for (guint i = 0; i < n; i++)
    {
      symbols[i].name = names[i] = g_intern_string (observations[i].name);
      symbols[i].kind = observations[i].kind;
      symbols[i].choices = observations[i].choices;
      symbols[i].lasting = observations[i].lasting;
      symbols[i].unit = observations[i].unit != NULL ? pod_unit_from_ucum (observations[i].unit)
                                                     : NULL;
      g_assert_true (observations[i].unit == NULL || symbols[i].unit != NULL);
    }
  set_up_medications ();
  names[n] = "consent";
  names[n + 1] = "enrolment";
  names[n + 2] = "treatment_start";
}

const PodVocabulary *
rules_vocabulary (void)
{
  if (definitions == NULL)
    set_up ();
  return &vocabulary;
}

void
rules_define (const char *name, const char *text)
{
  rules_vocabulary ();
  g_hash_table_replace (definitions, (char *) g_intern_string (name), rules_condition (text));
}

void
rules_define_quantity (const char *name, const char *text, const char *unit)
{
  g_autoptr (GPtrArray) problems = pod_problems_new ();
  PodRule *rule = pod_rule_new_quantity (text, pod_unit_from_ucum (unit), rules_vocabulary (), NULL,
                                         problems);

  g_assert_nonnull (rule);
  g_hash_table_replace (definitions, (char *) g_intern_string (name), rule);
}

struct _RulesFacts
{
  PodFacts facts;
  GArray *items;
  GArray *courses;
  GHashTable *anchors;
};

typedef struct
{
  const PodSymbol *symbol;
  gboolean usable;
  PodFact fact;
} Item;

PodDate
rules_date (const char *text)
{
  PodDate date;

  if (!pod_date_parse (text, &date))
    g_error ("not a date: %s", text);
  return date;
}

static PodAbsence
find_latest_cb (gpointer self, const PodSymbol *symbol, gint32 from, gint32 to, PodFact *fact)
{
  RulesFacts *facts = self;
  PodAbsence absence = POD_ABSENCE_NEVER;

  for (guint i = facts->items->len; i > 0; i--)
    {
      const Item *item = &g_array_index (facts->items, Item, i - 1);
      gint32 first = pod_date_first_day (item->fact.when.date);
      gint32 last = pod_date_last_day (item->fact.when.date);

      if (item->symbol != symbol)
        continue;
      if (last < from || first > to)
        {
          if (absence == POD_ABSENCE_NEVER)
            {
              *fact = item->fact;
              absence = POD_ABSENCE_OUTSIDE;
            }
          continue;
        }
      *fact = item->fact;
      if (first < from || last > to)
        return POD_ABSENCE_UNDATED;
      return item->usable ? POD_ABSENCE_NONE : POD_ABSENCE_UNUSABLE;
    }
  return absence;
}

static void
list_series_cb (gpointer self, const PodSymbol *symbol, gint32 from, gint32 to, GArray *array)
{
  RulesFacts *facts = self;

  for (guint i = 0; i < facts->items->len; i++)
    {
      const Item *item = &g_array_index (facts->items, Item, i);

      if (item->symbol == symbol && pod_date_last_day (item->fact.when.date) >= from &&
          pod_date_first_day (item->fact.when.date) <= to)
        g_array_append_val (array, item->fact);
    }
}

static void
list_courses_cb (gpointer self, const PodMedication *medication, GArray *array)
{
  RulesFacts *facts = self;

  for (guint i = 0; i < facts->courses->len; i++)
    {
      const PodCourse *course = &g_array_index (facts->courses, PodCourse, i);

      if (g_strv_contains (medication->treatments, course->treatment))
        g_array_append_val (array, *course);
    }
}

static PodDate
find_anchor_cb (gpointer self, const char *name)
{
  RulesFacts *facts = self;
  const char *text = g_hash_table_lookup (facts->anchors, name);

  return text != NULL ? rules_date (text) : POD_DATE_NONE;
}

static void
set_value (Item *item, const char *text)
{
  PodQuantity quantity = { POD_EXACTLY, 0, NULL };

  item->usable = strcmp (text, "?") != 0;
  item->fact.number = NAN;
  if (!item->usable)
    return;
  if (item->symbol->kind == POD_KIND_QUANTITY)
    {
      if (!pod_quantity_parse_number (text, &quantity))
        g_error ("not a number: %s", text);
      item->fact.number = quantity.number;
      item->fact.comparator = quantity.comparator;
    }
  else if (item->symbol->kind == POD_KIND_DATE)
    {
      item->fact.date = rules_date (text);
    }
  else
    {
      item->fact.code = g_intern_string (text);
    }
}

/* "course ramipril 5 2025-11-01..2026-01", "course ramipril ? ?.." */
static void
add_course (RulesFacts *facts, const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  g_auto (GStrv) days = NULL;
  PodCourse course = { .dose = NAN };

  g_assert_cmpuint (g_strv_length (words), ==, 4);
  days = g_strsplit (words[3], "..", 2);
  course.ref = facts->courses->len + 100;
  course.treatment = g_intern_string (words[1]);
  if (strcmp (words[2], "?") != 0)
    course.dose = g_ascii_strtod (words[2], NULL);
  if (strcmp (days[0], "?") != 0)
    course.start = rules_date (days[0]);
  course.ongoing = *days[1] == '\0';
  if (*days[1] != '\0' && strcmp (days[1], "?") != 0)
    course.end = rules_date (days[1]);
  g_array_append_val (facts->courses, course);
}

static void
add_fact (RulesFacts *facts, const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  Item item = { .fact = { .lower = NAN, .upper = NAN, .source = "central laboratory" } };

  g_assert_cmpuint (g_strv_length (words), >=, 3);
  item.symbol = find_symbol_cb (NULL, words[0]);
  if (item.symbol == NULL)
    g_error ("no observation: %s", words[0]);
  set_value (&item, words[1]);
  item.fact.text = g_intern_string (words[1]);
  item.fact.when = g_str_equal (words[2], "none") ? POD_MOMENT_NONE
                                                  : pod_moment_on (rules_date (words[2]));
  item.fact.ref = facts->items->len + 1;
  for (char **word = words + 3; *word != NULL; word++)
    {
      double limit = g_ascii_strtod (*word + 4, NULL);

      g_assert_true (g_str_has_prefix (*word, "uln=") || g_str_has_prefix (*word, "lln="));
      *(**word == 'u' ? &item.fact.upper : &item.fact.lower) = limit;
    }
  g_array_append_val (facts->items, item);
}

static int
compare_items_cb (gconstpointer a, gconstpointer b)
{
  return pod_moment_compare (((const Item *) a)->fact.when, ((const Item *) b)->fact.when);
}

static void
add_anchor (RulesFacts *facts, const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  g_assert_cmpuint (g_strv_length (words), ==, 2);
  g_hash_table_replace (facts->anchors, g_strdup (words[0]), g_strdup (words[1]));
}

RulesFacts *
rules_facts_new (const char *text, const char *anchors)
{
  RulesFacts *self = g_new0 (RulesFacts, 1);
  g_auto (GStrv) lines = g_strsplit (text, ";", -1);
  g_auto (GStrv) dates = g_strsplit (anchors != NULL ? anchors : "", ";", -1);

  rules_vocabulary ();
  self->facts = (PodFacts){ find_latest_cb, list_series_cb, find_anchor_cb, self, list_courses_cb };
  self->courses = g_array_new (FALSE, FALSE, sizeof (PodCourse));
  self->items = g_array_new (FALSE, FALSE, sizeof (Item));
  self->anchors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (char **line = lines; *line != NULL; line++)
    if (g_str_has_prefix (g_strstrip (*line), "course "))
      add_course (self, *line);
    else if (**line != '\0')
      add_fact (self, *line);
  for (char **line = dates; *line != NULL; line++)
    if (*g_strstrip (*line) != '\0')
      add_anchor (self, *line);
  g_array_sort (self->items, compare_items_cb);
  return self;
}

void
rules_facts_free (RulesFacts *self)
{
  g_array_unref (self->items);
  g_array_unref (self->courses);
  g_hash_table_unref (self->anchors);
  g_free (self);
}

const PodFacts *
rules_facts_get (RulesFacts *self)
{
  return &self->facts;
}

static void
fail_with (const char *text, GPtrArray *problems)
{
  for (guint i = 0; i < problems->len; i++)
    {
      g_autofree char *line = pod_problem_to_string (g_ptr_array_index (problems, i));

      g_test_message ("%s: %s", text, line);
    }
  g_error ("the rule has faults: %s", text);
}

PodRule *
rules_condition (const char *text)
{
  g_autoptr (GPtrArray) problems = pod_problems_new ();
  PodRule *rule = pod_rule_new_condition (text, rules_vocabulary (), NULL, problems);

  if (rule == NULL || problems->len > 0)
    fail_with (text, problems);
  return rule;
}

PodEvidence *
rules_ask (const char *text,
           const char *facts_text,
           const char *anchors,
           const char *window_text,
           const char *as_of)
{
  g_autoptr (PodRule) rule = rules_condition (text);
  g_autoptr (RulesFacts) facts = rules_facts_new (facts_text, anchors);
  PodWindow window = { 0 };
  const char *fault = NULL;

  if (window_text != NULL && !pod_window_parse (window_text, &window, &fault))
    g_error ("%s: %s", window_text, fault);
  return pod_rule_evaluate (rule, &facts->facts, window_text != NULL ? &window : NULL,
                            rules_date (as_of));
}

const char *
rules_answer (const char *rule, const char *facts)
{
  g_autoptr (PodEvidence) evidence = rules_ask (rule, facts, NULL, NULL, AS_OF);

  return pod_truth_to_string (evidence->truth);
}

char *
rules_faults (const char *text)
{
  g_autoptr (GPtrArray) problems = pod_problems_new ();
  g_autoptr (PodRule) rule = pod_rule_new_condition (text, rules_vocabulary (), NULL, problems);
  GString *lines = g_string_new (NULL);

  g_assert_true ((rule == NULL) == (problems->len > 0));
  for (guint i = 0; i < problems->len; i++)
    {
      const PodProblem *problem = g_ptr_array_index (problems, i);

      g_string_append_printf (lines, "%s%u: %s", i > 0 ? "\n" : "", problem->column,
                              problem->message);
    }
  return g_string_free (lines, FALSE);
}

const char *
rules_absence (PodAbsence absence)
{
  static const char *const words[] = { "none",    "never",    "outside",   "unusable",
                                       "undated", "no limit", "no anchor", "censored",
                                       "too few", "answer",   "incomplete" };

  return words[absence];
}
