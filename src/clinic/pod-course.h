#pragma once

#include "pod-screening.h"
#include "pod-zero.h"

G_BEGIN_DECLS

/**
 * PodSubjectState:
 * Where a subject stands on a day, from events and interventions alone.
 */
typedef enum
{
  POD_STATE_SCREENING,
  POD_STATE_SCREEN_FAILURE,
  POD_STATE_ENROLLED,
  POD_STATE_LYMPHODEPLETION,
  POD_STATE_TREATED,
  POD_STATE_COMPLETED,
  POD_STATE_WITHDRAWN,
  POD_STATE_DIED,
} PodSubjectState;

PodSubjectState
pod_subject_state (const PodStudy *study, const PodCasebook *casebook, PodDate as_of);
/* Stable word for files; pod_subject_state_to_words() translates. */
const char *pod_subject_state_to_string (PodSubjectState state);
const char *pod_subject_state_to_words (PodSubjectState state);

/* FALSE before the infusion; *day counts from it, day 0 (negative before, where the infusion is known). */
gboolean
pod_subject_day (const PodStudy *study, const PodCasebook *casebook, PodDate date, int *day);

/* ---- schedule ---- */

typedef enum
{
  POD_VISIT_PLANNED, /* its window has not opened */
  POD_VISIT_DUE,     /* its window is open, and it has not taken place */
  POD_VISIT_DONE,
  POD_VISIT_OUT_OF_WINDOW, /* took place, outside its window */
  POD_VISIT_OVERDUE,       /* the window closed, nothing is recorded */
  POD_VISIT_MISSED,        /* recorded as missed */
} PodVisitState;

/**
 * PodScheduledVisit:
 * @plan: the study's visit
 * @earliest, @target, @latest: its window; no dates while the anchor is not known
 * @visit: (nullable): what took place; in the casebook
 */
typedef struct
{
  const PodPlannedVisit *plan;
  PodDate earliest;
  PodDate target;
  PodDate latest;
  const PodVisit *visit;
  PodVisitState state;
} PodScheduledVisit;

/* (element-type PodScheduledVisit), in the study's order; keeps pointers into study and casebook.  Of somebody who has left
 * the trial, visits whose window was still open on that day, or never opened, are left out. */
GArray *pod_schedule_new (const PodStudy *study, const PodCasebook *casebook, PodDate as_of);
const char *pod_visit_state_to_words (PodVisitState state);

/* ---- grading ---- */

/* Why a result has no grade; of several reasons the first. */
typedef enum
{
  POD_GRADED,
  POD_UNGRADED_NO_CRITERION, /* the scale does not grade this */
  POD_UNGRADED_WITHDRAWN,
  POD_UNGRADED_NOT_DONE,
  POD_UNGRADED_PRELIMINARY,
  POD_UNGRADED_NO_NUMBER,
  POD_UNGRADED_UNIT, /* it has none, or one that does not convert */
  POD_UNGRADED_NO_LIMITS,
  POD_UNGRADED_CENSORED,    /* "< 5" may be more than one grade */
  POD_UNGRADED_COLLECTION,  /* so may what was not all of 24 hours, or was more */
  POD_UNGRADED_NO_BASELINE, /* the grade counts from one, and there is none that is exact */
  POD_UNGRADED_JUDGEMENT,   /* symptoms, other drugs: a person must say */
  POD_N_UNGRADED,
} PodUngraded;

/**
 * PodFindingGrade:
 * @grade: (nullable): the knowledge's grade that was used; NULL where none grades this observation
 * @level: 0 to 4, or -1 where it cannot be told
 * @baseline: the grade of the baseline value by the same term, or -1
 * @why: POD_GRADED where @level is told
 * @before: (nullable): the baseline value, in the casebook
 * @most, @baseline_most: the highest that each may be where it cannot be told; else the same; -1 where nothing is known
 * @sure: the lowest that @level may be, where it assumes the worst of what no number tells; else the same
 * @baseline_sure: the same of @baseline
 * @least: the lowest that @level surely reaches where it cannot be told: of "< 60" platelets 2; else the same; -1 where nothing is known
 */
