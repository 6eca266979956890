#include <string.h>

#include "pod-fhir.h"

/* What a result refers to is kept with it, so that it can be read again by itself. */

/* A report may hold a whole picture. */
#define LONGEST (32 * 1024)
#define MARKED "\"meta\":{\"security\":[{\"code\":\"HTEST\"}]}"

const char *
pod_fhir_keep (PodFhir *fhir, const PodFhirResource *resource, const PodFhirResource *beside)
{
  gpointer known = NULL;
  const char *piece;

  if (resource == NULL || (resource->written == beside->written && beside->container == 0))
    return "";
  if (g_hash_table_lookup_extended (fhir->pieces, GUINT_TO_POINTER (resource->written), NULL,
                                    &known))
    return known;
  piece = pod_json_raw (fhir->json, resource->written, fhir->strings);
  if (strlen (piece) > LONGEST)
    piece = "";
  g_hash_table_insert (fhir->pieces, GUINT_TO_POINTER (resource->written), (gpointer) piece);
  return piece;
}

/* ---- and back ---- */

/* Behind the object that begins at @p; NULL where it does not end. */
static const char *
find_end (const char *p)
{
  gboolean in_text = FALSE;
  guint depth = 0;

  for (; *p != '\0'; p++)
    if (in_text && *p == '\\' && p[1] != '\0')
      p++;
    else if (*p == '"')
      in_text = !in_text;
    else if (!in_text && *p == '{')
      depth++;
    else if (!in_text && *p == '}' && --depth == 0)
      return p + 1;
  return NULL;
}

static gboolean
append_piece (GString *bundle, const char *piece, gsize length, gboolean is_resource)
{
  g_autofree char *text = g_strndup (piece, length);
  g_autoptr (PodJson) json = pod_json_parse (text, POD_FHIR_DEPTH, NULL);

  if (json == NULL)
    return FALSE;
  if (pod_json_get (json, POD_JSON_ROOT, "resourceType") != 0)
    g_string_append_printf (bundle, "{\"resource\":%s},", text);
  else if (is_resource)
    return FALSE;
  else
    g_string_append_printf (bundle, "%s,", text);
  return TRUE;
}

static char *
join (const char *pieces, gboolean are_resources)
{
  g_autoptr (GString)
      bundle = g_string_new ("{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[");
  const char *p = pieces + strspn (pieces, " \t\r\n");
  gboolean is_test = FALSE;

  if (*p == '\0')
    return NULL;
  while (*p == '{')
    {
      const char *end = find_end (p);

      if (end != NULL && g_str_has_prefix (p, POD_FHIR_TEST_MARK))
        is_test = TRUE;
      else if (end == NULL || !append_piece (bundle, p, (gsize) (end - p), are_resources))
        return NULL;
      p = end + strspn (end, " \t\r\n");
    }
  if (*p != '\0')
    return NULL;
  g_string_truncate (bundle, bundle->len - 1);
  g_string_append (bundle, is_test ? "]," MARKED "}" : "]}");
  return g_string_free (g_steal_pointer (&bundle), FALSE);
}

char *
pod_fhir_join (const char *pieces)
{
  return join (pieces, FALSE);
}

char *
pod_fhir_join_lines (const char *text)
{
  const char *end;

  text += strspn (text, " \t\r\n");
  end = *text == '{' ? find_end (text) : NULL;
  return end && end[strspn (end, " \t\r\n")] == '{' ? join (text, TRUE) : NULL;
}
