/* The pages of one subject of each cohort, and what keeps a record's word. */

#include "pod-abnormal.h"
#include "pod-adverse-event-editor.h"
#include "pod-assessment.h"
#include "pod-checks-dialog.h"
#include "pod-history-dialog.h"
#include "pod-instrument-dialog.h"
#include "pod-medication-dialog.h"
#include "pod-medication-form.h"
#include "pod-news-dialog.h"
#include "pod-query-dialog.h"
#include "pod-ranges-dialog.h"
#include "pod-redact.h"
#include "pod-results-dialog.h"
#include "pod-sign-dialog.h"
#include "pod-significance-dialog.h"
#include "pod-subject-item.h"
#include "pod-subject-page.h"
#include "pod-walk.h"
#include "pod-widget-picture.h"

/* The further along and the more serious, the more there is to see. */
static int
get_score (PodSubjectItem *item)
{
  gboolean serious;
  int day;

  g_object_get (item, "day", &day, "serious", &serious, NULL);
  return (day == G_MININT ? -1 : MIN (day, 1000)) + (serious ? 2000 : 0);
}

static PodSubjectItem *
find_best (GListModel *subjects, const char *cohort)
{
  PodSubjectItem *best = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (subjects); i++)
    {
      /* The list keeps it. */
      g_autoptr (PodSubjectItem) item = g_list_model_get_item (subjects, i);

      if (g_strcmp0 (pod_subject_item_get_cohort (item), cohort) == 0 &&
          (best == NULL || get_score (item) > get_score (best)))
        best = item;
    }
  return best;
}

static void
walk_subject (PodWalk *walk, const char *cohort, gint64 id)
{
  static const char *const tabs[] = { "timeline", "labs", "events", "eligibility", "history" };
  GtkWidget *page;

  pod_trial_window_show_subject (walk->window, id);
  page = pod_widget_find (GTK_WIDGET (walk->window), POD_TYPE_SUBJECT_PAGE);
  for (gsize i = 0; i < G_N_ELEMENTS (tabs); i++)
    {
      g_autofree char *name = g_strdup_printf ("subject-%s-%s", cohort, tabs[i]);

      pod_subject_page_show_tab (POD_SUBJECT_PAGE (page), tabs[i]);
      pod_walk_shoot (walk, GTK_WINDOW (walk->window), name);
    }
}

/* The forms whose sums a criterion of the cohort reads. */
static void
walk_instruments (PodWalk *walk, PodTrial *trial, const char *cohort, gint64 subject)
{
  const PodStudy *study = pod_trial_get_study (trial);
  const GPtrArray *all = pod_study_get_instruments (study);

  for (guint i = 0; i < all->len; i++)
    {
      const PodInstrument *instrument = g_ptr_array_index (all, i);
      g_autofree char *name = g_strconcat ("instrument-", instrument->id, NULL);

      if (pod_assessment_is_needed (study, instrument, cohort))
        pod_walk_shoot_dialog (walk,
                               GTK_WIDGET (pod_instrument_dialog_new (GTK_WINDOW (walk->window),
                                                                      trial, subject,
                                                                      instrument->id)),
                               name);
    }
}

/* The worst adverse event of the subject, or a new one. */
static gint64
find_worst_event (PodCasebook *casebook)
{
  guint n;
  const PodAdverseEvent *events = pod_casebook_get_adverse_events (casebook, &n);
  const PodAdverseEvent *worst = NULL;

  for (guint i = 0; i < n; i++)
    if (!events[i].record.voided && (worst == NULL || events[i].grade > worst->grade))
      worst = &events[i];
  return worst != NULL ? worst->record.id : 0;
}

static void
walk_editor (PodWalk *walk, PodTrial *trial, PodSubjectItem *item)
{
  PodCasebook *casebook = pod_subject_item_get_casebook (item);
  PodAdverseEventEditor *editor;

  editor = pod_adverse_event_editor_new (GTK_WINDOW (walk->window), trial, casebook,
                                         find_worst_event (casebook));
  pod_walk_shoot_dialog (walk, GTK_WIDGET (editor), "adverse-event-editor");
  pod_walk_shoot_dialog (walk,
                         GTK_WIDGET (pod_results_dialog_new (GTK_WINDOW (walk->window), trial,
                                                             pod_subject_item_get_id (item))),
                         "results");
}

/* Who was enrolled, and who has begun: the first of each. */
static void
walk_checks (PodWalk *walk, PodTrial *trial)
{
  static const struct
  {
    PodSubjectState state;
    const char *name;
  } steps[] = { { POD_STATE_ENROLLED, "checks-enrolled" },
                { POD_STATE_LYMPHODEPLETION, "checks-lymphodepletion" } };
  GListModel *subjects = pod_trial_get_subjects (trial);

  for (gsize k = 0; k < G_N_ELEMENTS (steps); k++)
    for (guint i = 0; i < g_list_model_get_n_items (subjects); i++)
      {
        g_autoptr (PodSubjectItem) item = g_list_model_get_item (subjects, i);

        if (pod_subject_state (pod_trial_get_study (trial), pod_subject_item_get_casebook (item),
                               pod_trial_get_today (trial)) != steps[k].state)
          continue;
        pod_walk_shoot_dialog (walk,
                               GTK_WIDGET (pod_checks_dialog_new (GTK_WINDOW (walk->window), trial,
                                                                  pod_subject_item_get_id (item))),
                               steps[k].name);
        break;
      }
}

/* The latest day of which there is a report: of another the list would show all that wait, as before it.  POD_DAY_MAX where there is none. */
static gint32
find_report_day (PodTrial *trial, PodCasebook *casebook)
{
  g_autoptr (GArray)
      reports = pod_reports_new (pod_trial_get_study (trial), pod_trial_get_site (trial), casebook);

  return reports->len > 0 ? g_array_index (reports, PodReport, 0).day : POD_DAY_MAX;
}

