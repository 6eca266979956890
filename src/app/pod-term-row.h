#pragma once

#include "pod-search-row.h"

G_BEGIN_DECLS

/**
 * PodTermRow:
 *
 * Chooses an adverse-event term of the study: those of special interest first, and "no term" for what only the investigator's own words
 * say, which is NULL.
 */
#define POD_TYPE_TERM_ROW (pod_term_row_get_type ())
G_DECLARE_FINAL_TYPE (PodTermRow, pod_term_row, POD, TERM_ROW, PodSearchRow)

void pod_term_row_set_study (PodTermRow *self, const PodStudy *study);

G_END_DECLS
