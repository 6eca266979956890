#pragma once

#include "pod-casebook.h"
#include "pod-study.h"

G_BEGIN_DECLS

/*
 * What a course of medication can be written in: the units and the routes that the study's treatments have, no others.
 */

/* The treatment's own first.  (element-type PodUnit), free the array. @treatment: (nullable). */
GPtrArray *pod_course_list_units (const PodStudy *study, const PodTreatment *treatment);
/* (element-type utf8): interned, as they are stored; free the array. */
GPtrArray *pod_course_list_routes (const PodStudy *study);

/* "by mouth"; what has no words as it is; "" for NULL. */
const char *pod_course_route_to_words (const char *route);
/* "mg"; a mere number has a word, too. @unit: (nullable). */
const char *pod_course_unit_to_words (const PodUnit *unit);
/* "50 mg/d by mouth", "50 mg by mouth, frequency not recorded" of what is taken for longer than a day; "" where nothing of it is recorded.  Free with g_free(). */
char *pod_course_dose_to_words (const PodStudy *study, const PodIntervention *course);
/* "Mar 2026 – ongoing"; a dose of the trial has but its day.  Free with g_free(). */
char *pod_course_dates_to_words (const PodStudy *study, const PodIntervention *course);

/* By id; NULL where there is none. */
const PodIntervention *pod_course_find (const PodCasebook *casebook, gint64 id);

G_END_DECLS
