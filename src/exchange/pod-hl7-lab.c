#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include "pod-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pod-hl7-specimen.h"
#include "pod-hl7-value.h"
#include "pod-lab-time.h"

/* Messages of results into lines: a patient, an order with its specimen, and the results below it. */

/* What an order says for all of its results. */
typedef struct
{
  const char *raw; /* with the segments of the request and the specimen */
  const char *number;
  const char *specimen;
  const char *reported;
  const char *status;
  const char *drawn;    /* OBR-7 */
  const char *drawn_to; /* OBR-8 */
  const char *volume;   /* OBR-9, SPM-12 */
  const char *sampled;  /* SPM-17, from and to */
  const char *sampled_to;
  const char *received; /* SPM-18, OBR-14 */
  const char *refusal;  /* (nullable) */
} Order;

typedef struct
{
  const char *raw;
  const char *key;
  const char *sex;
  const char *birth;
  const char *refusal;
} Patient;

/* Which results a message has: of orders, with their specimens before or behind them; of specimens, each with its orders behind it; of
 * orders, with their specimens behind them; in another structure. */
typedef enum
{
  NO_RESULTS,
  RESULTS,
  RESULTS_BY_SPECIMEN,
  RESULTS_BY_ORDER,
  RESULTS_OTHERWISE,
} Kind;

typedef struct
{
  PodLabFile *file;
  const PodLabMap *map;
  const PodHl7File *hl7;
  const PodHl7Message *message;
  guint number; /* of the message */
  Kind kind;
  const char *sent; /* MSH-7 */
  int offset;       /* its zone, which is that of all times of the message that have none */
  gboolean is_test; /* MSH-11 */
  gsize kept;       /* of what is kept of patients and orders, in bytes */
  PodHl7Placing placing;
  Patient patient;
  guint obr;                  /* of the order; none where results stand before any */
  PodHl7Specimens specimens;  /* that it may be of */
  const PodHl7Specimens *own; /* (nullable): that a result says it is of */
  gboolean is_alone;          /* a specimen's, which is not read before a result is */
  Order order;
} Reader;

static const PodHl7Segment *
get_segment (const Reader *reader, guint index)
{
  return pod_hl7_segment (reader->hl7, reader->message, index);
}

static gboolean
is (const Reader *reader, guint index, const char *name)
{
  return index < reader->message->n_segments &&
         pod_hl7_is (reader->message, get_segment (reader, index), name);
}

static const char *
get (const Reader *reader, const PodHl7Segment *segment, guint field, guint component)
{
  return pod_hl7_get (reader->message, segment, field, component, reader->file->encoding,
                      reader->file->strings);
}

static const char *
decode (const Reader *reader, PodHl7Piece piece)
{
  return pod_hl7_text (reader->message, piece, reader->file->encoding, reader->file->strings);
}

/* A small file may have one long segment that many others go with. */
#define MOST_KEPT (8 * (gsize) POD_EXCHANGE_MAX_BYTES)

static const char *
keep_raw (Reader *reader, const char *raw)
{
  reader->kept += strlen (raw);
  return g_string_chunk_insert (reader->file->strings, raw);
}

/* ---- the patient ---- */

static gboolean
is_meant (char **wanted, const char *type, const char *authority)
{
  g_autofree char *folded_type = pod_lab_fold (type);
  g_autofree char *folded_authority = pod_lab_fold (authority);

  return (*folded_type != '\0' && pod_lab_is_one_of (wanted, folded_type)) ||
         (*folded_authority != '\0' && pod_lab_is_one_of (wanted, folded_authority));
}

/* One of PID-3's repetitions: the number, and whether the map means it. */
static const char *
read_identifier (const Reader *reader, PodHl7Piece piece, char **wanted, gboolean *meant)
{
  const PodHl7Delimiters *d = &reader->message->delimiters;
  const char *type = decode (reader, pod_hl7_part (piece, d->component, 5));
  PodHl7Piece authority = pod_hl7_part (piece, d->component, 4);

  *meant = is_meant (wanted, type, decode (reader, pod_hl7_part (authority, d->subcomponent, 1))) ||
           is_meant (wanted, "", decode (reader, pod_hl7_part (authority, d->subcomponent, 2)));
  return decode (reader, pod_hl7_part (piece, d->component, 1));
}

