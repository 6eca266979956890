#pragma once

#include "pod-result-group.h"

G_BEGIN_DECLS

/**
 * PodResultsRows:
 * @rows: (element-type PodResultRow): from top to bottom
 *
 * The rows of a PodResultsForm in the panels of the study: what is asked of all of them, or of the first that is so.
 */
typedef struct
{
  GPtrArray *groups; /* PodResultGroup */
  GPtrArray *rows;
} PodResultsRows;

PodResultsRows *pod_results_rows_new (void);
void pod_results_rows_free (PodResultsRows *self);

/* Lays them out in @box in the study's order; what is in no panel comes last.  @observations: (element-type PodObservation) */
void pod_results_rows_fill (PodResultsRows *self,
                            GtkBox *box,
                            PodTrial *trial,
                            const GPtrArray *observations);
void pod_results_rows_empty (PodResultsRows *self, GtkBox *box);
/* Connects to "changed" of rows and groups, and to "step" of rows. */
void pod_results_rows_connect (PodResultsRows *self,
                               GCallback changed_cb,
                               GCallback step_cb,
                               gpointer user_data);

/* As pod_result_group_set_day(), of all. */
void pod_results_rows_set_day (PodResultsRows *self, const char *day);
/* @standings: of pod_result_standings_new() */
void
pod_results_rows_set_record (PodResultsRows *self, PodCasebook *casebook, GHashTable *standings);
/* Returns how many are shown; as pod_result_group_filter(). */
guint pod_results_rows_filter (PodResultsRows *self, const char *needle, gboolean missing_only);

typedef gboolean (*PodResultRowTest) (PodResultRow *row);
guint pod_results_rows_count (PodResultsRows *self, PodResultRowTest test);

/* NULL where there is none. */
PodResultRow *pod_results_rows_find (PodResultsRows *self, const char *observation);
/* The first that @needle finds, can be typed into and has nothing of the grid's day on record; NULL where there is none. */
PodResultRow *pod_results_rows_find_first (PodResultsRows *self, const char *needle);
/* From @row up or down by @step: the next such; NULL at either end. */
PodResultRow *pod_results_rows_find_next (PodResultsRows *self, PodResultRow *row, int step);
/* The first such is scrolled to; the cursor stays. */
void pod_results_rows_show_first (PodResultsRows *self, PodResultRowTest test);
/* The cursor goes to the first that is wrong, whatever the filter hid. */
void pod_results_rows_focus_problem (PodResultsRows *self);

/* Each says what is wrong with it; TRUE where nothing is. */
gboolean pod_results_rows_check (PodResultsRows *self);
/* As pod_results_form_add_typed(). */
void pod_results_rows_add_typed (PodResultsRows *self, GPtrArray *observations);
void pod_results_rows_rebase (PodResultsRows *self);
/* What is typed goes. */
void pod_results_rows_clear (PodResultsRows *self);

void pod_results_rows_write (PodResultsRows *self, GKeyFile *draft);
/* What none of the rows takes goes into @apart. */
void pod_results_rows_read (PodResultsRows *self, GKeyFile *draft, GKeyFile *apart);

G_END_DECLS
