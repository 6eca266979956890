/* What records would be orphaned by another version of the study. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-lacking.h"

#include <glib/gi18n-lib.h>

typedef gconstpointer (*FindFunc) (const PodStudy *study, const char *id);

static const struct
{
  const char *kind;
  FindFunc find;
  const char *words;
} kinds[] = {
  { "cohort", (FindFunc) pod_study_find_cohort,
    N_ ("Subjects are of the cohort “%s”, which the proposed study does not have.") },
  { "treatment", (FindFunc) pod_study_find_treatment,
    N_ ("Records use the treatment “%s”, which the proposed study does not have.") },
  { "visit", (FindFunc) pod_study_find_visit,
    N_ ("Records use the visit “%s”, which the proposed study does not have.") },
  { "term", (FindFunc) pod_study_find_term,
    N_ ("Adverse events use the term “%s”, which the proposed study does not have.") },
  { "observation", (FindFunc) pod_study_find_observation,
    N_ ("Results use the observation “%s”, which the proposed study does not have.") },
};

/* What the study in force does not know either was orphaned before. */
static gboolean
has (const PodUsed *used, const PodStudy *study)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].kind, used->kind))
      return kinds[i].find (study, used->id) != NULL;
  return TRUE;
}

static gboolean
has_unit (const PodUsed *used, const PodStudy *study)
{
  const PodObservation *observation = pod_study_find_observation (study, used->id);
  const PodUnit *unit = used->unit != NULL ? pod_unit_from_ucum (used->unit) : NULL;
  double factor;

  return unit == NULL || (observation->symbol.unit != NULL &&
                          pod_observation_get_factor (observation, unit, &factor));
}

static gboolean
has_code (const PodUsed *used, const PodStudy *study)
{
  static const char *const flag[] = { "yes", "no", NULL };
  const PodObservation *observation = pod_study_find_observation (study, used->id);
  const char *const *choices = observation->symbol.kind == POD_KIND_FLAG
                                   ? flag
                                   : observation->symbol.choices;

  return used->code == NULL || (choices != NULL && g_strv_contains (choices, used->code));
}

/* The formats come from the table above and from nowhere else. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
static char *
say_lacking (const PodUsed *used)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].kind, used->kind))
      return g_strdup_printf (_ (kinds[i].words), used->id);
  return NULL;
}
#pragma GCC diagnostic pop

/* NULL where nothing is lacking. */
static char *
find_lacking (const PodUsed *used, const PodStudy *before, const PodStudy *after)
{
  if (!has (used, before))
    return NULL;
  if (!has (used, after))
    return say_lacking (used);
  if (!g_str_equal (used->kind, "observation"))
    return NULL;
  if (has_unit (used, before) && !has_unit (used, after))
    return g_strdup_printf (_ ("Results of “%1$s” are in %2$s, which the proposed study does not "
                               "convert."),
                            used->id, used->unit);
  if (has_code (used, before) && !has_code (used, after))
    return g_strdup_printf (_ ("Results of “%1$s” are “%2$s”, which is no answer of the proposed "
                               "study."),
                            used->id, used->code);
  return NULL;
}

GPtrArray *
pod_lacking_list (const GPtrArray *used, const PodStudy *before, const PodStudy *after)
{
  GPtrArray *lacking = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < used->len; i++)
    {
      g_autofree char *words = find_lacking (g_ptr_array_index (used, i), before, after);

      if (words != NULL && !g_ptr_array_find_with_equal_func (lacking, words, g_str_equal, NULL))
        g_ptr_array_add (lacking, g_steal_pointer (&words));
    }
  return lacking;
}
