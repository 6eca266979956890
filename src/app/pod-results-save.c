#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-results-save.h"

#include <glib/gi18n-lib.h>

#include "pod-result-row.h"
#include "pod-words.h"

/* A visit of one day, on record or new. */
typedef struct
{
  PodVisit visit;
} Day;

typedef struct
{
  PodTrial *trial;
  PodCasebook *casebook;
  PodChange *change;
  GArray *schedule;
  GPtrArray *days;    /* Day */
  const char *choice; /* a planned visit; "" for none of them; NULL: their days tell */
  PodDate day;        /* whose results are of that visit */
  Day *chosen;        /* that visit; NULL while nothing is of it */
} Saving;

/* ---- the visit of a day ---- */

static gboolean
is_screening (const PodScheduledVisit *visit)
{
  return g_strcmp0 (visit->plan->epoch, "SCREENING") == 0;
}

/* Screening takes as many days as it takes; every other visit takes place once. */
static gboolean
is_open (Saving *saving, const PodScheduledVisit *visit)
{
  PodDate today = pod_trial_get_today (saving->trial);

  if (visit->visit == NULL)
    return TRUE;
  return is_screening (visit) && pod_subject_state (pod_trial_get_study (saving->trial),
                                                    saving->casebook, today) == POD_STATE_SCREENING;
}

/* The planned visit whose window the day lies in, the nearest of several; NULL for none. */
static const char *
find_planned (Saving *saving, PodDate date)
{
  const PodScheduledVisit *best = NULL;
  gint32 day = pod_date_first_day (date);
  gint32 least = G_MAXINT32;

  for (guint i = 0; i < saving->schedule->len; i++)
    {
      const PodScheduledVisit *visit = &g_array_index (saving->schedule, PodScheduledVisit, i);
      gint32 away;

      if (!pod_date_is_set (visit->earliest) || day < pod_date_first_day (visit->earliest) ||
          day > pod_date_first_day (visit->latest) || !is_open (saving, visit))
        continue;
      away = ABS (day - pod_date_first_day (visit->target));
      if (away < least)
        best = visit;
      least = MIN (least, away);
    }
  return best != NULL ? best->plan->id : NULL;
}

static Day *
add_day (Saving *saving, const PodVisit *visit)
{
  Day *day = g_new0 (Day, 1);

  day->visit = *visit;
  g_ptr_array_add (saving->days, day);
  return day;
}

static Day *
add_new_day (Saving *saving, PodDate date, const char *planned)
{
  PodVisit visit = { .planned = planned, .date = date, .status = "done" };

  visit.record.id = pod_change_reserve (saving->change);
  visit.record.subject = pod_casebook_get_subject (saving->casebook)->record.id;
  return add_day (saving, &visit);
}

/* The chosen visit where it took place, on whatever day that was; another of screening is another day. */
static const PodVisit *
find_chosen (Saving *saving)
{
  for (guint i = 0; i < saving->schedule->len; i++)
    {
      const PodScheduledVisit *visit = &g_array_index (saving->schedule, PodScheduledVisit, i);

      if (g_strcmp0 (visit->plan->id, saving->choice) != 0)
        continue;
      if (visit->visit == NULL || visit->state == POD_VISIT_MISSED ||
          (is_screening (visit) && !pod_date_equal (visit->visit->date, saving->day)))
        return NULL;
      return visit->visit;
    }
  return NULL;
}

/* Of that day, and planned by nobody: what the schedule has stays open for itself. */
static Day *
take_unscheduled (Saving *saving)
{
  guint n;
  const PodVisit *visits = pod_casebook_get_visits (saving->casebook, &n);

  for (guint i = 0; i < n; i++)
    if (!visits[i].record.voided && g_strcmp0 (visits[i].status, "done") == 0 &&
        (visits[i].planned == NULL || *visits[i].planned == '\0') &&
        pod_date_equal (visits[i].date, saving->day))
      return add_day (saving, &visits[i]);
  return add_new_day (saving, saving->day, NULL);
}

static Day *
take_scheduled (Saving *saving)
{
  const PodVisit *there = pod_casebook_find_visit_on (saving->casebook, saving->day);
  const PodVisit *chosen = find_chosen (saving);

  if (chosen == NULL && there != NULL && g_strcmp0 (there->planned, saving->choice) == 0)
    chosen = there;
  return chosen != NULL ? add_day (saving, chosen)
                        : add_new_day (saving, saving->day, saving->choice);
}

static Day *
take_chosen (Saving *saving)
{
  if (saving->chosen == NULL)
    saving->chosen = *saving->choice == '\0' ? take_unscheduled (saving) : take_scheduled (saving);
  return saving->chosen;
}

/* NULL for a day on which the subject was not seen: what is known of the time before the trial belongs to no visit.  @needed: there has
 * to be one. */
