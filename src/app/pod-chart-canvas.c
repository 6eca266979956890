/* Pointing and walking repaint only the cursor and the ring: the chart itself is painted once into an image, and one node copies it for
 * every frame.  A node that replayed the strokes would cost some sixty times as much for each movement. */

#include "pod-chart-canvas-private.h"

#include <adwaita.h>
#include <math.h>

#include "pod-chart-cursor.h"
#include "pod-chart-ring.h"
#include "pod-chart-walk.h"
#include "pod-scene-event.h"

#define MIN_WIDTH 480
/* Cairo's image surfaces reach no further. */
#define MOST_PIXELS 32767.0
/* What is above and below a record that the page is scrolled to. */
#define SCROLL_ROOM 60
/* What a panel's title has above its plot. */
#define TITLE_ROOM 36
/* The first frame knows the room, the second the scene that is made for it, the third lies as both are. */
#define LOOKS 3

/* The record that had the keyboard when the chart was laid out last: what had no room then is found again. */
typedef struct
{
  PodRecordType type;
  gint64 id;
  char *words; /* NULL for none */
} PodChartPlace;

struct _PodChartCanvas
{
  GtkWidget parent_instance;

  PodChartFunc func;
  gpointer data;
  PodDayView *days;
  PodScene *scene;
  int scene_width;
  gboolean is_stale; /* other days are to be shown */
  PodDayRange extent;
  cairo_surface_t *image;
  GskRenderNode *node; /* copies the image */
  guint paints;
  GArray *stops; /* PodChartStop */
  int focus;     /* into stops, or -1 */
  gboolean was_walked;
  gboolean shows_event; /* over which days the event that has the keyboard lasts */
  PodChartPlace place;
  guint looks; /* in how many frames what was gone to is still scrolled to */
  GtkWidget *ring;
  PodChartPointer pointer;
};

enum
{
  POINTED,
  RECORD_ACTIVATED,
  RECORD_CHOSEN,
  LAID_OUT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PodChartCanvas, pod_chart_canvas, GTK_TYPE_WIDGET)

static PodTheme
get_theme (void)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  gboolean dark = adw_style_manager_get_dark (manager);

  if (adw_style_manager_get_high_contrast (manager))
    return dark ? POD_THEME_DARK_CONTRAST : POD_THEME_LIGHT_CONTRAST;
  return dark ? POD_THEME_DARK : POD_THEME_LIGHT;
}

static const PodMark *
get_mark (PodChartCanvas *self, int index)
{
  guint mark;

  if (self->scene == NULL || index < 0 || index >= (int) self->stops->len)
    return NULL;
  mark = g_array_index (self->stops, PodChartStop, index).mark;
  return &g_array_index (self->scene->marks, PodMark, mark);
}

static void
drop_image (PodChartCanvas *self)
{
  g_clear_pointer (&self->node, gsk_render_node_unref);
  g_clear_pointer (&self->image, cairo_surface_destroy);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* What a screen reader says: the chart as a whole, and the record that the keys have come to. */
static void
update_accessible (PodChartCanvas *self)
{
  g_autofree char *focus = pod_scene_describe_mark (self->scene, get_mark (self, self->focus),
                                                    self->shows_event);
  const char *title = self->scene != NULL ? self->scene->title : NULL;
  const char *words = self->scene != NULL ? self->scene->description : NULL;

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title != NULL ? title : "", GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  words != NULL ? words : "", -1);
  pod_chart_ring_set (POD_CHART_RING (self->ring), focus, get_theme ());
}

static void
theme_changed_cb (PodChartCanvas *self)
{
  drop_image (self);
  update_accessible (self);
}

/* ---- laying out ---- */

gboolean
pod_chart_canvas_get_shown (PodChartCanvas *self, PodDayRange *shown)
{
  const PodScenePanel *panel = self->scene != NULL ? pod_scene_get_panel (self->scene, 0) : NULL;

  if (panel == NULL)
    return FALSE;
  *shown = (PodDayRange){ panel->axis.first - panel->axis.zero,
                          panel->axis.last - panel->axis.zero };
  return TRUE;
}

