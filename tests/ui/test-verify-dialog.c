#include "pod-problem-row.h"
#include "pod-restore-dialog.h"
#include "pod-test-forge.h"
#include "pod-test-window.h"
#include "pod-trial-backup.h"
#include "pod-trust-fixture.h"
#include "pod-verify-dialog.h"

/* Verifying: that all is well, against a head that was kept elsewhere, and what is said where it is not. */

#define WAIT_MS 60000

static PodVerifyDialog *
open_dialog (Fixture *fixture)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.verify", NULL));
  pod_test_settle ();
  return pod_test_toplevel (POD_TYPE_VERIFY_DIALOG);
}

static void
press (gpointer dialog, const char *id)
{
  g_signal_emit_by_name (pod_test_child (dialog, id), "clicked");
}

static gboolean
is_ready (gpointer stack)
{
  return !g_str_equal (gtk_stack_get_visible_child_name (stack), "busy");
}

static const char *
verify (PodVerifyDialog *dialog)
{
  gpointer stack = pod_test_child (dialog, "stack");

  press (dialog, "verify_button");
  g_assert_true (pod_test_run_until (is_ready, stack, WAIT_MS));
  pod_test_settle ();
  return gtk_stack_get_visible_child_name (stack);
}

static void
type_head (PodVerifyDialog *dialog, const char *text)
{
  gtk_editable_set_text (pod_test_child (dialog, "head"), text);
}

static const char *
get_problem (PodVerifyDialog *dialog)
{
  return pod_problem_row_get_text (pod_test_child (dialog, "head_problem"));
}

static void
test_good (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PodTrialVerification) expected = pod_trial_verify (fixture->trial, NULL, NULL);
  PodVerifyDialog *dialog = open_dialog (fixture);

  pod_test_picture (dialog, "verify.png");
  g_assert_cmpstr (verify (dialog), ==, "outcome");
  g_assert_true (pod_test_shows (dialog, "The audit trail verifies"));
  g_assert_true (pod_test_shows (dialog, "nothing contradicts them."));
  g_assert_false (gtk_widget_get_visible (pod_test_child (dialog, "restore_button")));
  pod_test_picture (dialog, "verify-good.png");
  /* The first verification is an entry of its own by now, so its head lies behind. */
  g_assert_false (pod_test_shows (dialog, expected->head));
}

/* One that was kept is in the trail; one of another trail is not. */
static void
test_anchor (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PodTrialVerification) before = pod_trial_verify (fixture->trial, NULL, NULL);
  PodVerifyDialog *dialog = open_dialog (fixture);
  g_autofree char *other = NULL;

  type_head (dialog, before->head);
  g_assert_cmpstr (verify (dialog), ==, "outcome");
  g_assert_true (pod_test_shows (dialog, "The head that was kept elsewhere is among them"));
  g_assert_true (pod_test_shows (dialog, before->head));
  gtk_window_close (GTK_WINDOW (dialog));

  other = g_strdup (before->head);
  other[strlen (other) - 1] = other[strlen (other) - 1] == '0' ? '1' : '0';
  dialog = open_dialog (fixture);
  type_head (dialog, other);
  g_assert_cmpstr (verify (dialog), ==, "outcome");
  g_assert_true (pod_test_shows (dialog, "The audit trail does not verify"));
  g_assert_true (pod_test_shows (dialog, "does not contain the head"));
}

static void
test_no_head (Fixture *fixture, gconstpointer data)
{
  static const char *const texts[] = { "12", "12:ab", "head", "/etc/hostname", ":" };
  PodVerifyDialog *dialog = open_dialog (fixture);

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      type_head (dialog, texts[i]);
      g_assert_null (get_problem (dialog));
      g_assert_cmpstr (verify (dialog), ==, "form");
      g_assert_nonnull (get_problem (dialog));
    }
  pod_test_picture (dialog, "verify-no-head.png");
  type_head (dialog, "  ");
  g_assert_cmpstr (verify (dialog), ==, "outcome");
}

static void
test_from_file (Fixture *fixture, gconstpointer data)
{
  const char *dir = pod_test_dir ();
  const char *copy = pod_test_path (dir, "asked.podbackup");
  const char *package = pod_test_path (dir, "package");
  PodVerifyDialog *dialog = open_dialog (fixture);
  g_autoptr (GError) error = NULL;

  pod_trial_backup (fixture->trial, copy, &error);
  g_assert_no_error (error);
  pod_trial_export (fixture->trial, package, POD_PROFILE_SHIFTED, FALSE, &error);
  g_assert_no_error (error);
  pod_verify_dialog_read_anchor (dialog, dir);
  g_assert_nonnull (get_problem (dialog));
  pod_verify_dialog_read_anchor (dialog, package);
  g_assert_null (get_problem (dialog));
  pod_verify_dialog_read_anchor (dialog, copy);
  g_assert_cmpstr (gtk_editable_get_text (pod_test_child (dialog, "head")), ==,
                   pod_trial_get_last_backup (fixture->trial)->head);
  g_assert_cmpstr (verify (dialog), ==, "outcome");
  g_assert_true (pod_test_shows (dialog, "The head that was kept elsewhere is among them"));
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  PodVerifyDialog *dialog = open_dialog (fixture);
  gpointer stack = pod_test_child (dialog, "stack");

  press (dialog, "verify_button");
  press (dialog, "cancel_button");
  g_assert_true (pod_test_run_until (is_ready, stack, WAIT_MS));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "form");
}

/* What another program altered is named, and there is a way on. */
static void
test_forged (Fixture *fixture, gconstpointer data)
{
  PodVerifyDialog *dialog;

  pod_test_forge (pod_trial_get_path (fixture->trial), "UPDATE adverse_event SET grade = 1");
  dialog = open_dialog (fixture);
  g_assert_cmpstr (verify (dialog), ==, "outcome");
  g_assert_true (pod_test_shows (dialog, "The audit trail does not verify"));
  g_assert_true (pod_test_shows (dialog, "A record is not what the audit trail says it should be"));
  g_assert_true (pod_test_shows (dialog, "Adverse event, row 1: Grade"));
  pod_test_picture (dialog, "verify-forged.png");
  press (dialog, "copy_button");
  press (dialog, "restore_button");
  pod_test_settle ();
  g_assert_nonnull (pod_test_toplevel (POD_TYPE_RESTORE_DIALOG));
}

int
main (int argc, char *argv[])
{
  pod_test_window_init (&argc, &argv);
  fixture_add ("/ui/verify/R08-good", test_good);
  fixture_add ("/ui/verify/R08-anchor", test_anchor);
  fixture_add ("/ui/verify/no-head", test_no_head);
  fixture_add ("/ui/verify/from-file", test_from_file);
  fixture_add ("/ui/verify/cancelled", test_cancelled);
  fixture_add ("/ui/verify/R08-forged", test_forged);
  return g_test_run ();
}
