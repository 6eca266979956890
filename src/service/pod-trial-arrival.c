/* What lies in the quarantine, for people. */

#include "pod-trial-arrival.h"

#include "pod-importing.h"

#define N_PRINTED 8

/* ---- arrivals ---- */

void
pod_trial_arrival_free (PodTrialArrival *arrival)
{
  if (arrival == NULL)
    return;
  g_free (arrival->moment);
  g_free (arrival->user);
  g_free (arrival->laboratory);
  g_free (arrival->kind);
  g_free (arrival->encoding);
  g_free (arrival);
}

PodTrialArrival *
pod_trial_arrival_copy (const PodTrialArrival *arrival)
{
  PodTrialArrival *copy = g_memdup2 (arrival, sizeof *arrival);

  copy->moment = g_strdup (arrival->moment);
  copy->user = g_strdup (arrival->user);
  copy->laboratory = g_strdup (arrival->laboratory);
  copy->kind = g_strdup (arrival->kind);
  copy->encoding = g_strdup (arrival->encoding);
  return copy;
}

static PodTrialArrival *
show_arrival (const PodArrival *stored)
{
  PodTrialArrival *arrival = g_new0 (PodTrialArrival, 1);

  arrival->id = stored->id;
  arrival->moment = g_strdup (stored->moment);
  arrival->user = g_strdup (stored->user);
  arrival->laboratory = g_strdup (stored->laboratory);
  arrival->kind = g_strdup (stored->kind);
  arrival->encoding = g_strdup (stored->encoding);
  arrival->is_undone = stored->voided;
  arrival->left_nothing = stored->left_nothing;
  arrival->is_complete = stored->is_complete;
  arrival->lines = (guint) stored->lines;
  arrival->skipped = (guint) stored->skipped;
  arrival->duplicates = (guint) stored->duplicates;
  arrival->n_clear = stored->n_states[POD_ARRIVAL_CLEAR];
  arrival->n_waiting = stored->n_states[POD_ARRIVAL_WAITING];
  arrival->n_unmapped = stored->n_states[POD_ARRIVAL_UNMAPPED];
  arrival->n_refused = stored->n_states[POD_ARRIVAL_REFUSED];
  arrival->n_accepted = stored->n_states[POD_ARRIVAL_ACCEPTED];
  arrival->n_rejected = stored->n_states[POD_ARRIVAL_REJECTED] +
                        stored->n_states[POD_ARRIVAL_UNDONE];
  return arrival;
}

static gpointer
list_arrivals (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) stored = pod_arrival_table_list (connection, error);
  GPtrArray *arrivals;

  if (stored == NULL)
    return NULL;
  arrivals = g_ptr_array_new_with_free_func ((GDestroyNotify) pod_trial_arrival_free);
  for (guint i = 0; i < stored->len; i++)
    g_ptr_array_add (arrivals, show_arrival (g_ptr_array_index (stored, i)));
  return arrivals;
}

GPtrArray *
pod_trial_list_arrivals (PodTrial *self, GError **error)
{
  if (!pod_trial_require (self, POD_VERB_IMPORT, error))
    return NULL;
  return pod_database_call (self->database, POD_ACCESS_READ, list_arrivals, NULL,
                            (GDestroyNotify) g_ptr_array_unref, NULL, error);
}

/* ---- items ---- */

gboolean
pod_trial_arrival_item_is_open (const PodTrialArrivalItem *item)
{
  return g_str_equal (item->state, "clear") || g_str_equal (item->state, "waiting");
}

void
pod_trial_arrival_item_free (PodTrialArrivalItem *item)
{
  if (item == NULL)
    return;
  g_free (item->number);
  g_free (item->cause);
  g_free (item->reason);
  pod_arrival_free_text (item->item);
  pod_arrival_free_text (item->value);
  pod_arrival_free_text (item->unit);
  pod_arrival_free_text (item->range);
  pod_arrival_free_text (item->flag);
  pod_arrival_free_text (item->specimen);
  pod_arrival_free_text (item->collected);
  g_clear_pointer (&item->stored, pod_arrival_item_free);
  g_clear_pointer (&item->open, g_ptr_array_unref);
  g_clear_pointer (&item->owners, g_ptr_array_unref);
  g_clear_pointer (&item->standing, g_ptr_array_unref);
  g_clear_pointer (&item->casebook, pod_casebook_unref);
  g_free (item);
}

typedef struct
{
  PodArrivalQuery query;
  PodKey *key;
  PodStudy *study;
  PodSite *site;
} Listing;