/* Whose results wait, and one report of whoever is the furthest along. */
static void
walk_significance (PodWalk *walk, PodTrial *trial, PodSubjectItem *item)
{
  g_autoptr (GPtrArray) waiting = pod_trial_list_waiting_reports (trial, 0, NULL);
  gint64 subject = pod_subject_item_get_id (item);
  PodSignificanceDialog *dialog;

  for (guint i = 0; waiting != NULL && i < waiting->len; i++)
    {
      const PodWaitingReport *report = g_ptr_array_index (waiting, i);

      if (report->report.n_open == 0)
        continue;
      pod_walk_shoot_dialog (walk,
                             GTK_WIDGET (pod_significance_dialog_new (GTK_WINDOW (walk->window),
                                                                      trial, report->subject)),
                             "significance");
      break;
    }
  dialog = pod_significance_dialog_new (GTK_WINDOW (walk->window), trial, subject);
  pod_significance_dialog_show_day (dialog,
                                    find_report_day (trial, pod_subject_item_get_casebook (item)));
  pod_walk_shoot_dialog (walk, GTK_WIDGET (dialog), "significance-subject");
  pod_walk_shoot_dialog (walk,
                         GTK_WIDGET (pod_ranges_dialog_new (GTK_WINDOW (walk->window), trial)),
                         "ranges-empty");
}

static void
walk_medication (PodWalk *walk, PodTrial *trial, PodSubjectItem *item)
{
  static const char *const names[] = { "medication", "medication-new" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GtkWidget *dialog = GTK_WIDGET (pod_medication_dialog_new (GTK_WINDOW (walk->window), trial,
                                                                 pod_subject_item_get_id (item)));

      if (i > 0)
        pod_medication_form_focus_new (
            POD_MEDICATION_FORM (pod_widget_find (dialog, POD_TYPE_MEDICATION_FORM)));
      pod_walk_shoot_dialog (walk, dialog, names[i]);
    }
}

/* Of nothing: the walk redacts nothing. */
static void
ignore (gpointer owner)
{
}

/* The newest adverse event in somebody's own words: they may have named a person. */
static void
walk_redaction (PodWalk *walk, PodTrial *trial, gint64 subject)
{
  PodHistoryFilter filter = { .subject = subject, .limit = 5000 };
  g_autoptr (GListModel) rows = pod_trial_list_history (trial, &filter, NULL);

  for (guint i = 0; rows != NULL && i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (PodHistoryItem) row = g_list_model_get_item (rows, i);
      GtkWindow *dialog;

      if (!pod_history_item_can_redact (row) ||
          g_strcmp0 (pod_history_item_get_field (row), "verbatim") != 0)
        continue;
      dialog = pod_redact_start (GTK_WINDOW (walk->window), trial, row, ignore,
                                 G_OBJECT (walk->window));
      pod_walk_shoot_dialog (walk, GTK_WIDGET (dialog), "redaction");
      return;
    }
}

/* What keeps a record's word: signing it, its history, queries about it. */
static void
walk_trust (PodWalk *walk, PodTrial *trial, PodSubjectItem *item)
{
  PodCasebook *casebook = pod_subject_item_get_casebook (item);
  gint64 subject = pod_subject_item_get_id (item);
  gint64 event = find_worst_event (casebook);
  GtkWindow *window = GTK_WINDOW (walk->window);

  pod_trial_window_show_subjects (walk->window);
  pod_walk_shoot_dialog (walk,
                         GTK_WIDGET (pod_sign_dialog_new (window, trial, subject, "adverse_event",
                                                          event)),
                         "sign");
  pod_walk_shoot_dialog (walk,
                         GTK_WIDGET (pod_sign_dialog_new (window, trial, subject, "casebook", 0)),
                         "sign-off");
  pod_walk_shoot_dialog (walk,
                         GTK_WIDGET (pod_history_dialog_new (window, trial, subject,
                                                             "adverse_event", event)),
                         "history-record");
  pod_walk_shoot_dialog (walk, GTK_WIDGET (pod_history_dialog_new (window, trial, 0, NULL, 0)),
                         "history");
  walk_redaction (walk, trial, subject);
  pod_walk_shoot_dialog (walk, GTK_WIDGET (pod_query_dialog_new (window, trial, subject)),
                         "queries");
  pod_walk_shoot_dialog (walk, GTK_WIDGET (pod_news_dialog_new (window, trial)), "changes");
}

void
pod_walk_subjects (PodWalk *walk, PodTrial *trial)
{
  const GPtrArray *cohorts = pod_study_get_cohorts (pod_trial_get_study (trial));
  PodSubjectItem *best = NULL;

  for (guint i = 0; i < cohorts->len; i++)
    {
      const char *cohort = ((const PodCohort *) g_ptr_array_index (cohorts, i))->id;
      PodSubjectItem *item = find_best (pod_trial_get_subjects (trial), cohort);

      if (item == NULL)
        continue;
      walk_subject (walk, cohort, pod_subject_item_get_id (item));
      walk_instruments (walk, trial, cohort, pod_subject_item_get_id (item));
      if (best == NULL || get_score (item) > get_score (best))
        best = item;
    }
  walk_checks (walk, trial);
  if (best != NULL)
    {
      walk_editor (walk, trial, best);
      pod_walk_results (walk, trial, pod_subject_item_get_id (best));
      walk_significance (walk, trial, best);
      walk_medication (walk, trial, best);
      walk_trust (walk, trial, best);
    }
}
