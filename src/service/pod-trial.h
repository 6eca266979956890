#pragma once

#include <gio/gio.h>

#include "pod-change.h"
#include "pod-course.h"
#include "pod-exchange.h"

G_BEGIN_DECLS

/**
 * PodServiceError:
 * @POD_SERVICE_ERROR_SIGNED_OUT: nobody is signed in
 * @POD_SERVICE_ERROR_ROLE: this role may not do that
 * @POD_SERVICE_ERROR_REASON: a change of something saved needs a reason
 * @POD_SERVICE_ERROR_INPUT: what was typed has problems; see pod_trial_take_problems()
 * @POD_SERVICE_ERROR_STUDY: the study definition or the knowledge has faults
 * @POD_SERVICE_ERROR_MUST_CHANGE: first a password of one's own must be chosen
 * @POD_SERVICE_ERROR_WAITING: the account waits for the PI's confirmation
 * @POD_SERVICE_ERROR_LOCKED_OUT: too many failed attempts; the message says until when
 * @POD_SERVICE_ERROR_ENDED: the account was ended, or given another role or password, since its owner signed in
 * @POD_SERVICE_ERROR_AMENDED: the study and knowledge that the database has pinned do not load in this version
 * @POD_SERVICE_ERROR_FAULTS: the database does not verify of which a copy was made, or that was to be restored
 * @POD_SERVICE_ERROR_AMENDED_ELSEWHERE: another version of the study came into force since this session began
 * @POD_SERVICE_ERROR_UNNOTED: it was done and stays done, but the trail could not note it; the message says why
 * @POD_SERVICE_ERROR_CAME_ELSEWHERE: the file came in as another laboratory's, and nobody has taken anything of that reading
 */
typedef enum
{
  POD_SERVICE_ERROR_SIGNED_OUT,
  POD_SERVICE_ERROR_ROLE,
  POD_SERVICE_ERROR_REASON,
  POD_SERVICE_ERROR_INPUT,
  POD_SERVICE_ERROR_STUDY,
  POD_SERVICE_ERROR_AMENDED,
  POD_SERVICE_ERROR_MUST_CHANGE,
  POD_SERVICE_ERROR_WAITING,
  POD_SERVICE_ERROR_LOCKED_OUT,
  POD_SERVICE_ERROR_ENDED,
  POD_SERVICE_ERROR_UNNOTED,
  POD_SERVICE_ERROR_FAULTS,
  POD_SERVICE_ERROR_AMENDED_ELSEWHERE,
  POD_SERVICE_ERROR_CAME_ELSEWHERE,
} PodServiceError;

#define POD_SERVICE_ERROR (pod_service_error_quark ())
GQuark pod_service_error_quark (void);

/* Whether a change was refused because somebody else had changed the same record since it was read: whoever typed it
 * looks at both and saves again.  The interface knows no store, so it asks here. */
gboolean pod_trial_error_is_conflict (const GError *error);
/* Whether a password, or a recovery key, was tried and is not the one; every other error says nothing of it. */
gboolean pod_trial_error_is_refusal (const GError *error);

/* What happened and what to do, in the reader's language; the error's own message where it says more than its code does.
 * Free with g_free(). */
char *pod_trial_error_to_words (const GError *error);

typedef enum
{
  POD_USER_PI,
  POD_USER_INVESTIGATOR,
  POD_USER_COORDINATOR,
  POD_USER_NURSE,
  POD_USER_MONITOR,
  POD_USER_ADMINISTRATOR, /* makes accounts, sees no data */
  POD_N_USER_ROLES,
} PodUserRole;

const char *pod_user_role_to_string (PodUserRole role);
const char *pod_user_role_to_words (PodUserRole role);
gboolean pod_user_role_from_string (const char *text, PodUserRole *role);

