#include "pod-arrivals-dialog.h"
#include "pod-test-window.h"

/* What came in and waits: taken, kept beside, mapped; by the actions that the keys stand for. */

static const char first[] = "筛选号,项目名称,结果,单位,采集时间,标本类型\n"
                            "S-001,Creatinine,88,umol/L,2026-11-20 08:10,Serum\n";
static const char second[] =
    "筛选号,项目名称,结果,单位,采集时间,标本类型\n"
    "S-001,Creatinine,95,umol/L,2026-11-20 08:10,Serum\n"   /* another of the same */
    "S-001,Creatinine,97,umol/L,2026-11-21 08:10,Serum\n"   /* clear */
    "S-001,A&B <span size=>,1,g/L,2026-11-20 08:10,Serum\n" /* no test of the study */
    "S-404,Creatinine,88,umol/L,2026-11-20 08:10,Serum\n";  /* nobody */

static const char clear[] = "筛选号,项目名称,结果,单位,采集时间,标本类型\n"
                            "S-001,Creatinine,97,umol/L,2026-11-21 08:10,Serum\n";

static const char once_more[] = "筛选号,项目名称,结果,单位,采集时间,标本类型\n"
                                "S-001,Creatinine,88,umol/L,2026-11-20 08:10,Serum\n\n";

static const char of_day[] = "筛选号,项目名称,结果,单位,采集时间,标本类型\n"
                             "S-001,Creatinine,95,umol/L,2026-11-20,Serum\n";

static void
receive (PodTrial *trial, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PodImport) import = NULL;
  gint64 arrival;

  import = pod_trial_receive (trial, pod_test_write (pod_test_dir (), "lab.csv", text), NULL, NULL,
                              &arrival, &error);
  g_assert_no_error (error);
  if (text == first)
    g_assert_true (pod_trial_take_arrival (trial, arrival, NULL, &error));
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

static guint
count_creatinine (PodTrialWindow *window)
{
  PodTrial *trial = pod_trial_window_get_trial (window);
  g_autoptr (PodCasebook)
      casebook = pod_trial_load_casebook (trial, pod_trial_find_subject (trial, "S-001"), NULL);
  guint n, standing = 0;
  const PodFinding *findings = pod_casebook_get_series (casebook, "creatinine", &n);

  for (guint i = 0; i < n; i++)
    standing += !findings[i].record.voided;
  return standing;
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

/* On a small screen, beside the panel: what is compared is not cut. */
static void
check_whole (gpointer dialog, const char *text)
{
  GtkLabel *label = find_label (pod_test_child (dialog, "view"), text);

  g_assert_nonnull (label);
  g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (label)));
}

static void
test_empty (void)
{
  PodTrialWindow *window = open_window ();
  PodArrivalsDialog *dialog = open_dialog (window);

  g_assert_true (pod_test_wait_shows (dialog, "Nothing has come in yet"));
  g_assert_true (pod_test_shows (dialog, "Import Laboratory File…"));
  pod_test_picture (dialog, "arrivals-empty.png");
  gtk_window_close (GTK_WINDOW (dialog));
  pod_test_window_close (window);
}

