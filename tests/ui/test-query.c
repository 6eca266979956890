#include "pod-adverse-event-editor.h"
#include "pod-ask-dialog.h"
#include "pod-query-dialog.h"
#include "pod-test-window.h"
#include "pod-trial-draft.h"
#include "pod-trial-sign.h"
#include "pod-trust-fixture.h"

/* A query from its raising to its closing, each by whose turn it is. */

static void
answer_ask (const char *text)
{
  gpointer ask;

  pod_test_settle ();
  ask = pod_test_toplevel (POD_TYPE_ASK_DIALOG);
  g_assert_nonnull (ask);
  gtk_editable_set_text (pod_test_child (ask, "reason"), text);
  g_signal_emit_by_name (pod_test_child (ask, "button"), "clicked");
  pod_test_settle ();
}

static void
open_editor (Fixture *fixture)
{
  g_autoptr (PodCasebook)
      casebook = pod_trial_load_casebook (fixture->trial, fixture->subject, NULL);

  fixture_show (fixture, pod_adverse_event_editor_new (GTK_WINDOW (fixture->window), fixture->trial,
                                                       casebook, fixture->event));
}

static void
open_queries (Fixture *fixture)
{
  fixture_show (fixture, pod_query_dialog_new (GTK_WINDOW (fixture->window), fixture->trial,
                                               fixture->subject));
}

static guint
count_open (Fixture *fixture)
{
  g_autoptr (PodCasebook)
      casebook = pod_trial_load_casebook (fixture->trial, fixture->subject, NULL);

  return pod_casebook_count_open_queries (casebook);
}

/* The monitor asks at the record, about a field; typed text stays text. */
static void
ask_as_monitor (Fixture *fixture)
{
  gpointer ask;

  pod_test_sign_in (fixture->trial, "monitor");
  open_editor (fixture);
  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "editor.ask", NULL);
  pod_test_settle ();
  ask = pod_test_toplevel (POD_TYPE_ASK_DIALOG);
  /* The second choice is the first field: the term. */
  adw_combo_row_set_selected (pod_test_child (ask, "choice"), 1);
  answer_ask ("A&B <0.2 g/g: why?");
  g_assert_true (pod_test_wait_shows (fixture->dialog, "A&B <0.2 g/g: why?"));
  pod_test_picture (fixture->dialog, "query-at-record.png");
  g_assert_cmpuint (count_open (fixture), ==, 1);
}

/* Raised by a monitor, answered by a coordinator, asked again, answered, closed: and it stays to be read. */
static void
test_course (Fixture *fixture, gconstpointer data)
{
  ask_as_monitor (fixture);
  pod_test_sign_in (fixture->trial, "coordinator");
  open_queries (fixture);
  g_assert_true (pod_test_shows (fixture->dialog, "Open; asked by monitor"));
  g_assert_true (pod_test_shows (fixture->dialog, "Adverse event · "));
  g_assert_false (pod_test_press (GTK_WIDGET (fixture->dialog), "Close Query"));
  g_assert_true (pod_test_press (GTK_WIDGET (fixture->dialog), "Answer…"));
  answer_ask ("as the ward noted it <1 & 2>");
  g_assert_true (pod_test_wait_shows (fixture->dialog, "Answered by coordinator"));
  pod_test_sign_in (fixture->trial, "monitor");
  open_queries (fixture);
  g_assert_true (pod_test_shows (fixture->dialog, "as the ward noted it <1 & 2>"));
  pod_test_picture (fixture->dialog, "queries.png");
  g_assert_true (pod_test_press (GTK_WIDGET (fixture->dialog), "Ask Again…"));
  answer_ask ("which ward?");
  g_assert_true (pod_test_wait_shows (fixture->dialog, "which ward?"));
  pod_test_sign_in (fixture->trial, "coordinator");
  open_queries (fixture);
  g_assert_true (pod_test_press (GTK_WIDGET (fixture->dialog), "Answer…"));
  answer_ask ("ward 3");
  pod_test_sign_in (fixture->trial, "monitor");
  open_queries (fixture);
  g_assert_true (pod_test_press (GTK_WIDGET (fixture->dialog), "Close Query"));
  g_assert_true (pod_test_wait_shows (fixture->dialog, "Closed; asked by monitor"));
  g_assert_cmpuint (count_open (fixture), ==, 0);
}

