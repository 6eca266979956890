#include "pod-chart-view-private.h"

/* As the chart itself draws it at its foot, in the popover's width. */
static PodScene *
lay_out (double width, PodDayRange days, gpointer data)
{
  PodChartView *self = data;
  g_autoptr (PodScene)
      whole = self->func != NULL
                  ? self->func (width, pod_day_view_get_range (self->days), self->data)
                  : NULL;

  return whole != NULL ? pod_scene_new_legend (whole) : NULL;
}

/* What the chart shows may be another since it was opened last. */
static void
open_cb (GtkMenuButton *button, gpointer data)
{
  pod_chart_canvas_refresh (POD_CHART_VIEW (data)->key_canvas);
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
    pod_chart_canvas_refresh (self->key_canvas);
}
