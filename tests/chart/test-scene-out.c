/* A scene as a table in a file, and on sheets of paper. */

#include "chart-fixture.h"
#include "chart-pixels.h"
#include "pod-scene-pages.h"
#include "pod-scene-table.h"

#include <glib/gstdio.h>

static PodScene *
make_table (void)
{
  PodScene *scene = pod_scene_new (100, 100);

  pod_scene_add_row (scene, POD_N_RECORD_TYPES, 0, "Observation", "Day", "Value", NULL);
  pod_scene_add_row (scene, POD_RECORD_FINDING, 1, "Protein, 24 h", "-14", "said \"low\"", NULL);
  pod_scene_add_row (scene, POD_RECORD_FINDING, 2, "=1+1", "−3", "two\nlines", NULL);
  return scene;
}

/* Quotes double, a formula is no formula, and a negative number stays one, whatever its minus is drawn as. */
static void
test_csv (void)
{
  g_autoptr (PodScene) scene = make_table ();
  g_autofree char *csv = pod_scene_print_table (scene, ',');
  g_autofree char *copied = pod_scene_print_table (scene, '\t');

  g_assert_cmpstr (csv, ==,
                   "Observation,Day,Value\r\n\"Protein, 24 h\",-14,\"said "
                   "\"\"low\"\"\"\r\n'=1+1,-3,"
                   "\"two\nlines\"\r\n");
  g_assert_cmpstr (copied, ==,
                   "Observation\tDay\tValue\nProtein, 24 h\t-14\tsaid \"low\"\n'=1+1\t-3\ttwo "
                   "lines\n");
  g_assert_true (pod_scene_is_table_name ("/tmp/a.CSV"));
  g_assert_false (pod_scene_is_table_name (".csv"));
}

static void
test_file (void)
{
  g_autoptr (PodScene) scene = make_table ();
  const char *path = pod_test_path (pod_test_dir (), "a.csv");
  g_autoptr (GError) error = NULL;
  GStatBuf info;

  g_assert_true (pod_scene_write_table (scene, path, &error));
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (pod_test_read (path, NULL), "\xEF\xBB\xBFObservation,"));
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
}

/* ---- pages ---- */

/* Five rows of 100 pixels, each with a head, a box and a line of two points. */
static PodScene *
make_rows (void)
{
  PodScene *scene = pod_scene_new (200, 500);

  for (guint i = 0; i < 5; i++)
    {
      double y = 100.0 * i;
      PodScenePanel panel = { .label = "Row", .x = 0, .y = y + 20, .w = 200, .h = 60 };
      PodPoint points[] = { { 10, y + 30 }, { 190, y + 70 } };

      pod_scene_add_text (scene, POD_ROLE_TEXT, 0, y + 8, POD_ALIGN_START, 12, "Head");
      pod_scene_begin_panel (scene, &panel);
      pod_scene_add (scene, &(PodMark){ .kind = POD_MARK_RECT,
                                        .role = POD_ROLE_RANGE,
                                        .y = y + 20,
                                        .w = 200,
                                        .h = 60,
                                        .type = POD_RECORD_FINDING,
                                        .id = i + 1 });
      pod_scene_add_polyline (scene, POD_ROLE_SERIES, points, 2, 1);
      pod_scene_end_panel (scene);
    }
  return scene;
}

static guint
count_records (const PodScene *page, gint64 id)
{
  return fixture_count (page, POD_MARK_RECT, POD_RECORD_FINDING, id);
}

