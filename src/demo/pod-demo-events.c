/* Adverse events: those of the script, and those that are results. */

#include "pod-demo-private.h"

#include <math.h>
#include <string.h>

#define FOLLOWED_UP "outcome followed up at this visit"

static PodDemoEvent *
add_event (PodDemoPerson *person, const char *term, const char *verbatim, double onset, double end)
{
  PodDemoEvent *event = &person->events[person->n_events++];

  g_assert (person->n_events <= POD_DEMO_MAX_EVENTS);
  *event = (PodDemoEvent){ .term = term, .verbatim = verbatim, .onset = onset, .end = end };
  event->grade = 1;
  event->to_product = POD_CAUSALITY_POSSIBLE;
  event->to_lymphodepletion = POD_CAUSALITY_POSSIBLY_UNRELATED;
  return event;
}

static void
draw_release (PodDemoPerson *person)
{
  PodDemoEvent *event;

  if (person->crs_grade == 0)
    return;
  event = add_event (person, "crs", "Cytokine release syndrome", person->crs_onset,
                     person->crs_end);
  event->grade = person->crs_grade;
  event->to_product = POD_CAUSALITY_DEFINITE;
  event->to_lymphodepletion = POD_CAUSALITY_UNRELATED;
  if (person->crs_grade >= 2)
    event->seriousness = POD_SERIOUS_HOSPITALISATION;
  if (person->crs_grade >= 3)
    event->seriousness |= POD_SERIOUS_LIFE_THREATENING;
  if (person->crs_grade < 3)
    return;
  event = add_event (person, "icans", "Immune effector cell-associated neurotoxicity",
                     person->crs_onset + 2, person->crs_onset + 4);
  event->to_product = POD_CAUSALITY_DEFINITE;
  event->seriousness = POD_SERIOUS_IMPORTANT;
}

static void
draw_infection (PodDemoPerson *person)
{
  static const char *const kinds[][2] = {
    { "upper_respiratory_infection", "Upper respiratory infection" },
    { "lung_infection", "Pneumonia" },
    { "urinary_tract_infection", "Urinary tract infection" },
    { "herpes_zoster", "Herpes zoster" },
  };
  guint kind = g_rand_int_range (person->random, 0, G_N_ELEMENTS (kinds));
  PodDemoEvent *event;

  if (person->infection_day > 999)
    return;
  event = add_event (person, kinds[kind][0], kinds[kind][1], person->infection_day,
                     person->infection_day + 10);
  event->grade = kind == 1 ? 3 : 2;
  event->to_product = POD_CAUSALITY_PROBABLE;
  event->to_lymphodepletion = POD_CAUSALITY_POSSIBLE;
  if (event->grade == 3)
    event->seriousness = POD_SERIOUS_HOSPITALISATION;
}

void
pod_demo_draw_events (PodDemoPerson *person)
{
  GRand *random = person->random;
  PodDemoEvent *event;

  draw_release (person);
  draw_infection (person);
  if (pod_demo_chance (random, 0.55))
    {
      event = add_event (person, "nausea", "Nausea", -4, -1);
      event->to_product = POD_CAUSALITY_UNRELATED;
      event->to_lymphodepletion = POD_CAUSALITY_DEFINITE;
    }
  if (strcmp (person->cohort, "mn") == 0 || pod_demo_chance (random, 0.4))
    {
      event = add_event (person, "hypogammaglobulinemia", "Hypogammaglobulinaemia", 27, INFINITY);
      event->grade = 2;
      event->to_product = POD_CAUSALITY_DEFINITE;
    }
  if (person->identity % 9 == 1)
    {
      event = add_event (person, "fatigue", "Fatigue, since some day of that month", 34, INFINITY);
      event->month_only = TRUE;
    }
  if (pod_demo_chance (random, 0.2))
    add_event (person, "headache", "Headache", 2, 5)->to_lymphodepletion = POD_CAUSALITY_POSSIBLE;
}

/* ---- writing them down ---- */

static PodMoment
make_moment (const PodDemoPerson *person, const PodDemoEvent *event, double day)
{
  gint32 number = person->infusion + (gint32) floor (day);
  PodMoment moment = pod_moment_on (pod_date_from_day (number));

  if (event->month_only)
    moment.date.day = 0;
  else if (strcmp (event->term, "crs") == 0 || strcmp (event->term, "icans") == 0)
    moment.minute = (gint16) (24 * 60 * (day - floor (day)));
  return moment;
}

static void
start_adverse_event (PodDemoSession *session, PodAdverseEvent *adverse, const char *term)
{
  const PodStudy *study = pod_trial_get_study (session->trial);
  const PodTerm *known = pod_study_find_term (study, term);

  pod_adverse_event_init (adverse);
  adverse->record.id = pod_change_reserve (session->change);
  adverse->record.subject = session->person->subject;
  adverse->term = term;
  adverse->scale = known != NULL ? known->scale : pod_study_get (study, "toxicity_scale");
  adverse->graded_by = pod_trial_get_user (session->trial);
  adverse->outcome = POD_OUTCOME_NOT_RECOVERED;
}

/* The stored event, still open, or NULL. */
static const PodAdverseEvent *
find_stored (const PodDemoSession *session, const char *term, PodMoment start)
{
  guint n;
  const PodAdverseEvent *all = pod_casebook_get_adverse_events (session->casebook, &n);

  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (all[i].term, term) == 0 && !pod_date_is_set (all[i].end.date) &&
        pod_moment_compare (all[i].start, start) == 0)
      return &all[i];
  return NULL;
}

