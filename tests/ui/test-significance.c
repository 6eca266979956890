/* Results to judge: by keyboard, many at once, attributed to something, signed; and read by who is no physician. */

#include "pod-adverse-event-editor.h"
#include "pod-attribution-dialog.h"
#include "pod-judge-bar.h"
#include "pod-judging-fixture.h"
#include "pod-sign-dialog.h"
#include "pod-significance-dialog.h"
#include "pod-significance-item.h"
#include "pod-subject-list.h"
#include "pod-subject-page.h"
#include "pod-test-put.h"
#include "pod-text-column.h"
#include "pod-trial-users.h"
#include "pod-widget-picture.h"

#include <math.h>
#include <string.h>

typedef PodDialogFixture Fixture;

static void
add_three (Fixture *fixture)
{
  judging_add (fixture, "albumin", 20, "g/L", 35);
  judging_add (fixture, "hgb", 90, "g/L", 115);
  judging_add (fixture, "plt", 200, "10*9/L", 125);
}

static const PodFinding *
find (Fixture *fixture, const char *observation)
{
  g_autoptr (PodCasebook)
      casebook = pod_trial_load_casebook (fixture->trial, fixture->subject, NULL);
  guint n;
  const PodFinding *series = pod_casebook_get_series (casebook, observation, &n);

  g_assert_cmpuint (n, ==, 1);
  return series;
}

static const char *
get_page (Fixture *fixture)
{
  return gtk_stack_get_visible_child_name (pod_test_child (fixture->dialog, "stack"));
}

/* Who judges reads the keys below the list, who only reads it does not. */
static void
test_keys_are_shown (Fixture *fixture, gconstpointer data)
{
  add_three (fixture);
  judging_open (fixture);
  g_assert_true (pod_test_shows (fixture->dialog, "S significant, N not significant"));
  pod_test_picture (fixture->dialog, "significance-keys.png");
  gtk_window_destroy (GTK_WINDOW (fixture->dialog));
  pod_test_sign_in (fixture->trial, "coordinator");
  judging_open (fixture);
  g_assert_false (pod_test_shows (fixture->dialog, "S significant, N not significant"));
}

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  judging_open (fixture);
  g_assert_cmpstr (get_page (fixture), ==, "empty");
  pod_test_picture (fixture->dialog, "significance-empty.png");
}

/* What a number alone cannot tell of its grade stands in the list, and the sentence below it while it alone is chosen. */
static void
test_note (Fixture *fixture, gconstpointer data)
{
  judging_add (fixture, "potassium", 3.3, "mmol/L", 3.5);
  judging_add (fixture, "albumin", 20, "g/L", 35);
  judging_open (fixture);
  g_assert_true (pod_test_shows (fixture->dialog, "1–2"));
  judging_choose_all (fixture);
  g_assert_false (pod_test_shows (fixture->dialog, "2 is the worst case"));
  for (guint i = 0; i < 2; i++)
    {
      gtk_selection_model_select_item (pod_test_child (fixture->dialog, "selection"), i, TRUE);
      pod_test_settle ();
      if (pod_test_shows (fixture->dialog, "2 is the worst case"))
        break;
      g_assert_cmpuint (i, ==, 0);
    }
  pod_test_picture (fixture->dialog, "significance-note.png");
}

/* The normal one is not among them; both are judged in one go, and taken back in one. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  add_three (fixture);
  judging_open (fixture);
  g_assert_cmpstr (get_page (fixture), ==, "list");
  g_assert_cmpuint (judging_count_rows (fixture), ==, 2);
  pod_test_picture (fixture->dialog, "significance-open.png");
  judging_choose_all (fixture);
  pod_dialog_fixture_act (fixture, "significance.not-significant");
  g_assert_cmpstr (find (fixture, "albumin")->significance, ==, "not_significant");
  g_assert_cmpstr (find (fixture, "hgb")->significance, ==, "not_significant");
  /* Nothing waits any more. */
  g_assert_cmpstr (get_page (fixture), ==, "empty");
  pod_dialog_fixture_act (fixture, "significance.undo");
  g_assert_null (find (fixture, "albumin")->significance);
  g_assert_null (find (fixture, "hgb")->significance);
  g_assert_cmpstr (get_page (fixture), ==, "list");
}