PodDayRange
pod_chart_canvas_get_extent (PodChartCanvas *self, PodDayRange range)
{
  PodDayRange extent = pod_day_range_is_all (self->extent) ? pod_day_view_get_extent (self->days)
                                                           : self->extent;

  if (pod_day_range_is_all (extent))
    return extent;
  return (PodDayRange){ MIN (extent.first, range.first), MAX (extent.last, range.last) };
}

/* FALSE where no record of a day was walked to. */
static gboolean
find_day_of_focus (PodChartCanvas *self, gint32 *day)
{
  const PodMark *mark = get_mark (self, self->focus);

  if (mark == NULL || mark->panel == 0)
    return FALSE;
  *day = (gint32) floor (g_array_index (self->stops, PodChartStop, self->focus).day + 0.5) -
         pod_scene_get_panel (self->scene, mark->panel - 1)->axis.zero;
  return TRUE;
}

/* Wherever the mouse was left: whoever looks closer by keys must not lose the record they are on. */
double
pod_chart_canvas_get_centre (PodChartCanvas *self, PodDayRange shown)
{
  gint32 day;

  if (gtk_widget_is_focus (self->ring) && find_day_of_focus (self, &day) && day >= shown.first &&
      day <= shown.last)
    return day;
  if (pod_day_view_get_day (self->days, &day) && day >= shown.first && day <= shown.last)
    return day;
  return (shown.first + shown.last) / 2.0;
}

static void
replace_scene (PodChartCanvas *self, int width)
{
  PodDayRange days = pod_day_view_get_range (self->days);
  PodDayRange shown;

  self->pointer.result = NULL;
  g_clear_pointer (&self->scene, pod_scene_unref);
  self->scene = self->func != NULL ? self->func (width, days, self->data) : NULL;
  self->scene_width = width;
  self->is_stale = FALSE;
  g_array_unref (self->stops);
  self->stops = pod_chart_walk_new (self->scene);
  if (!pod_day_range_is_all (days) || !pod_chart_canvas_get_shown (self, &shown))
    return;
  self->extent = shown;
  pod_day_view_add_extent (self->days, shown);
}

/* The cursor stands where the keyboard brought it, not the mouse. */
static gboolean
is_cursor_of_focus (PodChartCanvas *self)
{
  gint32 day, of_focus;

  return find_day_of_focus (self, &of_focus) && pod_day_view_get_day (self->days, &day) &&
         day == of_focus;
}

/* Before there is another scene. */
static void
keep_place (PodChartCanvas *self)
{
  const PodMark *mark = get_mark (self, self->focus);

  if (mark == NULL)
    return;
  g_free (self->place.words);
  self->place = (PodChartPlace){ mark->type, mark->id,
                                 g_strdup (pod_scene_get_what (self->scene, mark)) };
}

static int
find_place (PodChartCanvas *self)
{
  const PodChartPlace *place = &self->place;

  return place->words != NULL
             ? pod_chart_walk_find (self->stops, self->scene, place->type, place->id, place->words)
             : -1;
}

/* The record that had the keyboard keeps it; where it is not drawn any more its cursor goes with it, which would tell of others. */
static void
lay_out (PodChartCanvas *self, int width)
{
  gboolean is_led = is_cursor_of_focus (self);

  if (width == self->scene_width && !self->is_stale)
    return;
  keep_place (self);
  replace_scene (self, width);
  self->focus = find_place (self);
  if (is_led && self->focus < 0)
    pod_day_view_clear_day (self->days);
  update_accessible (self);
  drop_image (self);
  g_signal_emit (self, signals[LAID_OUT], 0);
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
  /* Whoever asks of no width gets that which is on the screen: laid out for another it would not be below the pointer any more until it is
   * allocated anew, which may be after the next turn of the wheel. */
  lay_out (self, MAX (for_size < 0 ? self->scene_width : for_size, MIN_WIDTH));
  *minimum = *natural = self->scene != NULL ? (int) ceil (self->scene->height) : 0;
}

