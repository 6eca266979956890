#pragma once

#include "pod-lab-gap.h"
#include "pod-lab-series.h"
#include "pod-shift-book.h"

G_BEGIN_DECLS

/* What the chart of all subjects says of one of them.  Private to the room. */

typedef enum
{
  POD_WALL_NUMBER,
  POD_WALL_COHORT,
  POD_WALL_STATE,
  POD_WALL_DAY,
  POD_WALL_COURSE,
  POD_WALL_FIRST_VALUE,
  POD_WALL_SECOND_VALUE,
  POD_WALL_WORST,
  POD_WALL_NEXT,
  POD_WALL_N_COLUMNS,
} PodWallColumn;

#define POD_WALL_N_VALUES 2
/* Longer and shorter words for what got worse. */
#define POD_WALL_N_WORDS 2
/* The course is drawn from none to a quarter more than before treatment in each row; what is more stands at the edge. */
#define POD_WALL_MOST_PERCENT 125.0

/* By what subjects are sorted: [study] wall_concern=. */
typedef enum
{
  POD_CONCERN_OPEN_GRADE,
  POD_CONCERN_SERIOUS,
  POD_CONCERN_OVERDUE,
  POD_CONCERN_COURSE,
  POD_CONCERN_WORST,
  POD_N_CONCERNS,
} PodConcern;

/**
 * PodWallCell:
 * @text: (nullable)
 * @what: (nullable): in words, with the day
 * @type, @id: the record it is from, or where it would be (pod-planned.h); id 0 for the subject
 */
typedef struct
{
  char *text;
  char *what;
  PodRecordType type;
  gint64 id;
} PodWallCell;

/* An adverse event, in days from the infusion or, before it, from the day of the question. */
typedef struct
{
  gint32 from;
  gint32 to;
  int grade;
  const PodAdverseEvent *event;
} PodWallEvent;

/**
 * PodWallRow:
 * @place: from 1, as they are sorted
 * @course: (nullable)
 * @gaps: where the course has a gap; only where there is one
 * @percent: the course's latest value as % of baseline; NAN where there is none of both
 * @values: the latest results of what is followed; their finding is NULL where there is none
 * @worst: grade of the worst adverse event, and @open of the worst that goes on; 0 for none that is graded
 * @worst_now: (nullable): the worst event that goes on, graded or not
 * @events: (element-type PodWallEvent): from the mildest to the worst
 * @zero: day number of the infusion; only where @is_infused
 * @next: (nullable): what comes next, a visit or a step of the treatment; @next_state: where it stands, and @next_days: in how many days it is planned
 * @late: whether that is overdue
 * @shift: by how much the grade of a result got worst since the infusion: "ANC +3", "ANC +3 new", "ANC ≥ +2 new"; its text is NULL where none did
 * @shift_words: (nullable): the same where there is room, the longest first: "Neutrophils: G0 → G3, new"
 * @drawn: how many records are drawn
 * @concerns: the higher, the sooner it is to be looked at
 */
typedef struct
{
  const PodCasebook *casebook;
  const PodSubject *subject;
  guint place;
  int cohort;
  PodLabSeries *course;
  PodLabGaps gaps;
  double percent;
  PodLabPoint values[POD_WALL_N_VALUES];
  int worst;
  int open;
  const PodAdverseEvent *worst_now;
  GArray *events;
  gint32 zero;
  gboolean is_infused;
  const char *next;
  PodVisitState next_state;
  int next_days;
  gboolean late;
  guint drawn;
  double concerns[POD_N_CONCERNS];
  PodWallCell shift;
  char *shift_words[POD_WALL_N_WORDS];
  PodWallCell cells[POD_WALL_N_COLUMNS];
} PodWallRow;

/**
 * PodWallSource:
 * @course, @values: (nullable): what is followed
 * @book: (nullable): what got worse in the laboratory
 * @due: when the course is due
 * @tally, @scene: where what is not drawn is counted, and listed
 */
typedef struct
{
  const PodStudy *study;
  const PodSite *site;
  PodDate as_of;
  const PodShiftBook *book;
  const PodObservation *course;
  const PodObservation *values[POD_WALL_N_VALUES];
  PodLabDue due;
  PodTally *tally;
  PodScene *scene;
} PodWallSource;

void pod_wall_source_init (PodWallSource *source,
                           const PodStudy *study,
                           const PodSite *site,
                           PodDate as_of);
void pod_wall_source_clear (PodWallSource *source);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PodWallSource, pod_wall_source_clear)
/* What is of tomorrow is not. */
gboolean pod_wall_is_known (const PodWallSource *source, PodDate date);
/* (element-type PodWallRow): sorted as the study says; in the order given where it says nothing. */
GPtrArray *pod_wall_rows_new (const PodWallSource *source, const GPtrArray *casebooks);
/* "Day 28 overdue", with @label for the name of what comes next.  Free with g_free(). */
char *pod_wall_row_print_next (const PodWallRow *row, const char *label);
/* "Pneumonia, grade 3, from day 12".  Free with g_free(). */
char *pod_wall_row_print_event (const PodWallSource *source,
                                const PodWallRow *row,
                                const PodAdverseEvent *event);
/* "worst adverse event: now grade 2, ever grade 4"; NULL where none is graded.  Free with g_free(). */
char *pod_wall_row_print_events (const PodWallRow *row);
/* "G4", of all events; "–" for none.  Free with g_free(). */
char *pod_wall_row_print_worst (const PodWallRow *row);
/* "grade of what goes on, then serious events"; NULL where the study says nothing.  Free with g_free(). */
char *pod_wall_print_order (const PodStudy *study);

G_END_DECLS
