#pragma once

#include "pod-arrival-table.h"
#include "pod-lab-file.h"
#include "pod-trial-arrival.h"
#include "pod-trial-private.h"

G_BEGIN_DECLS

/*
 * An import on its way: the file was read off the main thread; now it is judged and written chunk by chunk, each a transaction of its
 * own that is whole, so that nobody else waits for long.
 */

typedef enum
{
  POD_IMPORTING_LOOK, /* nothing is written */
  POD_IMPORTING_KEEP, /* what came in is kept; a person takes it */
  POD_IMPORTING_TAKE, /* what is clear becomes findings at once */
} PodImportingMode;

/* A cause; behind it, ": " and the reason, in the language of whoever had it judged. */
#define POD_ARRIVAL_NOT_USABLE "not_usable"
#define POD_ARRIVAL_NOT_AGAIN "not_again"
/* What it is somebody had said, and that was taken back. */
#define POD_ARRIVAL_TAKEN_BACK "taken_back"
/* The number in the file is, but for hyphens and the like, another person's, too. */
#define POD_ARRIVAL_NEAR_NUMBER "near_number"
/* Of several causes the weightier stands behind the other, and is told first. */
#define POD_ARRIVAL_AND "+"

/* What becomes of one result.  @line: of this file, which @reason is about, or without one, that it repeats; 0 for none.  @lies_there: it came in before, and waits
 * since. */
typedef struct
{
  const char *state; /* the word of PodImportItem */
  PodArrivalState as;
  const char *cause; /* of pod-trial-arrival.h */
  const char *reason;
  gboolean is_kept; /* it gets an item */
  guint line;
  gboolean lies_there;
} PodJudgement;

/* (nullable): @reason of a @cause, in which those are named whose number it may be where it is near another's. */
const char *pod_arrival_cause_name_near (const char *reason,
                                         const char *cause,
                                         const PodSubject *own,
                                         const PodSubject *near);
/* (nullable): the same, in which it is told of lost limits that the site's table has some by now. */
const char *pod_arrival_cause_name_table (const char *reason);

/**
 * PodKnown:
 * What the database knows of the people of one chunk, as the transaction finds it.
 * @subjects: all of them (PodSubject); @screened, @enrolled: their numbers, simplified → those that have it (GPtrArray), the latest last
 * @casebooks: subject → PodCasebook, of those that were asked for
 * @recorded: results by person; @withdrawn: voided ones by subject; @days: results that stand, by person, test and day
 * @open: subject → what lies in the quarantine of it, of those that were asked for; @open_days: the same by test and day
 * @births: person → PodDate
 */
typedef struct
{
  PodConnection *connection;
  PodVault *vault;
  GPtrArray *subjects;
  GHashTable *screened;
  GHashTable *enrolled;
  GHashTable *casebooks;
  GHashTable *recorded;
  GHashTable *withdrawn;
  GHashTable *births;
  GHashTable *days;
  GHashTable *open;
  GHashTable *open_days;
} PodKnown;

PodKnown *pod_known_new (PodConnection *connection, PodVault *vault, GError **error);
void pod_known_free (PodKnown *known);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodKnown, pod_known_free)
/* The casebook of the latest attempt that the key stands for; NULL without an error where nobody is.  Where the map's @kind is a number of the
 * trial's own, the other of those is known as well, unless that were two people. */
PodCasebook *
pod_known_find (PodKnown *known, PodSubjectKeyKind kind, const char *key, GError **error);
/* Fills the tables of numbers. */
void pod_known_list_numbers (PodKnown *known);
/* The latest attempt that the trial itself calls so, however that is written; NULL for none, and where that were two people. */
const PodSubject *
pod_known_find_own (const PodKnown *known, PodSubjectKeyKind kind, const char *key);
/* Two people are called so: *exactly: (out): one is screened, and another enrolled, by that very number; else only hyphens and the like make the
 * difference.  Of a map by record number nobody is. */
gboolean pod_known_is_of_two (const PodKnown *known,
                              PodSubjectKeyKind kind,
                              const char *key,
                              gboolean *exactly);
