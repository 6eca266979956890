#include "pod-lab-rows.h"

#include <math.h>

#include "pod-abnormal.h"
#include "pod-lab-equation.h"
#include "pod-lab-grades.h"
#include "pod-lab-mode.h"
#include "pod-plausible.h"
#include "pod-words.h"
#include "pod-zero-words.h"

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

#define DIGITS 4

/**
 * Row:
 * @series, @point: (nullable): of a result that is drawn
 * @scale: (nullable): by which it is graded
 * @subject, @cohort: (nullable): whose it is, among all
 * @why: (nullable): of one that is not
 */
typedef struct
{
  const PodStudy *study;
  const PodFinding *finding;
  const char *label;
  const PodLabSeries *series;
  const PodLabPoint *point;
  const char *scale;
  const char *subject;
  const char *cohort;
  gint32 zero;
  const char *why;
} Row;

/* ---- what stands in each column ---- */

static char *
print_label (const Row *row)
{
  return g_strdup (row->label);
}

static char *
print_subject (const Row *row)
{
  return g_strdup (row->subject);
}

static char *
print_cohort (const Row *row)
{
  return g_strdup (row->cohort);
}

static char *
print_day (const Row *row)
{
  return pod_day_label (row->point->day, row->zero);
}

static char *
print_date (const Row *row)
{
  return pod_moment_to_string (row->finding->when);
}

static char *
print_value (const Row *row)
{
  return pod_lab_point_print_in_full (row->series, row->point);
}

static char *
print_reported_value (const Row *row)
{
  const PodQuantity *quantity = &row->finding->quantity;
  g_autofree char *number = pod_decimal_to_label (quantity->number, DIGITS);

  return *number != '\0' ? pod_lab_print_compared (quantity->comparator, number) : g_strdup ("");
}

static char *
print_unit (const Row *row)
{
  return g_strdup (row->series->shown_unit);
}

static char *
print_reported_unit (const Row *row)
{
  const PodUnit *unit = row->finding->quantity.unit;

  return g_strdup (unit != NULL ? pod_unit_get_label (unit) : "");
}

/* As the list of results to judge has it. */
static char *
print_flag (const Row *row)
{
  const PodLabPoint *point = row->point;
  PodQuantity quantity = { .comparator = point->comparator, .number = point->value };

  return g_strdup (point->withdrawn || point->preliminary
                       ? ""
                       : pod_result_flag_to_sign (pod_result_flag_find (&quantity, point->lower,
                                                                        point->upper)));
}

/* In the unit that is shown, as the value is. */
static char *
print_limits (const Row *row)
{
  const PodLabSeries *series = row->series;
  PodLabPoint shown = *row->point;

  shown.lower = pod_lab_mode_apply (series->mode, series, row->point, row->point->lower);
  shown.upper = pod_lab_mode_apply (series->mode, series, row->point, row->point->upper);
  return pod_lab_point_print_limits (&shown);
}

/* What was withdrawn has neither grade nor change. */
static gboolean
is_graded (const Row *row)
{
  return row->point->level >= 0;
}

static char *
print_grade (const Row *row)
{
  return is_graded (row) ? pod_finding_grade_print (&row->point->shift.graded) : g_strdup ("");
}

static char *
print_baseline (const Row *row)
{
  return is_graded (row) ? pod_shift_print_baseline (&row->point->shift) : g_strdup ("");
}

static char *
print_change (const Row *row)
{
  return is_graded (row) ? pod_shift_print (&row->point->shift) : g_strdup ("");
}

/* What is not plausible says so here as well; why it was kept somebody typed, and may name the patient: it does not go into a file. */
static char *
print_remarks (const Row *row)
{
  g_autofree char *remarks = pod_lab_grades_print_remarks (row->series, row->point);
  g_autofree char *kept = row->point->implausible
                              ? pod_finding_say_kept (row->series->study, row->finding, NULL)
                              : NULL;

  if (kept == NULL)
    return g_steal_pointer (&remarks);
  if (*remarks == '\0')
    return g_steal_pointer (&kept);
  return g_strjoin (C_ ("list", "; "), kept, remarks, NULL);
}

static char *
print_reason (const Row *row)
{
  /* Translators: of a result in a table; then the reason: "no complete date". */
  return g_strdup_printf (C_ ("result", "not drawn: %s"), row->why);
}

