#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PodDimension:
 *
 * Exponents of the base dimensions: length, mass, time, amount of substance,
 * temperature, catalytic units ([U], which are not convertible to katal here),
 * international units and one slot for every other arbitrary unit ({RU}, {copies}
 * and the like share it: they are never added to one another because units of one
 * observation are declared by the study).  Equivalents, osmoles and microscope fields are in that slot
 * too: what they are in mol or in numbers depends on more than the unit.  Counts and ratios have
 * none, nor have annotations other than {RU} and {copies}.
 */
#define POD_DIMENSIONS 8
typedef struct
{
  gint8 power[POD_DIMENSIONS];
} PodDimension;

gboolean pod_dimension_equal (PodDimension a, PodDimension b);
gboolean pod_dimension_is_one (PodDimension a);
PodDimension pod_dimension_multiply (PodDimension a, PodDimension b);
PodDimension pod_dimension_divide (PodDimension a, PodDimension b);
PodDimension pod_dimension_power (PodDimension a, int exponent);
/* For messages: "amount/length^3"; "1" for none.  Free with g_free(). */
char *pod_dimension_to_string (PodDimension a);

/* A unit of measurement, by its UCUM code.  Interned and immortal: compare by pointer. */
typedef struct _PodUnit PodUnit;

/* A UCUM code of those this program knows (products, quotients, powers, brackets and
 * annotations of known atoms).  NULL where it is not one. */
const PodUnit *pod_unit_from_ucum (const char *code);

/* What laboratories print: 10^9/L, 10E9/L, ×10⁹/L, G/L for giga per litre, μmol/L with
 * either mu, IU/L, g/24h, mL/min/1.73m2, full-width letters.  NULL where unknown; never a guess. */
const PodUnit *pod_unit_from_print (const char *text);

/* Without what anybody may write in braces, which may be about a patient: only the words that stand in units everywhere stay, and those of
 * @like (nullable).  NULL where it is no unit any more. */
const PodUnit *pod_unit_without_remarks (const PodUnit *unit, const PodUnit *like);

/* The dimensionless unit "1". */
const PodUnit *pod_unit_one (void);

const char *pod_unit_get_ucum (const PodUnit *unit);
/* As a person reads it: "×10⁹/L", "µmol/L", "mL/min/1.73 m²"; "" for one. */
const char *pod_unit_get_label (const PodUnit *unit);
PodDimension pod_unit_get_dimension (const PodUnit *unit);
/* How many base units one of these is. */
double pod_unit_get_scale (const PodUnit *unit);
/* value in @to = value in @from × *factor; FALSE where they measure different things, and between
 * degrees Celsius and kelvins, whose zeros differ. */
gboolean pod_unit_get_factor (const PodUnit *from, const PodUnit *to, double *factor);

G_END_DECLS
