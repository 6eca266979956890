#include <math.h>
#include <string.h>

#include "pod-scene-table.h"
#include "scene-check.h"

/* What is collected over hours says of each result when, how much, and whether it was all. */

#define KEY "within the symbol: collection not complete, or not known to be"
#define COLLECTED                                                                                  \
  "[observation daily]\nlabel=Daily protein\ntype=quantity\nunit=g/d\ncollection=22..26\n"         \
  "sdtm=LB:DAILY\nsdtm.test=DAILY\ngroup=other\nsource=site\n"
/* Of haemoglobin, whose grades are low ones, so that a result is filled in the colour of its grade. */
#define GRADED                                                                                     \
  COLLECTED "[grade own.daily]\nscale=Made up 1\nterm=Protein\ndirection=high\n"                   \
            "observation=daily\nunit=g/d\n1=value > 1 g/d\nsource=site\n"

/* @hours: until 07:00 of @day; NAN where nobody recorded when it began. */
static gint64
put_of_status (FixtureCasebook *casebook,
               int day,
               const char *value,
               double hours,
               double volume,
               const char *completeness,
               const char *status)
{
  PodFinding finding;

  pod_finding_init (&finding);
  finding.record.id = casebook->next_id++;
  finding.observation = g_intern_string ("daily");
  finding.when = pod_moment_on (pod_date_from_day (ZERO + day));
  finding.when.minute = 7 * 60;
  g_assert_true (pod_quantity_parse_number (value, &finding.quantity));
  finding.quantity.unit = pod_unit_from_ucum ("g/d");
  if (!isnan (hours))
    {
      finding.began = pod_moment_on (pod_date_from_day (ZERO + day - 1));
      finding.began.minute = (gint16) ((31 - hours) * 60);
    }
  finding.volume = volume;
  finding.completeness = completeness;
  /* That one was withdrawn is no status of a result. */
  finding.record.voided = g_strcmp0 (status, "withdrawn") == 0;
  finding.status = finding.record.voided ? NULL : status;
  finding.source = "typed";
  pod_casebook_builder_add_finding (casebook->builder, &finding);
  return finding.record.id;
}

static gint64
put (FixtureCasebook *casebook,
     int day,
     const char *value,
     double hours,
     double volume,
     const char *completeness)
{
  return put_of_status (casebook, day, value, hours, volume, completeness, NULL);
}

static PodScene *
draw (FixtureCasebook *casebook, const char *more)
{
  PodLabOptions options = { .width = 800, .columns = 1 };

  return pod_lab_scene_new (fixture_study_with (more), fixture_site (),
                            fixture_casebook_end (casebook), pod_date_from_day (ZERO + 60),
                            &options, pod_metrics_fixed ());
}

static const PodMark *
find_point (const PodScene *scene, gint64 id)
{
  return fixture_find (scene, POD_MARK_SYMBOL, POD_RECORD_FINDING, id);
}

/* What lies over the middle of a result and is no record. */
static const PodMark *
find_dot (const PodScene *scene, const PodMark *point)
{
  for (guint i = 0; i < scene->marks->len; i++)
    {
      const PodMark *mark = &g_array_index (scene->marks, PodMark, i);

      if (mark > point && mark->kind == POD_MARK_SYMBOL && mark->shape == POD_SHAPE_DOT &&
          mark->id == 0 && mark->x == point->x && mark->y == point->y)
        return mark;
    }
  return NULL;
}

static void
test_words (void)
{
  FixtureCasebook draft = fixture_casebook_begin (1);
  gint64 whole = put (&draft, 3, "0.5", 24, 1850, "complete");
  gint64 partial = put (&draft, 10, "0.5", 12, 900, "incomplete");
  gint64 unknown = put (&draft, 17, "0.5", NAN, NAN, NULL);
  g_autoptr (PodScene) scene = draw (&draft, COLLECTED);

  g_assert_nonnull (strstr (find_point (scene, whole)->what,
                            ", collected over 24 h, 1850 mL, complete, from 3 Jan 2026, 07:00 to "
                            "4 Jan 2026, 07:00"));
  g_assert_nonnull (strstr (find_point (scene, partial)->what,
                            ", collected over 12 h, 900 mL, not complete, from "
                            "10 Jan 2026, 19:00 to 11 Jan 2026, 07:00"));
  g_assert_nonnull (strstr (find_point (scene, unknown)->what, ", completeness not recorded"));
}

/* Whatever is not known to be whole has a dot in it, and the key says so; picked is the result, and what is whole has none. */
static void
test_mark (void)
{
  FixtureCasebook draft = fixture_casebook_begin (1);
  gint64 whole = put (&draft, 3, "0.5", 24, 1850, "complete");
  gint64 unknown = put (&draft, 10, "0.5", 24, 1850, NULL);
  gint64 partial = put (&draft, 17, "0.5", 24, 1850, "incomplete");
  gint64 half = put (&draft, 24, "0.5", 12, 1850, "complete");
  g_autoptr (PodScene) scene = draw (&draft, COLLECTED);
  g_autofree char *legend = fixture_print_legend (scene);

  g_assert_null (find_dot (scene, find_point (scene, whole)));
  g_assert_cmpint (find_point (scene, whole)->shape, ==, POD_SHAPE_DOT);
  for (gint64 id = unknown; id <= half; id++)
    {
      g_assert_nonnull (find_dot (scene, find_point (scene, id)));
      g_assert_cmpint (find_point (scene, id)->shape, ==, POD_SHAPE_DOT);
      g_assert_cmpint (find_dot (scene, find_point (scene, id))->role, ==, POD_ROLE_BACKGROUND);
      g_assert_true (find_dot (scene, find_point (scene, id))->outlined);
      g_assert_cmpfloat (find_dot (scene, find_point (scene, id))->w, <, find_point (scene, id)->w);
    }
  g_assert_cmpint (partial, <, half);
  g_assert_nonnull (strstr (legend, KEY));
  fixture_check_picking (scene);
}