/* What a person does.  One table of role × verb (pod-roles.c) is asked by the service and by the interface. */
typedef enum
{
  POD_VERB_READ,
  POD_VERB_SEE_IDENTITY,
  POD_VERB_CONSENT, /* register a patient who consented */
  POD_VERB_RECORD,  /* visits, findings, interventions, adverse events */
  POD_VERB_JUDGE, /* confirm grade, causality, seriousness, eligibility; attest: physicians only */
  POD_VERB_ENROL,
  POD_VERB_IMPORT,
  POD_VERB_EXPORT,
  POD_VERB_VERIFY,
  POD_VERB_MANAGE_USERS,
  POD_VERB_CONFIRM_USER, /* gives the key to the names, makes the recovery key */
  POD_VERB_DELEGATE,
  POD_VERB_REVIEW_ACCESS,
  POD_VERB_SIGN,     /* a record; a sub-investigator only while it is delegated */
  POD_VERB_SIGN_OFF, /* a casebook */
  POD_VERB_ASK,      /* raise a query, close one */
  POD_VERB_ANSWER,
  POD_VERB_HISTORY,
  POD_VERB_REDACT,
  POD_VERB_BACKUP,
  POD_VERB_SETTLE, /* how the protocol is read, and which version of the study is in force */
  POD_N_VERBS,
} PodVerb;

gboolean pod_role_may (PodUserRole role, PodVerb verb);
/* The role may it only while the PI has delegated it. */
gboolean pod_role_may_if_delegated (PodUserRole role, PodVerb verb);

/**
 * PodTrial:
 *
 * An open trial database with the study it belongs to: what windows show and what verbs act upon.  Lives on the main thread.
 * Every verb has a plain form, which waits (for podocytectl, the demo and tests), and where a person would wait for it also an
 * _async form with progress and cancellation (for windows).
 *
 * Properties: "signed-in" (boolean), "user" (nullable string), "demo" (boolean).
 * Signals: "changed" (subject id, gint64): a casebook was replaced; 0: anything may have.  "leaving": whoever is signed in is about to
 * be signed out, and what they typed can still be kept in their name.  "written": another process has written anything at all, which
 * pod_trial_refresh() saw.
 */
#define POD_TYPE_TRIAL (pod_trial_get_type ())
G_DECLARE_FINAL_TYPE (PodTrial, pod_trial, POD, TRIAL, GObject)

/* ---- opening ---- */

/* The folder of studies and knowledge: PODOCYTE_DATA_DIR, the installed one, or the source tree's. */
char *pod_data_dir (void);

typedef struct
{
  const char *path;
  const char *study; /* the id of a folder in studies/ */
  const char *user;  /* becomes the PI */
  const char *password;
  gboolean demo;         /* marks the database as invented data, for ever */
  const PodClock *clock; /* NULL for the system's */
  const char *full_name; /* (nullable): of the PI, printed beside a signature */
  const char *folder;    /* (nullable): where else the study lies; @study is then not read */
} PodTrialCreation;

/* The ids of the studies that are installed, in order: the folders of pod_data_dir() in which a study is begun.  Whether it has faults
 * shows when it is loaded. */
GStrv pod_list_studies (void);
/* The study in @folder, as pod_trial_create() would take it; NULL with STUDY, and all faults in @problems (nullable). */
PodStudy *pod_load_study (const char *folder, GPtrArray *problems, GError **error);

/* A new site database, signed in as its PI.  Study faults are in @problems (nullable) and the error is STUDY. */
PodTrial *pod_trial_create (const PodTrialCreation *creation, GPtrArray *problems, GError **error);
/* Opens; nobody is signed in yet, so that nothing can be read but the study's name.  The study and the knowledge are those that
 * the database has pinned, whatever lies on the disk: an update of the program changes no verdict.  AMENDED, with the @problems
 * (nullable), where they do not load. */
PodTrial *
pod_trial_open (const char *path, const PodClock *clock, GPtrArray *problems, GError **error);
/* Opens for pod_trial_verify_as() and pod_trial_close() alone: not even the study is read, since what was pinned may be what was
 * altered. */
PodTrial *pod_trial_open_for_verifying (const char *path, const PodClock *clock, GError **error);
/* Whether the study or the knowledge on the disk differs from what is in force: a proposed amendment, which nothing adopts by
 * itself. */
