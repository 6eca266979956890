#include "pod-config.h"

#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

#include "pod-check-record.h"
#include "pod-clinic-private.h"
#include "pod-course.h"
#include "pod-planned.h"
#include "pod-words.h"

typedef struct
{
  const PodStudy *study;
  const PodCasebook *casebook;
  PodDate as_of;
  gint32 today;
  PodTimeline *timeline;
} Draft;

static void
clear_happening (gpointer data)
{
  PodHappening *happening = data;

  g_free (happening->label);
}

/* FALSE where it is of the future; counted where it has no date. */
static gboolean
place_start (Draft *draft, PodDate start, PodHappening *happening)
{
  if (!pod_date_is_set (start))
    {
      draft->timeline->undated++;
      return FALSE;
    }
  if (!pod_clinic_is_past (start, draft->as_of))
    return FALSE;
  happening->start = happening->end = start;
  happening->from = pod_date_first_day (start);
  happening->to = MIN (pod_date_last_day (start), MAX (draft->today, happening->from));
  happening->partial = !pod_date_is_complete (start);
  return TRUE;
}

/* @goes_on: what no end means: still going on, or over on a day that nobody recorded. */
static void
place_end (Draft *draft, PodDate end, gboolean goes_on, PodHappening *happening)
{
  gint32 last = pod_date_is_set (end) ? pod_date_last_day (end) : draft->today;

  happening->end = end;
  happening->ongoing = pod_date_is_set (end) ? pod_date_first_day (end) > draft->today : goes_on;
  happening->partial |= pod_date_is_set (end) ? !pod_date_is_complete (end) : !goes_on;
  happening->to = MAX (happening->from, MIN (last, draft->today));
}

static void
add (Draft *draft, PodHappening *happening, const char *label)
{
  happening->label = g_strdup (label ? label : "");
  g_array_append_val (draft->timeline->happenings, *happening);
}

/* Of one that is only planned, its place in the plan. */
static gint64
number_visit (const Draft *draft, const PodScheduledVisit *visit)
{
  return visit->visit != NULL
             ? visit->visit->record.id
             : pod_planned_make (pod_casebook_get_subject (draft->casebook)->record.id,
                                 visit->plan->id);
}

static void
add_scheduled_visit (Draft *draft, const PodScheduledVisit *visit)
{
  PodHappening happening = { .lane = POD_LANE_VISIT,
                             .type = POD_RECORD_VISIT,
                             .visit_state = visit->state,
                             .id = number_visit (draft, visit) };
  gboolean has_window = pod_date_is_set (visit->target);

  if (has_window)
    {
      happening.window_from = pod_date_first_day (visit->earliest);
      happening.window_to = pod_date_first_day (visit->latest);
    }
  if (visit->visit && pod_date_is_set (visit->visit->date))
    {
      if (!place_start (draft, visit->visit->date, &happening))
        return;
    }
  else if (has_window)
    {
      happening.start = happening.end = visit->target;
      happening.from = happening.to = pod_date_first_day (visit->target);
    }
  else
    {
      /* A plan without an anchor is no record that got lost; a visit recorded as missed is. */
      draft->timeline->undated += visit->visit != NULL;
      return;
    }
  happening.is_by_name = TRUE;
  add (draft, &happening, pod_words_get (&visit->plan->label, pod_words_locale ()));
}

static gboolean
is_of_plan (const PodStudy *study, const PodVisit *visit)
{
  return visit->planned != NULL && pod_study_find_visit (study, visit->planned) != NULL;
}

/* One that came without a plan, or once more. */
static const char *
name_other_visit (const PodStudy *study, const PodVisit *visit)
{
  const PodPlannedVisit *plan = visit->planned ? pod_study_find_visit (study, visit->planned)
                                               : NULL;

  return plan ? pod_words_get (&plan->label, pod_words_locale ()) : _ ("Unscheduled visit");
}

static void
add_visits (Draft *draft)
{
  g_autoptr (GArray) schedule = pod_schedule_new (draft->study, draft->casebook, draft->as_of);
  g_autoptr (GHashTable) placed = g_hash_table_new (NULL, NULL);
  guint n;
  const PodVisit *visits = pod_casebook_get_visits (draft->casebook, &n);

  for (guint i = 0; i < schedule->len; i++)
    {
      const PodScheduledVisit *visit = &g_array_index (schedule, PodScheduledVisit, i);

      g_hash_table_add (placed, (gpointer) visit->visit);
      add_scheduled_visit (draft, visit);
    }
  for (guint i = 0; i < n; i++)
    {
      PodHappening happening = { .lane = POD_LANE_VISIT,
                                 .type = POD_RECORD_VISIT,
                                 .visit_state = POD_VISIT_DONE,
                                 .is_by_name = is_of_plan (draft->study, &visits[i]),
                                 .id = visits[i].record.id };

      if (!visits[i].record.voided && !g_hash_table_contains (placed, &visits[i]) &&
          place_start (draft, visits[i].date, &happening))
        add (draft, &happening, name_other_visit (draft->study, &visits[i]));
    }
}

static void
add_interventions (Draft *draft)
{
  guint n;
  const PodIntervention *interventions = pod_casebook_get_interventions (draft->casebook, &n);

  for (guint i = 0; i < n; i++)
    {
      const PodIntervention *intervention = &interventions[i];
      const PodTreatment *treatment = pod_study_find_treatment (draft->study,
                                                                intervention->treatment);
      gboolean is_dose = treatment && g_strcmp0 (treatment->category, "concomitant") != 0;
      PodHappening happening = { .lane = is_dose ? POD_LANE_TREATMENT : POD_LANE_MEDICATION,
                                 .type = POD_RECORD_INTERVENTION,
                                 .id = intervention->record.id };
      PodDate end;

      if (intervention->record.voided || !place_start (draft, intervention->start.date, &happening))
        continue;
      if (!pod_clinic_get_end (draft->study, intervention, &end) ||
          pod_date_is_set (intervention->end.date))
        place_end (draft, intervention->end.date, TRUE, &happening);
      add (draft, &happening,
           treatment ? pod_words_get (&treatment->label, pod_words_locale ())
                     : intervention->treatment);
    }
}

