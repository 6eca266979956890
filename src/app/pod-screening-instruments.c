#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-screening-instruments.h"

#include <glib/gi18n-lib.h>

#include "pod-screening-need.h"

struct _PodScreeningInstruments
{
  AdwBin parent_instance;

  const PodScreeningCase *screening_case;
  GPtrArray *instruments; /* PodInstrument: the study's; NULL before anybody is registered */

  GtkStack *stack;
};

static void pod_screening_instruments_step_init (PodScreeningStepInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PodScreeningInstruments,
                               pod_screening_instruments,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (POD_TYPE_SCREENING_STEP,
                                                      pod_screening_instruments_step_init))

static void
set (PodScreeningStep *step, const PodScreeningCase *screening_case)
{
  PodScreeningInstruments *self = POD_SCREENING_INSTRUMENTS (step);
  const PodStudy *study = pod_trial_get_study (screening_case->trial);

  self->screening_case = screening_case;
  g_clear_pointer (&self->instruments, g_ptr_array_unref);
  if (screening_case->screening != NULL)
    self->instruments = pod_screening_list_instruments (study, screening_case->screening);
  gtk_stack_set_visible_child_name (self->stack, self->instruments == NULL     ? "nobody"
                                                 : self->instruments->len == 0 ? "none"
                                                                               : "instruments");
}

static PodStepMark
get_mark (PodScreeningStep *step, char **count)
{
  PodScreeningInstruments *self = POD_SCREENING_INSTRUMENTS (step);

  if (self->instruments == NULL)
    return POD_STEP_OPEN;
  return self->instruments->len == 0 ? POD_STEP_DONE : POD_STEP_OPEN;
}

void
pod_screening_instruments_show (PodScreeningInstruments *self, const char *instrument)
{
}

static void
pod_screening_instruments_step_init (PodScreeningStepInterface *iface)
{
  iface->set = set;
  iface->get_mark = get_mark;
}

static void
pod_screening_instruments_finalize (GObject *object)
{
  g_clear_pointer (&POD_SCREENING_INSTRUMENTS (object)->instruments, g_ptr_array_unref);
  G_OBJECT_CLASS (pod_screening_instruments_parent_class)->finalize (object);
}

static void
pod_screening_instruments_class_init (PodScreeningInstrumentsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = pod_screening_instruments_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/podocyte/Podocyte/"
                                                             "pod-screening-instruments.ui");
  gtk_widget_class_bind_template_child (widget_class, PodScreeningInstruments, stack);
}

static void
pod_screening_instruments_init (PodScreeningInstruments *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
