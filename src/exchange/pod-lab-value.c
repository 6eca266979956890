#include "pod-lab-value.h"

#include <math.h>
#include <string.h>

#include "pod-quantity.h"

typedef struct
{
  const char *from;
  const char *to;
} Replacement;

/* Each character of @text as ASCII where there is a form for it, spaces left out or folded to one. */
static char *
fold (const char *text, const Replacement *replacements, guint n)
{
  GString *folded = g_string_new (NULL);

  for (const char *p = text; *p != '\0';)
    {
      gunichar c = g_utf8_get_char (p);
      gboolean is_wide = c >= 0xFF01 && c <= 0xFF5E;
      char narrow[] = { is_wide ? (char) (c - 0xFEE0) : '\0', '\0' };
      guint i = 0;

      while (i < n && !g_str_has_prefix (p, replacements[i].from) &&
             !(is_wide && g_str_equal (narrow, replacements[i].from)))
        i++;
      if (i < n)
        {
          g_string_append (folded, replacements[i].to);
          p = is_wide ? g_utf8_next_char (p) : p + strlen (replacements[i].from);
          continue;
        }
      if (is_wide)
        g_string_append (folded, narrow);
      else if (g_unichar_isspace (c))
        g_string_append_c (folded, ' ');
      else
        g_string_append_unichar (folded, c);
      p = g_utf8_next_char (p);
    }
  return g_strstrip (g_string_free (folded, FALSE));
}

/* ---- ranges ---- */

static const Replacement range_words[] = {
  { "～", "~" }, { "〜", "~" },   { "∼", "~" },  { "–", "-" },  { "—", "-" },
  { "－", "-" }, { " to ", "~" }, { "至", "~" }, { "--", "~" }, { "（", "(" },
  { "）", ")" }, { "【", "[" },   { "】", "]" },
};

static const Replacement bracket_words[] = {
  { "（", "(" },
  { "）", ")" },
  { "【", "[" },
  { "】", "]" },
};

static gboolean
read_plain (const char *text, double *number)
{
  PodQuantity quantity = { 0 };

  if (!pod_quantity_parse_number (text, &quantity) || quantity.comparator != POD_EXACTLY)
    return FALSE;
  *number = quantity.number;
  return TRUE;
}

static gboolean
read_both (char *text, char *separator, double *lower, double *upper)
{
  *separator = '\0';
  return read_plain (text, lower) && read_plain (separator + 1, upper) && *lower <= *upper;
}

static gboolean
read_one_side (const char *text, double *lower, double *upper)
{
  PodQuantity quantity = { 0 };

  if (!pod_quantity_parse_number (text, &quantity) || quantity.comparator == POD_EXACTLY)
    return FALSE;
  if (pod_comparator_is_upper_bound (quantity.comparator))
    *upper = quantity.number;
  else
    *lower = quantity.number;
  return TRUE;
}

/* Brackets around it, or one that lost its twin, say nothing more. */
static char *
strip_brackets (char *text)
{
  gsize length;

  text += strspn (text, "([ ");
  length = strlen (text);
  while (length > 0 && strchr (")] ", text[length - 1]))
    text[--length] = '\0';
  return text;
}

static char *
find_separator (char *text, gboolean bracketed)
{
  char *separator = strchr (text, '~');

  if (!separator && *text != '\0')
    separator = strchr (text + 1, '-');
  /* Outside brackets a comma may be one of thousands. */
  if (!separator && bracketed)
    separator = strchr (text, ',');
  return separator;
}

/* The ASCII hyphen, in whatever width, is written for any of them. */
static gboolean
is_dash (gunichar c)
{
  return c == '-' || c == 0x2013 || c == 0x2014 || c == 0x2212;
}

