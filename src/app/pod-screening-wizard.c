#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-screening-wizard.h"

#include <glib/gi18n-lib.h>

#include "pod-criteria-view.h"
#include "pod-instrument.h"
#include "pod-screening-head.h"
#include "pod-screening-need.h"
#include "pod-screening-wizard-private.h"
#include "pod-trial-screening.h"
#include "pod-words.h"

static const char *const names[POD_SCREENING_N_STEPS] = { "patient", "consent",     "cohort",
                                                          "results", "instruments", "criteria",
                                                          "decision" };

/* Wide enough for seven words and their counts beside their marks. */
#define WIDE 1250

G_DEFINE_FINAL_TYPE (PodScreeningWizard, pod_screening_wizard, ADW_TYPE_WINDOW)

PodScreeningStep *
pod_screening_wizard_get_step_at (PodScreeningWizard *self, int i)
{
  gpointer steps[POD_SCREENING_N_STEPS] = { self->patient, self->consent,     self->cohort,
                                            self->results, self->instruments, self->criteria,
                                            self->decision };

  return POD_SCREENING_STEP (steps[i]);
}

const char *
pod_screening_wizard_get_name_at (int i)
{
  return names[i];
}

static const PodStudy *
get_study (PodScreeningWizard *self)
{
  return pod_trial_get_study (self->trial);
}

void
pod_screening_wizard_show_message (PodScreeningWizard *self, const char *text)
{
  gtk_label_set_text (self->message, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message), text != NULL);
}

/* ---- the head ---- */

/* Who is screened again has no number yet but the one of the attempt before. */
static void
show_earlier (PodScreeningWizard *self)
{
  g_autofree char *subtitle = NULL;

  if (self->now.earlier == NULL)
    return;
  subtitle = g_strdup_printf (_ ("Screened before as %s"),
                              pod_casebook_get_subject (self->now.earlier)->screening_number);
  adw_window_title_set_title (self->title, _ ("Screen Again"));
  adw_window_title_set_subtitle (self->title, subtitle);
}

static void
show_title (PodScreeningWizard *self)
{
  const PodSubject *subject;
  const PodCohort *cohort;
  g_autofree char *title = NULL;
  g_autofree char *answer = NULL;

  if (self->now.casebook == NULL)
    {
      show_earlier (self);
      return;
    }
  subject = pod_casebook_get_subject (self->now.casebook);
  cohort = subject->cohort != NULL ? pod_study_find_cohort (get_study (self), subject->cohort)
                                   : NULL;
  title = g_strdup_printf ("%s · %s", pod_subject_get_number (subject),
                           cohort != NULL
                               ? pod_words_get (&cohort->short_label, pod_words_locale ())
                               : _ ("cohort not decided"));
  answer = pod_screening_to_words (self->now.screening);
  adw_window_title_set_title (self->title, title);
  adw_window_title_set_subtitle (self->title, answer);
}

/* ---- what is missing ---- */

static gboolean
is_decided (PodScreeningWizard *self)
{
  return pod_casebook_find_event (self->now.casebook, "enrolment") != NULL ||
         pod_casebook_find_event (self->now.casebook, "screen_failure") != NULL;
}

/* Where the decision is the next thing: there it is said without the way to it. */
static const char *
say_decision (PodScreeningWizard *self)
{
  gboolean fails = self->now.screening->eligible == POD_FALSE;

  if (self->current == POD_SCREENING_DECISION_STEP)
    return fails ? _ ("A criterion is not met") : _ ("Nothing is missing");
  return fails ? _ ("A criterion is not met: to the decision")
               : _ ("Nothing is missing: to the decision");
}

/* Also where a criterion fails: what is still missing would change nothing; the results' own count goes on telling how much it is. */
static gboolean
leads_to_decision (PodScreeningWizard *self)
{
  return pod_screening_find_next (self->now.trial, self->now.screening) == NULL;
}

