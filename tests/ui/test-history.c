#include <string.h>

#include "pod-ask-dialog.h"
#include "pod-history-columns.h"
#include "pod-history-dialog.h"
#include "pod-history-save.h"
#include "pod-history-view.h"
#include "pod-record-words.h"
#include "pod-redact.h"
#include "pod-test-put.h"
#include "pod-test-window.h"
#include "pod-trial-sign.h"
#include "pod-trial-users.h"
#include "pod-trust-fixture.h"

/* The history as people see it: at the record and of the whole trial, filtered, saved, and an identifier taken out of it. */

static PodHistoryView *
open_history (Fixture *fixture, gint64 subject, const char *table, gint64 row)
{
  PodHistoryDialog *dialog = pod_history_dialog_new (GTK_WINDOW (fixture->window), fixture->trial,
                                                     subject, table, row);

  fixture_show (fixture, dialog);
  return pod_test_child (dialog, "view");
}

typedef struct
{
  PodHistoryView *view;
  guint n;
} Rows;

static guint
count_rows (PodHistoryView *view)
{
  return g_list_model_get_n_items (pod_test_child (view, "selection"));
}

static gboolean
has_rows (gpointer data)
{
  Rows *rows = data;

  return count_rows (rows->view) == rows->n &&
         !gtk_spinner_get_spinning (pod_test_child (rows->view, "spinner"));
}

static gboolean
has_fewer_rows (gpointer data)
{
  Rows *rows = data;

  return count_rows (rows->view) > 0 && count_rows (rows->view) < rows->n &&
         !gtk_spinner_get_spinning (pod_test_child (rows->view, "spinner"));
}

static gboolean
wait_rows (PodHistoryView *view, guint n)
{
  return pod_test_run_until (has_rows, &(Rows){ view, n }, 20000);
}

static gboolean
is_idle (gpointer view)
{
  return count_rows (view) > 0 && !gtk_spinner_get_spinning (pod_test_child (view, "spinner"));
}

static gpointer
filter_child (PodHistoryView *view, const char *id)
{
  return pod_test_child (pod_test_child (view, "filter"), id);
}

/* The record's own history names who, in which role, the field, old and new, and the reason: what was typed is plain text. */
static void
test_at_the_record (Fixture *fixture, gconstpointer data)
{
  PodHistoryView *view;

  fixture_change (fixture, "A&B <0.2 g/g", 3, "read the chart again and again, as the ward asked");
  view = open_history (fixture, fixture->subject, "adverse_event", fixture->event);
  g_assert_true (pod_test_wait_shows (view, "A&B <0.2 g/g"));
  g_assert_true (pod_test_shows (view, "principal investigator"));
  g_assert_false (pango_layout_is_ellipsized (
      gtk_label_get_layout (pod_test_see_label (view, "principal investigator"))));
  g_assert_true (pod_test_shows (view, "As reported"));
  g_assert_true (pod_test_shows (view, "fever → A&B <0.2 g/g"));
  g_assert_true (pod_test_shows (view, "read the chart again and again, as the ward asked"));
  g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (
      pod_test_see_label (view, "read the chart again and again, as the ward asked"))));
  /* The head names the record once for all rows. */
  g_assert_false (pod_test_shows (view, "Record"));
  g_assert_true (pod_test_shows (view, "23 Nov 2026, 12:00"));
  /* Nothing of the registration, which is another record's; and it says so that this is all. */
  for (guint i = 0; i < count_rows (view); i++)
    {
      g_autoptr (PodHistoryItem)
          item = g_list_model_get_item (pod_test_child (view, "selection"), i);

      g_assert_cmpstr (pod_history_item_get_table (item), ==, "adverse_event");
      g_assert_cmpint (pod_history_item_get_row (item), ==, fixture->event);
    }
  g_assert_true (pod_test_run_until (is_idle, view, 20000));
  g_assert_false (pod_test_shows (view, "so far"));
  pod_test_picture (fixture->dialog, "history-record.png");
}

static gboolean
is_marked (gpointer entry)
{
  return gtk_widget_has_css_class (entry, "error");
}

