#include "fuzz.h"

#include <string.h>

#include "pod-csv.h"
#include "pod-text-decode.h"

/* Any bytes as a laboratory's file; the first chooses encoding and delimiter.  Either there is an error, or every cell
 * of every row is valid text that lies in the table. */

static void
check_row (const PodCsv *csv, const PodCsvRow *row, const char *text)
{
  g_assert_cmpuint (row->n_cells, >=, 1);
  g_assert_cmpuint (row->n_cells, <=, POD_CSV_MAX_COLUMNS);
  g_assert_cmpuint (row->start + row->length, <=, strlen (text));
  for (guint i = 0; i < row->n_cells; i++)
    g_assert_true (g_utf8_validate (pod_csv_get (csv, i), -1, NULL));
  g_assert_null (pod_csv_get (csv, row->n_cells));
}

/* A row that is sought is the same again. */
static void
read_again (PodCsv *csv, const PodCsvRow *row)
{
  PodCsvRow again;

  pod_csv_seek (csv, row);
  g_assert_true (pod_csv_read (csv, &again, NULL));
  g_assert_cmpmem (row, sizeof *row, &again, sizeof again);
}

static void
parse (const char *text, char delimiter)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PodCsv) csv = pod_csv_new (text, delimiter);
  guint last = 0;
  PodCsvRow row;

  memset (&row, 0, sizeof row);
  while (pod_csv_read (csv, &row, &error))
    {
      g_assert_cmpuint (row.line, >, last);
      last = row.line;
      check_row (csv, &row, text);
      read_again (csv, &row);
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const PodEncoding encodings[] = { POD_ENCODING_AUTO, POD_ENCODING_UTF8,
                                           POD_ENCODING_GB18030 };
  static const char delimiters[] = { 0, ',', '\t', ';' };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  const char *encoding = NULL;
  g_autofree char *text = NULL;

  if (size < 1)
    return 0;
  bytes = g_bytes_new (data + 1, size - 1);
  text = pod_text_decode (bytes, encodings[data[0] % 3], &encoding, &error);
  g_assert_true ((text == NULL) == (error != NULL));
  if (text)
    {
      g_assert_nonnull (encoding);
      g_assert_true (g_utf8_validate (text, -1, NULL));
      parse (text, delimiters[data[0] / 3 % 4]);
    }
  return 0;
}
