#include "pod-user-table.h"

#include "pod-connection-private.h"
#include "pod-key-grant.h"
#include "pod-statement.h"

gboolean
pod_user_table_read (PodConnection *connection,
                     PodStoredUserFunc func,
                     gpointer data,
                     GError **error)
{
  g_autoptr (PodStatement) statement = pod_statement_new (
      connection,
      "SELECT u.id, u.name, u.full_name, u.organisation, u.role, u.active, u.must_change, "
      "g.sealed NOTNULL FROM user u LEFT JOIN key_grant g ON g.user = u.id "
      "ORDER BY u.active DESC, u.name",
      error);
  GError *local = NULL;

  if (statement == NULL)
    return FALSE;
  while (pod_statement_step (statement, &local))
    {
      PodStoredUser user = {
        .id = pod_statement_get_int (statement, 0),
        .name = pod_statement_get_text (statement, 1),
        .full_name = pod_statement_get_text (statement, 2),
        .organisation = pod_statement_get_text (statement, 3),
        .role = pod_statement_get_text (statement, 4),
        .active = pod_statement_get_int (statement, 5) != 0,
        .must_change = pod_statement_get_int (statement, 6) != 0,
        .has_grant = pod_statement_get_int (statement, 7) != 0,
      };

      func (data, &user);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static PodAccountState
find_state (PodStatement *statement, const char *role)
{
  if (pod_statement_get_int (statement, 0) == 0)
    return POD_ACCOUNT_ENDED;
  if (g_strcmp0 (pod_statement_get_text (statement, 1), role) != 0)
    return POD_ACCOUNT_OTHER_ROLE;
  return pod_statement_get_int (statement, 2) != 0 ? POD_ACCOUNT_RESET : POD_ACCOUNT_IN_FORCE;
}

gboolean
pod_user_table_read_state (PodConnection *connection,
                           const char *name,
                           const char *role,
                           PodAccountState *state,
                           GError **error)
{
  g_autoptr (PodStatement) statement =
      pod_statement_new (connection,
                         "SELECT active, role, must_change FROM user WHERE name = :name", error);
  GError *local = NULL;

  *state = POD_ACCOUNT_ENDED;
  if (statement == NULL)
    return FALSE;
  pod_statement_bind_text (statement, "name", name);
  if (pod_statement_step (statement, &local))
    *state = find_state (statement, role);
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static gint64
insert_user (PodConnection *connection, const PodStoredUser *user, GError **error)
{
  g_autoptr (PodStatement) statement =
      pod_statement_new (connection,
                         "INSERT INTO user (name, full_name, organisation, role, active, "
                         "must_change) VALUES (:name, :full_name, :organisation, :role, 1, "
                         ":must_change)",
                         error);

  if (statement == NULL)
    return 0;
  pod_statement_bind_text (statement, "name", user->name);
  pod_statement_bind_text (statement, "full_name", user->full_name);
  pod_statement_bind_text (statement, "organisation", user->organisation);
  pod_statement_bind_text (statement, "role", user->role);
  pod_statement_bind_int (statement, "must_change", user->must_change ? 1 : 0);
  if (!pod_statement_run (statement, error))
    return 0;
  return sqlite3_last_insert_rowid (pod_connection_get_db (connection));
}

gint64
pod_user_table_add (PodConnection *connection,
                    const PodStoredUser *user,
                    PodCredential *credential,
                    GError **error)
{
  gint64 id = insert_user (connection, user, error);

  if (id > 0 && pod_credential_put (connection, credential, id, error) &&
      pod_audit_note (connection, "ACCOUNT", user->name, error))
    return id;
  return 0;
}

/* @sql has :id, and :value where it sets one. */
static gboolean
update (PodConnection *connection, const char *sql, gint64 id, const char *value, GError **error)
{
  g_autoptr (PodStatement) statement = pod_statement_new (connection, sql, error);

  if (statement == NULL)
    return FALSE;
  pod_statement_bind_int (statement, "id", id);
  if (value != NULL)
    pod_statement_bind_text (statement, "value", value);
  return pod_statement_run (statement, error);
}

gboolean
pod_user_table_set_role (PodConnection *connection, gint64 user, const char *role, GError **error)
{
  return update (connection, "UPDATE user SET role = :value WHERE id = :id", user, role, error);
}

gboolean
pod_user_table_set_must_change (PodConnection *connection,
                                gint64 user,
                                gboolean must_change,
                                GError **error)
{
  return update (connection,
                 must_change ? "UPDATE user SET must_change = 1 WHERE id = :id"
                             : "UPDATE user SET must_change = 0 WHERE id = :id",
                 user, NULL, error);
}

gboolean
pod_user_table_revoke (PodConnection *connection, gint64 user, GError **error)
{
  return update (connection, "UPDATE user SET active = 0, password_hash = NULL WHERE id = :id",
                 user, NULL, error) &&
         update (connection, "UPDATE key_slot SET wrapped = NULL WHERE user = :id", user, NULL,
                 error) &&
         pod_key_grant_withdraw (connection, user, error);
}

/* ---- delegations ---- */

gboolean
pod_delegation_table_read (PodConnection *connection,
                           gint64 user,
                           PodStoredDelegationFunc func,
                           gpointer data,
                           GError **error)
{
  g_autoptr (PodStatement)
      statement = pod_statement_new (connection,
                                     "SELECT id, task, start, stop FROM delegation "
                                     "WHERE user = :user AND voided = 0 ORDER BY start, id",
                                     error);
  GError *local = NULL;

  if (statement == NULL)
    return FALSE;
  pod_statement_bind_int (statement, "user", user);
  while (pod_statement_step (statement, &local))
    func (data, pod_statement_get_int (statement, 0), pod_statement_get_text (statement, 1),
          pod_statement_get_text (statement, 2), pod_statement_get_text (statement, 3));
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

gboolean
pod_delegation_table_add (PodConnection *connection,
                          gint64 user,
                          const char *task,
                          const char *start,
                          const char *stop,
                          GError **error)
{
  g_autoptr (PodStatement)
      statement = pod_statement_new (connection,
                                     "INSERT INTO delegation (user, task, start, stop, voided) "
                                     "VALUES (:user, :task, :start, :stop, 0)",
                                     error);

  if (statement == NULL)
    return FALSE;
  pod_statement_bind_int (statement, "user", user);
  pod_statement_bind_text (statement, "task", task);
  pod_statement_bind_text (statement, "start", start);
  pod_statement_bind_text (statement, "stop", stop);
  return pod_statement_run (statement, error);
}

gboolean
pod_delegation_table_end (PodConnection *connection, gint64 id, GError **error)
{
  return update (connection, "UPDATE delegation SET voided = 1 WHERE id = :id", id, NULL, error);
}
