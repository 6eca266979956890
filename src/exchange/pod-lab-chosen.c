/* Which column of a laboratory's tables is what, as a person has said it: in one or several forms. */

#include "pod-lab-headings.h"
#include "pod-lab-map-private.h"

#include <string.h>

static void
chosen_free (gpointer data)
{
  PodLabChosen *chosen = data;

  for (guint i = 0; i < POD_LAB_N_COLUMNS; i++)
    g_strfreev (chosen->lists[i]);
  g_strfreev (chosen->said);
  g_free (chosen);
}

/* ---- one form ---- */

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
  chosen->n_columns++;
  return TRUE;
}

static gboolean
find_word (const char *const *words, const char *word, guint *index)
{
  for (*index = 0; words[*index]; (*index)++)
    if (g_str_equal (words[*index], word))
      return TRUE;
  return FALSE;
}

static gboolean
choose (PodLabChosen *chosen, const char *line)
{
  g_auto (GStrv) parts = g_strsplit (line, "\t", 2);
  guint index = 0;

  if (g_strv_length (parts) != 2)
    return FALSE;
  for (guint i = 0; i < POD_LAB_N_COLUMNS; i++)
    if (g_str_equal (parts[0], pod_lab_column_to_string (i)))
      return choose_heading (chosen, i, parts[1]);
  if (g_str_equal (parts[0], POD_LAB_FORM_KIND) &&
      find_word (pod_subject_key_kind_list (), parts[1], &index))
    chosen->kind = (PodSubjectKeyKind) index;
  else if (g_str_equal (parts[0], POD_LAB_FORM_DATES) &&
           find_word (pod_lab_dates_list (), parts[1], &index))
    {
      chosen->says_dates = TRUE;
      chosen->dates = (PodLabDates) index;
    }
  else
    return FALSE;
  return TRUE;
}

static gboolean
is_whole (const PodLabChosen *chosen)
{
  for (guint i = 0; i < POD_LAB_N_REQUIRED; i++)
    if (!chosen->lists[i])
      return FALSE;
  return TRUE;
}

static char **
copy_lines (const char *const *lines, guint n)
{
  char **copy = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++)
    copy[i] = g_strdup (lines[i]);
  return copy;
}

/* ---- all forms ---- */

/* Up to where the next one begins. */
static guint
count_lines (const char *const *columns)
{
  guint n = columns[0] != NULL;

  while (columns[n] && !g_str_has_prefix (columns[n], POD_LAB_FORM_KIND "\t"))
    n++;
  return n;
}

/* NULL where it is not clear. */
static PodLabChosen *
parse_form (const char *const *lines, guint n)
{
  PodLabChosen *chosen = g_new0 (PodLabChosen, 1);
  gboolean is_clear = TRUE;

  chosen->said = copy_lines (lines, n);
  for (guint i = 0; i < n && is_clear; i++)
    is_clear = choose (chosen, lines[i]);
  if (is_clear && is_whole (chosen))
    return chosen;
  chosen_free (chosen);
  return NULL;
}

static void
add_form (GPtrArray *forms, PodLabChosen *form)
{
  guint i = 0;

  while (i < forms->len && ((PodLabChosen *) forms->pdata[i])->n_columns > form->n_columns)
    i++;
  g_ptr_array_insert (forms, (int) i, form);
}

GPtrArray *
pod_lab_chosen_parse (const char *const *columns)
{
  g_autoptr (GPtrArray) forms = g_ptr_array_new_with_free_func (chosen_free);

  while (columns && *columns)
    {
      guint n = count_lines (columns);
      PodLabChosen *form = parse_form (columns, n);

      if (!form)
        return NULL;
      add_form (forms, form);
      columns += n;
    }
  return forms->len > 0 ? g_steal_pointer (&forms) : NULL;
}

gboolean
pod_lab_columns_are_clear (const char *const *columns)
{
  g_autoptr (GPtrArray) forms = pod_lab_chosen_parse (columns);

  return forms != NULL;
}

gboolean
pod_lab_map_choose_columns (PodLabMap *map, const char *const *columns)
{
  GPtrArray *forms = pod_lab_chosen_parse (columns);

  if (!forms)
    return FALSE;
  g_clear_pointer (&map->chosen, g_ptr_array_unref);
  map->chosen = forms;
  return TRUE;
}

/* ---- what is said of one table ---- */

static gboolean
is_headed (const GPtrArray *headings, char **list)
{
  for (guint i = 0; list && i < headings->len; i++)
    {
      const PodLabHeading *heading = headings->pdata[i];
      g_autofree char *folded = pod_lab_fold (heading->heading);

      if (heading->is_clear && pod_lab_is_one_of (list, folded))
        return TRUE;
    }
  return !list;
}

static gboolean
is_of_table (const PodLabChosen *form, const GPtrArray *headings)
{
  for (guint i = 0; i < POD_LAB_N_COLUMNS; i++)
    if (!is_headed (headings, form->lists[i]))
      return FALSE;
  return TRUE;
}

char **
pod_lab_columns_find (const char *const *columns, const GPtrArray *headings)
{
  g_autoptr (GPtrArray) forms = pod_lab_chosen_parse (columns);

  for (guint i = 0; forms && i < forms->len; i++)
    if (is_of_table (forms->pdata[i], headings))
      return g_strdupv (((PodLabChosen *) forms->pdata[i])->said);
  return NULL;
}

char **
pod_lab_columns_replace (const char *const *columns,
                         const char *const *old,
                         const char *const *form)
{
  g_autoptr (GStrvBuilder) kept = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  while (columns && *columns)
    {
      guint n = count_lines (columns);
      g_auto (GStrv) lines = copy_lines (columns, n);

      if (!old || !g_strv_equal ((const char *const *) lines, old))
        g_strv_builder_addv (kept, (const char **) lines);
      columns += n;
    }
  if (form)
    g_strv_builder_addv (kept, (const char **) form);
  all = g_strv_builder_end (kept);
  return all[0] ? g_steal_pointer (&all) : NULL;
}
