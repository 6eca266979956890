#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-session-watch.h"

#include <gio/gunixfdlist.h>
#include <glib/gi18n-lib.h>
#include <unistd.h>

/* A machine that sleeps waits no longer for a frame. */
#define MOST_MS 500

#define LOGIND "org.freedesktop.login1"
#define MANAGER "org.freedesktop.login1.Manager"
#define MANAGER_PATH "/org/freedesktop/login1"
#define SESSION "org.freedesktop.login1.Session"

struct _PodSessionWatch
{
  GObject parent_instance;

  GCancellable *cancellable;
  GDBusConnection *bus; /* NULL where there is none */
  guint sleep_id;
  guint lock_id;
  guint change_id;
  GtkWidget *widget;     /* what must be drawn anew before the machine sleeps; NULL for nothing */
  GdkFrameClock *frames; /* while a frame is waited for */
  guint most_id;
  int delay; /* while it is open the machine waits before it sleeps; -1 */
};

enum
{
  LEAVING,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PodSessionWatch, pod_session_watch, G_TYPE_OBJECT)

static void
tell (PodSessionWatch *self, const char *cause)
{
  g_signal_emit (self, signals[LEAVING], 0, cause);
}

/* ---- sleep ---- */

static void
let_sleep (PodSessionWatch *self)
{
  g_clear_handle_id (&self->most_id, g_source_remove);
  if (self->frames != NULL)
    g_signal_handlers_disconnect_by_data (self->frames, self);
  g_clear_object (&self->frames);
  if (self->delay >= 0)
    close (self->delay);
  self->delay = -1;
}

static gboolean
most_cb (gpointer user_data)
{
  PodSessionWatch *self = user_data;

  self->most_id = 0;
  let_sleep (self);
  return G_SOURCE_REMOVE;
}

/* What the screen shows first when it wakes is the frame that it had: so one without names comes first. */
static void
let_sleep_after_frame (PodSessionWatch *self)
{
  GdkFrameClock *frames = self->widget != NULL ? gtk_widget_get_frame_clock (self->widget) : NULL;

  if (self->most_id == 0)
    self->most_id = g_timeout_add (MOST_MS, most_cb, self);
  if (frames == NULL || self->frames != NULL)
    return;
  self->frames = g_object_ref (frames);
  g_signal_connect_swapped (frames, "after-paint", G_CALLBACK (let_sleep), self);
  gtk_widget_queue_draw (self->widget);
}

static void
inhibited_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PodSessionWatch) self = user_data;
  g_autoptr (GUnixFDList) list = NULL;
  g_autoptr (GVariant) reply = NULL;
  int handle;

  /* Refused or not there: the machine sleeps without waiting, and the lock follows as soon as it can. */
  reply = g_dbus_connection_call_with_unix_fd_list_finish (G_DBUS_CONNECTION (source), &list,
                                                           result, NULL);
  if (reply == NULL || list == NULL)
    return;
  g_variant_get (reply, "(h)", &handle);
  let_sleep (self);
  self->delay = g_unix_fd_list_get (list, handle, NULL);
  if (g_cancellable_is_cancelled (self->cancellable))
    let_sleep (self);
}

/* So that names are gone from the screen, and the key from memory, before they are kept by a machine that sleeps. */
static void
delay_sleep (PodSessionWatch *self)
{
  g_dbus_connection_call_with_unix_fd_list (self->bus, LOGIND, MANAGER_PATH, MANAGER, "Inhibit",
                                            g_variant_new ("(ssss)", "sleep", "Podocyte",
                                                           _ ("Locking the trial"), "delay"),
                                            G_VARIANT_TYPE ("(h)"), G_DBUS_CALL_FLAGS_NO_AUTO_START,
                                            -1, NULL, self->cancellable, inhibited_cb,
                                            g_object_ref (self));
}

static void
sleep_cb (GDBusConnection *bus,
          const char *sender,
          const char *path,
          const char *interface,
          const char *signal,
          GVariant *parameters,
          gpointer user_data)
{
  PodSessionWatch *self = user_data;
  gboolean begins;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(b)")))
    return;
  g_variant_get (parameters, "(b)", &begins);
  if (begins)
    {
      tell (self, "suspend");
      let_sleep_after_frame (self);
    }
  else
    delay_sleep (self);
}

/* ---- this session ---- */

static void
lock_cb (GDBusConnection *bus,
         const char *sender,
         const char *path,
         const char *interface,
         const char *signal,
         GVariant *parameters,
         gpointer user_data)
{
  tell (user_data, "screen");
}

