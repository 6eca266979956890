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
char **
pod_lab_split (const char *value)
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

/* A map without a single required column is one for messages. */
static gboolean
has_columns (PodKeyGroup *group)
{
  for (guint i = 0; i < group->entries->len; i++)
    {
      const PodKeyEntry *entry = group->entries->pdata[i];

      for (guint c = 0; c < POD_LAB_N_REQUIRED; c++)
        if (g_str_equal (entry->key, pod_lab_column_to_string (c)))
          return TRUE;
    }
  return FALSE;
}

static void
read_columns (Loader *loader, PodKeyGroup *group)
{
  gboolean table = has_columns (group);

  for (guint i = 0; i < POD_LAB_N_COLUMNS; i++)
    {
      const char *name = pod_lab_column_to_string (i);
      PodKeyEntry *entry = table && i < POD_LAB_N_REQUIRED
                               ? pod_key_group_require (group, name, loader->problems)
                               : pod_key_group_take (group, name, NULL);

      if (!entry)
        continue;
      g_strfreev (loader->map->headings[i]);
      loader->map->headings[i] = pod_lab_split (entry->value);
      if (!loader->map->headings[i][0])
        pod_key_group_problem (group, entry, loader->problems, "expected a column heading");
    }
}

static void
read_delimiter (Loader *loader, PodKeyGroup *group)
{
  static const char *const words[] = { "auto", ",", "tab", ";", "|", NULL };
  guint index = 0;

  read_word (loader, group, "delimiter", words, "auto, a comma, tab, a semicolon or a bar", &index);
  loader->map->delimiter = "\0,\t;|"[index];
}

static void
read_zone (Loader *loader, PodKeyGroup *group)
{
  PodKeyEntry *entry = pod_key_group_take (group, "zone", NULL);

  if (!entry)
    return;
  g_clear_pointer (&loader->map->zone, g_time_zone_unref);
  loader->map->zone = g_time_zone_new_identifier (entry->value);
  if (!loader->map->zone)
    pod_key_group_problem (group, entry, loader->problems,
                           "expected a time zone, such as +08:00 or Asia/Shanghai");
}

static void
read_sexes (Loader *loader, PodKeyGroup *group)
{
  PodKeyEntry *entry = pod_key_group_take (group, "range.sexes", NULL);

  if (!entry)
    return;
  g_strfreev (loader->map->sexes);
  loader->map->sexes = pod_lab_split (entry->value);
  if (!g_str_equal (entry->value, "male|female") && !g_str_equal (entry->value, "female|male"))
    pod_key_group_problem (group, entry, loader->problems, "expected male|female or female|male");
}

/* What of a table or a message the file itself does not say. */
static void
read_declarations (Loader *loader, PodKeyGroup *group)
{
  static const char *const rows[] = { "1", "2", "3", NULL };
  static const char *const decimals[] = { ".", ",", NULL };
  static const char *const statuses[] = { "final", "preliminary", NULL };
  PodLabMap *map = loader->map;
  const char *identifiers = pod_key_group_get (group, "identifier");
  const char *system = pod_key_group_get (group, "code.system");
  guint row = 0, decimal = 0, dates = 0, status = G_MAXUINT;

  read_word (loader, group, "heading.rows", rows, "1, 2 or 3", &row);
  read_word (loader, group, "decimal", decimals, "a point or a comma", &decimal);
  read_word (loader, group, "dates", pod_lab_dates_list (), "ymd, dmy or mdy", &dates);
  read_word (loader, group, "status.default", statuses, "final or preliminary", &status);
  map->heading_rows = row + 1;
  map->decimal = *decimals[decimal];
  map->dates = (PodLabDates) dates;
  map->status = status == G_MAXUINT ? POD_LAB_STATUS_NONE
                                    : pod_lab_status_from_string (statuses[status]);
  g_strfreev (map->identifiers);
  map->identifiers = identifiers ? pod_lab_split (identifiers) : NULL;
  g_free (map->system);
  map->system = pod_lab_fold_system (system ? system : "");
  read_zone (loader, group);
  read_sexes (loader, group);
}

