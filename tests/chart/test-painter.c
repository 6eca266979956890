#include <cairo-pdf.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "chart-fixture.h"
#include "chart-pixels.h"
#include "pod-axis.h"
#include "pod-painter-private.h"

static const PodTheme themes[] = { POD_THEME_LIGHT, POD_THEME_DARK, POD_THEME_PRINT,
                                   POD_THEME_LIGHT_CONTRAST, POD_THEME_DARK_CONTRAST };

/* A tint that has no colour: all are in high contrast, the lower grades on paper. */
static gboolean
is_hatched (PodTheme theme, PodRole role)
{
  double colour[4];

  pod_theme_get_colour (theme, role, colour);
  return colour[3] <= 0;
}

/* Each kind of mark, in each role, in each theme: its inside has the role's colour, and beside it lies the ground. */
static void
test_roles (void)
{
  for (guint t = 0; t < G_N_ELEMENTS (themes); t++)
    for (PodRole role = POD_ROLE_BACKGROUND; role < POD_N_ROLES; role++)
      {
        g_autoptr (PodScene) scene = pod_scene_new (60, 20);
        PodMark rect = { .kind = POD_MARK_RECT, .role = role, .x = 2, .y = 2, .w = 8, .h = 16 };
        PodMark dot = {
          .kind = POD_MARK_SYMBOL, .role = role, .shape = POD_SHAPE_DOT, .x = 20, .y = 10, .w = 14
        };
        PodPoint points[] = { { 44, 2 }, { 44, 18 } };
        cairo_surface_t *surface;

        pod_scene_add (scene, &rect);
        pod_scene_add (scene, &dot);
        pod_scene_add_line (scene, role, 34, 2, 34, 18, 6);
        pod_scene_add_polyline (scene, role, points, 2, 6);
        surface = pixels_paint (scene, themes[t], 1);
        /* test-contrast.c has what is hatched. */
        for (int x = is_hatched (themes[t], role) ? 20 : 6; x <= 20; x += 14)
          pixels_assert (surface, x, 10, pixels_mix (themes[t], role));
        pixels_assert (surface, 34, 10, pixels_mix (themes[t], role));
        pixels_assert (surface, 44, 10, pixels_mix (themes[t], role));
        pixels_assert (surface, 55, 10, pixels_mix (themes[t], POD_ROLE_BACKGROUND));
        cairo_surface_destroy (surface);
      }
}

/* Two probes a shape, on a symbol of 30 px around 20, 20: its middle, and a point that tells it from the others. */
static void
test_shapes (void)
{
  static const struct
  {
    PodShape shape;
    gboolean middle;
    int x;
    int y;
    gboolean filled;
  } cases[] = {
    { POD_SHAPE_DOT, TRUE, 12, 12, TRUE },          { POD_SHAPE_RING, FALSE, 20, 5, TRUE },
    { POD_SHAPE_TRIANGLE_UP, TRUE, 8, 30, TRUE },   { POD_SHAPE_TRIANGLE_UP, TRUE, 9, 10, FALSE },
    { POD_SHAPE_TRIANGLE_DOWN, TRUE, 9, 10, TRUE }, { POD_SHAPE_TRIANGLE_DOWN, TRUE, 8, 30, FALSE },
    { POD_SHAPE_DIAMOND, TRUE, 10, 10, FALSE },     { POD_SHAPE_DIAMOND_RING, FALSE, 12, 12, TRUE },
    { POD_SHAPE_SQUARE, TRUE, 9, 9, TRUE },         { POD_SHAPE_ARROW_RIGHT, TRUE, 30, 20, TRUE },
    { POD_SHAPE_ARROW_RIGHT, TRUE, 30, 9, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PodScene) scene = pod_scene_new (40, 40);
      PodMark mark = { .kind = POD_MARK_SYMBOL,
                       .role = POD_ROLE_VISIT,
                       .shape = cases[i].shape,
                       .x = 20,
                       .y = 20,
                       .w = 30 };
      guint32 ground = pixels_mix (POD_THEME_LIGHT, POD_ROLE_BACKGROUND);
      cairo_surface_t *surface;

      pod_scene_add (scene, &mark);
      surface = pixels_paint (scene, POD_THEME_LIGHT, 1);
      pixels_assert (surface, 20, 20,
                     cases[i].middle ? pixels_mix (POD_THEME_LIGHT, POD_ROLE_VISIT) : ground);
      if (cases[i].filled)
        g_assert_cmphex (pixels_get (surface, cases[i].x, cases[i].y), !=, ground);
      else
        pixels_assert (surface, cases[i].x, cases[i].y, ground);
      cairo_surface_destroy (surface);
    }
}

