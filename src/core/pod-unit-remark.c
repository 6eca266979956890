#include <string.h>

#include "pod-unit-private.h"

/* The words in braces that stand in units everywhere; those of UCUM's own table of examples, and of what laboratories print here. */
static const char *const known[] = {
  "1.73_m2", "INR",   "RBC",   "RU",     "WBC",     "CFU",       "PFU",    "IFU",
  "ISR",     "LPF",   "HPF",   "cells",  "cell",    "copy",      "copies", "creat",
  "cr",      "crea",  "count", "events", "index",   "index_val", "ratio",  "score",
  "titer",   "titre", "total", "beats",  "breaths", NULL,
};

static gboolean
has_word (const char *code, const char *start, gsize length)
{
  for (const char *p = strchr (code, '{'); p != NULL; p = strchr (p + 1, '{'))
    if (strncmp (p + 1, start, length) == 0 && p[1 + length] == '}')
      return TRUE;
  return FALSE;
}

static gboolean
is_known (const char *start, gsize length, const char *like)
{
  for (guint i = 0; known[i] != NULL; i++)
    if (strlen (known[i]) == length && memcmp (known[i], start, length) == 0)
      return TRUE;
  return has_word (like, start, length);
}

/* Where it stands for a factor it is one: "{ours}/uL" is "1/uL". */
static char *
drop_remarks (const char *code, const char *like)
{
  GString *plain = g_string_new (NULL);

  for (const char *p = code; *p != '\0'; p++)
    {
      const char *end = *p == '{' ? strchr (p, '}') : NULL;

      if (end == NULL)
        {
          g_string_append_c (plain, *p);
          continue;
        }
      if (is_known (p + 1, (gsize) (end - p - 1), like))
        g_string_append_len (plain, p, end + 1 - p);
      else if (p == code || strchr ("./(", p[-1]) != NULL)
        g_string_append_c (plain, '1');
      p = end;
    }
  return g_string_free (plain, FALSE);
}

const PodUnit *
pod_unit_without_remarks (const PodUnit *unit, const PodUnit *like)
{
  g_autofree char *plain = drop_remarks (pod_unit_get_ucum (unit),
                                         like != NULL ? pod_unit_get_ucum (like) : "");
  const PodUnit *found = pod_unit_from_ucum (plain);
  double factor;

  /* What was left out counted for nothing, or it is no unit any more. */
  return found != NULL && pod_unit_get_factor (unit, found, &factor) && factor == 1 ? found : NULL;
}
