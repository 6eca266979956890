#pragma once

#include <adwaita.h>

#include "pod-trial-arrival.h"

G_BEGIN_DECLS

/**
 * PodArrivalsDialog:
 * What laboratories have sent and what waits for a person: each result with its own words and, where something stands already, both values
 * side by side; settled by keyboard (A, C, B, R).
 */
#define POD_TYPE_ARRIVALS_DIALOG (pod_arrivals_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PodArrivalsDialog, pod_arrivals_dialog, POD, ARRIVALS_DIALOG, AdwWindow)

/* For whoever may import. */
PodArrivalsDialog *pod_arrivals_dialog_new (GtkWindow *parent, PodTrial *trial);
/* Right after it was made: it begins with what waits of that one. */
void pod_arrivals_dialog_show_file (PodArrivalsDialog *self, gint64 arrival);

G_END_DECLS
