#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-subject-page.h"

#include <glib/gi18n-lib.h>

#include "pod-adverse-event-page.h"
#include "pod-checks-dialog.h"
#include "pod-dialogs.h"
#include "pod-eligibility-page.h"
#include "pod-history-view.h"
#include "pod-instrument-dialog.h"
#include "pod-lab-page.h"
#include "pod-medication-dialog.h"
#include "pod-paper-dialog.h"
#include "pod-query-dialog.h"
#include "pod-results-dialog.h"
#include "pod-screening-wizard.h"
#include "pod-significance-dialog.h"
#include "pod-signing-bar.h"
#include "pod-timeline-page.h"
#include "pod-words.h"

struct _PodSubjectPage
{
  AdwBin parent_instance;

  PodTrial *trial;
  gint64 subject;
  guint hide_id;
  guint reveal_seconds;
  PodDayView *days; /* of all charts */

  GtkLabel *number;
  GtkLabel *summary;
  GtkToggleButton *reveal_button;
  GtkLabel *name;
  GtkWidget *switcher;
  AdwViewStack *stack;
  PodTimelinePage *timeline;
  PodLabPage *labs;
  PodAdverseEventPage *events;
  PodEligibilityPage *eligibility;
  PodHistoryView *history;
  PodSigningBar *signing;
  GtkWidget *record_button;
  GtkButton *queries_button;
  GtkButton *screen_button;
  GtkWidget *checks_button;
};

G_DEFINE_FINAL_TYPE (PodSubjectPage, pod_subject_page, ADW_TYPE_BIN)

static void
hide_name (PodSubjectPage *self)
{
  g_clear_handle_id (&self->hide_id, g_source_remove);
  gtk_label_set_text (self->name, "");
  gtk_toggle_button_set_active (self->reveal_button, FALSE);
}

static gboolean
hide_cb (gpointer user_data)
{
  PodSubjectPage *self = user_data;

  self->hide_id = 0;
  hide_name (self);
  return G_SOURCE_REMOVE;
}

static void
show_name (PodSubjectPage *self, const char *name)
{
  gtk_label_set_text (self->name, name);
  self->hide_id = g_timeout_add_seconds (self->reveal_seconds, hide_cb, self);
}

/* A look at a name is an entry in the audit trail, so it happens only when asked for, and ends with leaving the page. */
static void
reveal_toggled_cb (PodSubjectPage *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;

  g_clear_handle_id (&self->hide_id, g_source_remove);
  gtk_label_set_text (self->name, "");
  if (!gtk_toggle_button_get_active (self->reveal_button) || self->trial == NULL)
    return;
  name = pod_trial_reveal_name (self->trial, self->subject, &error);
  if (name != NULL)
    show_name (self, name);
  else if (error != NULL)
    {
      g_autofree char *words = pod_trial_error_to_words (error);

      hide_name (self);
      pod_dialogs_show_error (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                              _ ("The name stays sealed"), words);
    }
}

/* "MN · treated · day 92"; the cohort in full and the screening number are a tooltip away. */
static void
show_head (PodSubjectPage *self, PodCasebook *casebook)
{
  const PodStudy *study = pod_trial_get_study (self->trial);
  const PodSubject *subject = pod_casebook_get_subject (casebook);
  const PodCohort *cohort = subject->cohort != NULL ? pod_study_find_cohort (study, subject->cohort)
                                                    : NULL;
  PodDate today = pod_trial_get_today (self->trial);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *tooltip = g_strdup_printf ("%s\n%s",
                                              cohort != NULL ? pod_words_get (&cohort->label,
                                                                              pod_words_locale ())
                                                             : _ ("cohort not decided"),
                                              subject->screening_number);
  int day;

  g_string_append (text, cohort != NULL ? pod_words_get (&cohort->short_label, pod_words_locale ())
                                        : _ ("cohort not decided"));
  g_string_append_printf (text, " · %s",
                          pod_subject_state_to_words (pod_subject_state (study, casebook, today)));
  if (pod_subject_day (study, casebook, today, &day))
    {
      g_autofree char *number = pod_study_day_to_words (day);

      g_string_append_printf (text, " · %s", number);
    }
  gtk_label_set_text (self->number, pod_subject_get_number (subject));
  gtk_label_set_text (self->summary, text->str);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->summary), tooltip);
  gtk_widget_set_visible (GTK_WIDGET (self->reveal_button),
                          pod_trial_may (self->trial, POD_VERB_SEE_IDENTITY));
  gtk_widget_set_visible (self->record_button, pod_trial_may (self->trial, POD_VERB_RECORD));
}

