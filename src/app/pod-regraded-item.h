#pragma once

#include <glib-object.h>

#include "pod-trial-ranges.h"

G_BEGIN_DECLS

/**
 * PodRegradedItem:
 * A result of which other limits say something else, as a list shows it.
 */
#define POD_TYPE_REGRADED_ITEM (pod_regraded_item_get_type ())
G_DECLARE_FINAL_TYPE (PodRegradedItem, pod_regraded_item, POD, REGRADED_ITEM, GObject)

/* Keeps what it needs of @regraded. */
PodRegradedItem *pod_regraded_item_new (const PodStudy *study, const PodRegraded *regraded);

/* What the cells say; as PodCellText.  Free with g_free(). */
char *pod_regraded_item_say_subject (gpointer item, gpointer data);
char *pod_regraded_item_say_day (gpointer item, gpointer data);
char *pod_regraded_item_say_test (gpointer item, gpointer data);
char *pod_regraded_item_say_value (gpointer item, gpointer data);
char *pod_regraded_item_say_before (gpointer item, gpointer data);
char *pod_regraded_item_say_after (gpointer item, gpointer data);

G_END_DECLS
