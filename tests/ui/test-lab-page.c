/* The charts of one subject and of all, in the window: with one result, with sixty, with five thousand. */

#include "pod-adverse-event-item.h"
#include "pod-export-dialog.h"
#include "pod-history-dialog.h"
#include "pod-kinetics-dialog.h"
#include "pod-lab-page.h"
#include "pod-paper-dialog.h"
#include "pod-signature-footer.h"
#include "pod-subject-page.h"
#include "pod-test-window.h"
#include "pod-trial-history.h"
#include "pod-trial-window-actions.h"
#include "pod-wall-page.h"
#include "pod-widget-picture.h"
#include "pod-words.h"

#include <string.h>

typedef struct
{
  PodTrial *trial;
  PodTrialWindow *window;
  gint64 subject;
  PodChartView *view; /* of the results */
} Fixture;

static const struct
{
  const char *observation;
  const char *unit;
  double typical;
} kinds[] = { { "hgb", "g/L", 110 }, { "plt", "10*9/L", 180 },     { "anc", "10*9/L", 3 },
              { "alt", "U/L", 30 },  { "calcium", "mmol/L", 2.3 }, { "albumin", "g/L", 32 },
              { "crp", "mg/L", 6 },  { "ferritin", "ug/L", 210 } };

/* One a day backwards, of each in turn. */
static void
record (Fixture *fixture, guint n)
{
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (GError) error = NULL;
  gint32 today = pod_date_first_day (pod_trial_get_today (fixture->trial));
  guint per_day = n / 120 + 1;

  for (guint i = 0; i < n; i++)
    {
      PodFinding finding;
      guint kind = i % G_N_ELEMENTS (kinds);

      pod_finding_init (&finding);
      finding.record.id = pod_change_reserve (change);
      finding.record.subject = fixture->subject;
      finding.observation = g_intern_string (kinds[kind].observation);
      finding.when = pod_moment_on (pod_date_from_day (today - (gint32) (i / per_day)));
      finding.quantity.number = kinds[kind].typical * (1 + ((int) (i * 7919 % 100) - 50) / 200.0);
      finding.quantity.unit = pod_unit_from_ucum (kinds[kind].unit);
      finding.source = "typed";
      pod_change_put_finding (change, &finding);
    }
  pod_trial_record (fixture->trial, fixture->subject, change, "invented", &error);
  g_assert_no_error (error);
}

/* With the charts not shown yet. */
static void
set_up_apart (Fixture *fixture, gconstpointer data)
{
  fixture->trial = pod_test_trial (pod_test_dir ());
  fixture->subject = pod_test_register (fixture->trial, "Invented Anna", "R-0001", "mn");
  if (GPOINTER_TO_UINT (data) > 0)
    record (fixture, GPOINTER_TO_UINT (data));
  fixture->window = pod_test_window_open (fixture->trial);
  pod_test_settle ();
}

static void
show_subject (Fixture *fixture)
{
  pod_trial_window_show_subject (fixture->window, fixture->subject);
  fixture->view =
      pod_lab_page_get_view (POD_LAB_PAGE (pod_widget_find (GTK_WIDGET (fixture->window),
                                                            POD_TYPE_LAB_PAGE)));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  set_up_apart (fixture, data);
  show_subject (fixture);
  pod_subject_page_show_tab (POD_SUBJECT_PAGE (pod_widget_find (GTK_WIDGET (fixture->window),
                                                                POD_TYPE_SUBJECT_PAGE)),
                             "labs");
  pod_test_settle ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
  if (fixture->window != NULL)
    pod_test_window_close (fixture->window);
}

/* ---- how much there is ---- */

static void
take_pictures (Fixture *fixture, guint n)
{
  g_autofree char *light = g_strdup_printf ("labs-%u-light.png", n);
  g_autofree char *dark = g_strdup_printf ("labs-%u-dark.png", n);

  pod_test_picture (fixture->window, light);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      ADW_COLOR_SCHEME_FORCE_DARK);
  pod_test_settle ();
  pod_test_picture (fixture->window, dark);
}

