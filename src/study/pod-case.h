#pragma once

#include "pod-problem.h"
#include "pod-study.h"

G_BEGIN_DECLS

/*
 * A table of cases, with which a study is tried before anybody is screened by it: one line to a case,
 *
 *   INC-03 | hgb=80 ULN 160 @29d; prednisone 5 2026-01-01.. | cannot tell | -
 *
 * data/manual/write-a-study.md says how it is written.
 */

/**
 * PodCase: one line
 * @id: a criterion, a definition, or a condition of a check
 * @on_record, @expected: as they stand in the table
 * @expected_until: (nullable): the last day on which the answer follows, "-" where it does not expire
 * @answer, @until: what the study says; @until is no date where it does not expire
 */
typedef struct
{
  guint line;
  char *id;
  char *on_record;
  char *expected;
  char *expected_until;
  const char *answer;
  PodDate until;
} PodCase;

/* The day of the question of every case, 2026-03-01, and how many days before it a value is that says nothing else. */
PodDate pod_case_today (void);
#define POD_CASE_DAYS_BEFORE 4

/* (element-type PodCase): every line of @text that can be read; @problems gets those that cannot, as lines of @name. */
GPtrArray *
pod_cases_try (const PodStudy *study, const char *name, const char *text, GPtrArray *problems);
/* Whether the study answers as the table says. */
gboolean pod_case_holds (const PodCase *self);

G_END_DECLS
