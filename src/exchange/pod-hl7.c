#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include "pod-config.h"

#include "pod-hl7.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* MLLP's marks around a message. */
#define FRAME_START '\x0B'
#define FRAME_END '\x1C'
#define MAX_SEGMENTS 1000000
#define LOOK_UP_EVERY 4096
/* MSH stands near the start, and is not long. */
#define HEADER_WITHIN 4096

static gboolean
is_between (char c)
{
  return c == FRAME_START || c == FRAME_END || c == '\r' || c == '\n' || c == ' ' || c == '\t';
}

/* FHS and BHS declare their delimiters as MSH does. */
static gboolean
starts_header (const char *text)
{
  return (g_str_has_prefix (text, "MSH") || g_str_has_prefix (text, "BHS") ||
          g_str_has_prefix (text, "FHS")) &&
         g_ascii_ispunct (text[3]);
}

gboolean
pod_hl7_is_message (const char *text)
{
  while (is_between (*text))
    text++;
  return starts_header (text);
}

/* ---- the character set ---- */

static gboolean
has_any (const char *text, const char *const *words)
{
  for (guint i = 0; words[i]; i++)
    if (strstr (text, words[i]))
      return TRUE;
  return FALSE;
}

/* MSH-18 of the first message, in capitals; NULL where the bytes are no message. */
static char *
find_charset (const char *data, gsize length)
{
  g_autofree char *start = g_strndup (data, MIN (length, HEADER_WITHIN));
  char *header = strstr (start, "MSH");
  g_auto (GStrv) fields = NULL;
  char bar[2] = { 0 };

  if (!pod_hl7_is_message (start + (g_str_has_prefix (start, "\xEF\xBB\xBF") ? 3 : 0)) || !header ||
      !g_ascii_ispunct (header[3]))
    return NULL;
  header[strcspn (header, "\r\n")] = '\0';
  bar[0] = header[3];
  fields = g_strsplit (header, bar, 19);
  return g_strv_length (fields) > 17 ? g_ascii_strup (fields[17], -1) : g_strdup ("");
}

/* "UNICODE UTF-8", "UTF8", "GB 18030-2000", "8859/1"; more than one, where the first is for what needs no other. */
PodEncoding
pod_hl7_find_encoding (const char *data, gsize length, GError **error)
{
  static const char *const utf8[] = { "UTF-8", "UTF8", NULL };
  static const char *const gb[] = { "18030", "GBK", "GB2312", "GB 2312", "CP936", NULL };
  static const char *const latin1[] = { "8859/1", "8859-1", NULL };
  static const char *const foreign[] = { "8859",  "JIS",  "ISO IR", "KS X", "CNS",
                                         "BIG-5", "BIG5", "UTF-32", NULL };
  g_autofree char *charset = find_charset (data, length);

  if (!charset || has_any (charset, utf8))
    return charset ? POD_ENCODING_UTF8 : POD_ENCODING_AUTO;
  if (has_any (charset, gb))
    return POD_ENCODING_GB18030;
  if (has_any (charset, latin1) && !strstr (charset, "8859/1~") && !strstr (charset, "8859/15"))
    return POD_ENCODING_LATIN1;
  if (has_any (charset, foreign))
    g_set_error_literal (error, POD_EXCHANGE_ERROR, POD_EXCHANGE_ERROR_ENCODING,
                         _ ("The message is in a character set that is not read. UTF-8, GB 18030 "
                            "and 8859/1 are."));
  return POD_ENCODING_AUTO;
}

/* ---- segments ---- */

static gboolean
refuse (guint line, const char *what, GError **error)
{
  g_set_error (error, POD_EXCHANGE_ERROR, POD_EXCHANGE_ERROR_FORMAT, _ ("Line %u: %s"), line, what);
  return FALSE;
}

static gboolean
is_delimiter (char c)
{
  return g_ascii_ispunct (c) && c != '"';
}

