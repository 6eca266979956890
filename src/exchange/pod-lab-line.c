#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include "pod-config.h"

#include "pod-lab-line-private.h"

#include <float.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "pod-canon.h"
#include "pod-lab-time.h"
#include "pod-lab-value.h"

const char *
pod_lab_line_first (const char *a, const char *b)
{
  return *a != '\0' ? a : b;
}

/* Each step gives NULL, or the reason why the line is not usable. */

/* What a status or a column of the file gives of a time; no moment where it does not. */
static PodMoment
read_moment (const PodLabLine *line, PodLabColumn column, int offset, const PodLabMap *map)
{
  PodLabTime time;
  PodMoment moment;

  if (pod_lab_parse_time_stamp_as (line->cells[column], line->dates, &time) &&
      pod_lab_time_to_moment (pod_lab_time_default (&time, offset), map->zone, &moment))
    return moment;
  return (PodMoment) POD_MOMENT_NONE;
}

/* Midnight is what a spreadsheet makes of a day; made so in some zone, the day may be another where the sample was taken, and the clock
 * beside it is of nobody knows where. */
static gboolean
is_of_another_clock (const PodLabTime *time, gboolean was_midnight, PodMoment collected)
{
  return was_midnight && time->offset != POD_LAB_NO_OFFSET &&
         pod_moment_compare (time->moment, collected) != 0;
}

static const char *
read_clock (const PodLabLine *line, PodLabTime *time)
{
  int minute;

  if (!pod_lab_parse_time (line->cells[POD_LAB_TIME], &minute))
    return _ ("the time of collection is not a time");
  if (time->moment.minute > 0 && time->moment.minute != minute)
    return _ ("the date of collection has another time than the column for its time");
  time->moment.minute = (gint16) minute;
  return NULL;
}

/* Most begin with a year of four digits, or a whole day in digits: those need not be read in each order. */
static gboolean
may_end_in_year (const char *text)
{
  return *text != '\0' && strspn (text, "0123456789") <= 2;
}

/* Whether a date of it is one only with its day first, or only with its month first; and whether it would be another the other way round. */
static void
compare_orders (const PodLabLine *line, PodLabItem *item)
{
  static const PodLabColumn columns[] = { POD_LAB_COLLECTED, POD_LAB_COLLECTED_END,
                                          POD_LAB_REPORTED, POD_LAB_BIRTH };

  for (guint i = 0; i < G_N_ELEMENTS (columns) && line->is_table; i++)
    {
      const char *text = line->cells[columns[i]];
      gboolean may_be = may_end_in_year (text);
      PodDate first = may_be ? pod_lab_parse_day_as (text, POD_LAB_DAY_FIRST) : POD_DATE_NONE;
      PodDate last = may_be ? pod_lab_parse_day_as (text, POD_LAB_MONTH_FIRST) : POD_DATE_NONE;
      gboolean is_first = pod_date_is_complete (first), is_last = pod_date_is_complete (last);

      item->only_day_first |= is_first && !is_last;
      item->only_month_first |= is_last && !is_first;
      item->may_turn |= columns[i] != POD_LAB_REPORTED && is_first && is_last &&
                        pod_date_compare (first, last) != 0;
    }
}

/* Whoever reads it can do something about it where the year comes last, and nobody has said what comes first. */
static const char *
say_no_day (const PodLabLine *line, PodLabColumn column)
{
  const char *text = line->cells[column];
  g_autofree char *turned = pod_lab_put_year_first (text, POD_LAB_DAY_FIRST);

  if (line->is_table && pod_date_is_complete (pod_lab_parse_day_as (text, line->dates)))
    return _ ("the time beside a date of its collection is not understood");
  if (line->dates != POD_LAB_YEAR_FIRST)
    return _ ("a date of its collection is not complete, or not in the order that was said of "
              "this laboratory’s dates");
  if (line->is_table && turned && strlen (turned) > strlen ("2026-03") && line->dates_said)
    return _ ("the year comes last in a date of its collection, and of tables of this form it was "
              "said that it comes first; change the order of their dates where the columns are "
              "chosen");
  if (line->is_table && turned && strlen (turned) > strlen ("2026-03"))
    return _ ("the year comes last in a date of its collection, and whether the day or the month "
              "comes first is not known; say it where the columns are chosen, or let the map say "
              "“dates=dmy” or “dates=mdy”");
  return column == POD_LAB_COLLECTED
             ? _ ("the date of collection is not a complete date in the order year, month, day")
             : _ ("the end of the collection is not a complete date in the order year, month, day");
}

