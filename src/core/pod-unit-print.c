#include "pod-unit.h"

#include <stdlib.h>
#include <string.h>

typedef struct
{
  const char *print;
  const char *ucum;
} Spelling;

/* Whole units that mean in print what their letters do not mean in UCUM.  After folding: no
 * spaces, u for micro, "." for a raised dot. */
static const Spelling wholes[] = {
  { "G/L", "10*9/L" },
  { "G/l", "10*9/L" },
  { "T/L", "10*12/L" },
  { "T/l", "10*12/L" },
  { "K/uL", "10*3/uL" },
  { "K/ul", "10*3/uL" },
  { "k/uL", "10*3/uL" },
  { "k/ul", "10*3/uL" },
  { "K/mm3", "10*3/uL" },
  { "M/uL", "10*6/uL" },
  { "M/ul", "10*6/uL" },
  { "bpm", "/min" },
  { "次/分", "/min" },
  { "次/分钟", "/min" },
  { "次/min", "/min" },
  { "INR", "{INR}" },
  { "ml/min.{1.73_m2}", "mL/min/{1.73_m2}" },
  { "mL/min.{1.73_m2}", "mL/min/{1.73_m2}" },
  { "ml/min{1.73_m2}", "mL/min/{1.73_m2}" },
  { "mL/min{1.73_m2}", "mL/min/{1.73_m2}" },
  { "ml/(min.{1.73_m2})", "mL/min/{1.73_m2}" },
  { "mL/(min.{1.73_m2})", "mL/min/{1.73_m2}" },
};

/* The parts between solidi and points. */
static const Spelling parts[] = {
  { "l", "L" },
  { "ml", "mL" },
  { "dl", "dL" },
  { "cl", "cL" },
  { "ul", "uL" },
  { "nl", "nL" },
  { "pl", "pL" },
  { "fl", "fL" },
  { "gm", "g" },
  { "Kg", "kg" },
  { "mcg", "ug" },
  { "gCr", "g{creat}" },
  { "gcr", "g{creat}" },
  { "gcreat", "g{creat}" },
  { "gcrea", "g{creat}" },
  { "gcreatinine", "g{creat}" },
  { "mmolCr", "mmol{creat}" },
  { "mmolcr", "mmol{creat}" },
  { "mmolcreat", "mmol{creat}" },
  { "mmolcreatinine", "mmol{creat}" },
  { "mEq", "meq" },
  { "mOsm", "mosm" },
  { "giga", "10*9" },
  { "tera", "10*12" },
  { "IU", "[IU]" },
  { "iu", "[IU]" },
  { "kIU", "k[IU]" },
  { "KIU", "k[IU]" },
  { "MIU", "M[IU]" },
  { "mIU", "m[IU]" },
  { "uIU", "u[IU]" },
  { "nIU", "n[IU]" },
  { "KU", "kU" },
  { "AU", "[arb'U]" },
  { "RU", "{RU}" },
  { "[RU]", "{RU}" },
  { "copies", "{copies}" },
  { "copy", "{copies}" },
  { "拷贝", "{copies}" },
  { "拷贝数", "{copies}" },
  { "cells", "{cells}" },
  { "cell", "{cells}" },
  { "个", "{cells}" },
  { "HP", "[HPF]" },
  { "HPF", "[HPF]" },
  { "hpf", "[HPF]" },
  { "LP", "[LPF]" },
  { "LPF", "[LPF]" },
  { "lpf", "[LPF]" },
  { "mmHg", "mm[Hg]" },
  { "cmH2O", "cm[H2O]" },
  { "°C", "Cel" },
  { "sec", "s" },
  { "Sec", "s" },
  { "secs", "s" },
  { "秒", "s" },
  { "分钟", "min" },
  { "hr", "h" },
  { "hrs", "h" },
  { "hour", "h" },
  { "小时", "h" },
  { "24h", "(24.h)" },
  { "24H", "(24.h)" },
  { "24hr", "(24.h)" },
  { "24hrs", "(24.h)" },
  { "24小时", "(24.h)" },
  { "day", "d" },
  { "days", "d" },
  { "天", "d" },
  { "日", "d" },
  { "week", "wk" },
  { "weeks", "wk" },
  { "周", "wk" },
  { "month", "mo" },
  { "months", "mo" },
  { "year", "a" },
  { "years", "a" },
  { "岁", "a" },
};

