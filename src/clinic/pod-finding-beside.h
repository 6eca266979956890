#pragma once

#include "pod-record.h"
#include "pod-study.h"

G_BEGIN_DECLS

/* The number of @finding in the unit of @other, as a quantity of that unit, by what the study knows of the observation.  FALSE where both are in one
 * unit already, or nothing leads from one to the other. */
gboolean pod_finding_convert_beside (const PodStudy *study,
                                     const PodFinding *finding,
                                     const PodFinding *other,
                                     PodQuantity *quantity);
/* The same in the unit in which the study shows it.  FALSE where it is in that one already, or nothing leads there. */
gboolean pod_finding_convert_to_study (const PodStudy *study,
                                       const PodFinding *finding,
                                       PodQuantity *quantity);
/* How much more @quantity is than @from, in percent; NAN where one of them is only a limit, or there is nothing to take percents of. */
double pod_quantity_get_change (PodQuantity from, PodQuantity quantity);

G_END_DECLS
