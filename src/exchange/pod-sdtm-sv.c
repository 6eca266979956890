#include "pod-sdtm.h"

static void
add_visit (PodSdtm *sdtm, const PodSdtmPerson *person, const PodVisit *visit)
{
  const PodSdtmVisit *numbered = g_hash_table_lookup (person->visits, &visit->record.id);
  gboolean planned = visit->planned && pod_study_find_visit (sdtm->study, visit->planned);
  gboolean missed = g_strcmp0 (visit->status, "missed") == 0;
  PodMoment when = pod_moment_on (missed ? POD_DATE_NONE : visit->date);
  char **row = pod_sdtm_add_row (sdtm, POD_SDTM_SV, person);

  pod_sdtm_set (sdtm, POD_SDTM_SV, row, "VISITNUM", numbered->number);
  pod_sdtm_set (sdtm, POD_SDTM_SV, row, "VISIT", numbered->name);
  /* Both are for planned visits only. */
  if (planned)
    {
      pod_sdtm_set (sdtm, POD_SDTM_SV, row, "SVPRESP", "Y");
      pod_sdtm_set (sdtm, POD_SDTM_SV, row, "SVOCCUR", missed ? "N" : "Y");
    }
  pod_sdtm_set_moment (sdtm, POD_SDTM_SV, row, person, "SVSTDTC", "SVSTDY", when);
  pod_sdtm_set_moment (sdtm, POD_SDTM_SV, row, person, "SVENDTC", "SVENDY", when);
}

void
pod_sdtm_add_visits (PodSdtm *sdtm, const PodSdtmPerson *person)
{
  for (guint i = 0; i < person->attempts->len; i++)
    {
      const PodPackageSubject *attempt = person->attempts->pdata[i];
      guint n;
      const PodVisit *visits = pod_casebook_get_visits (attempt->casebook, &n);

      for (guint j = 0; j < n; j++)
        if (!visits[j].record.voided)
          add_visit (sdtm, person, &visits[j]);
    }
}
