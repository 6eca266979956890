/* A proposed amendment: the line that tells of it, what it would change, and that adopting it signs everybody out. */
#include "pod-amendment-dialog.h"
#include "pod-ask-dialog.h"
#include "pod-test-window.h"
#include "pod-trial-amendment.h"

#include <glib/gstdio.h>

typedef struct
{
  const char *data;
  const char *path;
  PodTrial *trial;
  PodTrialWindow *window;
  gpointer dialog;
} Fixture;

/* The folder of studies again, to be changed. */
static const char *
copy_data (void)
{
  static char *real = NULL;
  const char *data = pod_test_dir ();

  if (real == NULL)
    real = g_strdup (g_getenv ("PODOCYTE_DATA_DIR"));
  pod_test_copy_texts (pod_test_path (real, "knowledge"), pod_test_path (data, "knowledge"));
  pod_test_copy_texts (pod_test_path (real, "studies/nct07241468"),
                       pod_test_path (data, "studies/nct07241468"));
  g_setenv ("PODOCYTE_DATA_DIR", data, TRUE);
  return data;
}

static void
change (Fixture *fixture, const char *file, const char *old, const char *new)
{
  const char *folder = pod_test_path (fixture->data, "studies/nct07241468");
  g_auto (GStrv) parts = g_strsplit (pod_test_read (pod_test_path (folder, file), NULL), old, 2);
  g_autofree char *text = g_strjoinv (new, parts);

  g_assert_cmpuint (g_strv_length (parts), ==, 2);
  pod_test_write (folder, file, text);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const char *dir = pod_test_dir ();
  PodTrial *trial;

  fixture->data = copy_data ();
  trial = pod_test_trial (dir);
  fixture->path = pod_test_path (dir, "site.podocyte");
  pod_test_register (trial, "虚构甲", "9000001", "mn");
  pod_trial_close (trial);
  g_object_unref (trial);
}

/* The trial as it is found after an update of the program. */
static void
open_trial (Fixture *fixture, const char *user)
{
  g_autoptr (GError) error = NULL;

  fixture->trial = pod_trial_open (fixture->path, NULL, NULL, &error);
  g_assert_no_error (error);
  pod_trial_sign_in (fixture->trial, user, POD_TEST_PASSWORD, &error);
  g_assert_no_error (error);
  fixture->window = pod_test_window_open (g_object_ref (fixture->trial));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->trial);
  pod_test_window_close (fixture->window);
}

static gpointer
open_dialog (Fixture *fixture)
{
  gpointer stack;

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.amendment", NULL);
  pod_test_settle ();
  fixture->dialog = pod_test_toplevel (POD_TYPE_AMENDMENT_DIALOG);
  g_assert_nonnull (fixture->dialog);
  stack = pod_test_child (fixture->dialog, "stack");
  for (int i = 0; i < 200 && g_str_equal (gtk_stack_get_visible_child_name (stack), "busy"); i++)
    pod_test_settle ();
  return fixture->dialog;
}

static gboolean
is_offered (Fixture *fixture)
{
  return gtk_widget_get_mapped (pod_test_child (fixture->window, "amendment_button")) &&
         gtk_widget_is_sensitive (pod_test_child (fixture->window, "amendment_button"));
}

#define OLDER "20-criteria.ini", "rule=age >= 18 a", "rule=age >= 68 a"

/* ---- the line ---- */

/* Everybody is told, the principal investigator may do something about it. */
static void
test_line (Fixture *fixture, gconstpointer data)
{
  change (fixture, OLDER);
  open_trial (fixture, "pi");
  pod_test_settle ();
  g_assert_true (pod_test_shows (fixture->window, "differs from the one in force"));
  g_assert_true (is_offered (fixture));
  pod_test_picture (fixture->window, "amendment-line.png");
  pod_test_sign_in (fixture->trial, "monitor");
  pod_test_settle ();
  g_assert_true (pod_test_shows (fixture->window, "differs from the one in force"));
  g_assert_false (is_offered (fixture));
}

static void
test_no_line (Fixture *fixture, gconstpointer data)
{
  open_trial (fixture, "pi");
  pod_test_settle ();
  g_assert_false (is_offered (fixture));
}

