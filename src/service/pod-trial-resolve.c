/* What a person makes of what waits: it becomes a result, takes the place of one, stands beside it, takes one out, or is rejected.  What
 * stands is voided at most, never overwritten. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>

#include "pod-finding-settle.h"
#include "pod-importing.h"

/* So many are one transaction, where it is a whole arrival. */
#define CHUNK 400
/* Between two of them those who wait for the file get their turn. */
#define REST_MS 40

typedef struct _Resolving Resolving;

/* One transaction; sets done where there is no more to do. */
typedef gboolean (*ResolvingStep) (Resolving *resolving, PodConnection *connection, GError **error);

struct _Resolving
{
  ResolvingStep step;
  GArray *keys; /* PodArrivalKey */
  PodResolution resolution;
  gint64 arrival;
  char *why;
  guint epoch;
  PodWriting *writing;
  GHashTable *casebooks; /* subject → PodCasebook, as it was left */
  gint64 after;
  guint n;
  guint n_whole; /* of those, what is written */
  gboolean done;
};

static void
resolving_free (Resolving *resolving)
{
  g_clear_pointer (&resolving->keys, g_array_unref);
  g_clear_pointer (&resolving->writing, pod_writing_free);
  g_hash_table_unref (resolving->casebooks);
  g_free (resolving->why);
  g_free (resolving);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Resolving, resolving_free)

static gboolean
has_reason (const Resolving *resolving)
{
  return resolving->why != NULL && *resolving->why != '\0';
}

static gboolean
set_input_error (const char *message, GError **error)
{
  g_set_error_literal (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT, message);
  return FALSE;
}

/* ---- one item ---- */

/* What is to be written of an item.  @step: of the change, whose id the result has; -1: @item says it already */
typedef struct
{
  PodArrivalItem *item;
  int step;
} Outcome;

typedef struct
{
  Resolving *resolving;
  PodConnection *connection;
  PodKnown *known;
  GPtrArray *rivals; /* PodArrivalItem: what goes with a withdrawal */
  GArray *outcomes;
} Work;

static void
set_resolution (PodArrivalItem *item, PodArrivalState state, const char *resolution)
{
  item->state = state;
  g_free ((char *) item->resolution);
  item->resolution = g_strdup (resolution);
}

static void
add_outcome (Work *work, PodArrivalItem *item, int step)
{
  Outcome outcome = { item, step };

  g_array_append_val (work->outcomes, outcome);
}

static void
put_finding (Work *work,
             PodArrivalItem *item,
             const PodCasebook *casebook,
             const char *origin,
             const char *status,
             const char *resolution)
{
  PodWriting *writing = work->resolving->writing;
  PodFinding finding = item->finding;

  finding.record = (PodRecord){ .id = pod_change_reserve (writing->change),
                                .subject = item->record.subject };
  finding.source = "import";
  finding.origin = origin;
  finding.status = status;
  pod_finding_settle (writing->study, writing->site, casebook, NULL, &finding);
  pod_change_put_finding (writing->change, &finding);
  set_resolution (item, POD_ARRIVAL_ACCEPTED, resolution);
  add_outcome (work, item, (int) pod_change_get_n_steps (writing->change) - 1);
}

static void
void_finding (Work *work, const PodFinding *finding)
{
  pod_change_void (work->resolving->writing->change, POD_RECORD_FINDING, finding->record.id,
                   finding->record.version);
}

/* What came in of the same origin, and was not taken yet, goes with what is withdrawn. */
static gboolean
reject_rivals (Work *work, const PodArrivalItem *item, GError **error)
{
  const PodArrivalQuery query = { .subject = item->record.subject,
                                  .origin = item->finding.origin,
                                  .states = 1u << POD_ARRIVAL_CLEAR | 1u << POD_ARRIVAL_WAITING };
  g_autoptr (GPtrArray) found = pod_arrival_item_list (work->connection, NULL, &query, error);

  if (found == NULL)
    return FALSE;
  for (guint i = 0; i < found->len; i++)
    {
      PodArrivalItem *rival = g_ptr_array_index (found, i);

      if (rival->record.id == item->record.id || g_strcmp0 (rival->cause, "withdrawal") == 0)
        continue;
      set_resolution (rival, POD_ARRIVAL_REJECTED, "withdrawn");
      add_outcome (work, rival, -1);
      g_ptr_array_index (found, i) = NULL;
      g_ptr_array_add (work->rivals, rival);
    }
  return TRUE;
}

