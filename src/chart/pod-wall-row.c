#include "pod-wall-row.h"

#include <math.h>
#include <string.h>

#include "pod-axis.h"
#include "pod-check.h"
#include "pod-lab-mode.h"
#include "pod-planned.h"
#include "pod-wall-tally.h"
#include "pod-words.h"

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

/* Of a value that is only to be compared with others, and of a bound, which is to be what the laboratory said. */
#define DIGITS_OF_VALUE 3
#define DIGITS_OF_BOUND 4

void
pod_wall_source_init (PodWallSource *source,
                      const PodStudy *study,
                      const PodSite *site,
                      PodDate as_of)
{
  const char *course = pod_study_get (study, "wall_course");
  const char *values = pod_study_get (study, "wall_values");
  g_auto (GStrv) names = values != NULL ? g_strsplit_set (values, " ,", -1) : NULL;
  guint n = 0;

  *source = (PodWallSource){ .study = study, .site = site, .as_of = as_of };
  if (course != NULL)
    source->course = pod_study_find_observation (study, course);
  if (source->course != NULL)
    pod_lab_due_init (&source->due, study, source->course);
  for (guint i = 0; names != NULL && names[i] != NULL && n < G_N_ELEMENTS (source->values); i++)
    if (*names[i] != '\0')
      source->values[n++] = pod_study_find_observation (study, names[i]);
}

void
pod_wall_source_clear (PodWallSource *source)
{
  pod_lab_due_clear (&source->due);
}

gboolean
pod_wall_is_known (const PodWallSource *source, PodDate date)
{
  return !pod_date_is_set (date) || pod_date_first_day (date) <= pod_date_last_day (source->as_of);
}

/* Of who has no day 0 (an infusion of which only the month is known), the date. */
static char *
print_day (const PodWallRow *row, PodMoment when)
{
  return row->is_infused ? pod_day_words (pod_date_first_day (when.date), row->zero)
                         : pod_date_to_words (when.date);
}

/* ---- results ---- */

static void
set_point (PodWallCell *cell, const PodLabSeries *series, const PodLabPoint *point, gint32 zero)
{
  cell->what = pod_lab_point_to_words (series, point, zero);
  cell->type = POD_RECORD_FINDING;
  cell->id = point->finding->record.id;
}

/* What there is none of: where it would be. */
static void
set_place (PodWallCell *cell,
           const PodWallRow *row,
           PodRecordType type,
           const char *name,
           char *what)
{
  cell->what = what;
  cell->type = type;
  cell->id = pod_planned_make (row->subject->record.id, name);
}

static void
set_no_result (PodWallCell *cell, const PodWallRow *row, const PodObservation *observation)
{
  set_place (cell, row, POD_RECORD_FINDING, observation->symbol.name,
             /* Translators: %s is a laboratory test. */
             g_strdup_printf (_ ("%s: no result"),
                              pod_words_get (&observation->label, pod_words_locale ())));
}

/* In brackets what may still change. */
static char *
print_cell (const PodLabPoint *point, char *text)
{
  g_autofree char *plain = text;

  return point->preliminary ? g_strdup_printf ("(%s)", plain) : g_steal_pointer (&plain);
}

static double
find_percent (const PodLabSeries *course)
{
  const PodLabPoint *last = course != NULL ? pod_lab_series_last (course) : NULL;

  if (last == NULL || last->comparator != POD_EXACTLY || isnan (course->baseline) ||
      course->baseline <= 0)
    return NAN;
  return last->value / course->baseline * 100;
}

/* Without a percentage it is from its latest result all the same. */
static void
fill_course (const PodWallSource *source, PodWallRow *row, const GArray *schedule)
{
  PodWallCell *cell = &row->cells[POD_WALL_COURSE];
  PodLabLedger ledger = pod_wall_tally_ledger (source, row);
  const PodLabPoint *last;

  row->percent = NAN;
  if (source->course == NULL)
    return;
  row->course = pod_lab_series_new (source->study, NULL, source->site, row->casebook,
                                    source->course, source->as_of, &ledger);
  pod_lab_gaps_init (&row->gaps, &source->due, schedule);
  pod_wall_tally_course (source, row);
  row->percent = find_percent (row->course);
  last = pod_lab_series_last (row->course);
  cell->text = isnan (row->percent) ? g_strdup ("–")
                                    : print_cell (last, g_strdup_printf (C_ ("change", "%s%.0f %%"),
                                                                         "", row->percent));
  if (last != NULL)
    set_point (cell, row->course, last, row->zero);
  else
    set_no_result (cell, row, source->course);
}

