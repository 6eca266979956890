/* Whether the audit trail still tells the truth about the tables. */

#include <string.h>

#include "pod-old-copy.h"
#include "pod-trial-private.h"

#define NO_ROLE "none"

void
pod_trial_verification_free (PodTrialVerification *verification)
{
  g_free (verification->head);
  g_free (verification->old_copy);
  g_ptr_array_unref (verification->faults);
  g_free (verification);
}

typedef struct
{
  PodStamp *stamp;
  char *anchor;
  PodTrialProgress progress; /* (nullable) */
  gpointer progress_data;
} Verifying;

typedef struct
{
  PodStamp *stamp;
  char *head;
  guint n_faults;
} Noting;

static void
verifying_free (Verifying *verifying)
{
  pod_stamp_free (verifying->stamp);
  g_free (verifying->anchor);
  g_free (verifying);
}

/* Without a role it was asked for by somebody whose credentials were not right.  A name that nobody has may be a password, typed into the
 * wrong field: it does not go into the trail. */
static gboolean
stamp_outcome (PodConnection *connection, const PodStamp *stamp, GError **error)
{
  g_autoptr (PodStamp) unknown = NULL;

  if (strcmp (stamp->role, NO_ROLE) != 0 || pod_vault_has_user (connection, stamp->user))
    return pod_connection_set_stamp (connection, stamp, error);
  unknown = pod_stamp_new ("unknown", NO_ROLE, stamp->session, NULL, stamp->when);
  return pod_connection_set_stamp (connection, unknown, error);
}

/* What came of it, and the head that was looked at, which is an anchor for the next time. */
static gpointer
note (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const Noting *noting = data;
  g_autofree char *detail = noting->n_faults == 0
                                ? g_strdup_printf ("no fault, head %s", noting->head)
                                : g_strdup_printf ("faults: %u, head %s", noting->n_faults,
                                                   noting->head);

  if (stamp_outcome (connection, noting->stamp, error))
    pod_audit_note (connection, "VERIFY", detail, error);
  return NULL;
}

/* A file that cannot be written, or that another program altered, can be verified all the same. */
static Noting *
noting_new (const PodStamp *stamp, const PodVerification *found)
{
  Noting *noting = g_new0 (Noting, 1);

  noting->stamp = pod_stamp_copy (stamp);
  noting->head = g_strdup (found->head);
  noting->n_faults = found->faults->len;
  return noting;
}

static void
noting_free (Noting *noting)
{
  pod_stamp_free (noting->stamp);
  g_free (noting->head);
  g_free (noting);
}

static void
note_outcome (PodTrial *self, const PodStamp *stamp, const PodVerification *found)
{
  Noting *noting = noting_new (stamp, found);

  pod_database_call (self->database, POD_ACCESS_WRITE, note, noting, NULL, NULL, NULL);
  noting_free (noting);
}

static void
report_cb (double fraction, gpointer data)
{
  const Verifying *verifying = data;

  pod_trial_tell_progress (verifying->progress, verifying->progress_data, fraction);
}

static gpointer
verify (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Verifying *verifying = data;
  PodVerification *found = pod_audit_verify (connection, verifying->anchor, report_cb, verifying,
                                             cancellable, error);

  if (found != NULL)
    found->old_copy = pod_old_copy_find (connection);
  return found;
}

static PodTrialFault *
copy_fault (const PodAuditFault *fault)
{
  PodTrialFault *copy = g_new0 (PodTrialFault, 1);

  copy->what = g_strdup (fault->what);
  copy->table = g_strdup (fault->table);
  copy->row = g_strdup (fault->row);
  copy->field = g_strdup (fault->field);
  return copy;
}

static void
fault_free (gpointer data)
{
  PodTrialFault *fault = data;

  g_free (fault->what);
  g_free (fault->table);
  g_free (fault->row);
  g_free (fault->field);
  g_free (fault);
}

/* The interface does not know the store, so what it found is told in the service's own words. */
static PodTrialVerification *
tell (PodVerification *found)
{
  PodTrialVerification *verification = g_new0 (PodTrialVerification, 1);

  verification->ok = found->faults->len == 0;
  verification->entries = found->entries;
  verification->head = g_strdup (found->head);
  verification->old_copy = g_steal_pointer (&found->old_copy);
  verification->faults = g_ptr_array_new_with_free_func (fault_free);
  for (guint i = 0; i < found->faults->len; i++)
    g_ptr_array_add (verification->faults, copy_fault (g_ptr_array_index (found->faults, i)));
  pod_verification_free (found);
  return verification;
}

