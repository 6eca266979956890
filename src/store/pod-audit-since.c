/* Whose casebooks the entries of the trail since a certain one concern, so that nobody reads what has not changed. */

#include "pod-statement.h"

/* By number alone, which the plus sign asks for: an index by table would lead through the whole of its history. */
#define SINCE " FROM audit WHERE seq > :from AND seq <= :to AND +tbl "

/* A signature belongs to its subject's casebook, too. */
#define SUBJECT_OF                                                                                 \
  "CASE tbl WHEN 'subject' THEN row "                                                              \
  "WHEN 'visit' THEN (SELECT subject FROM visit WHERE id = row) "                                  \
  "WHEN 'finding' THEN (SELECT subject FROM finding WHERE id = row) "                              \
  "WHEN 'intervention' THEN (SELECT subject FROM intervention WHERE id = row) "                    \
  "WHEN 'event' THEN (SELECT subject FROM event WHERE id = row) "                                  \
  "WHEN 'adverse_event' THEN (SELECT subject FROM adverse_event WHERE id = row) "                  \
  "WHEN 'query' THEN (SELECT subject FROM query WHERE id = row) "                                  \
  "WHEN 'signature' THEN (SELECT subject FROM signature WHERE id = row) END"

static void
add_once (GArray *subjects, gint64 subject)
{
  for (guint i = 0; i < subjects->len; i++)
    if (g_array_index (subjects, gint64, i) == subject)
      return;
  g_array_append_val (subjects, subject);
}

static gboolean
find_subjects (PodConnection *connection, gint64 from, gint64 to, GArray *subjects, GError **error)
{
  g_autoptr (PodStatement) statement = NULL;
  GError *local = NULL;

  statement = pod_statement_new (connection,
                                 "SELECT DISTINCT " SUBJECT_OF SINCE
                                 "IN ('subject', 'visit', 'finding', 'intervention', 'event', "
                                 "'adverse_event', 'query', 'signature')",
                                 error);
  if (statement == NULL)
    return FALSE;
  pod_statement_bind_int (statement, "from", from);
  pod_statement_bind_int (statement, "to", to);
  while (pod_statement_step (statement, &local))
    if (!pod_statement_is_null (statement, 0))
      add_once (subjects, pod_statement_get_int (statement, 0));
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
find_site (PodConnection *connection, gint64 from, gint64 to, gboolean *site, GError **error)
{
  g_autoptr (PodStatement)
      statement = pod_statement_new (connection,
                                     "SELECT 1" SINCE "IN ('setting', 'laboratory_range') LIMIT 1",
                                     error);
  GError *local = NULL;

  if (statement == NULL)
    return FALSE;
  pod_statement_bind_int (statement, "from", from);
  pod_statement_bind_int (statement, "to", to);
  if (pod_statement_step (statement, &local))
    *site = TRUE;
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

gboolean
pod_audit_find_touched (PodConnection *connection,
                        gint64 from,
                        gint64 to,
                        GArray *subjects,
                        gboolean *site,
                        GError **error)
{
  return find_subjects (connection, from, to, subjects, error) &&
         (site == NULL || find_site (connection, from, to, site, error));
}
