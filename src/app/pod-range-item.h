#pragma once

#include <glib-object.h>

#include "pod-trial-ranges.h"

G_BEGIN_DECLS

/**
 * PodRangeItem:
 * A laboratory's range as a list shows it.  It keeps the site that it is of.
 */
#define POD_TYPE_RANGE_ITEM (pod_range_item_get_type ())
G_DECLARE_FINAL_TYPE (PodRangeItem, pod_range_item, POD, RANGE_ITEM, GObject)

/* @recorded: (nullable): who recorded it, and when. */
PodRangeItem *pod_range_item_new (PodTrial *trial, const PodRange *range, const char *recorded);
const PodRange *pod_range_item_get_range (PodRangeItem *self);

/* What the cells say; as PodCellText.  Free with g_free(). */
char *pod_range_item_say_observation (gpointer item, gpointer data);
char *pod_range_item_say_laboratory (gpointer item, gpointer data);
char *pod_range_item_say_whose (gpointer item, gpointer data);
char *pod_range_item_say_limits (gpointer item, gpointer data);
char *pod_range_item_say_from (gpointer item, gpointer data);
char *pod_range_item_say_to (gpointer item, gpointer data);
char *pod_range_item_say_recorded (gpointer item, gpointer data);

G_END_DECLS
