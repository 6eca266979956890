/* What becomes of a result as it is written: the limits that hold for it, and the judgement that was of another result. */

#include <math.h>

#include "pod-clinic-private.h"
#include "pod-course.h"
#include "pod-finding-settle.h"
#include "pod-record-field.h"

/* What no double of a laboratory has, and less than what a conversion adds. */
#define DIGITS 10
/* Of limits as they came; no laboratory prints more. */
#define LIMIT_DIGITS 6

/* What the result is; the rest says where it came from, what it was put with, or what was made of it. */
static const char *const own[] = {
  "observation", "moment", "comparator", "number", "unit",  "code",   "date",         "text",
  "lower",       "upper",  "laboratory", "status", "began", "volume", "completeness",
};

static gboolean
differs_in (const PodFinding *a, const PodFinding *b, const char *column)
{
  const PodRecordShape *shape = pod_record_get_shape (POD_RECORD_FINDING);

  return !pod_field_equal (pod_record_shape_find (shape, column), a, b);
}

gboolean
pod_finding_is_same_result (const PodFinding *a, const PodFinding *b)
{
  for (gsize i = 0; i < G_N_ELEMENTS (own); i++)
    if (differs_in (a, b, own[i]))
      return FALSE;
  return TRUE;
}

void
pod_finding_clear_judgement (PodFinding *finding)
{
  finding->significance = NULL;
  finding->judged_by = NULL;
  finding->adverse_event = 0;
  finding->history = 0;
}

/* 0.1 times 1000 is 100. */
static double
convert (double limit, double from, double to)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (isnan (limit) || from == to)
    return limit;
  return g_ascii_strtod (g_ascii_formatd (text, sizeof text, "%." G_STRINGIFY (DIGITS) "g",
                                          limit * from / to),
                         NULL);
}

static void
bind_range (const PodStudy *study,
            const PodSite *site,
            const PodCasebook *casebook,
            PodFinding *finding)
{
  const PodObservation *observation = pod_study_find_observation (study, finding->observation);
  const PodRange *range = pod_clinic_find_range (site, casebook, finding);
  double of_range, of_finding;

  if (observation == NULL || range == NULL || range->id == 0 || range->unit == NULL ||
      finding->quantity.unit == NULL ||
      !pod_observation_get_factor (observation, range->unit, &of_range) ||
      !pod_observation_get_factor (observation, finding->quantity.unit, &of_finding))
    return;
  finding->lower = convert (range->lower, of_range, of_finding);
  finding->upper = convert (range->upper, of_range, of_finding);
  finding->range = range->id;
}

/* Limits that were bound to what the result was before are not those of what it is now; limits that somebody typed over them are their
 * own. */
static void
release (const PodFinding *saved, PodFinding *finding)
{
  gboolean is_kept = saved != NULL && !differs_in (saved, finding, "lower") &&
                     !differs_in (saved, finding, "upper");

  if (finding->range == 0)
    return;
  if (!is_kept)
    {
      finding->range = 0;
      return;
    }
  if (differs_in (saved, finding, "moment") || differs_in (saved, finding, "laboratory") ||
      differs_in (saved, finding, "unit"))
    {
      finding->range = 0;
      finding->lower = finding->upper = NAN;
    }
}

/* That something was added, a limit or the laboratory, corrects nothing; nor does what came of a test that had not been done. */
static gboolean
says_otherwise (const PodFinding *saved, const PodFinding *finding)
{
  static const char *const said[] = { "moment", "comparator", "number", "unit", "code", "date" };

  for (gsize i = 0; i < G_N_ELEMENTS (said); i++)
    if (differs_in (saved, finding, said[i]))
      return TRUE;
  return FALSE;
}

/* Once and for all; the version does not tell, which counts a judgement too. */
static void
mark_corrected (const PodFinding *saved, PodFinding *finding)
{
  if (finding->status != NULL || !pod_finding_counts (saved) ||
      g_strcmp0 (finding->source, "derived") == 0)
    return;
  if (g_strcmp0 (saved->status, "corrected") == 0 || says_otherwise (saved, finding))
    finding->status = "corrected";
}

void
pod_finding_settle (const PodStudy *study,
                    const PodSite *site,
                    const PodCasebook *casebook,
                    const PodFinding *saved,
                    PodFinding *finding)
{
  if (saved != NULL)
    mark_corrected (saved, finding);
  if (saved != NULL && pod_finding_is_same_result (saved, finding))
    return;
  if (saved != NULL)
    pod_finding_clear_judgement (finding);
  release (saved, finding);
  if (pod_finding_counts (finding) && !isnan (finding->quantity.number) && isnan (finding->lower) &&
      isnan (finding->upper) && g_strcmp0 (finding->source, "derived") != 0)
    bind_range (study, site, casebook, finding);
}

char *
pod_finding_limits_to_words (const PodFinding *finding)
{
  return pod_limits_to_label (finding->lower, finding->upper, LIMIT_DIGITS);
}
