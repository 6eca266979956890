#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include "pod-config.h"

#include "pod-json-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  const char *start;
  const char *p;
  const char *end;
  guint depth;
  const char *fault;
} Scan;

static gboolean scan_value (Scan *scan);

static gboolean
fail (Scan *scan, const char *fault)
{
  if (!scan->fault)
    scan->fault = fault;
  return FALSE;
}

static void
skip_space (Scan *scan)
{
  while (scan->p < scan->end && strchr (" \t\r\n", *scan->p) && *scan->p != '\0')
    scan->p++;
}

static gboolean
take (Scan *scan, char c)
{
  if (scan->p >= scan->end || *scan->p != c)
    return FALSE;
  scan->p++;
  return TRUE;
}

static gboolean
scan_escape (Scan *scan)
{
  if (scan->p < scan->end && *scan->p != '\0' && strchr ("\"\\/bfnrt", *scan->p))
    {
      scan->p++;
      return TRUE;
    }
  if (!take (scan, 'u') || scan->end - scan->p < 4)
    return fail (scan, _ ("not an escape"));
  for (guint i = 0; i < 4; i++)
    if (!g_ascii_isxdigit (scan->p[i]))
      return fail (scan, _ ("not an escape"));
  if (strncmp (scan->p, "0000", 4) == 0)
    return fail (scan, _ ("a NUL in a text"));
  scan->p += 4;
  return TRUE;
}

static gboolean
scan_string (Scan *scan)
{
  if (!take (scan, '"'))
    return fail (scan, _ ("expected a text in quotes"));
  while (scan->p < scan->end && *scan->p != '"')
    {
      if ((guchar) *scan->p < 0x20)
        return fail (scan, _ ("a control character in a text"));
      if (*scan->p++ == '\\' && !scan_escape (scan))
        return FALSE;
    }
  return take (scan, '"') || fail (scan, _ ("a text that never ends"));
}

static gsize
scan_digits (Scan *scan)
{
  const char *start = scan->p;

  while (scan->p < scan->end && g_ascii_isdigit (*scan->p))
    scan->p++;
  return (gsize) (scan->p - start);
}

static gboolean
scan_number (Scan *scan)
{
  take (scan, '-');
  if (!take (scan, '0') && scan_digits (scan) == 0)
    return fail (scan, _ ("expected a value"));
  if (take (scan, '.') && scan_digits (scan) == 0)
    return fail (scan, _ ("not a number"));
  if (take (scan, 'e') || take (scan, 'E'))
    {
      if (!take (scan, '+'))
        take (scan, '-');
      if (scan_digits (scan) == 0)
        return fail (scan, _ ("not a number"));
    }
  return TRUE;
}

static gboolean
scan_word (Scan *scan, const char *word)
{
  gsize length = strlen (word);

  if ((gsize) (scan->end - scan->p) < length || strncmp (scan->p, word, length) != 0)
    return fail (scan, _ ("expected a value"));
  scan->p += length;
  return TRUE;
}

static gboolean
scan_array (Scan *scan)
{
  skip_space (scan);
  if (take (scan, ']'))
    return TRUE;
  do
    if (!scan_value (scan))
      return FALSE;
  while (take (scan, ','));
  return take (scan, ']') || fail (scan, _ ("expected a comma or ]"));
}

/* Names are compared as written: an escaped spelling of the same name is refused altogether. */
static gboolean
scan_member (Scan *scan, GHashTable *names)
{
  const char *start;
  char *name;

  skip_space (scan);
  start = scan->p;
  if (!scan_string (scan))
    return FALSE;
  name = g_strndup (start, (gsize) (scan->p - start));
  if (strchr (name, '\\'))
    {
      g_free (name);
      return fail (scan, _ ("an escape in a name"));
    }
  if (!g_hash_table_add (names, name))
    return fail (scan, _ ("a name that is there twice"));
  skip_space (scan);
  return take (scan, ':') ? scan_value (scan) : fail (scan, _ ("expected a colon"));
}

static gboolean
scan_object (Scan *scan)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  skip_space (scan);
  if (take (scan, '}'))
    return TRUE;
  do
    if (!scan_member (scan, names))
      return FALSE;
  while (take (scan, ','));
  return take (scan, '}') || fail (scan, _ ("expected a comma or }"));
}

static gboolean
scan_nested (Scan *scan, gboolean (*inside) (Scan *scan))
{
  gboolean good;

  if (scan->depth == 0)
    return fail (scan, _ ("nested too deep"));
  scan->depth--;
  scan->p++;
  good = inside (scan);
  scan->depth++;
  return good;
}

static gboolean
scan_plain (Scan *scan)
{
  switch (scan->p < scan->end ? *scan->p : '\0')
    {
    case '{':
      return scan_nested (scan, scan_object);
    case '[':
      return scan_nested (scan, scan_array);
    case '"':
      return scan_string (scan);
    case 't':
      return scan_word (scan, "true");
    case 'f':
      return scan_word (scan, "false");
    case 'n':
      return scan_word (scan, "null");
    default:
      return scan_number (scan);
    }
}

static gboolean
scan_value (Scan *scan)
{
  skip_space (scan);
  if (!scan_plain (scan))
    return FALSE;
  skip_space (scan);
  return TRUE;
}

static void
set_fault (const Scan *scan, GError **error)
{
  guint line = 1;
  const char *start = scan->start;

  for (const char *p = scan->start; p < scan->p; p++)
    if (*p == '\n')
      {
        line++;
        start = p + 1;
      }
  g_set_error (error, POD_EXCHANGE_ERROR, POD_EXCHANGE_ERROR_FORMAT, _ ("Line %u, column %u: %s"),
               line, (guint) (scan->p - start) + 1, scan->fault);
}

gboolean
pod_json_scan (const char *text, gsize length, guint depth, GError **error)
{
  Scan scan = { text, text, text + length, depth, NULL };
  const char *end = NULL;

  if (!g_utf8_validate_len (text, length, &end))
    {
      scan.p = end;
      fail (&scan, _ ("not UTF-8"));
    }
  else if (scan_value (&scan) && scan.p < scan.end)
    fail (&scan, _ ("something after the value"));
  if (scan.fault)
    set_fault (&scan, error);
  return scan.fault == NULL;
}