/* Every result is drawn, or is in the list of those that are not; a computed one (eGFR) comes on top. */
static void
test_amount (Fixture *fixture, gconstpointer data)
{
  guint n = GPOINTER_TO_UINT (data);
  PodChartCanvas *canvas = pod_chart_view_get_canvas (fixture->view);
  PodScene *scene = pod_chart_canvas_get_scene (canvas);

  if (n == 0)
    {
      g_assert_true (pod_test_shows (fixture->view, "No results yet"));
      /* What can be done about it stands below. */
      g_assert_true (pod_test_shows (fixture->view, "Enter Results"));
      g_assert_true (pod_test_shows (fixture->view, "Import Laboratory File…"));
      /* Another chart of the same subject has days; here are none to scroll through. */
      pod_day_view_add_extent (pod_chart_canvas_get_days (canvas), (PodDayRange){ -30, 100 });
      gtk_widget_activate_action (GTK_WIDGET (fixture->view), "chart.show", "s", "early");
      g_assert_false (gtk_widget_get_visible (pod_test_child (fixture->view, "scrollbar")));
      gtk_widget_activate_action (GTK_WIDGET (fixture->view), "chart.show", "s", "all");
    }
  else
    g_assert_cmpuint (pod_chart_canvas_count_records (canvas) + scene->not_drawn, >=, n);
  take_pictures (fixture, n);
}

/* Where nothing is drawn, the days are still there to be chosen. */
static void
test_nothing_drawn (Fixture *fixture, gconstpointer data)
{
  gpointer page = pod_widget_find (GTK_WIDGET (fixture->window), POD_TYPE_SUBJECT_PAGE);
  PodLabControls *controls = pod_lab_page_get_controls (pod_test_child (page, "labs"));

  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "chart.show", "s", "early");
  pod_lab_controls_choose (controls, POD_LAB_PERCENT_CHANGE, POD_LAB_AXIS_AUTO, 0);
  pod_test_settle ();
  /* Other days would not help: it says what is missing, and leads to what there is. */
  g_assert_true (pod_test_shows (fixture->view, "No baseline to compare with"));
  /* Whoever was not treated lacks no result from before. */
  g_assert_true (pod_test_shows (fixture->view, "No lymphodepletion or infusion is recorded yet"));
  g_assert_false (pod_test_shows (fixture->view, "no result from before the treatment"));
  g_assert_true (pod_test_shows (fixture->view, "D −14 to D 35"));
  pod_lab_controls_choose (controls, POD_LAB_TIMES_BASELINE, POD_LAB_AXIS_AUTO, 0);
  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "chart.show", "s", "all");
  pod_test_settle ();
  g_assert_true (pod_test_shows (fixture->view, "No baseline to compare with"));
  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "labs.values", NULL);
  pod_test_settle ();
  g_assert_cmpint (pod_lab_controls_get_mode (controls), ==, POD_LAB_VALUE);
  g_assert_cmpuint (pod_chart_canvas_count_records (pod_chart_view_get_canvas (fixture->view)), >,
                    0);
}

/* ---- by which scale ---- */

/* Of the first row with a grade; NULL for none. */
static const char *
get_scale (Fixture *fixture)
{
  PodScene *scene = pod_chart_canvas_get_scene (pod_chart_view_get_canvas (fixture->view));

  for (guint i = 1; i < pod_scene_get_rows (scene)->len; i++)
    for (char **cell = (char **) scene->rows->pdata[i] + scene->n_shown; *cell; cell++)
      if (g_str_has_prefix (*cell, "CTCAE"))
        return *cell;
  return NULL;
}

/* Another scale is chosen for as long as somebody looks: it says which, and nothing of the record changes. */
static void
test_scale (Fixture *fixture, gconstpointer data)
{
  PodLabPage *page = POD_LAB_PAGE (pod_widget_find (GTK_WIDGET (fixture->window),
                                                    POD_TYPE_LAB_PAGE));
  PodLabControls *controls = pod_lab_page_get_controls (page);
  PodScene *scene;

  g_assert_cmpstr (get_scale (fixture), ==, "CTCAE 5.0");
  g_assert_null (pod_lab_controls_get_scale (controls));
  pod_lab_controls_choose_scale (controls, "CTCAE 6.0");
  pod_test_settle ();
  scene = pod_chart_canvas_get_scene (pod_chart_view_get_canvas (fixture->view));
  g_assert_cmpstr (get_scale (fixture), ==, "CTCAE 6.0");
  g_assert_nonnull (strstr (scene->description,
                            "Grades: CTCAE 6.0 (the scale of the study is CTCAE 5.0)"));
  g_assert_cmpstr (pod_study_get (pod_trial_get_study (fixture->trial), "toxicity_scale"), ==,
                   "CTCAE 5.0");
  pod_test_picture (fixture->window, "labs-other-scale.png");
  /* On the screen it stands above the table: a column of it would cut what is in the others. */
  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "chart.table", NULL);
  pod_test_settle ();
  scene = pod_chart_canvas_get_scene (pod_chart_view_get_canvas (fixture->view));
  g_assert_cmpuint (g_list_model_get_n_items (
                        gtk_column_view_get_columns (pod_test_child (fixture->view, "table"))),
                    ==, scene->n_shown);
  pod_lab_controls_reset (controls);
  g_assert_null (pod_lab_controls_get_scale (controls));
}