static void
judge_one (Fixture *fixture, const char *observation, const char *significance)
{
  g_autoptr (PodCasebook)
      casebook = pod_trial_load_casebook (fixture->trial, fixture->subject, NULL);
  g_autoptr (GError) error = NULL;
  gint64 id = find (fixture, observation)->record.id;
  PodResultJudgement judgement = {
    .base = casebook, .findings = &id, .n_findings = 1, .significance = significance
  };

  pod_trial_judge_results (fixture->trial, &judgement, "Looked at again", &error);
  g_assert_no_error (error);
  pod_test_settle ();
}

/* What was judged again since, elsewhere, stays as it is, and that is said; the rest is taken back. */
static void
test_undo_since (Fixture *fixture, gconstpointer data)
{
  add_three (fixture);
  judging_open (fixture);
  judging_choose_all (fixture);
  pod_dialog_fixture_act (fixture, "significance.not-significant");
  judge_one (fixture, "hgb", "significant");
  pod_dialog_fixture_act (fixture, "significance.undo");
  pod_test_answer ("_Close");
  g_assert_cmpstr (find (fixture, "hgb")->significance, ==, "significant");
  g_assert_null (find (fixture, "albumin")->significance);
}

static void
answer_reason (const char *reason)
{
  AdwMessageDialog *dialog = pod_test_toplevel (ADW_TYPE_MESSAGE_DIALOG);

  g_assert_nonnull (dialog);
  gtk_editable_set_text (GTK_EDITABLE (adw_message_dialog_get_extra_child (dialog)), reason);
  pod_test_answer ("_Judge Anew");
}

/* Twice judged, twice taken back: each finds the result as it left it. */
static void
test_undo_twice (Fixture *fixture, gconstpointer data)
{
  add_three (fixture);
  judging_open (fixture);
  judging_show_day (fixture);
  judging_choose_all (fixture);
  pod_dialog_fixture_act (fixture, "significance.not-significant");
  judging_choose_all (fixture);
  pod_dialog_fixture_act (fixture, "significance.significant");
  answer_reason ("Looked at again");
  gtk_window_close (pod_test_toplevel (POD_TYPE_ATTRIBUTION_DIALOG));
  pod_test_settle ();
  g_assert_cmpstr (find (fixture, "hgb")->significance, ==, "significant");
  pod_dialog_fixture_act (fixture, "significance.undo");
  g_assert_cmpstr (find (fixture, "hgb")->significance, ==, "not_significant");
  pod_dialog_fixture_act (fixture, "significance.undo");
  g_assert_null (find (fixture, "hgb")->significance);
  g_assert_null (find (fixture, "albumin")->significance);
}

/* What another physician judged before is not restored in the name of whoever takes back. */
static void
test_undo_of_another (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  add_three (fixture);
  pod_trial_add_person (fixture->trial,
                        &(PodNewUser){ .user = "sub",
                                       .password = POD_TEST_PASSWORD,
                                       .role = POD_USER_INVESTIGATOR,
                                       .own_password = TRUE },
                        &error);
  g_assert_no_error (error);
  judge_one (fixture, "hgb", "not_significant");
  pod_test_sign_in (fixture->trial, "sub");
  judging_open (fixture);
  judging_show_day (fixture);
  judging_choose_all (fixture);
  pod_dialog_fixture_act (fixture, "significance.significant");
  answer_reason ("I think otherwise");
  gtk_window_close (pod_test_toplevel (POD_TYPE_ATTRIBUTION_DIALOG));
  pod_test_settle ();
  pod_dialog_fixture_act (fixture, "significance.undo");
  pod_test_answer ("_Close");
  g_assert_cmpstr (find (fixture, "hgb")->significance, ==, "significant");
  g_assert_cmpstr (find (fixture, "hgb")->judged_by, ==, "sub");
  g_assert_null (find (fixture, "albumin")->significance);
}

static gpointer
get_item (Fixture *fixture, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (pod_test_child (fixture->dialog, "selection")),
                                position);
}

