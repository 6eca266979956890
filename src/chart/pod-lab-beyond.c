#include "pod-lab-beyond.h"

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

int
pod_lab_find_side (const PodScale *scale, double value)
{
  double hair = (scale->high - scale->low) * 1e-9;

  if (scale->log)
    return 0;
  return (value > scale->high + hair) - (value < scale->low - hair);
}

gboolean
pod_lab_may_be_on_axis (PodComparator comparator, int side)
{
  return comparator != POD_EXACTLY && side == (pod_comparator_is_upper_bound (comparator) ? 1 : -1);
}

/* Filled, since open triangles are what was not quantified.  That it is that as well, or preliminary, is left to its words. */
static void
point_out (int side, PodMark *mark)
{
  mark->shape = side > 0 ? POD_SHAPE_TRIANGLE_UP : POD_SHAPE_TRIANGLE_DOWN;
  mark->w += mark->line_width > 0 ? 0 : 2;
  mark->line_width = 0;
}

void
pod_lab_move_to_edge (int side, gboolean is_beyond, double top, double bottom, PodMark *mark)
{
  if (side == 0)
    return;
  if (is_beyond)
    point_out (side, mark);
  mark->y = side > 0 ? top + mark->w / 2 + 1 : bottom - mark->w / 2 - 1;
}

const char *
pod_lab_get_side_words (int side)
{
  /* Translators: goes on after a result, or a median. */
  return side > 0 ? _ (", above the axis") : side < 0 ? _ (", below the axis") : "";
}

char *
pod_lab_print_beyond (guint above, guint below)
{
  g_autofree char *up = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u result above the axis",
                                                      "%u results above the axis", above),
                                         above);
  g_autofree char *down = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u result below the axis",
                                                        "%u results below the axis", below),
                                           below);

  if (above > 0 && below > 0)
    return g_strjoin (C_ ("list", "; "), up, down, NULL);
  return above > 0 ? g_steal_pointer (&up) : below > 0 ? g_steal_pointer (&down) : NULL;
}
