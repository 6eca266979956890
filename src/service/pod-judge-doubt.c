/* What speaks against one result of a laboratory: its value, its unit, its limits. */

#include <math.h>

#include "pod-importing.h"
#include "pod-plausible.h"

const PodFinding *
pod_judge_find_usual (const PodCasebook *casebook, const PodFinding *finding)
{
  const PodFinding *usual = NULL;
  guint n;
  const PodFinding *findings = pod_casebook_get_findings (casebook, &n);

  for (guint i = 0; i < n && finding->quantity.unit != NULL; i++)
    if (!findings[i].record.voided && findings[i].quantity.unit != NULL &&
        findings[i].laboratory != NULL &&
        g_strcmp0 (findings[i].laboratory, finding->laboratory) == 0 &&
        g_strcmp0 (findings[i].observation, finding->observation) == 0)
      usual = &findings[i];
  return usual;
}

static gboolean
is_other_unit (const PodCasebook *casebook, const PodFinding *finding)
{
  const PodFinding *usual = pod_judge_find_usual (casebook, finding);

  return usual != NULL && usual->quantity.unit != finding->quantity.unit;
}

const char *
pod_judge_find_doubt (const PodJudge *judge, const PodLabItem *item, const PodCasebook *casebook)
{
  if (!pod_finding_is_plausible (judge->study, &item->finding))
    return "implausible";
  return is_other_unit (casebook, &item->finding) ? "unit" : NULL;
}

gboolean
pod_judge_are_limits_from_table (const PodStudy *study,
                                 const PodSite *site,
                                 const PodCasebook *casebook,
                                 const PodFinding *finding)
{
  double number, lower = NAN, upper = NAN;

  return isnan (finding->lower) && isnan (finding->upper) &&
         pod_finding_convert (study, site, casebook, finding, &number, &lower, &upper) &&
         (!isnan (lower) || !isnan (upper));
}

gboolean
pod_judge_are_limits_lost (const PodJudge *judge,
                           const PodLabItem *item,
                           const PodCasebook *casebook)
{
  return item->limits_lost &&
         !pod_judge_are_limits_from_table (judge->study, judge->site, casebook, &item->finding);
}