/* The item keeps what is known of the time, the finding only a whole day. */
static const char *
read_when (const PodLabLine *line, const PodLabMap *map, PodLabItem *item)
{
  PodLabTime time = { POD_MOMENT_NONE, POD_LAB_NO_OFFSET };
  gboolean has_clock = *line->cells[POD_LAB_TIME] != '\0', was_midnight;
  const char *reason;
  PodMoment collected;

  if (*line->cells[POD_LAB_COLLECTED] == '\0')
    return _ ("no date of collection");
  if (pod_lab_parse_time_stamp_as (line->cells[POD_LAB_COLLECTED], line->dates, &time))
    item->collected = time.moment;
  item->offset = pod_lab_time_default (&time, line->offset)->offset;
  if (!pod_date_is_complete (time.moment.date))
    return say_no_day (line, POD_LAB_COLLECTED);
  was_midnight = time.moment.minute <= 0;
  reason = has_clock ? read_clock (line, &time) : NULL;
  if (reason)
    return reason;
  if (!pod_lab_time_to_moment (&time, map->zone, &collected))
    {
      item->collected = collected;
      return _ ("the time of collection has a time zone, and the map does not say that of the "
                "site; add it to the map below [map …], as in “zone=+08:00”");
    }
  if (has_clock && is_of_another_clock (&time, was_midnight, collected))
    return _ ("the date of collection has a time zone, and its time is in another column: whose "
              "clock that is of is not known; ask the laboratory for dates without a zone");
  item->collected = collected;
  if (line->is_late)
    return _ ("no time given for the sample lies before the laboratory received it, so that the "
              "time of its collection is not known; ask the laboratory");
  item->finding.when = item->collected;
  return NULL;
}

static gboolean
is_missing (const PodLabLine *line, const PodLabMap *map)
{
  g_autofree char *folded = pod_lab_fold (line->cells[POD_LAB_RESULT]);

  return *folded == '\0' || pod_lab_is_one_of (map->missing, folded);
}

/* The laboratory's own spelling, UCUM where it says so, and what everybody prints. */
static const PodUnit *
find_unit (const PodLabLine *line, const PodLabMap *map, const char *text)
{
  const PodUnit *unit = g_hash_table_lookup (map->units, text);

  if (pod_lab_line_is_long (text))
    return NULL;
  if (!unit && line->ucum)
    unit = pod_unit_from_ucum (text);
  return unit ? unit : pod_unit_from_print (text);
}

/* What the map spells is its own; of what the laboratory prints nothing is kept that is no unit. */
static const PodUnit *
find_plain_unit (const PodLabLine *line,
                 const PodLabMap *map,
                 const PodUnit *canonical,
                 const char **text)
{
  const PodUnit *unit = find_unit (line, map, *text), *plain;

  if (unit == NULL || g_hash_table_contains (map->units, *text))
    return unit;
  plain = pod_unit_without_remarks (unit, canonical);
  if (plain != unit && plain != NULL)
    *text = pod_unit_get_ucum (plain);
  return plain;
}

/* A code beside what is printed, or two codes: known both, they have to be of one size. */
static gboolean
has_another_unit (const PodLabLine *line,
                  const PodLabMap *map,
                  const PodObservation *observation,
                  double factor)
{
  const PodUnit *other = *line->other_unit != '\0' ? find_unit (line, map, line->other_unit) : NULL;
  double others;

  return other && pod_observation_get_factor (observation, other, &others) &&
         fabs (others - factor) > FLT_EPSILON * fabs (factor);
}

