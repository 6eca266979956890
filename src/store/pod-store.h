#pragma once

#include <gio/gio.h>

#include "pod-casebook.h"
#include "pod-change.h"
#include "pod-site.h"

G_BEGIN_DECLS

/**
 * PodStoreError:
 * @POD_STORE_ERROR_FAILED: SQLite refused for another reason; its message says which
 * @POD_STORE_ERROR_NOT_FOUND: no such file, subject, user or record; or the open file was moved away
 * @POD_STORE_ERROR_EXISTS: a file is there already and is not overwritten
 * @POD_STORE_ERROR_CONSTRAINT: a rule of the schema was broken
 * @POD_STORE_ERROR_CONFLICT: the record was changed by somebody else since it was read
 * @POD_STORE_ERROR_BUSY: another process held the database for too long
 * @POD_STORE_ERROR_CORRUPT: not a database, or a damaged one
 * @POD_STORE_ERROR_FOREIGN: a database of another program
 * @POD_STORE_ERROR_TOO_NEW: written by a later version of this program
 * @POD_STORE_ERROR_PLACE: a network file system, a symbolic link or a folder others may write to;
 *   in a folder like /tmp, where others may only add files, only a database and a journal of one's own
 * @POD_STORE_ERROR_OUTCOME: the commit failed, and the file, opened anew to look, could not say whether it took
 *   place: nothing more is done until it is opened again
 * @POD_STORE_ERROR_PASSWORD: no such user, or not this password
 * @POD_STORE_ERROR_LOCKED: the vault is not open, or this role has no key to it
 * @POD_STORE_ERROR_FULL: the disk, or what one may have of it, is full; nothing was written
 * @POD_STORE_ERROR_READONLY: the file or its folder may not be written
 * @POD_STORE_ERROR_IO: the disk did not read or write what it was asked for
 */
typedef enum
{
  POD_STORE_ERROR_FAILED,
  POD_STORE_ERROR_NOT_FOUND,
  POD_STORE_ERROR_EXISTS,
  POD_STORE_ERROR_CONSTRAINT,
  POD_STORE_ERROR_CONFLICT,
  POD_STORE_ERROR_BUSY,
  POD_STORE_ERROR_CORRUPT,
  POD_STORE_ERROR_FOREIGN,
  POD_STORE_ERROR_TOO_NEW,
  POD_STORE_ERROR_PLACE,
  POD_STORE_ERROR_OUTCOME,
  POD_STORE_ERROR_PASSWORD,
  POD_STORE_ERROR_LOCKED,
  POD_STORE_ERROR_FULL,
  POD_STORE_ERROR_READONLY,
  POD_STORE_ERROR_IO,
} PodStoreError;

#define POD_STORE_ERROR (pod_store_error_quark ())
GQuark pod_store_error_quark (void);

/*
 * The database thread owns the connection; the functions below that take a PodConnection run there, inside the
 * job that pod_database_run() or pod_database_call() was given.  They are synchronous and know no thread.
 */
typedef struct _PodConnection PodConnection;

#define POD_TYPE_DATABASE (pod_database_get_type ())
G_DECLARE_FINAL_TYPE (PodDatabase, pod_database, POD, DATABASE, GObject)

typedef enum
{
  POD_ACCESS_READ,  /* BEGIN: over in under 50 ms, since a reader blocks a writer */
  POD_ACCESS_WRITE, /* BEGIN IMMEDIATE */
} PodAccess;

/* Runs on the database thread inside one transaction.  Returns the result, or NULL with @error set, which rolls back.
 * NULL without an error is a result too. */
typedef gpointer (*PodDatabaseFunc) (PodConnection *connection,
                                     gpointer data,
                                     GCancellable *cancellable,
                                     GError **error);

/* A new file with the schema; refuses one that exists. */
PodDatabase *pod_database_create (const char *path, GError **error);
/* Checks application id, schema version, place and quick_check before anything else is done. */
PodDatabase *pod_database_open (const char *path, GError **error);
/* Waits for the running job and joins the thread.  Must be called, from the main thread; never in finalize. */
void pod_database_close (PodDatabase *self);

void pod_database_run (PodDatabase *self,
                       PodAccess access,
                       PodDatabaseFunc func,
                       gpointer data,
                       GDestroyNotify free_data,
                       GDestroyNotify free_result,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data);
