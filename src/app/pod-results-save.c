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
  GString *note; /* what was not done; NULL for nothing */
} Day;

typedef struct
{
  PodTrial *trial;
  PodCasebook *casebook;
  PodChange *change;
  GArray *schedule;
  GPtrArray *days; /* Day */
} Saving;

static void
day_free (gpointer data)
{
  Day *day = data;

  if (day->note != NULL)
    g_string_free (day->note, TRUE);
  g_free (day);
}

/* ---- the visit of a day ---- */

/* Screening takes as many days as it takes; every other visit takes place once. */
static gboolean
is_open (Saving *saving, const PodScheduledVisit *visit)
{
  PodDate today = pod_trial_get_today (saving->trial);

  if (visit->visit == NULL)
    return TRUE;
  return g_strcmp0 (visit->plan->epoch, "SCREENING") == 0 &&
         pod_subject_state (pod_trial_get_study (saving->trial), saving->casebook, today) ==
             POD_STATE_SCREENING;
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

/* NULL for a day on which the subject was not seen: what is known of the time before the trial belongs to no visit.  @needed: there has
 * to be one. */
static Day *
take_day (Saving *saving, PodDate date, gboolean needed)
{
  const PodVisit *visit = pod_casebook_find_visit_on (saving->casebook, date);
  const char *planned;

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

static void
note_not_done (Saving *saving, PodResultRow *row)
{
  PodMoment when = POD_MOMENT_NONE;
  const char *why = pod_result_row_get_not_done (row, &when);
  const PodObservation *observation = pod_result_row_get_observation (row);
  Day *day;

  if (why == NULL)
    return;
  day = take_day (saving, when.date, TRUE);
  if (day->note == NULL)
    day->note = g_string_new (day->visit.note);
  if (day->note->len > 0)
    g_string_append_c (day->note, '\n');
  /* Translators: an observation, and why nothing was measured: "Serum hCG not done: specimen lost". */
  g_string_append_printf (day->note, _ ("%s not done: %s"),
                          pod_words_get (&observation->label, pod_words_locale ()), why);
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

      note_not_done (saving, row);
      if (!pod_result_row_collect (row, &finding))
        continue;
      finding.record.subject = pod_casebook_get_subject (saving->casebook)->record.id;
      finding.visit = find_visit_id (saving, &finding);
      if (finding.record.id == 0)
        finding.record.id = pod_change_reserve (saving->change);
      g_array_append_val (findings, finding);
    }
}

static gboolean
put_days (Saving *saving)
{
  gboolean noted = FALSE;

  for (guint i = 0; i < saving->days->len; i++)
    {
      Day *day = g_ptr_array_index (saving->days, i);

      if (day->note != NULL)
        day->visit.note = day->note->str;
      if (day->visit.record.id < 0 || day->note != NULL)
        pod_change_put_visit (saving->change, &day->visit);
      noted |= day->visit.record.id > 0 && day->note != NULL;
    }
  return noted;
}

PodChange *
pod_results_make_change (PodTrial *trial,
                         PodCasebook *casebook,
                         const GPtrArray *rows,
                         gboolean *noted)
{
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (GPtrArray) days = g_ptr_array_new_with_free_func (day_free);
  g_autoptr (GArray) findings = g_array_new (FALSE, FALSE, sizeof (PodFinding));
  g_autoptr (GArray) schedule = pod_schedule_new (pod_trial_get_study (trial), casebook,
                                                  pod_trial_get_today (trial));
  Saving saving = { trial, casebook, change, schedule, days };

  collect (&saving, rows, findings);
  *noted = put_days (&saving);
  for (guint i = 0; i < findings->len; i++)
    pod_change_put_finding (change, &g_array_index (findings, PodFinding, i));
  return pod_change_get_n_steps (change) > 0 ? g_steal_pointer (&change) : NULL;
}
