/* What waited for somebody to say what it is, judged again from its own raw text. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>

#include "pod-importing.h"

/* Which of what pod_import_print() joins. */
#define DOUBTED 10

typedef struct
{
  gint64 arrival;
  GPtrArray *maps; /* PodLabMap */
  PodWriting *writing;
  PodDate today;
  guint n;
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
  g_auto (GStrv) printed = g_strsplit (item->printed, "\x1f", -1);

  return item->line == (int) found->line && is_same_print (found, printed, format);
}

/* The one result of the text that the item is of; a wide table gives several of one line, a bundle those of one observation. */
static const PodLabItem *
find_result (const PodLabFile *file, const PodArrivalItem *item)
{
  g_auto (GStrv) printed = g_strsplit (item->printed, "\x1f", -1);

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
  g_auto (GStrv) printed = g_strsplit (item->printed, "\x1f", -1);

  if (file != NULL && g_strv_length (printed) > DOUBTED)
    pod_lab_file_doubt (file, *printed[DOUBTED]);
}

static PodLabFormat
get_format (const char *kind)
{
  if (g_str_equal (kind, "table"))
    return POD_LAB_FORMAT_TABLE;
  return g_str_equal (kind, "hl7") ? POD_LAB_FORMAT_HL7 : POD_LAB_FORMAT_FHIR;
}

PodLabFile *
pod_judge_read_again (const PodArrival *arrival,
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
  item->state = judgement->as;
  g_free ((char *) item->cause);
  item->cause = make_cause (judgement);
  if (g_str_equal (judgement->state, "duplicate") || !judgement->is_kept)
    {
      item->state = POD_ARRIVAL_REJECTED;
      item->resolution = g_strdup ("rejected");
      g_free ((char *) item->cause);
      item->cause = g_strdup ("duplicate");
    }
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
  return write_again (connection, item, found, error);
}

static gboolean
judge_found (Again *again,
             PodJudge *judge,
             PodArrivalItem *item,
             const PodLabItem *found,
             GError **error)
{
  PodCasebook *casebook = pod_known_get (judge->known, item->record.subject, error);
  PodJudgement judgement;

  if (casebook == NULL || !pod_judge_item (judge, found, casebook, &judgement, error))
    return FALSE;
  again->n++;
  pod_known_forget_open (judge->known);
  return pod_judge_settle (judge->known->connection, item, found, &judgement, 0, error);
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
judge_item (Again *again,
            PodJudge *judge,
            const PodArrival *arrival,
            const char *heading,
            PodArrivalItem *item,
            GError **error)
{
  gboolean lost = TRUE;

  for (guint i = 0; i < again->maps->len; i++)
    {
      const PodLabItem *found = NULL;
      g_autoptr (PodLabFile)
          file = pod_judge_read_again (arrival, heading, item, again->maps->pdata[i], &found);

      if (found != NULL && found->mapped)
        return judge_found (again, judge, item, found, error);
      lost = lost && found == NULL;
    }
  return !lost || say_lost (judge, item, error);
}

static gboolean
judge_items (Again *again,
             PodConnection *connection,
             const PodArrival *arrival,
             const char *heading,
             GError **error)
{
  PodVault *vault = again->writing->key->vault;
  const PodArrivalQuery query = { .arrival = again->arrival,
                                  .states = 1u << POD_ARRIVAL_UNMAPPED,
                                  .with_raw = TRUE };
  g_autoptr (PodKnown) known = pod_known_new (connection, vault, error);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GHashTable) days = pod_day_table_new ();
  PodJudge judge = { again->writing->study, again->today, known, seen, days, 0, -1 };

  if (known == NULL)
    return FALSE;
  items = pod_arrival_item_list (connection, vault, &query, error);
  for (guint i = 0; items != NULL && i < items->len; i++)
    if (!judge_item (again, &judge, arrival, heading, g_ptr_array_index (items, i), error))
      return FALSE;
  return items != NULL;
}

static gpointer
judge_again (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Again *again = data;
  g_autoptr (PodArrival) arrival = NULL;
  GError *local = NULL;
  char *heading;

  if (!pod_trial_begin_writing (connection, again->writing->stamp, error))
    return NULL;
  arrival = pod_arrival_table_get (connection, again->arrival, error);
  if (arrival == NULL)
    return NULL;
  heading = pod_arrival_table_open_heading (connection, again->writing->key->vault, again->arrival,
                                            &local);
  if (local == NULL)
    judge_items (again, connection, arrival, heading, &local);
  pod_arrival_free_text (heading);
  if (local != NULL)
    g_propagate_error (error, local);
  return NULL;
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
GPtrArray *
pod_judge_load_maps (PodTrial *self, gint64 arrival, const char *map, GError **error)
{
  g_autofree char *laboratory = pod_database_call (self->database, POD_ACCESS_READ, find_laboratory,
                                                   &arrival, g_free, NULL, error);

  return laboratory != NULL ? pod_trial_load_lab_maps (self, map, laboratory, error) : NULL;
}

gboolean
pod_trial_judge_again (PodTrial *self, gint64 arrival, const char *map, guint *n, GError **error)
{
  g_autoptr (PodChange) change = NULL;
  Again again = { .arrival = arrival };
  gboolean judged;

  if (!pod_trial_require (self, POD_VERB_IMPORT, error))
    return FALSE;
  again.maps = pod_judge_load_maps (self, arrival, map, error);
  if (again.maps == NULL)
    return FALSE;
  change = pod_change_new ();
  again.writing = pod_writing_new (self, change, _ ("judged again under the laboratory’s map"));
  again.today = pod_trial_get_today (self);
  judged = pod_trial_call (self, POD_ACCESS_WRITE, judge_again, &again, error);
  if (n != NULL)
    *n = again.n;
  pod_writing_free (again.writing);
  g_ptr_array_unref (again.maps);
  return judged;
}