static Verifying *
verifying_new (PodTrial *self, const char *anchor)
{
  Verifying *verifying = g_new0 (Verifying, 1);

  verifying->stamp = pod_trial_make_stamp (self, NULL);
  verifying->anchor = g_strdup (anchor);
  return verifying;
}

PodTrialVerification *
pod_trial_verify (PodTrial *self, const char *anchor, GError **error)
{
  Verifying *verifying;
  PodVerification *found;

  if (!pod_trial_require (self, POD_VERB_VERIFY, error))
    return NULL;
  verifying = verifying_new (self, anchor);
  found = pod_database_call (self->database, POD_ACCESS_READ, verify, verifying,
                             (GDestroyNotify) pod_verification_free, NULL, error);
  if (found != NULL)
    note_outcome (self, verifying->stamp, found);
  verifying_free (verifying);
  return found != NULL ? tell (found) : NULL;
}

typedef struct
{
  PodStamp *stamp;
  PodVerification *found;
} Outcome;

static void
outcome_free (gpointer data)
{
  Outcome *outcome = data;

  pod_stamp_free (outcome->stamp);
  g_clear_pointer (&outcome->found, pod_verification_free);
  g_free (outcome);
}

static void
note_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Outcome *outcome = g_task_get_task_data (task);

  /* Whether it could be noted or not: the answer is the same. */
  pod_database_run_finish (POD_DATABASE (source), result, NULL);
  g_task_return_pointer (task, tell (g_steal_pointer (&outcome->found)),
                         (GDestroyNotify) pod_trial_verification_free);
}

static void
verify_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Outcome *outcome = g_task_get_task_data (task);
  GError *error = NULL;

  outcome->found = pod_database_run_finish (POD_DATABASE (source), result, &error);
  if (outcome->found == NULL)
    g_task_return_error (task, error);
  else
    pod_database_run (POD_DATABASE (source), POD_ACCESS_WRITE, note,
                      noting_new (outcome->stamp, outcome->found), (GDestroyNotify) noting_free,
                      NULL, NULL, note_ready_cb, g_object_ref (task));
}

void
pod_trial_verify_async (PodTrial *self,
                        const char *anchor,
                        PodTrialProgress progress,
                        gpointer progress_data,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask)
      task = pod_trial_new_task (self, pod_trial_verify_async, cancellable, callback, user_data);
  GError *error = NULL;
  Outcome *outcome;
  Verifying *verifying;

  if (!pod_trial_require (self, POD_VERB_VERIFY, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  outcome = g_new0 (Outcome, 1);
  outcome->stamp = pod_trial_make_stamp (self, NULL);
  g_task_set_task_data (task, outcome, outcome_free);
  verifying = verifying_new (self, anchor);
  verifying->progress = progress;
  verifying->progress_data = progress_data;
  pod_database_run (self->database, POD_ACCESS_READ, verify, verifying,
                    (GDestroyNotify) verifying_free, (GDestroyNotify) pod_verification_free,
                    cancellable, verify_ready_cb, g_object_ref (task));
}

PodTrialVerification *
pod_trial_verify_finish (PodTrial *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* The stamp of whoever may verify. */
static PodStamp *
ask_credentials (PodTrial *self, const char *user, const char *password, GError **error)
{
  PodUserRole role;

  if (!pod_trial_try_sign_in (self, user, password, &role, error))
    return NULL;
  if (pod_role_may (role, POD_VERB_VERIFY))
    return pod_stamp_new (user, pod_user_role_to_string (role), "verify", NULL,
                          pod_clock_now (&self->clock));
  g_set_error_literal (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_ROLE,
                       "this role may not verify");
  return NULL;
}

PodTrialVerification *
pod_trial_verify_as (PodTrial *self,
                     const char *user,
                     const char *password,
                     const char *anchor,
                     GError **error)
{
  g_autoptr (GError) refusal = NULL;
  g_autoptr (PodStamp) stamp = NULL;
  g_autofree char *head = g_strdup (anchor);
  PodVerification *found;

  if (!pod_trial_require_open (self, error))
    return NULL;
  stamp = ask_credentials (self, user, password, &refusal);
  if (stamp == NULL)
    stamp = pod_stamp_new (user != NULL && *user != '\0' ? user : "unknown", NO_ROLE, "verify",
                           NULL, pod_clock_now (&self->clock));
  found = pod_database_call (self->database, POD_ACCESS_READ, verify,
                             &(Verifying){ .anchor = head }, (GDestroyNotify) pod_verification_free,
                             NULL, error);
  if (found != NULL)
    note_outcome (self, stamp, found);
  if (found == NULL || refusal == NULL || found->faults->len > 0)
    return found != NULL ? tell (found) : NULL;
  pod_verification_free (found);
  g_propagate_error (error, g_steal_pointer (&refusal));
  return NULL;
}