/* Those that the map means; where it does not say, all, and of several that of type MR. */
static guint
count_identifiers (const Reader *reader, PodHl7Piece field, char **wanted, const char **key)
{
  char repetition = reader->message->delimiters.repetition;
  PodHl7Piece rest = field, piece;
  guint n = 0;

  while (pod_hl7_next (&rest, repetition, &piece))
    {
      gboolean meant;
      const char *number = read_identifier (reader, piece, wanted, &meant);

      if (*number == '\0' || (wanted && !meant) || (n > 0 && g_str_equal (number, *key)))
        continue;
      *key = number;
      n++;
    }
  return n;
}

static void
read_key (Reader *reader, const PodHl7Segment *pid)
{
  static char *record[] = { (char *) "mr", (char *) "mrn", NULL };
  PodHl7Piece field = pod_hl7_field (reader->message, pid, 3);
  guint n;

  if (pod_hl7_count (field, reader->message->delimiters.repetition) > POD_HL7_MAX_REPETITIONS)
    {
      reader->patient.refusal = _ ("more repetitions in one field than are read");
      return;
    }
  n = count_identifiers (reader, field, reader->map->identifiers, &reader->patient.key);
  if (n > 1 && !reader->map->identifiers &&
      count_identifiers (reader, field, record, &reader->patient.key) == 1)
    n = 1;
  /* Before version 2.3 there was one field for the one number. */
  if (field.length == 0 && !reader->map->identifiers)
    {
      reader->patient.key = get (reader, pid, 2, 1);
      n = *reader->patient.key != '\0';
    }
  if (n != 1)
    reader->patient.key = "";
  if (n > 1)
    reader->patient.refusal =
        _ ("the patient has several numbers, and the map does not say which is meant");
}

static void
read_patient (Reader *reader, const PodHl7Segment *pid)
{
  const char *header = get_segment (reader, 0)->text;
  /* The first one's is the file's heading. */
  g_autofree char *raw = reader->number > 1 ? g_strconcat (header, "\n", pid->text, NULL)
                                            : g_strdup (pid->text);

  reader->patient = (Patient){ keep_raw (reader, raw), "", get (reader, pid, 8, 1),
                               get (reader, pid, 7, 1), NULL };
  read_key (reader, pid);
}

/* ---- the order ---- */

/* "1500^mL": a quantity, and what it is in, which is mL where it is not said. */
static const char *
read_volume (const Reader *reader, const PodHl7Segment *segment, guint field)
{
  g_autofree char *volume = g_strconcat (get (reader, segment, field, 1), " ",
                                         get (reader, segment, field, 2), NULL);

  return g_string_chunk_insert_const (reader->file->strings, g_strstrip (volume));
}

static const char *
read_words (const Reader *reader, const PodHl7Segment *segment, guint field)
{
  return pod_hl7_words (reader->message, pod_hl7_field (reader->message, segment, field),
                        reader->file->encoding, reader->file->strings);
}

/* SPM-11: B, C, E, Q and V are for the quality of the analyser, F and O for that of the laboratory, G and L are of many people. */
static gboolean
is_of_nobody (const Reader *reader, const PodHl7Segment *spm)
{
  const char *role = get (reader, spm, 11, 1);

  return *role != '\0' && role[1] == '\0' && strchr ("BCEFGLOQV", *role);
}

static void
read_specimen (Reader *reader, const PodHl7Specimens *specimens)
{
  const PodHl7Segment *spm;
  Order *order = &reader->order;

  if (specimens->first == POD_HL7_NO_SEGMENT)
    return;
  if (specimens->other != POD_HL7_NO_SEGMENT)
    {
      order->refusal = _ ("several specimens stand with its order, and nothing says which of them "
                          "it is of; ask the laboratory");
      return;
    }
  spm = get_segment (reader, specimens->first);
  order->specimen = pod_lab_line_first (read_words (reader, spm, 4), order->specimen);
  order->sampled = get (reader, spm, 17, 1);
  order->sampled_to = get (reader, spm, 17, 2);
  /* In several vessels there is more of it than one of them says. */
  if (specimens->larger == POD_HL7_NO_SEGMENT)
    order->volume = pod_lab_line_first (order->volume, read_volume (reader, spm, 12));
  order->received = pod_lab_line_first (get (reader, spm, 18, 1), order->received);
  if (is_of_nobody (reader, spm))
    order->refusal = _ ("its specimen is marked as a control or a pool (SPM-11), so that it is no "
                        "patient's");
}