/* Serious: a thick outline in the colour of text.  Partial: the fill is hatched, not full. */
static void
test_outline_and_hatch (void)
{
  g_autoptr (PodScene) scene = pod_scene_new (100, 40);
  PodMark bar = { .kind = POD_MARK_RECT,
                  .role = POD_ROLE_GRADE_2,
                  .x = 5,
                  .y = 5,
                  .w = 40,
                  .h = 30,
                  .outlined = TRUE,
                  .line_width = 3 };
  cairo_surface_t *surface;
  guint other = 0;

  pod_scene_add (scene, &bar);
  bar.x = 55;
  bar.outlined = FALSE;
  bar.line_width = 1;
  bar.dashed = TRUE;
  pod_scene_add (scene, &bar);
  surface = pixels_paint (scene, POD_THEME_DARK, 1);
  pixels_assert (surface, 6, 20, pixels_mix (POD_THEME_DARK, POD_ROLE_TEXT));
  pixels_assert (surface, 25, 20, pixels_mix (POD_THEME_DARK, POD_ROLE_GRADE_2));
  for (int x = 60; x < 90; x++)
    other += pixels_get (surface, x, 20) != pixels_mix (POD_THEME_DARK, POD_ROLE_GRADE_2);
  g_assert_cmpuint (other, >, 5);
  cairo_surface_destroy (surface);
}

/* A long line is stroked in pieces, and is whole all the same. */
static void
test_long_polyline (void)
{
  g_autoptr (PodScene) scene = pod_scene_new (1000, 20);
  g_autofree PodPoint *points = g_new (PodPoint, 991);
  cairo_surface_t *surface;

  for (int i = 0; i < 991; i++)
    points[i] = (PodPoint){ 5 + i, 10 };
  pod_scene_add_polyline (scene, POD_ROLE_SERIES, points, 991, 4);
  surface = pixels_paint (scene, POD_THEME_LIGHT, 1);
  for (int x = 6; x < 994; x++)
    pixels_assert (surface, x, 10, pixels_mix (POD_THEME_LIGHT, POD_ROLE_SERIES));
  cairo_surface_destroy (surface);
}

static PodScene *
make_chart (void)
{
  g_autoptr (PodTimeline) timeline = fixture_course ();

  fixture_add_event (timeline, 6, 30, 2, "细胞因子释放综合征");
  return pod_timeline_scene_new (NULL, timeline, ZERO + 100, POD_ALL_DAYS, 1000,
                                 pod_metrics_pango ());
}

/* ---- by hand, and by cairo ---- */

static guint
find_difference (cairo_surface_t *one, cairo_surface_t *other, int x, int y)
{
  guint most = 0;

  for (int shift = 0; shift < 24; shift += 8)
    {
      int difference = (int) (pixels_get (one, x, y) >> shift & 0xff) -
                       (int) (pixels_get (other, x, y) >> shift & 0xff);
      most = MAX (most, (guint) ABS (difference));
    }
  return most;
}

/* Of 255: the shade by which one pixel may differ, and how many of the pixels that are drawn on at all may differ by more than an eighth; all together they
 * are as dark. */
static void
assert_alike (const PodScene *scene, PodTheme theme, double scale, guint most, double share)
{
  cairo_surface_t *by_hand = pixels_paint (scene, theme, scale);
  cairo_surface_t *by_cairo = pixels_paint_with (pod_scene_paint_plainly, scene, theme, scale);
  guint32 ground = pixels_mix (theme, POD_ROLE_BACKGROUND);
  guint inked = 0, others = 0, greatest = 0;
  double sum = 0;

  for (int y = 0; y < cairo_image_surface_get_height (by_hand); y++)
    for (int x = 0; x < cairo_image_surface_get_width (by_hand); x++)
      {
        guint difference = find_difference (by_hand, by_cairo, x, y);

        inked += pixels_get (by_cairo, x, y) != ground;
        others += difference > 32;
        greatest = MAX (greatest, difference);
        sum += (double) (pixels_get (by_hand, x, y) >> 8 & 0xff) -
               (double) (pixels_get (by_cairo, x, y) >> 8 & 0xff);
      }
  g_test_message ("%u pixels drawn on, %u differ by more than 32, the most by %u, the mean by %.3f",
                  inked, others, greatest, sum / inked);
  g_assert_cmpuint (inked, >, 0);
  g_assert_cmpuint (greatest, <=, most);
  g_assert_cmpfloat (others, <=, share * inked);
  g_assert_cmpfloat (fabs (sum / inked), <, 1);
  cairo_surface_destroy (by_hand);
  cairo_surface_destroy (by_cairo);
}