static Day *
take_day (Saving *saving, PodDate date, gboolean needed)
{
  const PodVisit *visit = pod_casebook_find_visit_on (saving->casebook, date);
  const char *planned;

  if (saving->choice != NULL && pod_date_equal (date, saving->day))
    return take_chosen (saving);
  for (guint i = 0; i < saving->days->len; i++)
    {
      Day *day = g_ptr_array_index (saving->days, i);

      if (pod_date_equal (day->visit.date, date))
        return day;
    }
  if (visit != NULL)
    return add_day (saving, visit);
  if (!pod_date_is_complete (date) && !needed)
    return NULL;
  planned = pod_date_is_complete (date) ? find_planned (saving, date) : NULL;
  if (planned == NULL && !needed && !pod_date_equal (date, pod_trial_get_today (saving->trial)))
    return NULL;
  return add_new_day (saving, date, planned);
}

/* ---- what was not done ---- */

/* The study's own word where that is what was typed, in either language; else it stays as it was typed, at the site. */
static const char *
find_reason (const PodStudy *study, const char *text)
{
  const GPtrArray *reasons = pod_study_get_not_done_reasons (study);
  g_autofree char *typed = g_utf8_casefold (text, -1);

  for (guint i = 0; i < reasons->len; i++)
    {
      const PodNotDone *reason = g_ptr_array_index (reasons, i);
      g_autofree char *plain = g_utf8_casefold (reason->label.plain, -1);

      if (g_str_equal (plain, typed) || g_strcmp0 (reason->label.translated, text) == 0)
        return reason->id;
    }
  return text;
}

/* Another reason, or another day, of what was not done before. */
static gboolean
take_corrected (PodResultRow *row, PodFinding *finding)
{
  int version;
  const PodFinding *base = pod_result_row_get_corrected (row, &version);

  if (base == NULL || !pod_finding_is_not_done (base))
    return FALSE;
  *finding = *base;
  finding->record.version = version;
  return TRUE;
}

/* It is a record of its own: that somebody asked, on that day, and why there is no result. */
static void
collect_not_done (Saving *saving, PodResultRow *row, GArray *findings)
{
  PodFinding finding;
  PodMoment when = POD_MOMENT_NONE;
  const char *why = pod_result_row_get_not_done (row, &when);

  if (why == NULL)
    return;
  pod_finding_init (&finding);
  if (!take_corrected (row, &finding))
    finding.record.id = pod_change_reserve (saving->change);
  finding.record.subject = pod_casebook_get_subject (saving->casebook)->record.id;
  finding.observation = pod_result_row_get_observation (row)->symbol.name;
  finding.when = when;
  finding.visit = take_day (saving, when.date, TRUE)->visit.record.id;
  finding.status = "not_done";
  finding.reason = find_reason (pod_trial_get_study (saving->trial), why);
  finding.source = "typed";
  g_array_append_val (findings, finding);
}

/* ---- findings ---- */

/* A correction stays at its visit while its day is the same. */
static gint64
find_visit_id (Saving *saving, const PodFinding *finding)
{
  const PodFinding *base = finding->record.id > 0
                               ? pod_casebook_find_finding (saving->casebook, finding->record.id)
                               : NULL;
  Day *day;

  if (base != NULL && pod_date_equal (base->when.date, finding->when.date))
    return base->visit;
  day = take_day (saving, finding->when.date, FALSE);
  return day != NULL ? day->visit.record.id : 0;
}

/* The days first: findings refer to them. */
static void
collect (Saving *saving, const GPtrArray *rows, GArray *findings)
{
  for (guint i = 0; i < rows->len; i++)
    {
      PodResultRow *row = g_ptr_array_index (rows, i);
      PodFinding finding;

      collect_not_done (saving, row, findings);
      if (!pod_result_row_collect (row, &finding))
        continue;
      finding.record.subject = pod_casebook_get_subject (saving->casebook)->record.id;
      finding.visit = find_visit_id (saving, &finding);
      if (finding.record.id == 0)
        finding.record.id = pod_change_reserve (saving->change);
      g_array_append_val (findings, finding);
    }
}

static void
put_days (Saving *saving)
{
  for (guint i = 0; i < saving->days->len; i++)
    {
      const Day *day = g_ptr_array_index (saving->days, i);

      if (day->visit.record.id < 0)
        pod_change_put_visit (saving->change, &day->visit);
    }
}

PodChange *
pod_results_make_change (PodTrial *trial,
                         PodCasebook *casebook,
                         const char *choice,
                         PodDate day,
                         const GPtrArray *rows)
{
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (GPtrArray) days = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) findings = g_array_new (FALSE, FALSE, sizeof (PodFinding));
  g_autoptr (GArray) schedule = pod_schedule_new (pod_trial_get_study (trial), casebook,
                                                  pod_trial_get_today (trial));
  Saving saving = { trial, casebook, change, schedule, days, choice, day, NULL };

  collect (&saving, rows, findings);
  put_days (&saving);
  for (guint i = 0; i < findings->len; i++)
    pod_change_put_finding (change, &g_array_index (findings, PodFinding, i));
  return pod_change_get_n_steps (change) > 0 ? g_steal_pointer (&change) : NULL;
}
