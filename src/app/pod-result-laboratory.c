#include "pod-result-laboratory.h"

/* ---- votes ---- */

static void
add_vote (GHashTable *votes, const char *laboratory)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (votes, laboratory));

  g_hash_table_insert (votes, (gpointer) laboratory, GUINT_TO_POINTER (n + 1));
}

/* @day: no date for all days. */
static void
add_results (GHashTable *votes, const PodCasebook *casebook, const char *name, PodDate day)
{
  guint n;
  const PodFinding *series = pod_casebook_get_series (casebook, name, &n);

  for (guint i = 0; i < n; i++)
    if (series[i].laboratory != NULL && pod_finding_counts (&series[i]) &&
        (!pod_date_is_set (day) || pod_date_equal (series[i].when.date, day)))
      add_vote (votes, series[i].laboratory);
}

static gboolean
has_name (const GPtrArray *names, const char *name)
{
  return g_ptr_array_find_with_equal_func ((GPtrArray *) names, name, g_str_equal, NULL);
}

static void
add_ranges (GHashTable *votes, PodTrial *trial, const GPtrArray *names)
{
  guint n;
  const PodRange *ranges = pod_site_get_ranges (pod_trial_get_site (trial), &n);

  for (guint i = 0; i < n; i++)
    if (ranges[i].laboratory != NULL && has_name (names, ranges[i].observation))
      add_vote (votes, ranges[i].laboratory);
}

/* The one with most of them, that has more than @least; NULL where two have as many. */
static const char *
find_most (GHashTable *votes, guint least)
{
  GHashTableIter iter;
  gpointer laboratory, n;
  const char *most = NULL;

  g_hash_table_iter_init (&iter, votes);
  while (g_hash_table_iter_next (&iter, &laboratory, &n))
    {
      if (GPOINTER_TO_UINT (n) == least)
        most = NULL;
      if (GPOINTER_TO_UINT (n) <= least)
        continue;
      most = laboratory;
      least = GPOINTER_TO_UINT (n);
    }
  return most;
}

static guint
count_votes (GHashTable *votes)
{
  GHashTableIter iter;
  gpointer n;
  guint all = 0;

  g_hash_table_iter_init (&iter, votes);
  while (g_hash_table_iter_next (&iter, NULL, &n))
    all += GPOINTER_TO_UINT (n);
  return all;
}

/* ---- the laboratory ---- */

static char *
guess_of_visit (const PodCasebook *casebook, const GPtrArray *names, PodDate day)
{
  g_autoptr (GHashTable) votes = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; pod_date_is_complete (day) && i < names->len; i++)
    add_results (votes, casebook, g_ptr_array_index (names, i), day);
  return g_strdup (find_most (votes, count_votes (votes) / 2));
}

static char *
guess_of_site (PodTrial *trial, const GPtrArray *names)
{
  g_autoptr (GHashTable) votes = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) casebooks = pod_trial_list_casebooks (trial);

  for (guint i = 0; i < casebooks->len; i++)
    for (guint j = 0; j < names->len; j++)
      add_results (votes, g_ptr_array_index (casebooks, i), g_ptr_array_index (names, j),
                   POD_DATE_NONE);
  add_ranges (votes, trial, names);
  return g_strdup (find_most (votes, 0));
}

char *
pod_result_laboratory_guess (PodTrial *trial,
                             const PodCasebook *casebook,
                             const GPtrArray *names,
                             PodDate day)
{
  char *laboratory = guess_of_visit (casebook, names, day);

  return laboratory != NULL ? laboratory : guess_of_site (trial, names);
}

/* ---- its unit ---- */

static void
add_units (GHashTable *votes, const PodCasebook *casebook, const char *name, const char *laboratory)
{
  guint n;
  const PodFinding *series = pod_casebook_get_series (casebook, name, &n);

  for (guint i = 0; i < n; i++)
    if (pod_finding_counts (&series[i]) && series[i].quantity.unit != NULL &&
        g_strcmp0 (series[i].laboratory, laboratory) == 0)
      {
        gpointer unit = (gpointer) series[i].quantity.unit;
        guint before = GPOINTER_TO_UINT (g_hash_table_lookup (votes, unit));

        g_hash_table_insert (votes, unit, GUINT_TO_POINTER (before + 1));
      }
}

static void
add_units_of_all (GHashTable *votes, PodTrial *trial, const char *name, const char *laboratory)
{
  g_autoptr (GPtrArray) casebooks = pod_trial_list_casebooks (trial);

  for (guint i = 0; i < casebooks->len; i++)
    add_units (votes, g_ptr_array_index (casebooks, i), name, laboratory);
}

/* Of two for which as many speak: the study's, else the first by name. */
static gboolean
goes_before (const PodUnit *unit, const PodUnit *other, const PodUnit *of_study)
{
  if (other == NULL || unit == of_study || other == of_study)
    return other == NULL || unit == of_study;
  return g_strcmp0 (pod_unit_get_ucum (unit), pod_unit_get_ucum (other)) < 0;
}

/* That of most of the results, so that one which came in another once is followed by none. */
static const PodUnit *
find_usual (GHashTable *votes, const PodUnit *of_study)
{
  GHashTableIter iter;
  gpointer unit, n;
  const PodUnit *usual = NULL;
  guint most = 0;

  g_hash_table_iter_init (&iter, votes);
  while (g_hash_table_iter_next (&iter, &unit, &n))
    if (GPOINTER_TO_UINT (n) > most ||
        (GPOINTER_TO_UINT (n) == most && goes_before (unit, usual, of_study)))
      {
        usual = unit;
        most = GPOINTER_TO_UINT (n);
      }
  return usual;
}

static const PodUnit *
find_range_unit (PodTrial *trial, const char *name, const char *laboratory)
{
  guint n;
  const PodRange *ranges = pod_site_get_ranges (pod_trial_get_site (trial), &n);

  for (guint i = 0; i < n && laboratory != NULL; i++)
    if (g_str_equal (ranges[i].observation, name) &&
        g_strcmp0 (ranges[i].laboratory, laboratory) == 0)
      return ranges[i].unit;
  return NULL;
}

const PodUnit *
pod_result_laboratory_find_unit (PodTrial *trial,
                                 const PodCasebook *casebook,
                                 const PodObservation *observation,
                                 const char *laboratory)
{
  const char *name = observation->symbol.name;
  g_autoptr (GHashTable) votes = g_hash_table_new (NULL, NULL);
  const PodUnit *unit = NULL;

  if (laboratory == NULL)
    add_units (votes, casebook, name, NULL);
  else
    add_units_of_all (votes, trial, name, laboratory);
  unit = find_usual (votes, observation->symbol.unit);
  if (unit == NULL)
    unit = find_range_unit (trial, name, laboratory);
  return unit != NULL ? unit : observation->symbol.unit;
}
