#include "pod-copy-place.h"

#include <errno.h>
#include <glib/gstdio.h>

static char *
make_path (PodTrial *trial)
{
  return g_strconcat (pod_trial_get_path (trial), ".copies", NULL);
}

/* NULL where none was chosen. */
static char *
read_folder (PodTrial *trial)
{
  g_autofree char *path = make_path (trial);
  g_autofree char *folder = NULL;

  if (!g_file_get_contents (path, &folder, NULL, NULL) || !g_path_is_absolute (folder))
    return NULL;
  return g_steal_pointer (&folder);
}

void
pod_copy_place_apply (PodTrial *trial)
{
  g_autofree char *folder = read_folder (trial);

  pod_trial_set_backup_folder (trial, folder);
}

static gboolean
forget (const char *path, GError **error)
{
  if (g_unlink (path) == 0 || errno == ENOENT)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));
  return FALSE;
}

gboolean
pod_copy_place_choose (PodTrial *trial, const char *folder, GError **error)
{
  g_autofree char *path = make_path (trial);
  gboolean done = folder == NULL
                      ? forget (path, error)
                      : g_file_set_contents_full (path, folder, -1, G_FILE_SET_CONTENTS_CONSISTENT,
                                                  0600, error);

  if (done)
    pod_trial_set_backup_folder (trial, folder);
  return done;
}

gboolean
pod_copy_place_is_chosen (PodTrial *trial)
{
  g_autofree char *folder = read_folder (trial);

  return folder != NULL;
}
