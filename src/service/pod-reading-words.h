#pragma once

#include "pod-trial-reading.h"

G_BEGIN_DECLS

/* How the ledger, and what a change of it does, reads to people: for windows and podocytectl alike.  Free with g_free(). */

/**
 * PodReadingState: how far a reading is from the study's proposal
 */
typedef enum
{
  POD_READING_PROPOSED, /* nobody settled it */
  POD_READING_SETTLED,  /* as the study proposes */
  POD_READING_CHANGED,  /* otherwise */
} PodReadingState;

PodReadingState pod_reading_get_state (PodTrial *trial, const PodReading *reading);
/* "the site’s proposal", "settled by chen on 3 Mar 2026". */
char *pod_reading_say_settled (PodTrial *trial, const PodReading *reading);
/* The words of one of its choices; the code itself where it has none such. */
const char *pod_reading_say_choice (const PodReading *reading, const char *choice);
/* "INC-07, INC-08". */
char *pod_reading_say_criteria (const PodReading *reading);

/* What the trail has of the ledger.  "INC-08: Does eGFR ≥ 45 bind high-risk MN?" of a setting of it; NULL of any other.  @key: (nullable). */
char *pod_reading_setting_to_words (PodTrial *trial, const char *key);
/* "No, only the relapsed and the refractory"; NULL where @key is no reading's, or the value is its own words. */
char *pod_reading_value_to_words (PodTrial *trial, const char *key, const char *value);

/* "eligible", "not eligible", "cannot tell yet". */
const char *pod_eligible_to_words (PodTruth eligible);
/* "not eligible → eligible (INC-08: fails → passes)", without the subject's number. */
char *pod_effect_to_words (const PodEffect *effect);
/* Of all of them, in so many lines at the most: "2 subjects change:\nS-004: …\nS-005: …", or that none does. */
char *pod_effects_to_words (const GPtrArray *effects, guint most);

G_END_DECLS
