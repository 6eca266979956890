#include "pod-arrival-row.h"
#include "pod-arrival-words.h"
#include "pod-arrivals-fixture.h"
#include "pod-search-row.h"
#include "pod-test-forge.h"
#include "pod-test-put.h"

/* What came in and waits: taken, kept beside, mapped; by the actions that the keys stand for. */

typedef PodDialogFixture Fixture;

static const char second[] = ARRIVALS_COLUMNS
    "S-001,Creatinine,95,umol/L,2026-11-20 08:10,Serum\n"   /* another of the same */
    "S-001,Creatinine,97,umol/L,2026-11-21 08:10,Serum\n"   /* clear */
    "S-001,A&B <span size=>,1,g/L,2026-11-20 08:10,Serum\n" /* no test of the study */
    "S-404,Creatinine,88,umol/L,2026-11-20 08:10,Serum\n";  /* nobody */

static const char clear[] = ARRIVALS_COLUMNS "S-001,Creatinine,97,umol/L,2026-11-21 08:10,Serum\n";

static const char once_more[] = ARRIVALS_COLUMNS
    "S-001,Creatinine,88,umol/L,2026-11-20 08:10,Serum\n\n";

static const char of_day[] = ARRIVALS_COLUMNS "S-001,Creatinine,95,umol/L,2026-11-20,Serum\n";

/* On a small screen, beside the panel: what is compared is not cut. */
static void
check_whole (gpointer dialog, const char *text)
{
  GtkLabel *label = pod_test_see_label (pod_test_child (dialog, "view"), text);

  g_assert_nonnull (label);
  g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (label)));
}

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  arrivals_open (fixture);
  g_assert_true (pod_test_wait_shows (fixture->dialog, "Nothing has come in yet"));
  g_assert_true (pod_test_shows (fixture->dialog, "Import Laboratory File…"));
  g_assert_false (gtk_widget_get_visible (pod_test_child (fixture->dialog, "find")));
  pod_test_picture (fixture->dialog, "arrivals-empty.png");
}

static void
test_settle (Fixture *fixture, gconstpointer data)
{
  gpointer question;

  arrivals_take (fixture, ARRIVALS_FIRST);
  arrivals_receive (fixture, second);
  arrivals_open_list (fixture);
  /* Both values, what the laboratory wrote, and what was not kept. */
  g_assert_true (pod_test_shows (fixture->dialog, "88"));
  g_assert_true (pod_test_shows (fixture->dialog, "95"));
  g_assert_true (pod_test_shows (fixture->dialog, "1 row was of somebody who is not a subject"));
  check_whole (fixture->dialog, "S-001");
  check_whole (fixture->dialog, "95 µmol/L");
  check_whole (fixture->dialog, "20 Nov 2026, 08:10");
  check_whole (fixture->dialog, "Waits");
  pod_test_picture (fixture->dialog, "arrivals-waiting.png");
  g_assert_cmpuint (arrivals_count (fixture), ==, 1);
  gtk_widget_activate_action (fixture->dialog, "arrivals.keep-both", NULL);
  arrivals_wait_empty (fixture);
  g_assert_cmpuint (arrivals_count (fixture), ==, 2);
  arrivals_show (fixture, 1);
  arrivals_wait_list (fixture);
  g_assert_true (pod_test_shows (fixture->dialog, "A&B <span size=>"));
  pod_test_picture (fixture->dialog, "arrivals-unmapped.png");
  /* Its day is told as everywhere, though nobody knows what it is. */
  gtk_widget_activate_action (fixture->dialog, "arrivals.reject", NULL);
  pod_test_settle ();
  question = pod_test_toplevel (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_true (pod_test_shows (question, "S-001: A&B <span size=> 1 g/L, 20 Nov 2026, 08:10"));
  pod_test_answer ("_Cancel");
  /* Nothing is proposed; what somebody says it is, it is: and then this is no answer of that. */
  gtk_widget_activate_action (fixture->dialog, "arrivals.map", NULL);
  pod_test_settle ();
  g_assert_true (arrivals_is_on_list (fixture));
  g_assert_true (pod_test_shows (pod_test_child (fixture->dialog, "observation"), "Choose…"));
  pod_search_row_choose (pod_test_child (fixture->dialog, "observation"), "wbc");
  gtk_widget_activate_action (fixture->dialog, "arrivals.map", NULL);
  arrivals_wait_empty (fixture);
  /* Whatever was pressed: which file, and how many, is said first. */
  gtk_widget_activate_action (fixture->dialog, "arrivals.take", NULL);
  g_assert_true (pod_test_wait_toplevel (ADW_TYPE_MESSAGE_DIALOG, TRUE));
  question = pod_test_toplevel (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_true (pod_test_wait_shows (question, "Take 1 Clear Result?"));
  g_assert_true (pod_test_shows (question, "Changhai central laboratory, table of 4 rows, "));
  g_assert_true (pod_test_shows (question, "pi: 1 clear"));
  pod_test_picture (question, "arrivals-take.png");
  pod_test_answer ("_Cancel");
  pod_test_settle ();
  g_assert_cmpuint (arrivals_count (fixture), ==, 2);
  gtk_widget_activate_action (fixture->dialog, "arrivals.take", NULL);
  pod_test_answer ("_Take");
  arrivals_show (fixture, 4);
  g_assert_true (pod_test_wait_shows (fixture->dialog, "97"));
  g_assert_cmpuint (arrivals_count (fixture), ==, 3);
}

/* What tells it from its like is read: a unit to its end, of a name its end too, a laboratory by whole words. */
static void
test_room (Fixture *fixture, gconstpointer data)
{
  static const char text[] = "筛选号,项目名称,结果,单位,采集时间,标本类型,参考下限,参考上限\n"
                             "S-001,Neutrophil count,0.7344,10^9/L,2026-11-20 08:10,Blood,1.8,6.3\n"
                             "S-001,CD19+ B cells,108.3,cells/uL,2026-11-20 08:10,Blood,,\n"
                             "S-001,CAR copies,221.3,copies/ug,2026-11-20 08:10,Blood,,\n"
                             "S-001,CD19+ B cells of lymphocytes,5.1,%,2026-11-20 08:10,Blood,,\n";
  gpointer values;

  arrivals_receive (fixture, text);
  arrivals_open (fixture);
  values = pod_test_child (fixture->dialog, "values");
  pod_test_settle ();
  gtk_drop_down_set_selected (pod_test_child (fixture->dialog, "filter"), 2);
  arrivals_wait_list (fixture);
  pod_test_settle ();
  pod_test_picture (fixture->dialog, "arrivals-room.png");
  check_whole (fixture->dialog, "0.7344 ×10⁹/L");
  check_whole (fixture->dialog, "108.3 cells/µL");
  check_whole (fixture->dialog, "221.3 copies/µg");
  g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (pod_test_see_label (
      pod_test_child (fixture->dialog, "view"), "CD19+ B cells of lymphocytes"))));
  g_assert_nonnull (pod_test_see_label (values, "1.8–6.3"));
  g_assert_cmpint (gtk_label_get_wrap_mode (pod_test_see_label (values,
                                                                "Changhai central laboratory")),
                   ==, PANGO_WRAP_WORD);
}

