#include "pod-lock-key.h"

#include "pod-trial-window.h"

static gboolean
lock_cb (GtkWidget *widget, GVariant *parameter, gpointer data)
{
  GtkWindow *window = GTK_WINDOW (widget);

  while (window != NULL && !POD_IS_TRIAL_WINDOW (window))
    window = gtk_window_get_transient_for (window);
  return window != NULL && gtk_widget_activate_action (GTK_WIDGET (window), "win.lock", NULL);
}

/* Before whatever has the focus: a field that is typed into may know the keys as well. */
static void
watch_window (GtkWidget *window)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();
  GtkShortcut *shortcut = gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("<Control>l"),
                                            gtk_callback_action_new (lock_cb, NULL, NULL));

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
  gtk_widget_add_controller (window, controller);
}

static void
windows_changed_cb (GListModel *windows, guint position, guint removed, guint added)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      watch_window (window);
    }
}

void
pod_lock_key_install (void)
{
  static gsize once = 0;

  if (!g_once_init_enter (&once))
    return;
  g_signal_connect (gtk_window_get_toplevels (), "items-changed", G_CALLBACK (windows_changed_cb),
                    NULL);
  g_once_init_leave (&once, 1);
}
