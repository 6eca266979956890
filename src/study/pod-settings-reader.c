#include "pod-study-reader.h"

#include <string.h>

/* Every key of [study] is kept as it stands: rooms above ask for theirs by name. */
void
pod_read_settings (PodStudyReader *reader, PodKeyGroup *group)
{
  for (guint i = 0; i < group->entries->len; i++)
    {
      PodKeyEntry *entry = g_ptr_array_index (group->entries, i);
      char *key = entry->locale ? g_strdup_printf ("%s[%s]", entry->key, entry->locale)
                                : g_strdup (entry->key);

      entry->taken = TRUE;
      g_hash_table_insert (reader->study->settings, key, entry->value);
    }
  pod_reader_take (reader, group, "id", POD_REQUIRED);
  pod_reader_take (reader, group, "title", POD_REQUIRED);
}

static void
check_target (PodStudyReader *reader, PodKeyGroup *group)
{
  int target = 0;

  if (pod_reader_take_int (reader, group, "target", &target) && target <= 0)
    pod_key_group_problem (group, pod_key_group_take (group, "target", NULL), reader->problems,
                           "expected how many subjects are to be enrolled, at least 1");
}

static gboolean
has_scale (const PodStudy *study, const char *scale)
{
  const GPtrArray *grades = pod_study_get_grades (study);

  for (guint i = 0; i < grades->len; i++)
    if (!g_strcmp0 (((const PodGrade *) g_ptr_array_index (grades, i))->scale, scale))
      return TRUE;
  return FALSE;
}

static gboolean
has_year (const PodStudy *study, const char *year)
{
  const GPtrArray *equations = pod_study_get_equations (study);

  for (guint i = 0; i < equations->len; i++)
    if (!g_strcmp0 (((const PodEquation *) g_ptr_array_index (equations, i))->year, year))
      return TRUE;
  return FALSE;
}

/* What the chart of all subjects can be sorted by. */
static void
check_concern (PodStudyReader *reader, PodKeyGroup *group)
{
  static const char *const known[] = {
    "open_grade", "serious", "overdue", "course", "worst", NULL
  };
  PodKeyEntry *entry = pod_reader_take (reader, group, "wall_concern", POD_OPTIONAL);
  g_auto (GStrv) names = entry ? g_strsplit_set (entry->value, " ,", -1) : NULL;

  for (guint i = 0; names && names[i]; i++)
    if (*names[i] && !g_strv_contains (known, names[i]))
      pod_key_group_problem (group, entry, reader->problems,
                             "\"%s\" is nothing to sort by: expected open_grade, serious, overdue, "
                             "course or worst",
                             names[i]);
}

/* Names with commas or blanks between, each of an observation. */
static void
check_names (PodStudyReader *reader, PodKeyGroup *group, const char *key, guint most)
{
  PodKeyEntry *entry = pod_reader_take (reader, group, key, POD_OPTIONAL);
  g_auto (GStrv) names = entry ? g_strsplit_set (entry->value, " ,", -1) : NULL;
  guint n = 0;

  for (guint i = 0; names && names[i]; i++)
    {
      if (*names[i] == '\0')
        continue;
      if (!pod_study_find_observation (reader->study, names[i]))
        pod_key_group_problem (group, entry, reader->problems,
                               "no group [observation %s]: expected observations of the study",
                               names[i]);
      n++;
    }
  if (n > most)
    pod_key_group_problem (group, entry, reader->problems, "expected at most %u observations",
                           most);
}

void
pod_check_settings (PodStudyReader *reader, PodKeyGroup *group)
{
  static const char *const anchors[] = { "reference_start", "exposure_start" };
  static const char *const beyond_target[] = { "refuse", "ask", NULL };
  static const char *const consents[] = { "consent_given", "consent_explained", "consent_copy" };
  PodKeyEntry *scale = pod_reader_take (reader, group, "toxicity_scale", POD_OPTIONAL);
  PodKeyEntry *equation = pod_reader_take (reader, group, "egfr_equation", POD_OPTIONAL);
  PodKeyEntry *soon = pod_reader_take (reader, group, "expires_soon", POD_OPTIONAL);
  int days = 0;

  check_target (reader, group);
  check_concern (reader, group);
  check_names (reader, group, "wall_course", 1);
  check_names (reader, group, "wall_values", 2);
  pod_reader_take_id (reader, group, "chart_steroids", POD_OPTIONAL, POD_LIST_CLASSES, "class");
  if (soon && (!pod_parse_int (soon->value, &days) || days < 1))
    pod_key_group_problem (group, soon, reader->problems,
                           "\"%s\" is no number of days: expected a whole number, at least 1",
                           soon->value);
  pod_reader_take_one_of (reader, group, "beyond_target", POD_OPTIONAL, beyond_target);
  for (guint i = 0; i < G_N_ELEMENTS (consents); i++)
    pod_reader_take_id (reader, group, consents[i], POD_OPTIONAL, POD_LIST_OBSERVATIONS,
                        "observation");
  for (guint i = 0; i < G_N_ELEMENTS (anchors); i++)
    pod_reader_take_id (reader, group, anchors[i], POD_OPTIONAL, POD_LIST_ANCHORS, "anchor");
  if (scale && !has_scale (reader->study, scale->value))
    pod_key_group_problem (group, scale, reader->problems,
                           "no group [grade …] is of the scale \"%s\": expected one that is, as in "
                           "CTCAE 5.0",
                           scale->value);
  if (equation && !has_year (reader->study, equation->value))
    pod_key_group_problem (group, equation, reader->problems,
                           "no group [equation …] is of the year \"%s\": expected one that is, as "
                           "in 2021",
                           equation->value);
}
