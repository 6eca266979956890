#include "pod-sdtm.h"

#include <string.h>

/* A lot is a short code with a digit in it; any other text was typed into the wrong field: a name, say. */
#define MAX_LOT 20

/* The route that was recorded, where it is the study's or one of CDISC's. */
static const char *
get_route (const PodTreatment *treatment, const PodIntervention *intervention)
{
  static const char *const words[] = { "INTRAVENOUS", "ORAL", "SUBCUTANEOUS", "INTRAMUSCULAR" };
  const char *route = intervention->route;

  if (!route || g_strcmp0 (route, treatment->route) == 0)
    return treatment->route;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strcasecmp (route, words[i]) == 0)
      return words[i];
  return NULL;
}

static gboolean
is_lot (const char *lot)
{
  return lot && strlen (lot) <= MAX_LOT && strpbrk (lot, "0123456789") &&
         strspn (lot, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-") ==
             strlen (lot);
}

static void
add_exposure (PodSdtm *sdtm,
              const PodSdtmPerson *person,
              const PodTreatment *treatment,
              const PodIntervention *intervention)
{
  char **row = pod_sdtm_add_row (sdtm, POD_SDTM_EX, person);
  g_autofree char *category = g_ascii_strup (treatment->category, -1);
  g_autofree char *unit = pod_sdtm_unit (intervention->unit);

  pod_sdtm_set (sdtm, POD_SDTM_EX, row, "EXTRT",
                treatment->sdtm_name ? treatment->sdtm_name : treatment->label.plain);
  pod_sdtm_set (sdtm, POD_SDTM_EX, row, "EXCAT", category);
  pod_sdtm_set_number (sdtm, POD_SDTM_EX, row, "EXDOSE", intervention->dose);
  pod_sdtm_set (sdtm, POD_SDTM_EX, row, "EXDOSU", unit);
  pod_sdtm_set (sdtm, POD_SDTM_EX, row, "EXROUTE", get_route (treatment, intervention));
  if (is_lot (intervention->lot))
    pod_sdtm_set (sdtm, POD_SDTM_EX, row, "EXLOT", intervention->lot);
  pod_sdtm_set_moment (sdtm, POD_SDTM_EX, row, person, "EXSTDTC", "EXSTDY", intervention->start);
  pod_sdtm_set_moment (sdtm, POD_SDTM_EX, row, person, "EXENDTC", "EXENDY", intervention->end);
}

void
pod_sdtm_add_exposures (PodSdtm *sdtm, const PodSdtmPerson *person)
{
  for (guint i = 0; i < person->attempts->len; i++)
    {
      const PodPackageSubject *attempt = person->attempts->pdata[i];
      guint n;
      const PodIntervention *list = pod_casebook_get_interventions (attempt->casebook, &n);

      for (guint j = 0; j < n; j++)
        {
          const PodTreatment *treatment = pod_study_find_treatment (sdtm->study, list[j].treatment);

          if (!list[j].record.voided && treatment &&
              !g_str_equal (treatment->category, "concomitant"))
            add_exposure (sdtm, person, treatment, &list[j]);
        }
    }
}
