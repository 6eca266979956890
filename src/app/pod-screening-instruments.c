#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-screening-instruments.h"

#include <glib/gi18n-lib.h>

#include "pod-instrument-view.h"
#include "pod-screening-need.h"
#include "pod-words.h"

struct _PodScreeningInstruments
{
  AdwBin parent_instance;

  const PodScreeningCase *screening_case;
  GPtrArray *instruments;     /* PodInstrument: the study's; NULL before anybody is registered */
  const PodInstrument *shown; /* of which @view has the form; NULL for none */
  gboolean filling;

  GtkStack *stack;
  GtkDropDown *chooser;
  PodInstrumentView *view;
};

static void pod_screening_instruments_step_init (PodScreeningStepInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PodScreeningInstruments,
                               pod_screening_instruments,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (POD_TYPE_SCREENING_STEP,
                                                      pod_screening_instruments_step_init))

/* The form that is chosen; NULL for none. */
static const PodInstrument *
get_chosen (PodScreeningInstruments *self)
{
  guint selected = gtk_drop_down_get_selected (self->chooser);

  return self->instruments != NULL && selected < self->instruments->len
             ? g_ptr_array_index (self->instruments, selected)
             : NULL;
}

static void
show_form (PodScreeningInstruments *self)
{
  const PodInstrument *chosen = get_chosen (self);

  if (chosen == self->shown || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  self->shown = chosen;
  pod_instrument_view_set (self->view, self->screening_case->trial, self->screening_case->subject,
                           chosen);
}

/* What is answered in one form is saved before another is shown; where it cannot be, that form stays. */
static void
chosen_cb (PodScreeningInstruments *self)
{
  guint position;

  if (self->filling)
    return;
  if (self->shown == NULL || pod_instrument_view_save (self->view, NULL))
    show_form (self);
  else if (g_ptr_array_find (self->instruments, self->shown, &position))
    {
      self->filling = TRUE;
      gtk_drop_down_set_selected (self->chooser, position);
      self->filling = FALSE;
    }
}

static void
fill_chooser (PodScreeningInstruments *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  for (guint i = 0; i < self->instruments->len; i++)
    {
      const PodInstrument *instrument = g_ptr_array_index (self->instruments, i);

      gtk_string_list_append (labels, pod_words_get (&instrument->label, pod_words_locale ()));
    }
  self->filling = TRUE;
  gtk_drop_down_set_model (self->chooser, G_LIST_MODEL (labels));
  self->filling = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->chooser), self->instruments->len > 1);
}

static gboolean
is_same (const GPtrArray *a, const GPtrArray *b)
{
  if (a == NULL || b == NULL || a->len != b->len)
    return a == b;
  for (guint i = 0; i < a->len; i++)
    if (g_ptr_array_index (a, i) != g_ptr_array_index (b, i))
      return FALSE;
  return TRUE;
}

/* The view follows the trial by itself. */
static void
set (PodScreeningStep *step, const PodScreeningCase *screening_case)
{
  PodScreeningInstruments *self = POD_SCREENING_INSTRUMENTS (step);
  g_autoptr (GPtrArray) before = g_steal_pointer (&self->instruments);

  self->screening_case = screening_case;
  if (screening_case->screening != NULL)
    self->instruments = pod_screening_list_instruments (screening_case->screening);
  gtk_stack_set_visible_child_name (self->stack, self->instruments == NULL     ? "nobody"
                                                 : self->instruments->len == 0 ? "none"
                                                                               : "instruments");
  if (self->instruments == NULL || is_same (before, self->instruments))
    return;
  fill_chooser (self);
  show_form (self);
}

static gboolean
is_missing (PodScreeningInstruments *self, const PodInstrument *instrument)
{
  const GPtrArray *missing = self->screening_case->screening->missing;

  for (guint i = 0; i < missing->len; i++)
    if (pod_screening_find_instrument (g_ptr_array_index (missing, i)) == instrument)
      return TRUE;
  return FALSE;
}

static PodStepMark
get_mark (PodScreeningStep *step, char **count)
{
  PodScreeningInstruments *self = POD_SCREENING_INSTRUMENTS (step);
  guint done = 0;

  if (self->instruments == NULL)
    return POD_STEP_OPEN;
  for (guint i = 0; i < self->instruments->len; i++)
    done += !is_missing (self, g_ptr_array_index (self->instruments, i));
  if (self->instruments->len > 0)
    *count = g_strdup_printf ("%u/%u", done, self->instruments->len);
  return done == self->instruments->len ? POD_STEP_DONE : POD_STEP_OPEN;
}

static gboolean
is_touched (PodScreeningStep *step)
{
  PodScreeningInstruments *self = POD_SCREENING_INSTRUMENTS (step);

  return self->shown != NULL && pod_instrument_view_is_touched (self->view);
}

static gboolean
save (PodScreeningStep *step, GError **error)
{
  return !is_touched (step) ||
         pod_instrument_view_save (POD_SCREENING_INSTRUMENTS (step)->view, error);
}

static void
discard (PodScreeningStep *step)
{
  if (is_touched (step))
    pod_instrument_view_discard (POD_SCREENING_INSTRUMENTS (step)->view);
}

static void
focus (PodScreeningStep *step)
{
  PodScreeningInstruments *self = POD_SCREENING_INSTRUMENTS (step);

  if (self->shown != NULL)
    gtk_widget_child_focus (GTK_WIDGET (self->view), GTK_DIR_TAB_FORWARD);
}

void
pod_screening_instruments_show (PodScreeningInstruments *self, const char *instrument)
{
  for (guint i = 0; self->instruments != NULL && i < self->instruments->len; i++)
    {
      const PodInstrument *one = g_ptr_array_index (self->instruments, i);

      if (g_str_equal (one->id, instrument))
        gtk_drop_down_set_selected (self->chooser, i);
    }
}

static void
pod_screening_instruments_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (pod_screening_instruments_parent_class)->map (widget);
  show_form (POD_SCREENING_INSTRUMENTS (widget));
}

static void
pod_screening_instruments_step_init (PodScreeningStepInterface *iface)
{
  iface->set = set;
  iface->get_mark = get_mark;
  iface->is_touched = is_touched;
  iface->save = save;
  iface->discard = discard;
  iface->focus = focus;
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
  widget_class->map = pod_screening_instruments_map;
  g_type_ensure (POD_TYPE_INSTRUMENT_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/podocyte/Podocyte/"
                                                             "pod-screening-instruments.ui");
  gtk_widget_class_bind_template_child (widget_class, PodScreeningInstruments, stack);
  gtk_widget_class_bind_template_child (widget_class, PodScreeningInstruments, chooser);
  gtk_widget_class_bind_template_child (widget_class, PodScreeningInstruments, view);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
}

static void
pod_screening_instruments_init (PodScreeningInstruments *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
