#include "pod-lab-map-private.h"

#include <string.h>

/* Problems of map files are for whoever writes them and stay English, as those of study files. */

typedef struct
{
  PodLabMap *map;
  const PodStudy *study;
  GPtrArray *problems;
  gboolean seen_map;
} Loader;

static void
free_item (gpointer data)
{
  PodLabMapItem *item = data;

  g_strfreev (item->specimens);
  g_free (item);
}

static void
unref_list (gpointer data)
{
  g_ptr_array_unref (data);
}

static void
unref_table (gpointer data)
{
  g_hash_table_unref (data);
}

/* "a|b|c", folded; what is empty between bars is left out. */
static char **
split (const char *value)
{
  g_auto (GStrv) parts = g_strsplit (value, "|", -1);
  g_autoptr (GPtrArray) folded = g_ptr_array_new ();

  for (guint i = 0; parts[i]; i++)
    {
      char *part = pod_lab_fold (parts[i]);

      if (*part != '\0' && !g_ptr_array_find_with_equal_func (folded, part, g_str_equal, NULL))
        g_ptr_array_add (folded, part);
      else
        g_free (part);
    }
  g_ptr_array_add (folded, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&folded), FALSE);
}

static void
read_word (Loader *loader,
           PodKeyGroup *group,
           const char *key,
           const char *const *words,
           const char *expected,
           guint *index)
{
  PodKeyEntry *entry = pod_key_group_take (group, key, NULL);

  if (!entry)
    return;
  for (guint i = 0; words[i]; i++)
    if (g_str_equal (entry->value, words[i]))
      {
        *index = i;
        return;
      }
  pod_key_group_problem (group, entry, loader->problems, "expected %s", expected);
}

static void
read_columns (Loader *loader, PodKeyGroup *group)
{
  for (guint i = 0; i < POD_LAB_N_COLUMNS; i++)
    {
      const char *name = pod_lab_column_to_string (i);
      PodKeyEntry *entry = i < POD_LAB_N_REQUIRED
                               ? pod_key_group_require (group, name, loader->problems)
                               : pod_key_group_take (group, name, NULL);

      if (!entry)
        continue;
      g_strfreev (loader->map->headings[i]);
      loader->map->headings[i] = split (entry->value);
      if (!loader->map->headings[i][0])
        pod_key_group_problem (group, entry, loader->problems, "expected a column heading");
    }
}

static void
read_delimiter (Loader *loader, PodKeyGroup *group)
{
  static const char *const words[] = { "auto", ",", "tab", ";", NULL };
  guint index = 0;

  read_word (loader, group, "delimiter", words, "auto, a comma, tab or a semicolon", &index);
  loader->map->delimiter = "\0,\t;"[index];
}

static void
read_map (Loader *loader, PodKeyGroup *group)
{
  static const char *const encodings[] = { "auto", "utf-8", "gb18030", NULL };
  static const char *const kinds[] = { "screening_number", "enrolment_number", "record_number",
                                       NULL };
  PodLabMap *map = loader->map;
  PodKeyEntry *laboratory = pod_key_group_require (group, "laboratory", loader->problems);
  const char *missing = pod_key_group_get (group, "missing");
  guint encoding = 0, kind = 0;

  if (loader->seen_map)
    pod_key_group_problem (group, NULL, loader->problems, "a second [map]; expected one");
  loader->seen_map = TRUE;
  map->laboratory = laboratory ? laboratory->value : "";
  read_word (loader, group, "encoding", encodings, "auto, utf-8 or gb18030", &encoding);
  map->encoding = (PodEncoding) encoding;
  if (pod_key_group_require (group, "subject.kind", loader->problems))
    read_word (loader, group, "subject.kind", kinds,
               "screening_number, enrolment_number or record_number", &kind);
  map->kind = (PodSubjectKeyKind) kind;
  read_delimiter (loader, group);
  read_columns (loader, group);
  g_strfreev (map->missing);
  map->missing = split (missing ? missing : "");
}

/* ---- items ---- */

static gboolean
overlap (const PodLabMapItem *a, const PodLabMapItem *b)
{
  if (!a->specimens || !b->specimens)
    return TRUE;
  for (guint i = 0; a->specimens[i]; i++)
    if (pod_lab_is_one_of (b->specimens, a->specimens[i]))
      return TRUE;
  return FALSE;
}

