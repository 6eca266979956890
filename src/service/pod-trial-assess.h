#pragma once

#include "pod-assessment.h"
#include "pod-trial.h"

G_BEGIN_DECLS

/**
 * PodAssessing: one form of an instrument, filled in or corrected
 * @base: what it was filled in on: an answer that somebody else has changed since is a conflict
 * @was: when it is said to have been, of one that is kept in @base; no date for a new one
 * @when: when it was: a whole day, or with its time; not after today
 * @form: an answer that is unknown is withdrawn, where there was one.  One without any answer withdraws the whole
 */
typedef struct
{
  PodCasebook *base;
  PodMoment was;
  PodMoment when;
  const PodInstrumentForm *form;
} PodAssessing;

/* Keeps each answer as a finding, and what follows from them.  It writes only what differs; nothing, successfully, where nothing does.
 * RECORD.  @why: (nullable): for what was saved before: REASON without one; answers that are added need none.  INPUT, about "when" or
 * "items", where there is no such day, another form of the same instrument is of that moment, or nothing was answered. */
gboolean
pod_trial_assess (PodTrial *self, const PodAssessing *assessing, const char *why, GError **error);
/* Whether it would change or withdraw something that was saved. */
gboolean pod_assessing_needs_reason (const PodAssessing *assessing);

G_END_DECLS
