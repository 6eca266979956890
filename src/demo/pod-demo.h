#pragma once

#include "pod-trial.h"

G_BEGIN_DECLS

/**
 * pod_demo_fill:
 * @trial: a new one made with demo set, signed in as its PI
 * @instant: the clock that the trial was made with (pod_clock_fixed()); it is moved along as visits are entered
 * @subjects: how many; 36 fills the trial
 * @seed: the same seed gives the same subjects (never the same keys, salts or offsets)
 *
 * Invented subjects with plausible courses over the three cohorts, written through the verbs, one transaction a visit.
 */
gboolean pod_demo_fill (PodTrial *trial, PodInstant *instant, guint subjects, guint32 seed, GError **error);

/* The time at which a demo trial stands: that of its youngest entry. */
PodInstant pod_demo_get_start (void);

G_END_DECLS
