#pragma once

#include "pod-trial.h"

G_BEGIN_DECLS

/*
 * Copies of the whole database, encrypted to whoever may open them: the PIs and the recovery key (their public keys, so that making
 * one takes no password).  Layout of the file: src/store/pod-backup.h.
 */

/* Where copies are kept that are made by themselves: beside the database, "backups/", unless another folder was chosen. Free with g_free(). */
char *pod_trial_get_backup_folder (PodTrial *self);
/* @folder: NULL or "" for the one beside the database.  For this run of the program; its interface remembers it. */
void pod_trial_set_backup_folder (PodTrial *self, const char *folder);
/* A name that tells no person: "<study>-20260314T063000Z-<16 digits of the head>.podbackup".  Free with g_free(). */
char *pod_trial_make_backup_name (PodTrial *self);
/* BACKUP.  EXISTS where the file is there.  Copies in slices, checks the copy (integrity, chain, replay), then encrypts; noted BACKUP with the
 * head.  What does not verify is copied all the same, marked as such in its first line and in the trail, and told as FAULTS.  UNNOTED where it was made, and is kept, but the trail could not note it: then it is the last
 * backup all the same. */
gboolean pod_trial_backup (PodTrial *self, const char *path, GError **error);
void pod_trial_backup_async (PodTrial *self,
                             const char *path,
                             PodTrialProgress progress,
                             gpointer progress_data,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean pod_trial_backup_finish (PodTrial *self, GAsyncResult *result, GError **error);
typedef struct _PodRestored PodRestored;
/* What the copy holds that this trial made last; NULL where it made none. */
const PodRestored *pod_trial_get_last_backup (PodTrial *self);
/* What became of a copy, and what to do, in the reader's language: for the errors of all that stands here.  Free with g_free(). */
char *pod_backup_error_to_words (const GError *error);
/* Whether a copy was refused because what is in it, or in the database, is not what was written. */
gboolean pod_trial_error_is_corrupt (const GError *error);
/* Of making one: whether the copy was made and is kept, but not all is well: FAULTS, UNNOTED. */
gboolean pod_trial_error_is_of_made (const GError *error);

/* By itself: daily while the trial is open, and on closing where anything was written since the last.  Into the folder; the newest 30
 * are kept, and the last of each month; those with faults are counted apart.  Takes no role: nobody asks for it. */
gboolean pod_trial_is_backup_due (PodTrial *self);
void pod_trial_backup_by_itself_async (PodTrial *self,
                                       gboolean closing,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean pod_trial_backup_by_itself_finish (PodTrial *self, GAsyncResult *result, GError **error);

/**
 * PodBackupState: what is known of copies; instants RFC 3339 UTC, NULL for never
 * @tested: when the last one was restored for a test, which happens monthly by itself and needs the key in memory; @test_good: how it went
 */
typedef struct
{
  char *last;
  char *tested;
  gboolean test_good;
} PodBackupState;
void pod_backup_state_clear (PodBackupState *state);
void pod_trial_get_backup_state (PodTrial *self, PodBackupState *state);
/* Restores the newest copy, of those without faults where there is one, into memory, compares rows, head and signatures with what the trail says was there; noted VERIFY. */
gboolean pod_trial_test_restore (PodTrial *self, GError **error);
void pod_trial_test_restore_async (PodTrial *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean pod_trial_test_restore_finish (PodTrial *self, GAsyncResult *result, GError **error);

/**
 * PodRestored: what came out of a copy
 * @faults: how many the database had when it was copied; 0 for a sound copy
 */
struct _PodRestored
{
  gint64 entries;
  char *head;
  guint subjects;
  guint signatures;
  guint faults;
};
void pod_restored_clear (PodRestored *restored);

/**
 * PodRestoration:
 * @path: where nothing is
 * @user, @password: (nullable): of a PI at the time of the copy; where NULL, by @recovery_key
 * @recovery_key: (nullable): where NULL, by @user and @password
 * @with_faults: also a copy that was made with faults
 */
typedef struct
{
  const char *backup;
  const char *path;
  const char *user;
  const char *password;
  const char *recovery_key;
  gboolean with_faults;
} PodRestoration;

/* What of it an error concerns: a form says it beside that. */
typedef enum
{
  POD_RESTORE_NO_FIELD,
  POD_RESTORE_BACKUP,
  POD_RESTORE_PATH,
  POD_RESTORE_SECRET, /* user and password, or recovery key */
} PodRestoreField;
PodRestoreField pod_restore_error_to_field (const GError *error);

/* EXISTS; PASSWORD; CORRUPT for a file that is cut short or altered; FAULTS for one that was made with faults, unless that is what was asked
 * for.  Verifies what it restored before it says so; @restored (nullable) tells what was in the copy: byte for byte that is written, and
 * then the trail gets one entry more, RESTORE with the head that was restored.  UNNOTED where a database with faults was restored, and is
 * kept, whose trail takes no more entries. */
gboolean pod_trial_restore (const PodRestoration *restoration,
                            const PodClock *clock,
                            PodRestored *restored,
                            GError **error);

/* The same without making anybody wait.  No trial is open yet, so nobody is the source; the clock is the system's. */
void pod_trial_restore_async (const PodRestoration *restoration,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean pod_trial_restore_finish (GAsyncResult *result, PodRestored *restored, GError **error);

G_END_DECLS
