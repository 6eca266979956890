/* What is due, the screening log, and what is printed of both: looked at first, noted only when it leaves. */

#include "pod-log-dialog.h"
#include "pod-log-item.h"
#include "pod-paper-dialog.h"
#include "pod-test-decide.h"
#include "pod-test-put.h"
#include "pod-test-window.h"
#include "pod-today-page.h"
#include "pod-trial-history.h"
#include "pod-trial-sign.h"
#include "pod-widget-picture.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  PodTrial *trial;
  PodTrialWindow *window;
  gint64 subject;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->trial = pod_test_trial (pod_test_dir ());
  fixture->subject = pod_test_register (fixture->trial, "Invented Anna", "R-0001", "mn");
  fixture->window = pod_test_window_open (fixture->trial);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  pod_test_window_close (fixture->window);
}

static guint
count_prints (Fixture *fixture)
{
  PodHistoryFilter filter = { .action = "PRINT", .limit = 10 };
  g_autoptr (GListModel) rows = pod_trial_list_history (fixture->trial, &filter, NULL);

  return g_list_model_get_n_items (rows);
}

static void
check_file (const char *path, const char *magic)
{
  const char *bytes;
  GStatBuf info;
  gsize length;

  bytes = pod_test_read (path, &length);
  g_assert_true (g_str_has_prefix (bytes, magic));
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
}

/* ---- the sheet ---- */

static void
test_sheet (Fixture *fixture, gconstpointer data)
{
  const char *path = pod_test_path (pod_test_dir (), "sheet.pdf");
  const char *printed = pod_test_path (pod_test_dir (), "printed.pdf");
  g_autoptr (GError) error = NULL;
  PodPaperDialog *dialog;

  pod_trial_window_show_subject (fixture->window, fixture->subject);
  gtk_widget_activate_action (pod_widget_find (GTK_WIDGET (fixture->window),
                                               g_type_from_name ("PodSubjectPage")),
                              "subject.sheet", NULL);
  pod_test_settle ();
  dialog = pod_test_toplevel (POD_TYPE_PAPER_DIALOG);
  g_assert_nonnull (dialog);
  pod_test_picture (dialog, "paper-sheet.png");
  g_assert_cmpuint (count_prints (fixture), ==, 0);
  g_assert_true (pod_paper_dialog_save_to (dialog, path, &error));
  g_assert_no_error (error);
  check_file (path, "%PDF-");
  g_assert_cmpuint (count_prints (fixture), ==, 1);
  g_assert_true (pod_paper_dialog_print_to (dialog, printed, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_prints (fixture), ==, 2);
  gtk_window_close (GTK_WINDOW (dialog));
  pod_test_settle ();
}

static gboolean
is_painted (GtkWidget *page)
{
  return g_object_get_data (G_OBJECT (page), "page") != NULL;
}

/* Of many pages only those near what is looked at are painted and kept, and the others once they are scrolled to. */
static void
test_near_pages (Fixture *fixture, gconstpointer data)
{
  PodPaperDialog *dialog = pod_paper_dialog_new_sheet (GTK_WINDOW (fixture->window), fixture->trial,
                                                       fixture->subject);
  GtkWidget *box = pod_test_child (dialog, "box");
  GtkWidget *first = gtk_widget_get_next_sibling (gtk_widget_get_first_child (box));
  GtkWidget *last = gtk_widget_get_last_child (box);
  GtkAdjustment *down = gtk_scrolled_window_get_vadjustment (
      GTK_SCROLLED_WINDOW (gtk_widget_get_ancestor (box, GTK_TYPE_SCROLLED_WINDOW)));

  g_assert_true (first != last);
  gtk_window_set_default_size (GTK_WINDOW (dialog), 960, 240);
  gtk_window_present (GTK_WINDOW (dialog));
  pod_test_settle ();
  g_assert_true (is_painted (first));
  g_assert_false (is_painted (last));
  gtk_adjustment_set_value (down, gtk_adjustment_get_upper (down));
  pod_test_settle ();
  g_assert_false (is_painted (first));
  g_assert_true (is_painted (last));
  gtk_window_close (GTK_WINDOW (dialog));
  pod_test_settle ();
}

static GtkWidget *
find_button (GtkWidget *root, const char *action)
{
  GtkWidget *found = NULL;

  if (GTK_IS_ACTIONABLE (root) &&
      g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (root)), action) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_button (child, action);
  return found;
}

