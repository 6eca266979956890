/* A laboratory's file is read off the main thread, and then judged and written chunk by chunk, each a transaction of its own that is whole:
 * nobody else waits for long, and what was interrupted goes on when the file comes again.  The file's parser knows no vault: it gives keys,
 * and whose they are is found here. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-import-chunk.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "pod-abnormal.h"
#include "pod-finding-settle.h"
#include "pod-resolving.h"
#include "pod-words.h"

/* One result that the chunk keeps.  @step: of the change; -1 for none.  @before: (nullable): what is kept of it already. */
typedef struct
{
  guint index;
  gint64 subject;
  PodJudgement judgement;
  int step;
  PodArrivalItem *before;
} Kept;

static void
import_item_free (gpointer data)
{
  PodImportItem *item = data;

  if (item == NULL)
    return;
  g_free (item->subject);
  g_free (item->item);
  g_free (item->result);
  g_free (item->shown);
  g_free (item->read);
  g_free (item->limits);
  g_free (item->collected);
  g_free (item->reason);
  g_free (item);
}

void
pod_import_free (PodImport *import)
{
  g_ptr_array_unref (import->items);
  g_free (import->shape);
  g_free (import);
}

/* A large file took a hundred MiB in small pieces, which else lie in each thread's share until the program ends: the next file came on top. */
static void
give_back (void)
{
#ifdef __GLIBC__
  malloc_trim (0);
#endif
}

void
pod_importing_free (PodImporting *importing)
{
  g_free (importing->path);
  g_clear_pointer (&importing->map, pod_lab_map_free);
  g_clear_pointer (&importing->writing, pod_writing_free);
  g_clear_pointer (&importing->file, pod_lab_file_free);
  g_clear_pointer (&importing->import, pod_import_free);
  g_clear_pointer (&importing->order, g_array_unref);
  g_clear_pointer (&importing->rivals, g_ptr_array_unref);
  g_clear_pointer (&importing->arrival, pod_arrival_free);
  g_clear_pointer (&importing->positions, g_hash_table_unref);
  g_clear_pointer (&importing->unmapped_before, g_hash_table_unref);
  g_clear_pointer (&importing->seen, g_hash_table_unref);
  g_clear_pointer (&importing->days, g_hash_table_unref);
  g_clear_pointer (&importing->casebooks, g_hash_table_unref);
  g_free (importing);
  give_back ();
}

/* ---- the file ---- */

static int
compare_order (gconstpointer a, gconstpointer b, gpointer data)
{
  const GPtrArray *keys = data;
  guint i = *(const guint *) a, j = *(const guint *) b;
  int order = strcmp (keys->pdata[i], keys->pdata[j]);

  return order != 0 ? order : (i > j) - (i < j);
}

static void
free_key (gpointer key)
{
  pod_vault_free_text (key);
}

/* By line, as numbers are compared, whatever their hyphens: each spelling is made plain once, and wiped with @spellings, which holds them. */
static GPtrArray *
list_keys (const PodLabFile *file, GHashTable *spellings)
{
  GPtrArray *keys = g_ptr_array_sized_new (file->items->len);

  for (guint i = 0; i < file->items->len; i++)
    {
      const char *key = g_array_index (file->items, PodLabItem, i).subject_key;
      char *plain = g_hash_table_lookup (spellings, key);

      if (plain == NULL)
        {
          plain = pod_vault_simplify_number (key);
          g_hash_table_insert (spellings, (gpointer) key, plain);
        }
      g_ptr_array_add (keys, plain);
    }
  return keys;
}

