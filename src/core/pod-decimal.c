#include "pod-quantity.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Room for a sign, 17 digits, the point and an exponent. */
#define SCIENTIFIC_SIZE 40
/* The largest has 309 digits before its point. */
#define PLACES_SIZE 340

static void
format_scientific (char buffer[SCIENTIFIC_SIZE], double number, int digits)
{
  char format[16];

  g_snprintf (format, sizeof format, "%%.%de", digits - 1);
  g_ascii_formatd (buffer, SCIENTIFIC_SIZE, format, number);
}

/* "-1.2300e-03" becomes "-0.00123". */
static char *
lay_out (const char *scientific)
{
  GString *text = g_string_new (NULL);
  char digits[SCIENTIFIC_SIZE];
  int n = 0;
  const char *p = scientific;
  int point;

  if (*p == '-')
    p++;
  for (; *p != 'e' && *p != '\0'; p++)
    if (g_ascii_isdigit (*p))
      digits[n++] = *p;
  point = *p == 'e' ? atoi (p + 1) + 1 : 1;
  while (n > 1 && digits[n - 1] == '0')
    n--;

  if (scientific[0] == '-')
    g_string_append_c (text, '-');
  if (point <= 0)
    g_string_append (text, "0.");
  for (int i = point; i < 0; i++)
    g_string_append_c (text, '0');
  for (int i = 0; i < MAX (n, point); i++)
    {
      if (i == point && point > 0)
        g_string_append_c (text, '.');
      g_string_append_c (text, i < n ? digits[i] : '0');
    }
  return g_string_free (text, FALSE);
}

char *
pod_decimal_to_string (double number)
{
  char buffer[SCIENTIFIC_SIZE];
  /* Every decimal of 15 digits survives a double, so 15 digits show the shortest text there is;
   * only subnormal numbers hold fewer. */
  int digits = fabs (number) < DBL_MIN ? 1 : 15;

  if (!isfinite (number))
    return g_strdup ("");
  if (number == 0)
    return g_strdup ("0");
  do
    format_scientific (buffer, number, digits);
  while (g_ascii_strtod (buffer, NULL) != number && digits++ < 17);
  return lay_out (buffer);
}

char *
pod_decimal_to_label (double number, int digits)
{
  char buffer[SCIENTIFIC_SIZE];

  if (!isfinite (number))
    return g_strdup ("");
  if (number == 0)
    return g_strdup ("0");
  format_scientific (buffer, number, CLAMP (digits, 1, 17));
  return lay_out (buffer);
}

char *
pod_limits_to_label (double lower, double upper, int digits)
{
  g_autofree char *least = pod_decimal_to_label (lower, digits);
  g_autofree char *most = pod_decimal_to_label (upper, digits);

  if (isnan (lower) && isnan (upper))
    return NULL;
  if (isnan (lower))
    return g_strdup_printf ("≤ %s", most);
  return isnan (upper) ? g_strdup_printf ("≥ %s", least) : g_strdup_printf ("%s–%s", least, most);
}

char *
pod_decimal_to_places (double number, int places)
{
  char format[8];
  char *text = g_malloc (PLACES_SIZE);

  g_snprintf (format, sizeof format, "%%.%df", CLAMP (places, 0, 17));
  return g_ascii_formatd (text, PLACES_SIZE, format, number);
}
