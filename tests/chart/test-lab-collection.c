#include <math.h>
#include <string.h>

#include "pod-scene-table.h"
#include "scene-check.h"

/* What is collected over hours says of each result when, how much, and whether it was all. */

#define KEY "bar beside a result: collection not complete, or not known to be"
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

/* The bar of a result, which is no record. */
static const PodMark *
find_bar (const PodScene *scene, const PodMark *point)
{
  for (guint i = 0; i < scene->marks->len; i++)
    {
      const PodMark *mark = &g_array_index (scene->marks, PodMark, i);

      if (mark > point && mark->kind == POD_MARK_SYMBOL && mark->shape == POD_SHAPE_BAR &&
          mark->id == 0 && mark->x == point->x && fabs (mark->y - point->y) < 15)
        return mark;
    }
  return NULL;
}

/* It is beside the result, in the colour of text, and within the plot. */
static void
check_bar (const PodScene *scene, gint64 id)
{
  const PodMark *point = find_point (scene, id);
  const PodMark *bar = find_bar (scene, point);
  const PodScenePanel *panel = pod_scene_get_panel (scene, 0);

  g_assert_nonnull (bar);
  g_assert_cmpint (bar->role, ==, POD_ROLE_TEXT);
  g_assert_cmpfloat (fabs (bar->y - point->y), >, point->w / 2 + 2);
  g_assert_cmpfloat (bar->y, <, panel->y + panel->h);
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

/* Whatever is not known to be whole has a bar beside it, and the key says so; picked is the result, and what is whole has none. */
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

  g_assert_null (find_bar (scene, find_point (scene, whole)));
  g_assert_cmpint (find_point (scene, whole)->shape, ==, POD_SHAPE_DOT);
  for (gint64 id = unknown; id <= half; id++)
    {
      check_bar (scene, id);
      g_assert_cmpint (find_point (scene, id)->shape, ==, POD_SHAPE_DOT);
    }
  g_assert_cmpint (partial, <, half);
  g_assert_nonnull (strstr (legend, KEY));
  fixture_check_picking (scene);
}

/* Of one collection after the other each bar is apart from the next, or they would be a line, which is read as a limit. */
static void
test_crowded (void)
{
  enum
  {
    N = 60
  };
  FixtureCasebook draft = fixture_casebook_begin (1);
  g_autoptr (PodScene) scene = NULL;
  double last = -G_MAXDOUBLE;
  guint bars = 0;

  for (int day = 0; day < N; day++)
    put (&draft, day, "0.5", 24, 1850, "incomplete");
  scene = draw (&draft, COLLECTED);
  for (guint i = 0; i < scene->marks->len; i++)
    {
      const PodMark *mark = &g_array_index (scene->marks, PodMark, i);

      if (mark->shape != POD_SHAPE_BAR || mark->y > scene->key_top)
        continue;
      g_assert_cmpfloat (mark->x - mark->w / 2, >, last);
      last = mark->x + mark->w / 2;
      bars++;
    }
  g_assert_cmpuint (bars, ==, N);
}

/* The key has a sample of it, as it is drawn. */
static void
test_key (void)
{
  FixtureCasebook draft = fixture_casebook_begin (1);
  g_autoptr (PodScene) scene = NULL;
  guint bars = 0;

  put (&draft, 10, "0.5", 24, 1850, NULL);
  scene = draw (&draft, COLLECTED);
  g_assert_nonnull (fixture_find_text (scene, KEY));
  for (guint i = 0; i < scene->marks->len; i++)
    {
      const PodMark *mark = &g_array_index (scene->marks, PodMark, i);

      bars += mark->shape == POD_SHAPE_BAR && mark->y > scene->key_top &&
              mark->y < scene->key_bottom;
    }
  g_assert_cmpuint (bars, ==, 1);
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

  g_assert_cmpint (find_point (scene, final)->shape, ==, POD_SHAPE_DOT);
  g_assert_cmpint (find_point (scene, open)->shape, ==, POD_SHAPE_RING);
  g_assert_null (find_bar (scene, find_point (scene, open)));
  g_assert_cmpint (find_point (scene, both)->shape, ==, POD_SHAPE_RING);
  check_bar (scene, both);
}

