/* What the trail's own words mean to a reader: actions, and the columns of the tables. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pod-trial-history.h"

static const struct
{
  const char *action;
  const char *words;
} actions[] = {
  { "I", N_ ("Entered") },
  { "U", N_ ("Changed") },
  { "LOGIN", N_ ("Signed in") },
  { "LOGIN_FAIL", N_ ("Failed to sign in") },
  { "LOGIN_REFUSED", N_ ("Signing in refused") },
  { "LOGOUT", N_ ("Signed out") },
  { "LOCK", N_ ("Locked") },
  { "LOCKOUT", N_ ("Locked out") },
  { "LOCK_OUT", N_ ("Locked out") },
  { "UNLOCK", N_ ("Lock-out ended") },
  { "VIEW_ID", N_ ("Looked at a name, birth date or laboratory’s own text") },
  { "ACCOUNT", N_ ("Account made") },
  { "ROLE", N_ ("Role changed") },
  { "REVOKE", N_ ("Account ended") },
  { "PASSWORD", N_ ("Password changed") },
  { "CONFIRM", N_ ("Account confirmed") },
  { "DELEGATE", N_ ("Delegated") },
  { "REVIEW", N_ ("Access reviewed") },
  { "KEY", N_ ("Key to the names changed") },
  { "ROTATE", N_ ("Key to the names changed") },
  /* Translators: an entry of the audit trail: the names were opened with the key on paper. */
  { "RECOVERY", N_ ("Opened with the recovery key") },
  { "RECOVERY_FAIL", N_ ("Recovery key did not fit") },
  { "RECOVERY_KEY", N_ ("Recovery key made") },
  { "RECOVERY_KEPT", N_ ("Recovery key written down") },
  { "SIGN", N_ ("Signed") },
  { "UNSIGN", N_ ("No longer signed as it stands") },
  { "SEEN", N_ ("Looked through the changes") },
  { "EXPORT", N_ ("Exported") },
  { "IMPORT", N_ ("Imported") },
  { "PRINT", N_ ("Printed or saved") },
  { "BACKUP", N_ ("Backed up") },
  { "RESTORE", N_ ("Restored") },
  { "VERIFY", N_ ("Verified") },
  { "REDACT", N_ ("Text taken out") },
  { "AMEND", N_ ("Study amended") },
  { "CLOCK", N_ ("Clock was set back") },
  { "SCHEMA", N_ ("Database brought up to date") },
  { "MIGRATE", N_ ("Database brought up to date") },
};

const char *
pod_history_action_to_words (const char *action)
{
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    if (g_strcmp0 (action, actions[i].action) == 0)
      return _ (actions[i].words);
  return action;
}

/* For the lock-out all wrong passwords are one; to a reader it matters that whoever mistyped it at signing was signed in. */
const char *
pod_history_note_to_words (const char *action, const char *detail)
{
  gboolean is_attempt = g_strcmp0 (action, "LOGIN_FAIL") == 0 ||
                        g_strcmp0 (action, "LOGIN_REFUSED") == 0;

  if (is_attempt && g_strcmp0 (detail, "signature") == 0)
    return _ ("Signature failed");
  if (is_attempt && g_strcmp0 (detail, "again") == 0)
    return _ ("Password refused");
  return pod_history_action_to_words (action);
}

