/* One visit: everything due at it, in one transaction. */

#include "pod-abnormal.h"
#include "pod-demo-private.h"

#include <string.h>

/* Results that are still to come where somebody's are missing. */
static const char *const late[] = { "lvef", "inr", "pt", NULL };

static gboolean
is_first (const PodPlannedVisit *plan)
{
  return strcmp (plan->anchor, "consent") == 0;
}

static void
put_visit (PodDemoSession *session, const PodPlannedVisit *plan, gboolean missed)
{
  PodVisit visit = { .planned = plan->id, .status = missed ? "missed" : "done" };

  visit.record.id = session->visit = pod_change_reserve (session->change);
  visit.record.subject = session->person->subject;
  if (!missed)
    visit.date = pod_date_from_day (session->day);
  pod_change_put_visit (session->change, &visit);
}

/* All the samples of a morning are taken at once. */
static PodMoment
draw_moment (PodDemoSession *session)
{
  PodMoment moment = pod_moment_on (pod_date_from_day (session->day));

  moment.minute = (gint16) g_rand_int_range (session->person->random, 6 * 60 + 30, 8 * 60 + 30);
  return moment;
}

/* The physician has come to what is older than this; the rest still waits. */
#define JUDGED_AFTER_DAYS 21

/* What is of an adverse event is significant and attributed to it; the rest was looked at. */
static void
judge (PodDemoSession *session, PodFinding *finding, gint64 adverse_event)
{
  const PodStudy *study = pod_trial_get_study (session->trial);
  PodAbnormality found = pod_finding_get_abnormality (study, pod_trial_get_site (session->trial),
                                                      session->casebook, finding);

  if (!found.needs_judgement ||
      session->day > pod_date_first_day (pod_demo_today ()) - JUDGED_AFTER_DAYS)
    return;
  finding->significance = adverse_event != 0 ? "significant" : "not_significant";
  finding->judged_by = pod_trial_get_user (session->trial);
  finding->adverse_event = adverse_event;
}

/* Of every third person one collection was not complete, and of another one nobody said how it was. */
#define OF_PERSONS 3
#define NOT_COMPLETE "D14"
#define NOT_RECORDED "D28"
#define LEAST_VOLUME 1200
#define MINUTES_OFF 20

/* Of a day or nearly one, until the morning of the visit; by the day and the person and not by chance, so that all else is what it was. */
static void
collect (const PodDemoSession *session, const PodPlannedVisit *plan, PodFinding *finding)
{
  const PodObservation *observation =
      pod_study_find_observation (pod_trial_get_study (session->trial), finding->observation);
  gboolean is_one = session->person->identity % OF_PERSONS == 0;
  guint number = 37 * (guint) session->day + 101 * session->person->identity;

  if (!pod_observation_is_collected (observation) ||
      (is_one && g_str_equal (plan->id, NOT_RECORDED)))
    return;
  finding->began = pod_moment_on (pod_date_from_day (session->day - 1));
  finding->began.minute = (gint16) (finding->when.minute - MINUTES_OFF +
                                    (gint16) (number % (2 * MINUTES_OFF)));
  finding->volume = LEAST_VOLUME + 10 * (number % 90);
  finding->completeness = is_one && g_str_equal (plan->id, NOT_COMPLETE) ? "incomplete"
                                                                         : "complete";
}

static void
put_result (PodDemoSession *session, PodFinding *finding)
{
  finding->record.id = pod_change_reserve (session->change);
  finding->record.subject = session->person->subject;
  finding->visit = session->visit;
  judge (session, finding, pod_demo_watch (session, finding));
  pod_change_put_finding (session->change, finding);
}

static void
put_observations (PodDemoSession *session, const PodPlannedVisit *plan)
{
  PodMoment when = draw_moment (session);
  const PodStudy *study = pod_trial_get_study (session->trial);
  gboolean missing = session->person->stage == POD_DEMO_MISSING;

  for (guint i = 0; plan->observations != NULL && plan->observations[i] != NULL; i++)
    {
      const char *name = plan->observations[i];
      const PodObservation *observation = pod_study_find_observation (study, name);
      PodFinding finding;

      if (missing && g_strv_contains (late, name))
        continue;
      if (observation->score != NULL && pod_demo_measure (session->person, name, when, &finding))
        pod_demo_put_score (session, observation->score, (int) finding.quantity.number,
                            is_first (plan), when);
      else if (pod_demo_measure (session->person, name, when, &finding))
        {
          collect (session, plan, &finding);
          put_result (session, &finding);
        }
      else if (!is_first (plan))
        pod_demo_put_chart_answer (session, name);
    }
  if (is_first (plan))
    pod_demo_put_chart (session);
}

/* Now and then somebody does not come. */
static gboolean
draw_missed (PodDemoPerson *person, const PodPlannedVisit *plan)
{
  return g_strcmp0 (plan->epoch, "FOLLOW-UP") == 0 && pod_demo_chance (person->random, 0.05);
}

gboolean
pod_demo_record_visit (PodTrial *trial,
                       PodDemoPerson *person,
                       const PodPlannedVisit *plan,
                       gint32 day,
                       GError **error)
{
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (PodCasebook) casebook = pod_trial_load_casebook (trial, person->subject, error);
  PodDemoSession session = { trial, person, change, casebook, 0, day, NULL };
  gboolean missed = draw_missed (person, plan);

  if (casebook == NULL)
    return FALSE;
  put_visit (&session, plan, missed);
  if (!missed)
    {
      put_observations (&session, plan);
      pod_demo_put_treatments (&session, plan->id);
      pod_demo_put_events (&session);
      person->last_day = day;
    }
  return pod_trial_record (trial, person->subject, change, session.why, error);
}
