/* A copy becomes a database again. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "pod-trial-backup-private.h"

gboolean
pod_trial_error_is_corrupt (const GError *error)
{
  return g_error_matches (error, POD_STORE_ERROR, POD_STORE_ERROR_CORRUPT);
}

char *
pod_backup_error_to_words (const GError *error)
{
  if (pod_trial_error_is_corrupt (error))
    return g_strdup_printf (_ ("What was read is not what was written, so nothing of it is kept. "
                               "Verify "
                               "the database; of a backup, take an earlier one. (%s)"),
                            error->message);
  if (g_error_matches (error, POD_STORE_ERROR, POD_STORE_ERROR_LOCKED))
    return g_strdup (_ ("Nobody could open such a backup: no principal investigator has a key yet. "
                        "One of them must sign in first."));
  return pod_trial_error_to_words (error);
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

/* What was restored is, byte for byte, what was copied; the first entry after it says where it comes from. */
static gboolean
note_restore (const char *path, const char *user, const char *head, PodInstant now, GError **error)
{
  g_autoptr (PodDatabase) database = pod_database_open (path, error);
  g_autoptr (PodStamp)
      stamp = pod_stamp_new (user != NULL ? user : "system",
                             user != NULL ? pod_user_role_to_string (POD_USER_PI) : "none",
                             "restore", NULL, now);
  g_autofree char *detail = g_strdup_printf ("head %s", head);
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

gboolean
pod_trial_restore (const char *backup,
                   const char *path,
                   const char *user,
                   const char *password,
                   const char *recovery_key,
                   const PodClock *clock,
                   PodRestored *restored,
                   GError **error)
{
  PodBackupSecret secret = { user, password, recovery_key, NULL };
  g_autoptr (PodBackup) copy = pod_backup_open (backup, &secret, NULL, error);
  const char *head;

  if (copy == NULL || !pod_backup_restore (copy, path, error))
    return FALSE;
  head = pod_backup_get_head (copy)->head;
  if (restored != NULL)
    *restored = (PodRestored){ pod_backup_count_entries (copy), g_strdup (head),
                               pod_backup_count_subjects (copy),
                               pod_backup_count_signatures (copy) };
  if (note_restore (path, recovery_key == NULL ? user : NULL, head,
                    pod_clock_now (clock != NULL ? clock : pod_clock_system ()), error))
    return TRUE;
  /* Made a moment ago, and its trail does not say where it comes from. */
  g_unlink (path);
  if (restored != NULL)
    pod_restored_clear (restored);
  return FALSE;
}
