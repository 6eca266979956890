#include "pod-signature-table.h"

#include <string.h>

#include "pod-audit-private.h"
#include "pod-connection-private.h"
#include "pod-coverage.h"
#include "pod-replay.h"
#include "pod-statement.h"

/* The columns of SELECT, in order. */
enum
{
  ID,
  SUBJECT,
  SCOPE,
  RECORD,
  MEANING,
  USER_NAME,
  PRINTED_NAME,
  ROLE,
  MOMENT,
  UTC_OFFSET,
  HEAD,
  CHANGED,
  USER,
  HASH,
  SIGNING_KEY,
  SEAL,
};
#define SELECT                                                                                     \
  "SELECT id, subject, scope, record, meaning, user_name, printed_name, role, moment, "            \
  "utc_offset, head, changed, user, hash, signing_key, seal FROM signature "

/* ---- what the seal is over ---- */

typedef struct
{
  PodSignature shown;
  gint64 user;
  const char *moment;
  const guint8 *hash;
} Sealed;

static GByteArray *
write_sealed (const Sealed *sealed)
{
  const PodSignature *shown = &sealed->shown;
  PodCanon *canon = pod_canon_new ("pod-signature-1");

  pod_canon_add_text (canon, shown->scope);
  pod_canon_add_int (canon, shown->about);
  pod_canon_add_int (canon, shown->subject);
  pod_canon_add_text (canon, shown->meaning);
  pod_canon_add_int (canon, sealed->user);
  pod_canon_add_text (canon, shown->user);
  pod_canon_add_text (canon, shown->printed_name);
  pod_canon_add_text (canon, shown->role);
  pod_canon_add_text (canon, sealed->moment);
  pod_canon_add_int (canon, shown->when.offset_min);
  pod_canon_add_text (canon, shown->head);
  pod_canon_add_bytes (canon, sealed->hash, POD_PACKED_HASH_BYTES);
  return canon;
}

/* ---- signing ---- */

/**
 * Signer: who the stamp says
 */
typedef struct
{
  gint64 id;
  char *printed_name;
  GBytes *key;
} Signer;

