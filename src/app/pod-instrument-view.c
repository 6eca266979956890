#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-instrument-view-private.h"

#include <glib/gi18n-lib.h>

#include "pod-instrument-draft.h"
#include "pod-instrument-words.h"
#include "pod-words.h"

enum
{
  PROP_0,
  PROP_COMPLETE,
  PROP_TOUCHED,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (PodInstrumentView, pod_instrument_view, ADW_TYPE_BIN)

void
pod_instrument_view_set_message (PodInstrumentView *self, const char *text)
{
  gtk_label_set_text (self->message, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message), text != NULL);
}

/* ---- from the widgets to the form and back ---- */

PodInstrumentForm *
pod_instrument_view_collect (PodInstrumentView *self)
{
  PodInstrumentForm *form = pod_assessment_new_form (self->instrument);

  form->persistent = gtk_switch_get_active (self->persistent);
  form->first_assessment = gtk_switch_get_active (self->first);
  pod_instrument_sheet_collect (self->sheet, form);
  return form;
}

PodMoment
pod_instrument_view_get_when (PodInstrumentView *self)
{
  PodMoment when = POD_MOMENT_NONE;

  pod_date_row_get_moment (self->when, &when);
  /* The time of a saved one, which the row does not show, stays with its day. */
  return pod_date_is_set (when.date) && pod_date_equal (when.date, self->was.date) ? self->was
                                                                                   : when;
}

char *
pod_instrument_view_write (PodInstrumentView *self)
{
  g_autoptr (PodInstrumentForm) form = pod_instrument_view_collect (self);
  PodInstrumentDraft draft = {
    self->was,
    (char *) gtk_editable_get_text (GTK_EDITABLE (self->when)),
    (char *) gtk_editable_get_text (GTK_EDITABLE (self->reason)),
  };

  return pod_instrument_draft_write (&draft, form);
}

gboolean
pod_instrument_view_is_touched (PodInstrumentView *self)
{
  g_autofree char *now = NULL;

  g_return_val_if_fail (POD_IS_INSTRUMENT_VIEW (self), FALSE);

  if (self->instrument == NULL)
    return FALSE;
  now = pod_instrument_view_write (self);
  return g_strcmp0 (now, self->as_filled) != 0;
}

gboolean
pod_instrument_view_is_complete (PodInstrumentView *self)
{
  g_autoptr (PodInstrumentForm) form = NULL;
  guint answered;

  g_return_val_if_fail (POD_IS_INSTRUMENT_VIEW (self), FALSE);

  if (self->instrument == NULL)
    return FALSE;
  form = pod_instrument_view_collect (self);
  return pod_instrument_count_asked (form, &answered) == answered;
}

/* ---- what it has come to ---- */

static void
notify_state (PodInstrumentView *self)
{
  gboolean complete = pod_instrument_view_is_complete (self);
  gboolean touched = pod_instrument_view_is_touched (self);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "instrument.discard", touched);
  gtk_widget_set_visible (self->discard_button, touched);
  /* Another one is opened once this is saved, or discarded. */
  gtk_widget_set_sensitive (GTK_WIDGET (self->assessment),
                            !touched && pod_assessment_row_count (self->assessment) > 0);
  if (complete != self->was_complete)
    {
      self->was_complete = complete;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPLETE]);
    }
  if (touched != self->was_touched)
    {
      self->was_touched = touched;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TOUCHED]);
    }
}

PodAssessing
pod_instrument_view_make_assessing (PodInstrumentView *self, const PodInstrumentForm *form)
{
  return (PodAssessing){ self->base, self->was, pod_instrument_view_get_when (self), form };
}

static void
show_reason (PodInstrumentView *self, const PodInstrumentForm *form)
{
  PodAssessing assessing = pod_instrument_view_make_assessing (self, form);
  gboolean needed = pod_date_is_set (assessing.when.date) &&
                    pod_assessing_needs_reason (&assessing);

  gtk_widget_set_visible (self->reason, needed);
  if (!needed)
    pod_problem_row_show (self->reason_problem, self->reason, NULL);
}

/* Somebody who sets the switch and ticks what is always new gets the other points, and is told. */
static void
show_persistent (PodInstrumentView *self, const PodInstrumentForm *form, const PodScore *score)
{
  const char *text = "";

  if (form->persistent && !score->is_persistent)
    text = _ ("An item is answered yes that is always new or worse: all items have the points of "
              "new or worse disease.");
  adw_action_row_set_subtitle (self->persistent_row, text);
}

