/* Where two versions of a study differ, as their files say it: so nothing is left out that a reader of groups does not know. */

#include "pod-study-difference.h"

#include <string.h>

#include "pod-study-private.h"

static void
free_difference (gpointer data)
{
  PodStudyDifference *difference = data;

  g_free (difference->kind);
  g_free (difference->id);
  g_free (difference->key);
  g_free (difference->before);
  g_free (difference->after);
  g_free (difference);
}

/* What people look at first. */
static const char *const order[] = { "criterion", "reading",   "definition", "observation", "study",
                                     "cohort",    "treatment", "visit",      "anchor",      NULL };

typedef struct
{
  GHashTable *before; /* "kind\nid" → PodKeyGroup, of the study's files */
  GHashTable *after;
  GPtrArray *differences;
} Comparing;

/* ---- groups and their keys ---- */

static char *
name_group (const PodKeyGroup *group)
{
  return g_strdup_printf ("%s\n%s", group->kind, group->name);
}

static GPtrArray *
list_groups (const PodStudy *study, GHashTable *by_name)
{
  GPtrArray *groups = g_ptr_array_new ();

  for (guint i = 0; i < study->files->len; i++)
    {
      const PodStudyFile *file = g_ptr_array_index (study->files, i);

      for (guint j = 0; file->keys && j < pod_key_file_get_n_groups (file->keys); j++)
        {
          PodKeyGroup *group = pod_key_file_get_group (file->keys, j);

          g_ptr_array_add (groups, group);
          g_hash_table_insert (by_name, name_group (group), group);
        }
    }
  return groups;
}

static const char *
find_value (const PodKeyGroup *group, const char *key, const char *locale)
{
  for (guint i = 0; group && i < group->entries->len; i++)
    {
      const PodKeyEntry *entry = g_ptr_array_index (group->entries, i);

      if (!strcmp (entry->key, key) && !g_strcmp0 (entry->locale, locale))
        return entry->value;
    }
  return NULL;
}

/* A few words of the whole. */
static const char *
find_words (const PodKeyGroup *group)
{
  static const char *const keys[] = { "text", "question", "label", "title", NULL };
  const char *words = NULL;

  for (guint i = 0; !words && keys[i]; i++)
    words = find_value (group, keys[i], NULL);
  return words ? words : "";
}

static void
add (Comparing *comparing,
     const PodKeyGroup *group,
     char *key,
     const char *before,
     const char *after)
{
  PodStudyDifference *difference = g_new0 (PodStudyDifference, 1);

  difference->kind = g_strdup (group->kind);
  difference->id = g_strdup (group->name);
  difference->key = key;
  difference->before = g_strdup (before);
  difference->after = g_strdup (after);
  g_ptr_array_add (comparing->differences, difference);
}

static char *
name_key (const PodKeyEntry *entry)
{
  return entry->locale ? g_strdup_printf ("%s[%s]", entry->key, entry->locale)
                       : g_strdup (entry->key);
}

/* The keys of the later one first, in its order. */
static void
compare_groups (Comparing *comparing, const PodKeyGroup *before, const PodKeyGroup *after)
{
  for (guint i = 0; i < after->entries->len; i++)
    {
      const PodKeyEntry *entry = g_ptr_array_index (after->entries, i);
      const char *was = find_value (before, entry->key, entry->locale);

      if (g_strcmp0 (was, entry->value))
        add (comparing, after, name_key (entry), was, entry->value);
    }
  for (guint i = 0; i < before->entries->len; i++)
    {
      const PodKeyEntry *entry = g_ptr_array_index (before->entries, i);

      if (!find_value (after, entry->key, entry->locale))
        add (comparing, before, name_key (entry), entry->value, NULL);
    }
}

/* ---- one kind after another ---- */

/* @kind: NULL for all that is not in the order above. */
static gboolean
is_of_kind (const PodKeyGroup *group, const char *kind)
{
  return kind ? !strcmp (group->kind, kind) : !g_strv_contains (order, group->kind);
}

static void
compare_kind (Comparing *comparing,
              const GPtrArray *before,
              const GPtrArray *after,
              const char *kind)
{
  for (guint i = 0; i < after->len; i++)
    {
      const PodKeyGroup *group = g_ptr_array_index (after, i);
      g_autofree char *name = name_group (group);
      const PodKeyGroup *was = g_hash_table_lookup (comparing->before, name);

      if (is_of_kind (group, kind) && was)
        compare_groups (comparing, was, group);
      else if (is_of_kind (group, kind))
        add (comparing, group, NULL, NULL, find_words (group));
    }
  for (guint i = 0; i < before->len; i++)
    {
      const PodKeyGroup *group = g_ptr_array_index (before, i);
      g_autofree char *name = name_group (group);

      if (is_of_kind (group, kind) && !g_hash_table_contains (comparing->after, name))
        add (comparing, group, NULL, find_words (group), NULL);
    }
}

GPtrArray *
pod_study_compare (const PodStudy *before, const PodStudy *after)
{
  g_autoptr (GHashTable)
      by_name_before = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable)
      by_name_after = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) groups_before = list_groups (before, by_name_before);
  g_autoptr (GPtrArray) groups_after = list_groups (after, by_name_after);
  Comparing comparing = { by_name_before, by_name_after,
                          g_ptr_array_new_with_free_func (free_difference) };

  for (guint i = 0; order[i]; i++)
    compare_kind (&comparing, groups_before, groups_after, order[i]);
  compare_kind (&comparing, groups_before, groups_after, NULL);
  return comparing.differences;
}
