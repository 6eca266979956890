#pragma once

#include "pod-trial.h"

G_BEGIN_DECLS

/*
 * The quarantine of what laboratories send (IMPORT).  Nothing of it is a result until it was taken; nothing that stands is ever
 * overwritten; what the laboratory wrote is kept with it for ever, sealed.
 *
 * Why something waits, a word: "correction" (the laboratory says that it corrects), "withdrawal" (it takes it back), "another_result" (of the
 * same test, specimen and time), "corrected_before" (what stands there corrected it), "same_day" (of the same test and day, and one of the two has
 * no time, or both the same), "withdrawn_before" (somebody here took it out), "unit" (not the one that this item has come in), "implausible",
 * "not_taken" (of a line: it has come in before, is clear, and nobody has taken it), "flag" (it says another than value and limits), "limits"
 * (those of the file cannot be read for certain, and the laboratory's own table has none), "wrong_patient" (sex or birth date are not the subject's;
 * the whole message), "near_number" (the number in the file is the subject's, and but for hyphens and the like another's, too), "partial_date", "preliminary", "test_message" (the sender says that
 * the message is only tried out), and of what was judged again "not_usable" (behind it, ": " and why), "not_again" (it is unmapped still, and only
 * the file itself tells) and "duplicate", and of what is unmapped again "taken_back".  There may be several, the weightiest last:
 * "test_message+withdrawn_before+implausible".
 */

/* The words as a sentence, the weightiest first; NULL for none.  Of what is refused the reason stands with the item. */
const char *pod_arrival_cause_to_words (const char *cause);
/* What has become of the other result that it meets: it is on record; only came in, too; or is neither there nor waits any more. */
typedef enum
{
  POD_MET_RECORD,
  POD_MET_ARRIVAL,
  POD_MET_NOTHING,
} PodMet;
const char *pod_arrival_cause_explain (const char *cause, PodMet met);
/* Whether @word is the cause, or one of several. */
gboolean pod_arrival_cause_has (const char *cause, const char *word);
/* (nullable): without those @words; NULL where nothing is left.  Free with g_free(). */
char *pod_arrival_cause_leave_out (const char *cause, const char *const *words);

/**
 * PodTrialArrival:
 * A file.  @moment: RFC 3339 UTC; @lines: results in it; @skipped: of people who are not subjects; @duplicates: there already
 * @left_nothing: undone or set aside before anybody took or rejected anything of it, so that only the trail tells of it
 * @n_clear, @n_waiting, @n_unmapped: how many wait for somebody; @n_refused, @n_accepted, @n_rejected: how many do not, with the undone among the last
 */
typedef struct
{
  gint64 id;
  char *moment;
  char *user;
  char *laboratory;
  char *kind;
  char *encoding;
  gboolean is_undone;
  gboolean left_nothing;
  gboolean is_complete;
  guint lines;
  guint skipped;
  guint duplicates;
  guint n_clear;
  guint n_waiting;
  guint n_unmapped;
  guint n_refused;
  guint n_accepted;
  guint n_rejected;
} PodTrialArrival;

PodTrialArrival *pod_trial_arrival_copy (const PodTrialArrival *arrival);
void pod_trial_arrival_free (PodTrialArrival *arrival);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodTrialArrival, pod_trial_arrival_free)

/**
 * PodTrialArrivalItem:
 * @id, @version: for settling it
 * @subject: whose it is; @number: the screening number, of who is enrolled behind the enrolment number: "MN-001 (S-001)"
 * @state: "clear", "waiting", "unmapped", "refused", "accepted", "rejected", "undone"
 * @cause: (nullable): the word; @reason: (nullable): why, in words
 * @item, @value, @unit, @range, @flag, @specimen, @collected: as printed, "" where there is nothing
 * @is_withdrawn: it was taken, and what it became, the finding @result, stands no longer
 * @finding: what it would be or became, without a head; @earlier: (nullable): what stands already of the same test, specimen and time, or else of
 *   the same day where one of the two has no time or both the same, or
 *   what it would withdraw; @standing: (element-type PodFinding) (nullable): where it waits or is clear, all of those, with @earlier first
 * @rival: (nullable): where nothing stands, what came in of the same and waits as well
 * @rival_arrival, @rival_line: where that came in; 0 where there is none
 * @last: (nullable): where it waits for its unit, the last that the laboratory reported in another; where the day is not known, the last of that test
 */
