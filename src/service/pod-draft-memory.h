#pragma once

#include "pod-trial-draft.h"

G_BEGIN_DECLS

/* Drafts of those who have no key to seal them with: in this process's memory alone, each one's own, newest first, and wiped one by one
 * as they go. */

/* (element-type: its own); freeing it, or setting its size to nothing, wipes what is in it. */
GPtrArray *pod_draft_memory_new (void);
/* In the place of one that @user has of the same form, subject and record.  @content: (nullable): only takes that one out. @moment:
 * RFC 3339 UTC. */
void pod_draft_memory_put (GPtrArray *memory,
                           gint64 user,
                           const char *form,
                           gint64 subject,
                           gint64 record,
                           const char *content,
                           const char *moment);
/* Copies of those of @user, behind what is in @drafts (element-type PodDraft). */
void pod_draft_memory_list (GPtrArray *memory, gint64 user, GPtrArray *drafts);

G_END_DECLS
