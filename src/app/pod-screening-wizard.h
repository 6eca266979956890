#pragma once

#include "pod-trial-window.h"

G_BEGIN_DECLS

/**
 * PodScreeningWizard:
 *
 * Screens a patient step by step: patient, consent, cohort, results, instruments, criteria, decision.  The steps stand above, each with
 * a mark, and can be walked in any order once the patient is registered; below stands what is missing, one click from where it is
 * entered.  What is typed is saved with each step, and kept as a draft at every pause, with the step: whoever is interrupted goes on
 * where they were.
 *
 * Actions: "wizard.go" (int, from 1), "wizard.next", "wizard.back", "wizard.leave", "wizard.missing".
 */
#define POD_TYPE_SCREENING_WIZARD (pod_screening_wizard_get_type ())
G_DECLARE_FINAL_TYPE (PodScreeningWizard, pod_screening_wizard, POD, SCREENING_WIZARD, AdwWindow)

/* @subject: 0 for a new patient.  Begins at the first step that is not done, or where a draft was left. */
PodScreeningWizard *pod_screening_wizard_new (PodTrialWindow *parent, gint64 subject);
/* Another attempt of somebody whose screening failed: who they are is known, and the consent is asked for. */
PodScreeningWizard *pod_screening_wizard_new_again (PodTrialWindow *parent, gint64 earlier);
/* "patient", "consent", "cohort", "results", "instruments", "criteria" or "decision". */
void pod_screening_wizard_show_step (PodScreeningWizard *self, const char *name);
const char *pod_screening_wizard_get_step (PodScreeningWizard *self);
/* 0 while nobody is registered. */
gint64 pod_screening_wizard_get_subject (PodScreeningWizard *self);

G_END_DECLS
