#include "pod-lab-doubt.h"

#define WIDTH 11.0
/* Bars that touch one another are a line, which is read as a limit. */
#define BETWEEN 1.0
#define LEAST 1.0
/* From the edge of the result to the middle of the bar; a ring that says that it was corrected lies between. */
#define AWAY 5.0

void
pod_lab_doubt_draw (PodScene *scene, const PodMark *result, double room, double bottom)
{
  double away = result->w / 2 + AWAY;
  PodMark bar = { .kind = POD_MARK_SYMBOL,
                  .role = POD_ROLE_TEXT,
                  .shape = POD_SHAPE_BAR,
                  .x = result->x,
                  .y = result->y + (result->y + away < bottom ? away : -away),
                  .w = CLAMP (room - BETWEEN, LEAST, WIDTH) };

  pod_scene_add (scene, &bar);
}
