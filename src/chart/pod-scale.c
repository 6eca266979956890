#include "pod-scale.h"

#include <math.h>

#include "pod-quantity.h"

#define MINUS "\xe2\x88\x92"
/* An axis that reaches from here or beyond is told in powers of ten: of a logarithmic one each end counts, of a linear one the larger. */
#define MOST_PLAIN (1e6 - 1)
#define LEAST_PLAIN 0.00099
#define MOST_PLAIN_LOG 99999
#define LEAST_PLAIN_LOG 0.0099
/* Of multiples: six signs at most, "0.0001" to "100000". */
#define MOST_PLAIN_TIMES 999999
#define LEAST_PLAIN_TIMES 0.000099

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
    return (PodScale){ .low = find_step (low, FALSE),
                       .high = find_step (high, TRUE),
                       .bottom = bottom,
                       .top = top,
                       .log = TRUE };
  return (PodScale){ .low = pow (10, from),
                     .high = pow (10, MAX (to, from + 1)),
                     .bottom = bottom,
                     .top = top,
                     .log = TRUE };
}

/* Of what is @one at one end and @value at @share of the way to the other, what is there. */
static double
find_end (gboolean log, double one, double value, double share)
{
  return log ? one * pow (value / one, 1 / share) : one + (value - one) / share;
}

void
pod_scale_give_room (PodScale *scale, double value, double room)
{
  double share = 1 - room / (scale->bottom - scale->top);
  double y = pod_scale_y (scale, value);

  if (y > scale->bottom - room && y <= scale->bottom)
    scale->low = find_end (scale->log, scale->high, value, share);
  else if (y < scale->top + room && y >= scale->top)
    scale->high = find_end (scale->log, scale->low, value, share);
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
      for (double tick = find_step (scale->low, TRUE); tick <= scale->high * (1 + 1e-9);
           tick = find_step (tick * (1 + 1e-6), TRUE))
        g_array_append_val (ticks, tick);
      return ticks;
    }
  if (scale->log)
    {
      int from = (int) ceil (log10 (scale->low) - 1e-9);
      int to = (int) floor (log10 (scale->high) + 1e-9);
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

/* One notation for the whole of an axis: "0.01" beside "10⁻³" would have to be read twice. */
static gboolean
is_in_powers (const PodScale *scale)
{
  double most = MAX (fabs (scale->low), fabs (scale->high));

  if (scale->log && scale->is_multiple)
    return scale->high >= MOST_PLAIN_TIMES || scale->low < LEAST_PLAIN_TIMES;
  if (scale->log)
    return scale->high >= MOST_PLAIN_LOG || scale->low < LEAST_PLAIN_LOG;
  return most >= MOST_PLAIN || most < LEAST_PLAIN;
}

char *
pod_scale_label (const PodScale *scale, double value)
{
  g_autofree char *label = value != 0 && is_in_powers (scale)
                               ? print_scientific (fabs (value))
                               : pod_decimal_to_label (fabs (value), 6);

  return g_strconcat (value < 0                       ? MINUS
                      : value > 0 && scale->is_change ? "+"
                                                      : "",
                      label, scale->is_change ? "%" : "", NULL);
}
