#include "pod-axis.h"
#include "pod-grade.h"
#include "pod-lab-grades.h"
#include "pod-shift-key.h"
#include "pod-text-wrap.h"
#include "pod-words.h"

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

#define MARGIN 14.0
#define GAP_X 30.0
#define GAP_Y 24.0
#define LINE 18.0
#define CELL 22.0
/* Room for the name of the rows. */
#define LABEL 58.0
/* Above the cells: what it is of, how many changed, and the names of columns and rows. */
#define HEAD_LINES 4
/* Between a head and its cells: room for the ring around the one that has the keyboard. */
#define HEAD_GAP 4.0
#define THREE_COLUMNS 900.0
#define TWO_COLUMNS 620.0
/* How many terms the spoken description names. */
#define MOST_TOLD 5
#define GRADES 5

/**
 * Sheet:
 * @n: subjects counted
 * @lost: (element-type utf8): terms of the study's own scale that somebody has results for and the shown one does not have
 * @width: of a table
 */
typedef struct
{
  PodScene *scene;
  const PodShiftBook *book;
  const char *cohort;
  PodShiftPick pick;
  const PodMetrics *metrics;
  const GArray *terms;
  guint n;
  GPtrArray *lost;
  double width;
} Sheet;

/* ---- cells ---- */

static const PodShiftTerm *
get_term (const Sheet *sheet, const PodShiftTable *table)
{
  return &g_array_index ((GArray *) sheet->terms, PodShiftTerm, table->term);
}

static const char *
name_term (const PodShiftTerm *term)
{
  return pod_words_get (&term->grade->term, pod_words_locale ());
}

/* A scale may have one term of two observations, as 6.0 has of the protein of 24 hours and of the ratio. */
static gboolean
is_shared (const Sheet *sheet, const PodShiftTerm *term)
{
  for (guint i = 0; i < sheet->terms->len; i++)
    {
      const PodShiftTerm *other = &g_array_index ((GArray *) sheet->terms, PodShiftTerm, i);

      if (other->observation != term->observation &&
          g_str_equal (name_term (other), name_term (term)))
        return TRUE;
    }
  return FALSE;
}

/* Without the table that it is told of: with the observation, where the scale has the term of another, too. */
static char *
name_term_alone (const Sheet *sheet, const PodShiftTerm *term)
{
  const char *name = name_term (term);

  return is_shared (sheet, term)
             ? g_strdup_printf (_ ("%s (%s)"), name,
                                pod_words_get (&term->observation->label, pod_words_locale ()))
             : g_strdup (name);
}

/* Where there is room for one sign. */
static const char *
shorten (int index)
{
  return index == POD_SHIFT_COLUMN_NONE    ? "–"
         : index >= POD_SHIFT_ROW_UNGRADED ? "?"
                                           : pod_shift_row_to_words (index);
}

/* "grade 2"; "not graded". */
static char *
say_grade (int index, const char *words)
{
  return index < POD_SHIFT_ROW_UNGRADED ? g_strdup_printf (_ ("grade %s"), words)
                                        : g_strdup (words);
}

static char *
name_cell (const Sheet *sheet, const PodShiftTable *table, int row, int column)
{
  g_autofree char *term = name_term_alone (sheet, get_term (sheet, table));
  g_autofree char *before = say_grade (row, pod_shift_row_to_words (row));
  g_autofree char *after = say_grade (column, pod_shift_column_to_words (column));
  guint n = table->counts[row][column];

  if (sheet->pick == POD_SHIFT_LAST)
    return g_strdup_printf (
        /* Translators: a term; its grade before treatment, or that there is none; that of the last result since; and how many subjects. */
        g_dngettext (GETTEXT_PACKAGE, "%1$s: baseline %2$s, last after infusion %3$s: %4$u subject",
                     "%1$s: baseline %2$s, last after infusion %3$s: %4$u subjects", n),
        term, before, after, n);
  return g_strdup_printf (
      /* Translators: the same, and the worst grade since. */
      g_dngettext (GETTEXT_PACKAGE, "%1$s: baseline %2$s, worst after infusion %3$s: %4$u subject",
                   "%1$s: baseline %2$s, worst after infusion %3$s: %4$u subjects", n),
      term, before, after, n);
}