/* Lines in every direction and of every width, upright ones, corners and ends. */
static void
test_lines_by_hand (void)
{
  static const double widths[] = { 0.6, 1, 1.5, 2.5, 6 };

  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      g_autoptr (PodScene) scene = pod_scene_new (300, 300);

      for (int k = 0; k < 48; k++)
        {
          double c = cos (k * G_PI / 24), s = sin (k * G_PI / 24);
          PodPoint points[] = { { 150 + 60 * c, 150 + 60 * s }, { 150 + 140 * c, 150 + 140 * s } };

          pod_scene_add_polyline (scene, POD_ROLE_SERIES, points, 2, widths[i]);
        }
      assert_alike (scene, POD_THEME_LIGHT, 1, 24, 0);
      assert_alike (scene, POD_THEME_DARK, 2, 24, 0);
    }
}

static void
test_corners_by_hand (void)
{
  g_autoptr (PodScene) scene = pod_scene_new (400, 120);
  PodPoint points[60];

  for (int i = 0; i < 60; i++)
    points[i] = (PodPoint){ 10 + i * 6.4, 60 + 40 * sin (i * 1.1) + i * 7919 % 13 };
  pod_scene_add_polyline (scene, POD_ROLE_SERIES, points, 60, 1);
  for (int i = 0; i < 60; i++)
    points[i].y += 3;
  pod_scene_add_polyline (scene, POD_ROLE_SERIES, points, 60, 1);
  assert_alike (scene, POD_THEME_LIGHT, 1, 80, 0.01);
  assert_alike (scene, POD_THEME_LIGHT, 2, 80, 0.01);
}

/* A panel of every subject, as it is timed. */
static void
test_crowd_by_hand (void)
{
  g_autoptr (PodScene) scene = pod_scene_new (400, 240);

  for (int subject = 0; subject < 36; subject++)
    {
      PodPoint points[50];

      for (int k = 0; k < 50; k++)
        points[k] = (PodPoint){ 40 + k * 6.9, 120 + 60 * sin (k / 3.0 + subject) +
                                                  (subject * 7919 + k * 104729) % 30 };
      pod_scene_add_polyline (scene, POD_ROLE_CROWD, points, 50, 1);
      for (int k = 0; k < 50; k++)
        {
          PodMark dot = { .kind = POD_MARK_SYMBOL,
                          .role = POD_ROLE_CROWD,
                          .x = points[k].x,
                          .y = points[k].y,
                          .w = 3 };
          pod_scene_add (scene, &dot);
        }
    }
  assert_alike (scene, POD_THEME_LIGHT, 1, 64, 0.01);
  assert_alike (scene, POD_THEME_DARK, 2, 64, 0.01);
}

/* Grid lines of odd and even widths, on and between pixels. */
static void
test_straight_by_hand (void)
{
  g_autoptr (PodScene) scene = pod_scene_new (100, 100);

  for (int i = 0; i < 5; i++)
    {
      pod_scene_add_line (scene, POD_ROLE_GRID, 5, 10.3 + i * 15, 80.4, 10.3 + i * 15, 1 + i * 0.5);
      pod_scene_add_line (scene, POD_ROLE_AXIS, 8.7 + i * 15, 95, 8.7 + i * 15, 4, 1 + i * 0.5);
    }
  assert_alike (scene, POD_THEME_LIGHT, 1, 16, 0);
  assert_alike (scene, POD_THEME_LIGHT_CONTRAST, 1, 16, 0);
  assert_alike (scene, POD_THEME_DARK, 2, 16, 0);
}

