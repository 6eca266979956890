/* Opening a copy: the lines in clear, a key, the stream, and what is in it. */

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "pod-backup-copy.h"
#include "pod-backup-private.h"

static int
open_file (const char *path, GError **error)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

  if (fd < 0)
    g_set_error_literal (error, POD_STORE_ERROR,
                         errno == ENOENT ? POD_STORE_ERROR_NOT_FOUND : POD_STORE_ERROR_FAILED,
                         g_strerror (errno));
  return fd;
}

PodBackupHead *
pod_backup_read_head (const char *path, GError **error)
{
  int fd = open_file (path, error);
  g_autoptr (PodCover) cover = fd >= 0 ? pod_cover_read (fd, error) : NULL;
  PodBackupHead *head = NULL;

  if (fd >= 0)
    close (fd);
  if (cover == NULL)
    return NULL;
  head = g_new0 (PodBackupHead, 1);
  *head = cover->head;
  memset (&cover->head, 0, sizeof cover->head);
  return head;
}

static PodBackup *
open_with_key (int fd,
               const PodCover *cover,
               const guint8 *key,
               GCancellable *cancellable,
               GError **error)
{
  gsize length;
  guint8 *image = pod_backup_decrypt (fd, cover, key, &length, cancellable, error);

  return image ? pod_backup_from_image (&cover->head, image, length, cancellable, error) : NULL;
}

static PodBackup *
open_fd (int fd, const PodBackupSecret *secret, GCancellable *cancellable, GError **error)
{
  g_autoptr (PodCover) cover = pod_cover_read (fd, error);
  guint8 key[POD_BACKUP_KEY_BYTES] = { 0 };
  PodBackup *backup = NULL;

  if (cover != NULL && pod_openers_open (cover->openers, secret, key, error))
    backup = open_with_key (fd, cover, key, cancellable, error);
  sodium_memzero (key, sizeof key);
  return backup;
}

PodBackup *
pod_backup_open (const char *path,
                 const PodBackupSecret *secret,
                 GCancellable *cancellable,
                 GError **error)
{
  PodBackup *backup;
  int fd;

  if (sodium_init () < 0)
    {
      g_set_error_literal (error, POD_STORE_ERROR, POD_STORE_ERROR_FAILED, "libsodium");
      return NULL;
    }
  fd = open_file (path, error);
  if (fd < 0)
    return NULL;
  backup = open_fd (fd, secret, cancellable, error);
  close (fd);
  return backup;
}
