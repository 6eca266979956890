#include "pod-results-fixture.h"
#include "pod-widget-picture.h"

/* A column that is pasted into the grid of a visit: it is looked at before anything of it is taken, and begins where it was pasted. */

static void
open_grid (ResultsFixture *fixture, const char *visit)
{
  results_open_visit (fixture, visit, POD_DATE_NONE);
}

static gboolean
has_cursor (ResultsFixture *fixture, const char *observation)
{
  return pod_result_input_has_cursor (results_input (fixture, observation));
}

/* @then: where the cursor is when the text arrives. */
static void
paste_from (ResultsFixture *fixture, const char *observation, const char *text, const char *then)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (fixture->form));

  g_assert_true (pod_results_form_focus (fixture->form, observation));
  gdk_clipboard_set_text (clipboard, text);
  g_signal_emit_by_name (gtk_root_get_focus (GTK_ROOT (fixture->dialog)), "paste-clipboard");
  g_assert_true (pod_results_form_focus (fixture->form, then));
  pod_test_settle ();
  pod_test_settle ();
}

static void
paste (ResultsFixture *fixture, const char *observation, const char *text)
{
  paste_from (fixture, observation, text, observation);
}

/* It can be read, and is not what the row takes. */
static void
test_paste_no_answer (ResultsFixture *fixture, gconstpointer data)
{
  GtkWindow *question;

  open_grid (fixture, NULL);
  paste (fixture, "apla2r", "5\r\n77\r\n");
  question = pod_test_toplevel (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_true (pod_test_shows (question, "1 of 2 values"));
  g_assert_true (pod_test_shows (question, "not taken: none of its answers"));
  g_assert_false (pod_test_shows (question, "cannot be read"));
  pod_test_picture (question, "results-paste-no-answer.png");
  pod_test_answer ("_Cancel");
  results_leave (fixture);
}

static void
test_paste (ResultsFixture *fixture, gconstpointer data)
{
  open_grid (fixture, "LD2");
  paste (fixture, "temperature", "36.8");
  g_assert_cmpstr (pod_result_input_get_text (results_input (fixture, "temperature")), ==, "36.8");
  /* As a spreadsheet copies it: nothing is taken before somebody looked. */
  paste (fixture, "temperature", "37.1\r\n\r\nmuch\r\n72\r\n98,5\r\n1\r\n");
  g_assert_cmpstr (pod_result_input_get_text (results_input (fixture, "temperature")), ==, "36.8");
  g_assert_cmpuint (pod_results_form_count_touched (fixture->form), ==, 1);
  {
    GtkWindow *question = pod_test_toplevel (ADW_TYPE_MESSAGE_DIALOG);

    g_assert_true (pod_test_shows (question, "3 of 5 values"));
    g_assert_true (pod_test_shows (question, "instead of 36.8"));
    g_assert_true (pod_test_shows (question, "understood as 98.5"));
    g_assert_true (pod_test_shows (question, "an empty line: stays as it is"));
    g_assert_true (pod_test_shows (question, "it cannot be read"));
    g_assert_true (pod_test_shows (question, "there is no row for it"));
    pod_test_picture (question, "results-paste.png");
  }
  pod_test_answer ("_Cancel");
  g_assert_cmpuint (pod_results_form_count_touched (fixture->form), ==, 1);
  paste (fixture, "temperature", "37.1\r\n\r\nmuch\r\n72\r\n98\r\n1\r\n");
  pod_test_answer ("_Take");
  pod_test_settle ();
  g_assert_cmpstr (pod_result_input_get_text (results_input (fixture, "temperature")), ==, "37.1");
  g_assert_cmpstr (pod_result_input_get_text (results_input (fixture, "sbp")), ==, "");
  g_assert_cmpstr (pod_result_input_get_text (results_input (fixture, "dbp")), ==, "");
  g_assert_cmpstr (pod_result_input_get_text (results_input (fixture, "heart_rate")), ==, "72");
  g_assert_cmpstr (pod_result_input_get_text (results_input (fixture, "spo2")), ==, "98");
  /* An empty line is a row without a value, with any end of line, also at the start and twice. */
  paste (fixture, "temperature", "\n\n61\n\n97\n");
  pod_test_answer ("_Take");
  pod_test_settle ();
  g_assert_cmpstr (pod_result_input_get_text (results_input (fixture, "temperature")), ==, "37.1");
  g_assert_cmpstr (pod_result_input_get_text (results_input (fixture, "sbp")), ==, "");
  g_assert_cmpstr (pod_result_input_get_text (results_input (fixture, "dbp")), ==, "61");
  g_assert_cmpstr (pod_result_input_get_text (results_input (fixture, "heart_rate")), ==, "72");
  g_assert_cmpstr (pod_result_input_get_text (results_input (fixture, "spo2")), ==, "97");
  results_leave (fixture);
}

/* A spreadsheet's column has a heading, which takes no row; while a line is not taken, Enter takes nothing. */
static void
test_paste_heading (ResultsFixture *fixture, gconstpointer data)
{
  AdwMessageDialog *question;

  open_grid (fixture, "LD2");
  paste (fixture, "temperature", "Result\n37.1\n120\n");
  question = pod_test_toplevel (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_true (pod_test_shows (question, "2 of 3 values"));
  g_assert_cmpstr (adw_message_dialog_get_default_response (question), ==, "no");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (pod_widget_find (GTK_WIDGET (question),
                                                                  GTK_TYPE_CHECK_BUTTON)),
                               TRUE);
  pod_test_settle ();
  g_assert_true (pod_test_shows (question, "2 of 2 values"));
  g_assert_cmpstr (adw_message_dialog_get_default_response (question), ==, "yes");
  pod_test_picture (question, "results-paste-heading.png");
  pod_test_answer ("_Take");
  pod_test_settle ();
  g_assert_cmpstr (pod_result_input_get_text (results_input (fixture, "temperature")), ==, "37.1");
  g_assert_cmpstr (pod_result_input_get_text (results_input (fixture, "sbp")), ==, "120");
  g_assert_cmpstr (pod_result_input_get_text (results_input (fixture, "dbp")), ==, "");
  results_leave (fixture);
}

/* What was looked at is taken or nothing, and it begins where it was pasted, wherever the cursor went meanwhile. */
static void
test_paste_changed (ResultsFixture *fixture, gconstpointer data)
{
  open_grid (fixture, "LD2");
  paste_from (fixture, "temperature", "37.1\n120\n80\n", "spo2");
  gtk_widget_set_visible (GTK_WIDGET (results_row (fixture, "sbp")), FALSE);
  pod_test_answer ("_Take");
  pod_test_settle ();
  g_assert_cmpuint (pod_results_form_count_touched (fixture->form), ==, 0);
  g_assert_true (pod_test_shows (fixture->form, "Nothing was taken"));
  gtk_widget_set_visible (GTK_WIDGET (results_row (fixture, "sbp")), TRUE);
  paste_from (fixture, "temperature", "37.1\n120\n80\n", "spo2");
  pod_test_answer ("_Take");
  pod_test_settle ();
  g_assert_cmpstr (pod_result_input_get_text (results_input (fixture, "temperature")), ==, "37.1");
  g_assert_cmpstr (pod_result_input_get_text (results_input (fixture, "dbp")), ==, "80");
  results_leave (fixture);
}

/* Of a column the first is in sight, or what a reason is asked for. */
static void
test_paste_doubtful (ResultsFixture *fixture, gconstpointer data)
{
  open_grid (fixture, "LD2");
  paste_from (fixture, "temperature", "37.1\n120\n80\n", "spo2");
  pod_test_answer ("_Take");
  pod_test_settle ();
  g_assert_true (has_cursor (fixture, "temperature"));
  pod_results_form_discard (fixture->form);
  paste_from (fixture, "temperature", "37.1\n120\n8000\n", "spo2");
  pod_test_answer ("_Take");
  pod_test_settle ();
  g_assert_true (has_cursor (fixture, "dbp"));
  results_leave (fixture);
}

/* An answer that stands there already is not said to be replaced. */
static void
test_paste_answer (ResultsFixture *fixture, gconstpointer data)
{
  g_autofree char *code = NULL;
  g_autofree char *words = NULL;
  PodResultRow *row;

  open_grid (fixture, "SCR");
  row = results_row (fixture, "hbsag");
  words = pod_result_row_say_pasted (row, "Negative", &code);
  g_assert_nonnull (code);
  pod_result_row_set_value (row, code);
  g_clear_pointer (&code, g_free);
  g_clear_pointer (&words, g_free);
  words = pod_result_row_say_pasted (row, "NEGATIVE", &code);
  g_assert_cmpstr (words, ==, "");
  results_leave (fixture);
}

int
main (int argc, char *argv[])
{
  pod_test_window_init (&argc, &argv);
  results_add ("/ui/results-paste/column", test_paste);
  results_add ("/ui/results-paste/no-answer", test_paste_no_answer);
  results_add ("/ui/results-paste/heading", test_paste_heading);
  results_add ("/ui/results-paste/changed", test_paste_changed);
  results_add ("/ui/results-paste/doubtful", test_paste_doubtful);
  results_add ("/ui/results-paste/answer", test_paste_answer);
  return g_test_run ();
}
