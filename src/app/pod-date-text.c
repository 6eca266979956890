#include "pod-date-text.h"

/* Year, then month, then day, each further one optional, then a time.  The digits alone may also stand without separators. */
#define PATTERN                                                                                    \
  "^(\\d{4})(?:"                                                                                   \
  "(?<month>\\d\\d)(?<day>\\d\\d)"                                                                 \
  "|\\s*[-./年]\\s*(?<month2>\\d\\d?)(?:\\s*[-./月]\\s*(?<day2>\\d\\d?)\\s*日?|\\s*月)?"       \
  "|\\s*年)?"                                                                                     \
  "(?:[\\sT]+(?<hour>\\d\\d?)\\s*[:时點点]\\s*(?<minute>\\d\\d)\\s*分?)?$"

static GRegex *
get_regex (void)
{
  static gsize once = 0;
  static GRegex *regex = NULL;

  if (g_once_init_enter (&once))
    {
      regex = g_regex_new (PATTERN, G_REGEX_OPTIMIZE, 0, NULL);
      g_once_init_leave (&once, 1);
    }
  return regex;
}

/* 0 where the piece was not typed. */
static int
fetch (GMatchInfo *match, const char *name, const char *other)
{
  g_autofree char *text = g_match_info_fetch_named (match, name);
  g_autofree char *second = other != NULL ? g_match_info_fetch_named (match, other) : NULL;

  if (text != NULL && *text != '\0')
    return (int) g_ascii_strtoll (text, NULL, 10);
  return second != NULL ? (int) g_ascii_strtoll (second, NULL, 10) : 0;
}

static gboolean
has_time (GMatchInfo *match)
{
  g_autofree char *hour = g_match_info_fetch_named (match, "hour");

  return hour != NULL && *hour != '\0';
}

static char *
fetch_date (GMatchInfo *match)
{
  g_autofree char *year = g_match_info_fetch (match, 1);
  g_autofree char *month_text = g_match_info_fetch_named (match, "month2");
  g_autofree char *day_text = g_match_info_fetch_named (match, "day2");
  int month = fetch (match, "month", "month2");
  int day = fetch (match, "day", "day2");

  /* A month or day of nought was typed, which is another thing than one left out. */
  if ((month == 0 && month_text != NULL && *month_text != '\0') ||
      (day == 0 && day_text != NULL && *day_text != '\0'))
    return g_strdup ("");
  if (month == 0)
    return g_steal_pointer (&year);
  return day == 0 ? g_strdup_printf ("%s-%02d", year, month)
                  : g_strdup_printf ("%s-%02d-%02d", year, month, day);
}

static char *
make_iso (GMatchInfo *match)
{
  g_autofree char *date = fetch_date (match);

  return has_time (match) ? g_strdup_printf ("%sT%02d:%02d", date, fetch (match, "hour", NULL),
                                             fetch (match, "minute", NULL))
                          : g_steal_pointer (&date);
}

gboolean
pod_date_text_parse (const char *text, PodMoment *moment)
{
  g_autofree char *plain = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *iso = NULL;

  if (plain == NULL)
    return FALSE;
  g_strstrip (plain);
  if (*plain == '\0')
    {
      *moment = POD_MOMENT_NONE;
      return TRUE;
    }
  if (!g_regex_match (get_regex (), plain, 0, &match))
    return FALSE;
  iso = make_iso (match);
  return pod_moment_parse (iso, moment);
}

char *
pod_date_text_format (PodMoment moment)
{
  g_autofree char *date = pod_date_to_string (moment.date);

  if (moment.minute < 0)
    return g_steal_pointer (&date);
  return g_strdup_printf ("%s %02d:%02d", date, moment.minute / 60, moment.minute % 60);
}
