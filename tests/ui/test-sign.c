#include <signal.h>
#include <sys/resource.h>

#include "pod-adverse-event-editor.h"
#include "pod-news-dialog.h"
#include "pod-sign-dialog.h"
#include "pod-signing-bar.h"
#include "pod-subject-page.h"
#include "pod-test-forge.h"
#include "pod-test-window.h"
#include "pod-trust-fixture.h"
#include "pod-widget-picture.h"

/* Signing on the screen: what is signed, what the signature says, what becomes of it when the record changes, and the list of the
 * morning. */

static PodSigning
get_signing (Fixture *fixture)
{
  g_autoptr (PodCasebook)
      casebook = pod_trial_load_casebook (fixture->trial, fixture->subject, NULL);

  return pod_signing_get (casebook, "adverse_event", fixture->event);
}

static gboolean
is_signed (gpointer fixture)
{
  return get_signing (fixture) == POD_SIGNING_CURRENT;
}

static gboolean
is_closed (gpointer fixture)
{
  return ((Fixture *) fixture)->dialog == NULL;
}

static void
open_sign (Fixture *fixture, const char *scope, gint64 about)
{
  fixture_show (fixture, pod_sign_dialog_new (GTK_WINDOW (fixture->window), fixture->trial,
                                              fixture->subject, scope, about));
}

static void
type_password (gpointer dialog, const char *password)
{
  gtk_editable_set_text (pod_test_child (dialog, "password"), password);
  gtk_widget_activate_action (dialog, "sign.sign", NULL);
}

static void
sign (Fixture *fixture)
{
  open_sign (fixture, "adverse_event", fixture->event);
  type_password (fixture->dialog, POD_TEST_PASSWORD);
  g_assert_true (pod_test_run_until (is_closed, fixture, 30000));
  g_assert_true (is_signed (fixture));
}

static gpointer
open_editor (Fixture *fixture)
{
  g_autoptr (PodCasebook)
      casebook = pod_trial_load_casebook (fixture->trial, fixture->subject, NULL);

  fixture_show (fixture, pod_adverse_event_editor_new (GTK_WINDOW (fixture->window), fixture->trial,
                                                       casebook, fixture->event));
  return fixture->dialog;
}

/* Who, in which role, when in UTC, and what it means: at the record. */
static void
test_on_screen (Fixture *fixture, gconstpointer data)
{
  gpointer editor;

  g_assert_true (pod_test_shows (open_editor (fixture), "Not signed yet"));
  gtk_window_close (GTK_WINDOW (fixture->dialog));
  sign (fixture);
  editor = open_editor (fixture);
  g_assert_true (pod_test_wait_shows (editor, "Signed by pi, principal investigator"));
  g_assert_true (pod_test_shows (editor, "2026-11-23 04:00:00 UTC"));
  g_assert_true (pod_test_shows (editor, "approval"));
  pod_test_picture (editor, "signed.png");
}

/* What is signed is read before; a wrong password stands at its field and is counted. */
static void
test_wrong_password (Fixture *fixture, gconstpointer data)
{
  fixture_change (fixture, "A&B <0.2 g/g", 2, "read the chart again");
  open_sign (fixture, "adverse_event", fixture->event);
  g_assert_true (pod_test_shows (fixture->dialog, "A&B <0.2 g/g"));
  g_assert_true (pod_test_shows (fixture->dialog, "approval: this is correct and complete"));
  /* Beside its title there is no room for all of it. */
  g_assert_true (adw_combo_row_get_use_subtitle (pod_test_child (fixture->dialog, "meaning")));
  g_assert_true (pod_test_shows (fixture->dialog, "principal investigator"));
  pod_test_picture (fixture->dialog, "sign.png");
  type_password (fixture->dialog, "");
  g_assert_true (pod_test_shows (fixture->dialog, "Type the password."));
  type_password (fixture->dialog, "not the password at all");
  g_assert_true (pod_test_wait_shows (fixture->dialog, "1 attempt was refused"));
  g_assert_cmpint (get_signing (fixture), ==, POD_SIGNING_NONE);
  type_password (fixture->dialog, POD_TEST_PASSWORD);
  g_assert_true (pod_test_run_until (is_closed, fixture, 30000));
  g_assert_true (is_signed (fixture));
}

