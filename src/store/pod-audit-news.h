#pragma once

#include "pod-store.h"

G_BEGIN_DECLS

/**
 * PodRecordNews: what others did to one record since somebody last looked
 * @voided: they withdrew it; @is_new: they made it; neither: they changed it
 * @n_fields: how many of its fields, the version not counted
 * @who, @when: of the last of it
 * @was_signed: a signature that covers it ended meanwhile
 */
typedef struct
{
  gint64 subject;
  char *table;
  gint64 row;
  gboolean is_new;
  gboolean voided;
  guint n_fields;
  char *who;
  char *when;
  gboolean was_signed;
} PodRecordNews;

void pod_record_news_free (PodRecordNews *news);
/* (element-type PodRecordNews), newest first within a subject: of the records of subjects, what is in the trail after the entry up to
 * which @user last noted to have seen it, but for what @user wrote.  *last (nullable): the entry up to which it goes.
 * Reads nothing but these entries, and breathes. */
GPtrArray *pod_audit_list_news (PodConnection *connection,
                                const char *user,
                                gint64 *last,
                                GCancellable *cancellable,
                                GError **error);
/* In a stamped job: its user has seen everything up to @last. */
gboolean pod_audit_note_seen (PodConnection *connection, gint64 last, GError **error);

G_END_DECLS