/* "Next: blood count: neutrophils, platelets"; NULL where nothing is. */
static char *
say_missing (PodScreeningWizard *self)
{
  g_autofree char *label = NULL;

  if (self->now.casebook == NULL || is_decided (self))
    return NULL;
  if (pod_casebook_get_subject (self->now.casebook)->cohort == NULL)
    return g_strdup (_ ("Next: the cohort"));
  if (leads_to_decision (self))
    return g_strdup (say_decision (self));
  label = pod_screening_say_next (self->now.trial, self->now.screening);
  return g_strdup_printf (_ ("Next: %s"), label);
}

/* The way that the foot of the window tells has come to its end. */
static gboolean
is_there (PodScreeningWizard *self)
{
  return self->current == POD_SCREENING_DECISION_STEP &&
         pod_casebook_get_subject (self->now.casebook)->cohort != NULL && leads_to_decision (self);
}

static void
show_foot (PodScreeningWizard *self)
{
  g_autofree char *missing = say_missing (self);
  gboolean registers = self->now.subject == 0 && self->current == POD_SCREENING_CONSENT_STEP;
  gboolean leads = missing != NULL && !is_there (self);

  gtk_label_set_text (self->missing, missing != NULL ? missing : "");
  gtk_widget_set_visible (GTK_WIDGET (self->missing_button), missing != NULL);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self->missing_button), leads);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "wizard.missing", leads);
  gtk_widget_set_visible (GTK_WIDGET (self->next_button),
                          self->current != POD_SCREENING_DECISION_STEP);
  gtk_button_set_label (self->next_button, registers ? _ ("_Register")
                                           : self->current == POD_SCREENING_CRITERIA_STEP
                                               ? _ ("To the D_ecision")
                                               : _ ("_Next"));
}

static void
show_all (PodScreeningWizard *self)
{
  pod_screening_head_show (self->stack);
  show_title (self);
  show_foot (self);
}

/* ---- the case ---- */

static void
set_steps (PodScreeningWizard *self)
{
  for (int i = 0; i < POD_SCREENING_N_STEPS; i++)
    pod_screening_step_set (pod_screening_wizard_get_step_at (self, i), &self->now);
  show_all (self);
}

/* The steps look at the new one before the old one goes. */
void
pod_screening_wizard_load (PodScreeningWizard *self)
{
  g_autoptr (PodCasebook) old_casebook = self->now.casebook;
  g_autoptr (PodScreening) old_screening = self->now.screening;
  PodDate day;

  self->now.casebook = self->now.subject != 0
                           ? pod_trial_load_casebook (self->trial, self->now.subject, NULL)
                           : NULL;
  self->now.screening = NULL;
  if (self->now.casebook != NULL)
    {
      day = pod_screening_get_day (self->now.casebook, pod_trial_get_today (self->trial));
      self->now.screening = pod_screening_new (get_study (self), pod_trial_get_site (self->trial),
                                               self->now.casebook, day);
    }
  set_steps (self);
}

static void
changed_cb (PodScreeningWizard *self, gint64 subject)
{
  if (self->now.subject != 0 && (subject == self->now.subject || subject == 0) &&
      pod_trial_is_signed_in (self->trial))
    pod_screening_wizard_load (self);
}

/* What the step has to show may have waited for it. */
static void
saved_cb (PodScreeningWizard *self)
{
  pod_screening_step_show (self->now.shown);
}

static void
step_changed_cb (PodScreeningWizard *self)
{
  show_all (self);
}

/* ---- walking ---- */

/* Whatever is typed is saved by the step that one leaves; FALSE where it stays. */
gboolean
pod_screening_wizard_leave_step (PodScreeningWizard *self, int next)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  pod_screening_wizard_show_message (self, NULL);
  if (self->now.subject == 0 && next > POD_SCREENING_CONSENT_STEP)
    return pod_screening_wizard_register (self);
  if (self->now.subject == 0)
    return next <= self->current || self->now.earlier != NULL ||
           pod_screening_wizard_check_patient (self);
  if (pod_screening_step_save (pod_screening_wizard_get_step_at (self, self->current), &error))
    return TRUE;
  if (error != NULL)
    {
      words = pod_trial_error_to_words (error);
      pod_screening_wizard_show_message (self, words);
    }
  return FALSE;
}

