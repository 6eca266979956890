#pragma once

#include "pod-record-field.h"
#include "pod-statement.h"

G_BEGIN_DECLS

/*
 * Private to the room: how a record's struct and its table's columns correspond.  The record's shape says it once; writing,
 * correcting and reading are derived from it, so that no list of columns can disagree with another.
 */

/* A record's table has the name, and its columns the names, that the record room gives them. */
typedef PodRecordShape PodTable;

void
pod_fields_bind (PodStatement *statement, const PodField *fields, guint n, gconstpointer record);
/* @column: of the first field.  The texts live until the next step.  FALSE, with CORRUPT, where a value is not of its type. */
gboolean pod_fields_read (PodStatement *statement,
                          int column,
                          const PodField *fields,
                          guint n,
                          gpointer record,
                          GError **error);

/* Returns the new id, 0 on error. */
gint64 pod_table_insert (PodConnection *connection,
                         const PodTable *table,
                         gconstpointer record,
                         GError **error);
/* CONFLICT where the stored version or subject is another; NOT_FOUND where there is no such row. */
gboolean pod_table_update (PodConnection *connection,
                           const PodTable *table,
                           gconstpointer record,
                           GError **error);
gboolean pod_table_void (PodConnection *connection,
                         const PodTable *table,
                         gint64 id,
                         int version,
                         GError **error);

typedef void (*PodRecordFunc) (gpointer data, gconstpointer record);
/* Each record of @subject, or of every subject where it is 0, by id. */
gboolean pod_table_read (PodConnection *connection,
                         const PodTable *table,
                         gint64 subject,
                         PodRecordFunc func,
                         gpointer data,
                         GError **error);

G_END_DECLS