/* An amendment that brings another scale offers it, one that takes it away does not leave it on offer, whatever the study's own is. */
static void
test_scale_amended (Fixture *fixture, gconstpointer data)
{
  PodLabControls *controls =
      pod_lab_page_get_controls (POD_LAB_PAGE (pod_widget_find (GTK_WIDGET (fixture->window),
                                                                POD_TYPE_LAB_PAGE)));
  g_autoptr (PodStudy) before = pod_test_load_without ("ctcae-6.0.ini");
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  pod_lab_controls_choose_scale (controls, "CTCAE 6.0");
  g_assert_cmpstr (pod_lab_controls_get_scale (controls), ==, "CTCAE 6.0");
  pod_lab_controls_fill (controls, before, none);
  g_assert_null (pod_lab_controls_get_scale (controls));
  pod_lab_controls_choose_scale (controls, "CTCAE 6.0");
  g_assert_null (pod_lab_controls_get_scale (controls));
  pod_lab_controls_fill (controls, pod_trial_get_study (fixture->trial), none);
  pod_lab_controls_choose_scale (controls, "CTCAE 6.0");
  g_assert_cmpstr (pod_lab_controls_get_scale (controls), ==, "CTCAE 6.0");
}

/* ---- records ---- */

static void
test_opens_record (Fixture *fixture, gconstpointer data)
{
  PodChartCanvas *canvas = pod_chart_view_get_canvas (fixture->view);

  gtk_widget_grab_focus (GTK_WIDGET (canvas));
  pod_test_settle ();
  gtk_widget_activate_action (GTK_WIDGET (canvas), "chart.activate", NULL);
  pod_test_settle ();
  g_assert_nonnull (pod_test_toplevel (POD_TYPE_HISTORY_DIALOG));
  /* What it says and where it is from, above what was done to it. */
  g_assert_true (pod_test_shows (pod_test_toplevel (POD_TYPE_HISTORY_DIALOG), "Collected"));
  g_assert_true (pod_test_shows (pod_test_toplevel (POD_TYPE_HISTORY_DIALOG), "Source"));
  gtk_window_close (pod_test_toplevel (POD_TYPE_HISTORY_DIALOG));
  pod_test_settle ();
}

/* What was chosen stays chosen while the same person is there, and days are those of all charts of the subject. */
static void
test_choices (Fixture *fixture, gconstpointer data)
{
  gpointer page = pod_widget_find (GTK_WIDGET (fixture->window), POD_TYPE_SUBJECT_PAGE);
  PodLabControls *controls = pod_lab_page_get_controls (pod_test_child (page, "labs"));
  gint64 other = pod_test_register (fixture->trial, "Invented Berta", "R-0002", "igan");
  const char *cohort;

  pod_lab_controls_choose (controls, POD_LAB_PERCENT_CHANGE, POD_LAB_AXIS_LINEAR, 0);
  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "chart.show", "s", "early");
  pod_test_settle ();
  pod_subject_page_show_tab (page, "timeline");
  pod_test_settle ();
  g_assert_true (pod_test_shows (pod_test_child (page, "timeline"), "D −14 to D 35"));
  pod_trial_window_show_subject (fixture->window, other);
  pod_test_settle ();
  g_assert_cmpint (pod_lab_controls_get_mode (controls), ==, POD_LAB_PERCENT_CHANGE);
  g_assert_false (pod_test_shows (pod_test_child (page, "timeline"), "D −14 to D 35"));
  pod_trial_window_lock (fixture->window, "asked");
  pod_test_settle ();
  g_assert_cmpint (pod_lab_controls_get_mode (controls), ==, POD_LAB_VALUE);
  g_assert_false (pod_lab_controls_get_overlay (controls, &cohort));
  g_assert_null (pod_chart_canvas_get_scene (pod_chart_view_get_canvas (fixture->view)));
}

static gint64
find_finding (const Fixture *fixture, const char *observation)
{
  g_autoptr (PodCasebook)
      casebook = pod_trial_load_casebook (fixture->trial, fixture->subject, NULL);
  guint n;
  const PodFinding *series = pod_casebook_get_series (casebook, observation, &n);

  g_assert_cmpuint (n, >, 0);
  return series[0].record.id;
}

