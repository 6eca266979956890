#include "pod-result-twin.h"

#include <math.h>

static gboolean
is_same_number (double a, double b)
{
  return a == b || (isnan (a) && isnan (b));
}

/* The text of a number is how it was printed, of an answer a remark: neither is what it says. */
static gboolean
has_own_text (const PodFinding *finding)
{
  return finding->code == NULL && isnan (finding->quantity.number) &&
         !pod_date_is_set (finding->date);
}

static gboolean
say_the_same (const PodFinding *a, const PodFinding *b)
{
  return a->quantity.comparator == b->quantity.comparator && a->quantity.unit == b->quantity.unit &&
         is_same_number (a->quantity.number, b->quantity.number) &&
         g_strcmp0 (a->code, b->code) == 0 && pod_date_equal (a->date, b->date) &&
         (!has_own_text (a) || g_strcmp0 (a->text, b->text) == 0);
}

static gboolean
is_same_moment (PodMoment a, PodMoment b)
{
  return pod_date_equal (a.date, b.date) && a.minute == b.minute;
}

/* Of two laboratories there are two results; where one is not named it may be the other. */
static gboolean
may_be_same_laboratory (const PodFinding *a, const PodFinding *b)
{
  return a->laboratory == NULL || b->laboratory == NULL ||
         g_str_equal (a->laboratory, b->laboratory);
}

/* What was not done says nothing that a result could contradict: pod_result_find_replaced(). */
static gboolean
is_twin (const PodFinding *saved, const PodFinding *typed)
{
  return pod_finding_counts (saved) && g_strcmp0 (saved->source, "derived") != 0 &&
         is_same_moment (saved->when, typed->when) && may_be_same_laboratory (saved, typed);
}

const PodFinding *
pod_result_find_same (const PodCasebook *casebook, const PodFinding *typed)
{
  guint n;
  const PodFinding *series = pod_casebook_get_series (casebook, typed->observation, &n);

  for (guint i = n; i-- > 0;)
    if (is_twin (&series[i], typed) && say_the_same (&series[i], typed))
      return &series[i];
  return NULL;
}

/* A month, or a year, has room for more than one result. */
const PodFinding *
pod_result_find_clash (const PodCasebook *casebook, const PodFinding *typed, gboolean any)
{
  guint n;
  const PodFinding *series = pod_casebook_get_series (casebook, typed->observation, &n);

  if (!pod_date_is_complete (typed->when.date) || pod_result_find_same (casebook, typed) != NULL)
    return NULL;
  for (guint i = n; i-- > 0;)
    if (is_twin (&series[i], typed) && (any || g_strcmp0 (series[i].source, "typed") == 0))
      return &series[i];
  return NULL;
}

const PodFinding *
pod_result_find_replaced (const PodCasebook *casebook, const PodFinding *typed)
{
  guint n;
  const PodFinding *series = pod_casebook_get_series (casebook, typed->observation, &n);

  for (guint i = n; i-- > 0;)
    if (!series[i].record.voided && pod_finding_is_not_done (&series[i]) &&
        g_strcmp0 (series[i].source, "typed") == 0 &&
        is_same_moment (series[i].when, typed->when) && may_be_same_laboratory (&series[i], typed))
      return &series[i];
  return NULL;
}

/* How a specimen was collected stays where nothing is said of it. */
static void
complete_collection (const PodFinding *base, PodFinding *typed)
{
  if (!pod_date_is_set (typed->began.date))
    typed->began = base->began;
  if (isnan (typed->volume))
    typed->volume = base->volume;
  if (typed->completeness == NULL)
    typed->completeness = base->completeness;
}

void
pod_result_complete (const PodFinding *base, PodFinding *typed)
{
  if (typed->laboratory == NULL)
    typed->laboratory = base->laboratory;
  if (isnan (typed->lower) && typed->quantity.unit == base->quantity.unit)
    typed->lower = base->lower;
  if (isnan (typed->upper) && typed->quantity.unit == base->quantity.unit)
    typed->upper = base->upper;
  complete_collection (base, typed);
  if (!say_the_same (base, typed))
    return;
  if (typed->text == NULL || !isnan (typed->quantity.number))
    typed->text = base->text;
  typed->unit_text = base->unit_text;
  typed->source = base->source;
}

static gboolean
keeps_text (const char *base, const char *typed)
{
  return base == NULL || g_strcmp0 (base, typed) == 0;
}

static gboolean
keeps_number (double base, double typed)
{
  return isnan (base) || base == typed;
}

static gboolean
keeps_collection (const PodFinding *base, const PodFinding *typed)
{
  return (!pod_date_is_set (base->began.date) || is_same_moment (base->began, typed->began)) &&
         keeps_number (base->volume, typed->volume) &&
         keeps_text (base->completeness, typed->completeness);
}

gboolean
pod_result_only_adds (const PodFinding *base, const PodFinding *typed)
{
  return say_the_same (base, typed) && is_same_moment (base->when, typed->when) &&
         keeps_number (base->lower, typed->lower) && keeps_number (base->upper, typed->upper) &&
         keeps_text (base->laboratory, typed->laboratory) && keeps_text (base->text, typed->text) &&
         keeps_collection (base, typed);
}

gboolean
pod_result_is_as_saved (const PodFinding *base, const PodFinding *typed)
{
  return pod_result_only_adds (base, typed) && pod_result_only_adds (typed, base);
}
