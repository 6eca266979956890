#include <math.h>

#include "pod-lab-series.h"
#include "pod-scale.h"
#include "pod-words.h"

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

#define MARGIN 12.0
#define ROW 34.0
#define HEAD 30.0
#define FOOT 22.0
#define PAD 8.0
/* The course is drawn from none to a quarter more than before treatment; what is more stays at the edge. */
#define MOST_PERCENT 125.0

/* What is followed, unless the study names others: [study] wall_course=, wall_values= (two names). */
#define COURSE "uprot24"
#define VALUES "egfr cd19"

typedef enum
{
  COLUMN_NUMBER,
  COLUMN_COHORT,
  COLUMN_STATE,
  COLUMN_DAY,
  COLUMN_COURSE,
  COLUMN_FIRST_VALUE,
  COLUMN_SECOND_VALUE,
  COLUMN_WORST,
  N_COLUMNS,
} Column;

/* Shares of the width. */
static const double shares[N_COLUMNS] = { 0.1, 0.09, 0.13, 0.06, 0.23, 0.15, 0.13, 0.11 };

typedef struct
{
  PodScene *scene;
  const PodStudy *study;
  const PodSite *site;
  const PodMetrics *metrics;
  PodDate as_of;
  const PodObservation *course;
  const PodObservation *values[2];
  double left[N_COLUMNS + 1];
} Wall;

/**
 * Row: one subject
 * @percent: the course's latest value as % of baseline, NAN where there is none of both
 * @cells: texts by column; NULL where there is none
 */
typedef struct
{
  const PodCasebook *casebook;
  const PodSubject *subject;
  PodLabSeries *course;
  double percent;
  int worst;
  char *cells[N_COLUMNS];
} Row;

static void
find_columns (Wall *wall)
{
  double x = MARGIN;

  for (Column column = 0; column < N_COLUMNS; column++)
    {
      wall->left[column] = x;
      x += shares[column] * (wall->scene->width - 2 * MARGIN);
    }
  wall->left[N_COLUMNS] = wall->scene->width - MARGIN;
}

static void
find_observations (Wall *wall)
{
  const char *course = pod_study_get (wall->study, "wall_course");
  const char *values = pod_study_get (wall->study, "wall_values");
  g_auto (GStrv) names = g_strsplit_set (values != NULL ? values : VALUES, " ,", 2);

  wall->course = pod_study_find_observation (wall->study, course != NULL ? course : COURSE);
  for (guint i = 0; names[i] != NULL; i++)
    wall->values[i] = pod_study_find_observation (wall->study, g_strstrip (names[i]));
}

static const char *
get_label (const PodObservation *observation)
{
  return observation != NULL ? pod_words_get (&observation->label, pod_words_locale ()) : "";
}

/* "eGFR, mL/min/1.73 m²". */
static char *
name_value (const PodObservation *observation)
{
  const char *unit = observation != NULL && observation->symbol.unit != NULL
                         ? pod_unit_get_label (observation->symbol.unit)
                         : "";

  if (*unit == '\0')
    return g_strdup (get_label (observation));
  /* Translators: an observation and its unit: "eGFR, mL/min/1.73 m²". */
  return g_strdup_printf (C_ ("observation", "%1$s, %2$s"), get_label (observation), unit);
}

/* ---- what a row says ---- */

static double
find_percent (const PodLabSeries *course)
{
  const PodLabPoint *last = course != NULL ? pod_lab_series_last (course) : NULL;

  if (last == NULL || last->comparator != POD_EXACTLY || isnan (course->baseline) ||
      course->baseline <= 0)
    return NAN;
  return last->value / course->baseline * 100;
}

static char *
print_latest (const Wall *wall, const PodCasebook *casebook, const PodObservation *observation)
{
  g_autoptr (PodLabSeries) series = NULL;
  const PodLabPoint *last;

  if (observation == NULL)
    return NULL;
  series = pod_lab_series_new (wall->study, wall->site, casebook, observation, wall->as_of, NULL);
  last = pod_lab_series_last (series);
  return last != NULL ? pod_lab_point_print (last) : g_strdup ("–");
}