/* @table: NULL where the column means the same in every table that has it; those of one table come first. */
static const struct
{
  const char *table;
  const char *column;
  const char *words;
} columns[] = {
  { "adverse_event", "action", N_ ("Action taken") },
  { "adverse_event", "start", N_ ("Onset") },
  { "adverse_event", "stop", N_ ("End") },
  { "adverse_event", "term", N_ ("Term") },
  { "arrival", "complete", N_ ("Taken in whole") },
  { "arrival", "duplicates", N_ ("Duplicates") },
  { "arrival", "encoding", N_ ("Encoding") },
  { "arrival", "hash", N_ ("Hash of the contents") },
  /* Translators: fields: the first lines of a table that came in, what a result was printed as, and its own lines; kept sealed. */
  { "arrival", "heading", N_ ("Heading, sealed") },
  { "arrival", "kind", N_ ("Kind of file") },
  { "arrival", "lines", N_ ("Results in the file") },
  { "arrival", "skipped", N_ ("Of people who are not subjects") },
  { "arrival_item", "arrival", N_ ("File that came in") },
  { "arrival_item", "cause", N_ ("Why it waits") },
  { "arrival_item", "code", N_ ("Answer") },
  { "arrival_item", "finding", N_ ("Result") },
  { "arrival_item", "line", N_ ("Line of the file") },
  { "arrival_item", "lower", N_ ("Lower limit of normal") },
  { "arrival_item", "message", N_ ("Message of the file") },
  { "arrival_item", "number", N_ ("Value") },
  { "arrival_item", "position", N_ ("Place in the file") },
  { "arrival_item", "printed", N_ ("As it was printed, sealed") },
  { "arrival_item", "raw", N_ ("As it came in, sealed") },
  { "arrival_item", "resolution", N_ ("What was made of it") },
  { "arrival_item", "state", N_ ("State") },
  { "arrival_item", "text", N_ ("Result as written") },
  { "arrival_item", "upper", N_ ("Upper limit of normal") },
  { "delegation", "start", N_ ("From") },
  { "delegation", "stop", N_ ("To") },
  { "event", "code", N_ ("What happened") },
  { "finding", "adverse_event", N_ ("Attributed to adverse event") },
  { "finding", "code", N_ ("Answer") },
  { "finding", "history", N_ ("Attributed to medical history") },
  { "finding", "reason", N_ ("Why it was not done") },
  { "finding", "status", N_ ("State of the result") },
  { "finding", "text", N_ ("Result as written") },
  { "finding", "number", N_ ("Value") },
  { "finding", "laboratory_range", N_ ("Limits from the laboratory’s range") },
  { "finding", "lower", N_ ("Lower limit of normal") },
  { "finding", "upper", N_ ("Upper limit of normal") },
  { "intervention", "start", N_ ("Start") },
  { "intervention", "stop", N_ ("End") },
  { "key_grant", "user", N_ ("Holder") },
  { "laboratory_range", "lower", N_ ("Lower limit of normal") },
  { "laboratory_range", "upper", N_ ("Upper limit of normal") },
  { "person", "name", N_ ("Name") },
  { "pin", "name", N_ ("File") },
  { "pin", "hash", N_ ("Hash of the contents") },
  { "pin", "content", N_ ("Contents") },
  { "query", "text", N_ ("Question") },
  { "query", "record", N_ ("About record") },
  { "query", "answered", N_ ("Answered on") },
  { "query", "raised", N_ ("Raised by") },
  /* Translators: a register in which running numbers are given out, such as screening numbers. */
  { "series", "name", N_ ("Series of numbers") },
  { "setting", "key", N_ ("Setting") },
  { "setting", "value", N_ ("Value") },
  { "signature", "hash", N_ ("Hash of what was signed") },
  { "signature", "record", N_ ("Record signed") },
  { "signature", "moment", N_ ("Signed at") },
  { "signature", "user", N_ ("Account of the signer") },
  { "user", "name", N_ ("User name") },
  { "visit", "date", N_ ("Date of the visit") },
  { "visit", "status", N_ ("State of the visit") },
  { "visit", "planned", N_ ("Planned visit") },
  { NULL, "active", N_ ("Active") },
  { NULL, "age_from", N_ ("Age from") },
  { NULL, "age_to", N_ ("Age to") },
  { NULL, "answer", N_ ("Answer") },
  { NULL, "began", N_ ("Start of collection") },
  { NULL, "birth_date", N_ ("Birth date") },
  { NULL, "box_key", N_ ("Public key for the names") },
  { NULL, "category", N_ ("Category") },
  { NULL, "changed", N_ ("Changed since") },
  { NULL, "cohort", N_ ("Cohort") },
  { NULL, "comparator", N_ ("Comparator") },
  { NULL, "completeness", N_ ("Completeness of collection") },
  { NULL, "date", N_ ("Date") },
  { NULL, "detail", N_ ("Detail") },
  { NULL, "dose", N_ ("Dose") },
  { NULL, "endorsement", N_ ("Endorsement") },
  { NULL, "enrolment_number", N_ ("Enrolment number") },
  { NULL, "field", N_ ("Field") },
  { NULL, "full_name", N_ ("Printed name") },
  { NULL, "grade", N_ ("Grade") },
  { NULL, "graded_by", N_ ("Graded by") },
  { NULL, "granted_by", N_ ("Given by") },
  { NULL, "head", N_ ("Head of the audit trail") },
  { NULL, "id_number", N_ ("ID number") },
  { NULL, "id_number_index", N_ ("Look-up of the ID number") },
  { NULL, "judged_by", N_ ("Judged by") },
  { NULL, "key_version", N_ ("Version of the key") },
  { NULL, "laboratory", N_ ("Laboratory") },
  { NULL, "last", N_ ("Last number given") },
  { NULL, "learned", N_ ("Seriousness known since") },
  { NULL, "lot", N_ ("Lot") },
  { NULL, "meaning", N_ ("Meaning") },
  { NULL, "mem", N_ ("Memory to try a password") },
  { NULL, "method", N_ ("Method") },
  { NULL, "moment", N_ ("Time of the observation") },
  { NULL, "must_change", N_ ("Must choose a password") },
  { NULL, "note", N_ ("Note") },
  { NULL, "number", N_ ("Number") },
  { NULL, "observation", N_ ("Observation") },
  { NULL, "ops", N_ ("Effort to try a password") },
  { NULL, "organisation", N_ ("Organisation") },
  /* Translators: a field: how a value came to be, entered by hand, imported or derived. */
  { NULL, "origin", N_ ("Origin") },
  { NULL, "outcome", N_ ("Outcome") },
  { NULL, "password_hash", N_ ("Password check") },
  { NULL, "person", N_ ("Person") },
  { NULL, "phone", N_ ("Phone") },
  { NULL, "printed_name", N_ ("Printed name") },
  { NULL, "record_number", N_ ("Record number") },
  { NULL, "record_number_index", N_ ("Look-up of the record number") },
  { NULL, "role", N_ ("Role") },
  { NULL, "route", N_ ("Route") },
  { NULL, "salt", N_ ("Salt") },
  { NULL, "scale", N_ ("Scale") },
  { NULL, "scope", N_ ("Kind of record") },
  { NULL, "screening_number", N_ ("Screening number") },
  /* Translators: a field: the cryptographic value that binds a record to who wrote it; not an animal, nor a stamp of wax. */
  { NULL, "seal", N_ ("Seal") },
  { NULL, "sealed", N_ ("Sealed key to the names") },
  { NULL, "seriousness", N_ ("Seriousness") },
  { NULL, "sex", N_ ("Sex") },
  { NULL, "shift", N_ ("Shift of dates") },
  { NULL, "significance", N_ ("Clinical significance") },
  { NULL, "signing_key", N_ ("Public key for signatures") },
  /* Translators: a field: the document, or file, that a value was taken from. */
  { NULL, "source", N_ ("Source") },
  { NULL, "status", N_ ("State") },
  { NULL, "subject", N_ ("Subject") },
  { NULL, "task", N_ ("Task") },
  { NULL, "to_lymphodepletion", N_ ("Related to lymphodepletion") },
  { NULL, "to_product", N_ ("Related to the product") },
  { NULL, "treatment", N_ ("Treatment") },
  { NULL, "unit", N_ ("Unit") },
  { NULL, "unit_text", N_ ("Unit as written") },
  { NULL, "user", N_ ("User") },
  { NULL, "user_name", N_ ("User name") },
  { NULL, "usubjid", N_ ("Unique subject identifier") },
  { NULL, "utc_offset", N_ ("Offset from UTC") },
  { NULL, "uuid", N_ ("Internal identifier") },
  { NULL, "valid_from", N_ ("Valid from") },
  { NULL, "valid_to", N_ ("Valid to") },
  { NULL, "verbatim", N_ ("As reported") },
  { NULL, "version", N_ ("Version") },
  { NULL, "visit", N_ ("Visit") },
  { NULL, "voided", N_ ("Voided") },
  { NULL, "volume", N_ ("Volume collected") },
  { NULL, "wrapped", N_ ("Wrapped key") },
};

