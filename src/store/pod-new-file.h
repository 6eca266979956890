#pragma once

#include "pod-store.h"

G_BEGIN_DECLS

/**
 * PodNewFile: a file that takes its name at the end, whole and on the disk, or leaves nothing
 */
typedef struct
{
  int fd;
  char *working;
  char *final;
} PodNewFile;

/* Beside its final place, 0600. EXISTS where something is there. */
PodNewFile *pod_new_file_create (const char *path, GError **error);
/* The same in a place for databases, by the rules and with the mode of pod_place_create(). */
PodNewFile *pod_new_file_create_database (const char *path, GError **error);
gboolean pod_new_file_write (PodNewFile *self, const guint8 *data, gsize length, GError **error);
/* EXISTS where something has come to be there meanwhile. */
gboolean pod_new_file_put_in_place (PodNewFile *self, GError **error);
/* Removes what was not put in place. */
void pod_new_file_free (PodNewFile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodNewFile, pod_new_file_free)

G_END_DECLS