/* A grade says by which scale it is, wherever the table goes. */
static char *
print_scale (const Row *row)
{
  return g_strdup (is_graded (row) && row->scale != NULL ? row->scale : "");
}

static char *
print_note (const Row *row)
{
  return g_strdup (pod_lab_grades_get_note (row->point));
}

/* Of what the program computed. */
static char *
print_method (const Row *row)
{
  return pod_method_to_words (row->study, row->finding->method);
}

/* Of what was collected over hours. */
static char *
print_begin (const Row *row)
{
  return pod_moment_to_string (row->finding->began);
}

static char *
print_volume (const Row *row)
{
  return pod_decimal_to_label (row->finding->volume, DIGITS);
}

static char *
print_completeness (const Row *row)
{
  return g_strdup (pod_completeness_to_words (row->study, row->finding));
}

/* ---- the columns ---- */

typedef enum
{
  ON_SCREEN,
  WHERE_ANY, /* on the screen, too, where a row has something there */
  IN_FILES,  /* it is said elsewhere on the screen */
} Place;

/* Which tables have it. */
typedef enum
{
  OF_EACH,
  ALONE, /* grades: among all nothing is graded */
  AMONG_ALL,
} Kind;

/* ---- which results have something in the columns that most leave empty ---- */

static gboolean
has_begin (const PodStudy *study, const PodFinding *finding)
{
  return pod_date_is_set (finding->began.date);
}

static gboolean
has_volume (const PodStudy *study, const PodFinding *finding)
{
  return !isnan (finding->volume);
}

static gboolean
has_completeness (const PodStudy *study, const PodFinding *finding)
{
  return pod_completeness_to_words (study, finding) != NULL;
}

static gboolean
has_method (const PodStudy *study, const PodFinding *finding)
{
  g_autofree char *words = pod_method_to_words (study, finding->method);

  return words != NULL;
}

/**
 * @context: (nullable): of the heading
 * @heading: NULL where it says what the days are counted from
 * @print: of a result that is drawn; @print_left_out: (nullable): of one that is not.  NULL of what has nothing there
 * @has: only WHERE_ANY: whether the result has something there
 */
static const struct
{
  const char *context;
  const char *heading;
  char *(*print) (const Row *row);
  char *(*print_left_out) (const Row *row);
  Place place;
  Kind kind;
  gboolean (*has) (const PodStudy *study, const PodFinding *finding);
} columns[] = {
  { NULL, N_ ("Observation"), print_label, print_label, ON_SCREEN },
  { NULL, N_ ("Subject"), print_subject, NULL, ON_SCREEN, AMONG_ALL },
  { NULL, N_ ("Cohort"), print_cohort, NULL, ON_SCREEN, AMONG_ALL },
  { NULL, NULL, print_day, NULL, ON_SCREEN },
  { NULL, N_ ("Date"), print_date, print_date, ON_SCREEN },
  { NULL, N_ ("Value"), print_value, print_reported_value, ON_SCREEN },
  { NULL, N_ ("Unit"), print_unit, print_reported_unit, ON_SCREEN },
  { "results to judge", NC_ ("results to judge", "Flag"), print_flag, NULL, ON_SCREEN },
  { NULL, N_ ("Limits"), print_limits, NULL, ON_SCREEN },
  { NULL, N_ ("Grade"), print_grade, NULL, ON_SCREEN, ALONE },
  { NULL, N_ ("Baseline grade"), print_baseline, NULL, ON_SCREEN, ALONE },
  { "grade", NC_ ("grade", "Grade shift"), print_change, NULL, ON_SCREEN, ALONE },
  { NULL, N_ ("Remarks"), print_remarks, print_reason, ON_SCREEN },
  /* The same in every row, it stands above the chart; what a number cannot tell stands once below the table. */
  { "grade", NC_ ("grade", "Scale"), print_scale, NULL, IN_FILES, ALONE },
  { NULL, N_ ("Of the grade"), print_note, NULL, IN_FILES, ALONE },
  { NULL, N_ ("Collection began"), print_begin, print_begin, WHERE_ANY, OF_EACH, has_begin },
  { NULL, N_ ("Volume, mL"), print_volume, print_volume, WHERE_ANY, OF_EACH, has_volume },
  { NULL, N_ ("Completeness"), print_completeness, print_completeness, WHERE_ANY, OF_EACH,
    has_completeness },
  { "result", NC_ ("result", "Method"), print_method, print_method, WHERE_ANY, OF_EACH,
    has_method },
};

