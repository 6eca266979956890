#include "pod-quantity.h"

#include <math.h>
#include <string.h>

/* The values that a comparator and a number admit, or that a relation allows. */
typedef struct
{
  double low;
  double high;
  gboolean low_open;
  gboolean high_open;
} Interval;

/* 15 significant digits are what any decimal survives a double with; the rest is noise of
 * arithmetic. */
static double
round_to_15_digits (double number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (!isfinite (number))
    return number;
  return g_ascii_strtod (g_ascii_formatd (buffer, sizeof buffer, "%.14e", number), NULL);
}

/* Rounding moves neither by more than a twentieth of this: numbers that are further apart keep their order without it.  It costs more than all
 * the rest of a comparison, and nearly all are of numbers far apart. */
#define NEAR 1e-13

static gboolean
is_near (double a, double b)
{
  return !(fabs (a - b) > NEAR * MAX (fabs (a), fabs (b)));
}

gboolean
pod_comparator_is_upper_bound (PodComparator comparator)
{
  return comparator == POD_LESS_THAN || comparator == POD_AT_MOST;
}

static Interval
admit (PodComparator comparator, double number)
{
  switch (comparator)
    {
    case POD_LESS_THAN:
      return (Interval){ -INFINITY, number, TRUE, TRUE };
    case POD_AT_MOST:
      return (Interval){ -INFINITY, number, TRUE, FALSE };
    case POD_GREATER_THAN:
      return (Interval){ number, INFINITY, TRUE, TRUE };
    case POD_AT_LEAST:
      return (Interval){ number, INFINITY, FALSE, TRUE };
    case POD_EXACTLY:
    default:
      return (Interval){ number, number, FALSE, FALSE };
    }
}

static PodTruth
is_below (Interval value, double limit)
{
  if (value.high < limit || (value.high == limit && value.high_open))
    return POD_TRUE;
  return value.low >= limit ? POD_FALSE : POD_UNKNOWN;
}

static PodTruth
is_at_most (Interval value, double limit)
{
  if (value.high <= limit)
    return POD_TRUE;
  if (value.low > limit || (value.low == limit && value.low_open))
    return POD_FALSE;
  return POD_UNKNOWN;
}

static PodTruth
is_equal (Interval value, double limit)
{
  if (value.low == limit && value.high == limit)
    return POD_TRUE;
  if (is_below (value, limit) == POD_TRUE || is_at_most (value, limit) == POD_FALSE)
    return POD_FALSE;
  return POD_UNKNOWN;
}

PodTruth
pod_quantity_compare (PodComparator comparator, double number, PodRelation relation, double limit)
{
  gboolean rounds = is_near (number, limit);
  Interval value = admit (comparator, rounds ? round_to_15_digits (number) : number);
  double bound = rounds ? round_to_15_digits (limit) : limit;

  if (isnan (number) || isnan (limit))
    return POD_UNKNOWN;
  switch (relation)
    {
    case POD_RELATION_LT:
      return is_below (value, bound);
    case POD_RELATION_GE:
      return pod_truth_not (is_below (value, bound));
    case POD_RELATION_LE:
      return is_at_most (value, bound);
    case POD_RELATION_GT:
      return pod_truth_not (is_at_most (value, bound));
    case POD_RELATION_EQ:
      return is_equal (value, bound);
    case POD_RELATION_NE:
      return pod_truth_not (is_equal (value, bound));
    default:
      return POD_UNKNOWN;
    }
}

/* Full-width forms and the typeset signs become ASCII.  Not NFKC: that would turn 10² into 102. */
static char *
fold_to_ascii (const char *text)
{
  GString *folded = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c >= 0xFF01 && c <= 0xFF5E)
        g_string_append_c (folded, (char) (c - 0xFEE0));
      else if (c == 0x3000 || c == 0x00A0)
        g_string_append_c (folded, ' ');
      else if (c == 0x2212)
        g_string_append_c (folded, '-');
      else if (c == 0x2264 || c == 0x2266 || c == 0x2A7D)
        g_string_append (folded, "<=");
      else if (c == 0x2265 || c == 0x2267 || c == 0x2A7E)
        g_string_append (folded, ">=");
      else
        g_string_append_unichar (folded, c);
    }
  g_strstrip (folded->str);
  folded->len = strlen (folded->str);
  return g_string_free (folded, FALSE);
}

