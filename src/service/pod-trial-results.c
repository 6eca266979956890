/* Judging results: who may, of what was looked at, many in one transaction. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-trial-results.h"

#include <glib/gi18n-lib.h>

#include "pod-finding-settle.h"
#include "pod-trial-private.h"

/* What the trail gives as the reason of a first judgement, which needs none of the physician's. */
#define FIRST "clinical significance judged"

static gboolean
is_as_judged (const PodFinding *finding, const PodResultJudgement *judgement)
{
  return g_strcmp0 (finding->significance, judgement->significance) == 0 &&
         finding->adverse_event == judgement->adverse_event &&
         finding->history == judgement->history;
}

/* It replaces what somebody has said; that a significant result is now attributed to something only adds to it. */
static gboolean
replaces (const PodFinding *finding, const PodResultJudgement *judgement)
{
  if (!pod_finding_is_judged (finding) || is_as_judged (finding, judgement))
    return FALSE;
  return g_strcmp0 (finding->significance, judgement->significance) != 0 ||
         pod_finding_is_attributed (finding);
}

GPtrArray *
pod_result_judgement_list_replaced (const PodResultJudgement *judgement)
{
  GPtrArray *replaced = g_ptr_array_new ();

  for (guint i = 0; i < judgement->n_findings; i++)
    {
      const PodFinding *finding = pod_casebook_find_finding (judgement->base,
                                                             judgement->findings[i]);

      if (finding != NULL && replaces (finding, judgement))
        g_ptr_array_add (replaced, (gpointer) finding);
    }
  return replaced;
}

gboolean
pod_result_judgement_needs_reason (const PodResultJudgement *judgement)
{
  g_autoptr (GPtrArray) replaced = pod_result_judgement_list_replaced (judgement);

  return replaced->len > 0;
}

/* ---- whether it can be ---- */

static gboolean
is_history (const PodCasebook *casebook, gint64 id)
{
  guint n;
  const PodEvent *events = pod_casebook_get_events (casebook, &n);

  for (guint i = 0; i < n; i++)
    if (events[i].record.id == id)
      return !events[i].record.voided && g_strcmp0 (events[i].category, "history") == 0;
  return FALSE;
}

static gboolean
is_adverse_event (const PodCasebook *casebook, gint64 id)
{
  const PodAdverseEvent *event = pod_casebook_find_adverse_event (casebook, id);

  return event != NULL && !event->record.voided;
}

static void
check_links (PodTrial *self, const PodResultJudgement *judgement)
{
  gboolean has_link = judgement->adverse_event != 0 || judgement->history != 0;

  if (has_link && g_strcmp0 (judgement->significance, "significant") != 0)
    pod_trial_add_problem (self, "significance",
                           _ ("Only a significant result is attributed to something."));
  if (judgement->adverse_event != 0 &&
      !is_adverse_event (judgement->base, judgement->adverse_event))
    pod_trial_add_problem (self, "adverse_event", _ ("There is no such adverse event."));
  if (judgement->history != 0 && !is_history (judgement->base, judgement->history))
    pod_trial_add_problem (self, "history", _ ("There is no such entry of the medical history."));
}

static gboolean
check (PodTrial *self, const PodResultJudgement *judgement, GError **error)
{
  static const char *const words[] = { "significant", "not_significant", NULL };

  if (judgement->significance != NULL && !g_strv_contains (words, judgement->significance))
    pod_trial_add_problem (self, "significance", _ ("Judge it significant or not significant."));
  for (guint i = 0; i < judgement->n_findings; i++)
    {
      const PodFinding *finding = pod_casebook_find_finding (judgement->base,
                                                             judgement->findings[i]);

      if (finding == NULL || !pod_finding_counts (finding))
        pod_trial_add_problem (self, "findings", _ ("There is no such result."));
      else if (judgement->significance != NULL && pod_finding_is_preliminary (finding))
        pod_trial_add_problem (self, "findings",
                               _ ("A preliminary result is judged once it is final."));
    }
  check_links (self, judgement);
  return self->problems->len == 0 || pod_trial_set_input_error (self, error);
}

/* ---- judging ---- */

