#pragma once

#include "pod-screening-step.h"

G_BEGIN_DECLS

/**
 * PodScreeningCriteria:
 *
 * Every criterion beside its evidence, as PodCriteriaView has it, with the physician's judgement in place where the protocol asks for
 * one.
 */
#define POD_TYPE_SCREENING_CRITERIA (pod_screening_criteria_get_type ())
G_DECLARE_FINAL_TYPE (PodScreeningCriteria, pod_screening_criteria, POD, SCREENING_CRITERIA, AdwBin)

/* Chooses the criterion of that id. */
void pod_screening_criteria_select (PodScreeningCriteria *self, const char *id);

G_END_DECLS
