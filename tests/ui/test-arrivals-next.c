#include <math.h>

#include "pod-arrival-question.h"
#include "pod-arrival-raw.h"
#include "pod-arrival-row.h"
#include "pod-arrival-words.h"
#include "pod-arrivals-fixture.h"
#include "pod-mappings-dialog.h"
#include "pod-search-row.h"
#include "pod-trial-history.h"
#include "pod-trial-private.h"

/* What is doubted of what came in, and what is next once that is settled. */

typedef PodDialogFixture Fixture;

/* ---- what is doubted ---- */

static void
answer_with (const char *heading, const char *says, const char *button)
{
  gpointer question;

  pod_test_settle ();
  question = pod_test_toplevel (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_true (pod_test_wait_shows (question, heading));
  g_assert_true (pod_test_shows (question, says));
  pod_test_picture (question, "arrivals-doubt.png");
  arrivals_answer ("asked", button);
}

/* Nothing stands of that day, and the unit is another than before: it is held against the last, and asked before it is taken. */
static void
test_other_unit (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PodImport) import = NULL;

  arrivals_take (fixture, ARRIVALS_FIRST);
  import = pod_trial_receive (fixture->trial,
                              pod_test_write (pod_test_dir (), "lab.csv",
                                              ARRIVALS_COLUMNS "S-001,Creatinine,1.2,mg/dL,"
                                                               "2026-11-22 08:10,Serum\n"),
                              NULL, NULL, NULL, NULL);
  g_assert_cmpstr (((PodImportItem *) import->items->pdata[0])->read, ==, "106 µmol/L");
  arrivals_open_list (fixture);
  g_assert_true (pod_test_shows (fixture->dialog, "Last result"));
  g_assert_true (pod_test_shows (fixture->dialog, "88 µmol/L"));
  g_assert_true (pod_test_shows (fixture->dialog, "= 106 µmol/L\n+20.5 %"));
  pod_test_picture (fixture->dialog, "arrivals-other-unit.png");
  gtk_widget_activate_action (fixture->dialog, "arrivals.accept", NULL);
  answer_with ("Accept as 106 µmol/L?", "1.2\u00a0mg/\u2060dL, 22 Nov 2026, 08:10 = 106 µmol/L",
               "_Accept");
  arrivals_wait_empty (fixture);
  g_assert_true (arrivals_stands (fixture, 1.2));
}

