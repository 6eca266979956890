/* What the trail says of an account: attempts to sign in, and who changed it when.  Nothing of it is kept elsewhere, so that it survives a
 * restart and nobody can set it back without breaking the chain. */

#include <string.h>

#include "pod-audit-private.h"
#include "pod-connection-private.h"
#include "pod-statement.h"
#include "pod-user-table.h"

void
pod_user_past_clear (PodUserPast *past)
{
  g_clear_pointer (&past->failures, g_ptr_array_unref);
  g_clear_pointer (&past->last_failure, g_free);
  g_clear_pointer (&past->last_sign_in, g_free);
}

/* They come newest first.  @in_a_row: no unlocking lies between.  An attempt that was refused while the account was locked does not count,
 * or nobody could ever wait it out. */
static void
count_one (PodUserPast *past, const char *action, const char *when, gboolean *in_a_row)
{
  gboolean is_failure = strcmp (action, "LOGIN_FAIL") == 0;

  if (strcmp (action, "LOGIN") == 0)
    past->last_sign_in = g_strdup (when);
  else if (strcmp (action, "UNLOCK") == 0)
    *in_a_row = FALSE;
  else
    past->since_sign_in++;
  if (!is_failure)
    return;
  if (*in_a_row)
    g_ptr_array_add (past->failures, g_strdup (when));
  if (past->last_failure == NULL)
    past->last_failure = g_strdup (when);
}

gboolean
pod_user_past_read (PodConnection *connection,
                    const char *name,
                    gint64 id,
                    PodUserPast *past,
                    GError **error)
{
  g_autoptr (PodStatement) statement = pod_statement_new (
      connection,
      "SELECT action, ts FROM (SELECT seq, action, ts FROM audit WHERE tbl IS NULL AND "
      "row IS NULL AND user = :name AND action IN ('LOGIN', 'LOGIN_FAIL', "
      "'LOGIN_REFUSED') UNION ALL SELECT seq, action, ts FROM audit WHERE tbl = 'user' "
      "AND row = :id AND action = 'UNLOCK') ORDER BY seq DESC",
      error);
  GError *local = NULL;
  gboolean in_a_row = TRUE;

  *past = (PodUserPast){ .failures = g_ptr_array_new_with_free_func (g_free) };
  if (statement == NULL)
    {
      pod_user_past_clear (past);
      return FALSE;
    }
  pod_statement_bind_text (statement, "name", name);
  pod_statement_bind_int (statement, "id", id);
  while (past->last_sign_in == NULL && pod_statement_step (statement, &local))
    count_one (past, pod_statement_get_text (statement, 0), pod_statement_get_text (statement, 1),
               &in_a_row);
  if (local == NULL)
    return TRUE;
  pod_user_past_clear (past);
  g_propagate_error (error, local);
  return FALSE;
}

/* ---- who changed it ---- */

/* Whether the entry in hand gave @column a value. */
static gboolean
has_field (PodStatement *statement, const char *column)
{
  PodAuditFields fields;
  PodAuditField field = { 0 };
  gboolean found = FALSE;

  pod_audit_fields_init (&fields, pod_statement_get_value (statement, 2),
                         pod_statement_get_value (statement, 3),
                         pod_statement_get_value (statement, 4));
  while (!found && pod_audit_fields_next (&fields, &field))
    {
      found = strcmp (field.name, column) == 0;
      pod_audit_field_clear (&field);
    }
  return found;
}

gboolean
pod_user_table_find_change (PodConnection *connection,
                            gint64 user,
                            const char *column,
                            char **when,
                            char **by,
                            GError **error)
{
  g_autoptr (PodStatement)
      statement = pod_statement_new (connection,
                                     "SELECT ts, user, fields, texts, salt FROM audit WHERE tbl = "
                                     "'user' AND row = :id AND action IN ('I', 'U') "
                                     "ORDER BY seq DESC",
                                     error);
  GError *local = NULL;

  *when = *by = NULL;
  if (statement == NULL)
    return FALSE;
  pod_statement_bind_int (statement, "id", user);
  while (*when == NULL && pod_statement_step (statement, &local))
    if (has_field (statement, column))
      {
        *when = g_strdup (pod_statement_get_text (statement, 0));
        *by = g_strdup (pod_statement_get_text (statement, 1));
      }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

GPtrArray *
pod_user_table_list_since_sign_in (PodConnection *connection,
                                   const char *name,
                                   const char *action,
                                   GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (PodStatement) statement = pod_statement_new (
      connection,
      "SELECT DISTINCT user FROM audit WHERE tbl IS NULL AND row IS NULL AND action = :action AND "
      "seq > ifnull ((SELECT seq FROM audit WHERE tbl IS NULL AND row IS NULL AND user = :name AND "
      "action = 'LOGIN' ORDER BY seq DESC LIMIT 1 OFFSET 1), 0) ORDER BY user",
      error);
  GError *local = NULL;

  if (statement == NULL)
    return NULL;
  pod_statement_bind_text (statement, "action", action);
  pod_statement_bind_text (statement, "name", name);
  while (pod_statement_step (statement, &local))
    g_ptr_array_add (names, g_strdup (pod_statement_get_text (statement, 0)));
  if (local == NULL)
    return g_steal_pointer (&names);
  g_propagate_error (error, local);
  return NULL;
}
