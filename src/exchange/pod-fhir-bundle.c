#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include "pod-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pod-fhir.h"

/* A bundle of answers holds bundles. */
#define BUNDLES 4

static gboolean
refuse (GError **error, const char *what)
{
  g_set_error_literal (error, POD_EXCHANGE_ERROR, POD_EXCHANGE_ERROR_FORMAT, what);
  return FALSE;
}

const char *
pod_fhir_get (const PodFhir *fhir, guint node, const char *path)
{
  return pod_json_text (fhir->json, pod_json_at (fhir->json, node, path), fhir->strings);
}

gboolean
pod_fhir_is_marked (const PodFhir *fhir, guint node)
{
  guint security = pod_json_at (fhir->json, node, "meta.security");

  for (guint i = pod_json_first (fhir->json, security); i != 0; i = pod_json_next (fhir->json, i))
    if (g_str_equal (pod_fhir_get (fhir, i, "code"), "HTEST"))
      return TRUE;
  return FALSE;
}

/* ---- collecting ---- */

static gboolean
is_same (const PodFhir *fhir, guint a, guint b)
{
  const PodFhirResource *one = &g_array_index (fhir->resources, PodFhirResource, a - 1);
  const PodFhirResource *other = &g_array_index (fhir->resources, PodFhirResource, b - 1);

  return g_str_equal (pod_json_raw (fhir->json, one->node, fhir->strings),
                      pod_json_raw (fhir->json, other->node, fhir->strings));
}

/* Two that are called the same and differ are not to be told apart: neither is found by that name. */
static void
add_name (PodFhir *fhir, char *name, guint index)
{
  gpointer known;

  if (g_hash_table_lookup_extended (fhir->by_name, name, NULL, &known))
    index = known && is_same (fhir, GPOINTER_TO_UINT (known), index) ? GPOINTER_TO_UINT (known) : 0;
  g_hash_table_insert (fhir->by_name, name, GUINT_TO_POINTER (index));
}

static void
add_names (PodFhir *fhir, const PodFhirResource *resource)
{
  guint index = fhir->resources->len;

  if (resource->container != 0)
    add_name (fhir, g_strdup_printf ("%u#%s", resource->container, resource->id), index);
  else if (*resource->id != '\0')
    add_name (fhir, g_strdup_printf ("%s/%s", resource->type, resource->id), index);
  if (*resource->full_url != '\0')
    add_name (fhir, g_strdup (resource->full_url), index);
}

static void
add_resource (PodFhir *fhir, PodFhirResource resource)
{
  guint node = resource.node;
  guint contained = pod_json_get (fhir->json, node, "contained");

  resource.type = pod_fhir_get (fhir, node, "resourceType");
  resource.id = pod_fhir_get (fhir, node, "id");
  if (*resource.type == '\0')
    return;
  resource.is_test |= pod_fhir_is_marked (fhir, node);
  g_array_append_val (fhir->resources, resource);
  add_names (fhir, &resource);
  /* Contained resources contain none. */
  for (guint i = resource.container == 0 ? pod_json_first (fhir->json, contained) : 0; i != 0;
       i = pod_json_next (fhir->json, i))
    add_resource (fhir, (PodFhirResource){ i, resource.entry, node, resource.written, "", "", "",
                                           resource.is_test });
}

/* A history has versions that no longer stand. */
static gboolean
check_bundle (const PodFhir *fhir, guint node, GError **error)
{
  static const char *const types[] = { "collection", "transaction",    "transaction-response",
                                       "batch",      "batch-response", "searchset",
                                       "message",    "document",       NULL };

  if (g_strv_contains (types, pod_fhir_get (fhir, node, "type")))
    return TRUE;
  if (*pod_fhir_get (fhir, node, "type") == '\0')
    return refuse (error, _ ("This bundle does not say of what type it is, so that it may hold "
                             "results that no longer stand. Ask for a collection."));
  return refuse (error, _ ("This bundle is of a type that is not read; a collection, a document, a "
                           "message, a transaction or a search is."));
}

