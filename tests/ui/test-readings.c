/* The ledger of readings: what is listed, what a choice would change before it is made, settling and signing. */
#include "pod-ask-dialog.h"
#include "pod-criterion-view.h"
#include "pod-history-columns.h"
#include "pod-ledger-bar.h"
#include "pod-reading-row.h"
#include "pod-reading-view.h"
#include "pod-readings-dialog.h"
#include "pod-test-put.h"
#include "pod-test-window.h"

#include <string.h>

#define ASKED "reading.inc07_months"
#define ASKED_CHOICE "both"
#define BUILT_IN "reading.egfr_year"
#define DOSE "reading.inc18_dose"

typedef struct
{
  PodTrial *trial;
  PodTrialWindow *window;
  gpointer dialog;
  gint64 subject;
} Fixture;

static gpointer
open_ledger (Fixture *fixture)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.readings", NULL);
  pod_test_settle ();
  fixture->dialog = pod_test_toplevel (POD_TYPE_READINGS_DIALOG);
  return fixture->dialog;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->trial = pod_test_trial (pod_test_dir ());
  fixture->subject = pod_test_register (fixture->trial, "虚构甲", "9000001", "mn");
  fixture->window = pod_test_window_open (g_object_ref (fixture->trial));
  g_assert_nonnull (open_ledger (fixture));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->trial);
  pod_test_window_close (fixture->window);
}

static void
choose_reading (Fixture *fixture, const char *name)
{
  pod_readings_dialog_show_reading (fixture->dialog, name);
  pod_test_settle ();
}

static guint
count_shown (Fixture *fixture)
{
  GtkListBox *list = pod_test_child (fixture->dialog, "list");
  GtkListBoxRow *row;
  guint n = 0;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (list, i)) != NULL; i++)
    n += gtk_widget_get_child_visible (GTK_WIDGET (row));
  return n;
}

/* The radio button of that choice. */
static GtkWidget *
find_check (GtkWidget *root, const char *choice)
{
  GtkWidget *found = NULL;

  if (GTK_IS_CHECK_BUTTON (root) &&
      g_strcmp0 (g_object_get_data (G_OBJECT (root), "choice"), choice) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_check (child, choice);
  return found;
}

static GtkWidget *
get_check (Fixture *fixture, const char *choice)
{
  gpointer view = pod_test_child (fixture->dialog, "view");
  GtkWidget *check = find_check (pod_test_child (view, "choices"), choice);

  g_assert_nonnull (check);
  return check;
}

static gpointer
get_view_child (Fixture *fixture, const char *id)
{
  return pod_test_child (pod_test_child (fixture->dialog, "view"), id);
}

static void
add_egfr (Fixture *fixture, double number)
{
  pod_test_put (fixture->trial, fixture->subject,
                pod_test_result ("egfr", pod_trial_get_today (fixture->trial), number,
                                 "mL/min/{1.73_m2}"));
}

static void
fill (gpointer dialog, const char *id, const char *text)
{
  gtk_editable_set_text (pod_test_child (dialog, id), text);
}

static void
answer (const char *id, const char *text, gboolean is_slow)
{
  gpointer question = pod_test_toplevel (POD_TYPE_ASK_DIALOG);

  g_assert_nonnull (question);
  fill (question, id, text);
  g_signal_emit_by_name (pod_test_child (question, "button"), "clicked");
  if (is_slow)
    pod_test_wait_work (question);
  pod_test_settle ();
}

static void
settle (Fixture *fixture, const char *choice)
{
  if (choice != NULL)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (get_check (fixture, choice)), TRUE);
  gtk_widget_activate_action (pod_test_child (fixture->dialog, "view"), "reading.settle", NULL);
  pod_test_settle ();
  answer ("reason", "the sponsor’s letter", FALSE);
}

/* ---- the list ---- */

