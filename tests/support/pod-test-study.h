#pragma once

#include "pod-study.h"
#include "pod-test.h"

/* The study of the trial with the knowledge base, as it is shipped; NULL where it cannot be loaded. */
static inline PodStudy *
pod_test_load_study (void)
{
  g_autoptr (GPtrArray) problems = pod_problems_new ();

  return pod_study_load (pod_test_data ("studies/nct07241468"), pod_test_data ("knowledge"),
                         problems);
}
