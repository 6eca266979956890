#pragma once

#include "pod-trial.h"

G_BEGIN_DECLS

/*
 * What a laboratory holds normal, in versions: a range is never edited; it is ended, and another holds from the next day on.  A result keeps
 * the range that it was bound to when it was recorded, whatever becomes of the ranges: PodFinding's range.  pod_trial_get_site() lists them.
 */

/* IMPORT: whoever brings in the laboratory's results.  Of @range id counts for nothing.  One that holds for the same laboratory, observation,
 * sex and ages, and reaches into its time, is ended on the day before; one of the same first day is corrected by it, and from then on holds on
 * no day.  Where it has no last day it holds as long as the one it corrects, or until the day before the next.  INPUT, about the member's
 * name; about "to" where it would hold beside the next.  Returns the row, 0 on error. */
gint64 pod_trial_add_range (PodTrial *self, const PodRange *range, const char *why, GError **error);
/* IMPORT.  It holds until @last, inclusive, as far as anybody knows now: CONFLICT where somebody ended it meanwhile.  INPUT about "to" where
 * it would hold beside another of the same, which is so for one that was corrected. */
gboolean
pod_trial_end_range (PodTrial *self, gint64 range, PodDate last, const char *why, GError **error);
/* IMPORT.  The [range …] of a laboratory's map: those that are not there yet; and one with other limits or another unit than the one of the
 * same first day corrects that.  *n_added, *n_corrected (out) (optional). */
gboolean pod_trial_import_ranges (PodTrial *self,
                                  const char *map,
                                  guint *n_added,
                                  guint *n_corrected,
                                  GError **error);

G_END_DECLS
