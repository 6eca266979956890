#pragma once

#include <adwaita.h>

#include "pod-trial.h"

G_BEGIN_DECLS

/**
 * PodResultsForm:
 *
 * Where the results and attestations of one subject are typed: a row for each observation, in the panels of the study, with what is on
 * record beside it.  All that is typed is saved at once or not at all, and is kept as a draft ("results") until then, also where it is
 * not among the observations that are shown.  It has no button to save: whoever holds it does, or Ctrl+S.
 *
 * Signals: "changed": something was typed or taken back, or what is on record is another; "saved" (guint: how many); "finished": Enter in the last row.
 */
#define POD_TYPE_RESULTS_FORM (pod_results_form_get_type ())
G_DECLARE_FINAL_TYPE (PodResultsForm, pod_results_form, POD, RESULTS_FORM, AdwBin)

GtkWidget *pod_results_form_new (void);

/* @observations: (element-type PodObservation): of the trial's study, in any order; those that nobody types are shown without a field.
 * What is typed stays where the subject is the same. */
void pod_results_form_set (PodResultsForm *self,
                           PodTrial *trial,
                           gint64 subject,
                           const GPtrArray *observations);

/* A visit can be chosen whose panel is the rows: a grid with one day for all of it.  Before pod_results_form_set(). */
void pod_results_form_offer_visits (PodResultsForm *self);
/* In place of pod_results_form_set(), of a visit that is chosen already.  @visit: (nullable): as pod_visit_chooser_set_choice(); NULL for the one
 * that is due.  @day: no date for that on which it took place, else today.  A draft goes on where it was. */
void pod_results_form_set_for_visit (PodResultsForm *self,
                                     PodTrial *trial,
                                     gint64 subject,
                                     const GPtrArray *observations,
                                     const char *visit,
                                     PodDate day);

/* (nullable): the planned visit that is entered, and its day; NULL where none is. */
const char *pod_results_form_get_visit (PodResultsForm *self, PodDate *day);

/* Puts the cursor there, whatever the filter hides; FALSE where there is no such row, or nothing can be typed into it. */
gboolean pod_results_form_focus (PodResultsForm *self, const char *observation);

/* TRUE also where nothing is typed.  FALSE: the rows say what is wrong, the cursor is in the first of them, and nothing is written. */
gboolean pod_results_form_save (PodResultsForm *self, GError **error);

/* What was typed is being written now: its rows stay until "saved" is emitted, whatever else changes. */
gboolean pod_results_form_is_saving (PodResultsForm *self);
/* Adds the observations in whose rows something is typed, where they are not in @observations (element-type PodObservation). */
void pod_results_form_add_typed (PodResultsForm *self, GPtrArray *observations);
gboolean pod_results_form_is_touched (PodResultsForm *self);
/* How many rows hold something typed, and of how many nothing that counts is on record. */
guint pod_results_form_count_touched (PodResultsForm *self);
guint pod_results_form_count_missing (PodResultsForm *self);

/* Shows the rows whose names hold @text; "" for all. */
void pod_results_form_search (PodResultsForm *self, const char *text);
void pod_results_form_set_missing_only (PodResultsForm *self, gboolean missing_only);

/* Whether a draft outlives the window, for the question on leaving; and to end it where somebody discards what they typed. */
gboolean pod_results_form_can_keep (PodResultsForm *self);
void pod_results_form_discard (PodResultsForm *self);

G_END_DECLS
