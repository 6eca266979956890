/* The encrypted part of a copy. */

#include <errno.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "pod-backup-private.h"

#define HEADER_BYTES crypto_secretstream_xchacha20poly1305_HEADERBYTES
#define TAG_BYTES crypto_secretstream_xchacha20poly1305_ABYTES
#define SEALED_BYTES (POD_BACKUP_CHUNK_BYTES + TAG_BYTES)

/* The lines in clear belong to the first piece. */
static gboolean
write_chunks (int fd,
              crypto_secretstream_xchacha20poly1305_state *state,
              const char *cover,
              const guint8 *data,
              gsize length,
              GCancellable *cancellable,
              GError **error)
{
  g_autofree guint8 *sealed = g_malloc (SEALED_BYTES);

  for (gsize at = 0; at < length; at += POD_BACKUP_CHUNK_BYTES)
    {
      gsize size = MIN (length - at, (gsize) POD_BACKUP_CHUNK_BYTES);
      gboolean is_last = at + size == length;

      crypto_secretstream_xchacha20poly1305_push (
          state, sealed, NULL, data + at, size, at == 0 ? (const guint8 *) cover : NULL,
          at == 0 ? strlen (cover) : 0,
          is_last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL
                  : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE);
      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !pod_fd_write (fd, sealed, size + TAG_BYTES, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
pod_backup_encrypt (int fd,
                    const char *cover,
                    const guint8 *key,
                    const guint8 *data,
                    gsize length,
                    GCancellable *cancellable,
                    GError **error)
{
  crypto_secretstream_xchacha20poly1305_state state;
  guint8 header[HEADER_BYTES];
  gboolean written;

  crypto_secretstream_xchacha20poly1305_init_push (&state, header, key);
  written = pod_fd_write (fd, (const guint8 *) cover, strlen (cover), error) &&
            pod_fd_write (fd, header, sizeof header, error) &&
            write_chunks (fd, &state, cover, data, length, cancellable, error);
  sodium_memzero (&state, sizeof state);
  return written;
}

static gboolean
set_corrupt (GError **error, const char *message)
{
  g_set_error_literal (error, POD_STORE_ERROR, POD_STORE_ERROR_CORRUPT, message);
  return FALSE;
}

/* Fewer than asked for only at the end of the file; -1 on error. */
static gssize
read_piece (int fd, guint8 *piece, gsize size, GError **error)
{
  gsize length = 0;

  while (length < size)
    {
      gssize n = read (fd, piece + length, size - length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          g_set_error_literal (error, POD_STORE_ERROR, POD_STORE_ERROR_FAILED, g_strerror (errno));
          return -1;
        }
      if (n == 0)
        break;
      length += (gsize) n;
    }
  return (gssize) length;
}

/* Appends one piece to @data; *tag says whether it was the last. */
static gboolean
read_chunk (int fd,
            crypto_secretstream_xchacha20poly1305_state *state,
            const char *cover,
            guint8 *piece,
            guint8 *data,
            gsize room,
            gsize *length,
            guint8 *tag,
            GError **error)
{
  gssize n = read_piece (fd, piece, SEALED_BYTES, error);
  unsigned long long size = 0;
  gboolean is_first = *length == 0;

  if (n < 0)
    return FALSE;
  if (n <= (gssize) TAG_BYTES)
    return set_corrupt (error, "the backup was cut short");
  if ((gsize) n - TAG_BYTES > room - *length ||
      crypto_secretstream_xchacha20poly1305_pull (state, data + *length, &size, tag, piece,
                                                  (gsize) n,
                                                  is_first ? (const guint8 *) cover : NULL,
                                                  is_first ? strlen (cover) : 0) != 0)
    return set_corrupt (error, "the backup was altered");
  *length += (gsize) size;
  return TRUE;
}

static gboolean
read_chunks (int fd,
             crypto_secretstream_xchacha20poly1305_state *state,
             const char *cover,
             guint8 *data,
             gsize room,
             gsize *length,
             GCancellable *cancellable,
             GError **error)
{
  g_autofree guint8 *piece = g_malloc (SEALED_BYTES);
  guint8 tag = 0, more;

  while (tag != crypto_secretstream_xchacha20poly1305_TAG_FINAL)
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !read_chunk (fd, state, cover, piece, data, room, length, &tag, error))
      return FALSE;
  if (read_piece (fd, &more, 1, NULL) != 0)
    return set_corrupt (error, "something follows the end of the backup");
  return TRUE;
}

/* What the rest of the file can hold at most. */
static gsize
find_room (int fd, const PodCover *cover)
{
  struct stat status;

  if (fstat (fd, &status) != 0 || status.st_size <= (off_t) (cover->length + HEADER_BYTES))
    return 0;
  return (gsize) status.st_size - cover->length - HEADER_BYTES;
}

guint8 *
pod_backup_decrypt (int fd,
                    const PodCover *cover,
                    const guint8 *key,
                    gsize *length,
                    GCancellable *cancellable,
                    GError **error)
{
  crypto_secretstream_xchacha20poly1305_state state;
  guint8 header[HEADER_BYTES];
  gsize room = find_room (fd, cover);
  guint8 *data = NULL;
  gboolean good;

  *length = 0;
  if (room == 0 || read_piece (fd, header, sizeof header, error) != sizeof header)
    {
      if (error != NULL && *error == NULL)
        set_corrupt (error, "the backup was cut short");
      return NULL;
    }
  data = sqlite3_malloc64 (room);
  good = data != NULL && crypto_secretstream_xchacha20poly1305_init_pull (&state, header, key) == 0;
  if (!good)
    set_corrupt (error, "the backup was altered, or there is no memory for it");
  good = good && read_chunks (fd, &state, cover->text, data, room, length, cancellable, error);
  sodium_memzero (&state, sizeof state);
  if (good)
    return data;
  sqlite3_free (data);
  return NULL;
}
