#pragma once

#include "pod-stamp.h"
#include "pod-vault.h"

G_BEGIN_DECLS

/*
 * Copies of the whole database.  A copy is made in memory, from a connection of its own, some pages at a time; there it is verified;
 * and only then it is written, encrypted.  No clear copy ever touches a disk.  One that does not verify is written, too, and says so:
 * one fault in one row must not be the end of all copies.
 *
 * The file ("podocyte-backup-1"):
 *   a line of JSON in clear: {"format","study","created","head","schema","program"}, and "faults" where the database did not verify when
 *     it was copied: how many faults it had;
 *   a line of JSON: {"openers":[{"kind","user","ops","mem","salt","wrapped","box_key","sealed"},…]}, one for each principal
 *     investigator ("user") and one for the recovery key ("recovery", without a slot): the slot that the password opens, as it was then,
 *     and the key of the stream, sealed to the holder's public key (crypto_box_seal); bytes in hexadecimal digits;
 *   then crypto_secretstream_xchacha20poly1305: its header, and the database file in pieces of 64 KiB.  Both lines are bound to the first
 *     piece as additional data, and the last one carries TAG_FINAL: a file that was cut at the end of a piece is found by its absence.
 *
 * Public keys seal, so making a copy takes no password, and anybody may make a file that a principal investigator's password opens: what
 * says that a copy is the site's own is its head, compared with one that was kept elsewhere (verify --anchor).
 */

/**
 * PodBackupHead: what stands in clear
 * @created: RFC 3339 UTC
 * @head: of the audit trail, "1234:ab…"
 * @schema: PRAGMA user_version
 * @program: the version that wrote it
 * @faults: how many verification found in what was copied; 0 for a sound copy
 */
typedef struct
{
  char *study;
  char *created;
  char *head;
  gint64 schema;
  char *program;
  gint64 faults;
} PodBackupHead;

void pod_backup_head_free (PodBackupHead *head);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodBackupHead, pod_backup_head_free)
/* Of a file.  NOT_FOUND; CORRUPT for one that is no backup. */
PodBackupHead *pod_backup_read_head (const char *path, GError **error);

/**
 * PodBackup: a verified copy, in memory.  One thread at a time.
 */
typedef struct _PodBackup PodBackup;

void pod_backup_free (PodBackup *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodBackup, pod_backup_free)

/* Blocks for as long as it takes, so on a worker; no read of the file lasts over 50 ms, whoever writes meanwhile.
 * @path: of an open database, as pod_connection_get_path() tells it.  @anchor: a head that must be in the copy: another file in this one's
 * place is not copied.  BUSY where others write so often that no copy comes to its end; CORRUPT where pages are damaged so that it cannot be
 * read.  One that can be read and does not verify has faults in its head. */
PodBackup *pod_backup_take (const char *path,
                            const char *anchor,
                            PodInstant created,
                            PodProgressFunc progress,
                            gpointer progress_data,
                            GCancellable *cancellable,
                            GError **error);

/* Encrypts into a new file, 0600, that is there whole or not at all.  EXISTS; LOCKED where nobody could open it. */
gboolean pod_backup_write (PodBackup *self,
                           const char *path,
                           PodProgressFunc progress,
                           gpointer progress_data,
                           GCancellable *cancellable,
                           GError **error);

/**
 * PodBackupSecret: what opens a copy: @user and @password, or @recovery_key, or the open @vault of somebody it was sealed to
 */
typedef struct
{
  const char *user;
  const char *password;
  const char *recovery_key;
  PodVault *vault;
} PodBackupSecret;

/* Decrypts into memory, and verifies: PASSWORD; CORRUPT where it is cut short, altered, is not what its head says, or does not verify
 * though its head tells of no faults.  A copy of an earlier schema is known by the schema of its version, and verified as opening it would
 * leave it. */
PodBackup *pod_backup_open (const char *path,
                            const PodBackupSecret *secret,
                            GCancellable *cancellable,
                            GError **error);
/* Writes the database, byte for byte, where nothing is (EXISTS, also for a journal that would be played into it), by the rules of a
 * database's place (PLACE), and opens it once to look,
 * which brings one of an earlier schema to this program's. */
gboolean pod_backup_restore (PodBackup *self, const char *path, GError **error);

/* Takes a database away again that was restored a moment ago, with its journal, which would keep the next try from that place. */
void pod_backup_remove_restored (const char *path);

const PodBackupHead *pod_backup_get_head (PodBackup *self);
gint64 pod_backup_count_entries (PodBackup *self);
guint pod_backup_count_subjects (PodBackup *self);
guint pod_backup_count_signatures (PodBackup *self);

/* "<study>-20260314T063000Z-<16 digits of the head>.podbackup": tells no person. */
char *pod_backup_make_name (const PodBackupHead *head);

/* ---- what the trail says of copies (jobs) ---- */

/* The file that the connection has open. */
const char *pod_connection_get_path (PodConnection *connection);
/* Whether @head, as pod_audit_head() tells it, is the head of the trail, or was.  FALSE on error. */
gboolean
pod_audit_has_head (PodConnection *connection, const char *head, gboolean *has, GError **error);
/* The latest event @action whose detail begins with @prefix (nullable): its number, 0 where there is none, -1 on error.
 * @when, @detail: (nullable): transfer full. */
gint64 pod_audit_find_last (PodConnection *connection,
                            const char *action,
                            const char *prefix,
                            char **when,
                            char **detail,
                            GError **error);
/* Whether a record was written after entry @sequence. */
gboolean pod_audit_has_changes_since (PodConnection *connection, gint64 sequence, GError **error);

G_END_DECLS
