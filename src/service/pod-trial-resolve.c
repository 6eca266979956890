/* What a person makes of what waits: it becomes a result, takes the place of one, stands beside it, takes one out, or is rejected.  What
 * stands is voided at most, never overwritten. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>

#include "pod-finding-settle.h"
#include "pod-plausible.h"
#include "pod-resolving.h"
#include "pod-words.h"

/* ---- one item ---- */

/* Whatever the person chose, what was put by the same press of a button nobody has seen beside the next. */
static void
remember_put (PodResolvingWork *work, const PodCasebook *casebook, const PodArrivalItem *item)
{
  gint64 person = pod_casebook_get_subject (casebook)->person;

  pod_origin_table_add (work->put, person, &item->finding);
  pod_day_table_add (work->put_days, person, &item->finding);
}

static gboolean
was_put (PodResolvingWork *work,
         const PodCasebook *casebook,
         const PodArrivalItem *item,
         gboolean by_day)
{
  gint64 person = pod_casebook_get_subject (casebook)->person;
  const PodStudy *study = work->resolving->writing->study;
  const PodFinding *finding = &item->finding;

  if (pod_origin_table_find (work->put, person, finding) != NULL)
    return TRUE;
  return by_day && pod_day_is_held (item->cause) &&
         (pod_day_table_find (work->put_days, study, person, finding) != NULL ||
          pod_day_table_find_said (work->put_days, study, person, finding, FALSE) != NULL);
}

static void
put_finding (PodResolvingWork *work,
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
  remember_put (work, casebook, item);
  pod_resolving_set_resolution (item, POD_ARRIVAL_ACCEPTED, resolution);
  pod_resolving_add_outcome (work, item, (int) pod_change_get_n_steps (writing->change) - 1);
}

static gboolean
set_two_error (GError **error)
{
  return pod_resolving_set_input_error (_ ("Two of those chosen are of the same test and day. "
                                           "Settle them one after the other."),
                                        error);
}

static gboolean
was_chosen (const PodResolvingWork *work, const PodArrivalItem *item)
{
  const GArray *keys = work->resolving->keys;

  for (guint i = 0; keys != NULL && i < keys->len; i++)
    if (g_array_index (keys, PodArrivalKey, i).id == item->record.id)
      return TRUE;
  return FALSE;
}

/* By another withdrawal of this very step. */
static gboolean
was_rejected (const PodResolvingWork *work, const PodArrivalItem *item)
{
  for (guint i = 0; i < work->rivals->len; i++)
    if (((const PodArrivalItem *) work->rivals->pdata[i])->record.id == item->record.id)
      return TRUE;
  return FALSE;
}

/* What came in of the same origin, and was not taken yet, goes with what is withdrawn. */
static gboolean
reject_rivals (PodResolvingWork *work, const PodArrivalItem *item, GError **error)
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

      if (rival->record.id == item->record.id ||
          pod_arrival_cause_has (rival->cause, "withdrawal") || was_rejected (work, rival))
        continue;
      if (was_chosen (work, rival))
        return set_two_error (error);
      pod_resolving_set_resolution (rival, POD_ARRIVAL_REJECTED, "withdrawn");
      pod_resolving_add_outcome (work, rival, -1);
      g_ptr_array_index (found, i) = NULL;
      g_ptr_array_add (work->rivals, rival);
    }
  return TRUE;
}

/* Since it came in somebody may have recorded what it says: had it come after that, it would have been known.  (nullable): what says it, and
 * is not taken out in this very step. */
static const PodFinding *
find_said (PodResolvingWork *work, const PodCasebook *casebook, const PodArrivalItem *item)
{
  const PodFinding *said;

  if (!pod_day_is_held (item->cause) ||
      pod_known_find_recorded (work->known, casebook, &item->finding) != NULL)
    return NULL;
  said = pod_known_find_said (work->known, work->resolving->writing->study, casebook,
                              &item->finding, FALSE);
  if (said == NULL || pod_import_is_final_of (said, &item->finding))
    return NULL;
  return g_hash_table_contains (work->voided, &said->record.id) ? NULL : said;
}