static void
test_list (Fixture *fixture, gconstpointer data)
{
  const GPtrArray *readings = pod_study_get_readings (pod_trial_get_study (fixture->trial));
  GtkDropDown *filter = pod_test_child (fixture->dialog, "filter");
  GtkListBoxRow *row;

  g_assert_cmpuint (count_shown (fixture), ==, readings->len);
  gtk_drop_down_set_selected (filter, 2);
  g_assert_cmpuint (count_shown (fixture), ==, 0);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (pod_test_child (fixture->dialog,
                                                                     "list_stack")),
                   ==, "none");
  gtk_drop_down_set_selected (filter, 0);
  gtk_editable_set_text (pod_test_child (fixture->dialog, "search"), "inc-07");
  g_signal_emit_by_name (pod_test_child (fixture->dialog, "search"), "search-changed");
  g_assert_cmpuint (count_shown (fixture), >, 2);
  g_assert_cmpuint (count_shown (fixture), <, 8);
  /* In the other language, too. */
  gtk_editable_set_text (pod_test_child (fixture->dialog, "search"), "血红蛋白");
  g_signal_emit_by_name (pod_test_child (fixture->dialog, "search"), "search-changed");
  g_assert_cmpuint (count_shown (fixture), ==, 1);
  /* What is shown beside the list is the one that is left of it: nobody settles what they do not see. */
  row = gtk_list_box_get_selected_row (pod_test_child (fixture->dialog, "list"));
  g_assert_cmpstr (pod_reading_row_get_reading (POD_READING_ROW (row))->id, ==,
                   "inc03_haemoglobin");
  gtk_editable_set_text (pod_test_child (fixture->dialog, "search"), "no such word");
  g_signal_emit_by_name (pod_test_child (fixture->dialog, "search"), "search-changed");
  g_assert_null (gtk_list_box_get_selected_row (pod_test_child (fixture->dialog, "list")));
}

/* Where no rule asks, the other choices stand there but cannot be chosen, and it says why. */
static void
test_built_in (Fixture *fixture, gconstpointer data)
{
  choose_reading (fixture, BUILT_IN);
  g_assert_true (gtk_widget_is_sensitive (get_check (fixture, "year_2021")));
  g_assert_false (gtk_widget_is_sensitive (get_check (fixture, "year_2009")));
  g_assert_nonnull (strstr (gtk_label_get_text (get_view_child (fixture, "reason")), "amendment"));
  g_assert_true (gtk_widget_is_sensitive (get_view_child (fixture, "button")));
  choose_reading (fixture, ASKED);
  g_assert_true (gtk_widget_is_sensitive (get_check (fixture, ASKED_CHOICE)));
  g_assert_true (pod_test_shows (fixture->dialog, "INC-07"));
}

/* ---- settling ---- */

static void
test_settle (Fixture *fixture, gconstpointer data)
{
  const PodReading *reading = pod_study_find_reading (pod_trial_get_study (fixture->trial),
                                                      "reading.inc08_scope");
  gpointer change;

  add_egfr (fixture, 40);
  choose_reading (fixture, "reading.inc08_scope");
  change = get_view_child (fixture, "change");
  g_assert_false (gtk_widget_get_mapped (change));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (get_check (fixture, "relapsed_refractory")), TRUE);
  pod_test_settle ();
  g_assert_true (gtk_widget_get_mapped (change));
  g_assert_nonnull (strstr (gtk_label_get_text (change), "1 subject changes"));
  g_assert_nonnull (strstr (gtk_label_get_text (change), "INC-08"));
  /* Looking settles nothing. */
  g_assert_cmpint (pod_reading_get_state (fixture->trial, reading), ==, POD_READING_PROPOSED);
  pod_test_picture (fixture->dialog, "readings-choice.png");
  settle (fixture, NULL);
  g_assert_cmpint (pod_reading_get_state (fixture->trial, reading), ==, POD_READING_CHANGED);
  g_assert_false (gtk_widget_get_mapped (change));
  g_assert_true (pod_test_shows (fixture->dialog, "settled by pi"));
  g_assert_false (gtk_widget_is_sensitive (get_view_child (fixture, "button")));
  gtk_drop_down_set_selected (pod_test_child (fixture->dialog, "filter"), 3);
  g_assert_cmpuint (count_shown (fixture), ==, 1);
}

static void
settle_elsewhere (Fixture *fixture, const char *reading, const char *choice)
{
  g_autoptr (GError) error = NULL;

  pod_trial_settle_reading (fixture->trial, reading, choice, "the sponsor’s letter", &error);
  g_assert_no_error (error);
  pod_test_settle ();
}

static gboolean
is_active (Fixture *fixture, const char *choice)
{
  return gtk_check_button_get_active (GTK_CHECK_BUTTON (get_check (fixture, choice)));
}

/* What somebody else has settled is followed, not offered to be undone; a choice of one's own stays. */
static void
test_settled_elsewhere (Fixture *fixture, gconstpointer data)
{
  choose_reading (fixture, ASKED);
  settle_elsewhere (fixture, ASKED, ASKED_CHOICE);
  g_assert_true (is_active (fixture, ASKED_CHOICE));
  g_assert_false (gtk_widget_get_mapped (get_view_child (fixture, "change")));
  g_assert_false (gtk_widget_is_sensitive (get_view_child (fixture, "button")));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (get_check (fixture, "proteinuria")), TRUE);
  settle_elsewhere (fixture, "reading.inc08_scope", "relapsed_refractory");
  g_assert_true (is_active (fixture, "proteinuria"));
  g_assert_true (gtk_widget_get_mapped (get_view_child (fixture, "change")));
}

