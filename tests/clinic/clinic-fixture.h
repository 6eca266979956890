#pragma once

#include "pod-course.h"
#include "pod-test.h"

G_BEGIN_DECLS

/*
 * Casebooks from text, so that a test reads as a chart does.  One line, or piece between semicolons, is one record:
 *
 *   anc 2.5 10*9/L              a number with its UCUM code
 *   alt < 120 U/L uln 40 @-7    with a comparator, the limits that came with it, seven days before fixture_today()
 *   hcg negative @-7            an answer
 *   other_trial_end =-184       a date observation: its value in days from today
 *   consent @@-20               a disposition event
 *   visit D28 @3                a visit; "missed D28" one that was missed
 *   dose kn3601 @0              an intervention; "dose prednisone 10 mg/d @-9..-2" one that ended
 *   anc status:not_done because:haemolysed, status:preliminary, judged:significant, by:Central, collection:incomplete, began:2026-11-18T08:00: further words of a finding
 *   voided anc 2.5 10*9/L       any record, voided
 *   also anc 2.5 10*9/L         among changes: beside what is there, not instead of it
 *
 * @ takes a day from today, or a date of any precision (@2026-11), with a time
 * (@2026-11-18T09:00), or "none".  Without it the record is of today.
 */

/* 20 November 2026. */
PodDate fixture_today (void);
PodDate fixture_day (int days);
PodSite *fixture_site (void);

/* The trial itself, loaded once for each test; the test fails with every problem of its files. */
PodStudy *fixture_study (void);
/* A study of a few lines, for what the trial has no case of; @text is its one file. */
PodStudy *fixture_small_study (const char *text);

/* @changes: (nullable): records that stand instead of all of @records of the same name. */
PodCasebook *
fixture_casebook (const char *cohort, const char *sex, const char *records, const char *changes);

/* Everything that makes a subject of @cohort ("mn", "igan", "aav") eligible today: sex is "female" or "male". */
PodCasebook *fixture_eligible (const char *cohort, const char *sex, const char *changes);

const PodVerdict *fixture_find_verdict (const PodScreening *screening, const char *criterion);

G_END_DECLS
