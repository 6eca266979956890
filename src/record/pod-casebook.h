#pragma once

#include <glib-object.h>

#include "pod-record.h"

G_BEGIN_DECLS

/**
 * PodCasebook:
 *
 * All that is known of one subject at one audit number.  Immutable, counted by references, safe to hand to another
 * thread.  A change is committed, a new casebook replaces the old one.  Records are packed arrays sorted by
 * clinical time (findings by observation, then time); voided records are in it, marked.
 */
typedef struct _PodCasebook PodCasebook;

#define POD_TYPE_CASEBOOK (pod_casebook_get_type ())
GType pod_casebook_get_type (void);
PodCasebook *pod_casebook_ref (PodCasebook *casebook);
void pod_casebook_unref (PodCasebook *casebook);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodCasebook, pod_casebook_unref)

const PodSubject *pod_casebook_get_subject (const PodCasebook *casebook);
/* pod_subject_get_number() of it */
const char *pod_casebook_get_number (const PodCasebook *casebook);
/* The last audit entry that it has seen. */
gint64 pod_casebook_get_audit (const PodCasebook *casebook);
const PodVisit *pod_casebook_get_visits (const PodCasebook *casebook, guint *n);
const PodFinding *pod_casebook_get_findings (const PodCasebook *casebook, guint *n);
const PodIntervention *pod_casebook_get_interventions (const PodCasebook *casebook, guint *n);
const PodEvent *pod_casebook_get_events (const PodCasebook *casebook, guint *n);
const PodAdverseEvent *pod_casebook_get_adverse_events (const PodCasebook *casebook, guint *n);
const PodQuery *pod_casebook_get_queries (const PodCasebook *casebook, guint *n);
/* Oldest first. */
const PodSignature *pod_casebook_get_signatures (const PodCasebook *casebook, guint *n);
/* The latest signature of that record; NULL where it was never signed.  @about: 0 for the casebook itself. */
const PodSignature *
pod_casebook_find_signature (const PodCasebook *casebook, const char *scope, gint64 about);

/* The findings of one observation, oldest first, voided ones included. */
const PodFinding *
pod_casebook_get_series (const PodCasebook *casebook, const char *observation, guint *n);
/* By id; NULL where there is none. */
const PodFinding *pod_casebook_find_finding (const PodCasebook *casebook, gint64 id);
const PodAdverseEvent *pod_casebook_find_adverse_event (const PodCasebook *casebook, gint64 id);
const PodQuery *pod_casebook_find_query (const PodCasebook *casebook, gint64 id);
const PodVisit *pod_casebook_find_visit (const PodCasebook *casebook, gint64 id);
const PodIntervention *pod_casebook_find_intervention (const PodCasebook *casebook, gint64 id);
/* The visit that was made on that whole day, the first of several; NULL where there is none, or it is voided or was not done. */
const PodVisit *pod_casebook_find_visit_on (const PodCasebook *casebook, PodDate date);
/* The latest unvoided disposition event of @code, or NULL. */
const PodEvent *pod_casebook_find_event (const PodCasebook *casebook, const char *code);

/* Builds one; records are copied with their strings. */
typedef struct _PodCasebookBuilder PodCasebookBuilder;
PodCasebookBuilder *pod_casebook_builder_new (const PodSubject *subject, gint64 audit);
void pod_casebook_builder_add_visit (PodCasebookBuilder *builder, const PodVisit *visit);
void pod_casebook_builder_add_finding (PodCasebookBuilder *builder, const PodFinding *finding);
void pod_casebook_builder_add_intervention (PodCasebookBuilder *builder,
                                            const PodIntervention *intervention);
void pod_casebook_builder_add_event (PodCasebookBuilder *builder, const PodEvent *event);
void pod_casebook_builder_add_adverse_event (PodCasebookBuilder *builder,
                                             const PodAdverseEvent *event);
void pod_casebook_builder_add_query (PodCasebookBuilder *builder, const PodQuery *query);
/* In the order of their ids. */
void pod_casebook_builder_add_signature (PodCasebookBuilder *builder,
                                         const PodSignature *signature);
/* Sorts, seals and frees the builder. */
PodCasebook *pod_casebook_builder_end (PodCasebookBuilder *builder);
void pod_casebook_builder_free (PodCasebookBuilder *builder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodCasebookBuilder, pod_casebook_builder_free)

G_END_DECLS
