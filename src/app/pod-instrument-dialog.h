#pragma once

#include <adwaita.h>

#include "pod-trial.h"

G_BEGIN_DECLS

/* The instruments of a subject: a list with the last total of each and its day, those that the cohort needs first; and the form of the
 * one that is chosen. */
#define POD_TYPE_INSTRUMENT_DIALOG (pod_instrument_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PodInstrumentDialog, pod_instrument_dialog, POD, INSTRUMENT_DIALOG, AdwWindow)

/* @instrument: (nullable): the id of the one that is opened; NULL for the first. */
PodInstrumentDialog *pod_instrument_dialog_new (GtkWindow *parent,
                                                PodTrial *trial,
                                                gint64 subject,
                                                const char *instrument);

G_END_DECLS
