#pragma once

#include "pod-course.h"

G_BEGIN_DECLS

/**
 * PodAdverseEventItem:
 *
 * An adverse event as a list shows it.  Read-only properties, replaced and not changed: "id" (int64), "term" (what it is called, and
 * that it was voided), "grade" (int, 0 while not graded), "grade-label" ("G3"), "grade-classes" (style), "start" (text),
 * "start-key" (int64, sorts as clinical time does), "end" (text, "ongoing"), "serious" (why, "" where it is not), "serious-label", "product",
 * "lymphodepletion" (causality in words), "outcome", "voided" (boolean), "classes" (style of the row's texts).
 */
#define POD_TYPE_ADVERSE_EVENT_ITEM (pod_adverse_event_item_get_type ())
G_DECLARE_FINAL_TYPE (PodAdverseEventItem, pod_adverse_event_item, POD, ADVERSE_EVENT_ITEM, GObject)

PodAdverseEventItem *pod_adverse_event_item_new (const PodStudy *study,
                                                 PodCasebook *casebook,
                                                 const PodAdverseEvent *event);
gint64 pod_adverse_event_item_get_id (PodAdverseEventItem *self);
gboolean pod_adverse_event_item_is_voided (PodAdverseEventItem *self);

/* What it is called: the study's label in the reader's language, else the investigator's own words. */
const char *pod_adverse_event_get_name (const PodStudy *study, const PodAdverseEvent *event);
/* "Related to KN3601": the title of its causality column; free with g_free(). */
char *pod_adverse_event_say_product (const PodStudy *study);
/* A seriousness criterion in words; @bit is one PodSeriousness. */
const char *pod_seriousness_to_words (PodSeriousness bit);

G_END_DECLS
