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

G_END_DECLS