gpointer pod_database_run_finish (PodDatabase *self, GAsyncResult *result, GError **error);
/* The same for a program without a main loop: waits for the job. Does not iterate any main context. */
gpointer pod_database_call (PodDatabase *self,
                            PodAccess access,
                            PodDatabaseFunc func,
                            gpointer data,
                            GDestroyNotify free_result,
                            GCancellable *cancellable,
                            GError **error);
/* Between two slices of long reading: ends the transaction, so that a writer who waits has his turn, and begins another, which may
 * see more.  No statement may be in the middle of its rows.  In a job that writes it does nothing. */
gboolean pod_connection_breathe (PodConnection *connection, GError **error);
/* Whether another process has committed since this was asked last (PRAGMA data_version). Inside a job. */
gboolean pod_connection_changed_elsewhere (PodConnection *connection);

/* ---- writing ---- */

/* Whose writes the triggers record, until the job ends.  Without a stamp every write fails.  The first stamp of a new database
 * also writes the first entry of its trail, which pins the schema.
 *
 * Where another program has altered the schema (dropped a trigger, say), no trigger can be trusted: such a database can be opened,
 * signed in to, read and verified, but every write is CORRUPT, and pod_audit_note() does nothing. */
gboolean
pod_connection_set_stamp (PodConnection *connection, const PodStamp *stamp, GError **error);

/* A change of what was saved, or a voiding, without a reason in the stamp is CONSTRAINT (ICH E6(R3) 4.2.2).
 * Applies @change in the running transaction; nothing of it on error.  @ids (nullable): gets the id of each step, in order (gint64).
 * A version that is not the stored one is CONFLICT.  A finding whose origin is stored already for the subject is CONSTRAINT. */
gboolean
pod_change_apply (PodConnection *connection, const PodChange *change, GArray *ids, GError **error);

/* ---- reading ---- */

/* (element-type PodSubject *) of a small owning array; free with g_ptr_array_unref(). */
GPtrArray *pod_subject_table_list (PodConnection *connection, GError **error);
PodCasebook *pod_casebook_load (PodConnection *connection, gint64 subject, GError **error);
PodSite *pod_site_load (PodConnection *connection, GError **error);
/* The next number of a series ("screening", "mn" …), counted up inside the transaction. */
gint64 pod_series_next (PodConnection *connection, const char *series, GError **error);

/* ---- settings, laboratory ranges, pinned files ---- */

gboolean
pod_setting_set (PodConnection *connection, const char *key, const char *value, GError **error);
/* The key of the row of that number; NULL without an error where there is none. */
char *pod_setting_find_key (PodConnection *connection, gint64 row, GError **error);
char *pod_setting_get (PodConnection *connection, const char *key, GError **error);
/* Returns the row, 0 on error. */
gint64 pod_range_add (PodConnection *connection, const PodRange *range, GError **error);
/* It holds until @to, inclusive.  CONFLICT unless it held until @was (no date where it was open). */
gboolean
pod_range_end (PodConnection *connection, gint64 id, PodDate was, PodDate to, GError **error);
/* Pins the bytes of the study and knowledge in force. */
gboolean pod_pin_add (PodConnection *connection, const char *name, GBytes *bytes, GError **error);
/* (element-type utf8): the names of the pinned files. */
GPtrArray *pod_pin_list (PodConnection *connection, GError **error);
/* The pinned bytes of @name; NULL without an error where it is not pinned. */
GBytes *pod_pin_get (PodConnection *connection, const char *name, GError **error);
/* Which version is pinned: a hash of all names and contents.  What is pinned without contents is not there: a pin is never deleted. */
char *pod_pin_digest (PodConnection *connection, GError **error);
/* BLAKE2b-256 in hexadecimal digits. */
char *pod_bytes_hash (GBytes *bytes);

/* ---- events of the program in the audit trail ---- */

/* LOGIN, LOGIN_FAIL, LOGOUT, LOCK, VIEW_ID, EXPORT, IMPORT, VERIFY, ACCOUNT …; @detail must name no person. */
gboolean
pod_audit_note (PodConnection *connection, const char *action, const char *detail, GError **error);
/* The same of one row, which the entry names. */
gboolean pod_audit_note_row (PodConnection *connection,
                             const char *action,
                             const char *table,
                             gint64 row,
                             GError **error);
