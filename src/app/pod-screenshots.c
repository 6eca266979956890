/* The options of the walk, and its way from the welcome page to the locked one. */

#include "pod-config.h"

#include "pod-screenshots.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pod-walk.h"

/* The first frame comes before the first picture. */
#define START_MS 350
#define OPEN_MS 50
#define OPEN_WAITS 200

static void
walk_welcome (PodWalk *walk)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (walk->window));
  PodTrialWindow *welcome = pod_trial_window_new (application);

  gtk_window_unmaximize (GTK_WINDOW (welcome));
  if (walk->options->width > 0)
    gtk_window_set_default_size (GTK_WINDOW (welcome), walk->options->width, walk->options->height);
  gtk_window_present (GTK_WINDOW (welcome));
  pod_walk_shoot (walk, GTK_WINDOW (welcome), "welcome");
  gtk_window_destroy (GTK_WINDOW (welcome));
}

/* NULL where it cannot be opened; on a busy machine that takes longer than the window. */
static PodTrial *
wait_for_trial (PodWalk *walk)
{
  for (guint waits = 0; waits < OPEN_WAITS && pod_trial_window_get_trial (walk->window) == NULL;
       waits++)
    pod_walk_settle (OPEN_MS);
  return pod_trial_window_get_trial (walk->window);
}

static gboolean
sign_in (PodWalk *walk)
{
  PodTrial *trial = wait_for_trial (walk);
  g_autoptr (GError) error = NULL;
  g_autofree char *password = NULL;

  if (trial == NULL)
    pod_walk_fail (walk, "--db", "the trial database could not be opened");
  else if (walk->options->user == NULL || walk->options->password_file == NULL)
    pod_walk_fail (walk, "--user", "a user and a password file are needed");
  else if (!g_file_get_contents (walk->options->password_file, &password, NULL, &error))
    pod_walk_fail (walk, "--password-file", error->message);
  else
    {
      password[strcspn (password, "\r\n")] = '\0';
      if (!pod_trial_sign_in (trial, walk->options->user, password, &error))
        pod_walk_fail (walk, "signing in", error->message);
    }
  return !walk->failed;
}

static void
walk_pages (PodWalk *walk)
{
  PodTrial *trial = pod_trial_window_get_trial (walk->window);

  /* Whatever was open when somebody last left. */
  pod_trial_window_show_subjects (walk->window);
  pod_walk_shoot (walk, GTK_WINDOW (walk->window), "subjects");
  pod_walk_subjects (walk, trial);
  pod_walk_charts (walk, trial);
  pod_walk_screening (walk, trial);
  pod_walk_ledger (walk, trial);
  pod_walk_paper (walk, trial);
  pod_walk_dialogs (walk, trial);
  pod_walk_people (walk, trial);
  pod_walk_moments (walk, trial);
  pod_walk_newcomers (walk, trial);
  pod_trial_window_lock (walk->window, "asked");
  pod_walk_shoot (walk, GTK_WINDOW (walk->window), "locked");
}

static void
walk_in (PodWalk *walk)
{
  const PodScreenshotOptions *options = walk->options;
  gboolean all = !options->amounts && !options->prints;

  if (all)
    {
      walk_welcome (walk);
      pod_walk_shoot (walk, GTK_WINDOW (walk->window), "sign-in");
    }
  if (!sign_in (walk))
    return;
  if (all)
    walk_pages (walk);
  if (options->amounts)
    pod_walk_amounts (walk, pod_trial_window_get_trial (walk->window));
  if (options->prints)
    pod_walk_prints (walk, pod_trial_window_get_trial (walk->window));
}

/* ---- from the options to the end of the program ---- */

static void
prepare (PodWalk *walk)
{
  const PodScreenshotOptions *options = walk->options;

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, "gtk-cursor-blink",
                FALSE, NULL);
  if (options->dark)
    adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                        ADW_COLOR_SCHEME_FORCE_DARK);
  gtk_window_unmaximize (GTK_WINDOW (walk->window));
  if (options->width > 0)
    gtk_window_set_default_size (GTK_WINDOW (walk->window), options->width, options->height);
  if (g_mkdir_with_parents (options->directory, 0755) != 0)
    pod_walk_fail (walk, options->directory, g_strerror (errno));
}

static gboolean
walk_cb (gpointer user_data)
{
  PodWalk *walk = user_data;
  GApplication *application =
      G_APPLICATION (gtk_window_get_application (GTK_WINDOW (walk->window)));

  prepare (walk);
  if (!walk->failed)
    walk_in (walk);
  gtk_window_destroy (GTK_WINDOW (walk->window));
  /* GApplication gives no way to say how it went. */
  if (walk->failed)
    exit (EXIT_FAILURE);
  g_application_quit (application);
  return G_SOURCE_REMOVE;
}

void
pod_screenshots_start (PodTrialWindow *window, const PodScreenshotOptions *options)
{
  PodWalk *walk = g_new0 (PodWalk, 1);

  *walk = (PodWalk){ .window = window, .options = options };
  g_timeout_add_full (G_PRIORITY_DEFAULT, START_MS, walk_cb, walk, g_free);
}

void
pod_screenshots_add_options (GApplication *application)
{
  static const GOptionEntry entries[] = {
    { "screenshots", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_FILENAME, NULL, NULL, NULL },
    { "user", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_STRING, NULL, NULL, NULL },
    { "password-file", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_FILENAME, NULL, NULL, NULL },
    { "dark", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, NULL, NULL, NULL },
    { "amounts", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, NULL, NULL, NULL },
    { "prints", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, NULL, NULL, NULL },
    { "size", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_STRING, NULL, NULL, NULL },
    { NULL },
  };

  g_application_add_main_option_entries (application, entries);
}

void
pod_screenshots_read_options (PodScreenshotOptions *options, GVariantDict *dict)
{
  g_autofree char *size = NULL;

  g_variant_dict_lookup (dict, "screenshots", "^ay", &options->directory);
  g_variant_dict_lookup (dict, "user", "s", &options->user);
  g_variant_dict_lookup (dict, "password-file", "^ay", &options->password_file);
  g_variant_dict_lookup (dict, "dark", "b", &options->dark);
  g_variant_dict_lookup (dict, "amounts", "b", &options->amounts);
  g_variant_dict_lookup (dict, "prints", "b", &options->prints);
  if (g_variant_dict_lookup (dict, "size", "s", &size) &&
      sscanf (size, "%dx%d", &options->width, &options->height) != 2)
    options->width = options->height = 0;
}

void
pod_screenshots_clear_options (PodScreenshotOptions *options)
{
  g_clear_pointer (&options->directory, g_free);
  g_clear_pointer (&options->user, g_free);
  g_clear_pointer (&options->password_file, g_free);
}
