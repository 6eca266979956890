#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-chart-open.h"

#include <glib/gi18n-lib.h>

#include "pod-history-dialog.h"
#include "pod-medication-dialog.h"
#include "pod-planned.h"
#include "pod-record-words.h"
#include "pod-results-dialog.h"
#include "pod-subject-item.h"
#include "pod-trial-window.h"
#include "pod-visit-chooser.h"

static gboolean
has_event (PodCasebook *casebook, gint64 id)
{
  guint n;
  const PodEvent *all = pod_casebook_get_events (casebook, &n);

  for (guint i = 0; i < n; i++)
    if (all[i].record.id == id)
      return TRUE;
  return FALSE;
}

static gboolean
has_record (PodCasebook *casebook, PodRecordType type, gint64 id)
{
  switch (type)
    {
    case POD_RECORD_SUBJECT:
      return pod_casebook_get_subject (casebook)->record.id == id;
    case POD_RECORD_FINDING:
      return pod_casebook_find_finding (casebook, id) != NULL;
    case POD_RECORD_ADVERSE_EVENT:
      return pod_casebook_find_adverse_event (casebook, id) != NULL;
    case POD_RECORD_VISIT:
      return pod_casebook_find_visit (casebook, id) != NULL;
    case POD_RECORD_INTERVENTION:
      return pod_casebook_find_intervention (casebook, id) != NULL;
    case POD_RECORD_EVENT:
      return has_event (casebook, id);
    case POD_RECORD_QUERY:
    case POD_N_RECORD_TYPES:
    default:
      return FALSE;
    }
}

gint64
pod_chart_find_subject (PodTrial *trial, PodRecordType type, gint64 id)
{
  GListModel *subjects = pod_trial_get_subjects (trial);
  gint64 subject = 0;
  gboolean is_planned = pod_planned_read (id, &subject);

  for (guint i = 0; i < g_list_model_get_n_items (subjects); i++)
    {
      g_autoptr (PodSubjectItem) item = g_list_model_get_item (subjects, i);

      if (is_planned ? pod_subject_item_get_id (item) == subject
                     : has_record (pod_subject_item_get_casebook (item), type, id))
        return pod_subject_item_get_id (item);
    }
  return 0;
}

static GtkWindow *
make_dialog (GtkWindow *parent, PodTrial *trial, gint64 subject, PodRecordType type, gint64 id)
{
  if (type == POD_RECORD_INTERVENTION)
    return GTK_WINDOW (pod_medication_dialog_new (parent, trial, subject));
  return GTK_WINDOW (pod_history_dialog_new (parent, trial, subject,
                                             pod_record_type_to_string (type), id));
}

/* Whoever records results has its panel to fill; its history is in the history. */
static gboolean
open_visit (GtkWindow *parent, PodTrial *trial, gint64 subject, gint64 id)
{
  g_autoptr (PodCasebook) casebook = pod_trial_load_casebook (trial, subject, NULL);
  const PodVisit *visit = casebook != NULL ? pod_casebook_find_visit (casebook, id) : NULL;
  PodResultsDialog *dialog;

  if (visit == NULL || visit->record.voided || !pod_date_is_complete (visit->date) ||
      !pod_trial_may (trial, POD_VERB_RECORD))
    return FALSE;
  dialog = pod_results_dialog_new_for_visit (parent, trial, subject,
                                             visit->planned != NULL ? visit->planned
                                                                    : POD_VISIT_UNSCHEDULED,
                                             visit->date);
  gtk_window_present (GTK_WINDOW (dialog));
  return TRUE;
}

/* A visit that is only planned is opened by entering what it brought. */
static gboolean
open_planned (GtkWindow *parent, PodTrial *trial, gint64 subject, PodRecordType type, gint64 id)
{
  const PodPlannedVisit *plan = pod_planned_find_visit (pod_trial_get_study (trial), id);

  if (type != POD_RECORD_VISIT || plan == NULL)
    return FALSE;
  if (!pod_trial_may (trial, POD_VERB_RECORD))
    {
      if (POD_IS_TRIAL_WINDOW (parent))
        pod_trial_window_toast (POD_TRIAL_WINDOW (parent),
                                _ ("This visit is only planned. Your role reads results and does "
                                   "not record them."));
      return FALSE;
    }
  gtk_window_present (GTK_WINDOW (pod_results_dialog_new_for_visit (parent, trial, subject,
                                                                    plan->id, POD_DATE_NONE)));
  return TRUE;
}

gboolean
pod_chart_open_record (GtkWidget *from, PodTrial *trial, PodRecordType type, gint64 id)
{
  GtkRoot *root = gtk_widget_get_root (from);
  gint64 subject = trial != NULL ? pod_chart_find_subject (trial, type, id) : 0;

  if (subject == 0 || !pod_trial_may (trial, POD_VERB_READ))
    return FALSE;
  if (pod_planned_read (id, NULL))
    return open_planned (GTK_WINDOW (root), trial, subject, type, id);
  if (type == POD_RECORD_ADVERSE_EVENT)
    return pod_record_open (from, trial, subject, pod_record_type_to_string (type), id);
  if (type == POD_RECORD_VISIT && open_visit (GTK_WINDOW (root), trial, subject, id))
    return TRUE;
  if (type == POD_RECORD_SUBJECT && POD_IS_TRIAL_WINDOW (root))
    pod_trial_window_show_subject (POD_TRIAL_WINDOW (root), subject);
  else
    gtk_window_present (make_dialog (GTK_WINDOW (root), trial, subject, type, id));
  return TRUE;
}
