#pragma once

#include "pod-assessment-row.h"
#include "pod-date-row.h"
#include "pod-draft-keeper.h"
#include "pod-instrument-sheet.h"
#include "pod-instrument-view.h"
#include "pod-problem-row.h"
#include "pod-trial-assess.h"

G_BEGIN_DECLS

/* What the two files of the view share. */

struct _PodInstrumentView
{
  AdwBin parent_instance;

  PodTrial *trial;
  PodStudy *study; /* lends the instrument */
  const PodInstrument *instrument;
  gint64 subject;
  PodCasebook *base; /* what the answering started from */
  PodMoment was;     /* of the saved assessment that is shown; no date for a new one */
  char *as_filled;   /* the form as it was shown */
  gboolean filling;
  gboolean saving;
  gboolean has_conflict; /* waiting for what somebody else saved */
  gboolean was_complete;
  gboolean was_touched;

  GtkStack *stack;
  AdwBin *keeper_bin;
  PodDraftKeeper *keeper; /* NULL while there is no window to keep a draft for */
  GtkLabel *total;
  GtkLabel *detail;
  GtkWidget *discard_button;
  GtkEditable *search;
  GtkLabel *message;
  PodAssessmentRow *assessment;
  PodDateRow *when;
  GtkWidget *first_row;
  GtkSwitch *first;
  AdwActionRow *persistent_row;
  GtkSwitch *persistent;
  GtkWidget *reason;
  PodProblemRow *reason_problem;
  GtkWidget *head;
  GtkWidget *nothing_found;
  PodInstrumentSheet *sheet;
  GtkLabel *source;
};

/* What is answered. */
PodInstrumentForm *pod_instrument_view_collect (PodInstrumentView *self);
PodMoment pod_instrument_view_get_when (PodInstrumentView *self);
PodAssessing pod_instrument_view_make_assessing (PodInstrumentView *self,
                                                 const PodInstrumentForm *form);
/* The whole as a draft has it. */
char *pod_instrument_view_write (PodInstrumentView *self);
void pod_instrument_view_fill (PodInstrumentView *self, const PodInstrumentForm *form);
/* Shows what it has come to.  @row: (nullable): the one that was answered. */
void pod_instrument_view_update (PodInstrumentView *self, PodInstrumentRow *row);
/* @text: (nullable) */
void pod_instrument_view_set_message (PodInstrumentView *self, const char *text);
/* The saved form as it now is. */
void pod_instrument_view_reload (PodInstrumentView *self);
/* Takes what somebody else saved for what the answers differ from. */
void pod_instrument_view_rebase (PodInstrumentView *self);
void pod_instrument_view_start_draft (PodInstrumentView *self);
/* There is no draft of it any more. */
void pod_instrument_view_end_draft (PodInstrumentView *self);

G_END_DECLS