static void
add_name (Loader *loader,
          PodKeyGroup *group,
          PodKeyEntry *entry,
          const char *name,
          PodLabMapItem *item)
{
  GPtrArray *items = g_hash_table_lookup (loader->map->names, name);

  if (!items)
    {
      items = g_ptr_array_new ();
      g_hash_table_insert (loader->map->names, g_strdup (name), items);
    }
  for (guint i = 0; i < items->len; i++)
    {
      const PodLabMapItem *other = items->pdata[i];

      if (overlap (item, other))
        pod_key_group_problem (group, entry, loader->problems,
                               "\"%s\" also names %s; specimen= has to tell them apart", name,
                               other->observation->symbol.name);
    }
  g_ptr_array_add (items, item);
}

static void
read_unit (Loader *loader, PodKeyGroup *group, PodLabMapItem *item)
{
  PodKeyEntry *entry = pod_key_group_take (group, "unit", NULL);
  double factor;

  if (!entry)
    return;
  item->unit = pod_unit_from_ucum (entry->value);
  if (!item->unit || !pod_observation_get_factor (item->observation, item->unit, &factor))
    pod_key_group_problem (group, entry, loader->problems,
                           "expected a UCUM unit that converts to %s",
                           item->observation->symbol.unit
                               ? pod_unit_get_ucum (item->observation->symbol.unit)
                               : "nothing: it has no unit");
}

static void
read_item (Loader *loader, PodKeyGroup *group)
{
  const PodObservation *observation = pod_study_find_observation (loader->study, group->name);
  PodKeyEntry *names = pod_key_group_require (group, "names", loader->problems);
  const char *specimens = pod_key_group_get (group, "specimen");
  g_auto (GStrv) list = split (names ? names->value : "");
  PodLabMapItem *item;

  if (!observation || observation->derived)
    {
      pod_key_group_problem (group, NULL, loader->problems,
                             "expected an observation of the study that is not derived");
      return;
    }
  item = g_new0 (PodLabMapItem, 1);
  item->observation = observation;
  item->specimens = specimens ? split (specimens) : NULL;
  g_ptr_array_add (loader->map->items, item);
  read_unit (loader, group, item);
  for (guint i = 0; list[i]; i++)
    add_name (loader, group, names, list[i], item);
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

static void
read_answers (Loader *loader, PodKeyGroup *group)
{
  GHashTable *answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, unref_list);

  g_hash_table_insert (loader->map->answers, g_strdup (group->name), answers);
  for (guint i = 0; i < group->entries->len; i++)
    {
      PodKeyEntry *entry = group->entries->pdata[i];
      g_auto (GStrv) texts = split (entry->value);

      entry->taken = TRUE;
      if (!is_answer (loader->study, group->name, entry->key))
        pod_key_group_problem (group, entry, loader->problems, "expected an answer of the study");
      for (guint j = 0; texts[j]; j++)
        add_answer (answers, texts[j], entry->key);
    }
}

static void
read_group (Loader *loader, PodKeyGroup *group)
{
  if (g_str_equal (group->kind, "map"))
    read_map (loader, group);
  else if (g_str_equal (group->kind, "item"))
    read_item (loader, group);
  else if (g_str_equal (group->kind, "answers"))
    read_answers (loader, group);
  else
    pod_key_group_problem (group, NULL, loader->problems, "expected [map], [item] or [answers]");
  pod_key_group_finish (group, loader->problems);
}

static PodLabMap *
make_map (PodKeyFile *keys)
{
  PodLabMap *map = g_new0 (PodLabMap, 1);

  map->keys = keys;
  map->laboratory = "";
  map->items = g_ptr_array_new_with_free_func (free_item);
  map->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, unref_list);
  map->answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, unref_table);
  return map;
}

PodLabMap *
pod_lab_map_load (const char *path, const PodStudy *study, GPtrArray *problems)
{
  g_autofree char *name = g_path_get_basename (path);
  guint before = problems->len;
  PodKeyFile *keys = pod_key_file_load (path, problems);
  g_autoptr (PodLabMap) map = NULL;
  Loader loader = { NULL, study, problems, FALSE };

  if (!keys)
    return NULL;
  loader.map = map = make_map (keys);
  for (guint i = 0; i < pod_key_file_get_n_groups (keys); i++)
    read_group (&loader, pod_key_file_get_group (keys, i));
  if (!loader.seen_map)
    pod_problems_add (problems, name, 0, 0, NULL, NULL, "expected a group [map]");
  return problems->len == before ? g_steal_pointer (&map) : NULL;
}