/* @key is the very number of the person whom @own is of, and but for hyphens and the like another's, too: that one; else NULL. */
const PodSubject *
pod_known_find_near (const PodKnown *known, const PodSubject *own, const char *key);
/* The same for both numbers of @own; NULL where that were two people, too. */
const PodSubject *pod_known_find_near_any (const PodKnown *known, const PodSubject *own);
/* The trial itself calls somebody so. */
gboolean pod_known_is_own_number (const PodKnown *known, const char *key);
PodCasebook *pod_known_get (PodKnown *known, gint64 subject, GError **error);
/* What stands of that origin, of any attempt of the person; NULL where nothing does. */
const PodFinding *
pod_known_find_recorded (PodKnown *known, const PodCasebook *casebook, const PodFinding *finding);
const PodFinding *
pod_known_find_withdrawn (PodKnown *known, const PodCasebook *casebook, const PodFinding *finding);
gboolean
pod_known_find_birth (PodKnown *known, const PodCasebook *casebook, PodDate *birth, GError **error);

/* owner and origin → PodFinding, which are not copied; the first that comes stays. */
GHashTable *pod_origin_table_new (void);
void pod_origin_table_add (GHashTable *origins, gint64 owner, const PodFinding *finding);
const PodFinding *
pod_origin_table_find (GHashTable *origins, gint64 owner, const PodFinding *finding);

/*
 * Results of one test and day that say otherwise, from elsewhere or typed, where one has no time or both the same: they may be of one sample,
 * and then one of them is wrong.  Two with their own times are two samples.
 */
gboolean pod_day_is_rival (const PodStudy *study, const PodFinding *a, const PodFinding *b);
/* Whether what came in for @cause is held against others of the day at all. */
gboolean pod_day_is_held (const char *cause);
/* owner, test and day → PodFinding, which are not copied. */
GHashTable *pod_day_table_new (void);
void pod_day_table_add (GHashTable *days, gint64 owner, const PodFinding *finding);
const PodFinding *pod_day_table_find (GHashTable *days,
                                      const PodStudy *study,
                                      gint64 owner,
                                      const PodFinding *finding);
/* A rival that stands, of any attempt of the person; NULL where none does. */
const PodFinding *pod_known_find_day (PodKnown *known,
                                      const PodStudy *study,
                                      const PodCasebook *casebook,
                                      const PodFinding *finding);
/* What somebody typed, or the laboratory told of another of its items or specimens, of the very minute, and says what @finding says; of what @withdraws
 * what was typed alone, and without a value of its own whatever that says.  NULL for none. */
const PodFinding *pod_day_table_find_said (GHashTable *days,
                                           const PodStudy *study,
                                           gint64 owner,
                                           const PodFinding *finding,
                                           gboolean withdraws);
/* The same of what stands, of any attempt of the person. */
const PodFinding *pod_known_find_said (PodKnown *known,
                                       const PodStudy *study,
                                       const PodCasebook *casebook,
                                       const PodFinding *finding,
                                       gboolean withdraws);
/* All that stands of the same: what is of that origin, or else what says it of the very minute, or else every rival of the day, of any attempt of the
 * person; of a withdrawal else what was typed.  @cause: why @finding waits.
 * The findings are of @known. */
GPtrArray *pod_known_list_standing (PodKnown *known,
                                    const PodStudy *study,
                                    const PodCasebook *casebook,
                                    const PodFinding *finding,
                                    const char *cause);
/* Another where one of them is another, or was changed; 0 for none. */
guint64 pod_standing_get_mark (const GPtrArray *standing);
/* A rival, or one that says the same of the very minute, that nobody has settled yet; *found: NULL where there is none.  FALSE with an error. */
gboolean pod_known_find_open_day (PodKnown *known,
                                  const PodStudy *study,
                                  gint64 subject,
                                  const PodFinding *finding,
                                  const PodFinding **found,
                                  GError **error);
/* Something in the quarantine was settled. */
void pod_known_forget_open (PodKnown *known);

/* What was preliminary is not known as what is final. */
gboolean pod_import_is_final_of (const PodFinding *earlier, const PodFinding *finding);
/* The same value, whatever limits and status it has. */
gboolean pod_import_is_same_result (const PodFinding *a, const PodFinding *b);
/* The same in whatever units the study converts. */
gboolean pod_import_says_the_same (const PodStudy *study, const PodFinding *a, const PodFinding *b);

/* Whether somebody has changed what the item became, but for judging it. */
gboolean pod_arrival_was_corrected (const PodArrivalItem *item, const PodFinding *result);

