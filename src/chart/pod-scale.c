#include "pod-scale.h"

#include <math.h>

#include "pod-quantity.h"

#define MINUS "\xe2\x88\x92"
/* Values on a linear axis that are told in plain digits. */
#define MOST_PLAIN (1e6 - 1)
#define LEAST_PLAIN 0.00099

double
pod_scale_nice_step (double span, guint most)
{
  static const double steps[] = { 1, 2, 5, 10 };
  double raw = span / MAX (most, 1);
  double power = pow (10, floor (log10 (raw)));

  /* A hair of tolerance, so that 0.3 / 3 gives 0.1 and not 0.2. */
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (steps[i] * power >= raw * (1 - 1e-9))
      return steps[i] * power;
  return 10 * power;
}

PodScale
pod_scale_linear (double low, double high, guint most, double bottom, double top)
{
  PodScale scale = { .bottom = bottom, .top = top };
  double step;

  if (high <= low)
    {
      double room = low != 0 ? fabs (low) / 4 : 1;

      high += room;
      /* There is no less than none of most things. */
      low = low >= 0 ? MAX (low - room, 0) : low - room;
    }
  step = pod_scale_nice_step (high - low, most);
  scale.low = floor (low / step + 1e-9) * step;
  scale.high = ceil (high / step - 1e-9) * step;
  return scale;
}

/* The next of 1, 2, 5, 10, 20 … downwards, or upwards. */
static double
find_step (double value, gboolean up)
{
  static const double steps[] = { 1, 2, 5, 10 };
  double decade = pow (10, floor (log10 (value) + 1e-9));
  double found = decade;

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      double step = steps[i] * decade;

      if (up && step >= value * (1 - 1e-9))
        return step;
      if (!up && step <= value * (1 + 1e-9))
        found = step;
    }
  return found;
}

/* Less than a decade, which full decades would press flat: "57 to 106" is no tenth of "10 to 1000". */
static gboolean
is_short (double low, double high)
{
  return high > low * (1 + 1e-9) && high < low * 10 * (1 - 1e-9);
}

PodScale
pod_scale_logarithmic (double low, double high, double bottom, double top)
{
  double from = floor (log10 (low) + 1e-9);
  double to = ceil (log10 (MAX (high, low)) - 1e-9);

  if (is_short (low, high))
    return (PodScale){ find_step (low, FALSE), find_step (high, TRUE), bottom, top, TRUE };
  return (PodScale){ .low = pow (10, from),
                     .high = pow (10, MAX (to, from + 1)),
                     .bottom = bottom,
                     .top = top,
                     .log = TRUE };
}

double
pod_scale_y (const PodScale *scale, double value)
{
  double along = scale->log ? log10 (value / scale->low) / log10 (scale->high / scale->low)
                            : (value - scale->low) / (scale->high - scale->low);

  return scale->bottom + along * (scale->top - scale->bottom);
}

double
pod_scale_value (const PodScale *scale, double y)
{
  double along = (y - scale->bottom) / (scale->top - scale->bottom);

  if (scale->log)
    return scale->low * pow (scale->high / scale->low, along);
  return scale->low + along * (scale->high - scale->low);
}

GArray *
pod_scale_ticks (const PodScale *scale, guint most)
{
  GArray *ticks = g_array_new (FALSE, FALSE, sizeof (double));

  /* Two decades would be more. */
  if (scale->log && scale->high < scale->low * 51)
    {
      for (double tick = scale->low; tick <= scale->high * (1 + 1e-9);
           tick = find_step (tick * (1 + 1e-6), TRUE))
        g_array_append_val (ticks, tick);
      return ticks;
    }
  if (scale->log)
    {
      int from = (int) round (log10 (scale->low));
      int to = (int) round (log10 (scale->high));
      int every = MAX (1, (int) ceil ((to - from) / (double) MAX (most, 1)));

      for (int power = from; power <= to; power += every)
        {
          double tick = pow (10, power);
          g_array_append_val (ticks, tick);
        }
      return ticks;
    }

  double step = pod_scale_nice_step (scale->high - scale->low, most);
  double first = ceil (scale->low / step - 1e-9);
  for (guint i = 0; (first + i) * step <= scale->high + step * 1e-9; i++)
    {
      double tick = (first + i) * step;
      g_array_append_val (ticks, tick);
    }
  return ticks;
}

static char *
print_power (int power)
{
  static const char *const digits[] = { "⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹" };
  GString *out = g_string_new ("10");
  g_autofree char *plain = g_strdup_printf ("%d", ABS (power));

  if (power < 0)
    g_string_append (out, "⁻");
  for (const char *p = plain; *p != '\0'; p++)
    g_string_append (out, digits[*p - '0']);
  return g_string_free (out, FALSE);
}

/* "1.5×10⁶": what would be too long for an axis in plain digits. */
static char *
print_scientific (double value)
{
  int power = (int) floor (log10 (value) + 1e-9);
  g_autofree char *mantissa = pod_decimal_to_label (value / pow (10, power), 3);
  g_autofree char *times = print_power (power);

  return g_strcmp0 (mantissa, "1") == 0 ? g_steal_pointer (&times)
                                        : g_strconcat (mantissa, "×", times, NULL);
}

char *
pod_scale_label (const PodScale *scale, double value)
{
  if (scale->log && (value >= 9999 || value < 0.0099))
    return print_scientific (value);
  if (value < 0)
    {
      g_autofree char *label = pod_scale_label (scale, -value);

      return g_strconcat (MINUS, label, NULL);
    }
  if (value >= MOST_PLAIN || (value > 0 && value < LEAST_PLAIN))
    return print_scientific (value);
  return pod_decimal_to_label (value, 6);
}
