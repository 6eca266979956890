#include "pod-lab-map-private.h"

#include <string.h>

/* ---- comparing ---- */

/* Full-width ASCII becomes ASCII. */
static gunichar
narrow (gunichar c)
{
  if (c >= 0xFF01 && c <= 0xFF5E)
    return c - 0xFEE0;
  return c;
}

char *
pod_lab_fold (const char *text)
{
  g_autoptr (GString) folded = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = narrow (g_utf8_get_char (p));

      if (!g_unichar_isspace (c) && c != 0xFEFF)
        g_string_append_unichar (folded, c);
    }
  /* "*肌酐": a star marks items under external quality control; it is no part of the name. */
  while (folded->len > 1 && (folded->str[0] == '*' || g_str_has_prefix (folded->str, "★")))
    g_string_erase (folded, 0, folded->str[0] == '*' ? 1 : (gssize) strlen ("★"));
  return g_utf8_casefold (folded->str, -1);
}

gboolean
pod_lab_is_one_of (char **folded_list, const char *folded)
{
  return folded_list && g_strv_contains ((const char *const *) folded_list, folded);
}

/* ---- codes ---- */

char *
pod_lab_fold_system (const char *system)
{
  static const char *const loinc[] = { "ln",
                                       "loinc",
                                       "lnc",
                                       "http://loinc.org",
                                       "https://loinc.org",
                                       "urn:oid:2.16.840.1.113883.6.1",
                                       "2.16.840.1.113883.6.1",
                                       NULL };
  char *folded = pod_lab_fold (system);

  if (!g_strv_contains (loinc, folded))
    return folded;
  g_free (folded);
  return g_strdup (POD_LAB_LOINC);
}

char *
pod_lab_code_key (const char *system, const char *code)
{
  g_autofree char *folded_system = pod_lab_fold_system (system);
  g_autofree char *folded_code = pod_lab_fold (code);

  return g_strconcat (folded_system, "\n", folded_code, NULL);
}

/* ---- looking up ---- */

static gboolean
accepts (const PodLabMapItem *item, const char *specimen)
{
  g_auto (GStrv) words = g_strsplit (specimen, "|", -1);

  if (!item->specimens || *specimen == '\0')
    return TRUE;
  for (guint i = 0; words[i]; i++)
    {
      g_autofree char *folded = pod_lab_fold (words[i]);

      if (pod_lab_is_one_of (item->specimens, folded))
        return TRUE;
    }
  return FALSE;
}

static PodLabMatch
find_name (const PodLabMap *map, const char *name, const char *specimen, const PodLabMapItem **item)
{
  g_autofree char *folded = pod_lab_fold (name);
  const GPtrArray *candidates = g_hash_table_lookup (map->names, folded);
  guint n = 0;

  if (!candidates)
    return POD_LAB_UNMAPPED;
  for (guint i = 0; i < candidates->len; i++)
    if (accepts (candidates->pdata[i], specimen))
      {
        *item = candidates->pdata[i];
        n++;
      }
  if (n == 0)
    return POD_LAB_OTHER_SPECIMEN;
  return n == 1 ? POD_LAB_FOUND : POD_LAB_AMBIGUOUS;
}

static PodLabMatch
find_code (const PodLabMap *map,
           const PodLabName *name,
           const char *specimen,
           const PodLabMapItem **item)
{
  g_autofree char *key = pod_lab_code_key (name->system, name->code);
  const PodLabMapItem *found = *name->code != '\0' ? g_hash_table_lookup (map->codes, key) : NULL;

  if (!found)
    return POD_LAB_UNMAPPED;
  if (!accepts (found, specimen))
    return POD_LAB_OTHER_SPECIMEN;
  *item = found;
  return POD_LAB_FOUND;
}

/* What one more name says, beside what was found before it.  Two that name different items name none. */
static PodLabMatch
join (PodLabMatch before, PodLabMatch match, const PodLabMapItem *found, const PodLabMapItem **item)
{
  if (match == POD_LAB_FOUND && before == POD_LAB_FOUND &&
      found->observation != (*item)->observation)
    return POD_LAB_CONTRADICTION;
  if (match == POD_LAB_FOUND && before != POD_LAB_CONTRADICTION)
    {
      *item = before == POD_LAB_FOUND ? *item : found;
      return POD_LAB_FOUND;
    }
  return before == POD_LAB_UNMAPPED ? match : before;
}

