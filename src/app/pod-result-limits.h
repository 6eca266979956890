#pragma once

#include "pod-trial.h"

G_BEGIN_DECLS

/**
 * PodResultLimits:
 * @lower, @upper: limits of normal in the unit that was asked for; NAN where there is none
 * @of_site: of the site's table, which holds for every result anyway; else of the last result of the same laboratory
 */
typedef struct
{
  double lower;
  double upper;
  gboolean of_site;
} PodResultLimits;

/* What the laboratory of @like probably prints beside it, by its range in force for the subject's sex and age, else as
 * beside the last result, else by the site's table: observation, unit, laboratory and date are looked at. */
PodResultLimits
pod_result_limits_suggest (PodTrial *trial, const PodCasebook *casebook, const PodFinding *like);

/* "0.5–1.2", "≤ 40"; NULL where there are none.  Free with g_free(). */
char *pod_result_limits_to_span (const PodResultLimits *limits);
/* "normal 3.5–9.5, as with the last result"; NULL where there are none.  Free with g_free(). */
char *pod_result_limits_to_words (const PodResultLimits *limits);

G_END_DECLS
