#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-screening-criteria.h"

#include <glib/gi18n-lib.h>

#include "pod-criteria-view.h"
#include "pod-screening-need.h"

/* One row and what it says, or two. */
#define JUDGEMENT_HEIGHT 220

struct _PodScreeningCriteria
{
  AdwBin parent_instance;

  const PodScreeningCase *screening_case;
  const PodCriterion *judged; /* whose answers @judgement has; NULL for none */
  gboolean has_looked;        /* for what was typed before an interruption */

  GtkStack *stack;
  PodCriteriaView *view;
  AdwBin
      *judgement; /* under the chosen criterion: where a physician answers what the protocol asks */
};

static void pod_screening_criteria_step_init (PodScreeningStepInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PodScreeningCriteria,
                               pod_screening_criteria,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (POD_TYPE_SCREENING_STEP,
                                                      pod_screening_criteria_step_init))

/* A criterion that asks a physician for a judgement is answered where it is read. */
static gboolean
may_judge (PodScreeningCriteria *self)
{
  const PodScreeningCase *now = self->screening_case;

  return now != NULL && now->casebook != NULL && now->shown == self &&
         pod_trial_may (now->trial, POD_VERB_RECORD) &&
         pod_subject_state (pod_trial_get_study (now->trial), now->casebook,
                            pod_trial_get_today (now->trial)) == POD_STATE_SCREENING;
}

static gboolean
is_touched (PodScreeningStep *step)
{
  PodScreeningCriteria *self = POD_SCREENING_CRITERIA (step);

  return pod_screening_step_has_form (self->screening_case, self->judgement) &&
         pod_results_form_is_touched (self->screening_case->form);
}

/* What was answered under one criterion is saved before another is shown; where it cannot be, that one stays chosen. */
static gboolean
leave_judged (PodScreeningCriteria *self)
{
  const PodVerdict *verdict = pod_criteria_view_get_selected (self->view);

  if (self->judged == NULL || (verdict != NULL && verdict->criterion == self->judged) ||
      !is_touched (POD_SCREENING_STEP (self)) ||
      pod_results_form_save (self->screening_case->form, NULL))
    return TRUE;
  pod_criteria_view_select (self->view, self->judged->id);
  return FALSE;
}

/* While an answer is being saved it stays; the wizard shows the step anew after that. */
static void
selected_cb (PodScreeningCriteria *self)
{
  const PodVerdict *verdict;
  g_autoptr (GPtrArray) flags = NULL;

  /* A window that goes empties its lists when the form is gone. */
  if (self->screening_case == NULL || self->screening_case->form == NULL ||
      pod_results_form_is_saving (self->screening_case->form) || !leave_judged (self))
    return;
  verdict = pod_criteria_view_get_selected (self->view);
  if (verdict != NULL && may_judge (self))
    flags = pod_screening_list_attestations (pod_trial_get_study (self->screening_case->trial),
                                             verdict->criterion);
  if (flags != NULL && flags->len > 0)
    pod_screening_step_take_form (self->screening_case, self->judgement, flags);
  self->judged = flags != NULL && flags->len > 0 ? verdict->criterion : NULL;
  gtk_widget_set_visible (GTK_WIDGET (self->judgement), self->judged != NULL);
}

static gboolean
save (PodScreeningStep *step, GError **error)
{
  return !is_touched (step) ||
         pod_results_form_save (POD_SCREENING_CRITERIA (step)->screening_case->form, error);
}

static void
edit_cb (PodScreeningCriteria *self, const char *observation)
{
  pod_screening_step_tell_wanted (POD_SCREENING_STEP (self), observation);
}

/* The view has a screening of its own: what it lists lends from it. */
static void
set (PodScreeningStep *step, const PodScreeningCase *screening_case)
{
  PodScreeningCriteria *self = POD_SCREENING_CRITERIA (step);
  const PodScreening *screening = screening_case->screening;

  self->screening_case = screening_case;
  gtk_stack_set_visible_child_name (self->stack, screening != NULL ? "criteria" : "nobody");
  pod_criteria_view_set (self->view, screening_case->trial, screening_case->casebook,
                         screening != NULL ? screening->as_of : POD_DATE_NONE, TRUE);
}

