#pragma once

#include "pod-study.h"
#include "pod-two-values.h"

G_BEGIN_DECLS

/*
 * Two people's changes of one adverse event, field by field.  What belongs together is decided together: a grade with its scale and
 * whoever answers for it, the seriousness with the moment at which the site learned of it.
 */

/* What @theirs or @mine changed of @base, which both started from: (element-type PodTwoValues), in the order of the form. */
GPtrArray *pod_adverse_event_compare (const PodStudy *study,
                                      const PodAdverseEvent *base,
                                      const PodAdverseEvent *theirs,
                                      const PodAdverseEvent *mine);
/* The event to save over @theirs: each field from whoever changed it, a clash as @differences say, theirs unless mine was chosen.
 * Strings are not copied. */
void pod_adverse_event_merge (const PodAdverseEvent *theirs,
                              const PodAdverseEvent *mine,
                              const GPtrArray *differences,
                              PodAdverseEvent *merged);

G_END_DECLS
