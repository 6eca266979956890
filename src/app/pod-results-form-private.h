#pragma once

#include "pod-draft-keeper.h"
#include "pod-problem-row.h"
#include "pod-results-form.h"
#include "pod-results-rows.h"

G_BEGIN_DECLS

/* What pod-results-form.c, which is what one sees, shares with pod-results-form-save.c, which is how it gets on record. */

struct _PodResultsForm
{
  AdwBin parent_instance;

  PodTrial *trial;
  gint64 subject;
  PodCasebook *casebook;
  PodResultsRows *rows;
  GKeyFile *apart; /* what a draft has of observations that are not shown */
  PodDraftKeeper *keeper;
  char *needle;
  gboolean filling;
  gboolean saving; /* what changes now is one's own */

  GtkLabel *message;
  AdwBin *keeper_bin;
  GtkToggleButton *missing_only;
  GtkLabel *count;
  GtkStack *stack;
  GtkBox *box;
  GtkRevealer *reason_revealer;
  GtkEditable *reason;
  PodProblemRow *reason_problem;
};

/* @text: (nullable): NULL takes away what stood there. */
void pod_results_form_set_message (PodResultsForm *self, const char *text);
gboolean pod_results_form_needs_reason (PodResultsForm *self);
/* What is on record is another, whoever wrote it. */
void pod_results_form_take_changed (PodResultsForm *self);
/* What was typed is on record now: it goes, and its draft with it. */
void pod_results_form_end (PodResultsForm *self);

G_END_DECLS
