#include <string.h>

#include "pod-dialogs.h"
#include "pod-test-window.h"

/* No file that was chosen here stays in the desktop's list of recent files, not even for a moment on the disk. */

static gpointer
find_chooser (void)
{
  return pod_test_toplevel (GTK_TYPE_FILE_CHOOSER_DIALOG);
}

static void
keep_path (const char *path, gpointer data)
{
  *(char **) data = g_strdup (path != NULL ? path : "");
}

static gboolean
is_chosen (gpointer data)
{
  GFile *file = gtk_file_chooser_get_file (find_chooser ());
  gboolean chosen = file != NULL;

  g_clear_object (&file);
  return chosen;
}

static gboolean
is_set (gpointer data)
{
  return *(gpointer *) data != NULL;
}

/* Whether the list on the disk ever has it in the next two seconds: GTK writes it late, and asks for the file's type before. */
static gboolean
is_listed (const char *word)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "recently-used.xbel", NULL);

  for (int i = 0; i < 20; i++)
    {
      g_autofree char *text = NULL;

      pod_test_settle ();
      if (g_file_get_contents (path, &text, NULL, NULL) && strstr (text, word) != NULL)
        return TRUE;
    }
  return FALSE;
}

static void
test_recent (void)
{
  const char *path = pod_test_write (pod_test_dir (), "canary-results.csv", "x\n");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GtkWindow *window = GTK_WINDOW (pod_test_window_open (NULL));
  g_autofree char *chosen = NULL;
  GtkWidget *chooser;

  pod_dialogs_choose_file (window, GTK_FILE_CHOOSER_ACTION_OPEN, "Open", "_Open", NULL, keep_path,
                           &chosen);
  pod_test_settle ();
  chooser = find_chooser ();
  g_assert_nonnull (chooser);
  g_assert_true (gtk_file_chooser_set_file (GTK_FILE_CHOOSER (chooser), file, NULL));
  g_assert_true (pod_test_run_until (is_chosen, NULL, 30000));
  gtk_dialog_response (GTK_DIALOG (chooser), GTK_RESPONSE_ACCEPT);
  g_assert_true (pod_test_run_until (is_set, &chosen, 30000));
  g_assert_cmpstr (chosen, ==, path);
  g_assert_false (is_listed ("canary-results"));
  pod_test_window_close (POD_TRIAL_WINDOW (window));
}

/* The control: what nobody takes out again is found there. */
static void
test_recent_control (void)
{
  const char *path = pod_test_write (pod_test_dir (), "canary-control.csv", "x\n");
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);

  gtk_recent_manager_add_item (gtk_recent_manager_get_default (), uri);
  g_assert_true (is_listed ("canary-control"));
}

int
main (int argc, char *argv[])
{
  pod_test_window_init (&argc, &argv);
  g_test_add_func ("/ui/recent/R25-none-stays", test_recent);
  g_test_add_func ("/ui/recent/one-that-stays-is-found", test_recent_control);
  return g_test_run ();
}
