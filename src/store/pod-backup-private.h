#pragma once

#include <sodium.h>

#include "pod-backup.h"
#include "pod-connection-private.h"
#include "pod-new-file.h"

G_BEGIN_DECLS

/* Private to the files of backup and restore. */

#define POD_BACKUP_KEY_BYTES crypto_secretstream_xchacha20poly1305_KEYBYTES
#define POD_BACKUP_SEALED_BYTES (POD_BACKUP_KEY_BYTES + crypto_box_SEALBYTES)
#define POD_BACKUP_CHUNK_BYTES (64 << 10)

/* What @self gets is freed with it. */
void pod_backup_head_clear (PodBackupHead *head);

/**
 * PodOpener: by what a copy can be opened: a principal investigator's slot, or the recovery key
 */
typedef struct
{
  char *kind; /* "user" or "recovery" */
  char *user;
  gint64 ops;
  gint64 mem;
  GBytes *salt;
  GBytes *wrapped;
  GBytes *box_key;
  GBytes *sealed;
} PodOpener;

void pod_opener_free (PodOpener *opener);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodOpener, pod_opener_free)

/* (element-type PodOpener): of those in the copy who may open it, with @key sealed to each.  LOCKED where there is none. */
GPtrArray *pod_openers_seal (PodConnection *copy, const guint8 *key, GError **error);
/* @key: POD_BACKUP_KEY_BYTES.  PASSWORD where none of them opens by @secret. */
gboolean pod_openers_open (const GPtrArray *openers,
                           const PodBackupSecret *secret,
                           guint8 *key,
                           GError **error);

/* ---- the two lines (pod-backup-head.c) ---- */

char *pod_backup_print_cover (const PodBackupHead *head, const GPtrArray *openers);

/**
 * PodCover: the lines as they are read
 * @length: of both, with their ends
 */
typedef struct
{
  PodBackupHead head;
  GPtrArray *openers;
  char *text;
  gsize length;
} PodCover;

void pod_cover_free (PodCover *cover);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodCover, pod_cover_free)
/* Leaves @fd behind the lines. */
PodCover *pod_cover_read (int fd, GError **error);

/* ---- the stream (pod-backup-stream.c) ---- */

gboolean pod_backup_encrypt (int fd,
                             const char *cover,
                             const guint8 *key,
                             const guint8 *data,
                             gsize length,
                             GCancellable *cancellable,
                             GError **error);
/* To be freed with sqlite3_free().  CORRUPT. */
guint8 *pod_backup_decrypt (int fd,
                            const PodCover *cover,
                            const guint8 *key,
                            gsize *length,
                            GCancellable *cancellable,
                            GError **error);
gboolean pod_fd_write (int fd, const guint8 *data, gsize length, GError **error);

G_END_DECLS