/* What the reason was not given for is not settled. */
static void
test_no_reason (Fixture *fixture, gconstpointer data)
{
  const PodReading *reading = pod_study_find_reading (pod_trial_get_study (fixture->trial), ASKED);
  gpointer question;

  choose_reading (fixture, ASKED);
  settle (fixture, ASKED_CHOICE);
  choose_reading (fixture, DOSE);
  gtk_widget_activate_action (pod_test_child (fixture->dialog, "view"), "reading.settle", NULL);
  pod_test_settle ();
  question = pod_test_toplevel (POD_TYPE_ASK_DIALOG);
  g_signal_emit_by_name (pod_test_child (question, "button"), "clicked");
  pod_test_settle ();
  g_assert_nonnull (pod_test_toplevel (POD_TYPE_ASK_DIALOG));
  g_assert_cmpint (pod_reading_get_state (fixture->trial, reading), ==, POD_READING_CHANGED);
  reading = pod_study_find_reading (pod_trial_get_study (fixture->trial), DOSE);
  g_assert_cmpint (pod_reading_get_state (fixture->trial, reading), ==, POD_READING_PROPOSED);
}

/* The trail says what was read how, and not under which key it is kept; also where the value alone was changed. */
static void
test_history (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GListModel) rows = NULL;
  guint n = 0;

  choose_reading (fixture, "reading.inc08_scope");
  settle (fixture, "relapsed_refractory");
  settle (fixture, "all");
  rows = pod_trial_list_history (fixture->trial, NULL, NULL);
  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (PodHistoryItem) item = g_list_model_get_item (rows, i);
      g_autofree char *record = pod_history_item_say_record (item, fixture->trial);
      g_autofree char *old = pod_history_item_say_value (item, fixture->trial, TRUE);
      g_autofree char *new = pod_history_item_say_value (item, fixture->trial, FALSE);

      if (g_strcmp0 (old, "No, only the relapsed and the refractory") != 0)
        continue;
      n++;
      g_assert_cmpstr (record, ==, "INC-08: Does eGFR ≥ 45 bind high-risk MN too?");
      g_assert_cmpstr (new, ==, "Yes, every subject of the cohort");
    }
  g_assert_cmpuint (n, ==, 1);
}

/* ---- signing ---- */

static const char *
get_ledger (Fixture *fixture)
{
  return gtk_label_get_text (pod_test_child (pod_test_child (fixture->dialog, "ledger"), "label"));
}

static void
test_sign (Fixture *fixture, gconstpointer data)
{
  gpointer ledger = pod_test_child (fixture->dialog, "ledger");

  choose_reading (fixture, ASKED);
  settle (fixture, ASKED_CHOICE);
  g_assert_nonnull (strstr (get_ledger (fixture), "never signed"));
  gtk_widget_activate_action (ledger, "ledger.sign", NULL);
  pod_test_settle ();
  answer ("password", POD_TEST_PASSWORD, TRUE);
  g_assert_null (strstr (get_ledger (fixture), "never signed"));
  g_assert_null (strstr (get_ledger (fixture), "settled since"));
  settle (fixture, "proteinuria");
  g_assert_nonnull (strstr (get_ledger (fixture), "settled since"));
}

/* Where nothing is settled one accepts what is proposed, and the signature says so. */
static void
test_accept (Fixture *fixture, gconstpointer data)
{
  gpointer ledger = pod_test_child (fixture->dialog, "ledger");

  g_assert_true (gtk_widget_is_sensitive (pod_test_child (ledger, "button")));
  gtk_widget_activate_action (ledger, "ledger.sign", NULL);
  pod_test_settle ();
  g_assert_true (pod_test_shows (pod_test_toplevel (POD_TYPE_ASK_DIALOG), "you accept every"));
  answer ("password", POD_TEST_PASSWORD, TRUE);
  g_assert_nonnull (strstr (get_ledger (fixture), "accepted unchanged"));
  choose_reading (fixture, ASKED);
  settle (fixture, ASKED_CHOICE);
  g_assert_nonnull (strstr (get_ledger (fixture), "settled since"));
}

