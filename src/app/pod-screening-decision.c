#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-screening-decision.h"

#include <glib/gi18n-lib.h>

#include "pod-criteria-view.h"
#include "pod-dialogs.h"
#include "pod-problem-row.h"
#include "pod-signing-bar.h"
#include "pod-trial-screening.h"
#include "pod-verdict-item.h"
#include "pod-words.h"

struct _PodScreeningDecision
{
  AdwBin parent_instance;

  const PodScreeningCase *screening_case;
  GPtrArray *rows; /* AdwActionRow: of the list */
  gboolean deciding;

  GtkStack *stack;
  GtkLabel *glyph;
  GtkLabel *answer;
  GtkLabel *as_of;
  GtkLabel *number;
  GtkLabel *announcement; /* an alert: of a plain label nobody is told that it changed */
  PodSigningBar *signing;
  AdwPreferencesGroup *list;
  AdwPreferencesGroup *places;
  AdwPreferencesGroup *form;
  AdwActionRow *decision_row;
  AdwEntryRow *beyond;
  GtkEditable *password;
  PodProblemRow *password_problem;
  GtkWidget *decide_button;
  GtkSpinner *spinner;
  GtkLabel *message;
  GtkLabel *waits;
};

#define GROUP "decision"

static guint criterion_signal;

static void pod_screening_decision_step_init (PodScreeningStepInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PodScreeningDecision,
                               pod_screening_decision,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (POD_TYPE_SCREENING_STEP,
                                                      pod_screening_decision_step_init))

static const PodStudy *
get_study (PodScreeningDecision *self)
{
  return pod_trial_get_study (self->screening_case->trial);
}

/* The decision that was made; NULL while it is open. */
static const PodEvent *
find_decision (PodScreeningDecision *self)
{
  PodCasebook *casebook = self->screening_case->casebook;
  const PodEvent *enrolment = pod_casebook_find_event (casebook, "enrolment");

  return enrolment != NULL ? enrolment : pod_casebook_find_event (casebook, "screen_failure");
}

static void
show_message (PodScreeningDecision *self, const char *text)
{
  gtk_label_set_text (self->message, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message), text != NULL);
}

/* ---- what speaks against it, or is open ---- */

static void
clear_rows (PodScreeningDecision *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);

      adw_preferences_group_remove (self->list, row);
    }
  g_ptr_array_set_size (self->rows, 0);
}

static void
activated_cb (PodScreeningDecision *self, AdwActionRow *row)
{
  g_signal_emit (self, criterion_signal, 0, g_object_get_data (G_OBJECT (row), "criterion"));
}

/* "not met: Hemoglobin 59 g/L not ≥ 60 (−1), 15 Nov 2026" */
static char *
say_verdict (PodScreeningDecision *self, const PodVerdict *verdict)
{
  const char *words = pod_verdict_to_words (verdict);
  g_autofree char *evidence = pod_verdict_say_evidence (get_study (self), verdict);

  if (*evidence == '\0')
    return g_strdup (words);
  /* Translators: a verdict, then what it rests on. */
  return g_strdup_printf (C_ ("verdict", "%1$s: %2$s"), words, evidence);
}

static GtkWidget *
make_row (PodScreeningDecision *self, const PodVerdict *verdict)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *glyph = gtk_label_new (pod_truth_to_glyph (verdict->passes));
  g_autofree char *title = g_strdup_printf ("%s  %s", verdict->criterion->id,
                                            pod_words_get (&verdict->criterion->label,
                                                           pod_words_locale ()));
  g_autofree char *words = say_verdict (self, verdict);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_widget_add_css_class (glyph, pod_truth_to_style (verdict->passes));
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), glyph);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  g_object_set_data_full (G_OBJECT (row), "criterion", g_strdup (verdict->criterion->id), g_free);
  g_signal_connect_object (row, "activated", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  return row;
}

