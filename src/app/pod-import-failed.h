#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * PodImportFailed:
 * Why a file cannot be read, and what can be done.
 *
 * ::set-aside: read before as another laboratory's, that reading is to go
 * ::choose: another file is to be chosen
 */
#define POD_TYPE_IMPORT_FAILED (pod_import_failed_get_type ())
G_DECLARE_FINAL_TYPE (PodImportFailed, pod_import_failed, POD, IMPORT_FAILED, AdwBin)

/* @has_source: somebody can go back to who sent it. */
void pod_import_failed_show (PodImportFailed *self, const GError *error, gboolean has_source);

G_END_DECLS
