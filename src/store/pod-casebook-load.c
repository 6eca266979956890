/* One subject's records, each table read once through one prepared statement. */

#include "pod-record-table.h"

typedef struct
{
  PodCasebookBuilder *builder;
  gint64 audit;
} BuilderStart;

static void
start_builder (gpointer data, gconstpointer record)
{
  BuilderStart *start = data;

  start->builder = pod_casebook_builder_new (record, start->audit);
}

static gboolean
read_tables (PodConnection *connection, gint64 subject, PodCasebookBuilder *builder, GError **error)
{
  static const struct
  {
    const PodTable *table;
    PodRecordFunc add;
  } parts[] = {
    { &pod_visit_table, (PodRecordFunc) pod_casebook_builder_add_visit },
    { &pod_finding_table, (PodRecordFunc) pod_casebook_builder_add_finding },
    { &pod_intervention_table, (PodRecordFunc) pod_casebook_builder_add_intervention },
    { &pod_event_table, (PodRecordFunc) pod_casebook_builder_add_event },
    { &pod_adverse_event_table, (PodRecordFunc) pod_casebook_builder_add_adverse_event },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (!pod_table_read (connection, parts[i].table, subject, parts[i].add, builder, error))
      return FALSE;
  return TRUE;
}

PodCasebook *
pod_casebook_load (PodConnection *connection, gint64 subject, GError **error)
{
  g_autoptr (PodCasebookBuilder) builder = NULL;
  GError *local = NULL;
  BuilderStart start = { NULL, pod_audit_last (connection, &local) };

  /* Of subject 0, which is nobody, the table would be read whole. */
  if (local == NULL && subject > 0)
    pod_table_read (connection, &pod_subject_table, subject, start_builder, &start, &local);
  builder = start.builder;
  if (local == NULL && builder != NULL && read_tables (connection, subject, builder, &local))
    return pod_casebook_builder_end (g_steal_pointer (&builder));
  if (local != NULL)
    g_propagate_error (error, local);
  else
    g_set_error (error, POD_STORE_ERROR, POD_STORE_ERROR_NOT_FOUND,
                 "there is no subject %" G_GINT64_FORMAT, subject);
  return NULL;
}