static gboolean
withdraw (Work *work, PodArrivalItem *item, const PodFinding *earlier, GError **error)
{
  if (!has_reason (work->resolving))
    return set_input_error (_ ("Say why the result is taken out."), error);
  if (earlier != NULL)
    void_finding (work, earlier);
  item->result = earlier != NULL ? earlier->record.id : 0;
  set_resolution (item, POD_ARRIVAL_ACCEPTED, "withdrawn");
  add_outcome (work, item, -1);
  return reject_rivals (work, item, error);
}

static gboolean
speaks_against_itself (const PodArrivalItem *item)
{
  return pod_arrival_cause_has (item->cause, "implausible") ||
         pod_arrival_cause_has (item->cause, "wrong_patient") ||
         pod_arrival_cause_has (item->cause, "test_message");
}

static gboolean
check_reason (const Work *work, const PodArrivalItem *item, GError **error)
{
  if (!speaks_against_itself (item) || has_reason (work->resolving))
    return TRUE;
  return set_input_error (_ ("Say why this is taken although something speaks against it."), error);
}

static gboolean
is_same_origin (const PodArrivalItem *item, const PodFinding *earlier)
{
  return earlier != NULL && g_strcmp0 (earlier->origin, item->finding.origin) == 0;
}

static gboolean
accept (Work *work,
        PodArrivalItem *item,
        const PodCasebook *casebook,
        const PodFinding *earlier,
        GError **error)
{
  if (g_strcmp0 (item->cause, "withdrawal") == 0)
    return withdraw (work, item, earlier, error);
  if (earlier != NULL)
    return set_input_error (is_same_origin (item, earlier)
                                ? _ ("A result of the same test, specimen and time stands already. "
                                     "Say whether this one corrects it or both are kept.")
                                : _ ("Another result of the same test and day stands already. Say "
                                     "whether this one corrects it or both are kept."),
                            error);
  if (!check_reason (work, item, error))
    return FALSE;
  put_finding (work, item, casebook, item->finding.origin, item->finding.status, "accepted");
  return TRUE;
}

static gboolean
correct (Work *work,
         PodArrivalItem *item,
         const PodCasebook *casebook,
         const PodFinding *earlier,
         GError **error)
{
  if (!has_reason (work->resolving))
    return set_input_error (_ ("Say why the earlier result is corrected."), error);
  if (earlier != NULL)
    void_finding (work, earlier);
  put_finding (work, item, casebook, item->finding.origin, "corrected", "corrected");
  return TRUE;
}

/* Two of one origin are told apart by the item that brought the second. */
static gboolean
keep_both (Work *work,
           PodArrivalItem *item,
           const PodCasebook *casebook,
           const PodFinding *earlier,
           GError **error)
{
  g_autofree char *origin = g_strdup_printf ("%s+%" G_GINT64_FORMAT, item->finding.origin,
                                             item->record.id);

  if (!check_reason (work, item, error))
    return FALSE;
  put_finding (work, item, casebook, is_same_origin (item, earlier) ? origin : item->finding.origin,
               item->finding.status, "kept_both");
  return TRUE;
}

static gboolean
reject (Work *work, PodArrivalItem *item, GError **error)
{
  if (!has_reason (work->resolving))
    return set_input_error (_ ("Say why this is rejected."), error);
  set_resolution (item, POD_ARRIVAL_REJECTED, "rejected");
  add_outcome (work, item, -1);
  return TRUE;
}

static gboolean
check_open (const PodArrivalItem *item, PodResolution resolution, GError **error)
{
  gboolean can_be_taken = item->state == POD_ARRIVAL_CLEAR || item->state == POD_ARRIVAL_WAITING;

  if (can_be_taken || (resolution == POD_RESOLVE_REJECT && item->state == POD_ARRIVAL_UNMAPPED))
    return TRUE;
  if (item->state == POD_ARRIVAL_UNMAPPED || item->state == POD_ARRIVAL_REFUSED)
    return set_input_error (_ ("This cannot be taken as it is."), error);
  g_set_error_literal (error, POD_STORE_ERROR, POD_STORE_ERROR_CONFLICT,
                       "what waits was settled by somebody else");
  return FALSE;
}