static void
listing_free (Listing *listing)
{
  pod_key_unref (listing->key);
  pod_study_unref (listing->study);
  pod_site_unref (listing->site);
  g_free (listing);
}

static void
take_printed (PodTrialArrivalItem *item, const char *printed)
{
  g_auto (GStrv) parts = pod_import_split_printed (printed);
  char **into[N_PRINTED] = { &item->item, &item->value,    &item->unit,      &item->range,
                             &item->flag, &item->specimen, &item->collected, &item->reason };
  guint n = g_strv_length (parts);

  for (guint i = 0; i < N_PRINTED; i++)
    *into[i] = g_strdup (i < n ? parts[i] : "");
  if (*item->reason == '\0')
    g_clear_pointer (&item->reason, g_free);
}

/* All of a subject are read once, and are held for as long as one of the items is. */
static gboolean
add_rival_of_day (PodTrialArrivalItem *item, const PodStudy *study, PodKnown *known, GError **error)
{
  if (!pod_known_find_open_day (known, study, item->subject, &item->finding, &item->rival, error))
    return FALSE;
  if (item->rival != NULL)
    item->open = g_ptr_array_ref (g_hash_table_lookup (known->open, &item->subject));
  return TRUE;
}

/* What came in of the same and is settled by nobody either. */
static gboolean
add_rival (PodTrialArrivalItem *item, PodKnown *known, GError **error)
{
  const PodArrivalQuery query = { .subject = item->subject,
                                  .origin = item->finding.origin,
                                  .states = 1u << POD_ARRIVAL_CLEAR | 1u << POD_ARRIVAL_WAITING };
  g_autoptr (GPtrArray) others = pod_arrival_item_list (known->connection, NULL, &query, error);

  for (guint i = 0; others != NULL && item->rival == NULL && i < others->len; i++)
    {
      const PodArrivalItem *other = g_ptr_array_index (others, i);

      if (other->record.id == item->id)
        continue;
      item->rival = &other->finding;
      item->open = g_ptr_array_ref (others);
    }
  return others != NULL;
}

/* The texts of a finding belong to the casebook that it is of. */
static gboolean
hold_owners (PodTrialArrivalItem *item, PodKnown *known, GError **error)
{
  item->owners = g_ptr_array_new_with_free_func ((GDestroyNotify) pod_casebook_unref);
  for (guint i = 0; i < item->standing->len; i++)
    {
      const PodFinding *finding = g_ptr_array_index (item->standing, i);
      PodCasebook *casebook = pod_known_get (known, finding->record.subject, error);

      if (casebook == NULL)
        return FALSE;
      g_ptr_array_add (item->owners, pod_casebook_ref (casebook));
    }
  return TRUE;
}

static gboolean
add_standing (PodTrialArrivalItem *item, const PodStudy *study, PodKnown *known, GError **error)
{
  GError *local = NULL;
  const PodCasebook *casebook = pod_known_get (known, item->subject, &local);

  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (casebook != NULL)
    item->standing = pod_known_list_standing (known, study, casebook, &item->finding, item->cause);
  if (item->standing == NULL || item->standing->len == 0)
    return TRUE;
  item->earlier = g_ptr_array_index (item->standing, 0);
  return hold_owners (item, known, error);
}

/* It was clear when it came in; since then somebody has recorded another of the same. */
static void
explain_standing (PodTrialArrivalItem *item)
{
  gboolean is_same = g_strcmp0 (item->earlier->origin, item->finding.origin) == 0;

  g_free (item->reason);
  item->reason = g_strdup (pod_arrival_cause_to_words (is_same ? "another_result" : "same_day"));
}

/* Of the rival that it waits for, where that stands in the same file; 0 elsewhere. */
static guint
find_line (const PodTrialArrivalItem *item)
{
  return item->rival_arrival == item->arrival &&
                 (pod_arrival_cause_has (item->cause, "another_result") ||
                  pod_arrival_cause_has (item->cause, "same_day"))
             ? item->rival_line
             : 0;
}

static void
place_rival (PodTrialArrivalItem *item)
{
  const PodArrivalItem *rival;

  if (item->rival == NULL)
    return;
  rival = (const PodArrivalItem *) ((const char *) item->rival -
                                    G_STRUCT_OFFSET (PodArrivalItem, finding));
  item->rival_arrival = rival->arrival;
  item->rival_line = (guint) rival->line;
}