/* Whoever comes from a list of all subjects sees that result of this one, whatever panel was looked at before, and among whom. */
static void
test_shows_result (Fixture *fixture, gconstpointer data)
{
  gpointer page = pod_widget_find (GTK_WIDGET (fixture->window), POD_TYPE_SUBJECT_PAGE);
  PodLabControls *controls = pod_lab_page_get_controls (pod_test_child (page, "labs"));
  gint64 alt = find_finding (fixture, "alt"), hgb = find_finding (fixture, "hgb");
  const PodMark *mark;
  const char *cohort;

  pod_lab_controls_choose (controls, POD_LAB_VALUE, POD_LAB_AXIS_AUTO, 1);
  pod_test_settle ();
  g_assert_true (pod_lab_controls_get_overlay (controls, &cohort));
  pod_subject_page_show_result (page, alt);
  pod_test_settle ();
  g_assert_false (pod_lab_controls_get_overlay (controls, &cohort));
  g_assert_null (pod_lab_controls_get_group (controls));
  for (guint i = 1; g_strcmp0 (pod_lab_controls_get_group (controls), "liver") != 0; i++)
    gtk_drop_down_set_selected (GTK_DROP_DOWN (pod_widget_find (GTK_WIDGET (controls),
                                                                GTK_TYPE_DROP_DOWN)),
                                i);
  pod_subject_page_show_result (page, hgb);
  pod_test_settle ();
  mark = pod_chart_canvas_get_record (pod_chart_view_get_canvas (fixture->view));
  g_assert_nonnull (mark);
  g_assert_cmpint (mark->id, ==, hgb);
  g_assert_cmpstr (pod_lab_controls_get_group (controls), ==, "blood_count");
}

/* From a page of all subjects, while the charts are not laid out yet: what was asked for is scrolled to, however far down its panel is. */
static void
test_scrolls_to_result (Fixture *fixture, gconstpointer data)
{
  gint64 finding = find_finding (fixture, "ferritin");
  PodChartCanvas *canvas;
  GtkAdjustment *adjustment;
  const PodMark *mark;
  double top;

  show_subject (fixture);
  pod_subject_page_show_result (POD_SUBJECT_PAGE (pod_widget_find (GTK_WIDGET (fixture->window),
                                                                   POD_TYPE_SUBJECT_PAGE)),
                                finding);
  pod_test_settle ();
  canvas = pod_chart_view_get_canvas (fixture->view);
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (
      gtk_widget_get_ancestor (GTK_WIDGET (canvas), GTK_TYPE_SCROLLED_WINDOW)));
  mark = pod_chart_canvas_get_record (canvas);
  top = gtk_adjustment_get_value (adjustment);
  g_assert_nonnull (mark);
  g_assert_cmpint (mark->id, ==, finding);
  g_assert_cmpfloat (mark->y, >, gtk_adjustment_get_page_size (adjustment));
  g_assert_cmpfloat (mark->y, >, top);
  g_assert_cmpfloat (mark->y, <, top + gtk_adjustment_get_page_size (adjustment));
  /* And what its panel is called, in a line above the plot. */
  g_assert_cmpfloat (pod_scene_get_panel (pod_chart_canvas_get_scene (canvas), mark->panel - 1)->y -
                         30,
                     >=, top);
}

/* ---- what they come to ---- */

static void
infuse (Fixture *fixture, int days_ago)
{
  static const struct
  {
    const char *observation, *unit;
    int day;
    double number;
    PodComparator comparator;
    const char *status;
  } results[] = {
    { "car_copies", "{copies}/ug", 0, 50, POD_LESS_THAN, NULL },
    { "car_copies", "{copies}/ug", 9, 1200, POD_EXACTLY, NULL },
    { "car_copies", "{copies}/ug", 28, 300, POD_EXACTLY, NULL },
    { "car_copies", "{copies}/ug", 30, 900, POD_EXACTLY, "preliminary" },
    { "cd19", "{cells}/uL", 9, 2, POD_EXACTLY, NULL },
  };
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (GError) error = NULL;
  gint32 zero = pod_date_first_day (pod_trial_get_today (fixture->trial)) - days_ago;
  PodIntervention dose;

  pod_intervention_init (&dose);
  dose.record.id = pod_change_reserve (change);
  dose.record.subject = fixture->subject;
  dose.treatment = g_intern_string ("kn3601");
  dose.start = dose.end = pod_moment_on (pod_date_from_day (zero));
  pod_change_put_intervention (change, &dose);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      PodFinding finding;

      pod_finding_init (&finding);
      finding.record.id = pod_change_reserve (change);
      finding.record.subject = fixture->subject;
      finding.observation = g_intern_string (results[i].observation);
      finding.when = pod_moment_on (pod_date_from_day (zero + results[i].day));
      finding.quantity = (PodQuantity){ results[i].comparator, results[i].number,
                                        pod_unit_from_ucum (results[i].unit) };
      finding.source = "typed";
      finding.status = results[i].status;
      pod_change_put_finding (change, &finding);
    }
  pod_trial_record (fixture->trial, fixture->subject, change, "invented", &error);
  g_assert_no_error (error);
}

