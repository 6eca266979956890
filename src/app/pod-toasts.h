#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * PodToasts:
 *
 * The toasts of a window, which outlive what they speak of: whoever locks it takes them all away.
 */
#define POD_TYPE_TOASTS (pod_toasts_get_type ())
G_DECLARE_FINAL_TYPE (PodToasts, pod_toasts, POD, TOASTS, GObject)

/* @overlay must outlive it. */
PodToasts *pod_toasts_new (AdwToastOverlay *overlay);
/* @text is plain.  @stays: until somebody has seen it.  The toast is the overlay's, and goes when it is dismissed. */
AdwToast *pod_toasts_show (PodToasts *self, const char *text, gboolean stays);
void pod_toasts_dismiss_all (PodToasts *self);

G_END_DECLS
