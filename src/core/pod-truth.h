#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PodTruth:
 * @POD_FALSE: it does not hold
 * @POD_UNKNOWN: cannot tell yet: what is recorded does not decide it
 * @POD_TRUE: it holds
 *
 * Kleene's strong three-valued logic.  The order of the values matters: *and*
 * is the minimum, *or* the maximum, *not* the mirror image.
 */
typedef enum
{
  POD_FALSE,
  POD_UNKNOWN,
  POD_TRUE,
} PodTruth;

PodTruth pod_truth_from_boolean (gboolean value);
PodTruth pod_truth_not (PodTruth a);
PodTruth pod_truth_and (PodTruth a, PodTruth b);
PodTruth pod_truth_or (PodTruth a, PodTruth b);
/* Whether at least @needed of some conditions hold, of which @n_true do and @n_unknown may. */
PodTruth pod_truth_at_least (guint needed, guint n_true, guint n_unknown);
PodTruth pod_truth_implies (PodTruth a, PodTruth b);

/* "true", "false" or "unknown": for files and logs, never translated. */
const char *pod_truth_to_string (PodTruth a);

G_END_DECLS
