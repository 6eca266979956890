/* Where a database may lie.  SQLite's locks do not hold on network file systems, and a folder that everybody may write to lets
 * everybody put another file in this one's place. */

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "pod-connection-private.h"

/* The f_type of statfs(2) and <linux/magic.h>. */
static const struct
{
  guint32 type;
  const char *name;
} refused[] = {
  { 0x6969, "nfs" },       { 0x517b, "smb" },        { 0xff534d42, "cifs" }, { 0xfe534d42, "smb2" },
  { 0x564c, "ncp" },       { 0x65735546, "fuse" },   { 0x01021997, "9p" },   { 0x5346414f, "afs" },
  { 0x6b414653, "afs" },   { 0x00c36400, "ceph" },   { 0x73757245, "coda" }, { 0x01161970, "gfs2" },
  { 0x7461636f, "ocfs2" }, { 0x0bd00bd0, "lustre" },
};

static gboolean
set_place_error (GError **error, const char *what)
{
  g_set_error_literal (error, POD_STORE_ERROR, POD_STORE_ERROR_PLACE, what);
  return FALSE;
}

/* 0 for the truth. */
static guint32 pretended;

void
pod_place_pretend (guint32 type)
{
  pretended = type;
}

static gboolean
check_file_system (const char *dir, GError **error)
{
  struct statfs status;

  if (statfs (dir, &status) != 0)
    return set_place_error (error, g_strerror (errno));
  if (pretended != 0)
    status.f_type = pretended;
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    if ((guint32) status.f_type == refused[i].type)
      {
        g_set_error (error, POD_STORE_ERROR, POD_STORE_ERROR_PLACE,
                     "the folder is on a network file system (%s)", refused[i].name);
        return FALSE;
      }
  return TRUE;
}

/* In a folder such as /tmp anybody may make files, but not touch another's: a journal that somebody else laid beside the database
 * would be played back into it. */
static gboolean
check_own_files (const char *path, GError **error)
{
  static const char *const suffixes[] = { "", "-journal", "-wal", "-shm" };

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *file = g_strconcat (path, suffixes[i], NULL);
      struct stat status;

      if (lstat (file, &status) == 0 && (!S_ISREG (status.st_mode) || status.st_uid != geteuid ()))
        return set_place_error (error, "everybody may write to the folder, and somebody did");
    }
  return TRUE;
}

/* @path: of the database in @dir. */
static gboolean
check_folder (const char *dir, const char *path, struct stat *status, GError **error)
{
  if (stat (dir, status) != 0)
    return set_place_error (error, g_strerror (errno));
  if ((status->st_mode & S_IWOTH) && !(status->st_mode & S_ISVTX))
    return set_place_error (error, "everybody may write to the folder");
  if ((status->st_mode & S_IWOTH) && !check_own_files (path, error))
    return FALSE;
  return check_file_system (dir, error);
}

/* SQLite refuses every symbolic link in a path, which a folder may well have: it is resolved here. */
static char *
resolve_folder (const char *path, GError **error)
{
  g_autofree char *dir = g_path_get_dirname (path);
  char *resolved = realpath (dir, NULL);

  if (resolved == NULL)
    g_set_error (error, POD_STORE_ERROR, POD_STORE_ERROR_NOT_FOUND, "the folder: %s",
                 g_strerror (errno));
  return resolved;
}

static char *
join_name (const char *dir, const char *path)
{
  g_autofree char *name = g_path_get_basename (path);

  return g_build_filename (dir, name, NULL);
}

static gboolean
make_file (const char *path, mode_t mode, GError **error)
{
  int fd = open (path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
  int saved = errno;

  if (fd < 0)
    {
      g_set_error_literal (error, POD_STORE_ERROR,
                           saved == EEXIST ? POD_STORE_ERROR_EXISTS : POD_STORE_ERROR_FAILED,
                           g_strerror (saved));
      return FALSE;
    }
  /* Whatever the umask took away: SQLite gives its journal the mode of this file. */
  fchmod (fd, mode);
  close (fd);
  return TRUE;
}

/* A folder that hands its group on, where several accounts work on the same database. */
static gboolean
is_shared (const struct stat *folder)
{
  return (folder->st_mode & S_ISGID) && (folder->st_mode & S_IWGRP);
}

char *
pod_place_create (const char *path, GError **error)
{
  g_autofree char *dir = resolve_folder (path, error);
  g_autofree char *full = NULL;
  struct stat status;

  if (dir == NULL)
    return NULL;
  full = join_name (dir, path);
  if (!check_folder (dir, full, &status, error))
    return NULL;
  return make_file (full, is_shared (&status) ? 0660 : 0600, error) ? g_steal_pointer (&full)
                                                                    : NULL;
}

void
pod_place_remove (const char *path)
{
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);

  g_unlink (path);
  g_unlink (journal);
}

static gboolean
check_file (const char *path, GError **error)
{
  struct stat status;

  if (lstat (path, &status) != 0)
    {
      g_set_error_literal (error, POD_STORE_ERROR,
                           errno == ENOENT ? POD_STORE_ERROR_NOT_FOUND : POD_STORE_ERROR_FAILED,
                           g_strerror (errno));
      return FALSE;
    }
  if (S_ISLNK (status.st_mode))
    return set_place_error (error, "a symbolic link");
  /* Its journal lies beside one of the names only: opened by the other, the file would be taken for sound in the middle of a change. */
  if (S_ISREG (status.st_mode) && status.st_nlink > 1)
    return set_place_error (error, "a file with a second name (a hard link)");
  if (!S_ISREG (status.st_mode) || status.st_size == 0)
    {
      g_set_error_literal (error, POD_STORE_ERROR, POD_STORE_ERROR_CORRUPT,
                           S_ISREG (status.st_mode) ? "an empty file" : "not a plain file");
      return FALSE;
    }
  return TRUE;
}

/* A copy made by other means is readable for everybody.  What its owner opens is closed to others again, and its journal follows its
 * mode; whose file it is not can only open it. */
static void
tighten_mode (const char *path, const struct stat *folder)
{
  mode_t most = is_shared (folder) ? 0660 : 0600;
  struct stat status;

  if (lstat (path, &status) == 0 && status.st_uid == geteuid () &&
      (status.st_mode & 07777 & ~most) != 0)
    chmod (path, status.st_mode & most);
}

char *
pod_place_check (const char *path, GError **error)
{
  g_autofree char *dir = resolve_folder (path, error);
  g_autofree char *full = NULL;
  struct stat status;

  if (dir == NULL)
    return NULL;
  full = join_name (dir, path);
  if (!check_file (full, error) || !check_folder (dir, full, &status, error))
    return NULL;
  tighten_mode (full, &status);
  return g_steal_pointer (&full);
}
