#include "chart-fixture.h"
#include "pod-axis.h"
#include "pod-scale.h"

static void
test_day_axis (void)
{
  PodDayAxis axis = { ZERO - 14, ZERO + 365, ZERO, 0, 1000 };

  /* 21 of 379 days. */
  assert_near (pod_day_axis_x (&axis, ZERO + 7), 55.4);
  assert_near (pod_day_axis_x (&axis, ZERO - 14), 0);
  assert_near (pod_day_axis_x (&axis, ZERO + 365), 1000);
  assert_near (pod_day_axis_day (&axis, 55.409) - ZERO, 7);
}

static void
test_day_axis_of_one_day (void)
{
  PodDayAxis axis = { ZERO, ZERO, ZERO, 10, 110 };

  assert_near (pod_day_axis_x (&axis, ZERO), 10);
}

/* Days of the study, the room a label needs, and the days that are labelled. */
static void
test_day_ticks (void)
{
  static const struct
  {
    int first;
    int last;
    double room;
    int ticks[8];
    guint n;
  } cases[] = {
    { -2, 4, 40, { -2, -1, 0, 1, 2, 3, 4 }, 7 },   /* 100 px a day */
    { -5, 25, 40, { -4, -2, 0, 2, 4, 6, 8 }, 15 }, /* 20 px a day */
    { -10, 30, 90, { -7, 0, 7, 14, 21, 28 }, 6 },  /* 15 px a day */
    { -14, 106, 60, { -14, 0, 14, 28, 42, 56 }, 9 }, { -30, 330, 90, { 0, 56, 112, 168 }, 6 },
    { -28, 760, 100, { 0, 168, 336, 504 }, 5 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      PodDayAxis axis = { ZERO + cases[i].first, ZERO + cases[i].last, ZERO, 0, 600 };
      g_autoptr (GArray) ticks = pod_day_axis_ticks (&axis, cases[i].room);

      g_assert_cmpuint (ticks->len, ==, cases[i].n);
      for (guint k = 0; k < MIN (cases[i].n, 4); k++)
        g_assert_cmpint (g_array_index (ticks, int, k), ==, cases[i].ticks[k]);
    }
}

static void
test_nice_steps (void)
{
  static const struct
  {
    double span;
    guint most;
    double step;
  } cases[] = {
    { 10, 5, 2 },  { 10, 4, 5 },        { 10, 10, 1 },   { 0.3, 3, 0.1 },
    { 93, 4, 50 }, { 0.007, 4, 0.002 }, { 1e6, 4, 5e5 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpfloat_with_epsilon (pod_scale_nice_step (cases[i].span, cases[i].most),
                                    cases[i].step, cases[i].step * 1e-9);
}

static void
test_linear (void)
{
  PodScale scale = pod_scale_linear (71, 112, 4, 200, 100);
  g_autoptr (GArray) ticks = pod_scale_ticks (&scale, 4);

  assert_near (scale.low, 60);
  assert_near (scale.high, 120);
  assert_near (pod_scale_y (&scale, 60), 200);
  assert_near (pod_scale_y (&scale, 90), 150);
  assert_near (pod_scale_value (&scale, 150), 90);
  g_assert_cmpuint (ticks->len, ==, 4);
  assert_near (g_array_index (ticks, double, 3), 120);
}

static void
test_single_value (void)
{
  PodScale scale = pod_scale_linear (0, 0, 4, 200, 100);

  /* No negative haemoglobin: 0 stands at the bottom. */
  assert_near (scale.low, 0);
  g_assert_cmpfloat (scale.high, >, 0);
  scale = pod_scale_linear (40, 40, 4, 200, 100);
  g_assert_cmpfloat (scale.low, <, 40);
  g_assert_cmpfloat (scale.low, >=, 0);
  scale = pod_scale_linear (-2, -2, 4, 200, 100);
  g_assert_cmpfloat (scale.low, <, -2);
  g_assert_cmpfloat (scale.high, >, -2);
  scale = pod_scale_logarithmic (100, 100, 200, 100);
  assert_near (scale.low, 100);
  assert_near (scale.high, 1000);
}

static void
test_logarithmic (void)
{
  PodScale scale = pod_scale_logarithmic (1, 1e6, 300, 0);
  g_autoptr (GArray) ticks = pod_scale_ticks (&scale, 6);
  g_autoptr (GArray) fewer = pod_scale_ticks (&scale, 3);

  /* Ten thousand on 1 to a million lies at two thirds of the way up. */
  assert_near (pod_scale_y (&scale, 1e4), 100);
  assert_near (pod_scale_y (&scale, 1), 300);
  assert_near (pod_scale_value (&scale, 100) / 1e4, 1);
  g_assert_cmpuint (ticks->len, ==, 7);
  g_assert_cmpuint (fewer->len, ==, 4);
  assert_near (g_array_index (fewer, double, 1), 100);
  /* From decade to decade around the values. */
  scale = pod_scale_logarithmic (0.4, 5600, 300, 0);
  assert_near (scale.low, 0.1);
  assert_near (scale.high, 10000);
}

/* Less than a decade is not pressed into two of them. */
static void
test_logarithmic_short (void)
{
  static const double expected[] = { 50, 100, 200 };
  PodScale scale = pod_scale_logarithmic (57, 106, 300, 0);
  g_autoptr (GArray) ticks = pod_scale_ticks (&scale, 6);

  assert_near (scale.low, 50);
  assert_near (scale.high, 200);
  g_assert_cmpuint (ticks->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < ticks->len; i++)
    assert_near (g_array_index (ticks, double, i), expected[i]);
  scale = pod_scale_logarithmic (0.2, 1, 300, 0);
  assert_near (scale.low * 100, 20);
  assert_near (scale.high, 1);
  for (double low = 1e-6; low < 1e9; low *= 1.37)
    {
      g_autoptr (GArray) some = NULL;

      scale = pod_scale_logarithmic (low, low * 9.9, 300, 0);
      some = pod_scale_ticks (&scale, 6);
      g_assert_cmpfloat (scale.low, <=, low * (1 + 1e-6));
      g_assert_cmpfloat (scale.high, >=, low * 9.9 * (1 - 1e-6));
      g_assert_cmpuint (some->len, >=, 3);
      g_assert_cmpuint (some->len, <=, 5);
      assert_near (g_array_index (some, double, 0) / scale.low, 1);
      assert_near (g_array_index (some, double, some->len - 1) / scale.high, 1);
    }
}

/* Each axis has one notation: not 0.01 beside 10⁻³, nor 500000 beside 10⁶. */
static void
test_labels (void)
{
  static const struct
  {
    gboolean log;
    double low, high, value;
    const char *label;
  } cases[] = {
    { FALSE, 0, 20000, 0, "0" },
    { FALSE, -1, 1, -0.5, "−0.5" },
    { FALSE, 0, 500000, 500000, "500000" },
    { FALSE, 0, 0.1, 0.1, "0.1" },
    { FALSE, 0, 0.002, 0.0005, "0.0005" },
    { FALSE, 0, 20000, 15000, "15000" },
    { FALSE, 0, 2e6, 0, "0" },
    { FALSE, 0, 2e6, 500000, "5×10⁵" },
    { FALSE, 0, 2e6, 1e6, "10⁶" },
    { FALSE, 0, 2e6, 1.5e6, "1.5×10⁶" },
    { FALSE, -4e7, 10, -2e7, "−2×10⁷" },
    { FALSE, 0, 0.0005, 0.0005, "5×10⁻⁴" },
    { FALSE, 0, 3e-7, 2.5e-7, "2.5×10⁻⁷" },
    { TRUE, 0.01, 1000, 0.01, "0.01" },
    { TRUE, 0.01, 1000, 1000, "1000" },
    { TRUE, 0.001, 10, 0.001, "10⁻³" },
    { TRUE, 0.001, 10, 0.01, "10⁻²" },
    { TRUE, 0.001, 10, 1, "10⁰" },
    { TRUE, 1, 1e4, 1000, "1000" },
    { TRUE, 1, 1e5, 1000, "10³" },
    { TRUE, 1, 1e12, 1e12, "10¹²" },
    { TRUE, 5000, 20000, 5000, "5000" },
    { TRUE, 50000, 200000, 50000, "5×10⁴" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      PodScale scale = { cases[i].low, cases[i].high, 100, 0, cases[i].log };
      g_autofree char *label = pod_scale_label (&scale, cases[i].value);

      g_assert_cmpstr (label, ==, cases[i].label);
    }
}

/* Of multiples of a limit nobody reads "10⁰": plain digits while they are short, and one notation for the whole axis. */
static void
test_labels_of_multiples (void)
{
  static const struct
  {
    double low, high, value;
    const char *label;
  } cases[] = {
    { 0.001, 10, 1, "1" },     { 0.001, 10, 0.001, "0.001" }, { 0.0001, 10, 0.0001, "0.0001" },
    { 0.00001, 10, 1, "10⁰" }, { 0.5, 10, 0.5, "0.5" },       { 1, 1e5, 1e5, "100000" },
    { 1, 1e6, 1, "10⁰" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      PodScale scale = { cases[i].low, cases[i].high, 100, 0, .log = TRUE, .is_multiple = TRUE };
      g_autofree char *label = pod_scale_label (&scale, cases[i].value);

      g_assert_cmpstr (label, ==, cases[i].label);
    }
}

/* A symbol at the end of an axis would be half beyond it; the ticks stay where they are. */
static void
test_room (void)
{
  PodScale linear = pod_scale_linear (1, 2, 4, 200, 100);
  PodScale log = pod_scale_logarithmic (0.1, 1, 200, 100);
  PodScale middle = linear;
  g_autoptr (GArray) ticks = NULL;

  pod_scale_give_room (&linear, 1, 6);
  assert_near (pod_scale_y (&linear, 1), 194);
  assert_near (pod_scale_y (&linear, 2), 100);
  ticks = pod_scale_ticks (&linear, 4);
  assert_near (g_array_index (ticks, double, 0), 1);
  g_array_unref (ticks);
  pod_scale_give_room (&log, 1, 6);
  assert_near (pod_scale_y (&log, 1), 106);
  assert_near (pod_scale_y (&log, 0.1), 200);
  ticks = pod_scale_ticks (&log, 4);
  assert_near (g_array_index (ticks, double, 0), 0.1);
  assert_near (g_array_index (ticks, double, ticks->len - 1), 1);
  pod_scale_give_room (&middle, 1.5, 6);
  assert_near (middle.low, 1);
  assert_near (middle.high, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/scale/day-axis", test_day_axis);
  g_test_add_func ("/chart/scale/day-axis-of-one-day", test_day_axis_of_one_day);
  g_test_add_func ("/chart/scale/day-ticks", test_day_ticks);
  g_test_add_func ("/chart/scale/nice-steps", test_nice_steps);
  g_test_add_func ("/chart/scale/labels-of-multiples", test_labels_of_multiples);
  g_test_add_func ("/chart/scale/linear", test_linear);
  g_test_add_func ("/chart/scale/single-value", test_single_value);
  g_test_add_func ("/chart/scale/logarithmic", test_logarithmic);
  g_test_add_func ("/chart/scale/logarithmic-short", test_logarithmic_short);
  g_test_add_func ("/chart/scale/labels", test_labels);
  g_test_add_func ("/chart/scale/room", test_room);
  return g_test_run ();
}
