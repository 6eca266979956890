#pragma once

#include "pod-axis.h"

G_BEGIN_DECLS

/* Rows of bars and symbols with their labels, packed so that nothing lies over anything else.  Private to the room. */

#define POD_LANE_ROW 24.0
#define POD_LANE_BAR 16.0

/**
 * PodLaneItem:
 * @happening: of the timeline
 * @tag: (nullable): "G3", in the bar wherever there is room for it
 * @words: what stands after the tag; cut at its end where it is too long
 * @x0, @x1: the bar; equal for a symbol
 * @left, @right: what it occupies with its label
 * @label_x, @label_w: where the words begin and how much room they have
 * @follows: an earlier dose of the same treatment stands in its row
 * @row: from 0
 */
typedef struct
{
  const PodHappening *happening;
  char *tag;
  char *words;
  double x0;
  double x1;
  double left;
  double right;
  double label_x;
  double label_w;
  gboolean is_symbol;
  gboolean tag_inside;
  gboolean words_inside;
  gboolean follows;
  guint row;
} PodLaneItem;

typedef struct
{
  PodScene *scene;
  const PodTimeline *timeline;
  const PodMetrics *metrics;
  PodDayAxis axis;
} PodLaneContext;

/* (element-type PodLaneItem): the happenings of one lane that lie in the days shown. */
GArray *pod_lane_items_new (const PodLaneContext *context, PodLane lane);
/* Places labels and rows; returns how many rows there are. */
guint pod_lane_pack (const PodLaneContext *context, GArray *items);
void pod_lane_draw (const PodLaneContext *context, GArray *items, double y);

/* The visits, in a lane of fixed height: windows, diamonds and as many labels as have room. */
#define POD_LANE_VISITS_HEIGHT 56.0
void pod_lane_draw_visits (const PodLaneContext *context, GArray *items, double y);

/* "Cytokine release syndrome, grade 2, serious, day 1 to day 6". Free with g_free(). */
char *pod_happening_to_words (const PodTimeline *timeline, const PodHappening *happening);
/* Its own days alone: ", day 1 to day 6", ", since day 3, ongoing". */
void pod_happening_append_days (const PodTimeline *timeline,
                                const PodHappening *happening,
                                GString *out);
/* "+2 d": how far outside its window a visit took place; NULL where it did not.  Free with g_free(). */
char *pod_happening_get_offset (const PodHappening *happening);

G_END_DECLS