/* MSH-2 is whatever stands between the first bar and the next: "^~\&", in later versions a fifth. */
static gboolean
read_delimiters (const char *text, PodHl7Delimiters *delimiters)
{
  const char *end = strchr (text + 4, text[3]);
  gsize n = end ? (gsize) (end - text - 4) : strlen (text + 4);
  char all[5] = { text[3], 0, 0, 0, 0 };

  if (!is_delimiter (text[3]) || n < 1 || n > 5)
    return FALSE;
  for (gsize i = 0; i < MIN (n, 4); i++)
    {
      if (!is_delimiter (text[4 + i]) || memchr (all, text[4 + i], i + 1))
        return FALSE;
      all[i + 1] = text[4 + i];
    }
  *delimiters = (PodHl7Delimiters){ all[0], all[1], all[2], all[3], all[4] };
  return TRUE;
}

/* Three letters or digits and a bar; anything else goes on with the text of the line before. */
static gboolean
starts_segment (const char *text, char bar)
{
  return g_ascii_isupper (text[0]) && (g_ascii_isupper (text[1]) || g_ascii_isdigit (text[1])) &&
         (g_ascii_isupper (text[2]) || g_ascii_isdigit (text[2])) &&
         (text[3] == bar || text[3] == '\0');
}

static gboolean
is_batch (const char *text)
{
  static const char *const names[] = { "FHS", "BHS", "BTS", "FTS" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_has_prefix (text, names[i]))
      return TRUE;
  return FALSE;
}

/* The end of the line at @p, which is cut there; what follows, or NULL. */
static char *
cut_line (char *p, guint *lines)
{
  char *end = p + strcspn (p, "\r\n");

  if (*end == '\0')
    return NULL;
  (*lines)++;
  if (end[0] == '\r' && end[1] == '\n')
    *end++ = '\0';
  *end = '\0';
  return end + 1;
}

/**
 * Parser:
 * @inside: of a message, not between two
 * @end: of the last segment's text, where a line that belongs to it goes on
 * @n_joined: lines that went on so
 */
typedef struct
{
  PodHl7File *file;
  gboolean inside;
  char *end;
  guint n_joined;
} Parser;

static gboolean
start_message (PodHl7File *file, const char *text, guint line, GError **error)
{
  PodHl7Message message = { .first = file->segments->len };

  if (!read_delimiters (text, &message.delimiters))
    return refuse (line, _ ("the header of a message has no usable delimiters."), error);
  g_array_append_val (file->messages, message);
  return TRUE;
}

static void
add_segment (Parser *parser, char *text, guint line)
{
  PodHl7File *file = parser->file;
  PodHl7Segment segment = { text, strlen (text), line };

  g_array_append_val (file->segments, segment);
  g_array_index (file->messages, PodHl7Message, file->messages->len - 1).n_segments++;
  parser->end = text + segment.length;
}

/* The line belongs to the segment before it, with a line end between. */
static void
join_line (Parser *parser, const char *text)
{
  GArray *segments = parser->file->segments;
  gsize length = strlen (text);

  *parser->end = '\n';
  memmove (parser->end + 1, text, length + 1);
  parser->end += length + 1;
  g_array_index (segments, PodHl7Segment, segments->len - 1).length += length + 1;
  parser->n_joined++;
}

static gboolean
add_line (Parser *parser, char *text, guint line, GError **error)
{
  PodHl7File *file = parser->file;
  const PodHl7Message *last = file->messages->len > 0
                                  ? &g_array_index (file->messages, PodHl7Message,
                                                    file->messages->len - 1)
                                  : NULL;
  gboolean is_header = g_str_has_prefix (text, "MSH") && is_delimiter (text[3]);

  if (*text == '\0')
    return TRUE;
  if (is_header)
    {
      if (!start_message (file, text, line, error))
        return FALSE;
      parser->inside = TRUE;
    }
  else if (is_batch (text) && g_ascii_ispunct (text[3]))
    {
      parser->inside = FALSE;
      return TRUE;
    }
  else if (!last || !parser->inside)
    return refuse (line, _ ("a segment outside of a message."), error);
  if (file->segments->len + parser->n_joined >= MAX_SEGMENTS)
    return refuse (line, _ ("too many segments."), error);
  if (is_header || starts_segment (text, last->delimiters.field))
    add_segment (parser, text, line);
  else
    join_line (parser, text);
  return TRUE;
}

/* A frame's marks are no part of a segment.  One that begins in the middle of a line begins a line of its own. */
static void
cut_frames (char *text)
{
  gboolean at_start = TRUE;

  for (char *p = text; *p != '\0'; p++)
    {
      if (*p == FRAME_START && !at_start)
        *p = '\r';
      else if (*p == FRAME_START || *p == FRAME_END)
        *p = ' ';
      at_start = *p == '\r' || *p == '\n' || (at_start && *p == ' ');
    }
}

