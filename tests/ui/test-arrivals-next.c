#include "pod-arrival-row.h"
#include "pod-arrivals-dialog.h"
#include "pod-choice.h"
#include "pod-mappings-dialog.h"
#include "pod-test-window.h"
#include "pod-trial-private.h"

/* What is doubted of what came in, and what is next once that is settled. */

#define COLUMNS "筛选号,项目名称,结果,单位,采集时间,标本类型\n"

static const char first[] = COLUMNS "S-001,Creatinine,88,umol/L,2026-11-20 08:10,Serum\n";

static gint64
receive (PodTrial *trial, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PodImport) import = NULL;
  gint64 arrival = 0;

  import = pod_trial_receive (trial, pod_test_write (pod_test_dir (), "lab.csv", text), NULL, NULL,
                              &arrival, &error);
  g_assert_no_error (error);
  if (text == first)
    g_assert_true (pod_trial_take_arrival (trial, arrival, NULL, &error));
  return arrival;
}

static PodArrivalsDialog *
open_dialog (PodTrialWindow *window)
{
  PodArrivalsDialog *dialog = pod_arrivals_dialog_new (GTK_WINDOW (window),
                                                       pod_trial_window_get_trial (window));

  gtk_window_present (GTK_WINDOW (dialog));
  return dialog;
}

static gboolean
is_on_list (gpointer dialog)
{
  return g_str_equal (gtk_stack_get_visible_child_name (pod_test_child (dialog, "stack")), "list");
}

static gboolean
is_empty (gpointer dialog)
{
  return !is_on_list (dialog);
}

static PodTrialWindow *
open_window (void)
{
  PodTrial *trial = pod_test_trial (pod_test_dir ());

  pod_test_register (trial, "Invented Person", "X-900001", "mn");
  return pod_test_window_open (trial);
}

static GtkLabel *
find_label (GtkWidget *root, const char *text)
{
  GtkLabel *found = NULL;

  if (GTK_IS_LABEL (root) && gtk_widget_get_mapped (root) &&
      g_str_equal (gtk_label_get_text (GTK_LABEL (root)), text))
    return GTK_LABEL (root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_label (child, text);
  return found;
}

static gboolean
stands (PodTrialWindow *window, double number)
{
  PodTrial *trial = pod_trial_window_get_trial (window);
  g_autoptr (PodCasebook)
      casebook = pod_trial_load_casebook (trial, pod_trial_find_subject (trial, "S-001"), NULL);
  guint n;
  const PodFinding *findings = pod_casebook_get_series (casebook, "creatinine", &n);

  for (guint i = 0; i < n; i++)
    if (!findings[i].record.voided && findings[i].quantity.number == number)
      return TRUE;
  return FALSE;
}

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
  gtk_editable_set_text (GTK_EDITABLE (adw_message_dialog_get_extra_child (question)), "asked");
  pod_test_answer (button);
}

/* Nothing stands of that day, and the unit is another than before: it is held against the last, and asked before it is taken. */
static void
test_other_unit (void)
{
  PodTrialWindow *window = open_window ();
  PodTrial *trial = pod_trial_window_get_trial (window);
  PodArrivalsDialog *dialog;
  g_autoptr (PodImport) import = NULL;

  receive (trial, first);
  import = pod_trial_receive (trial,
                              pod_test_write (pod_test_dir (), "lab.csv",
                                              COLUMNS "S-001,Creatinine,1.2,mg/dL,"
                                                      "2026-11-22 08:10,Serum\n"),
                              NULL, NULL, NULL, NULL);
  g_assert_cmpstr (((PodImportItem *) import->items->pdata[0])->read, ==, "106.1 µmol/L");
  dialog = open_dialog (window);
  g_assert_true (pod_test_run_until (is_on_list, dialog, 20000));
  pod_test_settle ();
  g_assert_true (pod_test_shows (dialog, "Last result"));
  g_assert_true (pod_test_shows (dialog, "88 µmol/L"));
  g_assert_true (pod_test_shows (dialog, "= 106.1 µmol/L\n+20.5 %"));
  pod_test_picture (dialog, "arrivals-other-unit.png");
  gtk_widget_activate_action (GTK_WIDGET (dialog), "arrivals.accept", NULL);
  answer_with ("Accept as 106.1 µmol/L?", "1.2\u00a0mg/\u2060dL, 22 Nov 2026, 08:10 = 106.1 µmol/L",
               "_Accept");
  g_assert_true (pod_test_run_until (is_empty, dialog, 20000));
  g_assert_true (stands (window, 1.2));
  gtk_window_close (GTK_WINDOW (dialog));
  pod_test_window_close (window);
}

