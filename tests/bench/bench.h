#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* One thing measured: @func over and over, for about half a second and at least five times.  Prints the median
 * and the least time of one call.  Where the median is over @budget_ms the benchmark fails at the end: a
 * budget is what a person can wait, several times what the figure is on a small machine. */
typedef void (*BenchFunc) (gpointer data);
void bench_run (const char *what, BenchFunc func, gpointer data, double budget_ms);

/* A ratio within one run: @func against @floor, by turns, @runs times each.  Each gives the microseconds of what counts, and may prepare it
 * before.  Prints both medians and their ratio; a ratio over @limit fails at the end. */
typedef gint64 (*BenchTimed) (gpointer data);
void bench_ratio (const char *what,
                  BenchTimed func,
                  const char *floor_what,
                  BenchTimed floor,
                  gpointer data,
                  guint runs,
                  double limit);

/* 0 where all budgets and limits were kept; to be returned from main(). */
int bench_end (void);

G_END_DECLS
