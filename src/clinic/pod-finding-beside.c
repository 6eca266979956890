/* Results of one test that were reported in several units, side by side. */

#include "pod-finding-beside.h"

#include <math.h>

/* (nullable) */
static const PodObservation *
find_observation (const PodStudy *study, const PodFinding *finding)
{
  return finding->observation != NULL ? pod_study_find_observation (study, finding->observation)
                                      : NULL;
}

/* @to: (nullable) */
static gboolean
convert (const PodStudy *study, const PodFinding *finding, const PodUnit *to, PodQuantity *quantity)
{
  const PodUnit *from = finding->quantity.unit;
  const PodObservation *observation = find_observation (study, finding);
  double own, others;

  if (observation == NULL || from == NULL || to == NULL || from == to ||
      isnan (finding->quantity.number) || !pod_observation_get_factor (observation, from, &own) ||
      !pod_observation_get_factor (observation, to, &others))
    return FALSE;
  *quantity = finding->quantity;
  quantity->number = finding->quantity.number * own / others;
  quantity->unit = to;
  return TRUE;
}

gboolean
pod_finding_convert_beside (const PodStudy *study,
                            const PodFinding *finding,
                            const PodFinding *other,
                            PodQuantity *quantity)
{
  return g_strcmp0 (finding->observation, other->observation) == 0 &&
         convert (study, finding, other->quantity.unit, quantity);
}

gboolean
pod_finding_convert_to_study (const PodStudy *study,
                              const PodFinding *finding,
                              PodQuantity *quantity)
{
  const PodObservation *observation = find_observation (study, finding);

  return observation != NULL && convert (study, finding, observation->symbol.unit, quantity);
}

double
pod_quantity_get_change (PodQuantity from, PodQuantity quantity)
{
  if (from.comparator != POD_EXACTLY || quantity.comparator != POD_EXACTLY || !(from.number > 0))
    return NAN;
  return 100 * (quantity.number / from.number - 1);
}