/* Who was walked to among all subjects is nothing that the page of another one tells of. */
static void
test_another_subject (Fixture *fixture, gconstpointer data)
{
  gpointer page = pod_widget_find (GTK_WIDGET (fixture->window), POD_TYPE_SUBJECT_PAGE);
  PodLabControls *controls = pod_lab_page_get_controls (pod_test_child (page, "labs"));
  PodChartCanvas *canvas = pod_chart_view_get_canvas (fixture->view);
  gint64 other = pod_test_register (fixture->trial, "Invented Berta", "R-0002", "igan");
  g_autofree char *words = NULL;
  const PodMark *mark;

  infuse (fixture, 40);
  pod_lab_controls_choose (controls, POD_LAB_VALUE, POD_LAB_AXIS_AUTO, 1);
  pod_test_settle ();
  /* Of all subjects as of one, what is drawn has a key. */
  g_assert_true (gtk_widget_get_visible (pod_test_child (fixture->view, "key")));
  g_assert_true (pod_chart_canvas_go_to (canvas, POD_RECORD_FINDING, find_finding (fixture, "alt"),
                                         NULL));
  pod_test_settle ();
  mark = pod_chart_canvas_get_record (canvas);
  g_assert_nonnull (mark);
  words = g_strdup (pod_scene_get_what (pod_chart_canvas_get_scene (canvas), mark));
  g_assert_true (pod_test_shows (fixture->view, words));
  pod_trial_window_show_subject (fixture->window, other);
  pod_subject_page_show_tab (page, "labs");
  pod_test_settle ();
  g_assert_null (pod_chart_canvas_get_record (canvas));
  g_assert_false (pod_test_shows (fixture->view, words));
}

static GtkWidget *
find_result (GtkWidget *root)
{
  GtkWidget *found = g_object_get_data (G_OBJECT (root), "finding") != NULL ? root : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_result (child);
  return found;
}

static gboolean
has_result (GtkWidget *root, const char *title)
{
  gboolean found = g_object_get_data (G_OBJECT (root), "finding") != NULL &&
                   g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (root)), title);

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && !found;
       child = gtk_widget_get_next_sibling (child))
    found = has_result (child, title);
  return found;
}

/* "day 9 · 29 Nov 2026", of that many days after the infusion that was so many days ago. */
static char *
say_result (Fixture *fixture, int days_ago, int day)
{
  gint32 today = pod_date_first_day (pod_trial_get_today (fixture->trial));
  g_autofree char *date =
      pod_moment_to_words (pod_moment_on (pod_date_from_day (today - days_ago + day)));

  return g_strdup_printf ("day %d · %s", day, date);
}

static guint
count_said (GtkWidget *root, const char *words)
{
  guint n = GTK_IS_LABEL (root) && strstr (gtk_label_get_text (GTK_LABEL (root)), words) != NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_said (child, words);
  return n;
}

