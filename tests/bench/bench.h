#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* One thing measured: @func over and over, for about half a second and at least five times.  Prints the median
 * and the least time of one call.  Where the median is over @budget_ms the benchmark fails at the end: a
 * budget is what a person can wait, several times what the figure is on a small machine. */
typedef void (*BenchFunc) (gpointer data);
void bench_run (const char *what, BenchFunc func, gpointer data, double budget_ms);

/* 0 where all budgets were kept; to be returned from main(). */
int bench_end (void);

G_END_DECLS
