#pragma once

#include <adwaita.h>

#include "pod-kinetics.h"
#include "pod-trial.h"

G_BEGIN_DECLS

/* What a subject's results come to since the infusion: cells, B cells, IgG, cytokines.  Each figure opens to the results that it came from. */
#define POD_TYPE_KINETICS_DIALOG (pod_kinetics_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PodKineticsDialog, pod_kinetics_dialog, POD, KINETICS_DIALOG, AdwWindow)

PodKineticsDialog *
pod_kinetics_dialog_new (GtkWindow *parent, PodTrial *trial, PodCasebook *casebook);

G_END_DECLS
