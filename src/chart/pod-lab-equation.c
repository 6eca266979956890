#include "pod-lab-equation.h"

#include "pod-derivation.h"
#include "pod-words.h"

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

static gboolean
is_computed (const PodStudy *study, const PodObservation *observation)
{
  const GPtrArray *equations = pod_study_get_equations (study);

  for (guint i = 0; i < equations->len; i++)
    if (((const PodEquation *) g_ptr_array_index (equations, i))->result == observation)
      return TRUE;
  return FALSE;
}

/* NULL of what no equation gives. */
static const char *
name_equation (const PodStudy *study, const PodObservation *observation, const PodFinding *finding)
{
  const PodEquation *equation = pod_derivation_find_equation (study, finding->method);

  if (!is_computed (study, observation))
    return NULL;
  if (equation != NULL)
    return pod_words_get (&equation->label, pod_words_locale ());
  /* Translators: of an eGFR that a laboratory reported. */
  return _ ("equation not recorded");
}

void
pod_lab_equation_gather (const PodStudy *study,
                         const PodObservation *observation,
                         const PodFinding *finding,
                         GPtrArray *names)
{
  const char *name = name_equation (study, observation, finding);

  if (name != NULL && !g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
    g_ptr_array_add (names, (gpointer) name);
}

const char *
pod_lab_equation_print (const GPtrArray *names)
{
  g_autofree char *words = NULL;
  g_autoptr (GString) list = g_string_new (NULL);

  if (names->len < 2)
    return names->len == 1 ? g_ptr_array_index (names, 0) : NULL;
  for (guint i = 0; i < names->len; i++)
    g_string_append_printf (list, "%s%s", i > 0 ? C_ ("list", ", ") : "",
                            (const char *) g_ptr_array_index (names, i));
  /* Translators: values that are not to be compared; then the equations. */
  words = g_strdup_printf (_ ("not all by one equation: %s"), list->str);
  return g_intern_string (words);
}

const char *
pod_lab_equation_join (const char *label, const char *equation)
{
  g_autofree char *name = NULL;

  if (equation == NULL)
    return label;
  /* Translators: what was computed, and by which equation. */
  name = g_strdup_printf (C_ ("equation", "%1$s (%2$s)"), label, equation);
  return g_intern_string (name);
}

const char *
pod_lab_equation_name (const PodObservation *observation, const char *equation)
{
  return pod_lab_equation_join (pod_words_get (&observation->label, pod_words_locale ()), equation);
}

const char *
pod_lab_equation_name_finding (const PodStudy *study, const PodFinding *finding)
{
  const PodObservation *observation = pod_study_find_observation (study, finding->observation);

  return pod_lab_equation_name (observation, name_equation (study, observation, finding));
}
