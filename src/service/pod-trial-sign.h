#pragma once

#include "pod-trial.h"

G_BEGIN_DECLS

/*
 * Signatures, what became of what was signed, and queries.
 *
 * A signature is meaning, re-entered password, the hash of the canonical record, the head of the audit trail, and the signer's Ed25519
 * signature over all that (21 CFR 11.50, 11.70, 11.200).  What it covers is named by scope and id: see PodSignature.
 */

typedef enum
{
  POD_SIGNING_NONE,    /* never signed */
  POD_SIGNING_CURRENT, /* signed as it stands */
  POD_SIGNING_CHANGED, /* written since: pod_trial_list_differences() says what */
} PodSigning;

/* Of what the casebook in hand says. */
PodSigning pod_signing_get (const PodCasebook *casebook, const char *scope, gint64 about);
/* Whether @result stands under a signature as it is: of its report, its visit or the whole casebook. */
gboolean pod_signing_covers (const PodCasebook *casebook, const PodFinding *result);
/* Which "meaning"s there are for a scope, NULL-terminated, the ordinary one first; and in words. */
const char *const *pod_signing_get_meanings (const char *scope);
const char *pod_signing_meaning_to_words (const char *meaning);
/* "Signed by Dr …, principal investigator, 14 March 2026 14:30 UTC+8: approval", one line for screen and print.  Free with g_free(). */
char *pod_signature_to_words (const PodSignature *signature);

/**
 * PodDifference: one field of what is signed, as it was then and as it is
 * @table, @row: the record; @column: NULL for a record that is new or gone
 * @old_value, @new_value: (nullable): "…" where it was redacted; of a record that is new the version as @new_value, of one that is gone
 *   (a result that was moved to another visit) the version as @old_value
 */
typedef struct
{
  char *table;
  gint64 row;
  char *column;
  char *old_value;
  char *new_value;
} PodDifference;

void pod_difference_free (PodDifference *difference);

/* SIGN, for a casebook SIGN_OFF.  PASSWORD; INPUT where the scope covers nothing, a query of the casebook is open (only for "casebook"), or
 * what is shown is not what is stored (@audit: pod_casebook_get_audit() of the casebook that was looked at).  ROLE also where the right
 * was withdrawn in another window; LOCKED where the account has no key for signing yet.
 * A "report" is refused, INPUT, while a result of its day is not judged, or a significant one not attributed to anything.
 * @subject, @about: 0 for "access_review" and "readings". */
gboolean pod_trial_sign (PodTrial *self,
                         gint64 subject,
                         const char *scope,
                         gint64 about,
                         const char *meaning,
                         const char *password,
                         gint64 audit,
                         GError **error);
void pod_trial_sign_async (PodTrial *self,
                           gint64 subject,
                           const char *scope,
                           gint64 about,
                           const char *meaning,
                           const char *password,
                           gint64 audit,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
gboolean pod_trial_sign_finish (PodTrial *self, GAsyncResult *result, GError **error);

/* The last "access_review", as pod_signature_to_words() has it; where an account was changed since, that is said after it.  NULL where
 * there was none.  MANAGE_USERS.  Free with g_free().
 * @audit: (out): what a signature is to be of, if the accounts are read after this call. */
char *pod_trial_get_access_review (PodTrial *self, gint64 *audit, GError **error);

/* The same of the last "readings".  READ. */
char *pod_trial_get_ledger_signature (PodTrial *self, gint64 *audit, GError **error);

/* (element-type PodDifference): net: what was changed and changed back is not in it.  READ. */
GPtrArray *pod_trial_list_differences (PodTrial *self, gint64 signature, GError **error);
void pod_trial_list_differences_async (PodTrial *self,
                                       gint64 signature,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
GPtrArray *pod_trial_list_differences_finish (PodTrial *self, GAsyncResult *result, GError **error);

/**
 * PodSignatureCheck: is the row itself true: its seal, and the hash of the record as the trail says it was then
 */
typedef enum
{
  POD_SIGNATURE_TRUE,
  POD_SIGNATURE_FALSE, /* the row was altered, or copied from another record */
  POD_SIGNATURE_REDACTED, /* what it covered holds a text that was redacted since: cannot be recomputed */
} PodSignatureCheck;
/* READ.  Of a large record it takes a while: the trail is wound back to when it was signed.  FALSE also with an error. */
PodSignatureCheck pod_trial_check_signature (PodTrial *self, gint64 signature, GError **error);
void pod_trial_check_signature_async (PodTrial *self,
                                      gint64 signature,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
PodSignatureCheck
pod_trial_check_signature_finish (PodTrial *self, GAsyncResult *result, GError **error);

/* ---- what changed since one last looked ---- */

/**
 * PodNews: a record that others wrote since the last pod_trial_mark_seen() of whoever is signed in
 * @what: "new", "changed", "voided"
 * @n_fields: changed in all; @who, @when: of the last change; @was_signed: a signature ended by it
 */
typedef struct
{
  gint64 subject;
  char *table;
  gint64 row;
  char *what;
  guint n_fields;
  char *who;
  char *when;
  gboolean was_signed;
} PodNews;

void pod_news_free (PodNews *news);
/* (element-type PodNews), by subject, newest first.  READ. */
GPtrArray *pod_trial_list_news (PodTrial *self, GError **error);
/* The same without waiting.  @shown: the list is what somebody sees, and so what they may mark as seen; not where it is only counted. */
void pod_trial_list_news_async (PodTrial *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
GPtrArray *
pod_trial_list_news_finish (PodTrial *self, GAsyncResult *result, gboolean shown, GError **error);
/* Up to the entry that the list showed. */
gboolean pod_trial_mark_seen (PodTrial *self, GError **error);

/* ---- queries ---- */

/* ASK.  @scope, @about, @field: see PodQuery. */
gboolean pod_trial_ask (PodTrial *self,
                        gint64 subject,
                        const char *scope,
                        gint64 about,
                        const char *field,
                        const char *text,
                        GError **error);
/* ANSWER; INPUT where it is closed. */
gboolean
pod_trial_answer (PodTrial *self, gint64 subject, gint64 query, const char *answer, GError **error);
/* ASK: closes it, or with @again asks once more with that text. */
gboolean pod_trial_close_query (PodTrial *self,
                                gint64 subject,
                                gint64 query,
                                const char *again,
                                GError **error);
guint pod_casebook_count_open_queries (const PodCasebook *casebook);

G_END_DECLS
