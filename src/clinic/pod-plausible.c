#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-plausible.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "pod-words.h"

/* Of a limit of what is plausible: nobody expects more. */
#define DIGITS 3

/* In the unit of the study.  FALSE where it is no number of it. */
static gboolean
get_number (const PodStudy *study,
            const PodFinding *finding,
            const PodObservation **observation,
            double *number)
{
  double factor;

  *observation = pod_study_find_observation (study, finding->observation);
  if (*observation == NULL || (*observation)->symbol.kind != POD_KIND_QUANTITY ||
      finding->quantity.unit == NULL ||
      !pod_observation_get_factor (*observation, finding->quantity.unit, &factor))
    return FALSE;
  *number = finding->quantity.number * factor;
  return TRUE;
}

/* Whether any of the values that it may be lies from @low to @high.  A limit that is not there is none: comparisons with NAN are false.  "< 250" may
 * be anything below, and "< 0" is nothing that is not below 0. */
static gboolean
may_lie_within (PodComparator comparator, double number, double low, double high)
{
  gboolean may_be_less = pod_comparator_is_upper_bound (comparator);
  gboolean may_be_more = comparator == POD_GREATER_THAN || comparator == POD_AT_LEAST;

  return !((number < low && !may_be_more) || (number > high && !may_be_less) ||
           (comparator == POD_LESS_THAN && number == low) ||
           (comparator == POD_GREATER_THAN && number == high));
}

gboolean
pod_finding_is_possible (const PodStudy *study, const PodFinding *finding)
{
  const PodObservation *observation;
  double number;

  if (!get_number (study, finding, &observation, &number))
    return TRUE;
  return may_lie_within (finding->quantity.comparator, number, observation->possible_low,
                         observation->possible_high);
}

gboolean
pod_observation_expects (const PodObservation *observation, PodComparator comparator, double value)
{
  return may_lie_within (comparator, value, observation->plausible_low,
                         observation->plausible_high) &&
         may_lie_within (comparator, value, observation->possible_low, observation->possible_high);
}

gboolean
pod_finding_is_plausible (const PodStudy *study, const PodFinding *finding)
{
  const PodObservation *observation;
  double number;

  if (!get_number (study, finding, &observation, &number))
    return TRUE;
  return pod_observation_expects (observation, finding->quantity.comparator, number);
}

/* In the unit of the result, in which whoever reads it thinks; @low and @high in that of the study. */
static char *
say_span (const PodObservation *observation, const PodUnit *unit, double low, double high)
{
  g_autofree char *least = NULL;
  g_autofree char *most = NULL;
  double factor;

  if (!pod_observation_get_factor (observation, unit, &factor))
    return NULL;
  least = pod_decimal_to_label (low / factor, DIGITS);
  most = pod_decimal_to_label (high / factor, DIGITS);
  if (isnan (low))
    return g_strdup_printf (_ ("at most %s %s"), most, pod_unit_to_words (unit));
  if (isnan (high))
    return g_strdup_printf (_ ("at least %s %s"), least, pod_unit_to_words (unit));
  /* Translators: "30 to 220 g/L". */
  return g_strdup_printf (_ ("%s to %s %s"), least, most, pod_unit_to_words (unit));
}

/* What is plausible, or all that is possible. */
static char *
say_expected (const PodStudy *study, const PodFinding *finding, gboolean is_possible)
{
  const PodObservation *observation = pod_study_find_observation (study, finding->observation);

  return say_span (observation, finding->quantity.unit,
                   is_possible ? observation->plausible_low : observation->possible_low,
                   is_possible ? observation->plausible_high : observation->possible_high);
}

char *
pod_finding_say_impossible (const PodStudy *study, const PodFinding *finding)
{
  g_autofree char *value = NULL, *span = NULL;

  if (pod_finding_is_possible (study, finding))
    return NULL;
  value = pod_finding_to_words (study, finding);
  span = say_expected (study, finding, FALSE);
  /* Translators: a result, and the span in which all its values lie: "at least 0 /HPF". */
  return g_strdup_printf (_ ("%s cannot be: possible is %s. It is not kept, whatever the reason. "
                             "Look at the sign and the unit."),
                          value, span);
}

char *
pod_finding_say_implausible (const PodStudy *study, const PodFinding *finding)
{
  g_autofree char *value = NULL, *span = NULL;

  if (pod_finding_is_plausible (study, finding))
    return NULL;
  if (!pod_finding_is_possible (study, finding))
    return pod_finding_say_impossible (study, finding);
  value = pod_finding_to_words (study, finding);
  span = say_expected (study, finding, TRUE);
  /* Translators: a result, and the span in which it would be plausible. */
  return g_strdup_printf (_ ("%s is not plausible: expected is %s. Look at the decimal point and "
                             "the "
                             "unit. If the value is true, it is kept with a reason."),
                          value, span);
}

char *
pod_finding_say_kept (const PodStudy *study, const PodFinding *finding, const char *reason)
{
  gboolean is_possible = pod_finding_is_possible (study, finding);
  g_autofree char *span = NULL, *words = NULL;

  if (pod_finding_is_plausible (study, finding))
    return NULL;
  span = say_expected (study, finding, is_possible);
  words = g_strdup_printf (
      is_possible
          /* Translators: of a result that was kept; the span in which it would be plausible. */
          ? C_ ("kept result", "not plausible: expected is %s")
          /* Translators: of a result that was kept; the span in which all its values lie. */
          : C_ ("kept result", "cannot be: possible is %s"),
      span);
  if (reason == NULL || *reason == '\0')
    return g_steal_pointer (&words);
  /* Translators: that a result is not plausible, and the reason that somebody gave for the entry of its value. */
  return g_strdup_printf (C_ ("kept result", "%1$s; reason of the entry: %2$s"), words, reason);
}
