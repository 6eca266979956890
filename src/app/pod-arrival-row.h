#pragma once

#include <glib-object.h>

#include "pod-trial-arrival.h"

G_BEGIN_DECLS

/**
 * PodArrivalRow:
 * A result that came in, as the list shows it.
 */
#define POD_TYPE_ARRIVAL_ROW (pod_arrival_row_get_type ())
G_DECLARE_FINAL_TYPE (PodArrivalRow, pod_arrival_row, POD, ARRIVAL_ROW, GObject)

/* @item: (transfer full) */
PodArrivalRow *
pod_arrival_row_new (PodTrial *trial, PodTrialArrivalItem *item, const PodTrialArrival *arrival);
const PodTrialArrivalItem *pod_arrival_row_get_item (PodArrivalRow *self);

/* Which file it came in, and where in it.  Free with g_free(). */
char *pod_arrival_row_say_place (const PodTrialArrivalItem *item, const PodTrialArrival *arrival);
/* A state of the service in words. */
const char *pod_arrival_state_to_words (const char *state);
/* "Waits (3)"; @state: (nullable): of all.  Free with g_free(). */
char *pod_arrival_count_to_words (const char *state, guint n);
/* Of what came in; where none could be read of it, or nobody knows yet what it is, as the file has them.  Held against @stands (nullable), which has
 * limits: where this has none, that none are given. */
char *pod_arrival_limits_beside (const PodTrialArrivalItem *item, const PodFinding *stands);

/* Whether anything could be read of it. */
gboolean pod_arrival_has_value (const PodFinding *finding);
/* Value and unit as they stand in the file.  Free with g_free(). */
char *pod_arrival_print (const PodTrialArrivalItem *item);
/* The same with sign and unit as this program writes them.  Free with g_free(). */
char *pod_arrival_show (const PodTrialArrivalItem *item);
/* When it was collected; as it stands in the file where that cannot be read.  Free with g_free(). */
char *pod_arrival_show_collected (const PodTrialArrivalItem *item);

/* What the cells say; as PodCellText, so that the list's columns are a table.  Free with g_free(). */
char *pod_arrival_row_say_subject (gpointer item, gpointer data);
char *pod_arrival_row_say_test (gpointer item, gpointer data);
char *pod_arrival_row_explain_test (gpointer item, gpointer data);
char *pod_arrival_row_say_result (gpointer item, gpointer data);
char *pod_arrival_row_explain_result (gpointer item, gpointer data);
char *pod_arrival_row_say_collected (gpointer item, gpointer data);
char *pod_arrival_row_say_state (gpointer item, gpointer data);
char *pod_arrival_row_say_reason (gpointer item, gpointer data);
char *pod_arrival_row_say_file (gpointer item, gpointer data);
char *pod_arrival_row_explain_file (gpointer item, gpointer data);

G_END_DECLS
