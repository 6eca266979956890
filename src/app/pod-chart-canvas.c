/* Hovering and walking repaint only the ring around a record: the chart itself is painted once into an image and copied.
 * A node that replayed the strokes would cost some sixty times as much for each movement. */

#include "pod-chart-canvas.h"

#include <adwaita.h>
#include <math.h>

#define MIN_WIDTH 480
#define PICK_RADIUS 12

struct _PodChartCanvas
{
  GtkWidget parent_instance;

  PodChartFunc func;
  gpointer data;
  PodScene *scene;
  int scene_width;
  cairo_surface_t *image;
  GArray *stops; /* index of the first mark of each record, in the order of the scene (guint) */
  int focus;     /* into stops, or -1 */
};

enum
{
  POINTED,
  RECORD_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PodChartCanvas, pod_chart_canvas, GTK_TYPE_WIDGET)

static void
drop_image (PodChartCanvas *self)
{
  g_clear_pointer (&self->image, cairo_surface_destroy);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static const PodMark *
get_stop (PodChartCanvas *self, int index)
{
  if (self->scene == NULL || index < 0 || index >= (int) self->stops->len)
    return NULL;
  return &g_array_index (self->scene->marks, PodMark, g_array_index (self->stops, guint, index));
}

/* Each record once, by its first mark that says what it is. */
static void
find_stops (PodChartCanvas *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_array_set_size (self->stops, 0);
  for (guint i = 0; self->scene != NULL && i < self->scene->marks->len; i++)
    {
      const PodMark *mark = &g_array_index (self->scene->marks, PodMark, i);

      if (mark->id != 0 && mark->what != NULL &&
          g_hash_table_add (seen, g_strdup_printf ("%d/%" G_GINT64_FORMAT "/%s", mark->type,
                                                   mark->id, mark->what)))
        g_array_append_val (self->stops, i);
    }
}

/* What a screen reader says: the chart as a whole, or the record that the keys have come to. */
static void
update_accessible (PodChartCanvas *self)
{
  const PodMark *mark = get_stop (self, self->focus);
  const char *title = self->scene != NULL && self->scene->title != NULL ? self->scene->title : "";
  const char *words = mark != NULL ? mark->what
                      : self->scene != NULL && self->scene->description != NULL
                          ? self->scene->description
                          : "";

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
}

static void
lay_out (PodChartCanvas *self, int width)
{
  if (width == self->scene_width)
    return;
  g_clear_pointer (&self->scene, pod_scene_unref);
  self->scene = self->func != NULL ? self->func (width, self->data) : NULL;
  self->scene_width = width;
  self->focus = -1;
  find_stops (self);
  update_accessible (self);
  drop_image (self);
}

static GtkSizeRequestMode
pod_chart_canvas_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
pod_chart_canvas_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  PodChartCanvas *self = POD_CHART_CANVAS (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = *natural = MIN_WIDTH;
      return;
    }
  lay_out (self, MAX (for_size, MIN_WIDTH));
  *minimum = *natural = self->scene != NULL ? (int) ceil (self->scene->height) : 0;
}

static void
pod_chart_canvas_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  lay_out (POD_CHART_CANVAS (widget), MAX (width, MIN_WIDTH));
}

static PodTheme
get_theme (void)
{
  return adw_style_manager_get_dark (adw_style_manager_get_default ()) ? POD_THEME_DARK
                                                                       : POD_THEME_LIGHT;
}

static void
paint_image (PodChartCanvas *self)
{
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  cairo_t *cr;

  self->image = cairo_image_surface_create (CAIRO_FORMAT_ARGB32,
                                            (int) ceil (self->scene->width) * scale,
                                            (int) ceil (self->scene->height) * scale);
  cairo_surface_set_device_scale (self->image, scale, scale);
  cr = cairo_create (self->image);
  pod_scene_paint (self->scene, cr, get_theme (), FALSE);
  cairo_destroy (cr);
}

static void
snapshot_focus (PodChartCanvas *self, GtkSnapshot *snapshot)
{
  const PodMark *mark = get_stop (self, self->focus);
  double rgba[4];
  double x, y, w, h;

  if (mark == NULL)
    return;
  pod_theme_get_colour (get_theme (), POD_ROLE_FOCUS, rgba);
  x = mark->kind == POD_MARK_RECT ? mark->x : mark->x - mark->w / 2;
  y = mark->kind == POD_MARK_RECT ? mark->y : mark->y - mark->w / 2;
  w = mark->w;
  h = mark->kind == POD_MARK_RECT ? mark->h : mark->w;
  GskRoundedRect ring;
  GdkRGBA colour = { (float) rgba[0], (float) rgba[1], (float) rgba[2], (float) rgba[3] };

  gsk_rounded_rect_init_from_rect (&ring,
                                   &GRAPHENE_RECT_INIT ((float) x - 4, (float) y - 4, (float) w + 8,
                                                        (float) h + 8),
                                   5);
  gtk_snapshot_append_border (snapshot, &ring, (float[4]){ 2, 2, 2, 2 },
                              (GdkRGBA[4]){ colour, colour, colour, colour });
}

static void
pod_chart_canvas_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  PodChartCanvas *self = POD_CHART_CANVAS (widget);
  cairo_t *cr;

  if (self->scene == NULL)
    return;
  if (self->image == NULL)
    paint_image (self);
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) self->scene->width,
                                                                 (float) self->scene->height));
  cairo_set_source_surface (cr, self->image, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
  if (gtk_widget_has_focus (widget))
    snapshot_focus (self, snapshot);
}

