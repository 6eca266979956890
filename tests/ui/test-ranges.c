/* What laboratories hold normal: a version is added, the one before it ends, and who brings in no results reads it. */

#include "pod-dialog-fixture.h"
#include "pod-range-item.h"
#include "pod-ranges-dialog.h"
#include "pod-regraded-item.h"
#include "pod-test-put.h"
#include "pod-trial-history.h"

typedef PodDialogFixture Fixture;

static void
open_dialog (Fixture *fixture)
{
  pod_dialog_fixture_show (fixture,
                           pod_ranges_dialog_new (GTK_WINDOW (fixture->window), fixture->trial));
}

static void
act (Fixture *fixture, const char *action)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), action, NULL);
  pod_test_settle ();
}

/* What it would change is found out off the main thread. */
static gboolean
is_weighed (gpointer data)
{
  Fixture *fixture = data;
  GtkWidget *save = pod_test_child (fixture->dialog, "save");

  return !gtk_widget_get_visible (save) || gtk_widget_get_sensitive (save);
}

static void
save (Fixture *fixture)
{
  act (fixture, "ranges.save");
  g_assert_true (pod_test_run_until (is_weighed, fixture, 10000));
  pod_test_settle ();
}

static const char *
get_page (Fixture *fixture)
{
  return gtk_stack_get_visible_child_name (pod_test_child (fixture->dialog, "stack"));
}

static void
type (Fixture *fixture, const char *field, const char *text)
{
  gtk_editable_set_text (pod_test_child (fixture->dialog, field), text);
}

static const PodRange *
list (Fixture *fixture, guint *n)
{
  return pod_site_get_ranges (pod_trial_get_site (fixture->trial), n);
}

/* What a result came with is not looked for in vain. */
static void
assert_elsewhere (Fixture *fixture, gboolean is_said)
{
  g_assert_cmpint (pod_test_shows (fixture->dialog, "kept with that result and shown there"), ==,
                   is_said);
}