/* Words, who, what and days narrow the list; what fits nothing says so and offers a way back. */
static void
test_filters (Fixture *fixture, gconstpointer data)
{
  PodHistoryView *view;
  guint all;

  fixture_change (fixture, "shivers", 3, "read the chart again");
  view = open_history (fixture, 0, NULL, 0);
  g_assert_true (pod_test_run_until (is_idle, view, 20000));
  all = count_rows (view);
  g_assert_cmpuint (all, >, 5);
  gtk_editable_set_text (filter_child (view, "search"), "SHIVERS");
  g_assert_true (wait_rows (view, 1));
  gtk_editable_set_text (filter_child (view, "search"), "no such words");
  g_assert_true (pod_test_wait_shows (view, "Nothing fits these filters"));
  gtk_widget_activate_action (GTK_WIDGET (view), "history.clear", NULL);
  g_assert_true (wait_rows (view, all));
  gtk_editable_set_text (filter_child (view, "to"), "2026-11-22");
  g_assert_true (pod_test_wait_shows (view, "Nothing fits these filters"));
  gtk_editable_set_text (filter_child (view, "to"), "2026-11-23");
  g_assert_true (wait_rows (view, all));
  /* The second of the actions is a record's change. */
  gtk_drop_down_set_selected (filter_child (view, "what"), 2);
  g_assert_true (pod_test_run_until (has_fewer_rows, &(Rows){ view, all }, 20000));
  g_assert_true (pod_test_shows (view, "fever → shivers"));
  /* A wrong day is no day at all, and not every day. */
  gtk_editable_set_text (filter_child (view, "from"), "not a day");
  g_assert_true (pod_test_run_until (is_marked, filter_child (view, "from"), 20000));
  g_assert_true (pod_test_wait_shows (view, "One of the days is wrong"));
  g_assert_cmpuint (count_rows (view), ==, 0);
  gtk_editable_set_text (filter_child (view, "from"), "2026-11-24");
  g_assert_true (pod_test_run_until (is_marked, filter_child (view, "to"), 20000));
  g_assert_cmpuint (count_rows (view), ==, 0);
  gtk_editable_set_text (filter_child (view, "from"), "2026-11-22");
  g_assert_true (pod_test_run_until (has_fewer_rows, &(Rows){ view, all }, 20000));
}

static gboolean
has_notice (gpointer data)
{
  gpointer dialog = pod_test_toplevel (ADW_TYPE_MESSAGE_DIALOG);

  return dialog != NULL && pod_test_shows (dialog, "The history is saved");
}

/* What is saved is whole, as CSV and as JSON, whatever page is on the screen. */
static void
test_saved (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "history.csv", "history.json" };
  const char *dir = pod_test_dir ();
  PodHistoryFilter filter = { .subject = fixture->subject, .limit = 1 };

  fixture_change (fixture, "A&B <0.2 g/g", 3, "read the chart again");
  for (int format = POD_HISTORY_CSV; format <= POD_HISTORY_JSON; format++)
    {
      const char *path = pod_test_path (dir, names[format]);

      pod_history_save_to (GTK_WINDOW (fixture->window), fixture->trial, &filter, format, path);
      g_assert_true (pod_test_run_until (has_notice, NULL, 20000));
      pod_test_answer ("_Understood");
      g_assert_nonnull (strstr (pod_test_read (path, NULL), "A&B <0.2 g/g"));
      g_assert_nonnull (strstr (pod_test_read (path, NULL), "read the chart again"));
    }
}

/* Only a typed text can be taken out, and only by the principal investigator; it reads [redacted] afterwards. */
static void
test_redaction (Fixture *fixture, gconstpointer data)
{
  PodHistoryView *view;
  gpointer ask;

  fixture_change (fixture, "told by Invented Anna", 2, "her own words");
  view = open_history (fixture, fixture->subject, "adverse_event", fixture->event);
  gtk_editable_set_text (filter_child (view, "search"), "told by");
  g_assert_true (wait_rows (view, 1));
  gtk_widget_activate_action (GTK_WIDGET (view), "history.redact", NULL);
  pod_test_settle ();
  ask = pod_test_toplevel (POD_TYPE_ASK_DIALOG);
  g_assert_nonnull (ask);
  g_assert_true (pod_test_shows (ask, "told by Invented Anna"));
  gtk_editable_set_text (pod_test_child (ask, "reason"), "a name");
  gtk_editable_set_text (pod_test_child (ask, "password"), "not the password at all");
  g_signal_emit_by_name (pod_test_child (ask, "button"), "clicked");
  pod_test_wait_work (ask);
  g_assert_true (gtk_widget_get_visible (pod_test_child (ask, "password_problem")));
  g_assert_cmpstr (fixture_load (fixture).verbatim, ==, "told by Invented Anna");
  pod_test_picture (ask, "redaction.png");
  gtk_editable_set_text (pod_test_child (ask, "password"), POD_TEST_PASSWORD);
  g_signal_emit_by_name (pod_test_child (ask, "button"), "clicked");
  pod_test_wait_work (ask);
  gtk_editable_set_text (filter_child (view, "search"), "");
  g_assert_true (pod_test_wait_shows (view, "[redacted]"));
  g_assert_false (pod_test_shows (view, "Invented Anna"));
  g_assert_cmpstr (fixture_load (fixture).verbatim, ==, "[redacted]");
}

