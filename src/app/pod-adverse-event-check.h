#pragma once

#include "pod-problem.h"
#include "pod-record.h"

G_BEGIN_DECLS

/*
 * What contradicts itself in an adverse event, before it is saved.  Pure.
 */

/* What cannot be, each with the field it stands in as its key: "term", "start", "end" or "learned".  (element-type PodProblem) */
GPtrArray *pod_adverse_event_find_problems (const PodAdverseEvent *event);

/* What may be but is seldom meant, in whole sentences, one a line; NULL where there is nothing to ask.  A person may go on all the
 * same.  Free with g_free(). */
char *pod_adverse_event_find_question (const PodAdverseEvent *event);

G_END_DECLS
