#pragma once

#include "pod-charts.h"
#include "pod-test.h"

G_BEGIN_DECLS

/* Invented subjects for charts. The infusion is on 1 January 2026, so that day numbers of a test are study days. */
#define ZERO (pod_date_first_day (pod_date_new (2026, 1, 1)))

/* A timeline of no happenings, with an infusion on day 0. */
PodTimeline *fixture_timeline_new (void);
/* Adds one with the next id, on study days; returns it for touching up. */
PodHappening *
fixture_add (PodTimeline *timeline, PodLane lane, int from, int to, const char *label);
PodHappening *fixture_add_visit (PodTimeline *timeline,
                                 const char *label,
                                 int before,
                                 int after,
                                 int day,
                                 PodVisitState state);
PodHappening *
fixture_add_event (PodTimeline *timeline, int from, int to, int grade, const char *label);
/* A course as a physician knows it: one of everything. */
PodTimeline *fixture_course (void);

/* A study of four observations: haemoglobin (graded low), ALT (graded against its upper limit), CAR copies (log) and
 * protein in the urine. Kept until the test ends. */
PodStudy *fixture_study (void);
/* The same with @more sections. */
PodStudy *fixture_study_with (const char *more);
/* And whose wall follows another course. */
PodStudy *fixture_study_following (const char *course, const char *more);
/* The same, which says nothing of what its charts follow. */
PodStudy *fixture_study_bare (void);
PodSite *fixture_site (void);

typedef struct
{
  PodCasebookBuilder *builder;
  gint64 next_id;
} FixtureCasebook;

/* A subject of the first cohort, with lymphodepletion on days -5 to -3 and the infusion on day 0. */
FixtureCasebook fixture_casebook_begin (gint64 subject);
/* The subject of that number, from 0: of the cohorts by turns. */
FixtureCasebook fixture_casebook_begin_named (gint64 subject, guint number);
/* Returns the record's id. */
void
fixture_add_event_of (FixtureCasebook *casebook, const char *term, int from, int to, int grade);
gint64 fixture_add_drug (FixtureCasebook *casebook,
                         const char *treatment,
                         double dose,
                         const char *unit,
                         int from,
                         int to);
/* What a strip shows: two syndromes, two doses against them, and two glucocorticoids of which the second, on days 6 to 9, is worth 50 mg of
 * the first, of which 10 mg are taken throughout. */
void fixture_add_toxicity (FixtureCasebook *casebook);
/* @value as laboratories print it: "< 5"; @unit NULL for none; limits NAN for none.  Returns the finding's id. */
gint64 fixture_put (FixtureCasebook *casebook,
                    const char *observation,
                    int day,
                    const char *value,
                    const char *unit,
                    double lower,
                    double upper);
/* In g/d, as the program computes it. */
gint64 fixture_put_derived (FixtureCasebook *casebook,
                            const char *observation,
                            int day,
                            const char *value);
PodCasebook *fixture_casebook_end (FixtureCasebook *casebook);

/* The one mark of @kind that stands for the record; the test fails where there is none or a second one. */
const PodMark *
fixture_find (const PodScene *scene, PodMarkKind kind, PodRecordType type, gint64 id);
guint fixture_count (const PodScene *scene, PodMarkKind kind, PodRecordType type, gint64 id);
/* How many rows of its table are of such records. */
guint fixture_count_rows (const PodScene *scene, PodRecordType type);
/* The first text of these very words; NULL where there is none. */
const PodMark *fixture_find_text (const PodScene *scene, const char *text);
const PodMark *fixture_find_what (const PodScene *scene, const char *what);

/* What explains its marks, in one line.  Free with g_free(). */
char *fixture_print_legend (const PodScene *scene);

/* Nothing lies outside the scene, and every record's mark is what is picked in its middle. */
void fixture_check_bounds (const PodScene *scene);
void fixture_check_picking (const PodScene *scene);
/* No label of a record lies over another. */
void fixture_check_labels (const PodScene *scene);
/* The scene is, mark by mark, what tests/chart/@name holds; POD_TEST_GOLDEN=write in the environment writes it anew. */
void fixture_check_golden (const PodScene *scene, const char *name);

#define assert_near(a, b) g_assert_cmpfloat_with_epsilon ((a), (b), 0.05)

G_END_DECLS
