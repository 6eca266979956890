/* What a pointer does on a chart: it points at a day, brushes days, and zooms and pans by the wheel. */

#include <math.h>

#include "pod-chart-canvas-private.h"

#define PICK_RADIUS 12
/* Less is the rounding of a place, not a movement. */
#define STILL 0.5
/* Less is a click with an unsteady hand. */
#define BRUSH_PIXELS 6
/* Turns of the wheel closer together are one gesture, to be taken back at once. */
#define GESTURE_US (G_USEC_PER_SEC * 7 / 10)
#define WHEEL_FACTOR 1.2

static const PodScenePanel *
find_panel (PodChartCanvas *self, double x, double y, int *index)
{
  PodScene *scene = pod_chart_canvas_get_scene (self);

  *index = scene != NULL ? pod_scene_find_panel (scene, x, y) : -1;
  return *index >= 0 ? pod_scene_get_panel (scene, (guint) *index) : NULL;
}

/* As a study day. */
static double
get_day (const PodScenePanel *panel, double x)
{
  return pod_day_axis_day (&panel->axis, x) - panel->axis.zero;
}

/* ---- pointing ---- */

/* The day that is told is that of the result that is told, which may lie beside the pointer. */
static gint32
find_pointed_day (const PodScenePanel *panel, const PodMark *result, double x)
{
  return (gint32) floor (get_day (panel, result != NULL ? result->x : x) + 0.5);
}

static gboolean
is_result (PodScene *scene, const PodMark *mark, int panel)
{
  return mark != NULL && mark->kind == POD_MARK_SYMBOL && mark->type == POD_RECORD_FINDING &&
         (int) mark->panel == panel + 1 && pod_scene_get_panel (scene, (guint) panel)->has_scale;
}

void
pod_chart_canvas_point (PodChartCanvas *self, double x, double y)
{
  PodChartPointer *pointer = pod_chart_canvas_get_pointer (self);
  PodScene *scene = pod_chart_canvas_get_scene (self);
  const PodMark *mark = scene != NULL ? pod_scene_pick (scene, x, y, PICK_RADIUS) : NULL;
  const PodMark *told = scene != NULL ? pod_scene_pick_told (scene, x, y) : NULL;
  int index;
  const PodScenePanel *panel = find_panel (self, x, y, &index);
  g_autofree char *words = NULL;

  /* What is pointed at is told, and nothing that keys had come to. */
  pointer->keys_last = FALSE;
  pointer->result = panel != NULL && told == NULL && is_result (scene, mark, index) ? mark : NULL;
  if (panel != NULL)
    pod_day_view_set_day (pod_chart_canvas_get_days (self),
                          find_pointed_day (panel, pointer->result, x));
  else
    pod_day_view_clear_day (pod_chart_canvas_get_days (self));
  if (mark == NULL && told == NULL && panel != NULL)
    words = pod_scene_describe_day (scene, (guint) index,
                                    find_pointed_day (panel, NULL, x) + panel->axis.zero);
  /* Results lie everywhere around a median: who points right at it means it. */
  pod_chart_canvas_tell (self, told != NULL   ? told->what
                               : mark != NULL ? pod_scene_get_what (scene, mark)
                                              : words);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), mark != NULL ? "pointer" : NULL);
}

/* TRUE where there is something new under the pointer.  GTK tells of one that rests whenever something under it changed; where keys scrolled
 * the page, theirs is the last word until the mouse itself moves. */
static gboolean
move_pointer (PodChartCanvas *self, double x, double y)
{
  PodChartPointer *pointer = pod_chart_canvas_get_pointer (self);
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));
  gboolean is_new = !pointer->is_inside || pointer->x != x || pointer->y != y;
  double window_x = x, window_y = y;

  if (root != NULL)
    gtk_widget_translate_coordinates (GTK_WIDGET (self), root, x, y, &window_x, &window_y);
  if (pointer->is_inside && (fabs (pointer->window_x - window_x) >= STILL ||
                             fabs (pointer->window_y - window_y) >= STILL))
    pointer->keys_last = FALSE;
  pointer->is_inside = TRUE;
  pointer->x = x;
  pointer->y = y;
  pointer->window_x = window_x;
  pointer->window_y = window_y;
  return is_new && !pointer->keys_last;
}

static void
motion_cb (PodChartCanvas *self, double x, double y)
{
  if (move_pointer (self, x, y) && !pod_chart_canvas_get_pointer (self)->is_brushing)
    pod_chart_canvas_point (self, x, y);
}

static void
leave_cb (PodChartCanvas *self)
{
  PodChartPointer *pointer = pod_chart_canvas_get_pointer (self);

  pointer->is_inside = FALSE;
  if (pod_chart_canvas_get_days (self) == NULL || pointer->keys_last)
    return;
  pointer->result = NULL;
  pod_day_view_clear_day (pod_chart_canvas_get_days (self));
  pod_chart_canvas_tell (self, NULL);
}

