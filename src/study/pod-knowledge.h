#pragma once

#include "pod-observation.h"

G_BEGIN_DECLS

/**
 * PodGrade: [grade ctcae5.anemia.si] scale=CTCAE 5.0 term=Anemia direction=low observation=hgb unit=g/L 3=value < 80 g/L …
 *
 * @observation: (nullable): the observation it grades; NULL where the trial does not measure it
 * @unit: the unit value, baseline and limits are given in; NULL: any one common unit
 * @levels: [1] to [4], NULL where a number cannot reach that grade.  What they may read stands in pod-grade.h
 * @sure: the same of what holds whatever no number tells; NULL throughout where @levels assume nothing
 * @notes: what a number of that level cannot tell, for people; empty where there is nothing to say
 *
 * A grade is the highest level that is true; unknown if a higher one is unknown; 0 if all are false.
 */
typedef struct
{
  const char *id;
  const char *scale;
  PodWords term;
  const char *direction;
  const PodObservation *observation;
  const PodUnit *unit;
  const PodRule *levels[5];
  const PodRule *sure[5];
  PodWords notes[5];
  const char *source;
} PodGrade;

/**
 * PodEquation: [equation egfr.2021] label= result=egfr year=2021 rule=
 * @result: the observation it gives
 * @rule: reads creatinine, age, sex; gives result's unit
 */
typedef struct
{
  const char *id;
  PodWords label;
  const PodObservation *result;
  const char *year;
  const PodRule *rule;
  const char *source;
} PodEquation;

/* A form that is ticked and sums up: pod-instrument.h. */
typedef struct _PodInstrument PodInstrument;

G_END_DECLS