/* While it is open the record may change; each figure opens to its results, and those to what is on record of them. */
static void
test_kinetics (Fixture *fixture, gconstpointer data)
{
  gpointer page = pod_widget_find (GTK_WIDGET (fixture->window), POD_TYPE_LAB_PAGE);
  g_autofree char *left_out = say_result (fixture, 40, 30);
  GtkWindow *dialog;
  GtkWidget *row;

  gtk_widget_activate_action (page, "labs.kinetics", NULL);
  pod_test_settle ();
  dialog = pod_test_toplevel (POD_TYPE_KINETICS_DIALOG);
  g_assert_nonnull (dialog);
  /* Once, above all of them. */
  g_assert_cmpuint (count_said (GTK_WIDGET (dialog), "infusion yet"), ==, 1);
  g_assert_null (pod_widget_find (GTK_WIDGET (dialog), ADW_TYPE_EXPANDER_ROW));
  infuse (fixture, 40);
  pod_test_settle ();
  g_assert_cmpuint (count_said (GTK_WIDGET (dialog), "infusion yet"), ==, 0);
  g_assert_true (pod_test_shows (dialog, "1200 copies/µg"));
  g_assert_true (pod_test_shows (dialog, "still present on day 28, the last result"));
  g_assert_true (pod_test_shows (dialog, "Not counted"));
  g_assert_true (has_result (GTK_WIDGET (dialog), left_out));
  row = pod_widget_find (GTK_WIDGET (dialog), ADW_TYPE_EXPANDER_ROW);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  pod_test_settle ();
  pod_test_picture (dialog, "kinetics.png");
  g_signal_emit_by_name (find_result (row), "activated");
  pod_test_settle ();
  g_assert_nonnull (pod_test_toplevel (POD_TYPE_HISTORY_DIALOG));
  gtk_window_close (pod_test_toplevel (POD_TYPE_HISTORY_DIALOG));
  pod_test_settle ();
  /* Nothing of a subject stays on the screen of a trial that is locked. */
  pod_trial_window_lock (fixture->window, "asked");
  pod_test_settle ();
  g_assert_null (pod_test_toplevel (POD_TYPE_KINETICS_DIALOG));
}

/* The results of a second infusion are told by its own days, as the figures above them are. */
static void
test_second_infusion (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = say_result (fixture, 80, 9);
  g_autofree char *second = say_result (fixture, 40, 9);
  GtkWindow *dialog;

  infuse (fixture, 80);
  infuse (fixture, 40);
  pod_test_settle ();
  gtk_widget_activate_action (pod_widget_find (GTK_WIDGET (fixture->window), POD_TYPE_LAB_PAGE),
                              "labs.kinetics", NULL);
  pod_test_settle ();
  dialog = pod_test_toplevel (POD_TYPE_KINETICS_DIALOG);
  g_assert_true (has_result (GTK_WIDGET (dialog), first));
  g_assert_true (has_result (GTK_WIDGET (dialog), second));
  gtk_window_close (dialog);
  pod_test_settle ();
}

/* ---- the wall ---- */

/* A sheet of A4 on its side. */
static void
check_across (const char *path)
{
  gsize length = 0;
  const char *pdf = pod_test_read (path, &length);
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < length; i++)
    if (pdf[i] != '\0')
      g_string_append_c (text, pdf[i]);
  g_assert_nonnull (strstr (text->str, "/MediaBox [ 0 0 841"));
  g_assert_null (strstr (text->str, "/MediaBox [ 0 0 595"));
}

static void
test_wall (Fixture *fixture, gconstpointer data)
{
  gpointer wall = pod_test_child (fixture->window, "wall");
  const char *path = pod_test_path (pod_test_dir (), "wall.pdf");
  PodChartCanvas *canvas;

  g_assert_null (pod_chart_page_get_view (wall));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.wall", NULL);
  pod_test_settle ();
  g_assert_cmpstr (pod_trial_window_get_page (fixture->window), ==, "wall");
  pod_test_picture (fixture->window, "wall.png");
  /* On paper that lies on its side, in whole. */
  g_assert_true (pod_chart_view_print_to (pod_chart_page_get_view (wall), path, NULL));
  check_across (path);
  canvas = pod_chart_view_get_canvas (pod_chart_page_get_view (wall));
  gtk_widget_grab_focus (GTK_WIDGET (canvas));
  pod_test_settle ();
  gtk_widget_activate_action (GTK_WIDGET (canvas), "chart.activate", NULL);
  pod_test_settle ();
  g_assert_cmpstr (pod_trial_window_get_page (fixture->window), ==, "subject");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.back", NULL);
  pod_test_settle ();
  g_assert_cmpstr (pod_trial_window_get_page (fixture->window), ==, "wall");
}

static void
put_event (Fixture *fixture, PodChange *change, const char *term, int day, int grade)
{
  PodAdverseEvent event;

  pod_adverse_event_init (&event);
  event.record.id = pod_change_reserve (change);
  event.record.subject = fixture->subject;
  event.term = g_intern_string (term);
  event.grade = grade;
  event.outcome = POD_OUTCOME_NOT_RECOVERED;
  event.start =
      pod_moment_on (pod_date_from_day (pod_date_first_day (pod_trial_get_today (fixture->trial)) -
                                        40 + day));
  pod_change_put_adverse_event (change, &event);
}

