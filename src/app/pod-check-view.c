#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-check-view.h"

#include <glib/gi18n-lib.h>

#include "pod-check-record.h"
#include "pod-check-row.h"
#include "pod-dialogs.h"
#include "pod-problem-row.h"
#include "pod-signing-bar.h"
#include "pod-trial-check.h"
#include "pod-verdict-item.h"
#include "pod-words.h"

struct _PodCheckView
{
  AdwBin parent_instance;

  PodTrial *trial;
  PodCasebook *casebook; /* what is looked at, and so what is decided on */
  const PodCheck *check; /* the study's */
  PodCheckAnswer *answer;
  GPtrArray *rows; /* PodCheckRow: of the list */
  gboolean signing_now;

  GtkLabel *glyph;
  GtkLabel *title;
  GtkLabel *words;
  GtkLabel *day;
  AdwPreferencesGroup *list;
  GtkWidget *decided_box;
  GtkLabel *decided;
  PodSigningBar *signing;
  AdwPreferencesGroup *form;
  GtkWidget *go_on_row;
  GtkCheckButton *go_on;
  GtkCheckButton *hold;
  AdwEntryRow *why;
  GtkEditable *password;
  PodProblemRow *password_problem;
  GtkWidget *sign_button;
  GtkSpinner *spinner;
  GtkLabel *message;
};

static guint wants_signal;

G_DEFINE_FINAL_TYPE (PodCheckView, pod_check_view, ADW_TYPE_BIN)

static void
show_message (PodCheckView *self, const char *text)
{
  gtk_label_set_text (self->message, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message), text != NULL);
}

/* ---- the program's answer ---- */

/* What was planned for a day that is over says nothing. */
static PodTruth
get_truth (PodCheckView *self)
{
  gboolean is_open = self->answer->may_go_on == POD_TRUE &&
                     (pod_check_answer_is_day_over (self->answer) ||
                      !pod_date_is_set (self->answer->day));

  return is_open ? POD_UNKNOWN : self->answer->may_go_on;
}

static char *
say_day (const PodCheckAnswer *answer)
{
  g_autofree char *date = pod_date_is_set (answer->day) ? pod_date_to_words (answer->day) : NULL;

  if (date == NULL)
    return g_strdup (_ ("No day is planned: look-backs count from today."));
  if (answer->taken)
    return g_strdup_printf (_ ("It took place on %s."), date);
  if (pod_check_answer_is_day_over (answer))
    return g_strdup_printf (_ ("It was planned for %s, which is over, and is not on record."),
                            date);
  return g_strdup_printf (_ ("Planned for %s: look-backs count from that day."), date);
}

static void
show_answer (PodCheckView *self)
{
  g_autofree char *day = say_day (self->answer);
  PodTruth truth = get_truth (self);
  PodCheckAnswer shown = *self->answer;

  shown.may_go_on = truth;
  gtk_label_set_text (self->glyph, pod_truth_to_glyph (truth));
  for (PodTruth other = POD_FALSE; other <= POD_TRUE; other++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->glyph), pod_truth_to_style (other));
  gtk_widget_add_css_class (GTK_WIDGET (self->glyph), pod_truth_to_style (truth));
  gtk_label_set_text (self->title, pod_words_get (&self->check->label, pod_words_locale ()));
  /* Of a step that was taken nothing is to be told any more. */
  gtk_label_set_text (self->words,
                      shown.taken ? C_ ("check", "taken") : pod_check_answer_to_words (&shown));
  gtk_widget_set_visible (GTK_WIDGET (self->glyph), !shown.taken);
  gtk_label_set_text (self->day, day);
}

static void
wants_cb (PodCheckView *self, const char *observation)
{
  g_signal_emit (self, wants_signal, 0, observation);
}

static void
show_conditions (PodCheckView *self)
{
  const PodStudy *study = pod_trial_get_study (self->trial);
  gboolean may_enter = pod_trial_may (self->trial, POD_VERB_RECORD) && !self->answer->taken;

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->list, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < self->answer->verdicts->len; i++)
    {
      GtkWidget *row = pod_check_row_new (study, g_ptr_array_index (self->answer->verdicts, i),
                                          may_enter);

      g_signal_connect_object (row, "wants", G_CALLBACK (wants_cb), self, G_CONNECT_SWAPPED);
      adw_preferences_group_add (self->list, row);
      g_ptr_array_add (self->rows, row);
    }
}

/* ---- what was decided ---- */

