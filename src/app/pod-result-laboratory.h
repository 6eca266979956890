#pragma once

#include "pod-trial.h"

G_BEGIN_DECLS

/*
 * Which laboratory a panel of results is of, before anybody says so, and in which unit it writes.
 *
 * A visit that has results of the panel already is of the laboratory that more than half of them name: the rest of it came on the same sheet.
 * Any other is of the site's own: the one that most of what the trial has of this panel speaks for, each result and each of the limits that
 * are kept, of whatever subject.  So what one other hospital sent once decides nothing, neither for the next visit of the same person nor for a
 * person who came with a letter from elsewhere.  Where two are equal nobody can tell, and none is named: no laboratory is better than a wrong
 * one.  What a person types in this visit stands above all of it; that is for the form to see to.
 */

/* @names: (element-type utf8): the observations of the panel.  @day: that of the visit; no date where it is not known.  NULL where nothing
 * speaks for one.  Free with g_free(). */
char *pod_result_laboratory_guess (PodTrial *trial,
                                   const PodCasebook *casebook,
                                   const GPtrArray *names,
                                   PodDate day);

/* In which that laboratory wrote most of it, of whatever subject; where as many speak for two, the study's; where it never did, that of its limits,
 * or else the study's.  What another laboratory writes counts for nothing.  @laboratory: (nullable): of results of this subject that name none. */
const PodUnit *pod_result_laboratory_find_unit (PodTrial *trial,
                                                const PodCasebook *casebook,
                                                const PodObservation *observation,
                                                const char *laboratory);

G_END_DECLS
