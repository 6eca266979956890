#pragma once

#include "pod-cli.h"

G_BEGIN_DECLS

/* What the criteria of a study have to do with one another, a line each, on standard output.  Remarks are no faults. */
void pod_study_print_remarks (const PodStudy *study);

G_END_DECLS
