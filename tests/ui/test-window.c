#include "pod-export-dialog.h"
#include "pod-import-dialog.h"
#include "pod-register-dialog.h"
#include "pod-test-window.h"

/* The frame: which page follows from what, and what each role may start. */

static void
test_opens_and_closes (void)
{
  for (int i = 0; i < 3; i++)
    {
      PodTrialWindow *window = pod_test_window_open (NULL);

      g_assert_cmpstr (pod_trial_window_get_page (window), ==, "welcome");
      pod_test_window_close (window);
    }
}

static void
type_password (PodTrialWindow *window, const char *password)
{
  gpointer page = pod_test_child (window, "sign_in");

  gtk_editable_set_text (pod_test_child (page, "user"), "pi");
  gtk_editable_set_text (pod_test_child (page, "password"), password);
  g_signal_emit_by_name (pod_test_child (page, "button"), "clicked");
}

/* A message that is visible and says something. */
static gboolean
is_told (gpointer message)
{
  return gtk_widget_get_visible (message) && *gtk_label_get_text (message) != '\0';
}

static gboolean
is_at_subjects (gpointer window)
{
  return g_str_equal (pod_trial_window_get_page (window), "subjects");
}

static void
test_signing_in (void)
{
  PodTrial *trial = pod_test_trial (pod_test_dir ());
  PodTrialWindow *window;

  pod_trial_sign_out (trial);
  window = pod_test_window_open (trial);
  g_assert_cmpstr (pod_trial_window_get_page (window), ==, "sign-in");

  type_password (window, "not the password at all");
  g_assert_true (pod_test_run_until (is_told,
                                     pod_test_child (pod_test_child (window, "sign_in"), "message"),
                                     30000));
  g_assert_cmpstr (pod_trial_window_get_page (window), ==, "sign-in");

  type_password (window, POD_TEST_PASSWORD);
  g_assert_true (pod_test_run_until (is_at_subjects, window, 30000));
  g_assert_true (pod_test_shows (window, "No subjects yet"));
  pod_test_picture (window, "window-no-subjects.png");
  pod_test_window_close (window);
}

static void
test_locking_forgets (void)
{
  PodTrial *trial = pod_test_trial (pod_test_dir ());
  PodTrialWindow *window;

  pod_test_register (trial, "Invented Person", "X-900001", "mn");
  window = pod_test_window_open (trial);
  pod_test_settle ();
  g_assert_true (pod_test_shows (window, "S-001"));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.lock", NULL);
  pod_test_settle ();
  g_assert_cmpstr (pod_trial_window_get_page (window), ==, "sign-in");
  g_assert_false (pod_test_shows (window, "S-001"));
  pod_test_window_close (window);
}

static gboolean
opens (PodTrialWindow *window, const char *action, GType type)
{
  GtkWindow *dialog;

  gtk_widget_activate_action (GTK_WIDGET (window), action, NULL);
  pod_test_settle ();
  dialog = pod_test_toplevel (type);
  if (dialog != NULL)
    gtk_window_close (dialog);
  pod_test_settle ();
  return dialog != NULL;
}

static const struct
{
  const char *user;
  gboolean screens;
  gboolean exports;
} roles[] = {
  { "pi", TRUE, TRUE },
  { "coordinator", TRUE, TRUE },
  { "monitor", FALSE, FALSE },
};

static void
test_roles (void)
{
  PodTrial *trial = pod_test_trial (pod_test_dir ());
  PodTrialWindow *window = pod_test_window_open (trial);

  for (gsize i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      g_test_message ("%s", roles[i].user);
      pod_test_sign_in (trial, roles[i].user);
      pod_test_settle ();
      g_assert_true (opens (window, "win.register", POD_TYPE_REGISTER_DIALOG) == roles[i].screens);
      g_assert_true (opens (window, "win.export", POD_TYPE_EXPORT_DIALOG) == roles[i].exports);
      g_assert_true (gtk_widget_get_sensitive (pod_test_child (window, "register_button")) ==
                     roles[i].screens);
    }
  pod_test_window_close (window);
}

static void
test_verifying (void)
{
  PodTrialWindow *window = pod_test_window_open (pod_test_trial (pod_test_dir ()));

  gtk_widget_activate_action (GTK_WIDGET (window), "win.verify", NULL);
  g_assert_true (pod_test_wait_shows (window, "The audit trail verifies"));
  pod_test_window_close (window);
}

/* What somebody typed is text and nothing else: a warning of Pango's would end the test. */
static void
test_markup_is_text (void)
{
  static const char *const texts[] = { "<0.2 g/g", "A&B", "<span size=\"9\">", "&amp;" };
  PodTrialWindow *window = pod_test_window_open (pod_test_trial (pod_test_dir ()));

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      pod_trial_window_toast (window, texts[i]);
      g_assert_true (pod_test_wait_shows (window, texts[i]));
    }
  pod_test_window_close (window);
}

int
main (int argc, char *argv[])
{
  pod_test_window_init (&argc, &argv);
  g_test_add_func ("/ui/window/opens-and-closes", test_opens_and_closes);
  g_test_add_func ("/ui/window/signing-in", test_signing_in);
  g_test_add_func ("/ui/window/locking-forgets", test_locking_forgets);
  g_test_add_func ("/ui/window/roles", test_roles);
  g_test_add_func ("/ui/window/verifying", test_verifying);
  g_test_add_func ("/ui/window/markup-is-text", test_markup_is_text);
  return g_test_run ();
}
