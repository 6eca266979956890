#pragma once

#include "pod-lab-series.h"

G_BEGIN_DECLS

/*
 * By which equation what is computed was: values of two equations are not to be compared, and the year of one travels with each.
 * All names live for ever.
 */

/* Adds by what @finding was computed to @names (element-type utf8), each once; nothing of what no equation of the study gives. */
void pod_lab_equation_gather (const PodStudy *study,
                              const PodObservation *observation,
                              const PodFinding *finding,
                              GPtrArray *names);
/* "CKD-EPI 2021", "not all by one equation: CKD-EPI 2021, CKD-EPI 2009"; NULL for none. */
const char *pod_lab_equation_print (const GPtrArray *names);
/* "eGFR (CKD-EPI 2021)", or the mere name of the observation. @equation: (nullable): what pod_lab_equation_print() says. */
const char *pod_lab_equation_name (const PodObservation *observation, const char *equation);
/* The same of another name, as a short one. */
const char *pod_lab_equation_join (const char *label, const char *equation);
/* The same of one result. */
const char *pod_lab_equation_name_finding (const PodStudy *study, const PodFinding *finding);

G_END_DECLS
