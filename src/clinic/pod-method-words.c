/* What a derived value says of how it was computed, in words: its method is written for programs. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pod-derivation.h"
#include "pod-instrument.h"
#include "pod-words-private.h"

/* "bvas.3 …" begins with bvas.3. */
static gboolean
begins_with (const char *method, const char *id)
{
  gsize length = strlen (id);

  return g_str_has_prefix (method, id) && (method[length] == '\0' || method[length] == ' ');
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
  const PodEquation *equation = pod_derivation_find_equation (study, method);
  const PodInstrument *instrument = method != NULL ? find_instrument (study, method) : NULL;

  if (equation != NULL)
    return pod_words_get (&equation->label, pod_words_locale ());
  return instrument != NULL ? pod_words_get (&instrument->label, pod_words_locale ()) : NULL;
}

char *
pod_method_to_words (const PodStudy *study, const char *method)
{
  const char *name = pod_words_method (study, method);
  const PodEquation *equation = pod_derivation_find_equation (study, method);

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

/* ---- what another equation would have given ---- */

static void
add_result (const PodStudy *study,
            const PodCasebook *casebook,
            const PodFinding *derived,
            const PodEquation *equation,
            GPtrArray *told)
{
  const char *label = pod_words_get (&equation->label, pod_words_locale ());
  double number;
  g_autofree char *printed = NULL;

  if (!pod_derive_egfr_by (study, casebook, derived, equation, &number))
    return;
  printed = pod_decimal_to_label (number, pod_finding_get_digits (derived));
  if (equation == pod_derivation_get_equation_in_force (study))
    /* Translators: an equation of the kidneys' filtration that the study goes by now, and what it gives: "CKD-EPI 2021, in force: 44". */
    g_ptr_array_insert (told, 0, g_strdup_printf (_ ("%1$s, in force: %2$s"), label, printed));
  else
    /* Translators: another such equation, and what it would give. */
    g_ptr_array_add (told, g_strdup_printf (C_ ("equation", "%1$s: %2$s"), label, printed));
}

char *
pod_egfr_to_words_by_each (const PodStudy *study,
                           const PodCasebook *casebook,
                           const PodFinding *derived)
{
  const GPtrArray *equations = pod_study_get_equations (study);
  g_autoptr (GPtrArray) told = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *list = NULL;
  const PodUnit *unit = derived->quantity.unit;

  for (guint i = 0; i < equations->len; i++)
    add_result (study, casebook, derived, g_ptr_array_index (equations, i), told);
  if (told->len <= 1)
    return NULL;
  g_ptr_array_add (told, NULL);
  list = g_strjoinv (C_ ("list", "; "), (char **) told->pdata);
  return g_strconcat (list, unit != NULL ? " " : "", unit != NULL ? pod_unit_to_words (unit) : "",
                      NULL);
}
