#pragma once

#include "pod-schema.h"

G_BEGIN_DECLS

/* Between the two files of the schema. */

/* (element-type PodAuditedTable): every table but the trail, with its columns. */
GPtrArray *pod_schema_read_tables (sqlite3 *db, GError **error);

G_END_DECLS
