#include "pod-statement.h"

#include <math.h>
#include <string.h>

#include "pod-connection-private.h"
#include "pod-store-error.h"

struct _PodStatement
{
  PodConnection *connection;
  sqlite3_stmt *stmt;
  /* The first binding that was refused; told by the next step. */
  int rc;
  /* The index of the parameter that was bound last; 0 before the first. */
  int bound;
};

PodStatement *
pod_statement_new (PodConnection *connection, const char *sql, GError **error)
{
  sqlite3 *db = pod_connection_get_db (connection);
  sqlite3_stmt *stmt = pod_connection_take_statement (connection, sql);
  PodStatement *self;
  int rc = SQLITE_OK;

  if (stmt == NULL)
    rc = sqlite3_prepare_v3 (db, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt, NULL);
  if (rc != SQLITE_OK)
    {
      pod_connection_set_error (connection, rc, error);
      return NULL;
    }
  self = g_new0 (PodStatement, 1);
  self->connection = connection;
  self->stmt = stmt;
  return self;
}

void
pod_statement_free (PodStatement *self)
{
  if (self == NULL)
    return;
  sqlite3_reset (self->stmt);
  sqlite3_clear_bindings (self->stmt);
  pod_connection_give_statement (self->connection, self->stmt);
  g_free (self);
}

/* The colon is SQLite's; callers name the column. */
static gboolean
is_parameter (PodStatement *self, int index, const char *name)
{
  const char *parameter = sqlite3_bind_parameter_name (self->stmt, index);

  return parameter != NULL && strcmp (parameter + 1, name) == 0;
}

/* Mostly the one after that which was bound last. */
static int
find_parameter (PodStatement *self, const char *name)
{
  int n = sqlite3_bind_parameter_count (self->stmt);

  for (int i = 0; i < n; i++)
    {
      self->bound = self->bound % n + 1;
      if (is_parameter (self, self->bound, name))
        return self->bound;
    }
  g_assert_not_reached ();
}

static void
note_result (PodStatement *self, int rc)
{
  if (self->rc == SQLITE_OK)
    self->rc = rc;
}

void
pod_statement_bind_null (PodStatement *self, const char *name)
{
  note_result (self, sqlite3_bind_null (self->stmt, find_parameter (self, name)));
}

void
pod_statement_bind_int (PodStatement *self, const char *name, gint64 value)
{
  note_result (self, sqlite3_bind_int64 (self->stmt, find_parameter (self, name), value));
}

void
pod_statement_bind_real (PodStatement *self, const char *name, double value)
{
  if (isnan (value))
    pod_statement_bind_null (self, name);
  else
    note_result (self, sqlite3_bind_double (self->stmt, find_parameter (self, name), value));
}

static void
bind_text (PodStatement *self, const char *name, const char *value, sqlite3_destructor_type destroy)
{
  sqlite3_uint64 length = value ? strlen (value) : 0;

  if (value == NULL)
    pod_statement_bind_null (self, name);
  else
    note_result (self, sqlite3_bind_text64 (self->stmt, find_parameter (self, name), value, length,
                                            destroy, SQLITE_UTF8));
}

void
pod_statement_bind_text (PodStatement *self, const char *name, const char *value)
{
  bind_text (self, name, value, SQLITE_STATIC);
}

void
pod_statement_bind_text_copy (PodStatement *self, const char *name, const char *value)
{
  bind_text (self, name, value, SQLITE_TRANSIENT);
}

void
pod_statement_bind_bytes (PodStatement *self, const char *name, gconstpointer data, gsize length)
{
  if (data == NULL)
    pod_statement_bind_null (self, name);
  else
    note_result (self, sqlite3_bind_blob64 (self->stmt, find_parameter (self, name), data, length,
                                            SQLITE_STATIC));
}

static void
explain_failure (PodStatement *self, int rc, GError **error)
{
  if ((rc & 0xff) == SQLITE_READONLY && !pod_connection_is_intact (self->connection))
    g_set_error_literal (error, POD_STORE_ERROR, POD_STORE_ERROR_CORRUPT,
                         "another program altered the schema: nothing more is written");
  else
    pod_connection_set_error (self->connection, rc, error);
}

gboolean
pod_statement_step (PodStatement *self, GError **error)
{
  int rc = self->rc;

  if (rc != SQLITE_OK)
    {
      pod_store_set_error (error, NULL, rc);
      return FALSE;
    }
  rc = sqlite3_step (self->stmt);
  if (rc != SQLITE_ROW && rc != SQLITE_DONE)
    explain_failure (self, rc, error);
  return rc == SQLITE_ROW;
}

gboolean
pod_statement_run (PodStatement *self, GError **error)
{
  GError *local = NULL;

  while (pod_statement_step (self, &local))
    continue;
  pod_statement_reset (self);
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

void
pod_statement_reset (PodStatement *self)
{
  sqlite3_reset (self->stmt);
  self->rc = SQLITE_OK;
}

gboolean
pod_statement_is_null (PodStatement *self, int column)
{
  return sqlite3_column_type (self->stmt, column) == SQLITE_NULL;
}

gint64
pod_statement_get_int (PodStatement *self, int column)
{
  return sqlite3_column_int64 (self->stmt, column);
}

double
pod_statement_get_real (PodStatement *self, int column)
{
  return pod_statement_is_null (self, column) ? NAN : sqlite3_column_double (self->stmt, column);
}

/* For want of memory SQLite gives NULL, too, and forgets the value: it must not be taken for an absent one. */
const char *
pod_statement_get_text (PodStatement *self, int column)
{
  gboolean is_null = pod_statement_is_null (self, column);
  const char *text = (const char *) sqlite3_column_text (self->stmt, column);

  if (text == NULL && !is_null)
    g_error ("SQLite has no memory for a text");
  return text;
}

gconstpointer
pod_statement_get_bytes (PodStatement *self, int column, gsize *length)
{
  gconstpointer data = sqlite3_column_blob (self->stmt, column);

  *length = (gsize) sqlite3_column_bytes (self->stmt, column);
  return data;
}

sqlite3_value *
pod_statement_get_value (PodStatement *self, int column)
{
  return sqlite3_column_value (self->stmt, column);
}

gboolean
pod_statement_is_bytes (PodStatement *self, int column, gconstpointer expected, gsize size)
{
  gsize length;
  gconstpointer bytes = pod_statement_get_bytes (self, column, &length);

  return length == size && memcmp (bytes, expected, size) == 0;
}