static void
type (Fixture *fixture, double number)
{
  pod_test_put (fixture->trial, fixture->subject,
                pod_test_result ("creatinine", pod_date_new (2026, 11, 20), number, "umol/L"));
}

/* Two stand of the day: both are shown, and the one that somebody chooses goes; what goes is said before it does. */
static void
test_several (Fixture *fixture, gconstpointer data)
{
  GtkWidget *buttons;
  gpointer question;

  type (fixture, 102);
  type (fixture, 93);
  arrivals_receive (fixture, of_day);
  arrivals_open_list (fixture);
  g_assert_true (pod_test_shows (fixture->dialog, "Several results of this test and day stand."));
  g_assert_true (pod_test_shows (fixture->dialog, "102 µmol/L, 20 Nov 2026"));
  buttons = pod_test_child (pod_test_child (fixture->dialog, "values"), "several");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (gtk_widget_get_last_child (buttons)), TRUE);
  pod_test_picture (fixture->dialog, "arrivals-several.png");
  gtk_widget_activate_action (fixture->dialog, "arrivals.correct", NULL);
  pod_test_settle ();
  question = pod_test_toplevel (ADW_TYPE_MESSAGE_DIALOG);
  /* Which test, and what comes in its place; what differs besides, and not what is the same, nor that there is another. */
  g_assert_true (pod_test_shows (question, "Replace 93\u00a0µmol/\u2060L (20 Nov 2026) by "
                                           "95\u00a0µmol/\u2060L?"));
  g_assert_true (pod_test_shows (question, "S-001: Creatinine"));
  g_assert_true (pod_test_shows (question, "Laboratory: – → "));
  g_assert_true (pod_test_shows (question, "The earlier value stays readable"));
  g_assert_false (pod_test_shows (question, "Limits"));
  g_assert_false (pod_test_shows (question, "nothing was changed"));
  g_assert_false (pod_test_shows (question, "102"));
  pod_test_picture (question, "arrivals-taken-out.png");
  arrivals_answer ("mistyped", "C_orrect");
  arrivals_wait_empty (fixture);
  g_assert_true (arrivals_stands (fixture, 102) && arrivals_stands (fixture, 95));
  g_assert_false (arrivals_stands (fixture, 93));
}