/* "4--10" is 4 to 10, but "-3--1" may end at either 1 or -1, with any brackets and dashes; two that differ ("-3–-1") are told apart. */
static gboolean
may_end_twice (const char *text)
{
  g_autofree char *folded = fold (text, bracket_words, G_N_ELEMENTS (bracket_words));
  const char *p = folded + strspn (folded, "([ ");
  gunichar last = g_utf8_get_char (p);

  if (!is_dash (last))
    return FALSE;
  for (p = g_utf8_next_char (p); *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == last && is_dash (c))
        return TRUE;
      last = c;
    }
  return FALSE;
}

gboolean
pod_lab_parse_range (const char *text, double *lower, double *upper)
{
  g_autofree char *folded = fold (text, range_words, G_N_ELEMENTS (range_words));
  gboolean bracketed = *folded == '[' || *folded == '(';
  char *plain = strip_brackets (folded);
  char *separator;

  *lower = *upper = NAN;
  if (may_end_twice (text))
    return FALSE;
  if (read_one_side (plain, lower, upper))
    return TRUE;
  separator = find_separator (plain, bracketed);
  if (separator && read_both (plain, separator, lower, upper))
    return TRUE;
  *lower = *upper = NAN;
  return FALSE;
}

/* ---- moments ---- */

static const Replacement date_words[] = {
  { "年", "-" }, { "月", "-" }, { "日", " " }, { "时", ":" }, { "分", ":" },
  { "秒", "" },  { "点", ":" }, { "/", "-" },  { ".", "-" },  { "T", " " },
};
/* Without the T, which is a letter of months. */
#define N_LETTERED (G_N_ELEMENTS (date_words) - 1)

/* @n digits at @text; -1 where they are not all digits. */
static int
read_fixed (const char *text, guint n)
{
  int number = 0;

  for (guint i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return -1;
      number = number * 10 + (text[i] - '0');
    }
  return number;
}

/* One to @most digits, and moves behind them; -1 where there is none or one more. */
static int
read_digits (const char **text, guint most)
{
  gsize n = strspn (*text, "0123456789");
  int number = n >= 1 && n <= most ? read_fixed (*text, (guint) n) : -1;

  *text += n;
  return number;
}

static gboolean
make_minute (int hour, int minute, int second, int *out)
{
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59)
    return FALSE;
  *out = hour * 60 + minute;
  return TRUE;
}

/* "8:05 PM" is five past twenty, and "12:05 AM" is five past midnight; moves behind it. */
static int
read_half (const char **text, int hour)
{
  static const char *const halves[] = { "AM", "PM" };
  const char *p = *text + strspn (*text, " ");

  for (guint i = 0; i < G_N_ELEMENTS (halves); i++)
    if (g_ascii_strncasecmp (p, halves[i], 2) == 0)
      {
        *text = p + 2;
        return hour < 1 || hour > 12 ? -1 : hour % 12 + (i == 1 ? 12 : 0);
      }
  return hour;
}

/* "8:05", "8:05:", "8:05:30", "8:05 PM", "0805", "080530". */
static gboolean
read_time (const char *text, int *out)
{
  gsize n = strspn (text, "0123456789");
  int hour, minute, second = 0;
  gboolean has_second;

  if ((n == 4 || n == 6) && text[n] == '\0')
    return make_minute (read_fixed (text, 2), read_fixed (text + 2, 2),
                        n == 6 ? read_fixed (text + 4, 2) : 0, out);
  hour = read_digits (&text, 2);
  if (*text++ != ':')
    return FALSE;
  minute = read_digits (&text, 2);
  has_second = *text == ':' && *++text != '\0';
  if (has_second)
    second = read_digits (&text, 2);
  /* A fraction of a second; its point has become a hyphen. */
  if (*text == '-' && has_second)
    text += 1 + strspn (text + 1, "0123456789");
  hour = read_half (&text, hour);
  return *text == '\0' && make_minute (hour, minute, second, out);
}

