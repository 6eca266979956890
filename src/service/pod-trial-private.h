#pragma once

#include "pod-lab-map.h"
#include "pod-store.h"
#include "pod-subject-item.h"
#include "pod-trial-backup.h"
#include "pod-trial-users.h"
#include "pod-trial.h"
#include "pod-user-table.h"
#include "pod-vault.h"

G_BEGIN_DECLS

/* A key that a job on the database thread may still hold while the trial is being locked; counted by references. */
typedef struct
{
  PodVault *vault; /* NULL for a role without a slot */
} PodKey;

PodKey *pod_key_new (PodVault *vault);
PodKey *pod_key_ref (PodKey *key);
void pod_key_unref (PodKey *key);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodKey, pod_key_unref)

struct _PodTrial
{
  GObject parent_instance;

  char *path;
  PodClock clock;
  PodDatabase *database;
  PodStudy *study;
  char *pinned;    /* which version it is: pod_pin_digest() */
  GPtrArray *past; /* PodStudy: what was in force before; what still points into one is right */
  PodSite *site;
  gboolean demo;
  gboolean amended;      /* the files on disk are not those in force */
  PodRestored last_copy; /* without a head: none was made */
  char *backup_folder;   /* NULL for the one beside the database */
  gint64 copied_us;      /* when the last copy by itself was made, as far as is known; 0 for not */

  guint epoch; /* counts sessions, so that what was begun in one is not shown in another */
  char *user;
  PodUserRole role;
  char *session;
  GCancellable *over; /* cancelled when the session is */
  PodKey *key;
  gint64 user_id;
  char *full_name;        /* NULL where the account has none */
  gboolean must_change;   /* the password is one that somebody else chose */
  GPtrArray *delegations; /* PodDelegation: one's own */
  guint failures;         /* attempts that failed before this signing in */
  char *last_failure;
  char *lock_cause; /* why whoever was in last was put out; NULL where they went, or are in */
  char *lock_words; /* the same as a sentence, where there is something to say */

  GListStore *subjects;  /* PodSubjectItem */
  GHashTable *positions; /* subject id (gint64 *) → position + 1 in subjects */
  PodDate today;         /* the day that the items were made for */
  gboolean refreshing;   /* one look at a time */
  gboolean must_reload;  /* the last look failed after it had seen that something changed */
  gint64
      seen; /* the audit entry up to which other processes' changes are in the list; 0 before it is filled */
  gint64 news; /* the last entry that the list of news showed */
  GPtrArray *problems;
  GPtrArray *drafts; /* of pod-draft-memory.h: they outlive the session */
};

/* A setting: somebody who had the data key was taken out by somebody who has none, so that it is still to be changed. */
#define POD_SETTING_ROTATE "vault.rotate"
/* A setting for each laboratory: what somebody has said in the program of its items, one a line: observation, tab, item. */
#define POD_SETTING_LAB_MAP "lab.map."
/* For each laboratory: the text of the map that was chosen for it; for each shape of a file, a hash: laboratory, tab, name of the map. */
#define POD_SETTING_LAB_FILE "lab.file."
#define POD_SETTING_LAB_SHAPE "lab.shape."
/* For each laboratory of which somebody has said it: "," where the numbers of its tables are written 1.234,5, "." where 1,234.5. */
#define POD_SETTING_LAB_DECIMAL "lab.decimal."
/* For each laboratory of whose tables somebody has said which column is what: lines of pod_lab_map_choose_columns(). */
#define POD_SETTING_LAB_COLUMNS "lab.columns."

/* FAILED where the trial was closed. */
gboolean pod_trial_require_open (PodTrial *self, GError **error);
/* CANCELLED: whoever asked is gone, or the trial was closed. */
void pod_trial_set_gone_error (GError **error);

