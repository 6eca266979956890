#pragma once

#include "pod-record.h"
#include "pod-study.h"

G_BEGIN_DECLS

/* Where two versions of an adverse event differ, one field a line: "Grade: saved 3, yours 2"; "" where they do not.  Plain text for a
 * person who has to choose.  Free with g_free(). */
char *pod_adverse_event_say_differences (const PodStudy *study,
                                         const PodAdverseEvent *saved,
                                         const PodAdverseEvent *yours);

G_END_DECLS