/* The id of the row that has the keyboard. */
static gint64
get_focused (Fixture *fixture)
{
  gpointer item = pod_text_column_get_focused (pod_test_child (fixture->dialog, "view"));

  return item != NULL ? pod_significance_item_get_finding (item)->record.id : 0;
}

static gint64
take_id (gpointer item)
{
  g_autoptr (PodSignificanceItem) own = item;

  return pod_significance_item_get_finding (own)->record.id;
}

static void
choose_row (Fixture *fixture, guint position)
{
  g_autoptr (GObject) item = get_item (fixture, position);

  gtk_selection_model_select_item (GTK_SELECTION_MODEL (pod_test_child (fixture->dialog,
                                                                        "selection")),
                                   position, TRUE);
  g_assert_true (pod_text_column_focus (pod_test_child (fixture->dialog, "view"), item));
}

/* What is judged leaves the list: the next is chosen, and has the keyboard.  What stays keeps both. */
static void
test_next_row (Fixture *fixture, gconstpointer data)
{
  GtkSelectionModel *selection;
  gint64 second, third;

  add_three (fixture);
  judging_add (fixture, "alt", 400, "U/L", 500);
  judging_open (fixture);
  selection = GTK_SELECTION_MODEL (pod_test_child (fixture->dialog, "selection"));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (selection)), ==, 3);
  second = take_id (get_item (fixture, 1));
  third = take_id (get_item (fixture, 2));
  choose_row (fixture, 0);
  pod_dialog_fixture_act (fixture, "significance.not-significant");
  g_assert_true (gtk_selection_model_is_selected (selection, 0));
  g_assert_cmpint (take_id (get_item (fixture, 0)), ==, second);
  g_assert_cmpint (get_focused (fixture), ==, second);
  /* Somebody else's writing changes neither. */
  choose_row (fixture, 1);
  judging_add (fixture, "plt", 190, "10*9/L", 125);
  pod_test_settle ();
  g_assert_false (gtk_selection_model_is_selected (selection, 0));
  g_assert_true (gtk_selection_model_is_selected (selection, 1));
  g_assert_cmpint (get_focused (fixture), ==, third);
  /* After the last the one before. */
  pod_dialog_fixture_act (fixture, "significance.not-significant");
  g_assert_cmpint (get_focused (fixture), ==, second);
}

static void
add_event (Fixture *fixture, const char *term)
{
  PodAdverseEvent event;

  pod_adverse_event_init (&event);
  event.record = (PodRecord){ .id = -1, .subject = fixture->subject };
  event.term = term;
  event.start = pod_moment_on (pod_date_new (2026, 11, 20));
  pod_test_put_event (fixture->trial, &event, NULL);
}

/* A significant one asks what it is attributed to: here an event that is not recorded yet, whose form knows the result. */
static void
test_attribution (Fixture *fixture, gconstpointer data)
{
  gpointer ask, list;

  add_three (fixture);
  judging_open (fixture);
  judging_choose_all (fixture);
  pod_dialog_fixture_act (fixture, "significance.significant");
  ask = pod_test_toplevel (POD_TYPE_ATTRIBUTION_DIALOG);
  g_assert_nonnull (ask);
  list = pod_test_child (ask, "events");
  /* Nothing but a new one. */
  g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_row_at_index (list, 0));
  pod_test_settle ();
  g_assert_nonnull (pod_test_toplevel (POD_TYPE_ADVERSE_EVENT_EDITOR));
  pod_test_picture (pod_test_toplevel (POD_TYPE_ADVERSE_EVENT_EDITOR), "significance-event.png");
  gtk_window_close (pod_test_toplevel (POD_TYPE_ADVERSE_EVENT_EDITOR));
  pod_test_settle ();
  g_assert_null (pod_test_toplevel (POD_TYPE_ADVERSE_EVENT_EDITOR));
  add_event (fixture, "anemia");
  pod_test_settle ();
  pod_test_picture (ask, "significance-attribution.png");
  g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_row_at_index (list, 0));
  pod_test_settle ();
  g_assert_null (pod_test_toplevel (POD_TYPE_ATTRIBUTION_DIALOG));
  g_assert_cmpint (find (fixture, "hgb")->adverse_event, ==, 1);
  g_assert_cmpint (find (fixture, "albumin")->adverse_event, ==, 1);
}