/* The milder, which stands on the ribbon alone, began first, so that it is not the first in the list. */
static gint64
add_events (Fixture *fixture)
{
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (PodCasebook) casebook = NULL;
  const PodAdverseEvent *events;
  guint n;

  put_event (fixture, change, "neutropenia", 3, 2);
  put_event (fixture, change, "crs", 8, 4);
  pod_trial_record (fixture->trial, fixture->subject, change, "invented", &error);
  g_assert_no_error (error);
  casebook = pod_trial_load_casebook (fixture->trial, fixture->subject, NULL);
  events = pod_casebook_get_adverse_events (casebook, &n);
  g_assert_cmpuint (n, ==, 2);
  return events[events[0].grade == 2 ? 0 : 1].record.id;
}

static void
check_record (PodChartCanvas *canvas, gint64 id)
{
  const PodMark *mark = pod_chart_canvas_get_record (canvas);

  g_assert_nonnull (mark);
  g_assert_cmpint (mark->id, ==, id);
}

/* Enter on an event chooses that very one in the list, with the keyboard on it; whoever comes back is where they were, though the wall was
 * measured meanwhile at a width at which no event has room. */
static void
test_wall_event (Fixture *fixture, gconstpointer data)
{
  gpointer wall = pod_test_child (fixture->window, "wall");
  gpointer page = pod_widget_find (GTK_WIDGET (fixture->window), POD_TYPE_SUBJECT_PAGE);
  gint64 milder;
  PodChartCanvas *canvas;
  GtkSingleSelection *selection;

  infuse (fixture, 40);
  milder = add_events (fixture);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.wall", NULL);
  pod_test_settle ();
  canvas = pod_chart_view_get_canvas (pod_chart_page_get_view (wall));
  g_assert_true (pod_chart_canvas_go_to (canvas, POD_RECORD_ADVERSE_EVENT, milder, NULL));
  gtk_widget_measure (GTK_WIDGET (canvas), GTK_ORIENTATION_VERTICAL, 480, NULL, NULL, NULL, NULL);
  g_assert_null (pod_chart_canvas_get_record (canvas));
  gtk_widget_queue_resize (GTK_WIDGET (canvas));
  pod_test_settle ();
  check_record (canvas, milder);
  gtk_widget_activate_action (GTK_WIDGET (canvas), "chart.activate", NULL);
  pod_test_settle ();
  g_assert_cmpstr (pod_trial_window_get_page (fixture->window), ==, "subject");
  selection = pod_test_child (pod_test_child (page, "events"), "selection");
  g_assert_cmpint (
      pod_adverse_event_item_get_id (gtk_single_selection_get_selected_item (selection)), ==,
      milder);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)),
                                         pod_test_child (pod_test_child (page, "events"), "view")));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.back", NULL);
  pod_test_settle ();
  check_record (canvas, milder);
}

/* ---- what leaves ---- */

static void
test_leaves (Fixture *fixture, gconstpointer data)
{
  PodHistoryFilter filter = { .action = "PRINT", .limit = 10 };
  const char *path = pod_test_path (pod_test_dir (), "labs.csv");
  PodDayRange shown;
  PodDayView *days = pod_chart_canvas_get_days (pod_chart_view_get_canvas (fixture->view));
  g_autoptr (GListModel) rows = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (pod_chart_view_save_to (fixture->view, path, &error));
  g_assert_no_error (error);
  g_assert_null (strstr (pod_test_read (path, NULL), "Invented Anna"));
  g_assert_null (strstr (pod_test_read (path, NULL), "only days"));
  /* Of a part each row says which. */
  g_assert_true (pod_chart_canvas_get_shown (pod_chart_view_get_canvas (fixture->view), &shown));
  pod_day_view_set_range (days, (PodDayRange){ shown.first, shown.last - 9 }, FALSE);
  pod_test_settle ();
  g_assert_true (pod_chart_view_save_to (fixture->view, path, &error));
  g_assert_no_error (error);
  g_assert_nonnull (strstr (pod_test_read (path, NULL), ",only days "));
  rows = pod_trial_list_history (fixture->trial, &filter, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (rows), ==, 2);
}

static void
show_tab (Fixture *fixture, const char *tab)
{
  pod_subject_page_show_tab (POD_SUBJECT_PAGE (pod_widget_find (GTK_WIDGET (fixture->window),
                                                                POD_TYPE_SUBJECT_PAGE)),
                             tab);
  pod_test_settle ();
}