/* "1–3 → 1–3": what a number alone tells of those who are counted by the worst case; "" where it tells the grade of all. */
static char *
print_open (const PodShiftTable *table, int row, int column)
{
  g_autofree char *before = pod_shift_row_print (table->grade, row,
                                                 table->sure_before[row][column]);
  g_autofree char *after = pod_shift_column_print (table->grade, column, table->sure[row][column]);

  return table->open[row][column] > 0 ? g_strdup_printf ("%s → %s", before, after) : g_strdup ("");
}

/* Takes @words. */
static char *
add_open (const PodShiftTable *table, int row, int column, char *words)
{
  g_autofree char *plain = words;
  g_autofree char *range = print_open (table, row, column);

  if (*range == '\0')
    return g_steal_pointer (&plain);
  return g_strdup_printf (
      /* Translators: what a cell counts; of how many of them a number alone does not tell the grade, and what it tells: "1–3 → 1–3". */
      g_dngettext (GETTEXT_PACKAGE, "%1$s; of %2$u a number alone tells only grade %3$s",
                   "%1$s; of %2$u a number alone tells only grade %3$s", table->open[row][column]),
      plain, table->open[row][column], range);
}

static char *
describe_cell (const Sheet *sheet, const PodShiftTable *table, int row, int column)
{
  guint at_least = table->at_least[row][column];
  g_autofree char *words = add_open (table, row, column, name_cell (sheet, table, row, column));

  if (at_least == 0)
    return g_steal_pointer (&words);
  return g_strdup_printf (
      /* Translators: the above; and of how many of them a result that has no grade may be worse. */
      g_dngettext (GETTEXT_PACKAGE, "%1$s; of %2$u it is at least that, and may be worse",
                   "%1$s; of %2$u it is at least that, and may be worse", at_least),
      words, at_least);
}

/* "3", "3*" where one of them may be worse than that, "3 ▾" where all got better; "·" for nobody. */
static char *
print_count (const PodShiftTable *table, int row, int column)
{
  guint n = table->counts[row][column];

  return n > 0 ? g_strdup_printf ("%u%s%s", n, table->at_least[row][column] > 0 ? "*" : "",
                                  table->better[row][column] == n ? " ▾" : "")
               : g_strdup ("·");
}

static PodRole
get_role (const PodShiftTable *table, int row, int column)
{
  if (table->worse[row][column] > 0)
    return POD_ROLE_BAND_1 + CLAMP (column, 1, 4) - 1;
  return table->better[row][column] > 0 ? POD_ROLE_BETTER : POD_ROLE_BACKGROUND;
}

static void
draw_cell (const Sheet *sheet,
           const PodShiftTable *table,
           int row,
           int column,
           const PodMark *place)
{
  guint n = table->counts[row][column];
  g_autofree char *what = n > 0 ? describe_cell (sheet, table, row, column) : NULL;
  g_autofree char *count = print_count (table, row, column);
  PodMark mark = *place;

  mark.kind = POD_MARK_RECT;
  mark.role = get_role (table, row, column);
  mark.type = POD_N_RECORD_TYPES;
  mark.id = pod_shift_cell_make (sheet->book, table->term, row, column);
  mark.what = what;
  if (n > 0)
    pod_scene_add (sheet->scene, &mark);
  pod_scene_add_text (sheet->scene, n > 0 ? POD_ROLE_TEXT : POD_ROLE_DIM_TEXT, mark.x + mark.w / 2,
                      mark.y + mark.h / 2, POD_ALIGN_CENTRE, POD_SIZE_TEXT, count)
      ->bold = table->worse[row][column] > 0;
}

/* ---- one table ---- */

/* Of how many subjects the grade surely changed, and how; NULL for none. */
static char *
print_changes (const PodShiftTable *table)
{
  /* Translators: of how many subjects the grade got worse, and how many of them were never as bad before the infusion. */
  g_autofree char *worse = g_strdup_printf (_ ("worse: %1$u, new since infusion: %2$u"),
                                            table->n_worse, table->n_new);
  /* Translators: of how many subjects the grade got better. */
  g_autofree char *better = g_strdup_printf (_ ("better: %u"), table->n_better);

  if (table->n_worse > 0 && table->n_better > 0)
    return g_strjoin (" · ", worse, better, NULL);
  return table->n_worse > 0    ? g_steal_pointer (&worse)
         : table->n_better > 0 ? g_steal_pointer (&better)
                               : NULL;
}

