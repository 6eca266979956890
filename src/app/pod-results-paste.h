#pragma once

#include "pod-results-rows.h"

G_BEGIN_DECLS

/*
 * A column of values that was copied somewhere goes down the rows from one of them on, after a look at what goes where.
 */

/**
 * PodPastedValue:
 * @observation: (nullable): whose row it goes into; NULL where there is none for it
 * @text: as it was copied
 * @code: (nullable): what goes into the row; NULL where it does not
 * @heading: it is the column's heading, and takes no row
 * @words: what is said of it: how it is understood, or why it is not taken
 */
typedef struct
{
  const PodObservation *observation;
  char *text;
  char *code;
  gboolean heading;
  char *words;
} PodPastedValue;

/* It has more than one line. */
gboolean pod_results_paste_is_column (const char *text);
/* The first line is nothing that its row could take, and others follow: whoever copied it knows whether that is a heading. */
gboolean pod_results_paste_may_have_heading (PodResultRow *first, const char *text);
/* (element-type PodPastedValue): an empty line passes its row over, and is in it.  @heading: the first line is one. */
GPtrArray *pod_results_paste_plan (PodResultsRows *rows,
                                   PodResultRow *first,
                                   const char *text,
                                   gboolean heading);
/* How many lines are taken; of how many that are values; and whether one of those was not. */
guint pod_results_paste_count (const GPtrArray *plan);
guint pod_results_paste_count_values (const GPtrArray *plan);
gboolean pod_results_paste_is_whole (const GPtrArray *plan);
/* Into the rows that the plan is of; FALSE, and nothing is taken, where one of them would not take its value any more. */
gboolean pod_results_paste_take (PodResultsRows *rows, const GPtrArray *plan);
/* What goes where, to be looked at. */
GtkWidget *pod_results_paste_make_list (const GPtrArray *plan);

G_END_DECLS
