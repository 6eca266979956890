#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Inside the room only: a folder that is made beside its final place and takes it at the end, or leaves nothing. */
typedef struct
{
  char *final;   /* absolute */
  char *working; /* mode 0700; NULL once it is in place */
} PodFolder;

/* Errors: EXISTS where @path is a file or a folder with something in it; G_FILE_ERROR. */
PodFolder *pod_folder_new (const char *path, GError **error);
/* Removes what was not put in place. */
void pod_folder_free (PodFolder *folder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodFolder, pod_folder_free)

/* Mode 0600, on the disk when it returns. */
gboolean pod_folder_write (PodFolder *folder, const char *name, GBytes *bytes, GError **error);
GBytes *pod_folder_read (const PodFolder *folder, const char *name, GError **error);
gboolean pod_folder_put_in_place (PodFolder *folder, GError **error);

G_END_DECLS
