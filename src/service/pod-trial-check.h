#pragma once

#include "pod-trial.h"

G_BEGIN_DECLS

/* The step after enrolment: the day 0 that is planned, and the checks before lymphodepletion and before the infusion. */

/* Records the day 0 that is planned, or corrects it (@why is then needed).  RECORD; INPUT where the day lies in the past, or somebody was
 * treated or has left. */
gboolean pod_trial_plan_infusion (PodTrial *self,
                                  gint64 subject,
                                  PodDate date,
                                  const char *why,
                                  GError **error);

/**
 * PodCheckDecision:
 * @check: the id of one of the study's checks
 * @goes_on: the step may be taken; else it is held
 * @date: of the decision
 * @why: (nullable): needed where the step is held although every condition holds
 * @audit: pod_casebook_get_audit() of the casebook that was looked at
 */
typedef struct
{
  gint64 subject;
  const char *check;
  gboolean goes_on;
  PodDate date;
  const char *why;
  gint64 audit;
} PodCheckDecision;

/* A physician decides by what is recorded at that moment, and signs: event and signature are written together or not at all.  JUDGE and SIGN;
 * PASSWORD; INPUT where the step was taken, the subject is not enrolled or was written to since it was looked at; and for going on where no
 * day is planned, that day is over, or not every condition holds: waivers do not exist. */
gboolean pod_trial_sign_check (PodTrial *self,
                               const PodCheckDecision *decision,
                               const char *password,
                               GError **error);
void pod_trial_sign_check_async (PodTrial *self,
                                 const PodCheckDecision *decision,
                                 const char *password,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean pod_trial_sign_check_finish (PodTrial *self, GAsyncResult *result, GError **error);

G_END_DECLS
