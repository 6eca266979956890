#include <string.h>

#include "pod-instrument-dialog.h"
#include "pod-instrument-sheet.h"
#include "pod-instrument-view.h"
#include "pod-test-window.h"
#include "pod-trial-draft.h"

/* Filling in an instrument: what it has come to after every answer, what is kept, and the keys. */

typedef struct
{
  PodTrial *trial;
  PodTrialWindow *window;
  gint64 subject;
  PodInstrumentDialog *dialog;
  PodInstrumentView *view;
} Fixture;

static void
open_dialog (Fixture *fixture, const char *instrument)
{
  fixture->dialog = pod_instrument_dialog_new (GTK_WINDOW (fixture->window), fixture->trial,
                                               fixture->subject, instrument);
  fixture->view = pod_test_child (fixture->dialog, "view");
  gtk_window_present (GTK_WINDOW (fixture->dialog));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->dialog));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->trial = pod_test_trial (pod_test_dir ());
  fixture->subject = pod_test_register (fixture->trial, "Invented Person", "X-900001", "aav");
  fixture->window = pod_test_window_open (fixture->trial);
  open_dialog (fixture, "bvas");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  pod_test_window_close (fixture->window);
}

static PodInstrumentRow *
find (Fixture *fixture, const char *item)
{
  PodInstrumentRow *row = pod_instrument_sheet_find (pod_test_child (fixture->view, "sheet"), item);

  g_assert_nonnull (row);
  return row;
}

/* What Space does. */
static void
press (Fixture *fixture, const char *item)
{
  PodInstrumentRow *row = find (fixture, item);

  gtk_widget_grab_focus (GTK_WIDGET (row));
  g_signal_emit_by_name (row, "activated");
}

static void
assert_answer (Fixture *fixture, const char *item, PodTruth expected)
{
  int achieved;

  g_assert_cmpint (pod_instrument_row_get_answer (find (fixture, item), &achieved), ==, expected);
}

static void
assert_total (Fixture *fixture, const char *expected)
{
  g_assert_cmpstr (gtk_label_get_text (pod_test_child (fixture->view, "total")), ==, expected);
}

static void
press_none (Fixture *fixture)
{
  PodInstrumentSheet *sheet = pod_test_child (fixture->view, "sheet");

  pod_instrument_sheet_deny_rest (sheet);
}

static void
save_well (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  pod_instrument_view_save (fixture->view, &error);
  g_assert_no_error (error);
}

static const PodFinding *
find_kept (Fixture *fixture, const char *observation)
{
  PodCasebook *casebook = pod_trial_load_casebook (fixture->trial, fixture->subject, NULL);
  const PodFinding *series;
  guint n;

  g_test_queue_destroy ((GDestroyNotify) pod_casebook_unref, casebook);
  series = pod_casebook_get_series (casebook, observation, &n);
  while (n-- > 0)
    if (!series[n].record.voided)
      return &series[n];
  return NULL;
}

/* ---- answering ---- */

static void
test_answers (Fixture *fixture, gconstpointer data)
{
  assert_total (fixture, "BVAS: 0 to 63");
  assert_answer (fixture, "fever", POD_UNKNOWN);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (find (fixture, "fever")),
                                   GTK_ACCESSIBLE_ROLE_CHECKBOX);
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (find (fixture, "fever")),
                                    GTK_ACCESSIBLE_STATE_CHECKED, GTK_ACCESSIBLE_TRISTATE_MIXED);
  press (fixture, "fever");
  assert_answer (fixture, "fever", POD_TRUE);
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (find (fixture, "fever")),
                                    GTK_ACCESSIBLE_STATE_CHECKED, GTK_ACCESSIBLE_TRISTATE_TRUE);
  /* Who hears the row hears what the form has come to. */
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (find (fixture, "fever")),
                                       GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "yes. BVAS: 2 to 63");
  press (fixture, "haematuria");
  assert_total (fixture, "BVAS: 8 to 63");
  press (fixture, "haematuria");
  assert_answer (fixture, "haematuria", POD_FALSE);
  assert_total (fixture, "BVAS: 2 to 63");
  g_assert_false (pod_instrument_view_is_complete (fixture->view));
  press_none (fixture);
  assert_total (fixture, "BVAS: 2");
  g_assert_true (pod_instrument_view_is_complete (fixture->view));
  pod_test_picture (fixture->dialog, "instrument-answers.png");
}

/* Of the bands of creatinine one; they are not asked at a later assessment. */
static void
test_bands (Fixture *fixture, gconstpointer data)
{
  press (fixture, "creatinine_125_249");
  press (fixture, "creatinine_500");
  assert_answer (fixture, "creatinine_500", POD_TRUE);
  assert_answer (fixture, "creatinine_125_249", POD_FALSE);
  assert_answer (fixture, "creatinine_250_499", POD_FALSE);
  press_none (fixture);
  assert_total (fixture, "BVAS: 8");
  gtk_switch_set_active (pod_test_child (fixture->view, "first"), FALSE);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (find (fixture, "creatinine_500"))));
  assert_total (fixture, "BVAS: 0");
  g_assert_true (pod_test_shows (fixture->view, "these are one for"));
}

