#include "pod-dataset-json.h"

#include <string.h>

#include "pod-json-text.h"

static const char *
get_data_type (PodCellType type)
{
  static const char *const names[] = { "string", "integer", "decimal", "date", "string" };

  return names[type];
}

static void
append_column (GString *json, const PodDataset *dataset, const PodColumn *column)
{
  g_autofree char *oid = g_strdup_printf ("IT.%s.%s", dataset->name, column->name);

  g_string_append_c (json, '{');
  pod_json_append_member (json, "itemOID", oid);
  pod_json_append_member (json, "name", column->name);
  pod_json_append_member (json, "label", column->label);
  pod_json_append_member (json, "dataType", get_data_type (column->type));
  if (column->type == POD_CELL_DECIMAL)
    pod_json_append_member (json, "targetDataType", "decimal");
  if (column->length > 0)
    pod_json_append_member_int (json, "length", column->length);
  if (column->key > 0)
    pod_json_append_member_int (json, "keySequence", column->key);
  g_string_append_c (json, '}');
}

/* Everything but the rows, and the closing brace. */
static GString *
begin (const PodDataset *dataset, const PodDatasetHead *head)
{
  GString *json = g_string_new ("{");
  g_autofree char *oid = g_strdup_printf ("IG.%s", dataset->name);

  pod_json_append_member (json, "datasetJSONCreationDateTime", head->created);
  pod_json_append_member (json, "datasetJSONVersion", "1.1.0");
  pod_json_append_member (json, "fileOID", head->file_oid);
  pod_json_append_member (json, "originator", head->originator);
  pod_json_append_name (json, "sourceSystem");
  g_string_append_c (json, '{');
  pod_json_append_member (json, "name", head->system_name);
  pod_json_append_member (json, "version", head->system_version);
  g_string_append_c (json, '}');
  pod_json_append_member (json, "studyOID", head->study_oid);
  pod_json_append_member (json, "itemGroupOID", oid);
  pod_json_append_member_int (json, "records", dataset->rows->len);
  pod_json_append_member (json, "name", dataset->name);
  pod_json_append_member (json, "label", dataset->label);
  pod_json_append_name (json, "columns");
  for (guint i = 0; i < dataset->columns->len; i++)
    {
      g_string_append_c (json, i == 0 ? '[' : ',');
      append_column (json, dataset, &g_array_index (dataset->columns, PodColumn, i));
    }
  g_string_append (json, "]");
  return json;
}

static void
append_cell (GString *json, const PodColumn *column, const char *cell)
{
  switch (column->type)
    {
    case POD_CELL_INTEGER:
      g_string_append (json, cell ? cell : "null");
      break;
    case POD_CELL_DECIMAL:
      pod_json_append_string (json, cell);
      break;
    case POD_CELL_STRING:
    case POD_CELL_DATE:
    case POD_CELL_DTC:
    default:
      pod_json_append_string (json, cell ? cell : "");
      break;
    }
}

static void
append_row (GString *json, const PodDataset *dataset, char **row)
{
  for (guint i = 0; i < dataset->columns->len; i++)
    {
      g_string_append_c (json, i == 0 ? '[' : ',');
      append_cell (json, &g_array_index (dataset->columns, PodColumn, i), row[i]);
    }
  g_string_append_c (json, ']');
}

GString *
pod_dataset_to_json (const PodDataset *dataset, const PodDatasetHead *head)
{
  GString *json = begin (dataset, head);

  g_string_append (json, ",\"rows\":[\n");
  for (guint i = 0; i < dataset->rows->len; i++)
    {
      append_row (json, dataset, dataset->rows->pdata[i]);
      g_string_append (json, i + 1 < dataset->rows->len ? ",\n" : "\n");
    }
  g_string_append (json, "]}\n");
  return json;
}

GString *
pod_dataset_to_ndjson (const PodDataset *dataset, const PodDatasetHead *head)
{
  GString *json = begin (dataset, head);

  g_string_append (json, "}\n");
  for (guint i = 0; i < dataset->rows->len; i++)
    {
      append_row (json, dataset, dataset->rows->pdata[i]);
      g_string_append_c (json, '\n');
    }
  return json;
}
