#pragma once

#include "pod-hl7.h"
#include "pod-lab-line.h"

G_BEGIN_DECLS

/* OBX-5 by its kind in OBX-2, and OBX-6: sets result, answer, unit and, where the kind is one that is no value, refusal. */
void pod_hl7_read_value (const PodHl7Message *message,
                         const PodHl7Segment *segment,
                         const char *encoding,
                         GStringChunk *strings,
                         PodLabLine *line);

/* Whatever a field of that kind (CE, CWE) calls the thing, with "|" between; for a specimen. */
const char *pod_hl7_words (const PodHl7Message *message,
                           PodHl7Piece field,
                           const char *encoding,
                           GStringChunk *strings);

G_END_DECLS
