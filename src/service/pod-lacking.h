#pragma once

#include "pod-study.h"
#include "pod-used-table.h"

G_BEGIN_DECLS

/* (element-type utf8): a sentence for everything that records use, that @before has and @after has not: a cohort, treatment, visit, term or
 * observation, the unit of an observation's values, one of its answers.  @used: of pod_used_table_list(). */
GPtrArray *pod_lacking_list (const GPtrArray *used, const PodStudy *before, const PodStudy *after);

G_END_DECLS
