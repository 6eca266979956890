#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-consent.h"

#include <glib/gi18n-lib.h>

#include "pod-words.h"

/* NULL where none is on record. */
static const PodEvent *
find_last (const PodCasebook *casebook)
{
  const PodEvent *renewed = pod_casebook_find_event (casebook, "reconsent");

  return renewed != NULL ? renewed : pod_casebook_find_event (casebook, "consent");
}

/* An event has a day alone: the time stands with what was recorded of the signing. */
PodMoment
pod_consent_get_when (const PodStudy *study, const PodCasebook *casebook)
{
  const PodEvent *event = find_last (casebook);
  const char *name = pod_study_get (study, "consent_given");
  guint n = 0;
  const PodFinding *series = NULL;

  if (event == NULL)
    return POD_MOMENT_NONE;
  if (name != NULL)
    series = pod_casebook_get_series (casebook, g_intern_string (name), &n);
  while (n-- > 0)
    if (!series[n].record.voided && pod_date_equal (series[n].when.date, event->date))
      return series[n].when;
  return pod_moment_on (event->date);
}

char *
pod_consent_to_words (const PodStudy *study, const PodCasebook *casebook)
{
  const PodEvent *event = find_last (casebook);
  g_autofree char *words = NULL;

  if (event == NULL)
    return NULL;
  words = pod_moment_to_words (pod_consent_get_when (study, casebook));
  if (event->detail == NULL)
    return g_steal_pointer (&words);
  /* Translators: the version of a consent form, and when it was signed. */
  return g_strdup_printf (_ ("Version %s · %s"), event->detail, words);
}

gboolean
pod_consent_lacks_attestation (const PodStudy *study, const PodEvidence *leaf)
{
  return leaf->symbol != NULL && leaf->absence == POD_ABSENCE_NEVER &&
         g_strcmp0 (leaf->symbol->name, pod_study_get (study, "consent_given")) == 0;
}

char *
pod_consent_say_lacking (const PodStudy *study,
                         const PodCasebook *casebook,
                         PodDate as_of,
                         const PodEvidence *leaf)
{
  PodDate signed_on = pod_consent_get_when (study, casebook).date;
  const PodObservation *observation;
  g_autofree char *consent = NULL;

  if (!pod_consent_lacks_attestation (study, leaf) || !pod_date_is_set (signed_on) ||
      pod_date_first_day (signed_on) > pod_date_first_day (as_of))
    return NULL;
  consent = pod_consent_to_words (study, casebook);
  observation = pod_study_find_observation (study, leaf->symbol->name);
  /* Translators: what is to be attested: "Informed consent signed"; then the version of a consent form, and when it was signed. */
  return g_strdup_printf (_ ("%1$s: not attested. Consent on record: %2$s"),
                          pod_words_get (&observation->label, pod_words_locale ()), consent);
}
