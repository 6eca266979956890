/* A copy of the database in memory: taken from the file, verified, and written encrypted. */

#include "pod-backup.h"

#include "pod-config.h"

#include <string.h>

#include "pod-backup-copy.h"
#include "pod-backup-private.h"
#include "pod-schema.h"
#include "pod-statement.h"
#include "pod-store-error.h"

/* Of the whole work. */
#define SHARE_OF_COPY 0.3
#define SHARE_OF_CHECK 0.8

struct _PodBackup
{
  PodBackupHead head;
  PodConnection *copy;
  gint64 entries;
  gint64 subjects;
  gint64 signatures;
  char *fault; /* the first, in words; NULL where there is none */
  /* Of an earlier schema: the bytes as they were copied, since @copy was brought to this program's schema to be verified; and the head and
   * the version of then.  Otherwise NULL. */
  GBytes *original;
  char *old_head;
  gint64 version;
};

void
pod_backup_free (PodBackup *self)
{
  if (self == NULL)
    return;
  pod_backup_head_clear (&self->head);
  g_free (self->fault);
  g_free (self->old_head);
  g_clear_pointer (&self->original, g_bytes_unref);
  g_clear_pointer (&self->copy, pod_connection_free);
  g_free (self);
}

const PodBackupHead *
pod_backup_get_head (PodBackup *self)
{
  return &self->head;
}

gint64
pod_backup_count_entries (PodBackup *self)
{
  return self->entries;
}

guint
pod_backup_count_subjects (PodBackup *self)
{
  return (guint) self->subjects;
}

guint
pod_backup_count_signatures (PodBackup *self)
{
  return (guint) self->signatures;
}

/* ---- checking ---- */

/* The part of the work that the verification is, for whoever watches. */
typedef struct
{
  PodProgressFunc progress;
  gpointer data;
} Watch;

static void
tell_check (double fraction, gpointer data)
{
  const Watch *watch = data;

  if (watch->progress != NULL)
    watch->progress (SHARE_OF_COPY + fraction * (SHARE_OF_CHECK - SHARE_OF_COPY), watch->data);
}

static gboolean
read_counts (PodBackup *self, GError **error)
{
  PodConnection *copy = self->copy;

  self->head.study = pod_setting_get (copy, "study", NULL);
  if (self->head.study == NULL)
    self->head.study = g_strdup ("");
  return pod_connection_query_int (copy, "PRAGMA user_version", &self->head.schema, error) &&
         pod_connection_query_int (copy, "SELECT count (*) FROM subject", &self->subjects, error) &&
         pod_connection_query_int (copy, "SELECT count (*) FROM signature", &self->signatures,
                                   error);
}

static void
tell_faults (PodBackup *self, const PodVerification *verification)
{
  const PodAuditFault *fault;

  self->head.faults = verification->faults->len;
  if (self->head.faults == 0)
    return;
  fault = g_ptr_array_index (verification->faults, 0);
  self->fault = g_strdup_printf ("%s %s %s %s", fault->what, fault->table ? fault->table : "",
                                 fault->row ? fault->row : "", fault->field ? fault->field : "");
}

static gboolean
set_corrupt (GError **error, const char *message)
{
  g_set_error_literal (error, POD_STORE_ERROR, POD_STORE_ERROR_CORRUPT, message);
  return FALSE;
}

/* What was verified is the trail of then and the entries of the step that brought it here. */
static void
tell_old (PodBackup *self)
{
  g_free (self->head.head);
  self->head.head = g_strdup (self->old_head);
  self->head.schema = self->version;
  self->entries = g_ascii_strtoll (self->old_head, NULL, 10);
}

