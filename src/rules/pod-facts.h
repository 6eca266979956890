#pragma once

#include "pod-date.h"
#include "pod-vocabulary.h"

G_BEGIN_DECLS

/**
 * PodAbsence:
 * Why there is nothing to compare, in the order in which it is reported.
 */
typedef enum
{
  POD_ABSENCE_NONE,      /* there is a value */
  POD_ABSENCE_NEVER,     /* nothing was ever recorded */
  POD_ABSENCE_OUTSIDE,   /* there is one, but outside the window; the fact holds the latest such */
  POD_ABSENCE_UNUSABLE,  /* there is one, with no unit or one that cannot be converted */
  POD_ABSENCE_UNDATED,   /* there is one whose date does not say whether it is inside the window */
  POD_ABSENCE_NO_LIMIT,  /* the laboratory's limit that the rule needs is not known */
  POD_ABSENCE_NO_ANCHOR, /* the date that the rule counts from is not known */
  POD_ABSENCE_CENSORED, /* the value lies below or above what the method can tell, across the limit */
  POD_ABSENCE_TOO_FEW,  /* a rule over time needs more values, or values further apart */
  POD_ABSENCE_ANSWER,   /* the answer recorded is "unknown" */
  POD_ABSENCE_NOT_DONE, /* none in the window, but somebody asked: the test was not done; the fact says when, and as its text why */
  POD_ABSENCE_INCOMPLETE, /* what is on record of a medication does not decide, and nobody attests that it is all */
} PodAbsence;

/**
 * PodFact:
 * @ref: the record it was read from; opaque here, 0 where it has none
 * @comparator: for a quantity; for a date below days_since(): of the days
 * @number: for a quantity, in the symbol's canonical unit
 * @code: for a choice, interned; for a flag "yes" or "no"
 * @date: for a date observation, its value
 * @when: clinical time of the observation
 * @lower: the laboratory's lower limit for this very result in the canonical unit, or NAN
 * @upper: the upper one, or NAN
 * @text: (nullable): as the laboratory printed it; lives as long as the facts
 * @source: (nullable): where from, as a person reads it ("central laboratory", "typed"); lives as long as the facts
 */
typedef struct
{
  gint64 ref;
  PodComparator comparator;
  double number;
  const char *code;
  PodDate date;
  PodMoment when;
  double lower;
  double upper;
  const char *text;
  const char *source;
} PodFact;

/**
 * PodCourse:
 * @ref: the record it was read from
 * @treatment: the study's id, interned
 * @dose: in @unit; NAN where not recorded
 * @unit: (nullable)
 * @start: no date where it is not known
 * @end: the last day on which it was given; no date where that is not known
 * @ongoing: it has no end yet
 *
 * One medication, from its first day to its last.
 */
typedef struct
{
  gint64 ref;
  const char *treatment;
  double dose;
  const PodUnit *unit;
  PodDate start;
  PodDate end;
  gboolean ongoing;
} PodCourse;

/**
 * PodFacts:
 *
 * What is known of somebody, as rules ask for it.  Days are day numbers (see PodDate), bounds inclusive.
 * @latest: the latest final, unvoided value with @from <= day <= @to
 * @series: all of them that lie in that span or may lie in it, oldest first and those without a date last, appended to
 *   @facts (PodFact).  One that cannot be used is among them, with NAN for its number, no code and no date: left out, it would
 *   make a rule over time sure of what it is not
 * @anchor: a named date; one that is not set where it has not happened yet
 * @courses: (nullable): all courses of @medication, appended to @courses (PodCourse), in any order; NULL where none are kept
 */
typedef struct
{
  PodAbsence (*latest) (gpointer self,
                        const PodSymbol *symbol,
                        gint32 from,
                        gint32 to,
                        PodFact *fact);
  void (*series) (gpointer self, const PodSymbol *symbol, gint32 from, gint32 to, GArray *facts);
  PodDate (*anchor) (gpointer self, const char *name);
  gpointer self;
  void (*courses) (gpointer self, const PodMedication *medication, GArray *courses);
} PodFacts;

G_END_DECLS