static void
test_settle (void)
{
  PodTrialWindow *window = open_window ();
  PodTrial *trial = pod_trial_window_get_trial (window);
  PodArrivalsDialog *dialog;
  gpointer question;

  receive (trial, first);
  receive (trial, second);
  dialog = open_dialog (window);
  g_assert_true (pod_test_run_until (is_on_list, dialog, 20000));
  pod_test_settle ();
  /* Both values, what the laboratory wrote, and what was not kept. */
  g_assert_true (pod_test_shows (dialog, "88"));
  g_assert_true (pod_test_shows (dialog, "95"));
  g_assert_true (pod_test_shows (dialog, "1 row was of somebody who is not a subject"));
  check_whole (dialog, "S-001");
  check_whole (dialog, "95 µmol/L");
  check_whole (dialog, "20 Nov 2026, 08:10");
  check_whole (dialog, "Waits");
  pod_test_picture (dialog, "arrivals-waiting.png");
  g_assert_cmpuint (count_creatinine (window), ==, 1);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "arrivals.keep-both", NULL);
  g_assert_true (pod_test_run_until (is_empty, dialog, 20000));
  g_assert_cmpuint (count_creatinine (window), ==, 2);
  gtk_drop_down_set_selected (pod_test_child (dialog, "filter"), 1);
  g_assert_true (pod_test_run_until (is_on_list, dialog, 20000));
  pod_test_settle ();
  g_assert_true (pod_test_shows (dialog, "A&B <span size=>"));
  pod_test_picture (dialog, "arrivals-unmapped.png");
  /* Nothing is proposed; what somebody says it is, it is: and then this is no answer of that. */
  gtk_widget_activate_action (GTK_WIDGET (dialog), "arrivals.map", NULL);
  pod_test_settle ();
  g_assert_true (is_on_list (dialog));
  g_assert_true (pod_test_shows (pod_test_child (dialog, "observation"), "Choose…"));
  gtk_drop_down_set_selected (pod_test_child (dialog, "observation"), 1);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "arrivals.map", NULL);
  g_assert_true (pod_test_run_until (is_empty, dialog, 20000));
  /* Whatever was pressed: which file, and how many, is said first. */
  gtk_widget_activate_action (GTK_WIDGET (dialog), "arrivals.take", NULL);
  g_assert_true (pod_test_wait_toplevel (ADW_TYPE_MESSAGE_DIALOG, TRUE));
  question = pod_test_toplevel (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_true (pod_test_wait_shows (question, "Take 1 Clear Result?"));
  g_assert_true (pod_test_shows (question, "Changhai central laboratory, table of 4 results, "));
  g_assert_true (pod_test_shows (question, "pi: 1 clear"));
  pod_test_picture (question, "arrivals-take.png");
  pod_test_answer ("_Cancel");
  pod_test_settle ();
  g_assert_cmpuint (count_creatinine (window), ==, 2);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "arrivals.take", NULL);
  pod_test_answer ("_Take");
  gtk_drop_down_set_selected (pod_test_child (dialog, "filter"), 4);
  g_assert_true (pod_test_wait_shows (dialog, "97"));
  g_assert_cmpuint (count_creatinine (window), ==, 3);
  gtk_window_close (GTK_WINDOW (dialog));
  pod_test_window_close (window);
}

