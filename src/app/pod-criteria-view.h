#pragma once

#include <adwaita.h>

#include "pod-trial.h"

G_BEGIN_DECLS

/**
 * PodCriteriaView:
 *
 * The criteria of a screening in a list, by what became of them, and the chosen one beside its evidence; neither scrolls the other
 * away.
 *
 * Signals: "selected"; "edit" (const char *): the observation whose entry somebody wants to see (F2 on the evidence).
 */
#define POD_TYPE_CRITERIA_VIEW (pod_criteria_view_get_type ())
G_DECLARE_FINAL_TYPE (PodCriteriaView, pod_criteria_view, POD, CRITERIA_VIEW, AdwBin)

/* Screens @casebook as of @day; @trial and @casebook NULL empty it.  What was chosen stays chosen where it is there again and @keep. */
void pod_criteria_view_set (PodCriteriaView *self,
                            PodTrial *trial,
                            PodCasebook *casebook,
                            PodDate day,
                            gboolean keep);
/* NULL where none is. */
const PodScreening *pod_criteria_view_get_screening (PodCriteriaView *self);
const PodVerdict *pod_criteria_view_get_selected (PodCriteriaView *self);
/* Chooses the criterion of that id, whatever is filtered. */
void pod_criteria_view_select (PodCriteriaView *self, const char *id);
/* Under the chosen criterion, on the right; one only. */
void pod_criteria_view_set_extra (PodCriteriaView *self, GtkWidget *extra);
void pod_criteria_view_focus_list (PodCriteriaView *self);

guint pod_screening_count (const PodScreening *screening, PodTruth passes);
/* "Eligible on paper", "Not eligible: 2 criteria" …  Free with g_free(). */
char *pod_screening_to_words (const PodScreening *screening);

G_END_DECLS
