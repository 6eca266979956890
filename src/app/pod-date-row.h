#pragma once

#include <adwaita.h>

#include "pod-date.h"

G_BEGIN_DECLS

/**
 * PodDateRow:
 *
 * A row in which a date is typed, year first (see pod-date-text.h).  Beside what is typed it says how that was understood, and on
 * which day of the study it falls where that is known.  What is wrong it says in words, with the row in the style of an error: while
 * somebody still types only what is certain to stay wrong, the rest when the row is left.
 *
 * Properties: "with-time" (boolean, FALSE): a time may follow; "complete" (boolean, FALSE): the day must be known;
 * "required" (boolean, FALSE): it must not stay empty.  "changed" of GtkEditable tells of every keystroke.
 */
#define POD_TYPE_DATE_ROW (pod_date_row_get_type ())
G_DECLARE_FINAL_TYPE (PodDateRow, pod_date_row, POD, DATE_ROW, AdwEntryRow)

/* The latest date that can have happened; one after it is a problem.  Without one the future is allowed. */
void pod_date_row_set_today (PodDateRow *self, PodDate today);
/* The day of the infusion, from which the hint counts; no date where there was none. */
void pod_date_row_set_zero (PodDateRow *self, PodDate zero);

void pod_date_row_set_moment (PodDateRow *self, PodMoment moment);
/* POD_MOMENT_NONE for an empty row.  FALSE, with @moment left alone, where what is typed has a problem of its own. */
gboolean pod_date_row_get_moment (PodDateRow *self, PodMoment *moment);
/* Shows the problem that the row has, if any; TRUE where there is none.  What a form asks before it saves. */
gboolean pod_date_row_check (PodDateRow *self);

/* @words: (nullable): a problem that only the form can see ("ends before it started"), until the next keystroke. */
void pod_date_row_set_problem (PodDateRow *self, const char *words);
/* The problem now shown, or NULL. */
const char *pod_date_row_get_problem (PodDateRow *self);

G_END_DECLS