/* Which of its lines ends inside of the day. */
static void
check_day (gpointer dialog, const char *moment, const char *day)
{
  g_autofree char *kept = pod_arrival_keep_day (moment);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (dialog, kept);
  PangoLayoutLine *line;

  pango_layout_set_wrap (layout, PANGO_WRAP_WORD);
  pango_layout_set_width (layout, 40 * PANGO_SCALE);
  g_assert_cmpint (pango_layout_get_line_count (layout), ==, 2);
  line = pango_layout_get_line_readonly (layout, 0);
  {
    g_autofree char *first = g_strndup (kept, (gsize) line->length);
    g_autoptr (GString) plain = g_string_new (first);

    g_string_replace (plain, "\u2060", "", 0);
    g_string_replace (plain, "\u00a0", " ", 0);
    g_assert_cmpstr (g_strstrip (plain->str), ==, day);
  }
}

/* In the narrow columns beside each other a day is in one piece, in Chinese too; in the list a test's name goes on in a second line. */
static void
test_narrow (Fixture *fixture, gconstpointer data)
{
  GtkLabel *test;

  arrivals_receive (fixture, ARRIVALS_FIRST);
  arrivals_open_list (fixture);
  check_day (fixture->dialog, "2025年12月25日 07:51", "2025年12月25日");
  check_day (fixture->dialog, "25 Dec 2025, 07:51", "25 Dec 2025,");
  g_assert_true (pod_test_shows (pod_test_child (fixture->dialog, "values"),
                                 "20\u00a0Nov\u00a02026, 08:10"));
  test = pod_test_find_label (pod_test_child (fixture->dialog, "view"), "Creatinine", TRUE);
  g_assert_cmpint (gtk_label_get_lines (test), ==, 2);
  g_assert_cmpint (gtk_label_get_ellipsize (test), ==, PANGO_ELLIPSIZE_END);
}

static gpointer
get_grid (Fixture *fixture)
{
  return pod_test_child (pod_test_child (fixture->dialog, "values"), "values");
}

static void
check_cell (Fixture *fixture, int column, int row, const char *text)
{
  GtkWidget *cell = gtk_grid_get_child_at (get_grid (fixture), column, row);

  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (cell)), ==, text);
}

/* Of two that came in the chosen one stands first, and each is told by its line, one of another file by that, too; the subject by both numbers. */
static void
test_rivals (Fixture *fixture, gconstpointer data)
{
  static const char two[] = ARRIVALS_COLUMNS "S-001,Creatinine,88,umol/L,2026-11-20 08:10,Serum\n"
                                             "S-001,Creatinine,95,umol/L,2026-11-20 08:10,Serum\n";
  static const char other[] = ARRIVALS_COLUMNS
      "S-001,Creatinine,97,umol/L,2026-11-20 08:10,Serum\n\n";
  GtkSelectionModel *selection;
  gint64 first;
  g_autofree char *elsewhere = NULL;

  pod_test_forge (pod_trial_get_path (fixture->trial),
                  "UPDATE subject SET enrolment_number = 'MN-001'");
  first = arrivals_receive (fixture, two);
  arrivals_receive (fixture, other);
  arrivals_open_list (fixture);
  selection = pod_test_child (fixture->dialog, "selection");
  gtk_selection_model_select_item (selection, 0, TRUE);
  pod_test_settle ();
  check_cell (fixture, 1, 0, "This line (2)");
  check_cell (fixture, 2, 0, "Line 3");
  check_cell (fixture, 1, 2, "88 µmol/L");
  check_cell (fixture, 2, 2, "95 µmol/L");
  gtk_selection_model_select_item (selection, 1, TRUE);
  pod_test_settle ();
  check_cell (fixture, 1, 0, "This line (3)");
  check_cell (fixture, 2, 0, "Line 2");
  gtk_selection_model_select_item (selection, 2, TRUE);
  pod_test_settle ();
  elsewhere = g_strdup_printf ("No. %u, line 2", (guint) first);
  check_cell (fixture, 1, 0, "This line (2)");
  check_cell (fixture, 2, 0, elsewhere);
  check_whole (fixture->dialog, "MN-001 (S-001)");
  pod_test_picture (fixture->dialog, "arrivals-rivals.png");
}

