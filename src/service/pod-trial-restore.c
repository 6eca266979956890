/* A copy becomes a database again. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>

#include "pod-trial-backup-private.h"
#include "pod-trial-users.h"

gboolean
pod_trial_error_is_corrupt (const GError *error)
{
  return g_error_matches (error, POD_STORE_ERROR, POD_STORE_ERROR_CORRUPT);
}

gboolean
pod_trial_error_is_of_made (const GError *error)
{
  return g_error_matches (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_UNNOTED) ||
         g_error_matches (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_FAULTS);
}

char *
pod_backup_error_to_words (const GError *error)
{
  if (pod_trial_error_is_corrupt (error))
    return g_strdup_printf (_ ("What was read is not what was written, or is no backup of this "
                               "program, so nothing of it is kept. See that it is the right file; "
                               "take an earlier backup, or verify the database. (%s)"),
                            error->message);
  if (g_error_matches (error, POD_STORE_ERROR, POD_STORE_ERROR_LOCKED))
    return g_strdup (_ ("Nobody could open such a backup: no principal investigator has a key yet. "
                        "One of them must sign in first."));
  if (g_error_matches (error, POD_STORE_ERROR, POD_STORE_ERROR_FAILED))
    return g_strdup_printf (_ ("It could not be read or written. See that the folder is there, "
                               "that you may write to it, and that the disk has room. (%s)"),
                            error->message);
  return pod_trial_error_to_words (error);
}

PodRestoreField
pod_restore_error_to_field (const GError *error)
{
  if (error->domain != POD_STORE_ERROR)
    return POD_RESTORE_NO_FIELD;
  switch (error->code)
    {
    case POD_STORE_ERROR_EXISTS:
    case POD_STORE_ERROR_PLACE:
      return POD_RESTORE_PATH;
    case POD_STORE_ERROR_PASSWORD:
      return POD_RESTORE_SECRET;
    case POD_STORE_ERROR_CORRUPT:
    case POD_STORE_ERROR_FOREIGN:
    case POD_STORE_ERROR_TOO_NEW:
    case POD_STORE_ERROR_NOT_FOUND:
      return POD_RESTORE_BACKUP;
    default:
      return POD_RESTORE_NO_FIELD;
    }
}

typedef struct
{
  PodStamp *stamp;
  char *detail;
} Note;

static gpointer
note (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const Note *self = data;

  if (pod_connection_set_stamp (connection, self->stamp, error))
    pod_audit_note (connection, "RESTORE", self->detail, error);
  return NULL;
}

static char *
make_detail (const PodBackupHead *head)
{
  if (head->faults == 0)
    return g_strdup_printf ("head %s", head->head);
  return g_strdup_printf ("head %s, with faults: %" G_GINT64_FORMAT, head->head, head->faults);
}

/* What was restored is, byte for byte, what was copied; the first entry after it says where it comes from. */
static gboolean
note_restore (const PodRestoration *self, const PodBackupHead *head, PodInstant now, GError **error)
{
  const char *user = self->recovery_key == NULL ? self->user : NULL;
  g_autoptr (PodDatabase) database = pod_database_open (self->path, error);
  g_autoptr (PodStamp)
      stamp = pod_stamp_new (user != NULL ? user : "system",
                             user != NULL ? pod_user_role_to_string (POD_USER_PI) : "none",
                             "restore", NULL, now);
  g_autofree char *detail = make_detail (head);
  g_autoptr (GError) failure = NULL;

  if (database == NULL)
    return FALSE;
  pod_database_call (database, POD_ACCESS_WRITE, note, &(Note){ stamp, detail }, NULL, NULL,
                     &failure);
  pod_database_close (database);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
check_faults (const PodRestoration *self, const PodBackupHead *head, GError **error)
{
  guint n = (guint) head->faults;

  if (n == 0 || self->with_faults)
    return TRUE;
  g_set_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_FAULTS,
               ngettext ("The database did not verify when this copy was made (%u fault). Take "
                         "an earlier copy; or, where there is none, restore this one expressly "
                         "with its faults.",
                         "The database did not verify when this copy was made (%u faults). Take "
                         "an earlier copy; or, where there is none, restore this one expressly "
                         "with its faults.",
                         n),
               n);
  return FALSE;
}