static PodScene *
draw_symbols (double part)
{
  PodScene *scene = pod_scene_new (400, 60);

  for (PodShape shape = POD_SHAPE_DOT; shape <= POD_SHAPE_CROSS; shape++)
    for (int i = 0; i < 3; i++)
      {
        PodMark mark = { .kind = POD_MARK_SYMBOL,
                         .role = POD_ROLE_COHORT_1 + (guint) i,
                         .shape = shape,
                         .x = 20 + shape * 40 + part,
                         .y = 10 + i * 18 + part,
                         .w = 4 + i * 4,
                         .outlined = i == 1,
                         .line_width = i == 2 ? 1.5 : 0 };
        pod_scene_add (scene, &mark);
      }
  return scene;
}

/* At an eighth of a pixel a symbol is what cairo draws; between, it is moved by half of that at most. */
static void
test_symbols_by_hand (void)
{
  g_autoptr (PodScene) on = draw_symbols (0.375);
  g_autoptr (PodScene) between = draw_symbols (0.19);

  assert_alike (on, POD_THEME_LIGHT, 1, 2, 0);
  assert_alike (on, POD_THEME_DARK, 2, 2, 0);
  assert_alike (between, POD_THEME_LIGHT, 1, 40, 0.02);
}

/* Where the ink lies between two columns, on the average; 0 for the ground. */
static double
find_middle (cairo_surface_t *surface, double from, double to, int height)
{
  guint32 ground = pixels_mix (POD_THEME_LIGHT, POD_ROLE_BACKGROUND);
  double sum = 0, moment = 0;

  for (int x = (int) from; x < (int) to; x++)
    for (int y = 0; y < height; y++)
      {
        double ink = (ground & 0xff) - (double) (pixels_get (surface, x, y) & 0xff);

        sum += ink;
        moment += ink * (x + 0.5);
      }
  return sum > 0 ? moment / sum : 0;
}

/* Small letters stand where they belong, or words run together: that of each word lies as far from the one before as it is wide. */
static void
test_small_text (void)
{
  static const PixelsFunc funcs[] = { pod_scene_paint, pod_scene_paint_plainly };
  const PodMetrics *metrics = pod_metrics_pango ();

  for (double size = 6.5; size < 12; size += 0.5)
    for (guint f = 0; f < G_N_ELEMENTS (funcs); f++)
      {
        g_autoptr (PodScene) scene = pod_scene_new (200, 20);
        double step = pod_metrics_width (metrics, "l  l", size, FALSE) -
                      pod_metrics_width (metrics, "l", size, FALSE);
        double first = 10 + pod_metrics_width (metrics, "l", size, FALSE) / 2;
        cairo_surface_t *surface;

        pod_scene_add_text (scene, POD_ROLE_TEXT, 10, 10, POD_ALIGN_START, size,
                            "l  l  l  l  l  l  l  l  l  l  l  l");
        surface = pixels_paint_with (funcs[f], scene, POD_THEME_LIGHT, 1);
        for (int i = 0; i < 12; i++)
          {
            double place = first + i * step;

            g_assert_cmpfloat_with_epsilon (find_middle (surface, place - step / 2,
                                                         place + step / 2 + 1, 20),
                                            place, 0.3);
          }
        cairo_surface_destroy (surface);
      }
}

/* Pixel for pixel, whatever the script, on a fill as on the ground; what looks like markup is none. */
static void
test_text_by_hand (void)
{
  static const char *const texts[] = { "Haemoglobin 71 g/L", "2.5×10⁹", "细胞因子释放综合征",
                                       "<b>&a < 5" };
  g_autoptr (PodScene) scene = pod_scene_new (300, 100);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      PodMark rect = {
        .kind = POD_MARK_RECT, .role = POD_ROLE_GRADE_4, .x = 150, .y = i * 20, .w = 150, .h = 20
      };

      pod_scene_add (scene, &rect);
      pod_scene_add_text (scene, POD_ROLE_DIM_TEXT, 5.3, 12.4 + i * 20, POD_ALIGN_START, 12,
                          texts[i]);
      pod_scene_add_text (scene, POD_ROLE_GRADE_4, 225.7, 12.4 + i * 20, POD_ALIGN_CENTRE, 11,
                          texts[i]);
    }
  assert_alike (scene, POD_THEME_LIGHT, 1, 2, 0);
  assert_alike (scene, POD_THEME_DARK, 2, 2, 0);
}

/* A whole chart. */
static void
test_chart_by_hand (void)
{
  g_autoptr (PodScene) scene = make_chart ();

  for (guint i = 0; i < G_N_ELEMENTS (themes); i++)
    assert_alike (scene, themes[i], 1 + i % 2, 96, 0.02);
}

