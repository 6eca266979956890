/* A study's words are shown as they are written: "<", "&" and "%" are neither markup nor formats on the page of criteria, beside the decision
 * and in the ledger of readings. */
#include "pod-readings-dialog.h"
#include "pod-screening-wizard.h"
#include "pod-test-put.h"
#include "pod-test-window.h"

#include <string.h>

#define HOSTILE "A & B <b>C</b> < 5 %s 50 % &amp; more"

typedef struct
{
  PodTrial *trial;
  PodTrialWindow *window;
  gint64 subject;
} Fixture;

/* Where the real ones are. */
static char *data_dir;

static void
replace_line (GString *text, const char *group, const char *key, const char *value)
{
  char *begin = strstr (text->str, group);
  char *line, *end;

  g_assert_nonnull (begin);
  line = strstr (begin, key);
  g_assert_nonnull (line);
  line += strlen (key);
  end = strchr (line, '\n');
  g_string_erase (text, line - text->str, end - line);
  g_string_insert (text, line - text->str, value);
}

static void
copy_file (const char *from, const char *to, const char *name)
{
  g_autofree char *path = g_build_filename (from, name, NULL);
  g_autofree char *contents = NULL;
  g_autoptr (GString) text = NULL;

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    return;
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  text = g_string_new (contents);
  if (g_str_equal (name, "20-criteria.ini"))
    replace_line (text, "[criterion INC-03a]", "\nlabel=", HOSTILE " 1");
  if (g_str_equal (name, "10-observations.ini"))
    replace_line (text, "[observation hgb]", "\nlabel=", HOSTILE " 2");
  if (g_str_equal (name, "15-readings.ini"))
    replace_line (text, "[reading inc07_months]", "\nquestion=", HOSTILE " 3");
  pod_test_write (to, name, text->str);
}

/* The real study with such words in it, and the real knowledge. */
static void
use_hostile_data (void)
{
  g_autofree char *data = g_build_filename (pod_test_dir (), "data", NULL);
  g_autofree char *study = g_build_filename (data, "studies", "nct07241468", NULL);
  g_autofree char *knowledge = g_build_filename (data, "knowledge", NULL);
  g_autofree char *from = g_build_filename (data_dir, "studies", "nct07241468", NULL);
  g_autofree char *known = g_build_filename (data_dir, "knowledge", NULL);
  g_autoptr (GDir) dir = g_dir_open (from, 0, NULL);
  g_autoptr (GFile) link = g_file_new_for_path (knowledge);
  const char *name;

  g_assert_cmpint (g_mkdir_with_parents (study, 0700), ==, 0);
  g_assert_true (g_file_make_symbolic_link (link, known, NULL, NULL));
  while ((name = g_dir_read_name (dir)) != NULL)
    copy_file (from, study, name);
  g_assert_true (g_setenv ("PODOCYTE_DATA_DIR", data, TRUE));
}

static void
record_haemoglobin (PodTrial *trial, gint64 subject)
{
  pod_test_put (trial, subject, pod_test_result ("hgb", pod_trial_get_today (trial), 59, "g/L"));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  use_hostile_data ();
  fixture->trial = pod_test_trial (pod_test_dir ());
  fixture->subject = pod_test_register (fixture->trial, "虚构甲", "9000001", "mn");
  record_haemoglobin (fixture->trial, fixture->subject);
  fixture->window = pod_test_window_open (fixture->trial);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  pod_test_window_close (fixture->window);
  g_assert_true (g_setenv ("PODOCYTE_DATA_DIR", data_dir, TRUE));
}

/* What does not hold tells its value, limit and margin. */
static void
test_screening (Fixture *fixture, gconstpointer data)
{
  PodScreeningWizard *wizard = pod_screening_wizard_new (fixture->window, fixture->subject);

  gtk_window_present (GTK_WINDOW (wizard));
  pod_test_settle ();
  gtk_widget_activate_action (GTK_WIDGET (wizard), "wizard.go", "i", 6);
  pod_test_settle ();
  g_assert_true (pod_test_shows (wizard, HOSTILE " 1"));
  gtk_widget_activate_action (GTK_WIDGET (wizard), "wizard.go", "i", 7);
  pod_test_settle ();
  g_assert_true (pod_test_shows (wizard, "INC-03a  " HOSTILE " 1"));
  g_assert_true (pod_test_wait_shows (wizard, "not met: " HOSTILE " 2 59 g/L not ≥ 60 (−1), "));
  /* Much is missing, of which nothing would change the answer: it is not said that nothing is. */
  g_assert_cmpstr (gtk_label_get_text (pod_test_child (wizard, "missing")), ==,
                   "A criterion is not met");
  g_assert_false (gtk_widget_get_sensitive (pod_test_child (wizard, "missing_button")));
  gtk_widget_activate_action (GTK_WIDGET (wizard), "wizard.go", "i", 6);
  pod_test_settle ();
  g_assert_cmpstr (gtk_label_get_text (pod_test_child (wizard, "missing")), ==,
                   "A criterion is not met: to the decision");
  gtk_widget_activate_action (GTK_WIDGET (wizard), "wizard.missing", NULL);
  pod_test_settle ();
  g_assert_cmpstr (adw_view_stack_get_visible_child_name (pod_test_child (wizard, "stack")), ==,
                   "decision");
  gtk_window_destroy (GTK_WINDOW (wizard));
}

static void
test_readings (Fixture *fixture, gconstpointer data)
{
  gpointer dialog;

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.readings", NULL);
  pod_test_settle ();
  dialog = pod_test_toplevel (POD_TYPE_READINGS_DIALOG);
  pod_readings_dialog_show_reading (dialog, "reading.inc07_months");
  pod_test_settle ();
  g_assert_true (pod_test_shows (dialog, HOSTILE " 3"));
}

int
main (int argc, char **argv)
{
  int status;

  pod_test_window_init (&argc, &argv);
  data_dir = g_strdup (pod_test_data (""));
  g_test_add ("/ui/plain-text/screening", Fixture, NULL, set_up, test_screening, tear_down);
  g_test_add ("/ui/plain-text/readings", Fixture, NULL, set_up, test_readings, tear_down);
  status = g_test_run ();
  g_free (data_dir);
  return status;
}
