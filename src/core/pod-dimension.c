#include "pod-unit.h"

#include <string.h>

gboolean
pod_dimension_equal (PodDimension a, PodDimension b)
{
  return memcmp (a.power, b.power, sizeof a.power) == 0;
}

gboolean
pod_dimension_is_one (PodDimension a)
{
  return pod_dimension_equal (a, (PodDimension){ { 0 } });
}

/* Exponents beyond a byte mean nothing in any laboratory; they stop at its ends. */
static gint8
clamp_power (int power)
{
  return (gint8) CLAMP (power, G_MININT8, G_MAXINT8);
}

PodDimension
pod_dimension_multiply (PodDimension a, PodDimension b)
{
  for (int i = 0; i < POD_DIMENSIONS; i++)
    a.power[i] = clamp_power (a.power[i] + b.power[i]);
  return a;
}

PodDimension
pod_dimension_divide (PodDimension a, PodDimension b)
{
  for (int i = 0; i < POD_DIMENSIONS; i++)
    a.power[i] = clamp_power (a.power[i] - b.power[i]);
  return a;
}

PodDimension
pod_dimension_power (PodDimension a, int exponent)
{
  exponent = CLAMP (exponent, -256, 256);
  for (int i = 0; i < POD_DIMENSIONS; i++)
    a.power[i] = clamp_power (a.power[i] * exponent);
  return a;
}

static void
append_power (GString *text, const char *name, int power)
{
  g_string_append (text, name);
  if (power > 1)
    g_string_append_printf (text, "^%d", power);
}

char *
pod_dimension_to_string (PodDimension a)
{
  static const char *const names[POD_DIMENSIONS] = {
    "length", "mass", "time", "amount", "temperature", "U", "IU", "arbitrary",
  };
  GString *text = g_string_new (NULL);

  for (int i = 0; i < POD_DIMENSIONS; i++)
    if (a.power[i] > 0)
      {
        if (text->len > 0)
          g_string_append_c (text, '*');
        append_power (text, names[i], a.power[i]);
      }
  if (text->len == 0)
    g_string_append_c (text, '1');
  for (int i = 0; i < POD_DIMENSIONS; i++)
    if (a.power[i] < 0)
      {
        g_string_append_c (text, '/');
        append_power (text, names[i], -a.power[i]);
      }
  return g_string_free (text, FALSE);
}