static const char *
name_adverse_event (const PodStudy *study, const PodAdverseEvent *event)
{
  const PodTerm *term = event->term ? pod_study_find_term (study, event->term) : NULL;

  if (term)
    return pod_words_get (&term->label, pod_words_locale ());
  return event->verbatim ? event->verbatim : _ ("Adverse event");
}

static gboolean
goes_on (const PodAdverseEvent *event)
{
  return event->outcome != POD_OUTCOME_RECOVERED && event->outcome != POD_OUTCOME_SEQUELAE &&
         event->outcome != POD_OUTCOME_FATAL;
}

static void
add_adverse_events (Draft *draft)
{
  guint n;
  const PodAdverseEvent *events = pod_casebook_get_adverse_events (draft->casebook, &n);

  for (guint i = 0; i < n; i++)
    {
      PodHappening happening = { .lane = POD_LANE_ADVERSE_EVENT,
                                 .type = POD_RECORD_ADVERSE_EVENT,
                                 .id = events[i].record.id,
                                 .grade = events[i].grade,
                                 .serious = events[i].seriousness != 0 };

      if (events[i].record.voided || !place_start (draft, events[i].start.date, &happening))
        continue;
      place_end (draft, events[i].end.date, goes_on (&events[i]), &happening);
      add (draft, &happening, name_adverse_event (draft->study, &events[i]));
    }
}

/* A check is called what the study calls it. */
static const char *
name_milestone (const PodStudy *study, const char *code)
{
  static const struct
  {
    const char *code;
    const char *label;
  } names[] = {
    { "consent", NC_ ("milestone", "Consent") },
    { "enrolment", NC_ ("milestone", "Enrolment") },
    { "screen_failure", NC_ ("milestone", "Screen failure") },
    { "infusion_planned", NC_ ("milestone", "Planned day 0") },
    { "rescreened", NC_ ("milestone", "Screened again") },
    { "completed", NC_ ("milestone", "Completed") },
    { "withdrawal", NC_ ("milestone", "Withdrawal") },
    { "death", NC_ ("milestone", "Death") },
  };
  const PodCheck *check = pod_check_find_by_code (study, code);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (names[i].code, code) == 0)
      return g_dpgettext2 (GETTEXT_PACKAGE, "milestone", names[i].label);
  return check ? pod_words_get (&check->label, pod_words_locale ()) : code;
}

static void
add_milestones (Draft *draft)
{
  guint n;
  const PodEvent *events = pod_casebook_get_events (draft->casebook, &n);

  for (guint i = 0; i < n; i++)
    {
      PodHappening happening = { .lane = POD_LANE_MILESTONE,
                                 .type = POD_RECORD_EVENT,
                                 .id = events[i].record.id };

      if (!events[i].record.voided && g_strcmp0 (events[i].category, "disposition") == 0 &&
          place_start (draft, events[i].date, &happening))
        add (draft, &happening, name_milestone (draft->study, events[i].code));
    }
}

static int
compare_happenings (gconstpointer a, gconstpointer b)
{
  const PodHappening *one = a, *other = b;

  if (one->lane != other->lane)
    return one->lane < other->lane ? -1 : 1;
  if (one->from != other->from)
    return one->from < other->from ? -1 : 1;
  return (one->id > other->id) - (one->id < other->id);
}

static void
find_zero (Draft *draft)
{
  PodTimeline *timeline = draft->timeline;

  timeline->zero_is = pod_zero_find (draft->study, draft->casebook, draft->as_of, &timeline->zero);
  timeline->has_infusion = timeline->zero_is == POD_ZERO_INFUSION;
}

static void
find_extent (PodTimeline *timeline)
{
  timeline->first = timeline->last = timeline->zero;
  for (guint i = 0; i < timeline->happenings->len; i++)
    {
      const PodHappening *happening = &g_array_index (timeline->happenings, PodHappening, i);
      gboolean has_window = happening->window_from != 0 || happening->window_to != 0;

      timeline->first = MIN (timeline->first, happening->from);
      timeline->last = MAX (timeline->last, happening->to);
      if (has_window)
        {
          timeline->first = MIN (timeline->first, happening->window_from);
          timeline->last = MAX (timeline->last, happening->window_to);
        }
    }
}

PodTimeline *
pod_timeline_new (const PodStudy *study,
                  const PodSite *site,
                  const PodCasebook *casebook,
                  PodDate as_of)
{
  PodTimeline *timeline = g_new0 (PodTimeline, 1);
  Draft draft = { study, casebook, as_of, pod_date_first_day (as_of), timeline };

  timeline->happenings = g_array_new (FALSE, FALSE, sizeof (PodHappening));
  g_array_set_clear_func (timeline->happenings, clear_happening);
  add_visits (&draft);
  add_interventions (&draft);
  add_adverse_events (&draft);
  add_milestones (&draft);
  g_array_sort (timeline->happenings, compare_happenings);
  find_zero (&draft);
  find_extent (timeline);
  return timeline;
}

void
pod_timeline_free (PodTimeline *timeline)
{
  g_array_unref (timeline->happenings);
  g_free (timeline);
}
