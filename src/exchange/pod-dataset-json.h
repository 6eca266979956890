#pragma once

#include "pod-dataset.h"

G_BEGIN_DECLS

/**
 * PodDatasetHead:
 * What a Dataset-JSON file says beside columns and rows.
 * @created: RFC 3339, with seconds
 */
typedef struct
{
  const char *created;
  const char *file_oid;
  const char *originator;
  const char *system_name;
  const char *system_version;
  const char *study_oid;
} PodDatasetHead;

/* CDISC Dataset-JSON 1.1.0: one file, a row on a line. */
GString *pod_dataset_to_json (const PodDataset *dataset, const PodDatasetHead *head);
/* Dataset-NDJSON 1.1: metadata in the first line, then a row in each. */
GString *pod_dataset_to_ndjson (const PodDataset *dataset, const PodDatasetHead *head);

/**
 * pod_dataset_from_json:
 * @study_oid: (out) (optional): free with g_free()
 *
 * Reads either form, looked through for what no Dataset-JSON of ours may have.  Only shapes are checked here;
 * pod_dataset_check() looks at the values.
 *
 * Errors: FORMAT.
 */
PodDataset *pod_dataset_from_json (const char *text,
                                   gsize length,
                                   gboolean ndjson,
                                   char **study_oid,
                                   GError **error);

G_END_DECLS
