/* A change is applied step by step in the running transaction.  Records of the same change refer to one another by the negative
 * ids that the caller chose; here these become the ids of rows. */

#include "pod-connection-private.h"
#include "pod-record-table.h"

typedef struct
{
  PodConnection *connection;
  /* From the caller's negative id to the row; one for each type, since each table counts for itself. */
  GHashTable *ids[POD_N_RECORD_TYPES];
} Applying;

static void
remember_id (Applying *self, PodRecordType type, gint64 reserved, gint64 id)
{
  if (self->ids[type] == NULL)
    self->ids[type] = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_hash_table_insert (self->ids[type], g_memdup2 (&reserved, sizeof reserved),
                       g_memdup2 (&id, sizeof id));
}

static gboolean
resolve_id (Applying *self, PodRecordType type, gint64 *id, GError **error)
{
  const gint64 *row;

  if (*id >= 0)
    return TRUE;
  row = self->ids[type] ? g_hash_table_lookup (self->ids[type], id) : NULL;
  if (row != NULL)
    {
      *id = *row;
      return TRUE;
    }
  g_set_error (error, POD_STORE_ERROR, POD_STORE_ERROR_NOT_FOUND,
               "no %s of this change stands before the record that refers to it",
               pod_record_type_to_string (type));
  return FALSE;
}

static gboolean
resolve_references (Applying *self, PodRecordType type, PodRecord *head, GError **error)
{
  if (type == POD_RECORD_SUBJECT)
    return TRUE;
  if (!resolve_id (self, POD_RECORD_SUBJECT, &head->subject, error))
    return FALSE;
  if (type == POD_RECORD_FINDING)
    {
      PodFinding *finding = (PodFinding *) head;

      return resolve_id (self, POD_RECORD_VISIT, &finding->visit, error) &&
             resolve_id (self, POD_RECORD_ADVERSE_EVENT, &finding->adverse_event, error) &&
             resolve_id (self, POD_RECORD_EVENT, &finding->history, error);
    }
  if (type == POD_RECORD_INTERVENTION)
    return resolve_id (self, POD_RECORD_VISIT, &((PodIntervention *) head)->visit, error);
  return TRUE;
}

/* Returns the row's id, 0 on error.  The change is not altered: the references are resolved in a copy. */
static gint64
put_record (Applying *self, const PodChangeStep *step, GError **error)
{
  const PodTable *table = pod_record_get_shape (step->type);
  g_autofree PodRecord *head = g_memdup2 (step->record, table->size);
  gint64 id = head->id;

  if (!resolve_references (self, step->type, head, error))
    return 0;
  if (id > 0)
    return pod_table_update (self->connection, table, head, error) ? id : 0;
  id = pod_table_insert (self->connection, table, head, error);
  if (id > 0 && head->id < 0)
    remember_id (self, step->type, head->id, id);
  return id;
}

static gint64
apply_step (Applying *self, const PodChangeStep *step, GError **error)
{
  const PodTable *table = pod_record_get_shape (step->type);

  if (!step->is_void)
    return put_record (self, step, error);
  return pod_table_void (self->connection, table, step->id, step->version, error) ? step->id : 0;
}

/* ICH E6(R3) 4.2.2: what was saved is changed only with a reason. */
static gboolean
check_reason (PodConnection *connection, const PodChange *change, GError **error)
{
  const PodStamp *stamp = pod_connection_get_stamp (connection);

  if (stamp == NULL || !pod_change_needs_reason (change) || (stamp->why && stamp->why[0]))
    return TRUE;
  g_set_error_literal (error, POD_STORE_ERROR, POD_STORE_ERROR_CONSTRAINT,
                       "what was saved is changed only with a reason");
  return FALSE;
}

static gboolean
apply_steps (Applying *self, const PodChange *change, GArray *ids, GError **error)
{
  for (guint i = 0; i < pod_change_get_n_steps (change); i++)
    {
      gint64 id = apply_step (self, pod_change_get_step (change, i), error);

      if (id == 0)
        return FALSE;
      if (ids != NULL)
        g_array_append_val (ids, id);
    }
  return TRUE;
}

gboolean
pod_change_apply (PodConnection *connection, const PodChange *change, GArray *ids, GError **error)
{
  Applying self = { .connection = connection };
  gboolean applied;

  /* A savepoint, so that a caller who goes on after an error has none of this change. */
  if (!check_reason (connection, change, error) ||
      !pod_connection_exec (connection, "SAVEPOINT change", error))
    return FALSE;
  applied = apply_steps (&self, change, ids, error);
  if (!applied)
    pod_connection_exec (connection, "ROLLBACK TO change", NULL);
  applied = pod_connection_exec (connection, "RELEASE change", applied ? error : NULL) && applied;
  for (guint i = 0; i < POD_N_RECORD_TYPES; i++)
    g_clear_pointer (&self.ids[i], g_hash_table_unref);
  return applied;
}
