#pragma once

#include "pod-trial.h"

G_BEGIN_DECLS

/*
 * What somebody is typing, kept in the database at every pause: sealed under the key of the vault, readable by its author alone.  For a
 * role without a key it is kept in memory only, and these calls do nothing, successfully.
 */

/**
 * PodDraft:
 * @form: which form: "adverse_event", "register" …
 * @subject, @record: what it is about; 0 for none
 * @content: as the form wrote it
 * @saved: RFC 3339 UTC
 */
typedef struct
{
  char *form;
  gint64 subject;
  gint64 record;
  char *content;
  char *saved;
} PodDraft;

void pod_draft_free (PodDraft *draft);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodDraft, pod_draft_free)

/* @content NULL: forgets the draft.  Calls for the same form overtake one another: the last wins. RECORD, ASK or ANSWER. */
void pod_trial_save_draft_async (PodTrial *self,
                                 const char *form,
                                 gint64 subject,
                                 gint64 record,
                                 const char *content,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean pod_trial_save_draft_finish (PodTrial *self, GAsyncResult *result, GError **error);
/* The same, waiting: before a lock or the end. */
gboolean pod_trial_save_draft (PodTrial *self,
                               const char *form,
                               gint64 subject,
                               gint64 record,
                               const char *content,
                               GError **error);
/* One's own (element-type PodDraft), newest first. */
GPtrArray *pod_trial_list_drafts (PodTrial *self, GError **error);

G_END_DECLS