/* INPUT where no account can have them. */
gboolean pod_trial_check_credentials (const char *user, const char *password, GError **error);
/* Of a name to be given to somebody: nothing invisible, no spaces at its ends (pod-user-name.c).  None at all is another's to refuse. */
gboolean pod_user_name_check (const char *name, GError **error);
/* The same for all names that a reader takes for the same; free with g_free(). */
char *pod_user_name_fold (const char *name);
/* SIGNED_OUT or ROLE where @verb is not for whoever is signed in. */
gboolean pod_trial_require (PodTrial *self, PodVerb verb, GError **error);
/* Tries a user and a password and records the attempt, but loads nothing and lets nobody in. */
gboolean pod_trial_try_sign_in (PodTrial *self,
                                const char *user,
                                const char *password,
                                PodUserRole *role,
                                GError **error);
/* The stamp of whoever is signed in, now. */
PodStamp *pod_trial_make_stamp (PodTrial *self, const char *why);
/* In a job that writes: sets the stamp of whoever signed in, unless their account is no longer what it was: ENDED. */
gboolean pod_trial_begin_writing (PodConnection *connection, const PodStamp *stamp, GError **error);
/* The same check alone: AMENDED_ELSEWHERE where the study by which @stamp's owner goes is no longer the one in force. */
gboolean
pod_trial_check_in_force (PodConnection *connection, const PodStamp *stamp, GError **error);
/* The cause of the lock that follows; NULL while the account is in force. */
const char *pod_account_state_get_cause (PodAccountState state);
/* pod_trial_lock(), where what is to be told of it is known better than by the cause; @words: (nullable). */
void pod_trial_lock_telling (PodTrial *self, const char *cause, const char *words);
/* NULL where whoever is put out knows why. */
const char *pod_lock_cause_to_words (const char *cause);
/* How a row of pod_delegation_table_read() becomes one of a GPtrArray of PodDelegation. */
void pod_delegation_collect (gpointer delegations,
                             gint64 id,
                             const char *task,
                             const char *start,
                             const char *stop);
GPtrArray *pod_delegations_new (void);
gboolean pod_delegations_are_alike (const GPtrArray *a, const GPtrArray *b);
/* INPUT where a password is too short, is known to everybody or holds the user's name. */
/* As pod_trial_check_password(); the trail tells that it was asked for @where: "again", or "signature". */
gboolean pod_trial_check_password_for (PodTrial *self,
                                       const char *where,
                                       const char *password,
                                       GError **error);
gboolean pod_trial_check_password_rules (const char *user, const char *password, GError **error);
/* Whether an account with that past is locked out at @now; *until (nullable) says how long. */
gboolean pod_lock_out_is_on (const PodUserPast *past, PodInstant now, PodInstant *until);
/* Whether one more failure locks it. */
gboolean pod_lock_out_is_next (const PodUserPast *past);
/* LOCKED_OUT where it is, saying until when. */
gboolean pod_lock_out_check (const PodUserPast *past, PodInstant now, GError **error);
/* Loads what the role may see, waiting. */
gboolean pod_trial_load (PodTrial *self, GError **error);
/* WAITING where @role sees names and the PI has not confirmed it. */
gboolean
pod_trial_check_confirmed (PodUserRole role, gboolean is_endorsed, PodVault *vault, GError **error);

/* As @twin was left, where the trail says so already. */
void pod_trial_leave_as (PodTrial *self, PodTrial *twin);
/* Takes both, while nobody is signed in; the one before is kept. */
void pod_trial_take_study (PodTrial *self, PodStudy *study, char *pinned);
/* On the database thread: the study that is pinned, and which version (transfer full); NULL without an error where it is still that of
 * @pinned (nullable). */
PodStudy *pod_study_read_pinned (PodConnection *connection,
                                 const char *pinned,
                                 GPtrArray *problems,
                                 char **digest,
                                 GError **error);
void pod_trial_set_session (PodTrial *self, const char *user, PodUserRole role, PodVault *vault);
void pod_trial_add_problem (PodTrial *self, const char *field, const char *message);
/* INPUT with the first of the problems as its message; FALSE, so that a check may return it. */
gboolean pod_trial_set_input_error (PodTrial *self, GError **error);
/* A GTask for an async verb.  What was done before it could be cancelled is told as done, not as cancelled. */
GTask *pod_trial_new_task (PodTrial *self,
                           gpointer tag,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);

