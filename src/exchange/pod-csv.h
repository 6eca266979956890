#pragma once

#include "pod-exchange-error.h"

G_BEGIN_DECLS

/* More than any laboratory writes; beyond it the file is refused. */
#define POD_CSV_MAX_COLUMNS 1024
#define POD_CSV_MAX_CELLS (4 * 1024 * 1024)

/**
 * PodCsvRow:
 * @line: of its first character, from 1
 * @n_cells: at least 1
 * @start, @length: its bytes in the text that was given, without the line end
 */
typedef struct
{
  guint line;
  guint n_cells;
  gsize start;
  gsize length;
} PodCsvRow;

/**
 * PodCsv:
 * A table of cells (RFC 4180: quotes, doubled quotes, line ends in quotes; CRLF, LF and CR), read a row at a time: a large one costs no
 * more than its text.  Lines with nothing in them are passed over.  A quote inside a cell that does not begin with one is an ordinary
 * character.
 */
typedef struct _PodCsv PodCsv;

/* @text: UTF-8, to be kept by the caller meanwhile. @delimiter: 0 for whichever of comma, tab and semicolon stands most often in one of
 * the first lines. */
PodCsv *pod_csv_new (const char *text, char delimiter);
void pod_csv_free (PodCsv *csv);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodCsv, pod_csv_free)

/* FALSE without an error at the end of the text.  The text of a row that was read may be written to: it is not looked at again, but by a
 * seek.
 * Errors: FORMAT, with line and column (in characters). */
gboolean pod_csv_read (PodCsv *csv, PodCsvRow *row, GError **error);
/* So that @row, which was read before, is read next. */
void pod_csv_seek (PodCsv *csv, const PodCsvRow *row);
/* A cell of the row read last, good until the next is read; NULL where there is none. */
const char *pod_csv_get (const PodCsv *csv, guint column);

/* Whether a spreadsheet takes a cell that begins so for a formula, full-width forms too (OWASP).  A negative number ("-1.5") is none. */
gboolean pod_csv_is_formula (const char *text, gsize length);

G_END_DECLS
