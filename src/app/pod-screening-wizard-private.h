#pragma once

#include "pod-draft-keeper.h"
#include "pod-screening-cohort.h"
#include "pod-screening-consent.h"
#include "pod-screening-criteria.h"
#include "pod-screening-decision.h"
#include "pod-screening-instruments.h"
#include "pod-screening-patient.h"
#include "pod-screening-results.h"
#include "pod-screening-wizard.h"

G_BEGIN_DECLS

/* What the files of the wizard share: walking in one, what is kept, registering and leaving in one each. */

/* In the order in which they are walked. */
typedef enum
{
  POD_SCREENING_PATIENT_STEP,
  POD_SCREENING_CONSENT_STEP,
  POD_SCREENING_COHORT_STEP,
  POD_SCREENING_RESULTS_STEP,
  POD_SCREENING_INSTRUMENTS_STEP,
  POD_SCREENING_CRITERIA_STEP,
  POD_SCREENING_DECISION_STEP,
  POD_SCREENING_N_STEPS,
} PodScreeningStepNumber;

struct _PodScreeningWizard
{
  AdwWindow parent_instance;

  PodTrialWindow *parent; /* NULL once it is gone */
  PodTrial *trial;
  PodScreeningCase now;
  int current;
  int width;
  guint width_id;
  gboolean moving; /* the stack moves because the wizard says so */
  gboolean may_close;

  AdwWindowTitle *title;
  AdwViewSwitcher *switcher;
  AdwViewStack *stack;
  AdwBin *keeper_place;
  PodDraftKeeper *keeper;
  GtkLabel *message;
  GtkButton *missing_button;
  GtkLabel *missing;
  GtkButton *leave_button;
  GtkButton *next_button;
  PodScreeningPatient *patient;
  PodScreeningConsent *consent;
  PodScreeningCohort *cohort;
  PodScreeningResults *results;
  PodScreeningInstruments *instruments;
  PodScreeningCriteria *criteria;
  PodScreeningDecision *decision;
};

PodScreeningStep *pod_screening_wizard_get_step_at (PodScreeningWizard *self, int i);
/* "patient" … */
const char *pod_screening_wizard_get_name_at (int i);
/* @text: (nullable) */
void pod_screening_wizard_show_message (PodScreeningWizard *self, const char *text);
/* The case as it is now. */
void pod_screening_wizard_load (PodScreeningWizard *self);
/* Without asking. */
void pod_screening_wizard_move (PodScreeningWizard *self, int i);
/* Whatever is typed is saved by the step that one leaves; FALSE where it stays. */
gboolean pod_screening_wizard_leave_step (PodScreeningWizard *self, int next);

/* The first step that has something that is not saved; -1 for none. */
int pod_screening_wizard_find_touched (PodScreeningWizard *self);
gboolean pod_screening_wizard_is_touched (PodScreeningWizard *self);
/* One for whoever is not registered yet, another for each subject. */
void pod_screening_wizard_start_keeper (PodScreeningWizard *self);

/* The patient's fields alone: the consent has not been asked for yet. */
gboolean pod_screening_wizard_check_patient (PodScreeningWizard *self);
gboolean pod_screening_wizard_register (PodScreeningWizard *self);

void pod_screening_wizard_leave (PodScreeningWizard *self);
void pod_screening_wizard_open_subject (PodScreeningWizard *self, gint64 subject);
/* FALSE where it stays, maybe until a question is answered. */
gboolean pod_screening_wizard_may_close (PodScreeningWizard *self);

G_END_DECLS