/* What is only tried out is no rival of what is real. */
static const PodFinding *
find_of_day (Work *work, const PodCasebook *casebook, const PodArrivalItem *item)
{
  if (pod_arrival_cause_has (item->cause, "test_message"))
    return NULL;
  return pod_known_find_day (work->known, work->resolving->writing->study, casebook,
                             &item->finding);
}

static gboolean
resolve_one (Work *work, PodArrivalItem *item, PodResolution resolution, GError **error)
{
  gboolean withdraws = g_strcmp0 (item->cause, "withdrawal") == 0;
  PodCasebook *casebook;
  const PodFinding *earlier;

  if (!check_open (item, resolution, error))
    return FALSE;
  if (resolution == POD_RESOLVE_REJECT)
    return reject (work, item, error);
  casebook = pod_known_get (work->known, item->record.subject, error);
  if (casebook == NULL)
    return FALSE;
  earlier = pod_known_find_recorded (work->known, casebook, &item->finding);
  if (earlier == NULL && !withdraws)
    earlier = find_of_day (work, casebook, item);
  if (resolution == POD_RESOLVE_ACCEPT || withdraws)
    return accept (work, item, casebook, earlier, error);
  if (resolution == POD_RESOLVE_ACCEPT_AS_CORRECTION)
    return correct (work, item, casebook, earlier, error);
  return keep_both (work, item, casebook, earlier, error);
}

/* ---- written ---- */

static void
take_casebooks (Resolving *resolving, PodSnapshot *snapshot)
{
  for (guint i = 0; i < snapshot->casebooks->len; i++)
    {
      PodCasebook *casebook = g_ptr_array_index (snapshot->casebooks, i);
      gint64 subject = pod_casebook_get_subject (casebook)->record.id;

      g_hash_table_insert (resolving->casebooks, g_memdup2 (&subject, sizeof subject),
                           pod_casebook_ref (casebook));
    }
}

static gboolean
write_outcomes (Work *work, GError **error)
{
  PodWriting *writing = work->resolving->writing;
  g_autoptr (PodSnapshot) snapshot = pod_snapshot_new ();

  if (pod_change_get_n_steps (writing->change) > 0 &&
      !pod_writing_apply_change (writing, work->connection, snapshot, error))
    return FALSE;
  for (guint i = 0; i < work->outcomes->len; i++)
    {
      const Outcome *outcome = &g_array_index (work->outcomes, Outcome, i);

      if (outcome->step >= 0)
        outcome->item->result = g_array_index (snapshot->ids, gint64, outcome->step);
      if (!pod_arrival_item_settle (work->connection, outcome->item, FALSE, error))
        return FALSE;
    }
  take_casebooks (work->resolving, snapshot);
  return TRUE;
}

