#include "fuzz.h"

#include <string.h>

#include "pod-csv.h"
#include "pod-lab-value.h"
#include "pod-text-decode.h"

/* Whatever the bytes are: refused with a place, or a table whose cells lie in it, each of which can be read as a range, a moment
 * and a result. */

static void
read_cell (const char *cell)
{
  double lower, upper;
  PodMoment moment;
  int minute;
  g_autofree char *stripped = pod_lab_strip_flag (cell);

  g_assert_nonnull (stripped);
  if (pod_lab_parse_range (cell, &lower, &upper))
    g_assert_false (lower > upper);
  if (pod_lab_parse_moment (cell, &moment))
    g_assert_true (pod_date_is_complete (moment.date));
  if (pod_lab_parse_time (cell, &minute))
    g_assert_true (minute >= 0 && minute < 24 * 60);
}

static void
read_rows (const PodCsv *csv)
{
  guint line = 0;

  for (guint i = 0; i < csv->rows->len; i++)
    {
      const PodCsvRow *row = &g_array_index (csv->rows, PodCsvRow, i);

      g_assert_cmpuint (row->line, >, line);
      g_assert_cmpuint (row->n_cells, >=, 1);
      line = row->line;
      for (guint j = 0; j < row->n_cells; j++)
        {
          g_assert_true (g_utf8_validate (pod_csv_get (csv, row, j), -1, NULL));
          read_cell (pod_csv_get (csv, row, j));
        }
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  const char *encoding = NULL;
  char *text = pod_text_decode (bytes, POD_ENCODING_AUTO, &encoding, &error);
  g_autoptr (PodCsv) csv = NULL;

  if (text)
    csv = pod_csv_parse (text, 0, &error);
  g_assert_true ((csv != NULL) == (error == NULL));
  if (error)
    g_assert_cmpuint (strlen (error->message), >, 0);
  else
    read_rows (csv);
  return 0;
}
