#include "pod-range-typed.h"

#include <math.h>

#define OPEN_AGE 200

gboolean
pod_range_read_limit (const char *text, double *limit)
{
  PodQuantity quantity;

  *limit = NAN;
  if (*text == '\0')
    return TRUE;
  if (!pod_quantity_parse_number (text, &quantity) || quantity.comparator != POD_EXACTLY)
    return FALSE;
  *limit = quantity.number;
  return TRUE;
}

gboolean
pod_range_read_ages (const char *text, PodRange *range)
{
  g_autoptr (GRegex) regex = g_regex_new ("^\\s*(\\d{0,3})\\s*[-–]\\s*(\\d{0,3})\\s*$", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *from = NULL, *to = NULL;

  range->age_from = 0;
  range->age_to = OPEN_AGE;
  if (*text == '\0')
    return TRUE;
  if (!g_regex_match (regex, text, 0, &match))
    return FALSE;
  from = g_match_info_fetch (match, 1);
  to = g_match_info_fetch (match, 2);
  if (*from != '\0')
    range->age_from = (int) g_ascii_strtoll (from, NULL, 10);
  if (*to != '\0')
    range->age_to = (int) g_ascii_strtoll (to, NULL, 10);
  return TRUE;
}
