#pragma once

#include <gtk/gtk.h>

#include "pod-trial-draft.h"

G_BEGIN_DECLS

typedef void (*PodLostDraftFunc) (gpointer data);

/* Shows the text of a draft that no form takes any more, since what it was about was voided, or the role does not write it: so that
 * nothing that was typed is lost unread, and the draft can be discarded.  @why: in a sentence.  @done: once it was answered. */
void pod_lost_draft_show (GtkWindow *parent,
                          PodTrial *trial,
                          const PodDraft *draft,
                          const char *why,
                          PodLostDraftFunc done,
                          gpointer data);

G_END_DECLS