/* Through a clip, a group and a device's scale as well: no pixel outside is touched, and what is under transparent ground stays so. */
static void
test_clipped_by_hand (void)
{
  g_autoptr (PodScene) scene = draw_symbols (0);
  cairo_surface_t *whole, *part = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 800, 120);
  PodPoint points[] = { { 0, 0 }, { 200, 55 }, { 400, 5 } };
  cairo_t *cr;

  pod_scene_add_polyline (scene, POD_ROLE_SERIES, points, 3, 2);
  pod_scene_add_line (scene, POD_ROLE_AXIS, 0, 30, 400, 30, 1);
  pod_scene_add_text (scene, POD_ROLE_TEXT, 60, 30, POD_ALIGN_START, 12, "Haemoglobin");
  whole = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 800, 120);
  cairo_surface_set_device_scale (whole, 2, 2);
  cr = cairo_create (whole);
  pod_scene_paint (scene, cr, POD_THEME_LIGHT, TRUE);
  cairo_destroy (cr);
  cairo_surface_set_device_scale (part, 2, 2);
  cr = cairo_create (part);
  cairo_rectangle (cr, 50, 10, 100, 40);
  cairo_clip (cr);
  cairo_push_group (cr);
  pod_scene_paint (scene, cr, POD_THEME_LIGHT, TRUE);
  cairo_pop_group_to_source (cr);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_flush (part);
  for (int y = 0; y < 120; y++)
    for (int x = 0; x < 800; x++)
      if (x >= 100 && x < 300 && y >= 20 && y < 100)
        g_assert_cmphex (pixels_get (part, x, y), ==, pixels_get (whole, x, y));
      else
        g_assert_cmphex (pixels_get (part, x, y), ==, 0);
  cairo_surface_destroy (whole);
  cairo_surface_destroy (part);
}

/* What the pixels of a clip of two pieces would need is left to cairo; so is what is turned. */
static void
test_left_to_cairo (void)
{
  g_autoptr (PodScene) scene = draw_symbols (0);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 400, 60);
  cairo_t *cr = cairo_create (surface);

  cairo_rectangle (cr, 0, 0, 40, 60);
  cairo_rectangle (cr, 200, 0, 40, 60);
  cairo_clip (cr);
  pod_scene_paint (scene, cr, POD_THEME_LIGHT, TRUE);
  cairo_surface_flush (surface);
  g_assert_cmphex (pixels_get (surface, 20, 10), ==,
                   pixels_mix (POD_THEME_LIGHT, POD_ROLE_COHORT_1));
  g_assert_cmphex (pixels_get (surface, 60, 10), ==, 0);
  cairo_reset_clip (cr);
  cairo_rotate (cr, 0.1);
  pod_scene_paint (scene, cr, POD_THEME_LIGHT, TRUE);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* Far away, and of no number. */
static void
test_nowhere (void)
{
  g_autoptr (PodScene) scene = draw_symbols (NAN);
  PodPoint points[] = { { -1e9, 10 }, { NAN, 40 }, { 1e12, 20 } };
  PodPoint far[] = { { -9000, 10 }, { 20000, 40 } };
  pod_scene_add_polyline (scene, POD_ROLE_SERIES, points, 3, 1);
  pod_scene_add_polyline (scene, POD_ROLE_SERIES, far, 2, 1);
  pod_scene_add_line (scene, POD_ROLE_GRID, -1e12, 10, 1e12, 10, 1);
  pod_scene_add_text (scene, POD_ROLE_TEXT, 1e15, NAN, POD_ALIGN_START, 12, "far");
  cairo_surface_destroy (pixels_paint (scene, POD_THEME_LIGHT, 1));
}

/* In files lines, symbols and texts stay what they are: no picture is in them. */
static void
test_vectors (void)
{
  g_autoptr (PodScene) scene = make_chart ();
  PodPoint points[] = { { 5, 5 }, { 60, 30 }, { 62, 90 } };
  const char *path = pod_test_path (pod_test_dir (), "a.svg");
  const char *paper = pod_test_path (pod_test_dir (), "a.pdf");
  gsize length;

  pod_scene_add_polyline (scene, POD_ROLE_SERIES, points, 3, 1);
  g_assert_true (pod_scene_write (scene, path, POD_THEME_LIGHT, NULL));
  g_assert_null (strstr (pod_test_read (path, NULL), "<image"));
  g_assert_true (pod_scene_write (scene, paper, POD_THEME_PRINT, NULL));
  const char *bytes = pod_test_read (paper, &length);
  g_assert_null (g_strstr_len (bytes, (gssize) length, "/Subtype /Image"));
}

