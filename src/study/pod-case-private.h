#pragma once

#include "pod-facts.h"
#include "pod-study.h"

G_BEGIN_DECLS

/* Inside the room only: what a line of the table puts on record. */
typedef struct _PodCaseFacts PodCaseFacts;

/* NULL with *@fault, in words, where @on_record cannot be read. */
PodCaseFacts *pod_case_facts_new (const PodStudy *study, const char *on_record, char **fault);
void pod_case_facts_free (PodCaseFacts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodCaseFacts, pod_case_facts_free)

PodFacts pod_case_facts_get (PodCaseFacts *self);

G_END_DECLS