static const char *
look_up (const Spelling *spellings, guint count, const char *print)
{
  for (guint i = 0; i < count; i++)
    if (strcmp (spellings[i].print, print) == 0)
      return spellings[i].ucum;
  return NULL;
}

/* The ASCII sign that a raised one stands for, or 0. */
static char
lower_superscript (gunichar c)
{
  switch (c)
    {
    case 0x00B9:
      return '1';
    case 0x00B2:
      return '2';
    case 0x00B3:
      return '3';
    case 0x207A:
      return '+';
    case 0x207B:
      return '-';
    default:
      return c == 0x2070 || (c >= 0x2074 && c <= 0x2079) ? (char) ('0' + (c - 0x2070)) : 0;
    }
}

/* NFKC would make 109 of 10⁹, so raised signs go first: 10⁹ becomes 10*9 and m² becomes m2. */
static char *
lower_superscripts (const char *text)
{
  GString *lowered = g_string_new (NULL);
  gboolean inside = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      char plain = lower_superscript (c);

      if (plain != 0 && !inside && g_str_has_suffix (lowered->str, "10"))
        g_string_append_c (lowered, '*');
      if (plain != 0)
        g_string_append_c (lowered, plain);
      else
        g_string_append_unichar (lowered, c);
      inside = plain != 0;
    }
  return g_string_free (lowered, FALSE);
}

static void
append_folded (GString *folded, gunichar c)
{
  if (g_unichar_isspace (c))
    return;
  if (c == 0x03BC)
    g_string_append_c (folded, 'u');
  else if (c == 0x00D7 || c == 0x2217)
    g_string_append_c (folded, '*');
  else if (c == 0x00B7 || c == 0x22C5 || c == 0x2022 || c == 0x30FB || c == 0x2219)
    g_string_append_c (folded, '.');
  else if (c == 0x2044 || c == 0x2215)
    g_string_append_c (folded, '/');
  else if (c == 0x2212 || c == 0x2010 || c == 0x2011)
    g_string_append_c (folded, '-');
  else
    g_string_append_unichar (folded, c);
}

/* Everything that differs in looks only becomes one spelling. */
static char *
fold (const char *text)
{
  g_autofree char *lowered = lower_superscripts (text);
  g_autofree char *normal = g_utf8_normalize (lowered, -1, G_NORMALIZE_NFKC);
  GString *folded = g_string_new (NULL);

  for (const char *p = normal; *p != '\0'; p = g_utf8_next_char (p))
    append_folded (folded, g_utf8_get_char (p));
  /* A times sign before the power of ten says nothing. */
  if (strchr ("*xX", folded->str[0]) != NULL && g_str_has_prefix (folded->str + 1, "10"))
    g_string_erase (folded, 0, 1);
  g_string_replace (folded, "(1.73m^2)", "{1.73_m2}", 0);
  g_string_replace (folded, "(1.73m2)", "{1.73_m2}", 0);
  g_string_replace (folded, "1.73m^2", "{1.73_m2}", 0);
  g_string_replace (folded, "1.73m2", "{1.73_m2}", 0);
  g_string_replace (folded, "(24h)", "24h", 0);
  return g_string_free (folded, FALSE);
}

/* "10^9", "10**9", "10E9", "10e+09" and "10*9", perhaps with copies or cells behind it.  A lost
 * superscript ("109") must not pass. */
static char *
translate_power_of_ten (const char *part)
{
  const char *p = part + 2;
  const char *counted;
  char *end;
  long exponent;

  if (strchr ("^*eE", *p) == NULL || *p == '\0')
    return NULL;
  p += g_str_has_prefix (p, "**") ? 2 : 1;
  if (*p == '+')
    p++;
  if (!g_ascii_isdigit (*p))
    return NULL;
  exponent = strtol (p, &end, 10);
  if (exponent < 1 || exponent > 15)
    return NULL;
  if (*end == '\0')
    return g_strdup_printf ("10*%ld", exponent);
  counted = look_up (parts, G_N_ELEMENTS (parts), end);
  if (counted == NULL)
    counted = end;
  return *counted == '{' ? g_strdup_printf ("10*%ld%s", exponent, counted) : NULL;
}

