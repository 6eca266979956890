#include "pod-overlay.h"

#include <math.h>

#include "pod-lab-beyond.h"
#include "pod-lab-mode.h"

#define FIRST_QUARTER 0.25
#define LAST_QUARTER 0.75
/* Of a logarithmic axis those that are near one another have at least as much. */
#define LEAST_SHARE (1 / 3.0)

static void
extend_if_finite (PodSpan *span, double value)
{
  if (isfinite (value))
    pod_span_extend (span, value);
}

/* The medians of not too few, with the quartiles that one result alone cannot move. */
static void
extend_to_medians (const PodOverlay *overlay, guint index, PodSpan *core)
{
  guint n = overlay->bins->len * pod_study_get_cohorts (overlay->study)->len;

  for (guint i = 0; i < n; i++)
    {
      const PodOverlayMiddle *middle = &g_array_index (overlay->middles, PodOverlayMiddle,
                                                       index * n + i);

      if (middle->n >= POD_OVERLAY_LEAST_FOR_QUARTILES)
        extend_if_finite (core, middle->median);
      if (middle->n <= POD_OVERLAY_LEAST_FOR_QUARTILES)
        continue;
      extend_if_finite (core, middle->low);
      extend_if_finite (core, middle->high);
    }
}

/* Whoever is looked at is seen, though her results be far from those of all others: if not each of them, the middle half. */
static void
extend_to_focus (GArray *values, PodSpan *core)
{
  const double *sorted = (const double *) values->data;

  if (values->len == 0)
    return;
  pod_span_sort (values);
  pod_span_extend (core, pod_overlay_quantile (sorted, values->len, FIRST_QUARTER));
  pod_span_extend (core, pod_overlay_quantile (sorted, values->len, LAST_QUARTER));
}

/* Of the days shown; @focus: of the one in focus alone as well. */
static void
collect (const PodOverlay *overlay, PodOverlayPanel *panel, GArray *values, GArray *focus)
{
  for (guint i = 0; i < panel->n; i++)
    {
      const PodOverlayPoint *point = pod_overlay_get (overlay, panel, i);

      if (!pod_overlay_is_shown (overlay, point->day))
        continue;
      panel->has_lane |= point->is_below;
      /* As in the chart of one subject. */
      if (point->is_below && point->shown <= 0)
        continue;
      pod_span_extend (&panel->all, point->shown);
      g_array_append_val (values, point->shown);
      if ((int) point->subject == overlay->focus)
        g_array_append_val (focus, point->shown);
    }
}

/* A logarithmic axis has room for what is far off, and a score has its end. */
static gboolean
holds_all (const PodOverlayPanel *panel)
{
  return panel->log || panel->observation->score != NULL;
}

static PodSpan
find_span (const PodOverlay *overlay, guint index, GArray *values, GArray *focus)
{
  PodSpan core = pod_span_of_nothing ();

  extend_to_medians (overlay, index, &core);
  extend_to_focus (focus, &core);
  pod_span_sort (values);
  return pod_span_of_most (values, core);
}

/* What is 0 has no place on a logarithmic axis, not even beside the days shown, whither its line goes. */
static gboolean
has_logarithms (const PodOverlay *overlay, const PodOverlayPanel *panel)
{
  for (guint i = 0; i < panel->n; i++)
    {
      const PodOverlayPoint *point = pod_overlay_get (overlay, panel, i);

      if (!point->is_below && point->shown <= 0)
        return FALSE;
    }
  return TRUE;
}

/* How much of the axis as it would be drawn, which goes on to the next round number, they have that are near one another. */
static double
find_share (const PodOverlayPanel *panel)
{
  PodScale scale = pod_scale_logarithmic (panel->all.low, panel->all.high, 1, 0);

  return pod_scale_y (&scale, panel->span.low) - pod_scale_y (&scale, panel->span.high);
}

/* The highest creatinine is what it is drawn for: where a logarithmic axis holds all, and leaves those near one another their room, nothing
 * has to stand at an edge. */
static gboolean
is_better_logarithmic (const PodOverlay *overlay, const PodOverlayPanel *panel)
{
  const PodSpan *all = &panel->all;
  const PodSpan *span = &panel->span;

  if (overlay->axis != POD_LAB_AXIS_AUTO || overlay->mode != POD_LAB_VALUE || holds_all (panel) ||
      (all->low >= span->low && all->high <= span->high))
    return FALSE;
  return has_logarithms (overlay, panel) && find_share (panel) >= LEAST_SHARE;
}

static void
find_span_of (PodOverlay *overlay, guint index)
{
  PodOverlayPanel *panel = &g_array_index (overlay->panels, PodOverlayPanel, index);
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) focus = g_array_new (FALSE, FALSE, sizeof (double));

  panel->all = pod_span_of_nothing ();
  collect (overlay, panel, values, focus);
  if (values->len == 0)
    panel->all = (PodSpan){ 1, 1 };
  panel->span = values->len == 0 || holds_all (panel) ? panel->all
                                                      : find_span (overlay, index, values, focus);
  if (!is_better_logarithmic (overlay, panel))
    return;
  panel->log = panel->chose_log = TRUE;
  panel->span = panel->all;
}

/* Once, and not for each layout: sorting costs more than all the rest of one. */
void
pod_overlay_find_spans (PodOverlay *overlay)
{
  for (guint i = 0; i < overlay->panels->len; i++)
    find_span_of (overlay, i);
}

int
pod_overlay_find_side_of (const PodOverlayPanel *panel, const PodOverlayPoint *point)
{
  int side = pod_lab_find_side (&panel->scale, point->shown);

  return point->is_below || pod_lab_may_be_on_axis (point->comparator, side) ? 0 : side;
}

guint
pod_overlay_count_beyond (const PodOverlay *overlay, const PodOverlayPanel *panel, int side)
{
  guint n = 0;

  if (pod_lab_find_side (&panel->scale, side > 0 ? panel->all.high : panel->all.low) != side)
    return 0;
  for (guint i = 0; i < panel->n; i++)
    {
      const PodOverlayPoint *point = pod_overlay_get (overlay, panel, i);

      n += pod_overlay_is_shown (overlay, point->day) &&
           pod_overlay_find_side_of (panel, point) == side;
    }
  return n;
}