/* Integrity, chain, replay; takes head and counts from what was verified. */
static gboolean
check (PodBackup *self, Watch *watch, GCancellable *cancellable, GError **error)
{
  g_autoptr (PodVerification) verification = NULL;
  gboolean good;

  if (!pod_connection_begin (self->copy, POD_ACCESS_READ, cancellable, error))
    return FALSE;
  verification = pod_audit_verify (self->copy, NULL, tell_check, watch, cancellable, error);
  good = verification != NULL && read_counts (self, error);
  pod_connection_rollback (self->copy);
  if (!good)
    return FALSE;
  if (verification->head == NULL)
    return set_corrupt (error, "the copy has no audit trail that could be read");
  self->entries = verification->entries;
  self->head.head = g_strdup (verification->head);
  tell_faults (self, verification);
  if (self->old_head != NULL)
    tell_old (self);
  return TRUE;
}

static gboolean
check_anchor (PodBackup *self, const char *anchor, GError **error)
{
  gboolean has = FALSE;

  if (!pod_audit_has_head (self->copy, anchor, &has, error))
    return FALSE;
  if (!has)
    g_set_error_literal (error, POD_STORE_ERROR, POD_STORE_ERROR_NOT_FOUND,
                         "the file was replaced while it was copied");
  return has;
}

PodBackup *
pod_backup_take (const char *path,
                 const char *anchor,
                 PodInstant created,
                 PodProgressFunc progress,
                 gpointer progress_data,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (PodBackup) self = g_new0 (PodBackup, 1);
  Watch watch = { progress, progress_data };
  sqlite3 *db = pod_backup_copy_file (path, cancellable, error);

  if (db == NULL)
    return NULL;
  tell_check (0, &watch);
  self->copy = pod_connection_adopt (db, error);
  if (self->copy == NULL || !check (self, &watch, cancellable, error) ||
      (anchor != NULL && !check_anchor (self, anchor, error)))
    return NULL;
  self->head.created = pod_instant_to_string (created);
  self->head.program = g_strdup (POD_VERSION);
  return g_steal_pointer (&self);
}

/* ---- writing ---- */

static guint8 *
copy_original (GBytes *original, sqlite3_int64 *size)
{
  gsize length;
  gconstpointer bytes = g_bytes_get_data (original, &length);
  guint8 *image = sqlite3_malloc64 (length);

  *size = (sqlite3_int64) length;
  if (image != NULL)
    memcpy (image, bytes, length);
  return image;
}

static guint8 *
get_image (PodBackup *self, gsize *length, GError **error)
{
  sqlite3_int64 size = 0;
  guint8 *image = self->original != NULL
                      ? copy_original (self->original, &size)
                      : sqlite3_serialize (pod_connection_get_db (self->copy), "main", &size, 0);

  *length = (gsize) size;
  if (image == NULL)
    g_set_error_literal (error, POD_STORE_ERROR, POD_STORE_ERROR_FAILED,
                         "there is no memory for the copy");
  return image;
}

static gboolean
encrypt (PodBackup *self, int fd, const guint8 *key, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) openers = pod_openers_seal (self->copy, key, error);
  g_autofree char *cover = openers ? pod_backup_print_cover (&self->head, openers) : NULL;
  gsize length = 0;
  guint8 *image = cover ? get_image (self, &length, error) : NULL;
  gboolean written;

  if (image == NULL)
    return FALSE;
  written = pod_backup_encrypt (fd, cover, key, image, length, cancellable, error);
  sqlite3_free (image);
  return written;
}

gboolean
pod_backup_write (PodBackup *self,
                  const char *path,
                  PodProgressFunc progress,
                  gpointer progress_data,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (PodNewFile) file = pod_new_file_create (path, error);
  guint8 key[POD_BACKUP_KEY_BYTES];
  gboolean written;

  if (file == NULL)
    return FALSE;
  crypto_secretstream_xchacha20poly1305_keygen (key);
  written = encrypt (self, file->fd, key, cancellable, error) &&
            pod_new_file_put_in_place (file, error);
  sodium_memzero (key, sizeof key);
  if (written && progress != NULL)
    progress (1.0, progress_data);
  return written;
}

/* ---- opening ---- */

