#pragma once

#include <adwaita.h>

#include "pod-trial-results.h"

G_BEGIN_DECLS

/**
 * PodJudgeBar:
 *
 * How many results of a subject wait for a physician's judgement, or for what they are attributed to, in a line with the way there; not to
 * be seen where nothing waits.  What it does is "subject.judge", of the page around it.
 */
#define POD_TYPE_JUDGE_BAR (pod_judge_bar_get_type ())
G_DECLARE_FINAL_TYPE (PodJudgeBar, pod_judge_bar, POD, JUDGE_BAR, AdwBin)

GtkWidget *pod_judge_bar_new (void);
/* @casebook: (nullable): whose results. */
void pod_judge_bar_set (PodJudgeBar *self, PodTrial *trial, PodCasebook *casebook);

G_END_DECLS
