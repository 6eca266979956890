/* The shift tables in the window: nobody infused yet, one who got worse, the cell's list by keys, and on to the result. */

#include "pod-shift-dialog.h"
#include "pod-shift-page.h"
#include "pod-test-window.h"
#include "pod-trial-private.h"
#include "pod-widget-picture.h"

#include <libintl.h>
#include <locale.h>
#include <math.h>
#include <string.h>

typedef struct
{
  PodTrial *trial;
  PodTrialWindow *window;
  gint64 subject;
  PodShiftPage *page;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->trial = pod_test_trial (pod_test_dir ());
  fixture->subject = pod_test_register (fixture->trial, "Invented Anna", "R-0001", "mn");
  fixture->window = pod_test_window_open (fixture->trial);
  fixture->page = pod_test_child (fixture->window, "shifts");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.shifts", NULL);
  pod_test_settle ();
  g_assert_cmpstr (pod_trial_window_get_page (fixture->window), ==, "shifts");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  pod_test_window_close (fixture->window);
}

static void
put_dose (Fixture *fixture, PodChange *change, const char *treatment, gint32 day)
{
  PodIntervention dose;

  pod_intervention_init (&dose);
  dose.record.id = pod_change_reserve (change);
  dose.record.subject = fixture->subject;
  dose.treatment = treatment;
  dose.start = dose.end = pod_moment_on (pod_date_from_day (day));
  pod_change_put_intervention (change, &dose);
}

/* @unit: NULL where @text says it in words */
static void
put_result (Fixture *fixture,
            PodChange *change,
            const char *observation,
            double number,
            const char *unit,
            const char *text,
            gint32 day)
{
  PodFinding finding;

  pod_finding_init (&finding);
  finding.record.id = pod_change_reserve (change);
  finding.record.subject = fixture->subject;
  finding.observation = observation;
  finding.when = pod_moment_on (pod_date_from_day (day));
  finding.quantity.number = number;
  finding.quantity.unit = unit != NULL ? pod_unit_from_ucum (unit) : NULL;
  finding.text = text;
  finding.source = "typed";
  pod_change_put_finding (change, &finding);
}

static void
put_protein (Fixture *fixture, PodChange *change, double value, gint32 day)
{
  put_result (fixture, change, "uprot24", value, "g/d", NULL, day);
}

/* What the scale has no term for. */
static void
put_ratio (Fixture *fixture, PodChange *change, gint32 day)
{
  put_result (fixture, change, "upcr", 200, "mg/mmol", NULL, day);
}

static void
treat (Fixture *fixture)
{
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (GError) error = NULL;
  gint32 today = pod_date_first_day (pod_trial_get_today (fixture->trial));

  put_dose (fixture, change, "fludarabine", today - 25);
  put_dose (fixture, change, "kn3601", today - 20);
  put_protein (fixture, change, 2, today - 30);
  put_protein (fixture, change, 4, today - 10);
  pod_trial_record (fixture->trial, fixture->subject, change, "invented", &error);
  g_assert_no_error (error);
}

static PodScene *
get_scene (Fixture *fixture)
{
  return pod_chart_canvas_get_scene (
      pod_chart_view_get_canvas (pod_chart_page_get_view (POD_CHART_PAGE (fixture->page))));
}

static gboolean
has_rows (Fixture *fixture)
{
  PodScene *scene = get_scene (fixture);

  return scene != NULL && pod_scene_has_rows (scene);
}

/* What others do in a burst is drawn once, a moment later. */
static void
wait_rows (Fixture *fixture)
{
  for (guint i = 0; i < 500 && !has_rows (fixture); i++)
    {
      g_usleep (10000);
      pod_test_settle ();
    }
  g_assert_true (has_rows (fixture));
  pod_test_settle ();
}