static void
type (PodTrial *trial, double number)
{
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (GError) error = NULL;
  PodFinding finding;

  pod_finding_init (&finding);
  finding.record = (PodRecord){ .id = pod_change_reserve (change),
                                .subject = pod_trial_find_subject (trial, "S-001") };
  finding.observation = "creatinine";
  finding.when = pod_moment_on (pod_date_new (2026, 11, 20));
  finding.quantity.number = number;
  finding.quantity.unit =
      pod_study_find_observation (pod_trial_get_study (trial), "creatinine")->symbol.unit;
  finding.source = "typed";
  pod_change_put_finding (change, &finding);
  pod_trial_commit (trial, change, NULL, NULL, &error);
  g_assert_no_error (error);
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

/* Two stand of the day: both are shown, and the one that somebody chooses goes; what goes is said before it does. */
static void
test_several (void)
{
  PodTrialWindow *window = open_window ();
  PodTrial *trial = pod_trial_window_get_trial (window);
  PodArrivalsDialog *dialog;
  GtkWidget *buttons;
  gpointer question;

  type (trial, 102);
  type (trial, 93);
  receive (trial, of_day);
  dialog = open_dialog (window);
  g_assert_true (pod_test_run_until (is_on_list, dialog, 20000));
  pod_test_settle ();
  g_assert_true (pod_test_shows (dialog, "Several results of this test and day stand."));
  g_assert_true (pod_test_shows (dialog, "102 µmol/L, 20 Nov 2026"));
  buttons = pod_test_child (pod_test_child (dialog, "values"), "several");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (gtk_widget_get_last_child (buttons)), TRUE);
  pod_test_picture (dialog, "arrivals-several.png");
  gtk_widget_activate_action (GTK_WIDGET (dialog), "arrivals.correct", NULL);
  pod_test_settle ();
  question = pod_test_toplevel (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_true (pod_test_shows (question, "S-001: 93 µmol/L, 20 Nov 2026"));
  g_assert_false (pod_test_shows (question, "102"));
  pod_test_picture (question, "arrivals-taken-out.png");
  gtk_editable_set_text (GTK_EDITABLE (adw_message_dialog_get_extra_child (question)), "mistyped");
  pod_test_answer ("_Correct");
  g_assert_true (pod_test_run_until (is_empty, dialog, 20000));
  g_assert_true (stands (window, 102) && stands (window, 95));
  g_assert_false (stands (window, 93));
  gtk_window_close (GTK_WINDOW (dialog));
  pod_test_window_close (window);
}

/* In another unit it is told in the one that stands, with how much more that is. */
static void
test_units (void)
{
  static const char other_unit[] = "筛选号,项目名称,结果,单位,采集时间,标本类型\n"
                                   "S-001,Creatinine,1.4,mg/dL,2026-11-20 08:10,Serum\n";
  PodTrialWindow *window = open_window ();
  PodArrivalsDialog *dialog;

  receive (pod_trial_window_get_trial (window), first);
  receive (pod_trial_window_get_trial (window), other_unit);
  dialog = open_dialog (window);
  g_assert_true (pod_test_run_until (is_on_list, dialog, 20000));
  pod_test_settle ();
  g_assert_true (pod_test_shows (dialog, "= 123.8 µmol/L\n+40.6 %"));
  pod_test_picture (dialog, "arrivals-units.png");
  gtk_window_close (GTK_WINDOW (dialog));
  pod_test_window_close (window);
}

/* When nothing waits it is said where the files are, and one key leads there. */
static void
test_nothing_waits (void)
{
  PodTrialWindow *window = open_window ();
  PodArrivalsDialog *dialog;

  receive (pod_trial_window_get_trial (window), first);
  dialog = open_dialog (window);
  g_assert_true (pod_test_wait_shows (dialog, "Nothing waits"));
  g_assert_true (pod_test_shows (dialog, "1 file came in"));
  g_assert_true (pod_test_shows (dialog, "Import Laboratory File…"));
  pod_test_picture (dialog, "arrivals-nothing-waits.png");
  gtk_widget_activate_action (GTK_WIDGET (dialog), "arrivals.all", NULL);
  g_assert_true (pod_test_run_until (is_on_list, dialog, 20000));
  pod_test_settle ();
  g_assert_true (pod_test_shows (dialog, "line 2"));
  gtk_window_close (GTK_WINDOW (dialog));
  pod_test_window_close (window);
}

/* What is clear and was left there waits, too: it is what is shown, and said where something else is chosen. */
static void
test_clear_waits (void)
{
  PodTrialWindow *window = open_window ();
  PodArrivalsDialog *dialog;

  receive (pod_trial_window_get_trial (window), clear);
  dialog = open_dialog (window);
  g_assert_true (pod_test_run_until (is_on_list, dialog, 20000));
  pod_test_settle ();
  g_assert_true (pod_test_shows (dialog, "97"));
  pod_test_picture (dialog, "arrivals-clear.png");
  gtk_drop_down_set_selected (pod_test_child (dialog, "filter"), 0);
  g_assert_true (pod_test_run_until (is_empty, dialog, 20000));
  g_assert_true (pod_test_wait_shows (dialog, "1 result is clear and waits to be taken"));
  g_assert_false (pod_test_shows (dialog, "Nothing waits"));
  gtk_window_close (GTK_WINDOW (dialog));
  pod_test_window_close (window);
}

/* ---- another patient's, perhaps ---- */

#define MESSAGE(birth, sex)                                                                        \
  "MSH|^~\\&|LIS|H|||20261120090000||ORU^R01|1|P|2.5\rPID|1||S-001^^^H||Zhang^San||" birth "|" sex \
  "\rOBR|1||A1|BC|||20261120080000\rOBX|1|NM|Creatinine||88|umol/L|||||F\r"

static const char *
get_text (gpointer patients, const char *child)
{
  return gtk_label_get_text (pod_test_child (patients, child));
}

/* The two stand side by side with what differs; the subject's own birth date is looked at, which the trail tells. */
static void
test_wrong_patient (void)
{
  PodTrialWindow *window = open_window ();
  PodArrivalsDialog *dialog;
  gpointer patients, button;

  receive (pod_trial_window_get_trial (window), MESSAGE ("19700101", "M"));
  dialog = open_dialog (window);
  patients = pod_test_child (dialog, "patients");
  g_assert_true (pod_test_run_until (is_on_list, dialog, 20000));
  pod_test_settle ();
  g_assert_true (gtk_widget_get_mapped (patients));
  g_assert_true (pod_test_wait_shows (patients, "Sex and date of birth differ."));
  g_assert_cmpstr (get_text (patients, "number"), ==, "S-001");
  g_assert_cmpstr (get_text (patients, "file_number"), ==, "S-001");
  g_assert_cmpstr (get_text (patients, "sex"), ==, "Female");
  g_assert_cmpstr (get_text (patients, "file_sex"), ==, "Male");
  g_assert_cmpstr (get_text (patients, "file_birth"), ==, "1 Jan 1970");
  g_assert_cmpstr (get_text (patients, "birth"), ==, "sealed");
  pod_test_picture (dialog, "arrivals-patients.png");
  button = pod_test_child (patients, "reveal_button");
  gtk_toggle_button_set_active (button, TRUE);
  g_assert_cmpstr (get_text (patients, "birth"), ==, "21 Apr 1968");
  pod_test_settle ();
  pod_test_picture (dialog, "arrivals-patients-shown.png");
  gtk_toggle_button_set_active (button, FALSE);
  g_assert_cmpstr (get_text (patients, "birth"), ==, "sealed");
  /* Gone with the row that it was of. */
  gtk_toggle_button_set_active (button, TRUE);
  gtk_selection_model_unselect_all (pod_test_child (dialog, "selection"));
  g_assert_cmpstr (get_text (patients, "birth"), ==, "sealed");
  g_assert_cmpstr (get_text (patients, "file_birth"), ==, "");
  gtk_window_close (GTK_WINDOW (dialog));
  pod_test_window_close (window);
}

/* A birth date that is the subject's own is sealed beside the sealed one, too. */
static void
test_other_sex (void)
{
  PodTrialWindow *window = open_window ();
  PodArrivalsDialog *dialog;
  gpointer patients;

  receive (pod_trial_window_get_trial (window), MESSAGE ("19680421", "M"));
  dialog = open_dialog (window);
  patients = pod_test_child (dialog, "patients");
  g_assert_true (pod_test_run_until (is_on_list, dialog, 20000));
  pod_test_settle ();
  g_assert_true (pod_test_wait_shows (patients, "The sex differs; the date of birth is the same."));
  g_assert_cmpstr (get_text (patients, "birth"), ==, "sealed");
  g_assert_cmpstr (get_text (patients, "file_birth"), ==, "the same");
  gtk_window_close (GTK_WINDOW (dialog));
  pod_test_window_close (window);
}

static void
test_right_patient (void)
{
  PodTrialWindow *window = open_window ();
  PodArrivalsDialog *dialog;

  receive (pod_trial_window_get_trial (window), MESSAGE ("1968", "F"));
  dialog = open_dialog (window);
  g_assert_true (pod_test_run_until (is_on_list, dialog, 20000));
  pod_test_settle ();
  g_assert_false (gtk_widget_get_visible (pod_test_child (dialog, "patients")));
  gtk_window_close (GTK_WINDOW (dialog));
  pod_test_window_close (window);
}

/* ---- what cannot be ---- */

static const char impossible[] = "筛选号,项目名称,结果,单位,采集时间,标本类型\n"
                                 "S-001,Creatinine,-5,umol/L,2026-11-20 08:10,Serum\n";

static gboolean
is_enabled (GtkWidget *root, const char *label)
{
  if (GTK_IS_BUTTON (root) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (root)), label) == 0)
    return gtk_widget_get_sensitive (root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (is_enabled (child, label))
      return TRUE;
  return FALSE;
}

