#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include "pod-config.h"

#include "pod-lab-file.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pod-fhir.h"
#include "pod-hl7.h"
#include "pod-lab-headings.h"
#include "pod-lab-line.h"

/* ---- what it is not ---- */

static const struct
{
  const char *start;
  const char *what;
} foreign[] = {
  { "PK\003\004", N_ ("This is an Excel workbook (XLSX), which is not read. Save it as CSV, one "
                      "sheet at a time, and import that.") },
  { "\xD0\xCF\x11\xE0",
    N_ ("This is an old Office file, which is not read. Save it as CSV and import that.") },
  { "%PDF", N_ ("This is a PDF document, which is not read. Ask the laboratory for the results as "
                "values.") },
  { "\x1F\x8B", N_ ("This is a compressed file. Unpack it first.") },
  { "<", N_ ("This is XML, which is not read. Ask for CSV, HL7 v2 or FHIR in JSON.") },
  { "H|\\^&", N_ ("This is a message of an analyser (ASTM), which is not read. Ask the laboratory "
                  "for CSV, HL7 v2 or FHIR in JSON.") },
};

static gboolean
refuse_foreign (GBytes *bytes, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  const char *end;

  if (data == NULL)
    return TRUE;
  end = data + length;
  if (length >= 3 && memcmp (data, "\xEF\xBB\xBF", 3) == 0)
    data += 3;
  while (data < end && g_ascii_isspace (*data))
    data++;
  length = (gsize) (end - data);
  for (guint i = 0; i < G_N_ELEMENTS (foreign); i++)
    if (length >= strlen (foreign[i].start) &&
        memcmp (data, foreign[i].start, strlen (foreign[i].start)) == 0)
      {
        g_set_error_literal (error, POD_EXCHANGE_ERROR, POD_EXCHANGE_ERROR_FORMAT,
                             _ (foreign[i].what));
        return FALSE;
      }
  return TRUE;
}

/* ---- what it is ---- */

static PodLabFormat
recognise (const char *text)
{
  if (pod_hl7_is_message (text))
    return POD_LAB_FORMAT_HL7;
  text += strspn (text, " \t\r\n");
  /* A list of resources is no resource, but no table either. */
  return *text == '{' || (*text == '[' && text[1 + strspn (text + 1, " \t\r\n")] == '{')
             ? POD_LAB_FORMAT_FHIR
             : POD_LAB_FORMAT_TABLE;
}

static PodLabFile *
make_file (const char *encoding, PodLabFormat format)
{
  PodLabFile *file = g_new0 (PodLabFile, 1);

  file->items = g_array_new (FALSE, TRUE, sizeof (PodLabItem));
  file->strings = g_string_chunk_new (4096);
  file->encoding = encoding;
  file->format = format;
  return file;
}

/* No map is to blame for that. */
static gboolean
refuse_empty (const char *text, GError **error)
{
  if (text[strspn (text, " \t\r\n")] != '\0')
    return FALSE;
  g_set_error_literal (error, POD_EXCHANGE_ERROR, POD_EXCHANGE_ERROR_FORMAT,
                       _ ("There is nothing in this file: it is empty. Export it from the "
                          "laboratory's system again."));
  return TRUE;
}

/* A message names its own character set; the map, where it says more than auto, knows better. */
static PodEncoding
choose_encoding (GBytes *bytes, const PodLabMap *map, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  if (map->encoding != POD_ENCODING_AUTO || !data)
    return map->encoding;
  return pod_hl7_find_encoding (data, length, error);
}

static gboolean
read_items (PodLabFile *file,
            char *text,
            const PodLabMap *map,
            GCancellable *cancellable,
            GError **error)
{
  g_autofree char *owned = NULL;

  file->key_kind = pod_lab_map_get_key_kind (map);
  if (file->format == POD_LAB_FORMAT_TABLE)
    return pod_lab_read_table (file, text, map, cancellable, error);
  owned = text;
  if (file->format == POD_LAB_FORMAT_HL7)
    return pod_lab_read_hl7 (file, owned, map, cancellable, error);
  /* Its parser reads all of it before anybody can be asked again. */
  return !g_cancellable_set_error_if_cancelled (cancellable, error) &&
         pod_lab_read_fhir (file, owned, map, cancellable, error);
}

