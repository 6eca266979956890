#pragma once

#include <adwaita.h>

#include "pod-trial.h"

G_BEGIN_DECLS

/**
 * PodSubjectList:
 * The subjects of the trial, with filters and enrolment against the plan.
 * Signals: "subject-activated" (gint64 id); "judge" (the same), whose results are to be judged: Ctrl+J.
 */
#define POD_TYPE_SUBJECT_LIST (pod_subject_list_get_type ())
G_DECLARE_FINAL_TYPE (PodSubjectList, pod_subject_list, POD, SUBJECT_LIST, AdwBin)

/* @trial: (nullable). */
void pod_subject_list_set_trial (PodSubjectList *self, PodTrial *trial);
/* Looks anew, when nothing else is to be done, how many records others changed. */
void pod_subject_list_count_news (PodSubjectList *self);
/* Puts the cursor into the search entry. */
void pod_subject_list_focus_search (PodSubjectList *self);

G_END_DECLS