/* Where something else speaks against it, too, that is read before it is taken: the question about the unit alone would hide it. */
static void
test_unit_and_more (Fixture *fixture, gconstpointer data)
{
  gpointer question;

  arrivals_take (fixture, ARRIVALS_FIRST);
  arrivals_receive (fixture,
                    ARRIVALS_COLUMNS "S-001,Creatinine,120,mg/dL,2026-11-22 08:10,Serum\n");
  arrivals_open_list (fixture);
  gtk_widget_activate_action (fixture->dialog, "arrivals.accept", NULL);
  pod_test_settle ();
  question = pod_test_toplevel (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_true (pod_test_wait_shows (question, "outside what is plausible"));
  arrivals_answer ("asked", "_Accept");
  arrivals_wait_empty (fixture);
}

static void
test_partial_date (Fixture *fixture, gconstpointer data)
{
  arrivals_take (fixture, ARRIVALS_FIRST);
  arrivals_receive (fixture, ARRIVALS_COLUMNS "S-001,Creatinine,91,umol/L,2026-10,Serum\n");
  arrivals_open_list (fixture);
  g_assert_true (pod_test_shows (fixture->dialog, "The day of collection is not known"));
  g_assert_true (pod_test_shows (fixture->dialog, "Last result"));
  gtk_widget_activate_action (fixture->dialog, "arrivals.accept", NULL);
  answer_with ("Accept Without the Day?", "91\u00a0µmol/\u2060L, Oct 2026; the day is not known",
               "_Accept");
  arrivals_wait_empty (fixture);
  g_assert_true (arrivals_stands (fixture, 91));
}

#define PRELIMINARY(day, value)                                                                    \
  "OBR|1||A" day "|BC|||202611" day "080000\rOBX|1|NM|Creatinine||" value "|umol/L|||||P\r"
#define PATIENT                                                                                    \
  "MSH|^~\\&|LIS|H|||20261120090000||ORU^R01|7|P|2.5\rPID|1||S-001^^^H||Zhang^San||1968|F\r"

/* One key accepts nothing that waits: what is doubted is read first, and of several each is named. */
static void
test_waiting_is_asked (Fixture *fixture, gconstpointer data)
{
  gpointer selection;

  arrivals_receive (fixture, PATIENT PRELIMINARY ("18", "88") PRELIMINARY ("19", "91"));
  arrivals_open_list (fixture);
  gtk_widget_activate_action (fixture->dialog, "arrivals.accept", NULL);
  pod_test_settle ();
  g_assert_true (pod_test_wait_shows (pod_test_toplevel (ADW_TYPE_MESSAGE_DIALOG), "Accept It?"));
  g_assert_true (pod_test_shows (pod_test_toplevel (ADW_TYPE_MESSAGE_DIALOG), "is preliminary"));
  pod_test_answer ("_Cancel");
  g_assert_cmpuint (arrivals_count (fixture), ==, 0);
  selection = pod_test_child (fixture->dialog, "selection");
  gtk_selection_model_select_all (selection);
  pod_test_settle ();
  gtk_widget_activate_action (fixture->dialog, "arrivals.accept", NULL);
  pod_test_settle ();
  g_assert_true (pod_test_wait_shows (pod_test_toplevel (ADW_TYPE_MESSAGE_DIALOG),
                                      "Accept All 2?"));
  g_assert_true (pod_test_shows (pod_test_toplevel (ADW_TYPE_MESSAGE_DIALOG), "18 Nov 2026"));
  g_assert_true (pod_test_shows (pod_test_toplevel (ADW_TYPE_MESSAGE_DIALOG), "19 Nov 2026"));
  pod_test_answer ("_Accept");
  arrivals_wait_empty (fixture);
  g_assert_cmpuint (arrivals_count (fixture), ==, 2);
}

#define TELLS(number, value, status)                                                               \
  "MSH|^~\\&|LIS|H|||20261120090000||ORU^R01|" number                                              \
  "|P|2.5\rPID|1||S-001^^^H||Zhang^San||1968|F\rOBR|1||A1|BC|||20261120080000\rOBX|1|NM|"          \
  "Creatinine||" value "|umol/L|||||" status "\r"

/* Whose it is may be doubtful of what takes a result out, too: that is read before, and a reason given. */
static void
test_near_number (Fixture *fixture, gconstpointer data)
{
  static const char *const none[] = { NULL };
  char number[] = "S-001", state[] = "waiting", reason[] = "nearly that of S001";
  PodTrialArrivalItem item = {
    .number = number, .state = state, .reason = reason, .finding = { .observation = "creatinine" }
  };
  char near[] = "near_number", both[] = "withdrawal+near_number", alone[] = "withdrawal";
  char *const causes[] = { near, both, alone };

  for (guint i = 0; i < G_N_ELEMENTS (causes); i++)
    {
      g_autofree char *heading = NULL;
      g_autofree char *words = NULL;

      item.cause = causes[i];
      g_assert_true (pod_arrival_item_needs_reason (&item));
      words = pod_arrival_doubt_to_words (fixture->trial, &item, none, &heading);
      g_assert_cmpint (words != NULL && strstr (words, reason) != NULL, ==, causes[i] != alone);
    }
}

/* What takes a result out is not told to be taken, nor its value where it has none. */
static void
test_near_withdrawal (Fixture *fixture, gconstpointer data)
{
  char state[] = "waiting";
  PodTrialArrivalItem *item = g_new0 (PodTrialArrivalItem, 1);
  g_autoptr (GListStore) rows = g_list_store_new (POD_TYPE_ARRIVAL_ROW);
  g_autoptr (PodArrivalRow) row = pod_arrival_row_new (fixture->trial, item, NULL);
  g_autoptr (GtkMultiSelection)
      selection = gtk_multi_selection_new (g_object_ref (G_LIST_MODEL (rows)));
  g_autoptr (PodArrivalQuestion) question = NULL;
  g_autofree char *body = NULL;

  item->number = g_strdup ("S-001");
  item->state = state;
  item->reason = g_strdup ("nearly that of S001");
  item->cause = g_strdup ("withdrawal+near_number");
  item->finding.observation = "creatinine";
  item->finding.quantity.number = NAN;
  g_list_store_append (rows, row);
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (selection));
  question = pod_arrival_question_new (fixture->trial, POD_RESOLVE_ACCEPT,
                                       GTK_SELECTION_MODEL (selection), 0);
  g_assert_true (pod_arrival_question_is_asked (question));
  body = pod_arrival_question_get_body (question);
  g_assert_true (g_str_has_prefix (body, "Doubted, and taken out all the same:\n"
                                         "S-001: Creatinine, "));
  g_assert_null (strstr (body, "taken all the same"));
}

