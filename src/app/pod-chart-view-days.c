/* Which days a chart shows: the button that names them, its presets, the keys, and the scrollbar of days. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>
#include <math.h>

#include "pod-chart-view-private.h"

/* The weeks in which most happens: from lymphodepletion until the first month's visit is over. */
static const PodDayRange early = { -14, 35 };

static char *
print_days (PodDayRange range)
{
  g_autofree char *first = pod_day_short (range.first, 0);
  g_autofree char *last = pod_day_short (range.last, 0);

  if (pod_day_range_is_all (range))
    return g_strdup (_ ("All days"));
  /* Translators: the first and the last of the study days that a chart shows. */
  return g_strdup_printf (C_ ("days", "%1$s to %2$s"), first, last);
}

/* There is more than is shown, of this chart: others that show the same days may have a year beyond its last result. */
static gboolean
can_scroll (PodDayRange range, PodDayRange extent)
{
  return !pod_day_range_is_all (range) && !pod_day_range_is_all (extent) &&
         (extent.first < range.first || extent.last > range.last);
}

static void
update_scrollbar (PodChartView *self, PodDayRange range, gboolean has_days)
{
  PodDayRange extent = pod_chart_canvas_get_extent (self->canvas, range);
  /* Below a table it would be taken for the table's own. */
  gboolean visible = has_days && !gtk_toggle_button_get_active (self->table_button) &&
                     can_scroll (range, extent);

  gtk_widget_set_visible (self->scrollbar, visible);
  if (!visible)
    return;
  self->is_following = TRUE;
  gtk_adjustment_configure (self->scroll, range.first, extent.first, extent.last, 1,
                            range.last - range.first, range.last - range.first);
  self->is_following = FALSE;
}

void
pod_chart_view_update_days (PodChartView *self)
{
  PodDayRange range = pod_day_view_get_range (self->days);
  g_autofree char *label = print_days (range);
  PodDayRange shown;
  gboolean has_days = pod_chart_canvas_get_shown (self->canvas, &shown);
  gboolean has_control = adw_bin_get_child (self->control) != NULL;
  PodScene *scene = pod_chart_canvas_get_scene (self->canvas);

  gtk_menu_button_set_label (self->days_button, label);
  /* Where the days shown have nothing and others have, those are still to be chosen. */
  gtk_widget_set_visible (self->zoom_box, has_days || (!pod_day_range_is_all (range) &&
                                                       scene != NULL && scene->not_drawn > 0));
  gtk_widget_set_visible (self->tools, has_days || has_control);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "chart.back",
                                 pod_day_view_can_go_back (self->days));
  update_scrollbar (self, range, has_days);
}

void
pod_chart_view_scrolled_cb (PodChartView *self)
{
  PodDayRange range = pod_day_view_get_range (self->days);
  gint32 first = (gint32) floor (gtk_adjustment_get_value (self->scroll) + 0.5);

  if (self->is_following || pod_day_range_is_all (range))
    return;
  pod_day_view_set_range (self->days, (PodDayRange){ first, first + range.last - range.first },
                          TRUE);
}

void
pod_chart_view_set_days (PodChartView *self, PodDayView *days)
{
  if (self->days != NULL)
    g_signal_handlers_disconnect_by_data (self->days, self);
  g_set_object (&self->days, days);
  pod_chart_canvas_set_days (self->canvas, days);
  g_signal_connect_swapped (days, "range-changed", G_CALLBACK (pod_chart_view_update_days), self);
  pod_chart_view_update_days (self);
}

/* ---- the actions ---- */

static void
zoom_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodChartView *self = POD_CHART_VIEW (widget);
  double factor = g_variant_get_int32 (parameter) > 0 ? POD_DAY_VIEW_STEP : 1 / POD_DAY_VIEW_STEP;
  PodDayRange shown;

  if (pod_chart_canvas_get_shown (self->canvas, &shown))
    pod_day_view_zoom (self->days, shown, pod_chart_canvas_get_centre (self->canvas, shown), factor,
                       FALSE);
}

static void
pan_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodChartView *self = POD_CHART_VIEW (widget);
  PodDayRange shown;

  if (pod_chart_canvas_get_shown (self->canvas, &shown))
    pod_day_view_pan (self->days, shown, pod_chart_canvas_get_extent (self->canvas, shown),
                      g_variant_get_int32 (parameter), FALSE);
}

static void
back_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  pod_day_view_go_back (POD_CHART_VIEW (widget)->days);
}

/* Up to day 0: from where records begin. */
static PodDayRange
find_screening (PodChartView *self)
{
  PodDayRange extent = pod_day_view_get_extent (self->days);

  return (PodDayRange){ MIN (extent.first, -1), 0 };
}

static void
show_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodChartView *self = POD_CHART_VIEW (widget);
  const char *which = g_variant_get_string (parameter, NULL);
  PodDayRange range = g_str_equal (which, "early")       ? early
                      : g_str_equal (which, "screening") ? find_screening (self)
                                                         : POD_ALL_DAYS;

  pod_day_view_set_range (self->days, range, FALSE);
}

void
pod_chart_view_add_days (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint key;
    GdkModifierType state;
    const char *action;
    int step;
  } keys[] = {
    { GDK_KEY_plus, 0, "chart.zoom", 1 },
    { GDK_KEY_plus, GDK_SHIFT_MASK, "chart.zoom", 1 },
    { GDK_KEY_equal, 0, "chart.zoom", 1 },
    { GDK_KEY_KP_Add, 0, "chart.zoom", 1 },
    { GDK_KEY_minus, 0, "chart.zoom", -1 },
    { GDK_KEY_KP_Subtract, 0, "chart.zoom", -1 },
    { GDK_KEY_Left, GDK_SHIFT_MASK, "chart.pan", -1 },
    { GDK_KEY_Right, GDK_SHIFT_MASK, "chart.pan", 1 },
  };

  gtk_widget_class_install_action (widget_class, "chart.zoom", "i", zoom_cb);
  gtk_widget_class_install_action (widget_class, "chart.pan", "i", pan_cb);
  gtk_widget_class_install_action (widget_class, "chart.back", NULL, back_cb);
  gtk_widget_class_install_action (widget_class, "chart.show", "s", show_cb);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].key, keys[i].state, keys[i].action,
                                         "i", keys[i].step);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_m, 0, "chart.show", "s", "all");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_BackSpace, 0, "chart.back", NULL);
}
