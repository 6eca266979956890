#pragma once

#include <adwaita.h>

#include "pod-observation.h"

G_BEGIN_DECLS

/**
 * PodResultDetail:
 *
 * What one result has of its own where it differs from those of its group: when the specimen was collected, the laboratory and its limits,
 * or why nothing was measured.  What is left empty is the group's.
 *
 * Signal: "changed".
 */
#define POD_TYPE_RESULT_DETAIL (pod_result_detail_get_type ())
G_DECLARE_FINAL_TYPE (PodResultDetail, pod_result_detail, POD, RESULT_DETAIL, AdwBin)

GtkWidget *pod_result_detail_new (const PodObservation *observation, PodDate today);

/* The fields: "when", "lower", "upper", "laboratory", "not_done", and of a specimen that is collected over hours
 * "began", "volume" and "completeness" ("complete", "incomplete" or nothing), as the draft has them. */
extern const char *const pod_result_detail_fields[];

/* In which unit its limits are typed; "" for none. */
void pod_result_detail_set_unit (PodResultDetail *self, const char *unit);

/* TRUE: only how the specimen was collected is shown, which a value of it asks for. */
void pod_result_detail_set_brief (PodResultDetail *self, gboolean is_brief);

/* As typed; never NULL. */
const char *pod_result_detail_get_text (PodResultDetail *self, const char *field);
void pod_result_detail_set_text (PodResultDetail *self, const char *field, const char *text);

/* No date where it is left to the group. FALSE where what is typed is none, which its row says once it is left. */
gboolean pod_result_detail_get_moment (PodResultDetail *self, PodMoment *moment);

/* NAN where there is none.  FALSE where one is no number, or they stand the wrong way round; that is marked. */
gboolean pod_result_detail_get_limits (PodResultDetail *self, double *lower, double *upper);

/* Scrolls to its row in whole, once that is laid out; where there is no room, to its beginning, or to @field (nullable). */
void pod_result_detail_bring (PodResultDetail *self, GtkWidget *field);
/* The cursor goes to the entry of that limit. */
void pod_result_detail_focus_limit (PodResultDetail *self, gboolean upper);
/* What is wrong with how the specimen was collected, which ended then; NULL where nothing is.  The field that it is about says so, too, unless
 * somebody still types there. */
const char *pod_result_detail_find_collection_fault (PodResultDetail *self, PodMoment ended);
/* Whoever saves has typed it to its end: a start that is no date is marked. */
void pod_result_detail_check_start (PodResultDetail *self);
/* No date and NAN where they are left empty.  FALSE where one of them cannot be. */
gboolean pod_result_detail_get_collection (PodResultDetail *self, PodMoment *began, double *volume);

G_END_DECLS