/* What takes a result back says no value: its unit alone is none. */
static void
test_withdrawal (Fixture *fixture, gconstpointer data)
{
  arrivals_take (fixture, TELLS ("1", "88", "F"));
  arrivals_receive (fixture, TELLS ("2", "", "D"));
  arrivals_open_list (fixture);
  g_assert_true (pod_test_shows (fixture->dialog, "88 µmol/L"));
  g_assert_null (pod_test_find_label (fixture->dialog, "umol/L", TRUE));
  pod_test_picture (fixture->dialog, "arrivals-withdrawal.png");
}

static gpointer
ask (Fixture *fixture, const char *action, gboolean all)
{
  if (all)
    gtk_selection_model_select_all (pod_test_child (fixture->dialog, "selection"));
  pod_test_settle ();
  gtk_widget_activate_action (fixture->dialog, action, NULL);
  pod_test_settle ();
  return pod_test_toplevel (ADW_TYPE_MESSAGE_DIALOG);
}

/* Rejecting that the laboratory takes a result back is what keeps it on record. */
static void
test_withdrawal_rejected (Fixture *fixture, gconstpointer data)
{
  gpointer question;

  arrivals_take (fixture, TELLS ("1", "88", "F"));
  arrivals_receive (fixture, TELLS ("2", "", "D"));
  arrivals_open_list (fixture);
  question = ask (fixture, "arrivals.reject", FALSE);
  g_assert_true (pod_test_shows (question, "S-001: Creatinine 88\u00a0µmol/\u2060L, 20 Nov 2026"));
  g_assert_true (pod_test_shows (question, "It stays on record."));
  g_assert_false (pod_test_shows (question, "not recorded"));
  pod_test_picture (question, "arrivals-reject-withdrawal.png");
  arrivals_answer ("it was right", "_Reject");
  arrivals_wait_empty (fixture);
  g_assert_true (arrivals_stands (fixture, 88));
}

/* Of several that are rejected all are meant. */
static void
test_several_rejected (Fixture *fixture, gconstpointer data)
{
  gpointer question;

  arrivals_receive (fixture, PATIENT PRELIMINARY ("18", "88") PRELIMINARY ("19", "91"));
  arrivals_open_list (fixture);
  question = ask (fixture, "arrivals.reject", TRUE);
  g_assert_true (pod_test_shows (question, "They are not recorded."));
  pod_test_answer ("_Cancel");
}

/* What stays is told beside what does not come. */
static void
test_rejected_and_stays (Fixture *fixture, gconstpointer data)
{
  gpointer question;

  arrivals_take (fixture, TELLS ("1", "88", "F"));
  arrivals_receive (fixture, PATIENT PRELIMINARY ("18", "91"));
  arrivals_receive (fixture, TELLS ("2", "", "D"));
  arrivals_open_list (fixture);
  question = ask (fixture, "arrivals.reject", TRUE);
  g_assert_true (pod_test_shows (question, "What the laboratory takes back stays on record"));
  pod_test_answer ("_Cancel");
}

/* That another stands is answered by what takes its place; the unit is not. */
static void
test_correction_in_other_unit (Fixture *fixture, gconstpointer data)
{
  gpointer question;

  arrivals_take (fixture, ARRIVALS_FIRST);
  arrivals_receive (fixture, ARRIVALS_COLUMNS "S-001,Creatinine,1.2,mg/dL,2026-11-20,Serum\n");
  arrivals_open_list (fixture);
  g_assert_true (pod_test_shows (fixture->dialog, "nothing was changed"));
  question = ask (fixture, "arrivals.correct", FALSE);
  g_assert_true (pod_test_shows (question, "Doubted, and taken all the same:"));
  g_assert_true (pod_test_shows (question, "1.2\u00a0mg/\u2060dL, 20 Nov 2026 = 106 µmol/L"));
  g_assert_false (pod_test_shows (question, "nothing was changed"));
  pod_test_picture (question, "arrivals-correct-unit.png");
  pod_test_answer ("_Cancel");
}