/* What a dimensionless observation prints beside its number is often nothing at all. */
static const char *
read_unit (const PodLabLine *line,
           const PodLabMap *map,
           const PodLabMapItem *item,
           PodFinding *finding,
           GStringChunk *strings)
{
  const char *text = line->cells[POD_LAB_UNIT];
  const PodUnit *canonical = item->observation->symbol.unit;
  const PodUnit *unit = item->unit;
  double factor;

  if (*text != '\0')
    {
      unit = find_plain_unit (line, map, canonical, &text);
      if (!unit)
        return _ ("the unit is not known");
      finding->unit_text = g_string_chunk_insert_const (strings, text);
    }
  else if (!unit && canonical == pod_unit_one ())
    unit = canonical;
  if (!unit)
    return _ ("no unit, neither in the file nor in the map");
  if (!pod_observation_get_factor (item->observation, unit, &factor))
    return _ ("the unit does not convert to the one of the study");
  if (has_another_unit (line, map, item->observation, factor))
    return _ ("its unit is given twice, and the two differ; ask the laboratory which is right");
  finding->quantity.unit = unit;
  return NULL;
}

/* Of two days without a time, or where only one has it, the days are compared. */
static int
compare_known (PodMoment a, PodMoment b)
{
  int days = pod_date_compare (a.date, b.date);

  return days != 0 || a.minute < 0 || b.minute < 0 ? days : a.minute - b.minute;
}

/* "1500", "1.5 L": in mL; NAN where it is not understood. */
static double
read_volume (const PodLabLine *line, const PodLabMap *map)
{
  g_autofree char *text = pod_lab_line_fold (line, line->cells[POD_LAB_VOLUME]);
  const PodUnit *millilitre = pod_unit_from_ucum ("mL"), *unit = millilitre;
  char *end = NULL;
  double volume = text ? g_ascii_strtod (text, &end) : NAN, factor;

  if (!end || end == text || !isfinite (volume) || volume <= 0)
    return NAN;
  g_strchug (end);
  if (*end != '\0')
    unit = find_unit (line, map, end);
  return unit && pod_unit_get_factor (unit, millilitre, &factor) ? volume * factor : NAN;
}

/* A blood sample is of a moment, and some put any time at all into the field for its end: only where the study says that the specimen
 * is collected over hours is the result that of the end. */
static const char *
read_collection (const PodLabLine *line,
                 const PodLabMap *map,
                 const PodObservation *observation,
                 PodLabItem *item)
{
  PodFinding *finding = &item->finding;
  int order;

  if (!pod_observation_is_collected (observation))
    return NULL;
  finding->volume = read_volume (line, map);
  if (*line->cells[POD_LAB_COLLECTED_END] == '\0')
    return NULL;
  if (!pod_date_is_complete (item->collected_end.date))
    return say_no_day (line, POD_LAB_COLLECTED_END);
  order = compare_known (item->collected, item->collected_end);
  if (order > 0)
    return _ ("the collection ended before it began");
  if (order == 0)
    return NULL;
  finding->began = item->collected;
  finding->when = item->collected_end;
  return NULL;
}

/* The same text read the other way: a number, or none. */
static PodLabDecimal
compare_decimals (const PodLabLine *line, const char *text, const PodQuantity *read)
{
  g_autofree char *other = line->is_table ? pod_lab_line_fold_otherwise (line, text) : NULL;
  PodQuantity quantity = { 0 };

  if (!other || !pod_quantity_parse_number (other, &quantity))
    return POD_LAB_DECIMAL_CLEAR;
  if (read)
    return quantity.number == read->number ? POD_LAB_DECIMAL_CLEAR : POD_LAB_DECIMAL_GROUPED;
  return line->decimal == ',' ? POD_LAB_DECIMAL_POINT : POD_LAB_DECIMAL_COMMA;
}