/* What is done off the main thread; it looks at the cancellable itself. */
typedef gboolean (*PodWork) (gpointer data, GCancellable *cancellable, GError **error);
/* @work with @task's data, then @ready on the main thread with a reference to @task as its user data and no source: the thread holds
 * nothing of the trial, or it might be the last to let go of it. */
void pod_trial_work_in_thread (GTask *task, PodWork work, GAsyncReadyCallback ready);
/* For @ready: TRUE where the work was done and @task is to return what came of it; else it has returned the error, which also is that the session of
 * @epoch is over. */
gboolean pod_trial_end_work (GTask *task, GAsyncResult *result, guint epoch);

/* A job that reads, and whose answer @task returns; what was asked for in a session is not shown in another.  It takes the task's data. */
void pod_trial_read_in_session (GTask *task,
                                PodDatabaseFunc func,
                                gpointer data,
                                GDestroyNotify free_data,
                                GDestroyNotify free_answer);

/* The same of a job that leaves a trace of what it reads. */
void pod_trial_look_in_session (GTask *task,
                                PodDatabaseFunc func,
                                gpointer data,
                                GDestroyNotify free_data,
                                GDestroyNotify free_answer);

/* A job whose answer is in @data, waited for. */
gboolean pod_trial_call (PodTrial *self,
                         PodAccess access,
                         PodDatabaseFunc func,
                         gpointer data,
                         GError **error);

/* Progress is told on the main thread, whoever makes it. @progress: (nullable). */
void pod_trial_tell_progress (PodTrialProgress progress, gpointer data, double fraction);

/* The study of that id as it lies on the disk. */
PodStudy *pod_study_find_on_disk (const char *id, GPtrArray *problems, GError **error);
/* Whether the files on the disk are others than those of @study, or have other contents.  A study that is not on the disk at all
 * is no proposal. */
gboolean pod_study_differs_on_disk (const PodStudy *study);

/* READ: notes PRINT of what leaves on paper or in a file, as pod_trial_print() does; returns the trail's head, "1234:ab…".
 * @casebook: (nullable): of the subject; NULL for all of them. */
char *pod_trial_note_print (PodTrial *self,
                            const char *kind,
                            const PodCasebook *casebook,
                            GError **error);
/* "The record as of entry 1234 of the audit trail, head ab…".  Free with g_free(). */
char *pod_audit_head_to_words (const char *head);

/* @map: (nullable): a path; @laboratory: (nullable): another than the file's.  What was said of its items in the program is in it.  Without
 * @map: the one kept for the laboratory, else that of the study which names it, else the study's default.
 * Errors: MAP of the exchange's, where it has faults. */
PodLabMap *
pod_trial_load_lab_map (PodTrial *self, const char *map, const char *laboratory, GError **error);
/* (element-type PodLabMap): all that a file of the laboratory may have come in by, that one first. */
GPtrArray *
pod_trial_load_lab_maps (PodTrial *self, const char *map, const char *laboratory, GError **error);

/* Role, reason and plausibility of every step; see pod_trial_commit(). */
gboolean
pod_trial_check_change (PodTrial *self, const PodChange *change, const char *why, GError **error);

/* Asking, unless it is but an answer that @query adds to what is @saved; either may be NULL. */
PodVerb pod_query_find_verb (const PodQuery *saved, const PodQuery *query);
/* What of it cannot be is added to the problems; @query: NULL for a voiding. */
void pod_trial_check_query (PodTrial *self, const PodQuery *saved, const PodQuery *query);

/**
 * PodSnapshot:
 * What a job brings back for the windows: casebooks (of all subjects, or of those that changed) and the site.
 */
typedef struct
{
  GPtrArray *casebooks;
  PodSite *site;
  GArray *ids; /* of a change's steps; NULL where nothing was written */
  gint64 seen; /* everything up to this audit entry is in it; 0 where it brings only some */
} PodSnapshot;

