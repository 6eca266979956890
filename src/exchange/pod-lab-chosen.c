/* Which column of a laboratory's tables is what, as a person has said it. */

#include "pod-lab-map-private.h"

#include <string.h>

#define KIND "subject.kind"

void
pod_lab_chosen_free (PodLabChosen *chosen)
{
  for (guint i = 0; i < POD_LAB_N_COLUMNS; i++)
    g_strfreev (chosen->lists[i]);
  g_free (chosen);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodLabChosen, pod_lab_chosen_free)

static gboolean
is_taken (const PodLabChosen *chosen, const char *folded)
{
  for (guint i = 0; i < POD_LAB_N_COLUMNS; i++)
    if (pod_lab_is_one_of (chosen->lists[i], folded))
      return TRUE;
  return FALSE;
}

static gboolean
choose_heading (PodLabChosen *chosen, guint column, const char *heading)
{
  char *list[] = { NULL, NULL };
  g_autofree char *folded = pod_lab_fold (heading);

  if (*folded == '\0' || strstr (folded, POD_LAB_PLACE) || chosen->lists[column] ||
      is_taken (chosen, folded))
    return FALSE;
  list[0] = folded;
  chosen->lists[column] = g_strdupv (list);
  return TRUE;
}

static gboolean
choose_kind (PodLabChosen *chosen, const char *kind)
{
  const char *const *kinds = pod_subject_key_kind_list ();

  for (guint i = 0; kinds[i]; i++)
    if (g_str_equal (kinds[i], kind))
      {
        chosen->kind = (PodSubjectKeyKind) i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
choose (PodLabChosen *chosen, const char *line)
{
  g_auto (GStrv) parts = g_strsplit (line, "\t", 2);

  if (g_strv_length (parts) != 2)
    return FALSE;
  if (g_str_equal (parts[0], KIND))
    return choose_kind (chosen, parts[1]);
  for (guint i = 0; i < POD_LAB_N_COLUMNS; i++)
    if (g_str_equal (parts[0], pod_lab_column_to_string (i)))
      return choose_heading (chosen, i, parts[1]);
  return FALSE;
}

PodLabChosen *
pod_lab_chosen_parse (const char *const *columns)
{
  g_autoptr (PodLabChosen) chosen = g_new0 (PodLabChosen, 1);

  for (guint i = 0; columns && columns[i]; i++)
    if (!choose (chosen, columns[i]))
      return NULL;
  for (guint i = 0; i < POD_LAB_N_REQUIRED; i++)
    if (!chosen->lists[i])
      return NULL;
  return g_steal_pointer (&chosen);
}

gboolean
pod_lab_columns_are_clear (const char *const *columns)
{
  g_autoptr (PodLabChosen) chosen = pod_lab_chosen_parse (columns);

  return chosen != NULL;
}

gboolean
pod_lab_map_choose_columns (PodLabMap *map, const char *const *columns)
{
  PodLabChosen *chosen = pod_lab_chosen_parse (columns);

  if (!chosen)
    return FALSE;
  g_clear_pointer (&map->chosen, pod_lab_chosen_free);
  map->chosen = chosen;
  return TRUE;
}