/* A dash would not tell that what stands loses its limits. */
static void
test_no_limits (Fixture *fixture, gconstpointer data)
{
  static const char limited[] = "筛选号,项目名称,结果,单位,采集时间,标本类型,参考下限,参考上限\n"
                                "S-001,Creatinine,88,umol/L,2026-11-20 08:10,Serum,41,81\n";
  gpointer question;

  arrivals_take (fixture, limited);
  arrivals_receive (fixture, second);
  arrivals_open_list (fixture);
  check_cell (fixture, 1, 0, "On record");
  check_cell (fixture, 1, 3, "41–81");
  check_cell (fixture, 2, 3, "none given");
  gtk_widget_activate_action (fixture->dialog, "arrivals.correct", NULL);
  pod_test_settle ();
  question = pod_test_toplevel (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_true (pod_test_shows (question, "Limits: 41–81 → none given"));
  pod_test_answer ("_Cancel");
}

/* Whoever rejects sees what: no result on record is meant. */
static void
test_rejected (Fixture *fixture, gconstpointer data)
{
  gpointer question;

  type (fixture, 102);
  arrivals_receive (fixture, of_day);
  arrivals_open_list (fixture);
  gtk_widget_activate_action (fixture->dialog, "arrivals.reject", NULL);
  pod_test_settle ();
  question = pod_test_toplevel (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_true (pod_test_shows (question, "S-001: Creatinine 95\u00a0µmol/\u2060L, 20 Nov 2026"));
  g_assert_true (pod_test_shows (question, "It is not recorded."));
  g_assert_false (pod_test_shows (question, "taken out"));
  g_assert_false (pod_test_shows (question, "102"));
  pod_test_picture (question, "arrivals-reject.png");
  arrivals_answer ("no", "_Reject");
  arrivals_wait_empty (fixture);
  g_assert_true (arrivals_stands (fixture, 102));
  /* Why stands beside it from then on. */
  arrivals_show (fixture, 5);
  g_assert_true (pod_test_wait_shows (fixture->dialog, "by pi): “no”."));
  g_assert_true (pod_test_shows (fixture->dialog, "Rejected (23 Nov 2026, "));
  pod_test_picture (fixture->dialog, "arrivals-rejected.png");
}

/* In another unit it is told in the one that stands, with how much more that is. */
static void
test_units (Fixture *fixture, gconstpointer data)
{
  static const char other_unit[] = ARRIVALS_COLUMNS
      "S-001,Creatinine,1.4,mg/dL,2026-11-20 08:10,Serum\n";

  arrivals_take (fixture, ARRIVALS_FIRST);
  arrivals_receive (fixture, other_unit);
  arrivals_open_list (fixture);
  g_assert_true (pod_test_shows (fixture->dialog, "= 124 µmol/L\n+40.6 %"));
  pod_test_picture (fixture->dialog, "arrivals-units.png");
}

/* Of a unit in which the study does not show it the other is told, also where nothing stands beside it, or what does is of the same unit. */
static void
test_unit_alone (Fixture *fixture, gconstpointer data)
{
  arrivals_receive (fixture, ARRIVALS_COLUMNS "S-001,Creatinine,1.1,mg/dL,2026-11,Serum\n");
  arrivals_open_list (fixture);
  g_assert_true (pod_test_shows (fixture->dialog, "In the study’s unit"));
  g_assert_true (pod_test_shows (fixture->dialog, "= 97.2 µmol/L"));
  pod_test_picture (fixture->dialog, "arrivals-unit-alone.png");
}

static void
test_unit_of_both (Fixture *fixture, gconstpointer data)
{
  arrivals_take (fixture, ARRIVALS_COLUMNS "S-001,Creatinine,1.0,mg/dL,2026-11-20 08:10,Serum\n");
  arrivals_receive (fixture,
                    ARRIVALS_COLUMNS "S-001,Creatinine,1.1,mg/dL,2026-11-20 08:10,Serum\n");
  arrivals_open_list (fixture);
  g_assert_true (pod_test_shows (fixture->dialog, "In one unit"));
  g_assert_true (pod_test_shows (fixture->dialog, "= 88.4 µmol/L"));
  g_assert_true (pod_test_shows (fixture->dialog, "= 97.2 µmol/L\n+10 %"));
}

/* When nothing waits it is said where the files are, and one key leads there. */
static void
test_nothing_waits (Fixture *fixture, gconstpointer data)
{
  arrivals_take (fixture, ARRIVALS_FIRST);
  arrivals_open (fixture);
  g_assert_true (pod_test_wait_shows (fixture->dialog, "Nothing waits"));
  g_assert_true (pod_test_shows (fixture->dialog, "1 file came in"));
  g_assert_true (pod_test_shows (fixture->dialog, "Import Laboratory File…"));
  pod_test_picture (fixture->dialog, "arrivals-nothing-waits.png");
  gtk_widget_activate_action (fixture->dialog, "arrivals.all", NULL);
  arrivals_wait_list (fixture);
  g_assert_true (pod_test_shows (fixture->dialog, "line 2"));
}

/* What is clear and was left there waits, too: it is what is shown, and said where something else is chosen. */
static void
test_clear_waits (Fixture *fixture, gconstpointer data)
{
  arrivals_receive (fixture, clear);
  arrivals_open_list (fixture);
  g_assert_true (pod_test_shows (fixture->dialog, "97"));
  pod_test_picture (fixture->dialog, "arrivals-clear.png");
  arrivals_show (fixture, 0);
  arrivals_wait_empty (fixture);
  g_assert_true (pod_test_wait_shows (fixture->dialog, "1 result is clear and waits to be taken"));
  g_assert_false (pod_test_shows (fixture->dialog, "Nothing waits"));
}

/* Nor is all done where nobody has said yet what something is: that is said, and its limits stand as the file has them. */
static void
test_unmapped_waits (Fixture *fixture, gconstpointer data)
{
  arrivals_receive (fixture, "筛选号,项目名称,结果,单位,采集时间,标本类型,参考下限,参考上限\n"
                             "S-001,Nonesuch,7,g/L,2026-11-20 08:10,Serum,4.1,8.2\n"
                             "S-001,Nonesuch,8,g/L,2026-11-21 08:10,Serum,,\n");
  arrivals_open_list (fixture);
  g_assert_true (pod_test_shows (fixture->dialog, "4.1–8.2"));
  pod_test_picture (fixture->dialog, "arrivals-unmapped-limits.png");
  arrivals_show (fixture, 0);
  arrivals_wait_empty (fixture);
  g_assert_true (pod_test_wait_shows (fixture->dialog, "2 not mapped"));
  g_assert_true (pod_test_shows (fixture->dialog, "say what they are"));
  g_assert_false (pod_test_shows (fixture->dialog, "Nothing waits"));
  g_assert_cmpstr (adw_status_page_get_icon_name (pod_test_child (fixture->dialog, "empty")), !=,
                   "emblem-ok-symbolic");
  pod_test_picture (fixture->dialog, "arrivals-not-mapped.png");
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
test_wrong_patient (Fixture *fixture, gconstpointer data)
{
  gpointer patients, button;

  arrivals_receive (fixture, MESSAGE ("19700101", "M"));
  arrivals_open (fixture);
  patients = pod_test_child (fixture->dialog, "patients");
  arrivals_wait_list (fixture);
  g_assert_true (gtk_widget_get_mapped (patients));
  g_assert_true (pod_test_wait_shows (patients, "Sex and date of birth differ."));
  g_assert_cmpstr (get_text (patients, "number"), ==, "S-001");
  g_assert_cmpstr (get_text (patients, "file_number"), ==, "S-001");
  g_assert_cmpstr (get_text (patients, "sex"), ==, "Female");
  g_assert_cmpstr (get_text (patients, "file_sex"), ==, "Male");
  g_assert_cmpstr (get_text (patients, "file_birth"), ==, "1 Jan 1970");
  g_assert_cmpstr (get_text (patients, "birth"), ==, "sealed");
  pod_test_picture (fixture->dialog, "arrivals-patients.png");
  button = pod_test_child (patients, "reveal_button");
  gtk_toggle_button_set_active (button, TRUE);
  g_assert_cmpstr (get_text (patients, "birth"), ==, "21 Apr 1968");
  pod_test_settle ();
  pod_test_picture (fixture->dialog, "arrivals-patients-shown.png");
  gtk_toggle_button_set_active (button, FALSE);
  g_assert_cmpstr (get_text (patients, "birth"), ==, "sealed");
  /* Gone with the row that it was of. */
  gtk_toggle_button_set_active (button, TRUE);
  gtk_selection_model_unselect_all (pod_test_child (fixture->dialog, "selection"));
  g_assert_cmpstr (get_text (patients, "birth"), ==, "sealed");
  g_assert_cmpstr (get_text (patients, "file_birth"), ==, "");
}

/* A birth date that is the subject's own is sealed beside the sealed one, too. */
static void
test_other_sex (Fixture *fixture, gconstpointer data)
{
  gpointer patients;

  arrivals_receive (fixture, MESSAGE ("19680421", "M"));
  arrivals_open (fixture);
  patients = pod_test_child (fixture->dialog, "patients");
  arrivals_wait_list (fixture);
  g_assert_true (pod_test_wait_shows (patients, "The sex differs; the date of birth is the same."));
  g_assert_cmpstr (get_text (patients, "birth"), ==, "sealed");
  g_assert_cmpstr (get_text (patients, "file_birth"), ==, "the same");
}

static void
test_right_patient (Fixture *fixture, gconstpointer data)
{
  arrivals_receive (fixture, MESSAGE ("1968", "F"));
  arrivals_open_list (fixture);
  g_assert_false (gtk_widget_get_visible (pod_test_child (fixture->dialog, "patients")));
}

/* ---- what cannot be ---- */

static const char impossible[] = ARRIVALS_COLUMNS
    "S-001,Creatinine,-5,umol/L,2026-11-20 08:10,Serum\n";

static GtkWidget *
find_button (GtkWidget *root, const char *label)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (root) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (root)), label) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_button (child, label);
  return found;
}

