#include "pod-json-text.h"

#include <string.h>

void
pod_json_append_string (GString *json, const char *text)
{
  if (!text)
    {
      g_string_append (json, "null");
      return;
    }
  g_string_append_c (json, '"');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"' || *p == '\\')
        g_string_append_c (json, '\\');
      if ((guchar) *p < 0x20 || *p == 0x7F)
        g_string_append_printf (json, "\\u%04x", (guint) *p);
      else
        g_string_append_c (json, *p);
    }
  g_string_append_c (json, '"');
}

void
pod_json_append_name (GString *json, const char *name)
{
  if (json->len > 0 && !strchr ("{[\n", json->str[json->len - 1]))
    g_string_append_c (json, ',');
  pod_json_append_string (json, name);
  g_string_append_c (json, ':');
}

void
pod_json_append_member (GString *json, const char *name, const char *value)
{
  pod_json_append_name (json, name);
  pod_json_append_string (json, value);
}

void
pod_json_append_member_int (GString *json, const char *name, gint64 value)
{
  pod_json_append_name (json, name);
  g_string_append_printf (json, "%" G_GINT64_FORMAT, value);
}
