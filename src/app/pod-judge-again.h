#pragma once

#include "pod-trial-results.h"

G_BEGIN_DECLS

/* Which results @judgement would judge otherwise than they are, and how they are judged.  Free with g_free(). */
char *pod_judge_again_to_words (PodTrial *trial, const PodResultJudgement *judgement);

G_END_DECLS
