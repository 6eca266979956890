#include "pod-unit-private.h"

#include <string.h>

static const char *const superscripts[] = { "⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹" };

/* Where a person reads something else than the code says.  The longest comes first. */
static const struct
{
  const char *code;
  const char *label;
} spellings[] = {
  { "mL/min/{1.73_m2}", "mL/min/1.73 m²" },
  { "{1.73_m2}", "1.73 m²" },
  { "(24.h)", "24 h" },
  { "[lb_av]", "lb" },
  { "[in_i]", "in" },
  { "[arb'U]", "AU" },
  { "[H2O]", "H₂O" },
  { "[ppth]", "‰" },
  { "[ppm]", "ppm" },
  { "Cel", "°C" },
  { "osm", "Osm" },
  { "eq", "Eq" },
};

static const char *
append_exponent (GString *label, const char *p)
{
  if (*p == '-')
    g_string_append (label, "⁻");
  if (*p == '-' || *p == '+')
    p++;
  for (; g_ascii_isdigit (*p); p++)
    g_string_append (label, superscripts[*p - '0']);
  return p;
}

/* Words such as copies are read; remarks behind a unit are not. */
static const char *
append_annotation (GString *label, const char *p, gboolean is_remark)
{
  for (p++; *p != '}' && *p != '\0'; p++)
    if (!is_remark)
      g_string_append_c (label, *p == '_' ? ' ' : *p);
  return *p == '}' ? p + 1 : p;
}

static const char *
append_known_spelling (GString *label, const char *p)
{
  for (guint i = 0; i < G_N_ELEMENTS (spellings); i++)
    if (g_str_has_prefix (p, spellings[i].code))
      {
        g_string_append (label, spellings[i].label);
        return p + strlen (spellings[i].code);
      }
  return NULL;
}

static gboolean
begins_component (const char *code, const char *p)
{
  return p == code || strchr ("./(", p[-1]) != NULL;
}

/* Is the annotation at @p what a power of ten counts: "10*6{cells}"? */
static gboolean
follows_power_of_ten (const char *code, const char *p)
{
  while (p > code && strchr ("./(", p[-1]) == NULL)
    p--;
  return g_str_has_prefix (p, "10*") || g_str_has_prefix (p, "10^");
}

/* One piece of @code at @p; returns where the next one begins. */
static const char *
append_piece (GString *label, const char *code, const char *p)
{
  gboolean begins = begins_component (code, p);
  const char *next = append_known_spelling (label, p);

  if (next != NULL)
    return next;
  if (begins && (g_str_has_prefix (p, "10*") || g_str_has_prefix (p, "10^")))
    {
      g_string_append (label, p == code ? "×10" : "10");
      return append_exponent (label, p + 3);
    }
  if (*p == '{' && !begins && follows_power_of_ten (code, p))
    {
      g_string_append_c (label, ' ');
      return append_annotation (label, p, FALSE);
    }
  if (*p == '{')
    return append_annotation (label, p, !begins);
  if (!begins && (g_ascii_isdigit (*p) || *p == '-') && !g_ascii_isdigit (p[-1]))
    return append_exponent (label, p);
  if (*p == '.')
    g_string_append (label, "·");
  else if (*p == 'u' && begins && p[1] != '\0')
    g_string_append (label, "µ");
  else if (*p != '[' && *p != ']')
    g_string_append_c (label, *p);
  return p + 1;
}

char *
pod_unit_make_label (const char *code)
{
  static const char *const silent[] = { "1", "{score}", "{ratio}", NULL };
  GString *label;

  if (g_strv_contains (silent, code))
    return g_strdup ("");
  label = g_string_new (NULL);
  for (const char *p = code; *p != '\0';)
    p = append_piece (label, code, p);
  return g_string_free (label, FALSE);
}