/* A line below the name. */
static void
draw_below (const Sheet *sheet, double x, double y, const char *words)
{
  pod_scene_add_text (sheet->scene, POD_ROLE_DIM_TEXT, x, y, POD_ALIGN_START, POD_SIZE_SMALL, words)
      ->w = sheet->width;
}

static void
draw_title (const Sheet *sheet, const PodShiftTable *table, double x, double y)
{
  const PodShiftTerm *term = get_term (sheet, table);
  /* What was measured: a fall of one day is no disease, whatever the scale calls it. */
  const char *measured = pod_words_get (&term->observation->label, pod_words_locale ());
  /* A name that is too long is cut at its end, and must not lose the sign. */
  g_autofree char *title = g_strdup_printf ("%s %s", pod_shift_term_to_sign (term), measured);
  g_autofree char *changes = print_changes (table);
  PodMark *mark = pod_scene_add_text (sheet->scene, POD_ROLE_TEXT, x, y + LINE / 2, POD_ALIGN_START,
                                      POD_SIZE_TITLE, title);

  mark->bold = TRUE;
  mark->w = sheet->width;
  draw_below (sheet, x, y + 1.5 * LINE, name_term (term));
  if (changes != NULL)
    draw_below (sheet, x, y + 2.5 * LINE - HEAD_GAP, changes);
}

/* What the rows and the columns are stands above all tables; in the corner the one that is no number of this table's own. */
static void
draw_heads (const Sheet *sheet, double x, double y, double cell)
{
  /* Translators: heading of the rows of a table, which are grades; very little room. */
  const char *rows = C_ ("shift table", "Baseline");

  pod_scene_add_text (sheet->scene, POD_ROLE_DIM_TEXT, x, y + LINE / 2 - HEAD_GAP, POD_ALIGN_START,
                      POD_SIZE_SMALL, rows)
      ->w = LABEL - HEAD_GAP;
  for (int column = 0; column < POD_SHIFT_COLUMNS; column++)
    pod_scene_add_text (sheet->scene, POD_ROLE_DIM_TEXT, x + LABEL + (column + 0.5) * cell,
                        y + LINE / 2 - HEAD_GAP, POD_ALIGN_CENTRE, POD_SIZE_SMALL,
                        shorten (column));
  for (int row = 0; row < POD_SHIFT_ROWS; row++)
    pod_scene_add_text (sheet->scene, POD_ROLE_DIM_TEXT, x + LABEL / 2,
                        y + LINE + (row + 0.5) * CELL, POD_ALIGN_CENTRE, POD_SIZE_SMALL,
                        shorten (row));
}

static void
draw_lines (const Sheet *sheet, double x, double y, double cell)
{
  double left = x + LABEL, right = left + POD_SHIFT_COLUMNS * cell;
  double bottom = y + POD_SHIFT_ROWS * CELL;

  for (int row = 0; row <= POD_SHIFT_ROWS; row++)
    pod_scene_add_line (sheet->scene, row == 0 ? POD_ROLE_AXIS : POD_ROLE_GRID, left,
                        y + row * CELL, right, y + row * CELL, 1);
  for (int column = 0; column <= POD_SHIFT_COLUMNS; column++)
    pod_scene_add_line (sheet->scene,
                        column == 0 || column == GRADES ? POD_ROLE_AXIS : POD_ROLE_GRID,
                        left + column * cell, y, left + column * cell, bottom, 1);
}

static double
get_height (void)
{
  return HEAD_LINES * LINE + POD_SHIFT_ROWS * CELL;
}

static void
draw_table (const Sheet *sheet, const PodShiftTable *table, double x, double y)
{
  double cell = (sheet->width - LABEL) / POD_SHIFT_COLUMNS;
  double top = y + HEAD_LINES * LINE;

  draw_title (sheet, table, x, y);
  draw_heads (sheet, x, top - LINE, cell);
  for (int row = 0; row < POD_SHIFT_ROWS; row++)
    for (int column = 0; column < POD_SHIFT_COLUMNS; column++)
      draw_cell (sheet, table, row, column,
                 &(PodMark){ .x = x + LABEL + column * cell,
                             .y = top + row * CELL,
                             .w = cell,
                             .h = CELL,
                             .column = 1 + (guint) (x / (sheet->width + GAP_X)) });
  draw_lines (sheet, x, top, cell);
}