static void
test_cell (Fixture *fixture, gconstpointer data)
{
  PodChartCanvas *canvas =
      pod_chart_view_get_canvas (pod_chart_page_get_view (POD_CHART_PAGE (fixture->page)));
  GtkWidget *dialog, *view;
  guint row = 0;

  g_assert_false (has_rows (fixture));
  g_assert_true (pod_test_shows (fixture->page, "No shifts yet"));
  pod_test_picture (fixture->window, "shifts-empty.png");
  treat (fixture);
  wait_rows (fixture);
  /* What the signs mean is behind the button that other charts have for it. */
  g_assert_true (gtk_widget_get_visible (pod_test_child (
      GTK_WIDGET (pod_chart_page_get_view (POD_CHART_PAGE (fixture->page))), "key")));
  pod_test_settle ();
  pod_test_picture (fixture->window, "shifts.png");
  gtk_widget_grab_focus (GTK_WIDGET (canvas));
  pod_test_settle ();
  g_assert_true (pod_test_shows (fixture->page, "Proteinuria: baseline grade 2, worst after "
                                                "infusion grade 3: 1 subject"));
  gtk_widget_activate_action (GTK_WIDGET (canvas), "chart.activate", NULL);
  pod_test_settle ();
  dialog = pod_test_toplevel (POD_TYPE_RECORDS_DIALOG);
  g_assert_nonnull (dialog);
  pod_test_picture (dialog, "shifts-subjects.png");
  view = pod_test_child (dialog, "view");
  g_signal_emit_by_name (view, "activate", row);
  pod_test_settle ();
  g_assert_cmpstr (pod_trial_window_get_page (fixture->window), ==, "subject");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.back", NULL);
  pod_test_settle ();
  g_assert_cmpstr (pod_trial_window_get_page (fixture->window), ==, "shifts");
}

/* The list of a cell opens with its first row at hand: Enter at once goes on to that. */
static void
test_enter (Fixture *fixture, gconstpointer data)
{
  GtkWidget *canvas = GTK_WIDGET (
      pod_chart_view_get_canvas (pod_chart_page_get_view (POD_CHART_PAGE (fixture->page))));
  GtkWindow *dialog;
  GtkWidget *focus;

  treat (fixture);
  wait_rows (fixture);
  gtk_widget_grab_focus (canvas);
  pod_test_settle ();
  gtk_widget_activate_action (canvas, "chart.activate", NULL);
  pod_test_settle ();
  dialog = GTK_WINDOW (pod_test_toplevel (POD_TYPE_RECORDS_DIALOG));
  focus = gtk_window_get_focus (dialog);
  g_assert_nonnull (focus);
  g_assert_true (gtk_widget_is_ancestor (focus, pod_test_child (dialog, "view")));
  g_assert_true (gtk_widget_activate (focus));
  pod_test_settle ();
  g_assert_null (pod_test_toplevel (POD_TYPE_RECORDS_DIALOG));
  g_assert_cmpstr (pod_trial_window_get_page (fixture->window), ==, "subject");
}

static void
record (Fixture *fixture, PodChange *change)
{
  g_autoptr (GError) error = NULL;

  pod_trial_record (fixture->trial, fixture->subject, change, "invented", &error);
  g_assert_no_error (error);
}

static void
speak (const char *language)
{
  g_setenv ("LANGUAGE", language, TRUE);
  /* What was found in another language is forgotten only where the folder is another one. */
  bindtextdomain ("podocyte", "/");
  bindtextdomain ("podocyte", g_getenv ("PODOCYTE_LOCALE_DIR"));
}

/* A result and its day are no list, whose comma is another one in Chinese. */
static void
check_chinese (GtkWidget *canvas)
{
  GtkWidget *dialog;

  setlocale (LC_ALL, "");
  bind_textdomain_codeset ("podocyte", "UTF-8");
  speak ("zh_CN");
  gtk_widget_activate_action (canvas, "chart.activate", NULL);
  pod_test_settle ();
  dialog = pod_test_toplevel (POD_TYPE_RECORDS_DIALOG);
  g_assert_true (pod_test_shows (dialog, "2 级 · 1.00049 g/d，第 −10 天"));
  gtk_window_close (GTK_WINDOW (dialog));
  pod_test_settle ();
  speak ("en");
}

/* Results stand as they were reported, in full and in words; and behind the grade that was surely reached what may be worse, and why nobody knows. */
static void
test_words (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PodChange) change = pod_change_new ();
  gint32 today = pod_date_first_day (pod_trial_get_today (fixture->trial));
  GtkWidget *canvas, *dialog;

  put_dose (fixture, change, "fludarabine", today - 25);
  put_dose (fixture, change, "kn3601", today - 20);
  put_protein (fixture, change, 1.00049, today - 30);
  put_protein (fixture, change, 3.49996, today - 10);
  put_result (fixture, change, "uprot24", NAN, NULL, "spilt", today - 8);
  record (fixture, change);
  wait_rows (fixture);
  canvas = GTK_WIDGET (
      pod_chart_view_get_canvas (pod_chart_page_get_view (POD_CHART_PAGE (fixture->page))));
  gtk_widget_grab_focus (canvas);
  pod_test_settle ();
  g_assert_true (pod_test_shows (fixture->page,
                                 "Proteinuria: baseline grade 2, worst after infusion grade 2: "
                                 "1 subject; of 1 it "
                                 "is at least that, and may be worse"));
  pod_test_picture (fixture->window, "shifts-star.png");
  gtk_widget_activate_action (canvas, "chart.activate", NULL);
  pod_test_settle ();
  dialog = pod_test_toplevel (POD_TYPE_RECORDS_DIALOG);
  pod_test_picture (dialog, "shifts-at-least.png");
  g_assert_true (pod_test_shows (dialog, "grade 2 · 1.00049 g/d, D −10"));
  g_assert_true (pod_test_shows (dialog, "grade ≥ 2 · 3.49996 g/d, D 10; may be worse: spilt, D 12 "
                                         "(no number)"));
  g_assert_true (pod_test_shows (dialog, "≥ 0"));
  gtk_window_close (GTK_WINDOW (dialog));
  pod_test_settle ();
  check_chinese (canvas);
}

