/* The work of making a copy, or of trying one, in parts: what the database is asked, what a worker does, what the trail is told. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "pod-old-copy.h"
#include "pod-trial-backup-private.h"

PodCopying *
pod_copying_new (PodTrial *self, PodCopyKind kind, const char *path)
{
  PodCopying *copying = g_new0 (PodCopying, 1);

  copying->kind = kind;
  copying->folder = pod_trial_get_backup_folder (self);
  copying->path = g_strdup (path);
  if (self->key != NULL)
    copying->key = pod_key_ref (self->key);
  /* Nobody asks for the daily one, and perhaps nobody is signed in. */
  copying->stamp = pod_trial_is_signed_in (self) ? pod_trial_make_stamp (self, NULL)
                                                 : pod_stamp_new ("system", "none", "backup", NULL,
                                                                  pod_clock_now (&self->clock));
  return copying;
}

void
pod_copying_free (PodCopying *copying)
{
  pod_stamp_free (copying->stamp);
  g_clear_pointer (&copying->key, pod_key_unref);
  g_free (copying->folder);
  g_free (copying->path);
  g_free (copying->database);
  g_free (copying->head);
  g_free (copying->old_copy);
  g_clear_pointer (&copying->copies, g_ptr_array_unref);
  pod_restored_clear (&copying->made);
  g_free (copying->tried_head);
  g_clear_error (&copying->failure);
  g_free (copying);
}

static gboolean
is_by_itself (const PodCopying *copying)
{
  return copying->kind == POD_COPY_DAILY || copying->kind == POD_COPY_CLOSING;
}

/* Only a principal investigator's key opens a copy; others wait for their next session. */
static gboolean
can_try (const PodCopying *copying)
{
  return copying->key != NULL && copying->key->vault != NULL &&
         g_strcmp0 (copying->stamp->role, pod_user_role_to_string (POD_USER_PI)) == 0;
}

/* ---- asking ---- */

gboolean
pod_copying_look (gpointer data, GCancellable *cancellable, GError **error)
{
  PodCopying *copying = data;

  if (copying->kind != POD_COPY_ASKED)
    copying->copies = pod_copies_read (copying->folder);
  return TRUE;
}

static void
find_newest (PodCopying *copying, GError **error)
{
  copying->path = g_strdup (pod_copies_find_newest (copying->copies));
  if (copying->path == NULL)
    g_set_error_literal (error, POD_STORE_ERROR, POD_STORE_ERROR_NOT_FOUND,
                         "there is no copy of this database yet");
}

/* Where a coordinator's session makes the copies, the principal investigator's tries the newest of them; not while it closes, when
 * somebody waits. */
static void
prepare_test_alone (PodCopying *copying)
{
  if (copying->is_test_due && copying->kind == POD_COPY_DAILY)
    find_newest (copying, NULL);
  copying->is_test_due = copying->is_test_due && copying->path != NULL;
}

gpointer
pod_copying_prepare (PodConnection *connection,
                     gpointer data,
                     GCancellable *cancellable,
                     GError **error)
{
  PodCopying *copying = data;

  if (copying->copies != NULL)
    pod_copies_keep_own (copying->copies, connection);
  if (copying->kind == POD_COPY_TRIED)
    {
      find_newest (copying, error);
      return NULL;
    }
  copying->is_due = !is_by_itself (copying) ||
                    pod_copy_is_due (connection, copying->stamp->when,
                                     copying->kind == POD_COPY_CLOSING, NULL);
  copying->is_test_due = is_by_itself (copying) && can_try (copying) &&
                         pod_copy_test_is_due (connection, copying->stamp->when);
  if (!copying->is_due)
    prepare_test_alone (copying);
  copying->database = g_strdup (pod_connection_get_path (connection));
  copying->head = pod_audit_head (connection, error);
  copying->old_copy = pod_old_copy_find (connection);
  return NULL;
}

/* ---- working ---- */

