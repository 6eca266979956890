/* What is given: lymphodepletion and the product as planned, and drugs beside them. */

#include "pod-demo-private.h"

#include <math.h>
#include <string.h>

#define NINE_O_CLOCK (9 * 60)

static PodMoment
on_day (gint32 day, gint16 minute)
{
  PodMoment moment = pod_moment_on (pod_date_from_day (day));

  moment.minute = minute;
  return moment;
}

void
pod_demo_put_dose (PodDemoSession *session,
                   const char *treatment,
                   double dose,
                   const char *lot,
                   PodMoment start,
                   PodMoment end)
{
  const PodStudy *study = pod_trial_get_study (session->trial);
  const PodTreatment *known = pod_study_find_treatment (study, treatment);
  PodIntervention intervention;

  if (known == NULL)
    return;
  pod_intervention_init (&intervention);
  intervention.record.id = pod_change_reserve (session->change);
  intervention.record.subject = session->person->subject;
  intervention.visit = session->visit;
  intervention.treatment = treatment;
  intervention.dose = dose;
  intervention.unit = known->unit;
  intervention.route = known->route;
  intervention.start = start;
  intervention.end = end;
  intervention.lot = lot;
  pod_change_put_intervention (session->change, &intervention);
}

/* What somebody takes when they come; the month of its beginning is all they remember. */
static void
put_taken_before (PodDemoSession *session)
{
  PodDemoPerson *person = session->person;
  int month = g_rand_int_range (person->random, 1, 10);
  PodMoment since = pod_moment_on (pod_date_new (2025 - month % 3, month, 0));
  gboolean glucocorticoid = strcmp (person->cohort, "mn") != 0;

  pod_demo_put_dose (session, "acei_arb", month % 2 ? 80 : 160, NULL, since, POD_MOMENT_NONE);
  if (glucocorticoid)
    pod_demo_put_dose (session, "prednisone", 5 * g_rand_int_range (person->random, 2, 5), NULL,
                       since, POD_MOMENT_NONE);
}

/* Fludarabine goes by the kidney: less of it where the kidney is worse. */
static void
put_lymphodepletion (PodDemoSession *session, gboolean first)
{
  guint n;
  PodMoment now = on_day (session->day, NINE_O_CLOCK);
  const PodFinding *egfr = pod_casebook_get_series (session->casebook, "egfr", &n);
  gboolean reduced = n > 0 && egfr[n - 1].quantity.number < 70;

  pod_demo_put_dose (session, "fludarabine", reduced ? 20 : 25, NULL, now,
                     on_day (session->day, NINE_O_CLOCK + 30));
  pod_demo_put_dose (session, "cyclophosphamide", 300, NULL,
                     on_day (session->day, NINE_O_CLOCK + 60),
                     on_day (session->day, NINE_O_CLOCK + 120));
  if (!first)
    return;
  pod_demo_put_dose (session, "aciclovir", 400, NULL, on_day (session->day, -1), POD_MOMENT_NONE);
  pod_demo_put_dose (session, "co_trimoxazole", 480, NULL, on_day (session->day, -1),
                     POD_MOMENT_NONE);
}

/* The dose level goes up after the first third of the trial. */
static void
put_product (PodDemoSession *session)
{
  const PodDemoPerson *person = session->person;
  gint32 days = session->day - pod_date_first_day (pod_demo_start ());
  g_autofree char *lot = g_strdup_printf ("DEMO-%03u", person->identity % 7 + 1);

  pod_demo_put_dose (session, "kn3601", days < 130 ? 1 : 3, lot,
                     on_day (session->day, NINE_O_CLOCK + 90),
                     on_day (session->day, NINE_O_CLOCK + 105));
}

/* Whether that day of the course came since the last visit. */
static gboolean
is_new (const PodDemoSession *session, double day)
{
  gint32 when = session->person->infusion + (gint32) floor (day);

  return when > session->person->last_day && when <= session->day;
}

static gint32
find_day (const PodDemoPerson *person, double day)
{
  return person->infusion + (gint32) floor (day);
}

static void
put_for_release (PodDemoSession *session)
{
  const PodDemoPerson *person = session->person;
  gint32 day = find_day (person, person->crs_onset + 1);

  if (person->crs_grade < 2 || !is_new (session, person->crs_onset + 1))
    return;
  pod_demo_put_dose (session, "tocilizumab", 8, NULL, on_day (day, 11 * 60), on_day (day, 12 * 60));
  if (person->crs_grade >= 3)
    pod_demo_put_dose (session, "dexamethasone", 10, NULL, on_day (day, 12 * 60),
                       on_day (day, 12 * 60 + 10));
}

static void
put_as_needed (PodDemoSession *session)
{
  const PodDemoPerson *person = session->person;

  put_for_release (session);
  if (person->depth > 0.93 && is_new (session, 9))
    pod_demo_put_dose (session, "g_csf", 300, NULL, on_day (find_day (person, 6), -1),
                       on_day (find_day (person, 9), -1));
  if (is_new (session, person->infection_day + 9))
    pod_demo_put_dose (session, "antibiotic", 500, NULL,
                       on_day (find_day (person, person->infection_day + 1), -1),
                       on_day (find_day (person, person->infection_day + 8), -1));
  if (strcmp (person->cohort, "mn") == 0 && person->identity % 2 == 0 && is_new (session, 56))
    pod_demo_put_dose (session, "ivig", 20, NULL, on_day (find_day (person, 56), 10 * 60),
                       on_day (find_day (person, 56), 14 * 60));
}

/* Who answers needs no glucocorticoid any more. */
static void
end_prednisone (PodDemoSession *session)
{
  guint n;
  const PodIntervention *all = pod_casebook_get_interventions (session->casebook, &n);

  for (guint i = 0; i < n; i++)
    {
      PodIntervention ended = all[i];

      if (g_strcmp0 (ended.treatment, "prednisone") != 0 || pod_date_is_set (ended.end.date))
        continue;
      ended.end = on_day (session->day - 9, -1);
      pod_change_put_intervention (session->change, &ended);
      session->why = "course followed up at this visit";
    }
}

void
pod_demo_put_treatments (PodDemoSession *session, const char *visit)
{
  if (strcmp (visit, "SCR") == 0)
    put_taken_before (session);
  else if (g_str_has_prefix (visit, "LD"))
    put_lymphodepletion (session, strcmp (visit, "LD1") == 0);
  else if (strcmp (visit, "D0") == 0)
    put_product (session);
  else
    put_as_needed (session);
  if (strcmp (visit, "M3") == 0 && session->person->response > 0.5)
    end_prednisone (session);
}