/* No reason is asked for what no reason makes possible; it can be rejected. */
static void
test_impossible (void)
{
  PodTrialWindow *window = open_window ();
  PodArrivalsDialog *dialog;

  receive (pod_trial_window_get_trial (window), impossible);
  dialog = open_dialog (window);
  g_assert_true (pod_test_run_until (is_on_list, dialog, 20000));
  pod_test_settle ();
  g_assert_false (is_enabled (GTK_WIDGET (dialog), "_Accept"));
  g_assert_true (is_enabled (GTK_WIDGET (dialog), "_Reject…"));
  g_assert_true (pod_test_shows (dialog, "cannot be: possible is at least 0"));
  pod_test_picture (dialog, "arrivals-impossible.png");
  gtk_window_close (GTK_WINDOW (dialog));
  pod_test_window_close (window);
}

/* ---- taken, and gone since ---- */

static void
void_creatinine (PodTrial *trial, const char *why)
{
  g_autoptr (PodCasebook) casebook = pod_test_load (trial, pod_trial_find_subject (trial, "S-001"));
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (GError) error = NULL;
  guint n;
  const PodFinding *findings = pod_casebook_get_series (casebook, "creatinine", &n);

  g_assert_cmpuint (n, ==, 1);
  pod_change_void (change, POD_RECORD_FINDING, findings[0].record.id, findings[0].record.version);
  pod_trial_commit (trial, change, why, NULL, &error);
  g_assert_no_error (error);
}