static gboolean
is_number (const char *text)
{
  PodQuantity quantity = { 0 };

  return text && pod_quantity_parse_number (text, &quantity);
}

static gboolean
is_number_otherwise (const PodLabLine *line, const char *text)
{
  g_autofree char *other = pod_lab_line_fold_otherwise (line, text);
  g_autofree char *plain = other ? pod_lab_line_fold (line, text) : NULL;

  return is_number (other) && !is_number (plain);
}

/* Whoever reads it can do something about it. */
static const char *
say_no_number (const PodLabLine *line, const char *text, PodLabItem *item)
{
  if (!line->is_table && line->decimal != ',' && is_number_otherwise (line, text))
    return _ ("the result is not a number: in HL7 and FHIR a point stands before decimals, and "
              "this has a comma; ask the laboratory to send it with a point, or enter the value "
              "by hand");
  item->decimal = compare_decimals (line, text, NULL);
  if (item->decimal == POD_LAB_DECIMAL_COMMA)
    return _ ("the result is not a number; if its comma is a decimal one, say that this "
              "laboratory writes decimals with a comma, or let the map say “decimal=,”");
  if (item->decimal == POD_LAB_DECIMAL_POINT)
    return _ ("the result is not a number: it has a point, and this laboratory is said to write "
              "decimals with a comma");
  return _ ("the result is not a number");
}

/* "<" in a column of its own beside "0.5". */
static const char *
join_comparator (const PodLabLine *line, PodLabItem *item, char **number)
{
  const char *comparator = line->cells[POD_LAB_COMPARATOR];
  PodQuantity quantity = { 0 };
  g_autofree char *joined = NULL;

  if (*comparator == '\0' || !*number)
    return NULL;
  if (!pod_quantity_parse_number (*number, &quantity))
    return say_no_number (line, *number, item);
  joined = g_strconcat (comparator, *number, NULL);
  if (quantity.comparator != POD_EXACTLY || !pod_quantity_parse_number (joined, &quantity) ||
      g_ascii_isdigit (*comparator) || *comparator == '-')
    return _ ("the comparator is not known");
  g_free (*number);
  *number = g_steal_pointer (&joined);
  return NULL;
}

/* What the flag says, beside what number and limits say; a comparator makes it uncertain. */
static gboolean
disagrees (const char *flag, const PodFinding *finding)
{
  static const char *const low[] = { "L", "LL", "↓", "低", "偏低", "LOW", NULL };
  static const char *const high[] = { "H", "HH", "↑", "高", "偏高", "HIGH", NULL };
  static const char *const normal[] = { "N", "正常", "NORMAL", NULL };
  g_autofree char *upper = g_ascii_strup (flag, -1);
  double number = finding->quantity.number;

  if (finding->quantity.comparator != POD_EXACTLY)
    return FALSE;
  if (g_strv_contains (low, upper))
    return number >= finding->lower;
  if (g_strv_contains (high, upper))
    return number <= finding->upper;
  return g_strv_contains (normal, upper) && (number < finding->lower || number > finding->upper);
}

/* The L behind a volume, or one of a day, is its unit. */
static gboolean
is_volume (const PodObservation *observation)
{
  double factor;

  return pod_observation_get_factor (observation, pod_unit_from_ucum ("L"), &factor) ||
         pod_observation_get_factor (observation, pod_unit_from_ucum ("L/d"), &factor);
}

static char *
strip_flag (const PodObservation *observation, const char *text)
{
  if (pod_lab_line_is_long (text) || (strchr (text, 'L') && is_volume (observation)))
    return g_strdup (text);
  return pod_lab_strip_flag (text);
}

/* In a message a comma is of neither decimals nor thousands, unless the map says so; whoever writes one all the same may mean either.  A
 * point is of decimals there. */