/* Without asking. */
void
pod_screening_wizard_move (PodScreeningWizard *self, int i)
{
  self->moving = TRUE;
  adw_view_stack_set_visible_child_name (self->stack, pod_screening_wizard_get_name_at (i));
  self->moving = FALSE;
  self->current = i;
  self->now.shown = pod_screening_wizard_get_step_at (self, i);
  pod_screening_step_show (pod_screening_wizard_get_step_at (self, i));
  show_foot (self);
}

static void
go (PodScreeningWizard *self, int i)
{
  if (i < 0 || i >= POD_SCREENING_N_STEPS ||
      (i != self->current && !pod_screening_wizard_leave_step (self, i)))
    return;
  pod_screening_wizard_move (self, i);
  pod_screening_step_focus (pod_screening_wizard_get_step_at (self, i));
  pod_draft_keeper_flush (self->keeper);
}

/* Somebody chose another step above.  This one comes back first: only there can it say why it cannot be left. */
static void
visible_cb (PodScreeningWizard *self)
{
  const char *name = adw_view_stack_get_visible_child_name (self->stack);

  if (self->moving || self->trial == NULL || name == NULL)
    return;
  for (int i = 0; i < POD_SCREENING_N_STEPS; i++)
    if (g_str_equal (pod_screening_wizard_get_name_at (i), name) && i != self->current)
      {
        pod_screening_wizard_move (self, self->current);
        if (pod_screening_wizard_leave_step (self, i))
          pod_screening_wizard_move (self, i);
        pod_draft_keeper_flush (self->keeper);
        return;
      }
}

static gboolean
is_nothing (PodScreeningWizard *self, int i)
{
  g_autofree char *count = NULL;

  return pod_screening_step_get_mark (pod_screening_wizard_get_step_at (self, i), &count) ==
         POD_STEP_NOTHING;
}

static void
go_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  go (POD_SCREENING_WIZARD (widget), g_variant_get_int32 (parameter) - 1);
}

/* The next in that direction in which there is something to do. */
static void
walk (PodScreeningWizard *self, int direction)
{
  int i = self->current + direction;

  while (i > 0 && i < POD_SCREENING_N_STEPS - 1 && is_nothing (self, i))
    i += direction;
  go (self, i);
}

static void
next_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  walk (POD_SCREENING_WIZARD (widget), 1);
}

static void
back_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  walk (POD_SCREENING_WIZARD (widget), -1);
}

/* To where it is entered. */
static void
go_to_observation (PodScreeningWizard *self, const PodObservation *observation)
{
  const PodInstrument *instrument = pod_screening_find_instrument (observation);
  const PodObservation *entry = pod_screening_find_entry (get_study (self), observation);

  go (self, instrument != NULL ? POD_SCREENING_INSTRUMENTS_STEP : POD_SCREENING_RESULTS_STEP);
  if (self->current == POD_SCREENING_INSTRUMENTS_STEP && instrument != NULL)
    pod_screening_instruments_show (self->instruments, instrument->id);
  else if (self->current == POD_SCREENING_RESULTS_STEP)
    pod_screening_results_go_to (self->results, entry->symbol.name);
}

static void
wants_cb (PodScreeningWizard *self, const char *name)
{
  const PodObservation *observation = pod_study_find_observation (get_study (self), name);

  if (observation != NULL)
    go_to_observation (self, observation);
}

static void
criterion_cb (PodScreeningWizard *self, const char *id)
{
  go (self, POD_SCREENING_CRITERIA_STEP);
  if (self->current == POD_SCREENING_CRITERIA_STEP)
    pod_screening_criteria_select (self->criteria, id);
}

static void
missing_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodScreeningWizard *self = POD_SCREENING_WIZARD (widget);
  const PodObservation *next;

  if (self->now.casebook == NULL)
    return;
  next = pod_screening_find_next (self->now.trial, self->now.screening);
  if (pod_casebook_get_subject (self->now.casebook)->cohort == NULL)
    go (self, POD_SCREENING_COHORT_STEP);
  else if (next == NULL)
    go (self, POD_SCREENING_DECISION_STEP);
  else
    go_to_observation (self, next);
}

