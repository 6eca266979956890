#pragma once

#include "pod-contradictions.h"
#include "pod-reading.h"

G_BEGIN_DECLS

/* "INC-19 met means EXC-17 present".  Free with g_free(). */
char *pod_contradiction_to_words (const PodStudy *study, const PodContradiction *item);
/* "excludes", "implies" … */
const char *pod_contradiction_kind_to_words (PodContradictionKind kind);
/* The reading that is about all of its criteria, and may settle it; NULL where there is none. */
const PodReading *pod_contradiction_find_reading (const PodStudy *study,
                                                  const PodContradiction *item);

G_END_DECLS