static gboolean
may_be_another (const PodLabLine *line, const char *text, const PodQuantity *read)
{
  gboolean is_unsaid = !line->is_table && line->decimal != ',' && pod_lab_line_has_comma (text);
  g_autofree char *other = is_unsaid ? pod_lab_line_fold_otherwise (line, text) : NULL;
  PodQuantity quantity = { 0 };

  return other && pod_quantity_parse_number (other, &quantity) && quantity.number != read->number;
}

static const char *
read_quantity (const PodLabLine *line,
               const PodLabMap *map,
               const PodLabMapItem *item,
               PodLabItem *into,
               GStringChunk *strings)
{
  PodFinding *finding = &into->finding;
  const char *text = line->cells[POD_LAB_RESULT];
  g_autofree char *stripped = strip_flag (item->observation, text);
  g_autofree char *number = pod_lab_line_fold (line, stripped);
  PodQuantity quantity = { 0 };
  const char *reason = join_comparator (line, into, &number);

  if (!reason && (!number || !pod_quantity_parse_number (number, &quantity)))
    reason = say_no_number (line, stripped, into);
  else if (!reason && may_be_another (line, stripped, &quantity))
    reason = _ ("its comma may be one of decimals or of thousands; ask the laboratory to send it "
                "without one");
  else if (!reason)
    into->decimal = compare_decimals (line, stripped, &quantity);
  if (!reason)
    reason = read_unit (line, map, item, finding, strings);
  if (reason)
    return reason;
  finding->quantity.comparator = quantity.comparator;
  finding->quantity.number = quantity.number;
  pod_lab_line_read_limits (line, map, into);
  into->flag_disagrees = disagrees (line->cells[POD_LAB_FLAG], finding);
  return NULL;
}

/* Of a coded answer that the map knows by its code, the words beside the code are anybody's, and may name the patient: the code is kept. */
static const char *
read_answer (const PodLabLine *line,
             const PodLabMap *map,
             const PodObservation *observation,
             PodFinding *finding,
             GStringChunk *strings)
{
  const char *by_text = pod_lab_map_find_answer (map, observation, line->cells[POD_LAB_RESULT]);
  const char *by_code = *line->answer != '\0'
                            ? pod_lab_map_find_answer (map, observation, line->answer)
                            : NULL;

  if (!by_text && !by_code)
    return _ ("the result is none of the answers that the map knows");
  if (by_text && by_code && !g_str_equal (by_text, by_code))
    return _ ("the result’s code and its words are known as different answers; ask the laboratory "
              "which is right");
  finding->code = by_text ? by_text : by_code;
  if (!by_text)
    finding->text = g_string_chunk_insert_const (strings, line->answer);
  return NULL;
}

static const char *
read_result (const PodLabLine *line,
             const PodLabMap *map,
             const PodLabMapItem *item,
             PodLabItem *into,
             GStringChunk *strings)
{
  const char *text = line->cells[POD_LAB_RESULT];
  PodFinding *finding = &into->finding;
  PodLabTime time = { POD_MOMENT_NONE, POD_LAB_NO_OFFSET };

  if (is_missing (line, map))
    return _ ("no result");
  finding->text = g_string_chunk_insert_const (strings, text);
  switch (item->observation->symbol.kind)
    {
    case POD_KIND_QUANTITY:
      return read_quantity (line, map, item, into, strings);
    case POD_KIND_CHOICE:
    case POD_KIND_FLAG:
      return read_answer (line, map, item->observation, finding, strings);
    case POD_KIND_DATE:
      if (!pod_lab_parse_time_stamp_as (text, line->dates, &time) ||
          !pod_date_is_complete (time.moment.date))
        return _ ("the result is not a date");
      finding->date = time.moment.date;
      return NULL;
    default:
      return NULL;
    }
}

/* What the laboratory calls the item, the same in every file of one kind: its code where it has one. */
static const char *
identify (const PodLabLine *line)
{
  return line->n_names > 0 && *line->names[0].code != '\0' ? line->names[0].code
                                                           : line->cells[POD_LAB_ITEM];
}