/* ---- the dialog ---- */

static void
test_adopt (Fixture *fixture, gconstpointer data)
{
  gpointer question;

  change (fixture, OLDER);
  open_trial (fixture, "pi");
  open_dialog (fixture);
  g_assert_true (pod_test_shows (fixture->dialog, "S-001"));
  g_assert_true (pod_test_shows (fixture->dialog, "INC-01 · Rule"));
  pod_test_picture (fixture->dialog, "amendment.png");
  gtk_widget_activate_action (fixture->dialog, "amendment.adopt", NULL);
  pod_test_settle ();
  question = pod_test_toplevel (POD_TYPE_ASK_DIALOG);
  g_assert_nonnull (question);
  gtk_editable_set_text (pod_test_child (question, "reason"), "version 2.0");
  gtk_editable_set_text (pod_test_child (question, "password"), POD_TEST_PASSWORD);
  g_signal_emit_by_name (pod_test_child (question, "button"), "clicked");
  for (int i = 0; i < 500 && pod_trial_is_signed_in (fixture->trial); i++)
    pod_test_settle ();
  /* Nothing that goes by the study of before is left open. */
  g_assert_false (pod_trial_is_signed_in (fixture->trial));
  g_assert_null (pod_test_toplevel (POD_TYPE_AMENDMENT_DIALOG));
  g_assert_cmpstr (pod_trial_window_get_page (fixture->window), ==, "sign-in");
  g_assert_true (pod_test_shows (fixture->window, "The amended study is in force"));
  pod_test_sign_in (fixture->trial, "pi");
  pod_test_settle ();
  g_assert_false (is_offered (fixture));
}

static void
test_nobody (Fixture *fixture, gconstpointer data)
{
  change (fixture, "20-criteria.ini", "label=Age 18 to 70", "label=Age");
  open_trial (fixture, "pi");
  open_dialog (fixture);
  g_assert_true (pod_test_shows (fixture->dialog, "No subject is affected"));
  g_assert_true (pod_test_shows (fixture->dialog, "INC-01 · Name"));
  g_assert_true (gtk_widget_is_sensitive (pod_test_child (fixture->dialog, "adopt_button")));
}

/* What would orphan records, or does not load, is not adopted, and it says why. */
static void
test_not (Fixture *fixture, gconstpointer data)
{
  change (fixture, "00-study.ini", "[cohort mn]", "[cohort pmn]");
  open_trial (fixture, "pi");
  open_dialog (fixture);
  g_assert_false (gtk_widget_is_sensitive (pod_test_child (fixture->dialog, "adopt_button")));
}

static void
test_faults (Fixture *fixture, gconstpointer data)
{
  change (fixture, "20-criteria.ini", "rule=age >= 18 a", "rule=agee >= 18 a");
  open_trial (fixture, "pi");
  open_dialog (fixture);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (pod_test_child (fixture->dialog, "stack")), ==,
                   "failure");
  g_assert_false (gtk_widget_is_sensitive (pod_test_child (fixture->dialog, "adopt_button")));
}

/* Whoever closes it while it is compared hears no more of it. */
static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  gpointer dialog;

  change (fixture, OLDER);
  open_trial (fixture, "pi");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.amendment", NULL);
  dialog = pod_test_toplevel (POD_TYPE_AMENDMENT_DIALOG);
  g_object_add_weak_pointer (dialog, &dialog);
  gtk_window_close (dialog);
  for (int i = 0; i < 100 && dialog != NULL; i++)
    pod_test_settle ();
  g_assert_null (dialog);
  g_assert_true (pod_trial_is_signed_in (fixture->trial));
}

#define ADD(name, test) g_test_add ("/ui/amendment/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  pod_test_window_init (&argc, &argv);
  ADD ("line", test_line);
  ADD ("no-line", test_no_line);
  ADD ("adopt", test_adopt);
  ADD ("nobody", test_nobody);
  ADD ("not", test_not);
  ADD ("faults", test_faults);
  ADD ("cancel", test_cancel);
  return g_test_run ();
}