/* What it meets nobody has taken either; or it was rejected or taken out since. */
static void
explain_rival (PodTrialArrivalItem *item)
{
  PodMet met = item->rival != NULL ? POD_MET_ARRIVAL : POD_MET_NOTHING;
  const char *words = pod_arrival_cause_explain (item->cause, met);

  if (words == NULL)
    return;
  g_free (item->reason);
  item->reason = pod_import_say_line (words, find_line (item));
}

static gboolean
is_comparable (const PodTrialArrivalItem *item, const PodFinding *other, gboolean in_other_unit)
{
  return pod_finding_counts (other) &&
         (!in_other_unit ||
          (other->quantity.unit != NULL && other->quantity.unit != item->finding.quantity.unit &&
           g_strcmp0 (other->laboratory, item->finding.laboratory) == 0));
}

/* Of what is doubted for itself nothing of the same stands: it is held against what was before. */
static gboolean
add_last (PodTrialArrivalItem *item, PodKnown *known, GError **error)
{
  gboolean in_other_unit = pod_arrival_cause_has (item->cause, "unit");
  GError *local = NULL;
  PodCasebook *casebook;
  const PodFinding *series;
  guint n;

  if (item->finding.observation == NULL ||
      (!in_other_unit && !pod_arrival_cause_has (item->cause, "partial_date")))
    return TRUE;
  casebook = pod_known_get (known, item->subject, &local);
  if (casebook == NULL)
    {
      g_propagate_error (error, local);
      return local == NULL;
    }
  item->casebook = pod_casebook_ref (casebook);
  series = pod_casebook_get_series (casebook, item->finding.observation, &n);
  for (guint i = n; item->last == NULL && i-- > 0;)
    if (is_comparable (item, &series[i], in_other_unit))
      item->last = &series[i];
  return TRUE;
}

/* What stands of the same, where somebody is to compare. */
static gboolean
add_earlier (PodTrialArrivalItem *item, const PodStudy *study, PodKnown *known, GError **error)
{
  gboolean is_clear = g_str_equal (item->state, "clear");

  if (!is_clear && !g_str_equal (item->state, "waiting"))
    return TRUE;
  if (!add_standing (item, study, known, error) || !add_last (item, known, error))
    return FALSE;
  if (is_clear && item->earlier != NULL)
    explain_standing (item);
  if (is_clear || item->earlier != NULL || item->finding.origin == NULL)
    return TRUE;
  if (!(pod_arrival_cause_has (item->cause, "same_day")
            ? add_rival_of_day (item, study, known, error)
            : add_rival (item, known, error)))
    return FALSE;
  place_rival (item);
  explain_rival (item);
  return TRUE;
}

PodArrivalKey
pod_trial_arrival_item_get_key (const PodTrialArrivalItem *item)
{
  PodArrivalKey key = { .id = item->id, .version = item->version };

  if (item->standing == NULL)
    return key;
  key.standing = pod_standing_get_mark (item->standing);
  if (item->standing->len == 1)
    key.corrects = item->earlier->record.id;
  return key;
}

/* Whoever reads that it was taken would think that it stands. */
static gboolean
add_end (PodTrialArrivalItem *item, PodKnown *known, GError **error)
{
  const PodArrivalItem *stored = item->stored;
  const PodFinding *result;

  if (stored->state != POD_ARRIVAL_ACCEPTED || stored->result == 0 ||
      g_strcmp0 (stored->resolution, "withdrawn") == 0)
    return TRUE;
  if (!pod_arrival_find_result (known, stored, &result, error))
    return FALSE;
  item->is_withdrawn = result == NULL || result->record.voided;
  item->result = result != NULL ? result->record.id : stored->result;
  return TRUE;
}

/* (nullable) */
static const PodSubject *
find_subject (const PodKnown *known, gint64 id)
{
  for (guint i = 0; i < known->subjects->len; i++)
    if (((const PodSubject *) g_ptr_array_index (known->subjects, i))->record.id == id)
      return g_ptr_array_index (known->subjects, i);
  return NULL;
}

/* Whose number that of the file nearly is, which is not kept with it. */
static void
name_near (PodTrialArrivalItem *item, const PodKnown *known)
{
  const PodSubject *own = find_subject (known, item->subject);
  g_autofree char *reason = NULL;

  if (own == NULL || !pod_arrival_cause_has (item->cause, POD_ARRIVAL_NEAR_NUMBER))
    return;
  reason = g_steal_pointer (&item->reason);
  item->reason = g_strdup (pod_arrival_cause_name_near (reason, item->cause, own,
                                                        pod_known_find_near_any (known, own)));
}