/* Two samples of one day are told apart by their orders, where their times do not. */
static void
add_more (GByteArray *canon, const PodLabLine *line, PodMoment collected)
{
  if (*line->sub_id != '\0' || (collected.minute < 0 && *line->cells[POD_LAB_ORDER] != '\0'))
    {
      pod_canon_add_text (canon, line->sub_id);
      pod_canon_add_text (canon, collected.minute < 0 ? line->cells[POD_LAB_ORDER] : "");
    }
}

/* Of the beginning of a collection, not of its end: as it was before ends were read, so that an older file that comes again is known. */
static const char *
make_origin (const PodLabLine *line,
             const PodLabMap *map,
             PodMoment collected,
             GStringChunk *strings)
{
  g_autofree char *item = pod_lab_fold (identify (line));
  g_autofree char *specimen = pod_lab_fold (line->cells[POD_LAB_SPECIMEN]);
  g_autofree char *when = pod_moment_to_string (collected);
  g_autoptr (GByteArray) canon = pod_canon_new ("podocyte laboratory result 1");
  g_autofree char *hash = NULL;

  pod_canon_add_text (canon, map->laboratory);
  pod_canon_add_text (canon, item);
  pod_canon_add_text (canon, specimen);
  pod_canon_add_text (canon, when);
  add_more (canon, line, collected);
  hash = g_compute_checksum_for_data (G_CHECKSUM_SHA256, canon->data, canon->len);
  return g_string_chunk_insert (strings, hash);
}

static const char *
match_item (const PodLabLine *line,
            const PodLabMap *map,
            const PodLabMapItem **item,
            gboolean *mapped)
{
  PodLabMatch match = pod_lab_map_find (map, line->names, line->n_names,
                                        line->cells[POD_LAB_SPECIMEN], item);

  *mapped = match == POD_LAB_FOUND;
  switch (match)
    {
    case POD_LAB_FOUND:
      return NULL;
    case POD_LAB_OTHER_SPECIMEN:
      return _ ("the map knows this item of another specimen only");
    case POD_LAB_AMBIGUOUS:
      return _ ("without its specimen this item may be one of several");
    case POD_LAB_CONTRADICTION:
      return _ ("the item’s code and its name are known as different items");
    case POD_LAB_UNMAPPED:
    default:
      return *line->cells[POD_LAB_ITEM] == '\0' ? _ ("the item has no name")
                                                : _ ("the map does not know this item");
    }
}

/* ---- the item ---- */

void
pod_lab_line_init (PodLabLine *line)
{
  memset (line, 0, sizeof *line);
  for (guint i = 0; i < POD_LAB_N_COLUMNS; i++)
    line->cells[i] = "";
  line->answer = line->other_unit = line->sub_id = line->note = "";
  line->raw = line->raw_order = line->raw_patient = "";
  line->decimal = '.';
  line->offset = POD_LAB_NO_OFFSET;
}

static const char *
fold_sex (const char *text)
{
  static const char *const male[] = { "m", "male", "男", "男性", NULL };
  static const char *const female[] = { "f", "female", "女", "女性", NULL };
  g_autofree char *folded = pod_lab_fold (text);

  if (g_strv_contains (male, folded))
    return "male";
  return g_strv_contains (female, folded) ? "female" : "";
}

