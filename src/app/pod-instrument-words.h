#pragma once

#include "pod-assessment.h"
#include "pod-trial.h"

G_BEGIN_DECLS

/* What a form has come to, in words.  All are free with g_free(). */

/* "−4", with a true minus. */
char *pod_instrument_number_to_words (int number);
/* "14", or "12 to 31" while items are not answered. */
char *pod_instrument_range_to_words (int lowest, int highest);
/* "BVAS: 12 to 31" */
char *pod_instrument_total_to_words (const PodInstrument *instrument, const PodScore *score);
/* What the study has of it beside the sum, whether the set is met, and how many items are answered; a line each. */
char *pod_instrument_detail_to_words (const PodStudy *study,
                                      const PodInstrumentForm *form,
                                      const PodScore *score);
/* (nullable): which items of @system the study counts as one. */
char *pod_instrument_note_to_words (const PodStudy *study,
                                    const PodInstrument *instrument,
                                    const PodInstrumentSystem *system);
/* Who saved the assessment of that moment, and when, as the trail has it; "" where it does not tell. */
char *pod_instrument_writer_to_words (PodTrial *trial,
                                      const PodCasebook *casebook,
                                      const PodInstrument *instrument,
                                      PodMoment when);
/* How many items the form asks, and how many of them are answered. */
guint pod_instrument_count_asked (const PodInstrumentForm *form, guint *answered);

G_END_DECLS
