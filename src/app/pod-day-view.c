#include "pod-day-view.h"

#include <math.h>

/* Closer than this there is nothing more to be seen: results have days, and few have hours. */
#define FEWEST_DAYS 2
/* More than anybody takes back. */
#define MOST_BACK 64
#define PAN_SHARE 0.25

struct _PodDayView
{
  GObject parent_instance;

  PodDayRange range;
  PodDayRange extent;
  GArray *before; /* PodDayRange, the latest last */
  gboolean has_day;
  gint32 day;
};

enum
{
  RANGE_CHANGED,
  DAY_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PodDayView, pod_day_view, G_TYPE_OBJECT)

static void
pod_day_view_finalize (GObject *object)
{
  g_array_unref (POD_DAY_VIEW (object)->before);
  G_OBJECT_CLASS (pod_day_view_parent_class)->finalize (object);
}

static void
pod_day_view_class_init (PodDayViewClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pod_day_view_finalize;
  signals[RANGE_CHANGED] = g_signal_new ("range-changed", POD_TYPE_DAY_VIEW, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[DAY_CHANGED] = g_signal_new ("day-changed", POD_TYPE_DAY_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 0);
}

static void
pod_day_view_init (PodDayView *self)
{
  self->before = g_array_new (FALSE, FALSE, sizeof (PodDayRange));
}

PodDayView *
pod_day_view_new (void)
{
  return g_object_new (POD_TYPE_DAY_VIEW, NULL);
}

void
pod_day_view_reset (PodDayView *self)
{
  g_array_set_size (self->before, 0);
  self->range = self->extent = POD_ALL_DAYS;
  self->has_day = FALSE;
  g_signal_emit (self, signals[RANGE_CHANGED], 0);
  g_signal_emit (self, signals[DAY_CHANGED], 0);
}

/* ---- the days that are shown ---- */

gboolean
pod_day_range_is_all (PodDayRange range)
{
  return range.first == 0 && range.last == 0;
}

PodDayRange
pod_day_range_shift (PodDayRange range, gint32 zero)
{
  if (pod_day_range_is_all (range))
    return POD_ALL_DAYS;
  return (PodDayRange){ range.first + zero, range.last + zero };
}

static gboolean
is_equal (PodDayRange a, PodDayRange b)
{
  return a.first == b.first && a.last == b.last;
}

PodDayRange
pod_day_view_get_range (PodDayView *self)
{
  return self->range;
}

static PodDayRange
normalise (PodDayView *self, PodDayRange range)
{
  if (pod_day_range_is_all (range))
    return POD_ALL_DAYS;
  range.last = MAX (range.last, range.first + FEWEST_DAYS);
  if (!pod_day_range_is_all (self->extent) && range.first <= self->extent.first &&
      range.last >= self->extent.last)
    return POD_ALL_DAYS;
  return range;
}

void
pod_day_view_set_range (PodDayView *self, PodDayRange range, gboolean goes_on)
{
  range = normalise (self, range);
  if (is_equal (range, self->range))
    return;
  if (!goes_on || self->before->len == 0)
    g_array_append_val (self->before, self->range);
  if (self->before->len > MOST_BACK)
    g_array_remove_index (self->before, 0);
  self->range = range;
  g_signal_emit (self, signals[RANGE_CHANGED], 0);
}

/* Out of the whole nothing is to be seen. */
static PodDayRange
keep_within (PodDayRange extent, double first, double last)
{
  double over;

  if (pod_day_range_is_all (extent))
    return (PodDayRange){ (gint32) floor (first + 0.5), (gint32) floor (last + 0.5) };
  over = MAX (extent.first - first, 0) - MAX (last - extent.last, 0);
  first = CLAMP (first + over, extent.first, extent.last);
  last = CLAMP (last + over, extent.first, extent.last);
  return (PodDayRange){ (gint32) floor (first + 0.5), (gint32) floor (last + 0.5) };
}

void
pod_day_view_zoom (PodDayView *self, PodDayRange shown, double at, double factor, gboolean goes_on)
{
  double length = MAX ((shown.last - shown.first) / factor, FEWEST_DAYS);
  double share = shown.last > shown.first ? (at - shown.first) / (shown.last - shown.first) : 0;
  double first = at - CLAMP (share, 0, 1) * length;

  pod_day_view_set_range (self, keep_within (self->extent, first, first + length), goes_on);
}

void
pod_day_view_pan (PodDayView *self,
                  PodDayRange shown,
                  PodDayRange within,
                  double direction,
                  gboolean goes_on)
{
  double by = MAX ((shown.last - shown.first) * PAN_SHARE * fabs (direction), 1);

  if (pod_day_range_is_all (self->range) || direction == 0)
    return;
  by = direction < 0 ? -by : by;
  pod_day_view_set_range (self, keep_within (within, shown.first + by, shown.last + by), goes_on);
}

gboolean
pod_day_view_can_go_back (PodDayView *self)
{
  return self->before->len > 0;
}

gboolean
pod_day_view_go_back (PodDayView *self)
{
  if (self->before->len == 0)
    return FALSE;
  self->range = g_array_index (self->before, PodDayRange, self->before->len - 1);
  g_array_set_size (self->before, self->before->len - 1);
  g_signal_emit (self, signals[RANGE_CHANGED], 0);
  return TRUE;
}

void
pod_day_view_add_extent (PodDayView *self, PodDayRange extent)
{
  if (pod_day_range_is_all (self->extent))
    self->extent = extent;
  self->extent.first = MIN (self->extent.first, extent.first);
  self->extent.last = MAX (self->extent.last, extent.last);
}

PodDayRange
pod_day_view_get_extent (PodDayView *self)
{
  return self->extent;
}

/* ---- the cursor ---- */

gboolean
pod_day_view_get_day (PodDayView *self, gint32 *day)
{
  *day = self->day;
  return self->has_day;
}

void
pod_day_view_set_day (PodDayView *self, gint32 day)
{
  if (self->has_day && self->day == day)
    return;
  self->has_day = TRUE;
  self->day = day;
  g_signal_emit (self, signals[DAY_CHANGED], 0);
}

void
pod_day_view_clear_day (PodDayView *self)
{
  if (!self->has_day)
    return;
  self->has_day = FALSE;
  g_signal_emit (self, signals[DAY_CHANGED], 0);
}
