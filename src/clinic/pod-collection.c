/* Specimens that are collected over hours: whether it was the whole of the time, and all of it. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>
#include <math.h>

#include "pod-abnormal.h"
#include "pod-words-private.h"

#define MINUTES_A_DAY 1440
#define MINUTES_AN_HOUR 60

/* NAN unless both are known to the minute. */
static double
count_hours (PodMoment from, PodMoment to)
{
  double days;

  if (!pod_date_is_complete (from.date) || !pod_date_is_complete (to.date) || from.minute < 0 ||
      to.minute < 0)
    return NAN;
  days = (double) pod_date_first_day (to.date) - pod_date_first_day (from.date);
  return (days * MINUTES_A_DAY + to.minute - from.minute) / MINUTES_AN_HOUR;
}

PodCollection
pod_finding_get_collection (const PodStudy *study, const PodFinding *finding, double *hours)
{
  const PodObservation *observation = pod_study_find_observation (study, finding->observation);

  *hours = NAN;
  if (observation == NULL || !pod_observation_is_collected (observation) ||
      !pod_finding_counts (finding))
    return POD_COLLECTION_WHOLE;
  *hours = count_hours (finding->began, finding->when);
  if (g_strcmp0 (finding->completeness, "incomplete") == 0)
    return POD_COLLECTION_INCOMPLETE;
  if (*hours < observation->collection_low)
    return POD_COLLECTION_SHORT;
  if (*hours > observation->collection_high)
    return POD_COLLECTION_LONG;
  return isnan (*hours) && finding->completeness == NULL ? POD_COLLECTION_UNKNOWN
                                                         : POD_COLLECTION_WHOLE;
}

gboolean
pod_collection_is_doubtful (PodCollection collection)
{
  return collection == POD_COLLECTION_INCOMPLETE || collection == POD_COLLECTION_SHORT ||
         collection == POD_COLLECTION_LONG;
}

static void
add_piece (GString *words, const char *piece)
{
  if (words->len > 0)
    /* Translators: between two things that are said of one collected specimen. */
    g_string_append (words, C_ ("collection", ", "));
  g_string_append (words, piece);
}

static char *
say_hours (const PodObservation *observation, PodCollection state, double hours)
{
  g_autofree char *took = pod_decimal_to_label (hours, POD_WORDS_DIGITS);
  g_autofree char *low = NULL, *high = NULL;

  if (state != POD_COLLECTION_SHORT && state != POD_COLLECTION_LONG)
    /* Translators: a specimen: over so many hours. */
    return g_strdup_printf (C_ ("collection", "collected over %s h"), took);
  low = pod_decimal_to_label (observation->collection_low, POD_WORDS_DIGITS);
  high = pod_decimal_to_label (observation->collection_high, POD_WORDS_DIGITS);
  /* Translators: a specimen: over so many hours instead of between so many and so many. */
  return g_strdup_printf (C_ ("collection", "collected over %1$s h instead of %2$s–%3$s h"), took,
                          low, high);
}

static gboolean
is_collected (const PodStudy *study, const PodFinding *finding)
{
  const PodObservation *observation = pod_study_find_observation (study, finding->observation);

  return observation != NULL && pod_observation_is_collected (observation);
}

/* "collected over 24 h, 1850 mL". */
static void
add_amounts (const PodStudy *study, const PodFinding *finding, GString *words)
{
  double hours;
  PodCollection state = pod_finding_get_collection (study, finding, &hours);

  if (!isnan (hours))
    {
      const PodObservation *observation = pod_study_find_observation (study, finding->observation);
      g_autofree char *took = say_hours (observation, state, hours);

      add_piece (words, took);
    }
  if (!isnan (finding->volume))
    {
      g_autofree char *volume = pod_decimal_to_label (finding->volume, POD_WORDS_DIGITS);
      /* Translators: how much was collected. */
      g_autofree char *piece = g_strdup_printf (C_ ("collection", "%s mL"), volume);

      add_piece (words, piece);
    }
}

char *
pod_collection_to_words (const PodStudy *study, const PodFinding *finding)
{
  g_autoptr (GString) words = g_string_new (NULL);

  if (!is_collected (study, finding))
    return NULL;
  if (g_strcmp0 (finding->completeness, "incomplete") == 0)
    add_piece (words, C_ ("collection", "collection not complete"));
  add_amounts (study, finding, words);
  return words->len > 0 ? g_string_free (g_steal_pointer (&words), FALSE) : NULL;
}

gboolean
pod_collection_is_known_whole (const PodStudy *study, const PodFinding *finding)
{
  double hours;

  return !is_collected (study, finding) || !pod_finding_counts (finding) ||
         (g_strcmp0 (finding->completeness, "complete") == 0 &&
          !pod_collection_is_doubtful (pod_finding_get_collection (study, finding, &hours)));
}

const char *
pod_completeness_to_words (const PodStudy *study, const PodFinding *finding)
{
  if (!is_collected (study, finding))
    return NULL;
  if (g_strcmp0 (finding->completeness, "complete") == 0)
    return C_ ("collection", "complete");
  if (g_strcmp0 (finding->completeness, "incomplete") == 0)
    return C_ ("collection", "not complete");
  return pod_finding_counts (finding) ? C_ ("collection", "completeness not recorded") : NULL;
}

char *
pod_collection_to_words_in_full (const PodStudy *study, const PodFinding *finding)
{
  g_autoptr (GString) words = g_string_new (NULL);
  const char *completeness = pod_completeness_to_words (study, finding);

  if (!is_collected (study, finding))
    return NULL;
  add_amounts (study, finding, words);
  if (completeness != NULL)
    add_piece (words, completeness);
  if (pod_date_is_set (finding->began.date))
    {
      g_autofree char *from = pod_moment_to_words (finding->began);
      g_autofree char *to = pod_moment_to_words (finding->when);
      /* Translators: of a specimen that was collected over hours: two dates, with the time of day where it is known. */
      g_autofree char *span = g_strdup_printf (C_ ("collection", "from %1$s to %2$s"), from, to);

      add_piece (words, span);
    }
  return words->len > 0 ? g_string_free (g_steal_pointer (&words), FALSE) : NULL;
}
