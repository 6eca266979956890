#include <math.h>

#include "pod-clip.h"
#include "pod-lab-doubt.h"
#include "pod-lab-equation.h"
#include "pod-scale.h"
#include "pod-text-wrap.h"
#include "pod-wall-key.h"
#include "pod-wall-row.h"
#include "pod-words.h"

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

#define MARGIN 12.0
#define ROW 44.0
#define HEAD 42.0
/* Above the headings: by what subjects are sorted. */
#define ORDER 22.0
/* Between two lines of a heading. */
#define LINE 13.0
#define PAD 8.0
/* Of the room for a value, where its units end. */
#define UNITS_END 0.5
#define CHIP 32.0
#define RIBBON 12.0
/* So much the events make way where the shift of a result stands below them. */
#define ABOVE_SHIFT 8.0
#define SPARK_DOT 5.0
/* Above and below a course, to the edges of its row. */
#define SPARK_ROOM 4.0
/* The ribbon of events begins so many days before the infusion, and is of so many after it at least, so that an early subject's can be seen. */
#define DAYS_BEFORE 14
#define LEAST_DAYS 28
/* The narrowest event. */
#define LEAST_EVENT 4.0

/* Shares of the width. */
static const double shares[POD_WALL_N_COLUMNS] = { 0.08, 0.08, 0.1,   0.05, 0.18,
                                                   0.13, 0.1,  0.145, 0.135 };

typedef struct
{
  PodScene *scene;
  PodWallSource source;
  const PodMetrics *metrics;
  double left[POD_WALL_N_COLUMNS + 1];
  double top;                               /* of the headings */
  const char *equations[POD_WALL_N_VALUES]; /* by which the values are computed; NULL for none */
  const char *course_equation;              /* and the courses */
  guint form; /* which of the words of each row; POD_WALL_N_WORDS for the short form */
} Wall;

/* A subject's number is told in whole however narrow the paper is: so much it lacks, for which the course gives way. */
static double
find_lack (const Wall *wall, const GPtrArray *rows)
{
  double widest = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      const PodWallRow *row = g_ptr_array_index (rows, i);
      const char *number = row->cells[POD_WALL_NUMBER].text;

      if (number != NULL)
        widest = MAX (widest, pod_metrics_width (wall->metrics, number, POD_SIZE_TEXT, TRUE));
    }
  return MAX (ceil (widest) + 2 * PAD - shares[POD_WALL_NUMBER] * (wall->scene->width - 2 * MARGIN),
              0);
}

static void
find_columns (Wall *wall, const GPtrArray *rows)
{
  double lack = find_lack (wall, rows);
  double x = MARGIN;

  for (PodWallColumn column = 0; column < POD_WALL_N_COLUMNS; column++)
    {
      wall->left[column] = x + (column > POD_WALL_NUMBER && column <= POD_WALL_COURSE ? lack : 0);
      x += shares[column] * (wall->scene->width - 2 * MARGIN);
    }
  wall->left[POD_WALL_N_COLUMNS] = wall->scene->width - MARGIN;
}

static const char *
get_label (const PodObservation *observation)
{
  return observation != NULL ? pod_words_get (&observation->label, pod_words_locale ()) : "";
}

static const char *
get_unit (const PodObservation *observation)
{
  return observation != NULL && observation->symbol.unit != NULL
             ? pod_unit_get_label (observation->symbol.unit)
             : "";
}

static void
find_course_equation (Wall *wall, const GPtrArray *rows)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < rows->len; i++)
    {
      const PodWallRow *row = g_ptr_array_index (rows, i);

      if (row->course != NULL && row->course->baseline > 0)
        pod_lab_series_gather_equations (row->course, names);
    }
  wall->course_equation = pod_lab_equation_print (names);
}