/* When it came in the table had no limits for it; whether that has some is asked anew whenever it is shown, and kept nowhere. */
static gboolean
name_table (PodTrialArrivalItem *item, const Listing *listing, PodKnown *known, GError **error)
{
  PodCasebook *casebook;
  g_autofree char *reason = NULL;

  if (!g_str_equal (item->state, "waiting") || !pod_arrival_cause_has (item->cause, "limits") ||
      find_subject (known, item->subject) == NULL)
    return TRUE;
  casebook = pod_known_get (known, item->subject, error);
  if (casebook == NULL)
    return FALSE;
  if (!pod_judge_are_limits_from_table (listing->study, listing->site, casebook, &item->finding))
    return TRUE;
  reason = g_steal_pointer (&item->reason);
  item->reason = g_strdup (pod_arrival_cause_name_table (reason));
  return TRUE;
}

static PodTrialArrivalItem *
show_item (PodArrivalItem *stored, PodKnown *known)
{
  PodTrialArrivalItem *item = g_new0 (PodTrialArrivalItem, 1);
  const PodSubject *subject = find_subject (known, stored->record.subject);

  item->stored = stored;
  item->id = stored->record.id;
  item->version = stored->record.version;
  item->arrival = stored->arrival;
  item->subject = stored->record.subject;
  item->line = (guint) stored->line;
  item->message = (guint) stored->message;
  item->number = subject != NULL ? pod_import_say_subject (subject) : NULL;
  item->state = pod_arrival_state_to_string (stored->state);
  item->cause = g_strdup (stored->cause);
  item->finding = stored->finding;
  take_printed (item, stored->printed);
  /* What was judged again waits for another reason than the one that was kept with it. */
  if (pod_arrival_cause_to_words (stored->cause) != NULL)
    {
      g_free (item->reason);
      item->reason = g_strdup (pod_arrival_cause_to_words (stored->cause));
    }
  /* Judged again it is clear, whatever kept it back when it came in. */
  else if (stored->state == POD_ARRIVAL_CLEAR || stored->state == POD_ARRIVAL_ACCEPTED)
    g_clear_pointer (&item->reason, g_free);
  return item;
}

static gpointer
list_items (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const Listing *listing = data;
  PodVault *vault = listing->key->vault;
  g_autoptr (PodKnown) known = pod_known_new (connection, vault, error);
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GPtrArray) stored = NULL;

  if (known == NULL)
    return NULL;
  stored = pod_arrival_item_list (connection, vault, &listing->query, error);
  if (stored == NULL)
    return NULL;
  items = g_ptr_array_new_with_free_func ((GDestroyNotify) pod_trial_arrival_item_free);
  g_ptr_array_set_free_func (stored, NULL);
  for (guint i = 0; i < stored->len; i++)
    g_ptr_array_add (items, show_item (g_ptr_array_index (stored, i), known));
  /* Thousands take their time, for which nobody waits who looks for something else already. */
  for (guint i = 0; i < items->len; i++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !add_earlier (items->pdata[i], listing->study, known, error) ||
        !add_end (items->pdata[i], known, error) ||
        !name_table (items->pdata[i], listing, known, error))
      return NULL;
  for (guint i = 0; i < items->len; i++)
    name_near (items->pdata[i], known);
  return g_steal_pointer (&items);
}

static guint
find_state (const char *word)
{
  for (guint i = 0; word != NULL && i < POD_ARRIVAL_N_STATES; i++)
    if (g_str_equal (word, pod_arrival_state_to_string (i)))
      return 1u << i;
  return 0;
}

static Listing *
listing_new (PodTrial *self, gint64 arrival, const char *state, gint64 after, guint limit)
{
  Listing *listing = g_new0 (Listing, 1);

  listing->query.arrival = arrival;
  listing->query.that_left = arrival == 0;
  listing->query.states = find_state (state);
  listing->query.after = after;
  listing->query.limit = limit;
  listing->key = pod_key_ref (self->key);
  listing->study = pod_study_ref (self->study);
  listing->site = pod_site_ref (self->site);
  return listing;
}

GPtrArray *
pod_trial_list_arrival_items (PodTrial *self,
                              gint64 arrival,
                              const char *state,
                              gint64 after,
                              guint limit,
                              GError **error)
{
  Listing *listing;
  GPtrArray *items;

  if (!pod_trial_require (self, POD_VERB_IMPORT, error))
    return NULL;
  listing = listing_new (self, arrival, state, after, limit);
  items = pod_database_call (self->database, POD_ACCESS_READ, list_items, listing,
                             (GDestroyNotify) g_ptr_array_unref, NULL, error);
  listing_free (listing);
  return items;
}

