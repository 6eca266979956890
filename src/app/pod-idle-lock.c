#include "pod-idle-lock.h"

#include <time.h>

struct _PodIdleLock
{
  GObject parent_instance;

  GtkWindow *window; /* NULL once it is gone */
  PodIdleClock clock;
  int minutes;
  gint64 touched;
  gboolean warned;
  guint tick_id;
  double x; /* of the pointer, which seems to move when what is under it does */
  double y;
};

enum
{
  WARNING,
  IDLE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PodIdleLock, pod_idle_lock, G_TYPE_OBJECT)

/* A machine that was asleep for an hour was idle for an hour; the monotonic clock would not say so. */
static gint64
read_clock (void)
{
  struct timespec time;

  clock_gettime (CLOCK_BOOTTIME, &time);
  return (gint64) time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

/* ---- what people do ---- */

static gboolean
has_moved (PodIdleLock *self, GdkEvent *event)
{
  double x, y;

  if (!gdk_event_get_position (event, &x, &y) || (x == self->x && y == self->y))
    return FALSE;
  self->x = x;
  self->y = y;
  return TRUE;
}

static gboolean
is_somebody (PodIdleLock *self, GdkEvent *event)
{
  switch (gdk_event_get_event_type (event))
    {
    case GDK_KEY_PRESS:
    case GDK_BUTTON_PRESS:
    case GDK_SCROLL:
    case GDK_TOUCH_BEGIN:
    case GDK_TOUCH_UPDATE:
    case GDK_TOUCHPAD_SWIPE:
    case GDK_TOUCHPAD_PINCH:
    case GDK_PAD_BUTTON_PRESS:
      return TRUE;
    case GDK_MOTION_NOTIFY:
      return has_moved (self, event);
    default:
      return FALSE;
    }
}

static gboolean
event_cb (GtkEventControllerLegacy *controller, GdkEvent *event, gpointer user_data)
{
  PodIdleLock *self = user_data;

  if (self->tick_id != 0 && is_somebody (self, event))
    pod_idle_lock_touch (self);
  return GDK_EVENT_PROPAGATE;
}

/* ---- the window and its dialogs ---- */

static gboolean
belongs_to (GtkWindow *window, GtkWindow *owner)
{
  while (window != NULL && window != owner)
    window = gtk_window_get_transient_for (window);
  return window != NULL;
}

/* A dialog gets its parent only after it is on the list, so each window is watched, and asked when something happens. */
static gboolean
dialog_event_cb (GtkEventControllerLegacy *controller, GdkEvent *event, gpointer user_data)
{
  PodIdleLock *self = user_data;
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));

  if (self->window != NULL && belongs_to (GTK_WINDOW (widget), self->window))
    return event_cb (controller, event, self);
  return GDK_EVENT_PROPAGATE;
}

static void
watch_window (PodIdleLock *self, GtkWidget *window)
{
  GtkEventController *controller;

  if (g_object_get_data (G_OBJECT (window), "pod-idle-lock") == self)
    return;
  g_object_set_data (G_OBJECT (window), "pod-idle-lock", self);
  controller = gtk_event_controller_legacy_new ();
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_object (controller, "event", G_CALLBACK (dialog_event_cb), self, 0);
  gtk_widget_add_controller (window, controller);
}

static void
windows_changed_cb (PodIdleLock *self,
                    guint position,
                    guint removed,
                    guint added,
                    GListModel *model)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (model, i);

      watch_window (self, window);
    }
}

/* ---- time ---- */

static gboolean
tick_cb (gpointer user_data)
{
  pod_idle_lock_check (user_data);
  return G_SOURCE_CONTINUE;
}

static void
set_warned (PodIdleLock *self, gboolean warned)
{
  if (warned == self->warned)
    return;
  self->warned = warned;
  g_signal_emit (self, signals[WARNING], 0, warned);
}

static void
pod_idle_lock_dispose (GObject *object)
{
  PodIdleLock *self = POD_IDLE_LOCK (object);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_clear_weak_pointer (&self->window);
  G_OBJECT_CLASS (pod_idle_lock_parent_class)->dispose (object);
}

static void
pod_idle_lock_class_init (PodIdleLockClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pod_idle_lock_dispose;
  signals[WARNING] = g_signal_new ("warning", POD_TYPE_IDLE_LOCK, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[IDLE] = g_signal_new ("idle", POD_TYPE_IDLE_LOCK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
}

static void
pod_idle_lock_init (PodIdleLock *self)
{
  self->clock = read_clock;
  self->minutes = POD_IDLE_DEFAULT_MINUTES;
}

PodIdleLock *
pod_idle_lock_new (GtkWindow *window)
{
  PodIdleLock *self = g_object_new (POD_TYPE_IDLE_LOCK, NULL);
  GListModel *toplevels = gtk_window_get_toplevels ();

  g_set_weak_pointer (&self->window, window);
  g_signal_connect_object (toplevels, "items-changed", G_CALLBACK (windows_changed_cb), self,
                           G_CONNECT_SWAPPED);
  windows_changed_cb (self, 0, 0, g_list_model_get_n_items (toplevels), toplevels);
  watch_window (self, GTK_WIDGET (window));
  return self;
}

void
pod_idle_lock_set_minutes (PodIdleLock *self, int minutes)
{
  self->minutes = CLAMP (minutes, POD_IDLE_MIN_MINUTES, POD_IDLE_MAX_MINUTES);
}

int
pod_idle_lock_get_minutes (PodIdleLock *self)
{
  return self->minutes;
}

void
pod_idle_lock_start (PodIdleLock *self)
{
  self->touched = self->clock ();
  if (self->tick_id == 0)
    self->tick_id = g_timeout_add_seconds (1, tick_cb, self);
}

void
pod_idle_lock_stop (PodIdleLock *self)
{
  g_clear_handle_id (&self->tick_id, g_source_remove);
  set_warned (self, FALSE);
}

void
pod_idle_lock_touch (PodIdleLock *self)
{
  self->touched = self->clock ();
  set_warned (self, FALSE);
}

void
pod_idle_lock_check (PodIdleLock *self)
{
  gint64 idle = (self->clock () - self->touched) / G_USEC_PER_SEC;
  gint64 limit = (gint64) self->minutes * 60;

  if (self->tick_id == 0)
    return;
  if (idle >= limit)
    {
      pod_idle_lock_stop (self);
      g_signal_emit (self, signals[IDLE], 0);
    }
  else if (idle >= limit - POD_IDLE_WARNING_S)
    set_warned (self, TRUE);
}

void
pod_idle_lock_set_clock (PodIdleLock *self, PodIdleClock clock)
{
  self->clock = clock;
  self->touched = clock ();
}
