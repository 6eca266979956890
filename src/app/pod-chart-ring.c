#include "pod-chart-ring.h"

#include <math.h>

/* Between the mark and the ring; and how thick it is. */
#define ROOM 4
#define WIDTH 2
#define RADIUS 5

struct _PodChartRing
{
  GtkWidget parent_instance;

  PodTheme theme;
  gboolean is_set;
};

G_DEFINE_FINAL_TYPE (PodChartRing, pod_chart_ring, GTK_TYPE_WIDGET)

static void
pod_chart_ring_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  PodChartRing *self = POD_CHART_RING (widget);
  GskRoundedRect ring;
  GdkRGBA colour;
  double c[4];

  if (!self->is_set || !gtk_widget_has_focus (widget))
    return;
  pod_theme_get_colour (self->theme, POD_ROLE_FOCUS, c);
  colour = (GdkRGBA){ (float) c[0], (float) c[1], (float) c[2], (float) c[3] };
  gsk_rounded_rect_init_from_rect (&ring,
                                   &GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                                        (float) gtk_widget_get_height (widget)),
                                   RADIUS);
  gtk_snapshot_append_border (snapshot, &ring, (float[4]){ WIDTH, WIDTH, WIDTH, WIDTH },
                              (GdkRGBA[4]){ colour, colour, colour, colour });
}

static void
pod_chart_ring_class_init (PodChartRingClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = pod_chart_ring_snapshot;
  gtk_widget_class_set_css_name (widget_class, "chartring");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
}

static void
pod_chart_ring_init (PodChartRing *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  /* What is under it is pointed at, not the ring. */
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
  g_signal_connect (self, "notify::has-focus", G_CALLBACK (gtk_widget_queue_draw), NULL);
}

GtkWidget *
pod_chart_ring_new (void)
{
  return g_object_new (POD_TYPE_CHART_RING, NULL);
}

void
pod_chart_ring_set (PodChartRing *self, const char *what, PodTheme theme)
{
  self->theme = theme;
  self->is_set = what != NULL;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  what != NULL ? what : "", -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

GdkRectangle
pod_chart_ring_around (const PodMark *mark)
{
  gboolean is_box = mark->kind == POD_MARK_RECT;
  double x = is_box ? mark->x : mark->x - mark->w / 2;
  double y = is_box ? mark->y : mark->y - mark->w / 2;
  double h = is_box ? mark->h : mark->w;

  return (GdkRectangle){ (int) floor (x) - ROOM, (int) floor (y) - ROOM,
                         (int) ceil (mark->w) + 2 * ROOM, (int) ceil (h) + 2 * ROOM };
}