/* In which order they stand: on the screen are the first so many. */
struct _PodLabTable
{
  guint order[G_N_ELEMENTS (columns)];
  guint n;
  guint n_shown;
};
typedef PodLabTable Table;

static char *
print_cell (guint column, const Row *row)
{
  char *(*print) (const Row *) = row->why == NULL ? columns[column].print
                                                  : columns[column].print_left_out;
  char *cell = print != NULL ? print (row) : NULL;

  return cell != NULL ? cell : g_strdup ("");
}

static gboolean
has_any (guint column, const PodStudy *study, const GArray *points)
{
  for (guint i = 0; i < points->len; i++)
    if (columns[column].has (study, g_array_index (points, PodLabPoint, i).finding))
      return TRUE;
  return FALSE;
}

/* Whether any result of the chart has something there. */
static gboolean
is_filled (guint column, const GPtrArray *all)
{
  for (guint i = 0; i < all->len; i++)
    {
      const PodLabSeries *series = g_ptr_array_index (all, i);

      if (has_any (column, series->study, series->points) ||
          has_any (column, series->study, series->withdrawn))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_shown (guint column, const GPtrArray *all)
{
  return columns[column].place == ON_SCREEN ||
         (columns[column].place == WHERE_ANY && is_filled (column, all));
}

static void
lay_out (Table *table, const GPtrArray *all, Kind kind)
{
  gboolean shown[G_N_ELEMENTS (columns)];
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      shown[i] = is_shown (i, all);
      if (shown[i] && (columns[i].kind == OF_EACH || columns[i].kind == kind))
        table->order[n++] = i;
    }
  table->n_shown = n;
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    if (!shown[i] && (columns[i].kind == OF_EACH || columns[i].kind == kind))
      table->order[n++] = i;
  table->n = n;
}

static void
add_heading (PodScene *scene, const Table *table, const char *days)
{
  const char *cells[G_N_ELEMENTS (columns) + 1] = { NULL };

  for (guint i = 0; i < table->n; i++)
    {
      guint column = table->order[i];
      const char *heading = columns[column].heading;

      cells[i] = heading == NULL ? days
                 : columns[column].context != NULL
                     ? g_dpgettext2 (GETTEXT_PACKAGE, columns[column].context, heading)
                     : _ (heading);
      if (columns[column].print == print_value)
        scene->value_column = i + 1;
    }
  scene->n_shown = table->n_shown;
  pod_scene_add_cells (scene, POD_N_RECORD_TYPES, 0, cells);
}

static void
add_row (PodScene *scene, const Table *table, const Row *row)
{
  g_auto (GStrv) cells = g_new0 (char *, table->n + 1);

  for (guint i = 0; i < table->n; i++)
    cells[i] = print_cell (table->order[i], row);
  pod_scene_add_cells (scene, POD_RECORD_FINDING, row->finding->record.id,
                       (const char *const *) cells);
}

static void
add_points (PodScene *scene, const Table *table, const Row *like, const GArray *points)
{
  for (guint i = 0; i < points->len; i++)
    {
      Row row = *like;

      row.point = &g_array_index (points, PodLabPoint, i);
      row.finding = row.point->finding;
      add_row (scene, table, &row);
    }
}

/* ---- what is read is shorter ---- */

static char *
find_shown (gpointer data, const PodMark *mark)
{
  return mark->type == POD_RECORD_FINDING ? g_strdup (g_hash_table_lookup (data, &mark->id)) : NULL;
}

static void
keep_shown (GHashTable *shown, const PodLabSeries *series, const GArray *points)
{
  for (guint i = 0; i < points->len; i++)
    {
      const PodLabPoint *point = &g_array_index (points, PodLabPoint, i);

      if (pod_finding_get_digits (point->finding) > 0)
        g_hash_table_insert (shown, g_memdup2 (&point->finding->record.id, sizeof (gint64)),
                             pod_lab_point_print_shown (series, point));
    }
}

/* Of what the program computed. */
static void
show_computed (PodScene *scene, const GPtrArray *all)
{
  GHashTable *shown = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);

  for (guint i = 0; i < all->len; i++)
    {
      const PodLabSeries *series = g_ptr_array_index (all, i);

      keep_shown (shown, series, series->points);
      keep_shown (shown, series, series->withdrawn);
    }
  scene->model = (PodSceneModel){ .data = shown,
                                  .free = (GDestroyNotify) g_hash_table_unref,
                                  .value = find_shown };
}

