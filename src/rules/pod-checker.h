#pragma once

#include "pod-node.h"
#include "pod-rule-report.h"

G_BEGIN_DECLS

/**
 * PodChecker:
 * @over_time: inside the condition of ever or persists
 * @watched: the one observation read there so far
 *
 * Finds what names mean, what everything gives and in which unit, and reports all that does not fit.
 */
typedef struct
{
  const PodVocabulary *vocabulary;
  PodRuleReport *report;
  gboolean over_time;
  const PodSymbol *watched;
} PodChecker;

/* Checks @node and what is below it and sets its type. */
void pod_checker_check (PodChecker *checker, PodNode *node);
/* The same; anything but a condition or a yes-or-no observation is a fault.  FALSE after a fault. */
gboolean pod_checker_check_condition (PodChecker *checker, PodNode *node);

/* In pod-checker.c, for the other two files. */
void pod_checker_set_symbol (PodChecker *checker, PodNode *node, const PodSymbol *symbol);
void
pod_checker_report_unknown (PodChecker *checker, guint column, const char *what, const char *name);

/* Calls; in pod-checker-call.c. */
void pod_checker_check_call (PodChecker *checker, PodNode *node);
/* exposure() and the like; in pod-checker-medication.c. */
void pod_checker_check_medication (PodChecker *checker, PodNode *node);
/* Counts those among the children of @node, from @first on, in days where they stand beside an amount of days. */
void pod_checker_count_in_days (PodNode *node, guint first);
gboolean pod_checker_check_anchor (PodChecker *checker, const PodNode *node, const char *anchor);
/* Reports what may not stand inside a condition over time. */
gboolean pod_checker_is_out_of_place (PodChecker *checker, const PodNode *node);

/* Arithmetic; in pod-checker-number.c. */
gboolean pod_checker_check_number (PodChecker *checker, PodNode *node);
void pod_checker_check_arithmetic (PodChecker *checker, PodNode *node);
/* Both sides of a comparison, the side that reads something put first; sets the node's unit. */
void pod_checker_check_comparison (PodChecker *checker, PodNode *node);
void pod_checker_set_unit (PodNode *node, const PodUnit *unit);
/* Puts child @index times @factor in its place. */
void pod_checker_convert_child (PodNode *node, guint index, double factor);
/* Gives child @index the unit of @node; a fault where it has none that fits. */
gboolean pod_checker_fit_child (PodChecker *checker, PodNode *node, guint index);
/* What a node gives, for messages: "a quantity in g/L".  Free with g_free(). */
char *pod_checker_describe (const PodNode *node);

G_END_DECLS