PodLabFile *
pod_lab_file_read (GBytes *bytes, const PodLabMap *map, GCancellable *cancellable, GError **error)
{
  const char *encoding = NULL;
  g_autoptr (PodLabFile) file = NULL;
  g_autoptr (GError) failure = NULL;
  PodEncoding wanted;
  char *text;

  if (!refuse_foreign (bytes, error))
    return NULL;
  wanted = choose_encoding (bytes, map, &failure);
  if (failure)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  text = pod_text_decode (bytes, wanted, &encoding, error);
  if (!text)
    return NULL;
  if (refuse_empty (text, error))
    {
      g_free (text);
      return NULL;
    }
  file = make_file (encoding, recognise (text));
  return read_items (file, text, map, cancellable, error) ? g_steal_pointer (&file) : NULL;
}

static char *
join_again (PodLabFormat format, const char *heading, const char *raw)
{
  gboolean has_header = format == POD_LAB_FORMAT_HL7 && pod_hl7_is_message (raw);

  if (format == POD_LAB_FORMAT_FHIR)
    return pod_fhir_join (raw);
  return heading != NULL || has_header
             ? g_strconcat (has_header ? "" : heading, "\n", raw, "\n", NULL)
             : NULL;
}

PodLabFile *
pod_lab_file_read_again (PodLabFormat format,
                         const char *heading,
                         const char *raw,
                         const char *encoding,
                         const PodLabMap *map)
{
  char *text = join_again (format, heading, raw);
  g_autoptr (PodLabFile) file = NULL;

  if (text == NULL)
    return NULL;
  file = make_file (encoding, format);
  return read_items (file, text, map, NULL, NULL) ? g_steal_pointer (&file) : NULL;
}

/* ---- its shape ---- */

static char *
list_senders (char *text)
{
  g_autoptr (PodHl7File) parsed = pod_hl7_parse (text, NULL, NULL);
  const PodHl7Message *message;
  const PodHl7Segment *header;
  PodHl7Piece application, facility;

  if (!parsed || parsed->messages->len == 0)
    return NULL;
  message = &g_array_index (parsed->messages, PodHl7Message, 0);
  header = &g_array_index (parsed->segments, PodHl7Segment, message->first);
  application = pod_hl7_field (message, header, 3);
  facility = pod_hl7_field (message, header, 4);
  if (application.length + facility.length == 0)
    return NULL;
  return g_strdup_printf ("%.*s\n%.*s", (int) application.length, application.text,
                          (int) facility.length, facility.text);
}

char *
pod_lab_file_find_shape (GBytes *bytes, const PodLabMap *map)
{
  const char *encoding;
  g_autofree char *text = NULL;
  g_autofree char *words = NULL;
  g_autofree char *kept = NULL;
  PodLabFormat format;

  if (!refuse_foreign (bytes, NULL))
    return NULL;
  text = pod_text_decode (bytes, choose_encoding (bytes, map, NULL), &encoding, NULL);
  format = text ? recognise (text) : POD_LAB_FORMAT_FHIR;
  if (format == POD_LAB_FORMAT_TABLE)
    words = pod_lab_list_headings (text, map);
  else if (format == POD_LAB_FORMAT_HL7)
    words = list_senders (text);
  if (!words)
    return NULL;
  kept = g_strdup_printf ("%d\n%s", (int) format, words);
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, kept, -1);
}

/* NULL where it is none. */
static char *
decode_table (GBytes *bytes, PodEncoding wanted)
{
  const char *encoding;
  g_autofree char *text = NULL;

  if (refuse_foreign (bytes, NULL))
    text = pod_text_decode (bytes, wanted, &encoding, NULL);
  return text && recognise (text) == POD_LAB_FORMAT_TABLE ? g_steal_pointer (&text) : NULL;
}

gboolean
pod_lab_file_is_table (GBytes *bytes)
{
  g_autofree char *text = decode_table (bytes, POD_ENCODING_AUTO);

  return text != NULL;
}

gboolean
pod_lab_file_is_headed_as_chosen (GBytes *bytes, const PodLabMap *map)
{
  g_autofree char *text = decode_table (bytes, map->encoding);

  return text && pod_lab_is_headed_as_chosen (text, map);
}

GPtrArray *
pod_lab_file_list_headings (GBytes *bytes, const PodLabMap *map)
{
  g_autofree char *text = decode_table (bytes, map->encoding);

  return text ? pod_lab_list_columns (text, map) : NULL;
}

void
pod_lab_file_free (PodLabFile *file)
{
  g_array_unref (file->items);
  g_string_chunk_free (file->strings);
  g_free (file->text);
  g_free (file);
}
