#include "pod-lab-limits.h"

#include <math.h>
#include <string.h>

#include "pod-lab-value.h"

/* "<10 ug/dL" beside a result in ug/dL. */
static char *
strip_unit (const char *text, const char *unit)
{
  char *plain = g_strstrip (g_strdup (text));

  if (*unit != '\0' && g_str_has_suffix (plain, unit) && strlen (plain) > strlen (unit))
    {
      plain[strlen (plain) - strlen (unit)] = '\0';
      g_strchomp (plain);
    }
  return plain;
}

static gboolean
parse_plain (const char *text, const char *unit, double *lower, double *upper)
{
  g_autofree char *plain = NULL;

  if (pod_lab_parse_range (text, lower, upper))
    return TRUE;
  plain = strip_unit (text, unit);
  return pod_lab_parse_range (plain, lower, upper);
}

/* ---- limits for either sex ---- */

/* The longer of two that begin alike comes first. */
static const struct
{
  const char *word;
  const char *sex;
} sex_words[] = {
  { "男性", "male" },     { "女性", "female" }, { "男", "male" },   { "女", "female" },
  { "female", "female" }, { "male", "male" },   { "F:", "female" }, { "M:", "male" },
};

/* The M of "serum:" is nobody's. */
static gboolean
starts_word (const char *text, const char *p)
{
  return p == text || !g_ascii_isalpha (p[-1]);
}

/* The next word for a sex at or after @text: where, its length, and whose. */
static const char *
find_sex (const char *text, gsize *length, const char **sex)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    for (guint i = 0; i < G_N_ELEMENTS (sex_words) && starts_word (text, p); i++)
      if (g_ascii_strncasecmp (p, sex_words[i].word, strlen (sex_words[i].word)) == 0)
        {
          *length = strlen (sex_words[i].word);
          *sex = sex_words[i].sex;
          return p;
        }
  return NULL;
}

/* Colons, commas and brackets between a word and its limits, and before the next word. */
static char *
strip_marks (const char *text, gsize length)
{
  static const char *const marks[] = { "：", "；", "，", "、", "（", "）" };
  GString *plain = g_string_new_len (text, (gssize) length);
  gsize start;

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    g_string_replace (plain, marks[i], " ", 0);
  while (plain->len > 0 && strchr (" :;,/()&|", plain->str[plain->len - 1]))
    g_string_truncate (plain, plain->len - 1);
  start = strspn (plain->str, " :;,/()&|");
  g_string_erase (plain, 0, (gssize) start);
  return g_string_free (plain, FALSE);
}

/* What stands behind the word for @sex, up to the next word. */
static char *
cut_labelled (const char *text, const char *sex)
{
  gsize length = 0;
  const char *whose = "";
  const char *p = find_sex (text, &length, &whose);

  while (p && !g_str_equal (whose, sex))
    p = find_sex (p + length, &length, &whose);
  if (!p)
    return NULL;
  text = p + length;
  p = find_sex (text, &length, &whose);
  return strip_marks (text, p ? (gsize) (p - text) : strlen (text));
}

/* "62～115/53～97", where the map says whose come first. */
static char *
cut_ordered (const char *text, const char *sex, char **sexes)
{
  g_auto (GStrv) parts = g_strsplit (text, "/", -1);

  if (!sexes || g_strv_length (parts) != 2)
    return NULL;
  for (guint i = 0; sexes[i] && i < 2; i++)
    if (g_str_equal (sexes[i], sex))
      return g_strdup (parts[i]);
  return NULL;
}

gboolean
pod_lab_parse_limits (const char *text,
                      const char *sex,
                      char **sexes,
                      const char *unit,
                      double *lower,
                      double *upper)
{
  g_autofree char *labelled = NULL;
  g_autofree char *ordered = NULL;

  if (parse_plain (text, unit, lower, upper))
    return TRUE;
  labelled = *sex != '\0' ? cut_labelled (text, sex) : NULL;
  if (labelled)
    return parse_plain (labelled, unit, lower, upper);
  ordered = *sex != '\0' ? cut_ordered (text, sex, sexes) : NULL;
  return ordered && parse_plain (ordered, unit, lower, upper);
}

/* ---- decimal commas ---- */

static gboolean
is_thousands (const char *text)
{
  for (guint i = 0; i < 3; i++)
    if (!g_ascii_isdigit (text[i]))
      return FALSE;
  return !g_ascii_isdigit (text[3]);
}

static const char *
narrow (const char *p, gunichar *c)
{
  *c = g_utf8_get_char (p);
  if (*c >= 0xFF01 && *c <= 0xFF5E)
    *c -= 0xFEE0;
  return g_utf8_next_char (p);
}

char *
pod_lab_comma_to_point (const char *text)
{
  g_autoptr (GString) narrowed = g_string_new (NULL);
  g_autoptr (GString) plain = g_string_new (NULL);
  gunichar c;

  for (const char *p = text; *p != '\0';)
    {
      p = narrow (p, &c);
      g_string_append_unichar (narrowed, c);
    }
  for (const char *p = narrowed->str; *p != '\0'; p++)
    {
      if (*p == '.' && !is_thousands (p + 1))
        return NULL;
      if (*p != '.')
        g_string_append_c (plain, *p == ',' ? '.' : *p);
    }
  return g_strdup (plain->str);
}
