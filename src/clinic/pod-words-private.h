#pragma once

#include "pod-words.h"

G_BEGIN_DECLS

/* How many significant digits a value is shown with, unless that would make it look like its limit. */
#define POD_WORDS_DIGITS 4

/* "< 0.5 mg/dL". @digits: 0 for all there are. */
char *pod_words_quantity (PodComparator comparator, double number, const PodUnit *unit, int digits);
/* The words of an answer; "yes", "no" and "unknown" are the program's own where the study has none. */
const char *pod_words_answer (const PodObservation *observation, const char *code);
/* "a, b", as the locale separates. */
char *pod_words_join (const char *a, const char *b);

G_END_DECLS
