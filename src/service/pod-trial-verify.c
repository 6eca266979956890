/* Whether the audit trail still tells the truth about the tables. */

#include "pod-trial-private.h"

void
pod_trial_verification_free (PodTrialVerification *verification)
{
  g_free (verification->head);
  g_ptr_array_unref (verification->faults);
  g_free (verification);
}

typedef struct
{
  PodStamp *stamp;
  char *anchor;
} Verifying;

static void
verifying_free (Verifying *verifying)
{
  pod_stamp_free (verifying->stamp);
  g_free (verifying->anchor);
  g_free (verifying);
}

static gpointer
verify (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Verifying *verifying = data;

  return pod_audit_verify (connection, verifying->anchor, NULL, NULL, cancellable, error);
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
  verifying_free (verifying);
  return found != NULL ? tell (found) : NULL;
}

static void
verify_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  PodVerification *found = pod_database_run_finish (POD_DATABASE (source), result, &error);

  if (found == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, tell (found), (GDestroyNotify) pod_trial_verification_free);
}

void
pod_trial_verify_async (PodTrial *self,
                        const char *anchor,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask)
      task = pod_trial_new_task (self, pod_trial_verify_async, cancellable, callback, user_data);
  GError *error = NULL;

  if (!pod_trial_require (self, POD_VERB_VERIFY, &error))
    g_task_return_error (task, error);
  else
    pod_database_run (self->database, POD_ACCESS_READ, verify, verifying_new (self, anchor),
                      (GDestroyNotify) verifying_free, (GDestroyNotify) pod_verification_free,
                      cancellable, verify_ready_cb, g_object_ref (task));
}

PodTrialVerification *
pod_trial_verify_finish (PodTrial *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
may_verify (PodTrial *self, const char *user, const char *password, GError **error)
{
  PodUserRole role;

  if (!pod_trial_try_sign_in (self, user, password, &role, error))
    return FALSE;
  if (pod_role_may (role, POD_VERB_VERIFY))
    return TRUE;
  g_set_error_literal (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_ROLE,
                       "this role may not verify");
  return FALSE;
}

PodTrialVerification *
pod_trial_verify_as (PodTrial *self,
                     const char *user,
                     const char *password,
                     const char *anchor,
                     GError **error)
{
  g_autoptr (GError) refusal = NULL;
  g_autofree char *head = g_strdup (anchor);
  PodVerification *found;

  if (!pod_trial_require_open (self, error))
    return NULL;
  may_verify (self, user, password, &refusal);
  found = pod_database_call (self->database, POD_ACCESS_READ, verify, &(Verifying){ NULL, head },
                             (GDestroyNotify) pod_verification_free, NULL, error);
  if (found == NULL || refusal == NULL || found->faults->len > 0)
    return found != NULL ? tell (found) : NULL;
  pod_verification_free (found);
  g_propagate_error (error, g_steal_pointer (&refusal));
  return NULL;
}