/* The subject's page tells how many wait, and the record no longer shows what is closed. */
static void
test_badge (Fixture *fixture, gconstpointer data)
{
  ask_as_monitor (fixture);
  gtk_window_close (fixture->dialog);
  pod_trial_window_show_subject (fixture->window, fixture->subject);
  g_assert_true (pod_test_wait_shows (fixture->window, "1 Open Query"));
  pod_test_picture (fixture->window, "queries-badge.png");
  open_queries (fixture);
  g_assert_true (pod_test_press (GTK_WIDGET (fixture->dialog), "Withdraw…"));
  pod_test_answer ("_Cancel");
  g_assert_true (pod_test_shows (fixture->dialog, "Open; asked by monitor"));
  g_assert_true (pod_test_press (GTK_WIDGET (fixture->dialog), "Withdraw…"));
  pod_test_answer ("_Withdraw");
  g_assert_true (pod_test_wait_shows (fixture->dialog, "Closed; asked by monitor"));
  gtk_window_close (fixture->dialog);
  open_editor (fixture);
  g_assert_false (pod_test_shows (fixture->dialog, "A&B <0.2 g/g: why?"));
}

/* ---- what is typed is not lost ---- */

static gpointer
start_answer (Fixture *fixture)
{
  open_queries (fixture);
  g_assert_true (pod_test_press (GTK_WIDGET (fixture->dialog), "Answer…"));
  pod_test_settle ();
  return pod_test_toplevel (POD_TYPE_ASK_DIALOG);
}

static guint
count_drafts (Fixture *fixture)
{
  g_autoptr (GPtrArray) drafts = pod_trial_list_drafts (fixture->trial, NULL);

  return drafts->len;
}

/* A lock in the middle of an answer: it is there again, and gone from the drafts once it is given. */
static void
test_draft (Fixture *fixture, gconstpointer data)
{
  gpointer ask;

  ask_as_monitor (fixture);
  pod_test_sign_in (fixture->trial, "coordinator");
  ask = start_answer (fixture);
  gtk_editable_set_text (pod_test_child (ask, "reason"), "as the ward");
  pod_trial_window_lock (fixture->window, "idle");
  pod_test_settle ();
  g_assert_null (pod_test_toplevel (POD_TYPE_ASK_DIALOG));

  pod_test_sign_in (fixture->trial, "coordinator");
  pod_test_settle ();
  ask = start_answer (fixture);
  g_assert_cmpstr (gtk_editable_get_text (pod_test_child (ask, "reason")), ==, "as the ward");
  g_assert_true (pod_test_shows (ask, "You were writing this"));
  answer_ask ("as the ward noted it");
  g_assert_cmpuint (count_drafts (fixture), ==, 0);
}

static gpointer
start_question (Fixture *fixture)
{
  open_queries (fixture);
  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "queries.ask", NULL);
  pod_test_settle ();
  return pod_test_toplevel (POD_TYPE_ASK_DIALOG);
}

static const char *
get_question (gpointer ask)
{
  return gtk_editable_get_text (pod_test_child (ask, "reason"));
}

/* Whoever has no key keeps it while the file is open, and is told so before it is thrown away. */
static void
test_escape (Fixture *fixture, gconstpointer data)
{
  gpointer ask;

  pod_test_sign_in (fixture->trial, "monitor");
  ask = start_question (fixture);
  gtk_editable_set_text (pod_test_child (ask, "reason"), "why?");
  gtk_window_close (ask);
  pod_test_settle ();
  g_assert_true (pod_test_shows (pod_test_toplevel (ADW_TYPE_MESSAGE_DIALOG),
                                 "lasts until the trial database is closed"));
  pod_test_answer ("_Cancel");
  g_assert_cmpstr (get_question (ask), ==, "why?");
  gtk_window_close (ask);
  pod_test_answer ("_Keep Draft");
  g_assert_null (pod_test_toplevel (POD_TYPE_ASK_DIALOG));
  ask = start_question (fixture);
  g_assert_cmpstr (get_question (ask), ==, "why?");
  gtk_window_close (ask);
  pod_test_answer ("_Discard");
  g_assert_null (pod_test_toplevel (POD_TYPE_ASK_DIALOG));
  ask = start_question (fixture);
  g_assert_cmpstr (get_question (ask), ==, "");
}

