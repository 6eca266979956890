#pragma once

#include "pod-results-rows.h"

G_BEGIN_DECLS

/*
 * A column of values that was copied somewhere goes down the rows from one of them on, after a look at what goes where.
 */

/**
 * PodPastedValue:
 * @row: (nullable): NULL where there are more values than rows
 * @text: as it was copied
 * @code: (nullable): what goes into the row; NULL where it does not
 * @words: what is said of it: how it is understood, or why it is not taken
 */
typedef struct
{
  PodResultRow *row;
  char *text;
  char *code;
  char *words;
} PodPastedValue;

/* It has more than one line. */
gboolean pod_results_paste_is_column (const char *text);
/* (element-type PodPastedValue): an empty line passes its row over. */
GPtrArray *pod_results_paste_plan (PodResultsRows *rows, PodResultRow *first, const char *text);
/* Into the rows; returns how many. */
guint pod_results_paste_take (const GPtrArray *plan);
/* What goes where, to be looked at. */
GtkWidget *pod_results_paste_make_list (const GPtrArray *plan);

G_END_DECLS