static gboolean
make_moment (int year, int month, int day, const char *time, PodMoment *moment)
{
  int minute = -1;
  PodDate date = year > 0 && month > 0 && day > 0 ? pod_date_new (year, month, day) : POD_DATE_NONE;

  if (!pod_date_is_complete (date) || (*time != '\0' && !read_time (time, &minute)))
    return FALSE;
  moment->date = date;
  moment->minute = (gint16) minute;
  return TRUE;
}

static gboolean
read_compact (const char *text, PodMoment *moment)
{
  gsize n = strspn (text, "0123456789");

  if ((n != 8 && n != 12 && n != 14) || (text[n] != '\0' && (n != 8 || text[n] != ' ')))
    return FALSE;
  return make_moment (read_fixed (text, 4), read_fixed (text + 4, 2), read_fixed (text + 6, 2),
                      text + 8 + strspn (text + 8, " "), moment);
}

/* "MAR", and moves behind it; -1 for no month. */
static int
read_month (const char **text)
{
  static const char *const months[] = { "jan", "feb", "mar", "apr", "may", "jun",
                                        "jul", "aug", "sep", "oct", "nov", "dec" };

  gsize letters = strspn (*text, G_CSET_A_2_Z G_CSET_a_2_z);
  gboolean is_sept = letters == 4 && g_ascii_strncasecmp (*text, "sept", 4) == 0;

  for (guint i = 0; i < G_N_ELEMENTS (months) && (letters == 3 || is_sept); i++)
    if (g_ascii_strncasecmp (*text, months[i], 3) == 0)
      {
        *text += letters;
        return (int) i + 1;
      }
  return -1;
}

/* "14-MAR-2026", "14MAR2026:08:05:00": with its month in letters a day cannot be taken for another. */
static gboolean
read_lettered (const char *text, PodMoment *moment)
{
  g_autofree char *folded = fold (text, date_words, N_LETTERED);
  const char *p = folded;
  int day = read_digits (&p, 2), month, year;

  p += strspn (p, "- ");
  month = read_month (&p);
  p += strspn (p, "- ");
  year = strspn (p, "0123456789") == 4 ? read_digits (&p, 4) : -1;
  if (month < 0 || (*p != '\0' && *p != ' ' && *p != ':' && *p != 'T'))
    return FALSE;
  return make_moment (year, month, day, p + strspn (p, " :T"), moment);
}

gboolean
pod_lab_parse_moment (const char *text, PodMoment *moment)
{
  g_autofree char *folded = fold (text, date_words, G_N_ELEMENTS (date_words));
  const char *p = folded;
  int year, month, day;

  if (read_compact (folded, moment) || read_lettered (text, moment))
    return TRUE;
  if (strspn (p, "0123456789") != 4)
    return FALSE;
  year = read_digits (&p, 4);
  if (*p++ != '-')
    return FALSE;
  month = read_digits (&p, 2);
  if (*p++ != '-')
    return FALSE;
  day = read_digits (&p, 2);
  if (*p != '\0' && *p != ' ')
    return FALSE;
  return make_moment (year, month, day, p + strspn (p, " "), moment);
}

const char *const *
pod_lab_dates_list (void)
{
  static const char *const names[] = { "ymd", "dmy", "mdy", NULL };

  return names;
}

/* One or two before a year; moves to what is behind them. */
static guint
read_before_year (const char **text, int parts[2])
{
  guint n = 0;

  while (n < 2 && strspn (*text, "0123456789") <= 2 && (parts[n] = read_digits (text, 2)) > 0 &&
         **text == '-')
    {
      n++;
      (*text)++;
    }
  return n;
}

static gboolean
parts_time (gunichar c)
{
  return g_unichar_isspace (c) || c == ',' || c == 0xFF0C || c == 'T';
}

