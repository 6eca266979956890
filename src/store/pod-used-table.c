#include "pod-used-table.h"

#include "pod-statement.h"

static void
free_used (gpointer data)
{
  PodUsed *used = data;

  g_free (used->kind);
  g_free (used->id);
  g_free (used->unit);
  g_free (used->code);
  g_free (used);
}

static const char list[] =
    "SELECT DISTINCT 'cohort', cohort, NULL, NULL FROM subject WHERE cohort IS NOT NULL "
    "UNION ALL SELECT DISTINCT 'treatment', treatment, NULL, NULL FROM intervention "
    "UNION ALL SELECT DISTINCT 'visit', planned, NULL, NULL FROM visit WHERE planned IS NOT NULL "
    "UNION ALL SELECT DISTINCT 'term', term, NULL, NULL FROM adverse_event WHERE term IS NOT NULL "
    "UNION ALL SELECT DISTINCT 'observation', observation, unit, code FROM finding";

GPtrArray *
pod_used_table_list (PodConnection *connection, GError **error)
{
  g_autoptr (PodStatement) statement = pod_statement_new (connection, list, error);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (free_used);
  GError *local = NULL;

  if (statement == NULL)
    return NULL;
  while (pod_statement_step (statement, &local))
    {
      PodUsed *used = g_new0 (PodUsed, 1);

      used->kind = g_strdup (pod_statement_get_text (statement, 0));
      used->id = g_strdup (pod_statement_get_text (statement, 1));
      used->unit = g_strdup (pod_statement_get_text (statement, 2));
      used->code = g_strdup (pod_statement_get_text (statement, 3));
      g_ptr_array_add (all, used);
    }
  if (local == NULL)
    return g_steal_pointer (&all);
  g_propagate_error (error, local);
  return NULL;
}