static void
clear_work (Work *work)
{
  g_clear_pointer (&work->known, pod_known_free);
  g_clear_pointer (&work->rivals, g_ptr_array_unref);
  g_clear_pointer (&work->outcomes, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, clear_work)

static gboolean
start_work (Work *work, Resolving *resolving, PodConnection *connection, GError **error)
{
  work->resolving = resolving;
  work->connection = connection;
  work->rivals = g_ptr_array_new_with_free_func ((GDestroyNotify) pod_arrival_item_free);
  work->outcomes = g_array_new (FALSE, FALSE, sizeof (Outcome));
  work->known = pod_known_new (connection, resolving->writing->key->vault, error);
  return work->known != NULL;
}

/* ---- certain items ---- */

static PodArrivalItem *
get_item (PodConnection *connection, const PodArrivalKey *key, GPtrArray *items, GError **error)
{
  const PodArrivalQuery query = { .id = key->id };
  g_autoptr (GPtrArray) found = pod_arrival_item_list (connection, NULL, &query, error);
  PodArrivalItem *item;

  if (found == NULL)
    return NULL;
  if (found->len == 0 || ((PodArrivalItem *) found->pdata[0])->record.version != key->version)
    {
      g_set_error_literal (error, POD_STORE_ERROR, POD_STORE_ERROR_CONFLICT,
                           "what waits was settled by somebody else");
      return NULL;
    }
  item = g_ptr_array_steal_index (found, 0);
  g_ptr_array_add (items, item);
  return item;
}

static gboolean
resolve_keys (Resolving *resolving, PodConnection *connection, GError **error)
{
  g_autoptr (GPtrArray)
      items = g_ptr_array_new_with_free_func ((GDestroyNotify) pod_arrival_item_free);
  g_auto (Work) work = { 0 };

  resolving->done = TRUE;
  if (!start_work (&work, resolving, connection, error))
    return FALSE;
  for (guint i = 0; i < resolving->keys->len; i++)
    {
      const PodArrivalKey *key = &g_array_index (resolving->keys, PodArrivalKey, i);
      PodArrivalItem *item = get_item (connection, key, items, error);

      if (item == NULL || !resolve_one (&work, item, resolving->resolution, error))
        return FALSE;
    }
  resolving->n = items->len;
  return write_outcomes (&work, error);
}

/* ---- what is clear of an arrival ---- */

static GPtrArray *
list_chunk (Resolving *resolving, PodConnection *connection, guint states, GError **error)
{
  const PodArrivalQuery query = {
    .arrival = resolving->arrival, .states = states, .after = resolving->after, .limit = CHUNK
  };
  GPtrArray *items = pod_arrival_item_list (connection, NULL, &query, error);

  if (items == NULL)
    return NULL;
  resolving->done = items->len < CHUNK;
  if (items->len > 0)
    resolving->after = ((PodArrivalItem *) items->pdata[items->len - 1])->record.id;
  return items;
}

/* Since it came in somebody may have recorded another result of the same: then it is clear no more. */
static gboolean
take_one (Work *work, PodArrivalItem *item, GError **error)
{
  PodCasebook *casebook = pod_known_get (work->known, item->record.subject, error);
  const PodFinding *recorded;

  if (casebook == NULL)
    return FALSE;
  recorded = pod_known_find_recorded (work->known, casebook, &item->finding);
  if (recorded == NULL && find_of_day (work, casebook, item) == NULL)
    {
      work->resolving->n++;
      return resolve_one (work, item, POD_RESOLVE_ACCEPT, error);
    }
  item->state = POD_ARRIVAL_WAITING;
  item->cause = g_strdup (recorded != NULL ? "another_result" : "same_day");
  add_outcome (work, item, -1);
  return TRUE;
}

static gboolean
take_clear (Resolving *resolving, PodConnection *connection, GError **error)
{
  g_autoptr (GPtrArray) items = list_chunk (resolving, connection, 1u << POD_ARRIVAL_CLEAR, error);
  g_auto (Work) work = { 0 };

  if (items == NULL || !start_work (&work, resolving, connection, error))
    return FALSE;
  for (guint i = 0; i < items->len; i++)
    if (!take_one (&work, g_ptr_array_index (items, i), error))
      return FALSE;
  return write_outcomes (&work, error);
}

/* ---- the whole of an arrival undone ---- */

#define UNDONE                                                                                     \
  (1u << POD_ARRIVAL_CLEAR | 1u << POD_ARRIVAL_WAITING | 1u << POD_ARRIVAL_UNMAPPED |              \
   1u << POD_ARRIVAL_ACCEPTED)

static gboolean
undo_one (Work *work, PodArrivalItem *item, GError **error)
{
  PodCasebook *casebook = pod_known_get (work->known, item->record.subject, error);
  const PodFinding *result;

  if (casebook == NULL)
    return FALSE;
  /* What was taken out stays out: nothing brings back what is voided. */
  if (g_strcmp0 (item->resolution, "withdrawn") == 0)
    return TRUE;
  result = item->result != 0 ? pod_casebook_find_finding (casebook, item->result) : NULL;
  /* A person's own figure is not the laboratory's to take back. */
  if (result != NULL && !result->record.voided && pod_arrival_was_corrected (item, result))
    return TRUE;
  if (result != NULL && !result->record.voided)
    void_finding (work, result);
  set_resolution (item, POD_ARRIVAL_UNDONE, "undone");
  add_outcome (work, item, -1);
  work->resolving->n++;
  return TRUE;
}

static gboolean
end_arrival (Resolving *resolving, PodConnection *connection, GError **error)
{
  g_autoptr (PodArrival) arrival = NULL;

  if (!resolving->done)
    return TRUE;
  arrival = pod_arrival_table_get (connection, resolving->arrival, error);
  if (arrival == NULL)
    return FALSE;
  arrival->voided = TRUE;
  return pod_arrival_table_update (connection, arrival, error);
}

static gboolean
undo_chunk (Resolving *resolving, PodConnection *connection, GError **error)
{
  g_autoptr (GPtrArray) items = list_chunk (resolving, connection, UNDONE, error);
  g_auto (Work) work = { 0 };

  if (items == NULL || !start_work (&work, resolving, connection, error))
    return FALSE;
  for (guint i = 0; i < items->len; i++)
    if (!undo_one (&work, g_ptr_array_index (items, i), error))
      return FALSE;
  return write_outcomes (&work, error) && end_arrival (resolving, connection, error);
}

/* ---- the verbs ---- */

static gpointer
run_step (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Resolving *resolving = data;

  if (pod_trial_begin_writing (connection, resolving->writing->stamp, error))
    resolving->step (resolving, connection, error);
  return NULL;
}

static void
renew_writing (PodTrial *self, Resolving *resolving)
{
  g_autoptr (PodChange) change = pod_change_new ();

  g_clear_pointer (&resolving->writing, pod_writing_free);
  resolving->writing = pod_writing_new (self, change, resolving->why);
}

static Resolving *
resolving_new (PodTrial *self, ResolvingStep step, const char *why, GError **error)
{
  Resolving *resolving;

  if (!pod_trial_require (self, POD_VERB_IMPORT, error))
    return NULL;
  resolving = g_new0 (Resolving, 1);
  resolving->step = step;
  resolving->why = g_strstrip (g_strdup (why != NULL ? why : ""));
  resolving->epoch = self->epoch;
  resolving->casebooks = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                                (GDestroyNotify) pod_casebook_unref);
  return resolving;
}