static void
fill_value (const PodWallSource *source, PodWallRow *row, guint index)
{
  PodWallCell *cell = &row->cells[POD_WALL_FIRST_VALUE + index];
  g_autoptr (PodLabSeries) series = NULL;
  const PodLabPoint *last;

  if (source->values[index] == NULL)
    return;
  series = pod_lab_series_new (source->study, NULL, source->site, row->casebook,
                               source->values[index], source->as_of, NULL);
  pod_wall_tally_value (source, row, series);
  last = pod_lab_series_last (series);
  if (last == NULL)
    {
      set_no_result (cell, row, source->values[index]);
      return;
    }
  row->values[index] = *last;
  set_point (cell, series, last, row->zero);
}

static int
count_decimals (double value, int digits)
{
  g_autofree char *number = pod_decimal_to_label (value, digits);
  const char *dot = strchr (number, '.');

  return dot != NULL ? (int) strlen (dot + 1) : 0;
}

/* Of a bound all that the laboratory said. */
static char *
print_value (const PodLabPoint *point, int decimals)
{
  int own = point->comparator == POD_EXACTLY ? 0 : count_decimals (point->value, DIGITS_OF_BOUND);
  g_autofree char *number = pod_decimal_to_places (point->value, MAX (decimals, own));

  return pod_lab_print_compared (point->comparator, number);
}

static int
count_whole (double value)
{
  return value >= 1 ? (int) floor (log10 (value)) + 1 : 1;
}

/* As many as the least value needs, as long as the greatest is not told in more than four digits for that: 111.145 says no more than 111.1. */
static int
find_decimals (const GPtrArray *rows, guint index)
{
  int decimals = 0;
  double greatest = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      const PodLabPoint *point = &((const PodWallRow *) g_ptr_array_index (rows, i))->values[index];

      if (point->finding == NULL)
        continue;
      greatest = fmax (greatest, fabs (point->value));
      decimals = MAX (decimals, count_decimals (point->value, point->comparator == POD_EXACTLY
                                                                  ? DIGITS_OF_VALUE
                                                                  : DIGITS_OF_BOUND));
    }
  return MIN (decimals, MAX (DIGITS_OF_BOUND - count_whole (greatest), 0));
}

/* As many decimals in each row, so that values are compared down the column; what goes over decades has its own in each. */
static void
print_values (const PodWallSource *source, const GPtrArray *rows, guint index)
{
  int decimals = find_decimals (rows, index);

  if (source->values[index] == NULL)
    return;
  for (guint i = 0; i < rows->len; i++)
    {
      PodWallRow *row = g_ptr_array_index (rows, i);
      const PodLabPoint *point = &row->values[index];
      char **text = &row->cells[POD_WALL_FIRST_VALUE + index].text;

      *text = point->finding == NULL ? g_strdup ("–")
              : source->values[index]->log_scale
                  ? print_cell (point, pod_lab_point_print (point))
                  : print_cell (point, print_value (point, decimals));
    }
}

/* ---- adverse events ---- */

static gboolean
goes_on (const PodWallSource *source, const PodAdverseEvent *event)
{
  if (pod_date_is_set (event->end.date))
    return pod_date_last_day (event->end.date) > pod_date_last_day (source->as_of);
  return event->outcome != POD_OUTCOME_RECOVERED && event->outcome != POD_OUTCOME_SEQUELAE &&
         event->outcome != POD_OUTCOME_FATAL;
}

static const char *
name_event (const PodStudy *study, const PodAdverseEvent *event)
{
  const PodTerm *term = event->term != NULL ? pod_study_find_term (study, event->term) : NULL;

  if (term != NULL)
    return pod_words_get (&term->label, pod_words_locale ());
  return event->verbatim != NULL ? event->verbatim : _ ("Adverse event");
}

/* Of two that are as bad the serious one, then that which began last. */
static gboolean
is_worse (const PodAdverseEvent *event, const PodAdverseEvent *than)
{
  if (than == NULL || event->grade != than->grade)
    return than == NULL || event->grade > than->grade;
  if ((event->seriousness != 0) != (than->seriousness != 0))
    return event->seriousness != 0;
  return pod_moment_compare (event->start, than->start) >= 0;
}

