#include "pod-dialog-fixture.h"

void
pod_dialog_fixture_set_up (PodDialogFixture *fixture, gconstpointer data)
{
  fixture->trial = pod_test_trial (pod_test_dir ());
  fixture->subject = pod_test_register (fixture->trial, "Invented Anna", "R-0001", "mn");
  fixture->window = pod_test_window_open (fixture->trial);
}

void
pod_dialog_fixture_tear_down (PodDialogFixture *fixture, gconstpointer data)
{
  if (fixture->dialog != NULL)
    gtk_window_close (fixture->dialog);
  pod_test_settle ();
  g_assert_null (fixture->dialog);
  pod_test_window_close (fixture->window);
}

void
pod_dialog_fixture_show (PodDialogFixture *fixture, gpointer dialog)
{
  fixture->dialog = dialog;
  g_object_add_weak_pointer (dialog, &fixture->dialog);
  gtk_window_present (dialog);
  gtk_test_widget_wait_for_draw (dialog);
}

void
pod_dialog_fixture_add (const char *path, PodDialogTest test)
{
  g_test_add (path, PodDialogFixture, NULL, pod_dialog_fixture_set_up, test,
              pod_dialog_fixture_tear_down);
}

void
pod_dialog_fixture_act (PodDialogFixture *fixture, const char *action)
{
  gtk_widget_activate_action (fixture->dialog, action, NULL);
  pod_test_settle ();
}
