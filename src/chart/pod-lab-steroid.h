#pragma once

#include "pod-lab-strip.h"

G_BEGIN_DECLS

/* Adds the courses of glucocorticoids: those that the knowledge has an equivalent of stand upon one another, day by day, so that the height is
 * the dose of prednisone.  What a record gives as its dose is taken as that of a day. */
void pod_lab_steroid_add (PodLabStrip *strip,
                          const PodStudy *study,
                          const PodCasebook *casebook,
                          const PodTimeline *timeline,
                          gint32 first,
                          gint32 last);
/* The dose of a day as the treatment that the equivalents are of; NAN where it cannot be told. */
double pod_lab_steroid_convert (const PodStudy *study, const PodIntervention *course);

G_END_DECLS