/* Two rows fit, a third does not; none is cut, none is lost, and a head stays with its row. */
static void
test_pages (void)
{
  g_autoptr (PodScene) scene = make_rows ();
  g_autoptr (GPtrArray) pages = pod_scene_pages_new (scene, 250, 24);
  const PodMark *head, *box;
  const PodScene *second;

  g_assert_cmpuint (pages->len, ==, 3);
  for (gint64 id = 1; id <= 5; id++)
    for (guint i = 0; i < pages->len; i++)
      g_assert_cmpuint (count_records (g_ptr_array_index (pages, i), id), ==,
                        (id - 1) / 2 == i ? 1 : 0);
  second = g_ptr_array_index (pages, 1);
  head = fixture_find_text (second, "Head");
  box = fixture_find (second, POD_MARK_RECT, POD_RECORD_FINDING, 3);
  g_assert_cmpfloat (head->y, ==, 24 + 6);
  g_assert_cmpfloat (box->y - head->y, ==, 12);
  g_assert_cmpfloat (box->x, ==, 24);
  g_assert_cmpfloat (g_array_index (second->points, PodPoint, 0).y, ==, box->y + 10);
  g_assert_cmpfloat (second->width, ==, 248);
  fixture_check_bounds (second);
}

static void
check_heading (const PodScene *page)
{
  const PodMark *heading = fixture_find_text (page, "Results · S-001");
  const PodMark *about = fixture_find_text (page, "Study · site 01 · 1 Jan 2026");

  g_assert_nonnull (heading);
  g_assert_nonnull (about);
  g_assert_cmpfloat (about->y, >, heading->y);
  for (guint i = 0; i < page->marks->len; i++)
    {
      const PodMark *mark = &g_array_index (page->marks, PodMark, i);

      if (mark->kind == POD_MARK_RECT)
        g_assert_cmpfloat (mark->y, >, about->y + about->size / 2);
    }
}

static void
check_foot (const PodScene *page, const char *count)
{
  const PodMark *note = fixture_find_text (page, "Grades: Made up 1; 2 of 5 records drawn, 3 not");

  g_assert_nonnull (note);
  g_assert_nonnull (fixture_find_text (page, "entry 7"));
  g_assert_nonnull (fixture_find_text (page, "Made by zhao"));
  g_assert_cmpfloat (fixture_find_text (page, count)->y, ==, note->y);
  for (guint i = 0; i < page->marks->len; i++)
    {
      const PodMark *mark = &g_array_index (page->marks, PodMark, i);

      if (mark->kind == POD_MARK_RECT)
        g_assert_cmpfloat (mark->y + mark->h, <, note->y - note->size / 2);
    }
  fixture_check_bounds (page);
}

/* Each sheet says what it is, of whom, of which day, and which sheet, also where there is one; it has room for that. */
static void
test_foot (void)
{
  g_autoptr (PodScene) scene = make_rows ();
  g_autoptr (GPtrArray) pages = NULL;
  g_autoptr (GPtrArray) whole = NULL;

  scene->title = g_strdup ("Results");
  scene->whose = g_strdup ("S-001");
  scene->about = g_strdup ("Study · site 01 · 1 Jan 2026");
  scene->printed = g_strdup ("Made by zhao");
  scene->state = g_strdup ("entry 7");
  pod_scene_add_note (scene, "Grades: Made up 1");
  pod_scene_add_note (scene, "2 of 5 records drawn, 3 not");
  pages = pod_scene_pages_new (scene, 250, 24);
  g_assert_cmpuint (pages->len, >, 1);
  for (guint i = 0; i < pages->len; i++)
    {
      g_autofree char *count = g_strdup_printf ("Page %u of %u", i + 1, pages->len);

      check_heading (g_ptr_array_index (pages, i));
      check_foot (g_ptr_array_index (pages, i), count);
    }
  for (gint64 id = 1; id <= 5; id++)
    {
      guint n = 0;

      for (guint i = 0; i < pages->len; i++)
        n += count_records (g_ptr_array_index (pages, i), id);
      g_assert_cmpuint (n, ==, 1);
    }
  /* One sheet alone has the same foot at its end, not below the chart. */
  whole = pod_scene_pages_new (scene, 1000, 24);
  g_assert_cmpuint (whole->len, ==, 1);
  check_heading (g_ptr_array_index (whole, 0));
  check_foot (g_ptr_array_index (whole, 0), "Page 1 of 1");
  g_assert_cmpfloat (fixture_find_text (g_ptr_array_index (whole, 0), "entry 7")->y, >, 1000);
}

