/* What waited for somebody to say what it is, judged again from its own raw text. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>

#include "pod-resolving.h"

/* So many are one transaction. */
#define CHUNK 400
/* Which of what pod_import_print() joins. */
#define DOUBTED 10

/* One chunk. */
typedef struct
{
  const PodReadAgain *what;
  PodResolving *resolving;
  const PodArrival *arrival;
  const char *heading;
} Again;

/* What reads otherwise than it did then is not it: something that it refers to was not kept with it.  Of a table's line all is kept, and
 * the map may say anew where in it something stands. */
static gboolean
is_same_print (const PodLabItem *found, char **printed, PodLabFormat format)
{
  const char *texts[] = { found->item, found->value, found->collected_text, found->specimen };
  static const guint places[] = { 0, 1, 6, 5 };
  guint n = format == POD_LAB_FORMAT_TABLE ? 1 : G_N_ELEMENTS (texts);

  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (texts[i], places[i] < g_strv_length (printed) ? printed[places[i]] : "") != 0)
      return FALSE;
  return TRUE;
}

gboolean
pod_judge_is_same (const PodArrivalItem *item, const PodLabItem *found, PodLabFormat format)
{
  g_auto (GStrv) printed = pod_import_split_printed (item->printed);

  return item->line == (int) found->line && is_same_print (found, printed, format);
}

/* The one result of the text that the item is of; a wide table gives several of one line, a bundle those of one observation. */
static const PodLabItem *
find_result (const PodLabFile *file, const PodArrivalItem *item)
{
  g_auto (GStrv) printed = pod_import_split_printed (item->printed);

  for (guint i = 0; i < file->items->len; i++)
    {
      const PodLabItem *found = &g_array_index (file->items, PodLabItem, i);

      if (*found->subject_key != '\0' && is_same_print (found, printed, file->format))
        return found;
    }
  return NULL;
}

/* Whether its comma is one of thousands the rest of its file told, which is not here. */
static void
doubt (PodLabFile *file, const PodArrivalItem *item)
{
  g_auto (GStrv) printed = pod_import_split_printed (item->printed);

  if (file != NULL && g_strv_length (printed) > DOUBTED)
    pod_lab_file_doubt (file, printed[DOUBTED]);
}

static PodLabFormat
get_format (const char *kind)
{
  if (g_str_equal (kind, "table"))
    return POD_LAB_FORMAT_TABLE;
  return g_str_equal (kind, "hl7") ? POD_LAB_FORMAT_HL7 : POD_LAB_FORMAT_FHIR;
}

PodLabFile *
pod_judge_read_raw (const PodArrival *arrival,
                    const char *heading,
                    const PodArrivalItem *item,
                    const PodLabMap *map,
                    const PodLabItem **found)
{
  PodLabFile *file = pod_lab_file_read_again (get_format (arrival->kind), heading, item->raw,
                                              arrival->encoding, map);

  doubt (file, item);
  *found = file != NULL ? find_result (file, item) : NULL;
  return file;
}

/* What was refused says why, in place of the reason that it waited for until now. */
static char *
make_cause (const PodJudgement *judgement)
{
  if (judgement->as != POD_ARRIVAL_REFUSED)
    return g_strdup (judgement->cause);
  if (judgement->reason == NULL)
    return g_strdup (POD_ARRIVAL_NOT_USABLE);
  return g_strconcat (POD_ARRIVAL_NOT_USABLE ": ", judgement->reason, NULL);
}

static void
settle_judgement (PodArrivalItem *item, const PodJudgement *judgement)
{
  if (!judgement->is_kept || judgement->as == POD_ARRIVAL_REJECTED)
    {
      pod_resolving_set_known (item);
      return;
    }
  pod_resolving_set_resolution (item, judgement->as, NULL);
  g_free ((char *) item->cause);
  item->cause = make_cause (judgement);
}

/* The strings of what was read anew are the file's. */
static gboolean
write_again (PodConnection *connection,
             PodArrivalItem *item,
             const PodLabItem *found,
             GError **error)
{
  PodArrivalItem anew = *item;

  pod_import_fill_finding (found,
                           item->state == POD_ARRIVAL_REJECTED ? POD_ARRIVAL_REFUSED : item->state,
                           &anew);
  return pod_arrival_item_settle (connection, &anew, TRUE, error);
}