/* ---- the table twin ---- */

/* "+2", "−1", "≥ +1"; "" where it is not known. */
static char *
print_shift (const PodShiftTable *table, int row, int column)
{
  const PodShift shift = {
    .state = row >= GRADES || column >= GRADES  ? POD_SHIFT_UNGRADED
             : table->at_least[row][column] > 0 ? POD_SHIFT_AT_LEAST
                                                : POD_SHIFT_KNOWN,
    .shift = table->shift[row][column],
    .shift_most = table->shift_most[row][column],
  };

  return pod_shift_print (&shift);
}

/* A cell that somebody is in is a row of its own, which leads to them. */
static void
add_row (const Sheet *sheet, const PodShiftTable *table, int row, int column)
{
  const PodShiftTerm *term = get_term (sheet, table);
  const char *scale = pod_shift_book_get_scale (sheet->book);
  g_autofree char *count = g_strdup_printf ("%u", table->counts[row][column]);
  g_autofree char *at_least = g_strdup_printf ("%u", table->at_least[row][column]);
  g_autofree char *shift = print_shift (table, row, column);
  g_autofree char *open = g_strdup_printf ("%u", table->open[row][column]);
  g_autofree char *range = print_open (table, row, column);

  pod_scene_add_row (sheet->scene, POD_N_RECORD_TYPES,
                     pod_shift_cell_make (sheet->book, table->term, row, column), name_term (term),
                     pod_words_get (&term->observation->label, pod_words_locale ()),
                     pod_shift_row_to_words (row), pod_shift_column_to_words (column), shift, count,
                     at_least, open, range, scale != NULL ? scale : "", NULL);
}

static void
add_rows (const Sheet *sheet, const PodShiftTable *table)
{
  for (int row = 0; row < POD_SHIFT_ROWS; row++)
    for (int column = 0; column < POD_SHIFT_COLUMNS; column++)
      if (table->counts[row][column] > 0)
        add_row (sheet, table, row, column);
}

static void
add_heading (const Sheet *sheet)
{
  pod_scene_add_row (
      sheet->scene, POD_N_RECORD_TYPES, 0, _ ("Term"), _ ("Observation"), _ ("Baseline grade"),
      sheet->pick == POD_SHIFT_LAST ? _ ("Last grade") : _ ("Worst grade"),
      C_ ("grade", "Grade shift"), _ ("Subjects"),
      /* Translators: heading over how many subjects of a row have a grade that is at least what it says. */
      C_ ("worst grade", "Of them at least"),
      /* Translators: heading over how many of them are counted by the worst case, as a number alone does not tell the grade. */
      C_ ("worst grade", "Of them by the worst case"),
      /* Translators: heading over what a number alone tells of their grades: "1–3 → 1–3". */
      C_ ("worst grade", "By number alone"), C_ ("grade", "Scale"), NULL);
}

/* ---- what is not in it ---- */

static void
leave_unsure (const Sheet *sheet, const PodShiftSubject *subject)
{
  const PodSubject *who = pod_casebook_get_subject (subject->casebook);

  for (guint i = 0; i < subject->unsure->len; i++)
    {
      const PodFinding *finding = subject->unsure->pdata[i];
      const PodObservation *observation =
          pod_study_find_observation (pod_shift_book_get_study (sheet->book), finding->observation);
      g_autofree char *when = pod_moment_to_words (finding->when);
      g_autofree char *what = g_strjoin (C_ ("clause", ", "), pod_subject_get_number (who),
                                         pod_words_get (&observation->label, pod_words_locale ()),
                                         when, NULL);

      pod_scene_leave_out (sheet->scene, POD_RECORD_FINDING, finding->record.id, what,
                           C_ ("shift table", "may be from before the infusion"));
    }
}

