/* From what is typed of a patient and the consent to a subject with a number. */

#include "pod-screening-wizard-private.h"
#include "pod-trial-screening.h"

static void
fill_registration (PodScreeningWizard *self, PodRegistration *registration, PodConsent *how)
{
  *registration = (PodRegistration){ .how = how };
  pod_screening_patient_fill (self->patient, registration);
  pod_screening_consent_fill (self->consent, &registration->consent, how);
}

/* Who is screened again is known: nothing is typed of them. */
static gint64
send (PodScreeningWizard *self, GError **error)
{
  PodRegistration registration;
  PodConsent how;

  fill_registration (self, &registration, &how);
  if (self->now.earlier == NULL)
    return pod_trial_register (self->trial, &registration, error);
  return pod_trial_screen_again (self->trial,
                                 pod_casebook_get_subject (self->now.earlier)->record.id,
                                 registration.consent, &how, error);
}

/* The patient's fields alone: the consent has not been asked for yet. */
gboolean
pod_screening_wizard_check_patient (PodScreeningWizard *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  PodRegistration registration;
  PodConsent how;

  fill_registration (self, &registration, &how);
  if (pod_trial_check_registration (self->trial, &registration, &error))
    return TRUE;
  problems = pod_trial_take_problems (self->trial);
  return !pod_screening_patient_show_problems (self->patient, problems);
}

static void
tell_not_registered (PodScreeningWizard *self, const GError *error)
{
  g_autoptr (GPtrArray) problems = pod_trial_take_problems (self->trial);
  g_autofree char *words = pod_trial_error_to_words (error);

  if (!g_error_matches (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT))
    {
      pod_screening_wizard_show_message (self, words);
      return;
    }
  /* About an attempt before it there is no field. */
  pod_screening_wizard_show_message (self, pod_screening_step_find_problem (problems, "subject"));
  /* The first of the two is shown. */
  if (pod_screening_consent_show_problems (self->consent, problems))
    pod_screening_wizard_move (self, POD_SCREENING_CONSENT_STEP);
  for (guint i = 0; i < 2 && self->now.earlier == NULL; i++)
    if (pod_screening_patient_show_problems (self->patient, problems))
      pod_screening_wizard_move (self, POD_SCREENING_PATIENT_STEP);
}

gboolean
pod_screening_wizard_register (PodScreeningWizard *self)
{
  g_autoptr (GError) error = NULL;
  gint64 subject = send (self, &error);

  if (subject == 0)
    {
      tell_not_registered (self, error);
      return FALSE;
    }
  pod_draft_keeper_forget (self->keeper);
  self->now.subject = subject;
  g_clear_pointer (&self->now.earlier, pod_casebook_unref);
  pod_screening_wizard_load (self);
  pod_screening_wizard_start_keeper (self);
  if (self->parent != NULL)
    pod_trial_window_show_subject (self->parent, subject);
  return TRUE;
}