static gboolean
is_enabled (GtkWidget *root, const char *label)
{
  return gtk_widget_get_sensitive (find_button (root, label));
}

/* What is grey says why, and stands below the list for whoever does not point at it; what is not says what it does. */
static void
check_why (gpointer dialog, const char *label, const char *tooltip)
{
  GtkWidget *button = find_button (dialog, label);

  g_assert_cmpstr (gtk_widget_get_tooltip_text (button), ==, tooltip);
  if (!gtk_widget_get_sensitive (button))
    g_assert_nonnull (pod_test_see_label (dialog, tooltip));
}

static void
test_why (Fixture *fixture, gconstpointer data)
{
  static const char meets[] = "It meets a result on record: correct that one, keep both, or reject "
                              "this one.";
  static const char none[] = "It meets no result on record: there is none to correct, and none to "
                             "keep it beside.";
  static const char unknown[] = "Nobody has said yet what this item is: map it first, or reject "
                                "it.";
  gpointer filter;

  arrivals_take (fixture, ARRIVALS_FIRST);
  arrivals_receive (fixture, second);
  arrivals_open (fixture);
  filter = pod_test_child (fixture->dialog, "filter");
  arrivals_wait_list (fixture);
  pod_test_settle ();
  g_assert_true (is_enabled (GTK_WIDGET (fixture->dialog), "Keep _Both"));
  check_why (fixture->dialog, "Keep _Both", "It stands beside the result on record (B)");
  check_why (fixture->dialog, "_Accept", meets);
  pod_test_picture (fixture->dialog, "arrivals-why-meets.png");
  gtk_drop_down_set_selected (filter, 1);
  g_assert_true (pod_test_wait_shows (fixture->dialog, unknown));
  check_why (fixture->dialog, "As _Correction…", unknown);
  gtk_drop_down_set_selected (filter, 2);
  g_assert_true (pod_test_wait_shows (fixture->dialog, none));
  g_assert_false (is_enabled (GTK_WIDGET (fixture->dialog), "Keep _Both"));
  check_why (fixture->dialog, "Keep _Both", none);
  check_why (fixture->dialog, "As _Correction…", none);
  g_assert_true (is_enabled (GTK_WIDGET (fixture->dialog), "_Accept"));
  pod_test_picture (fixture->dialog, "arrivals-why-none.png");
  gtk_drop_down_set_selected (filter, 4);
  g_assert_true (pod_test_wait_shows (fixture->dialog, "It is settled already."));
}