/* @row: (nullable): the one that was answered. */
void
pod_instrument_view_update (PodInstrumentView *self, PodInstrumentRow *row)
{
  g_autoptr (PodInstrumentForm) form = pod_instrument_view_collect (self);
  g_autoptr (PodScore) score = pod_instrument_score (form);
  g_autofree char *total = pod_instrument_total_to_words (self->instrument, score);
  g_autofree char *detail = pod_instrument_detail_to_words (self->study, form, score);

  gtk_label_set_text (self->total, total);
  gtk_label_set_text (self->detail, detail);
  pod_instrument_sheet_show_score (self->sheet, score);
  show_persistent (self, form, score);
  show_reason (self, form);
  if (row != NULL)
    pod_instrument_row_tell (row, total);
  notify_state (self);
}

static void
touch (PodInstrumentView *self, PodInstrumentRow *row)
{
  if (self->filling || self->instrument == NULL)
    return;
  pod_instrument_view_set_message (self, NULL);
  pod_instrument_view_update (self, row);
  if (self->keeper != NULL)
    pod_draft_keeper_touch (self->keeper);
}

static void
answered_cb (PodInstrumentView *self, PodInstrumentRow *row)
{
  touch (self, row);
}

static void
changed_cb (PodInstrumentView *self)
{
  pod_problem_row_show (self->reason_problem, self->reason, NULL);
  touch (self, NULL);
}

static void search_cb (PodInstrumentView *self);

/* A band of creatinine comes and goes with the first assessment. */
static void
mark_cb (PodInstrumentView *self)
{
  g_autoptr (PodInstrumentForm) form = NULL;

  if (self->filling || self->instrument == NULL)
    return;
  form = pod_instrument_view_collect (self);
  pod_instrument_sheet_show (self->sheet, form);
  search_cb (self);
  touch (self, NULL);
}

/* ---- showing one assessment, saved or new ---- */

void
pod_instrument_view_fill (PodInstrumentView *self, const PodInstrumentForm *form)
{
  gboolean had = self->filling;

  self->filling = TRUE;
  gtk_switch_set_active (self->persistent, form->persistent);
  gtk_switch_set_active (self->first, form->first_assessment);
  pod_instrument_sheet_show (self->sheet, form);
  self->filling = had;
}

/* Somebody's first is the first that is recorded, unless they say otherwise. */
static PodInstrumentForm *
make_new_form (PodInstrumentView *self)
{
  PodInstrumentForm *form = pod_assessment_new_form (self->instrument);

  form->first_assessment = pod_assessment_row_count (self->assessment) == 0 ||
                           self->instrument->marks[POD_MARK_FIRST_ASSESSMENT] == NULL;
  return form;
}

static void
fill (PodInstrumentView *self)
{
  g_autoptr (PodAssessment) saved = NULL;
  PodDate today = pod_trial_get_today (self->trial);

  self->filling = TRUE;
  if (pod_date_is_set (self->was.date))
    saved = pod_assessment_read (self->base, self->instrument, self->was);
  if (saved != NULL)
    pod_instrument_view_fill (self, saved->form);
  else
    {
      g_autoptr (PodInstrumentForm) form = make_new_form (self);

      pod_instrument_view_fill (self, form);
    }
  pod_date_row_set_moment (self->when, pod_moment_on (saved != NULL ? self->was.date : today));
  gtk_editable_set_text (GTK_EDITABLE (self->reason), "");
  gtk_editable_set_text (self->search, "");
  self->filling = FALSE;
  g_free (self->as_filled);
  self->as_filled = pod_instrument_view_write (self);
  pod_instrument_view_update (self, NULL);
}

static void
list_assessments (PodInstrumentView *self)
{
  self->filling = TRUE;
  pod_assessment_row_set (self->assessment, self->trial, self->base, self->instrument, self->was);
  self->filling = FALSE;
}

static void
assessment_cb (PodInstrumentView *self)
{
  if (self->filling || self->instrument == NULL)
    return;
  self->was = pod_assessment_row_get (self->assessment);
  pod_instrument_view_set_message (self, NULL);
  list_assessments (self);
  fill (self);
}

/* ---- drafts ---- */

static char *
write_draft (gpointer form)
{
  PodInstrumentView *self = form;

  return self->instrument != NULL && !self->saving && pod_instrument_view_is_touched (self)
             ? pod_instrument_view_write (self)
             : NULL;
}