static void
clear_signer (Signer *signer)
{
  g_clear_pointer (&signer->printed_name, g_free);
  g_clear_pointer (&signer->key, g_bytes_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Signer, clear_signer)

static gboolean
read_signer (PodConnection *connection, const PodStamp *stamp, Signer *signer, GError **error)
{
  g_autoptr (PodStatement) statement = NULL;
  GError *local = NULL;
  gconstpointer key;
  gsize length;

  statement = pod_statement_new (connection,
                                 "SELECT id, ifnull (nullif (full_name, ''), name), signing_key "
                                 "FROM user WHERE name = :user AND role = :role AND active = 1",
                                 error);
  if (statement == NULL)
    return FALSE;
  pod_statement_bind_text (statement, "user", stamp->user);
  pod_statement_bind_text (statement, "role", stamp->role);
  if (pod_statement_step (statement, &local))
    {
      signer->id = pod_statement_get_int (statement, 0);
      signer->printed_name = g_strdup (pod_statement_get_text (statement, 1));
      key = pod_statement_get_bytes (statement, 2, &length);
      signer->key = g_bytes_new (key, length);
    }
  else if (local == NULL)
    g_set_error_literal (&local, POD_STORE_ERROR, POD_STORE_ERROR_CONSTRAINT,
                         "the account is not in force in this role");
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
check_lent (PodConnection *connection, const Signer *signer, const char *day, GError **error)
{
  g_autoptr (PodStatement) statement = NULL;
  GError *local = NULL;

  if (day == NULL)
    return TRUE;
  statement = pod_statement_new (connection,
                                 "SELECT 1 FROM delegation WHERE user = :user AND task = 'sign' "
                                 "AND voided = 0 AND start <= :day AND ifnull (stop, :day) >= :day",
                                 error);
  if (statement == NULL)
    return FALSE;
  pod_statement_bind_int (statement, "user", signer->id);
  pod_statement_bind_text (statement, "day", day);
  if (!pod_statement_step (statement, &local) && local == NULL)
    g_set_error_literal (&local, POD_STORE_ERROR, POD_STORE_ERROR_CONSTRAINT,
                         "signing is not delegated on this day");
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

/* Where nothing is settled the ledger is what the study proposes, which can be accepted; all else needs a record. */
static gboolean
may_be_empty (const char *scope)
{
  return g_strcmp0 (scope, "readings") == 0;
}

/* What is shown is what is signed: as it was when it was read, and as it is. */
static gboolean
hash_shown (PodConnection *connection, const PodToSign *what, guint8 *hash, GError **error)
{
  g_autoptr (PodCoverage)
      now = pod_coverage_new (connection, what->scope, what->subject, what->about, error);
  g_autoptr (PodCoverage) shown = now ? pod_coverage_new_at (connection, what->scope, what->subject,
                                                             what->about, what->audit, error)
                                      : NULL;
  guint8 shown_hash[POD_PACKED_HASH_BYTES];

  if (shown == NULL)
    return FALSE;
  pod_coverage_hash (now, hash);
  pod_coverage_hash (shown, shown_hash);
  if (pod_coverage_count (now) == 0 && !may_be_empty (what->scope))
    g_set_error_literal (error, POD_STORE_ERROR, POD_STORE_ERROR_NOT_FOUND,
                         "there is nothing that this would sign");
  else if (memcmp (hash, shown_hash, sizeof shown_hash) != 0)
    g_set_error_literal (error, POD_STORE_ERROR, POD_STORE_ERROR_CONFLICT,
                         "what was shown was changed meanwhile");
  else
    return TRUE;
  return FALSE;
}

/* The key in the vault must be the one that the account is known by, or nobody could check it. */
static gboolean
make_seal (PodVault *vault,
           const Signer *signer,
           const Sealed *sealed,
           guint8 *seal,
           GError **error)
{
  g_autoptr (GByteArray) canon = write_sealed (sealed);

  if (g_bytes_get_size (signer->key) == POD_SIGNING_KEY_BYTES &&
      pod_vault_sign (vault, canon->data, canon->len, seal) &&
      pod_vault_check_signature (g_bytes_get_data (signer->key, NULL), canon->data, canon->len,
                                 seal))
    return TRUE;
  g_set_error_literal (error, POD_STORE_ERROR, POD_STORE_ERROR_LOCKED,
                       "there is no key for signing");
  return FALSE;
}

static gint64
insert (PodConnection *connection,
        const Sealed *sealed,
        const Signer *signer,
        const guint8 *seal,
        GError **error)
{
  const PodSignature *shown = &sealed->shown;
  g_autoptr (PodStatement) statement = NULL;

  statement = pod_statement_new (
      connection,
      "INSERT INTO signature (subject, scope, record, meaning, user, user_name, printed_name, "
      "role, moment, utc_offset, head, hash, signing_key, seal) VALUES (nullif (:subject, 0), "
      ":scope, :record, :meaning, :user, :user_name, :printed_name, :role, :moment, :utc_offset, "
      ":head, :hash, :signing_key, :seal)",
      error);
  if (statement == NULL)
    return 0;
  pod_statement_bind_int (statement, "subject", shown->subject);
  pod_statement_bind_text (statement, "scope", shown->scope);
  pod_statement_bind_int (statement, "record", shown->about);
  pod_statement_bind_text (statement, "meaning", shown->meaning);
  pod_statement_bind_int (statement, "user", sealed->user);
  pod_statement_bind_text (statement, "user_name", shown->user);
  pod_statement_bind_text (statement, "printed_name", shown->printed_name);
  pod_statement_bind_text (statement, "role", shown->role);
  pod_statement_bind_text (statement, "moment", sealed->moment);
  pod_statement_bind_int (statement, "utc_offset", shown->when.offset_min);
  pod_statement_bind_text (statement, "head", shown->head);
  pod_statement_bind_bytes (statement, "hash", sealed->hash, POD_PACKED_HASH_BYTES);
  pod_statement_bind_bytes (statement, "signing_key", g_bytes_get_data (signer->key, NULL),
                            POD_SIGNING_KEY_BYTES);
  pod_statement_bind_bytes (statement, "seal", seal, POD_SIGNATURE_BYTES);
  return pod_statement_run (statement, error)
             ? sqlite3_last_insert_rowid (pod_connection_get_db (connection))
             : 0;
}

gint64
pod_signature_table_add (PodConnection *connection,
                         PodVault *vault,
                         const PodToSign *what,
                         GError **error)
{
  const PodStamp *stamp = pod_connection_get_stamp (connection);
  g_autofree char *moment = pod_instant_to_string (stamp->when);
  g_auto (Signer) signer = { 0 };
  g_autofree char *head = NULL;
  guint8 hash[POD_PACKED_HASH_BYTES], seal[POD_SIGNATURE_BYTES];
  Sealed sealed;

  if (!read_signer (connection, stamp, &signer, error) ||
      !check_lent (connection, &signer, what->lent_on, error) ||
      !hash_shown (connection, what, hash, error) ||
      (head = pod_audit_head (connection, error)) == NULL)
    return 0;
  sealed = (Sealed){ { .subject = what->subject,
                       .scope = what->scope,
                       .about = what->about,
                       .meaning = what->meaning,
                       .user = stamp->user,
                       .printed_name = signer.printed_name,
                       .role = stamp->role,
                       .when = stamp->when,
                       .head = head },
                     signer.id,
                     moment,
                     hash };
  return make_seal (vault, &signer, &sealed, seal, error)
             ? insert (connection, &sealed, &signer, seal, error)
             : 0;
}

/* ---- reading ---- */

/* The texts live until the next step. */
static PodSignature
read_shown (PodStatement *statement)
{
  PodSignature shown = {
    .id = pod_statement_get_int (statement, ID),
    .subject = pod_statement_get_int (statement, SUBJECT),
    .scope = pod_statement_get_text (statement, SCOPE),
    .about = pod_statement_get_int (statement, RECORD),
    .meaning = pod_statement_get_text (statement, MEANING),
    .user = pod_statement_get_text (statement, USER_NAME),
    .printed_name = pod_statement_get_text (statement, PRINTED_NAME),
    .role = pod_statement_get_text (statement, ROLE),
    .head = pod_statement_get_text (statement, HEAD),
    .changed = pod_statement_get_int (statement, CHANGED) != 0,
  };

  pod_instant_parse (pod_statement_get_text (statement, MOMENT), &shown.when);
  shown.when.offset_min = (gint16) pod_statement_get_int (statement, UTC_OFFSET);
  return shown;
}

gboolean
pod_signature_table_read (PodConnection *connection,
                          gint64 subject,
                          PodSignatureFunc func,
                          gpointer data,
                          GError **error)
{
  g_autoptr (PodStatement)
      statement = pod_statement_new (connection,
                                     SELECT "WHERE subject IS nullif (:subject, 0) ORDER BY id",
                                     error);
  GError *local = NULL;

  if (statement == NULL)
    return FALSE;
  pod_statement_bind_int (statement, "subject", subject);
  while (pod_statement_step (statement, &local))
    {
      PodSignature signature = read_shown (statement);

      func (data, &signature);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

/* ---- checking ---- */

/* The last entry that the signer had seen; a row that another program wrote may name none. */
static gint64
read_sequence (PodStatement *statement)
{
  const char *head = pod_statement_get_text (statement, HEAD);

  return head != NULL ? g_ascii_strtoll (head, NULL, 10) : 0;
}

/* Over what the row says now, by the key that the row names. */
static gboolean
is_sealed (PodStatement *statement)
{
  g_autoptr (GByteArray) canon = NULL;
  gsize hash_size, key_size, seal_size;
  const guint8 *hash = pod_statement_get_bytes (statement, HASH, &hash_size);
  const guint8 *key = pod_statement_get_bytes (statement, SIGNING_KEY, &key_size);
  const guint8 *seal = pod_statement_get_bytes (statement, SEAL, &seal_size);

  if (hash_size != POD_PACKED_HASH_BYTES || key_size != POD_SIGNING_KEY_BYTES ||
      seal_size != POD_SIGNATURE_BYTES)
    return FALSE;
  canon = write_sealed (&(Sealed){ read_shown (statement), pod_statement_get_int (statement, USER),
                                   pod_statement_get_text (statement, MOMENT), hash });
  return pod_vault_check_signature (key, canon->data, canon->len, seal);
}

/**
 * Account: what the trail says of a user as of some entry; what was redacted, or never said, stays NULL
 */
typedef struct
{
  char *name;
  char *full_name;
  char *role;
  GBytes *key;
  guint said; /* of the fields, a bit each */
} Account;

static void
clear_account (Account *account)
{
  g_free (account->name);
  g_free (account->full_name);
  g_free (account->role);
  g_clear_pointer (&account->key, g_bytes_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Account, clear_account)

static char *
copy_text (const PodPacked *value)
{
  return value->type == 'T' ? g_strndup ((const char *) value->bytes, value->length) : NULL;
}

/* Entries come newest first: what was said already is not heard again. */
static void
hear_field (Account *account, const PodAuditField *field)
{
  static const char *const names[] = { "name", "full_name", "role", "signing_key" };
  char **texts[] = { &account->name, &account->full_name, &account->role };
  guint i = 0;

  while (i < G_N_ELEMENTS (names) && strcmp (names[i], field->name) != 0)
    i++;
  if (i == G_N_ELEMENTS (names) || (account->said & (1U << i)) != 0)
    return;
  account->said |= 1U << i;
  if (i < G_N_ELEMENTS (texts))
    *texts[i] = copy_text (&field->new_value);
  else if (field->new_value.length == POD_SIGNING_KEY_BYTES)
    account->key = g_bytes_new (field->new_value.bytes, field->new_value.length);
}

/* Columns of an entry: fields, texts, salt. */
static void
hear_entry (Account *account, PodStatement *entry)
{
  PodAuditFields fields;
  PodAuditField field = { 0 };

  pod_audit_fields_init (&fields, pod_statement_get_value (entry, 0),
                         pod_statement_get_value (entry, 1), pod_statement_get_value (entry, 2));
  while (pod_audit_fields_next (&fields, &field))
    {
      hear_field (account, &field);
      pod_audit_field_clear (&field);
    }
}

static gboolean
read_account_then (PodConnection *connection,
                   PodStatement *signature,
                   Account *account,
                   GError **error)
{
  g_autoptr (PodStatement) statement = NULL;
  GError *local = NULL;

  statement = pod_statement_new (connection,
                                 "SELECT fields, texts, salt FROM audit WHERE tbl = 'user' AND "
                                 "row = :user AND seq <= :head ORDER BY seq DESC",
                                 error);
  if (statement == NULL)
    return FALSE;
  pod_statement_bind_int (statement, "user", pod_statement_get_int (signature, USER));
  pod_statement_bind_int (statement, "head", read_sequence (signature));
  while (pod_statement_step (statement, &local))
    hear_entry (account, statement);
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

/* As it is printed at signing: the full name, or the one to sign in with where there is none. */
static gboolean
is_printed_name (const Account *account, const char *printed)
{
  const char *full = account->full_name;

  return g_strcmp0 (full != NULL && *full != '\0' ? full : account->name, printed) == 0;
}

/* Whether the key, the names and the role were that user's then.  They change; the trail knows which was whose. */
static gboolean
is_of_user (PodConnection *connection, PodStatement *signature, GError **error)
{
  g_auto (Account) account = { 0 };

  if (!read_account_then (connection, signature, &account, error) || account.key == NULL)
    return FALSE;
  return pod_statement_is_bytes (signature, SIGNING_KEY, g_bytes_get_data (account.key, NULL),
                                 g_bytes_get_size (account.key)) &&
         g_strcmp0 (account.name, pod_statement_get_text (signature, USER_NAME)) == 0 &&
         g_strcmp0 (account.role, pod_statement_get_text (signature, ROLE)) == 0 &&
         is_printed_name (&account, pod_statement_get_text (signature, PRINTED_NAME));
}

/* The row was written by its signer, in that role: nobody enters another's signature. */
static gboolean
is_entered_by_signer (PodConnection *connection, PodStatement *signature, GError **error)
{
  g_autoptr (PodStatement)
      statement = pod_statement_new (connection,
                                     "SELECT 1 FROM audit WHERE tbl = 'signature' AND row = :id "
                                     "AND action = 'I' AND user = :user AND role = :role",
                                     error);

  if (statement == NULL)
    return FALSE;
  pod_statement_bind_int (statement, "id", pod_statement_get_int (signature, ID));
  pod_statement_bind_text (statement, "user", pod_statement_get_text (signature, USER_NAME));
  pod_statement_bind_text (statement, "role", pod_statement_get_text (signature, ROLE));
  return pod_statement_step (statement, error);
}

static PodCoverage *
read_then (PodConnection *connection, PodStatement *statement, GError **error)
{
  return pod_coverage_new_at (connection, pod_statement_get_text (statement, SCOPE),
                              pod_statement_get_int (statement, SUBJECT),
                              pod_statement_get_int (statement, RECORD), read_sequence (statement),
                              error);
}

static PodSealCheck
check_hash (PodConnection *connection, PodStatement *statement, GError **error)
{
  GError *local = NULL;
  g_autoptr (PodCoverage) then = read_then (connection, statement, &local);
  guint8 hash[POD_PACKED_HASH_BYTES];

  if (then == NULL)
    {
      /* A scope that there is none of. */
      if (g_error_matches (local, POD_STORE_ERROR, POD_STORE_ERROR_CONSTRAINT))
        g_error_free (local);
      else
        g_propagate_error (error, local);
      return POD_SEAL_FALSE;
    }
  pod_coverage_hash (then, hash);
  if (pod_coverage_is_damaged (then) ||
      !pod_statement_is_bytes (statement, HASH, hash, sizeof hash))
    return POD_SEAL_FALSE;
  return pod_coverage_is_redacted (then) ? POD_SEAL_REDACTED : POD_SEAL_TRUE;
}

static PodSealCheck
check_row (PodConnection *connection, PodStatement *statement, GError **error)
{
  GError *local = NULL;
  gboolean has_head = FALSE;
  PodSealCheck check = POD_SEAL_FALSE;

  if (is_sealed (statement) && is_of_user (connection, statement, &local) &&
      is_entered_by_signer (connection, statement, &local) &&
      pod_audit_has_head (connection, pod_statement_get_text (statement, HEAD), &has_head,
                          &local) &&
      has_head)
    check = check_hash (connection, statement, &local);
  if (local != NULL)
    g_propagate_error (error, local);
  return check;
}

/* NULL with an error where there is none. */
static PodStatement *
find_row (PodConnection *connection, gint64 id, GError **error)
{
  g_autoptr (PodStatement)
      statement = pod_statement_new (connection, SELECT "WHERE id = :id", error);
  GError *local = NULL;

  if (statement == NULL)
    return NULL;
  pod_statement_bind_int (statement, "id", id);
  if (pod_statement_step (statement, &local))
    return g_steal_pointer (&statement);
  if (local == NULL)
    g_set_error_literal (&local, POD_STORE_ERROR, POD_STORE_ERROR_NOT_FOUND,
                         "there is no such signature");
  g_propagate_error (error, local);
  return NULL;
}

gboolean
pod_signature_table_check (PodConnection *connection,
                           gint64 id,
                           PodSealCheck *check,
                           GError **error)
{
  g_autoptr (PodStatement) statement = find_row (connection, id, error);
  GError *local = NULL;

  if (statement == NULL)
    return FALSE;
  *check = check_row (connection, statement, &local);
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

GPtrArray *
pod_signature_table_compare (PodConnection *connection, gint64 id, GError **error)
{
  g_autoptr (PodStatement) statement = find_row (connection, id, error);
  g_autoptr (PodCoverage) then = statement ? read_then (connection, statement, error) : NULL;
  g_autoptr (PodCoverage)
      now = then ? pod_coverage_new (connection, pod_statement_get_text (statement, SCOPE),
                                     pod_statement_get_int (statement, SUBJECT),
                                     pod_statement_get_int (statement, RECORD), error)
                 : NULL;

  return now != NULL ? pod_coverage_compare (then, now) : NULL;
}

/* ---- all of them ---- */

/* The first after @after; 0 where it was the last. */
static gint64
find_next (PodConnection *connection, gint64 after, GError **error)
{
  g_autoptr (PodStatement) statement =
      pod_statement_new (connection,
                         "SELECT id FROM signature WHERE id > :after ORDER BY id LIMIT 1", error);

  if (statement == NULL)
    return 0;
  pod_statement_bind_int (statement, "after", after);
  return pod_statement_step (statement, error) ? pod_statement_get_int (statement, 0) : 0;
}

gboolean
pod_signature_table_verify (PodConnection *connection,
                            GPtrArray *faults,
                            GCancellable *cancellable,
                            GError **error)
{
  GError *local = NULL;
  gint64 id = 0;

  /* SQLite numbers rows from 1; another number the replay finds. */
  while (local == NULL && (id = find_next (connection, id, &local)) != 0)
    {
      PodSealCheck check = POD_SEAL_FALSE;

      if (pod_signature_table_check (connection, id, &check, &local) && check == POD_SEAL_FALSE)
        pod_fault_add_row (faults, "signature", "signature", id, NULL);
      if (local == NULL && !g_cancellable_set_error_if_cancelled (cancellable, &local))
        pod_connection_breathe (connection, &local);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

int
pod_query_table_count_open (PodConnection *connection, gint64 subject, GError **error)
{
  g_autoptr (PodStatement)
      statement = pod_statement_new (connection,
                                     "SELECT count (*) FROM query WHERE subject = :subject AND "
                                     "status <> 'closed' AND voided = 0",
                                     error);

  if (statement == NULL)
    return -1;
  pod_statement_bind_int (statement, "subject", subject);
  return pod_statement_step (statement, error) ? (int) pod_statement_get_int (statement, 0) : -1;
}
