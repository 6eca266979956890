#include "pod-lab-time.h"

#include <string.h>

#include "pod-lab-file.h"

static gboolean
has_digits (const char *text, guint n)
{
  for (guint i = 0; i < n; i++)
    if (!g_ascii_isdigit (text[i]))
      return FALSE;
  return TRUE;
}

static int
read_two (const char *text)
{
  return (text[0] - '0') * 10 + text[1] - '0';
}

/* A day in hyphens ends as a zone does ("2026-03-14"): a zone has a time, or a whole day in digits, before it. */
static gboolean
may_have_zone (const char *text, gsize length)
{
  g_autofree char *before = g_strndup (text, length);

  return strchr (before, ':') || (length >= 8 && strspn (before, "0123456789.") == length);
}

/* "T08:05", "T8:05": not the T of a month. */
static gboolean
is_behind_t (const char *text, const char *colon)
{
  return (colon - text >= 3 && colon[-3] == 'T') || (colon - text >= 2 && colon[-2] == 'T');
}

/* "2026-03-14 08:05-09:30" is from then to then: a zone west of UTC stands behind seconds, or a time with its T. */
static gboolean
may_be_range (const char *text, const char *zone)
{
  const char *colon = memchr (text, ':', (gsize) (zone - text));

  return *zone == '-' && colon && !is_behind_t (text, colon) &&
         !memchr (colon + 1, ':', (gsize) (zone - colon - 1));
}

/* "+0800", "+08:00" at the end: how many bytes, and the minutes; 0 where there is none. */
static gsize
find_offset (const char *text, gsize length, int *offset)
{
  for (gsize n = 5; n <= 6; n++)
    {
      const char *zone = text + length - n;
      const char *minutes = zone + n - 2;

      if (length < n || !strchr ("+-", *zone) || !has_digits (zone + 1, 2) ||
          !has_digits (minutes, 2) || (n == 6 && zone[3] != ':') ||
          !may_have_zone (text, length - n) || may_be_range (text, zone) ||
          read_two (zone + 1) > 14 || read_two (minutes) > 59)
        continue;
      *offset = (*zone == '-' ? -1 : 1) * (read_two (zone + 1) * 60 + read_two (minutes));
      return n;
    }
  return 0;
}

/* @text without its zone. */
static void
cut_zone (char *text, int *offset)
{
  gsize length = strlen (text);

  *offset = POD_LAB_NO_OFFSET;
  if (length > 1 && (text[length - 1] == 'Z' || text[length - 1] == 'z') &&
      may_have_zone (text, length - 1))
    {
      text[length - 1] = '\0';
      *offset = 0;
      return;
    }
  text[length - find_offset (text, length, offset)] = '\0';
}

/* HL7 leaves out from the right: "2024", "202406", "2024061510" (an hour without its minutes is a day here). */
static gboolean
read_digits (char *text, PodMoment *moment)
{
  gsize n = strspn (text, "0123456789");
  int year, month;

  if (text[n] == '.' && n == 14)
    text[n] = '\0';
  if (text[n] != '\0')
    return FALSE;
  if (n == 10)
    text[n = 8] = '\0';
  if (n != 4 && n != 6)
    return n >= 8 && pod_lab_parse_moment (text, moment);
  year = read_two (text) * 100 + read_two (text + 2);
  month = n == 6 ? read_two (text + 4) : 0;
  if (year == 0 || (n == 6 && (month < 1 || month > 12)))
    return FALSE;
  *moment = pod_moment_on (pod_date_new (year, month, 0));
  return TRUE;
}

/* "2026-03-14T08": an hour without its minutes is a day here, as above. */
static void
cut_hour (char *text)
{
  if (strlen (text) == 13 && text[10] == 'T' && has_digits (text + 11, 2) &&
      read_two (text + 11) < 24)
    text[10] = '\0';
}

gboolean
pod_lab_parse_time_stamp (const char *text, PodLabTime *time)
{
  g_autofree char *plain = g_strstrip (g_strdup (text));
  PodMoment moment = POD_MOMENT_NONE;
  PodDate date;

  cut_zone (plain, &time->offset);
  cut_hour (plain);
  if (pod_date_parse (plain, &date) || pod_lab_parse_partial (plain, &date))
    moment = pod_moment_on (date);
  else if (!read_digits (plain, &moment) && !pod_lab_parse_moment (plain, &moment))
    return FALSE;
  time->moment = moment;
  return TRUE;
}

gboolean
pod_lab_parse_time_stamp_as (const char *text, PodLabDates dates, PodLabTime *time)
{
  g_autofree char *turned = pod_lab_put_year_first (text, dates);

  return pod_lab_parse_time_stamp (turned ? turned : text, time);
}

PodDate
pod_lab_parse_day_as (const char *text, PodLabDates dates)
{
  g_autofree char *date = pod_lab_cut_time (text);
  PodLabTime time;

  /* A month in letters may have blanks around it. */
  if (pod_lab_parse_time_stamp_as (text, dates, &time))
    return time.moment.date;
  return pod_lab_parse_time_stamp_as (date, dates, &time) ? time.moment.date : POD_DATE_NONE;
}

const PodLabTime *
pod_lab_time_default (PodLabTime *time, int offset)
{
  if (time->offset == POD_LAB_NO_OFFSET && time->moment.minute >= 0)
    time->offset = offset;
  return time;
}

/* A day without a time is that day, wherever it was written. */
gboolean
pod_lab_time_to_moment (const PodLabTime *time, GTimeZone *zone, PodMoment *moment)
{
  PodDate date = time->moment.date;
  g_autoptr (GDateTime) utc = NULL, there = NULL, local = NULL;

  *moment = time->moment;
  if (time->offset == POD_LAB_NO_OFFSET || time->moment.minute < 0)
    return TRUE;
  utc = g_date_time_new_utc (date.year, date.month, date.day, time->moment.minute / 60,
                             time->moment.minute % 60, 0);
  there = utc ? g_date_time_add_minutes (utc, -time->offset) : NULL;
  local = there && zone ? g_date_time_to_timezone (there, zone) : NULL;
  if (!local)
    return FALSE;
  moment->date = pod_date_new (g_date_time_get_year (local), g_date_time_get_month (local),
                               g_date_time_get_day_of_month (local));
  moment->minute = (gint16) (g_date_time_get_hour (local) * 60 + g_date_time_get_minute (local));
  return TRUE;
}

static gboolean
read_minute (const char *text, int offset, GTimeZone *zone, PodMoment *moment)
{
  PodLabTime time;

  return pod_lab_parse_time_stamp (text, &time) &&
         pod_lab_time_to_moment (pod_lab_time_default (&time, offset), zone, moment) &&
         moment->minute >= 0;
}

gboolean
pod_lab_time_is_after_receipt (const char *drawn, const char *received, int offset, GTimeZone *zone)
{
  PodMoment one, other;

  if (!read_minute (drawn, offset, zone, &one) || !read_minute (received, offset, zone, &other))
    return FALSE;
  return other.minute > 0 ? pod_moment_compare (one, other) > 0
                          : pod_date_compare (one.date, other.date) > 0;
}
