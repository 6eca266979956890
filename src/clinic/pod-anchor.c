#include <string.h>

#include "pod-clinic-private.h"

gboolean
pod_clinic_is_treatment (const PodStudy *study,
                         const PodIntervention *intervention,
                         const char *what)
{
  const PodTreatment *treatment;

  if (what[0] != '@')
    return g_strcmp0 (intervention->treatment, what) == 0;
  treatment = pod_study_find_treatment (study, intervention->treatment);
  return treatment && g_strcmp0 (treatment->category, what + 1) == 0;
}

const PodIntervention *
pod_clinic_find_first_dose (const PodStudy *study, const PodCasebook *casebook, const char *what)
{
  guint n;
  const PodIntervention *interventions = pod_casebook_get_interventions (casebook, &n);

  for (guint i = 0; i < n; i++)
    if (!interventions[i].record.voided && pod_clinic_is_treatment (study, &interventions[i], what))
      return &interventions[i];
  return NULL;
}

PodTruth
pod_clinic_is_before (PodMoment when, const PodIntervention *dose)
{
  PodMoment start = dose->start;

  if (pod_date_last_day (when.date) < pod_date_first_day (start.date))
    return POD_TRUE;
  if (pod_date_first_day (when.date) > pod_date_last_day (start.date))
    return POD_FALSE;
  if (!pod_date_is_complete (when.date) || !pod_date_is_complete (start.date) || when.minute < 0 ||
      start.minute < 0)
    return POD_UNKNOWN;
  return pod_truth_from_boolean (when.minute < start.minute);
}

static PodDate
get_event_day (const PodAnchor *anchor, const PodEvent *event)
{
  if (!event)
    return POD_DATE_NONE;
  return anchor->event_days ? pod_date_add_days (event->date, anchor->event_days) : event->date;
}

/* What was given says more than what was planned. */
PodDate
pod_casebook_get_anchor (const PodStudy *study, const PodCasebook *casebook, const char *name)
{
  const PodAnchor *anchor = name ? pod_study_find_anchor (study, name) : NULL;
  const PodIntervention *dose = NULL;

  if (anchor && anchor->intervention)
    dose = pod_clinic_find_first_dose (study, casebook, anchor->intervention);
  if (dose)
    return dose->start.date;
  if (anchor && anchor->event)
    return get_event_day (anchor, pod_casebook_find_event (casebook, anchor->event));
  return POD_DATE_NONE;
}

PodDate
pod_casebook_get_exposure_start (const PodStudy *study, const PodCasebook *casebook)
{
  return pod_casebook_get_anchor (study, casebook, pod_study_get (study, "exposure_start"));
}

PodDate
pod_clinic_get_anchor_until (const PodStudy *study,
                             const PodCasebook *casebook,
                             const char *name,
                             PodDate as_of)
{
  const PodAnchor *anchor = pod_study_find_anchor (study, name);
  PodDate date = pod_casebook_get_anchor (study, casebook, name);

  if (!pod_date_is_set (as_of) || pod_clinic_is_past (date, as_of) || anchor->planned)
    return date;
  /* The event may have happened once already, and the last time is not yet. */
  if (anchor->event)
    return get_event_day (anchor, pod_clinic_find_event_until (casebook, anchor->event, as_of));
  return POD_DATE_NONE;
}

gboolean
pod_clinic_is_past (PodDate date, PodDate as_of)
{
  return pod_date_first_day (date) <= pod_date_last_day (as_of);
}

const PodEvent *
pod_clinic_find_event_until (const PodCasebook *casebook, const char *code, PodDate as_of)
{
  guint n;
  const PodEvent *events = pod_casebook_get_events (casebook, &n);
  const PodEvent *undated = NULL;

  for (guint i = n; i-- > 0;)
    {
      const PodEvent *event = &events[i];

      if (event->record.voided || g_strcmp0 (event->category, "disposition") != 0 ||
          g_strcmp0 (event->code, code) != 0 || !pod_clinic_is_past (event->date, as_of))
        continue;
      if (pod_date_is_set (event->date))
        return event;
      undated = undated ? undated : event;
    }
  return undated;
}
