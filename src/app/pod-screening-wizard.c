#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-screening-wizard.h"

#include <glib/gi18n-lib.h>

#include "pod-criteria-view.h"
#include "pod-dialogs.h"
#include "pod-draft-keeper.h"
#include "pod-instrument.h"
#include "pod-screening-cohort.h"
#include "pod-screening-consent.h"
#include "pod-screening-criteria.h"
#include "pod-screening-decision.h"
#include "pod-screening-head.h"
#include "pod-screening-instruments.h"
#include "pod-screening-need.h"
#include "pod-screening-patient.h"
#include "pod-screening-results.h"
#include "pod-trial-screening.h"
#include "pod-words.h"

/* In the order in which they are walked. */
enum
{
  PATIENT,
  CONSENT,
  COHORT,
  RESULTS,
  INSTRUMENTS,
  CRITERIA,
  DECISION,
  N_STEPS,
};

static const char *const names[N_STEPS] = { "patient",     "consent",  "cohort",  "results",
                                            "instruments", "criteria", "decision" };

/* Wide enough for seven words and their counts beside their marks. */
#define WIDE 1250

#define GROUP "wizard"

struct _PodScreeningWizard
{
  AdwWindow parent_instance;

  PodTrialWindow *parent; /* NULL once it is gone */
  PodTrial *trial;
  PodScreeningCase now;
  int current;
  int width;
  guint width_id;
  gboolean moving; /* the stack moves because this file says so */
  gboolean may_close;

  AdwWindowTitle *title;
  AdwViewSwitcher *switcher;
  AdwViewStack *stack;
  AdwBin *keeper_place;
  PodDraftKeeper *keeper;
  GtkLabel *message;
  GtkButton *missing_button;
  GtkLabel *missing;
  GtkButton *leave_button;
  GtkButton *next_button;
  PodScreeningPatient *patient;
  PodScreeningConsent *consent;
  PodScreeningCohort *cohort;
  PodScreeningResults *results;
  PodScreeningInstruments *instruments;
  PodScreeningCriteria *criteria;
  PodScreeningDecision *decision;
};

G_DEFINE_FINAL_TYPE (PodScreeningWizard, pod_screening_wizard, ADW_TYPE_WINDOW)

static PodScreeningStep *
get_step (PodScreeningWizard *self, int i)
{
  gpointer steps[N_STEPS] = { self->patient,     self->consent,  self->cohort,  self->results,
                              self->instruments, self->criteria, self->decision };

  return POD_SCREENING_STEP (steps[i]);
}

static const PodStudy *
get_study (PodScreeningWizard *self)
{
  return pod_trial_get_study (self->trial);
}

static void
show_message (PodScreeningWizard *self, const char *text)
{
  gtk_label_set_text (self->message, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message), text != NULL);
}

/* ---- the head ---- */

