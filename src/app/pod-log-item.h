#pragma once

#include <glib-object.h>

#include "pod-screening-log.h"

G_BEGIN_DECLS

/**
 * PodLogItem:
 * An attempt as a list shows it.
 */
#define POD_TYPE_LOG_ITEM (pod_log_item_get_type ())
G_DECLARE_FINAL_TYPE (PodLogItem, pod_log_item, POD, LOG_ITEM, GObject)

/* @entry is lent: it must outlive the item. */
PodLogItem *pod_log_item_new (const PodLogEntry *entry);
const PodLogEntry *pod_log_item_get_entry (PodLogItem *self);

G_END_DECLS