/* ORC stands before the OBR that it goes with; where results are sent by specimen, behind it. */
static guint
find_request (const Reader *reader, guint index)
{
  if (reader->kind != RESULTS && is (reader, index + 1, "ORC"))
    return index + 1;
  return index > 0 && is (reader, index - 1, "ORC") ? index - 1 : POD_HL7_NO_SEGMENT;
}

static void
append_segments (const Reader *reader, const guint *indices, guint n, GString *raw)
{
  for (guint i = 0; i < n; i++)
    if (indices[i] != POD_HL7_NO_SEGMENT && (i == 0 || indices[i] != indices[i - 1]))
      g_string_append_printf (raw, "%s%s", raw->len > 0 ? "\n" : "",
                              get_segment (reader, indices[i])->text);
}

/* So that the results can be read again by themselves, with the specimens where the message has them: of those that differ, two. */
static const char *
keep_order (Reader *reader, const PodHl7Specimens *specimens)
{
  guint obr = reader->obr;
  guint request = obr != POD_HL7_NO_SEGMENT ? find_request (reader, obr) : POD_HL7_NO_SEGMENT;
  const guint order[] = { MIN (obr, request), MAX (obr, request) };
  const guint spms[] = { specimens->first, specimens->larger, specimens->other };
  g_autoptr (GString) raw = g_string_new (NULL);

  if (reader->placing.first)
    append_segments (reader, spms, G_N_ELEMENTS (spms), raw);
  append_segments (reader, order, G_N_ELEMENTS (order), raw);
  if (!reader->placing.first)
    append_segments (reader, spms, G_N_ELEMENTS (spms), raw);
  return keep_raw (reader, raw->str);
}

static const char *
read_number (const Reader *reader, guint index)
{
  const PodHl7Segment *obr = get_segment (reader, index);
  guint request = find_request (reader, index);
  const char *number = get (reader, obr, 3, 1);

  if (*number == '\0' && request != POD_HL7_NO_SEGMENT)
    number = get (reader, get_segment (reader, request), 3, 1);
  return pod_lab_line_first (number, get (reader, obr, 2, 1));
}

static void
start_order (Reader *reader)
{
  reader->obr = POD_HL7_NO_SEGMENT;
  reader->own = NULL;
  reader->is_alone = FALSE;
  reader->order = (Order){ "", "", "", reader->sent, "", "", "", "", "", "", "", NULL };
}

/* The order as it is of @specimens. */
static void
read_order (Reader *reader, const PodHl7Specimens *specimens)
{
  const PodHl7Segment *obr = get_segment (reader, reader->obr);
  Order *order = &reader->order;

  order->raw = keep_order (reader, specimens);
  order->number = read_number (reader, reader->obr);
  order->specimen = read_words (reader, obr, 15);
  order->reported = pod_lab_line_first (get (reader, obr, 22, 1), reader->sent);
  order->status = get (reader, obr, 25, 1);
  order->drawn = get (reader, obr, 7, 1);
  order->drawn_to = get (reader, obr, 8, 1);
  order->volume = read_volume (reader, obr, 9);
  order->sampled = order->sampled_to = "";
  order->received = get (reader, obr, 14, 1);
  order->refusal = NULL;
  read_specimen (reader, specimens);
}

static void
take_order (Reader *reader, guint index)
{
  reader->obr = index;
  reader->own = NULL;
  reader->specimens = pod_hl7_placing_take_order (&reader->placing, index);
  read_order (reader, &reader->specimens);
}

/* Where specimens stand behind their orders, too, one behind an order may be of that. */
static void
take_specimen (Reader *reader, guint index)
{
  gboolean may_be_behind = reader->placing.behind && reader->obr != POD_HL7_NO_SEGMENT;

  pod_hl7_placing_take_specimen (&reader->placing, index);
  if (!reader->placing.first || may_be_behind)
    return;
  start_order (reader);
  reader->is_alone = TRUE;
}

/* What stands behind a specimen and before its order is of the specimen alone. */
static void
read_alone (Reader *reader)
{
  if (!reader->is_alone)
    return;
  reader->is_alone = FALSE;
  read_specimen (reader, &reader->placing.lot);
  reader->order.raw = keep_order (reader, &reader->placing.lot);
}