static gboolean
add_bundle (PodFhir *fhir, guint node, guint entry, guint depth, gboolean is_test, GError **error)
{
  guint number = 0;

  is_test |= pod_fhir_is_marked (fhir, node);
  if (!check_bundle (fhir, node, error))
    return FALSE;
  for (guint i = pod_json_first (fhir->json, pod_json_get (fhir->json, node, "entry")); i != 0;
       i = pod_json_next (fhir->json, i))
    {
      guint resource = pod_json_get (fhir->json, i, "resource");

      number++;
      if (!g_str_equal (pod_fhir_get (fhir, resource, "resourceType"), "Bundle"))
        add_resource (fhir, (PodFhirResource){ resource, entry ? entry : number, 0, i, "", "",
                                               pod_fhir_get (fhir, i, "fullUrl"), is_test });
      else if (depth == 0)
        return refuse (error, _ ("Bundles are nested too deep."));
      else if (!add_bundle (fhir, resource, entry ? entry : number, depth - 1, is_test, error))
        return FALSE;
    }
  return TRUE;
}

/* ---- references ---- */

/* "Patient/1/_history/2" is Patient/1. */
static char *
cut_version (const char *reference)
{
  const char *version = strstr (reference, "/_history/");

  return version ? g_strndup (reference, (gsize) (version - reference)) : g_strdup (reference);
}

const PodFhirResource *
pod_fhir_resolve (const PodFhir *fhir, const PodFhirResource *from, guint reference)
{
  const char *text = pod_fhir_get (fhir, reference, "reference");
  g_autofree char *name =
      *text == '#' ? g_strdup_printf ("%u%s", from->container ? from->container : from->node, text)
                   : cut_version (text);
  guint index = GPOINTER_TO_UINT (g_hash_table_lookup (fhir->by_name, name));

  return index > 0 ? &g_array_index (fhir->resources, PodFhirResource, index - 1) : NULL;
}

/* A report may know of a result what the result leaves out: whose it is, its specimen, when it was released. */
static void
list_reports (PodFhir *fhir)
{
  for (guint i = 0; i < fhir->resources->len; i++)
    {
      const PodFhirResource *report = &g_array_index (fhir->resources, PodFhirResource, i);
      guint result = pod_json_first (fhir->json, pod_json_get (fhir->json, report->node, "result"));

      if (!g_str_equal (report->type, "DiagnosticReport"))
        continue;
      for (; result != 0; result = pod_json_next (fhir->json, result))
        {
          const PodFhirResource *observation = pod_fhir_resolve (fhir, report, result);

          if (observation)
            g_hash_table_insert (fhir->reports, GUINT_TO_POINTER (observation->node),
                                 GUINT_TO_POINTER (i + 1));
        }
    }
}

/* ---- the file ---- */

static PodFhir *
make_fhir (PodJson *json, GStringChunk *strings)
{
  PodFhir *fhir = g_new0 (PodFhir, 1);

  fhir->json = json;
  fhir->strings = strings;
  fhir->resources = g_array_new (FALSE, FALSE, sizeof (PodFhirResource));
  fhir->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  fhir->reports = g_hash_table_new (NULL, NULL);
  fhir->pieces = g_hash_table_new (NULL, NULL);
  return fhir;
}

PodFhir *
pod_fhir_load (const char *text, GStringChunk *strings, GError **error)
{
  PodJson *json = pod_json_parse (text, POD_FHIR_DEPTH, error);
  g_autoptr (PodFhir) fhir = NULL;
  const char *type;

  if (!json)
    return NULL;
  fhir = make_fhir (json, strings);
  type = pod_fhir_get (fhir, POD_JSON_ROOT, "resourceType");
  if (*type == '\0')
    refuse (error, _ ("This is JSON, but no FHIR resource."));
  else if (!g_str_equal (type, "Bundle"))
    add_resource (fhir, (PodFhirResource){ POD_JSON_ROOT, 1, 0, POD_JSON_ROOT, "", "", "", FALSE });
  else if (!add_bundle (fhir, POD_JSON_ROOT, 0, BUNDLES, FALSE, error))
    return NULL;
  if (*type == '\0')
    return NULL;
  list_reports (fhir);
  return g_steal_pointer (&fhir);
}

void
pod_fhir_free (PodFhir *fhir)
{
  g_clear_pointer (&fhir->json, pod_json_free);
  g_array_unref (fhir->resources);
  g_hash_table_unref (fhir->by_name);
  g_hash_table_unref (fhir->reports);
  g_hash_table_unref (fhir->pieces);
  g_free (fhir);
}
