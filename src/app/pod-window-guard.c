#include "pod-window-guard.h"

#include "pod-session-watch.h"

struct _PodWindowGuard
{
  GObject parent_instance;

  GtkWindow *window; /* NULL once it is gone */
  PodIdleLock *idle;
  PodSessionWatch *session; /* NULL where no desktop is asked */
  GSettings *settings;      /* NULL where none are installed */
  gboolean active;
};

enum
{
  WARNING,
  LOCK,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PodWindowGuard, pod_window_guard, G_TYPE_OBJECT)

static void
warning_cb (PodWindowGuard *self, gboolean warned)
{
  g_signal_emit (self, signals[WARNING], 0, warned);
}

static void
lock (PodWindowGuard *self, const char *cause)
{
  if (self->active)
    g_signal_emit (self, signals[LOCK], 0, cause);
}

static void
idle_cb (PodWindowGuard *self)
{
  lock (self, "idle");
}

static void
leaving_cb (PodWindowGuard *self, const char *cause)
{
  lock (self, cause);
}

static void
minutes_changed_cb (PodWindowGuard *self)
{
  pod_idle_lock_set_minutes (self->idle, g_settings_get_int (self->settings, "idle-minutes"));
}

static void
pod_window_guard_dispose (GObject *object)
{
  PodWindowGuard *self = POD_WINDOW_GUARD (object);

  g_clear_object (&self->idle);
  /* Somebody who waits for an answer of the bus may hold it a little longer. */
  if (self->session != NULL)
    g_object_run_dispose (G_OBJECT (self->session));
  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  g_clear_weak_pointer (&self->window);
  G_OBJECT_CLASS (pod_window_guard_parent_class)->dispose (object);
}

static void
pod_window_guard_class_init (PodWindowGuardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pod_window_guard_dispose;
  signals[WARNING] = g_signal_new ("warning", POD_TYPE_WINDOW_GUARD, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[LOCK] = g_signal_new ("lock", POD_TYPE_WINDOW_GUARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
pod_window_guard_init (PodWindowGuard *self)
{
}

PodWindowGuard *
pod_window_guard_new (GtkWindow *window, GSettings *settings)
{
  PodWindowGuard *self = g_object_new (POD_TYPE_WINDOW_GUARD, NULL);

  g_set_weak_pointer (&self->window, window);
  self->idle = pod_idle_lock_new (window);
  g_signal_connect_swapped (self->idle, "warning", G_CALLBACK (warning_cb), self);
  g_signal_connect_swapped (self->idle, "idle", G_CALLBACK (idle_cb), self);
  if (settings == NULL)
    return self;
  self->settings = g_object_ref (settings);
  g_signal_connect_object (settings, "changed::idle-minutes", G_CALLBACK (minutes_changed_cb), self,
                           G_CONNECT_SWAPPED);
  minutes_changed_cb (self);
  return self;
}

void
pod_window_guard_set_application (PodWindowGuard *self, GtkApplication *application)
{
  g_return_if_fail (self->session == NULL);

  self->session = pod_session_watch_new (application);
  pod_session_watch_set_widget (self->session, GTK_WIDGET (self->window));
  g_signal_connect_object (self->session, "leaving", G_CALLBACK (leaving_cb), self,
                           G_CONNECT_SWAPPED);
}

void
pod_window_guard_set_active (PodWindowGuard *self, gboolean active)
{
  self->active = active;
  if (active)
    pod_idle_lock_start (self->idle);
  else
    pod_idle_lock_stop (self->idle);
}

PodIdleLock *
pod_window_guard_get_idle_lock (PodWindowGuard *self)
{
  return self->idle;
}