/* The item that brought @finding, which may have been displaced and have come back since; NULL for none.  FALSE with an error. */
gboolean pod_arrival_find_owner (PodKnown *known,
                                 const PodFinding *finding,
                                 PodArrivalItem **owner,
                                 GError **error);

/* What the item became, as it stands: recorded anew, where it had been displaced and came back; NULL for nothing.  FALSE with an error. */
gboolean pod_arrival_find_result (PodKnown *known,
                                  const PodArrivalItem *item,
                                  const PodFinding **result,
                                  GError **error);

/* It was taken, and took out what stood. */
gboolean pod_arrival_took_back (const PodArrivalItem *item);
/* Whether a file that stands, another than @but, takes that result back. */
gboolean pod_arrival_is_taken_back (PodKnown *known,
                                    gint64 result,
                                    gint64 but,
                                    gboolean *is_so,
                                    GError **error);
/* Of what stands no longer, of any attempt of the person: the last of that origin, if a file that stands takes it back; 0 for none. */
gboolean pod_arrival_find_taken_back (PodKnown *known,
                                      const PodCasebook *casebook,
                                      const PodFinding *finding,
                                      gint64 *result,
                                      GError **error);

/**
 * PodUndoingItem:
 * What undoing an arrival does about one of its items that were taken.
 * @taken: (nullable): its result, which goes; @is_kept: which stays, since somebody has changed it
 * @displaced: (nullable): a voided one that can come back; of a place there is one.  @is_undone: its own file was undone, and nothing is known
 *   that had stood before it; @is_withdrawn: another file that stands takes it back
 * @others: (element-type PodFinding): what stands beside that then; NULL where nothing was displaced
 */
typedef struct
{
  PodArrivalItem *item;
  const PodFinding *taken;
  gboolean is_kept;
  const PodFinding *displaced;
  gboolean is_undone;
  gboolean is_withdrawn;
  GPtrArray *others;
} PodUndoingItem;

/* What the item became, where it stands.  *taken: (out) (nullable): goes; *is_kept: (out): somebody has changed it, so it stays. */
gboolean pod_undoing_look (PodKnown *known,
                           const PodArrivalItem *item,
                           const PodFinding **taken,
                           gboolean *is_kept,
                           GError **error);
/* (element-type PodUndoingItem): of those people and observations of which the arrival has displaced something, by id; what they refer to is of
 * @known. */
GPtrArray *pod_undoing_list (PodKnown *known, gint64 arrival, GError **error);
/* (nullable): of @others the one that has its very place */
const PodFinding *pod_undoing_find_replacement (const PodUndoingItem *undoing);
/* Only one of the two can stand. */
gboolean pod_undoing_is_one_place (const PodFinding *a, const PodFinding *b);
/* Of something displaced: another where that, what speaks against it or what stands beside it is another. */
guint64 pod_undoing_get_mark (const PodUndoingItem *undoing);

/**
 * PodJudge:
 * @site: whose limits hold where the file has none
 * @seen: subject, origin and test → PodLabItem of this very file that came before
 * @days: the results of those by subject, test and day
 * @arrival, @position: the item that is kept of the line already; 0 and -1 where there is none
 * @same_file: the arrival of these very bytes, also where nothing is kept; 0 for none
 * @index: the place of the line in the file
 * @takes: what is clear is recorded at once
 * @rival: (nullable): another of this very file that contradicts the item, so that neither is clear
 */
typedef struct
{
  const PodStudy *study;
  const PodSite *site;
  PodDate today;
  PodKnown *known;
  GHashTable *seen;
  GHashTable *days;
  gint64 arrival;
  int position;
  gint64 same_file;
  int index;
  gboolean takes;
  const PodLabItem *rival;
} PodJudge;

/* FALSE with an error where the database does not answer.  @casebook: of whom it is. */
gboolean pod_judge_item (PodJudge *judge,
                         const PodLabItem *item,
                         PodCasebook *casebook,
                         PodJudgement *judgement,
                         GError **error);
/* (nullable): the last that this laboratory reported of it, whose unit is the usual one */
const PodFinding *pod_judge_find_usual (const PodCasebook *casebook, const PodFinding *finding);
/* What speaks against the value itself, as a cause; NULL for nothing. */
const char *
pod_judge_find_doubt (const PodJudge *judge, const PodLabItem *item, const PodCasebook *casebook);
/* It came without any, and the site's table has some for it. */
gboolean pod_judge_are_limits_from_table (const PodStudy *study,
                                          const PodSite *site,
                                          const PodCasebook *casebook,
                                          const PodFinding *finding);