/* What failed where anything did; else what is open. */
static void
fill_list (PodScreeningDecision *self)
{
  const PodScreening *screening = self->screening_case->screening;
  PodTruth listed = screening->eligible;

  clear_rows (self);
  for (guint i = 0; listed != POD_TRUE && i < screening->verdicts->len; i++)
    {
      const PodVerdict *verdict = g_ptr_array_index (screening->verdicts, i);
      GtkWidget *row;

      if (verdict->passes != listed)
        continue;
      row = make_row (self, verdict);
      adw_preferences_group_add (self->list, row);
      g_ptr_array_add (self->rows, row);
    }
  adw_preferences_group_set_title (self->list, listed == POD_FALSE
                                                   ? _ ("What keeps the patient out")
                                                   : _ ("What is open"));
  gtk_widget_set_visible (GTK_WIDGET (self->list), self->rows->len > 0);
}

/* ---- the head ---- */

static void
show_answer (PodScreeningDecision *self)
{
  const PodScreening *screening = self->screening_case->screening;
  const PodEvent *decision = find_decision (self);
  g_autofree char *answer = pod_screening_to_words (screening);
  g_autofree char *day = pod_date_to_words (screening->as_of);
  g_autofree char *until = pod_date_to_words (screening->valid_until);
  g_autofree char *as_of = screening->eligible == POD_TRUE &&
                                   pod_date_is_set (screening->valid_until)
                               ? g_strdup_printf (_ ("As of %s · holds until %s"), day, until)
                               : g_strdup_printf (_ ("As of %s"), day);

  gtk_label_set_text (self->glyph, pod_truth_to_glyph (screening->eligible));
  for (PodTruth other = POD_FALSE; other <= POD_TRUE; other++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->glyph), pod_truth_to_style (other));
  gtk_widget_add_css_class (GTK_WIDGET (self->glyph), pod_truth_to_style (screening->eligible));
  gtk_label_set_text (self->answer, decision == NULL ? answer
                                    : g_str_equal (decision->code, "enrolment")
                                        ? _ ("Enrolled")
                                        : _ ("Screen failure"));
  gtk_label_set_text (self->as_of, as_of);
}

/* The number that the subject has from now on, and whose signature stands under it. */
static void
show_decision (PodScreeningDecision *self)
{
  const PodSubject *subject = pod_casebook_get_subject (self->screening_case->casebook);
  const PodEvent *decision = find_decision (self);
  g_autofree char *text = subject->enrolment_number != NULL
                              ? g_strdup_printf (_ ("Subject number %s"), subject->enrolment_number)
                              : NULL;

  gtk_label_set_text (self->number, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->number), text != NULL);
  if (decision != NULL)
    pod_signing_bar_set (self->signing, self->screening_case->trial, subject->record.id, "event",
                         decision->record.id);
  else
    pod_signing_bar_set (self->signing, NULL, 0, "event", 0);
}

/* ---- places ---- */

static gboolean
is_full (PodScreeningDecision *self)
{
  const char *cohort = pod_casebook_get_subject (self->screening_case->casebook)->cohort;
  guint target, n = pod_trial_count_enrolled (self->screening_case->trial, NULL, &target);
  gboolean full = target > 0 && n >= target;

  if (cohort == NULL)
    return full;
  n = pod_trial_count_enrolled (self->screening_case->trial, cohort, &target);
  return full || (target > 0 && n >= target);
}

static gboolean
refuses_more (PodScreeningDecision *self)
{
  return g_strcmp0 (pod_study_get (get_study (self), "beyond_target"), "refuse") == 0;
}

/* "21 of 36 places · MN 8 · IgAN 9 of 12 · AAV 4" */
static void
show_places (PodScreeningDecision *self)
{
  PodTrial *trial = self->screening_case->trial;
  const GPtrArray *cohorts = pod_study_get_cohorts (get_study (self));
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *escaped = NULL;
  guint target, n = pod_trial_count_enrolled (trial, NULL, &target);

  if (target > 0)
    g_string_append_printf (words, _ ("%u of %u places are taken"), n, target);
  else
    g_string_append_printf (words, ngettext ("%u is enrolled", "%u are enrolled", n), n);
  for (guint i = 0; i < cohorts->len; i++)
    {
      const PodCohort *cohort = g_ptr_array_index (cohorts, i);

      n = pod_trial_count_enrolled (trial, cohort->id, &target);
      g_string_append_printf (words, " · %s ",
                              pod_words_get (&cohort->short_label, pod_words_locale ()));
      if (target > 0)
        /* Translators: enrolled in a cohort, and how many are to be. */
        g_string_append_printf (words, _ ("%u of %u"), n, target);
      else
        g_string_append_printf (words, "%u", n);
    }
  escaped = g_markup_escape_text (words->str, -1);
  adw_preferences_group_set_description (self->places, escaped);
}

