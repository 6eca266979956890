#include "pod-sdtm.h"

#include <string.h>

/* IETEST holds 200 bytes; a longer wording gives way to its short label. */
#define MAX_TEST 200

/* "INC-03a" becomes "INC03A": letters and digits only. */
static char *
make_code (const char *id)
{
  GString *code = g_string_new (NULL);

  for (const char *p = id; *p != '\0' && code->len < 8; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (code, g_ascii_toupper (*p));
  return g_string_free (code, FALSE);
}

static void
add_criterion (PodSdtm *sdtm,
               const PodSdtmPerson *person,
               const PodCriterion *criterion,
               PodDate date)
{
  char **row = pod_sdtm_add_row (sdtm, POD_SDTM_IE, person);
  g_autofree char *code = make_code (criterion->id);
  gboolean inclusion = criterion->kind == POD_INCLUSION;
  const char *text = criterion->text.plain;

  if (!text || strlen (text) > MAX_TEST)
    text = criterion->label.plain;
  pod_sdtm_set (sdtm, POD_SDTM_IE, row, "IETESTCD", code);
  pod_sdtm_set (sdtm, POD_SDTM_IE, row, "IETEST", text);
  pod_sdtm_set (sdtm, POD_SDTM_IE, row, "IECAT", inclusion ? "INCLUSION" : "EXCLUSION");
  pod_sdtm_set (sdtm, POD_SDTM_IE, row, "IEORRES", inclusion ? "N" : "Y");
  pod_sdtm_set (sdtm, POD_SDTM_IE, row, "IESTRESC", inclusion ? "N" : "Y");
  pod_sdtm_set (sdtm, POD_SDTM_IE, row, "EPOCH", "SCREENING");
  pod_sdtm_set_moment (sdtm, POD_SDTM_IE, row, person, "IEDTC", "IEDY", pod_moment_on (date));
}

/* Only ids of the study: whatever else the detail says stays here. */
static gboolean
add_listed (PodSdtm *sdtm, const PodSdtmPerson *person, const PodEvent *failure)
{
  g_auto (GStrv) ids = g_strsplit_set (failure->detail ? failure->detail : "", " ,;", -1);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; ids[i]; i++)
    {
      const PodCriterion *criterion = pod_study_find_criterion (sdtm->study, ids[i]);

      if (criterion && g_hash_table_add (seen, (gpointer) criterion))
        add_criterion (sdtm, person, criterion, failure->date);
    }
  return g_hash_table_size (seen) > 0;
}

static void
add_computed (PodSdtm *sdtm,
              const PodSdtmPerson *person,
              const PodCasebook *casebook,
              const PodEvent *failure)
{
  PodDate as_of = pod_date_is_complete (failure->date) ? failure->date : sdtm->package->as_of;
  g_autoptr (PodScreening)
      screening = pod_screening_new (sdtm->study, sdtm->package->site, casebook, as_of);

  for (guint i = 0; i < screening->verdicts->len; i++)
    {
      const PodVerdict *verdict = screening->verdicts->pdata[i];

      if (verdict->passes == POD_FALSE)
        add_criterion (sdtm, person, verdict->criterion, failure->date);
    }
}

/* IE holds criteria that were not met, hence only who failed screening. */
void
pod_sdtm_add_criteria (PodSdtm *sdtm, const PodSdtmPerson *person)
{
  for (guint i = 0; i < person->attempts->len; i++)
    {
      const PodPackageSubject *attempt = person->attempts->pdata[i];
      const PodEvent *failure = pod_casebook_find_event (attempt->casebook, "screen_failure");

      if (failure && !add_listed (sdtm, person, failure))
        add_computed (sdtm, person, attempt->casebook, failure);
    }
}
