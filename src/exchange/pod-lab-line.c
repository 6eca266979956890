#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include "pod-config.h"

#include "pod-lab-line.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "pod-canon.h"
#include "pod-lab-value.h"

/* Each step gives NULL, or the reason why the line is not usable. */

static const char *
read_when (const PodLabLine *line, PodFinding *finding)
{
  const char *time = line->cells[POD_LAB_TIME];
  int minute;

  if (*line->cells[POD_LAB_COLLECTED] == '\0')
    return _ ("no date of collection");
  if (!pod_lab_parse_moment (line->cells[POD_LAB_COLLECTED], &finding->when))
    return _ ("the date of collection is not a complete date in the order year, month, day");
  if (*time == '\0')
    return NULL;
  if (finding->when.minute >= 0 || !pod_lab_parse_time (time, &minute))
    return _ ("the time of collection is not a time");
  finding->when.minute = (gint16) minute;
  return NULL;
}

static gboolean
is_missing (const PodLabLine *line, const PodLabMap *map)
{
  g_autofree char *folded = pod_lab_fold (line->cells[POD_LAB_RESULT]);

  return *folded == '\0' || pod_lab_is_one_of (map->missing, folded);
}

/* What a dimensionless observation prints beside its number is often nothing at all. */
static const char *
read_unit (const PodLabLine *line,
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
      unit = pod_unit_from_print (text);
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
  finding->quantity.unit = unit;
  return NULL;
}

static double
read_limit (const char *text)
{
  PodQuantity quantity = { 0 };

  return pod_quantity_parse_number (text, &quantity) && quantity.comparator == POD_EXACTLY
             ? quantity.number
             : NAN;
}

/* A range that is not understood takes nothing from the result: the laboratory's own table answers then. */
static void
read_limits (const PodLabLine *line, PodFinding *finding)
{
  if (pod_lab_parse_range (line->cells[POD_LAB_RANGE], &finding->lower, &finding->upper))
    return;
  finding->lower = read_limit (line->cells[POD_LAB_LOWER]);
  finding->upper = read_limit (line->cells[POD_LAB_UPPER]);
  if (finding->lower > finding->upper)
    finding->lower = finding->upper = NAN;
}

static const char *
read_quantity (const PodLabLine *line,
               const PodLabMapItem *item,
               PodFinding *finding,
               GStringChunk *strings)
{
  g_autofree char *number = pod_lab_strip_flag (line->cells[POD_LAB_RESULT]);
  PodQuantity quantity = { 0 };
  const char *reason;

  if (!pod_quantity_parse_number (number, &quantity))
    return _ ("the result is not a number");
  reason = read_unit (line, item, finding, strings);
  if (reason)
    return reason;
  finding->quantity.comparator = quantity.comparator;
  finding->quantity.number = quantity.number;
  read_limits (line, finding);
  return NULL;
}

static const char *
read_result (const PodLabLine *line,
             const PodLabMap *map,
             const PodLabMapItem *item,
             PodFinding *finding,
             GStringChunk *strings)
{
  const char *text = line->cells[POD_LAB_RESULT];
  PodMoment moment = POD_MOMENT_NONE;

  if (is_missing (line, map))
    return _ ("no result");
  finding->text = g_string_chunk_insert_const (strings, text);
  switch (item->observation->symbol.kind)
    {
    case POD_KIND_QUANTITY:
      return read_quantity (line, item, finding, strings);
    case POD_KIND_CHOICE:
    case POD_KIND_FLAG:
      finding->code = pod_lab_map_find_answer (map, item->observation, text);
      return finding->code ? NULL : _ ("the result is none of the answers that the map knows");
    case POD_KIND_DATE:
      if (!pod_lab_parse_moment (text, &moment))
        return _ ("the result is not a date");
      finding->date = moment.date;
      return NULL;
    default:
      return NULL;
    }
}

static const char *
make_origin (const PodLabLine *line,
             const PodLabMap *map,
             const PodFinding *finding,
             GStringChunk *strings)
{
  g_autofree char *item = pod_lab_fold (line->cells[POD_LAB_ITEM]);
  g_autofree char *specimen = pod_lab_fold (line->cells[POD_LAB_SPECIMEN]);
  g_autofree char *when = pod_moment_to_string (finding->when);
  g_autoptr (GByteArray) canon = pod_canon_new ("podocyte laboratory result 1");
  g_autofree char *hash = NULL;

  pod_canon_add_text (canon, map->laboratory);
  pod_canon_add_text (canon, item);
  pod_canon_add_text (canon, specimen);
  pod_canon_add_text (canon, when);
  hash = g_compute_checksum_for_data (G_CHECKSUM_SHA256, canon->data, canon->len);
  return g_string_chunk_insert (strings, hash);
}

static const char *
match_item (const PodLabLine *line,
            const PodLabMap *map,
            const PodLabMapItem **item,
            gboolean *mapped)
{
  PodLabMatch match = pod_lab_map_find (map, line->cells[POD_LAB_ITEM],
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
    case POD_LAB_UNMAPPED:
    default:
      return _ ("the map does not know this item");
    }
}

void
pod_lab_line_read (const PodLabLine *line,
                   const PodLabMap *map,
                   PodLabItem *item,
                   GStringChunk *strings)
{
  PodFinding *finding = &item->finding;
  const PodLabMapItem *found = NULL;
  const char *reason;

  pod_finding_init (finding);
  finding->laboratory = g_string_chunk_insert_const (strings, map->laboratory);
  finding->source = "import";
  reason = match_item (line, map, &found, &item->mapped);
  if (!reason && *line->cells[POD_LAB_SUBJECT] == '\0')
    reason = _ ("no subject");
  if (!reason)
    {
      finding->observation = g_intern_string (found->observation->symbol.name);
      reason = read_when (line, finding);
    }
  if (!reason)
    reason = read_result (line, map, found, finding, strings);
  if (!reason)
    finding->origin = make_origin (line, map, finding, strings);
  item->reason = reason;
}