/* Of 1.6 a number tells that it is grade 2; of 1.4 above 0.9 only where an anticoagulant is known of. */
static void
test_note (Fixture *fixture, gconstpointer data)
{
  double after = *(const double *) data;
  g_autoptr (PodChange) change = pod_change_new ();
  gint32 today = pod_date_first_day (pod_trial_get_today (fixture->trial));
  GtkWidget *canvas, *dialog;

  put_dose (fixture, change, "fludarabine", today - 25);
  put_dose (fixture, change, "kn3601", today - 20);
  put_result (fixture, change, "inr", 0.9, "1", NULL, today - 30);
  put_result (fixture, change, "inr", after, "1", NULL, today - 10);
  record (fixture, change);
  wait_rows (fixture);
  canvas = GTK_WIDGET (
      pod_chart_view_get_canvas (pod_chart_page_get_view (POD_CHART_PAGE (fixture->page))));
  gtk_widget_grab_focus (canvas);
  pod_test_settle ();
  g_assert_true (pod_test_shows (fixture->page, "worst after infusion grade 2: 1 subject"));
  pod_test_picture (fixture->window, after < 1.5 ? "shifts-open.png" : "shifts-sure.png");
  gtk_widget_activate_action (canvas, "chart.activate", NULL);
  pod_test_settle ();
  dialog = pod_test_toplevel (POD_TYPE_RECORDS_DIALOG);
  g_assert_cmpint (pod_test_shows (dialog, "anticoagulant"), ==, after < 1.5);
  gtk_window_close (GTK_WINDOW (dialog));
  pod_test_settle ();
}

/* Who counts subjects counts subjects, whatever has no term. */
static void
test_counts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PodChange) change = pod_change_new ();
  gint32 today = pod_date_first_day (pod_trial_get_today (fixture->trial));

  put_ratio (fixture, change, today - 10);
  record (fixture, change);
  treat (fixture);
  wait_rows (fixture);
  g_assert_true (pod_test_shows (fixture->page, "1 subject counted"));
  /* Who is screened and not infused is no subject of these tables: what is left out are screenings. */
  pod_test_register (fixture->trial, "Invented Other", "X-900401", "mn");
  g_assert_true (pod_test_wait_shows (fixture->page,
                                      "1 subject counted, 1 of 2 screenings left out…"));
  g_assert_false (pod_test_shows (fixture->page, "of 2 subjects"));
}

static const char *
get_words (Fixture *fixture)
{
  PodChartCanvas *canvas =
      pod_chart_view_get_canvas (pod_chart_page_get_view (POD_CHART_PAGE (fixture->page)));
  const PodMark *mark = pod_chart_canvas_get_record (canvas);

  return mark != NULL ? pod_scene_get_what (pod_chart_canvas_get_scene (canvas), mark) : "";
}

/* By another scale and another result the cursor is on the protein still, in the cell where somebody is now. */
static void
test_stays (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PodChange) change = pod_change_new ();
  gint32 today = pod_date_first_day (pod_trial_get_today (fixture->trial));

  treat (fixture);
  put_ratio (fixture, change, today - 30);
  put_ratio (fixture, change, today - 10);
  put_protein (fixture, change, 2, today - 5);
  record (fixture, change);
  wait_rows (fixture);
  gtk_widget_grab_focus (GTK_WIDGET (
      pod_chart_view_get_canvas (pod_chart_page_get_view (POD_CHART_PAGE (fixture->page)))));
  pod_test_settle ();
  g_assert_cmpstr (get_words (fixture), ==,
                   "Proteinuria: baseline grade 2, worst after infusion grade 3: 1 subject");
  pod_shift_page_choose (fixture->page, 0, POD_SHIFT_LAST, 1);
  pod_test_settle ();
  pod_test_picture (fixture->window, "shifts-stays.png");
  g_assert_cmpstr (get_words (fixture), ==,
                   "Urinary protein increased (24-hour urine protein): baseline grade 2, last "
                   "after infusion grade 2: 1 subject");
  pod_shift_page_choose (fixture->page, 0, POD_SHIFT_WORST, 0);
  pod_test_settle ();
  g_assert_true (g_str_has_prefix (get_words (fixture), "Proteinuria: baseline grade 2"));
}

