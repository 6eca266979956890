#pragma once

#include <gio/gio.h>

#include "pod-exchange-error.h"
#include "pod-lab-map.h"
#include "pod-lab-status.h"
#include "pod-record.h"

G_BEGIN_DECLS

/* @offset of a time that came without a zone. */
#define POD_LAB_NO_OFFSET G_MININT

/**
 * PodLabDecimal:
 * @POD_LAB_DECIMAL_COMMA: no number, since a comma before decimals is not how this laboratory is said to write them
 * @POD_LAB_DECIMAL_POINT: the same of a point, where it is said to write a comma
 * @POD_LAB_DECIMAL_GROUPED: a number, and another if it were written the other way: 1,234
 */
typedef enum
{
  POD_LAB_DECIMAL_CLEAR,
  POD_LAB_DECIMAL_COMMA,
  POD_LAB_DECIMAL_POINT,
  POD_LAB_DECIMAL_GROUPED,
} PodLabDecimal;

/**
 * PodLabItem:
 * One result, whatever it came in.  Texts are as the file has them, escapes undone, "" where it has none; they are owned by the file.
 *
 * Whose it is: never logged, and for comparing only.
 * @subject_key: as the file gives it; may be a hospital record number
 * @sex: "male", "female" or ""
 * @birth: of any precision
 *
 * What it is:
 * @line: for people: of the file, from 1; of a FHIR bundle, the number of the entry
 * @message: which message, from 1, or in a bundle which patient: what has the same number stands and falls together; 0 for what stands
 *   for itself, as each line of a table
 * @is_test: its sender marks the message as one for testing or debugging (HL7's MSH-11 is T or D): nobody's result, perhaps
 * @item: the laboratory's name for it, the code where there is no name
 * @code, @system: HL7's OBX-3.1 and 3.3; FHIR's first coding, a LOINC one before others
 * @specimen, @method, @flag, @note
 * @order: the filler's order number, or the observation's own identifier
 * @sub_id: OBX-4: tells apart results of one item in one order
 * @value, @unit, @range: as printed
 * @flag_disagrees: the flag says low, normal or high, and number and limits say another
 * @decimal: of a result that is a number, or might be one
 * @limits_grouped: its limits would be others if they were written the other way; they are left out where nothing says which they are
 * @limits_lost: it has limits that are left out, since they are numbers only if they are written otherwise than the laboratory is said to write, or
 *   may be two
 * @otherwise: something of it, its limits included, is a number only if it is written the other way
 * @only_day_first, @only_month_first: a date of it is one only so; @may_turn: one would be another if its day and month were the other way round
 * @doubted: '.' or ',', what was read as before decimals, where something of the same file is written the other way; 'd', 'm': some date of the same
 *   file is none with its day, or its month, first; "" where nothing is
 * @status: NONE in a table without such a column
 *
 * When:
 * @collected_text: as printed; @collected: of any precision, in the site's civil time; @collected_end: of a collection that took its time.
 *   Where the study's observation is of such a collection, these are the finding's began and when
 * @offset: minutes east of UTC as the file has them, before the time was told by the site's clock; POD_LAB_NO_OFFSET where it has none
 * @reported: when it was released
 *
 * @raw: the line, the segment with its comments, or the resource, exactly; it may name the patient, as may the next two
 * @raw_order, @raw_patient: of a message, the segments of the order with its request and specimen, and that of the patient, behind its
 *   header where the file's heading is another message's; of a bundle, the entries that the resource refers to; "" elsewhere
 *
 * What becomes of it:
 * @mapped: whether @item is known to the map or the study
 * @finding: ready to be put where there is no @reason, except for subject and visit.  Its observation, time and origin are set as
 *   soon as they are known, so that a withdrawal finds what it withdraws
 * @readable: its result was read, whatever @reason says against taking it: its status, or that its date is partial
 * @reason: (nullable): why it is not usable: unmapped item, no date, no result, unknown unit, its status …; translated, and without
 *   anything from the fields of subject and result
 */
