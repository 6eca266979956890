#pragma once

#include "pod-rule.h"

/*
 * A small study and a few lines of facts, so that tests read as a table does:
 *
 *   rule    "anc >= 1.0 10*9/L"
 *   facts   "anc 1.2 2026-03-01; alt <5 2026-03-02 uln=40; sex female 2020"
 *
 *   courses "course ramipril 5 2025-11-01..2026-01-15; course prednisone ? 2026-02.."
 *
 * A course has a treatment, a dose and its first and last day; "?" is what is not known, no last day one that goes on.
 * A fact is a name, a value and the day it is of; "?" is a value that could not be converted.  The day of
 * the question is 15 March 2026 unless a test says otherwise.
 */

#define AS_OF "2026-03-15"

const PodVocabulary *rules_vocabulary (void);
/* Adds a definition that later rules may name; kept to the end of the program. */
void rules_define (const char *name, const char *text);
void rules_define_quantity (const char *name, const char *text, const char *unit);

typedef struct _RulesFacts RulesFacts;
/* @anchors: "enrolment 2026-03-10; consent 2026-03-01", or NULL */
RulesFacts *rules_facts_new (const char *facts, const char *anchors);
void rules_facts_free (RulesFacts *facts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RulesFacts, rules_facts_free)
const PodFacts *rules_facts_get (RulesFacts *facts);

PodDate rules_date (const char *text);
/* A rule without faults; the test fails otherwise. */
PodRule *rules_condition (const char *text);
/* All at once; @window and @anchors may be NULL. */
PodEvidence *rules_ask (const char *rule,
                        const char *facts,
                        const char *anchors,
                        const char *window,
                        const char *as_of);
/* "true", "false" or "unknown" */
const char *rules_answer (const char *rule, const char *facts);
/* The problems of @text, one to a line as "column: message"; "" where there are none. Free. */
char *rules_faults (const char *text);
const char *rules_absence (PodAbsence absence);
