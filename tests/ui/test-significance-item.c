/* A result of those to be judged, in words: what was computed, and several of one day. */

#include "pod-judging-fixture.h"
#include "pod-sign-summary.h"
#include "pod-significance-item.h"
#include "pod-test-put.h"
#include "pod-trial-ranges.h"

#include <math.h>

typedef PodDialogFixture Fixture;

static char *
say (Fixture *fixture, const char *observation, guint position, char *(*words) (gpointer, gpointer))
{
  g_autoptr (PodCasebook) casebook = pod_test_load (fixture->trial, fixture->subject);
  guint n;
  const PodFinding *series = pod_casebook_get_series (casebook, observation, &n);
  g_autoptr (PodSignificanceItem) item = NULL;

  g_assert_cmpuint (position, <, n);
  item = pod_significance_item_new (fixture->trial, casebook, &series[position]);
  return words (item, NULL);
}

/* What the program computed is never judged, and so is nothing open to whoever signs; it has the limits that it is flagged by. */
static void
test_computed (Fixture *fixture, gconstpointer data)
{
  PodRange range = { .observation = "egfr",
                     .lower = 90,
                     .upper = NAN,
                     .unit = pod_unit_from_ucum ("mL/min/{1.73_m2}"),
                     .laboratory = "Central",
                     .age_from = 0,
                     .age_to = 200,
                     .from = pod_date_new (2026, 1, 1),
                     .to = POD_DATE_NONE };
  g_autoptr (GError) error = NULL;
  g_autofree char *state = NULL, *limits = NULL, *open = NULL;

  pod_trial_add_range (fixture->trial, &range, NULL, &error);
  g_assert_no_error (error);
  judging_add (fixture, "albumin", 20, "g/L", 35);
  judging_add (fixture, "egfr", 73, "mL/min/{1.73_m2}", NAN);
  state = say (fixture, "egfr", 0, pod_significance_item_say_state);
  limits = say (fixture, "egfr", 0, pod_significance_item_say_limits);
  open = say (fixture, "albumin", 0, pod_significance_item_say_state);
  g_assert_cmpstr (state, ==, "Computed, not judged");
  g_assert_cmpstr (limits, ==, "≥ 90");
  g_assert_cmpstr (open, ==, "Open");
}

static void
add_at (Fixture *fixture, int minute, double number, const char *laboratory)
{
  PodFinding finding = pod_test_result ("hgb", pod_date_new (2026, 11, 20), number, "g/L");

  finding.when.minute = minute;
  finding.laboratory = laboratory;
  pod_test_put (fixture->trial, fixture->subject, finding);
}

/* Of two of one test and day each says which it is, and the second follows the first. */
static void
test_same_day (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "Hemoglobin (1 of 3)", "Hemoglobin (2 of 3)",
                                       "Hemoglobin, 07:51" };
  static const char *const before[] = { "–", "90 g/L", "80 g/L" };

  add_at (fixture, -1, 90, "One");
  {
    g_autofree char *alone = say (fixture, "hgb", 0, pod_significance_item_say_name);

    g_assert_cmpstr (alone, ==, "Hemoglobin");
  }
  add_at (fixture, -1, 80, "Two");
  add_at (fixture, 7 * 60 + 51, 85, "One");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = say (fixture, "hgb", i, pod_significance_item_say_name);
      g_autofree char *previous = say (fixture, "hgb", i, pod_significance_item_say_previous);

      g_assert_cmpstr (name, ==, names[i]);
      g_assert_cmpstr (previous, ==, before[i]);
    }
}

