/* What a statement of this program may do once the schema stands: read, insert, update, and a few pragmas.  A statement that
 * would change the schema, the trail or the settings of the connection is refused when it is prepared. */

#include "pod-connection-private.h"

#include <string.h>

static gboolean
is_audit (const char *table)
{
  return g_strcmp0 (table, "audit") == 0;
}

/* @value is NULL where the pragma is only read. */
static gboolean
may_use_pragma (const char *name, const char *value)
{
  static const char *const readable[] = {
    "data_version",    "integrity_check",
    "quick_check",     "foreign_key_check",
    "table_info",      "application_id",
    "user_version",    "journal_mode",
    "synchronous",     "foreign_keys",
    "temp_store",      "secure_delete",
    "cell_size_check", "mmap_size",
    "trusted_schema",  "recursive_triggers",
    "query_only",      "page_count",
    "locking_mode",    "schema_version",
    "cache_size",      NULL,
  };
  static const char *const with_argument[] = { "query_only",  "table_info",
                                               "table_xinfo", "integrity_check",
                                               "quick_check", "foreign_key_check",
                                               "cache_size",  NULL };

  return g_strv_contains (value == NULL ? readable : with_argument, name);
}

/* The trail grows only through the trigger of its one writer, and loses texts only in a redaction. */
static gboolean
may_change (PodConnection *self, int action, const char *table, const char *trigger)
{
  if (g_str_has_prefix (table, "sqlite_"))
    return FALSE;
  if (!is_audit (table))
    return TRUE;
  if (action == SQLITE_INSERT)
    return g_strcmp0 (trigger, "audit_add_insert") == 0;
  return action == SQLITE_UPDATE && pod_connection_get_redact (self) != 0;
}

static int
authorize_cb (gpointer data,
              int action,
              const char *first,
              const char *second,
              const char *schema,
              const char *trigger)
{
  gboolean allowed;

  switch (action)
    {
    case SQLITE_SELECT:
    case SQLITE_READ:
    case SQLITE_FUNCTION:
    case SQLITE_TRANSACTION:
    case SQLITE_SAVEPOINT:
    case SQLITE_RECURSIVE:
      allowed = TRUE;
      break;
    case SQLITE_PRAGMA:
      allowed = may_use_pragma (first, second);
      break;
    case SQLITE_INSERT:
    case SQLITE_UPDATE:
    case SQLITE_DELETE:
      allowed = may_change (data, action, first, trigger);
      break;
    default:
      allowed = FALSE;
    }
  return allowed ? SQLITE_OK : SQLITE_DENY;
}

void
pod_authorizer_install (PodConnection *self)
{
  sqlite3_set_authorizer (pod_connection_get_db (self), authorize_cb, self);
}
