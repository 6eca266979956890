#pragma once

#include "pod-store.h"

G_BEGIN_DECLS

/* The trail as people read it: newest first, in slices, so that a reader of all of it holds up no writer. */

/**
 * PodAuditQuery: all that is set must fit
 * @table, @row: (nullable), 0: one record's, with its signatures, queries and redactions; with 0 those of the whole table
 * @subject: where no record is named: 0 for all; else the entries about that subject, looks at its name and redactions included
 * @with_person: and those about the person behind it
 * @user, @action: (nullable): exact
 * @from, @to: days by the offset of the entry, inclusive; no date where open
 * @before: only entries with a smaller number; 0 for the newest
 */
typedef struct
{
  gint64 subject;
  gboolean with_person;
  const char *table;
  gint64 row;
  const char *user;
  const char *action;
  PodDate from;
  PodDate to;
  gint64 before;
} PodAuditQuery;

/* Gets the fields of one entry (element-type PodAuditEntry), at least one; they are freed when it returns.  FALSE ends the reading,
 * with an error or without. */
typedef gboolean (*PodAuditFunc) (GPtrArray *fields, gpointer data, GError **error);

/* In a job that reads, others may write between two slices; an entry that they add is newer than all that is read. */
gboolean pod_audit_each (PodConnection *connection,
                         const PodAuditQuery *query,
                         PodAuditFunc func,
                         gpointer data,
                         GCancellable *cancellable,
                         GError **error);

G_END_DECLS