PodSnapshot *pod_snapshot_new (void);
void pod_snapshot_free (PodSnapshot *snapshot);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodSnapshot, pod_snapshot_free)

/* Whether anybody settled a reading, also as the study proposes it. */
gboolean pod_trial_is_any_settled (PodTrial *self);
/* What cannot be of how a consent was taken is added to the problems. */
void pod_trial_check_consent (PodTrial *self, PodDate date, const PodConsent *consent);
/* Adds what the study records of it to @change. */
void pod_consent_put (const PodStudy *study,
                      PodChange *change,
                      gint64 subject,
                      PodDate date,
                      const PodConsent *consent);

/* Why a signature was not written, in words where the signer can do something about it. */
void pod_signing_explain (GError **error);

/* On the database thread.  @subjects: (nullable) (element-type gint64): NULL for all, which sets @snapshot's seen: load the site just
 * before it.  In a job that reads it ends the transaction after each casebook and begins another, since a reader blocks a writer;
 * what is written meanwhile stands behind seen in the trail. */
gboolean pod_snapshot_load (PodSnapshot *snapshot,
                            PodConnection *connection,
                            GArray *subjects,
                            GError **error);
/* (element-type PodEffect): see pod-trial-reading.h. */
GPtrArray *pod_effects_new (void);
/* Nothing is added where the two do not differ. */
void pod_effects_add (GPtrArray *effects,
                      const PodCasebook *casebook,
                      const PodScreening *before,
                      const PodScreening *after);
/* What would become of every subject under another study or site. */
GPtrArray *pod_trial_compare_with (PodTrial *self, const PodStudy *study, const PodSite *site);

/* On the main thread: replaces what is older than what it brought, and tells. */
void pod_trial_take_snapshot (PodTrial *self, PodSnapshot *snapshot);

/* Where the day has changed since the items were made, makes them anew. */
void pod_trial_turn_day (PodTrial *self);

/**
 * PodWriting:
 * A change on its way to the database thread, with all that it needs there.
 */
typedef struct
{
  PodChange *change;
  PodStamp *stamp;
  PodKey *key;
  PodStudy *study;
  PodSite *site;
} PodWriting;

PodWriting *pod_writing_new (PodTrial *self, PodChange *change, const char *why);
void pod_writing_free (PodWriting *writing);
/* A PodDatabaseFunc over a PodWriting: derives what follows, applies, reloads; gives a PodSnapshot. */
gpointer pod_writing_apply (PodConnection *connection,
                            gpointer data,
                            GCancellable *cancellable,
                            GError **error);
/* The same inside a job that has more to do: @snapshot gets the ids and the casebooks that changed. */
gboolean pod_writing_apply_change (PodWriting *writing,
                                   PodConnection *connection,
                                   PodSnapshot *snapshot,
                                   GError **error);

/* INPUT where the subject was written to after that entry of the trail. */
gboolean pod_writing_check_unchanged (PodConnection *connection,
                                      gint64 subject,
                                      gint64 audit,
                                      GError **error);
/* Signs the event that the change has just written last, as a decision, in the same transaction: where it fails, nothing was decided. */
gboolean pod_writing_sign_event (PodWriting *writing,
                                 PodConnection *connection,
                                 PodSnapshot *snapshot,
                                 gint64 subject,
                                 GError **error);

/* Writes what follows from the casebook and the birth date (eGFR from creatinine), and withdraws what no longer does;
 * *written tells whether anything was. */
gboolean pod_derive_for_casebook (PodWriting *writing,
                                  PodConnection *connection,
                                  PodCasebook *casebook,
                                  gboolean *written,
                                  GError **error);
/* The same for the sums of instruments, from their items; no key is needed. */
gboolean pod_derive_scores (PodWriting *writing,
                            PodConnection *connection,
                            const PodCasebook *casebook,
                            gboolean *written,
                            GError **error);

G_END_DECLS