typedef struct
{
  gint64 id;
  int version;
  gint64 arrival;
  gint64 subject;
  guint line;
  guint message;
  char *number;
  const char *state;
  char *cause;
  char *reason;
  char *item;
  char *value;
  char *unit;
  char *range;
  char *flag;
  char *specimen;
  char *collected;
  gboolean is_withdrawn;
  gint64 result;
  PodFinding finding;
  const PodFinding *earlier;
  const PodFinding *rival;
  gint64 rival_arrival;
  guint rival_line;
  const PodFinding *last;
  /* What the texts of these belong to. */
  gpointer stored;
  GPtrArray *open;
  GPtrArray *owners;
  GPtrArray *standing;
  PodCasebook *casebook;
} PodTrialArrivalItem;

/* It can still be taken: it is clear, or waits. */
gboolean pod_trial_arrival_item_is_open (const PodTrialArrivalItem *item);
void pod_trial_arrival_item_free (PodTrialArrivalItem *item);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodTrialArrivalItem, pod_trial_arrival_item_free)

/* (element-type PodTrialArrival), newest first. */
GPtrArray *pod_trial_list_arrivals (PodTrial *self, GError **error);
void pod_trial_list_arrivals_async (PodTrial *self,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
GPtrArray *pod_trial_list_arrivals_finish (PodTrial *self, GAsyncResult *result, GError **error);

/* (element-type PodTrialArrivalItem), in the order in which they came.  @arrival: 0 for all that left something; @state: (nullable): only those; @after: only
 * those with a greater id; @limit: 0 for all. */
GPtrArray *pod_trial_list_arrival_items (PodTrial *self,
                                         gint64 arrival,
                                         const char *state,
                                         gint64 after,
                                         guint limit,
                                         GError **error);
void pod_trial_list_arrival_items_async (PodTrial *self,
                                         gint64 arrival,
                                         const char *state,
                                         gint64 after,
                                         guint limit,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
GPtrArray *
pod_trial_list_arrival_items_finish (PodTrial *self, GAsyncResult *result, GError **error);
/* What the laboratory wrote, exactly (IMPORT and SEE_IDENTITY).  It may name the patient, so that each look is an entry in the audit trail as one at a
 * name is; wipe with pod_trial_free_raw().  Called off before it was read it leaves none. */
char *pod_trial_open_arrival_raw (PodTrial *self, gint64 item, GError **error);
void pod_trial_open_arrival_raw_async (PodTrial *self,
                                       gint64 item,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
char *pod_trial_open_arrival_raw_finish (PodTrial *self, GAsyncResult *result, GError **error);
void pod_trial_free_raw (char *raw);

/* Reads a file into the quarantine; nothing of it is a result yet.  @laboratory: (nullable): another than the map's, as for what another
 * hospital has sent.  @arrival: (out) (optional): 0 where nothing of it was kept, now or before.  A file that comes twice adds nothing; one that was
 * interrupted goes on. */
PodImport *pod_trial_receive (PodTrial *self,
                              const char *file,
                              const char *map,
                              const char *laboratory,
                              gint64 *arrival,
                              GError **error);
void pod_trial_receive_async (PodTrial *self,
                              const char *file,
                              const char *map,
                              const char *laboratory,
                              PodTrialProgress progress,
                              gpointer progress_data,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
/* *arrival and *is_new (out) (optional), whether this call has made it, tell of what is written, also where the rest failed: undone or set
 * aside, it comes in anew; received once more, it goes on.  With CAME_ELSEWHERE *arrival is that other reading. */
PodImport *pod_trial_receive_finish (PodTrial *self,
                                     GAsyncResult *result,
                                     gint64 *arrival,
                                     gboolean *is_new,
                                     GError **error);

typedef enum
{
  /* It becomes a result; a withdrawal takes its result out. */
  POD_RESOLVE_ACCEPT,
  /* It takes the place of the one that stands, which is voided with the reason and stays readable. */
  POD_RESOLVE_ACCEPT_AS_CORRECTION,
  /* It becomes a result beside the one that stands. */
  POD_RESOLVE_KEEP_BOTH,
  POD_RESOLVE_REJECT,
} PodResolution;

/**
 * PodArrivalKey:
 * An item as it was read, and shown beside what stood of the same.
 * @corrects: which of those a correction takes the place of; 0 for none of them
 * @standing: a mark of them all; 0 for none
 */
typedef struct
{
  gint64 id;
  int version;
  gint64 corrects;
  guint64 standing;
} PodArrivalKey;

/* A correction takes the place of the only one that stands; where there are several somebody says of which. */
PodArrivalKey pod_trial_arrival_item_get_key (const PodTrialArrivalItem *item);

/* All of them or none, in one transaction.  @why: needed for a rejection, for what takes something out, and for what speaks against itself
 * (implausible, another patient's sex or birth date, a test message): INPUT without it; INPUT also where something stands of the same test, specimen and
 * time and it was not said whether to correct it or to keep both, or where two of @items are of the same test and day.  CONFLICT where one was
 * settled meanwhile, or, where it is to stand beside something or to take it out, something else stands than was shown. */
gboolean pod_trial_resolve (PodTrial *self,
                            const PodArrivalKey *items,
                            guint n_items,
                            PodResolution resolution,
                            const char *why,
                            GError **error);
void pod_trial_resolve_async (PodTrial *self,
                              const PodArrivalKey *items,
                              guint n_items,
                              PodResolution resolution,
                              const char *why,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean pod_trial_resolve_finish (PodTrial *self, GAsyncResult *result, GError **error);

/* Takes what is clear of an arrival, chunk by chunk; *n: how many. */
gboolean pod_trial_take_arrival (PodTrial *self, gint64 arrival, guint *n, GError **error);
void pod_trial_take_arrival_async (PodTrial *self,
                                   gint64 arrival,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
/* The same of those alone that are among @items (element-type gint64); finished by pod_trial_take_arrival_finish(). */
void pod_trial_take_some_async (PodTrial *self,
                                gint64 arrival,
                                const GArray *items,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean
pod_trial_take_arrival_finish (PodTrial *self, GAsyncResult *result, guint *n, GError **error);
/**
 * PodUndoneResult:
 * A result that goes with its file, or that the file displaced, by a correction or a withdrawal, and that can come back.
 * @item, @version: what came in; @number: the screening number; @finding: the result
 * Of what was displaced, and stands of the same test and day beside it when the file is gone:
 * @other: (nullable): one of those; @is_replaced: it has the very place, so that this one cannot come back
 * @is_undone: its own file was undone, too; @is_withdrawn: another file that stands takes it back
 * @impossible: (nullable): why it could not be recorded today, so that it cannot come back
 * @standing: a mark of all this
 */
typedef struct
{
  gint64 item;
  int version;
  char *number;
  const PodFinding *finding;
  const PodFinding *other;
  gboolean is_replaced;
  gboolean is_undone;
  gboolean is_withdrawn;
  char *impossible;
  guint64 standing;
  /* What the texts of these belong to. */
  GPtrArray *owners;
} PodUndoneResult;

#define POD_UNDOING_MOST_NAMED 6

/**
 * PodArrivalUndoing:
 * What undoing an arrival does to results that stand.
 * @n_taken: are voided; of those @n_judged: that a physician judged, @n_signed: that a signature covers as they are
 * @n_corrected: that somebody has changed since they came: these stay
 * @taken: (element-type PodUndoneResult): the first of those that are voided, POD_UNDOING_MOST_NAMED at most
 * @displaced: (element-type PodUndoneResult): all that can come back
 */
typedef struct
{
  guint n_taken;
  guint n_judged;
  guint n_signed;
  guint n_corrected;
  GPtrArray *taken;
  GPtrArray *displaced;
} PodArrivalUndoing;

void pod_arrival_undoing_clear (PodArrivalUndoing *undoing);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PodArrivalUndoing, pod_arrival_undoing_clear)

gboolean pod_trial_count_undoing (PodTrial *self,
                                  gint64 arrival,
                                  PodArrivalUndoing *undoing,
                                  GError **error);
void pod_trial_count_undoing_async (PodTrial *self,
                                    gint64 arrival,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean pod_trial_count_undoing_finish (PodTrial *self,
                                         GAsyncResult *result,
                                         PodArrivalUndoing *undoing,
                                         GError **error);

/**
 * PodArrivalReturn:
 * Of a result that was displaced, as it was shown: whether it @returns.
 */
typedef struct
{
  gint64 item;
  int version;
  guint64 standing;
  gboolean returns;
} PodArrivalReturn;

PodArrivalReturn pod_undone_result_get_return (const PodUndoneResult *result, gboolean returns);
/* Whether anything says that it should stay out, unless a person knows better. */
gboolean pod_undone_result_is_doubtful (const PodUndoneResult *result);

/* Voids what an arrival brought, and ends what waits of it, with the reason; what somebody has corrected since stays as it is.
 * @returns: (element-type PodArrivalReturn) (nullable): all that it displaced, as pod_trial_count_undoing() told it.  What of it comes back is
 * recorded anew, in one transaction with what had taken its place, since what is voided stays so; nobody has judged it then.  CONFLICT, and nothing is
 * undone, where other results were displaced, or stand beside those, than were shown; INPUT where one that is to come back cannot be.  NULL: all that
 * was displaced stays out.  @progress: (nullable) */
gboolean pod_trial_undo_arrival (PodTrial *self,
                                 gint64 arrival,
                                 const GArray *returns,
                                 const char *why,
                                 GError **error);
void pod_trial_undo_arrival_async (PodTrial *self,
                                   gint64 arrival,
                                   const GArray *returns,
                                   const char *why,
                                   PodTrialProgress progress,
                                   gpointer progress_data,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
/* *n: how many of its items, also where the rest failed: undone once more, it goes on with those. */
gboolean
pod_trial_undo_arrival_finish (PodTrial *self, GAsyncResult *result, guint *n, GError **error);

/* Ends what waits of an arrival that nobody has taken anything of, with the reason, so that its file can come in as another's: all of it in one
 * transaction, or nothing: INPUT where somebody has taken something. */
gboolean
pod_trial_set_aside_arrival (PodTrial *self, gint64 arrival, const char *why, GError **error);
void pod_trial_set_aside_arrival_async (PodTrial *self,
                                        gint64 arrival,
                                        const char *why,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean pod_trial_set_aside_arrival_finish (PodTrial *self, GAsyncResult *result, GError **error);

/* The laboratory's item is that observation, from now on: kept in the database with the laboratory.  INPUT where there is no such observation, the
 * item has no name, or its text holds an identity of the vault: it is kept in the clear. */
gboolean pod_trial_map_item (PodTrial *self,
                             const char *laboratory,
                             const char *item,
                             const char *observation,
                             GError **error);
/* Takes that back.  What of that laboratory nobody has decided, and is that observation by this name, is unmapped again, also where it was refused or
 * a duplicate as that; results that were taken, and what a person has rejected, stay.  CONFLICT where nobody says so any more. */
gboolean pod_trial_unmap_item (PodTrial *self,
                               const char *laboratory,
                               const char *item,
                               const char *observation,
                               GError **error);
void pod_trial_unmap_item_async (PodTrial *self,
                                 const char *laboratory,
                                 const char *item,
                                 const char *observation,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean pod_trial_unmap_item_finish (PodTrial *self, GAsyncResult *result, GError **error);

/**
 * PodLabMapping:
 * What somebody has said that a laboratory's @item is.
 * @when, @user: (nullable): RFC 3339 UTC; unless pod_lab_mappings_date() was asked, or where the trail of settings is too long for it
 * @is_going: it is being taken back, or somebody was called off while it was: nothing is
 * read by it any more, and it can be taken back once more.
 */
typedef struct
{
  char *item;
  char *observation;
  char *when;
  char *user;
  gboolean is_going;
} PodLabMapping;

void pod_lab_mapping_free (PodLabMapping *mapping);
/* (element-type PodLabMapping), in the order in which they were said. */
GPtrArray *pod_trial_list_mappings (PodTrial *self, const char *laboratory, GError **error);
/* Since when they are said, and by whom: @history: (element-type PodHistoryItem): of the settings, newest first. */
void pod_lab_mappings_date (GPtrArray *mappings, const char *laboratory, GListModel *history);
/**
 * PodRefusedItem:
 * Of what was read again, that now it is something, and cannot be used: how many, by what the laboratory calls it.
 * @reason: (nullable): of the first of them, in words
 */
typedef struct
{
  char *item;
  guint n;
  char *reason;
} PodRefusedItem;

void pod_refused_item_free (PodRefusedItem *refused);

/* Reads what is unmapped of an arrival again, and judges it; *n: how many of them are something now.  @map: as for pod_trial_import(). */
gboolean
pod_trial_read_again (PodTrial *self, gint64 arrival, const char *map, guint *n, GError **error);
void pod_trial_read_again_async (PodTrial *self,
                                 gint64 arrival,
                                 const char *map,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
/* *refused (out) (optional) (nullable) (transfer full) (element-type PodRefusedItem): of those, as far as it came */
gboolean pod_trial_read_again_finish (PodTrial *self,
                                      GAsyncResult *result,
                                      guint *n,
                                      GPtrArray **refused,
                                      GError **error);

/* How many wait for somebody; for whoever may see that. */
gboolean pod_trial_count_waiting (PodTrial *self, guint *n, GError **error);

G_END_DECLS
