#pragma once

#include <gio/gio.h>

#include "pod-exchange-error.h"
#include "pod-lab-map.h"
#include "pod-record.h"

G_BEGIN_DECLS

/**
 * PodLabItem:
 * @line: of the file, from 1
 * @subject_key: as the file gives it; may be a hospital record number: never logged
 * @item: the laboratory's name for it
 * @finding: ready to be put, except for subject and visit; its strings are owned by the file
 * @reason: (nullable): why it is not usable: unmapped item, no date, no result, unknown unit …; translated, and without
 *   anything from the columns of subject and result
 * @mapped: whether @item is known to the map
 */
typedef struct
{
  guint line;
  const char *subject_key;
  const char *item;
  PodFinding finding;
  const char *reason;
  gboolean mapped;
} PodLabItem;

/* @items: (element-type PodLabItem), in the file's order; @encoding: "UTF-8", "GB18030", "UTF-16LE" or "UTF-16BE" */
typedef struct
{
  GArray *items;
  GStringChunk *strings;
  const char *encoding;
} PodLabFile;

/**
 * pod_lab_file_read:
 * @bytes: CSV with a heading, which may stand below a few lines of title
 *
 * Comparators are kept: "<0.5" stays "<0.5".  The origin of a finding is a hash of laboratory, item, specimen and time, so that it
 * is the same for the same result in any file, and tells nothing of the patient; it is to be compared within a subject.
 *
 * Errors: TOO_LARGE, ENCODING, FORMAT, MAP (a heading is missing or there twice), G_IO_ERROR_CANCELLED.
 */
PodLabFile *pod_lab_file_read (GBytes *bytes,
                               const PodLabMap *map,
                               const PodStudy *study,
                               GCancellable *cancellable,
                               GError **error);
void pod_lab_file_free (PodLabFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodLabFile, pod_lab_file_free)

G_END_DECLS
