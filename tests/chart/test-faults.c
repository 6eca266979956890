#include <math.h>
#include <string.h>

#include "scene-check.h"

/* The guide's list of faults: each is put into a right scene, and the checks must see each.  A picture compared with a tolerance that
 * survives another font would see none of them. */

#define WIDTH 800.0
#define RECORDS 8

static Expected expected[RECORDS];

/* One panel: haemoglobin, day by day; computed by hand below. */
static PodScene *
make_labs (void)
{
  static const int days[RECORDS] = { -6, 1, 4, 8, 12, 15, 22, 29 };
  static const double values[RECORDS] = { 120, 110, 95, 70, 75, 90, 100, 120 };
  FixtureCasebook draft = fixture_casebook_begin (1);
  PodLabOptions options = { .width = WIDTH, .columns = 1 };

  for (guint i = 0; i < RECORDS; i++)
    {
      g_autofree char *text = g_strdup_printf ("%g", values[i]);
      int grade = values[i] < 80 ? 3 : values[i] < 100 ? 2 : values[i] < 115 ? 1 : 0;

      expected[i].id = fixture_put (&draft, "hgb", days[i], text, "g/L", 115, 150);
      expected[i].shape = POD_SHAPE_DOT;
      expected[i].role = grade > 0 ? POD_ROLE_GRADE_1 + grade - 1 : POD_ROLE_SERIES;
      /* The days are -6 to 29 and one more on each side: 37 on 724 px from 54 on; the scale is from 60 to 160, on 124 px from 164 up. */
      expected[i].x = 54 + (days[i] + 7) / 37.0 * 724;
      expected[i].y = 164 - (values[i] - 60) / 100 * 124;
    }
  return pod_lab_scene_new (fixture_study (), fixture_site (), fixture_casebook_end (&draft),
                            pod_date_from_day (ZERO + 100), &options, pod_metrics_fixed ());
}

static PodScene *
make_timeline (void)
{
  g_autoptr (PodTimeline) timeline = fixture_course ();

  return pod_timeline_scene_new (NULL, timeline, ZERO + 100, POD_ALL_DAYS, 1000,
                                 pod_metrics_fixed ());
}

static guint
count_faults (const PodScene *scene, gboolean labs)
{
  g_autoptr (GPtrArray)
      faults = scene_check (scene, labs ? RECORDS : 0, expected, labs ? RECORDS : 0);

  for (guint i = 0; i < faults->len; i++)
    g_test_message ("%s", (const char *) g_ptr_array_index (faults, i));
  return faults->len;
}

static PodMark *
find_mark (PodScene *scene, PodMarkKind kind, const char *what)
{
  for (guint i = 0; i < scene->marks->len; i++)
    {
      PodMark *mark = &g_array_index (scene->marks, PodMark, i);
      const char *words = kind == POD_MARK_TEXT ? mark->text : mark->what;

      if (mark->kind == kind && words != NULL && strstr (words, what) != NULL)
        return mark;
    }
  g_error ("no such mark: %s", what);
}

static guint
find_index (PodScene *scene, const PodMark *mark)
{
  return (guint) (mark - (const PodMark *) scene->marks->data);
}

/* ---- the faults ---- */

static void
shift_marker (PodScene *scene)
{
  find_mark (scene, POD_MARK_SYMBOL, "day 8")->x += 1;
}

static void
lose_marker (PodScene *scene)
{
  g_array_remove_index (scene->marks,
                        find_index (scene, find_mark (scene, POD_MARK_SYMBOL, "day 8")));
}

static void
rename_grade (PodScene *scene)
{
  find_mark (scene, POD_MARK_TEXT, "G3")->text = "G2";
}

static void
stretch_window (PodScene *scene)
{
  PodMark *mark = find_mark (scene, POD_MARK_RECT, "Window of D14");
  const PodScenePanel *panel = pod_scene_get_panel (scene, 0);

  mark->w += pod_day_axis_x (&panel->axis, 1) - pod_day_axis_x (&panel->axis, 0);
}

