/* What a chart can be made to show: closer, in other units, among others, under the pointer, as a table, and what it left out. */

#include "pod-kinetics-dialog.h"
#include "pod-lab-page.h"
#include "pod-omissions-dialog.h"
#include "pod-shift-dialog.h"
#include "pod-shift-page.h"
#include "pod-subject-page.h"
#include "pod-walk.h"
#include "pod-wall-page.h"
#include "pod-widget-picture.h"

PodSubjectItem *
pod_walk_find_fullest (PodTrial *trial)
{
  GListModel *subjects = pod_trial_get_subjects (trial);
  PodSubjectItem *fullest = NULL;
  guint most = 0;

  for (guint i = 0; i < g_list_model_get_n_items (subjects); i++)
    {
      /* The list keeps it. */
      g_autoptr (PodSubjectItem) item = g_list_model_get_item (subjects, i);
      guint n;

      pod_casebook_get_findings (pod_subject_item_get_casebook (item), &n);
      if (fullest == NULL || n > most)
        {
          fullest = item;
          most = n;
        }
    }
  return fullest;
}

static void
shoot (PodWalk *walk, const char *name)
{
  pod_walk_shoot (walk, GTK_WINDOW (walk->window), name);
}

static void
show_days (PodChartView *view, const char *which)
{
  gtk_widget_activate_action (GTK_WIDGET (view), "chart.show", "s", which);
}

