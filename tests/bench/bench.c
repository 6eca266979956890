#include "bench.h"

#include <stdio.h>

#define LEAST_CALLS 5
#define MOST_CALLS 100000
#define LEAST_TIME (G_USEC_PER_SEC / 2)

static guint over_budget;

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 first = *(const gint64 *) a;
  gint64 second = *(const gint64 *) b;

  return (first > second) - (first < second);
}

static GArray *
measure (BenchFunc func, gpointer data)
{
  GArray *times = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 end = g_get_monotonic_time () + LEAST_TIME;

  while (times->len < LEAST_CALLS || (times->len < MOST_CALLS && g_get_monotonic_time () < end))
    {
      gint64 start = g_get_monotonic_time ();
      gint64 spent;

      func (data);
      spent = g_get_monotonic_time () - start;
      g_array_append_val (times, spent);
    }
  g_array_sort (times, compare_times);
  return times;
}

void
bench_run (const char *what, BenchFunc func, gpointer data, double budget_ms)
{
  g_autoptr (GArray) times = measure (func, data);
  double median = g_array_index (times, gint64, times->len / 2) / 1000.0;
  gboolean slow = median > budget_ms;

  printf ("%-48s %10.3f ms  (least %.3f, %u calls, budget %g)%s\n", what, median,
          g_array_index (times, gint64, 0) / 1000.0, times->len, budget_ms,
          slow ? "  OVER BUDGET" : "");
  fflush (stdout);
  over_budget += slow;
}

static double
find_median (GArray *times)
{
  g_array_sort (times, compare_times);
  return g_array_index (times, gint64, times->len / 2) / 1000.0;
}

void
bench_ratio (const char *what,
             BenchTimed func,
             const char *floor_what,
             BenchTimed floor,
             gpointer data,
             guint runs,
             double limit)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) floors = g_array_new (FALSE, FALSE, sizeof (gint64));
  double ratio;

  for (guint i = 0; i < runs; i++)
    {
      gint64 least = floor (data);
      gint64 spent = func (data);

      g_array_append_val (floors, least);
      g_array_append_val (times, spent);
    }
  ratio = find_median (times) / find_median (floors);
  printf ("%-40s %9.1f ms\n%-40s %9.1f ms\nratio %.2f, limit %g%s\n", what, find_median (times),
          floor_what, find_median (floors), ratio, limit, ratio > limit ? "  OVER LIMIT" : "");
  fflush (stdout);
  over_budget += ratio > limit;
}

int
bench_end (void)
{
  return over_budget > 0;
}