static void
lose_arrow (PodScene *scene)
{
  const PodMark *bar = find_mark (scene, POD_MARK_RECT, "ongoing");

  for (guint i = 0; i < scene->marks->len; i++)
    {
      const PodMark *mark = &g_array_index (scene->marks, PodMark, i);

      if (mark->kind == POD_MARK_SYMBOL && mark->shape == POD_SHAPE_ARROW_RIGHT &&
          mark->id == bar->id && mark->type == bar->type)
        {
          g_array_remove_index (scene->marks, i);
          return;
        }
    }
  g_error ("no arrow");
}

static void
swap_points (PodScene *scene)
{
  PodPoint *points = (PodPoint *) scene->points->data;
  PodPoint first = points[1];

  points[1] = points[2];
  points[2] = first;
}

static void
raise_band (PodScene *scene)
{
  guint index = find_index (scene, find_mark (scene, POD_MARK_RECT, "Limits"));
  PodMark band = g_array_index (scene->marks, PodMark, index);

  g_array_remove_index (scene->marks, index);
  for (guint i = scene->marks->len; i-- > 0;)
    if (g_array_index (scene->marks, PodMark, i).panel == 1)
      {
        g_array_insert_val (scene->marks, i + 1, band);
        return;
      }
}

static void
throw_out (PodScene *scene)
{
  PodPoint *points = (PodPoint *) scene->points->data;

  points[3].y = 4;
}

static void
forget_record (PodScene *scene)
{
  scene->not_drawn = 1;
}

static void
colour_wrongly (PodScene *scene)
{
  find_mark (scene, POD_MARK_SYMBOL, "day 8")->role = POD_ROLE_GRADE_2;
}

static void
test_faults (void)
{
  static const struct
  {
    const char *name;
    gboolean labs;
    void (*spoil) (PodScene *scene);
  } faults[] = {
    { "marker 1 px off", TRUE, shift_marker },
    { "marker missing", TRUE, lose_marker },
    { "label G3 -> G2", TRUE, rename_grade },
    { "visit window 1 day too long", FALSE, stretch_window },
    { "ongoing arrow missing", FALSE, lose_arrow },
    { "points joined in wrong order", TRUE, swap_points },
    { "reference band over the data", TRUE, raise_band },
    { "line outside the plot", TRUE, throw_out },
    { "record neither drawn nor listed", TRUE, forget_record },
    { "grade in another grade's colour", TRUE, colour_wrongly },
  };

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (PodScene) scene = faults[i].labs ? make_labs () : make_timeline ();

      g_assert_cmpuint (count_faults (scene, faults[i].labs), ==, 0);
      faults[i].spoil (scene);
      if (count_faults (scene, faults[i].labs) == 0)
        g_error ("not seen: %s", faults[i].name);
    }
}

/* What is twice as wide stands twice as far to the right, from the left edge of its plot. */
static void
test_width (void)
{
  PodMark *narrow, *wide;
  const PodScenePanel *one, *other;
  g_autoptr (PodScene) scene = make_labs ();
  FixtureCasebook draft = fixture_casebook_begin (1);
  PodLabOptions options = { .width = 2 * WIDTH, .columns = 1 };
  g_autoptr (PodScene) doubled = NULL;

  fixture_put (&draft, "hgb", -6, "120", "g/L", 115, 150);
  fixture_put (&draft, "hgb", 8, "70", "g/L", 115, 150);
  fixture_put (&draft, "hgb", 29, "120", "g/L", 115, 150);
  doubled = pod_lab_scene_new (fixture_study (), fixture_site (), fixture_casebook_end (&draft),
                               pod_date_from_day (ZERO + 100), &options, pod_metrics_fixed ());
  narrow = find_mark (scene, POD_MARK_SYMBOL, "day 8");
  wide = find_mark (doubled, POD_MARK_SYMBOL, "day 8");
  one = pod_scene_get_panel (scene, 0);
  other = pod_scene_get_panel (doubled, 0);
  g_assert_cmpfloat_with_epsilon ((narrow->x - one->x) / one->w, (wide->x - other->x) / other->w,
                                  1e-9);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/faults/all-are-seen", test_faults);
  g_test_add_func ("/chart/faults/width", test_width);
  return g_test_run ();
}
