/* Every action of every window, as everybody and as nobody: those of the main window are offered to exactly the roles of the table below, and
 * whoever may not do a thing does nothing by asking for it all the same. */

#include "action-rights.h"
#include "pod-adverse-event-editor.h"
#include "pod-history-dialog.h"
#include "pod-medication-dialog.h"
#include "pod-merge-dialog.h"
#include "pod-news-dialog.h"
#include "pod-query-dialog.h"
#include "pod-readings-dialog.h"
#include "pod-sign-dialog.h"
#include "pod-test-window.h"
#include "pod-trial-users.h"
#include "pod-users-dialog.h"
#include "pod-widget-picture.h"

#include <string.h>

/* P principal investigator, I sub-investigator, C coordinator, N nurse, M monitor, A administrator; f: a first password is not yet replaced,
 * o: nobody is signed in, w: no trial is open. */
static const struct
{
  char letter;
  const char *user;
} people[] = {
  { 'P', "pi" },      { 'I', "investigator" },  { 'C', "coordinator" }, { 'N', "nurse" },
  { 'M', "monitor" }, { 'A', "administrator" }, { 'f', "first" },       { 'o', NULL },
};

static const char *
find_right (const char *action)
{
  for (guint i = 0; i < G_N_ELEMENTS (window_rights); i++)
    if (g_str_equal (window_rights[i].action, action))
      return window_rights[i].letters;
  for (guint i = 0; i < G_N_ELEMENTS (inner_rights); i++)
    if (g_str_equal (inner_rights[i].action, action))
      return inner_rights[i].letters;
  return NULL;
}

/* ---- no action is left out ---- */

static guint
count_unknown (const char *text)
{
  g_autoptr (GRegex) regex = g_regex_new ("install_action \\(\\w+, \"([^\"]+)\"", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  guint n = 0;

  for (g_regex_match (regex, text, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    {
      g_autofree char *action = g_match_info_fetch (match, 1);

      if (find_right (action) == NULL)
        {
          g_test_message ("nobody said who may %s", action);
          n++;
        }
    }
  return n;
}

static void
test_complete (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "..", "src", "app", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".c"))
      g_assert_cmpuint (count_unknown (pod_test_read (pod_test_path (folder, name), NULL)), ==, 0);
  g_assert_cmpuint (count_unknown ("  gtk_widget_class_install_action (klass, \"win.leak\", NULL,"
                                   " f);"),
                    ==, 1);
}

/* ---- what an action leaves ---- */

static void
add_file (GChecksum *sum, const char *path)
{
  g_autofree char *bytes = NULL;
  gsize length;

  g_checksum_update (sum, (const guchar *) path, -1);
  if (g_file_get_contents (path, &bytes, &length, NULL))
    g_checksum_update (sum, (const guchar *) bytes, (gssize) length);
}

/* All that is written beside the trial. */
static char *
sum_folder (const char *folder)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      add_file (sum, path);
    }
  return g_strdup (g_checksum_get_string (sum));
}

/* And what stands on the screen. */
static char *
take_trace (const char *folder, PodTrialWindow *window)
{
  g_autofree char *sum = sum_folder (folder);
  GListModel *toplevels = gtk_window_get_toplevels ();
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) toplevel = g_list_model_get_item (toplevels, i);

      n += gtk_widget_get_visible (toplevel);
    }
  return g_strdup_printf ("%s, %u windows, page %s", sum, n, pod_trial_window_get_page (window));
}

typedef struct
{
  const char *folder;
  PodTrial *trial;
  PodTrialWindow *window;
  gint64 subject;
  gint64 event;
  char letter;
  guint refused; /* how many actions were tried that are not for whoever is there */
  guint offered; /* how many of the dialogs' are */
} Fixture;

static gboolean
is_right (Fixture *fixture, const char *action)
{
  const char *letters = find_right (action);

  if (letters == NULL)
    g_error ("nobody said who may %s", action);
  return strchr (letters, fixture->letter) != NULL;
}

/* With some value of the type that it takes. */
static void
activate (GtkWidget *widget, const char *action)
{
  static const char *const numbers[] = { "chart.walk", "chart.walk-row",     "chart.zoom",
                                         "chart.pan",  "mappings.take-back", NULL };
  static const char *const words[] = { "chart.show", "chart.save-as", NULL };

  if (g_strv_contains (numbers, action))
    gtk_widget_activate_action (widget, action, "i", 1);
  else if (g_strv_contains (words, action))
    gtk_widget_activate_action (widget, action, "s", "pdf");
  else
    gtk_widget_activate_action (widget, action, NULL);
}