/* Reads a comparator, where there is one, and moves @text behind it and the space that follows. */
static PodComparator
read_comparator (const char **text)
{
  static const struct
  {
    const char *sign;
    PodComparator comparator;
  } signs[] = {
    { "<=", POD_AT_MOST },     { ">=", POD_AT_LEAST }, { "<", POD_LESS_THAN },
    { ">", POD_GREATER_THAN }, { "=", POD_EXACTLY },
  };

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (g_str_has_prefix (*text, signs[i].sign))
      {
        *text += strlen (signs[i].sign);
        *text += strspn (*text, " \t");
        return signs[i].comparator;
      }
  return POD_EXACTLY;
}

static gsize
move_digits (const char **text, GString *number)
{
  gsize count = strspn (*text, "0123456789");

  g_string_append_len (number, *text, (gssize) count);
  *text += count;
  return count;
}

/* Digits, perhaps in groups of three.  "0,123" is a decimal comma and "1,5" may be one: both are
 * refused. */
static gboolean
move_whole_part (const char **text, GString *number)
{
  gboolean starts_with_zero = **text == '0';
  gsize first = move_digits (text, number);

  if (first == 0)
    return FALSE;
  if (**text == ',' && (first > 3 || starts_with_zero))
    return FALSE;
  while (**text == ',')
    {
      (*text)++;
      if (move_digits (text, number) != 3)
        return FALSE;
    }
  return TRUE;
}

/* digits[.digits][e[+-]digits] with an optional minus; @number becomes plain ASCII. */
static gboolean
move_number (const char **text, GString *number)
{
  if (**text == '-')
    g_string_append_c (number, *(*text)++);
  if (!move_whole_part (text, number))
    return FALSE;
  if (**text == '.')
    {
      g_string_append_c (number, *(*text)++);
      if (move_digits (text, number) == 0)
        return FALSE;
    }
  if (**text == 'e' || **text == 'E')
    {
      g_string_append_c (number, *(*text)++);
      if (**text == '+' || **text == '-')
        g_string_append_c (number, *(*text)++);
      if (move_digits (text, number) == 0)
        return FALSE;
    }
  return **text == '\0';
}

/* A number too small for a double would silently become zero: is there a digit other than 0
 * before the exponent? */
static gboolean
has_significant_digit (const char *number)
{
  return number[strcspn (number, "123456789eE")] >= '1' &&
         number[strcspn (number, "123456789eE")] <= '9';
}

char *
pod_quantity_print_number (const char *text, PodQuantity *quantity)
{
  g_autofree char *folded = NULL;
  g_autoptr (GString) plain = g_string_new (NULL);
  const char *p, *printed;
  PodComparator comparator;
  double number;

  if (text == NULL || !g_utf8_validate (text, -1, NULL))
    return NULL;
  p = folded = fold_to_ascii (text);
  comparator = read_comparator (&p);
  printed = p;
  if (!move_number (&p, plain))
    return NULL;
  number = g_ascii_strtod (plain->str, NULL);
  if (!isfinite (number) || (number == 0 && has_significant_digit (plain->str)))
    return NULL;

  quantity->comparator = comparator;
  quantity->number = number == 0 ? 0 : number;
  return g_strdup (printed);
}

gboolean
pod_quantity_parse_number (const char *text, PodQuantity *quantity)
{
  g_autofree char *printed = pod_quantity_print_number (text, quantity);

  return printed != NULL;
}

const char *
pod_comparator_to_string (PodComparator comparator)
{
  static const char *const names[] = { "", "<", "<=", ">", ">=" };

  return names[comparator];
}

const char *
pod_comparator_to_label (PodComparator comparator)
{
  static const char *const labels[] = { "", "<", "≤", ">", "≥" };

  return labels[comparator];
}

gboolean
pod_comparator_from_string (const char *text, PodComparator *comparator)
{
  for (PodComparator c = POD_EXACTLY; c <= POD_AT_LEAST; c++)
    if (g_strcmp0 (text, pod_comparator_to_string (c)) == 0 ||
        g_strcmp0 (text, pod_comparator_to_label (c)) == 0)
      {
        *comparator = c;
        return TRUE;
      }
  return FALSE;
}

const char *
pod_relation_to_string (PodRelation relation)
{
  static const char *const names[] = { "=", "!=", "<", "<=", ">", ">=" };

  return names[relation];
}

const char *
pod_relation_to_label (PodRelation relation)
{
  static const char *const labels[] = { "=", "≠", "<", "≤", ">", "≥" };

  return labels[relation];
}
