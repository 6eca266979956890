#pragma once

#include "pod-charts.h"

G_BEGIN_DECLS

/* What the charts share about days and how large things are. Private to the room. */

#define POD_SIZE_TEXT 12.0
#define POD_SIZE_SMALL 11.0
#define POD_SIZE_TITLE 13.0

/* Study days to be labelled (element-type int), at least @room pixels apart: every 1, 2, 7, 14, 28 … days, always
 * counted from day 0, so that planned visits lie on them. */
GArray *pod_day_axis_ticks (const PodDayAxis *axis, double room);
/* "−14", "0", "28": with a true minus.  Free with g_free(). */
char *pod_day_label (gint32 day, gint32 zero);
/* "only days −3 to 40", of study days: for the scene's part.  Free with g_free(). */
char *pod_days_print_part (gint32 first, gint32 last);
/* "day −14" as part of a sentence.  Free with g_free(). */
char *pod_day_words (gint32 day, gint32 zero);

/* Grid lines from @top to @bottom at the ticks. */
void pod_day_axis_draw_grid (PodScene *scene,
                             const PodDayAxis *axis,
                             double room,
                             double top,
                             double bottom);
/* The axis itself at @y, ticks and labels below it. */
void
pod_day_axis_draw (PodScene *scene, const PodDayAxis *axis, double room, double y, double size);

double pod_metrics_width (const PodMetrics *metrics, const char *text, double size, gboolean bold);
/* The role of a grade from 1 to 5; a grey one for a grade that is not known. */
PodRole pod_grade_role (int grade);

/* The days of lymphodepletion: treatment before day 0.  FALSE where there is none. */
gboolean
pod_timeline_find_lymphodepletion (const PodTimeline *timeline, gint32 *first, gint32 *last);

/* FALSE where the range is of all days. */
gboolean pod_day_axis_set_range (PodDayAxis *axis, PodDayRange days);

/* Why a record is not drawn. */
typedef enum
{
  POD_LEFT_UNDATED,
  POD_LEFT_OUTSIDE,
  POD_LEFT_NO_UNIT,
  POD_LEFT_NO_NUMBER,
  POD_LEFT_NO_UPPER,
  POD_LEFT_LOW_ONLY,
  POD_LEFT_NO_BASELINE,
  POD_LEFT_BEFORE_BASELINE,
  POD_LEFT_NOT_POSITIVE,
  POD_LEFT_NO_INFUSION,
  POD_LEFT_NOT_DONE,
  POD_LEFT_WITHDRAWN,
  POD_LEFT_NOT_EXACT,
  POD_N_LEFT,
} PodLeft;

/**
 * PodTally:
 * Records that could not be drawn, by reason, for the footer that every chart has.
 */
typedef struct
{
  guint counts[POD_N_LEFT];
} PodTally;

/* Counts it, and lists it in the scene. */
void pod_tally_leave_out (PodTally *tally,
                          PodLeft why,
                          PodScene *scene,
                          PodRecordType type,
                          gint64 id,
                          const char *what);
guint pod_tally_count (const PodTally *tally);
/* "3 – no number; 1 – withdrawn": a reason may have a colon or a comma itself.  The only one stands alone: who asks has said how many.  Free with
 * g_free(). */
char *pod_reasons_print (const char *const *reasons, const guint *counts, guint n);
/* Fills not_drawn and not_drawn_why; adds the footer at @y and returns the room it took: 0 where all is drawn. */
double pod_tally_finish (const PodTally *tally, PodScene *scene, guint records, double x, double y);

G_END_DECLS
