#pragma once

#include "pod-exchange-error.h"

G_BEGIN_DECLS

/* More than any laboratory writes; beyond it the file is refused. */
#define POD_CSV_MAX_COLUMNS 1024
#define POD_CSV_MAX_CELLS (4 * 1024 * 1024)

/**
 * PodCsvRow:
 * @line: of its first character, from 1
 * @first: index of its first cell among all cells
 * @n_cells: at least 1
 * @start, @length: its bytes in the text that was given, without the line end
 */
typedef struct
{
  guint line;
  guint first;
  guint n_cells;
  gsize start;
  gsize length;
} PodCsvRow;

/**
 * PodCsv:
 * A table of cells (RFC 4180: quotes, doubled quotes, line ends in quotes; CRLF, LF and CR).  Lines with nothing in them are left out.
 * A quote inside a cell that does not begin with one is an ordinary character.
 * @delimiter: the one used
 */
typedef struct
{
  char delimiter;
  GArray *rows;     /* PodCsvRow */
  GPtrArray *cells; /* const char *, in the text */
  char *text;
} PodCsv;

/* Takes @text, UTF-8. @delimiter: 0 for whichever of comma, tab and semicolon stands most often in one of the first lines.
 * Errors: FORMAT, with line and column (in characters). */
PodCsv *pod_csv_parse (char *text, char delimiter, GError **error);
void pod_csv_free (PodCsv *csv);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodCsv, pod_csv_free)

/* Whether a spreadsheet takes a cell that begins so for a formula, full-width forms too (OWASP).  A negative number ("-1.5") is none. */
gboolean pod_csv_is_formula (const char *text, gsize length);
/* NULL where the row has no such cell. */
const char *pod_csv_get (const PodCsv *csv, const PodCsvRow *row, guint column);

G_END_DECLS
