#pragma once

#include "pod-course.h"

G_BEGIN_DECLS

/* What became of an attempt. */
typedef enum
{
  POD_LOG_SCREENING,
  POD_LOG_ENROLLED,
  POD_LOG_FAILED,
  POD_LOG_WITHDRAWN, /* before anything was decided; or died */
  POD_N_LOG_OUTCOMES,
} PodLogOutcome;

/* Stable word for files; pod_log_outcome_to_words() translates. */
const char *pod_log_outcome_to_string (PodLogOutcome outcome);
const char *pod_log_outcome_to_words (PodLogOutcome outcome);

/**
 * PodLogEntry: one attempt
 * @enrolment_number, @cohort, @sex: (nullable)
 * @age: (nullable): ten years of age, "50–59", and "90+" for all of those, so that nobody is told by it
 * @criteria: (nullable): of a failure, those that failed
 * @failures: (nullable): the same with what each rests on, in words
 * @earlier, @later: (nullable): the screening numbers of the attempts before and after it of the same person
 * @decided: the day of the decision; no date while there is none
 * @days: from consent to it, or until today; -1 where the one or the other is not known
 * @decided_by: (nullable): the printed name of who signed the decision
 */
typedef struct
{
  gint64 subject;
  char *screening_number;
  char *enrolment_number;
  char *cohort;
  char *sex;
  char *age;
  PodDate consent;
  PodLogOutcome outcome;
  char *criteria;
  char *failures;
  char *earlier;
  char *later;
  PodDate decided;
  int days;
  char *decided_by;
} PodLogEntry;

/**
 * PodLogCount: of a cohort
 * @cohort: (nullable): NULL where none was chosen
 * @attempts: in all; @outcomes: of each outcome
 */
typedef struct
{
  const PodCohort *cohort;
  guint attempts;
  guint outcomes[POD_N_LOG_OUTCOMES];
} PodLogCount;

/**
 * PodLogFilter: which attempts
 * @cohort: (nullable): an id; NULL for any
 * @outcome: -1 for any
 * @from, @to: of the consent; no date for any
 */
typedef struct
{
  const char *cohort;
  int outcome;
  PodDate from;
  PodDate to;
} PodLogFilter;

#define POD_LOG_FILTER_NONE ((PodLogFilter){ NULL, -1, POD_DATE_NONE, POD_DATE_NONE })

/**
 * PodScreeningLog:
 * @entries: (element-type PodLogEntry): those that fit the filter, in the order of their consent
 * @cohorts: (element-type PodLogCount): of all attempts, whatever the filter is; without a cohort last, where there are such
 * @all: of all of them together
 * @target: how many the trial is to enrol
 */
typedef struct
{
  PodDate as_of;
  GPtrArray *entries;
  GArray *cohorts;
  PodLogCount all;
  guint target;
} PodScreeningLog;

/* @casebooks: (element-type PodCasebook).  Pure; it holds nothing of them. */
PodScreeningLog *pod_screening_log_new (const PodStudy *study,
                                        const PodSite *site,
                                        const GPtrArray *casebooks,
                                        const PodLogFilter *filter,
                                        PodDate as_of);
void pod_screening_log_free (PodScreeningLog *log);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodScreeningLog, pod_screening_log_free)

/* "Enrolled as MN-003", "Screen failure: INC-12 · screened again as S-012", in words.  Free with g_free(). */
char *pod_log_entry_say_outcome (const PodLogEntry *entry);
/* Who signed the decision, or that nobody did; "–" where there is none yet.  Not to be freed. */
const char *pod_log_entry_say_signer (const PodLogEntry *entry);
/* "Female, 50–59".  Free with g_free(). */
char *pod_log_entry_say_person (const PodLogEntry *entry);
/* "Enrolled 21 of 36 · MN 8 · IgAN 9 · AAV 4 · 40 attempts".  Free with g_free(). */
char *pod_screening_log_say_totals (const PodScreeningLog *log);

G_END_DECLS
