#pragma once

#include <adwaita.h>

#include "pod-trial-results.h"

G_BEGIN_DECLS

/**
 * PodSignificanceDialog:
 *
 * The abnormal results of one subject: those of a day, or all that wait; judged by keyboard, many at once, attributed to an adverse event or
 * to the medical history, and the day's report signed.  Who is no physician reads it.
 */
#define POD_TYPE_SIGNIFICANCE_DIALOG (pod_significance_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PodSignificanceDialog,
                      pod_significance_dialog,
                      POD,
                      SIGNIFICANCE_DIALOG,
                      AdwWindow)

PodSignificanceDialog *
pod_significance_dialog_new (GtkWindow *parent, PodTrial *trial, gint64 subject);
/* The report of that day; POD_DAY_MAX for all that wait. */
void pod_significance_dialog_show_day (PodSignificanceDialog *self, gint32 day);

G_END_DECLS
