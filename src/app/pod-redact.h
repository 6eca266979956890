#pragma once

#include <gtk/gtk.h>

#include "pod-trial-history.h"

G_BEGIN_DECLS

/* Asks whether the typed text of @item is to be taken out of the database for ever, with a reason and the password, and does it.
 * Returns the question, shown.  @done: called with @owner where it was done and @owner still lives. */
GtkWindow *pod_redact_start (GtkWindow *parent,
                             PodTrial *trial,
                             PodHistoryItem *item,
                             void (*done) (gpointer owner),
                             GObject *owner);

G_END_DECLS