/* What is told in clear is bound to the rest, but whoever wrote it may have lied.  How many faults a database has is for each version of the
 * program to say; that there are some is for the first line. */
static gboolean
compare_heads (const PodBackupHead *told, PodBackup *self, GError **error)
{
  const PodBackupHead *found = &self->head;

  if (strcmp (told->head, found->head) != 0 || strcmp (told->study, found->study) != 0 ||
      told->schema != found->schema)
    return set_corrupt (error, "the backup is not what its first line says");
  if (told->faults > 0 || found->faults == 0)
    return TRUE;
  g_set_error (error, POD_STORE_ERROR, POD_STORE_ERROR_CORRUPT, "the copy does not verify: %s",
               self->fault);
  return FALSE;
}

/* @image: (transfer full): of sqlite3_malloc64().  One of an earlier schema is brought to this one, by the same steps as when it is opened:
 * so it is known to be what that version made, and to open. */
static PodConnection *
adopt_image (PodBackup *self, guint8 *image, gsize length, GError **error)
{
  sqlite3 *db = NULL;
  int rc = sqlite3_open_v2 (":memory:", &db,
                            SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOMUTEX,
                            NULL);

  if (rc != SQLITE_OK)
    sqlite3_free (image);
  else
    rc = sqlite3_deserialize (db, "main", image, (sqlite3_int64) length, (sqlite3_int64) length,
                              SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_RESIZEABLE);
  if (rc == SQLITE_OK)
    return pod_connection_adopt_old (db, &self->version, &self->old_head, error);
  pod_store_set_error (error, db, rc);
  sqlite3_close (db);
  return NULL;
}

static gboolean
check_old (PodBackup *self, GError **error)
{
  return self->original == NULL || self->old_head != NULL ||
         set_corrupt (error, "the schema in the backup is not what its version made");
}

PodBackup *
pod_backup_from_image (const PodBackupHead *told,
                       guint8 *image,
                       gsize length,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (PodBackup) self = g_new0 (PodBackup, 1);
  Watch watch = { NULL, NULL };

  if (told->schema < POD_SCHEMA_VERSION)
    self->original = g_bytes_new (image, length);
  self->copy = adopt_image (self, image, length, error);
  if (self->copy == NULL || !check_old (self, error) || !check (self, &watch, cancellable, error) ||
      !compare_heads (told, self, error))
    return NULL;
  self->head.faults = told->faults;
  self->head.created = g_strdup (told->created);
  self->head.program = g_strdup (told->program);
  return g_steal_pointer (&self);
}

gboolean
pod_backup_restore (PodBackup *self, const char *path, GError **error)
{
  g_autoptr (PodNewFile) file = pod_new_file_create_database (path, error);
  g_autoptr (PodConnection) restored = NULL;
  gsize length = 0;
  guint8 *image = file ? get_image (self, &length, error) : NULL;
  gboolean written;

  if (image == NULL)
    return FALSE;
  written = pod_new_file_write (file, image, length, error) &&
            pod_new_file_put_in_place (file, error);
  sqlite3_free (image);
  restored = written ? pod_connection_open (path, error) : NULL;
  if (written && restored == NULL)
    pod_place_remove (path);
  return restored != NULL;
}

void
pod_backup_remove_restored (const char *path)
{
  pod_place_remove (path);
}

/* The colons of an instant and of a head are no part of a file's name everywhere. */
char *
pod_backup_make_name (const PodBackupHead *head)
{
  g_autoptr (GString) created = g_string_new (NULL);
  const char *hash = strchr (head->head, ':');
  g_autofree char *digits = g_strndup (hash ? hash + 1 : "", 16);
  g_autofree char *study = g_strcanon (g_strdup (head->study),
                                       G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS, '_');

  for (const char *p = head->created; *p != '\0' && *p != '.'; p++)
    if (*p != '-' && *p != ':')
      g_string_append_c (created, *p);
  return g_strdup_printf ("%s-%sZ-%s.podbackup", study, created->str, digits);
}
