#pragma once

#include "pod-casebook.h"
#include "pod-study.h"

G_BEGIN_DECLS

/* What the day is that a subject's days are counted from. */
typedef enum
{
  POD_ZERO_INFUSION, /* one that took place */
  POD_ZERO_PLANNED,  /* the day that lymphodepletion counts back from */
  POD_ZERO_CONSENT,
  POD_ZERO_TODAY, /* none of these is known */
} PodZero;

/* @zero: its day number. */
PodZero
pod_zero_find (const PodStudy *study, const PodCasebook *casebook, PodDate as_of, gint32 *zero);

G_END_DECLS