static void
show_title (PodScreeningWizard *self)
{
  const PodSubject *subject;
  const PodCohort *cohort;
  g_autofree char *title = NULL;
  g_autofree char *answer = NULL;

  if (self->now.casebook == NULL)
    return;
  subject = pod_casebook_get_subject (self->now.casebook);
  cohort = subject->cohort != NULL ? pod_study_find_cohort (get_study (self), subject->cohort)
                                   : NULL;
  title = g_strdup_printf ("%s · %s",
                           subject->enrolment_number != NULL ? subject->enrolment_number
                                                             : subject->screening_number,
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

/* "Next: blood count: neutrophils, platelets"; NULL where nothing is. */
static char *
say_missing (PodScreeningWizard *self)
{
  g_autofree char *label = NULL;
  const PodObservation *next;

  if (self->now.casebook == NULL || is_decided (self))
    return NULL;
  if (pod_casebook_get_subject (self->now.casebook)->cohort == NULL)
    return g_strdup (_ ("Next: the cohort"));
  next = pod_screening_find_next (get_study (self), self->now.screening);
  if (next == NULL)
    return g_strdup (_ ("Nothing is missing: to the decision"));
  label = pod_screening_say_next (get_study (self), self->now.screening);
  return g_strdup_printf (_ ("Next: %s"), label);
}

static void
show_foot (PodScreeningWizard *self)
{
  g_autofree char *missing = say_missing (self);
  gboolean registers = self->now.subject == 0 && self->current == CONSENT;

  gtk_label_set_text (self->missing, missing != NULL ? missing : "");
  gtk_widget_set_visible (GTK_WIDGET (self->missing_button), missing != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "wizard.missing", missing != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->next_button), self->current != DECISION);
  gtk_button_set_label (self->next_button, registers                   ? _ ("_Register")
                                           : self->current == CRITERIA ? _ ("To the D_ecision")
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
  for (int i = 0; i < N_STEPS; i++)
    pod_screening_step_set (get_step (self, i), &self->now);
  show_all (self);
}

/* The steps look at the new one before the old one goes. */
static void
load (PodScreeningWizard *self)
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
    load (self);
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

/* ---- drafts ---- */

/* The first that has something that is not saved; -1 for none. */
static int
find_touched (PodScreeningWizard *self)
{
  for (int i = 0; i < N_STEPS; i++)
    if (pod_screening_step_is_touched (get_step (self, i)))
      return i;
  return -1;
}

static gboolean
is_touched (PodScreeningWizard *self)
{
  return find_touched (self) >= 0;
}

/* While somebody is registered the step alone is worth keeping: it is where one goes on. */
static char *
write_draft (gpointer form)
{
  PodScreeningWizard *self = form;
  g_autoptr (GKeyFile) file = NULL;

  if (self->now.subject == 0 && !is_touched (self))
    return NULL;
  file = g_key_file_new ();
  g_key_file_set_string (file, GROUP, "step", names[self->current]);
  for (int i = 0; i < N_STEPS; i++)
    pod_screening_step_write (get_step (self, i), file);
  return g_key_file_to_data (file, NULL, NULL);
}

static void move (PodScreeningWizard *self, int i);

/* A draft of a version before the wizard says no step. */
static gboolean
read_draft (gpointer form, const char *content)
{
  PodScreeningWizard *self = form;
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *step = NULL;
  gboolean any = FALSE;

  if (!g_key_file_load_from_data (file, content, (gsize) -1, G_KEY_FILE_NONE, NULL))
    return FALSE;
  for (int i = 0; i < N_STEPS; i++)
    any = pod_screening_step_read (get_step (self, i), file) || any;
  step = g_key_file_get_string (file, GROUP, "step", NULL);
  for (int i = 0; i < N_STEPS; i++)
    if (g_strcmp0 (names[i], step) == 0 && (self->now.subject != 0 || i <= CONSENT))
      move (self, i);
  return any || step != NULL;
}

static void
reset_draft (gpointer form)
{
  PodScreeningWizard *self = form;

  pod_screening_patient_reset (self->patient);
  pod_screening_consent_reset (self->consent);
  load (self);
}

static const PodDraftForm draft_form = { write_draft, read_draft, reset_draft };

/* One for whoever is not registered yet, another for each subject. */
static void
start_keeper (PodScreeningWizard *self)
{
  self->keeper = g_object_new (POD_TYPE_DRAFT_KEEPER, NULL);
  adw_bin_set_child (self->keeper_place, GTK_WIDGET (self->keeper));
  pod_draft_keeper_start (self->keeper, self->trial,
                          self->now.subject != 0 ? "screening" : "register", self->now.subject, 0,
                          &draft_form, GTK_WINDOW (self));
}

/* ---- registering ---- */

static void
fill_registration (PodScreeningWizard *self, PodRegistration *registration, PodConsent *how)
{
  *registration = (PodRegistration){ .how = how };
  pod_screening_patient_fill (self->patient, registration);
  pod_screening_consent_fill (self->consent, &registration->consent, how);
}

/* The patient's fields alone: the consent has not been asked for yet. */
static gboolean
check_patient (PodScreeningWizard *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  PodRegistration registration;
  PodConsent how;

  fill_registration (self, &registration, &how);
  if (pod_trial_check_registration (self->trial, &registration, &error))
    return TRUE;
  problems = pod_trial_take_problems (self->trial);
  return !pod_screening_patient_show_problems (self->patient, problems);
}

static void
tell_not_registered (PodScreeningWizard *self, const GError *error)
{
  g_autoptr (GPtrArray) problems = pod_trial_take_problems (self->trial);
  g_autofree char *words = pod_trial_error_to_words (error);

  if (!g_error_matches (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT))
    {
      show_message (self, words);
      return;
    }
  /* The first of the two is shown. */
  if (pod_screening_consent_show_problems (self->consent, problems))
    move (self, CONSENT);
  for (guint i = 0; i < 2; i++)
    if (pod_screening_patient_show_problems (self->patient, problems))
      move (self, PATIENT);
}

static gboolean
register_patient (PodScreeningWizard *self)
{
  g_autoptr (GError) error = NULL;
  PodRegistration registration;
  PodConsent how;
  gint64 subject;

  fill_registration (self, &registration, &how);
  subject = pod_trial_register (self->trial, &registration, &error);
  if (subject == 0)
    {
      tell_not_registered (self, error);
      return FALSE;
    }
  pod_draft_keeper_forget (self->keeper);
  self->now.subject = subject;
  load (self);
  start_keeper (self);
  if (self->parent != NULL)
    pod_trial_window_show_subject (self->parent, subject);
  return TRUE;
}

/* ---- walking ---- */

/* Whatever is typed is saved by the step that one leaves; FALSE where it stays. */
static gboolean
leave_step (PodScreeningWizard *self, int next)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  show_message (self, NULL);
  if (self->now.subject == 0 && next > CONSENT)
    return register_patient (self);
  if (self->now.subject == 0)
    return next <= self->current || check_patient (self);
  if (pod_screening_step_save (get_step (self, self->current), &error))
    return TRUE;
  if (error != NULL)
    {
      words = pod_trial_error_to_words (error);
      show_message (self, words);
    }
  return FALSE;
}

/* Without asking. */
static void
move (PodScreeningWizard *self, int i)
{
  self->moving = TRUE;
  adw_view_stack_set_visible_child_name (self->stack, names[i]);
  self->moving = FALSE;
  self->current = i;
  self->now.shown = get_step (self, i);
  pod_screening_step_show (get_step (self, i));
  show_foot (self);
}

static void
go (PodScreeningWizard *self, int i)
{
  if (i < 0 || i >= N_STEPS || (i != self->current && !leave_step (self, i)))
    return;
  move (self, i);
  pod_screening_step_focus (get_step (self, i));
  pod_draft_keeper_flush (self->keeper);
}

/* Somebody chose another step above.  This one comes back first: only there can it say why it cannot be left. */
static void
visible_cb (PodScreeningWizard *self)
{
  const char *name = adw_view_stack_get_visible_child_name (self->stack);

  if (self->moving || self->trial == NULL || name == NULL)
    return;
  for (int i = 0; i < N_STEPS; i++)
    if (g_str_equal (names[i], name) && i != self->current)
      {
        move (self, self->current);
        if (leave_step (self, i))
          move (self, i);
        pod_draft_keeper_flush (self->keeper);
        return;
      }
}

static void
go_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  go (POD_SCREENING_WIZARD (widget), g_variant_get_int32 (parameter) - 1);
}