static void
find_equations (Wall *wall, const GPtrArray *rows)
{
  find_course_equation (wall, rows);
  for (guint k = 0; k < POD_WALL_N_VALUES; k++)
    {
      g_autoptr (GPtrArray) names = g_ptr_array_new ();

      for (guint i = 0; i < rows->len; i++)
        {
          const PodFinding *finding = ((PodWallRow *) rows->pdata[i])->values[k].finding;

          if (finding != NULL)
            pod_lab_equation_gather (wall->source.study, wall->source.values[k], finding, names);
        }
      wall->equations[k] = pod_lab_equation_print (names);
    }
}

/* "eGFR (CKD-EPI 2021), mL/min/1.73 m²". */
static char *
name_value (const Wall *wall, guint index)
{
  const PodObservation *observation = wall->source.values[index];
  const char *unit = get_unit (observation);
  const char *label = pod_lab_equation_join (get_label (observation), wall->equations[index]);

  if (*unit == '\0')
    return g_strdup (label);
  /* Translators: an observation and its unit: "eGFR, mL/min/1.73 m²". */
  return g_strdup_printf (C_ ("observation", "%1$s, %2$s"), label, unit);
}

/* ---- drawing ---- */

/* The events stand in the column of the worst one, what got worse below them in a line that is a column for the keys. */
#define KEYS(column) (2 * (guint) (column) + 1)
#define KEYS_SHIFT (KEYS (POD_WALL_WORST) + 1)

/* Adds what keys and pointers come to, in words that name the subject. */
static void
add_target (const Wall *wall, const PodWallRow *row, guint column, PodMark *mark, const char *words)
{
  /* Translators: a subject's number, and a value. */
  g_autofree char *what = g_strdup_printf (C_ ("value of a subject", "%1$s: %2$s"),
                                           row->cells[POD_WALL_NUMBER].text, words);

  mark->what = what;
  mark->row = row->place;
  mark->column = column;
  pod_scene_add (wall->scene, mark);
}

static double
get_room (const Wall *wall, PodWallColumn column)
{
  return wall->left[column + 1] - wall->left[column] - PAD;
}

static void
draw_line_of_head (const Wall *wall, PodWallColumn column, double y, const char *text)
{
  PodMark *mark = pod_scene_add_text (wall->scene, POD_ROLE_DIM_TEXT, wall->left[column] + PAD,
                                      wall->top + y, POD_ALIGN_START, POD_SIZE_SMALL, text);

  mark->bold = TRUE;
  mark->w = get_room (wall, column);
}

static const char *
find_equation (const Wall *wall, PodWallColumn column)
{
  if (column == POD_WALL_COURSE)
    return wall->course_equation;
  return column >= POD_WALL_FIRST_VALUE && column < POD_WALL_FIRST_VALUE + POD_WALL_N_VALUES
             ? wall->equations[column - POD_WALL_FIRST_VALUE]
             : NULL;
}

/* In short where there is no room for more; the equation goes last. */
static const char *
find_label (const Wall *wall, PodWallColumn column, const PodObservation *observation)
{
  const char *equation = find_equation (wall, column);
  const char *label = get_label (observation);
  const char *in_short = pod_words_get (&observation->short_label, pod_words_locale ());
  const char *const labels[] = { pod_lab_equation_join (label, equation),
                                 pod_lab_equation_join (in_short, equation), label };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (pod_metrics_width (wall->metrics, labels[i], POD_SIZE_SMALL, TRUE) <=
        get_room (wall, column))
      return labels[i];
  return in_short;
}

static void
draw_two_lines (const Wall *wall, PodWallColumn column, const char *first, const char *second)
{
  draw_line_of_head (wall, column, (HEAD - LINE) / 2, first);
  draw_line_of_head (wall, column, (HEAD + LINE) / 2, second);
}

