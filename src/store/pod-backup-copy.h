#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

#include "pod-backup.h"

G_BEGIN_DECLS

/* Private to the files of backup. */

/* A copy in memory of the database at @path, by a connection of its own, in steps between which others write.  To be closed with
 * sqlite3_close().  BUSY where it had to begin anew too often. */
sqlite3 *pod_backup_copy_file (const char *path, GCancellable *cancellable, GError **error);

/* What was decrypted, verified; @image is taken. */
PodBackup *pod_backup_from_image (const PodBackupHead *told,
                                  guint8 *image,
                                  gsize length,
                                  GCancellable *cancellable,
                                  GError **error);

G_END_DECLS
