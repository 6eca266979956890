/* From the chart of all subjects to where a cell is from. */

#include "pod-chart-canvas.h"
#include "pod-chart-open.h"
#include "pod-planned.h"
#include "pod-results-dialog.h"
#include "pod-subject-page.h"
#include "pod-test-window.h"
#include "pod-wall-page.h"
#include "pod-widget-picture.h"

typedef struct
{
  PodTrial *trial;
  PodTrialWindow *window;
  gint64 subject;
} Fixture;

static void
infuse (Fixture *fixture, int days_ago)
{
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (GError) error = NULL;
  PodIntervention dose;

  pod_intervention_init (&dose);
  dose.record.id = pod_change_reserve (change);
  dose.record.subject = fixture->subject;
  dose.treatment = g_intern_string ("kn3601");
  dose.start = dose.end =
      pod_moment_on (pod_date_from_day (pod_date_first_day (pod_trial_get_today (fixture->trial)) -
                                        days_ago));
  pod_change_put_intervention (change, &dose);
  pod_trial_record (fixture->trial, fixture->subject, change, "invented", &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->trial = pod_test_trial (pod_test_dir ());
  fixture->subject = pod_test_register (fixture->trial, "Invented Anna", "R-0001", "mn");
  infuse (fixture, 40);
  fixture->window = pod_test_window_open (fixture->trial);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.wall", NULL);
  pod_test_settle ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  pod_test_window_close (fixture->window);
}

static PodChartCanvas *
find_canvas (gpointer parent, const char *page)
{
  return POD_CHART_CANVAS (pod_widget_find (pod_test_child (parent, page), POD_TYPE_CHART_CANVAS));
}

static gint64
find_overdue (const PodScene *scene)
{
  for (guint i = 0; i < scene->marks->len; i++)
    {
      const PodMark *mark = &g_array_index (scene->marks, PodMark, i);

      if (mark->type == POD_RECORD_VISIT && mark->what != NULL &&
          g_str_has_suffix (mark->what, "Overdue"))
        return mark->id;
    }
  return 0;
}

/* Enter on a visit that is overdue goes to it on the timeline, from where Enter enters what it brought. */
static void
test_wall_visit (Fixture *fixture, gconstpointer data)
{
  PodChartCanvas *canvas = find_canvas (fixture->window, "wall");
  gint64 place = find_overdue (pod_chart_canvas_get_scene (canvas));
  GtkWindow *dialog;

  g_assert_true (pod_planned_read (place, NULL));
  /* The subject; what is not on record is not counted as if it were. */
  g_assert_cmpuint (pod_chart_canvas_count_records (canvas), ==, 1);
  g_assert_true (pod_chart_canvas_go_to (canvas, POD_RECORD_VISIT, place, NULL));
  gtk_widget_activate_action (GTK_WIDGET (canvas), "chart.activate", NULL);
  pod_test_settle ();
  canvas = find_canvas (pod_widget_find (GTK_WIDGET (fixture->window), POD_TYPE_SUBJECT_PAGE),
                        "timeline");
  g_assert_cmpint (pod_chart_canvas_get_record (canvas)->id, ==, place);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)),
                                         GTK_WIDGET (canvas)));
  gtk_widget_activate_action (GTK_WIDGET (canvas), "chart.activate", NULL);
  pod_test_settle ();
  dialog = pod_test_toplevel (POD_TYPE_RESULTS_DIALOG);
  g_assert_nonnull (dialog);
  gtk_window_destroy (dialog);
}

/* Whoever only reads is told why nothing opens; a subject that the trial does not have has no place in it. */
static void
test_wall_visit_read (Fixture *fixture, gconstpointer data)
{
  PodChartCanvas *canvas = find_canvas (fixture->window, "wall");
  gint64 place = find_overdue (pod_chart_canvas_get_scene (canvas));
  GtkWidget *from = GTK_WIDGET (fixture->window);
  GtkWidget *toast;

  g_assert_cmpint (pod_chart_find_subject (fixture->trial, POD_RECORD_VISIT, place), ==,
                   fixture->subject);
  g_assert_cmpint (pod_chart_find_subject (fixture->trial, POD_RECORD_VISIT,
                                           pod_planned_make (fixture->subject + 1, "D28")),
                   ==, 0);
  pod_test_sign_in (fixture->trial, "monitor");
  g_assert_false (pod_chart_open_record (from, fixture->trial, POD_RECORD_VISIT, place));
  pod_test_settle ();
  g_assert_null (pod_test_toplevel (POD_TYPE_RESULTS_DIALOG));
  toast = pod_widget_find (from, g_type_from_name ("AdwToastWidget"));
  g_assert_nonnull (toast);
  g_assert_true (pod_test_shows (toast, "This visit is only planned. Your role reads results and "
                                        "does not record them."));
}

int
main (int argc, char **argv)
{
  pod_test_window_init (&argc, &argv);
  g_test_add ("/ui/wall-page/visit", Fixture, NULL, set_up, test_wall_visit, tear_down);
  g_test_add ("/ui/wall-page/visit-read", Fixture, NULL, set_up, test_wall_visit_read, tear_down);
  return g_test_run ();
}