/* Takes what was typed out of entry @sequence, old, new and the reason, and notes REDACT; the chain still holds, and says that it was done.
 * CONSTRAINT where a record still says what the entry gave it: verification compares that with the text.
 * The stamp must give a reason (CONSTRAINT).  The records themselves are corrected by a change: do that first, and redact its
 * entry too, since it holds the text as the old value.  NOT_FOUND where the entry holds no text. */
gboolean pod_audit_redact (PodConnection *connection, gint64 sequence, GError **error);
/* The head of the chain: sequence number and 64 hex digits, "1234:ab…". */
char *pod_audit_head (PodConnection *connection, GError **error);
/* The same as it was after entry @sequence.  NOT_FOUND. */
char *pod_audit_head_at (PodConnection *connection, gint64 sequence, GError **error);
gint64 pod_audit_last (PodConnection *connection, GError **error);
/* Whether @now is not before what the trail says has been (by more than 2 s): FALSE from when the clock was set back, which the first job
 * that writes notes as CLOCK ("-120 s", its row the entry that is later), until it has caught up. */
gboolean pod_audit_is_clock_sound (PodConnection *connection,
                                   PodInstant now,
                                   gboolean *sound,
                                   GError **error);
/* Adds to @subjects (element-type gint64), once each, those whose casebooks the entries after @from, up to @to, concern, and sets
 * *site (nullable) where one concerns the ranges or the settings.  Reads nothing but these entries. */
gboolean pod_audit_find_touched (PodConnection *connection,
                                 gint64 from,
                                 gint64 to,
                                 GArray *subjects,
                                 gboolean *site,
                                 GError **error);

/**
 * PodAuditFault: something that cannot be if nobody tampered.
 * @what: "chain", "sequence", "commitment", "replay", "schema", "anchor", "integrity" or "signature"
 */
typedef struct
{
  char *what;
  char *table;
  char *row;
  char *field;
} PodAuditFault;

/**
 * PodVerification:
 * @entries: audit entries read
 * @head: (nullable): of the chain
 * @faults: (element-type PodAuditFault): empty where all is well
 * @old_copy: (nullable): where a copy of before a schema step lies: no fault
 */
typedef struct
{
  gint64 entries;
  char *head;
  GPtrArray *faults;
  char *old_copy;
} PodVerification;

typedef void (*PodProgressFunc) (double fraction, gpointer data);

/* Chain, commitments, replay against every audited table, schema and SQLite's own integrity check.
 * @anchor: (nullable): a head kept elsewhere that must be in the chain. */
PodVerification *pod_audit_verify (PodConnection *connection,
                                   const char *anchor,
                                   PodProgressFunc progress,
                                   gpointer progress_data,
                                   GCancellable *cancellable,
                                   GError **error);
void pod_verification_free (PodVerification *verification);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodVerification, pod_verification_free)

/**
 * PodAuditEntry:
 * @offset: the workstation's offset from UTC, in minutes
 * @organisation: (nullable): of the user's account as it is now
 * @table, @row: (nullable): NULL for an event of the program
 * @subject: (nullable): the screening number of whom the row is about
 * @field: (nullable): NULL for an event without a detail
 * @old_value, @new_value: (nullable): NULL for no value; "…" where it is sealed, "[redacted]" where the text was taken out.  UTF-8 of
 *   @old_length and @new_length bytes, among which there may be a NUL
 * @can_redact: the field holds a typed text that is still there
 *
 * One audited field's change, for a record's history.
 */
typedef struct
{
  gint64 sequence;
  char *when;
  int offset;
  char *user;
  char *role;
  char *organisation;
  char *action;
  char *table;
  char *row;
  char *subject;
  char *field;
  char *old_value;
  gsize old_length;
  char *new_value;
  gsize new_length;
  char *why;
  gboolean can_redact;
} PodAuditEntry;

void pod_audit_entry_free (PodAuditEntry *entry);
/* (element-type PodAuditEntry): of a row, newest first; of all where @table is NULL, at most @limit. */
GPtrArray *pod_audit_list (PodConnection *connection,
                           const char *table,
                           gint64 row,
                           guint limit,
                           GError **error);

G_END_DECLS