/* What the values of a column are in is told in whole: where it does not stand beside the name, it stands below it. */
static void
draw_heading (const Wall *wall, PodWallColumn column, const char *name)
{
  const PodObservation *observation = column == POD_WALL_COURSE         ? wall->source.course
                                      : column == POD_WALL_FIRST_VALUE  ? wall->source.values[0]
                                      : column == POD_WALL_SECOND_VALUE ? wall->source.values[1]
                                                                        : NULL;
  /* xgettext:no-c-format */
  const char *unit = column == POD_WALL_COURSE ? _ ("% of baseline") : get_unit (observation);

  if (column == POD_WALL_WORST && wall->source.book != NULL)
    {
      /* Translators: second line of the heading of a narrow column, below "Worst AE now": what got worst in the laboratory, also where it has recovered. */
      draw_two_lines (wall, column, name, C_ ("wall", "largest lab shift"));
      return;
    }
  if (observation == NULL || *unit == '\0' ||
      pod_metrics_width (wall->metrics, name, POD_SIZE_SMALL, TRUE) <= get_room (wall, column))
    {
      draw_line_of_head (wall, column, HEAD / 2, name);
      return;
    }
  draw_two_lines (wall, column, find_label (wall, column, observation), unit);
}

/* Of the table, without that of the worst event of all, which is the last. */
static guint
count_columns (const Wall *wall)
{
  return POD_WALL_N_COLUMNS + (wall->source.book != NULL);
}

static void
draw_head (const Wall *wall)
{
  g_autofree char *course =
      wall->source.course != NULL
          ? g_strdup_printf (_ ("%s, %% of baseline"),
                             pod_lab_equation_join (get_label (wall->source.course),
                                                    wall->course_equation))
          : g_strdup ("");
  g_autofree char *first = name_value (wall, 0);
  g_autofree char *second = name_value (wall, 1);
  const char *names[POD_WALL_N_COLUMNS + 3] = {
    _ ("No."), _ ("Cohort"), _ ("State"),        _ ("Day"),       course,
    first,     second,       _ ("Worst AE now"), _ ("Next visit")
  };

  for (PodWallColumn column = 0; column < POD_WALL_N_COLUMNS; column++)
    draw_heading (wall, column, names[column]);
  pod_scene_add_line (wall->scene, POD_ROLE_AXIS, MARGIN, wall->top + HEAD,
                      wall->left[POD_WALL_N_COLUMNS], wall->top + HEAD, 1);
  /* In the table the shift has a column of its own, and the worst event of all, which in the chart is on the ribbon. */
  if (wall->source.book != NULL)
    names[POD_WALL_N_COLUMNS] = _ ("Worst shift of a result");
  names[count_columns (wall)] = _ ("Worst AE");
  pod_scene_add_cells (wall->scene, POD_N_RECORD_TYPES, 0, names);
}

/* Cohorts differ by shape as well as by colour. */
static void
draw_cohort (const Wall *wall, const PodWallRow *row, double y)
{
  static const PodShape shapes[] = { POD_SHAPE_DOT, POD_SHAPE_TRIANGLE_UP, POD_SHAPE_SQUARE };
  PodMark mark = { .kind = POD_MARK_SYMBOL, .w = 9, .y = y };

  if (row->cohort < 0)
    return;
  mark.role = POD_ROLE_COHORT_1 + row->cohort % 3;
  mark.shape = shapes[row->cohort % 3];
  mark.x = wall->left[POD_WALL_COHORT] + PAD + 5;
  pod_scene_add (wall->scene, &mark);
}

static double
measure_text (const Wall *wall, const char *text)
{
  return pod_metrics_width (wall->metrics, text, POD_SIZE_TEXT, FALSE) + 1;
}

/* Units under units, so that values can be compared down the column, however many decimals each has. */
static double
place_value (const Wall *wall, PodWallColumn column, const char *text)
{
  const char *first = text + strcspn (text, "0123456789");
  g_autofree char *whole = g_strndup (text, (gsize) (first - text) + strspn (first, "0123456789"));
  double left = wall->left[column] + PAD;
  double x = left + get_room (wall, column) * UNITS_END - measure_text (wall, whole);

  return MAX (MIN (x, left + get_room (wall, column) - measure_text (wall, text)), left);
}

