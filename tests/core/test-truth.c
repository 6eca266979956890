#include <glib.h>

#include "pod-truth.h"

#define F POD_FALSE
#define U POD_UNKNOWN
#define T POD_TRUE

/* Kleene's tables, as any textbook of logic prints them. */
static const struct
{
  PodTruth a, b, and, or, implies;
} pairs[] = {
  { F, F, F, F, T }, { F, U, F, U, T }, { F, T, F, T, T }, { U, F, F, U, U }, { U, U, U, U, U },
  { U, T, U, T, T }, { T, F, F, T, F }, { T, U, U, T, U }, { T, T, T, T, T },
};

static void
test_pairs (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_assert_cmpint (pod_truth_and (pairs[i].a, pairs[i].b), ==, pairs[i].and);
      g_assert_cmpint (pod_truth_or (pairs[i].a, pairs[i].b), ==, pairs[i].or);
      g_assert_cmpint (pod_truth_implies (pairs[i].a, pairs[i].b), ==, pairs[i].implies);
    }
}

static void
test_single (void)
{
  g_assert_cmpint (pod_truth_not (F), ==, T);
  g_assert_cmpint (pod_truth_not (U), ==, U);
  g_assert_cmpint (pod_truth_not (T), ==, F);
  g_assert_cmpint (pod_truth_from_boolean (FALSE), ==, F);
  g_assert_cmpint (pod_truth_from_boolean (TRUE), ==, T);
  g_assert_cmpint (pod_truth_from_boolean (42), ==, T);
  g_assert_cmpstr (pod_truth_to_string (F), ==, "false");
  g_assert_cmpstr (pod_truth_to_string (U), ==, "unknown");
  g_assert_cmpstr (pod_truth_to_string (T), ==, "true");
}

static void
test_at_least (void)
{
  g_assert_cmpint (pod_truth_at_least (2, 2, 0), ==, T);
  g_assert_cmpint (pod_truth_at_least (2, 3, 1), ==, T);
  g_assert_cmpint (pod_truth_at_least (2, 1, 1), ==, U);
  g_assert_cmpint (pod_truth_at_least (2, 0, 2), ==, U);
  g_assert_cmpint (pod_truth_at_least (2, 1, 0), ==, F);
  g_assert_cmpint (pod_truth_at_least (2, 0, 1), ==, F);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/truth/pairs", test_pairs);
  g_test_add_func ("/core/truth/single", test_single);
  g_test_add_func ("/core/truth/at-least", test_at_least);
  return g_test_run ();
}
