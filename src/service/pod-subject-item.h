#pragma once

#include <glib-object.h>

#include "pod-course.h"

G_BEGIN_DECLS

/**
 * PodSubjectItem:
 *
 * A subject as a list shows it.  Read-only properties, made from a casebook and replaced, not changed:
 * "id" (int64), "number" (enrolment number, else screening number), "screening-number", "enrolment-number", "usubjid",
 * "cohort" (id), "cohort-label", "state" (int, PodSubjectState), "state-label", "day" (int, from the infusion; G_MININT before),
 * "day-label" ("D 92" or "–"), "proteinuria" (text with unit; with a mark where the collection was not whole), "proteinuria-note" (what the
 * mark stands for; NULL without one), "egfr" (text), "cd19" (text), "worst-grade" (int 0..5),
 * "worst-label" ("G3 …"), "serious" (boolean),
 * "serious-label" (how many serious adverse events), "next-visit" (two lines: the date, the visit).  Never a name.
 */
#define POD_TYPE_SUBJECT_ITEM (pod_subject_item_get_type ())
G_DECLARE_FINAL_TYPE (PodSubjectItem, pod_subject_item, POD, SUBJECT_ITEM, GObject)

PodSubjectItem *pod_subject_item_new (const PodStudy *study,
                                      const PodSite *site,
                                      PodCasebook *casebook,
                                      PodDate today);
gint64 pod_subject_item_get_id (PodSubjectItem *self);
const char *pod_subject_item_get_number (PodSubjectItem *self);
const char *pod_subject_item_get_cohort (PodSubjectItem *self);
PodCasebook *pod_subject_item_get_casebook (PodSubjectItem *self);

G_END_DECLS