/* A result that names its own specimen is not of another of its order. */
static void
choose_specimen (Reader *reader, guint index)
{
  const PodHl7Specimens *own;

  if (reader->obr == POD_HL7_NO_SEGMENT)
    {
      read_alone (reader);
      return;
    }
  own = pod_hl7_placing_find_own (&reader->placing, index);
  if (own == reader->own)
    return;
  reader->own = own;
  read_order (reader, own ? own : &reader->specimens);
}

/* ---- when ---- */

/* OBX-14 is the sample's own time where the laboratory does as the standard says; some put the time of the measurement there, which
 * shows in that the sample was received before.  Where all are so, none is that of the collection. */
static const char *
find_drawn (const Reader *reader, const char *observed, gboolean *is_late)
{
  const Order *order = &reader->order;
  const char *candidates[] = { observed, order->drawn, order->sampled };
  const char *first = "";

  *is_late = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (candidates); i++)
    {
      if (*candidates[i] == '\0')
        continue;
      if (!pod_lab_time_is_after_receipt (candidates[i], order->received, reader->offset,
                                          reader->map->zone))
        return candidates[i];
      first = pod_lab_line_first (first, candidates[i]);
    }
  *is_late = *first != '\0';
  return first;
}

/* An end belongs to its own beginning. */
static const char *
find_end (const Reader *reader, const char *drawn)
{
  const Order *order = &reader->order;

  if (g_str_equal (drawn, order->drawn) && *order->drawn_to != '\0')
    return order->drawn_to;
  return g_str_equal (drawn, order->sampled) ? order->sampled_to : "";
}

/* ---- results ---- */

static void
read_names (const Reader *reader, const PodHl7Segment *obx, PodLabLine *line)
{
  line->names[0] = (PodLabName){ get (reader, obx, 3, 1), get (reader, obx, 3, 3),
                                 get (reader, obx, 3, 2) };
  line->names[1] = (PodLabName){ get (reader, obx, 3, 4), get (reader, obx, 3, 6),
                                 get (reader, obx, 3, 5) };
  line->names[2] = (PodLabName){ "", "", get (reader, obx, 3, 9) };
  line->n_names = 3;
  line->cells[POD_LAB_ITEM] =
      pod_lab_line_first (pod_lab_line_first (line->names[0].text, line->names[1].text),
                          pod_lab_line_first (line->names[2].text, line->names[0].code));
}

/* Comments below the result, and the segment with them as it stands. */
static void
read_notes (const Reader *reader, guint index, PodLabLine *line)
{
  g_autoptr (GString) note = g_string_new (NULL);
  g_autoptr (GString) raw = g_string_new (get_segment (reader, index)->text);

  for (guint i = index + 1; is (reader, i, "NTE"); i++)
    {
      if (note->len > 0)
        g_string_append_c (note, '\n');
      g_string_append (note, decode (reader,
                                     pod_hl7_field (reader->message, get_segment (reader, i), 3)));
      g_string_append_printf (raw, "\n%s", get_segment (reader, i)->text);
    }
  line->note = g_string_chunk_insert (reader->file->strings, note->str);
  line->raw = g_string_chunk_insert (reader->file->strings, raw->str);
}

static void
read_context (const Reader *reader, PodLabLine *line)
{
  line->message = reader->number;
  line->offset = reader->offset;
  line->is_test = reader->is_test;
  line->raw_patient = reader->patient.raw;
  line->raw_order = reader->order.raw;
  line->cells[POD_LAB_SUBJECT] = reader->patient.key;
  line->cells[POD_LAB_SEX] = reader->patient.sex;
  line->cells[POD_LAB_BIRTH] = reader->patient.birth;
  line->cells[POD_LAB_SPECIMEN] = reader->order.specimen;
  line->cells[POD_LAB_ORDER] = reader->order.number;
  line->cells[POD_LAB_REPORTED] = reader->order.reported;
}

/* All of the repetitions: "L~A". */
static const char *
read_flags (const Reader *reader, const PodHl7Segment *obx)
{
  PodHl7Piece field = pod_hl7_field (reader->message, obx, 8);

  return pod_hl7_count (field, reader->message->delimiters.component) > 1 ? get (reader, obx, 8, 1)
                                                                          : decode (reader, field);
}

static void
read_status (const Reader *reader, const char *own, PodLabLine *line)
{
  line->status = *own != '\0' ? pod_lab_status_from_hl7 (own)
                              : pod_lab_status_from_hl7_order (reader->order.status);
  line->needs_status = TRUE;
  if (line->status == POD_LAB_STATUS_NONE)
    line->status = reader->map->status;
}

