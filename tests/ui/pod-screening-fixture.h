#pragma once

#include "pod-result-row.h"
#include "pod-screening-wizard.h"
#include "pod-test-window.h"

G_BEGIN_DECLS

/* The wizard on a trial of its own, of today 23 November 2026, a Monday; signed in is "pi". */

typedef struct
{
  PodTrial *trial;
  PodTrialWindow *window;
  PodScreeningWizard *wizard;
} ScreeningFixture;

void screening_open (ScreeningFixture *fixture, gint64 subject);
void screening_set_up (ScreeningFixture *fixture, gconstpointer data);
void screening_tear_down (ScreeningFixture *fixture, gconstpointer data);
gpointer screening_step (ScreeningFixture *fixture, const char *name);
gpointer screening_patient (ScreeningFixture *fixture, const char *id);
gpointer screening_consent (ScreeningFixture *fixture, const char *id);
void screening_type (ScreeningFixture *fixture, const char *id, const char *text);
void screening_fill_in (ScreeningFixture *fixture, const char *name, const char *record_number);
void screening_consent_to (ScreeningFixture *fixture, const char *date);
void screening_act (ScreeningFixture *fixture, const char *action);
void screening_go (ScreeningFixture *fixture, int number);
void screening_assert_step (ScreeningFixture *fixture, const char *name);
const PodFinding *screening_find (PodCasebook *casebook, const char *observation);
void screening_register (ScreeningFixture *fixture);
void screening_choose_cohort (ScreeningFixture *fixture);
void screening_answer (const char *response);
PodResultRow *screening_find_row (gpointer root, const char *observation);
void screening_type_result (ScreeningFixture *fixture, const char *observation, const char *text);
gpointer screening_decision (ScreeningFixture *fixture, const char *id);

G_END_DECLS
