/* Taking out of the database a text that should never have been typed. */

#include "pod-audit-redact.h"
#include "pod-history-private.h"
#include "pod-trial-users.h"

typedef struct
{
  gint64 sequence;
  const char *field;
  PodStamp *stamp;
} Redacting;

/* The casebooks are read anew: a reason may stand beside what several subjects' records say. */
static gpointer
redact (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Redacting *redacting = data;
  g_autoptr (PodSnapshot) snapshot = pod_snapshot_new ();
  PodRedaction done;

  if (!pod_trial_begin_writing (connection, redacting->stamp, error) ||
      !pod_audit_redact_text (connection, redacting->sequence, redacting->field, &done, error) ||
      (done.corrected && !pod_snapshot_load (snapshot, connection, NULL, error)))
    return NULL;
  return g_steal_pointer (&snapshot);
}

static gboolean
check_reason (const char *why, GError **error)
{
  if (why != NULL && why[0] != '\0')
    return TRUE;
  g_set_error_literal (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_REASON,
                       "a redaction needs a reason");
  return FALSE;
}

gboolean
pod_trial_redact_field (PodTrial *self,
                        gint64 sequence,
                        const char *field,
                        const char *password,
                        const char *why,
                        GError **error)
{
  g_autoptr (PodStamp) stamp = NULL;
  g_autoptr (PodSnapshot) snapshot = NULL;

  if (!pod_trial_require (self, POD_VERB_REDACT, error) || !check_reason (why, error) ||
      !pod_trial_check_password (self, password, error))
    return FALSE;
  stamp = pod_trial_make_stamp (self, why);
  snapshot = pod_database_call (self->database, POD_ACCESS_WRITE, redact,
                                &(Redacting){ sequence, field, stamp },
                                (GDestroyNotify) pod_snapshot_free, self->over, error);
  if (snapshot == NULL)
    return FALSE;
  pod_trial_take_snapshot (self, snapshot);
  return TRUE;
}