static void
read_result (Reader *reader, guint index)
{
  const PodHl7Segment *obx = get_segment (reader, index);
  PodLabLine line;

  choose_specimen (reader, index);
  pod_lab_line_init (&line);
  line.line = obx->line;
  line.decimal = reader->map->decimal;
  read_context (reader, &line);
  read_names (reader, obx, &line);
  pod_hl7_read_value (reader->message, obx, reader->file->encoding, reader->file->strings, &line);
  line.cells[POD_LAB_RANGE] = decode (reader, pod_hl7_field (reader->message, obx, 7));
  line.cells[POD_LAB_FLAG] = read_flags (reader, obx);
  line.cells[POD_LAB_METHOD] = pod_lab_line_first (get (reader, obx, 17, 2),
                                                   get (reader, obx, 17, 1));
  line.cells[POD_LAB_COLLECTED] = find_drawn (reader, get (reader, obx, 14, 1), &line.is_late);
  line.cells[POD_LAB_COLLECTED_END] = find_end (reader, line.cells[POD_LAB_COLLECTED]);
  line.cells[POD_LAB_VOLUME] = reader->order.volume;
  line.sub_id = get (reader, obx, 4, 1);
  read_status (reader, get (reader, obx, 11, 1), &line);
  read_notes (reader, index, &line);
  if (reader->kind == RESULTS_OTHERWISE)
    line.refusal = _ ("its message is of a type that is not read; ask the laboratory for ORU^R01");
  if (!line.refusal)
    line.refusal = reader->patient.refusal ? reader->patient.refusal : reader->order.refusal;
  pod_lab_line_read (&line, reader->map, reader->file);
}

/* ---- messages ---- */

/* MSH-11: P in production, T in training, D for debugging. */
static gboolean
is_test (const Reader *reader)
{
  g_autofree char *id = g_ascii_strup (get (reader, get_segment (reader, 0), 11, 1), -1);

  return g_str_equal (id, "T") || g_str_equal (id, "D");
}

/* OUL^R22 and R23 are by specimen and by container, R24 by order; R21 has no specimens of its own, and what it says of them instead is not
 * read.  Others are in answer to a question, or of an instrument. */
static Kind
find_kind (const Reader *reader)
{
  static const char *const events[] = { "", "R01", "R30", "R31", "R32", NULL };
  static const char *const by_specimen[] = { "R22", "R23", NULL };
  static const char *const others[] = { "ORU", "OUL", "OPU", "ORF", "RSP", "CSU", NULL };
  const PodHl7Segment *msh = get_segment (reader, 0);
  const char *type = get (reader, msh, 9, 1), *event = get (reader, msh, 9, 2);

  if (g_str_equal (type, "ORU") && g_strv_contains (events, event))
    return RESULTS;
  if (g_str_equal (type, "OUL") && g_strv_contains (by_specimen, event))
    return RESULTS_BY_SPECIMEN;
  if (g_str_equal (type, "OUL") && g_str_equal (event, "R24"))
    return RESULTS_BY_ORDER;
  return g_strv_contains (others, type) ? RESULTS_OTHERWISE : NO_RESULTS;
}

static void
start_patient (Reader *reader, guint patient)
{
  PodHl7Structure structure = POD_HL7_SPECIMENS_ANYWHERE;

  if (reader->kind == RESULTS_BY_SPECIMEN)
    structure = POD_HL7_SPECIMENS_FIRST;
  else if (reader->kind == RESULTS_BY_ORDER)
    structure = POD_HL7_SPECIMENS_BEHIND;
  pod_hl7_placing_start (&reader->placing, reader->hl7, reader->message, patient, structure);
  start_order (reader);
}

static void
read_sent (Reader *reader)
{
  PodLabTime time;

  reader->sent = get (reader, get_segment (reader, 0), 7, 1);
  reader->offset = pod_lab_parse_time_stamp (reader->sent, &time) ? time.offset : POD_LAB_NO_OFFSET;
}

static void
take_segment (Reader *reader, guint index)
{
  if (is (reader, index, "PID"))
    {
      read_patient (reader, get_segment (reader, index));
      start_patient (reader, index);
    }
  else if (is (reader, index, "SPM"))
    take_specimen (reader, index);
  else if (is (reader, index, "OBR"))
    take_order (reader, index);
  else if (is (reader, index, "OBX"))
    read_result (reader, index);
}

