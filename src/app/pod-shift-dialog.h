#pragma once

#include <adwaita.h>

#include "pod-shift-book.h"

G_BEGIN_DECLS

/**
 * PodShiftDialog:
 * Who is counted in one cell of a shift table, each with both results.
 * Signal: "record-activated" (int PodRecordType, int64 id): a result of the subject, or the subject; after which it closes.
 */
#define POD_TYPE_SHIFT_DIALOG (pod_shift_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PodShiftDialog, pod_shift_dialog, POD, SHIFT_DIALOG, AdwWindow)

/* @cohort: (nullable): NULL for all.  @words: what the cell is. */
PodShiftDialog *pod_shift_dialog_new (GtkWindow *parent,
                                      const PodShiftBook *book,
                                      const char *cohort,
                                      guint term,
                                      int row,
                                      int column,
                                      const char *words);

G_END_DECLS
