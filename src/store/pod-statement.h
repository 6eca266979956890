#pragma once

#include <sqlite3.h>

#include "pod-store.h"

G_BEGIN_DECLS

/**
 * PodStatement:
 *
 * Private to the room: the one way to run SQL.  Bind by name, step, read by column; nothing else in the program calls
 * sqlite3_bind_ or sqlite3_column_.  A statement that is freed goes back to its connection, which keeps it prepared for the next use.
 */
typedef struct _PodStatement PodStatement;

PodStatement *pod_statement_new (PodConnection *connection, const char *sql, GError **error);
void pod_statement_free (PodStatement *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodStatement, pod_statement_free)

/* @name without the colon; that it exists is asserted.  What is bound must live until the next step or reset: it is not copied.
 * A value that SQLite refuses (one over the limit of length) is reported by the next step. */
void pod_statement_bind_null (PodStatement *self, const char *name);
void pod_statement_bind_int (PodStatement *self, const char *name, gint64 value);
/* NAN is NULL. */
void pod_statement_bind_real (PodStatement *self, const char *name, double value);
/* NULL is NULL. */
void pod_statement_bind_text (PodStatement *self, const char *name, const char *value);
/* The same, copied. */
void pod_statement_bind_text_copy (PodStatement *self, const char *name, const char *value);
void
pod_statement_bind_bytes (PodStatement *self, const char *name, gconstpointer data, gsize length);

/* TRUE with a row to read; FALSE at the end, and on error. */
gboolean pod_statement_step (PodStatement *self, GError **error);
/* For a statement that gives no rows, or whose rows do not matter: to its end, and ready for the next binding. */
gboolean pod_statement_run (PodStatement *self, GError **error);
void pod_statement_reset (PodStatement *self);

/* Columns count from 0.  Texts and bytes live until the next step. */
gboolean pod_statement_is_null (PodStatement *self, int column);
gint64 pod_statement_get_int (PodStatement *self, int column);
/* NULL is NAN. */
double pod_statement_get_real (PodStatement *self, int column);
/* NULL is NULL. */
const char *pod_statement_get_text (PodStatement *self, int column);
gconstpointer pod_statement_get_bytes (PodStatement *self, int column, gsize *length);
sqlite3_value *pod_statement_get_value (PodStatement *self, int column);
gboolean
pod_statement_is_bytes (PodStatement *self, int column, gconstpointer expected, gsize size);

G_END_DECLS
