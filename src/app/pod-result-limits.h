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

/* What the laboratory of @like probably prints beside it: observation, unit, laboratory and date are looked at. */
PodResultLimits
pod_result_limits_suggest (PodTrial *trial, const PodCasebook *casebook, const PodFinding *like);

/* "normal 3.5–9.5 (last result)"; NULL where there is none.  Free with g_free(). */
char *pod_result_limits_to_words (const PodResultLimits *limits);

G_END_DECLS
