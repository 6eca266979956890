#pragma once

#include <adwaita.h>

#include "pod-trial.h"

G_BEGIN_DECLS

/* A day that no visit of the schedule is planned for. */
#define POD_VISIT_UNSCHEDULED ""

/**
 * PodVisitChooser:
 *
 * Of which visit of the schedule results are entered, and on which day they were collected: a visit of the study, a day that none is planned
 * for, or everything, where each panel has a date of its own.  Where a visit took place its own day is chosen; of another day it asks whether
 * that is of the visit too, a day without a planned visit, or a slip.
 *
 * Signals: "chosen": another visit; "changed": its day; "answered": what it asked, whatever of the two that made of it.
 */
#define POD_TYPE_VISIT_CHOOSER (pod_visit_chooser_get_type ())
G_DECLARE_FINAL_TYPE (PodVisitChooser, pod_visit_chooser, POD, VISIT_CHOOSER, AdwBin)

/* What was chosen stays chosen. */
void pod_visit_chooser_set (PodVisitChooser *self, PodTrial *trial, PodCasebook *casebook);

/* The id of a planned visit, POD_VISIT_UNSCHEDULED, or NULL for everything. */
const char *pod_visit_chooser_get_choice (PodVisitChooser *self);
/* @choice: as above; what the schedule does not have is everything.  @day: (nullable): as it is typed; NULL for the day on which it took
 * place, else today.  Emits nothing. */
void pod_visit_chooser_set_choice (PodVisitChooser *self, const char *choice, const char *day);
/* As pod_visit_propose(): what took place today, else what is due, else what lacks its results; UNSCHEDULED where nothing is. */
const char *pod_visit_chooser_find_first (PodVisitChooser *self);

/* The day is another than the visit's, and nobody said yet what that means: nothing is saved before. */
gboolean pod_visit_chooser_is_asking (PodVisitChooser *self);
/* The cursor goes to the answers; FALSE where nothing is asked. */
gboolean pod_visit_chooser_focus_question (PodVisitChooser *self);

/* As it is typed. */
const char *pod_visit_chooser_get_text (PodVisitChooser *self);
/* No date where it cannot be read, or has not been. */
PodDate pod_visit_chooser_get_day (PodVisitChooser *self);

G_END_DECLS