static void
note_open (PodWallRow *row, const PodAdverseEvent *event)
{
  row->open = MAX (row->open, event->grade);
  row->concerns[POD_CONCERN_SERIOUS] += event->seriousness != 0;
  if (is_worse (event, row->worst_now))
    row->worst_now = event;
}

static void
add_event (const PodWallSource *source, PodWallRow *row, const PodAdverseEvent *event)
{
  gint32 today = pod_date_last_day (source->as_of);
  PodWallEvent added = { .event = event, .grade = event->grade };

  if (goes_on (source, event))
    note_open (row, event);
  row->worst = MAX (row->worst, event->grade);
  pod_wall_tally_event (source, row, event);
  if (!pod_date_is_set (event->start.date))
    return;
  added.from = pod_date_first_day (event->start.date) - row->zero;
  added.to = MIN (pod_date_is_set (event->end.date) ? pod_date_last_day (event->end.date) : today,
                  today) -
             row->zero;
  added.to = MAX (added.to, added.from);
  g_array_append_val (row->events, added);
}

static int
compare_events (gconstpointer a, gconstpointer b)
{
  return ((const PodWallEvent *) a)->grade - ((const PodWallEvent *) b)->grade;
}

static char *
print_grade (int grade)
{
  return grade > 0 ? g_strdup_printf ("G%d", grade) : g_strdup ("–");
}

static char *
print_start (const PodWallRow *row, const PodAdverseEvent *event)
{
  g_autofree char *day = NULL;

  if (!pod_date_is_set (event->start.date))
    return g_strdup (_ ("no date of its start"));
  day = print_day (row, event->start);
  /* Translators: from which day on. */
  return g_strdup_printf (_ ("from %s"), day);
}

char *
pod_wall_row_print_event (const PodWallSource *source,
                          const PodWallRow *row,
                          const PodAdverseEvent *event)
{
  const char *name = name_event (source->study, event);
  g_autofree char *start = print_start (row, event);

  if (event->grade < 1)
    /* Translators: an adverse event, and "from day 3". */
    return g_strdup_printf (_ ("%1$s, not graded, %2$s"), name, start);
  /* Translators: an adverse event, its grade, and "from day 3". */
  return g_strdup_printf (_ ("%1$s, grade %2$d, %3$s"), name, event->grade, start);
}

/* Where none goes on, the log of them. */
static void
fill_worst_now (const PodWallSource *source, PodWallRow *row)
{
  PodWallCell *cell = &row->cells[POD_WALL_WORST];

  cell->text = print_grade (row->open);
  if (row->worst_now == NULL)
    {
      set_place (cell, row, POD_RECORD_ADVERSE_EVENT, NULL,
                 g_strdup (_ ("no adverse event that goes on")));
      return;
    }
  cell->what = pod_wall_row_print_event (source, row, row->worst_now);
  cell->type = POD_RECORD_ADVERSE_EVENT;
  cell->id = row->worst_now->record.id;
}

/* What began after the day of the question is not known on it. */
static void
fill_events (const PodWallSource *source, PodWallRow *row)
{
  guint n = 0;
  const PodAdverseEvent *events = pod_casebook_get_adverse_events (row->casebook, &n);

  row->events = g_array_new (FALSE, TRUE, sizeof (PodWallEvent));
  for (guint i = 0; i < n; i++)
    if (!events[i].record.voided && pod_wall_is_known (source, events[i].start.date))
      add_event (source, row, &events[i]);
  g_array_sort (row->events, compare_events);
  fill_worst_now (source, row);
}

char *
pod_wall_row_print_events (const PodWallRow *row)
{
  if (row->worst < 1)
    return NULL;
  return row->open > 0
             ? g_strdup_printf (_ ("worst adverse event: now grade %1$d, ever grade %2$d"),
                                row->open, row->worst)
             : g_strdup_printf (_ ("no graded adverse event now, worst ever grade %d"), row->worst);
}

char *
pod_wall_row_print_worst (const PodWallRow *row)
{
  return print_grade (row->worst);
}

/* ---- what got worse in the laboratory ---- */