/* What is late stays late where there is little room: it is the visit's name that is cut.  Free with g_free(). */
static char *
fit_next (const Wall *wall, const PodWallRow *row, double room)
{
  g_autofree char *whole = g_strdup (row->cells[POD_WALL_NEXT].text);
  g_autofree char *rest = row->next != NULL ? pod_wall_row_print_next (row, "") : NULL;
  g_autoptr (GPtrArray) lines = NULL;

  if (rest == NULL ||
      pod_metrics_width (wall->metrics, whole, POD_SIZE_TEXT, row->late) + 1 <= room)
    return g_steal_pointer (&whole);
  lines = pod_text_wrap (wall->metrics, row->next, POD_SIZE_TEXT, row->late,
                         room - 1 -
                             pod_metrics_width (wall->metrics, rest, POD_SIZE_TEXT, row->late),
                         1, NULL);
  return pod_wall_row_print_next (row, g_ptr_array_index (lines, 0));
}

static void
draw_text (const Wall *wall, const PodWallRow *row, PodWallColumn column, double y)
{
  double x = wall->left[column] + PAD + (column == POD_WALL_COHORT ? 16 : 0);
  g_autofree char *text = NULL;
  PodMark *mark;

  if (row->cells[column].text == NULL)
    return;
  text = column == POD_WALL_NEXT ? fit_next (wall, row, wall->left[column + 1] - x)
                                 : g_strdup (row->cells[column].text);
  if (column == POD_WALL_FIRST_VALUE || column == POD_WALL_SECOND_VALUE)
    x = place_value (wall, column, text);
  mark = pod_scene_add_text (wall->scene,
                             column == POD_WALL_NEXT && row->late ? POD_ROLE_VISIT_LATE
                                                                  : POD_ROLE_TEXT,
                             x, y, POD_ALIGN_START, POD_SIZE_TEXT, text);
  mark->w = wall->left[column + 1] - x;
  mark->bold = column == POD_WALL_NUMBER || (column == POD_WALL_NEXT && row->late);
}

/* What a cell is from can be picked over the whole cell. */
static void
draw_cell_ground (const Wall *wall, const PodWallRow *row, PodWallColumn column, double y)
{
  const PodWallCell *cell = &row->cells[column];
  PodMark mark = { .kind = POD_MARK_RECT,
                   .role = POD_ROLE_BACKGROUND,
                   .x = wall->left[column],
                   .y = y - ROW / 2 + 1,
                   .w = wall->left[column + 1] - wall->left[column],
                   .h = ROW - 2,
                   .type = cell->type,
                   .id = cell->id };

  if (cell->id != 0)
    add_target (wall, row, KEYS (column), &mark, cell->what);
}

/* Of what goes on, as rows are sorted: what is over is on the ribbon, and told. */
static void
draw_worst (const Wall *wall, const PodWallRow *row, double y)
{
  PodRole role = pod_grade_role (row->open);
  double x = wall->left[POD_WALL_WORST] + PAD;
  PodMark mark = {
    .kind = POD_MARK_RECT, .role = role, .x = x, .y = y - 9, .w = CHIP, .h = 18, .line_width = 1
  };

  if (row->open < 1)
    {
      draw_text (wall, row, POD_WALL_WORST, y);
      return;
    }
  pod_scene_add (wall->scene, &mark);
  pod_scene_add_text (wall->scene, role, x + CHIP / 2, y, POD_ALIGN_CENTRE, POD_SIZE_TEXT,
                      row->cells[POD_WALL_WORST].text)
      ->bold = TRUE;
}

