#include "pod-screening-instruments.h"

#include "pod-assessment.h"
#include "pod-instrument-view.h"
#include "pod-screening-instrument-row.h"
#include "pod-screening-need.h"

struct _PodScreeningInstruments
{
  AdwBin parent_instance;

  const PodScreeningCase *screening_case;
  GPtrArray *instruments;     /* PodInstrument: the cohort's; NULL before anybody is registered */
  const PodInstrument *shown; /* of which @view has the form; NULL for none */
  gboolean filling;

  GtkStack *stack;
  GtkListBox *list; /* of PodScreeningInstrumentRow */
  PodInstrumentView *view;
};

static void pod_screening_instruments_step_init (PodScreeningStepInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PodScreeningInstruments,
                               pod_screening_instruments,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (POD_TYPE_SCREENING_STEP,
                                                      pod_screening_instruments_step_init))

static PodScreeningInstrumentRow *
get_row (PodScreeningInstruments *self, int i)
{
  return (PodScreeningInstrumentRow *) gtk_list_box_get_row_at_index (self->list, i);
}

/* The form that is chosen; NULL for none. */
static const PodInstrument *
get_chosen (PodScreeningInstruments *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  return row != NULL
             ? pod_screening_instrument_row_get_instrument (POD_SCREENING_INSTRUMENT_ROW (row))
             : NULL;
}

/* Whatever it stands for cannot be chosen where the cohort does not ask for it. */
static void
choose (PodScreeningInstruments *self, const PodInstrument *instrument)
{
  PodScreeningInstrumentRow *row;

  for (int i = 0; (row = get_row (self, i)) != NULL; i++)
    if (pod_screening_instrument_row_get_instrument (row) == instrument)
      gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (row));
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
selected_cb (PodScreeningInstruments *self)
{
  if (self->filling || get_chosen (self) == self->shown)
    return;
  if (self->shown == NULL || pod_instrument_view_save (self->view, NULL))
    {
      show_form (self);
      return;
    }
  self->filling = TRUE;
  choose (self, self->shown);
  self->filling = FALSE;
}

/* Enter goes from the list into the form. */
static void
activated_cb (PodScreeningInstruments *self)
{
  gtk_widget_child_focus (GTK_WIDGET (self->view), GTK_DIR_TAB_FORWARD);
}

/* ---- the list ---- */

static gboolean
is_missing (PodScreeningInstruments *self, const PodInstrument *instrument)
{
  const GPtrArray *missing = self->screening_case->screening->missing;

  for (guint i = 0; i < missing->len; i++)
    if (pod_screening_find_instrument (g_ptr_array_index (missing, i)) == instrument)
      return TRUE;
  return FALSE;
}

/* Every form that some cohort asks for. */
static GPtrArray *
list_all (const PodStudy *study)
{
  const GPtrArray *instruments = pod_study_get_instruments (study);
  const GPtrArray *cohorts = pod_study_get_cohorts (study);
  GPtrArray *all = g_ptr_array_new ();

  for (guint i = 0; i < instruments->len; i++)
    {
      const PodInstrument *instrument = g_ptr_array_index (instruments, i);
      gboolean is_needed = pod_assessment_is_needed (study, instrument, NULL);

      for (guint k = 0; k < cohorts->len && !is_needed; k++)
        is_needed = pod_assessment_is_needed (study, instrument,
                                              ((const PodCohort *) cohorts->pdata[k])->id);
      if (is_needed)
        g_ptr_array_add (all, (gpointer) instrument);
    }
  return all;
}

static void
fill_list (PodScreeningInstruments *self)
{
  g_autoptr (GPtrArray) all = list_all (pod_trial_get_study (self->screening_case->trial));

  for (guint i = 0; i < all->len; i++)
    gtk_list_box_append (self->list, pod_screening_instrument_row_new (g_ptr_array_index (all, i)));
}