static void
try_in_vain (Fixture *fixture, GtkWidget *widget, const char *action)
{
  g_autofree char *before = take_trace (fixture->folder, fixture->window);
  g_autofree char *after = NULL;

  g_test_message ("%c: %s", fixture->letter, action);
  activate (widget, action);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  after = take_trace (fixture->folder, fixture->window);
  g_assert_cmpstr (after, ==, before);
  fixture->refused++;
}

/* (nullable): the name of the @i-th action of the widget's class, where it has so many, and where the class is @wanted, or any of ours for
 * G_TYPE_NONE; *is_end tells that there are no more.  GTK does not take NULL for what nobody asks. */
static const char *
get_action (GtkWidget *widget, guint i, GType wanted, gboolean *is_end)
{
  const GVariantType *parameter_type;
  const char *name, *property;
  GType owner;

  *is_end = !gtk_widget_class_query_action (GTK_WIDGET_GET_CLASS (widget), i, &owner, &name,
                                            &parameter_type, &property);
  if (*is_end || (wanted != G_TYPE_NONE && owner != wanted))
    return NULL;
  return g_str_has_prefix (g_type_name (owner), "Pod") ? name : NULL;
}

/* Every action that one of ours has below @root, whether it is on the screen or not. */
static void
try_tree (Fixture *fixture, GtkWidget *root)
{
  gboolean is_end = POD_IS_TRIAL_WINDOW (root);

  for (guint i = 0; !is_end; i++)
    {
      const char *name = get_action (root, i, G_TYPE_NONE, &is_end);

      if (name != NULL && !is_right (fixture, name))
        try_in_vain (fixture, root, name);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    try_tree (fixture, child);
}

/* ---- the main window ---- */

/* A button knows whether its action is offered, and nothing else tells. */
static gboolean
is_offered (gpointer widget, const char *action)
{
  GtkWidget *button = gtk_button_new ();
  gboolean offered;

  gtk_widget_set_visible (button, FALSE);
  gtk_widget_set_parent (button, widget);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  offered = gtk_widget_get_sensitive (button);
  gtk_widget_unparent (button);
  return offered;
}

static void
check_window (Fixture *fixture)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);
  gboolean is_end = FALSE;
  guint n = 0;

  for (guint i = 0; !is_end; i++)
    {
      const char *name = get_action (window, i, POD_TYPE_TRIAL_WINDOW, &is_end);

      if (name == NULL)
        continue;
      n++;
      if (is_offered (fixture->window, name) != is_right (fixture, name))
        g_error ("%c: %s", fixture->letter, name);
      if (!is_right (fixture, name))
        try_in_vain (fixture, window, name);
    }
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (window_rights));
}

static void
check_dialog (Fixture *fixture, gpointer dialog)
{
  gtk_window_present (GTK_WINDOW (dialog));
  pod_test_settle ();
  try_tree (fixture, dialog);
  gtk_window_close (GTK_WINDOW (dialog));
  pod_test_settle ();
}

/* Who reads sees the subject's pages and three of the dialogs; others have what was left of them, which is the same page. */
static void
check_inside (Fixture *fixture)
{
  if (pod_trial_may (fixture->trial, POD_VERB_READ))
    {
      pod_trial_window_show_subject (fixture->window, fixture->subject);
      pod_test_settle ();
      check_dialog (fixture, pod_history_dialog_new (GTK_WINDOW (fixture->window), fixture->trial,
                                                     fixture->subject, NULL, 0));
      check_dialog (fixture, pod_query_dialog_new (GTK_WINDOW (fixture->window), fixture->trial,
                                                   fixture->subject));
      check_dialog (fixture, pod_medication_dialog_new (GTK_WINDOW (fixture->window),
                                                        fixture->trial, fixture->subject));
      check_dialog (fixture,
                    pod_readings_dialog_new (GTK_WINDOW (fixture->window), fixture->trial));
    }
  try_tree (fixture, GTK_WIDGET (fixture->window));
}

/* ---- the dialogs ---- */