/* What tells two rows apart stands at the end of the name, and a unit at that of a value: neither is what is cut. */
static void
test_room (Fixture *fixture, gconstpointer data)
{
  g_autofree char *previous = NULL;
  PodFinding finding = pod_test_result ("uprot24", pod_date_new (2026, 11, 19), 2.009, "g/d");
  GtkLabel *name;

  judging_add (fixture, "cd19_percent", 4.026, "%", 5);
  judging_add (fixture, "cd19_percent", 3.777, "%", 5);
  finding.completeness = "incomplete";
  pod_test_put (fixture->trial, fixture->subject, finding);
  judging_add (fixture, "uprot24", 1.891, "g/d", NAN);
  previous = say (fixture, "uprot24", 1, pod_significance_item_say_previous);
  /* In a word: nothing on the page would explain a sign. */
  g_assert_cmpstr (previous, ==, "2.009 g/d (in doubt)");
  judging_open (fixture);
  name = pod_test_find_label (fixture->dialog, "CD19+ B cells of lymphocytes (1 of 2)", FALSE);
  g_assert_nonnull (name);
  g_assert_cmpint (gtk_label_get_ellipsize (name), ==, PANGO_ELLIPSIZE_MIDDLE);
  pod_test_picture (fixture->dialog, "significance-room.png");
}

/* Each piece of it stays in one line, however narrow it is: "limits 5–" would be another limit. */
static void
check_lines (GtkLabel *label, int width)
{
  g_autoptr (PangoLayout) layout = pango_layout_copy (gtk_label_get_layout (label));
  const char *text = pango_layout_get_text (layout);

  pango_layout_set_width (layout, width * PANGO_SCALE);
  for (int i = 0; i < pango_layout_get_line_count (layout); i++)
    {
      PangoLayoutLine *line = pango_layout_get_line_readonly (layout, i);
      g_autofree char *words = g_strndup (text + line->start_index, (gsize) line->length);

      g_assert_false (g_str_has_prefix (words, "·"));
      g_assert_true (strstr (words, "limits") == NULL ||
                     strstr (words, "limits 5\u221218 ·") != NULL);
    }
}

/* What is signed is listed as it was judged, and read without a mistake. */
static void
test_signed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PodCasebook) casebook = NULL;
  GtkWidget *box = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  GtkLabel *label;
  PodFinding finding = pod_test_result ("cd19_percent", pod_date_new (2026, 11, 20), 4.026, "%");

  finding.lower = 5;
  finding.upper = 18;
  pod_test_put (fixture->trial, fixture->subject, finding);
  judging_add (fixture, "albumin", 31.3, "g/L", 40);
  judging_add (fixture, "creatinine", 30, "umol/L", 41);
  casebook = pod_test_load (fixture->trial, fixture->subject);
  pod_sign_summary_fill (GTK_BOX (box), fixture->trial, casebook, "report",
                         pod_date_first_day (pod_date_new (2026, 11, 20)));
  label = pod_test_find_label (box, "4.026 % ↓ · limits 5\u221218 · ", FALSE);
  g_assert_nonnull (label);
  for (int width = 40; width < 400; width += 20)
    check_lines (label, width);
  label = pod_test_find_label (box, "C", FALSE);
  g_assert_cmpstr (gtk_label_get_text (label), ==, "Creatinine");
  g_object_unref (box);
}

/* Of that day; with the reason that the trail keeps. */
static void
keep_result (Fixture *fixture, PodFinding finding, const char *why)
{
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (GError) error = NULL;

  finding.record = (PodRecord){ .id = -1, .subject = fixture->subject };
  pod_change_put_finding (change, &finding);
  pod_trial_commit (fixture->trial, change, why, NULL, &error);
  g_assert_no_error (error);
}

static void
keep (Fixture *fixture, double number, const char *why)
{
  PodFinding finding = pod_test_result ("hgb", pod_date_new (2026, 11, 20), number, "g/L");

  finding.lower = 115;
  keep_result (fixture, finding, why);
}

#define KEPT "not plausible: expected is 30 to 220 g/L; reason of the entry: measured twice"

/* Where a value is judged, and where that is signed, one reads that it is not plausible, and why somebody kept it; what is judged since says
 * nothing of that. */