/* What began after the day of the question is not known on it. */
static int
find_worst (const PodCasebook *casebook, PodDate as_of)
{
  guint n = 0;
  const PodAdverseEvent *events = pod_casebook_get_adverse_events (casebook, &n);
  int worst = 0;

  for (guint i = 0; i < n; i++)
    if (!events[i].record.voided &&
        (!pod_date_is_set (events[i].start.date) ||
         pod_date_first_day (events[i].start.date) <= pod_date_last_day (as_of)))
      worst = MAX (worst, events[i].grade);
  return worst;
}

static const PodCohort *
find_cohort (const Wall *wall, const PodSubject *subject)
{
  return subject->cohort != NULL ? pod_study_find_cohort (wall->study, subject->cohort) : NULL;
}

static void
fill_row (const Wall *wall, const PodCasebook *casebook, Row *row)
{
  const PodCohort *cohort;
  int day = 0;

  row->casebook = casebook;
  row->subject = pod_casebook_get_subject (casebook);
  if (wall->course != NULL)
    row->course = pod_lab_series_new (wall->study, wall->site, casebook, wall->course, wall->as_of,
                                      NULL);
  row->percent = find_percent (row->course);
  row->worst = find_worst (casebook, wall->as_of);
  cohort = find_cohort (wall, row->subject);
  row->cells[COLUMN_NUMBER] = g_strdup (row->subject->enrolment_number != NULL
                                            ? row->subject->enrolment_number
                                            : row->subject->screening_number);
  row->cells[COLUMN_COHORT] =
      g_strdup (cohort != NULL ? pod_words_get (&cohort->short_label, pod_words_locale ()) : "–");
  row->cells[COLUMN_STATE] =
      g_strdup (pod_subject_state_to_words (pod_subject_state (wall->study, casebook,
                                                               wall->as_of)));
  row->cells[COLUMN_DAY] = pod_subject_day (wall->study, casebook, wall->as_of, &day)
                               ? pod_day_label (day, 0)
                               : g_strdup ("–");
  row->cells[COLUMN_COURSE] = isnan (row->percent) ? g_strdup ("–")
                                                   : g_strdup_printf ("%.0f %%", row->percent);
  for (guint i = 0; i < 2; i++)
    row->cells[COLUMN_FIRST_VALUE + i] = print_latest (wall, casebook, wall->values[i]);
  row->cells[COLUMN_WORST] = row->worst > 0 ? g_strdup_printf ("G%d", row->worst) : g_strdup ("–");
}

static void
clear_row (Row *row)
{
  if (row->course != NULL)
    pod_lab_series_free (row->course);
  for (Column column = 0; column < N_COLUMNS; column++)
    g_free (row->cells[column]);
}

/* ---- drawing ---- */

static void
draw_head (const Wall *wall)
{
  g_autofree char *course = g_strdup_printf (_ ("%s, %% of baseline"), get_label (wall->course));
  g_autofree char *first = name_value (wall->values[0]);
  g_autofree char *second = name_value (wall->values[1]);
  const char *names[N_COLUMNS] = { _ ("No."), _ ("Cohort"), _ ("State"), _ ("Day"),
                                   course,    first,        second,      _ ("Worst AE") };

  for (Column column = 0; column < N_COLUMNS; column++)
    {
      PodMark *mark = pod_scene_add_text (wall->scene, POD_ROLE_DIM_TEXT, wall->left[column] + PAD,
                                          HEAD / 2, POD_ALIGN_START, POD_SIZE_SMALL, names[column]);
      mark->bold = TRUE;
      mark->w = wall->left[column + 1] - wall->left[column] - PAD;
    }
  pod_scene_add_line (wall->scene, POD_ROLE_AXIS, MARGIN, HEAD, wall->left[N_COLUMNS], HEAD, 1);
  pod_scene_add_row (wall->scene, 0, names[0], names[1], names[2], names[3], names[4], names[5],
                     names[6], names[7], NULL);
}