/* FALSE where nobody has said it. */
static gboolean
know (PodResolvingWork *work, const PodCasebook *casebook, PodArrivalItem *item)
{
  const PodFinding *said = find_said (work, casebook, item);

  if (said == NULL)
    return FALSE;
  g_hash_table_add (work->leaned, g_memdup2 (&said->record.id, sizeof said->record.id));
  pod_resolving_set_known (item);
  pod_resolving_add_outcome (work, item, -1);
  return TRUE;
}

/* What another of those chosen says again cannot go with them. */
static gboolean
take_out (PodResolvingWork *work, const PodFinding *finding, GError **error)
{
  if (g_hash_table_contains (work->leaned, &finding->record.id))
    return set_two_error (error);
  pod_resolving_void (work, finding);
  return TRUE;
}

/* Where another file has taken the same back already it stands beside that one. */
static gboolean
withdraw (PodResolvingWork *work,
          PodArrivalItem *item,
          const PodCasebook *casebook,
          const PodFinding *earlier,
          GError **error)
{
  if (!pod_resolving_has_reason (work->resolving))
    return pod_resolving_set_input_error (_ ("Say why the result is taken out."), error);
  if (earlier != NULL)
    {
      if (!take_out (work, earlier, error))
        return FALSE;
      item->result = earlier->record.id;
    }
  else if (!pod_arrival_find_taken_back (work->known, casebook, &item->finding, &item->result,
                                         error))
    return FALSE;
  pod_resolving_set_resolution (item, POD_ARRIVAL_ACCEPTED, "withdrawn");
  pod_resolving_add_outcome (work, item, -1);
  return reject_rivals (work, item, error);
}

static gboolean
speaks_against_itself (const PodArrivalItem *item)
{
  return pod_arrival_cause_has (item->cause, "implausible") ||
         pod_arrival_cause_has (item->cause, "wrong_patient") ||
         pod_arrival_cause_has (item->cause, POD_ARRIVAL_NEAR_NUMBER) ||
         pod_arrival_cause_has (item->cause, "test_message");
}

static gboolean
check_reason (const PodResolvingWork *work, const PodArrivalItem *item, GError **error)
{
  if (!speaks_against_itself (item) || pod_resolving_has_reason (work->resolving))
    return TRUE;
  return pod_resolving_set_input_error (
      _ ("Say why this is taken although something speaks against it."), error);
}

/* No reason makes it one that is. */
static gboolean
check_possible (const PodResolvingWork *work, const PodArrivalItem *item, GError **error)
{
  g_autofree char *impossible = pod_finding_say_impossible (work->resolving->writing->study,
                                                            &item->finding);

  return impossible == NULL || pod_resolving_set_input_error (impossible, error);
}

static gboolean
is_same_origin (const PodArrivalItem *item, const PodFinding *earlier)
{
  return earlier != NULL && g_strcmp0 (earlier->origin, item->finding.origin) == 0;
}

static gboolean
accept (PodResolvingWork *work,
        PodArrivalItem *item,
        const PodCasebook *casebook,
        const PodFinding *earlier,
        GError **error)
{
  if (pod_arrival_cause_has (item->cause, "withdrawal"))
    return withdraw (work, item, casebook, earlier, error);
  if (earlier != NULL)
    return pod_resolving_set_input_error (
        is_same_origin (item, earlier)
            ? _ ("A result of the same test, specimen and time stands already. "
                 "Say whether this one corrects it or both are kept.")
            : _ ("Another result of the same test and day stands already. Say "
                 "whether this one corrects it or both are kept."),
        error);
  if (!check_possible (work, item, error) || !check_reason (work, item, error))
    return FALSE;
  put_finding (work, item, casebook, item->finding.origin, item->finding.status, "accepted");
  return TRUE;
}

/* NULL where none of @standing is. */
static const PodFinding *
find_corrected (const GPtrArray *standing, const PodArrivalKey *key)
{
  for (guint i = 0; i < standing->len; i++)
    if (((const PodFinding *) standing->pdata[i])->record.id == key->corrects)
      return standing->pdata[i];
  return NULL;
}

