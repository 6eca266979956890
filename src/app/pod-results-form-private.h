#pragma once

#include "pod-draft-keeper.h"
#include "pod-not-done-popover.h"
#include "pod-problem-row.h"
#include "pod-results-form.h"
#include "pod-results-rows.h"
#include "pod-visit-chooser.h"

G_BEGIN_DECLS

#define POD_RESULTS_DRAFT_GROUP "draft"

/* What pod-results-form.c, which is what one sees, shares with pod-results-form-visit.c, which is what of, and with
 * pod-results-form-save.c, which is how it gets on record, and pod-results-form-fill.c, which fills many rows at once. */

struct _PodResultsForm
{
  AdwBin parent_instance;

  PodTrial *trial;
  gint64 subject;
  PodCasebook *casebook;
  PodResultsRows *rows;
  GPtrArray *observations; /* PodObservation: all that the rows may be of */
  GKeyFile *apart;         /* what a draft has of observations that are not shown */
  PodDraftKeeper *keeper;
  char *needle;
  GtkWidget *not_done; /* (nullable): a PodNotDonePopover, made when it is asked for */
  char *not_done_of;   /* the observation that it asks about; "" for all that remain */
  gboolean filling;
  gboolean saving; /* what changes now is one's own */

  GtkLabel *message;
  PodVisitChooser *chooser;
  GtkWidget *columns;
  AdwBin *keeper_bin;
  GtkWidget *tools; /* above the rows */
  GtkToggleButton *missing_only;
  GtkLabel *count;
  GtkWidget *rest_button;
  GtkStack *stack;
  GtkBox *box;
  GtkRevealer *reason_revealer;
  GtkEditable *reason;
  PodProblemRow *reason_problem;
};

/* @text: (nullable): NULL takes away what stood there. */
void pod_results_form_set_message (PodResultsForm *self, const char *text);
gboolean pod_results_form_needs_reason (PodResultsForm *self);
/* Asks for it where one is needed, and says of what. */
void pod_results_form_show_reason (PodResultsForm *self);
/* Which visit is entered, where that is chosen here; what is typed (nullable) goes into its rows. */
void pod_results_form_lay_out (PodResultsForm *self, GKeyFile *typed);
/* Into its rows as they are; what none of them takes is kept apart. */
void pod_results_form_read_typed (PodResultsForm *self, GKeyFile *typed);
/* What is on record goes beside the rows; and which of them are seen, and how many. */
void pod_results_form_show_record (PodResultsForm *self);
void pod_results_form_show_rows (PodResultsForm *self);
void pod_results_form_connect_rows (PodResultsForm *self);
/* @observation: "" for all rows that are seen and have nothing. */
void pod_results_form_ask_not_done (PodResultsForm *self, const char *observation);
/* @text: of several lines, from the row of @observation on, wherever the cursor is by now. */
void pod_results_form_paste (PodResultsForm *self, const char *observation, const char *text);
/* As if it were typed. */
void pod_results_form_tell_changed (PodResultsForm *self);
/* The visit and its day, as a part of the draft; and chosen as the draft says, before its rows are laid out. */
void pod_results_form_write_visit (PodResultsForm *self, GKeyFile *file);
void pod_results_form_read_visit (PodResultsForm *self, GKeyFile *file);
/* Before its rows are laid out; as pod_results_form_set_for_visit(). */
void pod_results_form_choose (PodResultsForm *self, const char *visit, PodDate day);
/* Another visit was chosen: what is typed goes with it.  Another day. */
void pod_results_form_take_visit (PodResultsForm *self);
void pod_results_form_take_day (PodResultsForm *self);
/* Of which visit the day is was answered: the cursor goes to the first result. */
void pod_results_form_go_on (PodResultsForm *self);
/* (nullable): as pod_visit_chooser_get_choice(); NULL too where no visit can be chosen. */
const char *pod_results_form_get_choice (PodResultsForm *self);
/* What is typed, with what is kept apart. */
GKeyFile *pod_results_form_write (PodResultsForm *self);
/* What is on record is another, whoever wrote it. */
void pod_results_form_take_changed (PodResultsForm *self);
/* What was typed is on record now: it goes, and its draft with it. */
void pod_results_form_end (PodResultsForm *self);

G_END_DECLS
