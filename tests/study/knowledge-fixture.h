#pragma once

#include "pod-study.h"
#include "pod-test.h"

/* What serves every study, as it is shipped, without a problem. */
static inline PodStudy *
load_knowledge (void)
{
  g_autoptr (GPtrArray) problems = pod_problems_new ();
  PodStudy *study = pod_knowledge_load (pod_test_data ("knowledge"), problems);

  for (guint i = 0; i < problems->len; i++)
    {
      g_autofree char *line = pod_problem_to_string (g_ptr_array_index (problems, i));

      g_test_message ("%s", line);
    }
  g_assert_cmpuint (problems->len, ==, 0);
  return study;
}