static void
draw_event (const Wall *wall,
            const PodWallRow *row,
            const PodDayAxis *axis,
            const PodWallEvent *event,
            double y)
{
  g_autofree char *what = pod_wall_row_print_event (&wall->source, row, event->event);
  PodMark mark = { .kind = POD_MARK_RECT,
                   .role = pod_grade_role (event->grade),
                   .y = y - RIBBON / 2,
                   .h = RIBBON,
                   /* A pale grade would be lost on white. */
                   .line_width = 1,
                   .type = POD_RECORD_ADVERSE_EVENT,
                   .id = event->event->record.id };
  double right = CLAMP (pod_day_axis_x (axis, event->to + 0.5), axis->left + LEAST_EVENT,
                        axis->right);

  mark.x = CLAMP (pod_day_axis_x (axis, event->from - 0.5), axis->left, axis->right - LEAST_EVENT);
  mark.w = MAX (right - mark.x, LEAST_EVENT);
  add_target (wall, row, KEYS (POD_WALL_WORST), &mark, what);
}

/* The course of grades over the subject's own days, as the values before it: what is worse lies over what is milder.  Of who has no infusion, no
 * ribbon: there is no day to begin at. */
static void
draw_ribbon (const Wall *wall, const PodWallRow *row, double y)
{
  gint32 today = pod_date_first_day (wall->source.as_of);
  PodDayAxis axis = { .first = -DAYS_BEFORE,
                      .last = MAX (today - row->zero, LEAST_DAYS),
                      .left = wall->left[POD_WALL_WORST] + PAD + CHIP + 6,
                      .right = wall->left[POD_WALL_WORST + 1] - PAD };

  if (!row->is_infused || axis.right - axis.left < 20)
    return;
  pod_scene_add_line (wall->scene, POD_ROLE_GRID, axis.left, y, axis.right, y, 1);
  for (guint i = 0; i < row->events->len; i++)
    draw_event (wall, row, &axis, &g_array_index (row->events, PodWallEvent, i), y);
}

/* One spark: where a row's course is drawn. */
typedef struct
{
  PodScene *scene;
  const PodLabSeries *course;
  const PodLabGaps *gaps;
  PodDayAxis axis;
  PodScale scale;
} Spark;

static gboolean
place_result (const Spark *spark, guint index, PodPoint *point)
{
  const PodLabPoint *result = pod_lab_series_get (spark->course, index);
  double percent = result->value / spark->course->baseline * 100;

  *point = (PodPoint){ pod_day_axis_x (&spark->axis, result->day),
                       pod_scale_y (&spark->scale, percent) };
  return result->comparator == POD_EXACTLY;
}

static void
end_line (const Spark *spark, GArray *run)
{
  if (run->len > 1)
    pod_scene_add_polyline (spark->scene, POD_ROLE_SERIES, (const PodPoint *) run->data, run->len,
                            1.5);
  g_array_set_size (run, 0);
}

/* Its part beyond the edge is left out: at the edge it would be a level that it never had. */
static void
add_segment (const Spark *spark, GArray *run, PodPoint from, PodPoint to, gboolean has_gap)
{
  const PodClip clip = { .left = spark->axis.left,
                         .right = spark->axis.right,
                         .top = spark->scale.top,
                         .bottom = spark->scale.bottom };
  PodPoint end = to;

  if (!pod_clip_segment (&clip, &from, &end))
    return;
  if (has_gap)
    {
      end_line (spark, run);
      pod_scene_add_line (spark->scene, POD_ROLE_SERIES, from.x, from.y, end.x, end.y, 1.2)
          ->dashed = TRUE;
      return;
    }
  if (run->len == 0)
    g_array_append_val (run, from);
  g_array_append_val (run, end);
  if (end.y != to.y)
    end_line (spark, run);
}

static gint32
get_day (const Spark *spark, guint index)
{
  return pod_lab_series_get (spark->course, index)->day;
}