/* Signed, changed in two fields, not currently signed; the difference is shown and signed. */
static void
test_difference (Fixture *fixture, gconstpointer data)
{
  gpointer editor, dialog;

  sign (fixture);
  fixture_change (fixture, "A&B <0.2 g/g", 3, "read the chart again");
  editor = open_editor (fixture);
  g_assert_true (pod_test_wait_shows (editor, "Not currently signed: differs in 2 fields"));
  pod_test_picture (editor, "signed-changed.png");
  gtk_widget_activate_action (pod_test_child (editor, "signing"), "signing.sign", NULL);
  pod_test_settle ();
  dialog = pod_test_toplevel (POD_TYPE_SIGN_DIALOG);
  g_assert_nonnull (dialog);
  g_assert_true (pod_test_shows (dialog, "Differs from what was signed"));
  g_assert_true (pod_test_shows (dialog, "fever → A&B <0.2 g/g"));
  g_assert_true (pod_test_shows (dialog, "2 → 3"));
  pod_test_picture (dialog, "sign-difference.png");
  type_password (dialog, POD_TEST_PASSWORD);
  g_assert_true (pod_test_run_until (is_signed, fixture, 30000));
  g_assert_true (pod_test_wait_shows (editor, "Signed by pi"));
}

/* Who may not sign sees how it stands, and no way to sign. */
static void
test_monitor (Fixture *fixture, gconstpointer data)
{
  gpointer editor;

  sign (fixture);
  fixture_change (fixture, "shivers", 3, "read the chart again");
  pod_test_sign_in (fixture->trial, "monitor");
  editor = open_editor (fixture);
  g_assert_true (pod_test_wait_shows (editor, "Not currently signed: differs in 2 fields"));
  gtk_widget_activate_action (pod_test_child (editor, "signing"), "signing.sign", NULL);
  pod_test_settle ();
  g_assert_false (gtk_widget_get_visible (pod_test_child (pod_test_toplevel (POD_TYPE_SIGN_DIALOG),
                                                          "form")));
}

/* Whether the line of that name has the look of what is open. */
static gboolean
looks_open (GtkWidget *widget, const char *name)
{
  gboolean found = GTK_IS_LABEL (widget) &&
                   g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), name) &&
                   gtk_widget_has_css_class (gtk_widget_get_parent (widget), "warning") &&
                   GTK_IS_IMAGE (gtk_widget_get_prev_sibling (widget));

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && !found;
       child = gtk_widget_get_next_sibling (child))
    found = looks_open (child, name);
  return found;
}

/* The casebook waits for its queries; with them closed it is signed off, and the subject's page says so. */
static void
test_sign_off (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PodCasebook) casebook = NULL;
  g_autoptr (GError) error = NULL;
  guint n;

  g_assert_true (pod_trial_ask (fixture->trial, fixture->subject, "subject", fixture->subject, NULL,
                                "which chart?", &error));
  open_sign (fixture, "casebook", 0);
  g_assert_true (pod_test_shows (fixture->dialog, "not signed off while a query is not closed"));
  g_assert_false (gtk_widget_get_visible (pod_test_child (fixture->dialog, "form")));
  g_assert_true (looks_open (GTK_WIDGET (fixture->dialog), "Queries not closed"));
  g_assert_true (looks_open (GTK_WIDGET (fixture->dialog),
                             "… of them not signed, or changed since"));
  /* Nothing waits to be judged; and what charts count is told beside what there is. */
  g_assert_false (looks_open (GTK_WIDGET (fixture->dialog), "Results not judged"));
  g_assert_true (pod_test_shows (fixture->dialog, "… of them numbers that charts draw"));
  pod_test_picture (fixture->dialog, "sign-off-held.png");
  casebook = pod_trial_load_casebook (fixture->trial, fixture->subject, NULL);
  pod_trial_close_query (fixture->trial, fixture->subject,
                         pod_casebook_get_queries (casebook, &n)[0].record.id, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (pod_test_wait_shows (fixture->dialog, "It was changed meanwhile"));
  type_password (fixture->dialog, POD_TEST_PASSWORD);
  g_assert_true (pod_test_run_until (is_closed, fixture, 30000));
  pod_trial_window_show_subject (fixture->window, fixture->subject);
  g_assert_true (pod_test_wait_shows (fixture->window, "Signed by pi"));
  pod_test_picture (fixture->window, "signed-off.png");
}