static void
test_kept (Fixture *fixture, gconstpointer data)
{
  GtkWidget *box = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  g_autoptr (PodCasebook) casebook = NULL;
  g_autofree char *why = NULL;

  keep (fixture, 9.5, "measured twice");
  judging_open (fixture);
  g_assert_nonnull (pod_test_find_label (fixture->dialog, "9.5 g/L (not plausible)", FALSE));
  judging_choose_all (fixture);
  g_assert_nonnull (pod_test_find_label (fixture->dialog, "1 result chosen: " KEPT, FALSE));
  pod_test_picture (fixture->dialog, "significance-kept.png");
  gtk_widget_activate_action (fixture->dialog, "significance.not-significant", NULL);
  why = say (fixture, "hgb", 0, pod_significance_item_explain_value);
  g_assert_cmpstr (why, ==, KEPT);
  casebook = pod_test_load (fixture->trial, fixture->subject);
  pod_sign_summary_fill (GTK_BOX (box), fixture->trial, casebook, "report", judging_get_day ());
  g_assert_nonnull (pod_test_find_label (box, "9.5 g/L ↓ · " KEPT " · ", FALSE));
  g_object_unref (box);
}

/* Of what was not collected as it should be the value says so, and so does, without a pointer, what is chosen. */
static void
test_doubted (Fixture *fixture, gconstpointer data)
{
  PodFinding finding = pod_test_result ("uprot24", pod_date_new (2026, 11, 20), 4.2, "g/d");

  finding.upper = 0.15;
  finding.completeness = "incomplete";
  pod_test_put (fixture->trial, fixture->subject, finding);
  judging_open (fixture);
  g_assert_nonnull (pod_test_find_label (fixture->dialog, "4.2 g/d (in doubt)", FALSE));
  judging_choose_all (fixture);
  g_assert_nonnull (pod_test_find_label (fixture->dialog,
                                         "1 result chosen, in doubt (collection not complete)",
                                         FALSE));
  pod_test_picture (fixture->dialog, "significance-doubted.png");
}

/* What the chart marks is in doubt here too: nobody recorded whether all of it was collected. */
static void
test_not_known_whole (Fixture *fixture, gconstpointer data)
{
  PodFinding finding = pod_test_result ("uprot24", pod_date_new (2026, 11, 20), 4.2, "g/d");

  finding.upper = 0.15;
  pod_test_put (fixture->trial, fixture->subject, finding);
  judging_open (fixture);
  g_assert_nonnull (pod_test_find_label (fixture->dialog, "4.2 g/d (in doubt)", FALSE));
  judging_choose_all (fixture);
  g_assert_nonnull (pod_test_find_label (fixture->dialog,
                                         "1 result chosen, in doubt (completeness not recorded)",
                                         FALSE));
}

/* One of both says both. */
static void
test_doubted_and_kept (Fixture *fixture, gconstpointer data)
{
  PodFinding finding = pod_test_result ("uprot24", pod_date_new (2026, 11, 20), 4000, "g/d");
  g_autofree char *value = NULL;

  finding.completeness = "incomplete";
  keep_result (fixture, finding, "measured twice");
  value = say (fixture, "uprot24", 0, pod_significance_item_print_value);
  g_assert_cmpstr (value, ==, "4000 g/d (in doubt, not plausible)");
}

/* What was put back, since a file was undone, has that as its reason, which says nothing of its value. */
static void
test_kept_by_undoing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *why = NULL;

  keep (fixture, 9.5, "file undone, and what it had displaced brought back: wrong file");
  why = say (fixture, "hgb", 0, pod_significance_item_explain_value);
  g_assert_cmpstr (why, ==, "not plausible: expected is 30 to 220 g/L");
}

