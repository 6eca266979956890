#include "pod-unit-private.h"

#include <string.h>

typedef struct
{
  const char *code;
  gboolean is_metric;
  PodMeasure measure;
} Atom;

#define NUMBER(n, e) .numerator = (n), .denominator = 1, .exponent = (e)
#define BASE(slot)                                                                                 \
  {                                                                                                \
    NUMBER (1, 0), .dimension.power[POD_DIMENSION_##slot] = 1                                      \
  }
#define LENGTH(n, e, p)                                                                            \
  {                                                                                                \
    NUMBER (n, e), .dimension.power[POD_DIMENSION_LENGTH] = (p)                                    \
  }
#define MASS(n, e)                                                                                 \
  {                                                                                                \
    NUMBER (n, e), .dimension.power[POD_DIMENSION_MASS] = 1                                        \
  }
#define TIME(n, e, p)                                                                              \
  {                                                                                                \
    NUMBER (n, e), .dimension.power[POD_DIMENSION_TIME] = (p)                                      \
  }
#define PRESSURE(n, e)                                                                             \
  {                                                                                                \
    NUMBER (n, e), .dimension.power = { -1, 1, -2 }                                                \
  }
#define ENERGY(n, e)                                                                               \
  {                                                                                                \
    NUMBER (n, e), .dimension.power = { 2, 1, -2 }                                                 \
  }

/* Figures: the Unified Code for Units of Measure, version 2.1 (mo is a twelfth of a Julian year of
 * 365.25 days; m[Hg] is 133.3220 kPa).  The base units are m, g, s, mol and K.
 *
 * Two departures, both towards refusing: UCUM makes eq and osm one mol, [HPF], [LPF] and [pH]
 * one.  How many mol an equivalent or an osmole is depends on the substance, so here they share
 * the arbitrary slot and do not convert to mol or to a ratio. */
static const Atom atoms[] = {
  { "m", TRUE, BASE (LENGTH) },
  { "g", TRUE, BASE (MASS) },
  { "s", TRUE, BASE (TIME) },
  { "mol", TRUE, BASE (AMOUNT) },
  { "K", TRUE, BASE (TEMPERATURE) },
  { "Cel",
    FALSE,
    { NUMBER (1, 0), .dimension.power[POD_DIMENSION_TEMPERATURE] = 1, .has_offset = TRUE } },
  { "U", TRUE, BASE (CATALYTIC) },
  { "kat", TRUE, { NUMBER (1, 0), .dimension.power = { 0, 0, -1, 1 } } },
  { "[IU]", TRUE, BASE (INTERNATIONAL) },
  { "[iU]", TRUE, BASE (INTERNATIONAL) },
  { "[arb'U]", FALSE, BASE (OTHER) },
  { "[CFU]", FALSE, BASE (OTHER) },
  { "[HPF]", FALSE, BASE (OTHER) },
  { "[LPF]", FALSE, BASE (OTHER) },
  { "[pH]", FALSE, BASE (OTHER) },
  { "eq", TRUE, BASE (OTHER) },
  { "osm", TRUE, BASE (OTHER) },
  { "L", TRUE, LENGTH (1, -3, 3) },
  { "l", TRUE, LENGTH (1, -3, 3) },
  { "[in_i]", FALSE, LENGTH (254, -4, 1) },
  { "[lb_av]", FALSE, MASS (45359237, -5) },
  { "min", FALSE, TIME (6, 1, 1) },
  { "h", FALSE, TIME (36, 2, 1) },
  { "d", FALSE, TIME (864, 2, 1) },
  { "wk", FALSE, TIME (6048, 2, 1) },
  { "mo", FALSE, TIME (26298, 2, 1) },
  { "a", FALSE, TIME (315576, 2, 1) },
  { "Hz", TRUE, TIME (1, 0, -1) },
  { "Pa", TRUE, PRESSURE (1, 3) },
  { "bar", TRUE, PRESSURE (1, 8) },
  { "m[Hg]", TRUE, PRESSURE (133322, 3) },
  { "m[H2O]", TRUE, PRESSURE (980665, 1) },
  { "J", TRUE, ENERGY (1, 3) },
  { "cal", TRUE, ENERGY (4184, 0) },
  { "%", FALSE, { NUMBER (1, -2) } },
  { "[ppth]", FALSE, { NUMBER (1, -3) } },
  { "[ppm]", FALSE, { NUMBER (1, -6) } },
};

static const struct
{
  const char *code;
  int exponent;
} prefixes[] = {
  { "da", 1 },  { "d", -1 },  { "c", -2 },  { "m", -3 }, { "u", -6 }, { "n", -9 },
  { "p", -12 }, { "f", -15 }, { "a", -18 }, { "h", 2 },  { "k", 3 },  { "M", 6 },
  { "G", 9 },   { "T", 12 },  { "P", 15 },  { "E", 18 },
};

static const Atom *
look_up_atom (const char *text, gsize length)
{
  for (guint i = 0; i < G_N_ELEMENTS (atoms); i++)
    if (strlen (atoms[i].code) == length && memcmp (atoms[i].code, text, length) == 0)
      return &atoms[i];
  return NULL;
}

gboolean
pod_unit_find_atom (const char *text, gsize length, PodMeasure *measure)
{
  const Atom *atom = look_up_atom (text, length);

  /* A whole atom comes first: "min" is a minute, not a milli-inch. */
  if (atom != NULL)
    {
      *measure = atom->measure;
      return TRUE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    {
      gsize skip = strlen (prefixes[i].code);

      if (length <= skip || memcmp (text, prefixes[i].code, skip) != 0)
        continue;
      atom = look_up_atom (text + skip, length - skip);
      if (atom == NULL || !atom->is_metric)
        continue;
      *measure = atom->measure;
      measure->exponent += prefixes[i].exponent;
      return TRUE;
    }
  return FALSE;
}

PodMeasure
pod_unit_measure_annotation (const char *text, gsize length)
{
  static const char *const counted[] = { "RU", "copies" };
  PodMeasure measure = POD_MEASURE_ONE;

  for (guint i = 0; i < G_N_ELEMENTS (counted); i++)
    if (strlen (counted[i]) == length && memcmp (counted[i], text, length) == 0)
      measure.dimension.power[POD_DIMENSION_OTHER] = 1;
  return measure;
}
