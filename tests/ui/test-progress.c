#include "pod-progress.h"
#include "pod-test-window.h"
#include "pod-widget-picture.h"

/* What is shown above something that takes long: nothing of what is over at once, and a bar that moves for as long as nobody knows how far it is. */

typedef struct
{
  PodTrialWindow *window;
  GCancellable *cancellable;
  PodProgress *progress;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->window = pod_test_window_open (pod_test_trial (pod_test_dir ()));
  fixture->cancellable = g_cancellable_new ();
  fixture->progress = pod_progress_start (GTK_WINDOW (fixture->window), "Undoing…",
                                          fixture->cancellable);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->progress, pod_progress_end);
  pod_test_settle ();
  g_assert_null (pod_test_toplevel (ADW_TYPE_MESSAGE_DIALOG));
  g_object_unref (fixture->cancellable);
  pod_test_window_close (fixture->window);
}

static GtkWidget *
find_bar (void)
{
  return pod_widget_find (pod_test_toplevel (ADW_TYPE_MESSAGE_DIALOG), GTK_TYPE_PROGRESS_BAR);
}

/* A part of it is marked so by GTK. */
static gboolean
is_moving (gpointer widget)
{
  gboolean moves = gtk_widget_has_css_class (widget, "pulse");

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && !moves;
       child = gtk_widget_get_next_sibling (child))
    moves = is_moving (child);
  return moves;
}

/* How far it is, and that it does not move by itself any more. */
static void
assert_stands_at (double fraction)
{
  g_assert_cmpfloat (gtk_progress_bar_get_fraction (GTK_PROGRESS_BAR (find_bar ())), ==, fraction);
  g_assert_false (pod_test_run_until (is_moving, find_bar (), 400));
}

static void
test_moves (Fixture *fixture, gconstpointer data)
{
  g_assert_true (pod_test_wait_toplevel (ADW_TYPE_MESSAGE_DIALOG, TRUE));
  g_assert_true (pod_test_run_until (is_moving, find_bar (), 5000));
  pod_progress_tell (0.4, fixture->progress);
  assert_stands_at (0.4);
}

static void
test_told_before (Fixture *fixture, gconstpointer data)
{
  pod_progress_tell (0.3, fixture->progress);
  g_assert_true (pod_test_wait_toplevel (ADW_TYPE_MESSAGE_DIALOG, TRUE));
  assert_stands_at (0.3);
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_assert_true (pod_test_wait_toplevel (ADW_TYPE_MESSAGE_DIALOG, TRUE));
  g_assert_false (g_cancellable_is_cancelled (fixture->cancellable));
  pod_test_answer ("_Cancel");
  g_assert_true (g_cancellable_is_cancelled (fixture->cancellable));
}

static gboolean
is_shown (gpointer data)
{
  return pod_test_toplevel (ADW_TYPE_MESSAGE_DIALOG) != NULL;
}

static void
test_over_at_once (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->progress, pod_progress_end);
  g_assert_false (pod_test_run_until (is_shown, NULL, 600));
}

static void
add (const char *path, void (*test) (Fixture *fixture, gconstpointer data))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  pod_test_window_init (&argc, &argv);
  add ("/ui/progress/moves", test_moves);
  add ("/ui/progress/told-before", test_told_before);
  add ("/ui/progress/cancel", test_cancel);
  add ("/ui/progress/over-at-once", test_over_at_once);
  return g_test_run ();
}
