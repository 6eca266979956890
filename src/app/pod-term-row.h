#pragma once

#include <adwaita.h>

#include "pod-study.h"

G_BEGIN_DECLS

/**
 * PodTermRow:
 *
 * Chooses an adverse-event term of the study: a list that narrows while somebody types, in either language, those of special interest
 * first, and "no term" for what only the investigator's own words say.
 *
 * Property: "term" (string, nullable): the term's id, NULL for none; settable.
 */
#define POD_TYPE_TERM_ROW (pod_term_row_get_type ())
G_DECLARE_FINAL_TYPE (PodTermRow, pod_term_row, POD, TERM_ROW, AdwActionRow)

/* The study lends its terms; it must outlive the row. */
void pod_term_row_set_study (PodTermRow *self, const PodStudy *study);
/* An id that the study does not have is kept and shown as it is. */
void pod_term_row_set_term (PodTermRow *self, const char *term);
const char *pod_term_row_get_term (PodTermRow *self);

G_END_DECLS