static void
press_row (const char *list, int row)
{
  gpointer box = pod_test_child (pod_test_toplevel (POD_TYPE_ATTRIBUTION_DIALOG), list);

  g_signal_emit_by_name (box, "row-activated", gtk_list_box_get_row_at_index (box, row));
  pod_test_settle ();
}

static const char *
get_standing (Fixture *fixture)
{
  return gtk_label_get_text (pod_test_child (fixture->dialog, "standing"));
}

/* Whoever says later still finds what is owed, where it was and among all that are: none is lost from sight by a judgement. */
static void
test_later (Fixture *fixture, gconstpointer data)
{
  GtkDropDown *days;

  add_three (fixture);
  judging_add (fixture, "alt", 400, "U/L", 500);
  add_event (fixture, "anemia");
  judging_open (fixture);
  days = pod_test_child (fixture->dialog, "days");
  gtk_selection_model_select_range (judging_get_selection (fixture), 0, 2, TRUE);
  pod_dialog_fixture_act (fixture, "significance.significant");
  gtk_window_close (pod_test_toplevel (POD_TYPE_ATTRIBUTION_DIALOG));
  pod_test_settle ();
  g_assert_cmpuint (judging_count_rows (fixture), ==, 3);
  g_assert_cmpstr (get_standing (fixture), ==,
                   "1 result waits for a physician’s judgement; 2 significant results are not "
                   "attributed yet.");
  pod_test_picture (fixture->dialog, "significance-later.png");
  gtk_drop_down_set_selected (days, 1);
  pod_test_settle ();
  g_assert_cmpuint (judging_count_rows (fixture), ==, 2);
  judging_choose_all (fixture);
  pod_dialog_fixture_act (fixture, "significance.attribute");
  press_row ("events", 0);
  /* Nothing is owed any more: what still waits is there again. */
  g_assert_cmpuint (judging_count_rows (fixture), ==, 1);
  g_assert_cmpuint (gtk_drop_down_get_selected (days), ==, 0);
  g_assert_cmpstr (get_standing (fixture), ==, "1 result waits for a physician’s judgement.");
}

/* Of several results each can be taken out of the answer; it is asked about next. */
static void
test_take_out (Fixture *fixture, gconstpointer data)
{
  GtkWidget *check;

  add_three (fixture);
  add_event (fixture, "anemia");
  judging_open (fixture);
  judging_choose_all (fixture);
  pod_dialog_fixture_act (fixture, "significance.significant");
  check = pod_widget_find (pod_test_toplevel (POD_TYPE_ATTRIBUTION_DIALOG), GTK_TYPE_CHECK_BUTTON);
  g_assert_nonnull (check);
  pod_test_picture (pod_test_toplevel (POD_TYPE_ATTRIBUTION_DIALOG), "significance-several.png");
  /* Of an event its grade and its days. */
  g_assert_true (pod_test_shows (pod_test_toplevel (POD_TYPE_ATTRIBUTION_DIALOG),
                                 "no end recorded"));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), FALSE);
  press_row ("events", 0);
  g_assert_cmpint ((find (fixture, "hgb")->adverse_event != 0) +
                       (find (fixture, "albumin")->adverse_event != 0),
                   ==, 1);
  /* The other one, alone, and named. */
  g_assert_nonnull (pod_test_toplevel (POD_TYPE_ATTRIBUTION_DIALOG));
  g_assert_true (pod_test_shows (pod_test_toplevel (POD_TYPE_ATTRIBUTION_DIALOG),
                                 "1 significant result"));
  g_assert_null (pod_widget_find (pod_test_toplevel (POD_TYPE_ATTRIBUTION_DIALOG),
                                  GTK_TYPE_CHECK_BUTTON));
  pod_test_picture (pod_test_toplevel (POD_TYPE_ATTRIBUTION_DIALOG), "significance-one.png");
  press_row ("events", 0);
  g_assert_null (pod_test_toplevel (POD_TYPE_ATTRIBUTION_DIALOG));
  g_assert_cmpint (find (fixture, "hgb")->adverse_event, ==, 1);
  g_assert_cmpint (find (fixture, "albumin")->adverse_event, ==, 1);
  /* The row names what it is attributed to. */
  judging_show_day (fixture);
  pod_test_settle ();
  g_assert_true (pod_test_shows (fixture->dialog, "Significant: Anemia"));
}

