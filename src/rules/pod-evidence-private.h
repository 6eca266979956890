#pragma once

#include "pod-evidence.h"

G_BEGIN_DECLS

/* An empty node; @text is a GRefString. */
PodEvidence *pod_evidence_new (PodEvidenceKind kind, PodTruth truth, char *text);
/* A course of medication that was counted. */
PodEvidence *pod_evidence_new_course (const PodCourse *course);
/* Takes @child. */
void pod_evidence_add (PodEvidence *evidence, PodEvidence *child);
/* Keeps a copy of @fact, strings and all. */
void pod_evidence_set_fact (PodEvidence *evidence, const PodFact *fact);
/* Truth and last day of a node of logic, from its children. */
void pod_evidence_conclude (PodEvidence *evidence);
/* Marks what decides, from the root down. */
void pod_evidence_mark_deciding (PodEvidence *root);

/* The earlier of two days; no date is later than any. */
PodDate pod_evidence_earlier (PodDate a, PodDate b);

G_END_DECLS
