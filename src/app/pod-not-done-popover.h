#pragma once

#include <adwaita.h>

#include "pod-study.h"

G_BEGIN_DECLS

/**
 * PodNotDonePopover:
 *
 * Asks why something was not done: one of the study's reasons, or another in somebody's own words.
 *
 * Signal: "chosen" (utf8): the reason, never empty; the popover has closed then.
 */
#define POD_TYPE_NOT_DONE_POPOVER (pod_not_done_popover_get_type ())
G_DECLARE_FINAL_TYPE (PodNotDonePopover, pod_not_done_popover, POD, NOT_DONE_POPOVER, GtkPopover)

GtkWidget *pod_not_done_popover_new (const PodStudy *study);
/* Over @rect of its parent; @about is what was not done. */
void
pod_not_done_popover_ask (PodNotDonePopover *self, const GdkRectangle *rect, const char *about);

G_END_DECLS
