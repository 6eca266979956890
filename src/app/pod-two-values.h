#pragma once

#include "pod-record-field.h"

G_BEGIN_DECLS

/**
 * PodTwoValues: one thing that two people changed, or one of them, in the reader's words
 * @name: "Grade"; not owned
 * @how: never POD_MERGE_SAME
 * @was, @theirs, @mine: "–" for no value
 * @take_mine: of a clash: mine is to be saved; theirs by itself
 */
typedef struct
{
  const char *name;
  PodMerge how;
  char *was;
  char *theirs;
  char *mine;
  gboolean take_mine;
} PodTwoValues;

void pod_two_values_free (PodTwoValues *difference);
/* How many of them clash. (element-type PodTwoValues) */
guint pod_two_values_count_clashes (const GPtrArray *differences);
/* What was taken over without asking, one a line: "Grade: 2 → 4 (theirs)".  NULL where there is nothing.  Free with g_free(). */
char *pod_two_values_say_merged (const GPtrArray *differences);

G_END_DECLS