static PodStepMark
get_mark (PodScreeningStep *step, char **count)
{
  const PodScreening *screening = POD_SCREENING_CRITERIA (step)->screening_case->screening;

  if (screening == NULL)
    return POD_STEP_OPEN;
  *count = g_strdup_printf ("%u/%u", pod_screening_count (screening, POD_TRUE),
                            screening->verdicts->len);
  return screening->eligible == POD_TRUE    ? POD_STEP_DONE
         : screening->eligible == POD_FALSE ? POD_STEP_PROBLEM
                                            : POD_STEP_OPEN;
}

static GPtrArray *
list_flags (PodScreeningCriteria *self, const PodCriterion *criterion)
{
  return pod_screening_list_attestations (pod_trial_get_study (self->screening_case->trial),
                                          criterion);
}

/* Every answer that some criterion asks for. */
static GPtrArray *
list_all_flags (PodScreeningCriteria *self)
{
  const GPtrArray *verdicts = self->screening_case->screening->verdicts;
  GPtrArray *all = g_ptr_array_new ();

  for (guint i = 0; i < verdicts->len; i++)
    {
      const PodVerdict *verdict = g_ptr_array_index (verdicts, i);
      g_autoptr (GPtrArray) flags = list_flags (self, verdict->criterion);

      for (guint k = 0; k < flags->len; k++)
        if (!g_ptr_array_find (all, g_ptr_array_index (flags, k), NULL))
          g_ptr_array_add (all, g_ptr_array_index (flags, k));
    }
  return all;
}

/* NULL where no criterion asks for any of @observations. */
static const PodCriterion *
find_asking (PodScreeningCriteria *self, const GPtrArray *observations)
{
  const GPtrArray *verdicts = self->screening_case->screening->verdicts;

  for (guint i = 0; i < verdicts->len; i++)
    {
      const PodVerdict *verdict = g_ptr_array_index (verdicts, i);
      g_autoptr (GPtrArray) flags = list_flags (self, verdict->criterion);

      for (guint k = 0; k < observations->len; k++)
        if (g_ptr_array_find (flags, g_ptr_array_index (observations, k), NULL))
          return verdict->criterion;
    }
  return NULL;
}

/* An answer that only a draft has is one that nobody sees while another criterion is chosen, as the first is after an interruption: the
 * form is given every answer once, takes what the draft has, and the criterion that asks for it is chosen. */
static void
choose_typed (PodScreeningCriteria *self)
{
  g_autoptr (GPtrArray) typed = g_ptr_array_new ();
  g_autoptr (GPtrArray) all = NULL;
  const PodCriterion *asking;

  if (self->has_looked || !may_judge (self))
    return;
  self->has_looked = TRUE;
  all = list_all_flags (self);
  pod_screening_step_take_form (self->screening_case, self->judgement, all);
  pod_results_form_add_typed (self->screening_case->form, typed);
  asking = find_asking (self, typed);
  if (asking != NULL)
    pod_criteria_view_select (self->view, asking->id);
}

static void
show (PodScreeningStep *step)
{
  PodScreeningCriteria *self = POD_SCREENING_CRITERIA (step);

  choose_typed (self);
  selected_cb (self);
}

static void
focus (PodScreeningStep *step)
{
  pod_criteria_view_focus_list (POD_SCREENING_CRITERIA (step)->view);
}

void
pod_screening_criteria_select (PodScreeningCriteria *self, const char *id)
{
  pod_criteria_view_select (self->view, id);
}

static void
pod_screening_criteria_step_init (PodScreeningStepInterface *iface)
{
  iface->set = set;
  iface->get_mark = get_mark;
  iface->is_touched = is_touched;
  iface->save = save;
  iface->show = show;
  iface->focus = focus;
}

static void
pod_screening_criteria_class_init (PodScreeningCriteriaClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (POD_TYPE_CRITERIA_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/podocyte/Podocyte/"
                                                             "pod-screening-criteria.ui");
  gtk_widget_class_bind_template_child (widget_class, PodScreeningCriteria, stack);
  gtk_widget_class_bind_template_child (widget_class, PodScreeningCriteria, view);
  gtk_widget_class_bind_template_callback (widget_class, edit_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
}

static void
pod_screening_criteria_init (PodScreeningCriteria *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->judgement = ADW_BIN (adw_bin_new ());
  gtk_widget_set_size_request (GTK_WIDGET (self->judgement), -1, JUDGEMENT_HEIGHT);
  gtk_widget_set_visible (GTK_WIDGET (self->judgement), FALSE);
  pod_criteria_view_set_extra (self->view, GTK_WIDGET (self->judgement));
}
