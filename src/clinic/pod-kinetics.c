#include "pod-kinetics.h"

#include <math.h>

#include "pod-clinic-private.h"
#include "pod-course.h"

typedef struct
{
  const PodStudy *study;
  const PodSite *site;
  const PodCasebook *casebook;
  PodDate as_of;
} Question;

static void
free_kinetics (gpointer data)
{
  PodKinetics *self = data;

  g_array_unref (self->points);
  g_array_unref (self->left_out);
  g_array_unref (self->spells);
  g_free (self);
}

const PodKineticsPoint *
pod_kinetics_get_point (const PodKinetics *self, int place)
{
  return place < 0 ? NULL : &g_array_index (self->points, PodKineticsPoint, (guint) place);
}

/* ---- infusions ---- */

/* Doses that are planned over several days are of one infusion. */
static gboolean
continues (const PodStudy *study, const PodIntervention *first, const PodIntervention *dose)
{
  const PodTreatment *treatment = pod_study_find_treatment (study, first->treatment);
  int length = treatment ? treatment->last_day - treatment->first_day : 0;

  return pod_date_is_complete (first->start.date) && pod_date_is_complete (dose->start.date) &&
         pod_date_first_day (dose->start.date) - pod_date_first_day (first->start.date) <= length;
}

/* (element-type PodIntervention): the first dose of each. */
static GPtrArray *
list_infusions (const Question *question, const PodAnchor *anchor)
{
  GPtrArray *infusions = g_ptr_array_new ();
  guint n;
  const PodIntervention *all = pod_casebook_get_interventions (question->casebook, &n);

  for (guint i = 0; anchor && i < n; i++)
    {
      const PodIntervention *last = infusions->len > 0
                                        ? g_ptr_array_index (infusions, infusions->len - 1)
                                        : NULL;

      if (!all[i].record.voided &&
          pod_clinic_is_treatment (question->study, &all[i], anchor->intervention) &&
          pod_clinic_is_past (all[i].start.date, question->as_of) &&
          !(last && continues (question->study, last, &all[i])))
        g_ptr_array_add (infusions, (gpointer) &all[i]);
    }
  return infusions;
}

/* Of the same day, only a time of both tells that it came before. */
static gboolean
is_before (const PodFinding *finding, const PodIntervention *infusion)
{
  return pod_clinic_is_before (finding->when, infusion) == POD_TRUE;
}

/* ---- the results that count ---- */

static gboolean
make_point (const Question *question,
            const PodFinding *finding,
            const PodIntervention *infusion,
            PodKineticsPoint *point)
{
  double lower, upper;

  if (isnan (finding->quantity.number) || pod_finding_is_preliminary (finding) ||
      !pod_date_is_complete (finding->when.date) ||
      !pod_finding_convert (question->study, question->site, question->casebook, finding,
                            &point->number, &lower, &upper))
    return FALSE;
  point->day = pod_study_day (pod_date_first_day (finding->when.date),
                              pod_date_first_day (infusion->start.date));
  point->comparator = finding->quantity.comparator;
  point->before = is_before (finding, infusion);
  point->finding = finding;
  return TRUE;
}

/* A result whose day is not known may be of any course that it may lie in. */
static gboolean
may_be_since (const PodFinding *finding,
              const PodIntervention *infusion,
              const PodIntervention *next)
{
  return pod_date_last_day (finding->when.date) >= pod_date_first_day (infusion->start.date) &&
         (!next || pod_date_first_day (finding->when.date) <= pod_date_last_day (next->start.date));
}

static gboolean
is_after (const PodFinding *finding, const PodIntervention *next)
{
  return next &&
         (pod_date_is_complete (next->start.date)
              ? !is_before (finding, next)
              : pod_date_first_day (finding->when.date) >= pod_date_first_day (next->start.date));
}

static void
collect (PodKinetics *self,
         const Question *question,
         const PodIntervention *infusion,
         const PodIntervention *next)
{
  guint n;
  const PodFinding *series = pod_casebook_get_series (question->casebook,
                                                      self->plan->observation->symbol.name, &n);

  for (guint i = 0; i < n; i++)
    {
      PodKineticsPoint point;

      if (!pod_finding_counts (&series[i]) ||
          !pod_clinic_is_past (series[i].when.date, question->as_of))
        continue;
      if (!make_point (question, &series[i], infusion, &point))
        {
          if (may_be_since (&series[i], infusion, next))
            g_array_append_val (self->left_out, series[i].record.id);
        }
      else if (!is_after (&series[i], next))
        g_array_append_val (self->points, point);
    }
}

