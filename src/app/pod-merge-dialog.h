#pragma once

#include <adwaita.h>

#include "pod-two-values.h"

G_BEGIN_DECLS

/**
 * PodMergeDialog:
 * Two people changed the same field of a record: for each, what it was, what they saved and what stands in one's own form; theirs is
 * chosen until somebody chooses otherwise.  What clashes with nothing is listed below as it was merged.
 */
#define POD_TYPE_MERGE_DIALOG (pod_merge_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PodMergeDialog, pod_merge_dialog, POD, MERGE_DIALOG, AdwWindow)

/* @save: "Save Merged" was pressed; the choices stand in the differences.  FALSE for going back, and where the dialog is taken away. */
typedef void (*PodMergeFunc) (gboolean save, gpointer data);

/* @who: (nullable): who saved it and when.  @differences: (element-type PodTwoValues): kept by the dialog.  Shows itself. */
PodMergeDialog *pod_merge_dialog_new (GtkWindow *parent,
                                      const char *who,
                                      GPtrArray *differences,
                                      PodMergeFunc callback,
                                      gpointer data);

G_END_DECLS
