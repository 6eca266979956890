#pragma once

#include <adwaita.h>

#include "pod-record.h"

G_BEGIN_DECLS

/**
 * PodRecordsDialog:
 * A list of records in words, each of which opens: what a chart leaves out, who is in a cell of a shift table.
 * Signal: "record-activated" (int PodRecordType, int64 id), after which it closes.
 */
#define POD_TYPE_RECORDS_DIALOG (pod_records_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PodRecordsDialog, pod_records_dialog, POD, RECORDS_DIALOG, AdwWindow)

/* @summary: what is listed, above the list. */
PodRecordsDialog *
pod_records_dialog_new (GtkWindow *parent, const char *title, const char *summary);
/* @cells: NULL-terminated, one for each column. */
void pod_records_dialog_add (PodRecordsDialog *self,
                             PodRecordType type,
                             gint64 id,
                             const char *const *cells);
/* Shows what was added.  @heading: NULL-terminated, the names of the columns. */
void pod_records_dialog_fill (PodRecordsDialog *self, const char *const *heading);

G_END_DECLS