static gboolean
make_folder (const PodCopying *copying, GError **error)
{
  if (g_mkdir (copying->folder, 0700) == 0 || errno == EEXIST)
    return TRUE;
  g_set_error (error, POD_STORE_ERROR, POD_STORE_ERROR_FAILED, "the folder of copies: %s",
               g_strerror (errno));
  return FALSE;
}

/* By itself it takes its name from what came of it. */
static gboolean
find_place (PodCopying *copying, PodBackup *backup, GError **error)
{
  g_autofree char *name = NULL;
  g_autofree char *dir = copying->path != NULL ? g_path_get_dirname (copying->path) : NULL;

  if (!is_by_itself (copying))
    return g_strcmp0 (dir, copying->folder) != 0 || make_folder (copying, error);
  name = pod_backup_make_name (pod_backup_get_head (backup));
  g_free (copying->path);
  copying->path = g_build_filename (copying->folder, name, NULL);
  return make_folder (copying, error);
}

static void
tell_made (PodRestored *made, PodBackup *backup)
{
  made->entries = pod_backup_count_entries (backup);
  made->head = g_strdup (pod_backup_get_head (backup)->head);
  made->subjects = pod_backup_count_subjects (backup);
  made->signatures = pod_backup_count_signatures (backup);
  made->faults = (guint) pod_backup_get_head (backup)->faults;
}

static void
report_cb (double fraction, gpointer data)
{
  const PodCopying *copying = data;

  pod_trial_tell_progress (copying->progress, copying->progress_data, fraction);
}

static gboolean
make_copy (PodCopying *copying, GCancellable *cancellable, GError **error)
{
  g_autoptr (PodBackup)
      backup = pod_backup_take (copying->database, copying->head, copying->stamp->when, report_cb,
                                copying, cancellable, error);

  if (backup == NULL || !find_place (copying, backup, error) ||
      !pod_backup_write (backup, copying->path, report_cb, copying, cancellable, error))
    return FALSE;
  tell_made (&copying->made, backup);
  copying->is_made = TRUE;
  if (copying->copies != NULL)
    pod_copies_add (copying->copies, copying->path);
  return TRUE;
}

/* Whether it opens, decrypts and verifies, and was made without faults; that its head is in the trail is asked when it is noted.  Why it does not is for the
 * trail's reader: @error stays for what kept the test from being made. */
static gboolean
try_copy (PodCopying *copying, GCancellable *cancellable, GError **error)
{
  PodBackupSecret secret = { .vault = copying->key != NULL ? copying->key->vault : NULL };
  g_autoptr (PodBackupHead) head = NULL;
  g_autoptr (GError) failure = NULL;
  g_autoptr (PodBackup) backup = NULL;

  /* Copies may be an administrator's duty, who has no key at all. */
  if (secret.vault == NULL)
    {
      g_set_error_literal (error, POD_STORE_ERROR, POD_STORE_ERROR_PASSWORD,
                           _ ("Only the key of a principal investigator opens a backup. One of "
                              "them must be signed in for the test."));
      return FALSE;
    }
  head = pod_backup_read_head (copying->path, error);
  if (head == NULL)
    return FALSE;
  backup = pod_backup_open (copying->path, &secret, cancellable, &failure);
  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      g_error_matches (failure, POD_STORE_ERROR, POD_STORE_ERROR_PASSWORD))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  copying->is_tried = TRUE;
  copying->is_good = backup != NULL && head->faults == 0;
  copying->tried_head = g_strdup (head->head);
  return TRUE;
}

gboolean
pod_copying_work (gpointer data, GCancellable *cancellable, GError **error)
{
  PodCopying *copying = data;
  if (copying->kind == POD_COPY_TRIED)
    return try_copy (copying, cancellable, error);
  if (copying->is_due && !make_copy (copying, cancellable, error))
    return FALSE;
  /* A copy stays a copy, tried or not. */
  if (copying->is_test_due)
    try_copy (copying, NULL, NULL);
  return TRUE;
}

