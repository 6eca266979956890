#include "bench.h"

#include <adwaita.h>
#include <time.h>

#include "pod-chart-canvas.h"

/* A pointer that moves over a full grid, its cursor in every panel, against painting the grid: in processor time of whole frames of a real
 * window, since a movement that painted even a part of it anew would be felt. */

#define WIDTH 1200
#define HEIGHT 800
#define COLUMNS 3
#define PANELS 12
#define SUBJECTS 36
#define RESULTS 50
#define ZERO 20000
#define LAST 365
#define RUNS 60
#define MOVES 4
/* Of a full repaint. */
#define MOST 0.1
/* Of a line with no chart under it. */
#define MOST_BARE 15

typedef struct
{
  PodChartCanvas *canvas;
  GtkWidget *floor;
  guint frames;
  guint step;
} World;

/* ---- what GTK itself asks for a line that moves through as many panels of an empty window ---- */

#define BENCH_TYPE_FLOOR (bench_floor_get_type ())
G_DECLARE_FINAL_TYPE (BenchFloor, bench_floor, BENCH, FLOOR, GtkWidget)

struct _BenchFloor
{
  GtkWidget parent_instance;

  double day;
};

G_DEFINE_FINAL_TYPE (BenchFloor, bench_floor, GTK_TYPE_WIDGET)

static void
bench_floor_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  const GdkRGBA colour = { 0, 0, 1, 1 };
  float w = (float) WIDTH / COLUMNS, h = (float) HEIGHT / (PANELS / COLUMNS);

  for (guint p = 0; p < PANELS; p++)
    gtk_snapshot_append_color (snapshot, &colour,
                               &GRAPHENE_RECT_INIT ((float) (p % COLUMNS) * w +
                                                        (float) BENCH_FLOOR (widget)->day,
                                                    (float) (p / COLUMNS) * h + 20, 2, h - 40));
}

static void
bench_floor_class_init (BenchFloorClass *klass)
{
  GTK_WIDGET_CLASS (klass)->snapshot = bench_floor_snapshot;
}

static void
bench_floor_init (BenchFloor *self)
{
}

static void
add_line (PodScene *scene, const PodScenePanel *panel, guint p, guint subject)
{
  PodPoint points[RESULTS];

  for (guint i = 0; i < RESULTS; i++)
    {
      gint32 day = ZERO + (gint32) (i * LAST / RESULTS);
      double value = 20 + (subject * 7919 + i * 104729 + p * 31) % 60;

      points[i] = (PodPoint){ pod_day_axis_x (&panel->axis, day),
                              pod_scale_y (&panel->scale, value) };
    }
  pod_scene_add_polyline (scene, POD_ROLE_DIM_TEXT, points, RESULTS, 1);
  for (guint i = 0; i < RESULTS; i++)
    pod_scene_add (scene, &(PodMark){ .kind = POD_MARK_SYMBOL,
                                      .role = POD_ROLE_SERIES,
                                      .x = points[i].x,
                                      .y = points[i].y,
                                      .w = 4,
                                      .type = POD_RECORD_FINDING,
                                      .id = 1 + (p * SUBJECTS + subject) * RESULTS + i,
                                      .what = "a made-up result" });
}

static void
add_panel (PodScene *scene, guint p)
{
  double w = (double) WIDTH / COLUMNS;
  double h = (double) HEIGHT / (PANELS / COLUMNS);
  PodScenePanel panel = { .name = "test",
                          .label = "Test",
                          .unit = "g/L",
                          .x = p % COLUMNS * w + 40,
                          .y = (double) (p / COLUMNS) * h + 20,
                          .w = w - 50,
                          .h = h - 40,
                          .has_scale = TRUE };

  panel.axis = (PodDayAxis){ ZERO - 10, ZERO + LAST, ZERO, panel.x, panel.x + panel.w };
  panel.scale = (PodScale){ .high = 100, .bottom = panel.y + panel.h, .top = panel.y };
  pod_scene_begin_panel (scene, &panel);
  for (guint subject = 0; subject < SUBJECTS; subject++)
    add_line (scene, &panel, p, subject);
  pod_scene_end_panel (scene);
}

static char *
get_value (gpointer data, const PodMark *mark)
{
  return g_strdup ("42.5");
}

static PodScene *
lay_out (double width, PodDayRange days, gpointer data)
{
  PodScene *scene = pod_scene_new (WIDTH, HEIGHT);

  scene->model.value = get_value;
  for (guint p = 0; p < PANELS; p++)
    add_panel (scene, p);
  return scene;
}

static void
painted_cb (World *world)
{
  world->frames++;
}

static gint64
get_cpu (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static gint64
time_frame (World *world, gint64 start)
{
  guint before = world->frames;

  while (world->frames == before)
    g_main_context_iteration (NULL, TRUE);
  return get_cpu () - start;
}

static gint64
move_pointer (World *world)
{
  gint64 start = get_cpu ();

  world->step++;
  /* Farther than a result is looked for around it: a cursor that stays on its result is not drawn anew. */
  pod_chart_canvas_point (world->canvas, 60 + world->step * 29 % 280, 100);
  return time_frame (world, start);
}

/* A pointer moves through many frames, of which the first pays for the memory that a repaint before it gave back. */
static gint64
hover (gpointer data)
{
  gint64 spent = 0;

  move_pointer (data);
  for (guint i = 0; i < MOVES; i++)
    spent += move_pointer (data);
  return spent / MOVES;
}

static gint64
repaint (gpointer data)
{
  World *world = data;
  gint64 start = get_cpu ();

  /* What another scale of the screen does: the scene stays, and is painted. */
  g_object_notify (G_OBJECT (world->canvas), "scale-factor");
  return time_frame (world, start);
}

static gint64
move_line (gpointer data)
{
  World *world = data;
  gint64 start = get_cpu ();

  world->step++;
  BENCH_FLOOR (world->floor)->day = 60 + world->step * 29 % 280;
  gtk_widget_queue_draw (world->floor);
  return time_frame (world, start);
}

static void
show (World *world, GtkWidget *child)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), WIDTH, HEIGHT);
  gtk_window_set_child (GTK_WINDOW (window), child);
  gtk_widget_realize (window);
  g_signal_connect_swapped (gtk_widget_get_frame_clock (window), "after-paint",
                            G_CALLBACK (painted_cb), world);
  gtk_window_present (GTK_WINDOW (window));
  for (world->frames = 0; world->frames < 5;)
    {
      gtk_widget_queue_draw (window);
      g_main_context_iteration (NULL, TRUE);
    }
}

int
main (int argc, char *argv[])
{
  World world = { 0 };
  guint paints;

  gtk_disable_setlocale ();
  adw_init ();
  world.canvas = g_object_new (POD_TYPE_CHART_CANVAS, NULL);
  pod_chart_canvas_set_func (world.canvas, lay_out, NULL);
  world.floor = g_object_new (BENCH_TYPE_FLOOR, NULL);
  show (&world, world.floor);
  show (&world, GTK_WIDGET (world.canvas));
  paints = pod_chart_canvas_count_paints (world.canvas);
  move_pointer (&world);
  g_assert_cmpuint (pod_chart_canvas_count_paints (world.canvas), ==, paints);
  bench_ratio ("a pointer moved over 12 panels of 36 subjects, a frame", hover,
               "the same painted, a frame", repaint, &world, RUNS, MOST);
  bench_ratio ("a pointer moved over 12 panels of 36 subjects, a frame", hover,
               "a bare line moved in an empty window, a frame", move_line, &world, RUNS, MOST_BARE);
  return bench_end ();
}
