#pragma once

#include <adwaita.h>

#include "pod-trial-results.h"

G_BEGIN_DECLS

/**
 * PodAttributionDialog:
 * What significant results are attributed to: an adverse event of the subject, a new one, or the medical history.  Of several each can be taken
 * out, since what explains one may not explain another.
 *
 * Signals: "chosen" (gint64 adverse event, gint64 history): one of them is not 0.
 */
#define POD_TYPE_ATTRIBUTION_DIALOG (pod_attribution_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PodAttributionDialog,
                      pod_attribution_dialog,
                      POD,
                      ATTRIBUTION_DIALOG,
                      AdwWindow)

/* @findings: (element-type gint64): of the results; a new adverse event begins with what they say. */
PodAttributionDialog *pod_attribution_dialog_new (GtkWindow *parent,
                                                  PodTrial *trial,
                                                  gint64 subject,
                                                  const GArray *findings);
/* (transfer full) (element-type gint64): those of them that the answer is about; or, with FALSE, those that were taken out of it. */
GArray *pod_attribution_dialog_list (PodAttributionDialog *self, gboolean taken);
/* Those of @findings (element-type gint64) are not of the answer. */
void pod_attribution_dialog_take_out (PodAttributionDialog *self, const GArray *findings);
/* What was chosen, where that could not be written: it has the keyboard, in sight. */
void
pod_attribution_dialog_point_at (PodAttributionDialog *self, gint64 adverse_event, gint64 history);

G_END_DECLS