static char *
describe_shift (const PodWallRow *row, const PodShiftTerm *term, const PodShiftEntry *entry)
{
  const PodShift shift = pod_shift_entry_get_shift (entry);
  g_autofree char *change = pod_shift_print (&shift);
  g_autofree char *day = print_day (row, entry->after->when);
  g_autofree char *worst = pod_shift_entry_print_worst (entry);

  if (entry->is_new == POD_TRUE)
    /* Translators: a term, its worst grade since the infusion, by how much that is worse than before treatment, and when. */
    return g_strdup_printf (_ ("%1$s: grade %2$s on %4$s, shift %3$s, new since infusion"),
                            pod_words_get (&term->grade->term, pod_words_locale ()), worst, change,
                            day);
  /* Translators: the same of what was as bad before the infusion, or may have been. */
  return g_strdup_printf (_ ("%1$s: grade %2$s on %4$s, shift %3$s"),
                          pod_words_get (&term->grade->term, pod_words_locale ()), worst, change,
                          day);
}

/* "G0 → G4", or by how many at least; NULL where no number of grades is known. */
static char *
print_worsening (const PodShiftEntry *entry)
{
  guint n = (guint) MAX (entry->shift, 0);

  if (n == 0 || (entry->state != POD_SHIFT_KNOWN && entry->state != POD_SHIFT_AT_LEAST))
    return NULL;
  if (entry->state == POD_SHIFT_AT_LEAST || entry->shift < entry->shift_most)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "at least %u grade worse",
                                         "at least %u grades worse", n),
                            n);
  /* Translators: from which grade to which. */
  return g_strdup_printf (C_ ("shift", "G%1$d → G%2$d"), entry->row, entry->column);
}

/* "White blood cell count: G0 → G4, new". */
static char *
print_shift_in_words (const PodShiftEntry *entry, const PodWords *test)
{
  const char *name = pod_words_get (test, pod_words_locale ());
  g_autofree char *change = print_worsening (entry);

  if (change == NULL)
    return NULL;
  if (entry->is_new == POD_TRUE)
    /* Translators: a test, "G0 → G4", and that it is new since infusion. */
    return g_strdup_printf (C_ ("shift", "%1$s: %2$s, new"), name, change);
  /* Translators: a test, and "G0 → G4". */
  return g_strdup_printf (C_ ("shift", "%1$s: %2$s"), name, change);
}

static char *
print_shift (const PodShiftTerm *term, const PodShiftEntry *entry)
{
  const PodShift shift = pod_shift_entry_get_shift (entry);
  g_autofree char *change = pod_shift_print (&shift);
  const char *test = pod_words_get (&term->observation->short_label, pod_words_locale ());

  if (entry->is_new == POD_TRUE)
    /* Translators: where there is little room: a test in short, and a change of its grade that is new since infusion: "ANC +3 new". */
    return g_strdup_printf (C_ ("shift", "%1$s %2$s new"), test, change);
  return g_strdup_printf ("%s %s", test, change);
}

static void
fill_shift (const PodWallSource *source, PodWallRow *row)
{
  const PodShiftSubject *subject = source->book != NULL
                                       ? pod_shift_book_find (source->book, row->casebook)
                                       : NULL;
  guint index = 0;
  const PodShiftTerm *term;
  const PodShiftEntry *entry = subject != NULL ? pod_shift_subject_find_worst (subject, &index)
                                               : NULL;

  if (entry == NULL)
    return;
  term = &g_array_index ((GArray *) pod_shift_book_get_terms (source->book), PodShiftTerm, index);
  row->shift.text = print_shift (term, entry);
  row->shift_words[0] = print_shift_in_words (entry, &term->observation->label);
  row->shift_words[1] = print_shift_in_words (entry, &term->observation->short_label);
  row->shift.what = describe_shift (row, term, entry);
  row->shift.type = POD_RECORD_FINDING;
  row->shift.id = entry->after->record.id;
}

/* ---- visits ---- */

static gboolean
is_ahead (const PodScheduledVisit *visit)
{
  return pod_date_is_set (visit->target) &&
         (visit->state == POD_VISIT_PLANNED || visit->state == POD_VISIT_DUE ||
          visit->state == POD_VISIT_OVERDUE);
}