/* By whom, and why; and the same file once more waits for whoever knows that it is to stand again. */
static void
test_withdrawn_since (void)
{
  PodTrialWindow *window = open_window ();
  PodTrial *trial = pod_trial_window_get_trial (window);
  PodArrivalsDialog *dialog;

  receive (trial, first);
  void_creatinine (trial, "the wrong tube");
  receive (trial, once_more);
  dialog = open_dialog (window);
  g_assert_true (pod_test_run_until (is_on_list, dialog, 20000));
  pod_test_settle ();
  g_assert_true (pod_test_shows (dialog, "accepted, it is recorded anew"));
  g_assert_true (is_enabled (GTK_WIDGET (dialog), "_Accept"));
  gtk_drop_down_set_selected (pod_test_child (dialog, "filter"), 4);
  g_assert_true (pod_test_wait_shows (dialog, "by pi): “the wrong tube”"));
  pod_test_settle ();
  check_whole (dialog, "Withdrawn");
  pod_test_picture (dialog, "arrivals-withdrawn.png");
  gtk_window_close (GTK_WINDOW (dialog));
  pod_test_window_close (window);
}

static gboolean
is_withdrawn (gpointer window)
{
  return count_creatinine (window) == 0;
}

static guint
count_questions (void)
{
  GListModel *all = gtk_window_get_toplevels ();
  guint count = 0;

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (all, i);

      count += ADW_IS_MESSAGE_DIALOG (window) && gtk_widget_get_visible (window);
    }
  return count;
}

/* It says what is withdrawn, asks why, and does it. */
static void
test_undo (void)
{
  PodTrialWindow *window = open_window ();
  PodTrial *trial = pod_trial_window_get_trial (window);
  PodArrivalsDialog *dialog;
  gpointer question;

  receive (trial, first);
  dialog = open_dialog (window);
  pod_test_settle ();
  gtk_drop_down_set_selected (pod_test_child (dialog, "filter"), 4);
  g_assert_true (pod_test_run_until (is_on_list, dialog, 20000));
  pod_test_settle ();
  g_assert_cmpuint (count_creatinine (window), ==, 1);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "arrivals.undo", NULL);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "arrivals.undo", NULL);
  pod_test_settle ();
  g_assert_cmpuint (count_questions (), ==, 1);
  question = pod_test_toplevel (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_true (pod_test_shows (question, "1 result that was taken from it is withdrawn"));
  g_assert_true (pod_test_shows (question, "Changhai central laboratory"));
  pod_test_picture (question, "arrivals-undo.png");
  gtk_editable_set_text (GTK_EDITABLE (adw_message_dialog_get_extra_child (question)),
                         "the file was of another day");
  pod_test_answer ("_Undo");
  g_assert_true (pod_test_run_until (is_withdrawn, window, 20000));
  gtk_drop_down_set_selected (pod_test_child (dialog, "filter"), 6);
  g_assert_true (pod_test_wait_shows (dialog, "Undone"));
  pod_test_picture (dialog, "arrivals-undone.png");
  gtk_window_close (GTK_WINDOW (dialog));
  pod_test_window_close (window);
}

