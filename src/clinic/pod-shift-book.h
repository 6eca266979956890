#pragma once

#include "pod-shift.h"

G_BEGIN_DECLS

/*
 * Shift tables: of every term of a scale how many subjects went from which grade before treatment to which worst grade after the infusion.
 * What is known of a subject is worked out once and kept until its casebook, the study, the site or the day is another.  Pure.
 *
 * A result without a grade ("< 60" where the counter went off the scale, a sample that haemolysed) may be the worst one.  A subject counts by
 * the grade that was surely reached, so that no toxicity is lost among what is not graded, and none is made up; and wherever more may have
 * been reached, the cell, the list behind it and all words say "at least".  Nothing surely reached beside such a result is not graded.
 * Where a number alone does not tell a grade, the cell is that of the worst case, and what got worse, better or is new is so in any case.
 */

/* Grades 0 to 4, and what has none: nothing was measured before treatment, or it cannot be graded. */
#define POD_SHIFT_ROWS 6
#define POD_SHIFT_ROW_UNGRADED 5
/* The same, and no final result after the infusion. */
#define POD_SHIFT_COLUMNS 7
#define POD_SHIFT_COLUMN_UNGRADED 5
#define POD_SHIFT_COLUMN_NONE 6

/* Which of the results after the infusion is held against the baseline: the worst, or the last there is by the day of the question.  Where two or
 * more may each be the last, of one moment or of a day or month without an hour, it is what all of them surely are at least, and the worst of
 * them at most. */
typedef enum
{
  POD_SHIFT_WORST,
  POD_SHIFT_LAST,
  POD_SHIFT_N_PICKS,
} PodShiftPick;

/**
 * PodShiftTerm:
 * @grade: one of its variants: says term, direction and scale
 */
typedef struct
{
  const PodObservation *observation;
  const PodGrade *grade;
} PodShiftTerm;

/**
 * PodShiftEntry: one subject by one term.  Of POD_SHIFT_LAST, "worst" is the grade of the last result
 * @grade: of its term
 * @row, @column: where it is counted
 * @sure_before: the lowest that the grade of the baseline may be; less than @row where a number alone does not tell it
 * @before: (nullable): the baseline; @why_before: why it has no grade
 * @sure: the lowest that the worst grade may be; less than @column where a number alone does not tell it
 * @most: the highest that the worst grade may be: more than @column where that is only what was surely reached
 * @after: (nullable): of the results after the infusion that surely reached @column the worst, of equal ones the last; where none decides, as @open
 * @open: (nullable): of the results without a grade the last that may be as bad as any; NULL where none may be worse than @column
 * @why_after, @why_open: why they have no grade
 * @state, @shift, @shift_most: as PodShift has them; @state is UNGRADED where there is no worst grade, and AT_LEAST also where @most is more than @column
 * @is_new: of what got worse: new since the infusion; else FALSE
 */
typedef struct
{
  const PodGrade *grade;
  int row;
  int column;
  int sure_before;
  int sure;
  int most;
  const PodFinding *before;
  const PodFinding *after;
  const PodFinding *open;
  PodUngraded why_before;
  PodUngraded why_after;
  PodUngraded why_open;
  PodShiftState state;
  int shift;
  int shift_most;
  PodTruth is_new;
} PodShiftEntry;

/**
 * PodShiftSubject:
 * @is_infused: whoever is not is in no table
 * @entries: (element-type PodShiftEntry): by pick, one for each term of the book; none where not infused
 * @unsure: (element-type PodFinding *): results that the scale has a term for and that may be of either side of the infusion: not counted
 */
typedef struct
{
  PodCasebook *casebook;
  gboolean is_infused;
  GArray *entries[POD_SHIFT_N_PICKS];
  GPtrArray *unsure;
} PodShiftSubject;

/**
 * PodShiftTable: one term
 * @term: index into the book's terms; @grade: of that term
 * @is_followed: the study follows it on its chart of all subjects: [study] wall_course=, wall_values=
 * @counts: subjects by baseline and worst grade; all cells together are the subjects counted
 * @at_least: of how many of them the worst grade is only what was surely reached; @n_at_least: in all cells
 * @shift, @shift_most: of a cell the lowest and the highest shift that somebody in it may have; @n_open: of how many a number alone does not
 *   tell it, or the worst grade
 * @open: of how many of them a number alone does not tell the grade before treatment or the worst one; @sure_before, @sure: the lowest that these may be
 * @worse: how many of them surely got worse; @n_worse: in all cells
 * @n_new: of them new since the infusion
 * @better: how many of them surely got better; @n_better: in all cells
 */