/* Two that came in within one minute are two in the list. */
static void
test_files (Fixture *fixture, gconstpointer data)
{
  GListModel *rows;
  g_autoptr (PodArrivalRow) one = NULL;
  g_autoptr (PodArrivalRow) other = NULL;
  g_autofree char *file = NULL;
  g_autofree char *other_file = NULL;

  arrivals_take (fixture, ARRIVALS_FIRST);
  arrivals_receive (fixture, second);
  arrivals_open (fixture);
  rows = pod_test_child (fixture->dialog, "selection");
  arrivals_wait_list (fixture);
  gtk_drop_down_set_selected (pod_test_child (fixture->dialog, "filter"), 6);
  g_assert_true (pod_test_wait_shows (fixture->dialog, "Taken"));
  pod_test_settle ();
  one = g_list_model_get_item (rows, 0);
  other = g_list_model_get_item (rows, g_list_model_get_n_items (rows) - 1);
  file = pod_arrival_row_say_file (one, NULL);
  other_file = pod_arrival_row_say_file (other, NULL);
  g_assert_cmpstr (file, !=, other_file);
  check_whole (fixture->dialog, file);
  check_whole (fixture->dialog, other_file);
  g_assert_true (pod_test_shows (fixture->dialog,
                                 "No. 1: Changhai central laboratory, table of 1 row,"));
  pod_test_picture (fixture->dialog, "arrivals-files.png");
}