char *
pod_lab_cut_time (const char *text)
{
  const char *start = text, *end;

  while (g_unichar_isspace (g_utf8_get_char (start)))
    start = g_utf8_next_char (start);
  /* The T of a month does not part anything. */
  for (end = start;
       *end != '\0' && (!parts_time (g_utf8_get_char (end)) ||
                        (*end == 'T' && (end == start || !g_ascii_isdigit (end[-1]))));)
    end = g_utf8_next_char (end);
  return g_strndup (start, (gsize) (end - start));
}

/* Over what parts it from its date. */
static const char *
skip_to_time (const char *text)
{
  while (parts_time (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  return text;
}

/* The time stays as it is printed, its T too, which tells a zone from a range. */
static char *
turn (const int parts[2], guint n, int year, gboolean is_day_first, const char *behind)
{
  const char *time = skip_to_time (behind);

  if (n == 1)
    return *time == '\0' ? g_strdup_printf ("%04d-%02d", year, parts[0]) : NULL;
  return g_strdup_printf ("%04d-%02d-%02d%s%s", year, parts[is_day_first], parts[!is_day_first],
                          *time == '\0' ? "" : (*behind == 'T' ? "T" : " "), time);
}

char *
pod_lab_put_year_first (const char *text, PodLabDates dates)
{
  g_autofree char *date = NULL, *folded = NULL;
  int parts[2] = { 0 }, year;
  const char *p;
  guint n;

  if (dates == POD_LAB_YEAR_FIRST)
    return NULL;
  date = pod_lab_cut_time (text);
  p = folded = fold (date, date_words, G_N_ELEMENTS (date_words));
  n = read_before_year (&p, parts);
  year = strspn (p, "0123456789") == 4 ? read_digits (&p, 4) : 0;
  if (n == 0 || year == 0 || *p != '\0')
    return NULL;
  return turn (parts, n, year, dates == POD_LAB_DAY_FIRST, strstr (text, date) + strlen (date));
}

gboolean
pod_lab_parse_partial (const char *text, PodDate *date)
{
  g_autofree char *folded = fold (text, date_words, G_N_ELEMENTS (date_words));
  const char *p = folded;
  int year = strspn (p, "0123456789") == 4 ? read_digits (&p, 4) : 0, month = 0;

  p += *p == '-';
  if (*p != '\0')
    {
      month = read_digits (&p, 2);
      p += *p == '-';
      if (month < 1 || month > 12)
        return FALSE;
    }
  if (year < 1 || *p != '\0')
    return FALSE;
  *date = pod_date_new (year, month, 0);
  return TRUE;
}

gboolean
pod_lab_parse_time (const char *text, int *minute)
{
  g_autofree char *folded = fold (text, date_words, G_N_ELEMENTS (date_words));

  return read_time (folded, minute);
}

/* ---- results ---- */

/* Arrows may stand before the number, too. */
static const char *
skip_arrows (const char *text)
{
  static const char *const arrows[] = { "↑", "↓", "⬆", "⬇", "▲", "▼", " " };

  for (guint i = 0; i < G_N_ELEMENTS (arrows);)
    if (g_str_has_prefix (text, arrows[i]) && text[strlen (arrows[i])] != '\0')
      {
        text += strlen (arrows[i]);
        i = 0;
      }
    else
      i++;
  return text;
}

char *
pod_lab_strip_flag (const char *text)
{
  static const char *const flags[] = {
    "↑",  "↓",   "⬆",   "⬇",  "▲",  "▼",   "偏高", "偏低", "高",
    "低", " HH", " LL", " H", " L", "(H)", "(L)",  "(高)", "(低)"
  };
  g_autofree char *whole = g_strstrip (g_strdup (text));
  char *stripped = g_strdup (skip_arrows (whole));
  gboolean again = TRUE;

  while (again)
    {
      again = FALSE;
      for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
        if (g_str_has_suffix (stripped, flags[i]) && strlen (stripped) > strlen (flags[i]))
          {
            stripped[strlen (stripped) - strlen (flags[i])] = '\0';
            g_strchomp (stripped);
            again = TRUE;
          }
    }
  return stripped;
}
