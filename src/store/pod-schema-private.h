#pragma once

#include "pod-schema.h"

G_BEGIN_DECLS

/* Between the files of the schema. */

/* (element-type PodAuditedTable): every table but the trail, with its columns. */
GPtrArray *pod_schema_read_tables (sqlite3 *db, GError **error);

/* One numbered step, without the triggers that are generated. */
gboolean pod_schema_run_step (sqlite3 *db, int number, GError **error);
/* The triggers that write the trail, for the tables as they stand; and their end, before a step. */
gboolean pod_schema_make_triggers (sqlite3 *db, GError **error);
gboolean pod_schema_drop_triggers (sqlite3 *db, GError **error);

/* *old: whether it is of an earlier version, and exactly as that made it (pod-migrate.c). */
gboolean
pod_migrate_look (PodConnection *connection, gint64 *version, gboolean *old, GError **error);
/* Brings a database of an earlier version to this one.  One that is not exactly as that version made it, or is damaged, is
 * left as it is. EXISTS where another copy of before the step is in the way. */
gboolean pod_migrate (PodConnection *connection, GError **error);

G_END_DECLS