/* ---- what is no more, or elsewhere ---- */

/* A reading that was set aside is told by the trail alone: not as a file, nor by its strangers and what it could not read. */
static void
test_set_aside (Fixture *fixture, gconstpointer data)
{
  gint64 arrival = arrivals_receive (fixture, ARRIVALS_COLUMNS
                                     "S-001,Creatinine,1O4,umol/L,2026-11-20 08:10,Serum\n"
                                     "S-404,Creatinine,88,umol/L,2026-11-20 08:10,Serum\n");

  g_assert_true (pod_trial_set_aside_arrival (fixture->trial, arrival, "read again", NULL));
  arrivals_open (fixture);
  g_assert_true (pod_test_wait_shows (fixture->dialog, "Nothing has come in yet"));
  g_assert_false (pod_test_shows (fixture->dialog, "not a subject"));
  arrivals_show (fixture, 6);
  pod_test_settle ();
  g_assert_false (arrivals_is_on_list (fixture));
}

/* What it is was said, and so it cannot be read: it goes to what was refused, which is told with the reason. */
static void
test_map_refused (Fixture *fixture, gconstpointer data)
{
  arrivals_receive (fixture, ARRIVALS_COLUMNS "S-001,Nonesuch,1,U/L,2026-11-20 08:10,Serum\n");
  arrivals_open_list (fixture);
  pod_search_row_choose (pod_test_child (fixture->dialog, "observation"), "creatinine");
  gtk_widget_activate_action (fixture->dialog, "arrivals.map", NULL);
  arrivals_wait_empty (fixture);
  g_assert_true (pod_test_wait_shows (fixture->dialog,
                                      "1 result of “Nonesuch” was refused and stands "
                                      "under “Refused”: "));
  pod_test_picture (fixture->dialog, "arrivals-map-refused.png");
  arrivals_show (fixture, 3);
  arrivals_wait_list (fixture);
  g_assert_false (pod_test_shows (fixture->dialog, "was refused and stands"));
}

/* ---- one after the other ---- */

#define WAITS(day) "S-001,Creatinine,-1,umol/L,2026-11-" day " 08:10,Serum\n"

static const PodTrialArrivalItem *
get_chosen (gpointer dialog)
{
  gpointer selection = pod_test_child (dialog, "selection");
  g_autoptr (GtkBitset) chosen = gtk_selection_model_get_selection (selection);
  g_autoptr (PodArrivalRow) row = NULL;

  g_assert_cmpuint (gtk_bitset_get_size (chosen), ==, 1);
  row = g_list_model_get_item (selection, gtk_bitset_get_nth (chosen, 0));
  return pod_arrival_row_get_item (row);
}

static void
assert_chosen (gpointer dialog, gint64 file, guint line)
{
  g_assert_cmpint (get_chosen (dialog)->arrival, ==, file);
  g_assert_cmpuint (get_chosen (dialog)->line, ==, line);
}

static gboolean
has_three (gpointer dialog)
{
  return g_list_model_get_n_items (pod_test_child (dialog, "selection")) == 3;
}

static gboolean
has_two (gpointer dialog)
{
  return g_list_model_get_n_items (pod_test_child (dialog, "selection")) == 2;
}

static void
reject_chosen (gpointer dialog)
{
  gtk_widget_activate_action (dialog, "arrivals.reject", NULL);
  pod_test_settle ();
  arrivals_answer ("no", "_Reject");
}

/* It opens with what waits of that file, and goes on with the next of it; the keyboard stays in the list. */
static void
test_place (Fixture *fixture, gconstpointer data)
{
  GtkWidget *focus;
  gint64 file;

  arrivals_receive (fixture, ARRIVALS_COLUMNS WAITS ("10"));
  file = arrivals_receive (fixture, ARRIVALS_COLUMNS WAITS ("11") WAITS ("12") WAITS ("13"));
  arrivals_open (fixture);
  pod_arrivals_dialog_show_file (fixture->dialog, file);
  arrivals_wait_list (fixture);
  assert_chosen (fixture->dialog, file, 2);
  gtk_selection_model_select_item (pod_test_child (fixture->dialog, "selection"), 2, TRUE);
  reject_chosen (fixture->dialog);
  g_assert_true (pod_test_run_until (has_three, fixture->dialog, 20000));
  pod_test_settle ();
  assert_chosen (fixture->dialog, file, 4);
  focus = gtk_window_get_focus (fixture->dialog);
  g_assert_nonnull (focus);
  g_assert_true (gtk_widget_is_ancestor (focus, pod_test_child (fixture->dialog, "view")));
  reject_chosen (fixture->dialog);
  g_assert_true (pod_test_run_until (has_two, fixture->dialog, 20000));
  pod_test_settle ();
  assert_chosen (fixture->dialog, file, 2);
}

