#pragma once

#include "pod-truth.h"
#include "pod-unit.h"

G_BEGIN_DECLS

/**
 * PodComparator:
 *
 * What the laboratory printed before the number.  It is kept for ever: "< 0.5" is
 * neither 0.5 nor 0.
 */
typedef enum
{
  POD_EXACTLY,
  POD_LESS_THAN,
  POD_AT_MOST,
  POD_GREATER_THAN,
  POD_AT_LEAST,
} PodComparator;

/* "<" and "≤": the value is the number at most. */
gboolean pod_comparator_is_upper_bound (PodComparator comparator);

/* What a rule asks of a number. */
typedef enum
{
  POD_RELATION_EQ,
  POD_RELATION_NE,
  POD_RELATION_LT,
  POD_RELATION_LE,
  POD_RELATION_GT,
  POD_RELATION_GE,
} PodRelation;

/**
 * PodQuantity:
 * @comparator: what stood before the number
 * @number: the number, finite
 * @unit: (nullable): the unit; NULL where none was given, which is not "1"
 */
typedef struct
{
  PodComparator comparator;
  double number;
  const PodUnit *unit;
} PodQuantity;

/* "<0.5", "≥ 60", "＜０．５", "1,234.5"; the whole text must be a number.
 * Sets comparator and number only.  FALSE otherwise, also for inf and nan, for a decimal comma or
 * what may be one ("1,5", "0,123"), for "+5", ".5" and "10²". */
gboolean pod_quantity_parse_number (const char *text, PodQuantity *quantity);
/* The same; gives what stands behind the comparator with all its digits, in ASCII: "0.50" of "＜０．50".  NULL where that says FALSE. */
char *pod_quantity_print_number (const char *text, PodQuantity *quantity);

/* Does every (true), no (false) or some (unknown) value that @comparator @number admits
 * stand in @relation to @limit?  Both sides are rounded to 15 significant digits first,
 * so that 3 × 0.1 is 0.3. */
PodTruth
pod_quantity_compare (PodComparator comparator, double number, PodRelation relation, double limit);

/* "", "<", "<=", ">", ">=" for files; the second as typeset for the screen: "≤". */
const char *pod_comparator_to_string (PodComparator comparator);
const char *pod_comparator_to_label (PodComparator comparator);
gboolean pod_comparator_from_string (const char *text, PodComparator *comparator);
const char *pod_relation_to_string (PodRelation relation);
const char *pod_relation_to_label (PodRelation relation);

/* The shortest decimal text that reads back as the same number; no exponent, "." always; "" for
 * inf and nan.
 * Free with g_free(). */
char *pod_decimal_to_string (double number);
/* At most @digits significant digits, trailing zeros dropped: for the screen. */
char *pod_decimal_to_label (double number, int digits);
/* Two limits, either of which may be NAN: "41–81", "≤ 40", "≥ 60"; NULL for none.  Free with g_free(). */
char *pod_limits_to_label (double lower, double upper, int digits);
/* With so many decimals, from 0 to 17 (what a double can tell apart; beyond that the nearest of them), "." always, whatever the locale. */
char *pod_decimal_to_places (double number, int places);

G_END_DECLS
