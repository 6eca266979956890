#pragma once

#include "pod-course.h"

G_BEGIN_DECLS

/**
 * PodRegraded:
 * One result of which something else is said.
 * @finding: in @casebook
 * @before, @after: its grade, and where it lies to the limits if that is outside: "not graded: no limits"
 */
typedef struct
{
  PodCasebook *casebook;
  const PodFinding *finding;
  char *before;
  char *after;
} PodRegraded;

/**
 * PodLimitsChange:
 * @n_gained, @n_gaining: results without limits of their own that get others than they have, or some; and of how many subjects
 * @n_lost: results without limits of their own for which none hold any more
 * @n_kept: results with limits of their own, which keep them though others would hold
 * @regraded: (element-type PodRegraded): of each subject by test and time; those with limits of their own too, where the baseline they are
 *   counted from is another
 * @screenings: (element-type utf8): the numbers of subjects whose screening comes out otherwise
 *
 * What other limits change of what is recorded.  A result keeps the limits that it came with, or was bound to when it was recorded; one that
 * has none, since there were none then, or since the program computed it, is read by those in force on its day, and so changes with them.
 */
typedef struct
{
  guint n_gained;
  guint n_gaining;
  guint n_lost;
  guint n_kept;
  GPtrArray *regraded;
  GPtrArray *screenings;
} PodLimitsChange;

PodLimitsChange *pod_limits_change_new (void);
/* What is other under @after.  Pure, and for any thread. */
void pod_limits_change_add (PodLimitsChange *self,
                            const PodStudy *study,
                            const PodSite *before,
                            const PodSite *after,
                            PodCasebook *casebook,
                            PodDate today);
void pod_limits_change_free (PodLimitsChange *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodLimitsChange, pod_limits_change_free)

/* Whether no result reads otherwise, whatever keeps its own. */
gboolean pod_limits_change_is_empty (const PodLimitsChange *self);
/* In lines, before it is done as after: "Results that get limits: 12 (subjects: 3)".  Free with g_free(). */
char *pod_limits_change_to_words (const PodLimitsChange *self);

G_END_DECLS
