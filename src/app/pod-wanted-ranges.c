#include "pod-wanted-ranges.h"

struct _PodWantedRanges
{
  PodTrial *trial;
  GArray *ranges; /* PodRange */
  gint64 newest;  /* the last that was there when those were told */
};

PodWantedRanges *
pod_wanted_ranges_new (PodTrial *trial)
{
  PodWantedRanges *self = g_new0 (PodWantedRanges, 1);

  self->trial = g_object_ref (trial);
  self->ranges = g_array_new (FALSE, FALSE, sizeof (PodRange));
  return self;
}

void
pod_wanted_ranges_free (PodWantedRanges *self)
{
  g_object_unref (self->trial);
  g_array_unref (self->ranges);
  g_free (self);
}

/* Since it was wanted: what was there before was not for those results, for whatever reason. */
static gboolean
is_entered (PodWantedRanges *self, const PodRange *wanted)
{
  guint n;
  const PodRange *ranges = pod_site_get_ranges (pod_trial_get_site (self->trial), &n);

  for (guint i = 0; i < n; i++)
    if (ranges[i].id > self->newest && g_str_equal (ranges[i].observation, wanted->observation) &&
        (ranges[i].laboratory == NULL ||
         g_strcmp0 (ranges[i].laboratory, wanted->laboratory) == 0) &&
        (ranges[i].sex == NULL || wanted->sex == NULL || g_str_equal (ranges[i].sex, wanted->sex)))
      return TRUE;
  return FALSE;
}

/* Its own sex, where the test has limits of the other; else both, of which most tests have the same. */
static const char *
find_wanted_sex (PodWantedRanges *self, const PodRange *wanted)
{
  guint n;
  const PodRange *ranges = pod_site_get_ranges (pod_trial_get_site (self->trial), &n);

  for (guint i = 0; i < n; i++)
    if (g_str_equal (ranges[i].observation, wanted->observation) && ranges[i].sex != NULL &&
        g_strcmp0 (ranges[i].sex, wanted->sex) != 0 &&
        (ranges[i].laboratory == NULL || g_strcmp0 (ranges[i].laboratory, wanted->laboratory) == 0))
      return wanted->sex;
  return NULL;
}

const PodRange *
pod_wanted_ranges_find (PodWantedRanges *self, const char **sex)
{
  for (guint i = 0; i < self->ranges->len; i++)
    {
      const PodRange *wanted = &g_array_index (self->ranges, PodRange, i);

      if (is_entered (self, wanted))
        continue;
      *sex = find_wanted_sex (self, wanted);
      return wanted;
    }
  return NULL;
}

void
pod_wanted_ranges_put_off (PodWantedRanges *self, const char *observation)
{
  guint n = self->ranges->len;

  for (guint i = n; i-- > 0;)
    {
      PodRange range = g_array_index (self->ranges, PodRange, i);

      if (!g_str_equal (range.observation, observation))
        continue;
      g_array_remove_index (self->ranges, i);
      g_array_append_val (self->ranges, range);
    }
}

/* Each test once for a sex, from the first of its samples on, whosever; without a day of that, from today on. */
static void
want (PodWantedRanges *self, const PodImportItem *item, const char *laboratory, const char *sex)
{
  gint32 day = pod_date_first_day (item->when.date);
  PodRange range = { .laboratory = laboratory,
                     .observation = item->observation,
                     .sex = sex,
                     .from = day != POD_DAY_MIN ? pod_date_from_day (day)
                                                : pod_trial_get_today (self->trial) };
  gboolean is_known = FALSE;

  for (guint i = 0; i < self->ranges->len; i++)
    {
      PodRange *known = &g_array_index (self->ranges, PodRange, i);

      if (!g_str_equal (known->observation, range.observation))
        continue;
      if (pod_date_compare (range.from, known->from) < 0)
        known->from = range.from;
      range.from = known->from;
      is_known |= g_strcmp0 (known->sex, sex) == 0;
    }
  if (!is_known)
    g_array_append_val (self->ranges, range);
}

/* Asked once of each subject.  NULL where it is not known. */
static const char *
find_subject_sex (PodWantedRanges *self, GHashTable *known, const char *number)
{
  g_autoptr (PodCasebook) casebook = NULL;
  const char *sex = NULL;

  if (number == NULL || g_hash_table_contains (known, number))
    return number != NULL ? g_hash_table_lookup (known, number) : NULL;
  casebook = pod_trial_load_casebook (self->trial, pod_trial_find_subject (self->trial, number),
                                      NULL);
  if (casebook != NULL)
    sex = g_intern_string (pod_casebook_get_subject (casebook)->sex);
  g_hash_table_insert (known, (gpointer) number, (gpointer) sex);
  return sex;
}

static gboolean
is_among (const GPtrArray *tests, const char *name)
{
  for (guint i = 0; i < tests->len; i++)
    if (g_str_equal (((const PodObservation *) tests->pdata[i])->symbol.name, name))
      return TRUE;
  return FALSE;
}

void
pod_wanted_ranges_add (PodWantedRanges *self,
                       const PodImport *import,
                       const char *laboratory,
                       const GPtrArray *tests)
{
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  const char *whose = g_intern_string (laboratory);
  guint n;
  const PodRange *ranges = pod_site_get_ranges (pod_trial_get_site (self->trial), &n);

  for (guint i = 0; i < n; i++)
    self->newest = MAX (self->newest, ranges[i].id);
  for (guint i = 0; i < import->items->len; i++)
    {
      const PodImportItem *item = g_ptr_array_index (import->items, i);

      if (item->is_unlimited && is_among (tests, item->observation))
        want (self, item, whose, find_subject_sex (self, known, item->subject));
    }
}