/* What is overdue comes first, then what is nearest. */
static const PodScheduledVisit *
find_next (const GArray *schedule, double *overdue)
{
  const PodScheduledVisit *next = NULL;

  for (guint i = 0; i < schedule->len; i++)
    {
      const PodScheduledVisit *visit = &g_array_index (schedule, PodScheduledVisit, i);

      *overdue += visit->state == POD_VISIT_OVERDUE;
      if (is_ahead (visit) &&
          (next == NULL || pod_date_first_day (visit->target) < pod_date_first_day (next->target)))
        next = visit;
    }
  return next;
}

char *
pod_wall_row_print_next (const PodWallRow *row, const char *label)
{
  if (row->next_state == POD_VISIT_OVERDUE)
    return g_strdup_printf (_ ("%s overdue"), label);
  if (row->next_state == POD_VISIT_DUE)
    /* Translators: a visit whose window is open. */
    return g_strdup_printf (C_ ("visit", "%s now"), label);
  /* Translators: a visit, and in how many days it is planned. */
  return g_strdup_printf (C_ ("visit", "%s in %d d"), label, row->next_days);
}

static void
set_next (const PodWallSource *source,
          PodWallRow *row,
          const PodWords *label,
          PodVisitState state,
          PodDate day)
{
  PodWallCell *cell = &row->cells[POD_WALL_NEXT];

  row->next = pod_words_get (label, pod_words_locale ());
  row->next_state = state;
  row->next_days = pod_date_first_day (day) - pod_date_first_day (source->as_of);
  row->late = state == POD_VISIT_OVERDUE;
  cell->text = pod_wall_row_print_next (row, row->next);
  cell->what = g_strconcat (row->next, C_ ("clause", ", "), pod_visit_state_to_words (state), NULL);
}

/* No visit that counts from a step whose planned day is over is on any schedule. */
static gboolean
fill_missed_step (const PodWallSource *source, PodWallRow *row, const PodScheduledVisit *next)
{
  PodWallCell *cell = &row->cells[POD_WALL_NEXT];
  PodDate day = POD_DATE_NONE;
  const PodAnchor *step = pod_check_find_missed_step (source->study, row->casebook, source->as_of,
                                                      &day);

  if (step == NULL)
    return FALSE;
  row->concerns[POD_CONCERN_OVERDUE]++;
  if (next != NULL && pod_date_compare (next->target, day) < 0)
    return FALSE;
  set_next (source, row, &step->label, POD_VISIT_OVERDUE, day);
  cell->type = POD_RECORD_VISIT;
  cell->id = pod_planned_make (row->subject->record.id, NULL);
  return TRUE;
}

static void
fill_next (const PodWallSource *source, PodWallRow *row, const GArray *schedule)
{
  const PodScheduledVisit *next = find_next (schedule, &row->concerns[POD_CONCERN_OVERDUE]);
  PodWallCell *cell = &row->cells[POD_WALL_NEXT];

  if (fill_missed_step (source, row, next))
    return;
  if (next == NULL)
    {
      cell->text = g_strdup ("–");
      return;
    }
  set_next (source, row, &next->plan->label, next->state, next->target);
  cell->type = POD_RECORD_VISIT;
  cell->id = next->visit != NULL ? next->visit->record.id
                                 : pod_planned_make (row->subject->record.id, next->plan->id);
}

/* ---- rows ---- */

static void
fill_subject (const PodWallSource *source, PodWallRow *row)
{
  const PodSubject *subject = row->subject;
  const PodCohort *cohort = NULL;
  int day = 0;

  row->cohort = pod_study_index_cohort (source->study, subject->cohort);
  if (row->cohort >= 0)
    cohort = g_ptr_array_index (pod_study_get_cohorts (source->study), row->cohort);
  row->is_infused = pod_subject_day (source->study, row->casebook, source->as_of, &day);
  row->zero = pod_date_first_day (source->as_of) - (row->is_infused ? day : 0);
  row->cells[POD_WALL_NUMBER].text = g_strdup (pod_subject_get_number (subject));
  row->cells[POD_WALL_COHORT].text =
      g_strdup (cohort != NULL ? pod_words_get (&cohort->short_label, pod_words_locale ()) : "–");
  row->cells[POD_WALL_STATE].text =
      g_strdup (pod_subject_state_to_words (pod_subject_state (source->study, row->casebook,
                                                               source->as_of)));
  row->cells[POD_WALL_DAY].text = row->is_infused ? pod_day_label (day, 0) : g_strdup ("–");
}

