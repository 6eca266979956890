#pragma once

#include "pod-records-dialog.h"
#include "pod-shift-book.h"

G_BEGIN_DECLS

/* Who is counted in one cell of a shift table, each with both results: what is activated is a result of the subject, or the subject. */

/* @cohort: (nullable): NULL for all.  @words: what the cell is. */
PodRecordsDialog *pod_shift_dialog_new (GtkWindow *parent,
                                        const PodShiftBook *book,
                                        const char *cohort,
                                        PodShiftPick pick,
                                        guint term,
                                        int row,
                                        int column,
                                        const char *words);

G_END_DECLS
