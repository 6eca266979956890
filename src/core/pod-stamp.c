#include "pod-stamp.h"

#include "pod-date.h"

#include <string.h>

#define US_PER_SECOND G_GINT64_CONSTANT (1000000)
#define US_PER_DAY (86400 * US_PER_SECOND)
/* What a time server may correct without a word: ICH E6(R3) 4.2.2(d) asks for clocks that agree, guides/reliability.md for 2 s. */
#define TOLERATED_US (2 * US_PER_SECOND)

char *
pod_instant_to_string (PodInstant instant)
{
  gint64 day = instant.utc_us / US_PER_DAY;
  gint64 rest = instant.utc_us % US_PER_DAY;
  g_autofree char *date = NULL;
  int seconds;

  if (rest < 0)
    {
      rest += US_PER_DAY;
      day--;
    }
  seconds = (int) (rest / US_PER_SECOND);
  date = pod_date_to_string (pod_date_from_day ((gint32) CLAMP (day, G_MININT32, G_MAXINT32)));
  return g_strdup_printf ("%sT%02d:%02d:%02d.%03dZ", date, seconds / 3600, seconds / 60 % 60,
                          seconds % 60, (int) (rest % US_PER_SECOND / 1000));
}

static gboolean
read_two_digits (const char **text, int below, int *value)
{
  const char *p = *text;

  if (!g_ascii_isdigit (p[0]) || !g_ascii_isdigit (p[1]))
    return FALSE;
  *value = (p[0] - '0') * 10 + p[1] - '0';
  *text += 2;
  return *value < below;
}

static gboolean
skip_char (const char **text, char expected)
{
  if (**text != expected)
    return FALSE;
  (*text)++;
  return TRUE;
}

/* "06:30:00.123", of which digits finer than a microsecond are dropped. */
static gboolean
read_time (const char **text, gint64 *us)
{
  int hour, minute, second;

  if (!read_two_digits (text, 24, &hour) || !skip_char (text, ':') ||
      !read_two_digits (text, 60, &minute) || !skip_char (text, ':') ||
      !read_two_digits (text, 60, &second))
    return FALSE;
  *us = ((hour * 60 + minute) * 60 + second) * US_PER_SECOND;
  if (skip_char (text, '.'))
    {
      if (!g_ascii_isdigit (**text))
        return FALSE;
      for (gint64 unit = US_PER_SECOND / 10; g_ascii_isdigit (**text); (*text)++, unit /= 10)
        *us += unit * (**text - '0');
    }
  return TRUE;
}

/* "Z" or "+08:00". */
static gboolean
read_offset (const char **text, gint16 *minutes)
{
  int sign, hour, minute;

  *minutes = 0;
  if (skip_char (text, 'Z'))
    return TRUE;
  sign = **text == '-' ? -1 : 1;
  if (!skip_char (text, '+') && !skip_char (text, '-'))
    return FALSE;
  if (!read_two_digits (text, 24, &hour) || !skip_char (text, ':') ||
      !read_two_digits (text, 60, &minute))
    return FALSE;
  *minutes = (gint16) (sign * (hour * 60 + minute));
  return TRUE;
}

gboolean
pod_instant_parse (const char *text, PodInstant *instant)
{
  g_autofree char *day = NULL;
  PodDate date;
  gint64 us;
  gint16 offset;

  if (text == NULL || strlen (text) < 20 || text[10] != 'T')
    return FALSE;
  day = g_strndup (text, 10);
  text += 11;
  if (!pod_date_parse (day, &date) || !pod_date_is_complete (date) || !read_time (&text, &us) ||
      !read_offset (&text, &offset) || *text != '\0')
    return FALSE;

  instant->utc_us = pod_date_first_day (date) * US_PER_DAY + us - offset * 60 * US_PER_SECOND;
  instant->offset_min = offset;
  instant->boot_us = 0;
  return TRUE;
}

gint64
pod_instant_set_back (PodInstant before, PodInstant now)
{
  gint64 behind = before.utc_us - now.utc_us;
  /* When the machine was started, by the clock as it stood then and stands now. */
  gint64 shift = (before.utc_us - before.boot_us) - (now.utc_us - now.boot_us);
  gboolean knows_boot = before.boot_us != 0 && now.boot_us != 0;

  /* Started anew since, it was running for less. */
  if (knows_boot && (now.boot_us >= before.boot_us || ABS (shift) <= TOLERATED_US))
    behind = shift;
  return behind > TOLERATED_US ? behind : 0;
}

PodStamp *
pod_stamp_new (const char *user,
               const char *role,
               const char *session,
               const char *why,
               PodInstant when)
{
  PodStamp *stamp = g_new0 (PodStamp, 1);

  stamp->user = g_strdup (user);
  stamp->role = g_strdup (role);
  stamp->session = g_strdup (session);
  stamp->why = g_strdup (why);
  stamp->when = when;
  return stamp;
}

PodStamp *
pod_stamp_copy (const PodStamp *stamp)
{
  PodStamp *copy;

  if (stamp == NULL)
    return NULL;
  copy = pod_stamp_new (stamp->user, stamp->role, stamp->session, stamp->why, stamp->when);
  copy->study = g_strdup (stamp->study);
  return copy;
}

void
pod_stamp_free (PodStamp *stamp)
{
  if (stamp == NULL)
    return;
  g_free (stamp->user);
  g_free (stamp->role);
  g_free (stamp->session);
  g_free (stamp->why);
  g_free (stamp->study);
  g_free (stamp);
}
