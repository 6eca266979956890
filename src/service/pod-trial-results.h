#pragma once

#include "pod-abnormal.h"
#include "pod-trial-sign.h"

G_BEGIN_DECLS

/*
 * What a physician makes of laboratory results.  Each abnormal one is judged, many in one transaction; a significant one is attributed to an
 * adverse event or to the medical history; then the report of the day is signed: pod_trial_sign() of the scope "report".
 */

/**
 * PodResultJudgement:
 * @base: what was looked at: a result that somebody has written since is a conflict, and then none is judged
 * @findings, @n_findings: the ids, in @base
 * @significance: (nullable): "significant", "not_significant", or NULL: the judgement is taken back
 * @adverse_event, @history: of a significant one, what it is attributed to; 0 for none yet
 */
typedef struct
{
  PodCasebook *base;
  const gint64 *findings;
  guint n_findings;
  const char *significance;
  gint64 adverse_event;
  gint64 history;
} PodResultJudgement;

/* JUDGE.  In the name of whoever is signed in.  What already stands so is not written again.  @why: (nullable): REASON without one where
 * another's judgement, or one of this physician's own, is replaced or taken back; a first judgement needs none, nor does what a significant
 * result is attributed to where it had nothing.  INPUT, about "significance", "adverse_event" or "history", where it cannot be. */
gboolean pod_trial_judge_results (PodTrial *self,
                                  const PodResultJudgement *judgement,
                                  const char *why,
                                  GError **error);
/* (element-type PodFinding): of its base, what it judges otherwise than it is: for these a reason is due. */
GPtrArray *pod_result_judgement_list_replaced (const PodResultJudgement *judgement);
/* Whether a reason is due for it. */
gboolean pod_result_judgement_needs_reason (const PodResultJudgement *judgement);

/**
 * PodWaitingReport: one that waits for a judgement or for its signature
 * @signing: how its signature stands
 * @number: (nullable): whose: the enrolment number, else the screening number
 */
typedef struct
{
  gint64 subject;
  char *number;
  PodReport report;
  PodSigning signing;
} PodWaitingReport;

void pod_waiting_report_free (PodWaitingReport *waiting);

/* (element-type PodWaitingReport): of @subject, or of all with 0; by subject, the latest day first.  READ. */
GPtrArray *pod_trial_list_waiting_reports (PodTrial *self, gint64 subject, GError **error);
/* What keeps a report from being signed, in words; NULL where nothing does.  Free with g_free(). */
char *pod_report_find_obstacle (const PodReport *report);
/* Of that day; a report of nothing where there is none. */
PodReport pod_report_find (const PodStudy *study,
                           const PodSite *site,
                           const PodCasebook *casebook,
                           gint32 day);

G_END_DECLS
