/* Which map a laboratory's files are read by. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <string.h>

#include "pod-exchange-error.h"
#include "pod-mapping.h"
#include "pod-trial-laboratory-private.h"

char *
pod_trial_get_maps_dir (PodTrial *self)
{
  g_autofree char *data = pod_data_dir ();

  return g_build_filename (data, "studies", pod_study_get_id (self->study), "maps", NULL);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  const char *one = *(char *const *) a, *other = *(char *const *) b;
  int by_default = g_str_equal (other, POD_DEFAULT_MAP) - g_str_equal (one, POD_DEFAULT_MAP);

  return by_default != 0 ? by_default : strcmp (one, other);
}

GPtrArray *
pod_trial_list_study_maps (PodTrial *self)
{
  g_autofree char *path = pod_trial_get_maps_dir (self);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".ini"))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  return names;
}

static PodLabMap *
refuse_map (GPtrArray *problems, const char *name, GError **error)
{
  g_autofree char *first = problems->len > 0
                               ? pod_problem_to_string (g_ptr_array_index (problems, 0))
                               : g_strdup (name);

  g_set_error (error, POD_EXCHANGE_ERROR, POD_EXCHANGE_ERROR_MAP, "%s", first);
  return NULL;
}

PodLabMap *
pod_trial_parse_lab_map (PodTrial *self, const char *text, GError **error)
{
  g_autoptr (GPtrArray) problems = pod_problems_new ();
  PodLabMap *map = pod_lab_map_parse (text, POD_KEPT_MAP, self->study, problems);

  return map != NULL ? map : refuse_map (problems, POD_KEPT_MAP, error);
}

static PodLabMap *
load_path (PodTrial *self, const char *path, GError **error)
{
  g_autoptr (GPtrArray) problems = pod_problems_new ();
  PodLabMap *map = pod_lab_map_load (path, self->study, problems);

  return map != NULL ? map : refuse_map (problems, path, error);
}

PodLabMap *
pod_trial_load_study_map (PodTrial *self, const char *name, GError **error)
{
  g_autofree char *dir = pod_trial_get_maps_dir (self);
  g_autofree char *path = g_build_filename (dir, name, NULL);

  return load_path (self, path, error);
}

/* What somebody has said in the program of this laboratory's items, beside the file: one a line, observation, tab, item. */
static void
add_own_names (PodTrial *self, PodLabMap *map)
{
  g_autofree char *key = g_strconcat (POD_SETTING_LAB_MAP, pod_lab_map_get_laboratory (map), NULL);
  const char *value = pod_site_get_setting (self->site, key);
  g_auto (GStrv) lines = g_strsplit (value != NULL ? value : "", "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *tab = strchr (lines[i], '\t');

      if (tab == NULL || *lines[i] == *POD_MAPPING_GOING)
        continue;
      *tab = '\0';
      pod_lab_map_add_name (map, self->study, lines[i], tab + 1);
    }
}

/* How it writes numbers, where somebody has said so, whatever the file says. */
static void
set_own_decimal (PodTrial *self, PodLabMap *map)
{
  const char *laboratory = pod_lab_map_get_laboratory (map);
  g_autofree char *key = g_strconcat (POD_SETTING_LAB_DECIMAL, laboratory, NULL);
  const char *value = pod_site_get_setting (self->site, key);

  if (value != NULL)
    pod_lab_map_set_decimal_comma (map, g_str_equal (value, ","));
}

/* Which of its columns is what, where its tables are headed as somebody has said. */
static void
set_own_columns (PodTrial *self, PodLabMap *map)
{
  g_auto (GStrv) columns = pod_trial_list_lab_columns (self, pod_lab_map_get_laboratory (map));

  if (columns != NULL)
    pod_lab_map_choose_columns (map, (const char *const *) columns);
}

static gboolean
is_of (const PodLabMap *map, const char *laboratory)
{
  return g_strcmp0 (pod_lab_map_get_laboratory (map), laboratory) == 0;
}

/* Those of the study that can be read, the laboratory's own first; the default's faults are told, since there is nothing behind it. */
static gboolean
add_study_maps (PodTrial *self, const char *laboratory, GPtrArray *maps, GError **error)
{
  g_autoptr (GPtrArray) names = pod_trial_list_study_maps (self);
  g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func ((GDestroyNotify) pod_lab_map_free);

  for (guint i = 0; i < names->len; i++)
    {
      PodLabMap *map = pod_trial_load_study_map (self, g_ptr_array_index (names, i), NULL);

      if (map != NULL)
        g_ptr_array_add (is_of (map, laboratory) ? maps : others, map);
    }
  g_ptr_array_extend_and_steal (maps, g_steal_pointer (&others));
  if (maps->len == 0)
    {
      PodLabMap *map = pod_trial_load_study_map (self, POD_DEFAULT_MAP, error);

      if (map != NULL)
        g_ptr_array_add (maps, map);
    }
  return maps->len > 0;
}

/* NULL without an error where none is kept. */
static PodLabMap *
load_kept (PodTrial *self, const char *laboratory, GError **error)
{
  g_autofree char *key = g_strconcat (POD_SETTING_LAB_FILE, laboratory, NULL);
  const char *text = pod_site_get_setting (self->site, key);

  return text != NULL ? pod_trial_parse_lab_map (self, text, error) : NULL;
}

static gboolean
collect_maps (PodTrial *self,
              const char *path,
              const char *laboratory,
              GPtrArray *maps,
              GError **error)
{
  GError *local = NULL;
  PodLabMap *map;

  if (path != NULL)
    map = load_path (self, path, &local);
  else if (laboratory == NULL)
    map = pod_trial_load_study_map (self, POD_DEFAULT_MAP, &local);
  else
    map = load_kept (self, laboratory, &local);
  if (map != NULL)
    g_ptr_array_add (maps, map);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  return path != NULL || laboratory == NULL || add_study_maps (self, laboratory, maps, error);
}

GPtrArray *
pod_trial_load_lab_maps (PodTrial *self, const char *map, const char *laboratory, GError **error)
{
  g_autoptr (GPtrArray) maps = g_ptr_array_new_with_free_func ((GDestroyNotify) pod_lab_map_free);
  const char *name = laboratory != NULL && *laboratory != '\0' ? laboratory : NULL;

  if (!collect_maps (self, map, name, maps, error))
    return NULL;
  for (guint i = 0; i < maps->len; i++)
    {
      if (name != NULL)
        pod_lab_map_set_laboratory (g_ptr_array_index (maps, i), name);
      add_own_names (self, g_ptr_array_index (maps, i));
      set_own_decimal (self, g_ptr_array_index (maps, i));
      set_own_columns (self, g_ptr_array_index (maps, i));
    }
  return g_steal_pointer (&maps);
}

PodLabMap *
pod_trial_load_lab_map (PodTrial *self, const char *map, const char *laboratory, GError **error)
{
  g_autoptr (GPtrArray) maps = pod_trial_load_lab_maps (self, map, laboratory, error);

  return maps != NULL ? g_ptr_array_steal_index (maps, 0) : NULL;
}
