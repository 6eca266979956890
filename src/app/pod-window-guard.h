#pragma once

#include "pod-idle-lock.h"

G_BEGIN_DECLS

/**
 * PodWindowGuard:
 *
 * Says when a window that shows a trial must hide it: nobody has touched it for as long as the settings say, the machine goes to
 * sleep, the screen is locked, somebody else's session comes to the front.  Signals: "warning" (gboolean), as PodIdleLock has it;
 * "lock" (const char *): the cause, "idle", "suspend" or "screen".
 */
#define POD_TYPE_WINDOW_GUARD (pod_window_guard_get_type ())
G_DECLARE_FINAL_TYPE (PodWindowGuard, pod_window_guard, POD, WINDOW_GUARD, GObject)

/* @settings: (nullable): where "idle-minutes" is; without them ten minutes. */
PodWindowGuard *pod_window_guard_new (GtkWindow *window, GSettings *settings);
/* Asks the desktop, too. */
void pod_window_guard_set_application (PodWindowGuard *self, GtkApplication *application);
/* While somebody is signed in. */
void pod_window_guard_set_active (PodWindowGuard *self, gboolean active);
PodIdleLock *pod_window_guard_get_idle_lock (PodWindowGuard *self);

G_END_DECLS
