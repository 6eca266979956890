#include <glib/gstdio.h>

#include "pod-backup-dialog.h"
#include "pod-export-dialog.h"
#include "pod-import-dialog.h"
#include "pod-key-names.h"
#include "pod-new-trial-dialog.h"
#include "pod-restore-dialog.h"
#include "pod-screening-wizard.h"
#include "pod-subject-list.h"
#include "pod-subject-page.h"
#include "pod-test-put.h"
#include "pod-test-window.h"
#include "pod-verify-dialog.h"
#include "pod-widget-picture.h"

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

/* Whoever comes to the machine after signing out sees no dialog of whoever went, nor what was looked for. */
static void
test_signing_out_closes_dialogs (void)
{
  PodTrial *trial = pod_test_trial (pod_test_dir ());
  PodTrialWindow *window = pod_test_window_open (trial);
  gpointer list = pod_test_child (window, "subjects");

  gtk_widget_activate_action (GTK_WIDGET (window), "win.register", NULL);
  gtk_editable_set_text (pod_test_child (list, "search"), "S-0");
  pod_test_settle ();
  g_assert_nonnull (pod_test_toplevel (POD_TYPE_SCREENING_WIZARD));
  /* One that would ask whether what was typed may be lost. */
  gtk_editable_set_text (
      pod_test_child (pod_test_child (pod_test_toplevel (POD_TYPE_SCREENING_WIZARD), "patient"),
                      "name"),
      "Invented Person");
  gtk_window_close (pod_test_toplevel (POD_TYPE_SCREENING_WIZARD));
  pod_test_settle ();
  g_assert_nonnull (pod_test_toplevel (ADW_TYPE_MESSAGE_DIALOG));

  pod_trial_sign_out (trial);
  pod_test_settle ();
  g_assert_null (pod_test_toplevel (POD_TYPE_SCREENING_WIZARD));
  g_assert_null (pod_test_toplevel (ADW_TYPE_MESSAGE_DIALOG));
  g_assert_cmpstr (gtk_editable_get_text (pod_test_child (list, "search")), ==, "");
  g_assert_cmpstr (gtk_label_get_text (pod_test_child (list, "enrolment")), ==, "");
  pod_test_window_close (window);
}

static gboolean
has_item (GMenuModel *model, const char *action, const char *key)
{
  int n = g_menu_model_get_n_items (model);

  for (int i = 0; i < n; i++)
    {
      g_autoptr (GMenuModel) section = g_menu_model_get_item_link (model, i, G_MENU_LINK_SECTION);
      g_autofree char *own = NULL;
      g_autofree char *accel = NULL;

      g_menu_model_get_item_attribute (model, i, G_MENU_ATTRIBUTE_ACTION, "s", &own);
      g_menu_model_get_item_attribute (model, i, "accel", "s", &accel);
      if (g_strcmp0 (own, action) == 0 && g_strcmp0 (accel, key) == 0)
        return TRUE;
      if (section != NULL && has_item (section, action, key))
        return TRUE;
    }
  return FALSE;
}

/* In any of the menus below @root. */
static gboolean
menus_have (GtkWidget *root, const char *action, const char *key)
{
  GMenuModel *model = GTK_IS_MENU_BUTTON (root)
                          ? gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (root))
                          : NULL;

  if (model != NULL && has_item (model, action, key))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (menus_have (child, action, key))
      return TRUE;
  return FALSE;
}

/* The label is empty, not only out of sight. */
static void
test_leaving_hides_the_name (void)
{
  PodTrial *trial = pod_test_trial (pod_test_dir ());
  gint64 subject = pod_test_register (trial, "Invented Person", "X-900001", "mn");
  PodTrialWindow *window = pod_test_window_open (trial);
  gpointer page, name;

  pod_trial_window_show_subject (window, subject);
  page = pod_widget_find (GTK_WIDGET (window), POD_TYPE_SUBJECT_PAGE);
  name = pod_test_child (page, "name");
  pod_test_settle ();
  gtk_toggle_button_set_active (pod_test_child (page, "reveal_button"), TRUE);
  g_assert_cmpstr (gtk_label_get_text (name), ==, "Invented Person");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.back", NULL);
  pod_test_settle ();
  g_assert_cmpstr (gtk_label_get_text (name), ==, "");
  g_assert_false (gtk_toggle_button_get_active (pod_test_child (page, "reveal_button")));
  pod_test_window_close (window);
}

