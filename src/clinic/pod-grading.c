#include <math.h>

#include "pod-clinic-private.h"
#include "pod-course.h"
#include "pod-grade.h"

/* What one finding is graded from: canonical units. */
typedef struct
{
  const PodObservation *observation;
  const PodFinding *finding;
  PodFact fact;
  PodFact baseline;
  gboolean has_baseline;
} Case;

static guint
count_before (const PodFinding *series, guint n, gint32 day)
{
  guint low = 0, high = n;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      PodDate date = series[middle].when.date;

      if (pod_date_is_set (date) && pod_date_first_day (date) < day)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* The day from which on values are compared with a baseline; POD_DAY_MIN while there is none. */
static gint32
find_exposure_start (const PodStudy *study, const PodCasebook *casebook)
{
  const char *anchor = pod_study_get (study, "exposure_start");

  return pod_date_first_day (pod_casebook_get_anchor (study, casebook, anchor));
}

/* The last final value that is surely before @start; NULL where there is none. */
static const PodFinding *
find_baseline (const PodCasebook *casebook, const char *observation, gint32 start)
{
  guint n;
  const PodFinding *series = pod_casebook_get_series (casebook, observation, &n);

  for (guint i = count_before (series, n, start); i-- > 0;)
    if (!series[i].record.voided && !pod_finding_is_preliminary (&series[i]) &&
        pod_date_last_day (series[i].when.date) < start && !isnan (series[i].quantity.number))
      return &series[i];
  return NULL;
}

static gboolean
read_case (const PodStudy *study,
           const PodSite *site,
           const PodCasebook *casebook,
           const PodFinding *finding,
           const PodFinding *baseline,
           Case *self)
{
  self->observation = pod_study_find_observation (study, finding->observation);
  self->finding = finding;
  if (!self->observation || self->observation->symbol.kind != POD_KIND_QUANTITY)
    return FALSE;
  self->has_baseline = baseline &&
                       pod_clinic_read_finding (study, site, casebook, &self->observation->symbol,
                                                baseline, &self->baseline) == POD_ABSENCE_NONE;
  return pod_clinic_read_finding (study, site, casebook, &self->observation->symbol, finding,
                                  &self->fact) == POD_ABSENCE_NONE;
}

/* A limit that no laboratory gives (a lower one of ALT) is no reason to doubt what the other one says. */
static const char *
judge_baseline (const PodFact *baseline)
{
  PodTruth high = POD_FALSE, low = POD_FALSE;

  if (isnan (baseline->upper) && isnan (baseline->lower))
    return NULL;
  if (!isnan (baseline->upper))
    high = pod_quantity_compare (baseline->comparator, baseline->number, POD_RELATION_GT,
                                 baseline->upper);
  if (!isnan (baseline->lower))
    low = pod_quantity_compare (baseline->comparator, baseline->number, POD_RELATION_LT,
                                baseline->lower);
  if (high == POD_TRUE)
    return "high";
  if (low == POD_TRUE)
    return "low";
  return high == POD_UNKNOWN || low == POD_UNKNOWN ? NULL : "normal";
}

static int
grade_case (const PodGrade *grade, const Case *self)
{
  PodGradeInput input = POD_GRADE_INPUT_NONE;
  double factor = 1;

  if (grade->unit && !pod_observation_get_factor (self->observation, grade->unit, &factor))
    return -1;
  input.value = self->fact.number / factor;
  input.comparator = self->fact.comparator;
  input.lower = self->fact.lower / factor;
  input.upper = self->fact.upper / factor;
  if (self->has_baseline)
    {
      /* "< 5" is no number to count multiples of. */
      if (self->baseline.comparator == POD_EXACTLY)
        input.baseline = self->baseline.number / factor;
      input.baseline_state = judge_baseline (&self->baseline);
    }
  return pod_grade_compute (grade, &input);
}

static gboolean
is_variant (const PodGrade *a, const PodGrade *b)
{
  return g_strcmp0 (a->term.plain, b->term.plain) == 0 &&
         g_strcmp0 (a->direction, b->direction) == 0;
}

/* How well @grade goes with a finding: in the unit that was reported, in the observation's own, in one that converts; -1
 * where it does not. */
static int
rate_variant (const PodGrade *grade, const Case *self)
{
  double factor;

  if (grade->unit == self->finding->quantity.unit)
    return 2;
  if (grade->unit == self->observation->symbol.unit)
    return 1;
  return !grade->unit || pod_observation_get_factor (self->observation, grade->unit, &factor) ? 0
                                                                                              : -1;
}

/* Scales give some grades twice, in SI and in conventional units, with limits that are not quite the same: the one
 * in which the laboratory reported counts.  NULL where an earlier variant stands for this one. */
static const PodGrade *
choose_variant (const GPtrArray *grades, guint index, const Case *self)
{
  const PodGrade *first = grades->pdata[index], *chosen = NULL;
  int best = -1;

  for (guint i = 0; i < index; i++)
    if (is_variant (grades->pdata[i], first))
      return NULL;
  for (guint i = index; i < grades->len; i++)
    {
      const PodGrade *grade = grades->pdata[i];
      int rating = is_variant (grade, first) ? rate_variant (grade, self) : -1;

      if (rating > best)
        chosen = grade;
      best = MAX (best, rating);
    }
  return chosen;
}

/* The worst that is known.  Nothing known above 0 beside something unknown is unknown: it may be worse. */
static gboolean
is_worse (int level, int than)
{
  if (level == than)
    return FALSE;
  return level > 0 ? level > than : level < 0 && than <= 0;
}

static const PodGrade *
grade_worst (const GPtrArray *grades, const Case *self, int *level)
{
  const PodGrade *worst = NULL;

  *level = -1;
  for (guint i = 0; i < grades->len; i++)
    {
      const PodGrade *grade = choose_variant (grades, i, self);
      int found;

      if (!grade)
        continue;
      found = grade_case (grade, self);
      if (!worst || is_worse (found, *level))
        {
          worst = grade;
          *level = found;
        }
    }
  return worst;
}

PodFindingGrade
pod_finding_grade (const PodStudy *study,
                   const PodSite *site,
                   const PodCasebook *casebook,
                   const PodFinding *finding)
{
  const PodObservation *observation = pod_study_find_observation (study, finding->observation);
  g_autoptr (GPtrArray) grades = observation ? pod_study_find_grades (study, observation) : NULL;
  gint32 start = find_exposure_start (study, casebook);
  const PodFinding *baseline;
  gboolean is_after;
  PodFindingGrade result = { NULL, -1, -1 };
  Case self = { NULL }, before = { NULL };

  if (!grades || grades->len == 0)
    return result;
  baseline = find_baseline (casebook, finding->observation, start);
  /* What came before the treatment is no change from what was found later. */
  is_after = !pod_date_is_set (finding->when.date) ||
             pod_date_last_day (finding->when.date) >= start;
  if (read_case (study, site, casebook, finding, is_after ? baseline : NULL, &self))
    result.grade = grade_worst (grades, &self, &result.level);
  else
    result.grade = grades->pdata[0];
  /* The baseline is graded as what it was then: against no baseline of its own. */
  if (baseline && read_case (study, site, casebook, baseline, NULL, &before))
    grade_worst (grades, &before, &result.baseline);
  return result;
}
