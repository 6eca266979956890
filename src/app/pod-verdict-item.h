#pragma once

#include "pod-screening.h"

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * PodVerdictItem:
 *
 * A criterion and its verdict as a list shows them.  Read-only properties, replaced and not changed: "id" (text), "label", "glyph",
 * "glyph-classes" (style), "words" ("met · until 19 Dec 2026", "cannot tell yet: serum hCG").
 */
#define POD_TYPE_VERDICT_ITEM (pod_verdict_item_get_type ())
G_DECLARE_FINAL_TYPE (PodVerdictItem, pod_verdict_item, POD, VERDICT_ITEM, GObject)

/* @verdict is lent: it must outlive the item. */
PodVerdictItem *pod_verdict_item_new (const PodVerdict *verdict);
const PodVerdict *pod_verdict_item_get_verdict (PodVerdictItem *self);

/* A mark and its style for a truth that is good news, bad news or neither; never the colour alone. */
const char *pod_truth_to_glyph (PodTruth truth);
const char *pod_truth_to_style (PodTruth truth);

G_END_DECLS
