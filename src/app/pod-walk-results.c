/* How the results of a visit are typed. */

#include <math.h>

#include "pod-course.h"
#include "pod-in-view.h"
#include "pod-result-detail.h"
#include "pod-result-row.h"
#include "pod-results-dialog.h"
#include "pod-results-form.h"
#include "pod-visit-chooser.h"
#include "pod-walk.h"
#include "pod-widget-picture.h"
#include "pod-words.h"

/* So many rows are filled; of these one is far from what was before, one far from all that is plausible; or all from one on were not done. */
#define ROWS 7
#define FAR_ROW 1
#define IMPLAUSIBLE_ROW 3
#define NOT_DONE_ROW 2
/* Until a draft is gone. */
#define DRAFT_MS 400

static void
list_rows (GtkWidget *root, GPtrArray *rows)
{
  if (POD_IS_RESULT_ROW (root))
    g_ptr_array_add (rows, root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    list_rows (child, rows);
}

static void
fill_row (PodResultRow *row, PodCasebook *casebook, guint i)
{
  const PodObservation *observation = pod_result_row_get_observation (row);
  const PodFinding *before = pod_result_find_latest (casebook, observation->symbol.name);
  double number = before != NULL ? before->quantity.number : NAN;
  g_autofree char *text = NULL;

  if (i == FAR_ROW)
    number *= 2;
  if (i == IMPLAUSIBLE_ROW)
    number = observation->plausible_high * 2;
  if (isnan (number))
    return;
  text = pod_decimal_to_string (number);
  pod_result_row_set_value (row, text);
}

static void
fill_rows (GtkWidget *dialog, PodCasebook *casebook, const char *not_done)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  guint n = 0;

  list_rows (dialog, rows);
  for (guint i = 0; i < rows->len && n < ROWS; i++)
    {
      PodResultRow *row = g_ptr_array_index (rows, i);

      gboolean is_not_done = n >= NOT_DONE_ROW && not_done != NULL;

      if (!pod_result_row_is_remaining (row) ||
          (!is_not_done && pod_result_row_get_observation (row)->symbol.kind != POD_KIND_QUANTITY))
        continue;
      if (is_not_done)
        {
          pod_result_row_set_not_done (row, not_done);
          pod_in_view_bring (GTK_WIDGET (row), NULL);
        }
      else
        fill_row (row, casebook, n);
      n++;
    }
}

static const char *
find_reason (PodTrial *trial)
{
  const GPtrArray *reasons = pod_study_get_not_done_reasons (pod_trial_get_study (trial));

  return reasons->len > 0
             ? pod_words_get (&((const PodNotDone *) g_ptr_array_index (reasons, 0))->label,
                              pod_words_locale ())
             : NULL;
}

/* ---- what a row has of its own ---- */

/* The first that can be typed, whose specimen is collected over hours or is not; NULL where there is none. */
static PodResultRow *
find_row (GtkWidget *dialog, gboolean collected)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();

  list_rows (dialog, rows);
  for (guint i = 0; i < rows->len; i++)
    {
      const PodObservation *observation = pod_result_row_get_observation (g_ptr_array_index (rows,
                                                                                             i));

      if (pod_result_row_is_remaining (g_ptr_array_index (rows, i)) &&
          observation->symbol.kind == POD_KIND_QUANTITY &&
          pod_observation_is_collected (observation) == collected)
        return g_ptr_array_index (rows, i);
    }
  return NULL;
}

/* (nullable) */
static PodResultDetail *
unfold (PodResultRow *row, PodCasebook *casebook)
{
  if (row == NULL)
    return NULL;
  fill_row (row, casebook, 0);
  gtk_widget_activate_action (GTK_WIDGET (row), "result.fold", NULL);
  return POD_RESULT_DETAIL (pod_widget_find (GTK_WIDGET (row), POD_TYPE_RESULT_DETAIL));
}

static void
edit_limits (PodResultsDialog *dialog, PodTrial *trial, PodCasebook *casebook)
{
  PodResultDetail *detail = unfold (find_row (GTK_WIDGET (dialog), FALSE), casebook);

  if (detail != NULL)
    pod_result_detail_focus_limit (detail, TRUE);
}

