#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>
#include <math.h>

#include "pod-abnormal.h"
#include "pod-clinic-private.h"
#include "pod-course.h"
#include "pod-grade.h"
#include "pod-words.h"

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

const PodFinding *
pod_clinic_find_baseline (const PodCasebook *casebook, const char *observation, gint32 start)
{
  guint n;
  const PodFinding *series = pod_casebook_get_series (casebook, observation, &n);

  for (guint i = count_before (series, n, start); i-- > 0;)
    if (!series[i].record.voided && !pod_finding_is_preliminary (&series[i]) &&
        pod_date_last_day (series[i].when.date) < start && !isnan (series[i].quantity.number))
      return &series[i];
  return NULL;
}

/* What was lost, or collected for less than the time, can only have been more; what was collected for longer, less. */
static PodComparator
doubt_collection (const PodStudy *study, const PodFinding *finding, PodComparator comparator)
{
  double hours;

  if (comparator != POD_EXACTLY)
    return comparator;
  switch (pod_finding_get_collection (study, finding, &hours))
    {
    case POD_COLLECTION_INCOMPLETE:
    case POD_COLLECTION_SHORT:
      return POD_AT_LEAST;
    case POD_COLLECTION_LONG:
      return POD_AT_MOST;
    case POD_COLLECTION_WHOLE:
    case POD_COLLECTION_UNKNOWN:
    default:
      return comparator;
    }
}