/* Very many points: spans keep every peak, and take no time to speak of. */
static void
test_dense (void)
{
  g_autoptr (PodScene) scene = pod_scene_new (200, 100);
  guint n = 100000;
  g_autofree PodPoint *points = g_new (PodPoint, n);
  cairo_surface_t *surface;

  for (guint i = 0; i < n; i++)
    points[i] = (PodPoint){ 200.0 * i / n, 60 + (i % 7) };
  points[50000].y = 10;
  pod_scene_add_polyline (scene, POD_ROLE_SERIES, points, n, 1);
  surface = pixels_paint (scene, POD_THEME_LIGHT, 1);
  pixels_assert (surface, 100, 12, pixels_mix (POD_THEME_LIGHT, POD_ROLE_SERIES));
  pixels_assert (surface, 90, 12, pixels_mix (POD_THEME_LIGHT, POD_ROLE_BACKGROUND));
  for (int x = 1; x < 199; x++)
    pixels_assert (surface, x, 63, pixels_mix (POD_THEME_LIGHT, POD_ROLE_SERIES));
  cairo_surface_destroy (surface);
}

static double
get_luminance (PodTheme theme, PodRole role)
{
  double c[4];

  pod_theme_get_colour (theme, role, c);
  for (int i = 0; i < 3; i++)
    c[i] = c[i] <= 0.04045 ? c[i] / 12.92 : pow ((c[i] + 0.055) / 1.055, 2.4);
  return 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2];
}

static double
get_contrast (PodTheme theme, PodRole a, PodRole b)
{
  double one = get_luminance (theme, a) + 0.05;
  double other = get_luminance (theme, b) + 0.05;

  return MAX (one, other) / MIN (one, other);
}

/* WCAG 2.1: 4.5 for text, 3 for what carries meaning without it; grades fall in lightness, so that they differ in grey. */
static void
test_contrast (void)
{
  static const PodRole graphics[] = { POD_ROLE_SERIES,   POD_ROLE_COHORT_1,  POD_ROLE_COHORT_2,
                                      POD_ROLE_COHORT_3, POD_ROLE_TREATMENT, POD_ROLE_DAY_ZERO,
                                      POD_ROLE_AXIS,     POD_ROLE_BASELINE,  POD_ROLE_VISIT,
                                      POD_ROLE_FOCUS,    POD_ROLE_DRUG };

  for (guint t = 0; t < G_N_ELEMENTS (themes); t++)
    {
      static const PodRole texts[] = { POD_ROLE_TEXT, POD_ROLE_DIM_TEXT, POD_ROLE_VISIT_LATE,
                                       POD_ROLE_TODAY, POD_ROLE_DAY_ZERO };

      for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
        g_assert_cmpfloat (get_contrast (themes[t], texts[i], POD_ROLE_BACKGROUND), >=, 4.5);
      for (guint i = 0; i < G_N_ELEMENTS (graphics); i++)
        g_assert_cmpfloat (get_contrast (themes[t], graphics[i], POD_ROLE_BACKGROUND), >=, 3);
      for (PodRole role = POD_ROLE_GRADE_1; role < POD_ROLE_GRADE_5; role++)
        g_assert_cmpfloat (get_luminance (themes[t], role), >, get_luminance (themes[t], role + 1));
    }
}

/* On paper a median is traced through the lines of all subjects, and a word upon the bar of a grade is read; in high contrast a course
 * of a drug is a full bar, not an empty box. */
static void
test_contrast_on_others (void)
{
  static const PodTheme contrasts[] = { POD_THEME_LIGHT_CONTRAST, POD_THEME_DARK_CONTRAST };

  for (PodRole role = POD_ROLE_COHORT_1; role <= POD_ROLE_COHORT_3; role++)
    g_assert_cmpfloat (get_contrast (POD_THEME_PRINT, role, POD_ROLE_CROWD), >=, 4.5);
  g_assert_cmpfloat (get_contrast (POD_THEME_PRINT, POD_ROLE_GRADE_3, POD_ROLE_TEXT), >=, 7);
  for (guint i = 0; i < G_N_ELEMENTS (contrasts); i++)
    g_assert_cmpfloat (get_contrast (contrasts[i], POD_ROLE_MEDICATION, POD_ROLE_BACKGROUND), >=,
                       3);
}