/* Only what may still change is open; what is that, and not known to be whole either, is both. */
static void
test_preliminary (void)
{
  FixtureCasebook draft = fixture_casebook_begin (1);
  gint64 final = put (&draft, 3, "0.5", 24, 1850, NULL);
  gint64 open = put_of_status (&draft, 10, "0.5", 24, 1850, "complete", "preliminary");
  gint64 both = put_of_status (&draft, 17, "0.5", 24, 1850, NULL, "preliminary");
  g_autoptr (PodScene) scene = draw (&draft, COLLECTED);
  const PodMark *dot = find_dot (scene, find_point (scene, both));

  g_assert_cmpint (find_point (scene, final)->shape, ==, POD_SHAPE_DOT);
  g_assert_cmpint (find_point (scene, open)->shape, ==, POD_SHAPE_RING);
  g_assert_null (find_dot (scene, find_point (scene, open)));
  g_assert_cmpint (find_point (scene, both)->shape, ==, POD_SHAPE_RING);
  g_assert_nonnull (dot);
  g_assert_cmpint (dot->role, ==, find_point (scene, both)->role);
  g_assert_cmpfloat (dot->w, <,
                     find_point (scene, both)->w - 2 * find_point (scene, both)->line_width);
}

/* On the colour of a grade it is as the ground, with an outline: it is seen on each of them, and in grey. */
static void
test_mark_on_grade (void)
{
  FixtureCasebook draft = fixture_casebook_begin (1);
  gint64 unknown = put (&draft, 10, "3", 24, 1850, NULL);
  g_autoptr (PodScene) scene = draw (&draft, GRADED);
  const PodMark *point = find_point (scene, unknown);
  const PodMark *dot = find_dot (scene, point);

  g_assert_true (point->outlined);
  g_assert_cmpint (point->shape, ==, POD_SHAPE_DOT);
  g_assert_nonnull (dot);
  g_assert_cmpint (dot->role, ==, POD_ROLE_BACKGROUND);
  g_assert_true (dot->outlined);
}

static guint
find_column (const PodScene *scene, const char *heading)
{
  char **cells = scene->rows->pdata[0];

  for (guint i = 0; cells[i] != NULL; i++)
    if (g_str_equal (cells[i], heading))
      return i;
  g_assert_not_reached ();
}

static void
check_cells (const PodScene *scene, guint row, const char *const expected[3])
{
  static const char *const headings[] = { "Collection began", "Volume, mL", "Completeness" };

  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    g_assert_cmpstr (((char **) scene->rows->pdata[row])[find_column (scene, headings[i])], ==,
                     expected[i]);
}

/* On the screen as well where any row has something there; in files always. */
static void
test_table (void)
{
  FixtureCasebook draft = fixture_casebook_begin (1);
  FixtureCasebook other = fixture_casebook_begin (1);
  g_autoptr (PodScene) scene = NULL;
  g_autoptr (PodScene) without = NULL;

  put (&draft, 3, "0.5", 24, 1850, "complete");
  put (&draft, 10, "0.5", 24, NAN, "incomplete");
  put (&draft, 17, "0.5", NAN, NAN, NULL);
  /* Of what was not done nothing was collected. */
  put_of_status (&draft, 24, "0.5", NAN, NAN, NULL, "not_done");
  put_of_status (&draft, 31, "0.5", 24, NAN, "complete", "withdrawn");
  put_of_status (&draft, 38, "0.5", 24, NAN, NULL, "withdrawn");
  scene = draw (&draft, COLLECTED);
  check_cells (scene, 1, (const char *const[]){ "2026-01-03T07:00", "1850", "complete" });
  check_cells (scene, 2, (const char *const[]){ "2026-01-10T07:00", "", "not complete" });
  check_cells (scene, 3, (const char *const[]){ "", "", "completeness not recorded" });
  /* Of what was withdrawn is known what somebody recorded. */
  check_cells (scene, 4, (const char *const[]){ "2026-01-31T07:00", "", "complete" });
  check_cells (scene, 5, (const char *const[]){ "2026-02-07T07:00", "", "" });
  check_cells (scene, 6, (const char *const[]){ "", "", "" });
  g_assert_cmpuint (find_column (scene, "Completeness"), <, scene->n_shown);
  fixture_put (&other, "hgb", 3, "120", "g/L", 115, 150);
  without = draw (&other, COLLECTED);
  check_cells (without, 1, (const char *const[]){ "", "", "" });
  g_assert_cmpuint (find_column (without, "Collection began"), >=, without->n_shown);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/lab-collection/words", test_words);
  g_test_add_func ("/chart/lab-collection/mark", test_mark);
  g_test_add_func ("/chart/lab-collection/preliminary", test_preliminary);
  g_test_add_func ("/chart/lab-collection/mark-on-grade", test_mark_on_grade);
  g_test_add_func ("/chart/lab-collection/table", test_table);
  return g_test_run ();
}