/* What was there before the trial is written where it is needed, once, and kept as medical history. */
static void
test_condition (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PodCasebook) casebook = NULL;
  const PodEvent *events;
  guint n, count = 0;
  gint64 id = 0;

  add_three (fixture);
  judging_open (fixture);
  for (int i = 0; i < 2; i++)
    {
      gpointer ask, row;

      judging_show_day (fixture);
      gtk_selection_model_select_item (pod_test_child (fixture->dialog, "selection"), i, TRUE);
      pod_dialog_fixture_act (fixture, "significance.significant");
      ask = pod_test_toplevel (POD_TYPE_ATTRIBUTION_DIALOG);
      row = pod_test_child (ask, "condition");
      gtk_editable_set_text (GTK_EDITABLE (row),
                             i == 0 ? "Anaemia since 2019 " : "anaemia since 2019");
      pod_test_picture (ask, "significance-condition.png");
      g_signal_emit_by_name (row, "apply");
      pod_test_settle ();
      g_assert_null (pod_test_toplevel (POD_TYPE_ATTRIBUTION_DIALOG));
    }
  casebook = pod_trial_load_casebook (fixture->trial, fixture->subject, NULL);
  events = pod_casebook_get_events (casebook, &n);
  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (events[i].category, "history") == 0)
      {
        g_assert_cmpstr (events[i].detail, ==, "Anaemia since 2019");
        id = events[i].record.id;
        count++;
      }
  g_assert_cmpuint (count, ==, 1);
  g_assert_cmpint (find (fixture, "hgb")->history, ==, id);
  g_assert_cmpint (find (fixture, "albumin")->history, ==, id);
}

/* The report is signed once nothing of it is open. */
static void
test_sign (Fixture *fixture, gconstpointer data)
{
  add_three (fixture);
  judging_open (fixture);
  judging_show_day (fixture);
  pod_dialog_fixture_act (fixture, "significance.sign");
  g_assert_null (pod_test_toplevel (POD_TYPE_SIGN_DIALOG));
  judging_choose_all (fixture);
  pod_dialog_fixture_act (fixture, "significance.not-significant");
  pod_dialog_fixture_act (fixture, "significance.sign");
  g_assert_nonnull (pod_test_toplevel (POD_TYPE_SIGN_DIALOG));
  pod_test_picture (pod_test_toplevel (POD_TYPE_SIGN_DIALOG), "significance-sign.png");
  gtk_window_close (pod_test_toplevel (POD_TYPE_SIGN_DIALOG));
  pod_test_settle ();
}

static void
sign_report (Fixture *fixture, gint32 day)
{
  g_autoptr (PodCasebook) casebook = pod_test_load (fixture->trial, fixture->subject);
  g_autoptr (GError) error = NULL;

  pod_trial_sign (fixture->trial, fixture->subject, "report", day, "review", POD_TEST_PASSWORD,
                  pod_casebook_get_audit (casebook), &error);
  g_assert_no_error (error);
  pod_test_settle ();
}