/* Whether the list has it, on the screen or further down. */
static gboolean
has_new_value (PodTrial *trial, PodHistoryView *view, const char *wanted)
{
  for (guint i = 0; i < count_rows (view); i++)
    {
      g_autoptr (PodHistoryItem)
          item = g_list_model_get_item (pod_test_child (view, "selection"), i);
      g_autofree char *value = pod_history_item_say_value (item, trial, FALSE);

      if (g_strcmp0 (value, wanted) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
reach_end (PodHistoryView *view)
{
  g_signal_emit_by_name (gtk_widget_get_ancestor (pod_test_child (view, "view"),
                                                  GTK_TYPE_SCROLLED_WINDOW),
                         "edge-reached", GTK_POS_BOTTOM);
  g_assert_true (pod_test_run_until (is_idle, view, 20000));
}

/* Further pages come when somebody reaches the end, and the last says that it is the last. */
static void
test_pages (Fixture *fixture, gconstpointer data)
{
  PodHistoryView *view;
  guint first;

  for (int i = 0; i < 280; i++)
    {
      g_autofree char *words = g_strdup_printf ("observation %d", i);

      fixture_change (fixture, words, 1 + i % 2, "one of many");
    }
  view = open_history (fixture, fixture->subject, NULL, 0);
  g_assert_true (pod_test_run_until (is_idle, view, 20000));
  first = count_rows (view);
  g_assert_true (pod_test_shows (view, "so far"));
  g_assert_false (has_new_value (fixture->trial, view, "observation 0"));
  reach_end (view);
  g_assert_cmpuint (count_rows (view), >, first);
  for (int i = 0; i < 20 && pod_test_shows (view, "so far"); i++)
    reach_end (view);
  g_assert_false (pod_test_shows (view, "so far"));
  g_assert_true (has_new_value (fixture->trial, view, "observation 0"));
}

static void
check_value (Fixture *fixture,
             const char *table,
             const char *column,
             const char *value,
             const char *expected)
{
  g_autofree char *words = pod_record_value_to_words (fixture->trial, NULL, table, column, value);

  g_assert_cmpstr (words, ==, expected);
}

/* On the screen days are written as people here do, to the second too; a file that is saved has them as files do. */
static void
test_days (Fixture *fixture, gconstpointer data)
{
  PodHistoryView *view = open_history (fixture, fixture->subject, NULL, 0);
  g_autoptr (PodHistoryItem) item = NULL;
  g_autofree char *when = NULL;

  g_assert_true (pod_test_run_until (is_idle, view, 20000));
  item = g_list_model_get_item (pod_test_child (view, "selection"), 0);
  when = pod_history_item_say_exactly_when (item);
  g_test_message ("%s", when);
  g_assert_true (g_regex_match_simple ("^[0-9]{1,2} [A-Z][a-z]{2} [0-9]{4}, [0-9:]{8} UTC "
                                       "\\(workstation: UTC.*\\)$",
                                       when, 0, 0));
  check_value (fixture, "laboratory_range", "valid_from", "2026-01-02", "2 Jan 2026");
  check_value (fixture, "laboratory_range", "valid_to", "2026-12", "Dec 2026");
  check_value (fixture, "finding", "moment", "2026-11-20 08:10", "20 Nov 2026, 08:10");
  check_value (fixture, "signature", "moment", "2026-11-20T08:10:02.000000Z", "20 Nov 2026, 08:10");
  check_value (fixture, "finding", "text", "2026-11-20", "2026-11-20");
  check_value (fixture, "finding", "origin", "central/CREA/2026-11-20", "central/CREA/2026-11-20");
  check_value (fixture, "finding", "method", "bvas.3 3..3 of 5 items",
               "summed up from answers, BVAS version 3");
  check_value (fixture, "finding", "method", "enzymatic", "enzymatic");
}

/* Whether the list has a row of that field, which is selected then. */
static gboolean
select_field (PodHistoryView *view, const char *field, gint64 row)
{
  GtkSingleSelection *selection = pod_test_child (view, "selection");

  for (guint i = 0; i < count_rows (view); i++)
    {
      g_autoptr (PodHistoryItem) item = g_list_model_get_item (G_LIST_MODEL (selection), i);

      if (pod_history_item_get_row (item) == row &&
          g_strcmp0 (pod_history_item_get_field (item), field) == 0)
        {
          gtk_single_selection_set_selected (selection, i);
          return TRUE;
        }
    }
  return FALSE;
}

static gint64
find_egfr (Fixture *fixture)
{
  g_autoptr (PodCasebook)
      casebook = pod_trial_load_casebook (fixture->trial, fixture->subject, NULL);
  guint n;
  const PodFinding *series = pod_casebook_get_series (casebook, "egfr", &n);

  g_assert_cmpuint (n, ==, 1);
  return series[0].record.id;
}

/* What the program computed is said in words, in the digits that it is read in elsewhere; below the list in all that it has.  In the list of
 * one subject no row says whose it is, and each begins with what tells it apart. */
static void
test_computed (Fixture *fixture, gconstpointer data)
{
  PodHistoryView *view;
  GtkWidget *list;
  g_autofree char *number = NULL;
  const char *full;

  pod_test_put (fixture->trial, fixture->subject,
                pod_test_result ("creatinine", pod_date_new (2026, 11, 20), 81, "umol/L"));
  view = open_history (fixture, fixture->subject, NULL, 0);
  list = pod_test_child (view, "view");
  /* A row goes on in a second line: so many of them are seen at once in a high window only. */
  gtk_window_set_default_size (GTK_WINDOW (gtk_widget_get_root (list)), 1020, 1400);
  g_assert_true (pod_test_run_until (is_idle, view, 20000));
  g_assert_true (pod_test_wait_shows (list, "computed from creatinine, CKD-EPI 2021"));
  g_assert_true (pod_test_shows (list, "eGFR, 20 Nov 2026 · Result"));
  g_assert_false (pod_test_shows (list, "derived|"));
  g_assert_false (pod_test_shows (list, " · eGFR, 20 Nov 2026"));
  g_assert_true (select_field (view, "number", find_egfr (fixture)));
  full = gtk_label_get_text (pod_test_child (pod_test_child (view, "detail"), "new_value"));
  number = pod_decimal_to_label (g_ascii_strtod (full, NULL), 3);
  g_assert_cmpuint (strlen (full), >, strlen (number));
  g_assert_true (pod_test_shows (list, number));
  g_assert_false (pod_test_shows (list, full));
  pod_test_picture (fixture->dialog, "history-computed.png");
}

static gboolean
is_newer_offered (gpointer view)
{
  return gtk_widget_get_visible (pod_test_child (view, "newer"));
}

/* Whoever reads further down stays there when somebody saves, and is offered what is newer. */
static void
test_position (Fixture *fixture, gconstpointer data)
{
  PodHistoryView *view;
  GtkAdjustment *adjustment;
  guint before;

  for (int i = 0; i < 40; i++)
    {
      g_autofree char *words = g_strdup_printf ("observation %d", i);

      fixture_change (fixture, words, 1 + i % 2, "one of many");
    }
  view = open_history (fixture, fixture->subject, NULL, 0);
  g_assert_true (pod_test_run_until (is_idle, view, 20000));
  before = count_rows (view);
  fixture_change (fixture, "seen at the top", 3, "read the chart again");
  g_assert_true (pod_test_wait_shows (view, "seen at the top"));
  g_assert_cmpuint (count_rows (view), >, before);
  g_assert_true (pod_test_run_until (is_idle, view, 20000));

  before = count_rows (view);
  adjustment = gtk_scrolled_window_get_vadjustment (pod_test_child (view, "scrolled"));
  /* A list knows where its rows are only once they were laid out. */
  pod_test_settle ();
  gtk_test_widget_wait_for_draw (GTK_WIDGET (view));
  gtk_adjustment_set_value (adjustment, 400);
  pod_test_settle ();
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), >, 300);
  fixture_change (fixture, "further up", 2, "read the chart again");
  g_assert_true (pod_test_run_until (is_newer_offered, view, 20000));
  g_assert_cmpuint (count_rows (view), ==, before);
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), >, 300);
  pod_test_picture (fixture->dialog, "history-newer.png");
  gtk_widget_activate_action (GTK_WIDGET (view), "history.refresh", NULL);
  g_assert_true (pod_test_run_until (is_idle, view, 20000));
  g_assert_true (has_new_value (fixture->trial, view, "further up"));
  g_assert_false (is_newer_offered (view));
}

