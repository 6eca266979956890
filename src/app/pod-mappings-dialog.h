#pragma once

#include <adwaita.h>

#include "pod-trial-arrival.h"

G_BEGIN_DECLS

/**
 * PodMappingsDialog:
 * What somebody has said in the program of the items of one laboratory, to be taken back.
 */
#define POD_TYPE_MAPPINGS_DIALOG (pod_mappings_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PodMappingsDialog, pod_mappings_dialog, POD, MAPPINGS_DIALOG, AdwWindow)

PodMappingsDialog *
pod_mappings_dialog_new (GtkWindow *parent, PodTrial *trial, const char *laboratory);

/* How many there are; 0 where nobody may ask. */
guint pod_mappings_count (PodTrial *trial, const char *laboratory);

G_END_DECLS