static PodWallRow *
new_row (const PodWallSource *source, const PodCasebook *casebook)
{
  PodWallRow *row = g_new0 (PodWallRow, 1);
  g_autoptr (GArray) schedule = pod_schedule_new (source->study, casebook, source->as_of);

  row->casebook = casebook;
  row->subject = pod_casebook_get_subject (casebook);
  fill_subject (source, row);
  fill_course (source, row, schedule);
  for (guint i = 0; i < POD_WALL_N_VALUES; i++)
    fill_value (source, row, i);
  fill_events (source, row);
  fill_shift (source, row);
  fill_next (source, row, schedule);
  row->concerns[POD_CONCERN_COURSE] = isnan (row->percent) ? -1 : row->percent;
  row->concerns[POD_CONCERN_WORST] = row->worst;
  row->concerns[POD_CONCERN_OPEN_GRADE] = row->open;
  return row;
}

static void
free_row (gpointer data)
{
  PodWallRow *row = data;

  pod_lab_series_free (row->course);
  pod_lab_gaps_clear (&row->gaps);
  g_array_unref (row->events);
  g_free (row->shift.text);
  g_free (row->shift.what);
  for (guint i = 0; i < G_N_ELEMENTS (row->shift_words); i++)
    g_free (row->shift_words[i]);
  for (PodWallColumn column = 0; column < POD_WALL_N_COLUMNS; column++)
    {
      g_free (row->cells[column].text);
      g_free (row->cells[column].what);
    }
  g_free (row);
}

/* ---- the order ---- */

static const struct
{
  const char *name;
  const char *words;
} concerns[POD_N_CONCERNS] = {
  [POD_CONCERN_OPEN_GRADE] = { "open_grade", N_ ("worst event that goes on") },
  [POD_CONCERN_SERIOUS] = { "serious", N_ ("serious events that go on") },
  [POD_CONCERN_OVERDUE] = { "overdue", N_ ("visits overdue") },
  [POD_CONCERN_COURSE] = { "course", N_ ("the course, highest first") },
  [POD_CONCERN_WORST] = { "worst", N_ ("worst event of all") },
};

/* (element-type PodConcern) */
static GArray *
read_order (const PodStudy *study)
{
  GArray *order = g_array_new (FALSE, FALSE, sizeof (PodConcern));
  const char *value = pod_study_get (study, "wall_concern");
  g_auto (GStrv) names = value != NULL ? g_strsplit_set (value, " ,", -1) : NULL;

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    for (PodConcern concern = 0; concern < POD_N_CONCERNS; concern++)
      if (g_strcmp0 (names[i], concerns[concern].name) == 0)
        g_array_append_val (order, concern);
  return order;
}

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer data)
{
  const PodWallRow *first = *(const PodWallRow *const *) a;
  const PodWallRow *second = *(const PodWallRow *const *) b;
  const GArray *order = data;

  for (guint i = 0; i < order->len; i++)
    {
      PodConcern concern = g_array_index (order, PodConcern, i);
      double one = first->concerns[concern];
      double other = second->concerns[concern];

      if (one != other)
        return one > other ? -1 : 1;
    }
  return 0;
}

GPtrArray *
pod_wall_rows_new (const PodWallSource *source, const GPtrArray *casebooks)
{
  g_autoptr (GArray) order = read_order (source->study);
  GPtrArray *rows = g_ptr_array_new_with_free_func (free_row);

  for (guint i = 0; i < casebooks->len; i++)
    g_ptr_array_add (rows, new_row (source, g_ptr_array_index (casebooks, i)));
  for (guint i = 0; i < POD_WALL_N_VALUES; i++)
    print_values (source, rows, i);
  g_ptr_array_sort_with_data (rows, compare_rows, order);
  for (guint i = 0; i < rows->len; i++)
    ((PodWallRow *) g_ptr_array_index (rows, i))->place = i + 1;
  return rows;
}

char *
pod_wall_print_order (const PodStudy *study)
{
  g_autoptr (GArray) order = read_order (study);
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  if (order->len == 0)
    return NULL;
  for (guint i = 0; i < order->len; i++)
    g_ptr_array_add (words, (gpointer) _ (concerns[g_array_index (order, PodConcern, i)].words));
  g_ptr_array_add (words, NULL);
  return g_strjoinv (C_ ("list", ", "), (char **) words->pdata);
}
