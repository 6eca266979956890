#pragma once

#include <sqlite3.h>

#include "pod-store.h"

G_BEGIN_DECLS

/* Private to the room.  Says what @rc, a result code of SQLite, is to the caller.  SQLite's own words name tables and columns,
 * never the values bound to them. */
PodStoreError pod_store_error_find_code (int rc);
void pod_store_set_error (GError **error, sqlite3 *db, int rc);

G_END_DECLS