static void
change_cb (GDBusConnection *bus,
           const char *sender,
           const char *path,
           const char *interface,
           const char *signal,
           GVariant *parameters,
           gpointer user_data)
{
  g_autoptr (GVariant) changed = NULL;
  gboolean active = TRUE;
  gboolean locked = FALSE;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(sa{sv}as)")))
    return;
  changed = g_variant_get_child_value (parameters, 1);
  g_variant_lookup (changed, "Active", "b", &active);
  g_variant_lookup (changed, "LockedHint", "b", &locked);
  if (!active || locked)
    tell (user_data, "screen");
}

static void
session_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PodSessionWatch) self = user_data;
  g_autoptr (GVariant)
      reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);
  const char *path;

  /* A program that was not started from a session has none. */
  if (reply == NULL || self->bus == NULL)
    return;
  g_variant_get (reply, "(&o)", &path);
  self->lock_id = g_dbus_connection_signal_subscribe (self->bus, LOGIND, SESSION, "Lock", path,
                                                      NULL, G_DBUS_SIGNAL_FLAGS_NONE, lock_cb, self,
                                                      NULL);
  self->change_id = g_dbus_connection_signal_subscribe (self->bus, LOGIND,
                                                        "org.freedesktop.DBus.Properties",
                                                        "PropertiesChanged", path, SESSION,
                                                        G_DBUS_SIGNAL_FLAGS_NONE, change_cb, self,
                                                        NULL);
}

void
pod_session_watch_listen (PodSessionWatch *self, GDBusConnection *bus)
{
  g_return_if_fail (self->bus == NULL);

  self->bus = g_object_ref (bus);
  g_dbus_connection_set_exit_on_close (bus, FALSE);
  self->sleep_id = g_dbus_connection_signal_subscribe (bus, LOGIND, MANAGER, "PrepareForSleep",
                                                       MANAGER_PATH, NULL, G_DBUS_SIGNAL_FLAGS_NONE,
                                                       sleep_cb, self, NULL);
  delay_sleep (self);
  g_dbus_connection_call (bus, LOGIND, MANAGER_PATH, MANAGER, "GetSessionByPID",
                          g_variant_new ("(u)", (guint32) getpid ()), G_VARIANT_TYPE ("(o)"),
                          G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, self->cancellable, session_found_cb,
                          g_object_ref (self));
}

static void
bus_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PodSessionWatch) self = user_data;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, NULL);

  if (bus != NULL && self->bus == NULL && !g_cancellable_is_cancelled (self->cancellable))
    pod_session_watch_listen (self, bus);
}

/* ---- the screen saver ---- */

static void
screen_saver_cb (PodSessionWatch *self, GParamSpec *pspec, GtkApplication *application)
{
  gboolean active;

  g_object_get (application, "screensaver-active", &active, NULL);
  if (active)
    tell (self, "screen");
}

static void
pod_session_watch_dispose (GObject *object)
{
  PodSessionWatch *self = POD_SESSION_WATCH (object);
  guint *ids[] = { &self->sleep_id, &self->lock_id, &self->change_id };

  g_cancellable_cancel (self->cancellable);
  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      if (*ids[i] != 0)
        g_dbus_connection_signal_unsubscribe (self->bus, *ids[i]);
      *ids[i] = 0;
    }
  let_sleep (self);
  g_clear_weak_pointer (&self->widget);
  g_clear_object (&self->bus);
  G_OBJECT_CLASS (pod_session_watch_parent_class)->dispose (object);
}

static void
pod_session_watch_finalize (GObject *object)
{
  g_object_unref (POD_SESSION_WATCH (object)->cancellable);
  G_OBJECT_CLASS (pod_session_watch_parent_class)->finalize (object);
}

static void
pod_session_watch_class_init (PodSessionWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pod_session_watch_dispose;
  G_OBJECT_CLASS (klass)->finalize = pod_session_watch_finalize;
  signals[LEAVING] = g_signal_new ("leaving", POD_TYPE_SESSION_WATCH, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
pod_session_watch_init (PodSessionWatch *self)
{
  self->cancellable = g_cancellable_new ();
  self->delay = -1;
}

PodSessionWatch *
pod_session_watch_new (GtkApplication *application)
{
  PodSessionWatch *self = g_object_new (POD_TYPE_SESSION_WATCH, NULL);

  if (application == NULL)
    return self;
  g_signal_connect_object (application, "notify::screensaver-active", G_CALLBACK (screen_saver_cb),
                           self, G_CONNECT_SWAPPED);
  g_bus_get (G_BUS_TYPE_SYSTEM, self->cancellable, bus_ready_cb, g_object_ref (self));
  return self;
}

void
pod_session_watch_set_widget (PodSessionWatch *self, GtkWidget *widget)
{
  g_set_weak_pointer (&self->widget, widget);
}
