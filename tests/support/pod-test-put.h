#pragma once

#include "pod-test.h"
#include "pod-trial.h"

/* What a test records: results made here and told more of by whoever makes them, and events. */

/* As somebody types one, of that day, without an answer. */
static inline PodFinding
pod_test_finding (const char *observation, PodDate day)
{
  PodFinding finding;

  pod_finding_init (&finding);
  finding.observation = g_intern_string (observation);
  finding.when = pod_moment_on (day);
  finding.source = "typed";
  return finding;
}

/* The same with a number, in a unit of UCUM. */
static inline PodFinding
pod_test_result (const char *observation, PodDate day, double number, const char *unit)
{
  PodFinding finding = pod_test_finding (observation, day);

  finding.quantity = (PodQuantity){ POD_EXACTLY, number, pod_unit_from_ucum (unit) };
  return finding;
}

/* Records it of @subject; the test fails where it cannot be.  Returns its id. */
static inline gint64
pod_test_put (PodTrial *trial, gint64 subject, PodFinding finding)
{
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;

  finding.record = (PodRecord){ .id = -1, .subject = subject };
  pod_change_put_finding (change, &finding);
  pod_trial_commit (trial, change, NULL, ids, &error);
  g_assert_no_error (error);
  return g_array_index (ids, gint64, 0);
}

/* The same of an event, whatever its record says it is. */
static inline gint64
pod_test_put_event (PodTrial *trial, const PodAdverseEvent *event, const char *why)
{
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;

  pod_change_put_adverse_event (change, event);
  pod_trial_commit (trial, change, why, ids, &error);
  g_assert_no_error (error);
  return g_array_index (ids, gint64, 0);
}