/* It has one look, whatever the result is filled with. */
static void
test_mark_on_grade (void)
{
  FixtureCasebook draft = fixture_casebook_begin (1);
  gint64 unknown = put (&draft, 10, "3", 24, 1850, NULL);
  g_autoptr (PodScene) scene = draw (&draft, GRADED);

  g_assert_true (find_point (scene, unknown)->outlined);
  check_bar (scene, unknown);
}

/* Among all subjects that of the one in focus has it, and the key says whose; the others are too small for it. */
static void
test_among_all (void)
{
  static const char *const names[] = { "daily", NULL };
  PodLabOptions options = { .observations = names, .width = 800, .columns = 1, .focus = 1 };
  FixtureCasebook draft = fixture_casebook_begin_named (1, 0);
  FixtureCasebook other = fixture_casebook_begin_named (2, 1);
  g_autoptr (GPtrArray) casebooks = g_ptr_array_new ();
  g_autoptr (PodScene) scene = NULL;
  gint64 whole, partial, of_other;

  whole = put (&draft, 3, "0.5", 24, 1850, "complete");
  partial = put (&draft, 10, "0.5", 12, 900, "incomplete");
  other.next_id = 1000;
  of_other = put (&other, 17, "0.7", 12, 900, "incomplete");
  g_ptr_array_add (casebooks, fixture_casebook_end (&draft));
  g_ptr_array_add (casebooks, fixture_casebook_end (&other));
  scene = pod_overlay_scene_new (fixture_study_with (COLLECTED), fixture_site (), casebooks,
                                 pod_date_from_day (ZERO + 60), &options, pod_metrics_fixed ());
  check_bar (scene, partial);
  g_assert_null (find_bar (scene, find_point (scene, whole)));
  g_assert_null (find_bar (scene, find_point (scene, of_other)));
  g_assert_nonnull (fixture_find_text (scene, "bar beside a result of the subject in focus: "
                                              "collection not complete, or not known to be"));
}

/* On the wall of all that of the latest has it, which is the one that is drawn. */
static guint
count_on_wall (const char *completeness)
{
  FixtureCasebook draft = fixture_casebook_begin (1);
  g_autoptr (GPtrArray) casebooks = g_ptr_array_new ();
  g_autoptr (PodScene) scene = NULL;
  guint n = 0;

  put (&draft, -10, "4", 12, 900, "incomplete");
  put (&draft, 10, "0.5", 24, 1850, completeness);
  g_ptr_array_add (casebooks, fixture_casebook_end (&draft));
  scene = pod_wall_scene_new (fixture_study_following ("daily", COLLECTED), fixture_site (),
                              casebooks, NULL, pod_date_from_day (ZERO + 60), 1200,
                              pod_metrics_fixed ());
  for (guint i = 0; i < scene->marks->len; i++)
    n += g_array_index (scene->marks, PodMark, i).shape == POD_SHAPE_BAR;
  fixture_check_bounds (scene);
  return n;
}

static void
test_on_wall (void)
{
  g_assert_cmpuint (count_on_wall ("complete"), ==, 0);
  g_assert_cmpuint (count_on_wall ("incomplete"), ==, 1);
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
  g_test_add_func ("/chart/lab-collection/crowded", test_crowded);
  g_test_add_func ("/chart/lab-collection/key", test_key);
  g_test_add_func ("/chart/lab-collection/among-all", test_among_all);
  g_test_add_func ("/chart/lab-collection/on-wall", test_on_wall);
  g_test_add_func ("/chart/lab-collection/preliminary", test_preliminary);
  g_test_add_func ("/chart/lab-collection/mark-on-grade", test_mark_on_grade);
  g_test_add_func ("/chart/lab-collection/table", test_table);
  return g_test_run ();
}