/* What its class and those of its pages have is offered to exactly whom the table names; others get nothing by asking. */
static void
check_offers (Fixture *fixture, GtkWidget *root)
{
  gboolean is_end = FALSE;

  for (guint i = 0; !is_end; i++)
    {
      const char *name = get_action (root, i, G_TYPE_NONE, &is_end);

      if (name == NULL)
        continue;
      if (is_offered (root, name) != is_right (fixture, name))
        g_error ("%c: %s", fixture->letter, name);
      if (!is_right (fixture, name))
        try_in_vain (fixture, root, name);
      fixture->offered += is_right (fixture, name);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    check_offers (fixture, child);
}

/* The one that an action opened over @dialog. */
static void
close_other (Fixture *fixture, gpointer dialog)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) toplevel = g_list_model_get_item (toplevels, i);

      if ((gpointer) toplevel != dialog && (gpointer) toplevel != fixture->window &&
          gtk_widget_get_visible (GTK_WIDGET (toplevel)))
        {
          gtk_window_close (toplevel);
          break;
        }
    }
  pod_test_settle ();
}

/* Whoever may finds that it does something. */
static void
try_each (Fixture *fixture, gpointer dialog, gpointer widget, const char *const *actions)
{
  for (guint i = 0; actions[i] != NULL; i++)
    {
      g_autofree char *before = take_trace (fixture->folder, fixture->window);
      g_autofree char *after = NULL;

      if (!is_right (fixture, actions[i]))
        continue;
      g_test_message ("%c does %s", fixture->letter, actions[i]);
      gtk_widget_activate_action (widget, actions[i], NULL);
      pod_test_settle ();
      after = take_trace (fixture->folder, fixture->window);
      g_assert_cmpstr (after, !=, before);
      close_other (fixture, dialog);
    }
}

static void
present (gpointer dialog)
{
  gtk_window_present (dialog);
  pod_test_settle ();
}

static void
leave (gpointer dialog)
{
  gtk_window_close (dialog);
  pod_test_settle ();
}

/* Somebody else: nobody takes the access from themselves. */
static void
choose_person (gpointer page, const char *user)
{
  GtkSingleSelection *selection = pod_test_child (page, "selection");

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (selection)); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (selection), i);
      g_autofree char *name = NULL;

      g_object_get (item, "name", &name, NULL);
      if (g_str_equal (name, user))
        gtk_single_selection_set_selected (selection, i);
    }
}

static void
check_people (Fixture *fixture)
{
  static const char *const actions[] = { "people.add",          "people.open",   "people.revoke",
                                         "people.recovery-key", "people.review", NULL };
  gpointer dialog = pod_users_dialog_new (GTK_WINDOW (fixture->window), fixture->trial);
  gpointer page = pod_test_child (dialog, "page");

  present (dialog);
  choose_person (page, "coordinator");
  check_offers (fixture, dialog);
  try_each (fixture, dialog, page, actions);
  leave (dialog);
}

static gboolean
has_rows (gpointer dialog)
{
  GListModel *rows = pod_test_child (dialog, "selection");

  return g_list_model_get_n_items (rows) > 0;
}

/* There is news for everybody: two people have written. */
static void
check_news (Fixture *fixture)
{
  static const char *const actions[] = { "news.open", "news.sign", "news.seen", NULL };
  gpointer dialog = pod_news_dialog_new (GTK_WINDOW (fixture->window), fixture->trial);

  present (dialog);
  if (pod_trial_may (fixture->trial, POD_VERB_READ))
    g_assert_true (pod_test_run_until (has_rows, dialog, 20000));
  gtk_widget_activate_action (dialog, "news.tick", NULL);
  check_offers (fixture, dialog);
  try_each (fixture, dialog, dialog, actions);
  leave (dialog);
}

static gboolean
is_dialog_gone (gpointer data)
{
  return pod_test_toplevel (POD_TYPE_SIGN_DIALOG) == NULL;
}

/* With the right password, which is everybody's here: it is the role that refuses. */
static void
check_sign (Fixture *fixture)
{
  gpointer dialog = pod_sign_dialog_new (GTK_WINDOW (fixture->window), fixture->trial,
                                         fixture->subject, "adverse_event", fixture->event);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  present (dialog);
  gtk_editable_set_text (pod_test_child (dialog, "password"), POD_TEST_PASSWORD);
  before = take_trace (fixture->folder, fixture->window);
  check_offers (fixture, dialog);
  if (is_right (fixture, "sign.sign"))
    {
      gtk_widget_activate_action (dialog, "sign.sign", NULL);
      g_assert_true (pod_test_run_until (is_dialog_gone, NULL, 30000));
    }
  else
    leave (dialog);
  after = take_trace (fixture->folder, fixture->window);
  g_assert_cmpint (g_strcmp0 (after, before) != 0, ==, TRUE);
}