static PodChange *
make_change (PodTrial *self, const PodResultJudgement *judgement)
{
  PodChange *change = pod_change_new ();

  for (guint i = 0; i < judgement->n_findings; i++)
    {
      PodFinding finding = *pod_casebook_find_finding (judgement->base, judgement->findings[i]);

      if (is_as_judged (&finding, judgement))
        continue;
      pod_finding_clear_judgement (&finding);
      finding.significance = judgement->significance;
      finding.judged_by = judgement->significance != NULL ? self->user : NULL;
      finding.adverse_event = judgement->adverse_event;
      finding.history = judgement->history;
      pod_change_put_finding (change, &finding);
    }
  return change;
}

gboolean
pod_trial_judge_results (PodTrial *self,
                         const PodResultJudgement *judgement,
                         const char *why,
                         GError **error)
{
  g_autoptr (PodChange) change = NULL;
  gboolean has_reason = why != NULL && *why != '\0';

  if (!pod_trial_require (self, POD_VERB_JUDGE, error) || !check (self, judgement, error))
    return FALSE;
  if (!has_reason && pod_result_judgement_needs_reason (judgement))
    {
      g_set_error_literal (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_REASON,
                           "a judgement that replaces another needs a reason");
      return FALSE;
    }
  change = make_change (self, judgement);
  return pod_change_get_n_steps (change) == 0 ||
         pod_trial_commit (self, change, has_reason ? why : FIRST, NULL, error);
}

/* ---- what waits ---- */

void
pod_waiting_report_free (PodWaitingReport *waiting)
{
  g_free (waiting->number);
  g_free (waiting);
}

char *
pod_report_find_obstacle (const PodReport *report)
{
  if (report->n_open > 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u result is not judged yet.",
                                         "%u results are not judged yet.", report->n_open),
                            report->n_open);
  if (report->n_loose > 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         "%u significant result is not attributed to an adverse "
                                         "event or the medical history yet.",
                                         "%u significant results are not attributed to an adverse "
                                         "event or the medical history yet.",
                                         report->n_loose),
                            report->n_loose);
  return report->n_results == 0 ? g_strdup (_ ("There is no result of this day.")) : NULL;
}

PodReport
pod_report_find (const PodStudy *study,
                 const PodSite *site,
                 const PodCasebook *casebook,
                 gint32 day)
{
  g_autoptr (GArray) reports = pod_reports_new (study, site, casebook);

  for (guint i = 0; i < reports->len; i++)
    if (g_array_index (reports, PodReport, i).day == day)
      return g_array_index (reports, PodReport, i);
  return (PodReport){ .day = day };
}

/* A report whose day nobody knows is judged, and cannot be signed as a day's. */
static gboolean
is_waiting (const PodReport *report, PodSigning signing)
{
  if (report->n_open > 0 || report->n_loose > 0)
    return TRUE;
  return report->day != POD_DAY_MIN && signing != POD_SIGNING_CURRENT;
}

static void
add_waiting (PodTrial *self, PodCasebook *casebook, GPtrArray *all)
{
  g_autoptr (GArray) reports = pod_reports_new (self->study, self->site, casebook);
  const PodSubject *subject = pod_casebook_get_subject (casebook);

  for (guint i = 0; i < reports->len; i++)
    {
      const PodReport *report = &g_array_index (reports, PodReport, i);
      PodSigning signing = pod_signing_get (casebook, "report", report->day);
      PodWaitingReport *waiting;

      if (!is_waiting (report, signing))
        continue;
      waiting = g_new0 (PodWaitingReport, 1);
      waiting->subject = subject->record.id;
      waiting->number = g_strdup (pod_subject_get_number (subject));
      waiting->report = *report;
      waiting->signing = signing;
      g_ptr_array_add (all, waiting);
    }
}

GPtrArray *
pod_trial_list_waiting_reports (PodTrial *self, gint64 subject, GError **error)
{
  g_autoptr (GPtrArray)
      all = g_ptr_array_new_with_free_func ((GDestroyNotify) pod_waiting_report_free);

  if (!pod_trial_require (self, POD_VERB_READ, error))
    return NULL;
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->subjects)); i++)
    {
      g_autoptr (PodSubjectItem) item = g_list_model_get_item (G_LIST_MODEL (self->subjects), i);
      PodCasebook *casebook = pod_subject_item_get_casebook (item);

      if (subject == 0 || pod_casebook_get_subject (casebook)->record.id == subject)
        add_waiting (self, casebook, all);
    }
  return g_steal_pointer (&all);
}