gboolean pod_trial_has_proposed_amendment (PodTrial *self);
/* Closes the database; every other call fails from then on.  Must be called before the last unref. */
void pod_trial_close (PodTrial *self);

gboolean pod_trial_sign_in (PodTrial *self, const char *user, const char *password, GError **error);
void pod_trial_sign_in_async (PodTrial *self,
                              const char *user,
                              const char *password,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean pod_trial_sign_in_finish (PodTrial *self, GAsyncResult *result, GError **error);
/* Forgets key, casebooks and list. */
void pod_trial_sign_out (PodTrial *self);

/* ---- reading: all immutable, all on the main thread ---- */

const char *pod_trial_get_path (PodTrial *self);
const PodStudy *pod_trial_get_study (PodTrial *self);
const PodSite *pod_trial_get_site (PodTrial *self);
const char *pod_trial_get_user (PodTrial *self);
/* (nullable): as it is printed beside their signature: the full name, else the user name. */
const char *pod_trial_get_printed_name (PodTrial *self);
PodUserRole pod_trial_get_role (PodTrial *self);
gboolean pod_trial_is_signed_in (PodTrial *self);
gboolean pod_trial_is_demo (PodTrial *self);
gboolean pod_trial_may (PodTrial *self, PodVerb verb);
/* Today at the site, by the trial's clock. */
PodDate pod_trial_get_today (PodTrial *self);

/* A GListModel of PodSubjectItem, in the order of screening numbers; filled at sign-in, kept up to date. */
GListModel *pod_trial_get_subjects (PodTrial *self);
/* (transfer full) (element-type PodCasebook): theirs, in the same order. */
GPtrArray *pod_trial_list_casebooks (PodTrial *self);
/* The casebook as the list has it; NOT_FOUND where there is no such subject. */
PodCasebook *pod_trial_load_casebook (PodTrial *self, gint64 subject, GError **error);
/* By screening number, enrolment number or USUBJID; 0 where there is none. */
gint64 pod_trial_find_subject (PodTrial *self, const char *number);
/* (nullable): the patient's name etc. from the vault, audited as a look; LOCKED without a key. Fields of PodIdentity order. */
char *pod_trial_reveal_name (PodTrial *self, gint64 subject, GError **error);
/* The same of the birth date; *@birth: none where the vault has none. */
gboolean pod_trial_reveal_birth (PodTrial *self, gint64 subject, PodDate *birth, GError **error);

/* ---- writing ---- */

/* The problems of the last call that failed with INPUT: (element-type PodProblem), never NULL. */
GPtrArray *pod_trial_take_problems (PodTrial *self);

/* The one door for changes: role, reason and plausibility are checked, one transaction, casebooks replaced, "changed" emitted.
 * What only a physician or the PI decides takes their role, also where it is undone: grade, seriousness, causality and attestations,
 * which are findings of yes or no (JUDGE), consent (CONSENT), enrolment and screening failure (ENROL).  Subjects are made by
 * pod_trial_register().  A value outside what is plausible is INPUT without a reason, and taken with one; one that cannot be is INPUT
 * whatever the reason.
 * @why: (nullable): required where pod_change_needs_reason().  @ids: (nullable): id of each step. */
gboolean
pod_trial_commit (PodTrial *self, PodChange *change, const char *why, GArray *ids, GError **error);
void pod_trial_commit_async (PodTrial *self,
                             PodChange *change,
                             const char *why,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean
pod_trial_commit_finish (PodTrial *self, GAsyncResult *result, GArray **ids, GError **error);

/**
 * PodConsent: how a consent was taken
 * @form: (nullable): the version that was signed, where the study lists them
 * @minute: of the day; -1 where the time is not known
 * @explained_by: who of the site explained the trial
 * @copy_given: the patient has a copy; POD_UNKNOWN where nobody said
 */
typedef struct
{
  const char *form;
  gint16 minute;
  const char *explained_by;
  PodTruth copy_given;
} PodConsent;

/**
 * PodRegistration:
 * @how: (nullable): recorded beside the day where it is known
 *
 * A patient who consented.  The identity goes into the vault; a person known by record or ID number keeps the USUBJID.
 */
typedef struct
{
  const char *name;
  const char *record_number;
  const char *id_number; /* (nullable) */
  const char *phone;     /* (nullable) */
  PodDate birth_date;
  const char *sex;    /* "male" or "female" */
  const char *cohort; /* (nullable) */
  PodDate consent;
  const PodConsent *how;
} PodRegistration;

/* Registers, gives the screening number, records consent, sex and age.  Returns the subject, 0 on error.  INPUT where a person of
 * that record number or ID number is known by another name or birth date. */
gint64 pod_trial_register (PodTrial *self, const PodRegistration *registration, GError **error);
/* Everything entered at a visit in one transaction: findings get visit, subject, and what is derived from them (eGFR).
 * @change holds a new visit and its records. */
gboolean pod_trial_record (PodTrial *self,
                           gint64 subject,
                           PodChange *change,
                           const char *why,
                           GError **error);
/* The PI's decision: gives the enrolment number.  INPUT unless the screening says eligible by what is recorded at that moment.  This and
 * the next are not signed and may be of a day that has passed, and are refused (INPUT) in every database that is no demonstration: a site
 * decides by pod_trial_decide(). */
gboolean pod_trial_enrol (PodTrial *self, gint64 subject, PodDate date, GError **error);
/* Records the failure with the criteria that failed on that day. */
gboolean pod_trial_fail_screening (PodTrial *self, gint64 subject, PodDate date, GError **error);

/* ---- thinking, for one subject, with what is loaded ---- */

PodScreening *pod_trial_screen (PodTrial *self, gint64 subject, PodDate as_of, GError **error);

/* ---- long work ---- */

/**
 * PodImportItem: what became of one line of a laboratory file
 * @state: "accepted" (in the quarantine alone it is clear, and nobody has taken it), "duplicate", "conflict" (it waits for a person), "unmapped"
 *   or "refused"
 * @cause: (nullable): of a conflict, the word of pod-trial-arrival.h
 * @subject: (nullable): the screening number it was matched to
 * @result, @collected: as printed: "102 10*9/L (110–150)", "2026-11-20 08:10"; (nullable): of people who are not subjects nothing is told
 * @shown: (nullable): the result with sign and unit as this program writes them, where that is another: "< 102 ×10⁹/L (110–150)"
 * @when: when it was collected, as far as that could be read
 * @read: (nullable): the number that it was read as, where the file writes it otherwise: "1.234" of "1,234"; the result in the usual unit, where it
 *   waits for having come in another; and in the unit in which the study shows it, where that is another: "97.2 µmol/L" of "1.1 mg/dL".  Where
 *   there are several, with "=" between them
 * @limits: (nullable): those of the site's own table that it would get, since it came without: "41–81", or with the table's unit
 *   where the result's is another: "41–81 µmol/L"
 * @is_unlimited: one of the @unlimited of PodImport
 */
typedef struct
{
  guint line;
  const char *state;
  const char *cause;
  char *subject;
  char *item;
  const char *observation;
  char *result;
  char *shown;
  char *read;
  char *limits;
  char *collected;
  PodMoment when;
  char *reason;
  gboolean is_unlimited;
} PodImportItem;

/* @items: (element-type PodImportItem); @skipped: of those refused, the ones of people who are not subjects, of whom nothing is kept;
 * @shape: (nullable): what files of this origin have in common, for pod_trial_remember_laboratory(); @is_new: it had not come in before;
 * @unlimited: of those accepted or waiting, the ones of which nobody can tell whether they are abnormal: they came without limits, and there are
 *   none of that laboratory;
 * @decimals: how many were refused only for how their decimals are written, or how those of others are; @decimal_comma: it was read as
 * written with a comma */
typedef struct
{
  guint read;
  guint accepted;
  guint duplicate;
  guint conflict;
  guint unmapped;
  guint refused;
  guint skipped;
  GPtrArray *items;
  char *shape;
  gboolean is_new;
  guint unlimited;
  guint decimals;
  gboolean decimal_comma;
} PodImport;

void pod_import_free (PodImport *import);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodImport, pod_import_free)
/* How many lines from @first on, itself included, are refused for one and the same reason and are no subject's: one sentence says it of all. */
guint pod_import_count_alike (const PodImport *import, guint first);
/* "3 results have no limits (UPCR, Creatinine): whether they are abnormal cannot be told here."; NULL for none.  Free with g_free(). */
char *pod_import_say_unlimited (const PodImport *import, const PodStudy *study);

/* What is clear becomes results at once, the rest waits in the quarantine (pod-trial-arrival.h), chunk by chunk.
 * @map: (nullable): a map's path; NULL for the study's own (data/studies/<id>/maps/default.ini).  With @dry_run nothing is written. */
PodImport *pod_trial_import (PodTrial *self,
                             const char *file,
                             const char *map,
                             gboolean dry_run,
                             GError **error);
void pod_trial_import_async (PodTrial *self,
                             const char *file,
                             const char *map,
                             gboolean dry_run,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
PodImport *pod_trial_import_finish (PodTrial *self, GAsyncResult *result, GError **error);

typedef void (*PodTrialProgress) (double fraction, gpointer data);

/* Writes a package for the recipient; the audit trail gets an EXPORT entry with the manifest's hash. */
gboolean pod_trial_export (PodTrial *self,
                           const char *directory,
                           PodProfile profile,
                           gboolean ndjson,
                           GError **error);
void pod_trial_export_async (PodTrial *self,
                             const char *directory,
                             PodProfile profile,
                             PodTrialProgress progress,
                             gpointer progress_data,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean pod_trial_export_finish (PodTrial *self, GAsyncResult *result, GError **error);

/* What cannot be if nobody tampered: "chain", "replay" …, and where; table, row and field may be NULL. */
typedef struct
{
  char *what;
  char *table;
  char *row;
  char *field;
} PodTrialFault;

/**
 * PodTrialVerification:
 * @entries: audit entries read
 * @head: (nullable): of the chain
 * @faults: (element-type PodTrialFault): empty where all is well
 * @old_copy: (nullable): where a copy of the database lies as it was before a schema step, not encrypted: no fault; it goes once a copy that
 *   verifies was made
 */
typedef struct
{
  gboolean ok;
  gint64 entries;
  char *head;
  GPtrArray *faults;
  char *old_copy;
} PodTrialVerification;

void pod_trial_verification_free (PodTrialVerification *verification);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodTrialVerification, pod_trial_verification_free)

/* @anchor: (nullable): a head kept elsewhere. */
PodTrialVerification *pod_trial_verify (PodTrial *self, const char *anchor, GError **error);
void pod_trial_verify_async (PodTrial *self,
                             const char *anchor,
                             PodTrialProgress progress,
                             gpointer progress_data,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
PodTrialVerification *
pod_trial_verify_finish (PodTrial *self, GAsyncResult *result, GError **error);
/* The same in the name of @user, whether anybody is signed in or not: the attempt is recorded, no casebook is loaded, and nobody is
 * signed in by it.  So it answers where a cell that somebody altered keeps everybody out.  A refusal (the errors of
 * pod_trial_sign_in(); ROLE) is the error only where the trail has no fault: faults name tables and rows, which are no secret, and
 * the account that is refused may be what was altered.  Noted VERIFY in any case, without right credentials in no role. */
PodTrialVerification *pod_trial_verify_as (PodTrial *self,
                                           const char *user,
                                           const char *password,
                                           const char *anchor,
                                           GError **error);

/* Looks whether another process has written, and reloads what it changed; and makes the list anew when the day has changed.
 * Windows call it every POD_TRIAL_REFRESH_MS, so that nobody waits a second for another's change, the reading of it included. */
#define POD_TRIAL_REFRESH_MS 400
void pod_trial_refresh (PodTrial *self);

G_END_DECLS
