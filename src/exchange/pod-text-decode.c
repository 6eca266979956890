#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include "pod-config.h"

#include "pod-text-decode.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Where the byte at @offset stands; columns count characters of valid UTF-8, else bytes. */
static void
locate (const char *text, gsize offset, guint *line, guint *column)
{
  gsize start = 0;

  *line = 1;
  for (gsize i = 0; i < offset; i++)
    if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == offset || text[i + 1] != '\n')))
      {
        (*line)++;
        start = i + 1;
      }
  *column = 1 + (g_utf8_validate (text + start, (gssize) (offset - start), NULL)
                     ? (guint) g_utf8_strlen (text + start, (gssize) (offset - start))
                     : (guint) (offset - start));
}

static gboolean
refuse_nul (const char *text, gsize length, GError **error)
{
  const char *nul = memchr (text, '\0', length);
  guint line, column;

  if (!nul)
    return TRUE;
  locate (text, (gsize) (nul - text), &line, &column);
  g_set_error (error, POD_EXCHANGE_ERROR, POD_EXCHANGE_ERROR_FORMAT,
               _ ("Line %u, column %u: a NUL byte. This is not a text file."), line, column);
  return FALSE;
}

static char *
convert (const char *data, gsize length, const char *from, gsize *written, GError **error)
{
  gsize read = 0;
  guint line, column;
  char *text = g_convert (data, (gssize) length, "UTF-8", from, &read, written, NULL);

  if (text)
    return text;
  locate (data, MIN (read, length), &line, &column);
  g_set_error (error, POD_EXCHANGE_ERROR, POD_EXCHANGE_ERROR_ENCODING,
               _ ("Line %u, byte %u: the text is neither UTF-8 nor GB18030."), line, column);
  return NULL;
}

static char *
copy_utf8 (const char *data, gsize length, gsize *written, GError **error)
{
  const char *end;
  guint line, column;

  /* g_utf8_validate() stops at a NUL, which has a message of its own. */
  if (g_utf8_validate_len (data, length, &end) || *end == '\0')
    {
      *written = length;
      return g_strndup (data, length);
    }
  locate (data, (gsize) (end - data), &line, &column);
  g_set_error (error, POD_EXCHANGE_ERROR, POD_EXCHANGE_ERROR_ENCODING,
               _ ("Line %u, column %u: the text is not UTF-8."), line, column);
  return NULL;
}

/* The byte order mark is not part of the text. */
static const char *
choose (const char **data, gsize *length, PodEncoding wanted)
{
  const guchar *b = (const guchar *) *data;

  if (*length >= 3 && b[0] == 0xEF && b[1] == 0xBB && b[2] == 0xBF)
    {
      *data += 3;
      *length -= 3;
      return "UTF-8";
    }
  if (*length >= 2 && ((b[0] == 0xFF && b[1] == 0xFE) || (b[0] == 0xFE && b[1] == 0xFF)))
    {
      *data += 2;
      *length -= 2;
      return b[0] == 0xFF ? "UTF-16LE" : "UTF-16BE";
    }
  if (wanted == POD_ENCODING_UTF8)
    return "UTF-8";
  if (wanted == POD_ENCODING_GB18030)
    return "GB18030";
  if (wanted == POD_ENCODING_LATIN1)
    return "ISO-8859-1";
  if (*length >= 4 && *length % 2 == 0 && b[0] && !b[1] && b[2] && !b[3])
    return "UTF-16LE";
  if (*length >= 4 && *length % 2 == 0 && !b[0] && b[1] && !b[2] && b[3])
    return "UTF-16BE";
  return g_utf8_validate_len (*data, *length, NULL) ? "UTF-8" : "GB18030";
}

char *
pod_text_decode (GBytes *bytes, PodEncoding wanted, const char **encoding, GError **error)
{
  gsize length, written = 0;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autofree char *text = NULL;

  if (length > POD_EXCHANGE_MAX_BYTES)
    {
      g_set_error (error, POD_EXCHANGE_ERROR, POD_EXCHANGE_ERROR_TOO_LARGE,
                   _ ("The file is larger than %d MiB."), POD_EXCHANGE_MAX_BYTES / 1024 / 1024);
      return NULL;
    }
  if (!data)
    data = "";
  *encoding = choose (&data, &length, wanted);
  text = g_str_equal (*encoding, "UTF-8") ? copy_utf8 (data, length, &written, error)
                                          : convert (data, length, *encoding, &written, error);
  if (!text || !refuse_nul (text, written, error))
    return NULL;
  return g_steal_pointer (&text);
}
