#pragma once

#include <glib.h>

#include "pod-truth.h"

G_BEGIN_DECLS

/**
 * PodDate:
 * @year: 1 to 9999, or 0 for no date at all
 * @month: 1 to 12, or 0 where only the year is known
 * @day: 1 to 31, or 0 where the day is not known
 *
 * A civil date that keeps its precision: "2026", "2026-03" and "2026-03-14"
 * are three different values and are never completed silently.
 * A day number is the count of days since 1970-01-01 in the proleptic
 * Gregorian calendar.
 */
typedef struct
{
  gint16 year;
  guint8 month;
  guint8 day;
} PodDate;

#define POD_DATE_NONE ((PodDate){ 0, 0, 0 })
#define POD_DAY_MIN G_MININT32
#define POD_DAY_MAX G_MAXINT32

/* ISO 8601 calendar dates only, of any precision; real days only (no 31 February).
 * Returns FALSE and leaves @date alone otherwise. */
gboolean pod_date_parse (const char *text, PodDate *date);
/* POD_DATE_NONE where there is no such day; 0 for a month or day that is not known. */
PodDate pod_date_new (int year, int month, int day);
PodDate pod_date_from_day (gint32 day);

gboolean pod_date_is_set (PodDate date);
gboolean pod_date_is_complete (PodDate date);

/* The first and the last day that the date may be; equal where it is complete.
 * POD_DAY_MIN and POD_DAY_MAX where there is no date. */
gint32 pod_date_first_day (PodDate date);
gint32 pod_date_last_day (PodDate date);

/* Sorts by first day, then the more precise first; no date sorts last. */
int pod_date_compare (PodDate a, PodDate b);
gboolean pod_date_equal (PodDate a, PodDate b);
PodTruth pod_date_is_before (PodDate a, PodDate b);

/* Complete dates only, POD_DATE_NONE for others and beyond the years 1 to 9999.  A month's end clamps: 31 January + 1 month is 28 or 29 February. */
PodDate pod_date_add_days (PodDate date, int days);
PodDate pod_date_add_months (PodDate date, int months);

/* Completed years from @birth to @at; a 29 February birthday falls on 1 March in
 * common years.  With a partial date the two bounds differ; neither is below 0.  FALSE if either is
 * not set, or if @at is certainly before @birth. */
gboolean pod_date_completed_years (PodDate birth, PodDate at, int *least, int *most);

/* ISO 8601 of its own precision; "" where there is no date.  Free with g_free(). */
char *pod_date_to_string (PodDate date);

/**
 * PodMoment:
 * @date: the civil date at the site, of any precision
 * @minute: minutes after midnight, or -1 where no time was recorded
 *
 * Clinical time: what the chart says, in the site's own civil time.
 */
typedef struct
{
  PodDate date;
  gint16 minute;
} PodMoment;

#define POD_MOMENT_NONE ((PodMoment){ { 0, 0, 0 }, -1 })

/* "2026-03-14", "2026-03-14T14:30", a space for the T, and seconds, which are dropped. */
gboolean pod_moment_parse (const char *text, PodMoment *moment);
PodMoment pod_moment_on (PodDate date);
/* As dates sort; within a day, no time comes before every time. */
int pod_moment_compare (PodMoment a, PodMoment b);
char *pod_moment_to_string (PodMoment moment);

/* The day of the study as the screen counts it: day 0 is @zero, the infusion. */
int pod_study_day (gint32 day, gint32 zero);

/* SDTM's --DY: counted from RFSTDTC, which is day 1; there is no day 0. */
int pod_sdtm_day (gint32 day, gint32 reference);

G_END_DECLS
