#include "pod-clip.h"

/* One edge: @step how far the segment goes towards it, @room how far it may. */
static gboolean
cut (double step, double room, double *enter, double *leave)
{
  double at;

  if (step == 0)
    return room >= 0;
  at = room / step;
  if (step < 0)
    *enter = MAX (*enter, at);
  else
    *leave = MIN (*leave, at);
  return *enter <= *leave;
}

static gboolean
holds (const PodClip *clip, const PodPoint *point)
{
  return point->x >= clip->left && point->x <= clip->right && point->y >= clip->top &&
         point->y <= clip->bottom;
}

gboolean
pod_clip_segment (const PodClip *clip, PodPoint *from, PodPoint *to)
{
  double dx = to->x - from->x;
  double dy = to->y - from->y;
  PodPoint start = *from;
  double enter = 0;
  double leave = 1;

  if (holds (clip, from) && holds (clip, to))
    return TRUE;
  if (!cut (-dx, start.x - clip->left, &enter, &leave) ||
      !cut (dx, clip->right - start.x, &enter, &leave) ||
      !cut (-dy, start.y - clip->top, &enter, &leave) ||
      !cut (dy, clip->bottom - start.y, &enter, &leave))
    return FALSE;
  if (enter > 0)
    *from = (PodPoint){ start.x + enter * dx, start.y + enter * dy };
  if (leave < 1)
    *to = (PodPoint){ start.x + leave * dx, start.y + leave * dy };
  return TRUE;
}