/* Of that file only what it is waits for somebody. */
static void
test_place_unmapped (Fixture *fixture, gconstpointer data)
{
  gint64 file;

  arrivals_receive (fixture, ARRIVALS_COLUMNS WAITS ("10"));
  file = arrivals_receive (fixture,
                           ARRIVALS_COLUMNS "S-001,Nonesuch,1,g/L,2026-11-20 08:10,Serum\n");
  arrivals_open (fixture);
  pod_arrivals_dialog_show_file (fixture->dialog, file);
  arrivals_wait_list (fixture);
  assert_chosen (fixture->dialog, file, 2);
  g_assert_cmpuint (gtk_drop_down_get_selected (pod_test_child (fixture->dialog, "filter")), ==, 1);
}

/* ---- while the database has something else to do ---- */

#define MESSAGE(day, birth)                                                                        \
  "MSH|^~\\&|LIS|H|||20261130090000||ORU^R01|1|P|2.5\rPID|1||S-001^^^H||Zhang^San||" birth         \
  "|M\rOBR|1||A1|BC|||202611" day "080000\rOBX|1|NM|Creatinine||88|umol/L|||||F\r"

/* It is held until it is let go, or until whoever waits for it would have waited for ever. */
typedef struct
{
  int is_free;
  int is_over;
} Hold;

static gpointer
hold_cb (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Hold *hold = data;

  for (int i = 0; i < 500 && !g_atomic_int_get (&hold->is_free); i++)
    g_usleep (10 * 1000);
  g_atomic_int_set (&hold->is_over, 1);
  return NULL;
}

static void
hold_database (PodTrial *trial, Hold *hold)
{
  *hold = (Hold){ 0, 0 };
  pod_database_run (trial->database, POD_ACCESS_READ, hold_cb, hold, NULL, NULL, NULL, NULL, NULL);
}

static void
assert_held (Hold *hold)
{
  g_assert_cmpint (g_atomic_int_get (&hold->is_over), ==, 0);
  g_atomic_int_set (&hold->is_free, 1);
}

static gboolean
has_raw (gpointer dialog)
{
  gpointer raw = pod_test_child (dialog, "raw");
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (pod_test_child (raw, "text"));
  gboolean has = gtk_text_buffer_get_char_count (buffer) > 0;

  g_assert_cmpint (gtk_widget_get_visible (pod_test_child (raw, "frame")), ==, has);
  g_assert_cmpint (gtk_widget_get_visible (pod_test_child (raw, "sealed")), !=, has);
  return has;
}

static gboolean
has_no_raw (gpointer dialog)
{
  return !has_raw (dialog);
}

static void
press_eye (gpointer dialog)
{
  gtk_toggle_button_set_active (pod_test_child (pod_test_child (dialog, "raw"), "reveal_button"),
                                TRUE);
}

static gboolean
is_eye_pressed (gpointer dialog)
{
  return gtk_toggle_button_get_active (pod_test_child (pod_test_child (dialog, "raw"),
                                                       "reveal_button"));
}

static guint
count_looks (Fixture *fixture)
{
  const PodHistoryFilter filter = { .action = "VIEW_ID", .subject = fixture->subject };
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) history = pod_trial_list_history (fixture->trial, &filter, &error);

  g_assert_no_error (error);
  return g_list_model_get_n_items (history);
}

