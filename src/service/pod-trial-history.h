#pragma once

#include "pod-trial.h"

G_BEGIN_DECLS

/* The audit trail as people read it, and the one thing that may be taken out of it. */

/**
 * PodHistoryFilter: all that is set must fit
 * @subject: 0 for all, trial-wide events included; counts for nothing where @table is set
 * @table, @row: (nullable), 0: one record's, or with 0 those of the whole table
 * @user, @action: (nullable): exact
 * @from, @to: days at the site, inclusive; no date where open
 * @text: (nullable): occurs in a value, a field's name or a reason; letters of either case
 * @before: only entries with a smaller number; 0 for the newest
 * @limit: how many rows at most, but one entry at least, since its fields are not parted; 0 for 500
 */
typedef struct
{
  gint64 subject;
  const char *table;
  gint64 row;
  const char *user;
  const char *action;
  PodDate from;
  PodDate to;
  const char *text;
  gint64 before;
  guint limit;
} PodHistoryFilter;

/**
 * PodHistoryItem: one field's change, or one event of the program, as a row of a list
 * Plain strings, NULL where there is none; "…" for a value that is sealed, "[redacted]" for one that was taken out.
 * @when: RFC 3339 UTC; @offset_min: the workstation's offset; @subject: its screening number
 */
#define POD_TYPE_HISTORY_ITEM (pod_history_item_get_type ())
G_DECLARE_FINAL_TYPE (PodHistoryItem, pod_history_item, POD, HISTORY_ITEM, GObject)

gint64 pod_history_item_get_sequence (PodHistoryItem *self);
const char *pod_history_item_get_when (PodHistoryItem *self);
int pod_history_item_get_offset (PodHistoryItem *self);
const char *pod_history_item_get_user (PodHistoryItem *self);
const char *pod_history_item_get_role (PodHistoryItem *self);
/* Of the account as it is now; (nullable). */
const char *pod_history_item_get_organisation (PodHistoryItem *self);
const char *pod_history_item_get_action (PodHistoryItem *self);
const char *pod_history_item_get_table (PodHistoryItem *self);
gint64 pod_history_item_get_row (PodHistoryItem *self);
const char *pod_history_item_get_subject (PodHistoryItem *self);
/* The key, where the entry is of a setting; (nullable). */
const char *pod_history_item_get_setting (PodHistoryItem *self);
const char *pod_history_item_get_field (PodHistoryItem *self);
const char *pod_history_item_get_old (PodHistoryItem *self);
const char *pod_history_item_get_new (PodHistoryItem *self);
/* In the reader's language, where part of it is the program's. */
const char *pod_history_item_get_why (PodHistoryItem *self);
/* Of a result which an undone file had displaced, and which was put back: the reason says nothing of its value. */
gboolean pod_history_item_is_return (PodHistoryItem *self);
/* A typed text that can be taken out. */
gboolean pod_history_item_can_redact (PodHistoryItem *self);
/* "Corrected", "Signed in", …: the action in the reader's language; and the column's name, "Grade". */
const char *pod_history_action_to_words (const char *action);
/* The same of an entry that is a note of the program, whose @detail (nullable) may say that it was another thing. */
const char *pod_history_note_to_words (const char *action, const char *detail);
const char *pod_history_field_to_words (const char *table, const char *column);
/* The detail of one of the program's own notes; as it is where there are no words for it.  NULL for NULL.  Free with g_free(). */
char *pod_history_detail_to_words (const char *action, const char *detail);
/* "Adverse event"; the table's own name where there are no words for it. */
const char *pod_record_kind_to_words (const char *table);

/* HISTORY.  A GListModel of PodHistoryItem, newest first; reads in slices, so that nobody waits. */
void pod_trial_list_history_async (PodTrial *self,
                                   const PodHistoryFilter *filter,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
/* (transfer full) */
GListModel *pod_trial_list_history_finish (PodTrial *self, GAsyncResult *result, GError **error);
GListModel *pod_trial_list_history (PodTrial *self, const PodHistoryFilter *filter, GError **error);

typedef enum
{
  POD_HISTORY_CSV,
  POD_HISTORY_JSON, /* an array of objects, closed by the head of the chain */
} PodHistoryFormat;
/* HISTORY.  The whole of what fits @filter (its limit does not count) to a new file, 0600; noted PRINT with the file's hash.
 * EXISTS where there is one.  A reason is as the trail keeps it, in nobody's language: README.md says what it may begin with. */
gboolean pod_trial_save_history (PodTrial *self,
                                 const PodHistoryFilter *filter,
                                 PodHistoryFormat format,
                                 const char *path,
                                 GError **error);
void pod_trial_save_history_async (PodTrial *self,
                                   const PodHistoryFilter *filter,
                                   PodHistoryFormat format,
                                   const char *path,
                                   PodTrialProgress progress,
                                   gpointer progress_data,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean pod_trial_save_history_finish (PodTrial *self, GAsyncResult *result, GError **error);

/* REDACT, with the password again and a reason.  Takes one of the texts of entry @sequence out of the trail, wherever the trail has that text
 * of that record's field: where it is what the record says now, the record is corrected to "[redacted]" first, in the same transaction;
 * REDACT entries remain.  A text in a note of the program or in a reason is taken out as well.
 * @field: (nullable): as pod_history_item_get_field() tells it, or "(why)" for the reason; NULL for all of the entry's.  An entry's texts
 * stand and go together, so whatever else was typed in the same breath leaves the trail with it; a record still says what it said of that. */
gboolean pod_trial_redact_field (PodTrial *self,
                                 gint64 sequence,
                                 const char *field,
                                 const char *password,
                                 const char *why,
                                 GError **error);

/* Notices of the machine's clock: FALSE where it went backwards since the last entry (more than 2 s); a CLOCK entry says so. */
gboolean pod_trial_is_clock_sound (PodTrial *self);
/* The head that a package, a backup or a print kept: from a folder or file, or "1234:ab…" itself.  NULL with INPUT. */
char *pod_trial_read_anchor (const char *path_or_head, GError **error);

G_END_DECLS
