/* The program as a whole: options, the actions that need no trial, and the window.  It is not unique: the PI's and a
 * coordinator's may run on one machine at the same time. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-application.h"

#include <glib/gi18n-lib.h>

#include "pod-dialogs.h"
#include "pod-screenshots.h"
#include "pod-trial-window.h"

struct _PodApplication
{
  AdwApplication parent_instance;

  GSettings *settings;
  char *database;
  PodScreenshotOptions shots;
};

G_DEFINE_FINAL_TYPE (PodApplication, pod_application, ADW_TYPE_APPLICATION)

static void
show_about_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  pod_dialogs_show_about (gtk_application_get_active_window (GTK_APPLICATION (user_data)));
}

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkApplication *application = GTK_APPLICATION (user_data);
  GList *windows = g_list_copy (gtk_application_get_windows (application));

  for (GList *l = windows; l != NULL; l = l->next)
    gtk_window_close (GTK_WINDOW (l->data));
  g_list_free (windows);
}

static const GActionEntry actions[] = {
  { "about", show_about_cb },
  { "quit", quit_cb },
};

static const struct
{
  const char *action;
  const char *accels[3];
} accels[] = {
  { "app.quit", { "<Control>q" } },
  { "window.close", { "<Control>w" } },
  { "win.lock", { "<Control>l" } },
  { "win.users", { "<Control><Shift>p" } },
  { "win.back", { "<Alt>Left" } },
  { "win.register", { "<Control>n" } },
  { "win.open-trial", { "<Control>o" } },
  { "win.import", { "<Control>i" } },
  { "win.arrivals", { "<Control>u" } },
  { "win.export-here", { "<Control>e" } },
  { "win.print-here", { "<Control>p" } },
  { "win.verify", { "<Control>t" } },
  { "win.backups", { "<Control>b" } },
  { "win.history", { "<Control>h" } },
  { "win.news", { "<Control>d" } },
  { "win.today", { "<Control>1" } },
  { "win.subjects", { "<Control>2" } },
  { "win.wall", { "<Control>3" } },
  { "win.shifts", { "<Control>4" } },
  { "win.log", { "<Control><Shift>l" } },
  { "win.find", { "<Control>k" } },
  { "win.find-here", { "<Control>f" } },
  { "win.show-help-overlay", { "<Control>question", "F1" } },
};

static void
apply_color_scheme (PodApplication *self)
{
  static const AdwColorScheme schemes[] = { ADW_COLOR_SCHEME_DEFAULT, ADW_COLOR_SCHEME_FORCE_LIGHT,
                                            ADW_COLOR_SCHEME_FORCE_DARK };
  int scheme = g_settings_get_enum (self->settings, "color-scheme");

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      schemes[CLAMP (scheme, 0, 2)]);
}

static void
add_settings_action (PodApplication *self, const char *key)
{
  g_autoptr (GAction) action = g_settings_create_action (self->settings, key);

  g_action_map_add_action (G_ACTION_MAP (self), action);
}

/* Light, dark, or as the system says, and how soon it locks: kept by the settings, where they are installed. */
static void
add_settings (PodApplication *self)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema)
      schema = source != NULL ? g_settings_schema_source_lookup (source, POD_APPLICATION_ID, TRUE)
                              : NULL;

  if (schema == NULL)
    return;
  self->settings = g_settings_new (POD_APPLICATION_ID);
  add_settings_action (self, "color-scheme");
  add_settings_action (self, "idle-minutes");
  g_signal_connect_swapped (self->settings, "changed::color-scheme",
                            G_CALLBACK (apply_color_scheme), self);
  apply_color_scheme (self);
}

static void
pod_application_startup (GApplication *application)
{
  G_APPLICATION_CLASS (pod_application_parent_class)->startup (application);

  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions),
                                   application);
  add_settings (POD_APPLICATION (application));
  for (gsize i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (application), accels[i].action,
                                           accels[i].accels);
}

static void
pod_application_activate (GApplication *application)
{
  PodApplication *self = POD_APPLICATION (application);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  if (window == NULL)
    {
      window = GTK_WINDOW (pod_trial_window_new (GTK_APPLICATION (application)));
      if (self->database != NULL)
        pod_trial_window_open_soon (POD_TRIAL_WINDOW (window), self->database);
    }
  gtk_window_present (window);
  if (self->shots.directory != NULL)
    pod_screenshots_start (POD_TRIAL_WINDOW (window), &self->shots);
}

static int
pod_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  PodApplication *self = POD_APPLICATION (application);

  g_auto (GStrv) files = NULL;

  g_variant_dict_lookup (options, "db", "^ay", &self->database);
  if (g_variant_dict_lookup (options, G_OPTION_REMAINING, "^aay", &files) &&
      (self->database != NULL || g_strv_length (files) > 1))
    {
      g_printerr (_ ("podocyte: one trial database to a window; name one file\n"));
      return 2;
    }
  if (files != NULL)
    self->database = g_strdup (files[0]);
  pod_screenshots_read_options (&self->shots, options);
  return -1;
}

static void
pod_application_finalize (GObject *object)
{
  PodApplication *self = POD_APPLICATION (object);

  g_clear_object (&self->settings);
  g_free (self->database);
  pod_screenshots_clear_options (&self->shots);
  G_OBJECT_CLASS (pod_application_parent_class)->finalize (object);
}

static void
pod_application_class_init (PodApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = pod_application_finalize;
  application_class->startup = pod_application_startup;
  application_class->activate = pod_application_activate;
  application_class->handle_local_options = pod_application_handle_local_options;
}

static void
pod_application_init (PodApplication *self)
{
  g_application_add_main_option (G_APPLICATION (self), "db", 0, 0, G_OPTION_ARG_FILENAME,
                                 N_ ("Open this trial database"), N_ ("FILE"));
  g_application_add_main_option (G_APPLICATION (self), G_OPTION_REMAINING, 0, 0,
                                 G_OPTION_ARG_FILENAME_ARRAY, N_ ("Open this trial database"),
                                 N_ ("FILE"));
  pod_screenshots_add_options (G_APPLICATION (self));
}

void
pod_application_bind_translations (void)
{
  const char *directory = g_getenv ("PODOCYTE_LOCALE_DIR");

  bindtextdomain (POD_GETTEXT_DOMAIN, directory != NULL ? directory : POD_LOCALE_DIR);
  bind_textdomain_codeset (POD_GETTEXT_DOMAIN, "UTF-8");
  textdomain (POD_GETTEXT_DOMAIN);
}

PodApplication *
pod_application_new (void)
{
  return g_object_new (POD_TYPE_APPLICATION, "application-id", POD_APPLICATION_ID, "flags",
                       G_APPLICATION_NON_UNIQUE, "resource-base-path",
                       "/io/github/podocyte/Podocyte", "register-session", TRUE, NULL);
}