typedef struct
{
  guint term;
  const PodGrade *grade;
  gboolean is_followed;
  guint counts[POD_SHIFT_ROWS][POD_SHIFT_COLUMNS];
  guint at_least[POD_SHIFT_ROWS][POD_SHIFT_COLUMNS];
  guint open[POD_SHIFT_ROWS][POD_SHIFT_COLUMNS];
  int sure_before[POD_SHIFT_ROWS][POD_SHIFT_COLUMNS];
  int sure[POD_SHIFT_ROWS][POD_SHIFT_COLUMNS];
  guint worse[POD_SHIFT_ROWS][POD_SHIFT_COLUMNS];
  int shift[POD_SHIFT_ROWS][POD_SHIFT_COLUMNS];
  int shift_most[POD_SHIFT_ROWS][POD_SHIFT_COLUMNS];
  guint n_open;
  guint n_at_least;
  guint better[POD_SHIFT_ROWS][POD_SHIFT_COLUMNS];
  guint n_worse;
  guint n_new;
  guint n_better;
} PodShiftTable;

typedef struct _PodShiftBook PodShiftBook;

PodShiftBook *pod_shift_book_new (void);
void pod_shift_book_free (PodShiftBook *book);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodShiftBook, pod_shift_book_free)

/* Works out what changed since the last time, and forgets who is gone.  @scale: (nullable): NULL for the study's.  Returns how many subjects
 * were worked out. */
guint pod_shift_book_update (PodShiftBook *book,
                             const PodStudy *study,
                             const char *scale,
                             const PodSite *site,
                             const GPtrArray *casebooks,
                             PodDate as_of);
const PodStudy *pod_shift_book_get_study (const PodShiftBook *book);
/* (nullable): by which it is graded */
const char *pod_shift_book_get_scale (const PodShiftBook *book);
/* (element-type PodShiftTerm): in the study's order */
const GArray *pod_shift_book_get_terms (const PodShiftBook *book);
/* (element-type PodShiftSubject): as the casebooks were given */
const GPtrArray *pod_shift_book_get_subjects (const PodShiftBook *book);
const PodShiftSubject *pod_shift_book_find (const PodShiftBook *book, const PodCasebook *casebook);
/* (element-type PodShiftTable): of the terms of which somebody infused has a result: first what the study follows, then that in which most got worse; what
 * one term grades stands together.  @cohort: (nullable): NULL for all. */
GArray *
pod_shift_book_make_tables (const PodShiftBook *book, const char *cohort, PodShiftPick pick);
/* (element-type PodShiftSubject): who is counted in a cell. */
GPtrArray *pod_shift_book_list (const PodShiftBook *book,
                                const char *cohort,
                                PodShiftPick pick,
                                guint term,
                                int row,
                                int column);
/* TRUE where the subject is of the cohort; NULL is every cohort. */
gboolean pod_shift_subject_is_of (const PodShiftSubject *subject, const char *cohort);
const PodShiftEntry *
pod_shift_subject_get (const PodShiftSubject *subject, PodShiftPick pick, guint term);
/* Whether the worst grade may be more than the one that was surely reached. */
gboolean pod_shift_entry_is_at_least (const PodShiftEntry *entry);
/* As PodShift has it, to be printed. */
PodShift pod_shift_entry_get_shift (const PodShiftEntry *entry);
/* What got worst since the infusion: by the shift, then the grade; of equals what is new before what is not.  Everybody is given
 * lymphodepletion, and what it did and did not heal is not to hide behind what is new and milder.  NULL where nothing surely got worse.
 * *term (out) (optional). */
const PodShiftEntry *pod_shift_subject_find_worst (const PodShiftSubject *subject, guint *term);

/* ---- in words ---- */

/* "0" … "4", "not graded", and of columns "no result". */
const char *pod_shift_row_to_words (int row);
const char *pod_shift_column_to_words (int column);
/* The grade before treatment by a term: "2", "1–3" where a number alone does not tell it, "1 or 3" where the term has no 2, "not graded".  @sure: the lowest it may be.  Free with g_free(). */
char *pod_shift_row_print (const PodGrade *grade, int row, int sure);
char *pod_shift_column_print (const PodGrade *grade, int column, int sure);
/* The worst grade: the same, or "≥ 2" where it is at least that, "no result".  Free with g_free(). */
char *pod_shift_entry_print_worst (const PodShiftEntry *entry);
/* "↑" of a term of what is too high, "↓" of what is too low. */
const char *pod_shift_term_to_sign (const PodShiftTerm *term);

G_END_DECLS