/* No reason is asked for what no reason makes possible; it can be rejected. */
static void
test_impossible (Fixture *fixture, gconstpointer data)
{
  arrivals_receive (fixture, impossible);
  arrivals_open_list (fixture);
  g_assert_false (is_enabled (fixture->dialog, "_Accept"));
  g_assert_true (is_enabled (fixture->dialog, "_Reject…"));
  g_assert_true (pod_test_shows (fixture->dialog, "cannot be: possible is at least 0"));
  pod_test_picture (fixture->dialog, "arrivals-impossible.png");
}

/* ---- taken, and gone since ---- */

static void
void_creatinine (Fixture *fixture, const char *why)
{
  g_autoptr (PodCasebook) casebook = pod_test_load (fixture->trial, fixture->subject);
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (GError) error = NULL;
  guint n;
  const PodFinding *findings = pod_casebook_get_series (casebook, "creatinine", &n);

  g_assert_cmpuint (n, ==, 1);
  pod_change_void (change, POD_RECORD_FINDING, findings[0].record.id, findings[0].record.version);
  pod_trial_commit (fixture->trial, change, why, NULL, &error);
  g_assert_no_error (error);
}

/* By whom, and why; and the same file once more waits for whoever knows that it is to stand again. */
static void
test_withdrawn_since (Fixture *fixture, gconstpointer data)
{
  arrivals_take (fixture, ARRIVALS_FIRST);
  void_creatinine (fixture, "the wrong tube");
  arrivals_receive (fixture, once_more);
  arrivals_open_list (fixture);
  g_assert_true (pod_test_shows (fixture->dialog, "accepted, it is recorded anew"));
  g_assert_true (is_enabled (fixture->dialog, "_Accept"));
  arrivals_show (fixture, 4);
  g_assert_true (pod_test_wait_shows (fixture->dialog, "by pi): “the wrong tube”"));
  pod_test_settle ();
  check_whole (fixture->dialog, "Withdrawn");
  pod_test_picture (fixture->dialog, "arrivals-withdrawn.png");
}

static gboolean
is_withdrawn (gpointer fixture)
{
  return arrivals_count (fixture) == 0;
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
test_undo (Fixture *fixture, gconstpointer data)
{
  gpointer question;

  arrivals_take (fixture, ARRIVALS_FIRST);
  arrivals_open (fixture);
  pod_test_settle ();
  arrivals_show (fixture, 4);
  arrivals_wait_list (fixture);
  g_assert_cmpuint (arrivals_count (fixture), ==, 1);
  gtk_widget_activate_action (fixture->dialog, "arrivals.undo", NULL);
  gtk_widget_activate_action (fixture->dialog, "arrivals.undo", NULL);
  g_assert_true (pod_test_wait_toplevel (ADW_TYPE_MESSAGE_DIALOG, TRUE));
  pod_test_settle ();
  g_assert_cmpuint (count_questions (), ==, 1);
  question = pod_test_toplevel (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_true (pod_test_shows (question, "1 result that was taken from it is withdrawn"));
  g_assert_true (pod_test_shows (question, "Changhai central laboratory"));
  pod_test_picture (question, "arrivals-undo.png");
  arrivals_answer ("the file was of another day", "_Undo");
  g_assert_true (pod_test_run_until (is_withdrawn, fixture, 20000));
  arrivals_show (fixture, 6);
  g_assert_true (pod_test_wait_shows (fixture->dialog, "Undone"));
  pod_test_picture (fixture->dialog, "arrivals-undone.png");
}

/* What nobody has decided on is counted by state as in the filter, whose number is another than that of all of them. */
static void
test_undo_open (Fixture *fixture, gconstpointer data)
{
  gpointer question;

  arrivals_take (fixture, ARRIVALS_FIRST);
  arrivals_receive (fixture, second);
  arrivals_open_list (fixture);
  g_assert_true (pod_test_shows (pod_test_child (fixture->dialog, "filter"), "Waits (1)"));
  gtk_widget_activate_action (fixture->dialog, "arrivals.undo", NULL);
  g_assert_true (pod_test_wait_toplevel (ADW_TYPE_MESSAGE_DIALOG, TRUE));
  question = pod_test_toplevel (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_true (pod_test_wait_shows (question, "3 lines that nobody has decided on will be "
                                                "discarded: 1 waiting, 1 not mapped, 1 clear."));
  pod_test_picture (question, "arrivals-undo-open.png");
  pod_test_answer ("_Cancel");
}

/* Closed while it is counted, the dialog asks nothing above the page that is there by then. */
static void
test_undo_closed (Fixture *fixture, gconstpointer data)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  arrivals_take (fixture, ARRIVALS_FIRST);
  arrivals_open (fixture);
  pod_test_settle ();
  arrivals_show (fixture, 4);
  arrivals_wait_list (fixture);
  gtk_widget_activate_action (fixture->dialog, "arrivals.undo", NULL);
  gtk_window_close (fixture->dialog);
  pod_test_settle ();
  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) toplevel = g_list_model_get_item (toplevels, i);

      g_assert_false (ADW_IS_MESSAGE_DIALOG (toplevel));
    }
  g_assert_cmpuint (arrivals_count (fixture), ==, 1);
}

