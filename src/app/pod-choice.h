#pragma once

#include <adwaita.h>

#include "pod-study.h"

G_BEGIN_DECLS

/* A drop-down of words that stand for ids.  The ids are kept with it: the study may be amended while somebody chooses. */

/* @ids: as many as @words; "" for what is no restriction, "All cohorts".  What was chosen stays chosen where it is still there; else the first. */
void pod_choice_fill (GtkDropDown *choice, const char *const *ids, GtkStringList *words);
/* NULL for "", and while nothing is chosen. */
const char *pod_choice_get (GtkDropDown *choice);
/* The first where there is no such id, and of NULL. */
void pod_choice_select (GtkDropDown *choice, const char *id);

/* @choice: a GtkDropDown or an AdwComboRow of a GtkStringList.  Its list shows its words in whole, whatever the width of the button; the button
 * tells them in its tooltip, before what it said already.  @chars: at most so many of them on the button; 0: as GTK has it. */
void pod_choice_show_whole (GtkWidget *choice, int chars);

/* ---- what of a study can be chosen ---- */

/* All, and each. */
void pod_choice_fill_cohorts (GtkDropDown *choice, const PodStudy *study);
/* By which results are graded: the study's own, which is "", and the others, marked as such.  Hidden where there is no other. */
void pod_choice_fill_scales (GtkDropDown *choice, const PodStudy *study);

G_END_DECLS
