/* A file that appears whole or not at all, and never over another. */

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "pod-backup-private.h"

static gboolean
set_error (GError **error, int saved)
{
  PodStoreError code = POD_STORE_ERROR_FAILED;

  if (saved == EEXIST)
    code = POD_STORE_ERROR_EXISTS;
  else if (saved == ENOENT)
    code = POD_STORE_ERROR_NOT_FOUND;
  else if (saved == ENOSPC || saved == EDQUOT || saved == EFBIG)
    code = POD_STORE_ERROR_FULL;
  else if (saved == EROFS || saved == EACCES || saved == EPERM)
    code = POD_STORE_ERROR_READONLY;
  else if (saved == EIO)
    code = POD_STORE_ERROR_IO;
  g_set_error_literal (error, POD_STORE_ERROR, code, g_strerror (saved));
  return FALSE;
}

/* Hidden, beside the final place, and under a name that nobody can have prepared. */
static char *
make_working_name (const char *path)
{
  g_autofree char *dir = g_path_get_dirname (path);
  g_autofree char *name = g_strdup_printf (".podocyte-%08x%08x.part", randombytes_random (),
                                           randombytes_random ());

  return g_build_filename (dir, name, NULL);
}

static gboolean
check_free (const char *path, GError **error)
{
  struct stat status;

  return lstat (path, &status) == 0 ? set_error (error, EEXIST) : TRUE;
}

static PodNewFile *
make (const char *path, char *working, int fd)
{
  PodNewFile *self = g_new0 (PodNewFile, 1);

  self->fd = fd;
  self->working = working;
  self->final = g_strdup (path);
  return self;
}

PodNewFile *
pod_new_file_create (const char *path, GError **error)
{
  g_autofree char *working = make_working_name (path);
  int fd;

  if (!check_free (path, error))
    return NULL;
  fd = open (working, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (fd >= 0)
    return make (path, g_steal_pointer (&working), fd);
  set_error (error, errno);
  return NULL;
}

PodNewFile *
pod_new_file_create_database (const char *path, GError **error)
{
  static const char *const suffixes[] = { "", "-journal", "-wal", "-shm" };
  g_autofree char *name = make_working_name (path);
  g_autofree char *working = NULL;
  int fd;

  /* What another database left under this name would be played into this one. */
  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *file = g_strconcat (path, suffixes[i], NULL);

      if (!check_free (file, error))
        return NULL;
    }
  working = pod_place_create (name, error);
  if (working == NULL)
    return NULL;
  fd = open (working, O_WRONLY | O_NOFOLLOW | O_CLOEXEC);
  if (fd >= 0)
    return make (path, g_steal_pointer (&working), fd);
  set_error (error, errno);
  g_unlink (working);
  return NULL;
}

gboolean
pod_fd_write (int fd, const guint8 *data, gsize length, GError **error)
{
  while (length > 0)
    {
      gssize written = write (fd, data, length);

      if (written < 0 && errno == EINTR)
        continue;
      if (written < 0)
        return set_error (error, errno);
      data += written;
      length -= (gsize) written;
    }
  return TRUE;
}

gboolean
pod_new_file_write (PodNewFile *self, const guint8 *data, gsize length, GError **error)
{
  return pod_fd_write (self->fd, data, length, error);
}

/* Not every file system can rename without replacing; a second link replaces nothing either. */
static gboolean
move (PodNewFile *self, GError **error)
{
  if (renameat2 (AT_FDCWD, self->working, AT_FDCWD, self->final, RENAME_NOREPLACE) == 0)
    return TRUE;
  if (errno != EINVAL && errno != ENOSYS)
    return set_error (error, errno);
  if (link (self->working, self->final) != 0)
    return set_error (error, errno);
  g_unlink (self->working);
  return TRUE;
}

/* The new name is safe once the folder is; where a file system knows no such thing there is nothing more to do. */
static gboolean
sync_folder (const char *path, GError **error)
{
  g_autofree char *dir = g_path_get_dirname (path);
  int fd = open (dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  int saved;

  if (fd < 0)
    return set_error (error, errno);
  saved = fsync (fd) == 0 || errno == EINVAL ? 0 : errno;
  close (fd);
  return saved == 0 || set_error (error, saved);
}

gboolean
pod_new_file_put_in_place (PodNewFile *self, GError **error)
{
  int fd = self->fd;

  if (fsync (fd) != 0)
    return set_error (error, errno);
  self->fd = -1;
  if (close (fd) != 0)
    return set_error (error, errno);
  if (!move (self, error))
    return FALSE;
  g_clear_pointer (&self->working, g_free);
  if (sync_folder (self->final, error))
    return TRUE;
  /* Who is told that there is no file must not find one. */
  g_unlink (self->final);
  return FALSE;
}

void
pod_new_file_free (PodNewFile *self)
{
  if (self == NULL)
    return;
  if (self->fd >= 0)
    close (self->fd);
  if (self->working != NULL)
    g_unlink (self->working);
  g_free (self->working);
  g_free (self->final);
  g_free (self);
}
