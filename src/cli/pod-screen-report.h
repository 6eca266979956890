#pragma once

#include "pod-cli.h"

G_BEGIN_DECLS

/* One object: {"subject","as_of","cohort","eligible","criteria":[…]}.  Free with g_free(). */
char *pod_screen_report_json (const PodStudy *study,
                              const PodSubject *subject,
                              const PodScreening *screening);
/* Every criterion with verdict, evidence, what is missing and until when it holds, as a person reads it. */
char *pod_screen_report_text (const PodStudy *study,
                              const PodSubject *subject,
                              const PodScreening *screening);

G_END_DECLS
