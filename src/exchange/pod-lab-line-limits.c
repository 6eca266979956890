#include "pod-config.h"

#include <math.h>
#include <string.h>

#include "pod-lab-limits.h"
#include "pod-lab-line-private.h"

/* The limits of a line, and whether they might be others. */

#define LONGEST 1000

typedef struct
{
  double lower;
  double upper;
} Limits;

typedef char *(*Fold) (const PodLabLine *line, const char *text);

/* ---- how numbers are written ---- */

gboolean
pod_lab_line_is_long (const char *text)
{
  return strnlen (text, LONGEST + 1) > LONGEST;
}

gboolean
pod_lab_line_has_comma (const char *text)
{
  return strchr (text, ',') != NULL || strstr (text, "，") != NULL;
}

static gboolean
has_mark (const char *text)
{
  return pod_lab_line_has_comma (text) || strchr (text, '.') != NULL || strstr (text, "．") != NULL;
}

char *
pod_lab_line_fold (const PodLabLine *line, const char *text)
{
  if (pod_lab_line_is_long (text))
    return NULL;
  return line->decimal == ',' ? pod_lab_comma_to_point (text) : g_strdup (text);
}

char *
pod_lab_line_fold_otherwise (const PodLabLine *line, const char *text)
{
  if (pod_lab_line_is_long (text) || !has_mark (text))
    return NULL;
  return line->decimal == ',' ? g_strdup (text) : pod_lab_comma_to_point (text);
}

/* What has neither comma nor point is the same either way. */
static char *
fold_other (const PodLabLine *line, const char *text)
{
  return !pod_lab_line_is_long (text) && has_mark (text) ? pod_lab_line_fold_otherwise (line, text)
                                                         : pod_lab_line_fold (line, text);
}

/* ---- limits ---- */

const char *
pod_lab_line_print_limits (const PodLabLine *line, GStringChunk *strings)
{
  const char *lower = line->cells[POD_LAB_LOWER], *upper = line->cells[POD_LAB_UPPER];
  g_autofree char *both = NULL;

  if (*line->cells[POD_LAB_RANGE] != '\0' || (*lower == '\0' && *upper == '\0'))
    return line->cells[POD_LAB_RANGE];
  if (*lower == '\0')
    both = g_strconcat ("≤ ", upper, NULL);
  else
    both = *upper != '\0' ? g_strconcat (lower, "–", upper, NULL) : g_strconcat ("≥ ", lower, NULL);
  return g_string_chunk_insert_const (strings, both);
}

static const char *
get_range (const PodLabLine *line)
{
  return line->limits != NULL ? line->limits : line->cells[POD_LAB_RANGE];
}

static gboolean
read_range (const PodLabLine *line,
            const PodLabMap *map,
            const char *sex,
            Fold fold,
            Limits *limits)
{
  g_autofree char *range = fold (line, get_range (line));

  *limits = (Limits){ NAN, NAN };
  return range && pod_lab_parse_limits (range, sex, map->sexes, line->cells[POD_LAB_UNIT],
                                        &limits->lower, &limits->upper);
}

static double
read_limit (const PodLabLine *line, Fold fold, const char *text)
{
  PodQuantity quantity = { 0 };
  g_autofree char *plain = fold (line, text);

  return plain && pod_quantity_parse_number (plain, &quantity) && quantity.comparator == POD_EXACTLY
             ? quantity.number
             : NAN;
}

static void
read_columns (const PodLabLine *line, Fold fold, Limits *limits)
{
  limits->lower = read_limit (line, fold, line->cells[POD_LAB_LOWER]);
  limits->upper = read_limit (line, fold, line->cells[POD_LAB_UPPER]);
  if (limits->lower > limits->upper)
    *limits = (Limits){ NAN, NAN };
}

/* Whether @other is as good a reading as @one: all that is a limit there is one here. */
static gboolean
covers (Limits other, Limits one)
{
  return (isnan (one.lower) || !isnan (other.lower)) && (isnan (one.upper) || !isnan (other.upper));
}

static gboolean
differs (double a, double b)
{
  return isnan (a) != isnan (b) || (!isnan (a) && a != b);
}

/* Only a comma is not said by anybody to be the one or the other: a point is of decimals, unless the map says otherwise. */
static gboolean
is_unsaid (const PodLabLine *line, gboolean from_range)
{
  if (line->decimal == ',')
    return FALSE;
  return from_range ? pod_lab_line_has_comma (get_range (line))
                    : pod_lab_line_has_comma (line->cells[POD_LAB_LOWER]) ||
                          pod_lab_line_has_comma (line->cells[POD_LAB_UPPER]);
}

static gboolean
is_limit_otherwise (const PodLabLine *line, const char *text)
{
  return !isnan (read_limit (line, pod_lab_line_fold_otherwise, text)) &&
         isnan (read_limit (line, pod_lab_line_fold, text));
}

gboolean
pod_lab_line_has_limits_otherwise (const PodLabLine *line, const PodLabMap *map, const char *sex)
{
  Limits limits;

  return (read_range (line, map, sex, pod_lab_line_fold_otherwise, &limits) &&
          !read_range (line, map, sex, pod_lab_line_fold, &limits)) ||
         is_limit_otherwise (line, line->cells[POD_LAB_LOWER]) ||
         is_limit_otherwise (line, line->cells[POD_LAB_UPPER]);
}

/* A range that is not understood takes nothing from the result.  Nor is one taken that may be another ("1,500-4,000" is 1.5 to 4, or 1500 to
 * 4000), except where the result is written so itself: there the file as a whole decides.  What is lost so is said: where the laboratory's own
 * table has no limits either, a person looks. */
void
pod_lab_line_read_limits (const PodLabLine *line, const PodLabMap *map, PodLabItem *item)
{
  Limits limits, other;
  gboolean from_range = read_range (line, map, item->sex, pod_lab_line_fold, &limits);
  gboolean is_unsure;

  if (from_range)
    read_range (line, map, item->sex, fold_other, &other);
  else
    {
      read_columns (line, pod_lab_line_fold, &limits);
      read_columns (line, fold_other, &other);
    }
  item->limits_grouped = covers (other, limits) && (differs (limits.lower, other.lower) ||
                                                    differs (limits.upper, other.upper));
  is_unsure = item->limits_grouped && item->decimal != POD_LAB_DECIMAL_GROUPED &&
              is_unsaid (line, from_range);
  if (is_unsure)
    limits = (Limits){ NAN, NAN };
  item->finding.lower = limits.lower;
  item->finding.upper = limits.upper;
  item->limits_lost = is_unsure || ((isnan (limits.lower) || isnan (limits.upper)) &&
                                    pod_lab_line_has_limits_otherwise (line, map, item->sex));
}
