#include "fuzz.h"

#include <math.h>

#include "pod-date.h"
#include "pod-quantity.h"

/* Any text as a date, a moment, a number and a unit.  What is accepted can be written and read again as the same. */

static void
try_date (const char *text)
{
  PodDate date, again;
  g_autofree char *written = NULL;

  if (!pod_date_parse (text, &date))
    return;
  written = pod_date_to_string (date);
  g_assert_true (pod_date_parse (written, &again));
  g_assert_true (pod_date_equal (date, again));
  g_assert_cmpint (pod_date_first_day (date), <=, pod_date_last_day (date));
}

static void
try_moment (const char *text)
{
  PodMoment moment, again;
  g_autofree char *written = NULL;

  if (!pod_moment_parse (text, &moment))
    return;
  written = pod_moment_to_string (moment);
  g_assert_true (pod_moment_parse (written, &again));
  g_assert_cmpint (pod_moment_compare (moment, again), ==, 0);
}

static void
try_number (const char *text)
{
  PodQuantity quantity = { 0 }, again = { 0 };
  g_autofree char *written = NULL;

  if (!pod_quantity_parse_number (text, &quantity))
    return;
  g_assert_true (isfinite (quantity.number));
  written = pod_decimal_to_string (quantity.number);
  g_assert_true (pod_quantity_parse_number (written, &again));
  g_assert_true (again.number == quantity.number);
}

static void
try_unit (const PodUnit *unit)
{
  double factor = 0;

  if (!unit)
    return;
  g_assert_true (pod_unit_from_ucum (pod_unit_get_ucum (unit)) == unit);
  g_assert_nonnull (pod_unit_get_label (unit));
  g_assert_cmpfloat (pod_unit_get_scale (unit), >, 0);
  if (pod_unit_get_factor (unit, unit, &factor))
    g_assert_cmpfloat (factor, ==, 1);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);

  /* Files are decoded before their cells are read. */
  if (!g_utf8_validate (text, -1, NULL))
    return 0;
  try_date (text);
  try_moment (text);
  try_number (text);
  try_unit (pod_unit_from_ucum (text));
  try_unit (pod_unit_from_print (text));
  return 0;
}
