#include "pod-visit-proposal.h"

#include "pod-clinic-private.h"

typedef struct
{
  const PodStudy *study;
  const PodCasebook *casebook;
  PodDate today;
} Question;

/* The nearer to what is to be done now, the higher. */
enum
{
  RANK_NOTHING,
  RANK_GOES_ON,
  RANK_LACKING,
  RANK_DUE,
  RANK_TODAY,
};

static gboolean
is_within (PodDate day, const PodScheduledVisit *visit)
{
  return pod_date_is_set (visit->earliest) && pod_date_is_complete (day) &&
         pod_date_compare (day, visit->earliest) >= 0 && pod_date_compare (day, visit->latest) <= 0;
}

/* Screening goes on for as long as nothing was given: what is measured then, within its window, is of it. */
static gboolean
goes_on (const Question *self, const PodScheduledVisit *visit)
{
  PodSubjectState state = pod_subject_state (self->study, self->casebook, self->today);

  return (state == POD_STATE_SCREENING || state == POD_STATE_ENROLLED) && visit->visit != NULL &&
         g_strcmp0 (visit->plan->epoch, "SCREENING") == 0 && is_within (self->today, visit);
}

/* Of one that nobody recorded, what was measured in its window may well be. */
static gboolean
is_of_visit (const PodScheduledVisit *visit, const PodFinding *finding)
{
  if (visit->visit == NULL)
    return is_within (finding->when.date, visit);
  return finding->visit == visit->visit->record.id ||
         pod_date_equal (finding->when.date, visit->visit->date);
}

static gboolean
has_results (const Question *self, const PodScheduledVisit *visit)
{
  guint n;
  const PodFinding *findings = pod_casebook_get_findings (self->casebook, &n);

  for (guint i = 0; i < n; i++)
    if (!findings[i].record.voided && g_strcmp0 (findings[i].source, "derived") != 0 &&
        g_strv_contains (visit->plan->observations, findings[i].observation) &&
        is_of_visit (visit, &findings[i]))
      return TRUE;
  return FALSE;
}

static gboolean
has_been (const PodScheduledVisit *visit)
{
  return visit->state == POD_VISIT_OVERDUE ||
         (visit->visit != NULL && visit->state != POD_VISIT_MISSED &&
          pod_date_is_complete (visit->visit->date));
}

static gboolean
is_lacking (const Question *self, const PodScheduledVisit *visit)
{
  return has_been (visit) && visit->plan->observations != NULL &&
         *visit->plan->observations != NULL && !has_results (self, visit);
}

static int
get_rank (const Question *self, const PodScheduledVisit *visit)
{
  if (visit->visit != NULL && pod_date_equal (visit->visit->date, self->today))
    return RANK_TODAY;
  if (visit->state == POD_VISIT_DUE)
    return RANK_DUE;
  if (is_lacking (self, visit))
    return RANK_LACKING;
  return goes_on (self, visit) ? RANK_GOES_ON : RANK_NOTHING;
}

static PodDate
get_day (const PodScheduledVisit *visit)
{
  return visit->visit != NULL ? visit->visit->date : visit->latest;
}

/* Of several that lack their results the latest: the laboratory's sheet of it is the one at hand. */
static gboolean
comes_before (int rank, const PodScheduledVisit *visit, int than, const PodScheduledVisit *other)
{
  return rank > than || (rank == than && rank == RANK_LACKING &&
                         pod_date_compare (get_day (visit), get_day (other)) > 0);
}

const PodScheduledVisit *
pod_visit_propose (const PodStudy *study,
                   const PodCasebook *casebook,
                   const GArray *schedule,
                   PodDate today)
{
  const Question question = { study, casebook, today };
  const PodScheduledVisit *best = NULL;
  int most = RANK_NOTHING;

  for (guint i = 0; i < schedule->len; i++)
    {
      const PodScheduledVisit *visit = &g_array_index (schedule, PodScheduledVisit, i);
      int rank = get_rank (&question, visit);

      if (!comes_before (rank, visit, most, best))
        continue;
      best = visit;
      most = rank;
    }
  return best;
}