/* What happened and what comes next can be read in the narrowest window: neither is cut. */
static void
test_list_fits (void)
{
  static const char *const worst = "G4 Neutrophil count decreased with fever and chills, which was "
                                   "treated with antibiotics on the ward";
  PodTrial *trial = pod_test_trial (pod_test_dir ());
  gint64 subject = pod_test_register (trial, "Invented Person", "X-900001", "mn");
  PodTrialWindow *window = pod_test_window_open (trial);
  PodAdverseEvent event;
  g_autoptr (GObject) item = NULL;
  g_autofree char *next = NULL;
  int least;

  pod_adverse_event_init (&event);
  event.record = (PodRecord){ .id = -1, .subject = subject };
  event.verbatim = worst + strlen ("G4 ");
  event.start = pod_moment_on (pod_trial_get_today (trial));
  event.grade = 4;
  event.scale = "CTCAE 5.0";
  pod_test_put_event (trial, &event, NULL);
  gtk_window_set_default_size (GTK_WINDOW (window), 1024, 768);
  pod_test_settle ();
  item = g_list_model_get_item (pod_trial_get_subjects (trial), 0);
  g_object_get (item, "next-visit", &next, NULL);
  g_test_message ("%s", next);
  g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (pod_test_see_label (window,
                                                                                        worst))));
  g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (pod_test_see_label (window,
                                                                                        next))));
  /* The sheet of style, which no window of the tests has, adds so much to eleven columns and at the edges. */
  gtk_widget_measure (pod_test_child (pod_test_child (window, "subjects"), "view"),
                      GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  g_assert_cmpint (least, <=, 1024 - 11 * 6 - 24);
  pod_test_picture (window, "window-subjects-narrow.png");
  pod_test_window_close (window);
}

/* One Enter too many shows nobody's name. */
static void
test_subject_has_the_keyboard (void)
{
  PodTrial *trial = pod_test_trial (pod_test_dir ());
  gint64 subject = pod_test_register (trial, "Invented Person", "X-900001", "mn");
  PodTrialWindow *window = pod_test_window_open (trial);
  gpointer page, focus;

  pod_trial_window_focus_search (window);
  pod_test_settle ();
  pod_trial_window_show_subject (window, subject);
  pod_test_settle ();
  page = pod_widget_find (GTK_WIDGET (window), POD_TYPE_SUBJECT_PAGE);
  focus = gtk_window_get_focus (GTK_WINDOW (window));
  g_assert_true (focus != NULL && focus != pod_test_child (page, "reveal_button"));
  g_assert_true (gtk_widget_is_ancestor (focus, pod_test_child (page, "switcher")));
  gtk_widget_activate (focus);
  g_assert_cmpstr (gtk_label_get_text (pod_test_child (page, "name")), ==, "");
  pod_test_window_close (window);
}

/* From what is typed Down goes to what was found, not to what is told between the two. */
static void
test_down_to_hits (void)
{
  PodTrial *trial = pod_test_trial (pod_test_dir ());
  PodTrialWindow *window;
  gpointer list, focus;

  pod_test_register (trial, "Invented Person", "X-900001", "mn");
  pod_test_register (trial, "Another Invented", "X-900002", "mn");
  window = pod_test_window_open (trial);
  list = pod_widget_find (GTK_WIDGET (window), POD_TYPE_SUBJECT_LIST);
  for (guint i = 0; i < 2; i++)
    {
      pod_trial_window_focus_search (window);
      gtk_editable_set_text (pod_test_child (list, "search"), i == 0 ? "002" : "");
      pod_test_settle ();
      /* There is no news: whoever counts it has hidden the line by now. */
      gtk_revealer_set_reveal_child (pod_test_child (list, "news_line"), TRUE);
      pod_test_settle ();
      pod_test_press_key ("Down");
      pod_test_settle ();
      focus = gtk_window_get_focus (GTK_WINDOW (window));
      g_assert_nonnull (focus);
      g_assert_true (gtk_widget_is_ancestor (focus, pod_test_child (list, "view")));
    }
  pod_test_window_close (window);
}