/* ---- the form ---- */

static PodTruth
get_eligible (PodScreeningDecision *self)
{
  return self->screening_case->screening->eligible;
}

static gboolean
may_decide (PodScreeningDecision *self)
{
  const PodScreeningCase *now = self->screening_case;

  return now->casebook != NULL && find_decision (self) == NULL &&
         pod_subject_state (get_study (self), now->casebook, pod_trial_get_today (now->trial)) ==
             POD_STATE_SCREENING &&
         get_eligible (self) != POD_UNKNOWN && pod_trial_may (now->trial, POD_VERB_ENROL) &&
         !(get_eligible (self) == POD_TRUE && is_full (self) && refuses_more (self));
}

/* NULL where nothing is in the way. */
static const char *
say_why_not (PodScreeningDecision *self)
{
  if (find_decision (self) != NULL || may_decide (self))
    return NULL;
  if (get_eligible (self) == POD_UNKNOWN)
    return _ ("Nothing is decided while a criterion is open. Waivers do not exist.");
  if (!pod_trial_may (self->screening_case->trial, POD_VERB_ENROL))
    return _ ("The principal investigator decides, and signs.");
  if (get_eligible (self) == POD_TRUE && is_full (self))
    return _ ("Every place of the study is taken: nobody else is enrolled.");
  return _ ("This subject is not in screening.");
}

static void
show_form (PodScreeningDecision *self)
{
  gboolean may = may_decide (self);
  gboolean enrols = get_eligible (self) == POD_TRUE;
  const char *why_not = say_why_not (self);

  gtk_widget_set_visible (GTK_WIDGET (self->form), may);
  gtk_widget_set_visible (self->decide_button, may);
  gtk_button_set_label (GTK_BUTTON (self->decide_button),
                        enrols ? _ ("_Enrol and Sign") : _ ("_Record Failure and Sign"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->decision_row),
                                 enrols ? _ ("Enrol today") : _ ("Screen failure, today"));
  adw_action_row_set_subtitle (
      self->decision_row,
      enrols
          ? _ ("Every criterion is settled in favour of entry. The subject gets a number, which "
               "cannot be taken back.")
          : _ ("Screening ends with the criteria above. The patient can be screened again under a "
               "new number."));
  gtk_widget_set_visible (GTK_WIDGET (self->beyond), enrols && is_full (self));
  gtk_label_set_text (self->waits, why_not != NULL ? why_not : "");
  gtk_widget_set_visible (GTK_WIDGET (self->waits), why_not != NULL);
}

/* ---- deciding ---- */

static void
set_deciding (PodScreeningDecision *self, gboolean deciding)
{
  self->deciding = deciding;
  gtk_spinner_set_spinning (self->spinner, deciding);
  pod_dialogs_set_busy (GTK_WIDGET (self->form), deciding);
  gtk_widget_set_sensitive (self->decide_button, !deciding);
}

/* A password that was refused stands at its field, with how many were; whatever else went wrong says nothing of it. */
static void
tell_failure (PodScreeningDecision *self, const GError *error)
{
  g_autofree char *words = pod_trial_error_to_words (error);
  g_autofree char *message = NULL;

  gtk_editable_set_text (self->password, "");
  if (!pod_trial_error_is_refusal (error))
    {
      /* Translators: %s is why. */
      message = g_strdup_printf (_ ("Nothing was decided and nothing was signed. %s"), words);
      show_message (self, message);
      return;
    }
  pod_problem_row_refuse (self->password_problem, GTK_WIDGET (self->password), words);
}

/* An alert is told of when it comes to be seen, and with its text: so the text first.  Whoever follows the keyboard alone hears it with the
 * answer, to which that goes. */
static void
announce (PodScreeningDecision *self)
{
  const PodSubject *subject = pod_casebook_get_subject (self->screening_case->casebook);
  g_autofree char *text = subject->enrolment_number != NULL
                              ? g_strdup_printf (_ ("Signed and recorded: enrolled as %s."),
                                                 subject->enrolment_number)
                              : g_strdup_printf (_ ("Signed and recorded: the screening of %s "
                                                    "failed."),
                                                 subject->screening_number);

  gtk_label_set_text (self->announcement, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->answer),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
  gtk_widget_set_visible (GTK_WIDGET (self->announcement), TRUE);
}