static void
show_decided (PodCheckView *self)
{
  g_autofree char *code = pod_check_get_code (self->check);
  const PodEvent *event = pod_casebook_find_event (self->casebook, code);
  g_autofree char *words = NULL;

  gtk_widget_set_visible (self->decided_box, event != NULL);
  if (event == NULL)
    {
      pod_signing_bar_set (self->signing, NULL, 0, "event", 0);
      return;
    }
  words = pod_check_detail_to_words (pod_trial_get_study (self->trial), event->detail);
  gtk_label_set_text (self->decided, words);
  pod_signing_bar_set (self->signing, self->trial, event->record.subject, "event",
                       event->record.id);
}

/* ---- the form ---- */

static gboolean
may_sign (PodCheckView *self)
{
  PodSubjectState state;

  if (self->casebook == NULL || self->answer->taken ||
      !pod_trial_may (self->trial, POD_VERB_JUDGE) || !pod_trial_may (self->trial, POD_VERB_SIGN))
    return FALSE;
  state = pod_subject_state (pod_trial_get_study (self->trial), self->casebook,
                             pod_trial_get_today (self->trial));
  return state == POD_STATE_ENROLLED || state == POD_STATE_LYMPHODEPLETION;
}

static void
outcome_cb (PodCheckView *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->why), gtk_check_button_get_active (self->hold) &&
                                                      self->answer != NULL &&
                                                      get_truth (self) == POD_TRUE);
}

/* Where it must not go on, that is no choice. */
static void
show_form (PodCheckView *self)
{
  gboolean may = may_sign (self);
  gboolean may_go_on = get_truth (self) == POD_TRUE;

  gtk_widget_set_visible (GTK_WIDGET (self->form), may);
  gtk_widget_set_visible (self->sign_button, may);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "check.sign", may && !self->signing_now);
  gtk_widget_set_sensitive (self->go_on_row, may_go_on);
  if (!may_go_on && gtk_check_button_get_active (self->go_on))
    gtk_check_button_set_active (self->go_on, FALSE);
  outcome_cb (self);
}

/* ---- signing ---- */

static void
set_signing (PodCheckView *self, gboolean signing_now)
{
  self->signing_now = signing_now;
  gtk_spinner_set_spinning (self->spinner, signing_now);
  pod_dialogs_set_busy (GTK_WIDGET (self->form), signing_now);
}

/* A password that was refused stands at its field, with how many were; whatever else went wrong says nothing of it. */
static void
tell_failure (PodCheckView *self, const GError *error)
{
  g_autofree char *words = pod_trial_error_to_words (error);
  g_autofree char *message = NULL;

  gtk_editable_set_text (self->password, "");
  if (!pod_trial_error_is_refusal (error))
    {
      message = g_strdup_printf (_ ("Nothing was decided and nothing was signed. %s"), words);
      show_message (self, message);
      return;
    }
  pod_problem_row_refuse (self->password_problem, GTK_WIDGET (self->password), words);
}

static void
clear_form (PodCheckView *self)
{
  gtk_editable_set_text (self->password, "");
  gtk_editable_set_text (GTK_EDITABLE (self->why), "");
  gtk_check_button_set_active (self->go_on, FALSE);
  gtk_check_button_set_active (self->hold, FALSE);
}

/* All but the form is shown anew from the trial's "changed". */
static void
signed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PodCheckView) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_signed = pod_trial_sign_check_finish (POD_TRIAL (source), result, &error);

  self->signing_now = FALSE;
  /* Somebody may have locked it meanwhile, and the window is gone. */
  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL ||
      !pod_trial_is_signed_in (POD_TRIAL (source)))
    return;
  set_signing (self, FALSE);
  if (is_signed)
    clear_form (self);
  else
    tell_failure (self, error);
  show_form (self);
}

static gboolean
is_filled_in (PodCheckView *self)
{
  gboolean chosen = gtk_check_button_get_active (self->go_on) ||
                    gtk_check_button_get_active (self->hold);
  gboolean typed = *gtk_editable_get_text (self->password) != '\0';

  show_message (self, chosen ? NULL : _ ("Choose what you decide."));
  pod_problem_row_show (self->password_problem, GTK_WIDGET (self->password),
                        typed ? NULL : _ ("Type the password."));
  if (!chosen)
    gtk_widget_child_focus (GTK_WIDGET (self->form), GTK_DIR_TAB_FORWARD);
  else if (!typed)
    gtk_widget_grab_focus (GTK_WIDGET (self->password));
  return chosen && typed;
}