/* What it needs is what it gets: nothing of it may lie beside a small screen. */
static void
test_shortcuts_fit (void)
{
  g_autoptr (GtkBuilder)
      builder = gtk_builder_new_from_resource ("/io/github/podocyte/Podocyte/gtk/help-overlay.ui");
  GtkWidget *overlay = GTK_WIDGET (gtk_builder_get_object (builder, "help_overlay"));
  int width, height;

  pod_key_names_write_out (overlay);
  g_assert_null (pod_test_find_label (overlay, "Page_", FALSE));
  g_assert_nonnull (pod_test_find_label (overlay, "Page Up", TRUE));
  g_assert_nonnull (pod_test_find_label (overlay, "Page Down", TRUE));
  gtk_window_present (GTK_WINDOW (overlay));
  pod_test_settle ();
  gtk_widget_measure (overlay, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  gtk_widget_measure (overlay, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);
  pod_test_picture (overlay, "shortcuts.png");
  g_test_message ("%d×%d", width, height);
  g_assert_cmpint (width, <=, 1024);
  g_assert_cmpint (height, <=, 768);
  gtk_window_destroy (GTK_WINDOW (overlay));
}

/* What has a key has a place in a menu too: there it is found. */
static void
test_menus_name_the_keys (void)
{
  PodTrial *trial = pod_test_trial (pod_test_dir ());
  gint64 subject = pod_test_register (trial, "Invented Person", "X-900001", "mn");
  PodTrialWindow *window = pod_test_window_open (trial);
  GtkWidget *page;

  g_assert_true (menus_have (GTK_WIDGET (window), "win.judge", "<Control>j"));
  pod_trial_window_show_subject (window, subject);
  page = pod_widget_find (GTK_WIDGET (window), POD_TYPE_SUBJECT_PAGE);
  g_assert_true (menus_have (page, "subject.record", "<Control>r"));
  g_assert_true (menus_have (page, "subject.judge", "<Control>j"));
  pod_test_window_close (window);
}

/* A new version of the program brings other study files: one quiet line says so, and nothing has to be answered. */
static void
test_amendment_is_told (void)
{
  g_autofree char *data = g_strdup (g_getenv ("PODOCYTE_DATA_DIR"));
  const char *dir = pod_test_dir ();
  PodTrial *trial = pod_test_trial (dir);
  PodTrialWindow *window = pod_test_window_open (NULL);
  const char *path = pod_test_path (dir, "site.podocyte");
  const char *study = pod_test_path (dir, "studies/nct07241468");
  gpointer line = pod_test_child (window, "amendment_line");

  pod_trial_close (trial);
  g_object_unref (trial);
  pod_trial_window_open_soon (window, path);
  g_assert_cmpstr (pod_trial_window_get_page (window), ==, "opening");
  pod_test_settle ();
  g_assert_cmpstr (pod_trial_window_get_page (window), ==, "sign-in");
  g_assert_false (gtk_revealer_get_reveal_child (line));
  pod_trial_window_set_trial (window, NULL);

  g_assert_cmpint (g_mkdir_with_parents (study, 0700), ==, 0);
  pod_test_write (study, "study.ini", "[study]\nid=nct07241468\n");
  g_setenv ("PODOCYTE_DATA_DIR", dir, TRUE);
  pod_trial_window_open (window, path);
  g_setenv ("PODOCYTE_DATA_DIR", data, TRUE);
  g_assert_true (gtk_revealer_get_reveal_child (line));
  g_assert_null (pod_test_toplevel (ADW_TYPE_MESSAGE_DIALOG));
  pod_test_picture (window, "window-amendment.png");
  pod_trial_window_set_trial (window, NULL);
  g_assert_false (gtk_revealer_get_reveal_child (line));
  pod_test_window_close (window);
}

/* What is no trial leads back to the welcome page, with the reason. */
static void
test_no_trial (void)
{
  const char *dir = pod_test_dir ();
  PodTrialWindow *window = pod_test_window_open (NULL);

  pod_test_write (dir, "notes.txt", "no database at all");
  pod_trial_window_open_soon (window, pod_test_path (dir, "notes.txt"));
  pod_test_settle ();
  g_assert_cmpstr (pod_trial_window_get_page (window), ==, "welcome");
  g_assert_nonnull (pod_test_toplevel (ADW_TYPE_MESSAGE_DIALOG));
  gtk_window_destroy (pod_test_toplevel (ADW_TYPE_MESSAGE_DIALOG));
  pod_test_window_close (window);
}

/* The demonstration that is already there is opened, and no dialog stays over it. */
static void
test_demonstration_again (void)
{
  g_autofree char *path = pod_demonstration_path ();
  g_autofree char *directory = g_path_get_dirname (path);
  const char *dir = pod_test_dir ();
  PodTrial *trial = pod_test_trial (dir);
  PodTrialWindow *window = pod_test_window_open (NULL);

  pod_trial_close (trial);
  g_object_unref (trial);
  g_assert_cmpint (g_mkdir_with_parents (directory, 0700), ==, 0);
  g_assert_cmpint (g_rename (pod_test_path (dir, "site.podocyte"), path), ==, 0);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.demonstration", NULL);
  pod_test_settle ();
  g_assert_cmpstr (pod_trial_window_get_page (window), ==, "sign-in");
  g_assert_null (pod_test_toplevel (POD_TYPE_NEW_TRIAL_DIALOG));
  pod_test_window_close (window);
  g_unlink (path);
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
  gboolean copies;
} roles[] = {
  { "pi", TRUE, TRUE, TRUE },
  { "coordinator", TRUE, TRUE, TRUE },
  { "monitor", FALSE, FALSE, FALSE },
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
      g_assert_true (opens (window, "win.register", POD_TYPE_SCREENING_WIZARD) == roles[i].screens);
      g_assert_true (opens (window, "win.export", POD_TYPE_EXPORT_DIALOG) == roles[i].exports);
      g_assert_true (opens (window, "win.backups", POD_TYPE_BACKUP_DIALOG) == roles[i].copies);
      g_assert_true (gtk_widget_get_sensitive (pod_test_child (window, "register_button")) ==
                     roles[i].screens);
    }
  pod_test_window_close (window);
}

