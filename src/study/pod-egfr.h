#pragma once

#include "pod-study.h"

G_BEGIN_DECLS

/**
 * pod_egfr_compute:
 * @year: of the equation: "2009" or "2021"
 * @age_years: at sampling; laboratories count completed years; NAN where unknown
 * @sex: (nullable): "male" or "female"
 * @creatinine: in any unit that the observation creatinine takes
 * @egfr: in the unit of the observation egfr
 *
 * eGFR by the equation of the knowledge base.  FALSE where an input is missing, is not exact (a creatinine of "< 18"), or has a unit that
 * does not convert, or where there is no such equation.
 */
gboolean pod_egfr_compute (const PodStudy *study,
                           const char *year,
                           double age_years,
                           const char *sex,
                           PodQuantity creatinine,
                           double *egfr);

G_END_DECLS
