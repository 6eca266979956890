#pragma once

#include <sqlite3.h>

#include "pod-store.h"

G_BEGIN_DECLS

/*
 * Private to the room: the schema, its numbered steps, and what the audit trail keeps of each column.
 */

/* PRAGMA user_version of the last step. */
#define POD_SCHEMA_VERSION 8

/**
 * PodColumnKind:
 * @POD_COLUMN_PLAIN: the trail keeps the values
 * @POD_COLUMN_TYPED: a person types it: the trail keeps salted commitments, and the texts apart, where they can be redacted
 * @POD_COLUMN_SECRET: sealed or hashed: the trail keeps a hash of the stored bytes, so that an old ciphertext is really gone
 */
typedef enum
{
  POD_COLUMN_PLAIN,
  POD_COLUMN_TYPED,
  POD_COLUMN_SECRET,
} PodColumnKind;

typedef struct
{
  char *name;
  PodColumnKind kind;
} PodAuditedColumn;

/* Every column but "id". */
typedef struct
{
  char *name;
  GPtrArray *columns;
} PodAuditedTable;

/* Makes the schema in an empty database, inside the running transaction. */
gboolean pod_schema_make (sqlite3 *db, GError **error);

/**
 * PodSchema:
 * What this program would make: from a database in memory, once for the process; never freed.
 * @entries: (element-type utf8): type, name, table and text of each entry of sqlite_schema, by "type name"
 * @tables: (element-type PodAuditedTable)
 * @hash: 64 hex digits over all entries
 */
typedef struct
{
  GHashTable *entries;
  GPtrArray *tables;
  char *hash;
} PodSchema;

const PodSchema *pod_schema_get (void);
/* Of a database as it is; free with pod_schema_free(). NULL on error.  Without @tables: to ask a table of a stranger's file for
 * its columns would start the module of a virtual one. */
PodSchema *pod_schema_read (sqlite3 *db, GError **error);
/* Whether the name of each of our tables that is still there leads to a plain table, in a schema that is not ours. */
gboolean pod_schema_keeps_tables (const PodSchema *schema);
void pod_schema_free (PodSchema *schema);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodSchema, pod_schema_free)

/* NULL for a @name (nullable) that is no audited table's. */
const PodAuditedTable *pod_audited_table_get (const char *name);
/* Its place among the columns, or -1. */
int pod_audited_table_find (const PodAuditedTable *table, const char *column);

G_END_DECLS
