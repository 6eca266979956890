#pragma once

#include "pod-trial.h"

G_BEGIN_DECLS

/* What the screening of somebody takes beside entering results: knowing them again, how consent stands, and the decision. */

/* Fills @subjects (element-type gint64) with every attempt of the person who has that record number or ID number in the vault's blind
 * index, by screening number; none where nobody has.  A name is neither asked for nor told.  CONSENT.
 * @record_number, @id_number: (nullable). */
gboolean pod_trial_find_attempts (PodTrial *self,
                                  const char *record_number,
                                  const char *id_number,
                                  GArray *subjects,
                                  GError **error);

/* Whether it could be registered, for a form that asks for one thing after the other; nothing is looked up.  CONSENT; INPUT. */
gboolean
pod_trial_check_registration (PodTrial *self, const PodRegistration *registration, GError **error);

/* Another attempt of the person whose screening @subject was and failed: the identity is the one in the vault, and is not asked for again;
 * the attempt gets a number and a consent of its own, and nothing is changed of the earlier one.  Returns the new subject, 0 on error.
 * CONSENT; INPUT, about "subject", where that screening has not failed, or another attempt of the person is going on; and as
 * registering, about the consent. */
gint64 pod_trial_screen_again (PodTrial *self,
                               gint64 subject,
                               PodDate date,
                               const PodConsent *consent,
                               GError **error);

/* A newer version of the form was signed: beside the first consent, from whose day the trial counts.  CONSENT; INPUT as registering. */
gboolean pod_trial_renew_consent (PodTrial *self,
                                  gint64 subject,
                                  PodDate date,
                                  const PodConsent *consent,
                                  GError **error);
/* The patient took the consent back: they leave the trial on that day.  CONSENT. */
gboolean pod_trial_withdraw_consent (PodTrial *self, gint64 subject, PodDate date, GError **error);

/* Whether it is one of what the study records of a consent: entered with the consent, and nowhere else. */
gboolean pod_consent_is_about (const PodStudy *study, const PodObservation *observation);

/* The version of the form that was signed last; NULL where that was not recorded.  Owned by the casebook. */
const char *pod_casebook_get_consent_form (const PodCasebook *casebook);

/**
 * PodDecision:
 * @enrols: else the screening failed
 * @date: of the decision
 * @beyond: (nullable): why one more than the study's target, or the cohort's, is enrolled
 * @audit: pod_casebook_get_audit() of the casebook that was looked at
 */
typedef struct
{
  gint64 subject;
  gboolean enrols;
  PodDate date;
  const char *beyond;
  gint64 audit;
} PodDecision;

/* Decides and signs in one: the event, the number and the signature are written together or not at all, so nothing is ever decided that
 * its signer did not sign.  ENROL and SIGN; PASSWORD; INPUT as pod_trial_enrol(), where it is not of today, where the subject has left or
 * failed on any day, where there is no place left, and where the subject was written to since it was looked at. */
gboolean pod_trial_decide (PodTrial *self,
                           const PodDecision *decision,
                           const char *password,
                           GError **error);
void pod_trial_decide_async (PodTrial *self,
                             const PodDecision *decision,
                             const char *password,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean pod_trial_decide_finish (PodTrial *self, GAsyncResult *result, GError **error);

/* How many are enrolled and how many are to be, in all or (@cohort) of one; *target is 0 where the study does not say.  Who left counts
 * too: their number is used. */
guint pod_trial_count_enrolled (PodTrial *self, const char *cohort, guint *target);

G_END_DECLS
