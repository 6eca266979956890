#include "pod-config.h"

#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

#include "pod-clinic-private.h"
#include "pod-course.h"

static const struct
{
  const char *word;
  const char *label;
} states[] = {
  [POD_STATE_SCREENING] = { "screening", NC_ ("subject state", "Screening") },
  [POD_STATE_SCREEN_FAILURE] = { "screen_failure", NC_ ("subject state", "Screen failure") },
  [POD_STATE_ENROLLED] = { "enrolled", NC_ ("subject state", "Enrolled") },
  [POD_STATE_LYMPHODEPLETION] = { "lymphodepletion", NC_ ("subject state", "Lymphodepletion") },
  [POD_STATE_TREATED] = { "treated", NC_ ("subject state", "Treated") },
  [POD_STATE_COMPLETED] = { "completed", NC_ ("subject state", "Completed") },
  [POD_STATE_WITHDRAWN] = { "withdrawn", NC_ ("subject state", "Withdrawn") },
  [POD_STATE_DIED] = { "died", NC_ ("subject state", "Died") },
};

static gboolean
has_dose (const PodStudy *study, const PodCasebook *casebook, const char *what, PodDate as_of)
{
  const PodIntervention *dose = pod_clinic_find_first_dose (study, casebook, what);

  return dose && pod_clinic_is_past (dose->start.date, as_of);
}

static gboolean
has_event (const PodCasebook *casebook, const char *code, PodDate as_of)
{
  return pod_clinic_find_event_until (casebook, code, as_of) != NULL;
}

/* Before any treatment the later of enrolment and failure counts. */
static PodSubjectState
find_screening_state (const PodCasebook *casebook, PodDate as_of)
{
  const PodEvent *enrolment = pod_clinic_find_event_until (casebook, "enrolment", as_of);
  const PodEvent *failure = pod_clinic_find_event_until (casebook, "screen_failure", as_of);

  if (failure && (!enrolment || pod_date_compare (enrolment->date, failure->date) <= 0))
    return POD_STATE_SCREEN_FAILURE;
  return enrolment ? POD_STATE_ENROLLED : POD_STATE_SCREENING;
}

PodSubjectState
pod_subject_state (const PodStudy *study, const PodCasebook *casebook, PodDate as_of)
{
  if (has_event (casebook, "death", as_of))
    return POD_STATE_DIED;
  if (has_event (casebook, "withdrawal", as_of))
    return POD_STATE_WITHDRAWN;
  if (has_event (casebook, "completed", as_of))
    return POD_STATE_COMPLETED;
  if (has_dose (study, casebook, "@product", as_of))
    return POD_STATE_TREATED;
  if (has_dose (study, casebook, "@lymphodepletion", as_of))
    return POD_STATE_LYMPHODEPLETION;
  return find_screening_state (casebook, as_of);
}

const char *
pod_subject_state_to_string (PodSubjectState state)
{
  return (guint) state < G_N_ELEMENTS (states) ? states[state].word : NULL;
}

const char *
pod_subject_state_to_words (PodSubjectState state)
{
  g_return_val_if_fail ((guint) state < G_N_ELEMENTS (states), "");
  return g_dpgettext2 (GETTEXT_PACKAGE, "subject state", states[state].label);
}

gboolean
pod_subject_day (const PodStudy *study, const PodCasebook *casebook, PodDate date, int *day)
{
  const PodIntervention *dose = pod_clinic_find_first_dose (study, casebook, "@product");

  if (!dose || !pod_date_is_complete (dose->start.date) || !pod_date_is_complete (date))
    return FALSE;
  *day = pod_study_day (pod_date_first_day (date), pod_date_first_day (dose->start.date));
  return TRUE;
}