/* Of what came before, the last stands for the day of the infusion, where nothing of the kind was given yet, or it was taken on that very
 * day. */
static void
settle_start (PodKinetics *self)
{
  guint n_before = self->points->len - self->n_since;
  PodKineticsPoint *last = NULL;
  gboolean has_zero;

  if (n_before == 0)
    return;
  last = &g_array_index (self->points, PodKineticsPoint, n_before - 1);
  has_zero = self->n_since > 0 && pod_kinetics_get_point (self, (int) n_before)->day == 0;
  if (last->day != 0 && (self->course > 1 || has_zero))
    last = NULL;
  g_array_remove_range (self->points, 0, n_before - (last ? 1 : 0));
  if (last)
    g_array_index (self->points, PodKineticsPoint, 0).day = 0;
}

static void
drop_outside (PodKinetics *self)
{
  for (guint i = self->points->len; i-- > 0;)
    {
      const PodKineticsPoint *point = pod_kinetics_get_point (self, (int) i);

      if (!point->before && point->day >= self->plan->first_day &&
          point->day <= self->plan->last_day)
        continue;
      self->n_since -= !point->before;
      g_array_remove_index (self->points, i);
    }
}

/* ---- the highest and the lowest ---- */

/* Whether a result may be higher than @number, or with @sign -1 lower; nothing is below nothing. */
static gboolean
may_exceed (const PodKineticsPoint *point, double number, int sign)
{
  gboolean is_open = sign > 0 ? point->comparator == POD_GREATER_THAN ||
                                    point->comparator == POD_AT_LEAST
                              : pod_comparator_is_upper_bound (point->comparator);

  if (sign < 0 && number <= 0)
    return FALSE;
  return is_open || sign * point->number > sign * number;
}

/* A bound from the wrong side: "< 50" is no peak, and "> 5000" no lowest. */
static gboolean
is_measured (const PodKineticsPoint *point, int sign)
{
  return sign > 0 ? !pod_comparator_is_upper_bound (point->comparator)
                  : point->comparator != POD_GREATER_THAN && point->comparator != POD_AT_LEAST;
}

/* "< 1" is lower than 1, and "> 5000" higher than 5000. */
static gboolean
is_beyond (const PodKineticsPoint *point, const PodKineticsPoint *best, int sign)
{
  PodComparator strict = sign > 0 ? POD_GREATER_THAN : POD_LESS_THAN;

  if (point->number != best->number)
    return sign * point->number > sign * best->number;
  return point->comparator == strict && best->comparator != strict;
}

/* A result that is a bound itself keeps its comparator. */
static void
find_extreme (PodKinetics *self, int sign)
{
  const PodKineticsPoint *best = NULL, *bound = NULL;

  for (guint i = 0; i < self->points->len; i++)
    {
      const PodKineticsPoint *point = pod_kinetics_get_point (self, (int) i);
      const PodKineticsPoint **place = is_measured (point, sign) ? &best : &bound;

      if (point->before || (*place && !is_beyond (point, *place, sign)))
        continue;
      *place = point;
      if (place == &best)
        self->extreme_at = (int) i;
    }
  if (!best)
    best = bound;
  if (!best)
    return;
  self->extreme.number = best->number;
  self->extreme.comparator = best->comparator;
  if (self->extreme_at < 0 || best->comparator != POD_EXACTLY)
    return;
  for (guint i = 0; i < self->points->len; i++)
    if (!pod_kinetics_get_point (self, (int) i)->before &&
        may_exceed (pod_kinetics_get_point (self, (int) i), best->number, sign))
      self->extreme.comparator = sign > 0 ? POD_AT_LEAST : POD_AT_MOST;
}

/* ---- how long it was there ---- */

static void
find_persistence (PodKinetics *self)
{
  for (int i = 0; i < (int) self->points->len; i++)
    {
      const PodKineticsPoint *point = pod_kinetics_get_point (self, i);

      if (point->before)
        continue;
      if (!pod_kinetics_point_is_below (point))
        {
          self->last_present = i;
          self->first_absent = -1;
        }
      else if (self->last_present >= 0 && self->first_absent < 0)
        self->first_absent = i;
    }
}

