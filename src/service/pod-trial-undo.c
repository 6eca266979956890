/* The whole of an arrival taken back: what it brought is voided, what waits of it ends, and what it displaced comes back. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>

#include "pod-finding-settle.h"
#include "pod-history-private.h"
#include "pod-plausible.h"
#include "pod-resolving.h"

#define UNDONE                                                                                     \
  (1u << POD_ARRIVAL_CLEAR | 1u << POD_ARRIVAL_WAITING | 1u << POD_ARRIVAL_UNMAPPED |              \
   1u << POD_ARRIVAL_ACCEPTED)
/* And what is kept of what was known when it came, of what was rejected. */
#define LISTED (UNDONE | 1u << POD_ARRIVAL_REJECTED)

static void
settle_undone (PodResolvingWork *work, PodArrivalItem *item)
{
  pod_resolving_set_resolution (item, POD_ARRIVAL_UNDONE, "undone");
  pod_resolving_add_outcome (work, item, -1);
  work->resolving->n++;
}

/* ---- what it displaced comes back ---- */

static gboolean
is_standing_visit (const PodResolvingWork *work, const PodFinding *finding)
{
  PodCasebook *casebook = g_hash_table_lookup (work->known->casebooks, &finding->record.subject);
  const PodVisit *visit = finding->visit != 0 ? pod_casebook_find_visit (casebook, finding->visit)
                                              : NULL;

  return visit != NULL && !visit->record.voided;
}

static void
put_again (PodResolvingWork *work, const PodFinding *displaced)
{
  PodWriting *writing = work->resolving->writing;
  PodFinding finding = *displaced;

  finding.record = (PodRecord){ .id = pod_change_reserve (writing->change),
                                .subject = displaced->record.subject };
  /* Who judges now is not who judged then, and the visit may have gone meanwhile. */
  pod_finding_clear_judgement (&finding);
  finding.visit = is_standing_visit (work, displaced) ? displaced->visit : 0;
  pod_change_put_finding (writing->change, &finding);
}

static gboolean
is_as_shown (const PodUndoingItem *undoing, const PodArrivalReturn *shown)
{
  return undoing->item->record.id == shown->item &&
         undoing->item->record.version == shown->version &&
         pod_undoing_get_mark (undoing) == shown->standing &&
         (!shown->returns || pod_undoing_find_replacement (undoing) == NULL);
}

static gboolean
set_conflict (GError **error)
{
  g_set_error_literal (error, POD_STORE_ERROR, POD_STORE_ERROR_CONFLICT,
                       "something else was displaced, or stands, than was shown");
  return FALSE;
}

/* It was recorded before the study said so; anew it would not be. */
static gboolean
check_possible (const PodResolvingWork *work, const PodFinding *displaced, GError **error)
{
  g_autofree char *impossible = pod_finding_say_impossible (work->resolving->writing->study,
                                                            displaced);

  return impossible == NULL || pod_resolving_set_input_error (impossible, error);
}

/* (element-type PodUndoingItem): what comes back; NULL where it is another than was shown. */
static GPtrArray *
list_returning (const PodResolvingWork *work, const GPtrArray *list, GError **error)
{
  const GArray *returns = work->resolving->returns;
  g_autoptr (GPtrArray) returning = g_ptr_array_new ();
  guint n = 0;

  for (guint i = 0; i < list->len; i++)
    {
      PodUndoingItem *undoing = g_ptr_array_index (list, i);
      const PodArrivalReturn *shown = n < returns->len
                                          ? &g_array_index (returns, PodArrivalReturn, n)
                                          : NULL;

      if (undoing->displaced == NULL)
        continue;
      if (shown == NULL || !is_as_shown (undoing, shown))
        {
          set_conflict (error);
          return NULL;
        }
      if (shown->returns && !check_possible (work, undoing->displaced, error))
        return NULL;
      if (shown->returns)
        g_ptr_array_add (returning, undoing);
      n++;
    }
  return n == returns->len || set_conflict (error) ? g_steal_pointer (&returning) : NULL;
}

static gboolean
is_in_the_way (const PodUndoingItem *undoing, const PodUndoingItem *returning)
{
  PodFinding place = undoing->item->finding;

  place.record = (PodRecord){ .id = undoing->item->result,
                              .subject = undoing->item->record.subject };
  return undoing == returning || pod_undoing_is_one_place (&place, returning->displaced) ||
         (undoing->taken != NULL &&
          pod_undoing_is_one_place (undoing->taken, returning->displaced));
}

static gboolean
makes_room (const PodUndoingItem *undoing, const GPtrArray *returning)
{
  for (guint i = 0; !undoing->is_kept && i < returning->len; i++)
    if (is_in_the_way (undoing, g_ptr_array_index (returning, i)))
      return TRUE;
  return FALSE;
}

/* All that the file has in a place goes before anything is put there. */
static void
bring_back (PodResolvingWork *work, const GPtrArray *list, const GPtrArray *returning)
{
  for (guint i = 0; i < list->len; i++)
    {
      const PodUndoingItem *undoing = g_ptr_array_index (list, i);

      if (!makes_room (undoing, returning))
        continue;
      if (undoing->taken != NULL)
        pod_resolving_void (work, undoing->taken);
      settle_undone (work, undoing->item);
    }
  for (guint i = 0; i < returning->len; i++)
    put_again (work, ((const PodUndoingItem *) returning->pdata[i])->displaced);
}