const char *
pod_history_field_to_words (const char *table, const char *column)
{
  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    if (g_strcmp0 (column, columns[i].column) == 0 &&
        (columns[i].table == NULL || g_strcmp0 (table, columns[i].table) == 0))
      return _ (columns[i].words);
  return column;
}

const char *
pod_record_kind_to_words (const char *table)
{
  static const struct
  {
    const char *table;
    const char *words;
  } all[] = {
    { "adverse_event", N_ ("Adverse event") },
    /* Translators: a file that a laboratory sent, and one result of it. */
    { "arrival", N_ ("Arrival") },
    { "arrival_item", N_ ("Result that came in") },
    { "casebook", N_ ("Casebook") },
    { "delegation", N_ ("Delegation") },
    { "draft", N_ ("Draft") },
    { "event", N_ ("Event of the trial") },
    { "finding", N_ ("Result") },
    { "intervention", N_ ("Treatment") },
    { "key_grant", N_ ("Key to the names") },
    { "laboratory_range", N_ ("Laboratory’s range") },
    { "person", N_ ("Identity") },
    { "pin", N_ ("Study file") },
    { "query", N_ ("Query") },
    { "report", N_ ("Laboratory’s report of a day") },
    /* Translators: a register in which running numbers are given out, such as screening numbers. */
    { "series", N_ ("Series of numbers") },
    { "setting", N_ ("Setting") },
    { "signature", N_ ("Signature") },
    { "subject", N_ ("Subject") },
    { "user", N_ ("Account") },
    { "visit", N_ ("Visit") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    if (g_strcmp0 (table, all[i].table) == 0)
      return _ (all[i].words);
  return table != NULL ? table : "";
}
