#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include "pod-config.h"

#include "pod-manifest.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "pod-json-text.h"

#define DEPTH 4

static void
free_file (gpointer data)
{
  pod_package_file_free (data);
}

void
pod_manifest_free (PodManifest *manifest)
{
  g_free (manifest->study);
  g_free (manifest->profile);
  g_free (manifest->created);
  g_free (manifest->audit_head);
  g_free (manifest->program_version);
  g_free (manifest->exporter);
  g_ptr_array_unref (manifest->files);
  g_free (manifest);
}

static gboolean
refuse (GError **error)
{
  g_set_error_literal (error, POD_EXCHANGE_ERROR, POD_EXCHANGE_ERROR_FORMAT,
                       _ ("This is not a manifest of this program."));
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

static gboolean
get_int (JsonObject *object, const char *name, gint64 *value)
{
  JsonNode *node = json_object_get_member (object, name);

  if (!node || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
    return FALSE;
  *value = json_node_get_int (node);
  return *value >= 0;
}

static gboolean
read_file (PodManifest *manifest, JsonNode *node)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *name = object ? get_string (object, "name") : NULL;
  const char *sha256 = object ? get_string (object, "sha256") : NULL;
  PodPackageFile *file;
  gint64 rows = -1, bytes;

  if (!name || !sha256 || !pod_package_is_name (name) || !get_int (object, "bytes", &bytes))
    return FALSE;
  if (!json_object_has_member (object, "rows") ||
      (!json_object_get_null_member (object, "rows") && !get_int (object, "rows", &rows)))
    return FALSE;
  file = g_new0 (PodPackageFile, 1);
  file->name = g_strdup (name);
  file->sha256 = g_strdup (sha256);
  file->bytes = bytes;
  file->rows = (int) MIN (rows, G_MAXINT);
  g_ptr_array_add (manifest->files, file);
  return TRUE;
}

static JsonObject *
get_object (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/* From what state of the records it was made, when, with what and by whom. */
static void
read_provenance (PodManifest *manifest, JsonObject *object)
{
  JsonObject *program = get_object (object, "program");
  JsonObject *exporter = get_object (object, "exporter");

  manifest->created = g_strdup (get_string (object, "created"));
  manifest->audit_head = g_strdup (get_string (object, "audit_head"));
  manifest->program_version = g_strdup (program ? get_string (program, "version") : NULL);
  manifest->has_exporter = json_object_has_member (object, "exporter");
  manifest->exporter = g_strdup (exporter ? get_string (exporter, "user") : NULL);
}

static gboolean
read_manifest (PodManifest *manifest, JsonObject *object)
{
  JsonNode *files = json_object_get_member (object, "files");
  gint64 version, sequence;

  if (g_strcmp0 (get_string (object, "format"), POD_MANIFEST_FORMAT) != 0 ||
      !get_int (object, "version", &version) || version != POD_MANIFEST_VERSION ||
      !get_int (object, "sequence", &sequence) || !get_string (object, "study") || !files ||
      !JSON_NODE_HOLDS_ARRAY (files))
    return FALSE;
  manifest->study = g_strdup (get_string (object, "study"));
  manifest->profile = g_strdup (get_string (object, "profile"));
  read_provenance (manifest, object);
  for (guint i = 0; i < json_array_get_length (json_node_get_array (files)); i++)
    if (!read_file (manifest, json_array_get_element (json_node_get_array (files), i)))
      return FALSE;
  return TRUE;
}

PodManifest *
pod_manifest_from_json (GBytes *bytes, GError **error)
{
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (PodManifest) manifest = g_new0 (PodManifest, 1);
  JsonNode *root;

  manifest->files = g_ptr_array_new_with_free_func (free_file);
  if (!pod_json_scan (text ? text : "", length, DEPTH, error) ||
      !json_parser_load_from_data (parser, text, (gssize) length, error))
    return NULL;
  root = json_parser_get_root (parser);
  if (!root || !JSON_NODE_HOLDS_OBJECT (root) ||
      !read_manifest (manifest, json_node_get_object (root)))
    {
      refuse (error);
      return NULL;
    }
  return g_steal_pointer (&manifest);
}
