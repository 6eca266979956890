#pragma once

#include "pod-words.h"

G_BEGIN_DECLS

/* How many significant digits a value is shown with, unless that would make it look like its limit. */
#define POD_WORDS_DIGITS 4

/* "< 0.5 mg/dL". @digits: 0 for all there are. */
char *pod_words_quantity (PodComparator comparator, double number, const PodUnit *unit, int digits);
/* What the equation or the instrument is called that a value was computed by; NULL where @method (nullable) names none of the study's. */
const char *pod_words_method (const PodStudy *study, const char *method);
/* The words of an answer; "yes", "no" and "unknown" are the program's own where the study has none. */
const char *pod_words_answer (const PodObservation *observation, const char *code);
/* "a, b", as the locale separates. */
char *pod_words_join (const char *a, const char *b);

/* The first @most of @names (element-type utf8), as a list; what is left out the caller says. */
char *pod_words_list (const GPtrArray *names, guint most);

/* "3.9 months", never "4" for what falls short of it, and never "0" for what is more than nothing.  In pod-course-words.c. */
char *pod_words_length (double length, const PodUnit *unit);
/* What a leaf with courses of medication rests on, and what made the answer.  @lacks: (nullable): why there is none.  In pod-course-words.c. */
char *pod_words_courses (const PodStudy *study, const PodEvidence *leaf, const char *lacks);
/* The class or the drug that such a leaf asks for. */
const char *pod_words_medication (const PodStudy *study, const PodEvidence *leaf);

G_END_DECLS