/* The first that is not done; the decision where all are. */
static int
find_first_open (PodScreeningWizard *self)
{
  for (int i = 0; i < POD_SCREENING_N_STEPS; i++)
    {
      g_autofree char *count = NULL;

      if (pod_screening_step_get_mark (pod_screening_wizard_get_step_at (self, i), &count) ==
          POD_STEP_OPEN)
        return i;
    }
  return POD_SCREENING_DECISION_STEP;
}

/* Enter in the last row. */
static void
finished_cb (PodScreeningWizard *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->next_button));
}

/* ---- the class ---- */

static gboolean
width_cb (gpointer user_data)
{
  PodScreeningWizard *self = user_data;

  self->width_id = 0;
  adw_view_switcher_set_policy (self->switcher, self->width >= WIDE
                                                    ? ADW_VIEW_SWITCHER_POLICY_WIDE
                                                    : ADW_VIEW_SWITCHER_POLICY_NARROW);
  return G_SOURCE_REMOVE;
}

/* Nothing may ask for another size while sizes are given. */
static void
pod_screening_wizard_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  PodScreeningWizard *self = POD_SCREENING_WIZARD (widget);

  GTK_WIDGET_CLASS (pod_screening_wizard_parent_class)
      ->size_allocate (widget, width, height, baseline);
  if (width == self->width)
    return;
  self->width = width;
  if (self->width_id == 0)
    self->width_id = g_idle_add (width_cb, self);
}

static void
pod_screening_wizard_dispose (GObject *object)
{
  PodScreeningWizard *self = POD_SCREENING_WIZARD (object);

  g_clear_handle_id (&self->width_id, g_source_remove);
  if (self->trial != NULL)
    g_signal_handlers_disconnect_by_data (self->trial, self);
  g_clear_object (&self->trial);
  g_clear_weak_pointer (&self->parent);
  g_clear_object (&self->now.form);
  G_OBJECT_CLASS (pod_screening_wizard_parent_class)->dispose (object);
}

/* The steps look at them until they are gone. */
static void
pod_screening_wizard_finalize (GObject *object)
{
  PodScreeningWizard *self = POD_SCREENING_WIZARD (object);

  g_clear_pointer (&self->now.casebook, pod_casebook_unref);
  g_clear_pointer (&self->now.earlier, pod_casebook_unref);
  g_clear_pointer (&self->now.screening, pod_screening_free);
  G_OBJECT_CLASS (pod_screening_wizard_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, PodScreeningWizard, title);
  gtk_widget_class_bind_template_child (widget_class, PodScreeningWizard, switcher);
  gtk_widget_class_bind_template_child (widget_class, PodScreeningWizard, stack);
  gtk_widget_class_bind_template_child (widget_class, PodScreeningWizard, keeper_place);
  gtk_widget_class_bind_template_child (widget_class, PodScreeningWizard, message);
  gtk_widget_class_bind_template_child (widget_class, PodScreeningWizard, missing_button);
  gtk_widget_class_bind_template_child (widget_class, PodScreeningWizard, missing);
  gtk_widget_class_bind_template_child (widget_class, PodScreeningWizard, leave_button);
  gtk_widget_class_bind_template_child (widget_class, PodScreeningWizard, next_button);
  gtk_widget_class_bind_template_child (widget_class, PodScreeningWizard, patient);
  gtk_widget_class_bind_template_child (widget_class, PodScreeningWizard, consent);
  gtk_widget_class_bind_template_child (widget_class, PodScreeningWizard, cohort);
  gtk_widget_class_bind_template_child (widget_class, PodScreeningWizard, results);
  gtk_widget_class_bind_template_child (widget_class, PodScreeningWizard, instruments);
  gtk_widget_class_bind_template_child (widget_class, PodScreeningWizard, criteria);
  gtk_widget_class_bind_template_child (widget_class, PodScreeningWizard, decision);
}

static void
leave_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  pod_screening_wizard_leave (POD_SCREENING_WIZARD (widget));
}

static gboolean
pod_screening_wizard_close_request (GtkWindow *window)
{
  if (!pod_screening_wizard_may_close (POD_SCREENING_WIZARD (window)))
    return GDK_EVENT_STOP;
  return GTK_WINDOW_CLASS (pod_screening_wizard_parent_class)->close_request (window);
}

