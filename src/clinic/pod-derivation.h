#pragma once

#include "pod-casebook.h"
#include "pod-site.h"
#include "pod-study.h"

G_BEGIN_DECLS

/*
 * Values that follow from the birth date.  They are computed where the vault is open and kept as findings with
 * their inputs' identity, the equation and the age in completed years, so that nothing else needs the birth date.
 *
 * @out is a finding without id: record.subject and visit are those of what it follows from.  Its strings are
 * interned and live for ever.
 */

/**
 * pod_derive_egfr:
 * @site: (nullable): not read yet; the equation in force is the study's
 * @creatinine: the finding it follows from; complete day
 * @birth_date: of any precision
 * @sex: (nullable): "male" or "female"
 *
 * The eGFR at the sampling of @creatinine, by the equation in force ([study] egfr_equation).  Its method is
 * "egfr.2021 creatinine=1234 age=54"; a creatinine that has no id yet is named by its origin, or by "typed".
 *
 * Returns: FALSE where the age is not certain (a partial date that straddles a birthday), or an input is missing, censored, voided or has no usable
 *   unit; @out is then untouched.
 */
gboolean pod_derive_egfr (const PodStudy *study,
                          const PodSite *site,
                          const PodFinding *creatinine,
                          PodDate birth_date,
                          const char *sex,
                          PodFinding *out);

/* The same by the equation of another version of the study, with the age that @derived kept: a birth date is not needed twice.  FALSE where
 * its creatinine is there no longer, or gives nothing by that equation. */
gboolean pod_derive_egfr_anew (const PodStudy *study,
                               const PodCasebook *casebook,
                               const PodFinding *derived,
                               PodFinding *out);

/* What that equation makes of the same creatinine, at the age that @derived kept; FALSE as above. */
gboolean pod_derive_egfr_by (const PodStudy *study,
                             const PodCasebook *casebook,
                             const PodFinding *derived,
                             const PodEquation *equation,
                             double *number);

/* The equation that a method names: "egfr.2021 creatinine=12 age=54".  NULL of none, and of NULL. */
const PodEquation *pod_derivation_find_equation (const PodStudy *study, const char *method);
/* Of the eGFR; NULL where the study has none. */
const PodEquation *pod_derivation_get_equation_in_force (const PodStudy *study);
/* Whether it was derived by an equation that an amendment has replaced since: it says nothing until it is derived anew. */
gboolean pod_derivation_is_outdated (const PodStudy *study, const PodFinding *finding);

/* How an age says that it was computed. */
#define POD_METHOD_AGE "completed years at consent"

/* Completed years at consent.  FALSE where they are not certain. */
gboolean pod_derive_age (PodDate birth_date, PodDate consent, gint64 subject, PodFinding *out);

G_END_DECLS