static gboolean
return_displaced (PodResolving *resolving, PodConnection *connection, GError **error)
{
  g_auto (PodResolvingWork) work = { 0 };
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GPtrArray) returning = NULL;

  if (!pod_resolving_start (&work, resolving, connection, error))
    return FALSE;
  list = pod_undoing_list (work.known, resolving->arrival, error);
  returning = list != NULL ? list_returning (&work, list, error) : NULL;
  if (returning == NULL)
    return FALSE;
  bring_back (&work, list, returning);
  if (!pod_resolving_write (&work, error))
    return FALSE;
  g_clear_pointer (&resolving->returns, g_array_unref);
  return TRUE;
}

/* ---- what it brought goes ---- */

/* It became nothing, and is none of those that are counted. */
static gboolean
undo_known (PodResolvingWork *work, PodArrivalItem *item, GError **error)
{
  if (g_strcmp0 (item->cause, "duplicate") != 0)
    return TRUE;
  if (!pod_resolving_reopen (work->connection, item, error))
    return FALSE;
  pod_resolving_set_resolution (item, POD_ARRIVAL_UNDONE, "undone");
  pod_resolving_add_outcome (work, item, -1);
  return TRUE;
}

static gboolean
undo_one (PodResolvingWork *work, PodArrivalItem *item, GError **error)
{
  const PodFinding *result;

  if (item->state == POD_ARRIVAL_REJECTED)
    return undo_known (work, item, error);
  /* What was taken out stays out, unless it has come back by now. */
  if (g_strcmp0 (item->resolution, "withdrawn") == 0)
    return TRUE;
  if (!pod_arrival_find_result (work->known, item, &result, error))
    return FALSE;
  /* A person's own figure is not the laboratory's to take back. */
  if (result != NULL && !result->record.voided && pod_arrival_was_corrected (item, result))
    return TRUE;
  if (result != NULL && !result->record.voided)
    pod_resolving_void (work, result);
  settle_undone (work, item);
  return TRUE;
}

static gboolean
end_arrival (PodResolving *resolving, PodConnection *connection, GError **error)
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

/* For whoever watches how far it is. */
static gboolean
count_all (PodResolving *resolving, PodConnection *connection, GError **error)
{
  g_autoptr (PodArrival) arrival = NULL;

  if (resolving->progress == NULL || resolving->n_all > 0)
    return TRUE;
  arrival = pod_arrival_table_get (connection, resolving->arrival, error);
  if (arrival == NULL)
    return FALSE;
  resolving->n_all = resolving->n;
  for (guint i = 0; i < POD_ARRIVAL_N_STATES; i++)
    if (UNDONE & 1u << i)
      resolving->n_all += arrival->n_states[i];
  return TRUE;
}

static gboolean
undo_chunk (PodResolving *resolving, PodConnection *connection, GError **error)
{
  g_autoptr (GPtrArray) items = pod_resolving_list_chunk (resolving, connection, LISTED, error);
  g_auto (PodResolvingWork) work = { 0 };

  if (items == NULL || !count_all (resolving, connection, error) ||
      !pod_resolving_start (&work, resolving, connection, error))
    return FALSE;
  for (guint i = 0; i < items->len; i++)
    if (!undo_one (&work, g_ptr_array_index (items, i), error))
      return FALSE;
  return pod_resolving_write (&work, error) && end_arrival (resolving, connection, error);
}

/* What was displaced is dealt with first, in a transaction of its own: where it is another than was shown nothing is undone yet. */
static gboolean
undo_step (PodResolving *resolving, PodConnection *connection, GError **error)
{
  return resolving->returns != NULL ? return_displaced (resolving, connection, error)
                                    : undo_chunk (resolving, connection, error);
}

/* ---- the verbs ---- */

static PodResolving *
undo_new (PodTrial *self, gint64 arrival, const GArray *returns, const char *why, GError **error)
{
  PodResolving *resolving = pod_resolving_new (self, undo_step, why, error);

  if (resolving == NULL)
    return NULL;
  resolving->arrival = arrival;
  if (returns != NULL)
    {
      resolving->returns = g_array_new (FALSE, FALSE, sizeof (PodArrivalReturn));
      if (returns->len > 0)
        g_array_append_vals (resolving->returns, returns->data, returns->len);
    }
  resolving->returns_why = pod_history_make_return_reason (resolving->why);
  if (pod_resolving_has_reason (resolving))
    return resolving;
  pod_resolving_set_input_error (_ ("Say why the import is undone."), error);
  pod_resolving_free (resolving);
  return NULL;
}

gboolean
pod_trial_undo_arrival (PodTrial *self,
                        gint64 arrival,
                        const GArray *returns,
                        const char *why,
                        GError **error)
{
  return pod_resolving_run (self, undo_new (self, arrival, returns, why, error), NULL, error);
}

void
pod_trial_undo_arrival_async (PodTrial *self,
                              gint64 arrival,
                              const GArray *returns,
                              const char *why,
                              PodTrialProgress progress,
                              gpointer progress_data,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = pod_trial_new_task (self, pod_trial_undo_arrival_async, cancellable,
                                               callback, user_data);
  GError *error = NULL;
  PodResolving *resolving = undo_new (self, arrival, returns, why, &error);

  if (resolving != NULL)
    pod_resolving_set_progress (resolving, progress, progress_data);
  pod_resolving_run_async (task, resolving, error);
}

gboolean
pod_trial_undo_arrival_finish (PodTrial *self, GAsyncResult *result, guint *n, GError **error)
{
  return pod_resolving_finish (self, result, n, error);
}
