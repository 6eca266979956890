#include "pod-config.h"

#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

#include "pod-clinic-private.h"
#include "pod-course.h"

static const char *const labels[] = {
  [POD_VISIT_PLANNED] = NC_ ("visit state", "Planned"),
  [POD_VISIT_DUE] = NC_ ("visit state", "Due"),
  [POD_VISIT_DONE] = NC_ ("visit state", "Done"),
  [POD_VISIT_OUT_OF_WINDOW] = NC_ ("visit state", "Out of window"),
  [POD_VISIT_OVERDUE] = NC_ ("visit state", "Overdue"),
  [POD_VISIT_MISSED] = NC_ ("visit state", "Missed"),
};

const char *
pod_visit_state_to_words (PodVisitState state)
{
  g_return_val_if_fail ((guint) state < G_N_ELEMENTS (labels), "");
  return g_dpgettext2 (GETTEXT_PACKAGE, "visit state", labels[state]);
}

static gboolean
is_missed (const PodVisit *visit)
{
  return g_strcmp0 (visit->status, "missed") == 0;
}

/* The first that took place counts; a missed one only where none did. */
static GHashTable *
index_visits (const PodCasebook *casebook, PodDate as_of)
{
  GHashTable *index = g_hash_table_new (g_str_hash, g_str_equal);
  guint n;
  const PodVisit *visits = pod_casebook_get_visits (casebook, &n);

  for (guint i = 0; i < n; i++)
    {
      const PodVisit *known;

      if (visits[i].record.voided || !visits[i].planned ||
          !pod_clinic_is_past (visits[i].date, as_of))
        continue;
      known = g_hash_table_lookup (index, visits[i].planned);
      if (!known || (is_missed (known) && !is_missed (&visits[i])))
        g_hash_table_insert (index, (gpointer) visits[i].planned, (gpointer) &visits[i]);
    }
  return index;
}

static void
set_window (PodScheduledVisit *visit, PodDate anchor)
{
  visit->earliest = visit->target = visit->latest = POD_DATE_NONE;
  if (!pod_date_is_complete (anchor))
    return;
  visit->target = pod_date_add_days (anchor, visit->plan->day);
  visit->earliest = pod_date_add_days (visit->target, -visit->plan->before);
  visit->latest = pod_date_add_days (visit->target, visit->plan->after);
}

/* A date that is not complete is outside only where every day it may be is. */
static gboolean
is_outside (const PodScheduledVisit *visit, PodDate date)
{
  return pod_date_is_set (visit->earliest) && pod_date_is_set (date) &&
         (pod_date_last_day (date) < pod_date_first_day (visit->earliest) ||
          pod_date_first_day (date) > pod_date_last_day (visit->latest));
}

static PodVisitState
find_state (const PodScheduledVisit *visit, PodDate as_of)
{
  gint32 today = pod_date_first_day (as_of);

  if (visit->visit && is_missed (visit->visit))
    return POD_VISIT_MISSED;
  if (visit->visit)
    return is_outside (visit, visit->visit->date) ? POD_VISIT_OUT_OF_WINDOW : POD_VISIT_DONE;
  if (!pod_date_is_set (visit->earliest) || today < pod_date_first_day (visit->earliest))
    return POD_VISIT_PLANNED;
  return today <= pod_date_last_day (visit->latest) ? POD_VISIT_DUE : POD_VISIT_OVERDUE;
}

/* The day on which the subject left the trial, if that was by @as_of; else no date. */
static PodDate
find_end (const PodStudy *study, const PodCasebook *casebook, PodDate as_of)
{
  static const char *const codes[] = {
    [POD_STATE_SCREEN_FAILURE] = "screen_failure",
    [POD_STATE_COMPLETED] = "completed",
    [POD_STATE_WITHDRAWN] = "withdrawal",
    [POD_STATE_DIED] = "death",
  };
  PodSubjectState state = pod_subject_state (study, casebook, as_of);
  const PodEvent *event = codes[state] ? pod_clinic_find_event_until (casebook, codes[state], as_of)
                                       : NULL;

  return event ? event->date : POD_DATE_NONE;
}

/* Nobody is asked for a visit whose window was still open, or never opened, when the subject left. */
static gboolean
is_expected (const PodScheduledVisit *visit, PodDate end)
{
  if (visit->visit || !pod_date_is_set (end))
    return TRUE;
  return pod_date_is_set (visit->latest) &&
         pod_date_last_day (visit->latest) < pod_date_first_day (end);
}

GArray *
pod_schedule_new (const PodStudy *study, const PodCasebook *casebook, PodDate as_of)
{
  g_autoptr (GHashTable) visits = index_visits (casebook, as_of);
  const GPtrArray *plans = pod_study_get_visits (study);
  GArray *schedule = g_array_new (FALSE, FALSE, sizeof (PodScheduledVisit));
  PodDate end = find_end (study, casebook, as_of);

  for (guint i = 0; i < plans->len; i++)
    {
      PodScheduledVisit visit = { .plan = plans->pdata[i] };

      visit.visit = g_hash_table_lookup (visits, visit.plan->id);
      set_window (&visit, pod_clinic_get_anchor_until (study, casebook, visit.plan->anchor, as_of));
      visit.state = find_state (&visit, as_of);
      if (is_expected (&visit, end))
        g_array_append_val (schedule, visit);
    }
  return schedule;
}
