#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include "pod-config.h"

#include "pod-dataset-json.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "pod-json-text.h"

/* Rows in a dataset, cells in a row: nothing of ours nests deeper. */
#define DEPTH 4

static gboolean
refuse (GError **error, const char *what)
{
  g_set_error_literal (error, POD_EXCHANGE_ERROR, POD_EXCHANGE_ERROR_FORMAT, what);
  return FALSE;
}

static const char *
get_string (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

/* -1 where it is there and no integer that counts something; 0 where it is not there. */
static int
get_count (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  if (!node)
    return 0;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64 ||
      json_node_get_int (node) < 0 || json_node_get_int (node) > G_MAXINT)
    return -1;
  return (int) json_node_get_int (node);
}

static gboolean
has_only (JsonObject *object, const char *const *allowed)
{
  g_autoptr (GList) names = json_object_get_members (object);

  for (GList *name = names; name; name = name->next)
    if (!g_strv_contains (allowed, name->data))
      return FALSE;
  return TRUE;
}

/* A DTC column is a string by its type; its name tells. */
static gboolean
read_type (JsonObject *object, const char *name, PodCellType *type)
{
  const char *word = get_string (object, "dataType");
  const char *target = get_string (object, "targetDataType");

  if (g_strcmp0 (word, "string") == 0 && !target)
    *type = g_str_has_suffix (name, "DTC") ? POD_CELL_DTC : POD_CELL_STRING;
  else if (g_strcmp0 (word, "date") == 0 && !target)
    *type = POD_CELL_DATE;
  else if (g_strcmp0 (word, "integer") == 0 && !target)
    *type = POD_CELL_INTEGER;
  else if (g_strcmp0 (word, "decimal") == 0 && g_strcmp0 (target, "decimal") == 0)
    *type = POD_CELL_DECIMAL;
  else
    return FALSE;
  return TRUE;
}

static gboolean
read_column (PodDataset *dataset, JsonNode *node, GError **error)
{
  static const char *const allowed[] = { "itemOID",        "name",   "label",       "dataType",
                                         "targetDataType", "length", "keySequence", NULL };
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  PodColumn column = { 0 };

  if (!object || !has_only (object, allowed) || !get_string (object, "itemOID"))
    return refuse (error, _ ("a column is not described as Dataset-JSON wants it"));
  column.name = get_string (object, "name");
  column.label = get_string (object, "label");
  column.length = get_count (object, "length");
  column.key = get_count (object, "keySequence");
  if (!column.name || !column.label || column.length < 0 || column.key < 0 ||
      !read_type (object, column.name, &column.type))
    return refuse (error, _ ("a column is not described as Dataset-JSON wants it"));
  pod_dataset_add_column (dataset, &column);
  return TRUE;
}

/* The text of a cell whose JSON type is the column's; FALSE where it is another. */
static gboolean
read_cell (JsonNode *node, PodCellType type, char **cell)
{
  gboolean numeric = type == POD_CELL_INTEGER || type == POD_CELL_DECIMAL;

  *cell = NULL;
  if (JSON_NODE_HOLDS_NULL (node))
    return numeric;
  if (!JSON_NODE_HOLDS_VALUE (node))
    return FALSE;
  if (type == POD_CELL_INTEGER)
    {
      if (json_node_get_value_type (node) != G_TYPE_INT64)
        return FALSE;
      *cell = g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
      return TRUE;
    }
  if (json_node_get_value_type (node) != G_TYPE_STRING)
    return FALSE;
  *cell = g_strdup (json_node_get_string (node));
  return TRUE;
}

static gboolean
read_row (PodDataset *dataset, JsonNode *node, GError **error)
{
  JsonArray *array = node && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  char **row;

  if (!array || json_array_get_length (array) != dataset->columns->len)
    return refuse (error, _ ("a row is not as wide as the columns"));
  row = pod_dataset_add_row (dataset);
  for (guint i = 0; i < dataset->columns->len; i++)
    {
      const PodColumn *column = &g_array_index (dataset->columns, PodColumn, i);
      g_autofree char *cell = NULL;

      if (!read_cell (json_array_get_element (array, i), column->type, &cell))
        return refuse (error, _ ("a cell is not of its column’s type"));
      row[i] = cell ? g_string_chunk_insert_const (dataset->strings, cell) : NULL;
    }
  return TRUE;
}

