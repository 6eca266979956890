#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PodSessionWatch:
 *
 * Tells when whoever sits at the machine leaves it in a way that the desktop knows of.  Signal: "leaving" (const char *): "suspend", or
 * "screen" for a locked screen and for a change to another person's session.  Where the desktop tells nothing it is silent; the
 * idle lock remains.
 */
#define POD_TYPE_SESSION_WATCH (pod_session_watch_get_type ())
G_DECLARE_FINAL_TYPE (PodSessionWatch, pod_session_watch, POD, SESSION_WATCH, GObject)

/* @application: (nullable): asked for its screen saver, where it registered its session. */
PodSessionWatch *pod_session_watch_new (GtkApplication *application);
/* What must be drawn anew, once "leaving" was told, before the machine may sleep; half a second at most. */
void pod_session_watch_set_widget (PodSessionWatch *self, GtkWidget *widget);
/* Listens to logind on this bus.  pod_session_watch_new() asks for the system's by itself; a test brings its own. */
void pod_session_watch_listen (PodSessionWatch *self, GDBusConnection *bus);

G_END_DECLS