static void
show_written (PodTrial *self, Resolving *resolving)
{
  g_autoptr (PodSnapshot) snapshot = pod_snapshot_new ();
  GHashTableIter iter;
  gpointer casebook;

  g_hash_table_iter_init (&iter, resolving->casebooks);
  while (g_hash_table_iter_next (&iter, NULL, &casebook))
    g_ptr_array_add (snapshot->casebooks, pod_casebook_ref (casebook));
  g_hash_table_remove_all (resolving->casebooks);
  if (pod_trial_is_signed_in (self) && snapshot->casebooks->len > 0)
    pod_trial_take_snapshot (self, snapshot);
}

static gboolean
run_now (PodTrial *self, Resolving *resolving, guint *n, GError **error)
{
  gboolean done = TRUE;

  if (resolving == NULL)
    return FALSE;
  while (done && !resolving->done)
    {
      renew_writing (self, resolving);
      done = pod_trial_call (self, POD_ACCESS_WRITE, run_step, resolving, error);
      resolving->n_whole = done ? resolving->n : resolving->n_whole;
      if (done && !resolving->done)
        g_usleep (REST_MS * 1000);
    }
  show_written (self, resolving);
  if (n != NULL)
    *n = resolving->n_whole;
  resolving_free (resolving);
  return done;
}

static void run_next (GTask *task);

static gboolean
rested_cb (gpointer task)
{
  run_next (task);
  return G_SOURCE_REMOVE;
}

static void
step_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  PodTrial *self = g_task_get_source_object (task);
  Resolving *resolving = g_task_get_task_data (task);
  GError *error = NULL;

  pod_database_run_finish (POD_DATABASE (source), result, &error);
  if (error == NULL)
    resolving->n_whole = resolving->n;
  if (error == NULL && !resolving->done)
    {
      g_timeout_add_full (G_PRIORITY_DEFAULT, REST_MS, rested_cb, g_object_ref (task),
                          g_object_unref);
      return;
    }
  show_written (self, resolving);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
run_next (GTask *task)
{
  PodTrial *self = g_task_get_source_object (task);
  Resolving *resolving = g_task_get_task_data (task);
  GError *error = NULL;

  if (resolving->epoch != self->epoch)
    {
      pod_trial_set_gone_error (&error);
      g_task_return_error (task, error);
      return;
    }
  renew_writing (self, resolving);
  pod_database_run (self->database, POD_ACCESS_WRITE, run_step, resolving, NULL, NULL,
                    g_task_get_cancellable (task), step_ready_cb, g_object_ref (task));
}