/* What cannot be drawn is said to be so, and not printed. */
static void
test_not_drawn (Fixture *fixture, gconstpointer data)
{
  PodPaperDialog *dialog = pod_paper_dialog_new_sheet (GTK_WINDOW (fixture->window), fixture->trial,
                                                       999);

  gtk_window_present (GTK_WINDOW (dialog));
  pod_test_settle ();
  g_assert_true (gtk_widget_get_mapped (pod_test_child (dialog, "failure")));
  g_assert_cmpstr (gtk_label_get_text (pod_test_child (dialog, "failure")), !=, "");
  g_assert_false (gtk_widget_is_sensitive (find_button (GTK_WIDGET (dialog), "paper.print")));
  g_assert_false (gtk_widget_is_sensitive (find_button (GTK_WIDGET (dialog), "paper.save")));
  gtk_window_close (GTK_WINDOW (dialog));
  pod_test_settle ();
}

/* ---- the log ---- */

static guint
count_rows (PodLogDialog *dialog)
{
  return g_list_model_get_n_items (pod_test_child (dialog, "selection"));
}

static void
test_log (Fixture *fixture, gconstpointer data)
{
  const char *csv = pod_test_path (pod_test_dir (), "log.csv");
  const char *pdf = pod_test_path (pod_test_dir (), "log.pdf");
  g_autoptr (GError) error = NULL;
  PodLogDialog *dialog;

  pod_test_register (fixture->trial, "Invented Berta", "R-0002", "igan");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.log", NULL);
  pod_test_settle ();
  dialog = pod_test_toplevel (POD_TYPE_LOG_DIALOG);
  g_assert_nonnull (dialog);
  g_assert_cmpuint (count_rows (dialog), ==, 2);
  pod_test_picture (dialog, "screening-log.png");
  g_assert_true (pod_test_shows (dialog, "Enrolled 0 of 36"));
  g_assert_false (pod_test_shows (dialog, "Invented"));
  gtk_drop_down_set_selected (pod_test_child (dialog, "cohort"), 2);
  g_assert_cmpuint (count_rows (dialog), ==, 1);
  g_assert_true (pod_log_dialog_save_to (dialog, POD_LOG_CSV, csv, &error));
  g_assert_no_error (error);
  check_file (csv, "screening_number,");
  g_assert_null (strstr (pod_test_read (csv, NULL), "S-001"));
  g_assert_nonnull (strstr (pod_test_read (csv, NULL), "\"S-002\",\"2026-11-23\",\"igan\""));
  g_assert_null (strstr (pod_test_read (csv, NULL), "Invented"));
  g_assert_true (pod_log_dialog_save_to (dialog, POD_LOG_PDF, pdf, &error));
  check_file (pdf, "%PDF-");
  g_assert_cmpuint (count_prints (fixture), ==, 2);
  gtk_drop_down_set_selected (pod_test_child (dialog, "outcome"), 2);
  g_assert_cmpuint (count_rows (dialog), ==, 0);
  g_assert_true (pod_test_shows (dialog, "No attempt to show"));
  gtk_drop_down_set_selected (pod_test_child (dialog, "outcome"), 0);
  g_signal_emit_by_name (pod_test_child (dialog, "view"), "activate", 0);
  pod_test_settle ();
  g_assert_cmpstr (pod_trial_window_get_page (fixture->window), ==, "subject");
}

/* Who withdrew needs no signature: the list says it as the paper does, and says nothing of whoever is undecided still. */
static void
test_log_not_signed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (GError) error = NULL;
  gpointer dialog;

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.log", NULL);
  pod_test_settle ();
  g_assert_false (pod_test_shows (pod_test_toplevel (POD_TYPE_LOG_DIALOG), "not signed"));
  gtk_window_close (pod_test_toplevel (POD_TYPE_LOG_DIALOG));
  pod_test_settle ();
  pod_change_put_event (change, &(PodEvent){ .record = { .id = -1, .subject = fixture->subject },
                                             .category = "disposition",
                                             .code = "withdrawal",
                                             .date = pod_date_new (2026, 11, 23) });
  pod_trial_commit (fixture->trial, change, NULL, NULL, &error);
  g_assert_no_error (error);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.log", NULL);
  pod_test_settle ();
  dialog = pod_test_toplevel (POD_TYPE_LOG_DIALOG);
  g_assert_true (pod_test_wait_shows (dialog, "not signed"));
  pod_test_picture (dialog, "screening-log-not-signed.png");
  gtk_window_close (dialog);
  pod_test_settle ();
}

static void
put_answer (Fixture *fixture, const char *observation)
{
  PodFinding finding = pod_test_finding (observation, pod_date_new (2026, 11, 23));

  finding.code = "yes";
  pod_test_put (fixture->trial, fixture->subject, finding);
}

