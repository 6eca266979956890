#pragma once

#include <adwaita.h>

#include "pod-toasts.h"

G_BEGIN_DECLS

/**
 * PodIdleWarning:
 *
 * That the window is about to be locked: as a toast in the window, and where a dialog covers it also in the dialog, where it takes
 * nothing of what is being typed.
 */
#define POD_TYPE_IDLE_WARNING (pod_idle_warning_get_type ())
G_DECLARE_FINAL_TYPE (PodIdleWarning, pod_idle_warning, POD, IDLE_WARNING, GObject)

/* @window and @toasts must outlive it. */
PodIdleWarning *pod_idle_warning_new (GtkWindow *window, PodToasts *toasts);
void pod_idle_warning_set_shown (PodIdleWarning *self, gboolean shown);

G_END_DECLS
