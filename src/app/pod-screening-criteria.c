#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-screening-criteria.h"

#include <glib/gi18n-lib.h>

#include "pod-criteria-view.h"
#include "pod-screening-need.h"

struct _PodScreeningCriteria
{
  AdwBin parent_instance;

  const PodScreeningCase *screening_case;

  GtkStack *stack;
  PodCriteriaView *view;
};

static void pod_screening_criteria_step_init (PodScreeningStepInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PodScreeningCriteria,
                               pod_screening_criteria,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (POD_TYPE_SCREENING_STEP,
                                                      pod_screening_criteria_step_init))

static void
edit_cb (PodScreeningCriteria *self, const char *observation)
{
  pod_screening_step_tell_wanted (POD_SCREENING_STEP (self), observation);
}

/* The view keeps one of its own: what it lists lends from it. */
static void
set (PodScreeningStep *step, const PodScreeningCase *screening_case)
{
  PodScreeningCriteria *self = POD_SCREENING_CRITERIA (step);
  PodTrial *trial = screening_case->trial;
  PodScreening *screening = NULL;

  self->screening_case = screening_case;
  gtk_stack_set_visible_child_name (self->stack,
                                    screening_case->screening != NULL ? "criteria" : "nobody");
  if (screening_case->screening != NULL)
    screening = pod_screening_new (pod_trial_get_study (trial), pod_trial_get_site (trial),
                                   screening_case->casebook, screening_case->screening->as_of);
  pod_criteria_view_set (self->view, trial, screening, TRUE);
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
}

static void
pod_screening_criteria_init (PodScreeningCriteria *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
