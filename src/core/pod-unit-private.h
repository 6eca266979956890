#pragma once

#include "pod-unit.h"

G_BEGIN_DECLS

/* A scale kept exact as long as possible: numerator / denominator × 10^exponent.  Decimal prefixes
 * move the exponent only, so that g/dL to g/L is exactly 10 and mg/dL to g/L exactly 0.01. */
typedef struct
{
  double numerator;
  double denominator;
  int exponent;
  PodDimension dimension;
  /* Degrees Celsius have another zero than kelvins: no factor leads from one to the other. */
  gboolean has_offset;
} PodMeasure;

enum
{
  POD_DIMENSION_LENGTH,
  POD_DIMENSION_MASS,
  POD_DIMENSION_TIME,
  POD_DIMENSION_AMOUNT,
  POD_DIMENSION_TEMPERATURE,
  POD_DIMENSION_CATALYTIC,
  POD_DIMENSION_INTERNATIONAL,
  POD_DIMENSION_OTHER,
};

#define POD_MEASURE_ONE ((PodMeasure){ .numerator = 1, .denominator = 1 })

/* The atom of @length bytes, with or without a prefix.  FALSE where there is none. */
gboolean pod_unit_find_atom (const char *text, gsize length, PodMeasure *measure);
/* What an annotation that stands for a factor counts: {RU} and {copies} are units of their own,
 * all others are one. */
PodMeasure pod_unit_measure_annotation (const char *text, gsize length);
/* The whole code.  FALSE where it is not UCUM, or not of the part of UCUM that is known here. */
gboolean pod_unit_parse (const char *code, PodMeasure *measure);
/* Free with g_free(). */
char *pod_unit_make_label (const char *code);
/* 10^exponent, exact up to 22. */
double pod_unit_power_of_ten (int exponent);

G_END_DECLS