/* ---- two at one record ---- */

static void
put_words (Fixture *fixture, const char *words)
{
  g_autoptr (PodCasebook)
      casebook = pod_trial_load_casebook (fixture->trial, fixture->subject, NULL);
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (GError) error = NULL;
  PodAdverseEvent event = *pod_casebook_find_adverse_event (casebook, fixture->event);

  event.verbatim = words;
  pod_change_put_adverse_event (change, &event);
  pod_trial_commit (fixture->trial, change, "invented reason", NULL, &error);
  g_assert_no_error (error);
}

static gboolean
has_words (Fixture *fixture, const char *words)
{
  g_autoptr (PodCasebook)
      casebook = pod_trial_load_casebook (fixture->trial, fixture->subject, NULL);

  return g_str_equal (pod_casebook_find_adverse_event (casebook, fixture->event)->verbatim, words);
}

static gboolean
has_merge (gpointer data)
{
  return pod_test_toplevel (POD_TYPE_MERGE_DIALOG) != NULL;
}

static gboolean
has_no_editor (gpointer data)
{
  return pod_test_toplevel (POD_TYPE_ADVERSE_EVENT_EDITOR) == NULL;
}

static GtkWidget *
find_named (GtkWidget *root, const char *name)
{
  GtkWidget *found = g_str_equal (gtk_widget_get_name (root), name) ? root : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_named (child, name);
  return found;
}

static void
type_words (gpointer editor, const char *words)
{
  gtk_editable_set_text (pod_test_child (pod_test_child (editor, "form"), "verbatim"), words);
  gtk_editable_set_text (pod_test_child (editor, "reason"), "invented reason");
  gtk_widget_activate_action (editor, "editor.save", NULL);
  pod_test_settle ();
  if (pod_test_toplevel (ADW_TYPE_MESSAGE_DIALOG) != NULL)
    pod_test_answer ("_Save");
}

/* The question has no choice by itself, so its action waits for one. */
static void
merge_mine (Fixture *fixture, const char *words)
{
  gpointer dialog;

  g_assert_true (pod_test_run_until (has_merge, NULL, 20000));
  dialog = pod_test_toplevel (POD_TYPE_MERGE_DIALOG);
  g_assert_false (is_offered (dialog, "merge.save"));
  try_in_vain (fixture, dialog, "merge.save");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (find_named (dialog, "mine")), TRUE);
  check_offers (fixture, dialog);
  gtk_widget_activate_action (dialog, "merge.save", NULL);
  g_assert_true (pod_test_run_until (has_no_editor, NULL, 20000));
  g_assert_true (has_words (fixture, words));
}

/* Whoever may not save comes to no such question: it is the way there that is closed. */
static void
check_merge (Fixture *fixture)
{
  g_autoptr (PodCasebook)
      casebook = pod_trial_load_casebook (fixture->trial, fixture->subject, NULL);
  g_autofree char *words = g_strdup_printf ("what %c wrote", fixture->letter);
  gpointer editor;

  if (casebook == NULL)
    return;
  editor = pod_adverse_event_editor_new (GTK_WINDOW (fixture->window), fixture->trial, casebook,
                                         fixture->event);
  present (editor);
  if (is_right (fixture, "merge.save"))
    put_words (fixture, "what somebody else wrote");
  type_words (editor, words);
  if (is_right (fixture, "merge.save"))
    merge_mine (fixture, words);
  else
    {
      g_assert_false (has_merge (NULL));
      g_assert_false (has_words (fixture, words));
      gtk_window_destroy (editor);
    }
  pod_test_settle ();
}

/* ---- everybody ---- */

static void
add_user (PodTrial *trial, const char *user, PodUserRole role, gboolean own_password)
{
  g_autoptr (GError) error = NULL;

  pod_trial_add_person (trial,
                        &(PodNewUser){ .user = user,
                                       .password = POD_TEST_PASSWORD,
                                       .role = role,
                                       .own_password = own_password },
                        &error);
  g_assert_no_error (error);
}