/* A lock in the middle of a monitor's question: nobody else finds it, and the monitor is shown it again. */
static void
test_monitor (Fixture *fixture, gconstpointer data)
{
  gpointer ask;

  pod_test_sign_in (fixture->trial, "monitor");
  ask = start_question (fixture);
  gtk_editable_set_text (pod_test_child (ask, "reason"), "which day");
  g_assert_true (pod_test_wait_shows (ask, "Draft kept until the trial database is closed"));
  gtk_editable_set_text (pod_test_child (ask, "reason"), "which day was it?");
  pod_trial_window_lock (fixture->window, "idle");
  pod_test_settle ();
  g_assert_null (pod_test_toplevel (POD_TYPE_ASK_DIALOG));

  pod_test_sign_in (fixture->trial, "pi");
  pod_test_settle ();
  g_assert_null (pod_test_toplevel (POD_TYPE_ASK_DIALOG));
  pod_trial_window_lock (fixture->window, "idle");
  pod_test_sign_in (fixture->trial, "monitor");
  pod_test_settle ();
  ask = pod_test_toplevel (POD_TYPE_ASK_DIALOG);
  g_assert_nonnull (ask);
  g_assert_cmpstr (get_question (ask), ==, "which day was it?");
  g_assert_true (pod_test_shows (ask, "You were writing this"));
  pod_test_picture (ask, "query-draft-monitor.png");
  answer_ask ("which day was it, please?");
  g_assert_cmpuint (count_drafts (fixture), ==, 0);
}

/* After a deed the keyboard is where it was. */
static void
test_focus (Fixture *fixture, gconstpointer data)
{
  GtkListBox *list;
  GtkWidget *row;
  gint64 id;

  ask_as_monitor (fixture);
  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "editor.ask", NULL);
  answer_ask ("And the day?");
  open_queries (fixture);
  list = GTK_LIST_BOX (adw_bin_get_child (pod_test_child (fixture->dialog, "view")));
  row = GTK_WIDGET (gtk_list_box_get_row_at_index (list, 1));
  id = *(gint64 *) g_object_get_data (G_OBJECT (row), "query");
  gtk_widget_grab_focus (row);
  g_assert_true (pod_trial_ask (fixture->trial, fixture->subject, "subject", fixture->subject, NULL,
                                "One more?", NULL));
  pod_test_settle ();
  row = gtk_window_get_focus (fixture->dialog);
  g_assert_true (GTK_IS_LIST_BOX_ROW (row));
  g_assert_cmpint (*(gint64 *) g_object_get_data (G_OBJECT (row), "query"), ==, id);
}

/* Nobody has asked: it says so, and a coordinator cannot ask. */
static void
test_empty (Fixture *fixture, gconstpointer data)
{
  pod_test_sign_in (fixture->trial, "coordinator");
  open_queries (fixture);
  g_assert_true (pod_test_shows (fixture->dialog, "Nothing was asked"));
  g_assert_false (gtk_widget_get_visible (pod_test_child (fixture->dialog, "ask_button")));
}

int
main (int argc, char *argv[])
{
  pod_test_window_init (&argc, &argv);
  fixture_add ("/ui/query/course", test_course);
  fixture_add ("/ui/query/badge", test_badge);
  fixture_add ("/ui/query/draft", test_draft);
  fixture_add ("/ui/query/R18-monitor", test_monitor);
  fixture_add ("/ui/query/escape", test_escape);
  fixture_add ("/ui/query/focus", test_focus);
  fixture_add ("/ui/query/empty", test_empty);
  return g_test_run ();
}