/* Of several that stand the others stay. */
static gboolean
correct (PodResolvingWork *work,
         PodArrivalItem *item,
         const PodArrivalKey *key,
         const PodCasebook *casebook,
         const GPtrArray *standing,
         GError **error)
{
  const PodFinding *corrected = find_corrected (standing, key);

  if (!check_possible (work, item, error))
    return FALSE;
  if (!pod_resolving_has_reason (work->resolving))
    return pod_resolving_set_input_error (_ ("Say why the earlier result is corrected."), error);
  if (standing->len > 0 && corrected == NULL)
    return pod_resolving_set_input_error (_ ("Several results of the same test and day stand. "
                                             "Choose the one that this corrects."),
                                          error);
  if (corrected != NULL && !take_out (work, corrected, error))
    return FALSE;
  /* What it says was recorded meanwhile: it is not put beside that. */
  if (know (work, casebook, item))
    return TRUE;
  put_finding (work, item, casebook, item->finding.origin, "corrected", "corrected");
  return TRUE;
}

/* Two of one origin are told apart by the item that brought the second. */
static gboolean
keep_both (PodResolvingWork *work,
           PodArrivalItem *item,
           const PodCasebook *casebook,
           const PodFinding *earlier,
           GError **error)
{
  g_autofree char *origin = g_strdup_printf ("%s+%" G_GINT64_FORMAT, item->finding.origin,
                                             item->record.id);

  if (!check_possible (work, item, error) || !check_reason (work, item, error))
    return FALSE;
  put_finding (work, item, casebook, is_same_origin (item, earlier) ? origin : item->finding.origin,
               item->finding.status, "kept_both");
  return TRUE;
}

static gboolean
reject (PodResolvingWork *work, PodArrivalItem *item, GError **error)
{
  if (!pod_resolving_has_reason (work->resolving))
    return pod_resolving_set_input_error (_ ("Say why this is rejected."), error);
  pod_resolving_set_resolution (item, POD_ARRIVAL_REJECTED, "rejected");
  pod_resolving_add_outcome (work, item, -1);
  return TRUE;
}

static gboolean
check_open (const PodArrivalItem *item, PodResolution resolution, GError **error)
{
  gboolean can_be_taken = item->state == POD_ARRIVAL_CLEAR || item->state == POD_ARRIVAL_WAITING;

  if (can_be_taken || (resolution == POD_RESOLVE_REJECT && item->state == POD_ARRIVAL_UNMAPPED))
    return TRUE;
  if (item->state == POD_ARRIVAL_UNMAPPED || item->state == POD_ARRIVAL_REFUSED)
    return pod_resolving_set_input_error (_ ("This cannot be taken as it is."), error);
  g_set_error_literal (error, POD_STORE_ERROR, POD_STORE_ERROR_CONFLICT,
                       "what waits was settled by somebody else");
  return FALSE;
}

static GPtrArray *
list_standing (PodResolvingWork *work, const PodCasebook *casebook, const PodArrivalItem *item)
{
  return pod_known_list_standing (work->known, work->resolving->writing->study, casebook,
                                  &item->finding, item->cause);
}

/* What is put beside others, or takes one out, was held against those that were shown. */
static gboolean
check_shown (const PodArrivalKey *key, const GPtrArray *standing, GError **error)
{
  if (key->standing == pod_standing_get_mark (standing))
    return TRUE;
  g_set_error_literal (error, POD_STORE_ERROR, POD_STORE_ERROR_CONFLICT,
                       "something else stands than was shown");
  return FALSE;
}

static gboolean
check_alone (PodResolvingWork *work,
             const PodArrivalItem *item,
             const PodCasebook *casebook,
             GError **error)
{
  /* Who keeps both has said so of two of a day; two of one origin would not be told apart. */
  if (!was_put (work, casebook, item, work->resolving->resolution != POD_RESOLVE_KEEP_BOTH))
    return TRUE;
  return set_two_error (error);
}

static gboolean
take (PodResolvingWork *work,
      PodArrivalItem *item,
      const PodArrivalKey *key,
      const PodCasebook *casebook,
      GError **error)
{
  PodResolution resolution = work->resolving->resolution;
  gboolean withdraws = pod_arrival_cause_has (item->cause, "withdrawal");
  g_autoptr (GPtrArray) standing = list_standing (work, casebook, item);
  const PodFinding *earlier = standing->len > 0 ? standing->pdata[0] : NULL;

  if ((resolution != POD_RESOLVE_ACCEPT || withdraws) && !check_shown (key, standing, error))
    return FALSE;
  if (!check_alone (work, item, casebook, error))
    return FALSE;
  if (resolution != POD_RESOLVE_ACCEPT_AS_CORRECTION && know (work, casebook, item))
    return TRUE;
  if (resolution == POD_RESOLVE_ACCEPT || withdraws)
    return accept (work, item, casebook, earlier, error);
  if (resolution == POD_RESOLVE_ACCEPT_AS_CORRECTION)
    return correct (work, item, key, casebook, standing, error);
  return keep_both (work, item, casebook, earlier, error);
}

