#pragma once

#include <sqlite3.h>

#include "pod-packed.h"

G_BEGIN_DECLS

/* Private to the room: what the audit trail's SQL functions, its verification and its listing share. */

#define POD_AUDIT_HASH_BYTES 32

/* The columns that the chain covers, in the order in which they are hashed. */
#define POD_AUDIT_HASHED "seq, ts, utc_offset, user, role, session, action, tbl, row, fields, prev"
#define POD_AUDIT_N_HASHED 11

/* The end of the chain. */
#define POD_AUDIT_LAST "SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1"

/* The reason of the stamp is typed, too: it is packed as one more field, under a name that no column has. */
#define POD_AUDIT_WHY "(why)"
/* So is the time since the machine started, in microseconds; entries without it are older than it, or of another clock. */
#define POD_AUDIT_BOOT "(boot)"
/* Instead of a text that was taken out. */
#define POD_AUDIT_REDACTED "[redacted]"

/* Whether a packed field's name is no column's. */
gboolean pod_audit_is_pseudo (const char *name);
/* The detail of a note is the program's own evidence (a head, a hash, how a verification went), and is not taken out; only an import may
 * have told what somebody else called something. */
gboolean pod_audit_is_evidence (const char *table, const char *action);

/* The hash of an entry from its POD_AUDIT_N_HASHED values, put together in @canon, whatever that held. */
void pod_audit_hash (PodCanon *canon, sqlite3_value **values, guint8 *hash);

/* Registers audit_context(), audit_link(), audit_pack(), audit_part() and audit_hash(). */
gboolean pod_audit_functions_install (PodConnection *connection, GError **error);

/* One field of an entry. @texts is NULL where nothing was typed or the texts were redacted. */
typedef struct
{
  char *name;
  PodPacked old_value;
  PodPacked new_value;
} PodAuditField;

typedef struct
{
  PodPackedReader fields;
  PodPackedReader texts;
  const guint8 *salt;
  guint n_commitments;
  gboolean has_texts;
  gboolean is_damaged;
  gboolean is_redacted;
} PodAuditFields;

/* Reads an entry's fields one by one.  A commitment is checked against its text and replaced by it; where the texts are gone the
 * type 'C' stays and is_redacted is set.  is_damaged is set where the packing or a commitment is wrong. */
void pod_audit_fields_init (PodAuditFields *self,
                            sqlite3_value *fields,
                            sqlite3_value *texts,
                            sqlite3_value *salt);
gboolean pod_audit_fields_next (PodAuditFields *self, PodAuditField *field);
void pod_audit_field_clear (PodAuditField *field);
/* The same without memory of its own: @name is a text, not ended by a NUL. */
gboolean pod_audit_fields_next_packed (PodAuditFields *self,
                                       PodPacked *name,
                                       PodPacked *old_value,
                                       PodPacked *new_value);
/* After the last field: nothing is left over. */
gboolean pod_audit_fields_finish (PodAuditFields *self);

/* Where the stamp of the running job says an earlier time than the trail: an entry CLOCK (pod-audit-clock.c). */
gboolean pod_audit_check_clock (PodConnection *connection, GError **error);

/* Writes the setting that pins the schema, as the first entry of an empty trail. */
gboolean pod_audit_found (PodConnection *connection, GError **error);

G_END_DECLS