static void
next_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodScreeningWizard *self = POD_SCREENING_WIZARD (widget);

  go (self, self->current + 1);
}

static void
back_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodScreeningWizard *self = POD_SCREENING_WIZARD (widget);

  go (self, self->current - 1);
}

/* To where it is entered. */
static void
go_to_observation (PodScreeningWizard *self, const PodObservation *observation)
{
  const PodInstrument *instrument = pod_screening_find_instrument (observation);
  const PodObservation *entry = pod_screening_find_entry (get_study (self), observation);

  go (self, instrument != NULL ? INSTRUMENTS : RESULTS);
  if (self->current == INSTRUMENTS && instrument != NULL)
    pod_screening_instruments_show (self->instruments, instrument->id);
  else if (self->current == RESULTS)
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
  go (self, CRITERIA);
  if (self->current == CRITERIA)
    pod_screening_criteria_select (self->criteria, id);
}

static void
missing_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodScreeningWizard *self = POD_SCREENING_WIZARD (widget);
  const PodObservation *next;

  if (self->now.casebook == NULL)
    return;
  next = pod_screening_find_next (get_study (self), self->now.screening);
  if (pod_casebook_get_subject (self->now.casebook)->cohort == NULL)
    go (self, COHORT);
  else if (next == NULL)
    go (self, DECISION);
  else
    go_to_observation (self, next);
}

