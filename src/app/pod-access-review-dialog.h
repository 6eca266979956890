#pragma once

#include <adwaita.h>

#include "pod-trial.h"

G_BEGIN_DECLS

/**
 * PodAccessReviewDialog:
 *
 * Who may do what, since when and by whom, and who may no longer: the report that the PI signs (ICH E6(R3) 4.3.8).
 */
#define POD_TYPE_ACCESS_REVIEW_DIALOG (pod_access_review_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PodAccessReviewDialog,
                      pod_access_review_dialog,
                      POD,
                      ACCESS_REVIEW_DIALOG,
                      AdwWindow)

PodAccessReviewDialog *pod_access_review_dialog_new (GtkWindow *parent, PodTrial *trial);

G_END_DECLS
