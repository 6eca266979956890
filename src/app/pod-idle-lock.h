#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PodIdleLock:
 *
 * Knows how long nobody has touched a window or a dialog that belongs to it.  Signals: "warning" (gboolean): the lock comes within
 * POD_IDLE_WARNING_S, or, with FALSE, somebody is there again; "idle": the time is over.
 */
#define POD_TYPE_IDLE_LOCK (pod_idle_lock_get_type ())
G_DECLARE_FINAL_TYPE (PodIdleLock, pod_idle_lock, POD, IDLE_LOCK, GObject)

/* Warned so long before. */
#define POD_IDLE_WARNING_S 30
/* What the settings may say: 21 CFR 11.10 (d) and 11.300 give no figure; half an hour is the longest that inspectors meet, and
 * ten minutes are what they expect in a clinic. */
#define POD_IDLE_MIN_MINUTES 1
#define POD_IDLE_MAX_MINUTES 30
#define POD_IDLE_DEFAULT_MINUTES 10

/* Microseconds of a clock that goes on while the machine sleeps. */
typedef gint64 (*PodIdleClock) (void);

/* Watches nothing until pod_idle_lock_start(). @window is not held. */
PodIdleLock *pod_idle_lock_new (GtkWindow *window);
/* Out of bounds is the nearest bound. */
void pod_idle_lock_set_minutes (PodIdleLock *self, int minutes);
int pod_idle_lock_get_minutes (PodIdleLock *self);
/* From now on; again, where it is watching already. */
void pod_idle_lock_start (PodIdleLock *self);
void pod_idle_lock_stop (PodIdleLock *self);
/* Somebody did something. */
void pod_idle_lock_touch (PodIdleLock *self);
/* Looks at the clock; done every second while it watches. */
void pod_idle_lock_check (PodIdleLock *self);
/* For tests: another clock. */
void pod_idle_lock_set_clock (PodIdleLock *self, PodIdleClock clock);

G_END_DECLS
