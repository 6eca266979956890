/* Two results of one test that were reported in two units, side by side. */

#include "pod-finding-beside.h"

#include <math.h>

gboolean
pod_finding_convert_beside (const PodStudy *study,
                            const PodFinding *finding,
                            const PodFinding *other,
                            PodQuantity *quantity)
{
  const PodUnit *from = finding->quantity.unit, *to = other->quantity.unit;
  const PodObservation *observation = finding->observation != NULL
                                          ? pod_study_find_observation (study, finding->observation)
                                          : NULL;
  double own, others;

  if (observation == NULL || from == NULL || to == NULL || from == to ||
      isnan (finding->quantity.number) ||
      g_strcmp0 (finding->observation, other->observation) != 0 ||
      !pod_observation_get_factor (observation, from, &own) ||
      !pod_observation_get_factor (observation, to, &others))
    return FALSE;
  *quantity = finding->quantity;
  quantity->number = finding->quantity.number * own / others;
  quantity->unit = to;
  return TRUE;
}

double
pod_quantity_get_change (PodQuantity from, PodQuantity quantity)
{
  if (from.comparator != POD_EXACTLY || quantity.comparator != POD_EXACTLY || !(from.number > 0))
    return NAN;
  return 100 * (quantity.number / from.number - 1);
}