static void
allocate_ring (PodChartCanvas *self)
{
  const PodMark *mark = get_mark (self, self->focus);
  GdkRectangle place = { 0, 0, 1, 1 };
  int minimum;

  gtk_widget_measure (self->ring, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  if (mark != NULL)
    place = pod_chart_ring_around (mark);
  gtk_widget_size_allocate (self->ring, &place, -1);
}

static void
pod_chart_canvas_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  PodChartCanvas *self = POD_CHART_CANVAS (widget);

  lay_out (self, MAX (width, MIN_WIDTH));
  allocate_ring (self);
}

/* ---- painting ---- */

static double
choose_scale (PodChartCanvas *self)
{
  double longer = MAX (self->scene->width, self->scene->height);

  return MIN (gtk_widget_get_scale_factor (GTK_WIDGET (self)), MOST_PIXELS / longer);
}

static void
paint_image (PodChartCanvas *self)
{
  double scale = choose_scale (self);
  cairo_t *cr;

  self->image = cairo_image_surface_create (CAIRO_FORMAT_ARGB32,
                                            MAX (1, (int) ceil (self->scene->width * scale)),
                                            MAX (1, (int) ceil (self->scene->height * scale)));
  cairo_surface_set_device_scale (self->image, scale, scale);
  cr = cairo_create (self->image);
  pod_scene_paint (self->scene, cr, get_theme (), FALSE);
  cairo_destroy (cr);
  self->paints++;
}

/* The same node in two frames is no damage: only what lies over it is drawn anew. */
static void
make_node (PodChartCanvas *self)
{
  cairo_t *cr;

  paint_image (self);
  self->node = gsk_cairo_node_new (&GRAPHENE_RECT_INIT (0, 0, (float) ceil (self->scene->width),
                                                        (float) ceil (self->scene->height)));
  cr = gsk_cairo_node_get_draw_context (self->node);
  cairo_set_source_surface (cr, self->image, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
}

static GtkAdjustment *
find_adjustment (PodChartCanvas *self)
{
  GtkWidget *window = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_SCROLLED_WINDOW);

  return window != NULL ? gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (window)) : NULL;
}

const PodMark *
pod_chart_canvas_get_meant (PodChartCanvas *self)
{
  return self->pointer.keys_last ? get_mark (self, self->focus) : self->pointer.result;
}

static void
snapshot_cursor (PodChartCanvas *self, GtkSnapshot *snapshot)
{
  GtkAdjustment *adjustment = find_adjustment (self);
  gint32 day;
  PodChartCursor cursor = { .scene = self->scene,
                            .stops = self->stops,
                            .like = pod_chart_canvas_get_meant (self),
                            .theme = get_theme (),
                            .has_day = pod_day_view_get_day (self->days, &day),
                            .has_brush = self->pointer.is_brushing,
                            .from = self->pointer.from,
                            .to = self->pointer.to,
                            .bottom = self->scene->height };

  cursor.day = day;
  cursor.has_event = self->shows_event &&
                     pod_scene_find_event_days (self->scene, get_mark (self, self->focus),
                                                &cursor.event_from, &cursor.event_to);
  if (adjustment != NULL)
    {
      cursor.top = gtk_adjustment_get_value (adjustment);
      cursor.bottom = cursor.top + gtk_adjustment_get_page_size (adjustment);
    }
  pod_chart_cursor_snapshot (&cursor, GTK_WIDGET (self), snapshot);
}

static void
pod_chart_canvas_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  PodChartCanvas *self = POD_CHART_CANVAS (widget);

  if (self->scene == NULL)
    return;
  if (self->node == NULL)
    make_node (self);
  gtk_snapshot_append_node (snapshot, self->node);
  snapshot_cursor (self, snapshot);
  gtk_widget_snapshot_child (widget, self->ring, snapshot);
}

/* ---- the record that has the keyboard ---- */

void
pod_chart_canvas_tell (PodChartCanvas *self, const char *what)
{
  g_signal_emit (self, signals[POINTED], 0, what);
}