static void
run_async (GTask *task, Resolving *resolving, GError *error)
{
  if (resolving == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_task_set_task_data (task, resolving, (GDestroyNotify) resolving_free);
  run_next (task);
}

static gboolean
finish (PodTrial *self, GAsyncResult *result, guint *n, GError **error)
{
  const Resolving *resolving = g_task_get_task_data (G_TASK (result));

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  if (n != NULL)
    *n = resolving != NULL ? resolving->n_whole : 0;
  return g_task_propagate_boolean (G_TASK (result), error);
}

static Resolving *
resolve_new (PodTrial *self,
             const PodArrivalKey *items,
             guint n_items,
             PodResolution resolution,
             const char *why,
             GError **error)
{
  Resolving *resolving = resolving_new (self, resolve_keys, why, error);

  if (resolving == NULL)
    return NULL;
  resolving->resolution = resolution;
  resolving->keys = g_array_new (FALSE, FALSE, sizeof (PodArrivalKey));
  g_array_append_vals (resolving->keys, items, n_items);
  return resolving;
}

gboolean
pod_trial_resolve (PodTrial *self,
                   const PodArrivalKey *items,
                   guint n_items,
                   PodResolution resolution,
                   const char *why,
                   GError **error)
{
  return run_now (self, resolve_new (self, items, n_items, resolution, why, error), NULL, error);
}

void
pod_trial_resolve_async (PodTrial *self,
                         const PodArrivalKey *items,
                         guint n_items,
                         PodResolution resolution,
                         const char *why,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask)
      task = pod_trial_new_task (self, pod_trial_resolve_async, cancellable, callback, user_data);
  GError *error = NULL;
  Resolving *resolving = resolve_new (self, items, n_items, resolution, why, &error);

  run_async (task, resolving, error);
}

gboolean
pod_trial_resolve_finish (PodTrial *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, NULL, error);
}

static Resolving *
take_new (PodTrial *self, gint64 arrival, GError **error)
{
  Resolving *resolving = resolving_new (self, take_clear, NULL, error);

  if (resolving != NULL)
    resolving->arrival = arrival;
  return resolving;
}

gboolean
pod_trial_take_arrival (PodTrial *self, gint64 arrival, guint *n, GError **error)
{
  return run_now (self, take_new (self, arrival, error), n, error);
}

void
pod_trial_take_arrival_async (PodTrial *self,
                              gint64 arrival,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = pod_trial_new_task (self, pod_trial_take_arrival_async, cancellable,
                                               callback, user_data);
  GError *error = NULL;
  Resolving *resolving = take_new (self, arrival, &error);

  run_async (task, resolving, error);
}

gboolean
pod_trial_take_arrival_finish (PodTrial *self, GAsyncResult *result, guint *n, GError **error)
{
  return finish (self, result, n, error);
}

static Resolving *
undo_new (PodTrial *self, gint64 arrival, const char *why, GError **error)
{
  Resolving *resolving = resolving_new (self, undo_chunk, why, error);

  if (resolving == NULL)
    return NULL;
  resolving->arrival = arrival;
  if (has_reason (resolving))
    return resolving;
  set_input_error (_ ("Say why the import is undone."), error);
  resolving_free (resolving);
  return NULL;
}

gboolean
pod_trial_undo_arrival (PodTrial *self, gint64 arrival, const char *why, GError **error)
{
  return run_now (self, undo_new (self, arrival, why, error), NULL, error);
}

void
pod_trial_undo_arrival_async (PodTrial *self,
                              gint64 arrival,
                              const char *why,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = pod_trial_new_task (self, pod_trial_undo_arrival_async, cancellable,
                                               callback, user_data);
  GError *error = NULL;
  Resolving *resolving = undo_new (self, arrival, why, &error);

  run_async (task, resolving, error);
}

gboolean
pod_trial_undo_arrival_finish (PodTrial *self, GAsyncResult *result, guint *n, GError **error)
{
  return finish (self, result, n, error);
}
