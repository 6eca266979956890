#pragma once

#include <adwaita.h>

#include "pod-observation.h"

G_BEGIN_DECLS

/**
 * PodResultInput:
 *
 * Where the value of one observation is typed or chosen, by its kind: a number with its unit, an answer, a date, a text.  What stands in it
 * is a text: as typed, or the code of the answer.
 *
 * Signals: "changed"; "activate": Enter.
 */
#define POD_TYPE_RESULT_INPUT (pod_result_input_get_type ())
G_DECLARE_FINAL_TYPE (PodResultInput, pod_result_input, POD, RESULT_INPUT, GtkBox)

GtkWidget *pod_result_input_new (const PodObservation *observation, PodDate today);

/* Never NULL; empty where there is nothing. */
const char *pod_result_input_get_text (PodResultInput *self);
void pod_result_input_set_text (PodResultInput *self, const char *text);

/* (nullable): what is on record stands there while nothing is typed, as what can be read and not as what is asked for. */
void pod_result_input_set_record (PodResultInput *self, const char *words);

/* In its place, until a record is set anew, what goes on record where nothing is typed; not read as what is there already. */
void pod_result_input_set_hint (PodResultInput *self, const char *words);

/* Where an answer stands in the place that there is: END, or START in a column. */
void pod_result_input_set_answer_align (PodResultInput *self, GtkAlign align);

/* NULL for what has none. One that does not convert is not taken. */
const PodUnit *pod_result_input_get_unit (PodResultInput *self);
void pod_result_input_set_unit (PodResultInput *self, const PodUnit *unit);
/* Opens the list of units; FALSE where there is one at most. */
gboolean pod_result_input_open_units (PodResultInput *self);

/* Whether the cursor is in the value itself, not in its unit. */
gboolean pod_result_input_has_cursor (PodResultInput *self);
void pod_result_input_mark (PodResultInput *self, gboolean wrong);

G_END_DECLS
