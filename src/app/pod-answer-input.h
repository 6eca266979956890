#pragma once

#include <adwaita.h>

#include "pod-observation.h"

G_BEGIN_DECLS

/**
 * PodAnswerInput:
 *
 * One of the answers of a choice, or yes or no, or none yet: buttons side by side, a drop-down where they are too many.  It is one stop for
 * Tab; the arrows go from button to button, a space or a digit chooses, Y and N answer a yes-or-no question, and Backspace takes the answer
 * back.
 *
 * Signal: "changed".
 */
#define POD_TYPE_ANSWER_INPUT (pod_answer_input_get_type ())
G_DECLARE_FINAL_TYPE (PodAnswerInput, pod_answer_input, POD, ANSWER_INPUT, GtkBox)

GtkWidget *pod_answer_input_new (const PodObservation *observation);

/* NULL where nothing is answered. */
const char *pod_answer_input_get_code (PodAnswerInput *self);
/* @code: (nullable): one that is not among the answers is none. */
void pod_answer_input_set_code (PodAnswerInput *self, const char *code);

/* What a drop-down says while nothing is answered; NULL for what it says of itself. */
void pod_answer_input_set_hint (PodAnswerInput *self, const char *words);

G_END_DECLS
