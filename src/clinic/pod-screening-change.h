#pragma once

#include "pod-screening.h"

G_BEGIN_DECLS

/**
 * PodVerdictChange:
 * @criterion: the id
 * @before, @after: what it means for entry
 * @is_new, @is_gone: only one of the two studies has it; the truth of the other is POD_UNKNOWN
 */
typedef struct
{
  char *criterion;
  PodTruth before;
  PodTruth after;
  gboolean is_new;
  gboolean is_gone;
} PodVerdictChange;

/**
 * PodScreeningChange:
 * @before, @after: whether the subject is eligible
 * @verdicts: (element-type PodVerdictChange): those that differ, in the later study's order, those that are gone last
 *
 * What becomes of one subject's screening when something else is in force: a reading, an amendment.
 */
typedef struct
{
  PodTruth before;
  PodTruth after;
  GPtrArray *verdicts;
} PodScreeningChange;

/* The two may be of different studies.  Pure; the change holds nothing of either. */
PodScreeningChange *pod_screening_compare (const PodScreening *before, const PodScreening *after);
void pod_screening_change_free (PodScreeningChange *change);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodScreeningChange, pod_screening_change_free)

/* Whether nothing differs, eligibility included. */
gboolean pod_screening_change_is_empty (const PodScreeningChange *change);

G_END_DECLS