/* That nothing is to be judged is not taken for normal where there was nothing to compare with: on the day's page, and in what is signed. */
static void
test_without_limits (Fixture *fixture, gconstpointer data)
{
  const char *words = "1 result has no limits (urine protein-creatinine ratio): whether it is "
                      "abnormal cannot be told here.";
  GtkLabel *standing;

  judging_add (fixture, "plt", 200, "10*9/L", 125);
  judging_add (fixture, "upcr", 400, "mg/mmol", NAN);
  judging_open (fixture);
  standing = pod_test_child (fixture->dialog, "standing");
  g_assert_null (strstr (gtk_label_get_text (standing), words));
  judging_show_day (fixture);
  g_assert_true (g_str_has_suffix (gtk_label_get_text (standing), "cannot be told here."));
  pod_test_picture (fixture->dialog, "significance-without-limits.png");
  pod_dialog_fixture_act (fixture, "significance.sign");
  g_assert_true (pod_test_shows (pod_test_toplevel (POD_TYPE_SIGN_DIALOG), words));
  pod_test_picture (pod_test_toplevel (POD_TYPE_SIGN_DIALOG),
                    "significance-sign-without-limits.png");
  gtk_window_close (pod_test_toplevel (POD_TYPE_SIGN_DIALOG));
  pod_test_settle ();
  sign_report (fixture, judging_get_day ());
  g_assert_true (g_str_has_prefix (gtk_label_get_text (standing), "Signed by"));
  g_assert_true (g_str_has_suffix (gtk_label_get_text (standing), "cannot be told here."));
}

/* What is signed is not taken back without a word; what was judged along with it and is not signed still is. */
static void
test_undo_signed (Fixture *fixture, gconstpointer data)
{
  judging_add (fixture, "albumin", 20, "g/L", 35);
  judging_add_on (fixture, 21, "hgb", 90, "g/L", 115);
  judging_open (fixture);
  judging_choose_all (fixture);
  pod_dialog_fixture_act (fixture, "significance.not-significant");
  sign_report (fixture, judging_get_day ());
  g_assert_true (gtk_widget_get_sensitive (pod_test_child (fixture->dialog, "undo")));
  pod_dialog_fixture_act (fixture, "significance.undo");
  g_assert_cmpstr (find (fixture, "albumin")->significance, ==, "not_significant");
  g_assert_null (find (fixture, "hgb")->significance);

  judging_choose_all (fixture);
  pod_dialog_fixture_act (fixture, "significance.not-significant");
  sign_report (fixture, judging_get_day () + 1);
  g_assert_false (gtk_widget_get_sensitive (pod_test_child (fixture->dialog, "undo")));
  pod_dialog_fixture_act (fixture, "significance.undo");
  g_assert_cmpstr (find (fixture, "hgb")->significance, ==, "not_significant");
}

/* Graded or positive, but of no laboratory and without limits: no signature covers it until it is judged. */
static void
add_positive (Fixture *fixture)
{
  PodFinding finding = pod_test_finding ("hbsag", pod_date_new (2026, 11, 20));

  finding.code = "positive";
  pod_test_put (fixture->trial, fixture->subject, finding);
}

/* What waits is said before the signature that does not cover it. */
static void
test_uncovered (Fixture *fixture, gconstpointer data)
{
  GtkLabel *standing;

  judging_add (fixture, "plt", 200, "10*9/L", 125);
  sign_report (fixture, judging_get_day ());
  judging_open (fixture);
  judging_show_day (fixture);
  standing = pod_test_child (fixture->dialog, "standing");
  g_assert_true (g_str_has_prefix (gtk_label_get_text (standing), "Signed by"));
  add_positive (fixture);
  pod_test_settle ();
  g_assert_true (g_str_has_prefix (gtk_label_get_text (standing),
                                   "1 result is not judged yet. Signed by"));
  judging_choose_all (fixture);
  pod_dialog_fixture_act (fixture, "significance.not-significant");
  g_assert_cmpstr (gtk_label_get_text (standing), ==, "Changed since it was signed.");
}

/* Nothing waits but a signature: one press leads to the day that it is of. */
static void
test_to_sign (Fixture *fixture, gconstpointer data)
{
  judging_add (fixture, "plt", 200, "10*9/L", 125);
  judging_open (fixture);
  g_assert_cmpstr (get_page (fixture), ==, "empty");
  g_assert_true (pod_test_shows (fixture->dialog, "Choose a day to sign its report."));
  pod_test_picture (fixture->dialog, "significance-to-sign.png");
  g_assert_true (pod_test_press (fixture->dialog, "Ready to Si_gn: 20 Nov 2026"));
  pod_test_settle ();
  g_assert_true (gtk_widget_is_focus (pod_test_child (fixture->dialog, "sign")));
  g_assert_false (gtk_widget_get_visible (pod_test_child (fixture->dialog, "next_report")));
  sign_report (fixture, judging_get_day ());
  gtk_drop_down_set_selected (pod_test_child (fixture->dialog, "days"), 0);
  g_assert_false (pod_test_shows (fixture->dialog, "Choose a day"));
}