static void
test_partial_date (void)
{
  PodTrialWindow *window = open_window ();
  PodTrial *trial = pod_trial_window_get_trial (window);
  PodArrivalsDialog *dialog;

  receive (trial, first);
  receive (trial, COLUMNS "S-001,Creatinine,91,umol/L,2026-10,Serum\n");
  dialog = open_dialog (window);
  g_assert_true (pod_test_run_until (is_on_list, dialog, 20000));
  pod_test_settle ();
  g_assert_true (pod_test_shows (dialog, "The day of collection is not known"));
  g_assert_true (pod_test_shows (dialog, "Last result"));
  gtk_widget_activate_action (GTK_WIDGET (dialog), "arrivals.accept", NULL);
  answer_with ("Accept Without the Day?", "91\u00a0µmol/\u2060L, Oct 2026; the day is not known",
               "_Accept");
  g_assert_true (pod_test_run_until (is_empty, dialog, 20000));
  g_assert_true (stands (window, 91));
  gtk_window_close (GTK_WINDOW (dialog));
  pod_test_window_close (window);
}

#define TELLS(number, value, status)                                                               \
  "MSH|^~\\&|LIS|H|||20261120090000||ORU^R01|" number                                              \
  "|P|2.5\rPID|1||S-001^^^H||Zhang^San||1968|F\rOBR|1||A1|BC|||20261120080000\rOBX|1|NM|"          \
  "Creatinine||" value "|umol/L|||||" status "\r"

/* What takes a result back says no value: its unit alone is none. */
static void
test_withdrawal (void)
{
  PodTrialWindow *window = open_window ();
  PodTrial *trial = pod_trial_window_get_trial (window);
  PodArrivalsDialog *dialog;
  gint64 arrival = receive (trial, TELLS ("1", "88", "F"));

  g_assert_true (pod_trial_take_arrival (trial, arrival, NULL, NULL));
  receive (trial, TELLS ("2", "", "D"));
  dialog = open_dialog (window);
  g_assert_true (pod_test_run_until (is_on_list, dialog, 20000));
  pod_test_settle ();
  g_assert_true (pod_test_shows (dialog, "88 µmol/L"));
  g_assert_null (find_label (GTK_WIDGET (dialog), "umol/L"));
  pod_test_picture (dialog, "arrivals-withdrawal.png");
  gtk_window_close (GTK_WINDOW (dialog));
  pod_test_window_close (window);
}

/* ---- what is no more, or elsewhere ---- */

/* A reading that was set aside is told by the trail alone: not as a file, nor by its strangers and what it could not read. */
static void
test_set_aside (void)
{
  PodTrialWindow *window = open_window ();
  PodTrial *trial = pod_trial_window_get_trial (window);
  PodArrivalsDialog *dialog;
  gint64 arrival = receive (trial, COLUMNS "S-001,Creatinine,1O4,umol/L,2026-11-20 08:10,Serum\n"
                                           "S-404,Creatinine,88,umol/L,2026-11-20 08:10,Serum\n");

  g_assert_true (pod_trial_set_aside_arrival (trial, arrival, "read again", NULL));
  dialog = open_dialog (window);
  g_assert_true (pod_test_wait_shows (dialog, "Nothing has come in yet"));
  g_assert_false (pod_test_shows (dialog, "not a subject"));
  gtk_drop_down_set_selected (pod_test_child (dialog, "filter"), 6);
  pod_test_settle ();
  g_assert_false (is_on_list (dialog));
  gtk_window_close (GTK_WINDOW (dialog));
  pod_test_window_close (window);
}