PodLabMatch
pod_lab_map_find (const PodLabMap *map,
                  const PodLabName *names,
                  guint n_names,
                  const char *specimen,
                  const PodLabMapItem **item)
{
  PodLabMatch match = POD_LAB_UNMAPPED;
  const PodLabMapItem *found = NULL;
  gboolean has_text = FALSE;

  for (guint i = 0; i < n_names; i++)
    {
      PodLabMatch by_code = find_code (map, &names[i], specimen, &found);

      match = join (match, by_code, found, item);
      has_text = has_text || *names[i].text != '\0';
    }
  for (guint i = 0; i < n_names; i++)
    {
      const char *text = has_text ? names[i].text : names[i].code;
      PodLabMatch by_name = *text != '\0' ? find_name (map, text, specimen, &found)
                                          : POD_LAB_UNMAPPED;

      match = join (match, by_name, found, item);
    }
  return match;
}

/* ---- answers ---- */

static gboolean
has_code (const PodObservation *observation, const char *code)
{
  if (observation->symbol.kind == POD_KIND_FLAG)
    return g_str_equal (code, "yes") || g_str_equal (code, "no");
  return observation->symbol.choices && g_strv_contains (observation->symbol.choices, code);
}

static const char *
find_in (const PodLabMap *map,
         const char *group,
         const char *folded,
         const PodObservation *observation)
{
  GHashTable *answers = g_hash_table_lookup (map->answers, group);
  const GPtrArray *codes = answers ? g_hash_table_lookup (answers, folded) : NULL;
  const char *found = NULL;

  for (guint i = 0; codes && i < codes->len; i++)
    if (has_code (observation, codes->pdata[i]))
      {
        if (found)
          return NULL;
        found = codes->pdata[i];
      }
  return found;
}

const char *
pod_lab_map_find_answer (const PodLabMap *map, const PodObservation *observation, const char *text)
{
  g_autofree char *folded = pod_lab_fold (text);
  const char *own = find_in (map, observation->symbol.name, folded, observation);

  if (own)
    return own;
  if (has_code (observation, folded))
    return g_intern_string (folded);
  return find_in (map, "", folded, observation);
}

const char *
pod_lab_column_to_string (PodLabColumn column)
{
  static const char *const names[] = {
    "subject", "item",   "result",   "collected", "collected.time", "unit",          "range",
    "lower",   "upper",  "specimen", "flag",      "comparator",     "code",          "sex",
    "birth",   "status", "reported", "order",     "method",         "collected.end", "volume"
  };

  return names[column];
}

const char *const *
pod_subject_key_kind_list (void)
{
  static const char *const names[] = { "screening_number", "enrolment_number", "record_number",
                                       NULL };

  return names;
}

PodSubjectKeyKind
pod_lab_map_get_key_kind (const PodLabMap *map)
{
  return map->kind;
}

PodLabDates
pod_lab_map_get_dates (const PodLabMap *map)
{
  return map->dates;
}

void
pod_lab_map_free (PodLabMap *map)
{
  for (guint i = 0; i < POD_LAB_N_COLUMNS; i++)
    g_strfreev (map->headings[i]);
  g_clear_pointer (&map->chosen, g_ptr_array_unref);
  g_strfreev (map->missing);
  g_strfreev (map->identifiers);
  g_strfreev (map->sexes);
  g_free (map->system);
  g_clear_pointer (&map->zone, g_time_zone_unref);
  g_clear_pointer (&map->codes, g_hash_table_unref);
  g_clear_pointer (&map->statuses, g_hash_table_unref);
  g_clear_pointer (&map->units, g_hash_table_unref);
  g_clear_pointer (&map->ranges, g_array_unref);
  g_clear_pointer (&map->answers, g_hash_table_unref);
  g_clear_pointer (&map->names, g_hash_table_unref);
  g_clear_pointer (&map->items, g_ptr_array_unref);
  g_clear_pointer (&map->keys, pod_key_file_free);
  g_free (map);
}

const char *
pod_lab_map_get_laboratory (const PodLabMap *map)
{
  return map->laboratory;
}

void
pod_lab_map_set_laboratory (PodLabMap *map, const char *laboratory)
{
  map->laboratory = g_intern_string (laboratory);
  pod_lab_map_name_ranges (map);
}

char
pod_lab_map_get_table_decimal (const PodLabMap *map)
{
  return map->table_decimal != 0 ? map->table_decimal : map->decimal;
}

void
pod_lab_map_set_decimal_comma (PodLabMap *map, gboolean decimal_comma)
{
  map->table_decimal = decimal_comma ? ',' : '.';
}

gboolean
pod_lab_map_has_decimal_comma (const PodLabMap *map)
{
  return pod_lab_map_get_table_decimal (map) == ',';
}