/* ---- telling the trail ---- */

static gboolean
note_copy (PodCopying *copying, PodConnection *connection, GError **error)
{
  g_autofree char *faults = copying->made.faults > 0
                                ? g_strdup_printf (", with faults: %u", copying->made.faults)
                                : g_strdup ("");
  g_autofree char *detail = g_strdup_printf ("%shead %s%s",
                                             is_by_itself (copying) ? POD_COPY_BY_ITSELF ", " : "",
                                             copying->made.head, faults);

  return pod_audit_note (connection, "BACKUP", detail, error);
}

static gboolean
note_test (PodCopying *copying, PodConnection *connection, GError **error)
{
  g_autofree char *detail = NULL;
  gboolean has = FALSE;

  if (!pod_audit_has_head (connection, copying->tried_head, &has, error))
    return FALSE;
  copying->is_good = copying->is_good && has;
  detail = g_strdup_printf (POD_COPY_TEST " %s, head %s", copying->is_good ? "good" : "failed",
                            copying->tried_head);
  return pod_audit_note (connection, "VERIFY", detail, error);
}

gpointer
pod_copying_note (PodConnection *connection,
                  gpointer data,
                  GCancellable *cancellable,
                  GError **error)
{
  PodCopying *copying = data;

  if (!pod_connection_set_stamp (connection, copying->stamp, error) ||
      (copying->is_made && !note_copy (copying, connection, error)))
    return NULL;
  if (copying->is_tried)
    note_test (copying, connection, error);
  return NULL;
}

gboolean
pod_copying_tidy (gpointer data, GCancellable *cancellable, GError **error)
{
  const PodCopying *copying = data;

  if (copying->copies != NULL)
    pod_copies_tidy (copying->copies);
  return TRUE;
}

void
pod_copying_take_failure (PodCopying *copying, GError *failure)
{
  g_clear_error (&copying->failure);
  copying->failure = failure;
}

static void
tell_last (PodTrial *self, PodCopying *copying)
{
  pod_restored_clear (&self->last_copy);
  self->last_copy = copying->made;
  copying->made.head = NULL;
  if (is_by_itself (copying))
    self->copied_us = copying->stamp->when.utc_us;
}

/* What was wrong with the trail may be the very reason why the copy is needed: it stays. */
static gboolean
set_unnoted_error (PodCopying *copying, GError **error)
{
  if (!copying->is_made)
    g_propagate_error (error, g_steal_pointer (&copying->failure));
  else
    g_set_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_UNNOTED,
                 _ ("The backup is made and is kept where it was to be, but the audit trail could "
                    "not note it (%s). Verify the database as soon as it can be written again."),
                 copying->failure->message);
  return FALSE;
}

static gboolean
set_faults_error (guint n, GError **error)
{
  g_set_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_FAULTS,
               ngettext ("The backup is made and kept, but the database does not verify: %u fault "
                         "is in it, and in the backup. Keep the earlier backups, and verify the "
                         "database.",
                         "The backup is made and kept, but the database does not verify: %u "
                         "faults are in it, and in the backup. Keep the earlier backups, and "
                         "verify the database.",
                         n),
               n);
  return FALSE;
}

gboolean
pod_copying_finish (PodTrial *self, PodCopying *copying, GError **error)
{
  if (copying->is_made)
    tell_last (self, copying);
  if (copying->failure != NULL)
    return set_unnoted_error (copying, error);
  if (copying->is_made && copying->made.faults > 0)
    return set_faults_error (copying->made.faults, error);
  /* What cannot be removed is told by Verify, and goes with the next one. */
  if (copying->is_made && copying->old_copy != NULL)
    g_unlink (copying->old_copy);
  if (copying->kind != POD_COPY_TRIED || copying->is_good)
    return TRUE;
  g_set_error_literal (error, POD_STORE_ERROR, POD_STORE_ERROR_CORRUPT,
                       "the newest copy does not give back what was there");
  return FALSE;
}