static void
edit_collection (PodResultsDialog *dialog, PodTrial *trial, PodCasebook *casebook)
{
  PodResultDetail *detail = unfold (find_row (GTK_WIDGET (dialog), TRUE), casebook);
  PodDate yesterday = pod_date_add_days (pod_trial_get_today (trial), -1);
  g_autofree char *began = pod_date_to_string (yesterday);

  if (detail == NULL)
    return;
  pod_result_detail_set_text (detail, "began", began);
  pod_result_detail_set_text (detail, "volume", "1850");
  pod_result_detail_set_text (detail, "completeness", "complete");
  gtk_widget_grab_focus (GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (detail),
                                                                    POD_TYPE_RESULT_DETAIL,
                                                                    "volume")));
}

/* A column as it was copied from elsewhere: what cannot be read and what is left out, too. */
static void
paste (PodResultsDialog *dialog, PodTrial *trial, PodCasebook *casebook)
{
  PodResultRow *row = find_row (GTK_WIDGET (dialog), FALSE);

  if (row != NULL)
    gtk_widget_activate_action (GTK_WIDGET (row), "results.paste", "(ss)",
                                pod_result_row_get_observation (row)->symbol.name,
                                "91\n4,5\n<0.5\nabc\n\n77\n12\n");
}

/* ---- the states ---- */

static void
type (PodResultsDialog *dialog, PodTrial *trial, PodCasebook *casebook)
{
  fill_rows (GTK_WIDGET (dialog), casebook, NULL);
}

static void
type_not_done (PodResultsDialog *dialog, PodTrial *trial, PodCasebook *casebook)
{
  fill_rows (GTK_WIDGET (dialog), casebook, find_reason (trial));
}

/* The last visit that took place; NULL where none of the schedule did. */
static const char *
find_last_visit (PodTrial *trial, PodCasebook *casebook)
{
  g_autoptr (GArray) schedule = pod_schedule_new (pod_trial_get_study (trial), casebook,
                                                  pod_trial_get_today (trial));
  const char *last = NULL;

  for (guint i = 0; i < schedule->len; i++)
    if (g_array_index (schedule, PodScheduledVisit, i).visit != NULL)
      last = g_array_index (schedule, PodScheduledVisit, i).plan->id;
  return last;
}

/* The walk leaves no draft behind. */
static void
leave (PodResultsDialog *dialog)
{
  pod_results_form_discard (POD_RESULTS_FORM (pod_widget_find (GTK_WIDGET (dialog),
                                                               POD_TYPE_RESULTS_FORM)));
  pod_walk_settle (DRAFT_MS);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* With what its day has, empty, half filled, with what was not done, with limits and a collection of its own, and with what is pasted. */
void
pod_walk_results (PodWalk *walk, PodTrial *trial, gint64 subject)
{
  static const struct
  {
    const char *name;
    void (*prepare) (PodResultsDialog *dialog, PodTrial *trial, PodCasebook *casebook);
  } states[] = {
    { "results-grid-on-record", NULL },     { "results-grid", NULL },
    { "results-grid-typed", type },         { "results-grid-not-done", type_not_done },
    { "results-grid-limits", edit_limits }, { "results-grid-collection", edit_collection },
    { "results-grid-pasting", paste },
  };
  g_autoptr (PodCasebook) casebook = pod_trial_load_casebook (trial, subject, NULL);

  for (guint i = 0; casebook != NULL && i < G_N_ELEMENTS (states); i++)
    {
      PodResultsDialog *dialog =
          pod_results_dialog_new_for_visit (GTK_WINDOW (walk->window), trial, subject,
                                            i == 0 ? find_last_visit (trial, casebook)
                                                   : POD_VISIT_UNSCHEDULED,
                                            POD_DATE_NONE);

      pod_walk_fit (walk, GTK_WINDOW (dialog));
      gtk_window_present (GTK_WINDOW (dialog));
      if (states[i].prepare != NULL)
        states[i].prepare (dialog, trial, casebook);
      if (states[i].prepare != paste ||
          !pod_walk_shoot_over (walk, GTK_WINDOW (dialog), states[i].name))
        pod_walk_shoot (walk, GTK_WINDOW (dialog), states[i].name);
      leave (dialog);
    }
}