static void
test_reader (Fixture *fixture, gconstpointer data)
{
  add_three (fixture);
  pod_test_sign_in (fixture->trial, "coordinator");
  judging_open (fixture);
  g_assert_cmpstr (get_page (fixture), ==, "list");
  g_assert_false (pod_test_shows (fixture->dialog, "Choose a day"));
  g_assert_true (gtk_widget_get_visible (pod_test_child (fixture->dialog, "for_physician")));
  g_assert_false (gtk_widget_get_visible (pod_test_child (fixture->dialog, "buttons")));
  judging_choose_all (fixture);
  pod_dialog_fixture_act (fixture, "significance.significant");
  g_assert_null (find (fixture, "hgb")->significance);
  pod_test_picture (fixture->dialog, "significance-coordinator.png");
}

static void
test_page (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page, *bar;

  add_three (fixture);
  pod_trial_window_show_subject (fixture->window, fixture->subject);
  page = pod_widget_find (GTK_WIDGET (fixture->window), POD_TYPE_SUBJECT_PAGE);
  pod_subject_page_show_tab (POD_SUBJECT_PAGE (page), "labs");
  pod_test_settle ();
  bar = pod_widget_find (page, POD_TYPE_JUDGE_BAR);
  g_assert_true (gtk_widget_get_visible (bar));
  g_assert_true (pod_test_shows (bar, "2 results wait for a physician’s judgement"));
  gtk_widget_activate_action (bar, "subject.judge", NULL);
  pod_test_settle ();
  g_assert_nonnull (pod_test_toplevel (POD_TYPE_SIGNIFICANCE_DIALOG));
  gtk_window_close (pod_test_toplevel (POD_TYPE_SIGNIFICANCE_DIALOG));
  pod_test_settle ();
  judge_one (fixture, "hgb", "significant");
  judge_one (fixture, "albumin", "not_significant");
  g_assert_true (pod_test_shows (bar, "1 significant result is not attributed yet"));
  judge_one (fixture, "hgb", "not_significant");
  g_assert_false (gtk_widget_get_visible (bar));
}

/* In per cent only between what is above zero: from 4 to -2 is no fall of 150 %. */
static void
test_change (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    double number;
    const char *change;
  } rows[] = { { 4, "–" }, { 5, "+25 %" }, { -2, "–" }, { -4, "–" } };
  g_autoptr (PodCasebook) casebook = NULL;
  const PodFinding *series;
  guint n;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    judging_add_on (fixture, 10 + (int) i, "acr_gpa", rows[i].number, "1", NAN);
  casebook = pod_test_load (fixture->trial, fixture->subject);
  series = pod_casebook_get_series (casebook, "acr_gpa", &n);
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (rows));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PodSignificanceItem)
          item = pod_significance_item_new (fixture->trial, casebook, &series[i]);
      g_autofree char *change = pod_significance_item_say_change (item, NULL);

      g_test_message ("%g", rows[i].number);
      g_assert_cmpstr (change, ==, rows[i].change);
    }
}

/* From the list as from the page: Ctrl+J, of whoever is chosen there. */
static void
test_list (Fixture *fixture, gconstpointer data)
{
  g_autofree char *xdotool = g_find_program_in_path ("xdotool");
  g_autoptr (GSubprocess) keys = NULL;
  GtkWidget *list = pod_widget_find (GTK_WIDGET (fixture->window), POD_TYPE_SUBJECT_LIST);

  add_three (fixture);
  pod_test_present (fixture->window);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.subjects", NULL);
  pod_test_settle ();
  gtk_widget_grab_focus (pod_test_child (list, "view"));
  if (xdotool == NULL)
    {
      g_test_skip ("xdotool is not there");
      return;
    }
  keys = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, NULL, xdotool, "key", "ctrl+j", NULL);
  g_assert_true (g_subprocess_wait_check (keys, NULL, NULL));
  g_assert_true (pod_test_wait_toplevel (POD_TYPE_SIGNIFICANCE_DIALOG, TRUE));
  gtk_window_close (pod_test_toplevel (POD_TYPE_SIGNIFICANCE_DIALOG));
  pod_test_settle ();
}