static void
show_states (PodScreeningInstruments *self)
{
  PodCasebook *casebook = self->screening_case->casebook;
  PodScreeningInstrumentRow *row;

  for (int i = 0; (row = get_row (self, i)) != NULL; i++)
    {
      const PodInstrument *instrument = pod_screening_instrument_row_get_instrument (row);
      gboolean is_needed = g_ptr_array_find (self->instruments, instrument, NULL);

      pod_screening_instrument_row_show (row, casebook, is_needed, is_missing (self, instrument));
    }
}

/* What was chosen stays chosen while the cohort asks for it. */
static void
choose_needed (PodScreeningInstruments *self)
{
  const PodInstrument *chosen = get_chosen (self);

  if (chosen != NULL && !g_ptr_array_find (self->instruments, chosen, NULL))
    gtk_list_box_unselect_all (self->list);
  if (get_chosen (self) == NULL && self->instruments->len > 0)
    choose (self, g_ptr_array_index (self->instruments, 0));
}

/* The view follows the trial by itself. */
static void
set (PodScreeningStep *step, const PodScreeningCase *screening_case)
{
  PodScreeningInstruments *self = POD_SCREENING_INSTRUMENTS (step);

  self->screening_case = screening_case;
  g_clear_pointer (&self->instruments, g_ptr_array_unref);
  if (screening_case->screening != NULL)
    self->instruments = pod_screening_list_instruments (screening_case->screening);
  gtk_stack_set_visible_child_name (self->stack, self->instruments == NULL     ? "nobody"
                                                 : self->instruments->len == 0 ? "none"
                                                                               : "instruments");
  if (self->instruments == NULL)
    return;
  if (get_row (self, 0) == NULL)
    fill_list (self);
  show_states (self);
  choose_needed (self);
}

static PodStepMark
get_mark (PodScreeningStep *step, char **count)
{
  PodScreeningInstruments *self = POD_SCREENING_INSTRUMENTS (step);
  guint done = 0;

  if (self->instruments == NULL)
    return POD_STEP_OPEN;
  if (self->instruments->len == 0)
    return POD_STEP_NOTHING;
  for (guint i = 0; i < self->instruments->len; i++)
    done += !is_missing (self, g_ptr_array_index (self->instruments, i));
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

/* The list, where there is something to choose. */
static void
focus (PodScreeningStep *step)
{
  PodScreeningInstruments *self = POD_SCREENING_INSTRUMENTS (step);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (row != NULL && self->instruments->len > 1)
    gtk_widget_grab_focus (GTK_WIDGET (row));
  else if (self->shown != NULL)
    gtk_widget_child_focus (GTK_WIDGET (self->view), GTK_DIR_TAB_FORWARD);
}

void
pod_screening_instruments_show (PodScreeningInstruments *self, const char *instrument)
{
  for (guint i = 0; self->instruments != NULL && i < self->instruments->len; i++)
    {
      const PodInstrument *one = g_ptr_array_index (self->instruments, i);

      if (g_str_equal (one->id, instrument))
        choose (self, one);
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

/* A list that goes chooses nothing any more, and says so. */
static void
pod_screening_instruments_dispose (GObject *object)
{
  POD_SCREENING_INSTRUMENTS (object)->filling = TRUE;
  G_OBJECT_CLASS (pod_screening_instruments_parent_class)->dispose (object);
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

  G_OBJECT_CLASS (klass)->dispose = pod_screening_instruments_dispose;
  G_OBJECT_CLASS (klass)->finalize = pod_screening_instruments_finalize;
  widget_class->map = pod_screening_instruments_map;
  g_type_ensure (POD_TYPE_INSTRUMENT_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/podocyte/Podocyte/"
                                                             "pod-screening-instruments.ui");
  gtk_widget_class_bind_template_child (widget_class, PodScreeningInstruments, stack);
  gtk_widget_class_bind_template_child (widget_class, PodScreeningInstruments, list);
  gtk_widget_class_bind_template_child (widget_class, PodScreeningInstruments, view);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
pod_screening_instruments_init (PodScreeningInstruments *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