static GtkWidget *
find_reading_button (GtkWidget *root)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (root) && g_object_get_data (G_OBJECT (root), "reading") != NULL)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_reading_button (child);
  return found;
}

/* What two criteria say of each other stands there with the words of both, and the way to the reading that settles it. */
static void
test_contradictions (Fixture *fixture, gconstpointer data)
{
  AdwViewStack *tabs = pod_test_child (fixture->dialog, "tabs");
  GtkWidget *view = pod_test_child (fixture->dialog, "contradictions");
  GtkWidget *button;

  gtk_drop_down_set_selected (pod_test_child (fixture->dialog, "filter"), 2);
  adw_view_stack_set_visible_child_name (tabs, "contradictions");
  pod_test_settle ();
  g_assert_true (pod_test_shows (view, " means "));
  g_assert_true (pod_test_shows (view, "excludes"));
  pod_test_picture (fixture->dialog, "readings-contradictions.png");
  button = find_reading_button (view);
  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpstr (adw_view_stack_get_visible_child_name (tabs), ==, "readings");
  g_assert_nonnull (gtk_list_box_get_selected_row (pod_test_child (fixture->dialog, "list")));
}

/* Everybody who reads sees it, and what a choice would do; only the principal investigator is offered more. */
static void
test_monitor (Fixture *fixture, gconstpointer data)
{
  pod_test_sign_in (fixture->trial, "monitor");
  pod_test_settle ();
  g_assert_nonnull (open_ledger (fixture));
  choose_reading (fixture, ASKED);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (get_check (fixture, ASKED_CHOICE)), TRUE);
  pod_test_settle ();
  g_assert_true (gtk_widget_get_mapped (get_view_child (fixture, "change")));
  g_assert_false (gtk_widget_get_visible (get_view_child (fixture, "button")));
  g_assert_false (gtk_widget_get_visible (pod_test_child (pod_test_child (fixture->dialog,
                                                                          "ledger"),
                                                          "button")));
}

/* ---- beside the criterion ---- */

static void
test_criterion (Fixture *fixture, gconstpointer data)
{
  GtkWidget *own = adw_window_new ();
  PodCriterionView *view = g_object_new (POD_TYPE_CRITERION_VIEW, NULL);
  const PodStudy *study = pod_trial_get_study (fixture->trial);
  g_autoptr (PodScreening)
      screening = pod_trial_screen (fixture->trial, fixture->subject,
                                    pod_trial_get_today (fixture->trial), NULL);
  GtkListBox *list;

  gtk_window_close (fixture->dialog);
  adw_window_set_content (ADW_WINDOW (own), GTK_WIDGET (view));
  gtk_window_set_default_size (GTK_WINDOW (own), 500, 700);
  gtk_window_present (GTK_WINDOW (own));
  pod_criterion_view_set_trial (view, fixture->trial);
  for (guint i = 0; i < screening->verdicts->len; i++)
    {
      const PodVerdict *verdict = g_ptr_array_index (screening->verdicts, i);

      if (g_str_equal (verdict->criterion->id, "INC-08"))
        pod_criterion_view_set_verdict (view, study, NULL, POD_DATE_NONE, verdict);
    }
  pod_test_settle ();
  g_assert_true (pod_test_shows (own, "Does eGFR ≥ 45 bind high-risk MN too?"));
  list = pod_test_child (pod_test_child (view, "readings"), "list");
  /* The equation and the scope. */
  g_assert_nonnull (gtk_list_box_get_row_at_index (list, 1));
  g_assert_null (gtk_list_box_get_row_at_index (list, 2));
  g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_row_at_index (list, 1));
  pod_test_settle ();
  fixture->dialog = pod_test_toplevel (POD_TYPE_READINGS_DIALOG);
  g_assert_nonnull (fixture->dialog);
  g_assert_cmpstr (gtk_label_get_text (get_view_child (fixture, "question")), ==,
                   "Does eGFR ≥ 45 bind high-risk MN too?");
  gtk_window_destroy (GTK_WINDOW (own));
}

#define ADD(name, test) g_test_add ("/ui/readings/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  pod_test_window_init (&argc, &argv);
  ADD ("list", test_list);
  ADD ("built-in", test_built_in);
  ADD ("settle", test_settle);
  ADD ("settled-elsewhere", test_settled_elsewhere);
  ADD ("no-reason", test_no_reason);
  ADD ("history", test_history);
  ADD ("sign", test_sign);
  ADD ("accept", test_accept);
  ADD ("contradictions", test_contradictions);
  ADD ("monitor", test_monitor);
  ADD ("criterion", test_criterion);
  return g_test_run ();
}
