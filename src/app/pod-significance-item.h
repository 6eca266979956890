#pragma once

#include <glib-object.h>

#include "pod-trial-results.h"

G_BEGIN_DECLS

/**
 * PodSignificanceItem:
 * A result as the list of those to be judged shows it.  It keeps the casebook that it is of.
 */
#define POD_TYPE_SIGNIFICANCE_ITEM (pod_significance_item_get_type ())
G_DECLARE_FINAL_TYPE (PodSignificanceItem, pod_significance_item, POD, SIGNIFICANCE_ITEM, GObject)

/* @finding: of @casebook. */
PodSignificanceItem *
pod_significance_item_new (PodTrial *trial, PodCasebook *casebook, const PodFinding *finding);
const PodFinding *pod_significance_item_get_finding (PodSignificanceItem *self);

/* Whether it lies outside the limits, has a grade, or is an answer that the study calls abnormal. */
gboolean pod_significance_item_is_abnormal (PodSignificanceItem *self);

/* What the cells say; as PodCellText, so that the list's columns are a table.  Free with g_free(). */
char *pod_significance_item_say_state (gpointer item, gpointer data);
char *pod_significance_item_say_day (gpointer item, gpointer data);
char *pod_significance_item_say_name (gpointer item, gpointer data);
char *pod_significance_item_say_value (gpointer item, gpointer data);
/* In a cell: what was not collected as it should be, or is not plausible, says so in a word. */
char *pod_significance_item_print_value (gpointer item, gpointer data);
/* That it is not plausible and with which reason it was kept, and how it was collected, where that is to be told. */
char *pod_significance_item_explain_value (gpointer item, gpointer data);
/* How its specimen was collected, or that nobody recorded whether it is complete, where its value is in doubt for that; else NULL.  Free with g_free(). */
char *pod_significance_item_say_doubt (PodSignificanceItem *self);
/* That it is not plausible, what is, and with which reason it was kept; NULL where it is plausible. */
const char *pod_significance_item_get_kept (PodSignificanceItem *self);
char *pod_significance_item_say_limits (gpointer item, gpointer data);
/* Where the limits are from. */
char *pod_significance_item_explain_limits (gpointer item, gpointer data);
char *pod_significance_item_say_flag (gpointer item, gpointer data);
char *pod_significance_item_explain_flag (gpointer item, gpointer data);
char *pod_significance_item_say_grade (gpointer item, gpointer data);
/* By which scale and term, the baseline's grade and the change, or why there is no grade. */
/* What its number alone cannot tell of its grade; NULL where there is nothing to say. */
const char *pod_significance_item_get_note (PodSignificanceItem *self);
char *pod_significance_item_explain_grade (gpointer item, gpointer data);
char *pod_significance_item_say_previous (gpointer item, gpointer data);
char *pod_significance_item_explain_previous (gpointer item, gpointer data);
char *pod_significance_item_say_change (gpointer item, gpointer data);

/* Since infusion, so that it stands before what is not. */
gboolean pod_significance_item_is_new (PodSignificanceItem *self);
/* Of two in an array: what is new since infusion first. */
int pod_significance_item_compare (gconstpointer a, gconstpointer b);

G_END_DECLS
