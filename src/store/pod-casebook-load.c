/* One subject's records, each table read once through one prepared statement. */

#include "pod-record-table.h"
#include "pod-signature-table.h"

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
    PodRecordType type;
    PodRecordFunc add;
  } parts[] = {
    { POD_RECORD_VISIT, (PodRecordFunc) pod_casebook_builder_add_visit },
    { POD_RECORD_FINDING, (PodRecordFunc) pod_casebook_builder_add_finding },
    { POD_RECORD_INTERVENTION, (PodRecordFunc) pod_casebook_builder_add_intervention },
    { POD_RECORD_EVENT, (PodRecordFunc) pod_casebook_builder_add_event },
    { POD_RECORD_ADVERSE_EVENT, (PodRecordFunc) pod_casebook_builder_add_adverse_event },
    { POD_RECORD_QUERY, (PodRecordFunc) pod_casebook_builder_add_query },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (!pod_table_read (connection, pod_record_get_shape (parts[i].type), subject, parts[i].add,
                         builder, error))
      return FALSE;
  return pod_signature_table_read (connection, subject,
                                   (PodSignatureFunc) pod_casebook_builder_add_signature, builder,
                                   error);
}

PodCasebook *
pod_casebook_load (PodConnection *connection, gint64 subject, GError **error)
{
  g_autoptr (PodCasebookBuilder) builder = NULL;
  GError *local = NULL;
  BuilderStart start = { NULL, pod_audit_last (connection, &local) };

  /* Of subject 0, which is nobody, the table would be read whole. */
  if (local == NULL && subject > 0)
    pod_table_read (connection, pod_record_get_shape (POD_RECORD_SUBJECT), subject, start_builder,
                    &start, &local);
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