/* Whoever hears of it may lay the chart out anew, and the mark is gone. */
static void
pressed_cb (PodChartCanvas *self, int n_press, double x, double y)
{
  PodScene *scene = pod_chart_canvas_get_scene (self);
  const PodMark *mark = scene != NULL ? pod_scene_pick (scene, x, y, PICK_RADIUS) : NULL;
  PodMark copy = { 0 };

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (mark == NULL)
    return;
  copy = *mark;
  pod_chart_canvas_choose (self, mark);
  pod_chart_canvas_get_pointer (self)->keys_last = FALSE;
  if (n_press == 2)
    pod_chart_canvas_activate (self, &copy);
}

/* ---- brushing ---- */

static void
drag_update_cb (PodChartCanvas *self, double dx, double dy, GtkGestureDrag *drag)
{
  PodChartPointer *pointer = pod_chart_canvas_get_pointer (self);
  const PodScenePanel *panel;
  double x, y;
  int index;

  if (!gtk_gesture_drag_get_start_point (drag, &x, &y))
    return;
  panel = find_panel (self, x, y, &index);
  if (panel == NULL || (!pointer->is_brushing && fabs (dx) < BRUSH_PIXELS))
    return;
  gtk_gesture_set_state (GTK_GESTURE (drag), GTK_EVENT_SEQUENCE_CLAIMED);
  pointer->is_brushing = TRUE;
  pointer->from = get_day (panel, x);
  pointer->to = get_day (panel, CLAMP (x + dx, panel->x, panel->x + panel->w));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
drag_end_cb (PodChartCanvas *self, double dx, double dy, GtkGestureDrag *drag)
{
  PodChartPointer *pointer = pod_chart_canvas_get_pointer (self);
  PodDayRange range = { (gint32) floor (MIN (pointer->from, pointer->to) + 0.5),
                        (gint32) floor (MAX (pointer->from, pointer->to) + 0.5) };

  if (!pointer->is_brushing)
    return;
  pointer->is_brushing = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (fabs (dx) >= BRUSH_PIXELS && range.last > range.first)
    pod_day_view_set_range (pod_chart_canvas_get_days (self), range, FALSE);
}

static void
drag_cancel_cb (PodChartCanvas *self)
{
  pod_chart_canvas_get_pointer (self)->is_brushing = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Whoever thinks better of it while they brush leaves the days as they were; the button may still be down. */
static gboolean
key_cb (GtkEventController *keys, guint key, guint code, GdkModifierType state, GtkGesture *drag)
{
  PodChartCanvas *self = POD_CHART_CANVAS (gtk_event_controller_get_widget (keys));

  if (key != GDK_KEY_Escape || !pod_chart_canvas_get_pointer (self)->is_brushing)
    return FALSE;
  drag_cancel_cb (self);
  gtk_event_controller_reset (GTK_EVENT_CONTROLLER (drag));
  return TRUE;
}

/* ---- the wheel: alone it scrolls the page, as everywhere ---- */

static gboolean
continues (PodChartPointer *pointer)
{
  gint64 now = g_get_monotonic_time ();
  gboolean goes_on = pointer->wheel_time != 0 && now - pointer->wheel_time < GESTURE_US;

  pointer->wheel_time = now;
  return goes_on;
}

static double
find_wheel_day (PodChartCanvas *self, PodDayRange shown)
{
  PodChartPointer *pointer = pod_chart_canvas_get_pointer (self);
  int index;
  const PodScenePanel *panel = pointer->is_inside
                                   ? find_panel (self, pointer->x, pointer->y, &index)
                                   : NULL;

  return panel != NULL ? get_day (panel, pointer->x) : pod_chart_canvas_get_centre (self, shown);
}

static gboolean
scroll_cb (PodChartCanvas *self, double dx, double dy, GtkEventController *controller)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (controller);
  PodDayView *days = pod_chart_canvas_get_days (self);
  PodDayRange shown;
  gboolean goes_on;

  /* Another record comes under the mouse by the mouse. */
  pod_chart_canvas_get_pointer (self)->keys_last = FALSE;
  if (!pod_chart_canvas_get_shown (self, &shown))
    return FALSE;
  if ((state & GDK_CONTROL_MASK) != 0 && dy != 0)
    {
      goes_on = continues (pod_chart_canvas_get_pointer (self));
      pod_day_view_zoom (days, shown, find_wheel_day (self, shown), pow (WHEEL_FACTOR, -dy),
                         goes_on);
      return TRUE;
    }
  if ((state & GDK_SHIFT_MASK) != 0)
    dx += dy;
  if (dx == 0 || pod_day_range_is_all (pod_day_view_get_range (days)))
    return FALSE;
  goes_on = continues (pod_chart_canvas_get_pointer (self));
  pod_day_view_pan (days, shown, pod_chart_canvas_get_extent (self, shown), dx, goes_on);
  return TRUE;
}

void
pod_chart_pointer_add (PodChartCanvas *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *wheel =
      gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  /* Before the record that has the keyboard. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), drag);
  g_signal_connect_swapped (motion, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  g_signal_connect_swapped (drag, "cancel", G_CALLBACK (drag_cancel_cb), self);
  g_signal_connect_swapped (wheel, "scroll", G_CALLBACK (scroll_cb), self);
  gtk_widget_add_controller (widget, motion);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (widget, keys);
  gtk_widget_add_controller (widget, wheel);
}
