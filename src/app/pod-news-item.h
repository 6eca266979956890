#pragma once

#include "pod-trial-sign.h"

G_BEGIN_DECLS

/**
 * PodNewsItem: a line of the list of changes, and whether it is ticked to be signed
 * Properties: "ticked" (boolean).
 */
#define POD_TYPE_NEWS_ITEM (pod_news_item_get_type ())
G_DECLARE_FINAL_TYPE (PodNewsItem, pod_news_item, POD, NEWS_ITEM, GObject)

/* @news: (transfer full). */
PodNewsItem *pod_news_item_new (PodNews *news);
const PodNews *pod_news_item_get_news (PodNewsItem *self);
gboolean pod_news_item_is_ticked (PodNewsItem *self);
/* What would be signed: the record, or the visit that it belongs to.  FALSE where nothing would: nothing of it is signed by itself, or
 * it is signed as it stands. */
gboolean
pod_news_item_find_scope (PodNewsItem *self, PodTrial *trial, const char **scope, gint64 *about);

G_END_DECLS
