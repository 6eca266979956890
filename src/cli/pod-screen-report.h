#pragma once

#include "pod-cli.h"
#include "pod-freshness.h"
#include "pod-next-test.h"

G_BEGIN_DECLS

/**
 * PodScreenReport:
 * @tests: (element-type PodNextTest)
 *
 * What is told of one subject.
 */
typedef struct
{
  const PodStudy *study;
  const PodSubject *subject;
  const PodScreening *screening;
  const PodFreshness *freshness;
  const GPtrArray *tests;
} PodScreenReport;

/* One object: {"subject","as_of","cohort","eligible","criteria":[…],"freshness":[…],"next_tests":[…]}.  Free with g_free(). */
char *pod_screen_report_json (const PodScreenReport *report);
/* Every criterion with verdict, evidence, what is missing and until when it holds, as a person reads it. */
char *pod_screen_report_text (const PodScreenReport *report);

G_END_DECLS