/* Blanks before a header, and lines of nothing else, are no part of anything. */
static char *
skip_blanks (char *line)
{
  char *text = line + strspn (line, " \t");

  return *text == '\0' || starts_header (text) ? text : line;
}

PodHl7File *
pod_hl7_parse (char *text, GCancellable *cancellable, GError **error)
{
  g_autoptr (PodHl7File) file = g_new0 (PodHl7File, 1);
  Parser parser = { .file = file };
  guint lines = 1;
  char *next;

  file->segments = g_array_new (FALSE, FALSE, sizeof (PodHl7Segment));
  file->messages = g_array_new (FALSE, FALSE, sizeof (PodHl7Message));
  cut_frames (text);
  for (char *p = text; p; p = next)
    {
      guint line = lines;

      next = cut_line (p, &lines);
      if (line % LOOK_UP_EVERY == 1 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      if (!add_line (&parser, skip_blanks (p), line, error))
        return NULL;
    }
  return g_steal_pointer (&file);
}

void
pod_hl7_free (PodHl7File *file)
{
  g_array_unref (file->segments);
  g_array_unref (file->messages);
  g_free (file);
}

/* ---- fields ---- */

const PodHl7Segment *
pod_hl7_segment (const PodHl7File *file, const PodHl7Message *message, guint index)
{
  return &g_array_index (file->segments, PodHl7Segment, message->first + index);
}

gboolean
pod_hl7_is (const PodHl7Message *message, const PodHl7Segment *segment, const char *name)
{
  return g_str_has_prefix (segment->text, name) &&
         (segment->text[3] == message->delimiters.field || segment->text[3] == '\0');
}

PodHl7Piece
pod_hl7_part (PodHl7Piece piece, char delimiter, guint n)
{
  const char *end = piece.text + piece.length;

  if (delimiter == '\0')
    return n == 1 ? piece : (PodHl7Piece){ end, 0 };
  for (const char *p = piece.text;; p++)
    {
      const char *stop = memchr (p, delimiter, (gsize) (end - p));

      if (!stop)
        stop = end;
      if (--n == 0)
        return (PodHl7Piece){ p, (gsize) (stop - p) };
      if (stop == end)
        return (PodHl7Piece){ end, 0 };
      p = stop;
    }
}

gboolean
pod_hl7_next (PodHl7Piece *rest, char delimiter, PodHl7Piece *piece)
{
  const char *stop;

  if (!rest->text)
    return FALSE;
  *piece = *rest;
  stop = delimiter != '\0' ? memchr (rest->text, delimiter, rest->length) : NULL;
  if (!stop)
    {
      *rest = (PodHl7Piece){ NULL, 0 };
      return TRUE;
    }
  piece->length = (gsize) (stop - piece->text);
  *rest = (PodHl7Piece){ stop + 1, rest->length - piece->length - 1 };
  return TRUE;
}

guint
pod_hl7_count (PodHl7Piece piece, char delimiter)
{
  guint n = 1;

  for (gsize i = 0; delimiter != '\0' && i < piece.length; i++)
    n += piece.text[i] == delimiter;
  return n;
}

PodHl7Piece
pod_hl7_field (const PodHl7Message *message, const PodHl7Segment *segment, guint field)
{
  PodHl7Piece whole = { segment->text, segment->length };

  /* In a header the bar itself is the first field. */
  if (g_str_has_prefix (segment->text, "MSH"))
    field--;
  return pod_hl7_part (whole, message->delimiters.field, field + 1);
}

const char *
pod_hl7_get (const PodHl7Message *message,
             const PodHl7Segment *segment,
             guint field,
             guint component,
             const char *encoding,
             GStringChunk *strings)
{
  const PodHl7Delimiters *d = &message->delimiters;
  PodHl7Piece piece = pod_hl7_part (pod_hl7_field (message, segment, field), d->repetition, 1);

  piece = pod_hl7_part (pod_hl7_part (piece, d->component, component), d->subcomponent, 1);
  return pod_hl7_text (message, piece, encoding, strings);
}
