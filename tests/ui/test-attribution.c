/* What a significant result is attributed to: a new event at once, and again where it could not be written. */

#include "pod-adverse-event-editor.h"
#include "pod-attribution-dialog.h"
#include "pod-judging-fixture.h"
#include "pod-significance-item.h"
#include "pod-test-put.h"
#include "pod-widget-picture.h"

typedef PodDialogFixture Fixture;

/* ---- what is there, and what is done ---- */

static void
add_two (Fixture *fixture)
{
  judging_add (fixture, "albumin", 20, "g/L", 35);
  judging_add (fixture, "hgb", 90, "g/L", 115);
}

static void
add_event (Fixture *fixture, const char *term, PodDate start, PodDate end)
{
  PodAdverseEvent event;

  pod_adverse_event_init (&event);
  event.record = (PodRecord){ .id = -1, .subject = fixture->subject };
  event.term = term;
  event.start = pod_moment_on (start);
  event.end = pod_moment_on (end);
  pod_test_put_event (fixture->trial, &event, NULL);
}

static const PodFinding *
find (Fixture *fixture, const char *observation)
{
  g_autoptr (PodCasebook) casebook = pod_test_load (fixture->trial, fixture->subject);
  guint n;
  const PodFinding *series = pod_casebook_get_series (casebook, observation, &n);

  g_assert_cmpuint (n, ==, 1);
  return series;
}

static gint64
get_id (Fixture *fixture, guint position)
{
  g_autoptr (PodSignificanceItem)
      item = g_list_model_get_item (G_LIST_MODEL (judging_get_selection (fixture)), position);

  return pod_significance_item_get_finding (item)->record.id;
}

static gpointer
get_ask (void)
{
  return pod_test_toplevel (POD_TYPE_ATTRIBUTION_DIALOG);
}

static void
press_event (int row)
{
  gpointer list = pod_test_child (get_ask (), "events");

  g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_row_at_index (list, row));
  pod_test_settle ();
}

static void
judge_all (Fixture *fixture)
{
  judging_open (fixture);
  judging_choose_all (fixture);
  pod_dialog_fixture_act (fixture, "significance.significant");
}

/* With what it begins with; what it lacks is asked about.  @row: that of a new one. */
static void
save_new_event (int row)
{
  press_event (row);
  gtk_widget_activate_action (pod_test_toplevel (POD_TYPE_ADVERSE_EVENT_EDITOR), "editor.save",
                              NULL);
  pod_test_settle ();
  if (pod_test_toplevel (ADW_TYPE_MESSAGE_DIALOG) != NULL)
    pod_test_answer ("_Save");
  g_assert_true (pod_test_wait_toplevel (POD_TYPE_ADVERSE_EVENT_EDITOR, FALSE));
  pod_test_settle ();
}

/* ---- the tests ---- */

/* The event that is written for a result has it at once: nobody looks for it in the list, or writes it a second time. */
static void
test_new_event (Fixture *fixture, gconstpointer data)
{
  gint64 second;

  add_two (fixture);
  add_event (fixture, "anemia", pod_date_new (2026, 11, 20), POD_DATE_NONE);
  judging_open (fixture);
  second = get_id (fixture, 1);
  gtk_selection_model_select_item (judging_get_selection (fixture), 0, TRUE);
  pod_dialog_fixture_act (fixture, "significance.significant");
  save_new_event (1);
  g_assert_null (get_ask ());
  g_assert_cmpint (find (fixture, "hgb")->adverse_event + find (fixture, "albumin")->adverse_event,
                   ==, 2);
  /* The page goes on to the next. */
  g_assert_cmpuint (judging_count_rows (fixture), ==, 1);
  g_assert_cmpint (get_id (fixture, 0), ==, second);
  g_assert_true (gtk_selection_model_is_selected (judging_get_selection (fixture), 0));
  /* One step back takes the attribution alone. */
  pod_dialog_fixture_act (fixture, "significance.undo");
  g_assert_cmpuint (judging_count_rows (fixture), ==, 2);
  g_assert_cmpint (find (fixture, "hgb")->adverse_event + find (fixture, "albumin")->adverse_event,
                   ==, 0);
}

/* What was taken out of the answer is not of the new event; it is asked about next. */
static void
test_new_event_of_one (Fixture *fixture, gconstpointer data)
{
  GtkWidget *check;

  add_two (fixture);
  judge_all (fixture);
  check = pod_widget_find (get_ask (), GTK_TYPE_CHECK_BUTTON);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), FALSE);
  save_new_event (0);
  g_assert_true (pod_test_shows (get_ask (), "1 significant result"));
  g_assert_cmpint (find (fixture, "hgb")->adverse_event + find (fixture, "albumin")->adverse_event,
                   ==, 1);
  gtk_window_close (get_ask ());
  pod_test_settle ();
}

/* Another person's program, which writes while this one is open. */
static void
attribute_elsewhere (Fixture *fixture, gint64 finding)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PodTrial)
      other = pod_trial_open (pod_trial_get_path (fixture->trial), NULL, NULL, &error);
  g_autoptr (PodCasebook) casebook = NULL;
  PodResultJudgement judgement = {
    .findings = &finding, .n_findings = 1, .significance = "significant", .adverse_event = 1
  };

  g_assert_no_error (error);
  pod_trial_sign_in (other, "pi", POD_TEST_PASSWORD, &error);
  g_assert_no_error (error);
  casebook = pod_test_load (other, fixture->subject);
  judgement.base = casebook;
  pod_trial_judge_results (other, &judgement, "Known by now", &error);
  g_assert_no_error (error);
  pod_trial_close (other);
}