/* Whoever is not counted, and results that are of neither side. */
static void
leave_out (Sheet *sheet)
{
  const GPtrArray *subjects = pod_shift_book_get_subjects (sheet->book);
  guint waiting = 0, unsure = 0;

  for (guint i = 0; i < subjects->len; i++)
    {
      const PodShiftSubject *subject = g_ptr_array_index (subjects, i);
      const PodSubject *who = pod_casebook_get_subject (subject->casebook);

      if (!pod_shift_subject_is_of (subject, sheet->cohort))
        continue;
      sheet->n += subject->is_infused;
      if (!subject->is_infused)
        {
          pod_scene_leave_out (sheet->scene, POD_RECORD_SUBJECT, who->record.id,
                               pod_subject_get_number (who), C_ ("shift table", "not infused"));
          waiting++;
        }
      leave_unsure (sheet, subject);
      unsure += subject->unsure->len;
    }
  sheet->scene->counted = sheet->n;
  sheet->scene->not_drawn = waiting;
  sheet->scene->not_drawn_why =
      unsure > 0
          ? g_strdup_printf (_ ("not infused: %1$u; besides, results that may be from before "
                                "the infusion: %2$u"),
                             waiting, unsure)
          : g_strdup_printf (_ ("not infused: %u"), waiting);
}

/* Who is in screening, or was and is not infused, is no subject of these tables. */
static char *
print_counts (const Sheet *sheet)
{
  guint missing = sheet->scene->not_drawn;

  if (missing == 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u subject counted",
                                         "%u subjects counted", sheet->n),
                            sheet->n);
  return g_strdup_printf (
      g_dngettext (
          GETTEXT_PACKAGE,
          /* Translators: of who was infused; and how many of all screenings, those that go on among them, are not counted. */
          "%1$u subject counted, %3$u of %2$u screenings left out",
          "%1$u subjects counted, %3$u of %2$u screenings left out", sheet->n),
      sheet->n, sheet->n + missing, missing);
}

/* By which scale, and how many subjects are counted: for each sheet of paper. */
static void
add_notes (const Sheet *sheet)
{
  PodScene *scene = sheet->scene;
  g_autofree char *scale = pod_lab_grades_print_scale (pod_shift_book_get_study (sheet->book),
                                                       pod_shift_book_get_scale (sheet->book));
  g_autofree char *counts = print_counts (sheet);

  if (scale != NULL)
    pod_scene_add_note (scene, scale);
  pod_scene_add_note (scene, counts);
}

static gboolean
has_term (const Sheet *sheet, const PodObservation *observation)
{
  for (guint i = 0; i < sheet->terms->len; i++)
    if (g_array_index ((GArray *) sheet->terms, PodShiftTerm, i).observation == observation)
      return TRUE;
  return FALSE;
}

static gboolean
has_result (const Sheet *sheet, const PodObservation *observation)
{
  const GPtrArray *subjects = pod_shift_book_get_subjects (sheet->book);

  for (guint i = 0; i < subjects->len; i++)
    {
      const PodShiftSubject *subject = g_ptr_array_index (subjects, i);
      guint n = 0;

      pod_casebook_get_series (subject->casebook, observation->symbol.name, &n);
      if (n > 0 && pod_shift_subject_is_of (subject, sheet->cohort))
        return TRUE;
    }
  return FALSE;
}

/* What a laboratory measures and no term grades, each once. */
static void
leave_ungraded (const Sheet *sheet)
{
  const GPtrArray *all = pod_study_get_observations (pod_shift_book_get_study (sheet->book));

  for (guint i = 0; i < all->len; i++)
    {
      const PodObservation *observation = g_ptr_array_index (all, i);

      if (observation->symbol.kind == POD_KIND_QUANTITY && observation->domain != NULL &&
          observation->group != NULL && !has_term (sheet, observation) &&
          has_result (sheet, observation))
        pod_scene_leave_ungraded (sheet->scene, POD_N_RECORD_TYPES, 0,
                                  pod_words_get (&observation->label, pod_words_locale ()),
                                  pod_ungraded_to_words (POD_UNGRADED_NO_CRITERION));
    }
}

static gboolean
has_direction (const Sheet *sheet, const PodObservation *observation, gboolean low)
{
  for (guint i = 0; i < sheet->terms->len; i++)
    {
      const PodShiftTerm *term = &g_array_index ((GArray *) sheet->terms, PodShiftTerm, i);

      if (term->observation == observation && pod_grade_is_low (term->grade) == low)
        return TRUE;
    }
  return FALSE;
}

