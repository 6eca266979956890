#pragma once

#include "pod-result-input.h"
#include "pod-result-row.h"
#include "pod-results-dialog.h"
#include "pod-results-form.h"
#include "pod-test-window.h"

G_BEGIN_DECLS

/* "Enter Results" of one subject, as those who type there have it. */
typedef struct
{
  PodTrial *trial;
  PodTrialWindow *window;
  gint64 subject;
  PodResultsDialog *dialog;
  PodResultsForm *form;
} ResultsFixture;

void results_set_up (ResultsFixture *fixture, gconstpointer data);
void results_tear_down (ResultsFixture *fixture, gconstpointer data);
/* One test of a subject of its own. */
void results_add (const char *path, void (*test) (ResultsFixture *fixture, gconstpointer data));
/* Of everything, and of a visit as pod_results_dialog_new_for_visit(). */
void results_open (ResultsFixture *fixture);
void results_open_visit (ResultsFixture *fixture, const char *visit, PodDate day);
/* Without what was typed. */
void results_leave (ResultsFixture *fixture);
PodResultRow *results_row (ResultsFixture *fixture, const char *observation);
PodResultInput *results_input (ResultsFixture *fixture, const char *observation);
void results_type (ResultsFixture *fixture, const char *observation, const char *text);
const char *results_note (ResultsFixture *fixture, const char *observation);
PodFinding results_get (PodCasebook *casebook, const char *observation);
/* The only visit there is: of that plan, and the result's. */
void results_expect_visit (PodCasebook *casebook, const PodFinding *finding, const char *planned);
guint results_count (ResultsFixture *fixture);
void results_expect_saved (ResultsFixture *fixture);
void results_expect_refused (ResultsFixture *fixture, int code);
gint64 results_put (ResultsFixture *fixture, const char *laboratory, double number);

G_END_DECLS