static void
open_subject_cb (PodScreeningWizard *self, gint64 subject)
{
  PodTrialWindow *parent = self->parent;

  if (parent == NULL)
    return;
  /* The two numbers are those of whom one goes to; anything else was work. */
  if (self->now.subject != 0 ? is_touched (self) : pod_screening_patient_has_more (self->patient))
    pod_draft_keeper_flush (self->keeper);
  else
    pod_draft_keeper_forget (self->keeper);
  self->may_close = TRUE;
  gtk_window_close (GTK_WINDOW (self));
  pod_trial_window_show_subject (parent, subject);
}

/* The first that is not done; the decision where all are. */
static int
find_first_open (PodScreeningWizard *self)
{
  for (int i = 0; i < N_STEPS; i++)
    {
      g_autofree char *count = NULL;

      if (pod_screening_step_get_mark (get_step (self, i), &count) == POD_STEP_OPEN)
        return i;
    }
  return DECISION;
}

/* ---- leaving ---- */

static void
close_now (PodScreeningWizard *self)
{
  self->may_close = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

/* What is typed before anybody is registered, or waits for a signature, can only be kept as a draft. */
static void
leave_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodScreeningWizard *self = POD_SCREENING_WIZARD (widget);
  int touched;

  if (self->now.subject != 0 && !leave_step (self, self->current))
    return;
  touched = find_touched (self);
  if (self->now.subject != 0 && touched >= 0 && touched != DECISION)
    {
      move (self, touched);
      pod_screening_step_focus (get_step (self, touched));
      return;
    }
  if (touched >= 0)
    pod_draft_keeper_flush (self->keeper);
  else if (self->now.subject != 0)
    pod_draft_keeper_forget (self->keeper);
  close_now (self);
}

static void
discard (PodScreeningWizard *self)
{
  for (int i = 0; i < N_STEPS; i++)
    pod_screening_step_discard (get_step (self, i));
  pod_draft_keeper_forget (self->keeper);
}

static void
leaving_answered (PodLeaving answer, gpointer data)
{
  g_autoptr (PodScreeningWizard) self = data;

  if (answer == POD_LEAVING_STAY)
    return;
  if (answer == POD_LEAVING_DISCARD)
    discard (self);
  close_now (self);
}

static gboolean
pod_screening_wizard_close_request (GtkWindow *window)
{
  PodScreeningWizard *self = POD_SCREENING_WIZARD (window);

  if (pod_screening_decision_is_deciding (self->decision))
    return GDK_EVENT_STOP;
  if (!self->may_close && self->parent != NULL && pod_trial_is_signed_in (self->trial) &&
      is_touched (self))
    {
      pod_dialogs_ask_leaving (window,
                               self->now.subject != 0 ? _ ("Leave without saving?")
                                                      : _ ("Leave without registering?"),
                               _ ("What you typed will be lost, unless you keep it as a draft."),
                               pod_draft_keeper_can_keep (self->keeper), leaving_answered,
                               g_object_ref (self));
      return GDK_EVENT_STOP;
    }
  if (!self->may_close && pod_trial_is_signed_in (self->trial))
    pod_draft_keeper_forget (self->keeper);
  return GTK_WINDOW_CLASS (pod_screening_wizard_parent_class)->close_request (window);
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

PodScreeningWizard *
pod_screening_wizard_new (PodTrialWindow *parent, gint64 subject)
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
  load (self);
  move (self, find_first_open (self));
  start_keeper (self);
  g_signal_connect_swapped (self->trial, "changed", G_CALLBACK (changed_cb), self);
  pod_draft_keeper_flush (self->keeper);
  pod_screening_step_focus (get_step (self, self->current));
  return self;
}

void
pod_screening_wizard_show_step (PodScreeningWizard *self, const char *name)
{
  for (int i = 0; i < N_STEPS; i++)
    if (g_str_equal (names[i], name))
      go (self, i);
}

const char *
pod_screening_wizard_get_step (PodScreeningWizard *self)
{
  return names[self->current];
}

gint64
pod_screening_wizard_get_subject (PodScreeningWizard *self)
{
  return self->now.subject;
}