/* Whether what the file says of its limits would be lost without a word; where the site's table has some, those hold. */
gboolean pod_judge_are_limits_lost (const PodJudge *judge,
                                    const PodLabItem *item,
                                    const PodCasebook *casebook);
/* For the next of the same subject. */
void pod_judge_remember (PodJudge *judge, const PodLabItem *item, gint64 subject);

/* Whether @found, of the whole file, is what @item was made of: another map may find other lines in it. */
gboolean
pod_judge_is_same (const PodArrivalItem *item, const PodLabItem *found, PodLabFormat format);
/* Unknown where one of the two is not told, or leaves open what the other says. */
PodTruth pod_judge_is_same_sex (const char *a, const char *b);
PodTruth pod_judge_is_same_date (PodDate a, PodDate b);
/* What was kept of @item, read by @map, with what it is of it; NULL where that does not say it all, *@found: NULL where it is not in it.
 * @heading: of the file. */
PodLabFile *pod_judge_read_raw (const PodArrival *arrival,
                                const char *heading,
                                const PodArrivalItem *item,
                                const PodLabMap *map,
                                const PodLabItem **found);
/* @item waited for somebody to say what it is: now it is what @found was judged.  @result: the id of the finding that it became at once; 0
 * for none.  What was clear of the same file, and is contradicted by it, waits as well. */
gboolean pod_judge_settle (PodConnection *connection,
                           const PodStudy *study,
                           PodArrivalItem *item,
                           const PodLabItem *found,
                           const PodJudgement *judgement,
                           gint64 result,
                           GError **error);

/* Read, not mapped: a mapped file that somebody cuts short takes the program with it.  No error holds its name. */
GBytes *pod_import_read_bytes (const char *path, GError **error);
#define POD_IMPORT_HASH_PIECE ((gsize) 1 << 20)
/* SHA-256 into @hash, of POD_ARRIVAL_HASH_BYTES.  Piece by piece: a large file takes long, and whoever calls it off does not wait for it. */
gboolean pod_import_hash (GBytes *bytes, guint8 *hash, GCancellable *cancellable, GError **error);
/* What GLib says of a file, without its name; being called off stays that. */
void pod_import_set_read_error (GError **error, const GError *local);

/* (element-type PodLabItem): for each line of @file, by its place in it, another that contradicts it, final as it is: of the same origin with another
 * value, or a rival of its day; NULL where none does.  @order: of the lines, those of one subject together. */
GPtrArray *
pod_import_list_rivals (const PodStudy *study, const PodLabFile *file, const GArray *order);
/* @item is @finding by now, and something else that came with it is clear and contradicts that: then both wait. */
gboolean pod_import_hold_rivals (PodConnection *connection,
                                 const PodStudy *study,
                                 const PodArrivalItem *item,
                                 const PodFinding *finding,
                                 GError **error);
/* Of which @finding is a part. */
const PodLabItem *pod_import_get_item (const PodFinding *finding);
/* @reason: (nullable): with the other line of the file that it is about; of a line that only repeats another there is no reason but that. */
char *pod_import_say_line (const char *reason, guint line);
/* As the program calls a subject, and as most files do: "MN-001 (S-001)", or "S-001" of one who is not enrolled. */
char *pod_import_say_subject (const PodSubject *subject);

/* What the laboratory printed of it as one text, and how its file's decimals were doubted. */
char *pod_import_print (const PodLabItem *item, const char *reason);
/* @printed: (nullable): taken apart again; free with g_strfreev(). */
char **pod_import_split_printed (const char *printed);
/* The line, segment or resource with those that it is read with. */
char *pod_import_join_raw (const PodLabItem *item);
/* Adds to @import what became of its line @index.  @casebook: (nullable): of people who are not subjects nothing is told. */
void pod_import_tell (PodImport *import,
                      const PodStudy *study,
                      guint index,
                      const PodLabItem *item,
                      const PodCasebook *casebook,
                      const PodJudgement *judgement);
/* For what is unmapped or refused the rest of a finding is left behind: something of it may be in the wrong place. */
void
pod_import_fill_finding (const PodLabItem *item, PodArrivalState state, PodArrivalItem *arrived);

G_END_DECLS
