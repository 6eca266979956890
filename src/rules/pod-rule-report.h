#pragma once

#include "pod-rule.h"

G_BEGIN_DECLS

/**
 * PodRuleReport:
 * @n_faults: how many were added
 *
 * Where the faults of one rule go: its place in a file, and the list.
 */
typedef struct
{
  const PodRuleOrigin *origin;
  GPtrArray *problems;
  guint n_faults;
} PodRuleReport;

/* @column is from 1, in characters, inside the rule's text. */
void pod_rule_report_add (PodRuleReport *report, guint column, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

/* The name of @names that @name was probably meant to be, or NULL where none is near.  @names may be NULL. */
const char *pod_rule_find_nearest (const char *name, const char *const *names);

G_END_DECLS
