/* One walk through all pages for people without a display.  It runs in a nested loop, so that it reads from top to bottom as
 * somebody would walk. */

#include "pod-walk.h"

#include "pod-busy-page.h"
#include "pod-widget-picture.h"

/* Long enough for layout, a casebook from the database and the frames that follow. */
#define SETTLE_MS 350
/* For a frame that a busy computer draws late; more than that is a fault. */
#define FRAME_MS 20
#define FRAME_WAITS 500

void
pod_walk_fail (PodWalk *walk, const char *what, const char *why)
{
  g_printerr ("podocyte --screenshots: %s: %s\n", what, why);
  walk->failed = TRUE;
}

static gboolean
wake_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

void
pod_walk_settle (guint ms)
{
  gint64 end = g_get_monotonic_time () + (gint64) ms * 1000;
  guint wake = g_timeout_add (10, wake_cb, NULL);

  while (g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (wake);
}

void
pod_walk_fit (PodWalk *walk, GtkWindow *window)
{
  const PodScreenshotOptions *options = walk->options;
  int width, height;

  gtk_window_get_default_size (window, &width, &height);
  if (options->width > 0 && (width > options->width || height > options->height))
    gtk_window_set_default_size (window, MIN (width, options->width),
                                 MIN (height, options->height));
}

/* What does not fit is cut off on a screen of that size. */
static void
check_size (PodWalk *walk, GtkWidget *window, const char *name)
{
  const PodScreenshotOptions *options = walk->options;
  int width, height;

  if (options->width == 0)
    return;
  gtk_widget_measure (window, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  gtk_widget_measure (window, GTK_ORIENTATION_VERTICAL, options->width, &height, NULL, NULL, NULL);
  if (width > options->width || height > options->height)
    g_printerr ("podocyte --screenshots: %s needs %dx%d, more than the %dx%d asked for\n", name,
                width, height, options->width, options->height);
}

/* A page that changed at the last moment has no picture until its next frame. */
static gboolean
save_when_drawn (GtkWidget *widget, const char *path, GError **error)
{
  for (guint waits = 0; waits < FRAME_WAITS; waits++)
    {
      g_autoptr (GError) busy = NULL;

      if (pod_widget_picture_save (widget, path, &busy))
        return TRUE;
      if (!g_error_matches (busy, G_IO_ERROR, G_IO_ERROR_BUSY))
        {
          g_propagate_error (error, g_steal_pointer (&busy));
          return FALSE;
        }
      pod_walk_settle (FRAME_MS);
    }
  return pod_widget_picture_save (widget, path, error);
}

static gboolean
is_spinning (GtkWidget *root)
{
  if (GTK_IS_SPINNER (root))
    return gtk_widget_get_mapped (root) && gtk_spinner_get_spinning (GTK_SPINNER (root));
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (is_spinning (child))
      return TRUE;
  return FALSE;
}

/* What a thread of its own reads may come later than the page that shows it. */
static void
wait_for_rows (GtkWindow *window)
{
  pod_walk_settle (SETTLE_MS);
  for (guint waits = 0; waits < FRAME_WAITS && is_spinning (GTK_WIDGET (window)); waits++)
    pod_walk_settle (FRAME_MS);
}

static void
painted_cb (GdkFrameClock *clock, guint *frames)
{
  (*frames)++;
}

/* A long table takes its time: what was drawn last may be the page before its rows.  Laying out one frame may ask for another. */
static void
wait_for_frames (GtkWindow *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (window));
  guint frames = 0;
  gulong painted = g_signal_connect (clock, "after-paint", G_CALLBACK (painted_cb), &frames);

  for (guint waits = 0; waits < FRAME_WAITS && frames < 3; waits++)
    {
      gtk_widget_queue_draw (GTK_WIDGET (window));
      pod_walk_settle (FRAME_MS);
    }
  g_signal_handler_disconnect (clock, painted);
}

void
pod_walk_shoot (PodWalk *walk, GtkWindow *window, const char *name)
{
  g_autofree char *file = g_strdup_printf ("%02u-%s%s.png", ++walk->number, name,
                                           walk->suffix != NULL ? walk->suffix : "");
  g_autofree char *path = g_build_filename (walk->options->directory, file, NULL);
  g_autoptr (GError) error = NULL;

  wait_for_rows (window);
  pod_widget_picture_prepare (window);
  wait_for_frames (window);
  check_size (walk, GTK_WIDGET (window), name);
  if (!save_when_drawn (GTK_WIDGET (window), path, &error))
    pod_walk_fail (walk, file, error->message);
}

void
pod_walk_shoot_dialog (PodWalk *walk, GtkWidget *dialog, const char *name)
{
  pod_walk_fit (walk, GTK_WINDOW (dialog));
  gtk_window_present (GTK_WINDOW (dialog));
  pod_walk_shoot (walk, GTK_WINDOW (dialog), name);
  gtk_window_close (GTK_WINDOW (dialog));
  pod_walk_settle (10);
}

void
pod_walk_shoot_and_destroy (PodWalk *walk, GtkWidget *dialog, const char *name)
{
  pod_walk_fit (walk, GTK_WINDOW (dialog));
  gtk_window_present (GTK_WINDOW (dialog));
  pod_walk_shoot (walk, GTK_WINDOW (dialog), name);
  gtk_window_destroy (GTK_WINDOW (dialog));
  pod_walk_settle (10);
}

gboolean
pod_walk_shoot_open (PodWalk *walk, GType type, const char *name)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) dialog = g_list_model_get_item (toplevels, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (dialog, type) && gtk_widget_get_visible (dialog))
        {
          pod_walk_shoot_and_destroy (walk, dialog, name);
          return TRUE;
        }
    }
  return FALSE;
}

gboolean
pod_walk_shoot_over (PodWalk *walk, GtkWindow *over, const char *name)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) dialog = g_list_model_get_item (toplevels, i);

      if (gtk_window_get_transient_for (dialog) != over ||
          !gtk_widget_get_visible (GTK_WIDGET (dialog)))
        continue;
      pod_walk_shoot_and_destroy (walk, GTK_WIDGET (dialog), name);
      return TRUE;
    }
  return FALSE;
}

static gboolean
is_busy (GtkWidget *dialog)
{
  GtkWidget *busy = pod_widget_find (dialog, POD_TYPE_BUSY_PAGE);

  return busy != NULL && gtk_widget_get_mapped (busy);
}

void
pod_walk_wait_while_busy (GtkWidget *dialog)
{
  do
    pod_walk_settle (100);
  while (is_busy (dialog));
}

void
pod_walk_press (GtkWidget *dialog, const char *button)
{
  GObject *child = gtk_widget_get_template_child (dialog, G_OBJECT_TYPE (dialog), button);

  g_signal_emit_by_name (child, "clicked");
}