/* Mg, Pmol and the like are legal UCUM, but in print they are a slip of the shift key. */
static gboolean
is_slip_of_case (const char *part)
{
  return strchr ("YZEPTGM", part[0]) != NULL && strcmp (part, "Pa") != 0 &&
         (g_ascii_islower (part[1]) || part[1] == 'L');
}

/* One part between separators; NULL where it cannot be meant. */
static char *
translate_part (const char *part)
{
  const char *known = look_up (parts, G_N_ELEMENTS (parts), part);
  gsize length = strcspn (part, "0123456789+-^*{");
  g_autofree char *base = g_strndup (part, length);
  const char *rest = part + length;

  if (known != NULL)
    return g_strdup (known);
  if (g_str_has_prefix (part, "10") && part[2] != '\0')
    return translate_power_of_ten (part);
  if (length == 0)
    return g_strdup (part);
  known = look_up (parts, G_N_ELEMENTS (parts), base);
  if (known == NULL && is_slip_of_case (base))
    return NULL;
  if (*rest == '^')
    rest++;
  return g_strconcat (known != NULL ? known : base, rest, NULL);
}

/* Up to the next separator; annotations hold separators of their own. */
static gsize
measure_part (const char *p)
{
  gsize length = 0;
  gboolean in_braces = FALSE;

  for (; p[length] != '\0'; length++)
    {
      if (p[length] == '{')
        in_braces = TRUE;
      else if (p[length] == '}')
        in_braces = FALSE;
      else if (!in_braces && strchr ("/.()", p[length]) != NULL)
        break;
    }
  return length;
}

/* "giga.l-1" is written with a solidus, as everybody else writes it. */
static void
append_part (GString *code, const char *translated)
{
  gsize length = strlen (translated);
  gboolean is_inverse = length > 2 && g_str_has_suffix (translated, "-1") &&
                        !g_ascii_isdigit (translated[0]) &&
                        (code->len == 0 || code->str[code->len - 1] == '.');

  if (!is_inverse)
    {
      g_string_append (code, translated);
      return;
    }
  if (code->len > 0)
    g_string_truncate (code, code->len - 1);
  g_string_append_c (code, '/');
  g_string_append_len (code, translated, (gssize) length - 2);
}

static char *
translate (const char *folded)
{
  g_autoptr (GString) code = g_string_new (NULL);

  for (const char *p = folded; *p != '\0';)
    {
      gsize length = measure_part (p);

      if (length == 0)
        {
          g_string_append_c (code, *p++);
          continue;
        }
      g_autofree char *part = g_strndup (p, length);
      g_autofree char *translated = translate_part (part);

      if (translated == NULL)
        return NULL;
      append_part (code, translated);
      p += length;
    }
  return g_strdup (code->str);
}

/* A bare number in front is a lost superscript ("109/L") or a factor that belongs to the value. */
static gboolean
starts_with_lost_number (const char *code)
{
  return g_ascii_isdigit (code[0]) && !g_str_has_prefix (code, "10*") &&
         !g_str_has_prefix (code, "1/") && strcmp (code, "1") != 0;
}

const PodUnit *
pod_unit_from_print (const char *text)
{
  g_autofree char *folded = NULL;
  g_autofree char *code = NULL;
  const char *whole;

  /* No printed unit is longer; a longer text is not one. */
  if (text == NULL || strlen (text) > 200 || !g_utf8_validate (text, -1, NULL))
    return NULL;
  folded = fold (text);
  whole = look_up (wholes, G_N_ELEMENTS (wholes), folded);
  if (whole != NULL)
    return pod_unit_from_ucum (whole);
  code = translate (folded);
  if (code == NULL || starts_with_lost_number (code))
    return NULL;
  return pod_unit_from_ucum (code);
}
