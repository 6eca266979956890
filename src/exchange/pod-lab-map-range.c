/* The laboratory's limits in its map: [range hgb.1] unit= lower= upper= sex= ages= from= to=. */

#include <math.h>
#include <string.h>

#include "pod-lab-map-private.h"

#define OPEN_AGE 200

/* "hgb" and "hgb.2" are both of hgb: a laboratory gives one for each sex and age. */
static const PodObservation *
find_observation (const PodStudy *study, const char *name)
{
  g_autofree char *observation = g_strndup (name, strcspn (name, "."));

  return pod_study_find_observation (study, observation);
}

static double
take_limit (PodKeyGroup *group, const char *key, GPtrArray *problems)
{
  PodKeyEntry *entry = pod_key_group_take (group, key, NULL);
  char *end;
  double limit;

  if (entry == NULL)
    return NAN;
  limit = g_ascii_strtod (entry->value, &end);
  if (*entry->value != '\0' && *end == '\0' && isfinite (limit))
    return limit;
  pod_key_group_problem (group, entry, problems, "expected a number");
  return NAN;
}

static PodDate
take_day (PodKeyGroup *group, PodKeyEntry *entry, GPtrArray *problems)
{
  PodDate date = POD_DATE_NONE;

  if (entry != NULL && (!pod_date_parse (entry->value, &date) || !pod_date_is_complete (date)))
    pod_key_group_problem (group, entry, problems, "expected a day, as in 2026-01-15");
  return date;
}

/* "18..59", "60.." */
static void
take_ages (PodKeyGroup *group, PodRange *range, GPtrArray *problems)
{
  PodKeyEntry *entry = pod_key_group_take (group, "ages", NULL);
  g_auto (GStrv) ends = entry ? g_strsplit (entry->value, "..", 2) : NULL;
  guint64 from = 0, to = OPEN_AGE;

  if (entry != NULL &&
      (g_strv_length (ends) != 2 ||
       (*ends[0] && !g_ascii_string_to_unsigned (ends[0], 10, 0, OPEN_AGE, &from, NULL)) ||
       (*ends[1] && !g_ascii_string_to_unsigned (ends[1], 10, 0, OPEN_AGE, &to, NULL))))
    pod_key_group_problem (group, entry, problems, "expected completed years, as in 18..59");
  range->age_from = (int) from;
  range->age_to = (int) to;
}

static void
take_sex (PodKeyGroup *group, PodRange *range, GPtrArray *problems)
{
  PodKeyEntry *entry = pod_key_group_take (group, "sex", NULL);

  if (entry == NULL)
    return;
  if (g_str_equal (entry->value, "male") || g_str_equal (entry->value, "female"))
    range->sex = entry->value;
  else
    pod_key_group_problem (group, entry, problems, "expected male or female");
}

void
pod_lab_map_read_range (PodLabMap *map,
                        const PodStudy *study,
                        PodKeyGroup *group,
                        GPtrArray *problems)
{
  const PodObservation *observation = find_observation (study, group->name);
  PodKeyEntry *unit = pod_key_group_require (group, "unit", problems);
  PodRange range = { 0 };
  double factor;

  if (observation == NULL || observation->symbol.kind != POD_KIND_QUANTITY)
    {
      pod_key_group_problem (group, NULL, problems,
                             "expected an observation of the study that is a number");
      return;
    }
  range.observation = observation->symbol.name;
  range.unit = unit ? pod_unit_from_ucum (unit->value) : NULL;
  if (unit && (!range.unit || !pod_observation_get_factor (observation, range.unit, &factor)))
    pod_key_group_problem (group, unit, problems, "expected a UCUM unit that converts to %s",
                           pod_unit_get_ucum (observation->symbol.unit));
  range.lower = take_limit (group, "lower", problems);
  range.upper = take_limit (group, "upper", problems);
  if (isnan (range.lower) && isnan (range.upper))
    pod_key_group_problem (group, NULL, problems, "expected lower= or upper=");
  take_sex (group, &range, problems);
  take_ages (group, &range, problems);
  range.from = take_day (group, pod_key_group_require (group, "from", problems), problems);
  range.to = take_day (group, pod_key_group_take (group, "to", NULL), problems);
  g_array_append_val (map->ranges, range);
}

/* The laboratory is known only once the whole map is. */
void
pod_lab_map_name_ranges (PodLabMap *map)
{
  for (guint i = 0; i < map->ranges->len; i++)
    g_array_index (map->ranges, PodRange, i).laboratory = map->laboratory;
}

const PodRange *
pod_lab_map_get_ranges (const PodLabMap *map, guint *n)
{
  *n = map->ranges->len;
  return (const PodRange *) (gconstpointer) map->ranges->data;
}
