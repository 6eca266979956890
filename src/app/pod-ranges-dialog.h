#pragma once

#include <adwaita.h>

#include "pod-trial-ranges.h"

G_BEGIN_DECLS

/**
 * PodRangesDialog:
 *
 * What the laboratories hold normal: every version with its days, who recorded it and when; another version is added, one is ended, and
 * those of a laboratory's map are taken over.  What that would change of results that are recorded stands there before it is saved, and
 * afterwards.  Who brings in no results reads it.
 */
#define POD_TYPE_RANGES_DIALOG (pod_ranges_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PodRangesDialog, pod_ranges_dialog, POD, RANGES_DIALOG, AdwWindow)

PodRangesDialog *pod_ranges_dialog_new (GtkWindow *parent, PodTrial *trial);
/* What @import has no limits for: one after the other, until it is entered, is what a new range begins with. */
void
pod_ranges_dialog_want (PodRangesDialog *self, const PodImport *import, const char *laboratory);

G_END_DECLS