gboolean
pod_judge_settle (PodConnection *connection,
                  const PodStudy *study,
                  PodArrivalItem *item,
                  const PodLabItem *found,
                  const PodJudgement *judgement,
                  gint64 result,
                  GError **error)
{
  settle_judgement (item, judgement);
  if (result != 0)
    {
      item->state = POD_ARRIVAL_ACCEPTED;
      g_free ((char *) item->resolution);
      item->resolution = g_strdup ("accepted");
      item->result = result;
    }
  if (!write_again (connection, item, found, error))
    return FALSE;
  if (pod_arrival_cause_has (judgement->cause, "another_result") ||
      pod_arrival_cause_has (judgement->cause, "same_day"))
    return pod_import_hold_rivals (connection, study, item, &found->finding, error);
  return TRUE;
}

/* ---- what was refused ---- */

void
pod_refused_item_free (PodRefusedItem *refused)
{
  g_free (refused->item);
  g_free (refused->reason);
  g_free (refused);
}

static PodRefusedItem *
find_refused (GPtrArray *refused, const char *item)
{
  PodRefusedItem *added;

  for (guint i = 0; i < refused->len; i++)
    if (g_str_equal (((const PodRefusedItem *) refused->pdata[i])->item, item))
      return refused->pdata[i];
  added = g_new0 (PodRefusedItem, 1);
  added->item = g_strdup (item);
  g_ptr_array_add (refused, added);
  return added;
}

static void
tell_refused (const Again *again, const PodLabItem *found, const PodArrivalItem *item)
{
  PodRefusedItem *refused;

  if (item->state != POD_ARRIVAL_REFUSED || again->what->refused == NULL)
    return;
  refused = find_refused (again->what->refused, found->item);
  if (refused->n++ == 0)
    refused->reason = g_strdup (pod_arrival_cause_to_words (item->cause));
}

/* ---- read again ---- */

static gboolean
judge_found (const Again *again,
             PodJudge *judge,
             PodArrivalItem *item,
             const PodLabItem *found,
             GError **error)
{
  PodCasebook *casebook = pod_known_get (judge->known, item->record.subject, error);
  PodJudgement judgement;

  if (casebook == NULL || !pod_judge_item (judge, found, casebook, &judgement, error) ||
      !pod_judge_settle (judge->known->connection, judge->study, item, found, &judgement, 0, error))
    return FALSE;
  again->resolving->n++;
  pod_known_forget_open (judge->known);
  tell_refused (again, found, item);
  return TRUE;
}

/* What it refers to was longer than what is kept beside a result: that is said, and nobody waits for it in vain. */
static gboolean
say_lost (PodJudge *judge, PodArrivalItem *item, GError **error)
{
  if (g_strcmp0 (item->cause, POD_ARRIVAL_NOT_AGAIN) == 0)
    return TRUE;
  g_free ((char *) item->cause);
  item->cause = g_strdup (POD_ARRIVAL_NOT_AGAIN);
  return pod_arrival_item_settle (judge->known->connection, item, FALSE, error);
}

/* Which map it came in by is not kept: the first that knows it, of those whose headings are its. */
static gboolean
judge_item (const Again *again, PodJudge *judge, PodArrivalItem *item, GError **error)
{
  const GPtrArray *maps = again->what->maps;
  gboolean lost = TRUE;

  for (guint i = 0; i < maps->len; i++)
    {
      const PodLabItem *found = NULL;
      g_autoptr (PodLabFile)
          file = pod_judge_read_raw (again->arrival, again->heading, item, maps->pdata[i], &found);

      if (found != NULL && found->mapped)
        return judge_found (again, judge, item, found, error);
      lost = lost && found == NULL;
    }
  return !lost || say_lost (judge, item, error);
}

