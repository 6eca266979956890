#pragma once

#include <adwaita.h>

#include "pod-trial.h"

G_BEGIN_DECLS

/**
 * PodImportLines:
 * What would become of each line of a file, or became; where nobody has said what an item is, or how decimals are written, that is said here.
 *
 * ::said: an observation was chosen for the item of the selected line
 * ::decimal-changed: it is to be read with decimals written otherwise
 */
#define POD_TYPE_IMPORT_LINES (pod_import_lines_get_type ())
G_DECLARE_FINAL_TYPE (PodImportLines, pod_import_lines, POD, IMPORT_LINES, AdwBin)

void pod_import_lines_set_study (PodImportLines *self, const PodStudy *study);
/* @done: it was taken; nothing can be said of it any more. */
void pod_import_lines_show (PodImportLines *self, const PodImport *import, gboolean done);
void pod_import_lines_set_summary (PodImportLines *self, const char *summary);
/* After one was said the next is asked for: from the same line on, else from the first. */
void pod_import_lines_select_next (PodImportLines *self);

/* (nullable): what nobody knows, of the selected line */
const char *pod_import_lines_get_unmapped (PodImportLines *self);
/* (nullable): what it is said to be */
const char *pod_import_lines_get_observation (PodImportLines *self);
gboolean pod_import_lines_get_decimal_comma (PodImportLines *self);

G_END_DECLS
