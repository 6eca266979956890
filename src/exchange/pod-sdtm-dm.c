#include "pod-age.h"
#include "pod-sdtm.h"

static gboolean
is_disposition (const PodEvent *event, const char *code)
{
  return !event->record.voided && g_strcmp0 (event->category, "disposition") == 0 &&
         g_strcmp0 (event->code, code) == 0;
}

/* The first or the last day on which it is said to have happened, in any attempt: who consents again to an amendment has two
 * consents, and RFICDTC is the earliest. */
static PodDate
find_event (const PodSdtmPerson *person, const char *code, gboolean first)
{
  PodDate found = POD_DATE_NONE;

  for (guint i = 0; i < person->attempts->len; i++)
    {
      const PodPackageSubject *attempt = person->attempts->pdata[i];
      guint n;
      const PodEvent *events = pod_casebook_get_events (attempt->casebook, &n);

      for (guint j = 0; j < n; j++)
        if (is_disposition (&events[j], code) && pod_date_is_set (events[j].date) &&
            (!pod_date_is_set (found) ||
             (pod_date_first_day (events[j].date) < pod_date_first_day (found)) == first))
          found = events[j].date;
    }
  return found;
}

static gboolean
has_died (const PodSdtmPerson *person)
{
  for (guint i = 0; i < person->attempts->len; i++)
    if (pod_casebook_find_event (((const PodPackageSubject *) person->attempts->pdata[i])->casebook,
                                 "death"))
      return TRUE;
  return FALSE;
}

/* When the person's part in the trial ended; not set while it goes on. */
static PodDate
find_end (const PodSdtmPerson *person)
{
  static const char *const codes[] = { "death", "withdrawal", "completed", "screen_failure" };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      const PodEvent *event = pod_casebook_find_event (person->latest->casebook, codes[i]);

      if (event)
        return event->date;
    }
  return POD_DATE_NONE;
}

static gboolean
is_study_treatment (const PodStudy *study, const PodIntervention *intervention)
{
  const PodTreatment *treatment = pod_study_find_treatment (study, intervention->treatment);

  return treatment && !intervention->record.voided &&
         (g_str_equal (treatment->category, "product") ||
          g_str_equal (treatment->category, "lymphodepletion"));
}

static PodMoment
find_last_exposure (const PodStudy *study, const PodCasebook *casebook)
{
  PodMoment last = POD_MOMENT_NONE;
  guint n;
  const PodIntervention *interventions = pod_casebook_get_interventions (casebook, &n);

  for (guint i = 0; i < n; i++)
    {
      PodMoment end = pod_date_is_set (interventions[i].end.date) ? interventions[i].end
                                                                  : interventions[i].start;

      if (is_study_treatment (study, &interventions[i]) && pod_date_is_set (end.date) &&
          (!pod_date_is_set (last.date) || pod_moment_compare (end, last) > 0))
        last = end;
    }
  return last;
}

static void
set_dates (PodSdtm *sdtm, char **row, const PodSdtmPerson *person)
{
  const PodCasebook *casebook = person->latest->casebook;
  PodDate exposure = pod_casebook_get_exposure_start (sdtm->study, casebook);
  PodDate death = find_event (person, "death", FALSE);
  const struct
  {
    const char *name;
    PodMoment moment;
  } dates[] = {
    { "RFSTDTC", pod_moment_on (person->reference) },
    { "RFENDTC",
      pod_moment_on (pod_date_is_set (person->reference) ? find_end (person) : POD_DATE_NONE) },
    { "RFXSTDTC", pod_moment_on (exposure) },
    { "RFXENDTC", find_last_exposure (sdtm->study, casebook) },
    { "RFICDTC", pod_moment_on (find_event (person, "consent", TRUE)) },
    { "RFPENDTC", pod_moment_on (find_end (person)) },
    { "DTHDTC", pod_moment_on (death) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    pod_sdtm_set_moment (sdtm, POD_SDTM_DM, row, person, dates[i].name, NULL, dates[i].moment);
  if (has_died (person))
    pod_sdtm_set (sdtm, POD_SDTM_DM, row, "DTHFL", "Y");
}

/* One arm.  Who is not in it has a reason instead (CDISC's Arm Null Reason). */
static void
set_arm (PodSdtm *sdtm, char **row, const PodSdtmPerson *person)
{
  const PodCasebook *casebook = person->latest->casebook;
  const char *code = pod_study_get (sdtm->study, "arm_code");
  const char *arm = pod_study_get (sdtm->study, "arm");
  gboolean assigned = pod_casebook_find_event (casebook, "enrolment") != NULL;
  gboolean treated = pod_date_is_set (person->reference);

  if (assigned || treated)
    {
      pod_sdtm_set (sdtm, POD_SDTM_DM, row, "ARMCD", code);
      pod_sdtm_set (sdtm, POD_SDTM_DM, row, "ARM", arm);
    }
  if (treated)
    {
      pod_sdtm_set (sdtm, POD_SDTM_DM, row, "ACTARMCD", code);
      pod_sdtm_set (sdtm, POD_SDTM_DM, row, "ACTARM", arm);
    }
  else if (assigned)
    pod_sdtm_set (sdtm, POD_SDTM_DM, row, "ARMNRS", "ASSIGNED, NOT TREATED");
  else if (pod_casebook_find_event (casebook, "screen_failure"))
    pod_sdtm_set (sdtm, POD_SDTM_DM, row, "ARMNRS", "SCREEN FAILURE");
  else
    pod_sdtm_set (sdtm, POD_SDTM_DM, row, "ARMNRS", "NOT ASSIGNED");
}

static const char *
get_sex (const char *sex)
{
  if (g_strcmp0 (sex, "male") == 0)
    return "M";
  return g_strcmp0 (sex, "female") == 0 ? "F" : "U";
}

void
pod_sdtm_add_demographics (PodSdtm *sdtm, const PodSdtmPerson *person)
{
  const PodSubject *subject = pod_casebook_get_subject (person->latest->casebook);
  const PodCohort *cohort = subject->cohort ? pod_study_find_cohort (sdtm->study, subject->cohort)
                                            : NULL;
  char **row = pod_sdtm_add_row (sdtm, POD_SDTM_DM, person);

  pod_sdtm_set (sdtm, POD_SDTM_DM, row, "SUBJID", subject->screening_number);
  set_dates (sdtm, row, person);
  pod_sdtm_set (sdtm, POD_SDTM_DM, row, "SITEID", pod_study_get (sdtm->study, "site"));
  if (person->latest->age >= 0)
    {
      pod_sdtm_set_int (sdtm, POD_SDTM_DM, row, "AGE", pod_age_cap (person->latest->age));
      pod_sdtm_set (sdtm, POD_SDTM_DM, row, "AGEU", "YEARS");
    }
  pod_sdtm_set (sdtm, POD_SDTM_DM, row, "SEX", get_sex (subject->sex));
  set_arm (sdtm, row, person);
  pod_sdtm_set (sdtm, POD_SDTM_DM, row, "COUNTRY", pod_study_get (sdtm->study, "country"));
  if (cohort)
    pod_sdtm_add_qualifier (sdtm, POD_SDTM_SUPPDM, person, 0, "COHORT", "Disease Cohort",
                            cohort->short_label.plain);
  if (cohort && subject->enrolment_number)
    pod_sdtm_add_qualifier (sdtm, POD_SDTM_SUPPDM, person, 0, "ENROLNUM", "Enrolment Number",
                            subject->enrolment_number);
}
