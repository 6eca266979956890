#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-screening-results.h"

#include <glib/gi18n-lib.h>

#include "pod-import-dialog.h"
#include "pod-medication-dialog.h"
#include "pod-screening-need.h"

struct _PodScreeningResults
{
  AdwBin parent_instance;

  const PodScreeningCase *screening_case;
  GPtrArray *needed; /* PodObservation: the study's; NULL before anybody is registered */

  GtkStack *stack;
  AdwBin *place;
};

static void pod_screening_results_step_init (PodScreeningStepInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PodScreeningResults,
                               pod_screening_results,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (POD_TYPE_SCREENING_STEP,
                                                      pod_screening_results_step_init))

/* Only the step where one is has the form: the one before had to save what was typed into it. */
static void
take_form (PodScreeningResults *self)
{
  if (self->needed != NULL && self->screening_case->shown == self)
    pod_screening_step_take_form (self->screening_case, self->place, self->needed);
}

static void
set (PodScreeningStep *step, const PodScreeningCase *screening_case)
{
  PodScreeningResults *self = POD_SCREENING_RESULTS (step);
  const PodStudy *study = pod_trial_get_study (screening_case->trial);

  self->screening_case = screening_case;
  g_clear_pointer (&self->needed, g_ptr_array_unref);
  gtk_stack_set_visible_child_name (self->stack,
                                    screening_case->screening != NULL ? "results" : "nobody");
  if (screening_case->screening == NULL)
    return;
  self->needed = pod_screening_list_needed (study, screening_case->screening);
  take_form (self);
}

static PodStepMark
get_mark (PodScreeningStep *step, char **count)
{
  PodScreeningResults *self = POD_SCREENING_RESULTS (step);
  guint missing, perhaps;

  if (self->needed == NULL)
    return POD_STEP_OPEN;
  missing = pod_screening_count_missing (pod_trial_get_study (self->screening_case->trial),
                                         self->screening_case->screening, self->needed, &perhaps);
  *count = g_strdup_printf ("%u/%u", self->needed->len - missing - perhaps,
                            self->needed->len - perhaps);
  return missing == 0 ? POD_STEP_DONE : POD_STEP_OPEN;
}

gboolean
pod_screening_results_go_to (PodScreeningResults *self, const char *observation)
{
  return pod_screening_step_has_form (self->screening_case, self->place) &&
         pod_results_form_focus (self->screening_case->form, observation);
}

static gboolean
is_touched (PodScreeningStep *step)
{
  PodScreeningResults *self = POD_SCREENING_RESULTS (step);

  return pod_screening_step_has_form (self->screening_case, self->place) &&
         pod_results_form_is_touched (self->screening_case->form);
}

static gboolean
save (PodScreeningStep *step, GError **error)
{
  return !is_touched (step) ||
         pod_results_form_save (POD_SCREENING_RESULTS (step)->screening_case->form, error);
}

static void
discard (PodScreeningStep *step)
{
  PodScreeningResults *self = POD_SCREENING_RESULTS (step);

  if (self->needed != NULL)
    pod_results_form_discard (self->screening_case->form);
}

static void
focus (PodScreeningStep *step)
{
  PodScreeningResults *self = POD_SCREENING_RESULTS (step);

  if (pod_screening_step_has_form (self->screening_case, self->place))
    gtk_widget_grab_focus (GTK_WIDGET (self->screening_case->form));
}

static void
show (PodScreeningStep *step)
{
  take_form (POD_SCREENING_RESULTS (step));
}

static void
pod_screening_results_step_init (PodScreeningStepInterface *iface)
{
  iface->set = set;
  iface->get_mark = get_mark;
  iface->is_touched = is_touched;
  iface->save = save;
  iface->discard = discard;
  iface->show = show;
  iface->focus = focus;
}

static void
pod_screening_results_finalize (GObject *object)
{
  g_clear_pointer (&POD_SCREENING_RESULTS (object)->needed, g_ptr_array_unref);
  G_OBJECT_CLASS (pod_screening_results_parent_class)->finalize (object);
}

/* Courses have dates and doses of their own: they are typed where they are listed. */
static void
medication_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodScreeningResults *self = POD_SCREENING_RESULTS (widget);
  const PodScreeningCase *screening_case = self->screening_case;

  if (self->needed != NULL && pod_trial_may (screening_case->trial, POD_VERB_RECORD))
    gtk_window_present (
        GTK_WINDOW (pod_medication_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)),
                                               screening_case->trial, screening_case->subject)));
}

/* What comes in changes the record, and the wizard shows that by itself. */
static void
import_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const PodScreeningCase *screening_case = POD_SCREENING_RESULTS (widget)->screening_case;

  if (screening_case != NULL && pod_trial_may (screening_case->trial, POD_VERB_IMPORT))
    pod_import_dialog_start_over (screening_case->window,
                                  GTK_WINDOW (gtk_widget_get_root (widget)));
}

static void
pod_screening_results_class_init (PodScreeningResultsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = pod_screening_results_finalize;
  gtk_widget_class_install_action (widget_class, "screening.medication", NULL, medication_cb);
  gtk_widget_class_install_action (widget_class, "screening.import", NULL, import_cb);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/podocyte/Podocyte/"
                                                             "pod-screening-results.ui");
  gtk_widget_class_bind_template_child (widget_class, PodScreeningResults, stack);
  gtk_widget_class_bind_template_child (widget_class, PodScreeningResults, place);
}

static void
pod_screening_results_init (PodScreeningResults *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