/* Dashed as on the subject's own chart, and where there lies between two a result of which nobody knows where it is. */
static void
draw_spark_line (const Spark *spark)
{
  g_autoptr (GArray) run = g_array_new (FALSE, FALSE, sizeof (PodPoint));
  PodPoint before = { 0 };
  int last = -1;

  for (guint i = 0; i < spark->course->points->len; i++)
    {
      PodPoint point;

      if (!place_result (spark, i, &point))
        continue;
      if (last >= 0)
        add_segment (spark, run, before, point,
                     last + 1 < (int) i ||
                         pod_lab_gaps_has (spark->gaps, get_day (spark, last), get_day (spark, i)));
      before = point;
      last = (int) i;
    }
  end_line (spark, run);
}

/* 1 for what lies above the edge, -1 for what lies below 0, as a difference may; else 0. */
static int
find_side (const Spark *spark, double y)
{
  return (y < spark->scale.top) - (y > spark->scale.bottom);
}

/* Beyond an edge it would stand in the row of another subject, and on it it would be taken for that value: it points out. */
static void
place_mark (const Spark *spark, PodPoint point, PodMark *mark)
{
  int side = find_side (spark, point.y);

  mark->x = point.x;
  mark->y = CLAMP (point.y, spark->scale.top, spark->scale.bottom);
  if (side != 0)
    mark->shape = side > 0 ? POD_SHAPE_TRIANGLE_UP : POD_SHAPE_TRIANGLE_DOWN;
}

/* The latest, and each that lies beyond an edge. */
static void
draw_spark_points (const Spark *spark)
{
  gboolean is_last = TRUE;

  for (guint i = spark->course->points->len; i-- > 0;)
    {
      gboolean hollow = pod_lab_series_get (spark->course, i)->preliminary;
      PodMark mark = { .kind = POD_MARK_SYMBOL,
                       .role = POD_ROLE_SERIES,
                       .shape = hollow ? POD_SHAPE_RING : POD_SHAPE_DOT,
                       .line_width = hollow ? 1.6 : 0,
                       .w = SPARK_DOT };
      PodPoint point;

      if (!place_result (spark, i, &point))
        continue;
      place_mark (spark, point, &mark);
      if (is_last || find_side (spark, point.y) != 0)
        pod_scene_add (spark->scene, &mark);
      if (is_last && pod_lab_series_get (spark->course, i)->maybe_partial)
        pod_lab_doubt_draw (spark->scene, &mark, G_MAXDOUBLE, spark->scale.bottom + SPARK_ROOM);
      is_last = FALSE;
    }
}

/* From its own baseline to its own last result, in each row between the same values; the thin line is the value before treatment: solid, since
 * a gap of the course is dashed. */
static void
draw_spark (const Wall *wall, const PodWallRow *row, double y)
{
  double text = pod_metrics_width (wall->metrics, "888 %", POD_SIZE_TEXT, FALSE) + 2 * PAD;
  Spark spark = { .scene = wall->scene,
                  .course = row->course,
                  .gaps = &row->gaps,
                  .scale = { .high = POD_WALL_MOST_PERCENT,
                             .bottom = y + ROW / 2 - SPARK_ROOM,
                             .top = y - ROW / 2 + SPARK_ROOM },
                  .axis = { .left = wall->left[POD_WALL_COURSE] + PAD,
                            .right = wall->left[POD_WALL_COURSE + 1] - text - 2 * PAD } };
  double full = pod_scale_y (&spark.scale, 100);

  if (row->course == NULL)
    return;
  pod_scene_add_text (wall->scene, POD_ROLE_TEXT, wall->left[POD_WALL_COURSE + 1] - 2 * PAD, y,
                      POD_ALIGN_END, POD_SIZE_TEXT, row->cells[POD_WALL_COURSE].text);
  if (row->course->points->len == 0 || isnan (row->course->baseline) ||
      row->course->baseline <= 0 || spark.axis.right <= spark.axis.left)
    return;
  spark.axis.first = pod_lab_series_get (row->course, 0)->day;
  spark.axis.last = MAX (pod_lab_series_last (row->course)->day, spark.axis.first + 1);
  pod_scene_add_line (wall->scene, POD_ROLE_BASELINE, spark.axis.left, full, spark.axis.right, full,
                      1);
  draw_spark_line (&spark);
  draw_spark_points (&spark);
}

