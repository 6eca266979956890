#pragma once

#include "pod-screening.h"

G_BEGIN_DECLS

/* Whether both say the same of the subject: the result, its limits and how it was collected; not where it came from, which visit it is put
 * with, or what a physician made of it. */
gboolean pod_finding_is_same_result (const PodFinding *a, const PodFinding *b);
/* Significance, who judged, and what it was attributed to. */
void pod_finding_clear_judgement (PodFinding *finding);

/* Of a result that is to be written over @saved (nullable: it is new): where it is another result, the judgement goes; and where it has no
 * limits of its own it gets those of the laboratory's range in force on its day, for the subject's sex and age.  What was bound once stays,
 * whatever becomes of the ranges, until the result itself is edited.  Limits that are typed are nobody's range. */
void pod_finding_settle (const PodStudy *study,
                         const PodSite *site,
                         const PodCasebook *casebook,
                         const PodFinding *saved,
                         PodFinding *finding);
/* Of its own, or bound to it: "41–81", "≤ 40"; NULL where there are none.  Free with g_free(). */
char *pod_finding_limits_to_words (const PodFinding *finding);

G_END_DECLS