static void
sign_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodCheckView *self = POD_CHECK_VIEW (widget);
  g_autofree char *why = NULL;
  PodCheckDecision decision;

  if (self->casebook == NULL || self->signing_now || !may_sign (self) || !is_filled_in (self))
    return;
  why = gtk_widget_get_visible (GTK_WIDGET (self->why))
            ? g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->why))))
            : NULL;
  decision = (PodCheckDecision){ .subject = pod_casebook_get_subject (self->casebook)->record.id,
                                 .check = self->check->id,
                                 .goes_on = gtk_check_button_get_active (self->go_on),
                                 .date = pod_trial_get_today (self->trial),
                                 .why = why,
                                 .audit = pod_casebook_get_audit (self->casebook) };
  set_signing (self, TRUE);
  gtk_widget_action_set_enabled (widget, "check.sign", FALSE);
  pod_trial_sign_check_async (self->trial, &decision, gtk_editable_get_text (self->password),
                              signed_cb, g_object_ref (self));
}

static void
password_activated_cb (PodCheckView *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "check.sign", NULL);
}

gboolean
pod_check_view_is_signing (PodCheckView *self)
{
  return self->signing_now;
}

/* ---- the class ---- */

static void
clear (PodCheckView *self)
{
  g_clear_pointer (&self->answer, pod_check_answer_free);
  g_clear_pointer (&self->casebook, pod_casebook_unref);
  g_clear_object (&self->trial);
}

void
pod_check_view_set (PodCheckView *self,
                    PodTrial *trial,
                    PodCasebook *casebook,
                    const PodCheck *check)
{
  g_return_if_fail (POD_IS_CHECK_VIEW (self));

  clear (self);
  self->trial = g_object_ref (trial);
  self->casebook = pod_casebook_ref (casebook);
  self->check = check;
  self->answer = pod_check_answer_new (pod_trial_get_study (trial), pod_trial_get_site (trial),
                                       casebook, check, pod_trial_get_today (trial));
  show_answer (self);
  show_conditions (self);
  show_decided (self);
  show_form (self);
}

static void
pod_check_view_dispose (GObject *object)
{
  clear (POD_CHECK_VIEW (object));
  G_OBJECT_CLASS (pod_check_view_parent_class)->dispose (object);
}

static void
pod_check_view_finalize (GObject *object)
{
  g_ptr_array_unref (POD_CHECK_VIEW (object)->rows);
  G_OBJECT_CLASS (pod_check_view_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, PodCheckView, glyph);
  gtk_widget_class_bind_template_child (widget_class, PodCheckView, title);
  gtk_widget_class_bind_template_child (widget_class, PodCheckView, words);
  gtk_widget_class_bind_template_child (widget_class, PodCheckView, day);
  gtk_widget_class_bind_template_child (widget_class, PodCheckView, list);
  gtk_widget_class_bind_template_child (widget_class, PodCheckView, decided_box);
  gtk_widget_class_bind_template_child (widget_class, PodCheckView, decided);
  gtk_widget_class_bind_template_child (widget_class, PodCheckView, signing);
  gtk_widget_class_bind_template_child (widget_class, PodCheckView, form);
  gtk_widget_class_bind_template_child (widget_class, PodCheckView, go_on_row);
  gtk_widget_class_bind_template_child (widget_class, PodCheckView, go_on);
  gtk_widget_class_bind_template_child (widget_class, PodCheckView, hold);
  gtk_widget_class_bind_template_child (widget_class, PodCheckView, why);
  gtk_widget_class_bind_template_child (widget_class, PodCheckView, password);
  gtk_widget_class_bind_template_child (widget_class, PodCheckView, password_problem);
  gtk_widget_class_bind_template_child (widget_class, PodCheckView, sign_button);
  gtk_widget_class_bind_template_child (widget_class, PodCheckView, spinner);
  gtk_widget_class_bind_template_child (widget_class, PodCheckView, message);
}

static void
pod_check_view_class_init (PodCheckViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pod_check_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = pod_check_view_finalize;
  wants_signal = g_signal_new ("wants", POD_TYPE_CHECK_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 1, G_TYPE_STRING);
  g_type_ensure (POD_TYPE_PROBLEM_ROW);
  g_type_ensure (POD_TYPE_SIGNING_BAR);
  gtk_widget_class_install_action (widget_class, "check.sign", NULL, sign_cb);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/podocyte/Podocyte/pod-check-view.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, outcome_cb);
  gtk_widget_class_bind_template_callback (widget_class, password_activated_cb);
}

static void
pod_check_view_init (PodCheckView *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
pod_check_view_new (void)
{
  return g_object_new (POD_TYPE_CHECK_VIEW, NULL);
}