/* The subject's whole row can be picked. */
static void
draw_ground (const Wall *wall, const PodWallRow *row, double y)
{
  g_autofree char *events = pod_wall_row_print_events (row);
  g_autofree char *what = g_strjoin (C_ ("clause", ", "), row->cells[POD_WALL_NUMBER].text,
                                     row->cells[POD_WALL_COHORT].text,
                                     row->cells[POD_WALL_STATE].text, events, NULL);
  PodMark mark = { .kind = POD_MARK_RECT,
                   .role = POD_ROLE_BACKGROUND,
                   .x = MARGIN,
                   /* Below the line of the row before, which it would hide. */
                   .y = y + 1,
                   .h = ROW - 1,
                   .type = POD_RECORD_SUBJECT,
                   .id = row->subject->record.id,
                   .row = row->place,
                   .column = KEYS (POD_WALL_NUMBER),
                   .what = what };

  mark.w = wall->left[POD_WALL_N_COLUMNS] - MARGIN;
  pod_scene_add (wall->scene, &mark);
  pod_scene_add_line (wall->scene, POD_ROLE_GRID, MARGIN, y + ROW, wall->left[POD_WALL_N_COLUMNS],
                      y + ROW, 1);
}

static void
add_table_row (const Wall *wall, const PodWallRow *row)
{
  const char *cells[POD_WALL_N_COLUMNS + 3] = { NULL };
  g_autofree char *worst = pod_wall_row_print_worst (row);

  for (PodWallColumn column = 0; column < POD_WALL_N_COLUMNS; column++)
    cells[column] = row->cells[column].text != NULL ? row->cells[column].text : "";
  if (wall->source.book != NULL)
    cells[POD_WALL_N_COLUMNS] = row->shift.what != NULL ? row->shift.what : "–";
  cells[count_columns (wall)] = worst;
  pod_scene_add_cells (wall->scene, POD_RECORD_SUBJECT, row->subject->record.id, cells);
}

static gboolean
has_room_for (const Wall *wall, const PodWallRow *row, guint form)
{
  const char *words = row->shift_words[form];

  return row->shift.text == NULL ||
         (words != NULL && pod_metrics_width (wall->metrics, words, POD_SIZE_SMALL, FALSE) + 1 <=
                               get_room (wall, POD_WALL_WORST));
}

/* In words where they have room in each row: side by side "G0 → G4" and "+4" would be taken for two things. */
static guint
find_form (const Wall *wall, const GPtrArray *rows)
{
  guint form = 0;

  for (guint i = 0; i < rows->len; i++)
    while (form < POD_WALL_N_WORDS && !has_room_for (wall, g_ptr_array_index (rows, i), form))
      form++;
  return form;
}

/* Below the events, which make room, over the whole of their column. */
static void
draw_shift (const Wall *wall, const PodWallRow *row, double y)
{
  double x = wall->left[POD_WALL_WORST] + PAD;
  PodMark mark = { .kind = POD_MARK_RECT,
                   .role = POD_ROLE_BACKGROUND,
                   .x = x,
                   .y = y + 2,
                   .w = get_room (wall, POD_WALL_WORST),
                   .h = ROW / 2 - 3,
                   .type = row->shift.type,
                   .id = row->shift.id };

  if (row->shift.text == NULL || mark.w < 20)
    return;
  add_target (wall, row, KEYS_SHIFT, &mark, row->shift.what);
  pod_scene_add_text (wall->scene, POD_ROLE_TEXT, x, y + 11, POD_ALIGN_START, POD_SIZE_SMALL,
                      wall->form < POD_WALL_N_WORDS ? row->shift_words[wall->form]
                                                    : row->shift.text)
      ->w = mark.w;
}