/* At the bound it is plausible. */
static void
test_plausible (Fixture *fixture, gconstpointer data)
{
  g_autofree char *why = NULL;

  keep (fixture, 30, NULL);
  judging_open (fixture);
  g_assert_false (pod_test_shows (fixture->dialog, "not plausible"));
  why = say (fixture, "hgb", 0, pod_significance_item_explain_value);
  g_assert_null (why);
}

/* What was not done is told where the report is judged, and listed with its reason where it is signed, though nobody judges it. */
static void
test_not_done (Fixture *fixture, gconstpointer data)
{
  GtkWidget *box = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  PodFinding finding = pod_test_finding ("albumin", pod_date_new (2026, 11, 20));
  g_autoptr (PodCasebook) casebook = NULL;

  finding.status = "not_done";
  finding.reason = "haemolysed";
  /* Who asked for it is known. */
  finding.laboratory = "Central";
  pod_test_put (fixture->trial, fixture->subject, finding);
  finding.when = pod_moment_on (pod_date_new (2026, 11, 21));
  finding.observation = "creatinine";
  pod_test_put (fixture->trial, fixture->subject, finding);
  judging_add (fixture, "plt", 100, "10*9/L", 125);
  judging_open (fixture);
  judging_show_day (fixture);
  g_assert_true (pod_test_shows (fixture->dialog,
                                 "1 test of that day was not done (serum albumin)."));
  casebook = pod_test_load (fixture->trial, fixture->subject);
  pod_sign_summary_fill (GTK_BOX (box), fixture->trial, casebook, "report", judging_get_day ());
  g_assert_nonnull (pod_test_find_label (box, "Not done on this day", FALSE));
  g_assert_nonnull (pod_test_find_label (box, "not done: Specimen haemolysed", FALSE));
  g_assert_null (pod_test_find_label (box, "Other results of this day", FALSE));
  g_assert_null (pod_test_find_label (box, "Creatinine", FALSE));
  g_object_unref (box);
}

/* What the signature does not cover does not stand among what it does: of a test without a laboratory that is said, and what no laboratory
 * measures is not told at all. */
static void
test_not_done_elsewhere (Fixture *fixture, gconstpointer data)
{
  GtkWidget *box = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  PodFinding finding = pod_test_finding ("albumin", pod_date_new (2026, 11, 20));
  g_autoptr (PodCasebook) casebook = NULL;

  finding.status = "not_done";
  finding.reason = "haemolysed";
  pod_test_put (fixture->trial, fixture->subject, finding);
  finding.observation = "sbp";
  finding.reason = "refused";
  pod_test_put (fixture->trial, fixture->subject, finding);
  judging_add (fixture, "plt", 100, "10*9/L", 125);
  casebook = pod_test_load (fixture->trial, fixture->subject);
  pod_sign_summary_fill (GTK_BOX (box), fixture->trial, casebook, "report",
                         pod_date_first_day (pod_date_new (2026, 11, 20)));
  g_assert_null (pod_test_find_label (box, "Not done on this day", FALSE));
  g_assert_nonnull (pod_test_find_label (box, "no laboratory named: not part of what is signed",
                                         FALSE));
  g_assert_nonnull (pod_test_find_label (box, "not done: Specimen haemolysed", FALSE));
  g_assert_null (pod_test_find_label (box, "Systolic", FALSE));
  g_assert_null (pod_test_find_label (box, "not done: Refused", FALSE));
  g_object_unref (box);
}

/* Where a limit is below nothing, the sign that looks like a dash would be another minus. */
static void
test_signed_below_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PodCasebook) casebook = NULL;
  GtkWidget *box = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  PodFinding finding = pod_test_result ("cd19_percent", pod_date_new (2026, 11, 20), 4.026, "%");

  finding.lower = -2.5;
  finding.upper = 3;
  pod_test_put (fixture->trial, fixture->subject, finding);
  casebook = pod_test_load (fixture->trial, fixture->subject);
  pod_sign_summary_fill (GTK_BOX (box), fixture->trial, casebook, "report",
                         pod_date_first_day (pod_date_new (2026, 11, 20)));
  g_assert_nonnull (pod_test_find_label (box, "4.026 % ↑ · limits -2.5–3 · ", FALSE));
  g_object_unref (box);
}

