#include "pod-date.h"

#include <string.h>

/* "HH:MM", then perhaps ":SS" and a fraction, which are checked and dropped.  No zone: clinical
 * time is the site's own. */
static gboolean
parse_minute (const char *text, gint16 *minute)
{
  int hours, minutes;

  if (!g_ascii_isdigit (text[0]) || !g_ascii_isdigit (text[1]) || text[2] != ':' ||
      !g_ascii_isdigit (text[3]) || !g_ascii_isdigit (text[4]))
    return FALSE;
  hours = (text[0] - '0') * 10 + text[1] - '0';
  minutes = (text[3] - '0') * 10 + text[4] - '0';
  if (hours > 23 || minutes > 59)
    return FALSE;

  text += 5;
  if (*text == ':')
    {
      if (text[1] < '0' || text[1] > '5' || !g_ascii_isdigit (text[2]))
        return FALSE;
      text += 3;
      if (*text == '.' && g_ascii_isdigit (text[1]))
        text += 1 + strspn (text + 1, "0123456789");
    }
  *minute = (gint16) (hours * 60 + minutes);
  return *text == '\0';
}

gboolean
pod_moment_parse (const char *text, PodMoment *moment)
{
  PodMoment result = POD_MOMENT_NONE;
  g_autofree char *day = NULL;
  gsize length;

  if (text == NULL)
    return FALSE;
  length = strcspn (text, "T ");
  day = g_strndup (text, length);
  if (!pod_date_parse (day, &result.date))
    return FALSE;
  if (text[length] != '\0' &&
      (!pod_date_is_complete (result.date) || !parse_minute (text + length + 1, &result.minute)))
    return FALSE;

  *moment = result;
  return TRUE;
}

PodMoment
pod_moment_on (PodDate date)
{
  return (PodMoment){ .date = date, .minute = -1 };
}

int
pod_moment_compare (PodMoment a, PodMoment b)
{
  int by_date = pod_date_compare (a.date, b.date);

  return by_date != 0 ? by_date : (a.minute > b.minute) - (a.minute < b.minute);
}

char *
pod_moment_to_string (PodMoment moment)
{
  g_autofree char *date = pod_date_to_string (moment.date);

  if (moment.minute < 0 || !pod_date_is_complete (moment.date))
    return g_steal_pointer (&date);
  return g_strdup_printf ("%sT%02d:%02d", date, moment.minute / 60, moment.minute % 60);
}