static void
test_add (Fixture *fixture, gconstpointer data)
{
  const PodRange *ranges;
  guint n;

  open_dialog (fixture);
  g_assert_cmpstr (get_page (fixture), ==, "empty");
  assert_elsewhere (fixture, TRUE);
  pod_test_picture (fixture->dialog, "ranges-empty.png");
  act (fixture, "ranges.add");
  assert_elsewhere (fixture, FALSE);
  g_assert_cmpstr (get_page (fixture), ==, "form");
  type (fixture, "laboratory", "Central");
  type (fixture, "ages", "from 18");
  type (fixture, "lower", "115");
  type (fixture, "from", "2026-01-01");
  save (fixture);
  /* It says what is wrong, and keeps what was typed. */
  g_assert_cmpstr (get_page (fixture), ==, "form");
  g_assert_true (gtk_widget_get_visible (pod_test_child (fixture->dialog, "problem")));
  pod_test_picture (fixture->dialog, "ranges-form.png");
  type (fixture, "ages", "18-59");
  save (fixture);
  g_assert_cmpstr (get_page (fixture), ==, "list");
  /* Another version, which begins with what the one chosen is of. */
  act (fixture, "ranges.add");
  type (fixture, "ages", "18–59");
  type (fixture, "lower", "120");
  type (fixture, "from", "2026-07-01");
  save (fixture);
  g_assert_cmpstr (get_page (fixture), ==, "list");
  assert_elsewhere (fixture, TRUE);
  pod_test_picture (fixture->dialog, "ranges-list.png");
  ranges = list (fixture, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpfloat (ranges[0].lower, ==, 120);
  g_assert_cmpint (ranges[0].age_from, ==, 18);
  g_assert_cmpint (ranges[0].age_to, ==, 59);
  g_assert_true (pod_date_equal (ranges[1].to, pod_date_new (2026, 6, 30)));
}

/* What is computed has limits too: without a lower one of eGFR its mildest grade cannot be told. */
static void
test_computed (Fixture *fixture, gconstpointer data)
{
  GListModel *names;
  guint position = 0;

  open_dialog (fixture);
  act (fixture, "ranges.add");
  names = adw_combo_row_get_model (pod_test_child (fixture->dialog, "observation"));
  while (position < g_list_model_get_n_items (names) &&
         g_strcmp0 (gtk_string_list_get_string (GTK_STRING_LIST (names), position), "eGFR") != 0)
    position++;
  g_assert_cmpuint (position, <, g_list_model_get_n_items (names));
}

static void
choose (Fixture *fixture, guint position)
{
  gtk_single_selection_set_selected (GTK_SINGLE_SELECTION (pod_test_child (fixture->dialog,
                                                                           "selection")),
                                     position);
}

/* Adds one of the sex that the form offers, or of @sex of the drop-down. */
static void
add_like (Fixture *fixture, int sex, const char *from)
{
  act (fixture, "ranges.add");
  type (fixture, "laboratory", "Central");
  type (fixture, "lower", "115");
  type (fixture, "from", from);
  if (sex >= 0)
    adw_combo_row_set_selected (ADW_COMBO_ROW (pod_test_child (fixture->dialog, "sex")), sex);
  save (fixture);
  g_assert_cmpstr (get_page (fixture), ==, "list");
}

/* The form's sex is that of the one chosen, never what was chosen in the form before. */
static void
test_sex (Fixture *fixture, gconstpointer data)
{
  const PodRange *ranges;
  guint n;

  open_dialog (fixture);
  add_like (fixture, -1, "2026-01-01");
  add_like (fixture, 1, "2026-02-01");
  ranges = list (fixture, &n);
  g_assert_cmpstr (ranges[0].sex, ==, "female");
  g_assert_null (ranges[1].sex);
  choose (fixture, 1);
  add_like (fixture, -1, "2026-03-01");
  ranges = list (fixture, &n);
  g_assert_null (ranges[0].sex);
  choose (fixture, 1);
  add_like (fixture, -1, "2026-04-01");
  ranges = list (fixture, &n);
  g_assert_cmpstr (ranges[0].sex, ==, "female");
}

/* Its own form asks for the last day; a reason is kept where one is given. */
static void
test_end (Fixture *fixture, gconstpointer data)
{
  const PodHistoryFilter filter = { .table = "laboratory_range", .action = "U" };
  g_autoptr (GListModel) history = NULL;
  g_autoptr (PodHistoryItem) entry = NULL;
  const PodRange *ranges;
  guint n;

  open_dialog (fixture);
  add_like (fixture, -1, "2026-01-01");
  act (fixture, "ranges.end");
  g_assert_cmpstr (get_page (fixture), ==, "end");
  g_assert_null (pod_test_toplevel (ADW_TYPE_MESSAGE_DIALOG));
  type (fixture, "last", "2025-12-01");
  save (fixture);
  /* Before it began. */
  g_assert_cmpstr (get_page (fixture), ==, "end");
  g_assert_true (gtk_widget_get_visible (pod_test_child (fixture->dialog, "end_problem")));
  pod_test_picture (fixture->dialog, "ranges-end.png");
  type (fixture, "last", "2026-06-30");
  type (fixture, "reason", "New analyser");
  save (fixture);
  g_assert_cmpstr (get_page (fixture), ==, "list");
  ranges = list (fixture, &n);
  g_assert_true (pod_date_equal (ranges[0].to, pod_date_new (2026, 6, 30)));
  history = pod_trial_list_history (fixture->trial, &filter, NULL);
  entry = g_list_model_get_item (history, 0);
  g_assert_cmpstr (pod_history_item_get_why (entry), ==, "New analyser");
}

static gboolean
is_recorded (gpointer data)
{
  Fixture *fixture = data;
  GListModel *items = G_LIST_MODEL (pod_test_child (fixture->dialog, "selection"));

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (PodRangeItem) item = g_list_model_get_item (items, i);
      g_autofree char *recorded = pod_range_item_say_recorded (item, NULL);

      if (recorded == NULL || !g_str_has_prefix (recorded, "pi, "))
        return FALSE;
    }
  return TRUE;
}