/* What it is was said, and so it cannot be read: it goes to what was refused, which is told with the reason. */
static void
test_map_refused (void)
{
  PodTrialWindow *window = open_window ();
  PodArrivalsDialog *dialog;

  receive (pod_trial_window_get_trial (window),
           COLUMNS "S-001,Nonesuch,1,U/L,2026-11-20 08:10,Serum\n");
  dialog = open_dialog (window);
  g_assert_true (pod_test_run_until (is_on_list, dialog, 20000));
  pod_test_settle ();
  pod_choice_select (pod_test_child (dialog, "observation"), "creatinine");
  gtk_widget_activate_action (GTK_WIDGET (dialog), "arrivals.map", NULL);
  g_assert_true (pod_test_run_until (is_empty, dialog, 20000));
  g_assert_true (pod_test_wait_shows (dialog, "1 result of “Nonesuch” was refused and stands "
                                              "under “Refused”: "));
  pod_test_picture (dialog, "arrivals-map-refused.png");
  gtk_drop_down_set_selected (pod_test_child (dialog, "filter"), 3);
  g_assert_true (pod_test_run_until (is_on_list, dialog, 20000));
  g_assert_false (pod_test_shows (dialog, "was refused and stands"));
  gtk_window_close (GTK_WINDOW (dialog));
  pod_test_window_close (window);
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
  gpointer question;

  gtk_widget_activate_action (dialog, "arrivals.reject", NULL);
  pod_test_settle ();
  question = pod_test_toplevel (ADW_TYPE_MESSAGE_DIALOG);
  gtk_editable_set_text (GTK_EDITABLE (adw_message_dialog_get_extra_child (question)), "no");
  pod_test_answer ("_Reject");
}

/* It opens with what waits of that file, and goes on with the next of it; the keyboard stays in the list. */
static void
test_place (void)
{
  PodTrialWindow *window = open_window ();
  PodTrial *trial = pod_trial_window_get_trial (window);
  PodArrivalsDialog *dialog;
  GtkWidget *focus;
  gint64 file;

  receive (trial, COLUMNS WAITS ("10"));
  file = receive (trial, COLUMNS WAITS ("11") WAITS ("12") WAITS ("13"));
  dialog = open_dialog (window);
  pod_arrivals_dialog_show_file (dialog, file);
  g_assert_true (pod_test_run_until (is_on_list, dialog, 20000));
  pod_test_settle ();
  assert_chosen (dialog, file, 2);
  gtk_selection_model_select_item (pod_test_child (dialog, "selection"), 2, TRUE);
  reject_chosen (dialog);
  g_assert_true (pod_test_run_until (has_three, dialog, 20000));
  pod_test_settle ();
  assert_chosen (dialog, file, 4);
  focus = gtk_window_get_focus (GTK_WINDOW (dialog));
  g_assert_nonnull (focus);
  g_assert_true (gtk_widget_is_ancestor (focus, pod_test_child (dialog, "view")));
  reject_chosen (dialog);
  g_assert_true (pod_test_run_until (has_two, dialog, 20000));
  pod_test_settle ();
  assert_chosen (dialog, file, 2);
  gtk_window_close (GTK_WINDOW (dialog));
  pod_test_window_close (window);
}

/* Of that file only what it is waits for somebody. */
static void
test_place_unmapped (void)
{
  PodTrialWindow *window = open_window ();
  PodTrial *trial = pod_trial_window_get_trial (window);
  PodArrivalsDialog *dialog;
  gint64 file;

  receive (trial, COLUMNS WAITS ("10"));
  file = receive (trial, COLUMNS "S-001,Nonesuch,1,g/L,2026-11-20 08:10,Serum\n");
  dialog = open_dialog (window);
  pod_arrivals_dialog_show_file (dialog, file);
  g_assert_true (pod_test_run_until (is_on_list, dialog, 20000));
  pod_test_settle ();
  assert_chosen (dialog, file, 2);
  g_assert_cmpuint (gtk_drop_down_get_selected (pod_test_child (dialog, "filter")), ==, 1);
  gtk_window_close (GTK_WINDOW (dialog));
  pod_test_window_close (window);
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
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (pod_test_child (dialog, "raw"));

  return gtk_text_buffer_get_char_count (buffer) > 0;
}