static void
test_verifying (void)
{
  PodTrialWindow *window = pod_test_window_open (pod_test_trial (pod_test_dir ()));

  g_assert_true (opens (window, "win.verify", POD_TYPE_VERIFY_DIALOG));
  pod_test_sign_in (pod_trial_window_get_trial (window), "monitor");
  g_assert_true (opens (window, "win.verify", POD_TYPE_VERIFY_DIALOG));
  g_assert_true (opens (window, "win.restore", POD_TYPE_RESTORE_DIALOG));
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
  g_test_add_func ("/ui/window/signing-out-closes-dialogs", test_signing_out_closes_dialogs);
  g_test_add_func ("/ui/window/leaving-hides-the-name", test_leaving_hides_the_name);
  g_test_add_func ("/ui/window/list-fits", test_list_fits);
  g_test_add_func ("/ui/window/subject-has-the-keyboard", test_subject_has_the_keyboard);
  g_test_add_func ("/ui/window/down-to-hits", test_down_to_hits);
  g_test_add_func ("/ui/window/shortcuts-fit", test_shortcuts_fit);
  g_test_add_func ("/ui/window/menus-name-the-keys", test_menus_name_the_keys);
  g_test_add_func ("/ui/window/amendment-is-told", test_amendment_is_told);
  g_test_add_func ("/ui/window/no-trial", test_no_trial);
  g_test_add_func ("/ui/window/demonstration-again", test_demonstration_again);
  g_test_add_func ("/ui/window/roles", test_roles);
  g_test_add_func ("/ui/window/verifying", test_verifying);
  g_test_add_func ("/ui/window/markup-is-text", test_markup_is_text);
  return g_test_run ();
}
