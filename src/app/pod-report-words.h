#pragma once

#include "pod-trial-results.h"

G_BEGIN_DECLS

/* What is said of the results of a day.  Free with g_free(). */

/* "20 Nov 2026: 2 open" */
char *pod_report_name (const PodReport *report);
/* Who signed it.  A result that came after the signature, and needs a judgement, is not covered by it: that stands first. */
char *pod_report_say_signed (const PodReport *report, const PodSignature *signature);

G_END_DECLS