/* Where nobody is open: Ctrl+J, whatever has the cursor, goes to those of whom something waits; where nothing does, it says so. */
static void
test_today (Fixture *fixture, gconstpointer data)
{
  g_autofree char *xdotool = g_find_program_in_path ("xdotool");
  g_autoptr (GSubprocess) keys = NULL;
  GtkWidget *focus;

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.judge", NULL);
  pod_test_settle ();
  g_assert_cmpstr (pod_trial_window_get_page (fixture->window), ==, "today");
  g_assert_true (pod_test_shows (fixture->window, "No result of any subject waits"));
  add_three (fixture);
  pod_test_present (fixture->window);
  pod_trial_window_show_wall (fixture->window);
  pod_test_settle ();
  if (xdotool == NULL)
    {
      g_test_skip ("xdotool is not there");
      return;
    }
  keys = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, NULL, xdotool, "key", "ctrl+j", NULL);
  g_assert_true (g_subprocess_wait_check (keys, NULL, NULL));
  pod_test_settle ();
  g_assert_cmpstr (pod_trial_window_get_page (fixture->window), ==, "today");
  g_assert_true (pod_test_wait_shows (fixture->window, "1 subject has results to judge"));
  pod_test_picture (fixture->window, "significance-today.png");
  focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  g_assert_true (ADW_IS_ACTION_ROW (focus));
  adw_action_row_activate (ADW_ACTION_ROW (focus));
  g_assert_true (pod_test_wait_toplevel (POD_TYPE_SIGNIFICANCE_DIALOG, TRUE));
  gtk_window_close (pod_test_toplevel (POD_TYPE_SIGNIFICANCE_DIALOG));
  pod_test_settle ();
}

int
main (int argc, char **argv)
{
  pod_test_window_init (&argc, &argv);
  pod_dialog_fixture_add ("/ui/significance/empty", test_empty);
  pod_dialog_fixture_add ("/ui/significance/keys-are-shown", test_keys_are_shown);
  pod_dialog_fixture_add ("/ui/significance/note", test_note);
  pod_dialog_fixture_add ("/ui/significance/many", test_many);
  pod_dialog_fixture_add ("/ui/significance/undo-since", test_undo_since);
  pod_dialog_fixture_add ("/ui/significance/undo-twice", test_undo_twice);
  pod_dialog_fixture_add ("/ui/significance/undo-of-another", test_undo_of_another);
  pod_dialog_fixture_add ("/ui/significance/undo-signed", test_undo_signed);
  pod_dialog_fixture_add ("/ui/significance/next-row", test_next_row);
  pod_dialog_fixture_add ("/ui/significance/attribution", test_attribution);
  pod_dialog_fixture_add ("/ui/significance/later", test_later);
  pod_dialog_fixture_add ("/ui/significance/take-out", test_take_out);
  pod_dialog_fixture_add ("/ui/significance/condition", test_condition);
  pod_dialog_fixture_add ("/ui/significance/sign", test_sign);
  pod_dialog_fixture_add ("/ui/significance/without-limits", test_without_limits);
  pod_dialog_fixture_add ("/ui/significance/uncovered", test_uncovered);
  pod_dialog_fixture_add ("/ui/significance/to-sign", test_to_sign);
  pod_dialog_fixture_add ("/ui/significance/reader", test_reader);
  pod_dialog_fixture_add ("/ui/significance/page", test_page);
  pod_dialog_fixture_add ("/ui/significance/list", test_list);
  pod_dialog_fixture_add ("/ui/significance/today", test_today);
  pod_dialog_fixture_add ("/ui/significance/change", test_change);
  return g_test_run ();
}