static void
read_map (Loader *loader, PodKeyGroup *group)
{
  static const char *const encodings[] = { "auto", "utf-8", "gb18030", "latin-1", NULL };
  PodLabMap *map = loader->map;
  PodKeyEntry *laboratory = pod_key_group_require (group, "laboratory", loader->problems);
  const char *missing = pod_key_group_get (group, "missing");
  guint encoding = 0, kind = 0;

  if (loader->seen_map)
    pod_key_group_problem (group, NULL, loader->problems, "a second [map]; expected one");
  loader->seen_map = TRUE;
  map->laboratory = laboratory ? laboratory->value : "";
  read_word (loader, group, "encoding", encodings, "auto, utf-8, gb18030 or latin-1", &encoding);
  map->encoding = (PodEncoding) encoding;
  if (pod_key_group_require (group, "subject.kind", loader->problems))
    read_word (loader, group, "subject.kind", pod_subject_key_kind_list (),
               "screening_number, enrolment_number or record_number", &kind);
  map->kind = (PodSubjectKeyKind) kind;
  read_delimiter (loader, group);
  read_declarations (loader, group);
  read_columns (loader, group);
  g_strfreev (map->missing);
  map->missing = pod_lab_split (missing ? missing : "");
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

/* "LOINC|718-7; LIS|HGB" */
static void
read_codes (Loader *loader, PodKeyGroup *group, PodLabMapItem *item)
{
  PodKeyEntry *entry = pod_key_group_take (group, "codes", NULL);
  g_auto (GStrv) codes = g_strsplit (entry ? entry->value : "", ";", -1);

  for (guint i = 0; codes[i]; i++)
    {
      g_auto (GStrv) parts = g_strsplit (codes[i], "|", 2);
      g_autofree char *key = NULL;
      const PodLabMapItem *other;

      if (!parts[0] || !parts[1] || *g_strstrip (parts[1]) == '\0')
        {
          pod_key_group_problem (group, entry, loader->problems,
                                 "expected codes as LOINC|718-7; LIS|HGB");
          return;
        }
      key = pod_lab_code_key (parts[0], parts[1]);
      other = g_hash_table_lookup (loader->map->codes, key);
      if (other)
        pod_key_group_problem (group, entry, loader->problems, "\"%s\" is also a code of %s",
                               codes[i], other->observation->symbol.name);
      else
        g_hash_table_insert (loader->map->codes, g_steal_pointer (&key), item);
    }
}

static void
read_item (Loader *loader, PodKeyGroup *group)
{
  const PodObservation *observation = pod_study_find_observation (loader->study, group->name);
  PodKeyEntry *names = pod_key_group_require (group, "names", loader->problems);
  const char *specimens = pod_key_group_get (group, "specimen");
  g_auto (GStrv) list = pod_lab_split (names ? names->value : "");
  PodLabMapItem *item;

  if (!observation || observation->derived)
    {
      pod_key_group_problem (group, NULL, loader->problems,
                             "expected an observation of the study that is not derived");
      return;
    }
  item = g_new0 (PodLabMapItem, 1);
  item->observation = observation;
  item->specimens = specimens ? pod_lab_split (specimens) : NULL;
  g_ptr_array_add (loader->map->items, item);
  read_unit (loader, group, item);
  read_codes (loader, group, item);
  for (guint i = 0; list[i]; i++)
    add_name (loader, group, names, list[i], item);
}

/* ---- codes of the study ---- */

static PodLabMapItem *
take_item (PodLabMap *map, const PodObservation *observation)
{
  PodLabMapItem *item;

  for (guint i = 0; i < map->items->len; i++)
    if (((PodLabMapItem *) map->items->pdata[i])->observation == observation)
      return map->items->pdata[i];
  item = g_new0 (PodLabMapItem, 1);
  item->observation = observation;
  g_ptr_array_add (map->items, item);
  return item;
}

gboolean
pod_lab_map_add_name (PodLabMap *map,
                      const PodStudy *study,
                      const char *observation,
                      const char *name)
{
  const PodObservation *found = pod_study_find_observation (study, observation);
  g_autofree char *folded = pod_lab_fold (name);
  GPtrArray *items;

  if (!found || found->derived || *folded == '\0')
    return FALSE;
  if (g_hash_table_contains (map->names, folded))
    return TRUE;
  items = g_ptr_array_new ();
  g_ptr_array_add (items, take_item (map, found));
  g_hash_table_insert (map->names, g_steal_pointer (&folded), items);
  return TRUE;
}

/* The study says which LOINC term an observation is; what the laboratory's map says of the same code comes first. */
static void
add_codes_of_study (PodLabMap *map, const PodStudy *study)
{
  const GPtrArray *observations = pod_study_get_observations (study);

  for (guint i = 0; i < observations->len; i++)
    {
      const PodObservation *observation = observations->pdata[i];
      g_autofree char *key = observation->loinc && !observation->derived
                                 ? pod_lab_code_key (POD_LAB_LOINC, observation->loinc)
                                 : NULL;

      if (key && !g_hash_table_contains (map->codes, key))
        g_hash_table_insert (map->codes, g_steal_pointer (&key), take_item (map, observation));
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
    pod_lab_map_read_answers (loader->map, loader->study, group, loader->problems);
  else if (g_str_equal (group->kind, "status"))
    pod_lab_map_read_statuses (loader->map, group, loader->problems);
  else if (g_str_equal (group->kind, "unit"))
    pod_lab_map_read_unit (loader->map, group, loader->problems);
  else if (g_str_equal (group->kind, "range"))
    pod_lab_map_read_range (loader->map, loader->study, group, loader->problems);
  else
    pod_key_group_problem (group, NULL, loader->problems,
                           "expected [map], [item], [range], [answers], [status] or [unit]");
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
  map->heading_rows = 1;
  map->decimal = '.';
  map->system = g_strdup ("");
  map->codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  map->units = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  map->statuses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  map->ranges = g_array_new (FALSE, FALSE, sizeof (PodRange));
  map->answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, unref_table);
  return map;
}

/* @keys: taken; @before: how many problems there were before it was parsed. */
static PodLabMap *
read_keys (PodKeyFile *keys,
           const char *name,
           const PodStudy *study,
           GPtrArray *problems,
           guint before)
{
  g_autoptr (PodLabMap) map = make_map (keys);
  Loader loader = { map, study, problems, FALSE };

  for (guint i = 0; i < pod_key_file_get_n_groups (keys); i++)
    read_group (&loader, pod_key_file_get_group (keys, i));
  pod_lab_map_name_ranges (map);
  if (!loader.seen_map)
    pod_problems_add (problems, name, 0, 0, NULL, NULL, "expected a group [map]");
  add_codes_of_study (map, study);
  return problems->len == before ? g_steal_pointer (&map) : NULL;
}

PodLabMap *
pod_lab_map_load (const char *path, const PodStudy *study, GPtrArray *problems)
{
  g_autofree char *name = g_path_get_basename (path);
  guint before = problems->len;
  PodKeyFile *keys = pod_key_file_load (path, problems);

  return keys != NULL ? read_keys (keys, name, study, problems, before) : NULL;
}

PodLabMap *
pod_lab_map_parse (const char *text, const char *name, const PodStudy *study, GPtrArray *problems)
{
  guint before = problems->len;

  return read_keys (pod_key_file_parse (text, -1, name, problems), name, study, problems, before);
}