/* What could not be attributed is asked about again, with the event that was chosen under the keyboard and the error over it. */
static void
test_conflict (Fixture *fixture, gconstpointer data)
{
  GtkListBox *list;
  GtkWidget *focus;
  double y;

  add_two (fixture);
  for (int i = 1; i <= 12; i++)
    add_event (fixture, "anemia", pod_date_new (2026, 11, i), POD_DATE_NONE);
  judge_all (fixture);
  attribute_elsewhere (fixture, find (fixture, "hgb")->record.id);
  press_event (9);
  g_assert_nonnull (pod_test_toplevel (ADW_TYPE_MESSAGE_DIALOG));
  pod_test_picture (pod_test_toplevel (ADW_TYPE_MESSAGE_DIALOG), "attribution-conflict-error.png");
  pod_test_answer ("_Close");
  list = pod_test_child (get_ask (), "events");
  focus = gtk_window_get_focus (get_ask ());
  g_assert_true (focus == GTK_WIDGET (gtk_list_box_get_row_at_index (list, 9)));
  pod_test_settle ();
  pod_test_picture (get_ask (), "attribution-conflict.png");
  g_assert_true (gtk_widget_translate_coordinates (focus, get_ask (), 0, 0, NULL, &y));
  g_assert_cmpfloat (y, >=, 0);
  g_assert_cmpfloat (y + gtk_widget_get_height (focus), <=, gtk_widget_get_height (get_ask ()));
  gtk_window_close (get_ask ());
  pod_test_settle ();
}

/* What was taken out of the answer that could not be written is asked about with it, and is out of it still. */
static void
test_conflict_of_some (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) rest = NULL;
  GtkWidget *check;
  gint64 left;

  add_two (fixture);
  judging_add (fixture, "potassium", 3.0, "mmol/L", 3.5);
  add_event (fixture, "anemia", pod_date_new (2026, 11, 1), POD_DATE_NONE);
  judge_all (fixture);
  check = pod_widget_find (get_ask (), GTK_TYPE_CHECK_BUTTON);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), FALSE);
  rest = pod_attribution_dialog_list (get_ask (), FALSE);
  left = g_array_index (rest, gint64, 0);
  attribute_elsewhere (fixture,
                       find (fixture, left == find (fixture, "hgb")->record.id ? "albumin" : "hgb")
                           ->record.id);
  press_event (0);
  pod_test_answer ("_Close");
  g_assert_true (pod_test_shows (get_ask (), "3 significant results"));
  g_array_unref (g_steal_pointer (&rest));
  rest = pod_attribution_dialog_list (get_ask (), FALSE);
  g_assert_cmpuint (rest->len, ==, 1);
  g_assert_cmpint (g_array_index (rest, gint64, 0), ==, left);
  gtk_window_close (get_ask ());
  pod_test_settle ();
}

/* A result of after an event's last day is asked about; of that day, of a month that may hold it, and of one without an end nothing is. */
static void
test_ended (Fixture *fixture, gconstpointer data)
{
  add_two (fixture);
  add_event (fixture, "anemia", pod_date_new (2025, 12, 6), pod_date_new (2026, 11, 20));
  add_event (fixture, "anemia", pod_date_new (2025, 12, 7), pod_date_new (2025, 12, 23));
  add_event (fixture, "anemia", pod_date_new (2025, 12, 8), pod_date_new (2026, 11, 0));
  judge_all (fixture);
  press_event (1);
  g_assert_cmpstr (adw_message_dialog_get_body (pod_test_toplevel (ADW_TYPE_MESSAGE_DIALOG)), ==,
                   "This event ended on 23 Dec 2025, before the result of 20 Nov 2026.");
  pod_test_picture (pod_test_toplevel (ADW_TYPE_MESSAGE_DIALOG), "attribution-ended.png");
  pod_test_answer ("_Cancel");
  g_assert_nonnull (get_ask ());
  g_assert_cmpint (find (fixture, "hgb")->adverse_event, ==, 0);
  press_event (1);
  pod_test_answer ("_Attribute");
  g_assert_null (get_ask ());
  g_assert_cmpint (find (fixture, "hgb")->adverse_event, ==, 2);
  pod_dialog_fixture_act (fixture, "significance.undo");
  for (int row = 0; row < 3; row += 2)
    {
      judging_choose_all (fixture);
      pod_dialog_fixture_act (fixture, "significance.attribute");
      press_event (row);
      g_assert_null (get_ask ());
      g_assert_cmpint (find (fixture, "hgb")->adverse_event, ==, 3 - row);
      pod_dialog_fixture_act (fixture, "significance.undo");
    }
}

int
main (int argc, char *argv[])
{
  pod_test_window_init (&argc, &argv);
  pod_dialog_fixture_add ("/ui/attribution/new-event", test_new_event);
  pod_dialog_fixture_add ("/ui/attribution/new-event-of-one", test_new_event_of_one);
  pod_dialog_fixture_add ("/ui/attribution/conflict", test_conflict);
  pod_dialog_fixture_add ("/ui/attribution/conflict-of-some", test_conflict_of_some);
  pod_dialog_fixture_add ("/ui/attribution/ended", test_ended);
  return g_test_run ();
}
