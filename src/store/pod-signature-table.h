#pragma once

#include "pod-vault.h"

G_BEGIN_DECLS

/*
 * Signatures: who stands by what, in the signer's own key.  A row is written once; the triggers of the schema end it when something
 * that it covers is written.
 */

/**
 * PodToSign:
 * @scope, @about, @subject, @meaning: see PodSignature
 * @audit: the last audit entry that what was looked at had seen: what came after it may be something else
 * @lent_on: (nullable): the signer may only by a delegation of the task "sign" that is in force on that day (ISO 8601)
 */
typedef struct
{
  gint64 subject;
  const char *scope;
  gint64 about;
  const char *meaning;
  gint64 audit;
  const char *lent_on;
} PodToSign;

/* In a stamped job that writes; the stamp says who, in which role, and when.  Returns the row, 0 on error: LOCKED where @vault has no
 * key for signing, or not the one that the account is known by; NOT_FOUND where the scope covers nothing; CONFLICT where
 * something that it covers was written after @audit; CONSTRAINT for a scope that there is none of, and where the account is not in
 * force, or not in the role of the stamp, or a delegation is needed that there is not: somebody took it away meanwhile. */
gint64 pod_signature_table_add (PodConnection *connection,
                                PodVault *vault,
                                const PodToSign *what,
                                GError **error);

typedef void (*PodSignatureFunc) (gpointer data, const PodSignature *signature);
/* Those of @subject, by id; of 0, what belongs to no subject. */
gboolean pod_signature_table_read (PodConnection *connection,
                                   gint64 subject,
                                   PodSignatureFunc func,
                                   gpointer data,
                                   GError **error);

typedef enum
{
  POD_SEAL_TRUE,
  POD_SEAL_FALSE, /* the row was altered or copied, the trail was rewritten under it, or the key is nobody's */
  POD_SEAL_REDACTED, /* a text that it covers was redacted since: it holds, but nobody can read all of what was signed */
} PodSealCheck;

/* Whether it is what was signed then: the seal, the key, the head, and the hash of the records wound back to that head.
 * NOT_FOUND. */
gboolean pod_signature_table_check (PodConnection *connection,
                                    gint64 id,
                                    PodSealCheck *check,
                                    GError **error);
/* Adds to @faults (element-type PodAuditFault) each signature that is false: "signature", table "signature", row.  Breathes. */
gboolean pod_signature_table_verify (PodConnection *connection,
                                     GPtrArray *faults,
                                     GCancellable *cancellable,
                                     GError **error);
/**
 * PodCellChange: a field of what was signed, then and now
 * @column: NULL for a row that is new, with its version as @new_value, or that is covered no more, with the version as @old_value
 * @old_value, @new_value: (nullable): NULL for no value; "…" where it is sealed or was redacted
 */
typedef struct
{
  char *table;
  gint64 row;
  char *column;
  char *old_value;
  char *new_value;
} PodCellChange;

void pod_cell_change_free (PodCellChange *change);
/* (element-type PodCellChange): what differs now from what was signed; the version, which differs always, is no difference. */
GPtrArray *pod_signature_table_compare (PodConnection *connection, gint64 id, GError **error);

/* Queries of @subject that are not closed; -1 on error. */
int pod_query_table_count_open (PodConnection *connection, gint64 subject, GError **error);

G_END_DECLS
