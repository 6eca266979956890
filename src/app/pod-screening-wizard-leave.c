/* Leaving the wizard: in good order, by the cross, and to another subject. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>

#include "pod-dialogs.h"
#include "pod-screening-wizard-private.h"

void
pod_screening_wizard_open_subject (PodScreeningWizard *self, gint64 subject)
{
  PodTrialWindow *parent = self->parent;

  if (parent == NULL)
    return;
  /* The two numbers are those of whom one goes to; anything else was work. */
  if (self->now.subject != 0 ? pod_screening_wizard_is_touched (self)
                             : pod_screening_patient_has_more (self->patient))
    pod_draft_keeper_flush (self->keeper);
  else
    pod_draft_keeper_forget (self->keeper);
  self->may_close = TRUE;
  gtk_window_close (GTK_WINDOW (self));
  pod_trial_window_show_subject (parent, subject);
}

static void
close_now (PodScreeningWizard *self)
{
  self->may_close = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

/* What is typed before anybody is registered, or waits for a signature, can only be kept as a draft. */
void
pod_screening_wizard_leave (PodScreeningWizard *self)
{
  int touched;

  if (self->now.subject != 0 && !pod_screening_wizard_leave_step (self, self->current))
    return;
  touched = pod_screening_wizard_find_touched (self);
  if (self->now.subject != 0 && touched >= 0 && touched != POD_SCREENING_DECISION_STEP)
    {
      pod_screening_wizard_move (self, touched);
      pod_screening_step_focus (pod_screening_wizard_get_step_at (self, touched));
      return;
    }
  if (touched >= 0)
    pod_draft_keeper_flush (self->keeper);
  else if (self->now.subject != 0)
    pod_draft_keeper_forget (self->keeper);
  if (self->now.subject != 0 && self->parent != NULL)
    pod_trial_window_show_screening (self->parent, self->now.subject);
  close_now (self);
}

static void
discard (PodScreeningWizard *self)
{
  for (int i = 0; i < POD_SCREENING_N_STEPS; i++)
    pod_screening_step_discard (pod_screening_wizard_get_step_at (self, i));
  pod_draft_keeper_forget (self->keeper);
}

static void
leaving_answered (PodLeaving answer, gpointer data)
{
  g_autoptr (PodScreeningWizard) self = data;

  if (answer == POD_LEAVING_STAY)
    return;
  if (answer == POD_LEAVING_DISCARD)
    discard (self);
  close_now (self);
}

gboolean
pod_screening_wizard_may_close (PodScreeningWizard *self)
{
  gboolean is_signed_in = pod_trial_is_signed_in (self->trial);

  if (pod_screening_decision_is_deciding (self->decision))
    return FALSE;
  if (!self->may_close && self->parent != NULL && is_signed_in &&
      pod_screening_wizard_is_touched (self))
    {
      pod_dialogs_ask_leaving (GTK_WINDOW (self),
                               self->now.subject != 0 ? _ ("Leave without saving?")
                                                      : _ ("Leave without registering?"),
                               _ ("What you typed will be lost, unless you keep it as a draft."),
                               pod_draft_keeper_can_keep (self->keeper), leaving_answered,
                               g_object_ref (self));
      return FALSE;
    }
  if (!self->may_close && is_signed_in)
    pod_draft_keeper_forget (self->keeper);
  return TRUE;
}