/* So that a chunk concerns few people, whatever the order of the file. */
static void
put_in_order (PodImporting *importing)
{
  g_autoptr (GHashTable)
      spellings = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_key);
  g_autoptr (GPtrArray) keys = list_keys (importing->file, spellings);

  importing->order = g_array_sized_new (FALSE, FALSE, sizeof (guint), importing->file->items->len);
  for (guint i = 0; i < importing->file->items->len; i++)
    g_array_append_val (importing->order, i);
  g_array_sort_with_data (importing->order, compare_order, keys);
  importing->import = g_new0 (PodImport, 1);
  importing->import->items = g_ptr_array_new_full (importing->order->len, import_item_free);
  g_ptr_array_set_size (importing->import->items, (int) importing->order->len);
}

gboolean
pod_importing_read_file (gpointer data, GCancellable *cancellable, GError **error)
{
  PodImporting *importing = data;
  g_autoptr (GBytes) bytes = pod_import_read_bytes (importing->path, error);

  if (bytes == NULL || !pod_import_hash (bytes, importing->hash, cancellable, error))
    return FALSE;
  importing->file = pod_lab_file_read (bytes, importing->map, cancellable, error);
  if (importing->file == NULL)
    return FALSE;
  put_in_order (importing);
  importing->rivals = pod_import_list_rivals (importing->writing->study, importing->file,
                                              importing->order);
  importing->import->decimal_comma = importing->file->decimal_comma;
  importing->import->shape = pod_lab_file_find_shape (bytes, importing->map);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

/* ---- the arrival ---- */

static const char *
get_kind (const PodLabFile *file)
{
  static const char *const kinds[] = {
    [POD_LAB_FORMAT_TABLE] = "table", [POD_LAB_FORMAT_HL7] = "hl7", [POD_LAB_FORMAT_FHIR] = "fhir"
  };

  return kinds[file->format];
}

/* The map may know it by now, or what it said the same as is gone. */
static gboolean
is_open_again (const PodArrivalItem *item)
{
  return item->state == POD_ARRIVAL_UNMAPPED || g_strcmp0 (item->cause, "duplicate") == 0;
}

static gboolean
list_unmapped (PodImporting *importing, PodConnection *connection, gint64 arrival, GError **error)
{
  const PodArrivalQuery query = {
    .arrival = arrival, .states = 1u << POD_ARRIVAL_UNMAPPED | 1u << POD_ARRIVAL_REJECTED
  };
  g_autoptr (GPtrArray)
      items = pod_arrival_item_list (connection, importing->writing->key->vault, &query, error);

  if (items == NULL)
    return FALSE;
  g_ptr_array_set_free_func (items, NULL);
  for (guint i = 0; i < items->len; i++)
    {
      PodArrivalItem *item = g_ptr_array_index (items, i);

      if (is_open_again (item))
        g_hash_table_insert (importing->unmapped_before, GINT_TO_POINTER (item->position), item);
      else
        pod_arrival_item_free (item);
    }
  return TRUE;
}

static gboolean
is_untouched (PodConnection *connection, const PodArrival *arrival, GError **error)
{
  const PodArrivalQuery query = { .arrival = arrival->id,
                                  .states = 1u << POD_ARRIVAL_ACCEPTED,
                                  .limit = 1 };
  g_autoptr (GPtrArray) taken = pod_arrival_item_list (connection, NULL, &query, error);

  return taken != NULL && taken->len == 0;
}

/* A reading that nobody has taken anything of can be set aside for this one, so that it is named to whoever asks. */
static void
refuse_sender (PodImporting *importing, const PodArrival *other, gboolean untouched, GError **error)
{
  g_autofree char *when = NULL;
  PodInstant instant;

  if (pod_instant_parse (other->moment, &instant))
    when = pod_instant_to_words (instant);
  importing->whole_arrival = untouched ? other->id : 0;
  importing->whole_is_new = FALSE;
  g_set_error (error, POD_SERVICE_ERROR,
               untouched ? POD_SERVICE_ERROR_CAME_ELSEWHERE : POD_SERVICE_ERROR_INPUT,
               untouched
                   /* Translators: a laboratory, and when. */
                   ? _ ("This very file came in already, from “%1$s”, on %2$s, and nobody has "
                        "taken anything of it. Go back and choose that laboratory, or set that "
                        "reading aside and read the file again.")
                   /* Translators: a laboratory, and when. */
                   : _ ("This very file came in already, from “%1$s”, on %2$s. Choose that "
                        "laboratory, or first undo the file in “Results That Came In”."),
               other->laboratory, when != NULL ? when : other->moment);
}

/* Of one sender the same line is known again; of two it would be two results, and each of them true. */
static void
check_sender (PodImporting *importing, PodConnection *connection, GError **error)
{
  GError *local = NULL;
  gint64 id = pod_arrival_table_find_elsewhere (connection, importing->hash,
                                                pod_lab_map_get_laboratory (importing->map),
                                                &local);
  g_autoptr (PodArrival) other = id != 0 ? pod_arrival_table_get (connection, id, &local) : NULL;
  gboolean untouched = other != NULL && is_untouched (connection, other, &local);

  if (local != NULL)
    g_propagate_error (error, local);
  else if (other != NULL)
    refuse_sender (importing, other, untouched, error);
}

static gboolean
look_up (PodImporting *importing, PodConnection *connection, GError **error)
{
  const char *laboratory = pod_lab_map_get_laboratory (importing->map);
  g_autoptr (GArray) positions = NULL;
  GError *local = NULL;
  gint64 id = pod_arrival_table_find (connection, importing->hash, laboratory, &local);

  if (local == NULL && id == 0)
    check_sender (importing, connection, &local);
  if (local == NULL && id != 0)
    importing->arrival = pod_arrival_table_get (connection, id, &local);
  if (local == NULL && id != 0)
    positions = pod_arrival_item_list_positions (connection, id, &local);
  if (local == NULL && id != 0)
    list_unmapped (importing, connection, id, &local);
  for (guint i = 0; positions != NULL && i < positions->len; i++)
    g_hash_table_add (importing->positions, GINT_TO_POINTER (g_array_index (positions, int, i)));
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

/* Another process may be at the same file: what it keeps meanwhile is seen, not kept twice. */
static gboolean
find_arrival (PodImporting *importing, PodConnection *connection, GError **error)
{
  GError *local = NULL;
  gint64 last = pod_audit_last (connection, &local);

  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  /* Nobody has written anything since. */
  if (importing->next > 0 && last == importing->seen_entry)
    return TRUE;
  g_hash_table_remove_all (importing->positions);
  g_hash_table_remove_all (importing->unmapped_before);
  g_clear_pointer (&importing->arrival, pod_arrival_free);
  return look_up (importing, connection, error);
}

static gboolean
make_arrival (PodImporting *importing, PodConnection *connection, GError **error)
{
  g_autoptr (PodArrival) arrival = NULL;

  if (importing->arrival != NULL)
    return TRUE;
  arrival = g_new0 (PodArrival, 1);
  arrival->laboratory = g_strdup (pod_lab_map_get_laboratory (importing->map));
  arrival->kind = g_strdup (get_kind (importing->file));
  arrival->encoding = g_strdup (importing->file->encoding);
  arrival->lines = (int) importing->file->items->len;
  memcpy (arrival->hash, importing->hash, sizeof arrival->hash);
  if (!pod_arrival_table_add (connection, importing->writing->key->vault, arrival,
                              importing->file->heading, error))
    return FALSE;
  importing->arrival = g_steal_pointer (&arrival);
  importing->import->is_new = TRUE;
  return TRUE;
}

/* ---- a chunk ---- */

static int
put_finding (PodImporting *importing, const PodLabItem *item, const PodCasebook *casebook)
{
  PodChange *change = importing->writing->change;
  PodFinding finding = item->finding;

  finding.record.id = pod_change_reserve (change);
  finding.record.subject = pod_casebook_get_subject (casebook)->record.id;
  finding.source = "import";
  if (item->status == POD_LAB_STATUS_CORRECTED)
    finding.status = "corrected";
  pod_finding_settle (importing->writing->study, importing->writing->site, casebook, NULL,
                      &finding);
  pod_change_put_finding (change, &finding);
  return (int) pod_change_get_n_steps (change) - 1;
}

static void
keep (PodImporting *importing,
      guint index,
      const PodCasebook *casebook,
      const PodJudgement *judgement,
      GArray *kept)
{
  const PodLabItem *item = &g_array_index (importing->file->items, PodLabItem, index);
  Kept one = { index, pod_casebook_get_subject (casebook)->record.id, *judgement, -1, NULL };

  if (importing->mode == POD_IMPORTING_TAKE && judgement->as == POD_ARRIVAL_CLEAR)
    one.step = put_finding (importing, item, casebook);
  g_array_append_val (kept, one);
}

/* What stays as it is must not be told as if it were taken. */
static void
leave (const PodArrivalItem *before, PodJudgement *judgement)
{
  if (judgement->as != POD_ARRIVAL_CLEAR || !judgement->is_kept)
    return;
  if (before != NULL && before->state == POD_ARRIVAL_UNMAPPED)
    *judgement = (PodJudgement){
      "unmapped", POD_ARRIVAL_UNMAPPED, NULL,
      _ ("by this map the line says something else than when it came in; it stays as it was"), FALSE
    };
  else
    *judgement = (PodJudgement){ "refused", POD_ARRIVAL_REFUSED, NULL,
                                 _ ("it came in with this file before, and was settled then"),
                                 FALSE };
}

/* What is kept of a line already stays as it is, but for what nobody had said what it is, and what was known by another that is gone. */
static void
keep_again (PodImporting *importing,
            guint index,
            const PodCasebook *casebook,
            PodJudgement *judgement,
            GArray *kept)
{
  const PodLabItem *item = &g_array_index (importing->file->items, PodLabItem, index);
  PodArrivalItem *before = g_hash_table_lookup (importing->unmapped_before,
                                                GUINT_TO_POINTER (index));
  Kept one = { index, pod_casebook_get_subject (casebook)->record.id, *judgement, -1, before };

  if (before == NULL || before->record.subject != one.subject ||
      !pod_judge_is_same (before, item, importing->file->format))
    {
      leave (before, judgement);
      return;
    }
  if (judgement->as == POD_ARRIVAL_UNMAPPED ||
      (before->state == POD_ARRIVAL_REJECTED && g_str_equal (judgement->state, "duplicate")))
    return;
  if (importing->mode == POD_IMPORTING_TAKE && judgement->as == POD_ARRIVAL_CLEAR)
    one.step = put_finding (importing, item, casebook);
  g_array_append_val (kept, one);
}

static void
point_at (const PodImporting *importing, PodJudge *judge, guint index)
{
  gboolean is_kept = importing->mode == POD_IMPORTING_KEEP && importing->arrival != NULL &&
                     g_hash_table_contains (importing->positions, GUINT_TO_POINTER (index));

  judge->arrival = importing->mode == POD_IMPORTING_KEEP && importing->arrival != NULL
                       ? importing->arrival->id
                       : 0;
  judge->position = is_kept ? (int) index : -1;
  judge->same_file = importing->arrival != NULL ? importing->arrival->id : 0;
  judge->index = (int) index;
  judge->takes = importing->mode == POD_IMPORTING_TAKE;
  judge->rival = g_ptr_array_index (importing->rivals, index);
}

/* Whose it is.  What waits to be told what it is stays its subject's: since it came in the key may lead to the same person's next attempt. */
static PodCasebook *
find_casebook (PodImporting *importing, PodJudge *judge, guint index, GError **error)
{
  const PodLabItem *item = &g_array_index (importing->file->items, PodLabItem, index);
  const PodArrivalItem *before = g_hash_table_lookup (importing->unmapped_before,
                                                      GUINT_TO_POINTER (index));
  PodCasebook *casebook, *own;

  if (*item->subject_key == '\0')
    return NULL;
  casebook = pod_known_find (judge->known, importing->file->key_kind, item->subject_key, error);
  if (casebook == NULL || before == NULL)
    return casebook;
  own = pod_known_get (judge->known, before->record.subject, error);
  return own != NULL && pod_casebook_get_subject (own)->person ==
                            pod_casebook_get_subject (casebook)->person
             ? own
             : casebook;
}

static gboolean
may_become_result (const PodLabItem *item,
                   const PodCasebook *casebook,
                   const PodJudgement *judgement)
{
  return casebook != NULL && item->readable && item->status != POD_LAB_STATUS_PRELIMINARY &&
         !pod_arrival_cause_has (judgement->cause, "withdrawal") &&
         (g_str_equal (judgement->state, "accepted") || g_str_equal (judgement->state, "conflict"));
}

/* Those that it would get as it is written, since it came without; as they stand in the table. */
static char *
say_own_limits (const PodWriting *writing, const PodLabItem *item, const PodCasebook *casebook)
{
  PodFinding bound = item->finding;
  const PodRange *range;
  g_autofree char *words = NULL;

  pod_finding_settle (writing->study, writing->site, casebook, NULL, &bound);
  range = bound.range != 0 ? pod_site_find_range_by_id (writing->site, bound.range) : NULL;
  if (range == NULL)
    return NULL;
  bound.lower = range->lower;
  bound.upper = range->upper;
  words = pod_finding_limits_to_words (&bound);
  return range->unit == bound.quantity.unit
             ? g_steal_pointer (&words)
             : g_strdup_printf ("%s %s", words, pod_unit_to_words (range->unit));
}

/* What there will be to compare it with, or that there will be nothing. */
static void
note_limits (PodImporting *importing,
             guint index,
             const PodCasebook *casebook,
             const PodJudgement *judgement)
{
  const PodWriting *writing = importing->writing;
  const PodLabItem *item = &g_array_index (importing->file->items, PodLabItem, index);
  PodImport *import = importing->import;
  PodImportItem *told = g_ptr_array_index (import->items, index);

  if (!may_become_result (item, casebook, judgement))
    return;
  told->limits = say_own_limits (writing, item, casebook);
  told->is_unlimited = pod_finding_get_abnormality (writing->study, writing->site, casebook,
                                                    &item->finding)
                           .is_unlimited;
  import->unlimited += told->is_unlimited;
}

/* What becomes of it, told and kept. */
static void
conclude (PodImporting *importing,
          PodJudge *judge,
          guint index,
          const PodCasebook *casebook,
          PodJudgement *judgement,
          GArray *kept)
{
  const PodLabItem *item = &g_array_index (importing->file->items, PodLabItem, index);
  gboolean again = g_hash_table_contains (importing->positions, GUINT_TO_POINTER (index));

  if (casebook != NULL && again)
    keep_again (importing, index, casebook, judgement, kept);
  pod_import_tell (importing->import, importing->writing->study, index, item, casebook, judgement);
  note_limits (importing, index, casebook, judgement);
  if (casebook == NULL || !judgement->is_kept)
    return;
  if (judgement->as != POD_ARRIVAL_REJECTED)
    pod_judge_remember (judge, item, pod_casebook_get_subject (casebook)->record.id);
  if (!again && importing->mode != POD_IMPORTING_LOOK)
    keep (importing, index, casebook, judgement, kept);
}

/* A number that the trial has given is no stranger's, though the map leads to nobody by it. */
static const char *
say_nobody (const PodImporting *importing, PodKnown *known, const char *key, gboolean *is_stranger)
{
  gboolean exactly;

  *is_stranger = FALSE;
  if (pod_known_is_of_two (known, importing->file->key_kind, key, &exactly))
    return exactly ? _ ("this is one subject’s screening number and another’s subject number; "
                        "write in the file which of them it is")
                   : _ ("but for capitals and signs such as hyphens the numbers of two subjects "
                        "are this one; write it in the file as the trial does");
  if (pod_known_is_own_number (known, key))
    return _ ("this is a subject’s number of the trial, but the map reads record numbers; go back "
              "and read the file by a map for the trial’s numbers");
  *is_stranger = TRUE;
  return _ ("not a subject of this trial");
}

/* Nothing is kept of people who are not subjects. */
static gboolean
judge_one (PodImporting *importing, PodJudge *judge, guint index, GArray *kept, GError **error)
{
  const PodLabItem *item = &g_array_index (importing->file->items, PodLabItem, index);
  PodJudgement judgement = { "refused", POD_ARRIVAL_REFUSED, NULL, item->reason, FALSE };
  PodCasebook *casebook;
  gboolean is_stranger = FALSE;
  GError *local = NULL;

  point_at (importing, judge, index);
  casebook = find_casebook (importing, judge, index, &local);
  if (local == NULL && casebook != NULL)
    pod_judge_item (judge, item, casebook, &judgement, &local);
  else if (local == NULL && *item->subject_key != '\0')
    judgement.reason = say_nobody (importing, judge->known, item->subject_key, &is_stranger);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  importing->import->skipped += is_stranger;
  conclude (importing, judge, index, casebook, &judgement, kept);
  return TRUE;
}

static gboolean
judge_chunk (PodImporting *importing,
             PodConnection *connection,
             GArray *kept,
             GCancellable *cancellable,
             GError **error)
{
  guint end = MIN (importing->next + POD_IMPORT_CHUNK, importing->order->len);
  g_autoptr (PodKnown) known = pod_known_new (connection, importing->writing->key->vault, error);
  PodJudge judge = { importing->writing->study,
                     importing->writing->site,
                     importing->today,
                     known,
                     importing->seen,
                     importing->days,
                     0,
                     -1 };

  if (known == NULL)
    return FALSE;
  for (guint i = importing->next; i < end; i++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !judge_one (importing, &judge, g_array_index (importing->order, guint, i), kept, error))
      return FALSE;
  return TRUE;
}

static gboolean
settle_again (PodImporting *importing,
              PodConnection *connection,
              const Kept *kept,
              const GArray *ids,
              GError **error)
{
  return pod_resolving_reopen (connection, kept->before, error) &&
         pod_judge_settle (connection, importing->writing->study, kept->before,
                           &g_array_index (importing->file->items, PodLabItem, kept->index),
                           &kept->judgement,
                           kept->step >= 0 ? g_array_index (ids, gint64, kept->step) : 0, error);
}

static gboolean
write_item (PodImporting *importing,
            PodConnection *connection,
            const Kept *kept,
            const GArray *ids,
            GError **error)
{
  const PodLabItem *item = &g_array_index (importing->file->items, PodLabItem, kept->index);
  g_autofree char *printed =
      pod_import_print (item, kept->judgement.cause == NULL ? kept->judgement.reason : NULL);
  g_autofree char *raw = pod_import_join_raw (item);
  PodArrivalItem arrived = { 0 };
  gboolean added;

  pod_import_fill_finding (item, kept->judgement.as, &arrived);
  arrived.record.subject = kept->subject;
  arrived.position = (int) kept->index;
  arrived.line = (int) item->line;
  arrived.message = (int) item->message;
  arrived.state = kept->judgement.as;
  arrived.cause = kept->judgement.cause;
  arrived.printed = printed;
  arrived.raw = raw;
  if (arrived.state == POD_ARRIVAL_REJECTED)
    arrived.resolution = "rejected";
  if (kept->step >= 0)
    {
      arrived.state = POD_ARRIVAL_ACCEPTED;
      arrived.resolution = "accepted";
      arrived.result = g_array_index (ids, gint64, kept->step);
    }
  added = pod_arrival_item_add (connection, importing->writing->key->vault, importing->arrival,
                                &arrived, error) != 0;
  pod_arrival_free_text (g_steal_pointer (&raw));
  pod_arrival_free_text (g_steal_pointer (&printed));
  return added;
}

/* The casebooks as this chunk leaves them, for the windows when all is done. */
static void
take_casebooks (PodImporting *importing, PodSnapshot *snapshot)
{
  for (guint i = 0; i < snapshot->casebooks->len; i++)
    {
      PodCasebook *casebook = g_ptr_array_index (snapshot->casebooks, i);
      gint64 subject = pod_casebook_get_subject (casebook)->record.id;

      g_hash_table_insert (importing->casebooks, g_memdup2 (&subject, sizeof subject),
                           pod_casebook_ref (casebook));
    }
}

static gboolean
write_kept (PodImporting *importing,
            PodConnection *connection,
            GArray *kept,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (PodSnapshot) snapshot = pod_snapshot_new ();

  if (kept->len == 0)
    return TRUE;
  if (!make_arrival (importing, connection, error))
    return FALSE;
  if (pod_change_get_n_steps (importing->writing->change) > 0 &&
      !pod_writing_apply_change (importing->writing, connection, snapshot, error))
    return FALSE;
  for (guint i = 0; i < kept->len; i++)
    {
      const Kept *one = &g_array_index (kept, Kept, i);

      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !(one->before != NULL ? settle_again (importing, connection, one, snapshot->ids, error)
                                : write_item (importing, connection, one, snapshot->ids, error)))
        return FALSE;
    }
  importing->wrote = TRUE;
  take_casebooks (importing, snapshot);
  return TRUE;
}

/* The totals alone: whose results they were is in the records. */
static gboolean
note_import (const PodImporting *importing, PodConnection *connection, GError **error)
{
  const PodImport *import = importing->import;
  g_autofree char *detail =
      g_strdup_printf ("read %u accepted %u duplicate %u conflict %u unmapped %u refused %u",
                       import->read, import->accepted, import->duplicate, import->conflict,
                       import->unmapped, import->refused);

  return pod_audit_note (connection, "IMPORT", detail, error);
}

static gboolean
finish (PodImporting *importing, PodConnection *connection, GError **error)
{
  PodArrival *arrival = importing->arrival;

  if (arrival == NULL || (!importing->wrote && arrival->is_complete) ||
      importing->next + POD_IMPORT_CHUNK < importing->order->len)
    return TRUE;
  /* Who has become a subject since is taken in now; what was counted then stays. */
  if (arrival->is_complete)
    return note_import (importing, connection, error);
  arrival->skipped = (int) importing->import->skipped;
  arrival->duplicates = (int) importing->import->duplicate;
  arrival->is_complete = TRUE;
  return pod_arrival_table_update (connection, arrival, error) &&
         note_import (importing, connection, error);
}

/* Whoever is faster with the same file keeps it; here it is judged once more, and known. */
gpointer
pod_importing_run_chunk (PodConnection *connection,
                         gpointer data,
                         GCancellable *cancellable,
                         GError **error)
{
  PodImporting *importing = data;
  g_autoptr (GArray) kept = g_array_new (FALSE, FALSE, sizeof (Kept));

  if (importing->mode == POD_IMPORTING_LOOK)
    {
      /* What would be refused for what came in before is told here as well. */
      if (find_arrival (importing, connection, error))
        judge_chunk (importing, connection, kept, cancellable, error);
      return NULL;
    }
  if (pod_trial_begin_writing (connection, importing->writing->stamp, error) &&
      find_arrival (importing, connection, error) &&
      judge_chunk (importing, connection, kept, cancellable, error) &&
      write_kept (importing, connection, kept, cancellable, error) &&
      finish (importing, connection, error))
    importing->seen_entry = pod_audit_last (connection, NULL);
  return NULL;
}