/* Whoever goes from row to row waits for nothing, and of the row that was left nothing is shown beside the next. */
static void
test_rows_do_not_wait (void)
{
  PodTrialWindow *window = open_window ();
  PodTrial *trial = pod_trial_window_get_trial (window);
  PodArrivalsDialog *dialog;
  gpointer patients;
  Hold hold;

  receive (trial, MESSAGE ("20", "19700101"));
  receive (trial, MESSAGE ("21", "19680421"));
  dialog = open_dialog (window);
  patients = pod_test_child (dialog, "patients");
  g_assert_true (pod_test_run_until (has_two, dialog, 20000));
  g_assert_true (pod_test_wait_shows (patients, "Sex and date of birth differ."));
  g_assert_true (pod_test_run_until (has_raw, dialog, 20000));
  hold_database (trial, &hold);
  gtk_selection_model_select_item (pod_test_child (dialog, "selection"), 1, TRUE);
  g_assert_false (has_raw (dialog));
  gtk_selection_model_select_item (pod_test_child (dialog, "selection"), 0, TRUE);
  gtk_selection_model_select_item (pod_test_child (dialog, "selection"), 1, TRUE);
  pod_test_settle ();
  g_assert_false (pod_test_shows (patients, "differ"));
  assert_held (&hold);
  g_assert_true (pod_test_wait_shows (patients, "The sex differs; the date of birth is the same."));
  g_assert_true (pod_test_run_until (has_raw, dialog, 20000));
  gtk_window_close (GTK_WINDOW (dialog));
  pod_test_window_close (window);
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
test_withdrawn_does_not_wait (void)
{
  PodTrialWindow *window = open_window ();
  PodTrial *trial = pod_trial_window_get_trial (window);
  PodArrivalsDialog *dialog;
  Hold hold;

  receive (trial, first);
  void_creatinine (trial);
  dialog = open_dialog (window);
  g_assert_true (pod_test_wait_shows (dialog, "Nothing waits"));
  gtk_drop_down_set_selected (pod_test_child (dialog, "filter"), 4);
  g_assert_true (pod_test_wait_shows (dialog, "by pi): “the wrong tube”"));
  gtk_selection_model_unselect_all (pod_test_child (dialog, "selection"));
  hold_database (trial, &hold);
  gtk_selection_model_select_item (pod_test_child (dialog, "selection"), 0, TRUE);
  pod_test_settle ();
  g_assert_true (pod_test_shows (dialog, "Taken, and withdrawn since: it stands no longer."));
  assert_held (&hold);
  g_assert_true (pod_test_wait_shows (dialog, "by pi): “the wrong tube”"));
  gtk_window_close (GTK_WINDOW (dialog));
  pod_test_window_close (window);
}

/* Nor whoever looks at what was said of a laboratory's items; closed before that was dated, nothing is left. */
static void
test_mappings_do_not_wait (void)
{
  PodTrialWindow *window = open_window ();
  PodTrial *trial = pod_trial_window_get_trial (window);
  g_autoptr (GError) error = NULL;
  gpointer mappings;
  Hold hold;

  g_assert_true (pod_trial_map_item (trial, "Elsewhere", "Krea", "creatinine", &error));
  g_assert_no_error (error);
  for (int i = 0; i < 2; i++)
    {
      hold_database (trial, &hold);
      mappings = pod_mappings_dialog_new (GTK_WINDOW (window), trial, "Elsewhere");
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
  pod_test_window_close (window);
}

int
main (int argc, char *argv[])
{
  pod_test_window_init (&argc, &argv);
  g_test_add_func ("/ui/arrivals-next/other-unit", test_other_unit);
  g_test_add_func ("/ui/arrivals-next/partial-date", test_partial_date);
  g_test_add_func ("/ui/arrivals-next/withdrawal", test_withdrawal);
  g_test_add_func ("/ui/arrivals-next/set-aside", test_set_aside);
  g_test_add_func ("/ui/arrivals-next/map-refused", test_map_refused);
  g_test_add_func ("/ui/arrivals-next/place", test_place);
  g_test_add_func ("/ui/arrivals-next/place-unmapped", test_place_unmapped);
  g_test_add_func ("/ui/arrivals-next/rows-do-not-wait", test_rows_do_not_wait);
  g_test_add_func ("/ui/arrivals-next/withdrawn-does-not-wait", test_withdrawn_does_not_wait);
  g_test_add_func ("/ui/arrivals-next/mappings-do-not-wait", test_mappings_do_not_wait);
  return g_test_run ();
}