/* Made a moment ago, and its trail does not say where it comes from.  With faults there may be no trail left that could. */
static gboolean
settle_unnoted (const PodRestoration *self,
                const PodBackupHead *head,
                PodRestored *restored,
                GError *failure,
                GError **error)
{
  if (restored != NULL)
    pod_restored_clear (restored);
  if (head->faults > 0)
    {
      g_set_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_UNNOTED,
                   _ ("The database is restored with its faults, but its audit trail could not "
                      "note it (%s)."),
                   failure->message);
      g_error_free (failure);
      return FALSE;
    }
  g_propagate_error (error, failure);
  pod_backup_remove_restored (self->path);
  return FALSE;
}

static gboolean
restore (const PodRestoration *self,
         const PodClock *clock,
         PodRestored *restored,
         GCancellable *cancellable,
         GError **error)
{
  PodBackupSecret secret = { self->user, self->password, self->recovery_key, NULL };
  g_autoptr (PodBackup) copy = pod_backup_open (self->backup, &secret, cancellable, error);
  const PodBackupHead *head = copy != NULL ? pod_backup_get_head (copy) : NULL;
  GError *failure = NULL;

  if (copy == NULL || g_cancellable_set_error_if_cancelled (cancellable, error) ||
      !check_faults (self, head, error) || !pod_backup_restore (copy, self->path, error))
    return FALSE;
  if (restored != NULL)
    *restored = (PodRestored){ pod_backup_count_entries (copy), g_strdup (head->head),
                               pod_backup_count_subjects (copy), pod_backup_count_signatures (copy),
                               (guint) head->faults };
  if (note_restore (self, head, pod_clock_now (clock != NULL ? clock : pod_clock_system ()),
                    &failure))
    return TRUE;
  return settle_unnoted (self, head, restored, failure, error);
}

gboolean
pod_trial_restore (const PodRestoration *restoration,
                   const PodClock *clock,
                   PodRestored *restored,
                   GError **error)
{
  return restore (restoration, clock, restored, NULL, error);
}

/* ---- without waiting ---- */

typedef struct
{
  char *backup;
  char *path;
  char *user;
  char *password;
  char *recovery_key;
  gboolean with_faults;
  PodRestored restored;
} Restoring;

static void
restoring_free (Restoring *restoring)
{
  g_free (restoring->backup);
  g_free (restoring->path);
  g_free (restoring->user);
  pod_wipe (restoring->password);
  pod_wipe (restoring->recovery_key);
  pod_restored_clear (&restoring->restored);
  g_free (restoring);
}

static void
restore_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Restoring *restoring = data;
  PodRestoration restoration = { restoring->backup,       restoring->path,
                                 restoring->user,         restoring->password,
                                 restoring->recovery_key, restoring->with_faults };
  GError *error = NULL;

  if (restore (&restoration, NULL, &restoring->restored, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
pod_trial_restore_async (const PodRestoration *restoration,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Restoring *restoring = g_new0 (Restoring, 1);

  restoring->backup = g_strdup (restoration->backup);
  restoring->path = g_strdup (restoration->path);
  restoring->user = g_strdup (restoration->user);
  restoring->password = g_strdup (restoration->password);
  restoring->recovery_key = g_strdup (restoration->recovery_key);
  restoring->with_faults = restoration->with_faults;
  g_task_set_source_tag (task, pod_trial_restore_async);
  /* What was restored before it could be cancelled is told as restored. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, restoring, (GDestroyNotify) restoring_free);
  g_task_run_in_thread (task, restore_in_thread);
}

gboolean
pod_trial_restore_finish (GAsyncResult *result, PodRestored *restored, GError **error)
{
  Restoring *restoring;

  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  restoring = g_task_get_task_data (G_TASK (result));
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  if (restored != NULL)
    *restored = restoring->restored;
  else
    pod_restored_clear (&restoring->restored);
  restoring->restored.head = NULL;
  return TRUE;
}