/* From the title of the panel on, which names what is gone to, where both have room. */
static void
scroll_to (PodChartCanvas *self, const PodMark *mark)
{
  GtkAdjustment *adjustment = find_adjustment (self);
  GdkRectangle place = pod_chart_ring_around (mark);
  const PodScenePanel *panel = mark->panel > 0 ? pod_scene_get_panel (self->scene, mark->panel - 1)
                                               : NULL;
  double top = place.y - SCROLL_ROOM;
  double bottom = place.y + place.height + SCROLL_ROOM;

  if (adjustment == NULL)
    return;
  if (panel != NULL &&
      bottom - (panel->y - TITLE_ROOM) <= gtk_adjustment_get_page_size (adjustment))
    top = MIN (top, panel->y - TITLE_ROOM);
  gtk_adjustment_clamp_page (adjustment, top, bottom);
}

/* A page that is shown just now is laid out in the frames after: what was gone to may lie elsewhere by then. */
static gboolean
look_again_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  PodChartCanvas *self = POD_CHART_CANVAS (widget);
  const PodMark *mark = get_mark (self, self->focus);

  if (mark != NULL)
    scroll_to (self, mark);
  self->looks = mark != NULL ? self->looks - 1 : 0;
  return self->looks > 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
look_again (PodChartCanvas *self)
{
  if (self->looks == 0)
    gtk_widget_add_tick_callback (GTK_WIDGET (self), look_again_cb, NULL, NULL);
  self->looks = LOOKS;
}

/* The cursor goes along, so that every panel tells its value of that day. */
static void
move_cursor (PodChartCanvas *self)
{
  const PodChartStop *stop = &g_array_index (self->stops, PodChartStop, self->focus);
  const PodMark *mark = get_mark (self, self->focus);
  const PodScenePanel *panel = mark->panel > 0 ? pod_scene_get_panel (self->scene, mark->panel - 1)
                                               : NULL;

  if (panel != NULL)
    pod_day_view_set_day (self->days, (gint32) floor (stop->day + 0.5) - panel->axis.zero);
}

static void
take_up (PodChartCanvas *self, int index)
{
  const PodMark *mark = get_mark (self, index);

  self->focus = index;
  self->shows_event = TRUE;
  update_accessible (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  if (mark == NULL)
    return;
  self->pointer.keys_last = TRUE;
  scroll_to (self, mark);
}

static void
tell_focus (PodChartCanvas *self)
{
  g_autofree char *words = pod_scene_describe_mark (self->scene, get_mark (self, self->focus),
                                                    self->shows_event);

  self->was_walked = TRUE;
  pod_chart_canvas_tell (self, words);
}

static void
set_focus (PodChartCanvas *self, int index)
{
  take_up (self, index);
  if (get_mark (self, index) == NULL)
    return;
  tell_focus (self);
  move_cursor (self);
}

const PodMark *
pod_chart_canvas_get_record (PodChartCanvas *self)
{
  return get_mark (self, self->focus);
}

char *
pod_chart_canvas_describe_walked (PodChartCanvas *self)
{
  const PodMark *mark = self->was_walked ? get_mark (self, self->focus) : NULL;

  return pod_scene_describe_mark (self->scene, mark, self->shows_event);
}

gboolean
pod_chart_canvas_go_to (PodChartCanvas *self, PodRecordType type, gint64 id, const char *words)
{
  int found = self->scene != NULL ? pod_chart_walk_find (self->stops, self->scene, type, id, words)
                                  : -1;

  if (found < 0)
    return FALSE;
  set_focus (self, found);
  look_again (self);
  return TRUE;
}

void
pod_chart_canvas_choose (PodChartCanvas *self, const PodMark *mark)
{
  int type = (int) mark->type;
  gint64 id = mark->id;

  pod_chart_canvas_go_to (self, mark->type, id, pod_scene_get_what (self->scene, mark));
  g_signal_emit (self, signals[RECORD_CHOSEN], 0, type, id);
}

void
pod_chart_canvas_activate (PodChartCanvas *self, const PodMark *mark)
{
  g_signal_emit (self, signals[RECORD_ACTIVATED], 0, (int) mark->type, mark->id);
}

static void
walk_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodChartCanvas *self = POD_CHART_CANVAS (widget);

  if (self->stops->len > 0)
    set_focus (self,
               pod_chart_walk_step (self->stops, self->focus, g_variant_get_int32 (parameter)));
}