static void
test_persistent (Fixture *fixture, gconstpointer data)
{
  press (fixture, "haematuria");
  press_none (fixture);
  assert_total (fixture, "BVAS: 6");
  gtk_switch_set_active (pod_test_child (fixture->view, "persistent"), TRUE);
  assert_total (fixture, "BVAS: 3");
  /* This one is always new. */
  press (fixture, "creatinine_rise");
  assert_total (fixture, "BVAS: 12");
  g_assert_true (pod_test_shows (fixture->view, "always new or worse"));
}

static void
test_points (Fixture *fixture, gconstpointer data)
{
  PodInstrumentRow *row;
  int achieved;

  gtk_window_destroy (GTK_WINDOW (fixture->dialog));
  open_dialog (fixture, "ice");
  row = find (fixture, "orientation");
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_ROLE_SPIN_BUTTON);
  pod_instrument_row_step (row, 1);
  pod_instrument_row_step (row, -1);
  g_assert_cmpint (pod_instrument_row_get_answer (row, &achieved), ==, POD_TRUE);
  g_assert_cmpint (achieved, ==, 3);
  assert_total (fixture, "ICE: 3 to 9");
  pod_instrument_row_step (row, 0);
  assert_total (fixture, "ICE: 0 to 10");
  pod_test_picture (fixture->dialog, "instrument-points.png");
}

/* The sets of criteria say whether they are met. */
static void
test_sets (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->dialog));
  open_dialog (fixture, "gpa");
  g_assert_true (pod_test_shows (fixture->view, "cannot tell yet"));
  assert_total (fixture, "GPA: −5 to 17");
  g_assert_true (pod_test_shows (fixture->view, "−4 points"));
  g_assert_true (pod_test_shows (fixture->view, "−1 point"));
  press (fixture, "canca_pr3");
  press_none (fixture);
  assert_total (fixture, "GPA: 5");
  g_assert_true (pod_test_shows (fixture->view, "Met from 5 points: met"));
  press (fixture, "panca_mpo");
  g_assert_true (pod_test_shows (fixture->view, "Met from 5 points: not met"));
  pod_test_picture (fixture->dialog, "instrument-set.png");
}

static void
test_search (Fixture *fixture, gconstpointer data)
{
  GtkEditable *search = pod_test_child (fixture->view, "search");

  gtk_editable_set_text (search, "HAEMAT");
  g_signal_emit_by_name (search, "search-changed");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (find (fixture, "haematuria"))));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (find (fixture, "fever"))));
  g_signal_emit_by_name (search, "activate");
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (find (fixture, "haematuria"))));
  gtk_editable_set_text (search, "nothing of the kind");
  g_signal_emit_by_name (search, "search-changed");
  g_assert_true (pod_test_shows (fixture->view, "No item has this"));
  /* In Chinese too, whatever language the rest is in. */
  gtk_editable_set_text (search, "血尿");
  g_signal_emit_by_name (search, "search-changed");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (find (fixture, "haematuria"))));
  g_signal_emit_by_name (search, "stop-search");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (find (fixture, "fever"))));
}

/* ---- keeping ---- */

static void
test_save (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  press (fixture, "fever");
  press_none (fixture);
  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "instrument.save", NULL);
  g_assert_false (pod_instrument_view_is_touched (fixture->view));
  g_assert_cmpstr (find_kept (fixture, "bvas.fever")->code, ==, "yes");
  g_assert_cmpfloat (find_kept (fixture, "bvas")->quantity.number, ==, 2);
  /* The list has it, and says who saved it. */
  g_assert_true (pod_test_shows (fixture->dialog, "Saved by pi"));
  /* A correction says why. */
  press (fixture, "haematuria");
  g_assert_true (gtk_widget_get_visible (pod_test_child (fixture->view, "reason")));
  g_assert_false (pod_instrument_view_save (fixture->view, &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_REASON);
  g_assert_true (pod_test_shows (fixture->view, "Say why it changes"));
  gtk_editable_set_text (pod_test_child (fixture->view, "reason"), "the sediment was read again");
  save_well (fixture);
  g_assert_cmpfloat (find_kept (fixture, "bvas")->quantity.number, ==, 8);
  g_assert_cmpint (find_kept (fixture, "bvas.haematuria")->record.version, ==, 2);
}

