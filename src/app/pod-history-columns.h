#pragma once

#include <gtk/gtk.h>

#include "pod-trial-history.h"

G_BEGIN_DECLS

/* What all rows have in common, and none repeats: nothing, their subject, their record. */
typedef enum
{
  POD_HISTORY_OF_TRIAL,
  POD_HISTORY_OF_SUBJECT,
  POD_HISTORY_OF_RECORD,
} PodHistoryScope;

/* Appends the columns of the history to @view: when, who, role, what, record, field, change, reason.  @trial must outlive them. */
void pod_history_columns_add (GtkColumnView *view, PodTrial *trial, PodHistoryScope scope);

/* What its cells say, for what shows one row in full.  Free with g_free(). */
char *pod_history_item_say_when (PodHistoryItem *item);
/* In UTC, with the workstation's offset: "2026-11-23 04:00:00 UTC (workstation: UTC+8)". */
char *pod_history_item_say_exactly_when (PodHistoryItem *item);
/* "Changed"; of a note of the program what it is by its detail. */
const char *pod_history_item_say_action (PodHistoryItem *item);
const char *pod_history_item_say_role (PodHistoryItem *item);
char *pod_history_item_say_record (PodHistoryItem *item, PodTrial *trial);
/* Of the old value, or the new one; NULL where there is none. */
char *pod_history_item_say_value (PodHistoryItem *item, PodTrial *trial, gboolean old);
/* 0 where it belongs to no subject. */
gint64 pod_history_item_find_subject (PodHistoryItem *item, PodTrial *trial);

G_END_DECLS