/* ---- without waiting ---- */

void
pod_trial_list_arrivals_async (PodTrial *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = pod_trial_new_task (self, pod_trial_list_arrivals_async, cancellable,
                                               callback, user_data);
  GError *error = NULL;

  if (pod_trial_require (self, POD_VERB_IMPORT, &error))
    pod_trial_read_in_session (task, list_arrivals, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

GPtrArray *
pod_trial_list_arrivals_finish (PodTrial *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
pod_trial_list_arrival_items_async (PodTrial *self,
                                    gint64 arrival,
                                    const char *state,
                                    gint64 after,
                                    guint limit,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_autoptr (GTask) task = pod_trial_new_task (self, pod_trial_list_arrival_items_async,
                                               cancellable, callback, user_data);
  GError *error = NULL;

  if (pod_trial_require (self, POD_VERB_IMPORT, &error))
    pod_trial_read_in_session (task, list_items, listing_new (self, arrival, state, after, limit),
                               (GDestroyNotify) listing_free, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

GPtrArray *
pod_trial_list_arrival_items_finish (PodTrial *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- one raw text; how many wait ---- */

typedef struct
{
  PodStamp *stamp;
  PodKey *key;
  gint64 item;
} Opening;

static void
opening_free (Opening *opening)
{
  pod_stamp_free (opening->stamp);
  pod_key_unref (opening->key);
  g_free (opening);
}

/* The trail says of which result, and so of whose and of which file. */
static gboolean
note_look (PodConnection *connection, const Opening *opening, GError **error)
{
  return pod_trial_begin_writing (connection, opening->stamp, error) &&
         pod_audit_note_row (connection, "VIEW_ID", "arrival_item", opening->item, error);
}

static gpointer
open_raw (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const Opening *opening = data;
  const PodArrivalQuery query = { .id = opening->item, .with_raw = TRUE, .limit = 1 };
  g_autoptr (GPtrArray)
      stored = pod_arrival_item_list (connection, opening->key->vault, &query, error);

  if (stored == NULL)
    return NULL;
  if (stored->len == 0)
    {
      g_set_error_literal (error, POD_STORE_ERROR, POD_STORE_ERROR_NOT_FOUND, "no such result");
      return NULL;
    }
  return note_look (connection, opening, error)
             ? g_strdup (((const PodArrivalItem *) g_ptr_array_index (stored, 0))->raw)
             : NULL;
}

/* It may name the patient, so that whoever may not see names may not see it either. */
static Opening *
opening_new (PodTrial *self, gint64 item, GError **error)
{
  Opening *opening;

  if (!pod_trial_require (self, POD_VERB_IMPORT, error) ||
      !pod_trial_require (self, POD_VERB_SEE_IDENTITY, error))
    return NULL;
  opening = g_new (Opening, 1);
  *opening = (Opening){ pod_trial_make_stamp (self, NULL), pod_key_ref (self->key), item };
  return opening;
}

void
pod_trial_open_arrival_raw_async (PodTrial *self,
                                  gint64 item,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = pod_trial_new_task (self, pod_trial_open_arrival_raw_async, cancellable,
                                               callback, user_data);
  GError *error = NULL;
  Opening *opening = opening_new (self, item, &error);

  if (opening != NULL)
    pod_trial_look_in_session (task, open_raw, opening, (GDestroyNotify) opening_free,
                               (GDestroyNotify) pod_arrival_free_text);
  else
    g_task_return_error (task, error);
}

char *
pod_trial_open_arrival_raw_finish (PodTrial *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

char *
pod_trial_open_arrival_raw (PodTrial *self, gint64 item, GError **error)
{
  Opening *opening = opening_new (self, item, error);
  char *raw;

  if (opening == NULL)
    return NULL;
  raw = pod_database_call (self->database, POD_ACCESS_WRITE, open_raw, opening,
                           (GDestroyNotify) pod_arrival_free_text, NULL, error);
  opening_free (opening);
  return raw;
}

void
pod_trial_free_raw (char *raw)
{
  pod_arrival_free_text (raw);
}

static gpointer
count_open (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  pod_arrival_count_open (connection, data, error);
  return NULL;
}

gboolean
pod_trial_count_waiting (PodTrial *self, guint *n, GError **error)
{
  gint64 open = 0;

  if (!pod_trial_require (self, POD_VERB_IMPORT, error) ||
      !pod_trial_call (self, POD_ACCESS_READ, count_open, &open, error))
    return FALSE;
  *n = (guint) open;
  return TRUE;
}