static GtkDropDown *
find_drop_down (gpointer root, const char *tooltip)
{
  const char *own = gtk_widget_get_tooltip_text (root);

  if (GTK_IS_DROP_DOWN (root) && own != NULL && strstr (own, tooltip) != NULL)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (find_drop_down (child, tooltip) != NULL)
      return find_drop_down (child, tooltip);
  return NULL;
}

/* An amendment is adopted while the tables are looked at, and they are laid out by it before anything else is told: what can be chosen is
 * the amended study's, and what was chosen and is still there stays. */
static void
test_amended (Fixture *fixture, gconstpointer data)
{
  GtkDropDown *scale = find_drop_down (fixture->page, "By which scale");
  GtkDropDown *cohort = find_drop_down (fixture->page, "Whose results");

  treat (fixture);
  wait_rows (fixture);
  pod_shift_page_choose (fixture->page, 1, POD_SHIFT_WORST, 1);
  pod_test_settle ();
  g_assert_cmpuint (g_list_model_get_n_items (gtk_drop_down_get_model (scale)), ==, 2);
  pod_trial_take_study (fixture->trial, pod_test_load_without ("ctcae-6.0.ini"),
                        g_strdup (fixture->trial->pinned));
  pod_chart_view_refresh (pod_chart_page_get_view (POD_CHART_PAGE (fixture->page)));
  pod_test_settle ();
  treat (fixture);
  wait_rows (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (gtk_drop_down_get_model (scale)), ==, 1);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (scale)));
  g_assert_cmpuint (gtk_drop_down_get_selected (cohort), ==, 1);
  g_assert_cmpstr (pod_shift_book_get_scale (pod_chart_page_get_book (POD_CHART_PAGE (fixture
                                                                                          ->page))),
                   ==, "CTCAE 5.0");
}

/* Another cohort has nobody; the other scale calls it by a term of its own; and what leaves is noted and names nobody. */
static void
test_choices (Fixture *fixture, gconstpointer data)
{
  const char *path = pod_test_path (pod_test_dir (), "shifts.csv");
  g_autoptr (GError) error = NULL;

  treat (fixture);
  wait_rows (fixture);
  pod_shift_page_choose (fixture->page, 2, POD_SHIFT_WORST, 0);
  pod_test_settle ();
  g_assert_false (has_rows (fixture));
  pod_shift_page_choose (fixture->page, 1, POD_SHIFT_WORST, 0);
  pod_test_settle ();
  g_assert_true (has_rows (fixture));
  pod_shift_page_choose (fixture->page, 0, POD_SHIFT_WORST, 1);
  pod_test_settle ();
  g_assert_cmpstr (pod_shift_book_get_scale (pod_chart_page_get_book (POD_CHART_PAGE (fixture
                                                                                          ->page))),
                   ==, "CTCAE 6.0");
  g_assert_true (has_rows (fixture));
  pod_shift_page_choose (fixture->page, 0, POD_SHIFT_WORST, 0);
  pod_test_settle ();
  g_assert_true (pod_chart_view_save_to (pod_chart_page_get_view (POD_CHART_PAGE (fixture->page)),
                                         path, &error));
  g_assert_no_error (error);
  g_assert_nonnull (strstr (pod_test_read (path, NULL),
                            "Proteinuria,24-hour urine protein,2,3,+1,1,0,0,,CTCAE 5.0"));
  g_assert_null (strstr (pod_test_read (path, NULL), "Anna"));
}

#define ADD(name, func) g_test_add ("/ui/shifts/" name, Fixture, NULL, set_up, func, tear_down)

static const double open_inr = 1.4, sure_inr = 1.6;

int
main (int argc, char **argv)
{
  pod_test_window_init (&argc, &argv);
  ADD ("cell", test_cell);
  ADD ("enter", test_enter);
  ADD ("words", test_words);
  g_test_add ("/ui/shifts/note", Fixture, &open_inr, set_up, test_note, tear_down);
  g_test_add ("/ui/shifts/no-note", Fixture, &sure_inr, set_up, test_note, tear_down);
  ADD ("counts", test_counts);
  ADD ("stays", test_stays);
  ADD ("amended", test_amended);
  ADD ("choices", test_choices);
  return g_test_run ();
}
