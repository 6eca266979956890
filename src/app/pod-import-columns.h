#pragma once

#include <adwaita.h>

#include "pod-trial-laboratory.h"

G_BEGIN_DECLS

/**
 * PodImportColumns:
 * A person says which column of a laboratory's tables is what.
 *
 * Signal "applied" (boolean): what was said is kept; FALSE: it was taken back.
 */
#define POD_TYPE_IMPORT_COLUMNS (pod_import_columns_get_type ())
G_DECLARE_FINAL_TYPE (PodImportColumns, pod_import_columns, POD, IMPORT_COLUMNS, AdwWindow)

/* @map: has headings; what it knows of them is proposed, where nobody has said yet what they are. */
PodImportColumns *pod_import_columns_new (GtkWindow *parent,
                                          PodTrial *trial,
                                          const char *laboratory,
                                          const PodLabMapChoice *map);

G_END_DECLS
