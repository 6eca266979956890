#include "pod-new-trial-dialog.h"
#include "pod-test-window.h"

#include <glib/gstdio.h>

/* A new database of any study: one that is installed, or one that somebody wrote in a folder of their own. */

static const char mine[] = "[study]\nid=mine\ntitle=A study of one’s own\ntarget=2\n"
                           "[cohort one]\nlabel=One\nshort=ONE\n"
                           "[anchor consent]\nlabel=Consent\nevent=consent\n";

typedef struct
{
  PodTrialWindow *window;
  PodNewTrialDialog *dialog;
  const char *dir;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->dir = pod_test_dir ();
  fixture->window = pod_test_window_open (NULL);
  fixture->dialog = pod_new_trial_dialog_new (fixture->window, FALSE);
  gtk_window_present (GTK_WINDOW (fixture->dialog));
  pod_test_settle ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  pod_test_window_close (fixture->window);
}

static const char *
get_chosen (Fixture *fixture)
{
  GtkStringObject *chosen = adw_combo_row_get_selected_item (pod_test_child (fixture->dialog,
                                                                             "study"));

  return gtk_string_object_get_string (chosen);
}

static PodTrial *
create (Fixture *fixture)
{
  PodTrial *trial;

  gtk_editable_set_text (pod_test_child (fixture->dialog, "user"), "pi");
  gtk_editable_set_text (pod_test_child (fixture->dialog, "password"), POD_TEST_PASSWORD);
  gtk_editable_set_text (pod_test_child (fixture->dialog, "again"), POD_TEST_PASSWORD);
  pod_new_trial_dialog_set_place (fixture->dialog, pod_test_path (fixture->dir, "new.podocyte"));
  g_signal_emit_by_name (pod_test_child (fixture->dialog, "create_button"), "clicked");
  pod_test_settle ();
  g_object_get (fixture->window, "trial", &trial, NULL);
  g_assert_nonnull (trial);
  return trial;
}

static void
test_installed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PodTrial) trial = NULL;

  g_assert_cmpstr (get_chosen (fixture), ==, "nct07241468");
  pod_test_picture (fixture->dialog, "new-trial.png");
  trial = create (fixture);
  g_assert_cmpstr (pod_study_get_id (pod_trial_get_study (trial)), ==, "nct07241468");
}

static void
test_folder (Fixture *fixture, gconstpointer data)
{
  const char *folder = pod_test_path (fixture->dir, "mine");
  g_autoptr (PodTrial) trial = NULL;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  pod_test_write (folder, "study.ini", mine);
  pod_new_trial_dialog_add_study (fixture->dialog, folder);
  g_assert_cmpstr (get_chosen (fixture), ==, "mine");
  g_assert_true (pod_test_shows (fixture->dialog, folder));
  pod_test_picture (fixture->dialog, "new-trial-folder.png");
  trial = create (fixture);
  g_assert_cmpstr (pod_study_get_id (pod_trial_get_study (trial)), ==, "mine");
  g_assert_false (pod_trial_has_proposed_amendment (trial));
}

/* It is not taken, and what was chosen before stays. */
static void
test_faulty (Fixture *fixture, gconstpointer data)
{
  const char *folder = pod_test_path (fixture->dir, "faulty");

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  pod_test_write (folder, "study.ini", "[study]\nid=faulty\n");
  pod_new_trial_dialog_add_study (fixture->dialog, folder);
  g_assert_cmpstr (get_chosen (fixture), ==, "nct07241468");
  g_assert_true (pod_test_shows (fixture->dialog, "podocytectl study check"));
  pod_test_picture (fixture->dialog, "new-trial-faulty.png");
}

#define ADD(name, test) g_test_add ("/new-trial/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  pod_test_window_init (&argc, &argv);
  ADD ("installed", test_installed);
  ADD ("folder", test_folder);
  ADD ("faulty", test_faulty);
  return g_test_run ();
}
