#include "pod-window.h"

#include <math.h>
#include <string.h>

/* A hundred years; beyond it a look-back is a slip of the pen. */
#define AMOUNT_MAX_DAYS 36525
#define AMOUNT_MAX_MONTHS 1200

static const struct
{
  const char *unit;
  gboolean months;
  int factor;
} amounts[] = {
  { "d", FALSE, 1 },
  { "wk", FALSE, 7 },
  { "mo", TRUE, 1 },
  { "a", TRUE, 12 },
};

const char *
pod_window_set_amount (PodWindow *window, double amount, const char *unit)
{
  for (guint i = 0; i < G_N_ELEMENTS (amounts); i++)
    {
      double whole = amount * amounts[i].factor;

      if (strcmp (amounts[i].unit, unit) != 0)
        continue;
      if (amount < 1 || amount != floor (amount))
        return "expected a whole number, at least 1";
      if (whole > (amounts[i].months ? AMOUNT_MAX_MONTHS : AMOUNT_MAX_DAYS))
        return "expected no more than a hundred years";
      window->amount = (int) whole;
      window->months = amounts[i].months;
      return NULL;
    }
  return "expected d, wk, mo or a";
}

static const char *
skip_spaces (const char *text)
{
  while (g_ascii_isspace (*text))
    text++;
  return text;
}

static char *
take_word (const char **text)
{
  const char *start = skip_spaces (*text);
  const char *end = start;

  while (*end != '\0' && !g_ascii_isspace (*end))
    end++;
  *text = skip_spaces (end);
  return g_strndup (start, end - start);
}

static gboolean
is_name (const char *word)
{
  if (!g_ascii_isalpha (*word) && *word != '_')
    return FALSE;
  for (; *word != '\0'; word++)
    if (!g_ascii_isalnum (*word) && *word != '_' && *word != '.')
      return FALSE;
  return TRUE;
}

static const char *
parse_anchor (const char *text, PodWindow *window)
{
  g_autofree char *before = take_word (&text);
  g_autofree char *name = take_word (&text);

  if (strcmp (before, "before") != 0)
    return "expected \"before\" and the name of a date after the amount";
  if (!is_name (name) || *text != '\0')
    return "expected the name of one date after \"before\"";
  window->anchor = g_intern_string (name);
  return NULL;
}

static const char *
parse_window (const char *text, PodWindow *window)
{
  g_autofree char *digits = take_word (&text);
  g_autofree char *unit = take_word (&text);
  const char *fault;
  guint64 amount;

  if (!g_ascii_string_to_unsigned (digits, 10, 0, G_MAXINT, &amount, NULL))
    return "expected a whole number, as in \"28 d before enrolment\"";
  fault = pod_window_set_amount (window, (double) amount, unit);
  if (fault != NULL || *text == '\0')
    return fault;
  return parse_anchor (text, window);
}

gboolean
pod_window_parse (const char *text, PodWindow *window, const char **fault)
{
  PodWindow read = { 0, FALSE, NULL };
  const char *wrong = parse_window (text, &read);

  if (wrong == NULL)
    *window = read;
  else if (fault != NULL)
    *fault = wrong;
  return wrong == NULL;
}

static PodDate
add_amount (const PodWindow *window, PodDate date, int sign)
{
  return window->months ? pod_date_add_months (date, sign * window->amount)
                        : pod_date_add_days (date, sign * window->amount);
}

PodSpan
pod_span_until (PodDate as_of)
{
  return (PodSpan){ POD_DAY_MIN, pod_date_first_day (as_of), FALSE, FALSE };
}

PodSpan
pod_window_get_span (const PodWindow *window, const PodFacts *facts, PodDate as_of)
{
  PodSpan span = pod_span_until (as_of);
  PodDate anchor = POD_DATE_NONE;

  if (window == NULL || window->amount == 0)
    return span;
  if (window->anchor != NULL)
    anchor = facts->anchor (facts->self, window->anchor);
  span.moving = !pod_date_is_set (anchor);
  span.lost = !span.moving && !pod_date_is_complete (anchor);
  if (span.lost)
    return span;
  span.from = pod_date_first_day (add_amount (window, span.moving ? as_of : anchor, -1));
  if (!span.moving)
    span.to = MIN (span.to, pod_date_first_day (anchor));
  return span;
}

PodDate
pod_window_get_last_day (const PodWindow *window, PodDate when)
{
  gint32 day = pod_date_first_day (when);
  PodDate last = add_amount (window, pod_date_from_day (day), 1);

  /* Months end at different days: six months before 29, 30 and 31 August is 28 February each time.
   * The calendar ends with the year 9999, and no day is the last one there. */
  while (pod_date_is_set (last))
    {
      PodDate next = pod_date_add_days (last, 1);

      if (!pod_date_is_set (next) || pod_date_first_day (add_amount (window, next, -1)) > day)
        break;
      last = next;
    }
  return last;
}

gboolean
pod_window_is_exceeded (const PodWindow *window, PodDate earlier, PodDate later)
{
  PodDate end = add_amount (window, earlier, 1);

  return pod_date_is_set (end) && pod_date_first_day (end) < pod_date_first_day (later);
}