static gboolean
read_draft (gpointer form, const char *content)
{
  PodInstrumentView *self = form;
  g_autoptr (PodInstrumentForm) read = pod_assessment_new_form (self->instrument);
  g_auto (PodInstrumentDraft) draft = { POD_MOMENT_NONE, NULL, NULL };

  if (!pod_instrument_draft_read (&draft, read, content))
    return FALSE;
  self->was = pod_assessment_row_has (self->assessment, draft.was) ? draft.was : POD_MOMENT_NONE;
  list_assessments (self);
  fill (self);
  self->filling = TRUE;
  pod_instrument_view_fill (self, read);
  gtk_editable_set_text (GTK_EDITABLE (self->when), draft.when);
  gtk_editable_set_text (GTK_EDITABLE (self->reason), draft.reason);
  self->filling = FALSE;
  pod_instrument_view_update (self, NULL);
  return TRUE;
}

static void
reset_draft (gpointer form)
{
  pod_instrument_view_set_message (form, NULL);
  fill (form);
}

static const PodDraftForm draft_form = { write_draft, read_draft, reset_draft };

void
pod_instrument_view_end_draft (PodInstrumentView *self)
{
  if (self->keeper != NULL)
    pod_draft_keeper_forget (self->keeper);
  pod_draft_keeper_drop (&self->keeper, self->keeper_bin);
}

/* One for each form that is shown: a keeper that has forgotten keeps no more. */
void
pod_instrument_view_start_draft (PodInstrumentView *self)
{
  g_autofree char *name = NULL;

  if (self->instrument == NULL || !pod_trial_may (self->trial, POD_VERB_RECORD))
    return;
  name = g_strconcat (POD_INSTRUMENT_DRAFT, self->instrument->id, NULL);
  self->keeper = pod_draft_keeper_new_for_part (self->keeper_bin, self->trial, name, self->subject,
                                                &draft_form, GTK_WIDGET (self));
}

gboolean
pod_instrument_view_can_keep (PodInstrumentView *self)
{
  g_return_val_if_fail (POD_IS_INSTRUMENT_VIEW (self), FALSE);

  return self->keeper != NULL && pod_draft_keeper_can_keep (self->keeper);
}

void
pod_instrument_view_discard (PodInstrumentView *self)
{
  g_return_if_fail (POD_IS_INSTRUMENT_VIEW (self));

  if (self->instrument == NULL)
    return;
  pod_instrument_view_end_draft (self);
  pod_instrument_view_set_message (self, NULL);
  fill (self);
  pod_instrument_view_start_draft (self);
}

/* ---- saving ---- */

/* The saved form as it now is, and the keeper of a form that nobody touched. */
void
pod_instrument_view_reload (PodInstrumentView *self)
{
  g_autoptr (PodCasebook) casebook = pod_trial_load_casebook (self->trial, self->subject, NULL);

  if (casebook == NULL)
    return;
  g_clear_pointer (&self->base, pod_casebook_unref);
  self->base = g_steal_pointer (&casebook);
  if (pod_date_is_set (self->was.date))
    {
      g_autoptr (PodAssessment)
          saved = pod_assessment_read (self->base, self->instrument, self->was);

      if (saved == NULL)
        self->was = POD_MOMENT_NONE;
    }
  list_assessments (self);
  fill (self);
}

static void
save_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  pod_instrument_view_save (POD_INSTRUMENT_VIEW (widget), NULL);
}

static void
discard_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  pod_instrument_view_discard (POD_INSTRUMENT_VIEW (widget));
}

static void
reason_activated_cb (PodInstrumentView *self)
{
  pod_instrument_view_save (self, NULL);
}

/* ---- searching ---- */

static void
search_cb (PodInstrumentView *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->search)));
  gboolean any = pod_instrument_sheet_search (self->sheet, text);

  gtk_widget_set_visible (self->head, *text == '\0');
  gtk_widget_set_visible (self->nothing_found, !any && *text != '\0');
}

/* To the first that was found. */
static void
search_activate_cb (PodInstrumentView *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->sheet));
}

static void
search_stop_cb (PodInstrumentView *self)
{
  gtk_editable_set_text (self->search, "");
  search_cb (self);
  search_activate_cb (self);
}

static void
find_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_grab_focus (GTK_WIDGET (POD_INSTRUMENT_VIEW (widget)->search));
}

