#include "pod-unit-private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What no laboratory prints is refused, so that no hostile code overflows anything. */
#define MAX_CODE_LENGTH 80
#define MAX_DEPTH 4
#define MAX_POWER 9
#define MAX_EXPONENT 60

typedef struct
{
  const char *p;
  int depth;
} Parser;

static gboolean parse_term (Parser *parser, PodMeasure *measure);

static void
multiply (PodMeasure *a, const PodMeasure *b)
{
  a->numerator *= b->numerator;
  a->denominator *= b->denominator;
  a->exponent += b->exponent;
  a->dimension = pod_dimension_multiply (a->dimension, b->dimension);
  a->has_offset |= b->has_offset;
}

static void
invert (PodMeasure *measure)
{
  double numerator = measure->numerator;

  measure->numerator = measure->denominator;
  measure->denominator = numerator;
  measure->exponent = -measure->exponent;
  measure->dimension = pod_dimension_power (measure->dimension, -1);
}

static gboolean
raise_to (PodMeasure *measure, int power)
{
  PodMeasure base = *measure;

  if (power == 0 || abs (power) > MAX_POWER || measure->has_offset)
    return FALSE;
  for (int i = 1; i < abs (power); i++)
    multiply (measure, &base);
  if (power < 0)
    invert (measure);
  return TRUE;
}

/* An optional sign and one to @most digits. */
static gboolean
read_integer (Parser *parser, guint most, int *value)
{
  const char *digits = parser->p;
  gsize count;

  if (*digits == '+' || *digits == '-')
    digits++;
  count = strspn (digits, "0123456789");
  if (count == 0 || count > most)
    return FALSE;
  *value = atoi (parser->p);
  parser->p = digits + count;
  return TRUE;
}

/* "10*" and "10^" are one atom in UCUM; what follows is its exponent. */
static gboolean
parse_power_of_ten (Parser *parser, PodMeasure *measure)
{
  int exponent = 1;

  parser->p += 3;
  if (strchr ("+-0123456789", *parser->p) != NULL && *parser->p != '\0' &&
      !read_integer (parser, 2, &exponent))
    return FALSE;
  *measure = POD_MEASURE_ONE;
  measure->exponent = exponent;
  return TRUE;
}

static gboolean
parse_number (Parser *parser, PodMeasure *measure)
{
  int value;

  if (!read_integer (parser, 6, &value) || value == 0)
    return FALSE;
  *measure = POD_MEASURE_ONE;
  measure->numerator = value;
  return TRUE;
}

/* An atom's name reaches to the next sign or digit; brackets belong to it whole. */
static gsize
measure_atom_name (const char *p)
{
  gsize length = 0;
  gboolean in_brackets = FALSE;

  for (; p[length] != '\0'; length++)
    {
      if (p[length] == '[')
        in_brackets = TRUE;
      else if (p[length] == ']')
        in_brackets = FALSE;
      else if (!in_brackets && strchr ("./(){}+-0123456789", p[length]) != NULL)
        break;
    }
  return length;
}

static gboolean
parse_atom (Parser *parser, PodMeasure *measure)
{
  gsize length = measure_atom_name (parser->p);
  int power = 1;

  if (!pod_unit_find_atom (parser->p, length, measure))
    return FALSE;
  parser->p += length;
  if (*parser->p == '\0' || strchr ("+-0123456789", *parser->p) == NULL)
    return TRUE;
  return read_integer (parser, 2, &power) && raise_to (measure, power);
}

static gboolean
parse_group (Parser *parser, PodMeasure *measure)
{
  gboolean ok;

  if (parser->depth >= MAX_DEPTH)
    return FALSE;
  parser->depth++;
  parser->p++;
  ok = parse_term (parser, measure) && *parser->p == ')';
  parser->p += ok ? 1 : 0;
  parser->depth--;
  return ok;
}

/* Counts where it stands for a factor, alone or behind a bare number; behind a unit it is a
 * remark: "mg/g{creat}". */
static gboolean
parse_annotation (Parser *parser, PodMeasure *measure)
{
  const char *start = parser->p + 1;
  const char *end = strchr (start, '}');
  PodMeasure counted;

  if (end == NULL || end == start)
    return FALSE;
  for (const char *p = start; p < end; p++)
    if (!g_ascii_isgraph (*p) || *p == '{')
      return FALSE;
  counted = pod_unit_measure_annotation (start, (gsize) (end - start));
  if (pod_dimension_is_one (measure->dimension))
    multiply (measure, &counted);
  parser->p = end + 1;
  return TRUE;
}

static gboolean
parse_component (Parser *parser, PodMeasure *measure)
{
  gboolean ok;

  if (*parser->p == '{')
    {
      *measure = POD_MEASURE_ONE;
      return parse_annotation (parser, measure);
    }
  if (*parser->p == '(')
    ok = parse_group (parser, measure);
  else if (g_str_has_prefix (parser->p, "10*") || g_str_has_prefix (parser->p, "10^"))
    ok = parse_power_of_ten (parser, measure);
  else if (g_ascii_isdigit (*parser->p))
    ok = parse_number (parser, measure);
  else
    ok = parse_atom (parser, measure);
  if (ok && *parser->p == '{')
    ok = parse_annotation (parser, measure);
  return ok;
}

/* A solidus governs the next component only, from left to right: "g/24.h" is g.h/24. */
static gboolean
parse_term (Parser *parser, PodMeasure *measure)
{
  gboolean divide = *parser->p == '/';
  gboolean first = !divide;

  *measure = POD_MEASURE_ONE;
  do
    {
      PodMeasure part;

      /* To UCUM "1.73" is 1 times 73; whoever writes it here means a decimal. */
      if (!first && *parser->p == '.' && g_ascii_isdigit (parser->p[-1]) &&
          g_ascii_isdigit (parser->p[1]))
        return FALSE;
      if (!first)
        parser->p++;
      if (!parse_component (parser, &part))
        return FALSE;
      /* Degrees Celsius stand alone or not at all. */
      if (part.has_offset && (!first || *parser->p != '\0' || parser->depth > 0))
        return FALSE;
      if (divide)
        invert (&part);
      multiply (measure, &part);
      first = FALSE;
      divide = *parser->p == '/';
    }
  while (*parser->p == '.' || *parser->p == '/');
  return TRUE;
}

static gboolean
is_sane (const PodMeasure *measure)
{
  for (int i = 0; i < POD_DIMENSIONS; i++)
    if (ABS ((int) measure->dimension.power[i]) > MAX_EXPONENT)
      return FALSE;
  return ABS (measure->exponent) <= MAX_EXPONENT && isfinite (measure->numerator) &&
         isfinite (measure->denominator);
}

gboolean
pod_unit_parse (const char *code, PodMeasure *measure)
{
  Parser parser = { .p = code };

  if (code == NULL || *code == '\0' || strlen (code) > MAX_CODE_LENGTH)
    return FALSE;
  return parse_term (&parser, measure) && *parser.p == '\0' && is_sane (measure);
}