/* What does not fit, a page after the other. */
static void
walk_below (PodWalk *walk, PodChartView *view)
{
  GtkWidget *canvas = GTK_WIDGET (pod_chart_view_get_canvas (view));
  GtkWidget *scroller = gtk_widget_get_ancestor (canvas, GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *down = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  double page = gtk_adjustment_get_page_size (down);
  double end = gtk_adjustment_get_upper (down) - page;

  while (gtk_adjustment_get_value (down) + 1 < end)
    {
      gtk_adjustment_set_value (down, gtk_adjustment_get_value (down) + page);
      shoot (walk, "labs-below");
    }
  gtk_adjustment_set_value (down, 0);
}

static void
walk_days (PodWalk *walk, PodChartView *view)
{
  PodChartCanvas *canvas = pod_chart_view_get_canvas (view);
  const PodScenePanel *panel;
  PodScene *scene;

  show_days (view, "early");
  shoot (walk, "labs-first-weeks");
  scene = pod_chart_canvas_get_scene (canvas);
  panel = scene != NULL ? pod_scene_get_panel (scene, 0) : NULL;
  if (panel != NULL)
    pod_chart_canvas_point (canvas, panel->x + panel->w / 2, panel->y + panel->h / 2);
  shoot (walk, "labs-cursor");
  if (scene != NULL && scene->not_drawn > 0)
    pod_walk_shoot_dialog (walk,
                           GTK_WIDGET (pod_omissions_dialog_new (GTK_WINDOW (walk->window), scene)),
                           "labs-not-drawn");
  gtk_widget_activate_action (GTK_WIDGET (view), "chart.table", NULL);
  shoot (walk, "labs-table");
  gtk_widget_activate_action (GTK_WIDGET (view), "chart.table", NULL);
  pod_chart_canvas_point (canvas, -1, -1);
  show_days (view, "all");
}

static void
walk_ways (PodWalk *walk, PodLabControls *controls)
{
  pod_lab_controls_choose (controls, POD_LAB_PERCENT_CHANGE, POD_LAB_AXIS_AUTO, 0);
  shoot (walk, "labs-change");
  pod_lab_controls_choose (controls, POD_LAB_TIMES_UPPER, POD_LAB_AXIS_LOGARITHMIC, 0);
  shoot (walk, "labs-times-upper");
  pod_lab_controls_choose (controls, POD_LAB_VALUE, POD_LAB_AXIS_AUTO, 1);
  shoot (walk, "overlay-all");
  pod_lab_controls_choose (controls, POD_LAB_TIMES_BASELINE, POD_LAB_AXIS_AUTO, 2);
  shoot (walk, "overlay-cohort");
  pod_lab_controls_choose (controls, POD_LAB_VALUE, POD_LAB_AXIS_AUTO, 0);
}

/* The tables, and who is in the first cell. */
static void
walk_shifts (PodWalk *walk)
{
  PodShiftPage *page = POD_SHIFT_PAGE (pod_widget_find (GTK_WIDGET (walk->window),
                                                        POD_TYPE_SHIFT_PAGE));
  PodChartCanvas *canvas;
  const PodMark *mark;
  int row, column;
  guint term;

  pod_trial_window_show_shifts (walk->window);
  shoot (walk, "shifts");
  canvas = pod_chart_view_get_canvas (pod_chart_page_get_view (POD_CHART_PAGE (page)));
  gtk_widget_grab_focus (GTK_WIDGET (canvas));
  mark = pod_chart_canvas_get_record (canvas);
  if (mark != NULL && pod_shift_cell_read (pod_chart_page_get_book (POD_CHART_PAGE (page)),
                                           mark->id, &term, &row, &column))
    pod_walk_shoot_dialog (walk,
                           GTK_WIDGET (pod_shift_dialog_new (
                               GTK_WINDOW (walk->window),
                               pod_chart_page_get_book (POD_CHART_PAGE (page)), NULL,
                               POD_SHIFT_WORST, term, row, column,
                               pod_scene_get_what (pod_chart_canvas_get_scene (canvas), mark))),
                           "shifts-subjects");
  pod_shift_page_choose (page, 1, POD_SHIFT_WORST, 0);
  shoot (walk, "shifts-cohort");
  pod_shift_page_choose (page, 0, POD_SHIFT_LAST, 0);
  shoot (walk, "shifts-last");
  pod_shift_page_choose (page, 0, POD_SHIFT_WORST, 0);
}

/* The latest of which somebody said how it was collected; 0 for none. */
static gint64
find_collected (PodCasebook *casebook)
{
  guint n;
  const PodFinding *findings = pod_casebook_get_findings (casebook, &n);

  while (n-- > 0)
    if (!findings[n].record.voided && findings[n].completeness != NULL)
      return findings[n].record.id;
  return 0;
}

static void
walk_collection (PodWalk *walk, PodSubjectPage *page, PodSubjectItem *item)
{
  gint64 collected = find_collected (pod_subject_item_get_casebook (item));

  if (collected == 0)
    return;
  pod_subject_page_show_result (page, collected);
  shoot (walk, "labs-collection");
}

void
pod_walk_labs (PodWalk *walk, PodTrial *trial, PodSubjectItem *item)
{
  PodSubjectPage *page;
  GtkWidget *labs;

  pod_trial_window_show_subject (walk->window, pod_subject_item_get_id (item));
  page = POD_SUBJECT_PAGE (pod_widget_find (GTK_WIDGET (walk->window), POD_TYPE_SUBJECT_PAGE));
  pod_subject_page_show_tab (page, "labs");
  shoot (walk, "labs");
  walk_collection (walk, page, item);
  labs = pod_widget_find (GTK_WIDGET (walk->window), POD_TYPE_LAB_PAGE);
  pod_walk_shoot_dialog (
      walk,
      GTK_WIDGET (pod_kinetics_dialog_new (GTK_WINDOW (walk->window), trial,
                                           pod_subject_item_get_casebook (item))),
      "kinetics");
  walk_below (walk, pod_lab_page_get_view (POD_LAB_PAGE (labs)));
  walk_days (walk, pod_lab_page_get_view (POD_LAB_PAGE (labs)));
  walk_ways (walk, pod_lab_page_get_controls (POD_LAB_PAGE (labs)));
  pod_trial_window_show_subjects (walk->window);
}

void
pod_walk_charts (PodWalk *walk, PodTrial *trial)
{
  PodSubjectItem *item = pod_walk_find_fullest (trial);

  pod_trial_window_show_wall (walk->window);
  shoot (walk, "wall");
  walk_shifts (walk);
  if (item != NULL)
    pod_walk_labs (walk, trial, item);
}