static gboolean
stands_again (gpointer fixture)
{
  return arrivals_stands (fixture, 88) && !arrivals_stands (fixture, 95);
}

/* What the file had corrected is named, and comes back with it. */
static void
test_undo_returns (Fixture *fixture, gconstpointer data)
{
  gpointer question;

  arrivals_take (fixture, ARRIVALS_FIRST);
  arrivals_receive (fixture, second);
  arrivals_open_list (fixture);
  gtk_widget_activate_action (fixture->dialog, "arrivals.correct", NULL);
  pod_test_settle ();
  arrivals_answer ("theirs", "C_orrect");
  arrivals_wait_empty (fixture);
  g_assert_true (arrivals_stands (fixture, 95) && !arrivals_stands (fixture, 88));
  arrivals_show (fixture, 4);
  g_assert_true (pod_test_wait_shows (fixture->dialog, "Taken, and withdrawn since"));
  pod_test_picture (fixture->dialog, "arrivals-withdrawn-since.png");
  gtk_selection_model_select_item (pod_test_child (fixture->dialog, "selection"), 1, TRUE);
  gtk_widget_activate_action (fixture->dialog, "arrivals.undo", NULL);
  pod_test_settle ();
  question = pod_test_toplevel (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_true (pod_test_shows (question, "What it had displaced comes back"));
  g_assert_true (pod_test_shows (question, "88\u00a0µmol/\u2060L, 20 Nov 2026, 08:10"));
  g_assert_true (pod_test_shows (question, "95\u00a0µmol/\u2060L, 20 Nov 2026, 08:10"));
  pod_test_picture (question, "arrivals-undo-returns.png");
  arrivals_answer ("the wrong file", "_Undo");
  g_assert_true (pod_test_run_until (stands_again, fixture, 20000));
}

int
main (int argc, char *argv[])
{
  pod_test_window_init (&argc, &argv);
  pod_dialog_fixture_add ("/ui/arrivals/empty", test_empty);
  pod_dialog_fixture_add ("/ui/arrivals/settle", test_settle);
  pod_dialog_fixture_add ("/ui/arrivals/room", test_room);
  pod_dialog_fixture_add ("/ui/arrivals/undo", test_undo);
  pod_dialog_fixture_add ("/ui/arrivals/undo-open", test_undo_open);
  pod_dialog_fixture_add ("/ui/arrivals/undo-returns", test_undo_returns);
  pod_dialog_fixture_add ("/ui/arrivals/undo-closed", test_undo_closed);
  pod_dialog_fixture_add ("/ui/arrivals/several", test_several);
  pod_dialog_fixture_add ("/ui/arrivals/narrow", test_narrow);
  pod_dialog_fixture_add ("/ui/arrivals/rivals", test_rivals);
  pod_dialog_fixture_add ("/ui/arrivals/no-limits", test_no_limits);
  pod_dialog_fixture_add ("/ui/arrivals/rejected", test_rejected);
  pod_dialog_fixture_add ("/ui/arrivals/units", test_units);
  pod_dialog_fixture_add ("/ui/arrivals/unit-alone", test_unit_alone);
  pod_dialog_fixture_add ("/ui/arrivals/unit-of-both", test_unit_of_both);
  pod_dialog_fixture_add ("/ui/arrivals/nothing-waits", test_nothing_waits);
  pod_dialog_fixture_add ("/ui/arrivals/clear-waits", test_clear_waits);
  pod_dialog_fixture_add ("/ui/arrivals/unmapped-waits", test_unmapped_waits);
  pod_dialog_fixture_add ("/ui/arrivals/wrong-patient", test_wrong_patient);
  pod_dialog_fixture_add ("/ui/arrivals/other-sex", test_other_sex);
  pod_dialog_fixture_add ("/ui/arrivals/right-patient", test_right_patient);
  pod_dialog_fixture_add ("/ui/arrivals/why", test_why);
  pod_dialog_fixture_add ("/ui/arrivals/files", test_files);
  pod_dialog_fixture_add ("/ui/arrivals/impossible", test_impossible);
  pod_dialog_fixture_add ("/ui/arrivals/withdrawn-since", test_withdrawn_since);
  return g_test_run ();
}