typedef struct
{
  guint line;
  guint message;
  gboolean is_test;
  const char *subject_key;
  const char *sex;
  PodDate birth;
  const char *item;
  const char *code;
  const char *system;
  const char *specimen;
  const char *method;
  const char *flag;
  const char *note;
  const char *order;
  const char *sub_id;
  const char *value;
  const char *unit;
  const char *range;
  gboolean flag_disagrees;
  gboolean limits_lost;
  PodLabDecimal decimal;
  gboolean limits_grouped;
  gboolean otherwise;
  gboolean only_day_first;
  gboolean only_month_first;
  gboolean may_turn;
  const char *doubted;
  PodLabStatus status;
  const char *collected_text;
  PodMoment collected;
  PodMoment collected_end;
  int offset;
  PodMoment reported;
  const char *raw;
  const char *raw_order;
  const char *raw_patient;
  PodFinding finding;
  const char *reason;
  gboolean readable;
  gboolean mapped;
} PodLabItem;

typedef enum
{
  POD_LAB_FORMAT_TABLE,
  POD_LAB_FORMAT_HL7,
  POD_LAB_FORMAT_FHIR,
} PodLabFormat;

/**
 * PodLabFile:
 * @items: (element-type PodLabItem), in the file's order
 * @encoding: "UTF-8", "GB18030", "UTF-16LE", "UTF-16BE" or "ISO-8859-1"
 * @key_kind: what its subjects are called by: as the map has it, or as a person has said of the columns by which it was read
 * @dates: in which order the dates of a table were read
 * @decimal_comma: it is a table whose numbers were read as 1.234,5
 * @heading: of a table, the lines that head its columns, exactly; of messages the first one's first segment; NULL elsewhere.  With it
 *   and the raw texts of an item the item can be read again
 * @n_other: messages and resources in it that hold no result (an admission, a claim)
 * @text: what @raw of a table points into
 */
typedef struct
{
  GArray *items;
  GStringChunk *strings;
  const char *encoding;
  PodLabFormat format;
  PodSubjectKeyKind key_kind;
  PodLabDates dates;
  gboolean decimal_comma;
  const char *heading;
  guint n_other;
  char *text;
} PodLabFile;

/**
 * pod_lab_file_read:
 * @bytes: a table (CSV, TSV) with a heading, which may stand below a few lines of title; HL7 v2 messages of results (ORU, OUL), with or without
 *   MLLP frames and batches; or a FHIR R4 resource in JSON.  What it is follows from what is in it
 *
 * Comparators are kept: "<0.5" stays "<0.5".  The origin of a finding is a hash of laboratory, item, specimen and time, so that it
 * is the same for the same result in any file, and tells nothing of the patient; it is to be compared within a subject.  Where
 * that does not tell two results apart, it holds more: the sub-id, and the order where only the day is known.
 *
 * Errors: TOO_LARGE, ENCODING, FORMAT (also for what is known and not read: XLSX, XML, PDF, another message type, no result at all),
 * MAP (a heading is missing or there twice), G_IO_ERROR_CANCELLED.
 */
PodLabFile *
pod_lab_file_read (GBytes *bytes, const PodLabMap *map, GCancellable *cancellable, GError **error);
/* One result of it again, from what was kept of it, whose texts were decoded then: @heading and @encoding of the file; @raw: the item's raw
 * texts, patient, order and its own, a line each.  NULL where that does not say it all. */
PodLabFile *pod_lab_file_read_again (PodLabFormat format,
                                     const char *heading,
                                     const char *raw,
                                     const char *encoding,
                                     const PodLabMap *map);
/* What was read again was @doubted when it came in, among the others of its file: of what is still read in that way a number or a date that might
 * be another is not taken. */
void pod_lab_file_doubt (PodLabFile *file, const char *doubted);
/* What files of one origin have in common, as a hash: how the columns of a table are headed, or who sends the first message (MSH-3 and 4).
 * NULL where @map does not find the heading, or the sender is not named, as in a bundle.  The first of @bytes will do. */
char *pod_lab_file_find_shape (GBytes *bytes, const PodLabMap *map);
/* Whether they are a table that is headed as a person has chosen for @map.  The first of @bytes will do. */
gboolean pod_lab_file_is_headed_as_chosen (GBytes *bytes, const PodLabMap *map);
/* Whether they begin as a table does; what is not read at all is none. */
gboolean pod_lab_file_is_table (GBytes *bytes);
void pod_lab_file_free (PodLabFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodLabFile, pod_lab_file_free)

G_END_DECLS
