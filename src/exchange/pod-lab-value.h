#pragma once

#include "pod-date.h"

G_BEGIN_DECLS

/* What laboratories write in cells.  Nothing is guessed: what is not one of the forms below is not read. */

/* "7 ~ 40", "3.4～17.1", "0-23", "4.0～10.0）", "4.3 to 6.2", "[14,18]", "<5", "≥60".  The open side is NAN.  FALSE, both NAN, for
 * anything else, such as limits for either sex ("62～115/53～97") or a word. */
gboolean pod_lab_parse_range (const char *text, double *lower, double *upper);

/* In which order the numbers of a date stand, where its year does not come first. */
typedef enum
{
  POD_LAB_YEAR_FIRST,
  POD_LAB_DAY_FIRST,
  POD_LAB_MONTH_FIRST,
} PodLabDates;

/* "ymd", "dmy", "mdy", and NULL. */
const char *const *pod_lab_dates_list (void);

/* "14.03.2026, 8:05" with its year first, and its time as it is: "2026-03-14 8:05"; "3/2026" too.  NULL where no year of four digits is last, and
 * for YEAR_FIRST.  Whether there is such a day is not asked.  Free with g_free(). */
char *pod_lab_put_year_first (const char *text, PodLabDates dates);

/* What stands before its blank, its comma or its T.  Free with g_free(). */
char *pod_lab_cut_time (const char *text);

/* "2026-03-14", "2026/3/14 8:05", "20260314", "20260314083000", "2026年3月14日 8时05分", with a T or a space before the time;
 * seconds are dropped.  Complete days only; no other order of day, month and year. */
gboolean pod_lab_parse_moment (const char *text, PodMoment *moment);
/* A month or a year in the same spellings: "2026-03", "2026/3", "2026年3月", "2026年", "2026". */
gboolean pod_lab_parse_partial (const char *text, PodDate *date);

/* "8:05", "08:05:30", "8:05 PM", "0805", "8时05分": minutes after midnight. */
gboolean pod_lab_parse_time (const char *text, int *minute);

/* The text without spaces around it and without the arrows and letters (↑ ↓ 高 低 H L) that some laboratories print after a
 * number.  Free with g_free(). */
char *pod_lab_strip_flag (const char *text);

G_END_DECLS