/* What is printed and saved is what is looked at, wherever the keyboard is; without a chart it is the sheet of the subject. */
static void
test_leaves_shown (Fixture *fixture, gconstpointer data)
{
  GtkWidget *chart = GTK_WIDGET (fixture->view);

  gtk_widget_grab_focus (chart);
  g_assert_true (pod_trial_window_find_chart (fixture->window) == chart);
  gtk_window_set_focus (GTK_WINDOW (fixture->window), NULL);
  g_assert_true (pod_trial_window_find_chart (fixture->window) == chart);
  show_tab (fixture, "timeline");
  g_assert_nonnull (pod_trial_window_find_chart (fixture->window));
  g_assert_true (pod_trial_window_find_chart (fixture->window) != chart);
  show_tab (fixture, "eligibility");
  g_assert_null (pod_trial_window_find_chart (fixture->window));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.print-here", NULL);
  g_assert_true (pod_test_wait_toplevel (POD_TYPE_PAPER_DIALOG, TRUE));
  gtk_window_close (pod_test_toplevel (POD_TYPE_PAPER_DIALOG));
}

/* Where nothing has happened yet the chart has nothing to give. */
static void
test_leaves_empty (Fixture *fixture, gconstpointer data)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.print-here", NULL);
  g_assert_true (pod_test_wait_toplevel (POD_TYPE_PAPER_DIALOG, TRUE));
  gtk_window_close (pod_test_toplevel (POD_TYPE_PAPER_DIALOG));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.export-here", NULL);
  g_assert_true (pod_test_wait_toplevel (POD_TYPE_EXPORT_DIALOG, TRUE));
  gtk_window_close (pod_test_toplevel (POD_TYPE_EXPORT_DIALOG));
}

/* The page that fades away is there still, and before the next. */
static void
test_leaves_fading (Fixture *fixture, gconstpointer data)
{
  GtkStack *stack = pod_test_child (fixture->window, "stack");
  GtkWidget *page = gtk_stack_get_visible_child (stack);
  GtkWidget *wall = pod_test_child (fixture->window, "wall");

  gtk_stack_set_visible_child (stack, wall);
  pod_test_settle ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", TRUE, NULL);
  gtk_stack_set_transition_duration (stack, 60000);
  gtk_stack_set_transition_type (stack, GTK_STACK_TRANSITION_TYPE_CROSSFADE);
  gtk_stack_set_visible_child (stack, page);
  g_assert_true (gtk_widget_get_mapped (wall));
  g_assert_true (pod_trial_window_find_chart (fixture->window) == GTK_WIDGET (fixture->view));
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
}

/* Whoever chooses a file, or a printer, keeps the view; the page with its trial may go meanwhile. */
static void
test_page_gone (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PodChartView) view = g_object_ref (fixture->view);
  gpointer page = pod_widget_find (GTK_WIDGET (fixture->window), POD_TYPE_LAB_PAGE);
  const char *path = pod_test_path (pod_test_dir (), "gone.csv");
  g_autoptr (GError) error = NULL;

  g_object_add_weak_pointer (G_OBJECT (page), &page);
  pod_test_window_close (g_steal_pointer (&fixture->window));
  pod_test_settle ();
  g_assert_null (page);
  g_assert_false (pod_chart_view_save_to (view, path, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_false (pod_chart_view_print_to (view, path, NULL));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

#define ADD(name, n, func)                                                                         \
  g_test_add ("/ui/lab-page/" name, Fixture, GUINT_TO_POINTER (n), set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  pod_test_window_init (&argc, &argv);
  ADD ("none", 0, test_amount);
  ADD ("one", 1, test_amount);
  ADD ("sixty", 60, test_amount);
  ADD ("five-thousand", 5000, test_amount);
  ADD ("opens-record", 60, test_opens_record);
  ADD ("nothing-drawn", 60, test_nothing_drawn);
  ADD ("choices", 60, test_choices);
  ADD ("shows-result", 60, test_shows_result);
  g_test_add ("/ui/lab-page/scrolls-to-result", Fixture, GUINT_TO_POINTER (60), set_up_apart,
              test_scrolls_to_result, tear_down);
  ADD ("kinetics", 0, test_kinetics);
  ADD ("second-infusion", 0, test_second_infusion);
  ADD ("scale", 60, test_scale);
  ADD ("scale-amended", 60, test_scale_amended);
  ADD ("wall", 60, test_wall);
  ADD ("wall-event", 0, test_wall_event);
  ADD ("another-subject", 60, test_another_subject);
  ADD ("leaves", 60, test_leaves);
  ADD ("leaves-shown", 60, test_leaves_shown);
  ADD ("leaves-empty", 0, test_leaves_empty);
  ADD ("leaves-fading", 60, test_leaves_fading);
  ADD ("page-gone", 60, test_page_gone);
  return g_test_run ();
}
