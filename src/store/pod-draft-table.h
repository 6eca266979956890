#pragma once

#include "pod-vault.h"

G_BEGIN_DECLS

/*
 * What somebody is typing: sealed, theirs alone, gone when it is saved.  Drafts are no records and not in the trail, but writing one
 * takes a stamp as every write does, and it is the stamp's user whose draft it is.  Without an open vault everything here is LOCKED.
 */

/**
 * PodStoredDraft:
 * @form: which form; @subject, @record: what it is about, 0 for none
 * @content: as the form wrote it; wiped when freed
 * @moment: RFC 3339 UTC
 */
typedef struct
{
  char *form;
  gint64 subject;
  gint64 record;
  char *content;
  char *moment;
} PodStoredDraft;

void pod_stored_draft_free (PodStoredDraft *draft);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodStoredDraft, pod_stored_draft_free)

/* In the place of one that the user has of the same form, subject and record. */
gboolean pod_draft_table_put (PodConnection *connection,
                              PodVault *vault,
                              const char *form,
                              gint64 subject,
                              gint64 record,
                              const char *content,
                              GError **error);
/* Also where there is none. */
gboolean pod_draft_table_remove (PodConnection *connection,
                                 const char *form,
                                 gint64 subject,
                                 gint64 record,
                                 GError **error);
/* Those of @user (element-type PodStoredDraft), newest first.  One that does not open is left out: it can be no use to anybody, and
 * is no evidence. */
GPtrArray *
pod_draft_table_list (PodConnection *connection, PodVault *vault, const char *user, GError **error);
/* For a change of the key: seals everybody's drafts under @to.  One that @from does not open is removed, since nobody can read it
 * any more. */
gboolean
pod_draft_table_reseal (PodConnection *connection, PodVault *from, PodVault *to, GError **error);

G_END_DECLS