static gboolean
judge_items (const Again *again, PodConnection *connection, GError **error)
{
  PodResolving *resolving = again->resolving;
  PodVault *vault = resolving->writing->key->vault;
  const PodArrivalQuery query = { .arrival = again->what->arrival,
                                  .states = 1u << POD_ARRIVAL_UNMAPPED,
                                  .after = resolving->after,
                                  .limit = CHUNK,
                                  .with_raw = TRUE };
  g_autoptr (PodKnown) known = pod_known_new (connection, vault, error);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GHashTable) days = pod_day_table_new ();
  PodJudge judge = { resolving->writing->study,
                     resolving->writing->site,
                     again->what->today,
                     known,
                     seen,
                     days,
                     0,
                     -1 };

  if (known == NULL)
    return FALSE;
  items = pod_arrival_item_list (connection, vault, &query, error);
  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      PodArrivalItem *item = g_ptr_array_index (items, i);

      resolving->after = item->record.id;
      if (!judge_item (again, &judge, item, error))
        return FALSE;
    }
  resolving->done = items != NULL && items->len < CHUNK;
  return items != NULL;
}

gboolean
pod_read_again_chunk (PodConnection *connection,
                      PodResolving *resolving,
                      const PodReadAgain *what,
                      GError **error)
{
  g_autoptr (PodArrival) arrival = pod_arrival_table_get (connection, what->arrival, error);
  GError *local = NULL;
  char *heading;

  if (arrival == NULL)
    return FALSE;
  heading = pod_arrival_table_open_heading (connection, resolving->writing->key->vault,
                                            what->arrival, &local);
  if (local == NULL)
    judge_items (&(Again){ what, resolving, arrival, heading }, connection, &local);
  pod_arrival_free_text (heading);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static gpointer
find_laboratory (PodConnection *connection,
                 gpointer data,
                 GCancellable *cancellable,
                 GError **error)
{
  const gint64 *id = data;
  g_autoptr (PodArrival) arrival = pod_arrival_table_get (connection, *id, error);

  return arrival != NULL ? g_strdup (arrival->laboratory) : NULL;
}

/* What was said of an item was said of the laboratory that the arrival is under, whatever the file of the map calls it. */
static GPtrArray *
load_maps (PodTrial *self, gint64 arrival, const char *map, GError **error)
{
  g_autofree char *laboratory = pod_database_call (self->database, POD_ACCESS_READ, find_laboratory,
                                                   &arrival, g_free, NULL, error);

  return laboratory != NULL ? pod_trial_load_lab_maps (self, map, laboratory, error) : NULL;
}

/* ---- the verb ---- */

static void
read_again_free (PodReadAgain *again)
{
  g_ptr_array_unref (again->maps);
  g_ptr_array_unref (again->refused);
  g_free (again);
}

static gboolean
read_step (PodResolving *resolving, PodConnection *connection, GError **error)
{
  return pod_read_again_chunk (connection, resolving, resolving->data, error);
}

static PodResolving *
read_new (PodTrial *self, gint64 arrival, const char *map, GError **error)
{
  g_autoptr (PodResolving) resolving =
      pod_resolving_new (self, read_step, _ ("judged again under the laboratory’s map"), error);
  GPtrArray *maps = resolving != NULL ? load_maps (self, arrival, map, error) : NULL;
  PodReadAgain *again;

  if (maps == NULL)
    return NULL;
  again = g_new0 (PodReadAgain, 1);
  *again =
      (PodReadAgain){ arrival, maps, pod_trial_get_today (self),
                      g_ptr_array_new_with_free_func ((GDestroyNotify) pod_refused_item_free) };
  resolving->data = again;
  resolving->free_data = (GDestroyNotify) read_again_free;
  return g_steal_pointer (&resolving);
}

gboolean
pod_trial_read_again (PodTrial *self, gint64 arrival, const char *map, guint *n, GError **error)
{
  return pod_resolving_run (self, read_new (self, arrival, map, error), n, error);
}

void
pod_trial_read_again_async (PodTrial *self,
                            gint64 arrival,
                            const char *map,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = pod_trial_new_task (self, pod_trial_read_again_async, cancellable,
                                               callback, user_data);
  GError *error = NULL;
  PodResolving *resolving = read_new (self, arrival, map, &error);

  pod_resolving_run_async (task, resolving, error);
}

gboolean
pod_trial_read_again_finish (PodTrial *self,
                             GAsyncResult *result,
                             guint *n,
                             GPtrArray **refused,
                             GError **error)
{
  const PodResolving *resolving = g_task_get_task_data (G_TASK (result));
  const PodReadAgain *again = resolving != NULL ? resolving->data : NULL;

  if (refused != NULL)
    *refused = again != NULL ? g_ptr_array_ref (again->refused) : NULL;
  return pod_resolving_finish (self, result, n, error);
}
