#include "pod-unit-private.h"

struct _PodUnit
{
  char *code;
  char *label;
  PodMeasure measure;
};

/* Units are immortal and few, since they come from study files and from what laboratories print;
 * the table keeps them reachable. */
static GMutex table_lock;
static GHashTable *table;

double
pod_unit_power_of_ten (int exponent)
{
  double power = 1;

  /* Each product is exact up to 10^22. */
  for (int i = 0; i < exponent; i++)
    power *= 10;
  return power;
}

static PodUnit *
make_unit (const char *code, const PodMeasure *measure)
{
  PodUnit *unit = g_new0 (PodUnit, 1);

  unit->code = g_strdup (code);
  unit->label = pod_unit_make_label (code);
  unit->measure = *measure;
  return unit;
}

const PodUnit *
pod_unit_from_ucum (const char *code)
{
  g_autoptr (GMutexLocker) locker = NULL;
  PodMeasure measure;
  PodUnit *unit;

  if (code == NULL)
    return NULL;
  locker = g_mutex_locker_new (&table_lock);
  if (table == NULL)
    table = g_hash_table_new (g_str_hash, g_str_equal);
  unit = g_hash_table_lookup (table, code);
  if (unit == NULL && pod_unit_parse (code, &measure))
    {
      unit = make_unit (code, &measure);
      g_hash_table_insert (table, unit->code, unit);
    }
  return unit;
}

const PodUnit *
pod_unit_one (void)
{
  return pod_unit_from_ucum ("1");
}

const char *
pod_unit_get_ucum (const PodUnit *unit)
{
  return unit->code;
}

const char *
pod_unit_get_label (const PodUnit *unit)
{
  return unit->label;
}

PodDimension
pod_unit_get_dimension (const PodUnit *unit)
{
  return unit->measure.dimension;
}

/* One multiplication or division by a power of ten, on the side where it is exact. */
static double
divide_exactly (double numerator, double denominator, int exponent)
{
  if (exponent >= 0)
    return numerator * pod_unit_power_of_ten (exponent) / denominator;
  return numerator / (denominator * pod_unit_power_of_ten (-exponent));
}

double
pod_unit_get_scale (const PodUnit *unit)
{
  return divide_exactly (unit->measure.numerator, unit->measure.denominator,
                         unit->measure.exponent);
}

gboolean
pod_unit_get_factor (const PodUnit *from, const PodUnit *to, double *factor)
{
  const PodMeasure *a, *b;

  g_return_val_if_fail (from != NULL && to != NULL, FALSE);

  a = &from->measure;
  b = &to->measure;
  if (!pod_dimension_equal (a->dimension, b->dimension) || a->has_offset != b->has_offset)
    return FALSE;
  *factor = divide_exactly (a->numerator * b->denominator, a->denominator * b->numerator,
                            a->exponent - b->exponent);
  return TRUE;
}
