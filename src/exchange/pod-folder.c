#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include "pod-config.h"

#include "pod-folder.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "pod-exchange-error.h"

static gboolean
set_errno (GError **error, const char *what)
{
  int saved = errno;

  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (saved), "%s: %s", what,
               g_strerror (saved));
  return FALSE;
}

/* Absent, or a folder with nothing in it. */
static gboolean
is_free (const char *path)
{
  g_autoptr (GDir) dir = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    return TRUE;
  if (g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    return FALSE;
  dir = g_dir_open (path, 0, NULL);
  return dir && !g_dir_read_name (dir);
}

PodFolder *
pod_folder_new (const char *path, GError **error)
{
  g_autofree char *final = g_canonicalize_filename (path, NULL);
  g_autofree char *parent = g_path_get_dirname (final);
  g_autofree char *name = g_path_get_basename (final);
  g_autofree char *template = g_strdup_printf ("%s/.%s.partial-XXXXXX", parent, name);
  PodFolder *folder;

  if (!is_free (final))
    {
      g_set_error_literal (error, POD_EXCHANGE_ERROR, POD_EXCHANGE_ERROR_EXISTS,
                           _ ("The folder to write into is not empty."));
      return NULL;
    }
  if (!g_mkdtemp_full (template, 0700))
    {
      set_errno (error, _ ("The folder cannot be made"));
      return NULL;
    }
  folder = g_new0 (PodFolder, 1);
  folder->final = g_steal_pointer (&final);
  folder->working = g_steal_pointer (&template);
  return folder;
}

static int
remove_entry_cb (const char *path, const struct stat *status, int flag, struct FTW *where)
{
  return g_remove (path);
}

void
pod_folder_free (PodFolder *folder)
{
  /* Contents before their folder; a symbolic link is not followed. */
  if (folder->working)
    nftw (folder->working, remove_entry_cb, 8, FTW_DEPTH | FTW_PHYS);
  g_free (folder->working);
  g_free (folder->final);
  g_free (folder);
}

static gboolean
write_all (int fd, GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  while (length > 0)
    {
      gssize n = write (fd, data, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return FALSE;
      data += n;
      length -= (gsize) n;
    }
  return fsync (fd) == 0;
}

gboolean
pod_folder_write (PodFolder *folder, const char *name, GBytes *bytes, GError **error)
{
  g_autofree char *path = g_build_filename (folder->working, name, NULL);
  int fd = open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  gboolean written;

  if (fd < 0)
    return set_errno (error, name);
  written = write_all (fd, bytes);
  if (!written)
    set_errno (error, name);
  if (close (fd) != 0 && written)
    return set_errno (error, name);
  return written;
}

GBytes *
pod_folder_read (const PodFolder *folder, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (folder->working, name, NULL);
  char *data = NULL;
  gsize length = 0;

  if (!g_file_get_contents (path, &data, &length, error))
    return NULL;
  return g_bytes_new_take (data, length);
}

/* A folder's names are on the disk once the folder itself is synchronised. */
static gboolean
sync_folder (const char *path, GError **error)
{
  int fd = open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean synced;

  if (fd < 0)
    return set_errno (error, _ ("The folder cannot be written"));
  synced = fsync (fd) == 0;
  if (!synced)
    set_errno (error, _ ("The folder cannot be written"));
  close (fd);
  return synced;
}

/* rename() replaces a folder only where that is empty, and does so at once. */
gboolean
pod_folder_put_in_place (PodFolder *folder, GError **error)
{
  g_autofree char *parent = g_path_get_dirname (folder->final);

  if (!sync_folder (folder->working, error))
    return FALSE;
  if (g_rename (folder->working, folder->final) != 0)
    {
      if (errno != ENOTEMPTY && errno != EEXIST && errno != ENOTDIR)
        return set_errno (error, _ ("The folder cannot be put in place"));
      g_set_error_literal (error, POD_EXCHANGE_ERROR, POD_EXCHANGE_ERROR_EXISTS,
                           _ ("The folder to write into is not empty."));
      return FALSE;
    }
  g_clear_pointer (&folder->working, g_free);
  return sync_folder (parent, error);
}
