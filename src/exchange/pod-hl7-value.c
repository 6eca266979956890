#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include "pod-config.h"

#include "pod-hl7-value.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  const PodHl7Message *message;
  const char *encoding;
  GStringChunk *strings;
} Reader;

static const char *
get (const Reader *reader, PodHl7Piece piece)
{
  return pod_hl7_text (reader->message, piece, reader->encoding, reader->strings);
}

static const char *
get_component (const Reader *reader, PodHl7Piece piece, guint n)
{
  return get (reader, pod_hl7_part (piece, reader->message->delimiters.component, n));
}

/* ---- results ---- */

/* "+5" and ".5" are numbers here, and nowhere else. */
static const char *
read_number (const Reader *reader, PodHl7Piece piece)
{
  const char *text = get (reader, piece);
  const char *digits = text + (*text == '+' || *text == '-');
  g_autofree char *number = NULL;

  if (*text == '+' && g_ascii_isdigit (*digits))
    return digits;
  if (*digits != '.' || !g_ascii_isdigit (digits[1]))
    return text;
  number = g_strconcat (*text == '-' ? "-0" : "0", digits, NULL);
  return g_string_chunk_insert_const (reader->strings, number);
}

/* Two numbers with nothing between them are not one. */
static void
append_part (GString *joined, const char *part)
{
  if (joined->len > 0 && g_ascii_isalnum (joined->str[joined->len - 1]) && g_ascii_isalnum (*part))
    g_string_append_c (joined, ' ');
  g_string_append (joined, part);
}

/* SN: "<^10", "^1^:^128", "^2^+": comparator, number, what stands between, number. */
static const char *
read_structured (const Reader *reader, PodHl7Piece piece)
{
  g_autoptr (GString) joined = g_string_new (get_component (reader, piece, 1));
  char component = reader->message->delimiters.component;

  append_part (joined, read_number (reader, pod_hl7_part (piece, component, 2)));
  append_part (joined, get_component (reader, piece, 3));
  append_part (joined, read_number (reader, pod_hl7_part (piece, component, 4)));
  return g_string_chunk_insert_const (reader->strings, joined->str);
}

/* A code and its text, then another code and its text; some send the second alone. */
static void
read_coded (const Reader *reader, PodHl7Piece piece, PodLabLine *line)
{
  const char *code = pod_lab_line_first (get_component (reader, piece, 1),
                                         get_component (reader, piece, 4));
  const char *text = pod_lab_line_first (get_component (reader, piece, 2),
                                         get_component (reader, piece, 9));

  line->answer = code;
  line->cells[POD_LAB_RESULT] =
      pod_lab_line_first (pod_lab_line_first (text, get_component (reader, piece, 5)), code);
}

/* Each repetition a line. */
static const char *
read_lines (const Reader *reader, PodHl7Piece piece, guint n)
{
  char repetition = reader->message->delimiters.repetition;
  g_autoptr (GString) text = g_string_new (NULL);
  PodHl7Piece rest = piece, next;

  if (n == 1 || n > POD_HL7_MAX_REPETITIONS)
    return get (reader, piece);
  for (guint i = 1; pod_hl7_next (&rest, repetition, &next); i++)
    {
      if (i > 1)
        g_string_append_c (text, '\n');
      g_string_append (text, get (reader, next));
    }
  return g_string_chunk_insert_const (reader->strings, text->str);
}

static gboolean
is_one_of (const char *word, const char *words)
{
  g_auto (GStrv) list = g_strsplit (words, " ", -1);

  return g_strv_contains ((const char *const *) list, word);
}