static void
test_pango_metrics (void)
{
  const PodMetrics *metrics = pod_metrics_pango ();
  double narrow = metrics->text_width (metrics->data, "ill", 12, FALSE);

  g_assert_cmpfloat (narrow, >, 3);
  g_assert_cmpfloat (metrics->text_width (metrics->data, "MWM", 12, FALSE), >, narrow);
  g_assert_cmpfloat_with_epsilon (metrics->text_width (metrics->data, "ill", 24, FALSE), 2 * narrow,
                                  0.5);
  g_assert_cmpfloat (metrics->text_width (metrics->data, "细胞因子", 12, FALSE), >, 30);
}

static void
test_files (void)
{
  static const struct
  {
    const char *name;
    const char *start;
  } files[] = { { "a.png", "\x89PNG" }, { "a.SVG", "<?xml" }, { "a.pdf", "%PDF-" } };
  g_autoptr (PodScene) scene = make_chart ();
  const char *dir = pod_test_dir ();

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GError) error = NULL;
      const char *path = pod_test_path (dir, files[i].name);
      gsize length;

      g_assert_true (pod_scene_write (scene, path, POD_THEME_PRINT, &error));
      g_assert_no_error (error);
      g_assert_true (g_str_has_prefix (pod_test_read (path, &length), files[i].start));
      g_assert_cmpuint (length, >, 1000);
    }
}