static void
open_subject_cb (PodScreeningWizard *self, gint64 subject)
{
  pod_screening_wizard_open_subject (self, subject);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "wizard.go", "i", go_cb);
  gtk_widget_class_install_action (widget_class, "wizard.next", NULL, next_cb);
  gtk_widget_class_install_action (widget_class, "wizard.back", NULL, back_cb);
  gtk_widget_class_install_action (widget_class, "wizard.leave", NULL, leave_cb);
  gtk_widget_class_install_action (widget_class, "wizard.missing", NULL, missing_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ensure_types (void)
{
  g_type_ensure (POD_TYPE_DRAFT_KEEPER);
  g_type_ensure (POD_TYPE_SCREENING_PATIENT);
  g_type_ensure (POD_TYPE_SCREENING_CONSENT);
  g_type_ensure (POD_TYPE_SCREENING_COHORT);
  g_type_ensure (POD_TYPE_SCREENING_RESULTS);
  g_type_ensure (POD_TYPE_SCREENING_INSTRUMENTS);
  g_type_ensure (POD_TYPE_SCREENING_CRITERIA);
  g_type_ensure (POD_TYPE_SCREENING_DECISION);
}

static void
pod_screening_wizard_class_init (PodScreeningWizardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pod_screening_wizard_dispose;
  G_OBJECT_CLASS (klass)->finalize = pod_screening_wizard_finalize;
  widget_class->size_allocate = pod_screening_wizard_size_allocate;
  GTK_WINDOW_CLASS (klass)->close_request = pod_screening_wizard_close_request;
  ensure_types ();
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/podocyte/Podocyte/"
                                                             "pod-screening-wizard.ui");
  bind_children (widget_class);
  install_actions (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, visible_cb);
  gtk_widget_class_bind_template_callback (widget_class, step_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, wants_cb);
  gtk_widget_class_bind_template_callback (widget_class, criterion_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_subject_cb);
}

static void
pod_screening_wizard_init (PodScreeningWizard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* @earlier: (nullable) (transfer full) */
static PodScreeningWizard *
make (PodTrialWindow *parent, gint64 subject, PodCasebook *earlier)
{
  PodScreeningWizard *self = g_object_new (POD_TYPE_SCREENING_WIZARD, "transient-for", parent,
                                           NULL);

  g_set_weak_pointer (&self->parent, parent);
  self->trial = g_object_ref (pod_trial_window_get_trial (parent));
  self->now.trial = self->trial;
  self->now.window = parent;
  self->now.form = POD_RESULTS_FORM (g_object_ref_sink (pod_results_form_new ()));
  g_signal_connect_swapped (self->now.form, "finished", G_CALLBACK (finished_cb), self);
  g_signal_connect_object (self->now.form, "saved", G_CALLBACK (saved_cb), self, G_CONNECT_SWAPPED);
  self->now.subject = subject;
  self->now.earlier = earlier;
  pod_screening_wizard_load (self);
  pod_screening_wizard_move (self, find_first_open (self));
  pod_screening_wizard_start_keeper (self);
  g_signal_connect_swapped (self->trial, "changed", G_CALLBACK (changed_cb), self);
  pod_draft_keeper_flush (self->keeper);
  pod_screening_step_focus (pod_screening_wizard_get_step_at (self, self->current));
  return self;
}

PodScreeningWizard *
pod_screening_wizard_new (PodTrialWindow *parent, gint64 subject)
{
  return make (parent, subject, NULL);
}

PodScreeningWizard *
pod_screening_wizard_new_again (PodTrialWindow *parent, gint64 earlier)
{
  PodTrial *trial = pod_trial_window_get_trial (parent);

  return make (parent, 0, pod_trial_load_casebook (trial, earlier, NULL));
}

void
pod_screening_wizard_show_step (PodScreeningWizard *self, const char *name)
{
  for (int i = 0; i < POD_SCREENING_N_STEPS; i++)
    if (g_str_equal (pod_screening_wizard_get_name_at (i), name))
      go (self, i);
}

const char *
pod_screening_wizard_get_step (PodScreeningWizard *self)
{
  return pod_screening_wizard_get_name_at (self->current);
}

gint64
pod_screening_wizard_get_subject (PodScreeningWizard *self)
{
  return self->now.subject;
}