/* Of whoever did not enter all the criteria are read, in lines one below another. */
static void
test_log_reasons (Fixture *fixture, gconstpointer data)
{
  static const char *const present[] = { "infection_active", "cns_disorder", "angina",
                                         "congenital_ig_deficiency" };
  g_autoptr (GError) error = NULL;
  gpointer dialog;
  GtkLabel *outcome;

  for (gsize i = 0; i < G_N_ELEMENTS (present); i++)
    put_answer (fixture, present[i]);
  g_assert_true (pod_test_fail_screening (fixture->trial, fixture->subject,
                                          pod_date_new (2026, 11, 23), &error));
  g_assert_no_error (error);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.log", NULL);
  pod_test_settle ();
  dialog = pod_test_toplevel (POD_TYPE_LOG_DIALOG);
  g_assert_true (pod_test_wait_shows (dialog, "Screen failure: "));
  pod_test_settle ();
  pod_test_picture (dialog, "screening-log-reasons.png");
  outcome = pod_test_find_label (pod_test_child (dialog, "view"), "Screen failure: ", FALSE);
  g_test_message ("%s", gtk_label_get_text (outcome));
  g_assert_cmpint (pango_layout_get_line_count (gtk_label_get_layout (outcome)), >, 1);
  g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (outcome)));
  gtk_window_close (dialog);
  pod_test_settle ();
}

/* ---- today ---- */

static GtkWidget *
get_today (Fixture *fixture)
{
  return pod_widget_find (GTK_WIDGET (fixture->window), POD_TYPE_TODAY_PAGE);
}

/* From a thing that is due to whom it is about, and back. */
static void
test_today (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) agenda = pod_trial_list_agenda (fixture->trial, NULL);
  g_autoptr (GError) error = NULL;
  GtkWidget *today = get_today (fixture), *row;

  g_assert_nonnull (agenda);
  pod_trial_ask (fixture->trial, fixture->subject, "subject", fixture->subject, NULL, "Why so?",
                 &error);
  g_assert_no_error (error);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.today", NULL);
  pod_test_settle ();
  g_assert_cmpstr (pod_trial_window_get_page (fixture->window), ==, "today");
  g_assert_true (pod_test_shows (today, "S-001 · Query: waits for an answer"));
  g_assert_false (pod_test_shows (today, "Invented"));
  pod_test_picture (fixture->window, "today.png");
  row = pod_widget_find (pod_test_child (today, "today"), ADW_TYPE_ACTION_ROW);
  g_assert_nonnull (row);
  adw_action_row_activate (ADW_ACTION_ROW (row));
  pod_test_settle ();
  g_assert_cmpstr (pod_trial_window_get_page (fixture->window), ==, "subject");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.back", NULL);
  g_assert_cmpstr (pod_trial_window_get_page (fixture->window), ==, "today");
  gtk_toggle_button_set_active (pod_test_child (fixture->window, "subjects_button"), TRUE);
  g_assert_cmpstr (pod_trial_window_get_page (fixture->window), ==, "subjects");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.today", NULL);
  g_assert_true (gtk_toggle_button_get_active (pod_test_child (fixture->window, "today_button")));
}

/* A lock leaves nothing of it on the page. */
static void
test_locked (Fixture *fixture, gconstpointer data)
{
  GtkWidget *today = get_today (fixture);

  pod_trial_ask (fixture->trial, fixture->subject, "subject", fixture->subject, NULL, "Why so?",
                 NULL);
  pod_trial_window_show_today (fixture->window);
  pod_test_settle ();
  g_assert_nonnull (pod_widget_find (today, ADW_TYPE_ACTION_ROW));
  pod_trial_window_lock (fixture->window, "asked");
  pod_test_settle ();
  g_assert_null (pod_widget_find (today, ADW_TYPE_ACTION_ROW));
}

int
main (int argc, char **argv)
{
  pod_test_window_init (&argc, &argv);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/ui/paper/sheet", test_sheet);
  ADD ("/ui/paper/near-pages", test_near_pages);
  ADD ("/ui/paper/not-drawn", test_not_drawn);
  ADD ("/ui/paper/log", test_log);
  ADD ("/ui/paper/log-reasons", test_log_reasons);
  ADD ("/ui/paper/log-not-signed", test_log_not_signed);
  ADD ("/ui/paper/today", test_today);
  ADD ("/ui/paper/locked", test_locked);
  return g_test_run ();
}
