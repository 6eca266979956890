#pragma once

#include <adwaita.h>

#include "pod-trial-results.h"

G_BEGIN_DECLS

/**
 * PodPutDownDialog:
 * What significant results are attributed to: an adverse event of the subject, a new one, or the medical history.  Of several each can be taken
 * out, since what explains one may not explain another.
 *
 * Signals: "chosen" (gint64 adverse event, gint64 history): one of them is not 0.
 */
#define POD_TYPE_PUT_DOWN_DIALOG (pod_put_down_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PodPutDownDialog, pod_put_down_dialog, POD, PUT_DOWN_DIALOG, AdwWindow)

/* @findings: (element-type gint64): of the results; a new adverse event begins with what they say. */
PodPutDownDialog *pod_put_down_dialog_new (GtkWindow *parent,
                                           PodTrial *trial,
                                           gint64 subject,
                                           const GArray *findings);
/* (transfer full) (element-type gint64): those of them that the answer is about; or, with FALSE, those that were taken out of it. */
GArray *pod_put_down_dialog_list (PodPutDownDialog *self, gboolean taken);

G_END_DECLS