static void
forget_typed (PodScreeningDecision *self)
{
  gtk_editable_set_text (self->password, "");
  gtk_editable_set_text (GTK_EDITABLE (self->beyond), "");
}

/* All but the form is shown anew from the trial's "changed". */
static void
decided_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PodScreeningDecision) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_decided = pod_trial_decide_finish (POD_TRIAL (source), result, &error);

  self->deciding = FALSE;
  /* Somebody may have locked it meanwhile, and the window is gone. */
  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL ||
      !pod_trial_is_signed_in (POD_TRIAL (source)))
    return;
  set_deciding (self, FALSE);
  if (!is_decided)
    tell_failure (self, error);
  else
    forget_typed (self);
  show_form (self);
  /* The field with the cursor is gone: it goes on at what was decided, which is read aloud. */
  if (is_decided)
    {
      announce (self);
      gtk_widget_grab_focus (GTK_WIDGET (self->answer));
      gtk_label_select_region (self->answer, 0, 0);
    }
  pod_screening_step_tell_changed (POD_SCREENING_STEP (self));
}

static gboolean
is_filled_in (PodScreeningDecision *self)
{
  gboolean typed = *gtk_editable_get_text (self->password) != '\0';

  show_message (self, NULL);
  pod_problem_row_show (self->password_problem, GTK_WIDGET (self->password),
                        typed ? NULL : _ ("Type the password."));
  if (!typed)
    gtk_widget_grab_focus (GTK_WIDGET (self->password));
  return typed;
}

static void
decide_cb (PodScreeningDecision *self)
{
  const PodScreeningCase *now = self->screening_case;
  g_autofree char *beyond = NULL;
  PodDecision decision;

  if (self->deciding || !may_decide (self) || !is_filled_in (self))
    return;
  beyond = gtk_widget_get_visible (GTK_WIDGET (self->beyond))
               ? pod_screening_step_take_text (GTK_EDITABLE (self->beyond))
               : NULL;
  decision = (PodDecision){ .subject = now->subject,
                            .enrols = get_eligible (self) == POD_TRUE,
                            .date = pod_trial_get_today (now->trial),
                            .beyond = beyond,
                            .audit = pod_casebook_get_audit (now->casebook) };
  set_deciding (self, TRUE);
  pod_trial_decide_async (now->trial, &decision, gtk_editable_get_text (self->password), decided_cb,
                          g_object_ref (self));
}

gboolean
pod_screening_decision_is_deciding (PodScreeningDecision *self)
{
  return self->deciding;
}

/* ---- the step ---- */

static void
set (PodScreeningStep *step, const PodScreeningCase *screening_case)
{
  PodScreeningDecision *self = POD_SCREENING_DECISION (step);

  self->screening_case = screening_case;
  gtk_stack_set_visible_child_name (self->stack,
                                    screening_case->screening != NULL ? "decision" : "nobody");
  if (screening_case->screening == NULL)
    return;
  show_answer (self);
  show_decision (self);
  fill_list (self);
  show_places (self);
  if (!self->deciding)
    show_form (self);
}

static PodStepMark
get_mark (PodScreeningStep *step, char **count)
{
  PodScreeningDecision *self = POD_SCREENING_DECISION (step);
  const PodEvent *decision;

  if (self->screening_case->casebook == NULL)
    return POD_STEP_OPEN;
  decision = find_decision (self);
  if (decision == NULL)
    return POD_STEP_OPEN;
  return pod_signing_get (self->screening_case->casebook, "event", decision->record.id) ==
                 POD_SIGNING_CURRENT
             ? POD_STEP_DONE
             : POD_STEP_PROBLEM;
}

/* The reason alone: a password is never kept, and nothing is saved without it. */
static gboolean
is_touched (PodScreeningStep *step)
{
  PodScreeningDecision *self = POD_SCREENING_DECISION (step);

  return self->screening_case->casebook != NULL && may_decide (self) &&
         gtk_widget_get_visible (GTK_WIDGET (self->beyond)) &&
         *gtk_editable_get_text (GTK_EDITABLE (self->beyond)) != '\0';
}