/* Who recorded each comes by itself, of all in one question, and the one chosen stays chosen. */
static void
test_recorded (Fixture *fixture, gconstpointer data)
{
  open_dialog (fixture);
  for (guint i = 0; i < 9; i++)
    {
      g_autofree char *from = g_strdup_printf ("2026-0%u-01", i + 1);

      add_like (fixture, -1, from);
    }
  choose (fixture, 4);
  act (fixture, "ranges.end");
  act (fixture, "ranges.leave");
  g_assert_true (pod_test_run_until (is_recorded, fixture, 10000));
  g_assert_cmpuint (gtk_single_selection_get_selected (pod_test_child (fixture->dialog,
                                                                       "selection")),
                    ==, 4);
}

/* ---- what it changes ---- */

static gboolean
is_told (Fixture *fixture)
{
  return gtk_widget_get_mapped (pod_test_child (fixture->dialog, "told_bar"));
}

static void
type_haemoglobin (Fixture *fixture, const char *lower, const char *from)
{
  AdwComboRow *row = ADW_COMBO_ROW (pod_test_child (fixture->dialog, "observation"));
  GListModel *names = adw_combo_row_get_model (row);

  act (fixture, "ranges.add");
  for (guint i = 0; i < g_list_model_get_n_items (names); i++)
    if (g_str_equal (gtk_string_list_get_string (GTK_STRING_LIST (names), i), "Hemoglobin"))
      adw_combo_row_set_selected (row, i);
  type (fixture, "laboratory", "Central");
  type (fixture, "lower", lower);
  type (fixture, "upper", "150");
  type (fixture, "from", from);
}

static void
put_result (Fixture *fixture, double number)
{
  PodFinding finding = pod_test_result ("hgb", pod_date_new (2026, 11, 20), number, "g/L");

  finding.laboratory = "Central";
  pod_test_put (fixture->trial, fixture->subject, finding);
}

/* A result is on record, and then somebody presses Save on such limits. */
static void
save_limits (Fixture *fixture, double result, const char *lower, const char *from)
{
  put_result (fixture, result);
  open_dialog (fixture);
  type_haemoglobin (fixture, lower, from);
  save (fixture);
}

static GListModel *
list_changes (Fixture *fixture)
{
  return G_LIST_MODEL (pod_test_child (pod_test_child (fixture->dialog, "change_view"),
                                       "selection"));
}

/* Whose grades change stands there before it is saved, and afterwards until the window closes. */
static void
test_change (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PodRegradedItem) item = NULL;
  g_autofree char *after = NULL;
  guint n;

  put_result (fixture, 105);
  save_limits (fixture, 120, "110", "2026-01-01");
  g_assert_cmpstr (get_page (fixture), ==, "change");
  g_assert_true (pod_test_shows (fixture->dialog, "hold for: 2 (subjects: 1)"));
  g_assert_cmpuint (g_list_model_get_n_items (list_changes (fixture)), ==, 2);
  item = g_list_model_get_item (list_changes (fixture), 0);
  after = pod_regraded_item_say_after (item, NULL);
  g_assert_cmpstr (after, ==, "below the limits, grade 1");
  pod_test_picture (fixture->dialog, "ranges-change.png");
  list (fixture, &n);
  g_assert_cmpuint (n, ==, 0);
  act (fixture, "ranges.leave");
  g_assert_cmpstr (get_page (fixture), ==, "form");
  save (fixture);
  save (fixture);
  g_assert_cmpstr (get_page (fixture), ==, "list");
  list (fixture, &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_true (is_told (fixture));
  pod_test_picture (fixture->dialog, "ranges-changed.png");
  act (fixture, "ranges.show");
  g_assert_cmpstr (get_page (fixture), ==, "change");
  g_assert_false (gtk_widget_get_visible (pod_test_child (fixture->dialog, "save")));
  act (fixture, "ranges.leave");
  g_assert_cmpstr (get_page (fixture), ==, "list");
}