/* Cohorts differ by shape as well as by colour. */
static void
draw_cohort (const Wall *wall, const Row *row, double y)
{
  static const PodShape shapes[] = { POD_SHAPE_DOT, POD_SHAPE_TRIANGLE_UP, POD_SHAPE_SQUARE };
  const PodCohort *cohort = find_cohort (wall, row->subject);
  const GPtrArray *cohorts = pod_study_get_cohorts (wall->study);
  guint index;
  PodMark mark = { .kind = POD_MARK_SYMBOL, .w = 9, .y = y };

  if (cohort == NULL || !g_ptr_array_find ((GPtrArray *) cohorts, cohort, &index))
    return;
  mark.role = POD_ROLE_COHORT_1 + index % 3;
  mark.shape = shapes[index % 3];
  mark.x = wall->left[COLUMN_COHORT] + PAD + 5;
  pod_scene_add (wall->scene, &mark);
}

static void
draw_cell (const Wall *wall, const Row *row, Column column, double y)
{
  double x = wall->left[column] + PAD + (column == COLUMN_COHORT ? 16 : 0);
  PodMark *mark;

  if (row->cells[column] == NULL)
    return;
  mark = pod_scene_add_text (wall->scene, POD_ROLE_TEXT, x, y, POD_ALIGN_START, POD_SIZE_TEXT,
                             row->cells[column]);
  mark->w = wall->left[column + 1] - x;
  mark->bold = column == COLUMN_NUMBER;
}

static void
draw_worst (const Wall *wall, const Row *row, double y)
{
  PodRole role = pod_grade_role (row->worst);
  double x = wall->left[COLUMN_WORST] + PAD;
  PodMark mark = {
    .kind = POD_MARK_RECT, .role = role, .x = x, .y = y - 9, .w = 32, .h = 18, .line_width = 1
  };

  if (row->worst < 1)
    {
      draw_cell (wall, row, COLUMN_WORST, y);
      return;
    }
  pod_scene_add (wall->scene, &mark);
  pod_scene_add_text (wall->scene, role, x + 16, y, POD_ALIGN_CENTRE, POD_SIZE_TEXT,
                      row->cells[COLUMN_WORST])
      ->bold = TRUE;
}

static void
draw_spark_points (const Wall *wall, const Row *row, const PodDayAxis *axis, const PodScale *scale)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (PodPoint));
  PodPoint point = { 0 };

  for (guint i = 0; i < row->course->points->len; i++)
    {
      const PodLabPoint *result = pod_lab_series_get (row->course, i);
      double percent = result->value / row->course->baseline * 100;

      if (result->comparator != POD_EXACTLY)
        continue;
      point.x = pod_day_axis_x (axis, result->day);
      point.y = pod_scale_y (scale, CLAMP (percent, 0, MOST_PERCENT));
      g_array_append_val (points, point);
    }
  if (points->len > 1)
    pod_scene_add_polyline (wall->scene, POD_ROLE_SERIES, (const PodPoint *) points->data,
                            points->len, 1.5);
  if (points->len > 0)
    pod_scene_add (wall->scene, &(PodMark){ .kind = POD_MARK_SYMBOL,
                                            .role = POD_ROLE_SERIES,
                                            .shape = POD_SHAPE_DOT,
                                            .x = point.x,
                                            .y = point.y,
                                            .w = 5 });
}

