#pragma once

#include "pod-scene.h"

G_BEGIN_DECLS

/*
 * The records of a scene in the order in which keys walk through them: by rows, and in a row by day.  A row is a panel with a scale of
 * values, or what stands at one height in a chart without one: a lane of the timeline, a subject of the wall.
 */

/**
 * PodChartStop:
 * @mark: index into the marks of the scene, the first that stands for the record
 * @row: counted from 0, downwards
 * @day: the day it begins; its place from the left where there are no days
 */
typedef struct
{
  guint mark;
  guint row;
  double day;
} PodChartStop;

/* Each record once. @scene: (nullable).  (element-type PodChartStop) */
GArray *pod_chart_walk_new (const PodScene *scene);
/* From −1 to the first, or to the last. */
int pod_chart_walk_step (const GArray *stops, int from, int step);
/* To the next row up or down, at the day that is nearest; where there are no days, to what is nearest right above or below.  Stays where there is
 * none. */
int pod_chart_walk_step_row (const GArray *stops, const PodScene *scene, int from, int step);
/* The record's stop; of several that one whose words hold @words (nullable).  @type: POD_N_RECORD_TYPES for any.  −1 where there is none. */
int pod_chart_walk_find (const GArray *stops,
                         PodScene *scene,
                         PodRecordType type,
                         gint64 id,
                         const char *words);
/* Of a panel, from 0, the stop nearest to a day, in a plot that of a result; −1 where it has none.  @like: (nullable): in a scene of several
 * subjects only those of whose mark this is; of NULL those of whom the scene looks at.  Of several on a day @like itself, else that of its
 * moment, or the last. */
int pod_chart_walk_nearest (const GArray *stops,
                            const PodScene *scene,
                            guint panel,
                            double day,
                            const PodMark *like);
/* How many results lie in its panel on the day of the stop @index, itself among them; @like as above. */
guint pod_chart_walk_count_day (const GArray *stops,
                                const PodScene *scene,
                                int index,
                                const PodMark *like);
/* The first stop of a panel, from 0, on that day or after it; stops->len, or one of the next panel, where there is none. */
guint pod_chart_walk_first (const GArray *stops, const PodScene *scene, guint panel, double day);

/* One that lies in two panels, or changes its grade, is one; the place of what is not on record is none. */
guint pod_chart_walk_count_records (const GArray *stops, const PodScene *scene);

G_END_DECLS
