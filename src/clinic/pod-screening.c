#include "pod-clinic-private.h"

static void
free_verdict (gpointer data)
{
  PodVerdict *verdict = data;

  pod_evidence_unref (verdict->evidence);
  g_ptr_array_unref (verdict->missing);
  g_ptr_array_unref (verdict->notes);
  g_free (verdict);
}

/* An exclusion that holds keeps a subject out. */
static PodTruth
pass (const PodCriterion *criterion, PodTruth holds)
{
  return criterion->kind == POD_EXCLUSION ? pod_truth_not (holds) : holds;
}

/* @asked: whether the criterion is known to be one of this subject's cohort. */
static PodVerdict *
judge (const PodCriterion *criterion, const PodFacts *facts, PodDate as_of, gboolean asked)
{
  PodVerdict *verdict = g_new0 (PodVerdict, 1);

  verdict->criterion = criterion;
  verdict->evidence = pod_rule_evaluate (criterion->rule, facts, &criterion->window, as_of);
  verdict->missing = pod_evidence_get_missing (verdict->evidence);
  verdict->holds = asked ? verdict->evidence->truth : POD_UNKNOWN;
  verdict->passes = pass (criterion, verdict->holds);
  /* What is not decided does not expire. */
  verdict->valid_until = verdict->holds == POD_UNKNOWN ? POD_DATE_NONE
                                                       : verdict->evidence->valid_until;
  return verdict;
}

static void
merge_missing (PodScreening *screening, const PodVerdict *verdict, GHashTable *seen)
{
  for (guint i = 0; i < verdict->missing->len; i++)
    if (g_hash_table_add (seen, verdict->missing->pdata[i]))
      g_ptr_array_add (screening->missing, verdict->missing->pdata[i]);
}

static void
merge (PodScreening *screening, PodVerdict *verdict, GHashTable *seen)
{
  g_ptr_array_add (screening->verdicts, verdict);
  screening->eligible = pod_truth_and (screening->eligible, verdict->passes);
  merge_missing (screening, verdict, seen);
  /* No date sorts last: it does not expire. */
  if (pod_date_compare (verdict->valid_until, screening->valid_until) < 0)
    screening->valid_until = verdict->valid_until;
}

/* A cohort that this study does not have says nothing: its criteria would be passed over. */
const char *
pod_clinic_get_cohort (const PodStudy *study, const PodCasebook *casebook)
{
  const char *cohort = pod_casebook_get_subject (casebook)->cohort;

  return pod_study_find_cohort (study, cohort) ? cohort : NULL;
}

static gboolean
is_listed (const PodCriterion *criterion, const char *cohort)
{
  return !cohort || pod_criterion_applies (criterion, cohort);
}

PodScreening *
pod_screening_new (const PodStudy *study,
                   const PodSite *site,
                   const PodCasebook *casebook,
                   PodDate as_of)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  const char *cohort = pod_clinic_get_cohort (study, casebook);
  const GPtrArray *criteria = pod_study_get_criteria (study);
  PodScreening *screening = g_new0 (PodScreening, 1);
  PodFacts facts;

  screening->as_of = as_of;
  screening->eligible = POD_TRUE;
  screening->verdicts = g_ptr_array_new_with_free_func (free_verdict);
  screening->missing = g_ptr_array_new ();
  pod_casebook_facts_init (&facts, study, site, casebook);
  pod_clinic_facts_set_day (&facts, as_of);
  for (guint i = 0; i < criteria->len; i++)
    {
      const PodCriterion *criterion = criteria->pdata[i];

      PodVerdict *verdict;

      if (!is_listed (criterion, cohort))
        continue;
      verdict = judge (criterion, &facts, as_of, cohort || !criterion->cohorts);
      verdict->notes = pod_clinic_list_notes (criterion, &facts, casebook, as_of);
      merge (screening, verdict, seen);
    }
  pod_casebook_facts_clear (&facts);
  /* A study without criteria says nothing of anybody. */
  if (screening->verdicts->len == 0)
    screening->eligible = POD_UNKNOWN;
  return screening;
}

void
pod_screening_free (PodScreening *screening)
{
  g_ptr_array_unref (screening->verdicts);
  g_ptr_array_unref (screening->missing);
  g_free (screening);
}

PodDate
pod_screening_get_day (const PodCasebook *casebook, PodDate today)
{
  static const char *const decisions[] = { "enrolment", "screen_failure" };

  for (guint i = 0; i < G_N_ELEMENTS (decisions); i++)
    {
      const PodEvent *event = pod_casebook_find_event (casebook, decisions[i]);

      if (event != NULL && pod_date_is_complete (event->date))
        return event->date;
    }
  return today;
}