static void
note_lost (const Sheet *sheet, const PodObservation *observation, const PodGrade *grade)
{
  const char *name = pod_words_get (&grade->term, pod_words_locale ());

  if (has_direction (sheet, observation, pod_grade_is_low (grade)) ||
      g_ptr_array_find_with_equal_func (sheet->lost, name, g_str_equal, NULL))
    return;
  g_ptr_array_add (sheet->lost, (gpointer) name);
  /* Of what has no term at all the observation is listed. */
  if (has_term (sheet, observation))
    pod_scene_leave_ungraded (sheet->scene, POD_N_RECORD_TYPES, 0, name,
                              pod_ungraded_to_words (POD_UNGRADED_NO_CRITERION));
}

/* What the study's own scale grades and the shown one does not would vanish without a word. */
static void
find_lost (const Sheet *sheet)
{
  const PodStudy *study = pod_shift_book_get_study (sheet->book);
  const char *own = pod_study_get (study, "toxicity_scale");
  const GPtrArray *all = pod_study_get_observations (study);

  if (own == NULL || g_strcmp0 (own, pod_shift_book_get_scale (sheet->book)) == 0)
    return;
  for (guint i = 0; i < all->len; i++)
    {
      const PodObservation *observation = g_ptr_array_index (all, i);
      g_autoptr (GPtrArray) grades = pod_study_find_grades_on (study, own, observation);

      for (guint k = 0; k < grades->len && has_result (sheet, observation); k++)
        note_lost (sheet, observation, g_ptr_array_index (grades, k));
    }
}

/* "Not graded by CTCAE 6.0: Lymphocyte count decreased"; NULL where nothing is lost.  Free with g_free(). */
static char *
print_lost (const Sheet *sheet)
{
  g_autofree char *names = NULL;
  g_autoptr (GPtrArray) list = g_ptr_array_new ();

  if (sheet->lost->len == 0)
    return NULL;
  for (guint i = 0; i < sheet->lost->len; i++)
    g_ptr_array_add (list, sheet->lost->pdata[i]);
  g_ptr_array_add (list, NULL);
  names = g_strjoinv (C_ ("list", ", "), (char **) list->pdata);
  /* Translators: a scale of toxicity, and terms of the study's own scale that it does not have. */
  return g_strdup_printf (_ ("Not graded, as the program has no term of %1$s for it: %2$s"),
                          pod_shift_book_get_scale (sheet->book), names);
}

/* ---- the sheet ---- */

/* "Proteinuria 3, Anemia 1": the first terms in which somebody surely got worse; "" for none. */
static char *
list_worse (const Sheet *sheet, const GArray *tables)
{
  g_autoptr (GPtrArray) worse = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < tables->len && worse->len < MOST_TOLD; i++)
    {
      const PodShiftTable *table = &g_array_index ((GArray *) tables, PodShiftTable, i);

      g_autofree char *name = name_term_alone (sheet, get_term (sheet, table));

      if (table->n_worse > 0)
        g_ptr_array_add (worse, g_strdup_printf ("%s %u", name, table->n_worse));
    }
  g_ptr_array_add (worse, NULL);
  return g_strjoinv (C_ ("list", ", "), (char **) worse->pdata);
}

static char *
describe (const Sheet *sheet, const GArray *tables)
{
  const char *scale = pod_shift_book_get_scale (sheet->book);
  g_autofree char *worse = list_worse (sheet, tables);

  if (*worse == '\0')
    return g_strdup_printf (
        /* Translators: a scale of toxicity, and how many subjects are counted. */
        g_dngettext (GETTEXT_PACKAGE, "%1$s, %2$u subject. Nobody surely got worse.",
                     "%1$s, %2$u subjects. Nobody surely got worse.", sheet->n),
        scale != NULL ? scale : "", sheet->n);
  return g_strdup_printf (
      /* Translators: the same; and the terms in which somebody got worse, each with how many. */
      g_dngettext (GETTEXT_PACKAGE, "%1$s, %2$u subject. Got worse: %3$s",
                   "%1$s, %2$u subjects. Got worse: %3$s", sheet->n),
      scale != NULL ? scale : "", sheet->n, worse);
}

