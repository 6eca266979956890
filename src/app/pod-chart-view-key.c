#include "pod-chart-view-private.h"

/* The chart itself may be narrower. */
#define MOST_WIDTH 600

/* Whatever width a popover asks for and whichever days: those of the chart are told of. */
static PodScene *
lay_out (double width, PodDayRange days, gpointer data)
{
  PodChartView *self = data;

  return self->legend != NULL ? pod_scene_ref (self->legend) : NULL;
}

/* As the chart itself draws it at its foot, in lines that are short enough to read: for them all of it is laid out once more, so only where it
 * is another chart. */
static void
explain (PodChartView *self)
{
  const PodScene *scene = pod_chart_canvas_get_scene (self->canvas);
  g_autoptr (PodScene) whole = NULL;
  double width;

  if (scene == NULL || self->explained == self->scenes)
    return;
  self->explained = self->scenes;
  width = MIN (scene->width, MOST_WIDTH);
  whole = self->func (width, pod_day_view_get_range (self->days), self->data);
  g_clear_pointer (&self->legend, pod_scene_unref);
  self->legend = whole != NULL ? pod_scene_new_legend (whole) : NULL;
  gtk_widget_set_size_request (GTK_WIDGET (self->key_canvas), (int) width, -1);
  pod_chart_canvas_refresh (self->key_canvas);
}

static void
open_cb (GtkMenuButton *button, gpointer data)
{
  explain (POD_CHART_VIEW (data));
}

void
pod_chart_view_init_key (PodChartView *self)
{
  pod_chart_canvas_set_func (self->key_canvas, lay_out, self);
  gtk_menu_button_set_create_popup_func (self->key, open_cb, self, NULL);
}

void
pod_chart_view_update_key (PodChartView *self, gboolean is_drawn)
{
  const PodScene *scene = pod_chart_canvas_get_scene (self->canvas);
  gboolean has = is_drawn && scene != NULL && scene->legend_bottom > scene->legend_top;

  gtk_widget_set_visible (GTK_WIDGET (self->key), has);
  if (has && gtk_widget_get_mapped (GTK_WIDGET (self->key_canvas)))
    explain (self);
}