static const char false_words[] = "This signature does not verify";

/* Altered by another program: the bar says so by itself, at a record that looks signed and at one that was changed since. */
static void
test_forged (Fixture *fixture, gconstpointer data)
{
  const char *path = pod_trial_get_path (fixture->trial);
  gpointer editor;

  sign (fixture);
  editor = open_editor (fixture);
  g_assert_true (pod_test_wait_shows (editor, "Signed by pi"));
  pod_test_settle ();
  g_assert_false (pod_test_shows (editor, false_words));
  gtk_window_close (GTK_WINDOW (fixture->dialog));
  pod_test_forge (path, "UPDATE signature SET seal = zeroblob (64)");
  editor = open_editor (fixture);
  g_assert_true (pod_test_wait_shows (editor, false_words));
  pod_test_picture (editor, "signed-false.png");
  gtk_window_close (GTK_WINDOW (fixture->dialog));
  fixture_change (fixture, "shivers", 3, "read the chart again");
  editor = open_editor (fixture);
  g_assert_true (pod_test_wait_shows (editor, false_words));
  pod_test_settle ();
  g_assert_false (pod_test_shows (editor, "Not currently signed"));
}

static gboolean
has_dialog (gpointer data)
{
  return pod_test_toplevel (POD_TYPE_SIGN_DIALOG) != NULL;
}

static gboolean
has_editor (gpointer data)
{
  return pod_test_toplevel (POD_TYPE_ADVERSE_EVENT_EDITOR) != NULL;
}

/* What a coordinator changed is listed for the PI, says that a signature ended, and is signed from there; then all is seen. */
static void
test_news (Fixture *fixture, gconstpointer data)
{
  GListModel *rows;

  sign (fixture);
  pod_test_sign_in (fixture->trial, "coordinator");
  fixture_change (fixture, "A&B <0.2 g/g", 2, "read the chart again");
  pod_test_sign_in (fixture->trial, "pi");
  g_assert_true (pod_test_wait_shows (fixture->window, "others changed 1 record"));
  pod_test_picture (fixture->window, "news-line.png");
  fixture_show (fixture, pod_news_dialog_new (GTK_WINDOW (fixture->window), fixture->trial));
  rows = pod_test_child (fixture->dialog, "selection");
  g_assert_true (gtk_widget_get_visible (pod_test_child (fixture->dialog, "bar")));
  g_assert_cmpuint (g_list_model_get_n_items (rows), ==, 1);
  g_assert_true (pod_test_shows (fixture->dialog, "changed in 1 field"));
  g_assert_true (pod_test_shows (fixture->dialog, "coordinator"));
  g_assert_true (pod_test_shows (fixture->dialog, "signature ended"));
  pod_test_picture (fixture->dialog, "changes.png");
  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "news.tick", NULL);
  g_assert_true (pod_test_shows (fixture->dialog, "1 record to be signed"));
  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "news.sign", NULL);
  g_assert_true (pod_test_run_until (has_dialog, NULL, 20000));
  pod_test_settle ();
  type_password (pod_test_toplevel (POD_TYPE_SIGN_DIALOG), POD_TEST_PASSWORD);
  g_assert_true (pod_test_run_until (is_signed, fixture, 30000));
  pod_test_settle ();
  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "news.seen", NULL);
  g_assert_true (pod_test_wait_shows (fixture->dialog, "Nothing changed since 23 Nov 2026"));
  g_assert_false (gtk_widget_get_visible (pod_test_child (fixture->dialog, "bar")));
}