/* One day after the results nobody is asked: it is saved, and said that nothing changed. */
static void
test_no_change (Fixture *fixture, gconstpointer data)
{
  save_limits (fixture, 105, "110", "2026-11-21");
  g_assert_cmpstr (get_page (fixture), ==, "list");
  g_assert_true (is_told (fixture));
  g_assert_true (pod_test_shows (fixture->dialog, "No result that is recorded reads otherwise."));
  g_assert_false (gtk_widget_get_visible (pod_test_child (fixture->dialog, "show")));
}

/* What is recorded while somebody reads what it would change is in it before it is saved. */
static void
test_change_meanwhile (Fixture *fixture, gconstpointer data)
{
  save_limits (fixture, 105, "110", "2026-01-01");
  g_assert_cmpuint (g_list_model_get_n_items (list_changes (fixture)), ==, 1);
  put_result (fixture, 104);
  g_assert_true (pod_test_wait_shows (fixture->dialog, "hold for: 2 (subjects: 1)"));
  g_assert_cmpuint (g_list_model_get_n_items (list_changes (fixture)), ==, 2);
}

/* ---- while it is reckoned ---- */

static void
void_results (Fixture *fixture)
{
  g_autoptr (PodCasebook) casebook = pod_test_load (fixture->trial, fixture->subject);
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (GError) error = NULL;
  guint n;
  const PodFinding *findings = pod_casebook_get_series (casebook, "hgb", &n);

  for (guint i = 0; i < n; i++)
    pod_change_void (change, POD_RECORD_FINDING, findings[i].record.id, findings[i].record.version);
  pod_trial_commit (fixture->trial, change, "the wrong tube", NULL, &error);
  g_assert_no_error (error);
}

/* Nothing is written that nobody pressed Save for: what changes nothing any more still stands there to be saved. */
static void
test_empty_anew (Fixture *fixture, gconstpointer data)
{
  guint n;

  save_limits (fixture, 105, "110", "2026-01-01");
  g_assert_cmpstr (get_page (fixture), ==, "change");
  void_results (fixture);
  g_assert_true (pod_test_wait_shows (fixture->dialog, "No result that is recorded reads"));
  g_assert_true (pod_test_run_until (is_weighed, fixture, 10000));
  g_assert_cmpstr (get_page (fixture), ==, "change");
  list (fixture, &n);
  g_assert_cmpuint (n, ==, 0);
  pod_test_picture (fixture->dialog, "ranges-change-none.png");
  save (fixture);
  g_assert_cmpstr (get_page (fixture), ==, "list");
  list (fixture, &n);
  g_assert_cmpuint (n, ==, 1);
}

