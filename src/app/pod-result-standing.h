#pragma once

#include "pod-need.h"

G_BEGIN_DECLS

/*
 * What is on record of each observation, and whether it still counts for a criterion that asks for it.
 */

/**
 * PodResultStanding:
 * @outside: a criterion asks for it, and what there is lies outside the span in which that criterion looks
 * @until: the first day on which one of the criteria stops counting it is the day after; no date where none will
 * @asked: some criterion of the subject's cohort reads it, or what is computed from it
 * @need: whether a criterion is open for want of it
 * @asks_lower, @asks_upper: some criterion compares it with that limit of normal
 * @lacks_lower, @lacks_upper: and cannot, since the result on record has none
 */
typedef struct
{
  gboolean asked;
  gboolean outside;
  PodDate until;
  PodNeed need;
  gboolean asks_lower;
  gboolean asks_upper;
  gboolean lacks_lower;
  gboolean lacks_upper;
} PodResultStanding;

/* (element-type utf8 PodResultStanding): by the observation's interned name; what no criterion reads is not in it.  @screening: (nullable) */
GHashTable *pod_result_standings_new (const PodStudy *study, const PodScreening *screening);

/* (nullable): the latest finding that was not withdrawn; lives as long as the casebook. */
const PodFinding *pod_result_find_latest (const PodCasebook *casebook, const char *observation);
/* (nullable): what @day has of it: the last that counts, else that it was not done. */
const PodFinding *
pod_result_find_on_day (const PodCasebook *casebook, const char *observation, PodDate day);
/* (nullable): the last of the days before @day that counts. */
const PodFinding *
pod_result_find_before (const PodCasebook *casebook, const char *observation, PodDate day);
/* That says, after all results, that somebody asked and the test was not done; NULL where there is none. */
const PodFinding *pod_result_find_not_done (const PodCasebook *casebook, const char *observation);
/* "Asked for on 20 Nov 2026, not done: specimen lost".  Free with g_free(). */
char *pod_result_not_done_to_words (const PodStudy *study, const PodFinding *not_done);

/* Something on record is compared with a limit of normal that is not known. */
gboolean pod_result_standing_lacks_limit (const PodResultStanding *standing);
/* A criterion is open for want of it; what no criterion reads may have no value, and is not missing. */
gboolean pod_result_standing_is_missing (const PodResultStanding *standing);

/* "20 Nov 2026, 07:42 · imported": for where its value stands already.  Free with g_free(). */
char *pod_result_origin_to_words (const PodFinding *finding);

/* "2.31 ×10⁹/L · 20 Nov 2026 · imported, central laboratory · counts until 18 Dec 2026"; "Missing", with what it is missing for, or
 * that it is not needed.
 * @standing: (nullable).  Free with g_free(). */
char *pod_result_standing_to_words (const PodStudy *study,
                                    const PodFinding *latest,
                                    const PodResultStanding *standing);

G_END_DECLS