/* What rows, columns and numbers are, and by which scale.  Free with g_free(). */
static char *
print_legend (const Sheet *sheet)
{
  g_autofree char *scale = pod_lab_grades_print_scale (pod_shift_book_get_study (sheet->book),
                                                       pod_shift_book_get_scale (sheet->book));
  const char *axes = sheet->pick == POD_SHIFT_LAST
                         ? _ ("Rows: grade at baseline. Columns: last grade after the infusion. "
                              "Numbers: subjects.")
                         : _ ("Rows: grade at baseline. Columns: worst grade after the infusion. "
                              "Numbers: subjects.");

  /* Translators: by which scale; then a sentence. */
  return scale != NULL ? g_strdup_printf (C_ ("shift table", "%1$s. %2$s"), scale, axes)
                       : g_strdup (axes);
}

/* One line where there is room; everything else is in the key.  Returns where the tables begin. */
static double
draw_legend (const Sheet *sheet)
{
  double room = sheet->scene->width - 2 * MARGIN;
  g_autofree char *text = print_legend (sheet);
  g_autoptr (GPtrArray)
      lines = pod_text_wrap (sheet->metrics, text, POD_SIZE_SMALL, FALSE, room, 0, NULL);

  for (guint i = 0; i < lines->len; i++)
    pod_scene_add_text (sheet->scene, POD_ROLE_DIM_TEXT, MARGIN, MARGIN + (i + 0.5) * LINE,
                        POD_ALIGN_START, POD_SIZE_SMALL, g_ptr_array_index (lines, i))
        ->w = room;
  return MARGIN + lines->len * LINE + GAP_Y / 2;
}

static void
draw_tables (Sheet *sheet, const GArray *tables)
{
  double width = sheet->scene->width;
  guint columns = width >= THREE_COLUMNS ? 3 : width >= TWO_COLUMNS ? 2 : 1;
  double y = draw_legend (sheet);
  g_autofree char *lost = print_lost (sheet);

  /* Which grades the rows and which the columns are, and below the tables what the signs mean, is told on each sheet. */
  sheet->scene->head = y - GAP_Y / 2;
  sheet->width = (width - 2 * MARGIN - (columns - 1) * GAP_X) / columns;
  for (guint i = 0; i < tables->len; i++)
    {
      guint column = i % columns;
      const PodShiftTable *table = &g_array_index ((GArray *) tables, PodShiftTable, i);

      draw_table (sheet, table, MARGIN + column * (sheet->width + GAP_X), y);
      add_rows (sheet, table);
      if (column == columns - 1 || i == tables->len - 1)
        y += get_height () + GAP_Y;
    }
  sheet->scene->height = y;
  pod_shift_key_draw (sheet->scene, sheet->metrics, tables, sheet->pick, lost);
  /* A table is not torn from its heading. */
  sheet->scene->near = GAP_Y - 1;
}

/* Whose it is, where it is not of all. */
static char *
name_cohort (const Sheet *sheet)
{
  const GPtrArray *cohorts = pod_study_get_cohorts (pod_shift_book_get_study (sheet->book));

  for (guint i = 0; sheet->cohort != NULL && i < cohorts->len; i++)
    {
      const PodCohort *cohort = g_ptr_array_index (cohorts, i);

      if (g_str_equal (cohort->id, sheet->cohort))
        return g_strdup (pod_words_get (&cohort->label, pod_words_locale ()));
    }
  return NULL;
}

PodScene *
pod_shift_scene_new (const PodShiftBook *book,
                     const char *cohort,
                     PodShiftPick pick,
                     double width,
                     const PodMetrics *metrics)
{
  g_autoptr (GArray) tables = pod_shift_book_make_tables (book, cohort, pick);
  g_autoptr (GPtrArray) lost = g_ptr_array_new ();
  Sheet sheet = { .scene = pod_scene_new (width, 2 * MARGIN),
                  .book = book,
                  .cohort = cohort,
                  .pick = pick,
                  .metrics = metrics,
                  .terms = pod_shift_book_get_terms (book),
                  .lost = lost };

  add_heading (&sheet);
  leave_out (&sheet);
  add_notes (&sheet);
  leave_ungraded (&sheet);
  find_lost (&sheet);
  if (tables->len > 0)
    draw_tables (&sheet, tables);
  sheet.scene->title = g_strdup (pick == POD_SHIFT_LAST ? _ ("Shift tables of the last result")
                                                        : _ ("Shift tables"));
  sheet.scene->description = describe (&sheet, tables);
  sheet.scene->whose = name_cohort (&sheet);
  return sheet.scene;
}
