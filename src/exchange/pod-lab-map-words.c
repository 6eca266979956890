#include "pod-lab-map-private.h"

#include <string.h>

/* The groups of a map that list words: for answers, for statuses, for units. */

static void
unref_list (gpointer data)
{
  g_ptr_array_unref (data);
}

/* ---- answers ---- */

static void
add_answer (GHashTable *answers, const char *text, const char *code)
{
  GPtrArray *codes = g_hash_table_lookup (answers, text);

  if (!codes)
    {
      codes = g_ptr_array_new ();
      g_hash_table_insert (answers, g_strdup (text), codes);
    }
  g_ptr_array_add (codes, (gpointer) g_intern_string (code));
}

static gboolean
is_answer (const PodStudy *study, const char *observation_name, const char *code)
{
  const GPtrArray *observations = pod_study_get_observations (study);

  for (guint i = 0; i < observations->len; i++)
    {
      const PodObservation *observation = observations->pdata[i];

      if (*observation_name != '\0' && !g_str_equal (observation->symbol.name, observation_name))
        continue;
      if (observation->symbol.kind == POD_KIND_FLAG &&
          (g_str_equal (code, "yes") || g_str_equal (code, "no")))
        return TRUE;
      if (observation->symbol.choices && g_strv_contains (observation->symbol.choices, code))
        return TRUE;
    }
  return FALSE;
}

void
pod_lab_map_read_answers (PodLabMap *map,
                          const PodStudy *study,
                          PodKeyGroup *group,
                          GPtrArray *problems)
{
  GHashTable *answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, unref_list);

  g_hash_table_insert (map->answers, g_strdup (group->name), answers);
  for (guint i = 0; i < group->entries->len; i++)
    {
      PodKeyEntry *entry = group->entries->pdata[i];
      g_auto (GStrv) texts = pod_lab_split (entry->value);

      entry->taken = TRUE;
      if (!is_answer (study, group->name, entry->key))
        pod_key_group_problem (group, entry, problems, "expected an answer of the study");
      for (guint j = 0; texts[j]; j++)
        add_answer (answers, texts[j], entry->key);
    }
}

/* ---- units ---- */

/* [unit 10*3/uL] names=THOU/uL|K/cumm: case and all, since mg is not Mg. */
void
pod_lab_map_read_unit (PodLabMap *map, PodKeyGroup *group, GPtrArray *problems)
{
  const PodUnit *unit = pod_unit_from_ucum (group->name);
  PodKeyEntry *names = pod_key_group_require (group, "names", problems);
  g_auto (GStrv) list = g_strsplit (names ? names->value : "", "|", -1);

  if (!unit)
    pod_key_group_problem (group, NULL, problems, "expected [unit] with a UCUM unit");
  for (guint i = 0; unit && list[i]; i++)
    if (*g_strstrip (list[i]) != '\0')
      g_hash_table_insert (map->units, g_strdup (list[i]), (gpointer) unit);
}

/* ---- the words of a status column ---- */

void
pod_lab_map_read_statuses (PodLabMap *map, PodKeyGroup *group, GPtrArray *problems)
{
  for (guint i = 0; i < group->entries->len; i++)
    {
      PodKeyEntry *entry = group->entries->pdata[i];
      g_auto (GStrv) words = pod_lab_split (entry->value);
      PodLabStatus status = pod_lab_status_from_string (entry->key);

      entry->taken = TRUE;
      if (status == POD_LAB_STATUS_UNKNOWN)
        pod_key_group_problem (group, entry, problems,
                               "expected preliminary, final, corrected, withdrawn, "
                               "entered_in_error or cancelled");
      for (guint j = 0; words[j]; j++)
        g_hash_table_insert (map->statuses, g_strdup (words[j]), GUINT_TO_POINTER (status));
    }
}