static void
copy_texts (const PodLabLine *line, PodLabItem *item, GStringChunk *strings)
{
  item->line = line->line;
  item->message = line->message;
  item->is_test = line->is_test;
  item->subject_key = line->cells[POD_LAB_SUBJECT];
  item->sex = fold_sex (line->cells[POD_LAB_SEX]);
  item->item = line->cells[POD_LAB_ITEM];
  item->code = line->n_names > 0 ? line->names[0].code : "";
  item->system = line->n_names > 0 ? line->names[0].system : "";
  item->specimen = line->cells[POD_LAB_SPECIMEN];
  item->method = line->cells[POD_LAB_METHOD];
  item->flag = line->cells[POD_LAB_FLAG];
  item->note = line->note;
  item->order = line->cells[POD_LAB_ORDER];
  item->sub_id = line->sub_id;
  item->value = line->cells[POD_LAB_RESULT];
  item->unit = line->cells[POD_LAB_UNIT];
  item->range = pod_lab_line_print_limits (line, strings);
  item->status = line->status;
  item->collected_text = line->cells[POD_LAB_COLLECTED];
  item->doubted = "";
  item->raw = line->raw;
  item->raw_order = line->raw_order;
  item->raw_patient = line->raw_patient;
}

static const char *
refuse_status (const PodLabLine *line)
{
  if (line->needs_status && line->status == POD_LAB_STATUS_NONE)
    return _ ("the result has no status");
  return pod_lab_status_refuse (line->status);
}

/* A year, or a year and a month: what happened long ago, elsewhere, is often no better known. */
static gboolean
is_partial (PodDate date)
{
  return date.year != 0 && !pod_date_is_complete (date);
}

/* The first reason is told; what can be read beside it is read all the same. */
static const char *
read_finding (const PodLabLine *line, const PodLabMap *map, PodLabItem *item, GStringChunk *strings)
{
  const PodLabMapItem *found = NULL;
  const char *reason = match_item (line, map, &found, &item->mapped);
  const char *when = read_when (line, map, item);
  const char *status = refuse_status (line);
  const char *collection, *result;

  if (reason)
    return reason;
  item->finding.observation = g_intern_string (found->observation->symbol.name);
  if (*item->subject_key == '\0')
    return line->refusal ? line->refusal : _ ("no subject");
  if (when && !is_partial (item->collected.date))
    return line->refusal ? line->refusal : when;
  item->finding.when = item->collected;
  item->finding.origin = make_origin (line, map, item->collected, strings);
  collection = read_collection (line, map, found->observation, item);
  if (line->refusal)
    return line->refusal;
  result = read_result (line, map, found, item, strings);
  item->readable = !result;
  if (when)
    return when;
  if (status)
    return status;
  return collection ? collection : result;
}

/* Limits tell it, too, and so does the result of what nobody has said yet what it is; an answer in words may have any comma. */
static gboolean
is_written_otherwise (const PodLabLine *line, const PodLabMap *map, const PodLabItem *item)
{
  g_autofree char *result = NULL;

  if (item->decimal == POD_LAB_DECIMAL_COMMA || item->decimal == POD_LAB_DECIMAL_POINT ||
      pod_lab_line_has_limits_otherwise (line, map, item->sex))
    return TRUE;
  if (item->mapped || pod_lab_line_is_long (item->value))
    return FALSE;
  result = pod_lab_strip_flag (item->value);
  return is_number_otherwise (line, result);
}

void
pod_lab_line_read (const PodLabLine *line, const PodLabMap *map, PodLabFile *file)
{
  PodLabItem item = { 0 };

  pod_finding_init (&item.finding);
  copy_texts (line, &item, file->strings);
  item.finding.laboratory = g_string_chunk_insert_const (file->strings, map->laboratory);
  item.finding.source = "import";
  item.collected = (PodMoment) POD_MOMENT_NONE;
  item.collected_end = read_moment (line, POD_LAB_COLLECTED_END, line->offset, map);
  item.reported = read_moment (line, POD_LAB_REPORTED, line->offset, map);
  /* A day of birth is that day on every clock. */
  item.birth = read_moment (line, POD_LAB_BIRTH, POD_LAB_NO_OFFSET, map).date;
  compare_orders (line, &item);
  item.reason = read_finding (line, map, &item, file->strings);
  item.otherwise = file->format == POD_LAB_FORMAT_TABLE && is_written_otherwise (line, map, &item);
  g_array_append_val (file->items, item);
}