static void
write_draft (PodScreeningStep *step, GKeyFile *draft)
{
  if (is_touched (step))
    g_key_file_set_string (draft, GROUP, "beyond",
                           gtk_editable_get_text (GTK_EDITABLE (POD_SCREENING_DECISION (step)
                                                                    ->beyond)));
}

static gboolean
read_draft (PodScreeningStep *step, GKeyFile *draft)
{
  if (!g_key_file_has_key (draft, GROUP, "beyond", NULL))
    return FALSE;
  pod_screening_step_read_text (draft, GROUP, "beyond",
                                GTK_EDITABLE (POD_SCREENING_DECISION (step)->beyond));
  return TRUE;
}

static void
discard (PodScreeningStep *step)
{
  forget_typed (POD_SCREENING_DECISION (step));
}

static void
focus (PodScreeningStep *step)
{
  PodScreeningDecision *self = POD_SCREENING_DECISION (step);

  if (gtk_widget_get_visible (GTK_WIDGET (self->form)))
    gtk_widget_grab_focus (GTK_WIDGET (self->password));
  else
    gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD);
  /* What gets the keyboard on the way is all chosen, which nobody did. */
  gtk_label_select_region (self->answer, 0, 0);
}

static void
pod_screening_decision_step_init (PodScreeningStepInterface *iface)
{
  iface->set = set;
  iface->get_mark = get_mark;
  iface->is_touched = is_touched;
  iface->write = write_draft;
  iface->read = read_draft;
  iface->discard = discard;
  iface->focus = focus;
}

/* ---- the class ---- */

static void
pod_screening_decision_unmap (GtkWidget *widget)
{
  PodScreeningDecision *self = POD_SCREENING_DECISION (widget);

  gtk_editable_set_text (self->password, "");
  gtk_widget_set_visible (GTK_WIDGET (self->announcement), FALSE);
  GTK_WIDGET_CLASS (pod_screening_decision_parent_class)->unmap (widget);
}

static void
pod_screening_decision_finalize (GObject *object)
{
  g_ptr_array_unref (POD_SCREENING_DECISION (object)->rows);
  G_OBJECT_CLASS (pod_screening_decision_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, PodScreeningDecision, stack);
  gtk_widget_class_bind_template_child (widget_class, PodScreeningDecision, glyph);
  gtk_widget_class_bind_template_child (widget_class, PodScreeningDecision, answer);
  gtk_widget_class_bind_template_child (widget_class, PodScreeningDecision, as_of);
  gtk_widget_class_bind_template_child (widget_class, PodScreeningDecision, number);
  gtk_widget_class_bind_template_child (widget_class, PodScreeningDecision, announcement);
  gtk_widget_class_bind_template_child (widget_class, PodScreeningDecision, signing);
  gtk_widget_class_bind_template_child (widget_class, PodScreeningDecision, list);
  gtk_widget_class_bind_template_child (widget_class, PodScreeningDecision, places);
  gtk_widget_class_bind_template_child (widget_class, PodScreeningDecision, form);
  gtk_widget_class_bind_template_child (widget_class, PodScreeningDecision, decision_row);
  gtk_widget_class_bind_template_child (widget_class, PodScreeningDecision, beyond);
  gtk_widget_class_bind_template_child (widget_class, PodScreeningDecision, password);
  gtk_widget_class_bind_template_child (widget_class, PodScreeningDecision, password_problem);
  gtk_widget_class_bind_template_child (widget_class, PodScreeningDecision, decide_button);
  gtk_widget_class_bind_template_child (widget_class, PodScreeningDecision, spinner);
  gtk_widget_class_bind_template_child (widget_class, PodScreeningDecision, message);
  gtk_widget_class_bind_template_child (widget_class, PodScreeningDecision, waits);
}

static void
pod_screening_decision_class_init (PodScreeningDecisionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = pod_screening_decision_finalize;
  widget_class->unmap = pod_screening_decision_unmap;
  criterion_signal = g_signal_new ("criterion", POD_TYPE_SCREENING_DECISION, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  g_type_ensure (POD_TYPE_PROBLEM_ROW);
  g_type_ensure (POD_TYPE_SIGNING_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/podocyte/Podocyte/"
                                                             "pod-screening-decision.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, decide_cb);
}

static void
pod_screening_decision_init (PodScreeningDecision *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