static void
test_problems (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  gtk_editable_set_text (pod_test_child (fixture->view, "when"), "2026-11-30");
  g_assert_false (pod_instrument_view_save (fixture->view, &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
  g_assert_null (find_kept (fixture, "bvas"));
  pod_instrument_view_discard (fixture->view);
  g_assert_false (pod_instrument_view_is_touched (fixture->view));
}

/* Somebody else filled it in meanwhile: the answers stay, and go over theirs with a reason. */
static void
test_conflict (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PodTrial)
      other = pod_trial_open (pod_trial_get_path (fixture->trial), NULL, NULL, NULL);
  PodInstrumentView *theirs;
  GtkWindow *window;
  g_autoptr (GError) error = NULL;

  g_assert_true (pod_trial_sign_in (other, "coordinator", POD_TEST_PASSWORD, NULL));
  window = GTK_WINDOW (pod_instrument_dialog_new (NULL, other, fixture->subject, "bvas"));
  theirs = pod_test_child (window, "view");
  gtk_editable_set_text (pod_test_child (theirs, "when"), "2026-11-23");
  g_signal_emit_by_name (pod_instrument_sheet_find (pod_test_child (theirs, "sheet"), "purpura"),
                         "activated");
  g_assert_true (pod_instrument_view_save (theirs, NULL));
  gtk_window_destroy (window);
  pod_trial_close (other);
  press (fixture, "fever");
  g_assert_false (pod_instrument_view_save (fixture->view, &error));
  g_assert_true (pod_trial_error_is_conflict (error));
  /* What another process wrote is seen a moment later. */
  g_assert_true (pod_test_wait_shows (fixture->view, "in place of theirs"));
  assert_answer (fixture, "fever", POD_TRUE);
  assert_answer (fixture, "purpura", POD_UNKNOWN);
  gtk_editable_set_text (pod_test_child (fixture->view, "reason"), "seen together");
  save_well (fixture);
  g_assert_cmpstr (find_kept (fixture, "bvas.fever")->code, ==, "yes");
  g_assert_null (find_kept (fixture, "bvas.purpura"));
}

/* A draft is there again, in another window. */
static void
test_draft (Fixture *fixture, gconstpointer data)
{
  press (fixture, "fever");
  press (fixture, "haematuria");
  gtk_editable_set_text (pod_test_child (fixture->view, "when"), "2026-11-20");
  gtk_window_destroy (GTK_WINDOW (fixture->dialog));
  pod_test_settle ();
  open_dialog (fixture, "bvas");
  assert_answer (fixture, "fever", POD_TRUE);
  assert_total (fixture, "BVAS: 8 to 63");
  g_assert_cmpstr (gtk_editable_get_text (pod_test_child (fixture->view, "when")), ==,
                   "2026-11-20");
  g_assert_true (pod_test_shows (fixture->view, "You were writing this"));
  save_well (fixture);
  gtk_window_destroy (GTK_WINDOW (fixture->dialog));
  pod_test_settle ();
  open_dialog (fixture, "bvas");
  g_assert_false (pod_instrument_view_is_touched (fixture->view));
}

static const char *
find_draft (Fixture *fixture, const char *form)
{
  GPtrArray *drafts = pod_trial_list_drafts (fixture->trial, NULL);

  g_test_queue_destroy ((GDestroyNotify) g_ptr_array_unref, drafts);
  for (guint i = 0; i < drafts->len; i++)
    {
      const PodDraft *draft = g_ptr_array_index (drafts, i);

      if (g_str_equal (draft->form, form))
        return draft->content;
    }
  return NULL;
}

/* The view goes on to another form while the draft of the first is still being saved, and then somebody locks: what is of the one is
 * not kept as the other's. */
static void
test_draft_of_one (Fixture *fixture, gconstpointer data)
{
  const PodStudy *study = pod_trial_get_study (fixture->trial);

  press (fixture, "fever");
  pod_instrument_view_set (fixture->view, fixture->trial, fixture->subject,
                           pod_study_find_instrument (study, "gpa"));
  pod_trial_sign_out (fixture->trial);
  pod_test_settle ();
  pod_test_sign_in (fixture->trial, "pi");
  g_assert_nonnull (find_draft (fixture, "instrument.bvas"));
  g_assert_nonnull (strstr (find_draft (fixture, "instrument.bvas"), "fever=1"));
  g_assert_null (find_draft (fixture, "instrument.gpa"));
}

/* A monitor reads it. */
static void
test_monitor (Fixture *fixture, gconstpointer data)
{
  press (fixture, "fever");
  save_well (fixture);
  gtk_window_destroy (GTK_WINDOW (fixture->dialog));
  pod_test_sign_in (fixture->trial, "monitor");
  pod_test_settle ();
  open_dialog (fixture, "bvas");
  assert_answer (fixture, "fever", POD_TRUE);
  g_assert_false (gtk_widget_is_sensitive (GTK_WIDGET (find (fixture, "fever"))));
  g_assert_true (pod_test_shows (fixture->view, "does not fill them in"));
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*run) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/instrument/answers", test_answers },
    { "/instrument/bands", test_bands },
    { "/instrument/persistent", test_persistent },
    { "/instrument/points", test_points },
    { "/instrument/sets", test_sets },
    { "/instrument/search", test_search },
    { "/instrument/save", test_save },
    { "/instrument/problems", test_problems },
    { "/instrument/conflict", test_conflict },
    { "/instrument/draft", test_draft },
    { "/instrument/draft-of-one", test_draft_of_one },
    { "/instrument/monitor", test_monitor },
  };

  pod_test_window_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, set_up, tests[i].run, tear_down);
  return g_test_run ();
}
