#include <string.h>
#include <unistd.h>

#include "pod-subject-page.h"
#include "pod-test-window.h"
#include "pod-trial-backup.h"
#include "pod-trial-history.h"
#include "pod-widget-picture.h"

/* Ways out that are no file of ours: the clipboards, links that lead elsewhere. */

#define PLANTED "虚构丙丁"

/* ---- the clipboards ---- */

/* Whether somebody could select what a widget says that holds @text. */
static guint
count_selectable (GtkWidget *root, const char *text)
{
  guint n = 0;

  if (GTK_IS_LABEL (root) && strstr (gtk_label_get_text (GTK_LABEL (root)), text) != NULL)
    n += gtk_label_get_selectable (GTK_LABEL (root));
  else if (GTK_IS_EDITABLE (root) &&
           strstr (gtk_editable_get_text (GTK_EDITABLE (root)), text) != NULL)
    n++;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_selectable (child, text);
  return n;
}

static void
test_clipboards (void)
{
  PodTrial *trial = pod_test_trial (pod_test_dir ());
  gint64 subject = pod_test_register (trial, PLANTED, "9900001", "mn");
  PodTrialWindow *window = pod_test_window_open (trial);
  gpointer page;
  GdkDisplay *display = gtk_widget_get_display (GTK_WIDGET (window));

  pod_trial_window_show_subject (window, subject);
  page = pod_widget_find (GTK_WIDGET (window), POD_TYPE_SUBJECT_PAGE);
  gtk_toggle_button_set_active (pod_test_child (page, "reveal_button"), TRUE);
  g_assert_true (pod_test_wait_shows (window, PLANTED));
  g_assert_cmpuint (count_selectable (GTK_WIDGET (window), PLANTED), ==, 0);
  g_assert_null (gtk_widget_get_tooltip_text (pod_test_child (page, "name")));
  gtk_window_set_focus (GTK_WINDOW (window), NULL);
  pod_test_settle ();
  g_assert_false (gdk_clipboard_is_local (gdk_display_get_primary_clipboard (display)));
  g_assert_false (gdk_clipboard_is_local (gdk_display_get_clipboard (display)));
  /* The control. */
  gtk_label_set_selectable (pod_test_child (page, "name"), TRUE);
  g_assert_cmpuint (count_selectable (GTK_WIDGET (window), PLANTED), ==, 1);
  pod_test_window_close (window);
}

/* ---- links that lead elsewhere ---- */

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

/* To an empty folder of somebody else's, and to a file that is not there yet. */
static void
test_links (void)
{
  PodTrial *trial = pod_test_trial (pod_test_dir ());
  const char *elsewhere = pod_test_dir ();
  const char *folder = pod_test_path (pod_test_dir (), "package");
  const char *file = pod_test_path (pod_test_dir (), "history.csv");
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (symlink (elsewhere, folder), ==, 0);
  g_assert_cmpint (symlink (pod_test_path (elsewhere, "history.csv"), file), ==, 0);
  g_assert_false (pod_trial_export (trial, folder, POD_PROFILE_CODED, FALSE, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_false (pod_trial_save_history (trial, NULL, POD_HISTORY_CSV, file, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_false (pod_trial_backup (trial, file, &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (count_files (elsewhere), ==, 0);
  pod_trial_close (trial);
  g_object_unref (trial);
}

int
main (int argc, char *argv[])
{
  pod_test_window_init (&argc, &argv);
  g_test_add_func ("/ui/leaks/R25-clipboards", test_clipboards);
  g_test_add_func ("/ui/leaks/R25-symbolic-links", test_links);
  return g_test_run ();
}