/* What is still being read when nobody looks any more is not shown as another subject's. */
static void
test_hidden (Fixture *fixture, gconstpointer data)
{
  gint64 other = pod_test_register (fixture->trial, "Invented Berta", "R-0099", "mn");
  PodHistoryView *view = open_history (fixture, 0, NULL, 0);

  g_assert_true (pod_test_run_until (is_idle, view, 20000));
  gtk_widget_activate_action (GTK_WIDGET (view), "history.refresh", NULL);
  gtk_widget_set_visible (GTK_WIDGET (view), FALSE);
  pod_history_view_set_scope (view, fixture->trial, other, NULL, 0);
  g_usleep (500 * 1000);
  pod_test_settle ();
  g_assert_cmpuint (count_rows (view), ==, 0);
}

/* Whoever signs out leaves nothing of it on the screen. */
static void
test_signed_out (Fixture *fixture, gconstpointer data)
{
  PodHistoryView *view = open_history (fixture, 0, NULL, 0);

  g_assert_true (pod_test_run_until (is_idle, view, 20000));
  pod_trial_sign_out (fixture->trial);
  pod_test_settle ();
  g_assert_null (fixture->dialog);
}

/* Why the trial locked itself is said in words; whoever signs in has no role before. */
static void
test_session (Fixture *fixture, gconstpointer data)
{
  PodHistoryView *view;

  pod_trial_lock (fixture->trial, "idle");
  pod_test_sign_in (fixture->trial, "pi");
  view = open_history (fixture, 0, NULL, 0);
  g_assert_true (pod_test_run_until (is_idle, view, 20000));
  g_assert_true (pod_test_wait_shows (view, "nobody was working"));
  g_assert_true (pod_test_shows (view, "Signed in"));
  g_assert_false (pod_test_shows (view, "none"));
}

