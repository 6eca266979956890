/* What of the wizard is kept while somebody types, and how it comes back. */

#include "pod-screening-wizard-private.h"

#define GROUP "wizard"

/* The first that has something that is not saved; -1 for none. */
int
pod_screening_wizard_find_touched (PodScreeningWizard *self)
{
  for (int i = 0; i < POD_SCREENING_N_STEPS; i++)
    if (pod_screening_step_is_touched (pod_screening_wizard_get_step_at (self, i)))
      return i;
  return -1;
}

gboolean
pod_screening_wizard_is_touched (PodScreeningWizard *self)
{
  return pod_screening_wizard_find_touched (self) >= 0;
}

/* While somebody is registered the step alone is worth keeping: it is where one goes on. */
static char *
write_draft (gpointer form)
{
  PodScreeningWizard *self = form;
  g_autoptr (GKeyFile) file = NULL;

  if (self->now.subject == 0 && !pod_screening_wizard_is_touched (self))
    return NULL;
  file = g_key_file_new ();
  g_key_file_set_string (file, GROUP, "step", pod_screening_wizard_get_name_at (self->current));
  for (int i = 0; i < POD_SCREENING_N_STEPS; i++)
    pod_screening_step_write (pod_screening_wizard_get_step_at (self, i), file);
  return g_key_file_to_data (file, NULL, NULL);
}

/* A draft of a version before the wizard says no step. */
static gboolean
read_draft (gpointer form, const char *content)
{
  PodScreeningWizard *self = form;
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *step = NULL;
  gboolean any = FALSE;

  if (!g_key_file_load_from_data (file, content, (gsize) -1, G_KEY_FILE_NONE, NULL))
    return FALSE;
  for (int i = 0; i < POD_SCREENING_N_STEPS; i++)
    any = pod_screening_step_read (pod_screening_wizard_get_step_at (self, i), file) || any;
  step = g_key_file_get_string (file, GROUP, "step", NULL);
  for (int i = 0; i < POD_SCREENING_N_STEPS; i++)
    if (g_strcmp0 (pod_screening_wizard_get_name_at (i), step) == 0 &&
        (self->now.subject != 0 || i <= POD_SCREENING_CONSENT_STEP))
      pod_screening_wizard_move (self, i);
  return any || step != NULL;
}

static void
reset_draft (gpointer form)
{
  PodScreeningWizard *self = form;

  pod_screening_patient_reset (self->patient);
  pod_screening_consent_reset (self->consent);
  pod_screening_wizard_load (self);
}

static const PodDraftForm draft_form = { write_draft, read_draft, reset_draft };

/* One for whoever is not registered yet, another for each subject; one for whoever is screened again, under the attempt before. */
void
pod_screening_wizard_start_keeper (PodScreeningWizard *self)
{
  gint64 subject = self->now.earlier != NULL
                       ? pod_casebook_get_subject (self->now.earlier)->record.id
                       : self->now.subject;

  self->keeper = g_object_new (POD_TYPE_DRAFT_KEEPER, NULL);
  adw_bin_set_child (self->keeper_place, GTK_WIDGET (self->keeper));
  pod_draft_keeper_start (self->keeper, self->trial,
                          self->now.subject != 0 ? "screening" : "register", subject, 0,
                          &draft_form, GTK_WINDOW (self));
}
