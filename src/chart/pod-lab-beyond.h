#pragma once

#include "pod-quantity.h"
#include "pod-scale.h"
#include "pod-scene.h"

G_BEGIN_DECLS

/* Results that an axis was not made to hold: they stand at its edge, and are counted. */

/* Above the plot, for how many there are. */
#define POD_LAB_BEYOND 14.0

/* 1 for what lies above the axis, -1 for what lies below it, else 0, as on a logarithmic one, which holds all. */
int pod_lab_find_side (const PodScale *scale, double value);
/* Of what lies on that @side no more than the bound: the value itself may be anywhere on the axis. */
gboolean pod_lab_may_be_on_axis (PodComparator comparator, int side);
/* Puts it at the edge of that side of the plot; what lies beyond points out of it. */
void pod_lab_move_to_edge (int side, gboolean is_beyond, double top, double bottom, PodMark *mark);
/* ", above the axis"; "" for what is on it. */
const char *pod_lab_get_side_words (int side);
/* "1 result above the axis; 2 results below the axis"; NULL for none.  Free with g_free(). */
char *pod_lab_print_beyond (guint above, guint below);

G_END_DECLS