/* The table twin: what a spreadsheet would run is no formula any more. */
static void
test_csv (void)
{
  g_autoptr (PodScene) scene = pod_scene_new (10, 10);
  const char *path = pod_test_path (pod_test_dir (), "a.csv");
  g_autoptr (GError) error = NULL;

  pod_scene_add_row (scene, POD_N_RECORD_TYPES, 0, "What", "Value", NULL);
  pod_scene_add_row (scene, POD_RECORD_FINDING, 1, "a, \"b\"", "-5.5", NULL);
  pod_scene_add_row (scene, POD_RECORD_FINDING, 2, "=1+1", "−14", NULL);
  g_assert_true (pod_scene_write (scene, path, POD_THEME_LIGHT, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (pod_test_read (path, NULL), ==,
                   "\xef\xbb\xbfWhat,Value\r\n\"a, \"\"b\"\"\",-5.5\r\n'=1+1,-14\r\n");
}

static void
test_png_is_twice_as_large (void)
{
  g_autoptr (PodScene) scene = pod_scene_new (120, 50);
  const char *path = pod_test_path (pod_test_dir (), "a.png");
  cairo_surface_t *surface;

  g_assert_true (pod_scene_write (scene, path, POD_THEME_LIGHT, NULL));
  surface = cairo_image_surface_create_from_png (path);
  g_assert_cmpint (cairo_image_surface_get_width (surface), ==, 240);
  g_assert_cmpint (cairo_image_surface_get_height (surface), ==, 100);
  cairo_surface_destroy (surface);
}

static void
test_wrong_endings (void)
{
  static const char *const names[] = { "a.jpg", "a", "png", "a.png.txt", ".pdf/" };
  g_autoptr (PodScene) scene = pod_scene_new (10, 10);
  const char *dir = pod_test_dir ();
  g_autoptr (GDir) open = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (pod_scene_write (scene, pod_test_path (dir, names[i]), POD_THEME_LIGHT,
                                       &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
    }
  open = g_dir_open (dir, 0, NULL);
  g_assert_null (g_dir_read_name (open));
}

/* A file that cannot be replaced is left as it was, and nothing is left beside it. */
static void
test_failed_write (void)
{
  g_autoptr (PodScene) scene = pod_scene_new (10, 10);
  g_autoptr (GError) error = NULL;
  const char *dir = pod_test_dir ();

  g_assert_false (pod_scene_write (scene, pod_test_path (dir, "no-such-folder/a.png"),
                                   POD_THEME_LIGHT, &error));
  g_assert_nonnull (error);
}

/* What is drawn can be found in the paper: each adverse event by its name. */
static void
test_words_in_pdf (void)
{
  static const char *const words[] = { "Neutropenia", "Cytokine release syndrome",
                                       "Fatigue",     "G2 SAE",
                                       "D14 +2 d",    "细胞因子释放综合征" };
  g_autofree char *tool = g_find_program_in_path ("pdftotext");
  g_autoptr (PodScene) scene = make_chart ();
  const char *path = pod_test_path (pod_test_dir (), "a.pdf");
  const char *argv[] = { tool, "-layout", path, "-", NULL };
  g_autofree char *text = NULL;

  if (tool == NULL)
    {
      g_test_skip ("pdftotext is not there");
      return;
    }
  g_assert_true (pod_scene_write (scene, path, POD_THEME_PRINT, NULL));
  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &text, NULL,
                               NULL, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    g_assert_nonnull (strstr (text, words[i]));
}

/* Cairo numbers its surfaces through the life of the process. */
static char *
read_without_numbers (const char *path)
{
  g_autoptr (GRegex) number = g_regex_new ("surface[0-9]+", 0, 0, NULL);

  return g_regex_replace_literal (number, pod_test_read (path, NULL), -1, 0, "surface", 0, NULL);
}

static void
test_same_bytes (void)
{
  g_autoptr (PodScene) scene = make_chart ();
  const char *dir = pod_test_dir ();
  const char *one = pod_test_path (dir, "one.svg");
  const char *other = pod_test_path (dir, "other.svg");
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  g_assert_true (pod_scene_write (scene, one, POD_THEME_LIGHT, NULL));
  g_assert_true (pod_scene_write (scene, other, POD_THEME_LIGHT, NULL));
  first = read_without_numbers (one);
  second = read_without_numbers (other);
  g_assert_cmpstr (first, ==, second);
}

static gpointer
paint_in_thread (gpointer data)
{
  cairo_surface_destroy (pixels_paint (data, POD_THEME_LIGHT, 1));
  return NULL;
}

/* The casebook is printed in a worker while the screen is drawn. */
static void
test_threads (void)
{
  g_autoptr (PodScene) scene = make_chart ();
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("painter", paint_in_thread, scene);
  paint_in_thread (scene);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/painter/roles", test_roles);
  g_test_add_func ("/chart/painter/shapes", test_shapes);
  g_test_add_func ("/chart/painter/outline-and-hatch", test_outline_and_hatch);
  g_test_add_func ("/chart/painter/lines-by-hand", test_lines_by_hand);
  g_test_add_func ("/chart/painter/corners-by-hand", test_corners_by_hand);
  g_test_add_func ("/chart/painter/crowd-by-hand", test_crowd_by_hand);
  g_test_add_func ("/chart/painter/straight-by-hand", test_straight_by_hand);
  g_test_add_func ("/chart/painter/symbols-by-hand", test_symbols_by_hand);
  g_test_add_func ("/chart/painter/text-by-hand", test_text_by_hand);
  g_test_add_func ("/chart/painter/small-text", test_small_text);
  g_test_add_func ("/chart/painter/chart-by-hand", test_chart_by_hand);
  g_test_add_func ("/chart/painter/clipped-by-hand", test_clipped_by_hand);
  g_test_add_func ("/chart/painter/left-to-cairo", test_left_to_cairo);
  g_test_add_func ("/chart/painter/nowhere", test_nowhere);
  g_test_add_func ("/chart/painter/vectors", test_vectors);
  g_test_add_func ("/chart/painter/dense", test_dense);
  g_test_add_func ("/chart/painter/long-polyline", test_long_polyline);
  g_test_add_func ("/chart/painter/contrast", test_contrast);
  g_test_add_func ("/chart/painter/contrast-on-others", test_contrast_on_others);
  g_test_add_func ("/chart/painter/pango-metrics", test_pango_metrics);
  g_test_add_func ("/chart/painter/csv", test_csv);
  g_test_add_func ("/chart/painter/threads", test_threads);
  g_test_add_func ("/chart/file/formats", test_files);
  g_test_add_func ("/chart/file/png-is-twice-as-large", test_png_is_twice_as_large);
  g_test_add_func ("/chart/file/wrong-endings", test_wrong_endings);
  g_test_add_func ("/chart/file/failed-write", test_failed_write);
  g_test_add_func ("/chart/file/words-in-pdf", test_words_in_pdf);
  g_test_add_func ("/chart/file/same-bytes", test_same_bytes);
  return g_test_run ();
}