static JsonNode *
parse (const char *text, gsize length, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();

  if (!pod_json_scan (text, length, DEPTH, error) ||
      !json_parser_load_from_data (parser, text, (gssize) length, error))
    return NULL;
  return json_parser_steal_root (parser);
}

static gboolean
check_head (JsonObject *object)
{
  static const char *const allowed[] = { "datasetJSONCreationDateTime",
                                         "datasetJSONVersion",
                                         "fileOID",
                                         "originator",
                                         "sourceSystem",
                                         "studyOID",
                                         "itemGroupOID",
                                         "records",
                                         "name",
                                         "label",
                                         "columns",
                                         "rows",
                                         NULL };
  const char *created = get_string (object, "datasetJSONCreationDateTime");
  g_autoptr (GDateTime) when = created ? g_date_time_new_from_iso8601 (created, NULL) : NULL;

  return has_only (object, allowed) && when && get_string (object, "itemGroupOID") &&
         g_strcmp0 (get_string (object, "datasetJSONVersion"), "1.1.0") == 0 &&
         get_string (object, "name") && get_string (object, "label") &&
         json_object_has_member (object, "records");
}

static PodDataset *
read_head (JsonNode *root, int *records, char **study_oid, GError **error)
{
  JsonObject *object = root && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  JsonNode *columns = object ? json_object_get_member (object, "columns") : NULL;
  g_autoptr (PodDataset) dataset = NULL;

  if (!columns || !JSON_NODE_HOLDS_ARRAY (columns) || !check_head (object))
    {
      refuse (error, _ ("this is not a Dataset-JSON 1.1.0 file of this program"));
      return NULL;
    }
  dataset = pod_dataset_new (get_string (object, "name"), get_string (object, "label"));
  *records = get_count (object, "records");
  if (study_oid)
    *study_oid = g_strdup (get_string (object, "studyOID"));
  for (guint i = 0; i < json_array_get_length (json_node_get_array (columns)); i++)
    if (!read_column (dataset, json_array_get_element (json_node_get_array (columns), i), error))
      return NULL;
  return g_steal_pointer (&dataset);
}

static gboolean
read_rows (PodDataset *dataset, JsonNode *root, GError **error)
{
  JsonNode *rows = json_object_get_member (json_node_get_object (root), "rows");

  if (!rows || !JSON_NODE_HOLDS_ARRAY (rows))
    return refuse (error, _ ("there are no rows"));
  for (guint i = 0; i < json_array_get_length (json_node_get_array (rows)); i++)
    if (!read_row (dataset, json_array_get_element (json_node_get_array (rows), i), error))
      return FALSE;
  return TRUE;
}

static gboolean
read_lines (PodDataset *dataset, const char *text, const char *end, GError **error)
{
  while (text < end)
    {
      const char *stop = memchr (text, '\n', (gsize) (end - text));
      g_autoptr (JsonNode) row = parse (text, (gsize) ((stop ? stop : end) - text), error);

      if (!row || !read_row (dataset, row, error))
        return FALSE;
      text = stop ? stop + 1 : end;
    }
  return TRUE;
}

PodDataset *
pod_dataset_from_json (const char *text,
                       gsize length,
                       gboolean ndjson,
                       char **study_oid,
                       GError **error)
{
  const char *stop = ndjson ? memchr (text, '\n', length) : NULL;
  gsize head_length = stop ? (gsize) (stop - text) : length;
  g_autoptr (JsonNode) root = parse (text, head_length, error);
  g_autofree char *oid = NULL;
  g_autoptr (PodDataset) dataset = NULL;
  int records = 0;

  if (!root || !(dataset = read_head (root, &records, &oid, error)))
    return NULL;
  if (ndjson ? !read_lines (dataset, stop ? stop + 1 : text + length, text + length, error)
             : !read_rows (dataset, root, error))
    return NULL;
  if (records != (int) dataset->rows->len)
    {
      refuse (error, _ ("records is not the number of rows"));
      return NULL;
    }
  if (study_oid)
    *study_oid = g_steal_pointer (&oid);
  return g_steal_pointer (&dataset);
}
