#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-draft-offer.h"

#include <glib/gi18n-lib.h>

#include "pod-adverse-event-editor.h"
#include "pod-query-ask.h"
#include "pod-register-dialog.h"
#include "pod-trial-draft.h"

/* The editor finds the draft itself, as it does whenever it is opened where one waits. */
static gboolean
open_adverse_event (PodTrialWindow *window, PodTrial *trial, const PodDraft *draft)
{
  g_autoptr (PodCasebook) casebook = pod_trial_load_casebook (trial, draft->subject, NULL);

  if (casebook == NULL || !pod_trial_may (trial, POD_VERB_RECORD))
    return FALSE;
  pod_trial_window_show_subject (window, draft->subject);
  gtk_window_present (GTK_WINDOW (pod_adverse_event_editor_new (GTK_WINDOW (window), trial,
                                                                casebook, draft->record)));
  return TRUE;
}

static gboolean
open_form (PodTrialWindow *window, PodTrial *trial, const PodDraft *draft)
{
  if (g_str_equal (draft->form, "adverse_event"))
    return open_adverse_event (window, trial, draft);
  if (pod_query_reopen (GTK_WINDOW (window), trial, draft))
    {
      pod_trial_window_show_subject (window, draft->subject);
      return TRUE;
    }
  if (!g_str_equal (draft->form, "register") || !pod_trial_may (trial, POD_VERB_CONSENT))
    return FALSE;
  gtk_window_present (GTK_WINDOW (pod_register_dialog_new (window)));
  return TRUE;
}

void
pod_draft_offer (PodTrialWindow *window)
{
  PodTrial *trial = pod_trial_window_get_trial (window);
  g_autoptr (GPtrArray) drafts = pod_trial_list_drafts (trial, NULL);
  guint n = drafts != NULL ? drafts->len : 0;
  g_autofree char *text = NULL;

  for (guint i = 0; i < n; i++)
    if (open_form (window, trial, g_ptr_array_index (drafts, i)))
      {
        if (n > 1)
          {
            text = g_strdup_printf (ngettext ("%u other draft waits where you left it",
                                              "%u other drafts wait where you left them", n - 1),
                                    n - 1);
            pod_trial_window_toast (window, text);
          }
        return;
      }
}