static void
set_casebook (PodSubjectPage *self, PodTrial *trial, PodCasebook *casebook)
{
  pod_timeline_page_set_casebook (self->timeline, trial, casebook);
  pod_lab_page_set_casebook (self->labs, trial, casebook);
  pod_adverse_event_page_set_casebook (self->events, trial, casebook);
  pod_eligibility_page_set_casebook (self->eligibility, trial, casebook);
  pod_history_view_set_scope (self->history, trial, self->subject, NULL, 0);
  pod_signing_bar_set (self->signing, trial, self->subject, "casebook", 0);
}

/* "2 Queries": what is not closed; without a number where nothing waits. */
static void
show_queries (PodSubjectPage *self, PodCasebook *casebook)
{
  guint n = pod_casebook_count_open_queries (casebook);
  g_autofree char *label =
      n > 0 ? g_strdup_printf (ngettext ("%u Open _Query", "%u Open _Queries", n), n)
            : g_strdup (_ ("_Queries"));

  gtk_button_set_label (self->queries_button, label);
}

/* An attempt that failed is over: screening again is another one, with a number and a consent of its own. */
static void
show_screening (PodSubjectPage *self, PodCasebook *casebook)
{
  PodSubjectState state = pod_subject_state (pod_trial_get_study (self->trial), casebook,
                                             pod_trial_get_today (self->trial));
  gboolean goes_on = state == POD_STATE_SCREENING && pod_trial_may (self->trial, POD_VERB_RECORD);
  gboolean failed = state == POD_STATE_SCREEN_FAILURE;
  gboolean again = failed && pod_trial_may (self->trial, POD_VERB_CONSENT);

  gtk_button_set_label (self->screen_button,
                        failed ? _ ("_Screen Again…") : _ ("_Continue Screening…"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->screen_button),
                               failed && !again
                                   ? _ ("The investigators and the coordinator register a "
                                        "patient, and can screen this one again.")
                                   : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->screen_button), goes_on || failed);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "subject.screen", goes_on || again);
}

/* Between the decision and the infusion. */
static void
show_checks (PodSubjectPage *self, PodCasebook *casebook)
{
  const PodStudy *study = pod_trial_get_study (self->trial);
  PodSubjectState state = pod_subject_state (study, casebook, pod_trial_get_today (self->trial));
  gboolean is_due = pod_study_get_checks (study)->len > 0 &&
                    (state == POD_STATE_ENROLLED || state == POD_STATE_LYMPHODEPLETION);

  gtk_widget_set_visible (self->checks_button, is_due);
}

static void
show_subject (PodSubjectPage *self)
{
  g_autoptr (PodCasebook) casebook = NULL;

  if (self->trial != NULL && self->subject != 0)
    casebook = pod_trial_load_casebook (self->trial, self->subject, NULL);
  if (casebook == NULL)
    {
      hide_name (self);
      gtk_label_set_text (self->number, "");
      gtk_label_set_text (self->summary, "");
      gtk_widget_set_tooltip_text (GTK_WIDGET (self->summary), NULL);
    }
  else
    {
      show_head (self, casebook);
      show_queries (self, casebook);
      show_screening (self, casebook);
      show_checks (self, casebook);
    }
  set_casebook (self, casebook != NULL ? self->trial : NULL, casebook);
}

static void
changed_cb (PodSubjectPage *self, gint64 subject)
{
  if (subject == self->subject || subject == 0)
    show_subject (self);
}

static void
queries_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodSubjectPage *self = POD_SUBJECT_PAGE (widget);

  if (self->trial != NULL && self->subject != 0)
    gtk_window_present (GTK_WINDOW (pod_query_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)),
                                                          self->trial, self->subject)));
}

static void
record_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodSubjectPage *self = POD_SUBJECT_PAGE (widget);

  PodResultsDialog *dialog;

  if (self->trial == NULL || self->subject == 0 || !pod_trial_may (self->trial, POD_VERB_RECORD))
    return;
  dialog = pod_results_dialog_new_for_visit (GTK_WINDOW (gtk_widget_get_root (widget)), self->trial,
                                             self->subject, NULL, POD_DATE_NONE);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
instrument_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodSubjectPage *self = POD_SUBJECT_PAGE (widget);

  if (self->trial != NULL && self->subject != 0)
    gtk_window_present (GTK_WINDOW (pod_instrument_dialog_new (
        GTK_WINDOW (gtk_widget_get_root (widget)), self->trial, self->subject, NULL)));
}

