#include "pod-config.h"

#include "pod-window-size.h"

GSettings *
pod_window_size_restore (GtkWindow *window)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema)
      schema = source != NULL ? g_settings_schema_source_lookup (source, POD_APPLICATION_ID, TRUE)
                              : NULL;
  GSettings *settings;

  if (schema == NULL)
    return NULL;
  settings = g_settings_new (POD_APPLICATION_ID);
  gtk_window_set_default_size (window, g_settings_get_int (settings, "window-width"),
                               g_settings_get_int (settings, "window-height"));
  if (g_settings_get_boolean (settings, "window-maximized"))
    gtk_window_maximize (window);
  return settings;
}

void
pod_window_size_save (GtkWindow *window, GSettings *settings)
{
  int width, height;

  if (settings == NULL)
    return;
  gtk_window_get_default_size (window, &width, &height);
  g_settings_set_int (settings, "window-width", width);
  g_settings_set_int (settings, "window-height", height);
  g_settings_set_boolean (settings, "window-maximized", gtk_window_is_maximized (window));
}
