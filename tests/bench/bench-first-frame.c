/* How long until the program's window is seen and until its sign-in page is, against an empty window of the same library in the
 * same run: each a process of its own, in turn, from its start to the end of the first frame that shows it. */

#include <adwaita.h>
#include <glib/gstdio.h>
#include <stdlib.h>

#include "pod-trial-window.h"

#define RUNS 7

static gint64 started;

static gboolean
is_opening (gpointer window)
{
  return POD_IS_TRIAL_WINDOW (window) &&
         g_str_equal (pod_trial_window_get_page (window), "opening");
}

/* One line for each page's first frame. */
static void
after_paint_cb (GdkFrameClock *clock, gpointer window)
{
  static gboolean was_opening = FALSE;
  gboolean opening = is_opening (window);

  if (!opening || !was_opening)
    g_print ("%" G_GINT64_FORMAT "\n", g_get_monotonic_time () - started);
  was_opening = opening;
  if (!opening)
    exit (0);
}

static void
realize_cb (GtkWidget *widget, gpointer user_data)
{
  g_signal_connect (gtk_widget_get_frame_clock (widget), "after-paint", G_CALLBACK (after_paint_cb),
                    widget);
}

static void
show (GtkWidget *window)
{
  g_signal_connect (window, "realize", G_CALLBACK (realize_cb), NULL);
  gtk_window_present (GTK_WINDOW (window));
  while (TRUE)
    g_main_context_iteration (NULL, TRUE);
}

static GtkWidget *
make_empty (void)
{
  GtkWidget *window = adw_application_window_new (NULL);

  gtk_window_set_default_size (GTK_WINDOW (window), 1200, 800);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), adw_header_bar_new ());
  return window;
}

static GtkWidget *
make_sign_in (const char *path)
{
  PodTrialWindow *window = pod_trial_window_new (NULL);

  pod_trial_window_open_soon (window, path);
  return GTK_WIDGET (window);
}

/* Milliseconds; the second figure is the sign-in page's. */
static void
run_child (const char *self, const char *path, double *first, double *second)
{
  const char *argv[] = { self, path, NULL };
  g_auto (GStrv) lines = NULL;
  g_autofree char *out = NULL;
  g_autoptr (GError) error = NULL;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &out, NULL, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (out, "\n", 2);
  *first = g_ascii_strtod (lines[0], NULL) / 1000;
  if (second != NULL)
    *second = g_ascii_strtod (lines[1], NULL) / 1000;
}

static int
compare (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static void
make_trial (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PodTrial)
      trial = pod_trial_create (&(PodTrialCreation){ .path = path,
                                                     .study = "nct07241468",
                                                     .user = "bench",
                                                     .password = "twelve invented letters" },
                                NULL, &error);

  g_assert_no_error (error);
  pod_trial_close (trial);
}

static void
compare_windows (const char *self)
{
  g_autofree char *directory = g_dir_make_tmp ("pod-bench-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (directory, "trial.podocyte", NULL);
  double empty[RUNS], first[RUNS], sign_in[RUNS];

  make_trial (path);
  for (int i = 0; i < RUNS; i++)
    {
      run_child (self, "empty", &empty[i], NULL);
      run_child (self, path, &first[i], &sign_in[i]);
    }
  qsort (empty, RUNS, sizeof (double), compare);
  qsort (first, RUNS, sizeof (double), compare);
  qsort (sign_in, RUNS, sizeof (double), compare);
  g_print ("first frame, empty window:  %7.1f ms (median of %d)\n", empty[RUNS / 2], RUNS);
  g_print ("first frame, the program:  %7.1f ms, %.2f times the empty window\n", first[RUNS / 2],
           first[RUNS / 2] / empty[RUNS / 2]);
  g_print ("first frame, sign-in page:  %7.1f ms, %.2f times the empty window\n", sign_in[RUNS / 2],
           sign_in[RUNS / 2] / empty[RUNS / 2]);
  g_unlink (path);
  g_rmdir (directory);
}

int
main (int argc, char *argv[])
{
  started = g_get_monotonic_time ();
  if (argc < 2)
    {
      compare_windows (argv[0]);
      return 0;
    }
  adw_init ();
  show (g_str_equal (argv[1], "empty") ? make_empty () : make_sign_in (argv[1]));
  return 0;
}
