/* What a derived value says of how it was computed, in words: its method is written for programs. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pod-derivation.h"
#include "pod-instrument.h"
#include "pod-words-private.h"

/* "egfr.2021 creatinine=12 age=54" begins with egfr.2021, as "bvas.3 …" does with bvas.3. */
static gboolean
begins_with (const char *method, const char *id)
{
  gsize length = strlen (id);

  return g_str_has_prefix (method, id) && (method[length] == '\0' || method[length] == ' ');
}

static const PodEquation *
find_equation (const PodStudy *study, const char *method)
{
  const GPtrArray *equations = pod_study_get_equations (study);

  for (guint i = 0; i < equations->len; i++)
    {
      const PodEquation *equation = g_ptr_array_index (equations, i);

      if (begins_with (method, equation->id))
        return equation;
    }
  return NULL;
}

static const PodInstrument *
find_instrument (const PodStudy *study, const char *method)
{
  const GPtrArray *instruments = pod_study_get_instruments (study);

  for (guint i = 0; i < instruments->len; i++)
    {
      const PodInstrument *instrument = g_ptr_array_index (instruments, i);

      g_autofree char *edition = instrument->version != NULL
                                     ? g_strdup_printf ("%s.%s", instrument->id,
                                                        instrument->version)
                                     : g_strdup (instrument->id);

      /* What an earlier edition summed up is not this one's. */
      if (begins_with (method, edition))
        return instrument;
    }
  return NULL;
}

const char *
pod_words_method (const PodStudy *study, const char *method)
{
  const PodEquation *equation = method != NULL ? find_equation (study, method) : NULL;
  const PodInstrument *instrument = method != NULL ? find_instrument (study, method) : NULL;

  if (equation != NULL)
    return pod_words_get (&equation->label, pod_words_locale ());
  return instrument != NULL ? pod_words_get (&instrument->label, pod_words_locale ()) : NULL;
}

char *
pod_method_to_words (const PodStudy *study, const char *method)
{
  const char *name = pod_words_method (study, method);
  const PodEquation *equation = method != NULL ? find_equation (study, method) : NULL;

  if (g_strcmp0 (method, POD_METHOD_AGE) == 0)
    return g_strdup (_ ("completed years at consent"));
  if (name == NULL)
    return NULL;
  if (equation != NULL)
    /* Translators: how a value was computed: by "CKD-EPI 2021". */
    return g_strdup_printf (_ ("computed from creatinine, %s"), name);
  /* Translators: how a value was computed: by "BVAS version 3", a form that is ticked and summed up. */
  return g_strdup_printf (_ ("summed up from answers, %s"), name);
}