static gint64
add_event (PodTrial *trial, gint64 subject)
{
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;
  PodAdverseEvent event;

  pod_adverse_event_init (&event);
  event.record = (PodRecord){ .id = -1, .subject = subject };
  event.verbatim = "invented fever";
  event.start = pod_moment_on (pod_trial_get_today (trial));
  pod_change_put_adverse_event (change, &event);
  pod_trial_commit (trial, change, NULL, ids, &error);
  g_assert_no_error (error);
  return g_array_index (ids, gint64, 0);
}

static void
set_up (Fixture *fixture)
{
  fixture->folder = pod_test_dir ();
  fixture->trial = pod_test_trial (fixture->folder);
  add_user (fixture->trial, "investigator", POD_USER_INVESTIGATOR, TRUE);
  add_user (fixture->trial, "nurse", POD_USER_NURSE, TRUE);
  add_user (fixture->trial, "administrator", POD_USER_ADMINISTRATOR, TRUE);
  add_user (fixture->trial, "first", POD_USER_PI, FALSE);
  fixture->subject = pod_test_register (fixture->trial, "虚构甲", "9000001", "mn");
  fixture->event = add_event (fixture->trial, fixture->subject);
  fixture->window = pod_test_window_open (g_object_ref (fixture->trial));
}

/* What is written a moment after an action is seen here. */
static void
check_person (Fixture *fixture)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  pod_test_settle ();
  before = sum_folder (fixture->folder);
  check_window (fixture);
  check_inside (fixture);
  pod_test_settle ();
  after = sum_folder (fixture->folder);
  g_assert_cmpstr (after, ==, before);
}

/* The PI is first, so that all pages are there when others come. */
static void
test_everybody (void)
{
  Fixture fixture = { 0 };

  set_up (&fixture);
  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      fixture.letter = people[i].letter;
      pod_trial_sign_out (fixture.trial);
      if (people[i].user != NULL)
        pod_test_sign_in (fixture.trial, people[i].user);
      check_person (&fixture);
    }
  g_assert_cmpuint (fixture.refused, >, 100);
  pod_trial_window_set_trial (fixture.window, NULL);
  fixture.letter = 'w';
  check_window (&fixture);
  try_tree (&fixture, GTK_WIDGET (fixture.window));
  g_object_unref (fixture.trial);
  pod_test_window_close (fixture.window);
}

/* People, Changes, Sign and Merge, which what is chosen or typed in them brings to life. */
static void
test_dialogs (void)
{
  Fixture fixture = { 0 };

  set_up (&fixture);
  pod_test_sign_in (fixture.trial, "coordinator");
  add_event (fixture.trial, fixture.subject);
  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      fixture.letter = people[i].letter;
      pod_trial_sign_out (fixture.trial);
      if (people[i].user != NULL)
        pod_test_sign_in (fixture.trial, people[i].user);
      pod_test_settle ();
      check_people (&fixture);
      check_news (&fixture);
      check_sign (&fixture);
      check_merge (&fixture);
    }
  g_assert_cmpuint (fixture.offered, ==, 32);
  g_object_unref (fixture.trial);
  pod_test_window_close (fixture.window);
}

/* The control: what is allowed does leave a trace. */
static void
test_trace (void)
{
  Fixture fixture = { 0 };
  g_autofree char *before = NULL;
  g_autofree char *opened = NULL;
  g_autofree char *written = NULL;

  set_up (&fixture);
  pod_test_settle ();
  before = take_trace (fixture.folder, fixture.window);
  gtk_widget_activate_action (GTK_WIDGET (fixture.window), "win.history", NULL);
  pod_test_settle ();
  opened = take_trace (fixture.folder, fixture.window);
  g_assert_cmpstr (opened, !=, before);
  add_event (fixture.trial, fixture.subject);
  written = take_trace (fixture.folder, fixture.window);
  g_assert_cmpstr (written, !=, opened);
  g_object_unref (fixture.trial);
  pod_test_window_close (fixture.window);
}

int
main (int argc, char *argv[])
{
  pod_test_window_init (&argc, &argv);
  g_test_add_func ("/ui/actions/R19-none-is-left-out", test_complete);
  g_test_add_func ("/ui/actions/R19-everybody", test_everybody);
  g_test_add_func ("/ui/actions/R19-dialogs", test_dialogs);
  g_test_add_func ("/ui/actions/an-action-leaves-a-trace", test_trace);
  return g_test_run ();
}
