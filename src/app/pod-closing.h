#pragma once

#include <adwaita.h>

#include "pod-trial.h"

G_BEGIN_DECLS

/* @go_on: the trial may be closed; FALSE where somebody thought better of it. */
typedef void (*PodClosingFunc) (gboolean go_on, gpointer data);

/*
 * The copy of closing, where anything was written since the last.  Where it takes long a dialog says so, and lets it be left out; where
 * it fails, why, and what now.  @callback is called once, soon or late.
 */
void pod_closing_start (GtkWindow *window, PodTrial *trial, PodClosingFunc callback, gpointer data);

/* The two dialogs, not yet shown and asking for nobody: for whoever looks at the pages without closing anything.  @why: a sentence. */
AdwMessageDialog *pod_closing_make_progress (GtkWindow *window);
AdwMessageDialog *pod_closing_make_failure (GtkWindow *window, const char *why);

G_END_DECLS