/* What the feet of several sheets have is not said on the last of them once more, nor does it get one for itself; a key is on each. */
static void
test_closing (void)
{
  g_autoptr (PodScene) scene = make_rows ();
  g_autoptr (GPtrArray) pages = NULL;
  g_autoptr (GPtrArray) whole = NULL;
  guint n;

  scene->whose = g_strdup ("S-001");
  scene->key_top = scene->height;
  pod_scene_add_text (scene, POD_ROLE_TEXT, 0, scene->height + 8, POD_ALIGN_START, 12, "Key");
  scene->key_bottom = scene->closing = scene->height += 16;
  whole = pod_scene_pages_new (scene, 250, 24);
  n = whole->len;
  g_clear_pointer (&whole, g_ptr_array_unref);
  for (guint i = 0; i < 20; i++)
    pod_scene_add_text (scene, POD_ROLE_TEXT, 0, scene->height += 16, POD_ALIGN_START, 12,
                        "Made by zhao");
  scene->height += 16;
  pages = pod_scene_pages_new (scene, 250, 24);
  g_assert_cmpuint (pages->len, ==, n);
  for (guint i = 0; i < pages->len; i++)
    {
      g_assert_nonnull (fixture_find_text (g_ptr_array_index (pages, i), "Key"));
      g_assert_null (fixture_find_text (g_ptr_array_index (pages, i), "Made by zhao"));
      fixture_check_bounds (g_ptr_array_index (pages, i));
    }
  whole = pod_scene_pages_new (scene, 2000, 24);
  g_assert_cmpuint (whole->len, ==, 1);
  g_assert_null (fixture_find_text (g_ptr_array_index (whole, 0), "Made by zhao"));
}

/* Three blocks of a title and a box that is 10 below it, 30 from one to the next. */
static PodScene *
make_blocks (void)
{
  PodScene *scene = pod_scene_new (200, 300);

  for (guint i = 0; i < 3; i++)
    {
      double y = 100.0 * i;

      pod_scene_add_text (scene, POD_ROLE_TEXT, 0, y + 6, POD_ALIGN_START, 12, "Title");
      pod_scene_add (scene, &(PodMark){ .kind = POD_MARK_RECT,
                                        .role = POD_ROLE_RANGE,
                                        .y = y + 22,
                                        .w = 200,
                                        .h = 48,
                                        .type = POD_RECORD_FINDING,
                                        .id = i + 1 });
    }
  scene->near = 15;
  return scene;
}

/* What has no panels: no block is torn from its title. */
static void
test_blocks (void)
{
  g_autoptr (PodScene) scene = make_blocks ();
  g_autoptr (GPtrArray) pages = pod_scene_pages_new (scene, 130, 0);

  g_assert_cmpuint (pages->len, ==, 3);
  for (guint i = 0; i < pages->len; i++)
    {
      const PodScene *page = g_ptr_array_index (pages, i);

      g_assert_nonnull (fixture_find_text (page, "Title"));
      g_assert_cmpuint (count_records (page, i + 1), ==, 1);
      fixture_check_bounds (page);
    }
}

/* A list's heading stands on each sheet, above its rows, of which none is lost and none is double. */
static void
test_head (void)
{
  g_autoptr (PodScene) scene = pod_scene_new (200, 440);
  g_autoptr (GPtrArray) pages = NULL;

  pod_scene_add_text (scene, POD_ROLE_TEXT, 0, 18, POD_ALIGN_START, 12, "Heading");
  pod_scene_add_line (scene, POD_ROLE_AXIS, 0, 36, 200, 36, 1);
  scene->head = 37;
  for (guint i = 0; i < 10; i++)
    pod_scene_add (scene, &(PodMark){ .kind = POD_MARK_RECT,
                                      .y = 40 + 40 * i,
                                      .w = 200,
                                      .h = 38,
                                      .type = POD_RECORD_FINDING,
                                      .id = i + 1 });
  pages = pod_scene_pages_new (scene, 200, 24);
  g_assert_cmpuint (pages->len, ==, 3);
  for (guint i = 0; i < pages->len; i++)
    {
      const PodScene *page = g_ptr_array_index (pages, i);

      g_assert_cmpfloat (fixture_find_text (page, "Heading")->y, ==, 24 + 6);
      for (gint64 id = 1; id <= 10; id++)
        {
          guint n = count_records (page, id);

          g_assert_cmpuint (n, ==, (id - 1) / 4 == i ? 1 : 0);
          if (n > 0)
            g_assert_cmpfloat (fixture_find (page, POD_MARK_RECT, POD_RECORD_FINDING, id)->y, >=,
                               24 + 25);
        }
      fixture_check_bounds (page);
    }
}