/* A password mistyped at signing is a failed signature, of somebody who was signed in; for the lock-out it counts like any other. */
static void
test_failed_signature (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  PodHistoryView *view;

  g_assert_false (pod_trial_sign (fixture->trial, fixture->subject, "adverse_event", fixture->event,
                                  "approval", "not the password at all", G_MAXINT64, &error));
  g_assert_false (pod_trial_check_password (fixture->trial, "nor this one", NULL));
  view = open_history (fixture, 0, NULL, 0);
  g_assert_true (pod_test_wait_shows (view, "Signature failed"));
  g_assert_true (pod_test_shows (view, "wrong password"));
  g_assert_true (pod_test_shows (view, "Password refused"));
  g_assert_true (pod_test_shows (view, "where the password was asked for again"));
  g_assert_false (pod_test_shows (view, "Failed to sign in"));
}

/* Escape in the entry takes away what is looked for, and then the dialog, which it would else never reach. */
static void
test_escape (Fixture *fixture, gconstpointer data)
{
  PodHistoryView *view = open_history (fixture, fixture->subject, NULL, 0);
  g_autoptr (GtkWidget)
      dialog = g_object_ref (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (view))));
  GtkEditable *search = pod_test_child (pod_test_child (view, "filter"), "search");

  gtk_editable_set_text (search, "creatinine");
  g_signal_emit_by_name (search, "stop-search");
  g_assert_cmpstr (gtk_editable_get_text (search), ==, "");
  pod_test_settle ();
  g_assert_true (gtk_widget_get_visible (dialog));
  g_signal_emit_by_name (search, "stop-search");
  pod_test_settle ();
  g_assert_false (gtk_widget_get_visible (dialog));
}

int
main (int argc, char *argv[])
{
  pod_test_window_init (&argc, &argv);
  fixture_add ("/ui/history/R07-at-the-record", test_at_the_record);
  fixture_add ("/ui/history/R07-filters", test_filters);
  fixture_add ("/ui/history/R07-saved-whole", test_saved);
  fixture_add ("/ui/history/redaction", test_redaction);
  fixture_add ("/ui/history/days", test_days);
  fixture_add ("/ui/history/computed", test_computed);
  fixture_add ("/ui/history/pages", test_pages);
  fixture_add ("/ui/history/position", test_position);
  fixture_add ("/ui/history/escape", test_escape);
  fixture_add ("/ui/history/hidden", test_hidden);
  fixture_add ("/ui/history/session", test_session);
  fixture_add ("/ui/history/signed-out", test_signed_out);
  fixture_add ("/ui/history/failed-signature", test_failed_signature);
  return g_test_run ();
}
