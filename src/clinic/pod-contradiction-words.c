#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-contradiction-words.h"

#include <glib/gi18n-lib.h>

#include "pod-words.h"

/* "INC-19 met", "EXC-17 present". */
static char *
say (const PodCriterion *criterion, gboolean holds)
{
  const PodVerdict verdict = { .criterion = criterion, .holds = holds ? POD_TRUE : POD_FALSE };

  /* Translators: a criterion and what it came to, inside a sentence: "INC-19 met". */
  return g_strdup_printf (C_ ("remark", "%1$s %2$s"), criterion->id,
                          pod_verdict_to_words (&verdict));
}

/* What the piece of a rule is about, in the study's words.  The piece itself is for whoever reads rules. */
static const char *
name_part (const PodStudy *study, const PodContradiction *item)
{
  const char *name = item->symbol != NULL ? item->symbol->name : NULL;
  const PodObservation *observation = pod_study_find_observation (study, name);

  return observation != NULL ? pod_words_get (&observation->label, pod_words_locale ())
                             : item->part;
}

static char *
say_room (const PodStudy *study, const PodContradiction *item)
{
  g_autofree char *lower = pod_decimal_to_string (item->lower);
  g_autofree char *upper = pod_decimal_to_string (item->upper);

  /* Translators: a criterion, an observation of its rule, another criterion, then limits of that observation with a comparator each, and the unit. */
  return g_strdup_printf (C_ ("remark", "where %1$s is met by %2$s, %3$s leaves only %4$s %5$s "
                                        "and %6$s %7$s %8$s"),
                          item->a->id, name_part (study, item), item->b->id,
                          item->lower_strict ? ">" : "≥", lower, item->upper_strict ? "<" : "≤",
                          upper, pod_unit_get_label (item->symbol->unit));
}

char *
pod_contradiction_to_words (const PodStudy *study, const PodContradiction *item)
{
  gboolean fails = item->kind == POD_EXHAUSTS;
  g_autofree char *a = say (item->a, item->kind != POD_NEVER && !fails);
  g_autofree char *b = item->b ? say (item->b, item->kind != POD_EXCLUDES) : NULL;

  switch (item->kind)
    {
    case POD_NEVER:
    case POD_ALWAYS:
      /* Translators: a criterion and what it always comes to. */
      return g_strdup_printf (C_ ("remark", "always %s"), a);
    case POD_PART_DEAD:
      /* Translators: two criteria with what they come to, and an observation of the second one's rule, which may ask for it more than once. */
      return g_strdup_printf (C_ ("remark",
                                  "with %1$s, %2$s is never because of one condition on %3$s"),
                              a, b, name_part (study, item));
    case POD_LEAVES:
      return say_room (study, item);
    case POD_EXCLUDES:
    case POD_IMPLIES:
    case POD_EXHAUSTS:
    default:
      /* Translators: two criteria with what they come to. */
      return g_strdup_printf (C_ ("remark", "%1$s means %2$s"), a, b);
    }
}

const char *
pod_contradiction_kind_to_words (PodContradictionKind kind)
{
  static const char *const all[] = {
    [POD_NEVER] = NC_ ("contradiction", "never"),
    [POD_ALWAYS] = NC_ ("contradiction", "always"),
    [POD_EXCLUDES] = NC_ ("contradiction", "excludes"),
    [POD_IMPLIES] = NC_ ("contradiction", "implies"),
    [POD_EXHAUSTS] = NC_ ("contradiction", "one or the other"),
    [POD_PART_DEAD] = NC_ ("contradiction", "part without effect"),
    [POD_LEAVES] = NC_ ("contradiction", "leaves a narrow room"),
  };

  g_return_val_if_fail ((gsize) kind < G_N_ELEMENTS (all), "");

  return g_dpgettext2 (GETTEXT_PACKAGE, "contradiction", all[kind]);
}

const PodReading *
pod_contradiction_find_reading (const PodStudy *study, const PodContradiction *item)
{
  const GPtrArray *readings = pod_study_get_readings (study);

  for (guint i = 0; i < readings->len; i++)
    {
      const PodReading *reading = g_ptr_array_index (readings, i);

      if (g_strv_contains (reading->criteria, item->a->id) &&
          (item->b == NULL || g_strv_contains (reading->criteria, item->b->id)))
        return reading;
    }
  return NULL;
}