static void
draw_row (const Wall *wall, const PodWallRow *row, double y)
{
  double middle = y + ROW / 2;
  double events = row->shift.text != NULL ? middle - ABOVE_SHIFT : middle;

  draw_ground (wall, row, y);
  for (PodWallColumn column = 0; column < POD_WALL_N_COLUMNS; column++)
    draw_cell_ground (wall, row, column, middle);
  draw_cohort (wall, row, middle);
  for (PodWallColumn column = POD_WALL_NUMBER; column <= POD_WALL_DAY; column++)
    draw_text (wall, row, column, middle);
  draw_spark (wall, row, middle);
  draw_text (wall, row, POD_WALL_FIRST_VALUE, middle);
  draw_text (wall, row, POD_WALL_SECOND_VALUE, middle);
  draw_worst (wall, row, events);
  draw_ribbon (wall, row, events);
  draw_shift (wall, row, middle);
  draw_text (wall, row, POD_WALL_NEXT, middle);
  add_table_row (wall, row);
}

/* Where everybody begins to read.  Returns how much room it takes. */
static double
draw_order (const Wall *wall)
{
  g_autofree char *order = pod_wall_print_order (wall->source.study);
  const char *source = pod_study_get (wall->source.study, "wall_concern.source");
  g_autofree char *text = NULL;

  if (order == NULL)
    return 0;
  text = g_strcmp0 (source, "site") == 0
             ? g_strdup_printf (_ ("Sorted by concern: %s (chosen by the site)"), order)
             : g_strdup_printf (_ ("Sorted by concern: %s"), order);
  pod_scene_add_text (wall->scene, POD_ROLE_DIM_TEXT, MARGIN + PAD, ORDER / 2 + 2, POD_ALIGN_START,
                      POD_SIZE_SMALL, text)
      ->w = wall->scene->width - 2 * (MARGIN + PAD);
  return ORDER;
}

PodScene *
pod_wall_scene_new (const PodStudy *study,
                    const PodSite *site,
                    const GPtrArray *casebooks,
                    const PodShiftBook *book,
                    PodDate as_of,
                    double width,
                    const PodMetrics *metrics)
{
  PodScene *scene = pod_scene_new (width, 0);
  Wall wall = { .scene = scene, .metrics = metrics };
  g_autoptr (GPtrArray) rows = NULL;
  PodTally tally = { 0 };
  guint drawn = 0;
  int worst = 0;

  pod_wall_source_init (&wall.source, study, site, as_of);
  wall.source.book = book;
  wall.source.tally = &tally;
  wall.source.scene = scene;
  rows = pod_wall_rows_new (&wall.source, casebooks);
  find_equations (&wall, rows);
  find_columns (&wall, rows);
  wall.form = find_form (&wall, rows);
  wall.top = draw_order (&wall);
  draw_head (&wall);
  for (guint i = 0; i < rows->len; i++)
    {
      const PodWallRow *row = g_ptr_array_index (rows, i);

      draw_row (&wall, row, wall.top + HEAD + i * ROW);
      worst = MAX (worst, row->worst);
      drawn += row->drawn;
    }
  scene->head = wall.top + HEAD + 1;
  scene->height = wall.top + HEAD + ROW * rows->len;
  if (rows->len > 0)
    pod_wall_key_draw (scene, metrics, book != NULL, DAYS_BEFORE);
  scene->height += pod_tally_finish (&tally, scene, drawn + pod_tally_count (&tally), MARGIN,
                                     scene->height);
  scene->across = TRUE;
  scene->title = g_strdup (_ ("All subjects"));
  scene->description =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u subject, worst adverse event of grade %d",
                                    "%u subjects, worst adverse event of grade %d", casebooks->len),
                       casebooks->len, worst);
  pod_wall_source_clear (&wall.source);
  return scene;
}
