#pragma once

#include "pod-trial.h"

G_BEGIN_DECLS

/**
 * PodImportRow:
 *
 * One line of a laboratory file as the import's preview shows it.  Read-only properties: "line" (uint), "line-label", "subject",
 * "item", "observation", "outcome", "icon-name", "reason" (texts, plain, never NULL) and "added" (boolean).
 */
#define POD_TYPE_IMPORT_ROW (pod_import_row_get_type ())
G_DECLARE_FINAL_TYPE (PodImportRow, pod_import_row, POD, IMPORT_ROW, GObject)

/* @item is copied; the observation is shown by the study's label for it. */
PodImportRow *pod_import_row_new (const PodStudy *study, const PodImportItem *item, gboolean done);
/* What the laboratory calls it, where nobody has said what it is and somebody can; NULL else. */
const char *pod_import_row_get_unmapped (PodImportRow *self);
guint pod_import_row_get_line (PodImportRow *self);
/* Of @rows the first one of these from @line on, else the first of all.  GTK_INVALID_LIST_POSITION for none, and for line 0. */
guint pod_import_row_find_unmapped (GListModel *rows, guint line);
/* A row for each line, in the file's order, and one for all that follow one another and are refused for one reason as no subject's.  @done: in the words of what was done, not of what would be. */
GListModel *pod_import_row_list (const PodStudy *study, const PodImport *import, gboolean done);

G_END_DECLS
