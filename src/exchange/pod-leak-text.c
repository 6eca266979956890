#include "pod-leak-scan-private.h"

#include <string.h>

typedef struct
{
  GByteArray *bytes;
  GArray *offsets; /* guint32 */
} Builder;

static void
add (Builder *builder, const char *bytes, gsize length, gsize offset)
{
  guint32 where = (guint32) offset;

  for (gsize i = 0; i < length; i++)
    {
      guint8 byte = (guint8) g_ascii_tolower (bytes[i]);

      g_byte_array_append (builder->bytes, &byte, 1);
      g_array_append_val (builder->offsets, where);
    }
}

static void
end (Builder *builder, gboolean stripped, GArray *texts)
{
  PodLeakText text = { .stripped = stripped, .length = builder->bytes->len };

  text.bytes = (char *) g_byte_array_free (builder->bytes, FALSE);
  text.offsets = (guint32 *) g_array_free (builder->offsets, FALSE);
  g_array_append_val (texts, text);
}

/* The four hex digits at @p, or -1. */
static int
read_hex (const char *p, const char *stop)
{
  int value = 0;

  if (stop - p < 4)
    return -1;
  for (guint i = 0; i < 4; i++)
    {
      if (!g_ascii_isxdigit (p[i]))
        return -1;
      value = value * 16 + g_ascii_xdigit_value (p[i]);
    }
  return value;
}

/* The escapes of one letter: a quote, a backslash or a slash is itself, a line's end or a tab a space. */
static gsize
read_short_escape (const char *p, const char *stop, gunichar *c)
{
  if (stop - p < 2 || p[0] != '\\' || p[1] == '\0')
    return 0;
  if (strchr ("\"\\/", p[1]))
    *c = (gunichar) p[1];
  else if (strchr ("nrt", p[1]))
    *c = ' ';
  else
    return 0;
  return 2;
}

/* "\u5f20", and pairs of surrogates; gives how many bytes were read, 0 where it is no escape. */
static gsize
read_escape (const char *p, const char *stop, gunichar *c)
{
  int high, low;

  if (stop - p < 6 || p[0] != '\\' || p[1] != 'u' || (high = read_hex (p + 2, stop)) < 0)
    return 0;
  *c = (gunichar) high;
  if (high < 0xD800 || high > 0xDFFF)
    return 6;
  if (stop - p < 12 || p[6] != '\\' || p[7] != 'u')
    return 0;
  low = read_hex (p + 8, stop);
  if (high > 0xDBFF || low < 0xDC00 || low > 0xDFFF)
    return 0;
  *c = 0x10000 + (((gunichar) high - 0xD800) << 10) + ((gunichar) low - 0xDC00);
  return 12;
}

/* The full-width form of an ASCII character (EF BC 81 to EF BD 9E) at @p; 0 where it is none. */
static char
read_wide (const char *p, const char *stop)
{
  const guchar *b = (const guchar *) p;
  guint c;

  if (stop - p < 3 || b[0] != 0xEF || (b[1] != 0xBC && b[1] != 0xBD))
    return 0;
  c = ((guint) (b[1] & 0x3F) << 6) | (b[2] & 0x3F);
  return c >= 0xF01 && c <= 0xF5E ? (char) (c - 0xF01 + '!') : 0;
}

static void
undo_escapes (Builder *builder, const char *data, gsize length)
{
  const char *stop = data + length;

  for (const char *p = data; p < stop;)
    {
      gunichar c = 0;
      gsize read = MAX (read_escape (p, stop, &c), read_short_escape (p, stop, &c));
      char buffer[6];
      char wide = read == 0 ? read_wide (p, stop) : 0;

      if (read > 0)
        add (builder, buffer, (gsize) g_unichar_to_utf8 (c, buffer), (gsize) (p - data));
      else if (wide)
        add (builder, &wide, 1, (gsize) (p - data));
      else
        add (builder, p, 1, (gsize) (p - data));
      p += read > 0 ? read : wide ? 3 : 1;
    }
}

gsize
pod_leak_read_gap (const char *p, gsize left)
{
  static const char *const gaps[] = { " ", "-", "\t", "　", "\u00a0", "‐", "‑",
                                      "–", "—", "·",  "•",  "‧",      "・" };

  for (guint i = 0; i < G_N_ELEMENTS (gaps); i++)
    if (left >= strlen (gaps[i]) && memcmp (p, gaps[i], strlen (gaps[i])) == 0)
      return strlen (gaps[i]);
  return 0;
}

static void
take_out_gaps (Builder *builder, const PodLeakText *text)
{
  for (gsize at = 0; at < text->length;)
    {
      gsize gap = pod_leak_read_gap (text->bytes + at, text->length - at);

      if (gap == 0)
        add (builder, text->bytes + at, 1, text->offsets[at]);
      at += MAX (gap, 1);
    }
}

static Builder
begin (gsize length)
{
  return (Builder){ g_byte_array_sized_new ((guint) length),
                    g_array_sized_new (FALSE, FALSE, sizeof (guint32), (guint) length) };
}

static void
clear_text (gpointer data)
{
  PodLeakText *text = data;

  g_free (text->bytes);
  g_free (text->offsets);
}

GArray *
pod_leak_texts_new (GBytes *bytes)
{
  GArray *texts = g_array_new (FALSE, FALSE, sizeof (PodLeakText));
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  Builder raw = begin (length), plain = begin (length), stripped = begin (length);

  g_array_set_clear_func (texts, clear_text);
  add (&raw, data, length, 0);
  /* As it is: the offset is the place. */
  g_array_set_size (raw.offsets, 0);
  end (&raw, FALSE, texts);
  g_clear_pointer (&g_array_index (texts, PodLeakText, 0).offsets, g_free);
  undo_escapes (&plain, data, length);
  end (&plain, FALSE, texts);
  take_out_gaps (&stripped, &g_array_index (texts, PodLeakText, 1));
  end (&stripped, TRUE, texts);
  return texts;
}