PodLabTable *
pod_lab_table_new_alone (PodScene *scene, const GPtrArray *all, const PodTimeline *timeline)
{
  PodLabTable *table = g_new0 (PodLabTable, 1);

  lay_out (table, all, ALONE);
  add_heading (scene, table, pod_zero_get_heading (timeline));
  return table;
}

void
pod_lab_rows_fill (const PodLabTable *table,
                   PodScene *scene,
                   const GPtrArray *all,
                   const char *scale,
                   const PodTimeline *timeline)
{
  scene->below = pod_lab_grades_print_notes (all);
  show_computed (scene, all);
  for (guint i = 0; i < all->len; i++)
    {
      const PodLabSeries *series = g_ptr_array_index (all, i);
      Row like = { .study = series->study,
                   .label = pod_lab_equation_name (series->observation, NULL),
                   .series = series,
                   .scale = scale,
                   .zero = timeline->zero };

      add_points (scene, table, &like, series->points);
      add_points (scene, table, &like, series->withdrawn);
    }
}

void
pod_lab_rows_add_left_out (const PodLabTable *table,
                           PodScene *scene,
                           const PodStudy *study,
                           const PodCasebook *casebook,
                           guint n)
{
  for (guint i = 0; i < n; i++)
    {
      const PodOmission *omission = &g_array_index (scene->omissions, PodOmission, i);
      const PodFinding *finding = pod_casebook_find_finding (casebook, omission->id);
      Row row = { .study = study, .finding = finding, .why = omission->why };

      if (finding == NULL)
        continue;
      row.label = pod_words_get (&pod_study_find_observation (study, finding->observation)->label,
                                 pod_words_locale ());
      add_row (scene, table, &row);
    }
}

void
pod_lab_rows_add_given (const PodLabTable *table,
                        PodScene *scene,
                        PodRecordType type,
                        gint64 id,
                        const PodLabGiven *given)
{
  const struct
  {
    char *(*print) (const Row *row);
    const char *text;
  } texts[] = {
    { print_label, given->label },     { print_day, given->day },   { print_date, given->date },
    { print_value, given->value },     { print_unit, given->unit }, { print_grade, given->grade },
    { print_remarks, given->remarks },
  };
  const char *cells[G_N_ELEMENTS (columns) + 1] = { NULL };

  for (guint i = 0; i < table->n; i++)
    {
      cells[i] = "";
      for (guint k = 0; k < G_N_ELEMENTS (texts); k++)
        if (columns[table->order[i]].print == texts[k].print && texts[k].text != NULL)
          cells[i] = texts[k].text;
    }
  pod_scene_add_cells (scene, type, id, cells);
}

/* ---- among all ---- */

PodLabTable *
pod_lab_table_new (PodScene *scene, const GPtrArray *all)
{
  PodLabTable *table = g_new0 (PodLabTable, 1);

  lay_out (table, all, AMONG_ALL);
  add_heading (scene, table, _ ("Day"));
  return table;
}

void
pod_lab_table_add (const PodLabTable *table,
                   PodScene *scene,
                   const PodLabSeries *series,
                   guint index,
                   gint32 zero,
                   const char *subject,
                   const char *cohort)
{
  const PodLabPoint *point = pod_lab_series_get (series, index);

  add_row (scene, table,
           &(Row){ .study = series->study,
                   .finding = point->finding,
                   .label = pod_lab_equation_name (series->observation, NULL),
                   .series = series,
                   .point = point,
                   .subject = subject,
                   .cohort = cohort,
                   .zero = zero });
}

static const char *
find_cell (const PodLabMiddleRow *row, guint column)
{
  char *(*print) (const Row *) = columns[column].print;

  return print == print_label     ? row->label
         : print == print_subject ? row->who
         : print == print_cohort  ? row->cohort
         : print == print_day     ? row->day
         : print == print_value   ? row->value
         : print == print_unit    ? row->unit
                                  : "";
}

void
pod_lab_table_add_middle (const PodLabTable *table, PodScene *scene, const PodLabMiddleRow *row)
{
  const char *cells[G_N_ELEMENTS (columns) + 1] = { NULL };

  for (guint i = 0; i < table->n; i++)
    cells[i] = find_cell (row, table->order[i]);
  pod_scene_add_cells (scene, POD_N_RECORD_TYPES, 0, cells);
}
