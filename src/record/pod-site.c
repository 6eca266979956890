#include "pod-site.h"

#include <string.h>

struct _PodSite
{
  int ref_count;
  GStringChunk *strings;
  GArray *ranges; /* PodRange, by observation */
  GHashTable *settings;
};

#define STRING_BLOCK 1024
/* A band that is open at both ends: 0 to 200 completed years, as the header of PodRange says. */
#define AGE_LEAST 0
#define AGE_MOST 200

static const char *
keep (PodSite *site, const char *text)
{
  return text ? g_string_chunk_insert_const (site->strings, text) : NULL;
}

static int
compare_ranges (gconstpointer a, gconstpointer b)
{
  const PodRange *one = a, *other = b;
  int order = g_strcmp0 (one->observation, other->observation);

  /* Of ranges that overlap the one that came into force last counts: it comes first.  An open start
   * sorts as a date that is not set, last.  Of one day, what was recorded last corrects the other. */
  if (order == 0)
    order = pod_date_is_set (one->from) && pod_date_is_set (other->from)
                ? pod_date_compare (other->from, one->from)
                : pod_date_compare (one->from, other->from);
  return order != 0 ? order : (one->id < other->id) - (one->id > other->id);
}

static void
copy_ranges (PodSite *site, const PodRange *ranges, guint n_ranges)
{
  for (guint i = 0; i < n_ranges; i++)
    {
      PodRange range = ranges[i];

      range.laboratory = keep (site, range.laboratory);
      range.observation = keep (site, range.observation);
      range.sex = keep (site, range.sex);
      g_array_append_val (site->ranges, range);
    }
  g_array_sort (site->ranges, compare_ranges);
}

static void
copy_settings (PodSite *site, GHashTable *settings)
{
  GHashTableIter iter;
  gpointer key, value;

  if (!settings)
    return;
  g_hash_table_iter_init (&iter, settings);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_hash_table_insert (site->settings, g_strdup (key), g_strdup (value));
}

PodSite *
pod_site_new (const PodRange *ranges, guint n_ranges, GHashTable *settings)
{
  PodSite *site = g_new0 (PodSite, 1);

  site->ref_count = 1;
  site->strings = g_string_chunk_new (STRING_BLOCK);
  site->ranges = g_array_new (FALSE, FALSE, sizeof (PodRange));
  site->settings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  copy_ranges (site, ranges, n_ranges);
  copy_settings (site, settings);
  return site;
}

PodSite *
pod_site_with_setting (const PodSite *site, const char *key, const char *value)
{
  PodSite *other = pod_site_new ((const PodRange *) (gconstpointer) site->ranges->data,
                                 site->ranges->len, site->settings);

  g_hash_table_insert (other->settings, g_strdup (key), g_strdup (value));
  return other;
}

PodSite *
pod_site_with_ranges (const PodSite *site, const PodRange *ranges, guint n)
{
  return pod_site_new (ranges, n, site->settings);
}

PodSite *
pod_site_ref (PodSite *site)
{
  g_atomic_int_inc (&site->ref_count);
  return site;
}

void
pod_site_unref (PodSite *site)
{
  if (!g_atomic_int_dec_and_test (&site->ref_count))
    return;
  g_array_unref (site->ranges);
  g_hash_table_unref (site->settings);
  g_string_chunk_free (site->strings);
  g_free (site);
}

static gboolean
is_in_force (const PodRange *range, PodDate date)
{
  /* A date that is not complete is inside only where every day it may be is inside. */
  if (pod_date_is_set (range->from) && pod_date_first_day (date) < pod_date_first_day (range->from))
    return FALSE;
  return !pod_date_is_set (range->to) ||
         (pod_date_is_set (date) && pod_date_last_day (date) <= pod_date_last_day (range->to));
}

static gboolean
is_for_age (const PodRange *range, int age)
{
  if (age < 0)
    return range->age_from <= AGE_LEAST && range->age_to >= AGE_MOST;
  return range->age_from <= age && age <= range->age_to;
}

/* -1 where the range is not for them; else the higher, the closer it fits. */
static int
fit (const PodRange *range, const char *laboratory, const char *sex, int age, PodDate date)
{
  if (range->laboratory && g_strcmp0 (range->laboratory, laboratory) != 0)
    return -1;
  if (range->sex && g_strcmp0 (range->sex, sex) != 0)
    return -1;
  if (!is_for_age (range, age) || !is_in_force (range, date))
    return -1;
  return (range->laboratory ? 4 : 0) + (range->sex ? 2 : 0) +
         (range->age_from > AGE_LEAST || range->age_to < AGE_MOST ? 1 : 0);
}

static guint
find_first (const PodSite *site, const char *observation)
{
  guint low = 0, high = site->ranges->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const PodRange *range = &g_array_index (site->ranges, PodRange, middle);

      if (g_strcmp0 (range->observation, observation) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

const PodRange *
pod_site_find_range (const PodSite *site,
                     const char *laboratory,
                     const char *observation,
                     const char *sex,
                     int age,
                     PodDate date)
{
  const PodRange *best = NULL;
  int best_fit = -1;

  for (guint i = find_first (site, observation); i < site->ranges->len; i++)
    {
      const PodRange *range = &g_array_index (site->ranges, PodRange, i);
      int how_well;

      if (g_strcmp0 (range->observation, observation) != 0)
        break;
      how_well = fit (range, laboratory, sex, age, date);
      if (how_well > best_fit)
        {
          best = range;
          best_fit = how_well;
        }
    }
  return best;
}

const PodRange *
pod_site_get_ranges (const PodSite *site, guint *n)
{
  *n = site->ranges->len;
  return (const PodRange *) (gconstpointer) site->ranges->data;
}

const PodRange *
pod_site_find_range_by_id (const PodSite *site, gint64 id)
{
  for (guint i = 0; i < site->ranges->len; i++)
    if (g_array_index (site->ranges, PodRange, i).id == id)
      return &g_array_index (site->ranges, PodRange, i);
  return NULL;
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

GPtrArray *
pod_site_list_settings (const PodSite *site, const char *prefix)
{
  GPtrArray *keys = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, site->settings);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (value && g_str_has_prefix (key, prefix))
      g_ptr_array_add (keys, g_strdup ((char *) key + strlen (prefix)));
  g_ptr_array_sort (keys, compare_keys);
  return keys;
}

const char *
pod_site_get_setting (const PodSite *site, const char *key)
{
  return g_hash_table_lookup (site->settings, key);
}
