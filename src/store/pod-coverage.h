#pragma once

#include "pod-packed.h"
#include "pod-store.h"

G_BEGIN_DECLS

/**
 * PodCoverage:
 *
 * Private to the room: the rows that a scope of signing covers, as they are or, wound back through the audit trail, as they were.
 *
 * "adverse_event", "event": that row.  "visit": its row and the findings and interventions of it.  "report": the
 * subject's findings of the day @about (1970-01-01 being 0) that name a laboratory, have limits or were judged.  "casebook": every record of the
 * subject, but no query.  "access_review": the accounts, who holds the key to the names, and the delegations; of a secret
 * only that there is one.  "readings": how the site reads the protocol, with who settled it and when.
 */
typedef struct _PodCoverage PodCoverage;

/* As they are in the running transaction.  CONSTRAINT for a scope that there is none of. */
PodCoverage *pod_coverage_new (PodConnection *connection,
                               const char *scope,
                               gint64 subject,
                               gint64 about,
                               GError **error);
/* As they were after the audit entry @sequence. */
PodCoverage *pod_coverage_new_at (PodConnection *connection,
                                  const char *scope,
                                  gint64 subject,
                                  gint64 about,
                                  gint64 sequence,
                                  GError **error);
void pod_coverage_free (PodCoverage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodCoverage, pod_coverage_free)

guint pod_coverage_count (PodCoverage *self);
/* A text that it held then was redacted since, so that nobody can say any more what it was; its hash is what it was. */
gboolean pod_coverage_is_redacted (PodCoverage *self);
/* The trail says of a row what cannot be. */
gboolean pod_coverage_is_damaged (PodCoverage *self);

/* BLAKE2b-256 over the canonical record: tables and rows in their order; of each, its table, its id, and each value that is not NULL
 * with its column's name; of a text that was typed, the trail's salted commitment, so that the hash tells nothing of a text that is redacted.  So a column that a later step of the schema adds changes no hash of a row that was there before. */
void pod_coverage_hash (PodCoverage *self, guint8 hash[POD_PACKED_HASH_BYTES]);

/* (element-type PodCellChange): what differs in @now from @then; the version, which differs always, is no difference. */
GPtrArray *pod_coverage_compare (PodCoverage *then, PodCoverage *now);

G_END_DECLS
