#pragma once

#include "pod-lab-map.h"
#include "pod-limits-change.h"
#include "pod-trial.h"

G_BEGIN_DECLS

/*
 * What a laboratory holds normal, in versions: a range is never edited; it is ended, and another holds from the next day on.  A result keeps
 * the range that it was bound to when it was recorded, whatever becomes of the ranges: PodFinding's range.  One that has no limits, since
 * there were none when it was recorded, or since the program computed it, is read by what is in force on its day, and changes with the
 * ranges: pod_trial_compare_limits_async() says how.  pod_trial_get_site() lists them.
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
/* IMPORT.  A laboratory's map, for its [range …]: read once, what it says is both tried and taken over.  MAP of the exchange's errors where it
 * has faults. */
PodLabMap *pod_trial_read_ranges (PodTrial *self, const char *path, GError **error);
/* IMPORT.  Those of the map that are not there yet; and one with other limits or another unit than the one of the same first day corrects
 * that.  *n_added, *n_corrected (out) (optional). */
gboolean pod_trial_import_ranges (PodTrial *self,
                                  const PodLabMap *map,
                                  guint *n_added,
                                  guint *n_corrected,
                                  GError **error);

/* The site as each of these would leave it, for pod_trial_compare_limits_async(); nothing is written.  The same errors; NULL with one. */
PodSite *pod_trial_try_range (PodTrial *self, const PodRange *range, GError **error);
PodSite *pod_trial_try_range_end (PodTrial *self, gint64 range, PodDate last, GError **error);
PodSite *pod_trial_try_import_ranges (PodTrial *self, const PodLabMap *map, GError **error);
/* READ: what would be said otherwise of results that are recorded, if @after were the site.  Off the main thread; the answer belongs to
 * the caller. */
void pod_trial_compare_limits_async (PodTrial *self,
                                     PodSite *after,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
PodLimitsChange *
pod_trial_compare_limits_finish (PodTrial *self, GAsyncResult *result, GError **error);

G_END_DECLS
