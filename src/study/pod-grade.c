#include "pod-grade.h"

#include "pod-study-private.h"

#include <math.h>
#include <string.h>

#define HIGHEST 4

/* A grade from plain numbers has no day; this one stands for it in facts and question alike. */
#define SOME_DAY pod_date_from_day (0)

static const char *const states[] = { "high", "normal", "low", NULL };

gboolean
pod_grade_is_low (const PodGrade *grade)
{
  return g_strcmp0 (grade->direction, "low") == 0;
}

gboolean
pod_grade_is_variant (const PodGrade *grade, const PodGrade *other)
{
  return g_strcmp0 (grade->term.plain, other->term.plain) == 0 &&
         pod_grade_is_low (grade) == pod_grade_is_low (other);
}

static void
init_quantity (PodSymbol *symbol, const char *name, const PodUnit *unit)
{
  *symbol = (PodSymbol){ .name = g_intern_string (name), .kind = POD_KIND_QUANTITY, .unit = unit };
}

const PodGradeSymbols *
pod_study_get_grade_symbols (PodStudy *study, const PodUnit *unit)
{
  PodGradeSymbols *symbols = g_hash_table_lookup (study->grade_symbols, unit);

  if (symbols)
    return symbols;
  symbols = g_new0 (PodGradeSymbols, 1);
  init_quantity (&symbols->value, "value", unit);
  init_quantity (&symbols->baseline, "baseline", unit);
  init_quantity (&symbols->upper, "upper", unit);
  init_quantity (&symbols->lower, "lower", unit);
  symbols->baseline_state = (PodSymbol){ .name = g_intern_string ("baseline_state"),
                                         .kind = POD_KIND_CHOICE,
                                         .choices = states };
  symbols->judgement = (PodSymbol){ .name = g_intern_string ("judgement"), .kind = POD_KIND_FLAG };
  symbols->worst_case = (PodSymbol){ .name = g_intern_string ("worst_case"),
                                     .kind = POD_KIND_FLAG };
  g_hash_table_insert (study->grade_symbols, (gpointer) unit, symbols);
  return symbols;
}

static const PodSymbol *
find_symbol_cb (gpointer self, const char *name)
{
  const PodGradeSymbols *symbols = self;
  const PodSymbol *all[] = { &symbols->value,     &symbols->baseline,       &symbols->upper,
                             &symbols->lower,     &symbols->baseline_state, &symbols->judgement,
                             &symbols->worst_case };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if (!strcmp (all[i]->name, name))
      return all[i];
  return NULL;
}

static const PodRule *
find_definition_cb (gpointer self, const char *name)
{
  return NULL;
}

static gboolean
has_anchor_cb (gpointer self, const char *name)
{
  return FALSE;
}

static gboolean
find_factor_cb (gpointer self, const PodSymbol *symbol, const PodUnit *unit, double *factor)
{
  return pod_unit_get_factor (symbol->unit, unit, factor);
}

static const char *const *
list_names_cb (gpointer self)
{
  static const char *const names[] = { "value",          "baseline",  "upper",      "lower",
                                       "baseline_state", "judgement", "worst_case", NULL };

  return names;
}

void
pod_grade_init_vocabulary (const PodGradeSymbols *symbols, PodVocabulary *vocabulary)
{
  *vocabulary = (PodVocabulary){
    .symbol = find_symbol_cb,
    .definition = find_definition_cb,
    .has_anchor = has_anchor_cb,
    .factor = find_factor_cb,
    .self = (gpointer) symbols,
    .names = list_names_cb,
  };
}

/* The first below @from that is not false; 0 where all are. */
static int
find_level (const PodRule *const *rules,
            const PodFacts *facts,
            PodDate as_of,
            int from,
            PodTruth *truth)
{
  for (int level = from; level >= 1; level--)
    if (rules[level])
      {
        *truth = pod_rule_judge (rules[level], facts, NULL, as_of);
        if (*truth != POD_FALSE)
          return level;
      }
  *truth = POD_TRUE;
  return 0;
}

/* Whatever is unknown above, what is true is reached. */
static int
evaluate (const PodRule *const *rules, const PodFacts *facts, PodDate as_of, int *least, int *most)
{
  PodTruth truth;

  *most = *least = find_level (rules, facts, as_of, HIGHEST, &truth);
  if (truth == POD_TRUE)
    return *most;
  while (truth == POD_UNKNOWN)
    *least = find_level (rules, facts, as_of, *least - 1, &truth);
  return -1;
}

int
pod_grade_evaluate (const PodGrade *grade, const PodFacts *facts, PodDate as_of)
{
  int least, most;

  return evaluate (grade->levels, facts, as_of, &least, &most);
}

/* ---- facts from plain numbers ---- */

static double
find_number (const PodGradeInput *input, const char *name)
{
  if (!strcmp (name, "value"))
    return input->value;
  if (!strcmp (name, "baseline"))
    return input->baseline;
  return !strcmp (name, "upper") ? input->upper : !strcmp (name, "lower") ? input->lower : NAN;
}