/* A panel is not cut where nothing stands between its head and the first mark of its plot. */
static void
test_panel_stays_whole (void)
{
  static const char *const heads[] = { "ALP", "GGT", "Urea" };
  g_autoptr (PodScene) scene = pod_scene_new (200, 330);
  g_autoptr (GPtrArray) pages = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      PodScenePanel panel = { .x = 0, .y = 110 * i, .w = 200, .h = 90 };

      g_array_append_val (scene->panels, panel);
      pod_scene_add_text (scene, POD_ROLE_TEXT, 0, panel.y + 8, POD_ALIGN_START, 12, heads[i]);
      pod_scene_add (scene, &(PodMark){ .kind = POD_MARK_RECT,
                                        .y = panel.y + 70,
                                        .w = 200,
                                        .h = 10,
                                        .type = POD_RECORD_FINDING,
                                        .id = i + 1 });
    }
  pages = pod_scene_pages_new (scene, 160, 0);
  g_assert_cmpuint (pages->len, ==, 3);
  for (guint i = 0; i < pages->len; i++)
    {
      g_assert_nonnull (fixture_find_text (g_ptr_array_index (pages, i), heads[i]));
      g_assert_cmpuint (count_records (g_ptr_array_index (pages, i), i + 1), ==, 1);
    }
}

/* What is higher than a sheet stays whole. */
static void
test_one_page (void)
{
  g_autoptr (PodScene) scene = make_rows ();
  g_autoptr (GPtrArray) whole = pod_scene_pages_new (scene, 1000, 0);
  g_autoptr (GPtrArray) low = pod_scene_pages_new (scene, 10, 0);

  g_assert_cmpuint (whole->len, ==, 1);
  g_assert_cmpuint (low->len, ==, 5);
}

/* On paper no tint could tell the lower grades from the laboratory's limits: they are hatched, and so are their boxes in a key. */
static void
test_hatched_on_paper (void)
{
  for (PodRole role = POD_ROLE_BAND_1; role <= POD_ROLE_BAND_2; role++)
    {
      g_autoptr (PodScene) scene = pod_scene_new (100, 40);
      PodMark area = { .kind = POD_MARK_RECT, .role = role, .w = 100, .h = 40 };
      cairo_surface_t *surface;
      guint hatched = 0;

      pod_scene_add (scene, &area);
      surface = pixels_paint (scene, POD_THEME_PRINT, 1);
      for (int x = 0; x < 100; x++)
        for (int y = 0; y < 40; y++)
          hatched += pixels_get (surface, x, y) !=
                     pixels_mix (POD_THEME_PRINT, POD_ROLE_BACKGROUND);
      g_assert_cmpuint (hatched, >, 100);
      g_assert_cmpuint (hatched, <, 2000);
      cairo_surface_destroy (surface);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/out/csv", test_csv);
  g_test_add_func ("/chart/out/file", test_file);
  g_test_add_func ("/chart/out/pages", test_pages);
  g_test_add_func ("/chart/out/blocks", test_blocks);
  g_test_add_func ("/chart/out/foot", test_foot);
  g_test_add_func ("/chart/out/closing", test_closing);
  g_test_add_func ("/chart/out/head", test_head);
  g_test_add_func ("/chart/out/panel-stays-whole", test_panel_stays_whole);
  g_test_add_func ("/chart/out/one-page", test_one_page);
  g_test_add_func ("/chart/out/hatched", test_hatched_on_paper);
  return g_test_run ();
}