static void
open_event (PodDemoSession *session, PodDemoEvent *event, gboolean over)
{
  const PodDemoPerson *person = session->person;
  PodAdverseEvent adverse;

  start_adverse_event (session, &adverse, event->term);
  adverse.verbatim = event->verbatim;
  adverse.grade = event->grade;
  adverse.seriousness = event->seriousness;
  adverse.to_product = event->to_product;
  adverse.to_lymphodepletion = event->to_lymphodepletion;
  adverse.start = make_moment (person, event, event->onset);
  if (event->seriousness != 0)
    adverse.learned = adverse.start;
  if (over)
    {
      adverse.end = make_moment (person, event, event->end);
      adverse.outcome = POD_OUTCOME_RECOVERED;
    }
  pod_change_put_adverse_event (session->change, &adverse);
  event->state = over ? POD_DEMO_EVENT_CLOSED : POD_DEMO_EVENT_OPEN;
}

static void
close_event (PodDemoSession *session, PodDemoEvent *event)
{
  const PodDemoPerson *person = session->person;
  const PodAdverseEvent *stored = find_stored (session, event->term,
                                               make_moment (person, event, event->onset));
  PodAdverseEvent adverse;

  event->state = POD_DEMO_EVENT_CLOSED;
  if (stored == NULL)
    return;
  adverse = *stored;
  adverse.end = make_moment (person, event, event->end);
  adverse.outcome = POD_OUTCOME_RECOVERED;
  pod_change_put_adverse_event (session->change, &adverse);
  session->why = FOLLOWED_UP;
}

/* A visit in the afternoon knows what began by noon. */
void
pod_demo_put_events (PodDemoSession *session)
{
  PodDemoPerson *person = session->person;
  double now = session->day - person->infusion + 0.5;

  for (guint i = 0; i < person->n_events; i++)
    {
      PodDemoEvent *event = &person->events[i];

      if (event->state == POD_DEMO_EVENT_TO_COME && event->onset <= now)
        open_event (session, event, event->end <= now);
      else if (event->state == POD_DEMO_EVENT_OPEN && event->end <= now)
        close_event (session, event);
    }
}

/* ---- those that are results ---- */

static const struct
{
  const char *observation;
  const char *term;
  const char *verbatim;
} watched[] = {
  { "anc", "neutropenia", "Neutrophil count decreased" },
  { "plt", "thrombocytopenia", "Platelet count decreased" },
  { "hgb", "anemia", "Anaemia" },
  { "alt", "alt_increased", "ALT increased" },
  { "creatinine", "creatinine_increased", "Creatinine increased" },
};
G_STATIC_ASSERT (G_N_ELEMENTS (watched) <= POD_DEMO_MAX_WATCHES);

static gint64
open_watch (PodDemoSession *session, guint index, const PodFinding *finding, int grade)
{
  PodDemoWatch *watch = &session->person->watches[index];
  PodAdverseEvent adverse;

  *watch = (PodDemoWatch){ TRUE, grade, pod_moment_on (finding->when.date) };
  start_adverse_event (session, &adverse, watched[index].term);
  adverse.verbatim = watched[index].verbatim;
  adverse.grade = grade;
  adverse.start = watch->start;
  adverse.to_product = POD_CAUSALITY_POSSIBLE;
  adverse.to_lymphodepletion = POD_CAUSALITY_PROBABLE;
  pod_change_put_adverse_event (session->change, &adverse);
  return adverse.record.id;
}

/* A worse grade, or the end of it. */
static void
follow_watch (PodDemoSession *session, guint index, const PodFinding *finding, int grade)
{
  PodDemoWatch *watch = &session->person->watches[index];
  const PodAdverseEvent *stored = find_stored (session, watched[index].term, watch->start);
  PodAdverseEvent adverse;

  if (stored == NULL)
    return;
  adverse = *stored;
  if (grade > watch->grade)
    adverse.grade = watch->grade = grade;
  else
    {
      adverse.end = pod_moment_on (finding->when.date);
      adverse.outcome = POD_OUTCOME_RECOVERED;
      watch->open = FALSE;
    }
  pod_change_put_adverse_event (session->change, &adverse);
  session->why = FOLLOWED_UP;
}

static int
find_watch (const char *observation)
{
  for (guint i = 0; i < G_N_ELEMENTS (watched); i++)
    if (strcmp (watched[i].observation, observation) == 0)
      return (int) i;
  return -1;
}

/* The event that stands open for it, as it was before this visit. */
static gint64
find_open (const PodDemoSession *session, guint index)
{
  const PodDemoWatch *watch = &session->person->watches[index];
  const PodAdverseEvent *stored = watch->open
                                      ? find_stored (session, watched[index].term, watch->start)
                                      : NULL;

  return stored != NULL ? stored->record.id : 0;
}

gint64
pod_demo_watch (PodDemoSession *session, const PodFinding *finding)
{
  int index = find_watch (finding->observation);
  PodFindingGrade grade;
  gboolean worse;
  gint64 open;

  if (index < 0 || session->day <= session->person->depletion)
    return 0;
  open = find_open (session, (guint) index);
  grade = pod_finding_grade (pod_trial_get_study (session->trial),
                             pod_trial_get_site (session->trial), session->casebook, finding);
  /* A mild change, or one that was there before, is no event. */
  worse = grade.level > 1 && grade.level > grade.baseline;
  if (!session->person->watches[index].open)
    {
      if (worse)
        open = open_watch (session, index, finding, grade.level);
    }
  else if (grade.level >= 0 && (!worse || grade.level > session->person->watches[index].grade))
    follow_watch (session, index, finding, grade.level);
  return worse ? open : 0;
}
