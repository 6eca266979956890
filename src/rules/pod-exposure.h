#pragma once

#include "pod-node.h"

G_BEGIN_DECLS

/**
 * PodExposure:
 * @kind, @mode, @gap: as the rule asks
 * @in_days: rather than in calendar months
 * @complete_until: the last day on which all of it counts as on record; POD_DAY_MIN where nobody attests it
 * @anchor: counts no further than to this day; POD_DAY_MAX where to the day of the question
 * @courses: (element-type PodCourse)
 *
 * What courses of medication come to.  Pure: the same courses and the same day give the same, so that other days can be
 * tried.  A course is there from its first day up to the day after its last.  While it goes on, up to the day of the
 * question.
 */
typedef struct
{
  PodNodeKind kind;
  PodExposureMode mode;
  int gap;
  gboolean in_days;
  gint32 complete_until;
  gint32 anchor;
  GArray *courses;
} PodExposure;

/**
 * PodBounds:
 * What a number is at least and at most; INFINITY where there is no telling.  Dates that lack their day, and a record
 * that nobody attests to be complete, keep the two apart.  Of ever_given(): 1 is yes.
 */
typedef struct
{
  double least;
  double most;
} PodBounds;

/* Until when what was attested on @attested counts (@days: as PodMedication's complete_days): what is not recorded stays open after it. */
gint32 pod_exposure_get_complete_until (PodDate attested, int days);

/* Whether all of it counts as on record where the question is of @day. */
gboolean pod_exposure_is_complete (const PodExposure *self, gint32 day);

PodBounds pod_exposure_measure (const PodExposure *self, gint32 day);

/* Whether @course is one of those that were counted on @day. */
gboolean pod_exposure_counts (const PodExposure *self, gint32 day, const PodCourse *course);

/* Something that courses decide, on any day. */
typedef PodTruth (*PodExposureFunc) (PodBounds bounds, gpointer data);

/* The last day on which @func gives what it gives on @day, while nothing new is recorded.  It must say so of greater
 * and of lesser numbers than the one it turns at, and not of a single number between.  No date where it never turns. */
PodDate pod_exposure_find_last_day (const PodExposure *self,
                                    gint32 day,
                                    PodExposureFunc func,
                                    gpointer data);

G_END_DECLS
