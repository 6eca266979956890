#include "pod-config.h"

#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

#include "pod-check.h"
#include "pod-clinic-private.h"
#include "pod-course.h"

static void
free_verdict (gpointer data)
{
  PodConditionVerdict *verdict = data;

  pod_evidence_unref (verdict->evidence);
  g_ptr_array_unref (verdict->missing);
  g_free (verdict);
}

static PodConditionVerdict *
judge (const PodCondition *condition, const PodFacts *facts, PodDate as_of)
{
  PodConditionVerdict *verdict = g_new0 (PodConditionVerdict, 1);

  verdict->condition = condition;
  verdict->evidence = pod_rule_evaluate (condition->rule, facts, &condition->window, as_of);
  verdict->holds = verdict->evidence->truth;
  verdict->missing = pod_evidence_get_missing (verdict->evidence);
  return verdict;
}

static void
merge (PodCheckAnswer *answer, PodConditionVerdict *verdict)
{
  g_ptr_array_add (answer->verdicts, verdict);
  answer->may_go_on = pod_truth_and (answer->may_go_on, verdict->holds);
  for (guint i = 0; i < verdict->missing->len; i++)
    if (!g_ptr_array_find (answer->missing, verdict->missing->pdata[i], NULL))
      g_ptr_array_add (answer->missing, verdict->missing->pdata[i]);
}

/* The conditions count back from the day that is planned; the first that does says which anchor that is. */
static PodDate
find_planned (const PodStudy *study, const PodCasebook *casebook, const PodCheck *check)
{
  for (guint i = 0; i < check->conditions->len; i++)
    {
      const PodCondition *condition = check->conditions->pdata[i];

      if (condition->window.anchor)
        return pod_casebook_get_anchor (study, casebook, condition->window.anchor);
    }
  return POD_DATE_NONE;
}

static PodCheckAnswer *
make_answer (const PodStudy *study,
             const PodCasebook *casebook,
             const PodCheck *check,
             PodDate as_of)
{
  PodCheckAnswer *answer = g_new0 (PodCheckAnswer, 1);
  PodDate taken = pod_clinic_get_anchor_until (study, casebook, check->before, as_of);

  answer->check = check;
  answer->as_of = as_of;
  answer->taken = pod_date_is_set (taken);
  answer->day = answer->taken ? taken : find_planned (study, casebook, check);
  answer->may_go_on = POD_TRUE;
  answer->verdicts = g_ptr_array_new_with_free_func (free_verdict);
  answer->missing = g_ptr_array_new ();
  return answer;
}

const PodAnchor *
pod_check_find_missed_step (const PodStudy *study,
                            const PodCasebook *casebook,
                            PodDate as_of,
                            PodDate *day)
{
  const GPtrArray *checks = pod_study_get_checks (study);
  PodSubjectState state = pod_subject_state (study, casebook, as_of);
  gboolean waits = state == POD_STATE_SCREENING || state == POD_STATE_ENROLLED ||
                   state == POD_STATE_LYMPHODEPLETION;

  for (guint i = 0; waits && i < checks->len; i++)
    {
      const PodCheck *check = g_ptr_array_index (checks, i);
      g_autoptr (PodCheckAnswer) answer = make_answer (study, casebook, check, as_of);

      if (pod_check_answer_is_day_over (answer))
        {
          *day = answer->day;
          return pod_study_find_anchor (study, check->before);
        }
    }
  return NULL;
}

PodCheckAnswer *
pod_check_answer_new (const PodStudy *study,
                      const PodSite *site,
                      const PodCasebook *casebook,
                      const PodCheck *check,
                      PodDate as_of)
{
  const char *cohort = pod_clinic_get_cohort (study, casebook);
  PodCheckAnswer *answer = make_answer (study, casebook, check, as_of);
  PodFacts facts;

  pod_casebook_facts_init (&facts, study, site, casebook);
  pod_clinic_facts_set_day (&facts, as_of);
  /* What was fresh for a day that has passed without the step is not fresh for today. */
  if (pod_check_answer_is_day_over (answer))
    pod_clinic_facts_set_floating (&facts);
  for (guint i = 0; i < check->conditions->len; i++)
    if (pod_condition_applies (check->conditions->pdata[i], cohort))
      merge (answer, judge (check->conditions->pdata[i], &facts, as_of));
  pod_casebook_facts_clear (&facts);
  /* A check that asks nothing says nothing. */
  if (answer->verdicts->len == 0)
    answer->may_go_on = POD_UNKNOWN;
  return answer;
}

void
pod_check_answer_free (PodCheckAnswer *answer)
{
  g_ptr_array_unref (answer->verdicts);
  g_ptr_array_unref (answer->missing);
  g_free (answer);
}

gboolean
pod_check_answer_is_day_over (const PodCheckAnswer *answer)
{
  return !answer->taken && pod_date_is_set (answer->day) &&
         pod_date_last_day (answer->day) < pod_date_first_day (answer->as_of);
}

const char *
pod_check_answer_to_words (const PodCheckAnswer *answer)
{
  switch (answer->may_go_on)
    {
    case POD_TRUE:
      return C_ ("check", "may go on");
    case POD_FALSE:
      return C_ ("check", "must not go on");
    case POD_UNKNOWN:
    default:
      return C_ ("check", "cannot tell yet");
    }
}