static void
scroll_to (PodChartCanvas *self, const PodMark *mark)
{
  GtkWidget *window = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment;

  if (window == NULL)
    return;
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (window));
  gtk_adjustment_clamp_page (adjustment, mark->y - 40, mark->y + 40);
}

static void
set_focus (PodChartCanvas *self, int index)
{
  const PodMark *mark;

  self->focus = CLAMP (index, 0, (int) self->stops->len - 1);
  mark = get_stop (self, self->focus);
  update_accessible (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (mark == NULL)
    return;
  scroll_to (self, mark);
  g_signal_emit (self, signals[POINTED], 0, mark->what);
}

static void
walk_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodChartCanvas *self = POD_CHART_CANVAS (widget);
  int step = g_variant_get_int32 (parameter);

  if (step == G_MININT32 || step == G_MAXINT32)
    set_focus (self, step < 0 ? 0 : (int) self->stops->len - 1);
  else
    set_focus (self, self->focus + step);
}

static void
activate_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodChartCanvas *self = POD_CHART_CANVAS (widget);
  const PodMark *mark = get_stop (self, self->focus);

  if (mark != NULL)
    g_signal_emit (self, signals[RECORD_ACTIVATED], 0, (int) mark->type, mark->id);
}

static void
motion_cb (PodChartCanvas *self, double x, double y)
{
  const PodMark *mark = self->scene != NULL ? pod_scene_pick (self->scene, x, y, PICK_RADIUS)
                                            : NULL;

  g_signal_emit (self, signals[POINTED], 0, mark != NULL ? mark->what : NULL);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self),
                                   mark != NULL && mark->type == POD_RECORD_ADVERSE_EVENT
                                       ? "pointer"
                                       : NULL);
}

static int
find_stop (PodChartCanvas *self, const PodMark *mark)
{
  for (int i = 0; i < (int) self->stops->len; i++)
    if (get_stop (self, i)->id == mark->id && get_stop (self, i)->type == mark->type)
      return i;
  return -1;
}

static void
pressed_cb (PodChartCanvas *self, int n_press, double x, double y)
{
  const PodMark *mark = self->scene != NULL ? pod_scene_pick (self->scene, x, y, PICK_RADIUS)
                                            : NULL;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (mark == NULL)
    return;
  set_focus (self, find_stop (self, mark));
  if (n_press == 2)
    g_signal_emit (self, signals[RECORD_ACTIVATED], 0, (int) mark->type, mark->id);
}

static void
pod_chart_canvas_dispose (GObject *object)
{
  PodChartCanvas *self = POD_CHART_CANVAS (object);

  g_clear_pointer (&self->scene, pod_scene_unref);
  g_clear_pointer (&self->image, cairo_surface_destroy);
  G_OBJECT_CLASS (pod_chart_canvas_parent_class)->dispose (object);
}

static void
pod_chart_canvas_finalize (GObject *object)
{
  g_array_unref (POD_CHART_CANVAS (object)->stops);
  G_OBJECT_CLASS (pod_chart_canvas_parent_class)->finalize (object);
}

static void
add_keys (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint key;
    int step;
  } keys[] = {
    { GDK_KEY_Left, -1 },    { GDK_KEY_Right, 1 },         { GDK_KEY_KP_Left, -1 },
    { GDK_KEY_KP_Right, 1 }, { GDK_KEY_Home, G_MININT32 }, { GDK_KEY_End, G_MAXINT32 },
  };

  gtk_widget_class_install_action (widget_class, "chart.walk", "i", walk_cb);
  gtk_widget_class_install_action (widget_class, "chart.activate", NULL, activate_cb);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].key, 0, "chart.walk", "i",
                                         keys[i].step);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, 0, "chart.activate", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, 0, "chart.activate", NULL);
}

static void
pod_chart_canvas_class_init (PodChartCanvasClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = pod_chart_canvas_dispose;
  object_class->finalize = pod_chart_canvas_finalize;
  widget_class->get_request_mode = pod_chart_canvas_get_request_mode;
  widget_class->measure = pod_chart_canvas_measure;
  widget_class->size_allocate = pod_chart_canvas_size_allocate;
  widget_class->snapshot = pod_chart_canvas_snapshot;

  signals[POINTED] = g_signal_new ("pointed", POD_TYPE_CHART_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[RECORD_ACTIVATED] = g_signal_new ("record-activated", POD_TYPE_CHART_CANVAS,
                                            G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                            G_TYPE_INT, G_TYPE_INT64);
  add_keys (widget_class);
  gtk_widget_class_set_css_name (widget_class, "chart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
pod_chart_canvas_init (PodChartCanvas *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->stops = g_array_new (FALSE, FALSE, sizeof (guint));
  self->focus = -1;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (drop_image), NULL);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (drop_image), self, G_CONNECT_SWAPPED);
}

void
pod_chart_canvas_set_func (PodChartCanvas *self, PodChartFunc func, gpointer data)
{
  self->func = func;
  self->data = data;
  pod_chart_canvas_refresh (self);
}

void
pod_chart_canvas_refresh (PodChartCanvas *self)
{
  int width = self->scene_width;

  self->scene_width = 0;
  lay_out (self, width > 0 ? width : MIN_WIDTH);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

PodScene *
pod_chart_canvas_get_scene (PodChartCanvas *self)
{
  return self->scene;
}
