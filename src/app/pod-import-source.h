#pragma once

#include <adwaita.h>

#include "pod-trial-laboratory.h"

G_BEGIN_DECLS

/**
 * PodImportSource:
 * Who sent a file, and by which map it is read.
 *
 * @ready: whether both are said, and nothing hinders it
 */
#define POD_TYPE_IMPORT_SOURCE (pod_import_source_get_type ())
G_DECLARE_FINAL_TYPE (PodImportSource, pod_import_source, POD, IMPORT_SOURCE, AdwBin)

/* @look: (transfer full). */
void pod_import_source_fill (PodImportSource *self, PodTrial *trial, PodLabLook *look);
/* As a laboratory that is known already is spelled; NULL where none is said.  Free with g_free(). */
char *pod_import_source_get_laboratory (PodImportSource *self);
/* NULL where there is none. */
const PodLabMapChoice *pod_import_source_get_map (PodImportSource *self);
/* Where the map does not fit and its columns are to be chosen first: what is not in the file, a sentence; NULL where nothing hinders it to be read. */
const char *pod_import_source_get_hindrance (PodImportSource *self);
/* How it writes decimals, as it is ticked; of a laboratory and a map that are said. */
gboolean pod_import_source_get_decimal_comma (PodImportSource *self);
/* As it is kept by now, whatever is ticked. */
void pod_import_source_show_decimal (PodImportSource *self);
/* The map and the decimals that are said now are said again when it is filled next, though the file is looked at anew. */
void pod_import_source_hold (PodImportSource *self);
/* TRUE where it was chosen already, for another file of this shape. */
gboolean pod_import_source_is_remembered (PodImportSource *self);

G_END_DECLS
