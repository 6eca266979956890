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

/* Seconds: what was done; what is to be read and may be answered; until somebody has seen it. */
#define POD_TOAST_SHORT 5
#define POD_TOAST_LONG 20
#define POD_TOAST_STAYS 0

/* @overlay must outlive it. */
PodToasts *pod_toasts_new (AdwToastOverlay *overlay);
/* @text is plain.  @seconds: POD_TOAST_….  The toast is the overlay's, and goes when it is dismissed. */
AdwToast *pod_toasts_show (PodToasts *self, const char *text, guint seconds);
void pod_toasts_dismiss_all (PodToasts *self);

G_END_DECLS