static void
walk_row_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodChartCanvas *self = POD_CHART_CANVAS (widget);

  if (self->stops->len > 0)
    set_focus (self, pod_chart_walk_step_row (self->stops, self->scene, self->focus,
                                              g_variant_get_int32 (parameter)));
}

static void
activate_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodChartCanvas *self = POD_CHART_CANVAS (widget);
  const PodMark *mark = get_mark (self, self->focus);

  if (mark != NULL)
    pod_chart_canvas_activate (self, mark);
}

/* Goes on to whoever else has a use for the key where no event's days are shown. */
static gboolean
escape_cb (GtkWidget *widget, GVariant *parameter, gpointer data)
{
  PodChartCanvas *self = POD_CHART_CANVAS (widget);

  if (!self->shows_event ||
      !pod_scene_find_event_days (self->scene, get_mark (self, self->focus), NULL, NULL))
    return FALSE;
  self->shows_event = FALSE;
  update_accessible (self);
  tell_focus (self);
  gtk_widget_queue_draw (widget);
  return TRUE;
}

static void
choose_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodChartCanvas *self = POD_CHART_CANVAS (widget);
  const PodMark *mark = get_mark (self, self->focus);

  if (mark != NULL)
    pod_chart_canvas_choose (self, mark);
}

static gboolean
pod_chart_canvas_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (POD_CHART_CANVAS (widget)->ring);
}

/* The first result of a plot, before which a course of a drug may have begun; else the first record. */
static int
find_first (PodChartCanvas *self)
{
  for (int i = 0; i < (int) self->stops->len; i++)
    {
      const PodMark *mark = get_mark (self, i);

      if (mark->type == POD_RECORD_FINDING && mark->panel > 0 &&
          pod_scene_get_panel (self->scene, mark->panel - 1)->has_scale)
        return i;
    }
  return 0;
}

/* Whoever comes by Tab comes to the first record.  A page that opens brings the keyboard here too: no day's values lie over its chart
 * before somebody asks for one, and below it stands what can be done.  A sheet without days says what its first cell is: it holds a mere
 * number. */
static void
ring_focused_cb (PodChartCanvas *self)
{
  if (!gtk_widget_has_focus (self->ring) || self->focus >= 0 || self->stops->len == 0)
    return;
  take_up (self, find_first (self));
  if (self->scene->panels->len == 0)
    tell_focus (self);
}

/* ---- the class ---- */

static void
pod_chart_canvas_dispose (GObject *object)
{
  PodChartCanvas *self = POD_CHART_CANVAS (object);

  pod_chart_canvas_set_days (self, NULL);
  g_clear_pointer (&self->ring, gtk_widget_unparent);
  g_clear_pointer (&self->scene, pod_scene_unref);
  g_clear_pointer (&self->node, gsk_render_node_unref);
  g_clear_pointer (&self->image, cairo_surface_destroy);
  G_OBJECT_CLASS (pod_chart_canvas_parent_class)->dispose (object);
}

static void
pod_chart_canvas_finalize (GObject *object)
{
  g_array_unref (POD_CHART_CANVAS (object)->stops);
  g_free (POD_CHART_CANVAS (object)->place.words);
  G_OBJECT_CLASS (pod_chart_canvas_parent_class)->finalize (object);
}

