#pragma once

#include "pod-trial.h"

G_BEGIN_DECLS

/*
 * What somebody is typing, kept in the database at every pause: sealed under the key of the vault, readable by its author alone.  For a
 * role without a key, which could seal nothing, it is kept in this trial's memory: there it outlives a lock and waits for the same person,
 * is wiped when the trial is closed, and does not survive a crash or a kill.
 */

/**
 * PodDraft:
 * @form: which form: "adverse_event", "register", "person", "query" …; a stroke and what it is about may follow
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

/* The verb that the form is sent off with: MANAGE_USERS for "person", CONSENT for "register", ASK for "query" and "ask-again", ANSWER for
 * "answer", RECORD for any other. */
gboolean pod_trial_may_draft (PodTrial *self, const char *form);
/* Whether they outlive the trial: not where the role has no key. */
gboolean pod_trial_keeps_drafts (PodTrial *self);

/* @content NULL: forgets the draft, whatever the role is by now.  Calls for the same form overtake one another: the last wins.  ROLE where
 * pod_trial_may_draft() is FALSE. */
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