/* From its own first to its own last result; the dashed line is the value before treatment. */
static void
draw_spark (const Wall *wall, const Row *row, double y)
{
  double text = pod_metrics_width (wall->metrics, "888 %", POD_SIZE_TEXT, FALSE) + 2 * PAD;
  PodScale scale = { .high = MOST_PERCENT, .bottom = y + ROW / 2 - 4, .top = y - ROW / 2 + 4 };
  PodDayAxis axis = { .left = wall->left[COLUMN_COURSE] + PAD,
                      .right = wall->left[COLUMN_COURSE + 1] - text - PAD };
  double full = pod_scale_y (&scale, 100);

  pod_scene_add_text (wall->scene, POD_ROLE_TEXT, wall->left[COLUMN_COURSE + 1] - PAD, y,
                      POD_ALIGN_END, POD_SIZE_TEXT, row->cells[COLUMN_COURSE]);
  if (row->course == NULL || row->course->points->len == 0 || isnan (row->course->baseline) ||
      row->course->baseline <= 0 || axis.right <= axis.left)
    return;
  axis.first = pod_lab_series_get (row->course, 0)->day;
  axis.last = MAX (pod_lab_series_last (row->course)->day, axis.first + 1);
  pod_scene_add_line (wall->scene, POD_ROLE_BASELINE, axis.left, full, axis.right, full, 1)
      ->dashed = TRUE;
  draw_spark_points (wall, row, &axis, &scale);
}

/* The subject's whole row can be picked. */
static void
draw_ground (const Wall *wall, const Row *row, double y)
{
  g_autofree char *what = g_strjoin (", ", row->cells[COLUMN_NUMBER], row->cells[COLUMN_COHORT],
                                     row->cells[COLUMN_STATE], NULL);
  PodMark mark = { .kind = POD_MARK_RECT,
                   .role = POD_ROLE_BACKGROUND,
                   .x = MARGIN,
                   .y = y,
                   .h = ROW,
                   .type = POD_RECORD_SUBJECT,
                   .id = row->subject->record.id,
                   .what = what };

  mark.w = wall->left[N_COLUMNS] - MARGIN;
  pod_scene_add (wall->scene, &mark);
  pod_scene_add_line (wall->scene, POD_ROLE_GRID, MARGIN, y + ROW, wall->left[N_COLUMNS], y + ROW,
                      1);
}

static void
add_table_row (const Wall *wall, const Row *row)
{
  const char *cells[N_COLUMNS];

  for (Column column = 0; column < N_COLUMNS; column++)
    cells[column] = row->cells[column] != NULL ? row->cells[column] : "";
  pod_scene_add_row (wall->scene, row->subject->record.id, cells[0], cells[1], cells[2], cells[3],
                     cells[4], cells[5], cells[6], cells[7], NULL);
}

/* Returns the row's worst grade. */
static int
draw_subject (const Wall *wall, const PodCasebook *casebook, double y)
{
  Row row = { 0 };
  double middle = y + ROW / 2;

  fill_row (wall, casebook, &row);
  draw_ground (wall, &row, y);
  draw_cohort (wall, &row, middle);
  for (Column column = COLUMN_NUMBER; column <= COLUMN_DAY; column++)
    draw_cell (wall, &row, column, middle);
  draw_spark (wall, &row, middle);
  draw_cell (wall, &row, COLUMN_FIRST_VALUE, middle);
  draw_cell (wall, &row, COLUMN_SECOND_VALUE, middle);
  draw_worst (wall, &row, middle);
  add_table_row (wall, &row);
  clear_row (&row);
  return row.worst;
}

PodScene *
pod_wall_scene_new (const PodStudy *study,
                    const PodSite *site,
                    const GPtrArray *casebooks,
                    PodDate as_of,
                    double width,
                    const PodMetrics *metrics)
{
  PodScene *scene = pod_scene_new (width, HEAD + ROW * casebooks->len + FOOT);
  Wall wall = { .scene = scene, .study = study, .site = site, .metrics = metrics, .as_of = as_of };
  int worst = 0;

  find_columns (&wall);
  find_observations (&wall);
  draw_head (&wall);
  for (guint i = 0; i < casebooks->len; i++)
    {
      int grade = draw_subject (&wall, g_ptr_array_index (casebooks, i), HEAD + i * ROW);
      worst = MAX (worst, grade);
    }
  scene->title = g_strdup (_ ("All subjects"));
  scene->description =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u subject, worst adverse event of grade %d",
                                    "%u subjects, worst adverse event of grade %d", casebooks->len),
                       casebooks->len, worst);
  return scene;
}
