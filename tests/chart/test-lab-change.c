#include <math.h>

#include "pod-lab-mode.h"
#include "scene-check.h"

/* What is drawn as a change from the baseline, alone and among all. */

#define WIDTH 800.0

static const PodMark *
find_point (const PodScene *scene, gint64 id)
{
  return fixture_find (scene, POD_MARK_SYMBOL, POD_RECORD_FINDING, id);
}

static const PodOmission *
find_omission (const PodScene *scene, gint64 id)
{
  for (guint i = 0; i < scene->omissions->len; i++)
    if (g_array_index (scene->omissions, PodOmission, i).id == id)
      return &g_array_index (scene->omissions, PodOmission, i);
  return NULL;
}

static void
check_not_before (const PodScene *scene, const gint64 ids[4], PodLabMode mode)
{
  static const double changes[] = { 0, -75 }, multiples[] = { 1, 0.25 };
  const double *values = mode == POD_LAB_PERCENT_CHANGE ? changes : multiples;

  for (guint i = 0; i < 2; i++)
    {
      g_assert_cmpuint (fixture_count (scene, POD_MARK_SYMBOL, POD_RECORD_FINDING, ids[i]), ==, 0);
      g_assert_nonnull (find_omission (scene, ids[i]));
      g_assert_cmpstr (find_omission (scene, ids[i])->why, ==, "before the baseline");
    }
  for (guint i = 0; i < 2; i++)
    g_assert_cmpfloat_with_epsilon (pod_scale_value (&pod_scene_get_panel (scene, 0)->scale,
                                                     find_point (scene, ids[2 + i])->y),
                                    values[i], 1e-6);
  g_assert_cmpuint (scene->records, ==, 4);
  g_assert_cmpuint (scene->not_drawn, ==, 2);
  g_assert_cmpstr (scene->not_drawn_why, ==, "before the baseline");
}

/* What was measured before the baseline, be it at its day, has not changed from it: it is counted, and listed.  The baseline is no change, and
 * once itself; what comes after it is a change. */
static void
test_before_baseline (void)
{
  static const PodLabMode modes[] = { POD_LAB_PERCENT_CHANGE, POD_LAB_TIMES_BASELINE };

  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      FixtureCasebook draft = fixture_casebook_begin (1);
      PodLabOptions options = { .width = WIDTH, .columns = 1, .mode = modes[i] };
      g_autoptr (GPtrArray) all = g_ptr_array_new ();
      g_autoptr (PodScene) one = NULL;
      g_autoptr (PodScene) overlay = NULL;
      gint64 ids[4];

      ids[0] = fixture_put (&draft, "uprot", -20, "8", "g/d", NAN, NAN);
      ids[1] = fixture_put (&draft, "uprot", -6, "< 2", "g/d", NAN, NAN);
      ids[2] = fixture_put (&draft, "uprot", -6, "4", "g/d", NAN, NAN);
      ids[3] = fixture_put (&draft, "uprot", 30, "1", "g/d", NAN, NAN);
      g_ptr_array_add (all, fixture_casebook_end (&draft));
      one = pod_lab_scene_new (fixture_study (), fixture_site (), g_ptr_array_index (all, 0),
                               pod_date_from_day (ZERO + 60), &options, pod_metrics_fixed ());
      overlay = pod_overlay_scene_new (fixture_study (), fixture_site (), all,
                                       pod_date_from_day (ZERO + 60), &options,
                                       pod_metrics_fixed ());
      check_not_before (one, ids, modes[i]);
      check_not_before (overlay, ids, modes[i]);
    }
}

static const char *
get_remarks (const PodScene *scene, guint row)
{
  char **headings = scene->rows->pdata[0];
  guint column = 0;

  while (!g_str_equal (headings[column], "Remarks"))
    column++;
  return ((char **) scene->rows->pdata[row])[column];
}

/* Grades count from the last result before treatment, and changes from the last exact one: it is what the values count from that is named. */
static void
test_named_baseline (void)
{
  static const struct
  {
    PodLabMode mode;
    const char *remarks[2];
  } cases[] = {
    { POD_LAB_VALUE, { "", "baseline" } },
    { POD_LAB_TIMES_UPPER, { "", "baseline" } },
    { POD_LAB_PERCENT_CHANGE, { "baseline", "" } },
    { POD_LAB_TIMES_BASELINE, { "baseline", "" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FixtureCasebook draft = fixture_casebook_begin (1);
      PodLabOptions options = { .width = WIDTH, .columns = 1, .mode = cases[i].mode };
      g_autoptr (PodScene) scene = NULL;

      fixture_put (&draft, "alt", -20, "30", "U/L", NAN, 40);
      fixture_put (&draft, "alt", -6, "< 20", "U/L", NAN, 40);
      fixture_put (&draft, "alt", 3, "35", "U/L", NAN, 40);
      scene = pod_lab_scene_new (fixture_study (), fixture_site (), fixture_casebook_end (&draft),
                                 pod_date_from_day (ZERO + 60), &options, pod_metrics_fixed ());
      for (guint k = 0; k < 2; k++)
        g_assert_cmpstr (get_remarks (scene, k + 1), ==, cases[i].remarks[k]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/lab-change/before-baseline", test_before_baseline);
  g_test_add_func ("/chart/lab-change/named-baseline", test_named_baseline);
  return g_test_run ();
}