/* Afterwards too, to be read. */
static void
checks_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodSubjectPage *self = POD_SUBJECT_PAGE (widget);

  if (self->trial != NULL && self->subject != 0 && pod_trial_may (self->trial, POD_VERB_READ) &&
      pod_study_get_checks (pod_trial_get_study (self->trial))->len > 0)
    gtk_window_present (GTK_WINDOW (pod_checks_dialog_new (
        GTK_WINDOW (gtk_widget_get_root (widget)), self->trial, self->subject)));
}

static void
judge_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodSubjectPage *self = POD_SUBJECT_PAGE (widget);

  if (self->trial != NULL && self->subject != 0 && pod_trial_may (self->trial, POD_VERB_READ))
    gtk_window_present (GTK_WINDOW (pod_significance_dialog_new (
        GTK_WINDOW (gtk_widget_get_root (widget)), self->trial, self->subject)));
}

/* NULL where the page stands in no window of a trial. */
static PodScreeningWizard *
open_wizard (PodSubjectPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autoptr (PodCasebook) casebook = NULL;
  PodScreeningWizard *wizard;
  gboolean is_over;

  if (!POD_IS_TRIAL_WINDOW (root) || self->trial == NULL)
    return NULL;
  casebook = pod_trial_load_casebook (self->trial, self->subject, NULL);
  if (casebook == NULL)
    return NULL;
  is_over = pod_casebook_find_event (casebook, "screen_failure") != NULL;
  wizard = is_over ? pod_screening_wizard_new_again (POD_TRIAL_WINDOW (root), self->subject)
                   : pod_screening_wizard_new (POD_TRIAL_WINDOW (root), self->subject);
  gtk_window_present (GTK_WINDOW (wizard));
  return wizard;
}

static void
screen_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  open_wizard (POD_SUBJECT_PAGE (widget));
}

static void
decide_cb (PodSubjectPage *self)
{
  PodScreeningWizard *wizard = open_wizard (self);

  if (wizard != NULL)
    pod_screening_wizard_show_step (wizard, "decision");
}

static void
medication_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodSubjectPage *self = POD_SUBJECT_PAGE (widget);

  if (self->trial != NULL && self->subject != 0 && pod_trial_may (self->trial, POD_VERB_READ))
    gtk_window_present (GTK_WINDOW (pod_medication_dialog_new (
        GTK_WINDOW (gtk_widget_get_root (widget)), self->trial, self->subject)));
}

/* It is looked at first, and printed or saved from there. */
static void
sheet_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodSubjectPage *self = POD_SUBJECT_PAGE (widget);

  if (self->trial != NULL && self->subject != 0)
    gtk_window_present (GTK_WINDOW (pod_paper_dialog_new_sheet (
        GTK_WINDOW (gtk_widget_get_root (widget)), self->trial, self->subject)));
}

/* Leaving the page, by whatever way. */
static void
pod_subject_page_unmap (GtkWidget *widget)
{
  hide_name (POD_SUBJECT_PAGE (widget));
  GTK_WIDGET_CLASS (pod_subject_page_parent_class)->unmap (widget);
}

static void
pod_subject_page_dispose (GObject *object)
{
  PodSubjectPage *self = POD_SUBJECT_PAGE (object);

  g_clear_handle_id (&self->hide_id, g_source_remove);
  if (self->trial != NULL)
    g_signal_handlers_disconnect_by_data (self->trial, self);
  g_clear_object (&self->trial);
  g_clear_object (&self->days);
  G_OBJECT_CLASS (pod_subject_page_parent_class)->dispose (object);
}

