#include "pod-zero.h"

#include "pod-clinic-private.h"

/* Lymphodepletion is given on days counted back from the infusion: its first dose says when that is planned. */
static gboolean
find_planned (const PodStudy *study, const PodCasebook *casebook, PodDate as_of, gint32 *zero)
{
  const PodIntervention *dose = pod_clinic_find_first_dose (study, casebook, "@lymphodepletion");
  const PodTreatment *treatment = dose ? pod_study_find_treatment (study, dose->treatment) : NULL;

  if (!treatment || treatment->first_day >= 0 || !pod_date_is_complete (dose->start.date) ||
      !pod_clinic_is_past (dose->start.date, as_of))
    return FALSE;
  *zero = pod_date_first_day (dose->start.date) - treatment->first_day;
  return TRUE;
}

PodZero
pod_zero_find (const PodStudy *study, const PodCasebook *casebook, PodDate as_of, gint32 *zero)
{
  const PodIntervention *infusion = pod_clinic_find_first_dose (study, casebook, "@product");
  const PodEvent *consent = pod_clinic_find_event_until (casebook, "consent", as_of);

  if (infusion && pod_date_is_set (infusion->start.date) &&
      pod_clinic_is_past (infusion->start.date, as_of))
    {
      *zero = pod_date_first_day (infusion->start.date);
      return POD_ZERO_INFUSION;
    }
  if (find_planned (study, casebook, as_of, zero))
    return POD_ZERO_PLANNED;
  *zero = pod_date_first_day (consent && pod_date_is_set (consent->date) ? consent->date : as_of);
  return consent && pod_date_is_set (consent->date) ? POD_ZERO_CONSENT : POD_ZERO_TODAY;
}
