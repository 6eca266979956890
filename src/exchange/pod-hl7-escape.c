#include <string.h>

#include "pod-hl7.h"

/* The delimiter that a letter stands for; '\0' where it is none. */
static char
find_delimiter (const PodHl7Delimiters *d, char letter)
{
  switch (letter)
    {
    case 'F':
      return d->field;
    case 'S':
      return d->component;
    case 'T':
      return d->subcomponent;
    case 'R':
      return d->repetition;
    case 'E':
      return d->escape;
    default:
      return '\0';
    }
}

/* "0D0A": bytes, in whatever the file is in. */
static gboolean
append_hex (GString *text, const char *hex, gsize length, const char *encoding)
{
  g_autoptr (GString) bytes = g_string_new (NULL);
  g_autofree char *converted = NULL;

  if (length == 0 || length % 2 != 0)
    return FALSE;
  for (gsize i = 0; i < length; i += 2)
    {
      int high = g_ascii_xdigit_value (hex[i]), low = g_ascii_xdigit_value (hex[i + 1]);

      if (high < 0 || low < 0)
        return FALSE;
      if (high * 16 + low != 0)
        g_string_append_c (bytes, (char) (high * 16 + low));
    }
  converted = g_convert (bytes->str, (gssize) bytes->len, "UTF-8",
                         g_str_has_prefix (encoding, "UTF") ? "UTF-8" : encoding, NULL, NULL, NULL);
  g_string_append (text, converted ? converted : "\xEF\xBF\xBD");
  return TRUE;
}

static gboolean
is_one_of (const char *text, gsize length, const char *const *words)
{
  for (guint i = 0; words[i]; i++)
    if (length >= strlen (words[i]) && strncmp (text, words[i], strlen (words[i])) == 0)
      return TRUE;
  return FALSE;
}

/* What stands between two escape characters; FALSE where it is no escape, and stays as it is. */
static gboolean
append_escape (GString *text,
               const PodHl7Delimiters *d,
               const char *inside,
               gsize length,
               const char *encoding)
{
  static const char *const breaks[] = { ".br", ".sp", ".ce", NULL };
  static const char *const layout[] = { ".in", ".ti", ".sk", ".fi", ".nf", NULL };

  if (length == 1 && find_delimiter (d, inside[0]) != '\0')
    g_string_append_c (text, find_delimiter (d, inside[0]));
  else if (length == 1 && inside[0] == 'P')
    g_string_append_c (text, '#');
  else if (length > 1 && inside[0] == 'X')
    return append_hex (text, inside + 1, length - 1, encoding);
  else if (is_one_of (inside, length, breaks))
    g_string_append_c (text, '\n');
  else
    /* Highlighting and indents say nothing. */
    return (length == 1 && strchr ("HN", inside[0])) || is_one_of (inside, length, layout);
  return TRUE;
}

const char *
pod_hl7_text (const PodHl7Message *message,
              PodHl7Piece piece,
              const char *encoding,
              GStringChunk *strings)
{
  const PodHl7Delimiters *d = &message->delimiters;
  g_autoptr (GString) text = g_string_new (NULL);
  const char *end = piece.text + piece.length;

  if (piece.length == 2 && strncmp (piece.text, "\"\"", 2) == 0)
    return "";
  for (const char *p = piece.text; p < end; p++)
    {
      const char *close = d->escape != '\0' && *p == d->escape
                              ? memchr (p + 1, d->escape, (gsize) (end - p - 1))
                              : NULL;

      if (close && append_escape (text, d, p + 1, (gsize) (close - p - 1), encoding))
        p = close;
      else
        g_string_append_c (text, *p);
    }
  g_strstrip (text->str);
  return g_string_chunk_insert_const (strings, text->str);
}