static void
read_result (const Reader *reader, const char *kind, PodHl7Piece piece, PodLabLine *line)
{
  const char **result = &line->cells[POD_LAB_RESULT];
  guint n = pod_hl7_count (piece, reader->message->delimiters.repetition);

  *result = read_lines (reader, piece, n);
  if (is_one_of (kind, "ED RP"))
    line->refusal = _ ("an attached document or picture; it has to be read by a person");
  else if (n > POD_HL7_MAX_REPETITIONS)
    line->refusal = _ ("more repetitions in one field than are read");
  else if (is_one_of (kind, "ST TX FT DT TM TS DTM") || *kind == '\0' || **result == '\0')
    return;
  else if (!is_one_of (kind, "NM SN CE CWE CNE CF IS ID SI"))
    line->refusal = _ ("a kind of value that is not read");
  else if (n > 1)
    line->refusal = _ ("several results in one field");
  else if (is_one_of (kind, "CE CWE CNE CF"))
    read_coded (reader, piece, line);
  else
    *result = g_str_equal (kind, "SN") ? read_structured (reader, piece)
                                       : read_number (reader, piece);
}

/* ---- units ---- */

/* "10^9/L", where nobody escaped the "^", has come apart: the number before, the exponent behind. */
static gboolean
has_come_apart (const char *first, const char *second)
{
  gsize digits = strspn (second, "0123456789");

  return g_str_has_suffix (first, "10") && digits > 0 &&
         (second[digits] == '/' || second[digits] == '\0');
}

/* The code or its text, and the same of the other code, which comes first where it alone is UCUM, or is all there is. */
static void
read_codes (const Reader *reader, PodHl7Piece piece, PodLabLine *line)
{
  const char *units[2];
  gboolean ucum[2];
  guint first;

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *system = pod_lab_fold (get_component (reader, piece, 3 * i + 3));

      units[i] = pod_lab_line_first (get_component (reader, piece, 3 * i + 1),
                                     get_component (reader, piece, 3 * i + 2));
      ucum[i] = g_str_equal (system, "ucum");
    }
  first = *units[1] != '\0' && (*units[0] == '\0' || (ucum[1] && !ucum[0]));
  line->cells[POD_LAB_UNIT] = units[first];
  line->ucum = ucum[first];
  line->other_unit = pod_lab_line_first (units[1 - first],
                                         get_component (reader, piece, 3 * first + 2));
}

static void
read_unit (const Reader *reader, PodHl7Piece piece, PodLabLine *line)
{
  const char *first = get_component (reader, piece, 1);
  const char *second = get_component (reader, piece, 2);
  g_autofree char *joined = NULL;

  read_codes (reader, piece, line);
  if (!has_come_apart (first, second))
    return;
  joined = g_strconcat (first, "^", second, NULL);
  line->cells[POD_LAB_UNIT] = g_string_chunk_insert_const (reader->strings, joined);
  line->other_unit = "";
}

void
pod_hl7_read_value (const PodHl7Message *message,
                    const PodHl7Segment *segment,
                    const char *encoding,
                    GStringChunk *strings,
                    PodLabLine *line)
{
  Reader reader = { message, encoding, strings };
  char repetition = message->delimiters.repetition;

  read_result (&reader, pod_hl7_get (message, segment, 2, 1, encoding, strings),
               pod_hl7_field (message, segment, 5), line);
  read_unit (&reader, pod_hl7_part (pod_hl7_field (message, segment, 6), repetition, 1), line);
}

/* ---- words ---- */

/* The code, its text, the other code and its text, and what was written first; subcomponents for OBR-15, whose first component
 * is such a field in itself. */
const char *
pod_hl7_words (const PodHl7Message *message,
               PodHl7Piece field,
               const char *encoding,
               GStringChunk *strings)
{
  static const guint parts[] = { 1, 2, 4, 5, 9 };
  Reader reader = { message, encoding, strings };
  const PodHl7Delimiters *d = &message->delimiters;
  PodHl7Piece first = pod_hl7_part (field, d->component, 1);
  gboolean nested = pod_hl7_count (first, d->subcomponent) > 1;
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      const char *word = get (&reader,
                              pod_hl7_part (nested ? first : field,
                                            nested ? d->subcomponent : d->component, parts[i]));

      if (*word == '\0')
        continue;
      if (words->len > 0)
        g_string_append_c (words, '|');
      g_string_append (words, word);
    }
  return g_string_chunk_insert_const (strings, words->str);
}
