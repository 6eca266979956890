#pragma once

#include "pod-check.h"

G_BEGIN_DECLS

/* What the casebook keeps of the days that are planned and of the checks that were signed. */

/* The anchor whose event is the day 0 that is planned; NULL where the study plans none. */
const PodAnchor *pod_check_find_plan (const PodStudy *study);

/* The code of the disposition event with which a check is signed, "check.lymphodepletion"; free with g_free(). */
char *pod_check_get_code (const PodCheck *check);
/* Whether an event of that code is such a one, whatever the study's checks are. */
gboolean pod_check_is_code (const char *code);
/* (nullable): the check it is of, where the study still has it. */
const PodCheck *pod_check_find_by_code (const PodStudy *study, const char *code);

/* The detail of that event: what was decided, the day of the step it was decided for ("-" where none was known), and the conditions that did
 * not hold, those that could not be told with a "?" behind: "go_on 2026-12-01", "held 2026-12-01 infusion.infection infusion.liver?".
 * Free with g_free(). */
char *pod_check_answer_to_detail (const PodCheckAnswer *answer, gboolean goes_on);
gboolean pod_check_is_detail (const char *detail);
gboolean pod_check_detail_goes_on (const char *detail);
PodDate pod_check_detail_get_day (const char *detail);
/* "May go on, for 1 Dec 2026", "On hold, for 1 Dec 2026: No infection; Liver function (not known)".  Free with g_free(). */
char *pod_check_detail_to_words (const PodStudy *study, const char *detail);

G_END_DECLS
