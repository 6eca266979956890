#pragma once

#include "pod-scene.h"

G_BEGIN_DECLS

/* The plot, which nothing leaves. */
typedef struct
{
  double left;
  double top;
  double right;
  double bottom;
} PodClip;

/* Cuts both ends to the rectangle; FALSE where nothing is left of the segment.  By Liang and Barsky. */
gboolean pod_clip_segment (const PodClip *clip, PodPoint *from, PodPoint *to);

G_END_DECLS