/* The form cannot be typed in meanwhile; and were it, what was weighed is what is written. */
static void
test_typed_meanwhile (Fixture *fixture, gconstpointer data)
{
  const PodRange *ranges;
  guint n;

  open_dialog (fixture);
  type_haemoglobin (fixture, "110", "2026-01-01");
  gtk_widget_activate_action (fixture->dialog, "ranges.save", NULL);
  g_assert_false (gtk_widget_is_sensitive (pod_test_child (fixture->dialog, "lower")));
  type (fixture, "lower", "99");
  type (fixture, "laboratory", "Another");
  type (fixture, "from", "");
  g_assert_true (pod_test_run_until (is_weighed, fixture, 10000));
  g_assert_cmpstr (get_page (fixture), ==, "list");
  ranges = list (fixture, &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpfloat (ranges[0].lower, ==, 110);
  g_assert_cmpstr (ranges[0].laboratory, ==, "Central");
  act (fixture, "ranges.end");
  g_assert_true (gtk_widget_is_sensitive (pod_test_child (fixture->dialog, "last")));
  type (fixture, "last", "2026-06-30");
  gtk_widget_activate_action (fixture->dialog, "ranges.save", NULL);
  g_assert_false (gtk_widget_is_sensitive (pod_test_child (fixture->dialog, "last")));
  type (fixture, "last", "");
  g_assert_true (pod_test_run_until (is_weighed, fixture, 10000));
  ranges = list (fixture, &n);
  g_assert_true (pod_date_equal (ranges[0].to, pod_date_new (2026, 6, 30)));
}

/* Escape stops it, and everything that was typed is still there, where one was. */
static void
test_leave_meanwhile (Fixture *fixture, gconstpointer data)
{
  GtkWidget *lower;
  guint n;

  put_result (fixture, 105);
  open_dialog (fixture);
  type_haemoglobin (fixture, "110", "2026-01-01");
  lower = pod_test_child (fixture->dialog, "lower");
  gtk_widget_grab_focus (lower);
  gtk_widget_activate_action (fixture->dialog, "ranges.save", NULL);
  act (fixture, "ranges.leave");
  g_assert_cmpstr (get_page (fixture), ==, "form");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (lower)), ==, "110");
  g_assert_true (gtk_widget_is_sensitive (lower));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->dialog)),
                                         lower));
  save (fixture);
  g_assert_cmpstr (get_page (fixture), ==, "change");
  /* While it is asked anew too. */
  put_result (fixture, 104);
  gtk_widget_activate_action (fixture->dialog, "ranges.leave", NULL);
  g_assert_cmpstr (get_page (fixture), ==, "form");
  pod_test_settle ();
  g_assert_cmpstr (get_page (fixture), ==, "form");
  list (fixture, &n);
  g_assert_cmpuint (n, ==, 0);
}

/* What was weighed and left is never told as saved. */
static void
test_leave_twice (Fixture *fixture, gconstpointer data)
{
  save_limits (fixture, 105, "110", "2026-01-01");
  act (fixture, "ranges.leave");
  act (fixture, "ranges.leave");
  g_assert_cmpstr (get_page (fixture), ==, "empty");
  g_assert_false (is_told (fixture));
  act (fixture, "ranges.show");
  g_assert_cmpstr (get_page (fixture), ==, "empty");
}

static void
test_leave (Fixture *fixture, gconstpointer data)
{
  open_dialog (fixture);
  act (fixture, "ranges.add");
  act (fixture, "ranges.leave");
  g_assert_cmpstr (get_page (fixture), ==, "empty");
  act (fixture, "ranges.leave");
  g_assert_null (fixture->dialog);
}

static void
test_reader (Fixture *fixture, gconstpointer data)
{
  pod_test_sign_in (fixture->trial, "monitor");
  open_dialog (fixture);
  g_assert_false (gtk_widget_get_visible (pod_test_child (fixture->dialog, "add")));
  act (fixture, "ranges.add");
  g_assert_cmpstr (get_page (fixture), ==, "empty");
}

int
main (int argc, char **argv)
{
  pod_test_window_init (&argc, &argv);
  pod_dialog_fixture_add ("/ui/ranges/add", test_add);
  pod_dialog_fixture_add ("/ui/ranges/sex", test_sex);
  pod_dialog_fixture_add ("/ui/ranges/computed", test_computed);
  pod_dialog_fixture_add ("/ui/ranges/end", test_end);
  pod_dialog_fixture_add ("/ui/ranges/recorded", test_recorded);
  pod_dialog_fixture_add ("/ui/ranges/change", test_change);
  pod_dialog_fixture_add ("/ui/ranges/no-change", test_no_change);
  pod_dialog_fixture_add ("/ui/ranges/change-meanwhile", test_change_meanwhile);
  pod_dialog_fixture_add ("/ui/ranges/empty-anew", test_empty_anew);
  pod_dialog_fixture_add ("/ui/ranges/typed-meanwhile", test_typed_meanwhile);
  pod_dialog_fixture_add ("/ui/ranges/leave-meanwhile", test_leave_meanwhile);
  pod_dialog_fixture_add ("/ui/ranges/leave-twice", test_leave_twice);
  pod_dialog_fixture_add ("/ui/ranges/leave", test_leave);
  pod_dialog_fixture_add ("/ui/ranges/reader", test_reader);
  return g_test_run ();
}