/* The name in the laboratory's own words is seen by whoever asks for it, and by nobody who only passes by; the trail tells who asked. */
static void
test_raw_is_asked_for (Fixture *fixture, gconstpointer data)
{
  GtkSelectionModel *selection;

  arrivals_receive (fixture, MESSAGE ("20", "19700101"));
  arrivals_receive (fixture, MESSAGE ("21", "19680421"));
  arrivals_open_list (fixture);
  selection = pod_test_child (fixture->dialog, "selection");
  pod_test_settle ();
  g_assert_false (has_raw (fixture->dialog));
  g_assert_true (pod_test_shows (fixture->dialog, "which may name the patient"));
  g_assert_cmpuint (count_looks (fixture), ==, 0);
  pod_test_picture (fixture->dialog, "arrivals-sealed.png");
  press_eye (fixture->dialog);
  g_assert_true (pod_test_run_until (has_raw, fixture->dialog, 20000));
  g_assert_false (pod_test_shows (fixture->dialog, "which may name the patient"));
  g_assert_cmpuint (count_looks (fixture), ==, 1);
  pod_test_picture (fixture->dialog, "arrivals-shown.png");
  /* What others did meanwhile takes nothing from whoever reads the same row. */
  g_signal_emit_by_name (fixture->trial, "changed");
  pod_test_settle ();
  g_assert_true (has_raw (fixture->dialog));
  gtk_selection_model_select_item (selection, 1, TRUE);
  g_assert_false (has_raw (fixture->dialog));
  g_assert_false (is_eye_pressed (fixture->dialog));
  gtk_selection_model_select_item (selection, 0, TRUE);
  pod_test_settle ();
  g_assert_false (has_raw (fixture->dialog));
  g_assert_cmpuint (count_looks (fixture), ==, 1);
}

/* Nor is it left open before whoever comes by later. */
static void
test_raw_hides (Fixture *fixture, gconstpointer data)
{
  arrivals_receive (fixture, MESSAGE ("20", "19700101"));
  arrivals_open_list (fixture);
  pod_arrival_raw_set_reveal_seconds (pod_test_child (fixture->dialog, "raw"), 1);
  press_eye (fixture->dialog);
  g_assert_true (pod_test_run_until (has_raw, fixture->dialog, 20000));
  g_assert_true (pod_test_run_until (has_no_raw, fixture->dialog, 20000));
  g_assert_false (is_eye_pressed (fixture->dialog));
}

/* Whoever goes from row to row waits for nothing, and of the row that was left nothing is shown beside the next. */
static void
test_rows_do_not_wait (Fixture *fixture, gconstpointer data)
{
  gpointer patients;
  Hold hold;

  arrivals_receive (fixture, MESSAGE ("20", "19700101"));
  arrivals_receive (fixture, MESSAGE ("21", "19680421"));
  arrivals_open (fixture);
  patients = pod_test_child (fixture->dialog, "patients");
  g_assert_true (pod_test_run_until (has_two, fixture->dialog, 20000));
  g_assert_true (pod_test_wait_shows (patients, "Sex and date of birth differ."));
  press_eye (fixture->dialog);
  g_assert_true (pod_test_run_until (has_raw, fixture->dialog, 20000));
  hold_database (fixture->trial, &hold);
  gtk_selection_model_select_item (pod_test_child (fixture->dialog, "selection"), 1, TRUE);
  g_assert_false (has_raw (fixture->dialog));
  gtk_selection_model_select_item (pod_test_child (fixture->dialog, "selection"), 0, TRUE);
  gtk_selection_model_select_item (pod_test_child (fixture->dialog, "selection"), 1, TRUE);
  /* What was asked for this row is not shown beside the other. */
  press_eye (fixture->dialog);
  gtk_selection_model_select_item (pod_test_child (fixture->dialog, "selection"), 0, TRUE);
  gtk_selection_model_select_item (pod_test_child (fixture->dialog, "selection"), 1, TRUE);
  pod_test_settle ();
  g_assert_false (pod_test_shows (patients, "differ"));
  assert_held (&hold);
  g_assert_true (pod_test_wait_shows (patients, "The sex differs; the date of birth is the same."));
  g_assert_false (has_raw (fixture->dialog));
  press_eye (fixture->dialog);
  g_assert_true (pod_test_run_until (has_raw, fixture->dialog, 20000));
}

static void
void_creatinine (PodTrial *trial)
{
  g_autoptr (PodCasebook) casebook = pod_test_load (trial, pod_trial_find_subject (trial, "S-001"));
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (GError) error = NULL;
  guint n;
  const PodFinding *findings = pod_casebook_get_series (casebook, "creatinine", &n);

  g_assert_cmpuint (n, ==, 1);
  pod_change_void (change, POD_RECORD_FINDING, findings[0].record.id, findings[0].record.version);
  pod_trial_commit (trial, change, "the wrong tube", NULL, &error);
  g_assert_no_error (error);
}

