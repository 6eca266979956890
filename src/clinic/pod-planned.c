#include "pod-planned.h"

/* Above the name stands the subject. */
#define NAMES (G_GINT64_CONSTANT (1) << 32)
#define NO_NAME 0

/* FNV-1a, which tells short names apart that differ in a letter or two. */
static guint32
number_name (const char *name)
{
  guint32 number = 2166136261u;

  for (; *name != '\0'; name++)
    number = (number ^ (guchar) *name) * 16777619u;
  return number != NO_NAME ? number : 1;
}

gint64
pod_planned_make (gint64 subject, const char *name)
{
  g_return_val_if_fail (subject >= 0 && subject <= G_MAXINT32, 0);

  return -(subject * NAMES + (name != NULL ? number_name (name) : NO_NAME));
}

gboolean
pod_planned_read (gint64 id, gint64 *subject)
{
  if (id >= 0)
    return FALSE;
  if (subject != NULL)
    *subject = -id / NAMES;
  return TRUE;
}

static gboolean
is_of (gint64 id, const char *name)
{
  return id < 0 && -id % NAMES == number_name (name);
}

/* Of two of one number it may be either: rather none than the wrong one. */
const PodPlannedVisit *
pod_planned_find_visit (const PodStudy *study, gint64 id)
{
  const GPtrArray *visits = pod_study_get_visits (study);
  const PodPlannedVisit *found = NULL;

  for (guint i = 0; i < visits->len; i++)
    {
      const PodPlannedVisit *visit = g_ptr_array_index (visits, i);

      if (!is_of (id, visit->id))
        continue;
      if (found != NULL)
        return NULL;
      found = visit;
    }
  return found;
}

const PodObservation *
pod_planned_find_observation (const PodStudy *study, gint64 id)
{
  const GPtrArray *all = pod_study_get_observations (study);
  const PodObservation *found = NULL;

  for (guint i = 0; i < all->len; i++)
    {
      const PodObservation *observation = g_ptr_array_index (all, i);

      if (!is_of (id, observation->symbol.name))
        continue;
      if (found != NULL)
        return NULL;
      found = observation;
    }
  return found;
}