/* Closed while it is counted, the dialog asks nothing above the page that is there by then. */
static void
test_undo_closed (void)
{
  PodTrialWindow *window = open_window ();
  PodArrivalsDialog *dialog;
  GListModel *toplevels = gtk_window_get_toplevels ();

  receive (pod_trial_window_get_trial (window), first);
  dialog = open_dialog (window);
  pod_test_settle ();
  gtk_drop_down_set_selected (pod_test_child (dialog, "filter"), 4);
  g_assert_true (pod_test_run_until (is_on_list, dialog, 20000));
  pod_test_settle ();
  gtk_widget_activate_action (GTK_WIDGET (dialog), "arrivals.undo", NULL);
  gtk_window_close (GTK_WINDOW (dialog));
  pod_test_settle ();
  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) toplevel = g_list_model_get_item (toplevels, i);

      g_assert_false (ADW_IS_MESSAGE_DIALOG (toplevel));
    }
  g_assert_cmpuint (count_creatinine (window), ==, 1);
  pod_test_window_close (window);
}

static void
press_with_reason (gpointer dialog, const char *reason, const char *button)
{
  GtkWidget *entry = adw_message_dialog_get_extra_child (dialog);

  gtk_editable_set_text (GTK_EDITABLE (GTK_IS_BOX (entry) ? gtk_widget_get_last_child (entry)
                                                          : entry),
                         reason);
  pod_test_answer (button);
}

static gboolean
stands_again (gpointer window)
{
  return stands (window, 88) && !stands (window, 95);
}

/* What the file had corrected is named, and comes back with it. */
static void
test_undo_returns (void)
{
  PodTrialWindow *window = open_window ();
  PodTrial *trial = pod_trial_window_get_trial (window);
  PodArrivalsDialog *dialog;
  gpointer question;

  receive (trial, first);
  receive (trial, second);
  dialog = open_dialog (window);
  g_assert_true (pod_test_run_until (is_on_list, dialog, 20000));
  pod_test_settle ();
  gtk_widget_activate_action (GTK_WIDGET (dialog), "arrivals.correct", NULL);
  pod_test_settle ();
  press_with_reason (pod_test_toplevel (ADW_TYPE_MESSAGE_DIALOG), "theirs", "_Correct");
  g_assert_true (pod_test_run_until (is_empty, dialog, 20000));
  g_assert_true (stands (window, 95) && !stands (window, 88));
  gtk_drop_down_set_selected (pod_test_child (dialog, "filter"), 4);
  g_assert_true (pod_test_wait_shows (dialog, "Taken, and withdrawn since"));
  pod_test_picture (dialog, "arrivals-withdrawn-since.png");
  gtk_selection_model_select_item (pod_test_child (dialog, "selection"), 1, TRUE);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "arrivals.undo", NULL);
  pod_test_settle ();
  question = pod_test_toplevel (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_true (pod_test_shows (question, "What it had displaced comes back"));
  g_assert_true (pod_test_shows (question, "88\u00a0µmol/\u2060L, 20 Nov 2026, 08:10"));
  g_assert_true (pod_test_shows (question, "95\u00a0µmol/\u2060L, 20 Nov 2026, 08:10"));
  pod_test_picture (question, "arrivals-undo-returns.png");
  press_with_reason (question, "the wrong file", "_Undo");
  g_assert_true (pod_test_run_until (stands_again, window, 20000));
  gtk_window_close (GTK_WINDOW (dialog));
  pod_test_window_close (window);
}

int
main (int argc, char *argv[])
{
  pod_test_window_init (&argc, &argv);
  g_test_add_func ("/ui/arrivals/empty", test_empty);
  g_test_add_func ("/ui/arrivals/settle", test_settle);
  g_test_add_func ("/ui/arrivals/undo", test_undo);
  g_test_add_func ("/ui/arrivals/undo-returns", test_undo_returns);
  g_test_add_func ("/ui/arrivals/undo-closed", test_undo_closed);
  g_test_add_func ("/ui/arrivals/several", test_several);
  g_test_add_func ("/ui/arrivals/units", test_units);
  g_test_add_func ("/ui/arrivals/nothing-waits", test_nothing_waits);
  g_test_add_func ("/ui/arrivals/clear-waits", test_clear_waits);
  g_test_add_func ("/ui/arrivals/wrong-patient", test_wrong_patient);
  g_test_add_func ("/ui/arrivals/other-sex", test_other_sex);
  g_test_add_func ("/ui/arrivals/right-patient", test_right_patient);
  g_test_add_func ("/ui/arrivals/impossible", test_impossible);
  g_test_add_func ("/ui/arrivals/withdrawn-since", test_withdrawn_since);
  return g_test_run ();
}