/* A disk that takes nothing is no wrong password. */
static void
test_disk (Fixture *fixture, gconstpointer data)
{
  struct rlimit before, none;
  gpointer dialog;

  signal (SIGXFSZ, SIG_IGN);
  open_sign (fixture, "adverse_event", fixture->event);
  dialog = fixture->dialog;
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  none = (struct rlimit){ 4096, before.rlim_max };
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &none), ==, 0);
  type_password (dialog, POD_TEST_PASSWORD);
  pod_test_wait_work (dialog);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_nonnull (fixture->dialog);
  g_assert_true (pod_test_shows (dialog, "Nothing was saved"));
  g_assert_false (pod_test_shows (dialog, "refused"));
  g_assert_cmpint (get_signing (fixture), ==, POD_SIGNING_NONE);
  type_password (dialog, POD_TEST_PASSWORD);
  g_assert_true (pod_test_run_until (is_closed, fixture, 30000));
  g_assert_true (is_signed (fixture));
}

/* With real keys: GTK's own row takes Ctrl+Space for its selection, and the tick Return for a click. */
static void
test_news_keys (Fixture *fixture, gconstpointer data)
{
  g_autofree char *xdotool = g_find_program_in_path ("xdotool");

  if (xdotool == NULL)
    {
      g_test_skip ("xdotool is not there");
      return;
    }
  pod_test_sign_in (fixture->trial, "coordinator");
  fixture_change (fixture, "shivers", 2, "read the chart again");
  pod_test_sign_in (fixture->trial, "pi");
  fixture_show (fixture, pod_news_dialog_new (GTK_WINDOW (fixture->window), fixture->trial));
  pod_test_press_key ("Down");
  pod_test_press_key ("ctrl+space");
  g_assert_true (pod_test_shows (fixture->dialog, "1 record to be signed"));
  pod_test_press_key ("ctrl+space");
  g_assert_true (pod_test_shows (fixture->dialog, "1 record was changed by others"));
  gtk_widget_grab_focus (pod_widget_find (pod_test_child (fixture->dialog, "view"),
                                          GTK_TYPE_CHECK_BUTTON));
  pod_test_press_key ("Return");
  g_assert_false (pod_test_shows (fixture->dialog, "1 record to be signed"));
  g_assert_true (pod_test_run_until (has_editor, NULL, 20000));
}

/* The window says what is signed, or, to whoever may not, what it is about; and by whom, as it will be printed. */
static void
test_titles (Fixture *fixture, gconstpointer data)
{
  pod_test_sign_in (fixture->trial, "pi");
  open_sign (fixture, "adverse_event", fixture->event);
  g_assert_true (pod_test_shows (fixture->dialog, "Sign Adverse Event"));
  gtk_window_close (fixture->dialog);
  open_sign (fixture, "casebook", 0);
  g_assert_true (pod_test_shows (fixture->dialog, "Sign Off Casebook"));
  g_assert_true (pod_test_shows (fixture->dialog, pod_trial_get_printed_name (fixture->trial)));
  gtk_window_close (fixture->dialog);
  pod_test_sign_in (fixture->trial, "monitor");
  open_sign (fixture, "adverse_event", fixture->event);
  g_assert_false (pod_test_shows (fixture->dialog, "Sign Adverse Event"));
  g_assert_true (pod_test_shows (fixture->dialog, "Adverse event"));
  gtk_window_close (fixture->dialog);
}

int
main (int argc, char *argv[])
{
  pod_test_window_init (&argc, &argv);
  fixture_add ("/ui/sign/R11-on-screen", test_on_screen);
  fixture_add ("/ui/sign/wrong-password", test_wrong_password);
  fixture_add ("/ui/sign/difference", test_difference);
  fixture_add ("/ui/sign/R13-forged", test_forged);
  fixture_add ("/ui/sign/monitor", test_monitor);
  fixture_add ("/ui/sign/sign-off", test_sign_off);
  fixture_add ("/ui/sign/news", test_news);
  fixture_add ("/ui/sign/news-keys", test_news_keys);
  fixture_add ("/ui/sign/disk", test_disk);
  fixture_add ("/ui/sign/titles", test_titles);
  return g_test_run ();
}
