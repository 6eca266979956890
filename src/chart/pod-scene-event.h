#pragma once

#include "pod-course.h"
#include "pod-scene.h"

G_BEGIN_DECLS

/* An adverse event among what stands in all panels: its days, and what is of them. */

void
pod_scene_note_lasting (PodScene *scene, PodRecordType type, gint64 id, gint32 from, gint32 to);
/* The same of all happenings of that lane. */
void pod_scene_note_lane (PodScene *scene, const PodTimeline *timeline, PodLane lane);
/* In days of the panels' axes, from the beginning of the first to the end of the last, whatever of it is seen.  FALSE where @mark (nullable) is no
 * adverse event of a panel.  @from, @to: (nullable). */
gboolean
pod_scene_find_event_days (const PodScene *scene, const PodMark *mark, double *from, double *to);
/* What the mark (nullable) is; @with_days: of an event, too, how many results and drugs are of its days.  NULL for none.  Free with g_free(). */
char *pod_scene_describe_mark (PodScene *scene, const PodMark *mark, gboolean with_days);

G_END_DECLS
