#pragma once

#include "pod-cli.h"

G_BEGIN_DECLS

/* Runs the table of cases in the file @table against @study, and prints which do not answer as it says, each with the answer that came. */
PodExit pod_study_try (const PodStudy *study, const char *table);

G_END_DECLS
