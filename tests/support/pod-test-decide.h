#pragma once

#include "pod-trial-private.h"

/* Decided without a signature and on any day, as only a demonstration may be: a shortcut for tests that are about what comes after. */
static inline gboolean
pod_test_enrol (PodTrial *trial, gint64 subject, PodDate date, GError **error)
{
  gboolean demo = trial->demo, done;

  trial->demo = TRUE;
  done = pod_trial_enrol (trial, subject, date, error);
  trial->demo = demo;
  return done;
}

static inline gboolean
pod_test_fail_screening (PodTrial *trial, gint64 subject, PodDate date, GError **error)
{
  gboolean demo = trial->demo, done;

  trial->demo = TRUE;
  done = pod_trial_fail_screening (trial, subject, date, error);
  trial->demo = demo;
  return done;
}