static void
test_withdrawn_does_not_wait (Fixture *fixture, gconstpointer data)
{
  Hold hold;

  arrivals_take (fixture, ARRIVALS_FIRST);
  void_creatinine (fixture->trial);
  arrivals_open (fixture);
  g_assert_true (pod_test_wait_shows (fixture->dialog, "Nothing waits"));
  gtk_drop_down_set_selected (pod_test_child (fixture->dialog, "filter"), 4);
  g_assert_true (pod_test_wait_shows (fixture->dialog, "by pi): “the wrong tube”"));
  gtk_selection_model_unselect_all (pod_test_child (fixture->dialog, "selection"));
  hold_database (fixture->trial, &hold);
  gtk_selection_model_select_item (pod_test_child (fixture->dialog, "selection"), 0, TRUE);
  pod_test_settle ();
  g_assert_true (pod_test_shows (fixture->dialog,
                                 "Taken, and withdrawn since: it stands no longer."));
  assert_held (&hold);
  g_assert_true (pod_test_wait_shows (fixture->dialog, "by pi): “the wrong tube”"));
}

/* Nor whoever looks at what was said of a laboratory's items; closed before that was dated, nothing is left. */
static void
test_mappings_do_not_wait (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gpointer mappings;
  Hold hold;

  g_assert_true (pod_trial_map_item (fixture->trial, "Elsewhere", "Krea", "creatinine", &error));
  g_assert_no_error (error);
  for (int i = 0; i < 2; i++)
    {
      hold_database (fixture->trial, &hold);
      mappings = pod_mappings_dialog_new (GTK_WINDOW (fixture->window), fixture->trial,
                                          "Elsewhere");
      gtk_window_present (mappings);
      pod_test_settle ();
      g_assert_true (pod_test_shows (mappings, "Krea"));
      g_assert_false (pod_test_shows (mappings, ", by pi"));
      if (i > 0)
        gtk_window_close (mappings);
      assert_held (&hold);
      if (i > 0)
        break;
      g_assert_true (pod_test_wait_shows (mappings, ", by pi"));
      gtk_window_close (mappings);
    }
  pod_test_settle ();
}

int
main (int argc, char *argv[])
{
  pod_test_window_init (&argc, &argv);
  pod_dialog_fixture_add ("/ui/arrivals-next/other-unit", test_other_unit);
  pod_dialog_fixture_add ("/ui/arrivals-next/raw-is-asked-for", test_raw_is_asked_for);
  pod_dialog_fixture_add ("/ui/arrivals-next/raw-hides", test_raw_hides);
  pod_dialog_fixture_add ("/ui/arrivals-next/unit-and-more", test_unit_and_more);
  pod_dialog_fixture_add ("/ui/arrivals-next/partial-date", test_partial_date);
  pod_dialog_fixture_add ("/ui/arrivals-next/waiting-is-asked", test_waiting_is_asked);
  pod_dialog_fixture_add ("/ui/arrivals-next/near-number", test_near_number);
  pod_dialog_fixture_add ("/ui/arrivals-next/near-withdrawal", test_near_withdrawal);
  pod_dialog_fixture_add ("/ui/arrivals-next/withdrawal", test_withdrawal);
  pod_dialog_fixture_add ("/ui/arrivals-next/withdrawal-rejected", test_withdrawal_rejected);
  pod_dialog_fixture_add ("/ui/arrivals-next/several-rejected", test_several_rejected);
  pod_dialog_fixture_add ("/ui/arrivals-next/rejected-and-stays", test_rejected_and_stays);
  pod_dialog_fixture_add ("/ui/arrivals-next/correction-in-other-unit",
                          test_correction_in_other_unit);
  pod_dialog_fixture_add ("/ui/arrivals-next/set-aside", test_set_aside);
  pod_dialog_fixture_add ("/ui/arrivals-next/map-refused", test_map_refused);
  pod_dialog_fixture_add ("/ui/arrivals-next/place", test_place);
  pod_dialog_fixture_add ("/ui/arrivals-next/place-unmapped", test_place_unmapped);
  pod_dialog_fixture_add ("/ui/arrivals-next/rows-do-not-wait", test_rows_do_not_wait);
  pod_dialog_fixture_add ("/ui/arrivals-next/withdrawn-does-not-wait",
                          test_withdrawn_does_not_wait);
  pod_dialog_fixture_add ("/ui/arrivals-next/mappings-do-not-wait", test_mappings_do_not_wait);
  return g_test_run ();
}