/* Whoever signs a casebook off sees what still waits for a judgement, as the page of the results counts it. */
static void
test_signed_off (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PodCasebook) casebook = NULL;
  GtkWidget *box = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  GtkLabel *name;
  GtkWidget *count;

  judging_add (fixture, "albumin", 31.3, "g/L", 40);
  judging_add (fixture, "plt", 200, "10*9/L", 125);
  casebook = pod_test_load (fixture->trial, fixture->subject);
  pod_sign_summary_fill (GTK_BOX (box), fixture->trial, casebook, "casebook", 0);
  name = pod_test_find_label (box, "Results not judged", FALSE);
  g_assert_nonnull (name);
  count = gtk_widget_get_next_sibling (GTK_WIDGET (name));
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (count)), ==, "1");
  g_object_unref (box);
}

static void
give (Fixture *fixture, const char *treatment, int day)
{
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (GError) error = NULL;
  PodIntervention dose;

  pod_intervention_init (&dose);
  dose.record = (PodRecord){ .id = -1, .subject = fixture->subject };
  dose.treatment = treatment;
  dose.start = dose.end = pod_moment_on (pod_date_new (2026, 11, day));
  pod_change_put_intervention (change, &dose);
  pod_trial_record (fixture->trial, fixture->subject, change, "invented", &error);
  g_assert_no_error (error);
}

/* What is new stands before older days: that is said, where there is both. */
static void
test_order (Fixture *fixture, gconstpointer data)
{
  judging_add_on (fixture, 14, "hgb", 120, "g/L", 115);
  give (fixture, "fludarabine", 15);
  give (fixture, "kn3601", 16);
  judging_add_on (fixture, 18, "albumin", 20, "g/L", 35);
  judging_open (fixture);
  g_assert_false (pod_test_shows (fixture->dialog, "stand first"));
  judging_add_on (fixture, 20, "hgb", 70, "g/L", 115);
  g_assert_true (pod_test_wait_shows (fixture->dialog, "New grades since infusion stand first, the "
                                                       "highest before others."));
  pod_test_picture (fixture->dialog, "significance-order.png");
}

int
main (int argc, char **argv)
{
  pod_test_window_init (&argc, &argv);
  pod_dialog_fixture_add ("/ui/significance-item/computed", test_computed);
  pod_dialog_fixture_add ("/ui/significance-item/same-day", test_same_day);
  pod_dialog_fixture_add ("/ui/significance-item/kept", test_kept);
  pod_dialog_fixture_add ("/ui/significance-item/doubted", test_doubted);
  pod_dialog_fixture_add ("/ui/significance-item/not-known-whole", test_not_known_whole);
  pod_dialog_fixture_add ("/ui/significance-item/doubted-and-kept", test_doubted_and_kept);
  pod_dialog_fixture_add ("/ui/significance-item/kept-by-undoing", test_kept_by_undoing);
  pod_dialog_fixture_add ("/ui/significance-item/plausible", test_plausible);
  pod_dialog_fixture_add ("/ui/significance-item/not-done", test_not_done);
  pod_dialog_fixture_add ("/ui/significance-item/not-done-elsewhere", test_not_done_elsewhere);
  pod_dialog_fixture_add ("/ui/significance-item/order", test_order);
  pod_dialog_fixture_add ("/ui/significance-item/signed-below-nothing", test_signed_below_nothing);
  pod_dialog_fixture_add ("/ui/significance-item/room", test_room);
  pod_dialog_fixture_add ("/ui/significance-item/signed", test_signed);
  pod_dialog_fixture_add ("/ui/significance-item/signed-off", test_signed_off);
  return g_test_run ();
}
