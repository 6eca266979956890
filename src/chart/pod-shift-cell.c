/* The numbers of the cells of shift tables, by which a chart, its table twin and its keys know them. */

#include "pod-charts.h"
#include "pod-grade.h"

/* More terms than a scale has of one observation and direction, twice: even numbers are of what is too high. */
#define SLOTS 16

/* Of the terms that the scale has of the observation and the direction, which: another scale may call it otherwise, and has as many. */
static gint64
get_slot (const GArray *terms, guint index)
{
  const PodShiftTerm *term = &g_array_index ((GArray *) terms, PodShiftTerm, index);
  gint64 before = 0;

  for (guint i = 0; i < index; i++)
    {
      const PodShiftTerm *other = &g_array_index ((GArray *) terms, PodShiftTerm, i);

      before += other->observation == term->observation &&
                pod_grade_is_low (other->grade) == pod_grade_is_low (term->grade);
    }
  return MIN (2 * before + pod_grade_is_low (term->grade), SLOTS - 1);
}

/* By the observation, whichever scale names it: so whoever stands on a cell stays with it under another one. */
static gint64
make_table_id (const PodShiftBook *book, guint index)
{
  const GArray *terms = pod_shift_book_get_terms (book);
  const GPtrArray *all = pod_study_get_observations (pod_shift_book_get_study (book));
  guint observation = 0;

  g_ptr_array_find ((GPtrArray *) all,
                    g_array_index ((GArray *) terms, PodShiftTerm, index).observation,
                    &observation);
  return (gint64) observation * SLOTS + get_slot (terms, index);
}

gint64
pod_shift_cell_make (const PodShiftBook *book, guint term, int row, int column)
{
  return 1 + (make_table_id (book, term) * POD_SHIFT_ROWS + row) * POD_SHIFT_COLUMNS + column;
}

static gint64
read_id (gint64 id, int *row, int *column)
{
  id--;
  *column = (int) (id % POD_SHIFT_COLUMNS);
  *row = (int) (id / POD_SHIFT_COLUMNS % POD_SHIFT_ROWS);
  return id / POD_SHIFT_COLUMNS / POD_SHIFT_ROWS;
}

gboolean
pod_shift_cell_read (const PodShiftBook *book, gint64 id, guint *term, int *row, int *column)
{
  const GArray *terms = pod_shift_book_get_terms (book);
  gint64 table;

  if (id < 1)
    return FALSE;
  table = read_id (id, row, column);
  for (*term = 0; *term < terms->len; (*term)++)
    if (make_table_id (book, *term) == table)
      return TRUE;
  return FALSE;
}

gint64
pod_shift_cell_find_near (const PodScene *scene, gint64 id)
{
  int row, column, least = G_MAXINT;
  gint64 table = read_id (id, &row, &column), found = 0;

  for (guint i = 0; id > 0 && i < scene->marks->len; i++)
    {
      const PodMark *mark = &g_array_index (scene->marks, PodMark, i);
      int other_row, other_column, distance;
      gint64 other;

      if (mark->id < 1 || mark->type != POD_N_RECORD_TYPES)
        continue;
      other = read_id (mark->id, &other_row, &other_column);
      /* Rather another cell of the same table than one of another term of the observation. */
      distance = ABS (other_row - row) + ABS (other_column - column) +
                 (other == table ? 0 : POD_SHIFT_ROWS + POD_SHIFT_COLUMNS);
      if (other / SLOTS != table / SLOTS || distance >= least)
        continue;
      least = distance;
      found = mark->id;
    }
  return found;
}
