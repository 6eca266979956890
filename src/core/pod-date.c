#include "pod-date.h"

static gboolean
is_leap_year (int year)
{
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int
count_days_of_month (int year, int month)
{
  static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

  return month == 2 && is_leap_year (year) ? 29 : lengths[month - 1];
}

static gboolean
is_real (int year, int month, int day)
{
  if (year < 1 || year > 9999)
    return FALSE;
  if (month == 0)
    return day == 0;
  if (month < 1 || month > 12)
    return FALSE;
  return day >= 0 && day <= count_days_of_month (year, month);
}

/* A year that begins in March puts the leap day at its end, so that the days before a month
 * follow from one division; 400 such years always have 146097 days. */
static gint32
count_days_since_epoch (int year, int month, int day)
{
  int march_year = month > 2 ? year : year - 1;
  int era = march_year / 400;
  int year_of_era = march_year % 400;
  int day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
  int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

  return era * 146097 + day_of_era - 719468;
}

static PodDate
make_date (int year, int month, int day)
{
  return (PodDate){ .year = (gint16) year, .month = (guint8) month, .day = (guint8) day };
}

PodDate
pod_date_new (int year, int month, int day)
{
  return is_real (year, month, day) ? make_date (year, month, day) : POD_DATE_NONE;
}

PodDate
pod_date_from_day (gint32 day)
{
  gint64 shifted = (gint64) day + 719468;
  int era, day_of_era, year_of_era, day_of_year, month_index, year, month;

  if (day < count_days_since_epoch (1, 1, 1) || day > count_days_since_epoch (9999, 12, 31))
    return POD_DATE_NONE;

  era = (int) (shifted / 146097);
  day_of_era = (int) (shifted % 146097);
  year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  month_index = (5 * day_of_year + 2) / 153;
  month = month_index < 10 ? month_index + 3 : month_index - 9;
  year = era * 400 + year_of_era + (month <= 2 ? 1 : 0);
  return make_date (year, month, day_of_year - (153 * month_index + 2) / 5 + 1);
}

/* Reads exactly @digits decimal digits and moves @text behind them. */
static gboolean
read_digits (const char **text, int digits, int *value)
{
  *value = 0;
  for (int i = 0; i < digits; i++, (*text)++)
    {
      if (!g_ascii_isdigit (**text))
        return FALSE;
      *value = *value * 10 + g_ascii_digit_value (**text);
    }
  return TRUE;
}

gboolean
pod_date_parse (const char *text, PodDate *date)
{
  int year, month = 0, day = 0;

  if (text == NULL || !read_digits (&text, 4, &year))
    return FALSE;
  if (*text == '-')
    {
      text++;
      if (!read_digits (&text, 2, &month) || month == 0)
        return FALSE;
      if (*text == '-')
        {
          text++;
          if (!read_digits (&text, 2, &day) || day == 0)
            return FALSE;
        }
    }
  if (*text != '\0' || !is_real (year, month, day))
    return FALSE;

  *date = make_date (year, month, day);
  return TRUE;
}

gboolean
pod_date_is_set (PodDate date)
{
  return date.year != 0;
}

gboolean
pod_date_is_complete (PodDate date)
{
  return date.year != 0 && date.month != 0 && date.day != 0;
}

gint32
pod_date_first_day (PodDate date)
{
  if (!pod_date_is_set (date))
    return POD_DAY_MIN;
  return count_days_since_epoch (date.year, MAX (date.month, 1), MAX (date.day, 1));
}

gint32
pod_date_last_day (PodDate date)
{
  int month, day;

  if (!pod_date_is_set (date))
    return POD_DAY_MAX;
  month = date.month != 0 ? date.month : 12;
  day = date.day != 0 ? date.day : count_days_of_month (date.year, month);
  return count_days_since_epoch (date.year, month, day);
}

int
pod_date_compare (PodDate a, PodDate b)
{
  gint32 first_a, first_b, last_a, last_b;

  if (!pod_date_is_set (a) || !pod_date_is_set (b))
    return (int) pod_date_is_set (b) - (int) pod_date_is_set (a);

  first_a = pod_date_first_day (a);
  first_b = pod_date_first_day (b);
  if (first_a != first_b)
    return first_a < first_b ? -1 : 1;
  /* The more precise date ends sooner. */
  last_a = pod_date_last_day (a);
  last_b = pod_date_last_day (b);
  return (last_a > last_b) - (last_a < last_b);
}

gboolean
pod_date_equal (PodDate a, PodDate b)
{
  return a.year == b.year && a.month == b.month && a.day == b.day;
}

PodTruth
pod_date_is_before (PodDate a, PodDate b)
{
  if (pod_date_last_day (a) < pod_date_first_day (b))
    return POD_TRUE;
  if (pod_date_first_day (a) >= pod_date_last_day (b))
    return POD_FALSE;
  return POD_UNKNOWN;
}

PodDate
pod_date_add_days (PodDate date, int days)
{
  gint64 day;

  if (!pod_date_is_complete (date))
    return POD_DATE_NONE;
  day = (gint64) pod_date_first_day (date) + days;
  if (day < G_MININT32 || day > G_MAXINT32)
    return POD_DATE_NONE;
  return pod_date_from_day ((gint32) day);
}

PodDate
pod_date_add_months (PodDate date, int months)
{
  gint64 count;
  int year, month;

  if (!pod_date_is_complete (date))
    return POD_DATE_NONE;
  count = (gint64) date.year * 12 + date.month - 1 + months;
  if (count < 12 || count >= 10000 * 12)
    return POD_DATE_NONE;
  year = (int) (count / 12);
  month = (int) (count % 12) + 1;
  return make_date (year, month, MIN (date.day, count_days_of_month (year, month)));
}

/* A 29 February birthday is not yet reached on 28 February and is past on 1 March. */
static int
count_completed_years (gint32 birth_day, gint32 at_day)
{
  PodDate birth = pod_date_from_day (birth_day);
  PodDate at = pod_date_from_day (at_day);
  gboolean reached = at.month > birth.month || (at.month == birth.month && at.day >= birth.day);

  return at.year - birth.year - (reached ? 0 : 1);
}

gboolean
pod_date_completed_years (PodDate birth, PodDate at, int *least, int *most)
{
  int low, high;

  if (!pod_date_is_set (birth) || !pod_date_is_set (at))
    return FALSE;

  low = count_completed_years (pod_date_last_day (birth), pod_date_first_day (at));
  high = count_completed_years (pod_date_first_day (birth), pod_date_last_day (at));
  if (high < 0)
    return FALSE;
  *least = MAX (low, 0);
  *most = high;
  return TRUE;
}

char *
pod_date_to_string (PodDate date)
{
  if (!pod_date_is_set (date))
    return g_strdup ("");
  if (date.month == 0)
    return g_strdup_printf ("%04d", date.year);
  if (date.day == 0)
    return g_strdup_printf ("%04d-%02d", date.year, date.month);
  return g_strdup_printf ("%04d-%02d-%02d", date.year, date.month, date.day);
}

int
pod_study_day (gint32 day, gint32 zero)
{
  return day - zero;
}

int
pod_sdtm_day (gint32 day, gint32 reference)
{
  return day >= reference ? day - reference + 1 : day - reference;
}
