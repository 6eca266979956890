#pragma once

#include "pod-screening.h"

G_BEGIN_DECLS

/*
 * Which results a physician has to judge, clinically significant or not, and how far that has come.  Pure.
 */

/* How a result lies to the limits that are its own, or to what the study calls abnormal. */
typedef enum
{
  POD_FLAG_NONE,   /* there is nothing to compare it with */
  POD_FLAG_NORMAL, /* at a limit is inside */
  POD_FLAG_LOW,
  POD_FLAG_HIGH,
  POD_FLAG_ABNORMAL, /* an answer */
  POD_FLAG_UNSURE,   /* "< 5" with a lower limit of 3: nobody can say */
} PodResultFlag;

/**
 * PodAbnormality:
 * @level: the grade on the scale in force; 0 where it has none, or it cannot be told
 * @sure: the lowest that it may be; less where a number alone cannot tell
 * @note: (nullable): what it cannot tell, for people
 * @needs_judgement: outside its limits or perhaps so, an abnormal answer, or a grade of 1 at least; not what the program computed, which is
 *   judged in what it follows from
 * @is_unlimited: a number that there is nothing to compare with: neither limits nor a grade that it surely has
 */
typedef struct
{
  PodResultFlag flag;
  int level;
  int sure;
  const char *note;
  gboolean needs_judgement;
  gboolean is_unlimited;
} PodAbnormality;

#define POD_ABNORMALITY_NONE ((PodAbnormality){ POD_FLAG_NONE, 0, 0, NULL, FALSE, FALSE })

/* Of what was withdrawn or not done: nothing. */
PodAbnormality pod_finding_get_abnormality (const PodStudy *study,
                                            const PodSite *site,
                                            const PodCasebook *casebook,
                                            const PodFinding *finding);
/* Where a quantity lies to limits of the same unit, NAN for none. */
PodResultFlag pod_result_flag_find (const PodQuantity *quantity, double lower, double upper);
/* "↑", "↓", "!", "?", or "". */
const char *pod_result_flag_to_sign (PodResultFlag flag);
/* "above the limits", for whoever does not see the sign; "" for NONE. */
const char *pod_result_flag_to_words (PodResultFlag flag);

/* Whether a physician did; and, of a significant one, said what it is attributed to. */
gboolean pod_finding_is_judged (const PodFinding *finding);
gboolean pod_finding_is_significant (const PodFinding *finding);
gboolean pod_finding_is_attributed (const PodFinding *finding);

/* Whether it is of a laboratory's report, as the store has it: it names its laboratory, has limits, or was judged. */
gboolean pod_finding_is_reported (const PodFinding *finding);

/**
 * PodReport: what a laboratory found of a subject on one day of collection
 * @day: its number; POD_DAY_MIN for those whose day is not known, which nobody can sign
 * @n_results: that count; @n_abnormal: of these, to be judged; @n_open: of these, not judged; @n_loose: judged significant, and not attributed
 *   to anything
 */
typedef struct
{
  gint32 day;
  guint n_results;
  guint n_abnormal;
  guint n_open;
  guint n_loose;
} PodReport;

/* (element-type PodReport), the latest day first. */
GArray *pod_reports_new (const PodStudy *study, const PodSite *site, const PodCasebook *casebook);

/* What waits of all of them. */
typedef struct
{
  guint n_open;
  guint n_loose;
} PodWaitingResults;

PodWaitingResults pod_reports_count (const GArray *reports);
/* "2 results wait for a physician's judgement"; free with g_free(). */
char *pod_results_say_open (guint n);
/* "1 significant result is not attributed yet" */
char *pod_results_say_loose (guint n);
/* "3 results have no limits (UPCR, Creatinine): whether they are abnormal cannot be told here."; NULL where @day has none. */
char *pod_results_say_unlimited (const PodStudy *study,
                                 const PodSite *site,
                                 const PodCasebook *casebook,
                                 gint32 day);
/* @test: (nullable): once, though it was measured twice. */
void pod_observations_add (GPtrArray *tests, const PodObservation *test);
/* The same of @n results of @tests (element-type PodObservation); NULL for none.  Free with g_free(). */
char *pod_observations_say_unlimited (const GPtrArray *tests, guint n);
/* (element-type PodFinding): of that day, what was asked for and not done, as the study lists it; each has its reason.  Nobody judges it. */
GPtrArray *pod_results_not_done (const PodStudy *study, const PodCasebook *casebook, gint32 day);
/* "2 tests of that day were not done (UPCR, creatinine)."; NULL where none.  Free with g_free(). */
char *pod_results_say_not_done (const PodStudy *study, const PodCasebook *casebook, gint32 day);
/* Both, or the one there is; NULL where nothing waits. */
char *pod_results_say_waiting (PodWaitingResults waiting);

/* (element-type PodFinding): those of @day that need a judgement; where @day is POD_DAY_MAX those of every day that wait: for a judgement, or,
 * judged significant, for what they are attributed to.  By time, then as the study lists them.  They are the casebook's own. */
GPtrArray *pod_results_to_judge (const PodStudy *study,
                                 const PodSite *site,
                                 const PodCasebook *casebook,
                                 gint32 day);
/* @results: (element-type PodFinding): as those are: by time, then as the study lists them. */
void pod_results_sort (const PodStudy *study, GPtrArray *results);
/* The last of the same observation before it that counts and has a number, of one day without times the one recorded before it; NULL where
 * there is none. */
const PodFinding *pod_finding_find_previous (const PodCasebook *casebook,
                                             const PodFinding *finding);

/* Of a specimen that is collected over hours. */
typedef enum
{
  POD_COLLECTION_WHOLE,
  POD_COLLECTION_UNKNOWN, /* nobody recorded when it began, or whether it is complete */
  POD_COLLECTION_INCOMPLETE,
  POD_COLLECTION_SHORT,
  POD_COLLECTION_LONG,
} PodCollection;

/* WHOLE also of what is not collected over hours.  @hours: (out): how long it took; NAN where that is not known. */
PodCollection
pod_finding_get_collection (const PodStudy *study, const PodFinding *finding, double *hours);
/* It was not all of the specimen, or not of the whole time: its result is not what it is taken for. */
gboolean pod_collection_is_doubtful (PodCollection collection);
/* "collected for 19 h instead of 22–26 h, not complete, 1,850 mL"; NULL where there is nothing to say.  Free with g_free(). */
char *pod_collection_to_words (const PodStudy *study, const PodFinding *finding);
/* Somebody said that it is complete, and its hours do not contradict; TRUE also of what is not collected over hours. */
gboolean pod_collection_is_known_whole (const PodStudy *study, const PodFinding *finding);
/* "complete", "not complete", "completeness not recorded"; NULL of what is not collected over hours, and where nothing is recorded of what does not
 * count. */
const char *pod_completeness_to_words (const PodStudy *study, const PodFinding *finding);
/* All that is known, and what is not: "collected over 24 h, 1850 mL, complete, from 20 Nov 2026, 07:00 to 21 Nov 2026, 07:00".  NULL as
 * above.  Free with g_free(). */
char *pod_collection_to_words_in_full (const PodStudy *study, const PodFinding *finding);

G_END_DECLS