static gboolean
resolve_one (PodResolvingWork *work, PodArrivalItem *item, const PodArrivalKey *key, GError **error)
{
  PodResolution resolution = work->resolving->resolution;
  const PodCasebook *casebook;

  if (!check_open (item, resolution, error))
    return FALSE;
  if (resolution == POD_RESOLVE_REJECT)
    return reject (work, item, error);
  casebook = pod_known_get (work->known, item->record.subject, error);
  return casebook != NULL && take (work, item, key, casebook, error);
}

/* ---- certain items ---- */

/* Of several that were chosen, which of them is meant. */
static void
name_item (PodResolvingWork *work, const PodArrivalItem *item, GError **error)
{
  const PodStudy *study = work->resolving->writing->study;
  const PodObservation *observation = pod_study_find_observation (study, item->finding.observation);
  PodCasebook *casebook = pod_known_get (work->known, item->record.subject, NULL);
  g_autofree char *subject = NULL;

  if (observation == NULL || casebook == NULL || work->resolving->keys->len < 2)
    return;
  subject = pod_import_say_subject (pod_casebook_get_subject (casebook));
  /* Translators: a subject, and a test; behind it stands what is wrong with that. */
  g_prefix_error (error, C_ ("arrivals", "%1$s, %2$s: "), subject,
                  pod_words_get (&observation->label, pod_words_locale ()));
}

static PodArrivalItem *
get_item (PodResolvingWork *work, const PodArrivalKey *key, GPtrArray *items, GError **error)
{
  const PodArrivalQuery query = { .id = key->id };
  g_autoptr (GPtrArray) found = pod_arrival_item_list (work->connection, NULL, &query, error);
  PodArrivalItem *item;

  if (found == NULL)
    return NULL;
  if (found->len == 0 || ((PodArrivalItem *) found->pdata[0])->record.version != key->version)
    {
      g_set_error_literal (error, POD_STORE_ERROR, POD_STORE_ERROR_CONFLICT,
                           "what waits was settled by somebody else");
      if (found->len > 0)
        name_item (work, found->pdata[0], error);
      return NULL;
    }
  item = g_ptr_array_steal_index (found, 0);
  g_ptr_array_add (items, item);
  return item;
}

static gboolean
resolve_keys (PodResolving *resolving, PodConnection *connection, GError **error)
{
  g_autoptr (GPtrArray)
      items = g_ptr_array_new_with_free_func ((GDestroyNotify) pod_arrival_item_free);
  g_auto (PodResolvingWork) work = { 0 };

  resolving->done = TRUE;
  if (!pod_resolving_start (&work, resolving, connection, error))
    return FALSE;
  for (guint i = 0; i < resolving->keys->len; i++)
    {
      const PodArrivalKey *key = &g_array_index (resolving->keys, PodArrivalKey, i);
      PodArrivalItem *item = get_item (&work, key, items, error);

      if (item == NULL)
        return FALSE;
      if (!resolve_one (&work, item, key, error))
        {
          name_item (&work, item, error);
          return FALSE;
        }
    }
  resolving->n = items->len;
  return pod_resolving_write (&work, error);
}

/* ---- what is clear of an arrival ---- */

/* Since it came in somebody may have recorded the same or another result, or this very step has: then it is clear no more. */
static gboolean
take_one (PodResolvingWork *work, PodArrivalItem *item, GError **error)
{
  const PodCasebook *casebook = pod_known_get (work->known, item->record.subject, error);
  g_autoptr (GPtrArray) standing = NULL;
  gboolean is_same;

  if (casebook == NULL)
    return FALSE;
  if (know (work, casebook, item))
    return TRUE;
  standing = list_standing (work, casebook, item);
  if (standing->len == 0 && !was_put (work, casebook, item, TRUE))
    {
      work->resolving->n++;
      return accept (work, item, casebook, NULL, error);
    }
  is_same = (standing->len > 0 && is_same_origin (item, standing->pdata[0])) ||
            was_put (work, casebook, item, FALSE);
  item->state = POD_ARRIVAL_WAITING;
  item->cause = g_strdup (is_same ? "another_result" : "same_day");
  pod_resolving_add_outcome (work, item, -1);
  return TRUE;
}

