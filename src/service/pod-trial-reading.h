#pragma once

#include "pod-screening-change.h"
#include "pod-trial.h"

G_BEGIN_DECLS

/*
 * How the site reads what the protocol leaves open.  The study proposes, the principal investigator settles and then signs the whole
 * ledger (pod_trial_sign() of "readings").  Settling is a setting of the site, so the trail says who, when and why.
 */

/**
 * PodEffect: what becomes of one subject
 * @number: the enrolment number, else the screening number
 */
typedef struct
{
  gint64 subject;
  char *number;
  PodScreeningChange *change;
} PodEffect;

/**
 * PodSettled: who settled a reading and when
 * @by: (nullable): the account; NULL while it is the study's proposal
 * @on: the day
 */
typedef struct
{
  char *by;
  PodDate on;
} PodSettled;

void pod_settled_clear (PodSettled *settled);

/* What settling @reading ("reading.inc08_scope") as @choice would change: (element-type PodEffect), only subjects for whom anything does,
 * each as of the day of their decision or else today.  READ; INPUT where there is no such reading or choice. */
GPtrArray *
pod_trial_compare_reading (PodTrial *self, const char *reading, const char *choice, GError **error);
/* Whether a rule asks for it.  Where none does, what is in force is built into the rules: it can be settled as it stands, and every other
 * choice needs an amendment of the study. */
gboolean pod_trial_is_reading_asked (PodTrial *self, const char *reading);
/* SETTLE.  @why: REASON where it is empty.  INPUT where there is no such reading or choice, or no rule asks for the choice. */
gboolean pod_trial_settle_reading (PodTrial *self,
                                   const char *reading,
                                   const char *choice,
                                   const char *why,
                                   GError **error);
/* Who settled it; cleared by pod_settled_clear(). */
PodSettled pod_trial_get_settled (PodTrial *self, const char *reading);

G_END_DECLS
