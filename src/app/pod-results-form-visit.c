/* Of which visit a PodResultsForm is: the study's panel for it is the rows, and one day holds for all of them. */

#include "pod-date-text.h"
#include "pod-results-form-private.h"

/* What can be read across, with the grid's columns and without. */
#define GRID_WIDTH 1080
#define FORM_WIDTH 860

#define VISIT "visit"
#define DAY "day"

const char *
pod_results_form_get_choice (PodResultsForm *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self->chooser))
             ? pod_visit_chooser_get_choice (self->chooser)
             : NULL;
}

/* ---- its rows ---- */

static gboolean
is_planned (const PodPlannedVisit *plan, const PodObservation *observation)
{
  return plan->observations != NULL &&
         g_strv_contains (plan->observations, observation->symbol.name);
}

/* On a day without a planned visit whatever some visit asks for may be measured. */
static gboolean
is_of_choice (PodResultsForm *self, const char *choice, const PodObservation *observation)
{
  const GPtrArray *plans = pod_study_get_visits (pod_trial_get_study (self->trial));

  for (guint i = 0; i < plans->len; i++)
    {
      const PodPlannedVisit *plan = g_ptr_array_index (plans, i);

      if ((*choice == '\0' || g_str_equal (plan->id, choice)) && is_planned (plan, observation))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_typed (GKeyFile *typed, const PodObservation *observation)
{
  g_autofree char *group = pod_result_row_name_group (observation);

  return typed != NULL && g_key_file_has_group (typed, group);
}

/* The panel of the visit, and whatever is typed already: nobody loses sight of that. */
static GPtrArray *
list_observations (PodResultsForm *self, GKeyFile *typed)
{
  const char *choice = pod_results_form_get_choice (self);
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < self->observations->len; i++)
    {
      PodObservation *observation = g_ptr_array_index (self->observations, i);

      if (choice == NULL || is_of_choice (self, choice, observation) ||
          is_typed (typed, observation))
        g_ptr_array_add (list, observation);
    }
  return list;
}

static void
show_day (PodResultsForm *self)
{
  const char *choice = pod_results_form_get_choice (self);

  gtk_widget_set_visible (self->columns, choice != NULL);
  gtk_widget_set_visible (self->rest_button, choice != NULL);
  adw_clamp_set_maximum_size (ADW_CLAMP (self->columns), choice != NULL ? GRID_WIDTH : FORM_WIDTH);
  pod_results_rows_set_day (self->rows,
                            choice != NULL ? pod_visit_chooser_get_text (self->chooser) : NULL);
}

void
pod_results_form_lay_out (PodResultsForm *self, GKeyFile *typed)
{
  g_autoptr (GPtrArray) observations = list_observations (self, typed);

  if (self->not_done != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->not_done));
  self->filling = TRUE;
  pod_results_rows_empty (self->rows, self->box);
  pod_results_rows_fill (self->rows, self->box, self->trial, observations);
  pod_results_form_connect_rows (self);
  show_day (self);
  pod_results_form_show_record (self);
  self->filling = FALSE;
  if (typed != NULL)
    pod_results_form_read_typed (self, typed);
  self->filling = TRUE;
  show_day (self);
  self->filling = FALSE;
  pod_results_form_show_rows (self);
}

/* ---- chosen ---- */

void
pod_results_form_take_visit (PodResultsForm *self)
{
  g_autoptr (GKeyFile) typed = pod_results_form_write (self);

  pod_results_form_lay_out (self, typed);
}

void
pod_results_form_take_day (PodResultsForm *self)
{
  show_day (self);
  pod_results_form_tell_changed (self);
}

void
pod_results_form_go_on (PodResultsForm *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

void
pod_results_form_offer_visits (PodResultsForm *self)
{
  g_return_if_fail (POD_IS_RESULTS_FORM (self) && self->trial == NULL);

  gtk_widget_set_visible (GTK_WIDGET (self->chooser), TRUE);
}

void
pod_results_form_choose (PodResultsForm *self, const char *visit, PodDate day)
{
  g_autofree char *text = pod_date_is_set (day) ? pod_date_text_format (pod_moment_on (day)) : NULL;

  if (visit == NULL)
    visit = pod_visit_chooser_find_first (self->chooser);
  pod_visit_chooser_set_choice (self->chooser, visit, text);
}

const char *
pod_results_form_get_visit (PodResultsForm *self, PodDate *day)
{
  const char *choice;

  g_return_val_if_fail (POD_IS_RESULTS_FORM (self), NULL);

  choice = pod_results_form_get_choice (self);
  *day = pod_visit_chooser_get_day (self->chooser);
  return choice != NULL && *choice != '\0' && pod_date_is_set (*day) ? choice : NULL;
}

/* ---- as a draft ---- */

void
pod_results_form_write_visit (PodResultsForm *self, GKeyFile *file)
{
  const char *choice = pod_results_form_get_choice (self);

  if (choice == NULL)
    return;
  g_key_file_set_string (file, POD_RESULTS_DRAFT_GROUP, VISIT, choice);
  g_key_file_set_string (file, POD_RESULTS_DRAFT_GROUP, DAY,
                         pod_visit_chooser_get_text (self->chooser));
}

void
pod_results_form_read_visit (PodResultsForm *self, GKeyFile *file)
{
  g_autofree char *choice = g_key_file_get_string (file, POD_RESULTS_DRAFT_GROUP, VISIT, NULL);
  g_autofree char *day = g_key_file_get_string (file, POD_RESULTS_DRAFT_GROUP, DAY, NULL);

  if (gtk_widget_get_visible (GTK_WIDGET (self->chooser)))
    pod_visit_chooser_set_choice (self->chooser, choice, day);
}