static gboolean
read_message (Reader *reader, GCancellable *cancellable, GError **error)
{
  reader->patient = (Patient){ "", "", "", "", NULL };
  read_sent (reader);
  reader->is_test = is_test (reader);
  start_patient (reader, 0);
  for (guint i = 1; i < reader->message->n_segments; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      take_segment (reader, i);
      if (reader->kept <= MOST_KEPT)
        continue;
      g_set_error_literal (error, POD_EXCHANGE_ERROR, POD_EXCHANGE_ERROR_TOO_LARGE,
                           _ ("There are too many values in this file."));
      return FALSE;
    }
  return TRUE;
}

/* The type of the first message, for people; it is a word from a table, or shown as none. */
static char *
show_type (const Reader *reader)
{
  const PodHl7Segment *msh = get_segment (reader, 0);
  char *type = g_strdup_printf ("%.3s^%.3s", get (reader, msh, 9, 1), get (reader, msh, 9, 2));

  for (char *p = type; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && *p != '^')
      *p = '?';
  return type;
}

static gboolean
read_messages (Reader *reader, GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < reader->hl7->messages->len; i++)
    {
      reader->message = &g_array_index (reader->hl7->messages, PodHl7Message, i);
      reader->number = i + 1;
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (!reader->file->heading)
        reader->file->heading = g_string_chunk_insert (reader->file->strings,
                                                       get_segment (reader, 0)->text);
      reader->kind = find_kind (reader);
      reader->file->n_other += reader->kind == NO_RESULTS || reader->kind == RESULTS_OTHERWISE;
      if (reader->kind != NO_RESULTS && !read_message (reader, cancellable, error))
        return FALSE;
    }
  return TRUE;
}

/* The first message that has results, or the very first. */
static void
choose_telling (Reader *reader)
{
  for (guint i = 0; i < reader->hl7->messages->len; i++)
    {
      reader->message = &g_array_index (reader->hl7->messages, PodHl7Message, i);
      if (find_kind (reader) != NO_RESULTS)
        return;
    }
  reader->message = &g_array_index (reader->hl7->messages, PodHl7Message, 0);
}

/* A file of which no result is read: what its message is, and what to do. */
static const char *
say_nothing (const Reader *reader)
{
  if (*get (reader, get_segment (reader, 0), 9, 1) == '\0')
    return _ ("This is a message that does not say of what type it is (MSH-9). Ask the laboratory "
              "for ORU^R01.");
  switch (find_kind (reader))
    {
    case RESULTS:
    case RESULTS_BY_SPECIMEN:
    case RESULTS_BY_ORDER:
      return _ ("There is no result in this message of type %s.");
    case RESULTS_OTHERWISE:
      return _ ("This is a message of type %s, which is not read. Ask the laboratory for ORU^R01.");
    case NO_RESULTS:
    default:
      return _ ("This is a message of type %s, which holds no laboratory results. ORU^R01 does.");
    }
}

static void
refuse (Reader *reader, GError **error)
{
  g_autoptr (GString) what = g_string_new (NULL);
  g_autofree char *type = NULL;

  if (reader->hl7->messages->len == 0)
    {
      g_set_error_literal (error, POD_EXCHANGE_ERROR, POD_EXCHANGE_ERROR_FORMAT,
                           _ ("There is no message in this batch."));
      return;
    }
  choose_telling (reader);
  type = show_type (reader);
  g_string_assign (what, say_nothing (reader));
  g_string_replace (what, "%s", type, 1);
  g_set_error_literal (error, POD_EXCHANGE_ERROR, POD_EXCHANGE_ERROR_FORMAT, what->str);
}

/* Messages that are not read are listed beside those that are; alone they are refused. */
gboolean
pod_lab_read_hl7 (PodLabFile *file,
                  char *text,
                  const PodLabMap *map,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (PodHl7File) hl7 = pod_hl7_parse (text, cancellable, error);
  Reader reader = { .file = file, .map = map, .hl7 = hl7 };
  gboolean done = hl7 && read_messages (&reader, cancellable, error);

  pod_hl7_placing_clear (&reader.placing);
  if (!done)
    return FALSE;
  if (file->n_other == hl7->messages->len || file->items->len == 0)
    {
      refuse (&reader, error);
      return FALSE;
    }
  return TRUE;
}
