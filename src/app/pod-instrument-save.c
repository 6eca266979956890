/* Saving what a PodInstrumentView holds, and what stands in the way of it. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>

#include "pod-instrument-draft.h"
#include "pod-instrument-view-private.h"

/* The answers stay as they are; from now on it is theirs that they differ from. */
void
pod_instrument_view_rebase (PodInstrumentView *self)
{
  g_autofree char *mine = pod_instrument_view_write (self);
  g_autoptr (PodInstrumentForm) form = pod_assessment_new_form (self->instrument);
  g_auto (PodInstrumentDraft) draft = { POD_MOMENT_NONE, NULL, NULL };

  self->has_conflict = FALSE;
  self->was = pod_instrument_view_get_when (self);
  pod_instrument_view_reload (self);
  if (pod_instrument_draft_read (&draft, form, mine))
    pod_instrument_view_fill (self, form);
  pod_instrument_view_update (self, NULL);
  pod_instrument_view_set_message (
      self, _ ("Not saved: somebody else saved this form meanwhile. Your answers are still "
               "here; saving again puts them in place of theirs, with a reason."));
}

/* Another process may have written it, which is not seen here yet. */
static void
start_conflict (PodInstrumentView *self)
{
  g_autoptr (PodCasebook) casebook = pod_trial_load_casebook (self->trial, self->subject, NULL);

  self->has_conflict = TRUE;
  pod_instrument_view_set_message (self, _ ("Not saved: somebody else saved this form meanwhile. "
                                            "Looking at what they "
                                            "answered…"));
  if (casebook != NULL && pod_casebook_get_audit (casebook) > pod_casebook_get_audit (self->base))
    pod_instrument_view_rebase (self);
  else
    pod_trial_refresh (self->trial);
}

static void
show_problems (PodInstrumentView *self)
{
  g_autoptr (GPtrArray) problems = pod_trial_take_problems (self->trial);

  for (guint i = 0; i < problems->len; i++)
    {
      const PodProblem *problem = g_ptr_array_index (problems, i);

      if (g_strcmp0 (problem->key, "when") == 0)
        {
          gtk_widget_grab_focus (GTK_WIDGET (self->when));
          pod_date_row_set_problem (self->when, problem->message);
        }
      else
        pod_instrument_view_set_message (self, problem->message);
    }
}

static void
show_error (PodInstrumentView *self, const GError *error)
{
  g_autofree char *words = pod_trial_error_to_words (error);

  if (pod_trial_error_is_conflict (error))
    start_conflict (self);
  else if (g_error_matches (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT))
    show_problems (self);
  else if (g_error_matches (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_REASON))
    {
      pod_problem_row_show (self->reason_problem, self->reason,
                            _ ("It is saved already. Say why it changes."));
      gtk_widget_grab_focus (self->reason);
    }
  else
    pod_instrument_view_set_message (self, words);
}

static gboolean
save (PodInstrumentView *self, GError **error)
{
  g_autoptr (PodInstrumentForm) form = pod_instrument_view_collect (self);
  PodAssessing assessing = pod_instrument_view_make_assessing (self, form);
  g_autofree char *why =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->reason))));
  gboolean saved;

  self->saving = TRUE;
  saved = pod_trial_assess (self->trial, &assessing, *why != '\0' ? why : NULL, error);
  self->saving = FALSE;
  if (saved)
    self->was = assessing.when;
  return saved;
}

gboolean
pod_instrument_view_save (PodInstrumentView *self, GError **error)
{
  GError *local = NULL;

  g_return_val_if_fail (POD_IS_INSTRUMENT_VIEW (self), FALSE);

  if (!pod_instrument_view_is_touched (self))
    return TRUE;
  pod_instrument_view_set_message (self, NULL);
  if (!save (self, &local))
    {
      show_error (self, local);
      g_propagate_error (error, local);
      return FALSE;
    }
  pod_instrument_view_end_draft (self);
  pod_instrument_view_reload (self);
  pod_instrument_view_start_draft (self);
  return TRUE;
}