static void
show_head (PodInstrumentView *self)
{
  gboolean may = pod_trial_may (self->trial, POD_VERB_RECORD);

  gtk_widget_set_visible (self->first_row,
                          self->instrument->marks[POD_MARK_FIRST_ASSESSMENT] != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->persistent_row),
                          self->instrument->marks[POD_MARK_PERSISTENT] != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->when), may);
  gtk_widget_set_sensitive (self->first_row, may);
  gtk_widget_set_sensitive (GTK_WIDGET (self->persistent_row), may);
  pod_date_row_set_today (self->when, pod_trial_get_today (self->trial));
  gtk_label_set_text (self->source,
                      self->instrument->source != NULL ? self->instrument->source : "");
  pod_instrument_view_set_message (self,
                                   may ? NULL
                                       : _ ("Your role reads forms and does not fill them in."));
}

/* ---- the trial ---- */

static void
clear (PodInstrumentView *self)
{
  pod_draft_keeper_drop (&self->keeper, self->keeper_bin);
  if (self->trial != NULL)
    g_signal_handlers_disconnect_by_data (self->trial, self);
  pod_instrument_sheet_set (self->sheet, NULL, NULL, FALSE);
  self->instrument = NULL;
  self->has_conflict = FALSE;
  g_clear_object (&self->trial);
  g_clear_pointer (&self->base, pod_casebook_unref);
  g_clear_pointer (&self->study, pod_study_unref);
  g_clear_pointer (&self->as_filled, g_free);
  self->filling = TRUE;
  pod_assessment_row_clear (self->assessment);
  self->filling = FALSE;
  gtk_stack_set_visible_child_name (self->stack, "empty");
}

/* What somebody else saved is seen at once, unless there is something unsaved: then at saving. */
static void
trial_changed_cb (PodInstrumentView *self, gint64 subject)
{
  g_autoptr (PodCasebook) casebook = NULL;

  if (self->saving || (subject != 0 && subject != self->subject))
    return;
  casebook = pod_trial_load_casebook (self->trial, self->subject, NULL);
  if (casebook == NULL)
    clear (self);
  else if (self->has_conflict)
    pod_instrument_view_rebase (self);
  else if (!pod_instrument_view_is_touched (self))
    pod_instrument_view_reload (self);
}

/* Of today, where there is one: else a new one. */
static PodMoment
find_todays (PodInstrumentView *self)
{
  g_autoptr (GArray) moments = pod_assessment_list (self->base, self->instrument);
  PodMoment last = moments->len > 0 ? g_array_index (moments, PodMoment, moments->len - 1)
                                    : POD_MOMENT_NONE;
  gboolean reads = !pod_trial_may (self->trial, POD_VERB_RECORD);

  return reads || pod_date_equal (last.date, pod_trial_get_today (self->trial)) ? last
                                                                                : POD_MOMENT_NONE;
}

void
pod_instrument_view_set (PodInstrumentView *self,
                         PodTrial *trial,
                         gint64 subject,
                         const PodInstrument *instrument)
{
  g_autoptr (PodCasebook) casebook = NULL;

  g_return_if_fail (POD_IS_INSTRUMENT_VIEW (self));

  clear (self);
  if (trial != NULL && instrument != NULL)
    casebook = pod_trial_load_casebook (trial, subject, NULL);
  if (casebook == NULL)
    return;
  self->trial = g_object_ref (trial);
  self->study = pod_study_ref ((PodStudy *) pod_trial_get_study (trial));
  self->instrument = instrument;
  self->subject = subject;
  self->base = g_steal_pointer (&casebook);
  self->was = find_todays (self);
  g_signal_connect_swapped (trial, "changed", G_CALLBACK (trial_changed_cb), self);
  pod_instrument_sheet_set (self->sheet, self->study, instrument,
                            pod_trial_may (trial, POD_VERB_RECORD));
  show_head (self);
  list_assessments (self);
  fill (self);
  search_cb (self);
  pod_instrument_view_start_draft (self);
  gtk_stack_set_visible_child_name (self->stack, "form");
}

/* ---- the widget ---- */

static void
pod_instrument_view_root (GtkWidget *widget)
{
  PodInstrumentView *self = POD_INSTRUMENT_VIEW (widget);

  GTK_WIDGET_CLASS (pod_instrument_view_parent_class)->root (widget);
  if (self->keeper == NULL)
    pod_instrument_view_start_draft (self);
}

static gboolean
pod_instrument_view_grab_focus (GtkWidget *widget)
{
  PodInstrumentView *self = POD_INSTRUMENT_VIEW (widget);

  return self->instrument != NULL && gtk_widget_grab_focus (GTK_WIDGET (self->sheet));
}

