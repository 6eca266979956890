#pragma once

#include "pod-screening.h"

G_BEGIN_DECLS

/*
 * What follows from a course of results since the infusion: how far the cells expanded and how long they were there, from when to when B
 * cells or IgG were low, and how high cytokines rose.  Pure.  What is followed, and every limit, the study says in [kinetics …].
 *
 * Days are whole days by the calendar; the day of the infusion is day 0.
 */

/**
 * PodKineticsPoint: one result that counts
 * @day: after the infusion
 * @number, @comparator: in the observation's own unit
 * @before: it was taken before the infusion
 * @finding: the casebook's own
 */
typedef struct
{
  int day;
  double number;
  PodComparator comparator;
  gboolean before;
  const PodFinding *finding;
} PodKineticsPoint;

/* Below quantification: "< 50", and nothing at all. */
gboolean pod_kinetics_point_is_below (const PodKineticsPoint *point);

/**
 * PodKineticsArea: the area under linear trapezoids
 * @least: what is below quantification counts as nothing; NAN where there is none: less than two results, or no day between them
 * @most: it counts as the limit of quantification; INFINITY where a result is above what could be measured
 * @from, @to: the days that it is of
 */
typedef struct
{
  double least;
  double most;
  int from;
  int to;
} PodKineticsArea;

/* @points: (element-type PodKineticsPoint), by day; a day between two results is interpolated, nothing beyond them is made up. */
PodKineticsArea pod_kinetics_area (const GArray *points, int from, int to);

/**
 * PodKineticsSpell: a time below the limit
 * @first, @last: places in the points of the first and the last result below
 * @before, @after: of the results above on either side; -1 where there is none, which before is "since nobody knows when", and after is "goes on"
 */
typedef struct
{
  int before;
  int first;
  int last;
  int after;
} PodKineticsSpell;

typedef enum
{
  POD_KINETICS_NOT_GIVEN,   /* no infusion yet */
  POD_KINETICS_DAY_UNKNOWN, /* the day of the infusion is not known: nothing can be counted from it */
  POD_KINETICS_NO_RESULT,   /* none that counts since then */
  POD_KINETICS_COUNTED,
} PodKineticsState;

/**
 * PodKinetics: what came of one plan after one infusion
 * @course: the first infusion is 1; @n_courses: of how many
 * @zero: the day of the infusion
 * @points: (element-type PodKineticsPoint): by day
 * @n_since: how many of them are not before
 * @left_out: (element-type gint64): the findings of the same time that do not count: without a number, preliminary, without a
 *   day, not convertible
 * @extreme: the highest (of BELOW the lowest) since the infusion, with a comparator where it may be beyond that; NAN where there is none
 * @extreme_at: its place in the points, the first of several; -1 where no point has it ("< 50" of all)
 * @area: of an exposure
 * @is_assumed: it begins with nothing before the first infusion, as the plan says, since nobody looked
 * @last_present: of an exposure: the place of the last result above quantification; -1 where there never was one
 * @first_absent: of the first below quantification after that; -1 where there is none
 * @spells: (element-type PodKineticsSpell): of BELOW, those that lasted into the time since the infusion; none in the others
 * @least_days, @most_days: how long they are in all since the infusion: @least_days without the days beside a result that may be above,
 *   @most_days INFINITY where the last goes on
 */
typedef struct
{
  const PodKineticsPlan *plan;
  guint course;
  guint n_courses;
  PodDate zero;
  PodKineticsState state;
  GArray *points;
  guint n_since;
  GArray *left_out;
  PodQuantity extreme;
  int extreme_at;
  PodKineticsArea area;
  gboolean is_assumed;
  int last_present;
  int first_absent;
  GArray *spells;
  double least_days;
  double most_days;
} PodKinetics;

/* (element-type PodKinetics): every plan of the study, in its order, one for each infusion up to @as_of; before the first, one that says so. */
GPtrArray *pod_kinetics_list (const PodStudy *study,
                              const PodSite *site,
                              const PodCasebook *casebook,
                              PodDate as_of);
const PodKineticsPoint *pod_kinetics_get_point (const PodKinetics *self, int place);

/* Of an exposure: there is an area to tell of; and it is of all the days of the plan. */
gboolean pod_kinetics_has_area (const PodKinetics *self);
gboolean pod_kinetics_is_whole (const PodKinetics *self);

/* Inside the room: fills @spells and the days, from the points; see pod-aplasia.c. */
void pod_kinetics_find_spells (PodKinetics *self);

/* ---- in words ---- */

/**
 * PodKineticsFigure: one of them, as it is shown
 * @name: "Cmax"; @value: "12,300 copies/µg"; @remark: (nullable): what has to be known with it
 * @findings: (element-type gint64): the results it came from
 */
typedef struct
{
  char *name;
  char *value;
  char *remark;
  GArray *findings;
} PodKineticsFigure;

/* "CAR copies", "CAR copies, infusion 2". */
char *pod_kinetics_get_title (const PodKinetics *self);
/* What is followed and whose choice that is: "CD19+ B cells < 10 /µL; the site's choice". */
char *pod_kinetics_get_basis (const PodKinetics *self);
/* (nullable): why there is no figure, or how many results did not count. */
char *pod_kinetics_get_caveat (const PodKinetics *self);
/* (element-type PodKineticsFigure) */
GPtrArray *pod_kinetics_list_figures (const PodKinetics *self);
/* "Cmax 12,300 copies/µg, day 9; …": all of it as one sentence; NULL where there is nothing. */
char *pod_kinetics_to_words (const PodKinetics *self);

G_END_DECLS