static void
pod_subject_page_class_init (PodSubjectPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pod_subject_page_dispose;
  widget_class->unmap = pod_subject_page_unmap;
  g_type_ensure (POD_TYPE_TIMELINE_PAGE);
  g_type_ensure (POD_TYPE_LAB_PAGE);
  g_type_ensure (POD_TYPE_ADVERSE_EVENT_PAGE);
  g_type_ensure (POD_TYPE_ELIGIBILITY_PAGE);
  g_type_ensure (POD_TYPE_HISTORY_VIEW);
  g_type_ensure (POD_TYPE_SIGNING_BAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/podocyte/Podocyte/pod-subject-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PodSubjectPage, number);
  gtk_widget_class_bind_template_child (widget_class, PodSubjectPage, summary);
  gtk_widget_class_bind_template_child (widget_class, PodSubjectPage, reveal_button);
  gtk_widget_class_bind_template_child (widget_class, PodSubjectPage, name);
  gtk_widget_class_bind_template_child (widget_class, PodSubjectPage, switcher);
  gtk_widget_class_bind_template_child (widget_class, PodSubjectPage, stack);
  gtk_widget_class_bind_template_child (widget_class, PodSubjectPage, timeline);
  gtk_widget_class_bind_template_child (widget_class, PodSubjectPage, labs);
  gtk_widget_class_bind_template_child (widget_class, PodSubjectPage, events);
  gtk_widget_class_bind_template_child (widget_class, PodSubjectPage, eligibility);
  gtk_widget_class_bind_template_child (widget_class, PodSubjectPage, history);
  gtk_widget_class_bind_template_child (widget_class, PodSubjectPage, signing);
  gtk_widget_class_bind_template_child (widget_class, PodSubjectPage, queries_button);
  gtk_widget_class_bind_template_child (widget_class, PodSubjectPage, record_button);
  gtk_widget_class_bind_template_child (widget_class, PodSubjectPage, screen_button);
  gtk_widget_class_bind_template_child (widget_class, PodSubjectPage, checks_button);
  gtk_widget_class_install_action (widget_class, "subject.checks", NULL, checks_cb);
  gtk_widget_class_install_action (widget_class, "subject.screen", NULL, screen_cb);
  gtk_widget_class_install_action (widget_class, "subject.judge", NULL, judge_cb);
  gtk_widget_class_bind_template_callback (widget_class, decide_cb);
  gtk_widget_class_install_action (widget_class, "subject.queries", NULL, queries_cb);
  gtk_widget_class_install_action (widget_class, "subject.record", NULL, record_cb);
  gtk_widget_class_install_action (widget_class, "subject.instrument", NULL, instrument_cb);
  gtk_widget_class_install_action (widget_class, "subject.medication", NULL, medication_cb);
  gtk_widget_class_install_action (widget_class, "subject.sheet", NULL, sheet_cb);
  gtk_widget_class_bind_template_callback (widget_class, reveal_toggled_cb);
}

static void
pod_subject_page_init (PodSubjectPage *self)
{
  self->reveal_seconds = POD_REVEAL_SECONDS;
  self->days = pod_day_view_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  pod_timeline_page_set_days (self->timeline, self->days);
  pod_lab_page_set_days (self->labs, self->days);
}

void
pod_subject_page_set_trial (PodSubjectPage *self, PodTrial *trial)
{
  if (self->trial != NULL)
    g_signal_handlers_disconnect_by_data (self->trial, self);
  g_set_object (&self->trial, trial);
  self->subject = 0;
  pod_day_view_reset (self->days);
  if (trial != NULL)
    g_signal_connect_swapped (trial, "changed", G_CALLBACK (changed_cb), self);
  show_subject (self);
}

void
pod_subject_page_set_subject (PodSubjectPage *self, gint64 subject)
{
  hide_name (self);
  if (subject != self->subject)
    pod_day_view_reset (self->days);
  self->subject = subject;
  show_subject (self);
}

/* (nullable) */
static GtkWidget *
find_active_button (GtkWidget *root)
{
  if (GTK_IS_TOGGLE_BUTTON (root))
    return gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (root)) ? root : NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *button = find_active_button (child);

      if (button != NULL)
        return button;
    }
  return NULL;
}

void
pod_subject_page_focus_tab (PodSubjectPage *self)
{
  GtkWidget *button = find_active_button (self->switcher);

  if (button != NULL)
    gtk_widget_grab_focus (button);
}

void
pod_subject_page_show_tab (PodSubjectPage *self, const char *tab)
{
  adw_view_stack_set_visible_child_name (self->stack, tab);
  pod_subject_page_focus_tab (self);
}

void
pod_subject_page_show_screening (PodSubjectPage *self)
{
  pod_subject_page_show_tab (self, "eligibility");
  pod_eligibility_page_show_missing (self->eligibility);
}

void
pod_subject_page_show_result (PodSubjectPage *self, gint64 finding)
{
  pod_subject_page_show_tab (self, "labs");
  pod_lab_page_show_result (self->labs, finding);
}

void
pod_subject_page_show_event (PodSubjectPage *self, gint64 event)
{
  pod_subject_page_show_tab (self, "events");
  pod_adverse_event_page_show_event (self->events, event);
}

void
pod_subject_page_show_visit (PodSubjectPage *self, gint64 visit)
{
  pod_subject_page_show_tab (self, "timeline");
  pod_timeline_page_show_visit (self->timeline, visit);
}

void
pod_subject_page_set_reveal_seconds (PodSubjectPage *self, guint seconds)
{
  self->reveal_seconds = seconds;
}