static void
pod_instrument_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_COMPLETE)
    g_value_set_boolean (value, pod_instrument_view_is_complete (POD_INSTRUMENT_VIEW (object)));
  else if (id == PROP_TOUCHED)
    g_value_set_boolean (value, pod_instrument_view_is_touched (POD_INSTRUMENT_VIEW (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
pod_instrument_view_dispose (GObject *object)
{
  PodInstrumentView *self = POD_INSTRUMENT_VIEW (object);

  if (self->trial != NULL)
    g_signal_handlers_disconnect_by_data (self->trial, self);
  self->instrument = NULL;
  self->keeper = NULL;
  g_clear_object (&self->trial);
  g_clear_pointer (&self->base, pod_casebook_unref);
  G_OBJECT_CLASS (pod_instrument_view_parent_class)->dispose (object);
}

static void
pod_instrument_view_finalize (GObject *object)
{
  PodInstrumentView *self = POD_INSTRUMENT_VIEW (object);

  g_clear_pointer (&self->study, pod_study_unref);
  g_free (self->as_filled);
  G_OBJECT_CLASS (pod_instrument_view_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, PodInstrumentView, stack);
  gtk_widget_class_bind_template_child (widget_class, PodInstrumentView, keeper_bin);
  gtk_widget_class_bind_template_child (widget_class, PodInstrumentView, total);
  gtk_widget_class_bind_template_child (widget_class, PodInstrumentView, detail);
  gtk_widget_class_bind_template_child (widget_class, PodInstrumentView, discard_button);
  gtk_widget_class_bind_template_child (widget_class, PodInstrumentView, search);
  gtk_widget_class_bind_template_child (widget_class, PodInstrumentView, message);
  gtk_widget_class_bind_template_child (widget_class, PodInstrumentView, assessment);
  gtk_widget_class_bind_template_child (widget_class, PodInstrumentView, when);
  gtk_widget_class_bind_template_child (widget_class, PodInstrumentView, first_row);
  gtk_widget_class_bind_template_child (widget_class, PodInstrumentView, first);
  gtk_widget_class_bind_template_child (widget_class, PodInstrumentView, persistent_row);
  gtk_widget_class_bind_template_child (widget_class, PodInstrumentView, persistent);
  gtk_widget_class_bind_template_child (widget_class, PodInstrumentView, reason);
  gtk_widget_class_bind_template_child (widget_class, PodInstrumentView, reason_problem);
  gtk_widget_class_bind_template_child (widget_class, PodInstrumentView, head);
  gtk_widget_class_bind_template_child (widget_class, PodInstrumentView, nothing_found);
  gtk_widget_class_bind_template_child (widget_class, PodInstrumentView, sheet);
  gtk_widget_class_bind_template_child (widget_class, PodInstrumentView, source);
}

static void
bind_callbacks (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, answered_cb);
  gtk_widget_class_bind_template_callback (widget_class, assessment_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, mark_cb);
  gtk_widget_class_bind_template_callback (widget_class, reason_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stop_cb);
}

static void
install_properties (GObjectClass *object_class)
{
  properties[PROP_COMPLETE] = g_param_spec_boolean ("complete", NULL, NULL, FALSE,
                                                    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_TOUCHED] = g_param_spec_boolean ("touched", NULL, NULL, FALSE,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "instrument.save", NULL, save_cb);
  gtk_widget_class_install_action (widget_class, "instrument.discard", NULL, discard_cb);
  gtk_widget_class_install_action (widget_class, "instrument.find", NULL, find_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "instrument.save", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK,
                                       "instrument.save", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "instrument.find",
                                       NULL);
}

static void
pod_instrument_view_class_init (PodInstrumentViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = pod_instrument_view_get_property;
  object_class->dispose = pod_instrument_view_dispose;
  object_class->finalize = pod_instrument_view_finalize;
  widget_class->root = pod_instrument_view_root;
  widget_class->grab_focus = pod_instrument_view_grab_focus;
  g_type_ensure (POD_TYPE_ASSESSMENT_ROW);
  g_type_ensure (POD_TYPE_DATE_ROW);
  g_type_ensure (POD_TYPE_PROBLEM_ROW);
  g_type_ensure (POD_TYPE_INSTRUMENT_SHEET);
  install_properties (object_class);
  install_actions (widget_class);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/podocyte/Podocyte/"
                                                             "pod-instrument-view.ui");
  bind_children (widget_class);
  bind_callbacks (widget_class);
}

static void
pod_instrument_view_init (PodInstrumentView *self)
{
  self->was = POD_MOMENT_NONE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_entry_set_key_capture_widget (GTK_SEARCH_ENTRY (self->search),
                                           GTK_WIDGET (self->sheet));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "instrument.discard", FALSE);
}