static gboolean
read_fact (const PodStudy *study,
           const PodSite *site,
           const PodCasebook *casebook,
           const PodObservation *observation,
           const PodFinding *finding,
           PodFact *fact)
{
  if (pod_clinic_read_finding (study, site, casebook, &observation->symbol, finding, fact) !=
      POD_ABSENCE_NONE)
    return FALSE;
  fact->comparator = doubt_collection (study, finding, fact->comparator);
  return TRUE;
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
  self->has_baseline = baseline && read_fact (study, site, casebook, self->observation, baseline,
                                              &self->baseline);
  return read_fact (study, site, casebook, self->observation, finding, &self->fact);
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

/* FALSE where the observation has no such unit. */
static gboolean
make_input (const PodGrade *grade, const Case *self, PodGradeInput *input)
{
  double factor = 1;

  *input = POD_GRADE_INPUT_NONE;
  if (grade->unit && !pod_observation_get_factor (self->observation, grade->unit, &factor))
    return FALSE;
  input->value = self->fact.number / factor;
  input->comparator = self->fact.comparator;
  input->lower = self->fact.lower / factor;
  input->upper = self->fact.upper / factor;
  if (self->has_baseline)
    {
      /* "< 5" is no number to count multiples of. */
      if (self->baseline.comparator == POD_EXACTLY)
        input->baseline = self->baseline.number / factor;
      input->baseline_state = judge_baseline (&self->baseline);
    }
  return TRUE;
}

static int
grade_case (const PodGrade *grade, const Case *self, int *least, int *most)
{
  PodGradeInput input;

  *least = *most = -1;
  return grade && make_input (grade, self, &input)
             ? pod_grade_compute_bounds (grade, &input, least, most)
             : -1;
}

static int
grade_surely (const PodGrade *grade, const Case *self, int level)
{
  PodGradeInput input;

  return level >= 0 && pod_grade_assumes (grade) && make_input (grade, self, &input)
             ? MIN (pod_grade_compute_sure (grade, &input), level)
             : level;
}

/* Of a grade that cannot be told. */
static PodUngraded
explain_case (const PodGrade *grade, const Case *self)
{
  static const PodUngraded reasons[] = {
    [POD_GRADE_LACKS_NOTHING] = POD_UNGRADED_NO_NUMBER,
    [POD_GRADE_LACKS_LIMIT] = POD_UNGRADED_NO_LIMITS,
    [POD_GRADE_LACKS_PRECISION] = POD_UNGRADED_CENSORED,
    [POD_GRADE_LACKS_BASELINE] = POD_UNGRADED_NO_BASELINE,
    [POD_GRADE_LACKS_JUDGEMENT] = POD_UNGRADED_JUDGEMENT,
  };
  PodGradeInput input;
  PodUngraded why;

  if (!make_input (grade, self, &input))
    return POD_UNGRADED_UNIT;
  why = reasons[pod_grade_find_lack (grade, &input)];
  /* The laboratory told a number: it is the collection that makes it a bound. */
  return why == POD_UNGRADED_CENSORED && self->finding->quantity.comparator == POD_EXACTLY
             ? POD_UNGRADED_COLLECTION
             : why;
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
    if (pod_grade_is_variant (grades->pdata[i], first))
      return NULL;
  for (guint i = index; i < grades->len; i++)
    {
      const PodGrade *grade = grades->pdata[i];
      int rating = pod_grade_is_variant (grade, first) ? rate_variant (grade, self) : -1;

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

/* Of what is no worse than nothing, what was worse before counts. */
static gboolean
stands_before (const PodFindingGrade *found, const PodFindingGrade *than)
{
  return is_worse (found->level, than->level) ||
         (found->level == 0 && than->level == 0 && found->baseline > than->baseline);
}

static void
grade_baseline (const PodGrade *grade, const Case *before, PodFindingGrade *found)
{
  int ignored;

  found->baseline = grade_case (grade, before, &ignored, &found->baseline_most);
  found->baseline_sure = grade_surely (grade, before, found->baseline);
}

/* The baseline is graded by the same term, as what it was then: against no baseline of its own.  @before: (nullable) */
static void
grade_worst (const GPtrArray *grades, const Case *self, const Case *before, PodFindingGrade *worst)
{
  for (guint i = 0; i < grades->len; i++)
    {
      PodFindingGrade found = *worst;

      found.grade = choose_variant (grades, i, self);
      if (!found.grade)
        continue;
      found.level = grade_case (found.grade, self, &found.least, &found.most);
      found.sure = grade_surely (found.grade, self, found.level);
      found.baseline = found.baseline_most = found.baseline_sure = -1;
      if (before)
        grade_baseline (choose_variant (grades, i, before), before, &found);
      if (!worst->grade || stands_before (&found, worst))
        *worst = found;
    }
}

/* Why nothing can be read of it. */
static PodUngraded
explain_unread (const PodFinding *finding)
{
  if (pod_finding_is_not_done (finding))
    return POD_UNGRADED_NOT_DONE;
  if (pod_finding_is_preliminary (finding))
    return POD_UNGRADED_PRELIMINARY;
  return isnan (finding->quantity.number) ? POD_UNGRADED_NO_NUMBER : POD_UNGRADED_UNIT;
}

/* There is no level: the worst of the baseline is all that can be told. */
static void
leave_ungraded (const GPtrArray *grades,
                const Case *before,
                PodUngraded why,
                PodFindingGrade *result)
{
  PodFindingGrade of_baseline = POD_FINDING_GRADE_NONE (POD_GRADED);

  if (before)
    grade_worst (grades, before, NULL, &of_baseline);
  result->grade = of_baseline.grade ? of_baseline.grade : grades->pdata[0];
  result->baseline = of_baseline.level;
  result->baseline_most = of_baseline.most;
  result->baseline_sure = of_baseline.sure;
  result->why = why;
}

static void
grade_finding (const GPtrArray *grades,
               const Case *self,
               const Case *before,
               PodFindingGrade *result)
{
  grade_worst (grades, self, before, result);
  if (!result->grade)
    leave_ungraded (grades, before, POD_UNGRADED_UNIT, result);
  else if (result->level < 0)
    result->why = explain_case (result->grade, self);
}

static PodFindingGrade
grade_by (const PodStudy *study,
          const GPtrArray *grades,
          const PodSite *site,
          const PodCasebook *casebook,
          const PodFinding *finding)
{
  gint32 start = pod_date_first_day (pod_casebook_get_exposure_start (study, casebook));
  gboolean is_after, is_read;
  PodFindingGrade result = POD_FINDING_GRADE_NONE (POD_GRADED);
  Case self = { NULL }, before = { NULL }, *baseline = NULL;

  result.before = pod_clinic_find_baseline (casebook, finding->observation, start);
  if (grades->len == 0)
    {
      result.why = POD_UNGRADED_NO_CRITERION;
      return result;
    }
  /* What came before the treatment is no change from what was found later. */
  is_after = !pod_date_is_set (finding->when.date) ||
             pod_date_last_day (finding->when.date) >= start;
  is_read = read_case (study, site, casebook, finding, is_after ? result.before : NULL, &self);
  if (result.before && read_case (study, site, casebook, result.before, NULL, &before))
    baseline = &before;
  if (finding->record.voided)
    leave_ungraded (grades, baseline, POD_UNGRADED_WITHDRAWN, &result);
  else if (!is_read)
    leave_ungraded (grades, baseline, explain_unread (finding), &result);
  else
    grade_finding (grades, &self, baseline, &result);
  return result;
}

static GPtrArray *
find_grades (const PodStudy *study, const char *scale, const PodFinding *finding)
{
  const PodObservation *observation = pod_study_find_observation (study, finding->observation);

  return observation ? pod_study_find_grades_on (study, scale, observation) : g_ptr_array_new ();
}

PodFindingGrade
pod_finding_grade_on (const PodStudy *study,
                      const char *scale,
                      const PodSite *site,
                      const PodCasebook *casebook,
                      const PodFinding *finding)
{
  g_autoptr (GPtrArray) grades = find_grades (study, scale, finding);

  return grade_by (study, grades, site, casebook, finding);
}

PodFindingGrade
pod_finding_grade_term (const PodStudy *study,
                        const PodGrade *term,
                        const PodSite *site,
                        const PodCasebook *casebook,
                        const PodFinding *finding)
{
  g_autoptr (GPtrArray) grades = find_grades (study, term->scale, finding);

  for (guint i = grades->len; i-- > 0;)
    if (!pod_grade_is_variant (grades->pdata[i], term))
      g_ptr_array_remove_index (grades, i);
  return grade_by (study, grades, site, casebook, finding);
}

PodFindingGrade
pod_finding_grade (const PodStudy *study,
                   const PodSite *site,
                   const PodCasebook *casebook,
                   const PodFinding *finding)
{
  return pod_finding_grade_on (study, NULL, site, casebook, finding);
}

/* ---- in words ---- */

gboolean
pod_finding_grade_is_either (const PodFindingGrade *grade)
{
  for (int level = grade->sure + 1; level < grade->level; level++)
    if (grade->grade == NULL || grade->grade->levels[level] || grade->grade->sure[level])
      return FALSE;
  return grade->sure >= 0 && grade->level - grade->sure > 1;
}

char *
pod_finding_grade_print (const PodFindingGrade *grade)
{
  if (grade->level < 0)
    return g_strdup ("");
  if (grade->sure >= grade->level)
    return g_strdup_printf ("%d", grade->level);
  if (pod_finding_grade_is_either (grade))
    /* Translators: two grades of toxicity of which a number alone does not tell which; there is none between them. */
    return g_strdup_printf (C_ ("grade", "%1$d or %2$d"), grade->sure, grade->level);
  return g_strdup_printf ("%d–%d", grade->sure, grade->level);
}

const char *
pod_finding_grade_get_note (const PodFindingGrade *grade)
{
  const PodWords *notes;

  if (!grade->grade || (grade->level < 0 && grade->why != POD_UNGRADED_JUDGEMENT))
    return NULL;
  notes = grade->grade->notes;
  if (grade->level >= 0)
    /* Where all is sure after all, the note of a level that assumes something says nothing. */
    return notes[grade->level].plain &&
                   (grade->sure < grade->level || !pod_grade_assumes (grade->grade))
               ? pod_words_get (&notes[grade->level], pod_words_locale ())
               : NULL;
  for (guint i = 0; i < G_N_ELEMENTS (grade->grade->notes); i++)
    if (notes[i].plain)
      return pod_words_get (&notes[i], pod_words_locale ());
  return NULL;
}