static PodAbsence
find_latest_cb (gpointer self, const PodSymbol *symbol, gint32 from, gint32 to, PodFact *fact)
{
  const PodGradeInput *input = self;

  *fact = (PodFact){ .comparator = POD_EXACTLY,
                     .number = find_number (input, symbol->name),
                     .when = pod_moment_on (SOME_DAY),
                     .lower = NAN,
                     .upper = NAN };
  if (symbol->kind == POD_KIND_CHOICE)
    fact->code = g_intern_string (input->baseline_state);
  if (!strcmp (symbol->name, "worst_case") && input->worst_case)
    fact->code = g_intern_static_string ("yes");
  if (!strcmp (symbol->name, "value"))
    {
      fact->comparator = input->comparator;
      fact->lower = input->lower;
      fact->upper = input->upper;
    }
  return fact->code || isfinite (fact->number) ? POD_ABSENCE_NONE : POD_ABSENCE_NEVER;
}

static void
list_series_cb (gpointer self, const PodSymbol *symbol, gint32 from, gint32 to, GArray *facts)
{
  PodFact fact;

  if (find_latest_cb (self, symbol, from, to, &fact) == POD_ABSENCE_NONE)
    g_array_append_val (facts, fact);
}

static PodDate
find_anchor_cb (gpointer self, const char *name)
{
  return POD_DATE_NONE;
}

int
pod_grade_compute_bounds (const PodGrade *grade, const PodGradeInput *input, int *least, int *most)
{
  PodFacts facts = { find_latest_cb, list_series_cb, find_anchor_cb, (gpointer) input };

  return evaluate (grade->levels, &facts, SOME_DAY, least, most);
}

int
pod_grade_compute (const PodGrade *grade, const PodGradeInput *input)
{
  int least, most;

  return pod_grade_compute_bounds (grade, input, &least, &most);
}

gboolean
pod_grade_assumes (const PodGrade *grade)
{
  for (int level = 1; level <= HIGHEST; level++)
    if (grade->sure[level])
      return TRUE;
  return FALSE;
}

int
pod_grade_compute_sure (const PodGrade *grade, const PodGradeInput *input)
{
  PodFacts facts = { find_latest_cb, list_series_cb, find_anchor_cb, (gpointer) input };
  int least, most;

  evaluate (grade->sure, &facts, SOME_DAY, &least, &most);
  return least;
}

GPtrArray *
pod_grade_explain (const PodGrade *grade, const PodGradeInput *input)
{
  GPtrArray *levels = g_ptr_array_new_with_free_func ((GDestroyNotify) pod_evidence_unref);
  PodFacts facts = { find_latest_cb, list_series_cb, find_anchor_cb, (gpointer) input };

  for (int level = HIGHEST; level >= 1; level--)
    if (grade->levels[level])
      g_ptr_array_add (levels, pod_rule_evaluate (grade->levels[level], &facts, NULL, SOME_DAY));
  return levels;
}

static PodGradeLack
name_lack (const PodEvidence *leaf)
{
  const char *name = leaf->symbol ? leaf->symbol->name : "";

  if (!strcmp (name, "judgement") || !strcmp (name, "worst_case"))
    return POD_GRADE_LACKS_JUDGEMENT;
  if (leaf->absence == POD_ABSENCE_CENSORED)
    return POD_GRADE_LACKS_PRECISION;
  if (leaf->absence == POD_ABSENCE_NO_LIMIT || !strcmp (name, "upper") || !strcmp (name, "lower"))
    return POD_GRADE_LACKS_LIMIT;
  return leaf->absence != POD_ABSENCE_NONE ? POD_GRADE_LACKS_BASELINE : POD_GRADE_LACKS_NOTHING;
}

static void
note_lack (PodGradeLack *lack, const PodEvidence *leaf)
{
  PodGradeLack found = name_lack (leaf);

  if (*lack == POD_GRADE_LACKS_NOTHING || (found != POD_GRADE_LACKS_NOTHING && found < *lack))
    *lack = found;
}

/* What reads several values says below itself which of them is not there. */
static void
note_lack_cb (const PodEvidence *leaf, gpointer data)
{
  PodGradeLack below = POD_GRADE_LACKS_NOTHING;

  for (guint i = 0; i < leaf->children->len; i++)
    note_lack (&below, leaf->children->pdata[i]);
  if (below == POD_GRADE_LACKS_NOTHING)
    note_lack (data, leaf);
  else if (*(PodGradeLack *) data == POD_GRADE_LACKS_NOTHING || below < *(PodGradeLack *) data)
    *(PodGradeLack *) data = below;
}

PodGradeLack
pod_grade_find_lack (const PodGrade *grade, const PodGradeInput *input)
{
  g_autoptr (GPtrArray) levels = pod_grade_explain (grade, input);
  PodGradeLack lack = POD_GRADE_LACKS_NOTHING;

  for (guint i = 0; i < levels->len; i++)
    {
      const PodEvidence *level = levels->pdata[i];

      if (level->truth == POD_TRUE)
        break;
      if (level->truth == POD_UNKNOWN)
        {
          pod_evidence_foreach_leaf (level, TRUE, note_lack_cb, &lack);
          break;
        }
    }
  return lack;
}