static gboolean
is_asked_for (const PodResolving *resolving, const PodArrivalItem *item)
{
  return resolving->only == NULL || g_hash_table_contains (resolving->only, &item->record.id);
}

/* Of those that are left; G_MAXINT64 where none is. */
static gint64
find_next_asked (const PodResolving *resolving)
{
  gint64 next = G_MAXINT64;
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, resolving->only);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (*(gint64 *) id > resolving->after)
      next = MIN (next, *(gint64 *) id);
  return next;
}

/* Of few among many only those chunks are looked through that have one. */
static GPtrArray *
list_clear (PodResolving *resolving, PodConnection *connection, GError **error)
{
  GPtrArray *items;

  if (resolving->only != NULL)
    resolving->after = find_next_asked (resolving) - 1;
  items = pod_resolving_list_chunk (resolving, connection, 1u << POD_ARRIVAL_CLEAR, error);
  if (resolving->only != NULL && find_next_asked (resolving) == G_MAXINT64)
    resolving->done = TRUE;
  return items;
}

static gboolean
take_clear (PodResolving *resolving, PodConnection *connection, GError **error)
{
  g_autoptr (GPtrArray) items = list_clear (resolving, connection, error);
  g_auto (PodResolvingWork) work = { 0 };

  if (items == NULL || !pod_resolving_start (&work, resolving, connection, error))
    return FALSE;
  for (guint i = 0; i < items->len; i++)
    if (is_asked_for (resolving, items->pdata[i]) && !take_one (&work, items->pdata[i], error))
      return FALSE;
  return pod_resolving_write (&work, error);
}

/* ---- the verbs ---- */

static PodResolving *
resolve_new (PodTrial *self,
             const PodArrivalKey *items,
             guint n_items,
             PodResolution resolution,
             const char *why,
             GError **error)
{
  PodResolving *resolving = pod_resolving_new (self, resolve_keys, why, error);

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
  return pod_resolving_run (self, resolve_new (self, items, n_items, resolution, why, error), NULL,
                            error);
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
  PodResolving *resolving = resolve_new (self, items, n_items, resolution, why, &error);

  pod_resolving_run_async (task, resolving, error);
}

gboolean
pod_trial_resolve_finish (PodTrial *self, GAsyncResult *result, GError **error)
{
  return pod_resolving_finish (self, result, NULL, error);
}

static PodResolving *
take_new (PodTrial *self, gint64 arrival, GError **error)
{
  PodResolving *resolving = pod_resolving_new (self, take_clear, NULL, error);

  if (resolving != NULL)
    resolving->arrival = arrival;
  return resolving;
}

gboolean
pod_trial_take_arrival (PodTrial *self, gint64 arrival, guint *n, GError **error)
{
  return pod_resolving_run (self, take_new (self, arrival, error), n, error);
}

/* Takes @only (nullable) over. */
static void
take_async (PodTrial *self,
            gint64 arrival,
            GHashTable *only,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  g_autoptr (GTask) task = pod_trial_new_task (self, pod_trial_take_arrival_async, cancellable,
                                               callback, user_data);
  g_autoptr (GHashTable) items = only;
  GError *error = NULL;
  PodResolving *resolving = take_new (self, arrival, &error);

  if (resolving != NULL)
    resolving->only = g_steal_pointer (&items);
  pod_resolving_run_async (task, resolving, error);
}

void
pod_trial_take_arrival_async (PodTrial *self,
                              gint64 arrival,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  take_async (self, arrival, NULL, cancellable, callback, user_data);
}

void
pod_trial_take_some_async (PodTrial *self,
                           gint64 arrival,
                           const GArray *items,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  GHashTable *only = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < items->len; i++)
    g_hash_table_add (only, g_memdup2 (&g_array_index (items, gint64, i), sizeof (gint64)));
  take_async (self, arrival, only, cancellable, callback, user_data);
}

gboolean
pod_trial_take_arrival_finish (PodTrial *self, GAsyncResult *result, guint *n, GError **error)
{
  return pod_resolving_finish (self, result, n, error);
}