static void
add_keys (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint key;
    const char *action;
    int step;
  } keys[] = {
    { GDK_KEY_Left, "chart.walk", -1 },       { GDK_KEY_KP_Left, "chart.walk", -1 },
    { GDK_KEY_Right, "chart.walk", 1 },       { GDK_KEY_KP_Right, "chart.walk", 1 },
    { GDK_KEY_Home, "chart.walk", G_MININT }, { GDK_KEY_KP_Home, "chart.walk", G_MININT },
    { GDK_KEY_End, "chart.walk", G_MAXINT },  { GDK_KEY_KP_End, "chart.walk", G_MAXINT },
    { GDK_KEY_Up, "chart.walk-row", -1 },     { GDK_KEY_KP_Up, "chart.walk-row", -1 },
    { GDK_KEY_Down, "chart.walk-row", 1 },    { GDK_KEY_KP_Down, "chart.walk-row", 1 },
  };

  gtk_widget_class_install_action (widget_class, "chart.walk", "i", walk_cb);
  gtk_widget_class_install_action (widget_class, "chart.walk-row", "i", walk_row_cb);
  gtk_widget_class_install_action (widget_class, "chart.activate", NULL, activate_cb);
  gtk_widget_class_install_action (widget_class, "chart.choose", NULL, choose_cb);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].key, 0, keys[i].action, "i",
                                         keys[i].step);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, 0, "chart.activate", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, 0, "chart.activate", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_space, 0, "chart.choose", NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
}

static void
add_signals (void)
{
  signals[POINTED] = g_signal_new ("pointed", POD_TYPE_CHART_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[RECORD_ACTIVATED] = g_signal_new ("record-activated", POD_TYPE_CHART_CANVAS,
                                            G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                            G_TYPE_INT, G_TYPE_INT64);
  signals[RECORD_CHOSEN] = g_signal_new ("record-chosen", POD_TYPE_CHART_CANVAS, G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT,
                                         G_TYPE_INT64);
  signals[LAID_OUT] = g_signal_new ("laid-out", POD_TYPE_CHART_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 0);
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
  widget_class->grab_focus = pod_chart_canvas_grab_focus;
  add_signals ();
  add_keys (widget_class);
  gtk_widget_class_set_css_name (widget_class, "chart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
pod_chart_canvas_init (PodChartCanvas *self)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  self->stops = pod_chart_walk_new (NULL);
  self->focus = -1;
  self->ring = pod_chart_ring_new ();
  gtk_widget_set_parent (self->ring, GTK_WIDGET (self));
  pod_chart_canvas_set_days (self, pod_day_view_new ());
  g_object_unref (self->days);
  pod_chart_pointer_add (self);
  g_signal_connect_swapped (self->ring, "notify::has-focus", G_CALLBACK (ring_focused_cb), self);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (drop_image), NULL);
  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (theme_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast", G_CALLBACK (theme_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

void
pod_chart_canvas_set_func (PodChartCanvas *self, PodChartFunc func, gpointer data)
{
  self->func = func;
  self->data = data;
  pod_chart_canvas_refresh (self);
}

/* Turns of a wheel come faster than frames: all of one frame make one new layout. */
static void
range_changed_cb (PodChartCanvas *self)
{
  self->is_stale = TRUE;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
pod_chart_canvas_set_days (PodChartCanvas *self, PodDayView *days)
{
  if (self->days != NULL)
    g_signal_handlers_disconnect_by_data (self->days, self);
  if (!g_set_object (&self->days, days) || days == NULL)
    return;
  g_signal_connect_swapped (days, "range-changed", G_CALLBACK (range_changed_cb), self);
  g_signal_connect_swapped (days, "day-changed", G_CALLBACK (gtk_widget_queue_draw), self);
  range_changed_cb (self);
}

PodDayView *
pod_chart_canvas_get_days (PodChartCanvas *self)
{
  return self->days;
}

void
pod_chart_canvas_refresh (PodChartCanvas *self)
{
  self->is_stale = TRUE;
  lay_out (self, self->scene_width > 0 ? self->scene_width : MIN_WIDTH);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
pod_chart_canvas_forget (PodChartCanvas *self)
{
  self->focus = -1;
  self->was_walked = FALSE;
  g_clear_pointer (&self->place.words, g_free);
  update_accessible (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

PodScene *
pod_chart_canvas_get_scene (PodChartCanvas *self)
{
  return self->scene;
}

guint
pod_chart_canvas_count_records (PodChartCanvas *self)
{
  return pod_chart_walk_count_records (self->stops, self->scene);
}

PodChartPointer *
pod_chart_canvas_get_pointer (PodChartCanvas *self)
{
  return &self->pointer;
}

guint
pod_chart_canvas_count_paints (PodChartCanvas *self)
{
  return self->paints;
}