static void
count_since (PodKinetics *self)
{
  for (guint i = 0; i < self->points->len; i++)
    self->n_since += !pod_kinetics_get_point (self, (int) i)->before;
}

/* Cells that were not given yet are not there: where the study says so, and no result of day 0 or before says otherwise.  One result is still no course. */
static void
measure_area (PodKinetics *self)
{
  g_autoptr (GArray) points = g_array_copy (self->points);
  PodKineticsPoint none = { 0, 0, POD_EXACTLY, TRUE, NULL };

  self->is_assumed = self->plan->none_before && self->course == 1 && points->len > 1 &&
                     pod_kinetics_get_point (self, 0)->day > 0 &&
                     pod_kinetics_get_point (self, 0)->day <= self->plan->last_day;
  if (self->is_assumed)
    g_array_prepend_val (points, none);
  self->area = pod_kinetics_area (points, self->plan->first_day, self->plan->last_day);
}

static void
compute (PodKinetics *self)
{
  count_since (self);
  if (self->plan->kind == POD_KINETICS_BELOW)
    {
      find_extreme (self, -1);
      pod_kinetics_find_spells (self);
    }
  else if (self->plan->kind == POD_KINETICS_PEAK)
    {
      drop_outside (self);
      find_extreme (self, 1);
    }
  else
    {
      settle_start (self);
      find_extreme (self, 1);
      find_persistence (self);
      measure_area (self);
    }
  self->state = self->n_since > 0 ? POD_KINETICS_COUNTED : POD_KINETICS_NO_RESULT;
}

static PodKinetics *
make_kinetics (const PodKineticsPlan *plan, guint course, guint n_courses)
{
  PodKinetics *self = g_new0 (PodKinetics, 1);

  self->plan = plan;
  self->course = course;
  self->n_courses = n_courses;
  self->points = g_array_new (FALSE, FALSE, sizeof (PodKineticsPoint));
  self->left_out = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->spells = g_array_new (FALSE, FALSE, sizeof (PodKineticsSpell));
  self->extreme = (PodQuantity){ POD_EXACTLY, NAN, plan->observation->symbol.unit };
  self->extreme_at = self->last_present = self->first_absent = -1;
  self->area = (PodKineticsArea){ NAN, NAN, plan->first_day, plan->last_day };
  return self;
}

static PodKinetics *
follow (const Question *question,
        const PodKineticsPlan *plan,
        const GPtrArray *infusions,
        guint index)
{
  const PodIntervention *infusion = g_ptr_array_index (infusions, index);
  const PodIntervention *next = NULL;
  gboolean is_whole = plan->kind == POD_KINETICS_BELOW;
  PodKinetics *self = make_kinetics (plan, index + 1, is_whole ? 1 : infusions->len);

  self->zero = infusion->start.date;
  self->state = POD_KINETICS_DAY_UNKNOWN;
  if (!pod_date_is_complete (infusion->start.date))
    return self;
  if (!is_whole && index + 1 < infusions->len)
    next = g_ptr_array_index (infusions, index + 1);
  collect (self, question, infusion, next);
  compute (self);
  return self;
}

static void
add_plan (GPtrArray *list, const Question *question, const PodKineticsPlan *plan)
{
  g_autoptr (GPtrArray) infusions = list_infusions (question, plan->anchor);
  guint n = plan->kind == POD_KINETICS_BELOW ? MIN (infusions->len, 1) : infusions->len;

  if (n == 0)
    g_ptr_array_add (list, make_kinetics (plan, 1, 1));
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (list, follow (question, plan, infusions, i));
}

GPtrArray *
pod_kinetics_list (const PodStudy *study,
                   const PodSite *site,
                   const PodCasebook *casebook,
                   PodDate as_of)
{
  const GPtrArray *plans = pod_study_get_kinetics (study);
  GPtrArray *list = g_ptr_array_new_with_free_func (free_kinetics);
  Question question = { study, site, casebook, as_of };

  for (guint i = 0; i < plans->len; i++)
    add_plan (list, &question, g_ptr_array_index (plans, i));
  return list;
}
