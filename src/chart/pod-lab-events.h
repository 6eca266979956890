#pragma once

#include "pod-lab-strip.h"

G_BEGIN_DECLS

/* Adds all adverse events of the days as one lane: of each day the worst grade, and in words whatever goes on then. */
void
pod_lab_events_add (PodLabStrip *strip, const PodTimeline *timeline, gint32 first, gint32 last);

G_END_DECLS
