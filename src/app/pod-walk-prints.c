/* What leaves the charts and the lists on paper: printed, and as a saved file, a PDF each.  Printing is noted in the trail, so this is walked
 * by itself, at a demonstration that is thrown away. */

#include "pod-lab-page.h"
#include "pod-paper-dialog.h"
#include "pod-shift-page.h"
#include "pod-subject-page.h"
#include "pod-timeline-page.h"
#include "pod-walk.h"
#include "pod-wall-page.h"
#include "pod-widget-picture.h"

/* Until a page is laid out. */
#define LAY_OUT_MS 400

/* "03-print-wall.pdf" */
static char *
make_path (PodWalk *walk, const char *how, const char *name)
{
  g_autofree char *file = g_strdup_printf ("%02u-%s-%s.pdf", ++walk->number, how, name);

  return g_build_filename (walk->options->directory, file, NULL);
}

static void
check (PodWalk *walk, gboolean done, const char *name, const GError *error)
{
  if (!done)
    pod_walk_fail (walk, name, error != NULL ? error->message : "there is nothing to print");
}

static void
print_view (PodWalk *walk, PodChartView *view, const char *name)
{
  g_autofree char *printed = make_path (walk, "print", name);
  g_autofree char *saved = make_path (walk, "file", name);
  g_autoptr (GError) error = NULL;

  pod_walk_settle (LAY_OUT_MS);
  check (walk, pod_chart_view_print_to (view, printed, &error), name, error);
  g_clear_error (&error);
  check (walk, pod_chart_view_save_to (view, saved, &error), name, error);
}

static void
print_page (PodWalk *walk, GType type, const char *name)
{
  GtkWidget *page = pod_widget_find (GTK_WIDGET (walk->window), type);

  print_view (walk, pod_chart_page_get_view (POD_CHART_PAGE (page)), name);
}

static void
print_all_subjects (PodWalk *walk)
{
  pod_trial_window_show_wall (walk->window);
  print_page (walk, POD_TYPE_WALL_PAGE, "wall");
  pod_trial_window_show_shifts (walk->window);
  print_page (walk, POD_TYPE_SHIFT_PAGE, "shifts");
}

static void
print_labs (PodWalk *walk, PodLabPage *labs)
{
  PodChartView *view = pod_lab_page_get_view (labs);
  PodLabControls *controls = pod_lab_page_get_controls (labs);

  print_view (walk, view, "labs");
  pod_lab_controls_choose (controls, POD_LAB_VALUE, POD_LAB_AXIS_AUTO, 1);
  print_view (walk, view, "overlay-all");
  pod_lab_controls_choose (controls, POD_LAB_VALUE, POD_LAB_AXIS_AUTO, 0);
}

static void
print_subject (PodWalk *walk, gint64 subject)
{
  GtkWidget *page;

  pod_trial_window_show_subject (walk->window, subject);
  page = pod_widget_find (GTK_WIDGET (walk->window), POD_TYPE_SUBJECT_PAGE);
  pod_subject_page_show_tab (POD_SUBJECT_PAGE (page), "timeline");
  print_view (walk,
              POD_CHART_VIEW (pod_widget_find (pod_widget_find (page, POD_TYPE_TIMELINE_PAGE),
                                               POD_TYPE_CHART_VIEW)),
              "timeline");
  pod_subject_page_show_tab (POD_SUBJECT_PAGE (page), "labs");
  pod_walk_settle (LAY_OUT_MS);
  print_labs (walk, POD_LAB_PAGE (pod_widget_find (page, POD_TYPE_LAB_PAGE)));
}

/* Takes @dialog, which nobody sees. */
static void
print_sheet (PodWalk *walk, PodPaperDialog *dialog, const char *name)
{
  g_autofree char *path = make_path (walk, "print", name);
  g_autoptr (GError) error = NULL;

  check (walk, pod_paper_dialog_print_to (dialog, path, &error), name, error);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
print_sheets (PodWalk *walk, PodTrial *trial)
{
  GListModel *subjects = pod_trial_get_subjects (trial);
  guint n = g_list_model_get_n_items (subjects);
  g_autoptr (PodSubjectItem) last = n > 0 ? g_list_model_get_item (subjects, n - 1) : NULL;
  GtkWindow *window = GTK_WINDOW (walk->window);

  if (last != NULL)
    print_sheet (walk, pod_paper_dialog_new_sheet (window, trial, pod_subject_item_get_id (last)),
                 "screening-sheet");
  print_sheet (walk, pod_paper_dialog_new_log (window, trial, &POD_LOG_FILTER_NONE),
               "screening-log");
}

void
pod_walk_prints (PodWalk *walk, PodTrial *trial)
{
  PodSubjectItem *fullest = pod_walk_find_fullest (trial);

  if (!pod_trial_is_demo (trial))
    {
      pod_walk_fail (walk, "prints", "only in a demonstration");
      return;
    }
  print_all_subjects (walk);
  if (fullest != NULL)
    print_subject (walk, pod_subject_item_get_id (fullest));
  print_sheets (walk, trial);
}
