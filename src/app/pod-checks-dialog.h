#pragma once

#include <adwaita.h>

#include "pod-trial.h"

G_BEGIN_DECLS

/**
 * PodChecksDialog:
 *
 * "Before Treatment": the day 0 that is planned, what expires first and what has to be repeated for that day, and the study's checks
 * before the steps of the treatment.
 *
 * Action: "checks.plan".
 */
#define POD_TYPE_CHECKS_DIALOG (pod_checks_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PodChecksDialog, pod_checks_dialog, POD, CHECKS_DIALOG, AdwWindow)

PodChecksDialog *pod_checks_dialog_new (GtkWindow *parent, PodTrial *trial, gint64 subject);

G_END_DECLS
