#pragma once

#include <adwaita.h>

#include "pod-trial.h"

G_BEGIN_DECLS

/**
 * PodReadingsDialog:
 *
 * The ledger of readings: what the protocol leaves open, how the site reads it, and the signature of the principal investigator under all
 * of it.
 */
#define POD_TYPE_READINGS_DIALOG (pod_readings_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PodReadingsDialog, pod_readings_dialog, POD, READINGS_DIALOG, AdwWindow)

PodReadingsDialog *pod_readings_dialog_new (GtkWindow *parent, PodTrial *trial);
/* Chooses it, whatever is filtered; @name: of its symbol, "reading.inc08_scope". */
void pod_readings_dialog_show_reading (PodReadingsDialog *self, const char *name);
void pod_readings_dialog_show_contradictions (PodReadingsDialog *self);

G_END_DECLS