typedef struct
{
  const PodGrade *grade;
  int level;
  int baseline;
  PodUngraded why;
  const PodFinding *before;
  int most;
  int baseline_most;
  int least;
  int sure;
  int baseline_sure;
} PodFindingGrade;

/* Nothing known, for that reason. */
#define POD_FINDING_GRADE_NONE(why)                                                                \
  ((PodFindingGrade){ NULL, -1, -1, (why), NULL, -1, -1, -1, -1, -1 })

/* Whether it is the one or the other: a number alone cannot tell which, and the term has no grade between them. */
gboolean pod_finding_grade_is_either (const PodFindingGrade *grade);
/* "3", or "1–3" where a number alone cannot tell which, "1 or 3" where there is no 2; "" where there is none.  Free with g_free(). */
char *pod_finding_grade_print (const PodFindingGrade *grade);
/* What a number alone cannot tell of it, for people; NULL where there is nothing to say. */
const char *pod_finding_grade_get_note (const PodFindingGrade *grade);

/* The worse of the grades that apply (an analyte may be graded low and high).  Baseline is the last value before the
 * first lymphodepletion. */
PodFindingGrade pod_finding_grade (const PodStudy *study,
                                   const PodSite *site,
                                   const PodCasebook *casebook,
                                   const PodFinding *finding);
/* The same on @scale; NULL for the one in force. */
PodFindingGrade pod_finding_grade_on (const PodStudy *study,
                                      const char *scale,
                                      const PodSite *site,
                                      const PodCasebook *casebook,
                                      const PodFinding *finding);
/* By one term alone, of which @term is any variant. */
PodFindingGrade pod_finding_grade_term (const PodStudy *study,
                                        const PodGrade *term,
                                        const PodSite *site,
                                        const PodCasebook *casebook,
                                        const PodFinding *finding);

/* The value and the limits of a finding in the observation's canonical unit.  FALSE where the unit does not convert. */
gboolean pod_finding_convert (const PodStudy *study,
                              const PodSite *site,
                              const PodCasebook *casebook,
                              const PodFinding *finding,
                              double *number,
                              double *lower,
                              double *upper);

/* ---- timeline ---- */

typedef enum
{
  POD_LANE_VISIT,
  POD_LANE_TREATMENT,
  POD_LANE_ADVERSE_EVENT,
  POD_LANE_MEDICATION,
  POD_LANE_MILESTONE,
} PodLane;

/**
 * PodHappening:
 * @from, @to: days; equal for a moment
 * @start, @end: as they were recorded, for a moment the same; not set where nobody knows, or where it goes on
 * @ongoing: it has no end yet; @to is the day of the question
 * @partial: one of its dates is not complete: @from to @to is the uncertainty too
 * @grade: for an adverse event, 0 to 5
 * @serious: for an adverse event
 * @type, @id: the record; of a visit that is only planned its place: pod-planned.h
 * @label: what it is called, translated; owned by the timeline
 * @is_by_name: it is called as a visit of the plan, which need not be on the day of that name
 * @window_from, @window_to: for a visit, its window (day numbers); both 0 where none
 */
typedef struct
{
  PodLane lane;
  gint32 from;
  gint32 to;
  PodDate start;
  PodDate end;
  gboolean ongoing;
  gboolean partial;
  int grade;
  gboolean serious;
  PodVisitState visit_state;
  gint32 window_from;
  gint32 window_to;
  PodRecordType type;
  gint64 id;
  char *label;
  gboolean is_by_name;
} PodHappening;

/**
 * PodTimeline:
 * @happenings: (element-type PodHappening): ordered by lane, then from
 * @zero: day number of the infusion, or of the planned one, or of consent
 * @zero_is: which of these
 * @has_infusion: whether @zero is an infusion that took place
 * @first, @last: day numbers of what is to be seen
 * @undated: how many records could not be placed
 */
typedef struct
{
  GArray *happenings;
  gint32 zero;
  PodZero zero_is;
  gboolean has_infusion;
  gint32 first;
  gint32 last;
  guint undated;
} PodTimeline;

PodTimeline *pod_timeline_new (const PodStudy *study,
                               const PodSite *site,
                               const PodCasebook *casebook,
                               PodDate as_of);
void pod_timeline_free (PodTimeline *timeline);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodTimeline, pod_timeline_free)

G_END_DECLS
