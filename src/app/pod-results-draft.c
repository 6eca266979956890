#include "pod-results-draft.h"

#include "pod-result-row.h"

gboolean
pod_results_draft_is_any (GKeyFile *file)
{
  g_auto (GStrv) groups = g_key_file_get_groups (file, NULL);

  return groups[0] != NULL;
}

static void
copy_group (GKeyFile *from, const char *group, GKeyFile *to)
{
  g_auto (GStrv) keys = g_key_file_get_keys (from, group, NULL, NULL);

  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    {
      g_autofree char *value = g_key_file_get_value (from, group, keys[i], NULL);

      g_key_file_set_value (to, group, keys[i], value);
    }
}

void
pod_results_draft_copy (GKeyFile *from, GKeyFile *to)
{
  g_auto (GStrv) groups = g_key_file_get_groups (from, NULL);

  for (guint i = 0; groups[i] != NULL; i++)
    copy_group (from, groups[i], to);
}

gboolean
pod_results_draft_has_results (GKeyFile *file)
{
  g_auto (GStrv) groups = g_key_file_get_groups (file, NULL);

  for (guint i = 0; groups[i] != NULL; i++)
    if (g_str_has_prefix (groups[i], POD_RESULT_ROW_GROUP))
      return TRUE;
  return FALSE;
}
