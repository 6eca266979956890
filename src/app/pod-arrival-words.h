#pragma once

#include "pod-trial-arrival.h"

G_BEGIN_DECLS

/* What is said of files that came in, and of what they brought.  Free texts with g_free(). */

/* "Changhai central laboratory, table of 12 results, 20 Nov 2026, 08:10, li": which file that was.  Its name is nowhere. */
char *pod_arrival_to_words (const PodTrialArrival *arrival);
/* "20 Nov, 08:10": for a column. */
char *pod_arrival_to_short_words (const PodTrialArrival *arrival);
/* @state: (nullable): of all */
guint pod_arrival_count_state (const PodTrialArrival *arrival, const char *state);
/* Taken, it asks why: what it says of itself speaks against it. */
gboolean pod_arrival_item_speaks_against_itself (const PodTrialArrivalItem *item);
/* Of what was taken and stands no longer. */
const char *pod_arrival_say_withdrawn (void);
/* The same with when, by whom and why, as the trail has it. */
char *pod_arrival_say_withdrawal (PodTrial *trial, const PodTrialArrivalItem *item);
/* What stays, and what of @taken_out (element-type utf8) goes. */
char *pod_arrival_taken_out_to_words (const GPtrArray *taken_out);
/* "Creatinine 88 µmol/L, 20 Nov 2026": what stands, or stood; and whose it is before it. */
char *pod_arrival_finding_to_words (PodTrial *trial, const PodFinding *finding);
char *pod_arrival_result_to_words (PodTrial *trial, const PodUndoneResult *result);

G_END_DECLS
