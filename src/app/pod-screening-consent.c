#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-screening-consent.h"

#include <glib/gi18n-lib.h>

#include "pod-consent.h"
#include "pod-date-row.h"
#include "pod-date-text.h"
#include "pod-dialogs.h"
#include "pod-problem-row.h"
#include "pod-trial-screening.h"
#include "pod-words.h"

#define GROUP "consent"

struct _PodScreeningConsent
{
  AdwBin parent_instance;

  const PodScreeningCase *screening_case;
  gint64 subject;
  char *explainer; /* what pod_screening_consent_fill() gave away */
  gboolean renewing;

  GtkStack *stack;
  AdwPreferencesGroup *form_group;
  AdwComboRow *form;
  PodProblemRow *form_problem;
  PodDateRow *signed_on;
  GtkEditable *signed_at;
  PodProblemRow *signed_at_problem;
  GtkEditable *explained_by;
  PodProblemRow *explained_by_problem;
  AdwComboRow *copy_given;
  PodProblemRow *copy_problem;
  GtkWidget *renew_button;
  GtkWidget *cancel_button;
  GtkLabel *message;
  AdwActionRow *on_record;
  AdwActionRow *explained_row;
  AdwActionRow *copy_row;
  GtkWidget *newer;
  GtkWidget *withdraw_button;
};

static void pod_screening_consent_step_init (PodScreeningStepInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PodScreeningConsent,
                               pod_screening_consent,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (POD_TYPE_SCREENING_STEP,
                                                      pod_screening_consent_step_init))

static PodTrial *
get_trial (PodScreeningConsent *self)
{
  return self->screening_case->trial;
}

static const GPtrArray *
get_forms (PodScreeningConsent *self)
{
  return pod_study_get_consent_forms (pod_trial_get_study (get_trial (self)));
}

/* ---- the form ---- */

/* NULL where the study lists none. */
static const PodConsentForm *
get_form (PodScreeningConsent *self)
{
  const GPtrArray *forms = get_forms (self);
  guint selected = adw_combo_row_get_selected (self->form);

  return selected < forms->len ? g_ptr_array_index (forms, selected) : NULL;
}

/* @id: (nullable) */
static void
select_form (PodScreeningConsent *self, const char *id)
{
  const GPtrArray *forms = get_forms (self);

  adw_combo_row_set_selected (self->form, GTK_INVALID_LIST_POSITION);
  for (guint i = 0; i < forms->len; i++)
    if (g_strcmp0 (((const PodConsentForm *) g_ptr_array_index (forms, i))->id, id) == 0)
      adw_combo_row_set_selected (self->form, i);
}

static const PodConsentForm *
find_current (PodScreeningConsent *self)
{
  return pod_study_get_consent_form_on (pod_trial_get_study (get_trial (self)),
                                        pod_trial_get_today (get_trial (self)));
}

static void
fill_forms (PodScreeningConsent *self)
{
  const GPtrArray *forms = get_forms (self);
  const PodConsentForm *current = find_current (self);
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  for (guint i = 0; i < forms->len; i++)
    {
      const PodConsentForm *form = g_ptr_array_index (forms, i);
      g_autofree char *date = pod_date_to_words (form->date);
      g_autofree char *label = g_strdup_printf (form == current ? _ ("%s, in force since %s")
                                                                : C_ ("consent form", "%s, of %s"),
                                                form->id, date);

      gtk_string_list_append (labels, label);
    }
  adw_combo_row_set_model (self->form, G_LIST_MODEL (labels));
  gtk_widget_set_visible (GTK_WIDGET (self->form), forms->len > 0);
}

/* In the order of the drop-down, whose first line answers nothing. */
static const PodTruth answers[] = { POD_UNKNOWN, POD_TRUE, POD_FALSE };

static PodTruth
get_copy_given (PodScreeningConsent *self)
{
  guint selected = adw_combo_row_get_selected (self->copy_given);

  return selected < G_N_ELEMENTS (answers) ? answers[selected] : POD_UNKNOWN;
}

/* A day is all that it lacks to be read as a moment is.  What is no time is one that nobody records: the service says so. */
static gint16
get_minute (PodScreeningConsent *self)
{
  g_autofree char *time = pod_screening_step_take_text (self->signed_at);
  g_autofree char *text = time != NULL ? g_strconcat ("2000-01-01 ", time, NULL) : NULL;
  PodMoment moment = POD_MOMENT_NONE;

  if (text == NULL)
    return -1;
  return pod_date_text_parse (text, &moment) && moment.minute >= 0 ? moment.minute : G_MAXINT16;
}

void
pod_screening_consent_fill (PodScreeningConsent *self, PodDate *date, PodConsent *how)
{
  const PodConsentForm *form = get_form (self);
  PodMoment moment = POD_MOMENT_NONE;

  g_free (self->explainer);
  self->explainer = pod_screening_step_take_text (self->explained_by);
  pod_date_row_get_moment (self->signed_on, &moment);
  *date = moment.date;
  how->form = form != NULL ? form->id : NULL;
  how->minute = get_minute (self);
  how->explained_by = self->explainer;
  how->copy_given = get_copy_given (self);
}

/* In the order in which they stand; what is typed but is no date is better said by the row itself. */
static void
show_problems (PodScreeningConsent *self, const GPtrArray *problems)
{
  const char *date = pod_screening_step_find_problem (problems, "consent");
  const char *time = pod_screening_step_find_problem (problems, "time");

  pod_problem_row_show (self->form_problem, GTK_WIDGET (self->form),
                        pod_screening_step_find_problem (problems, "form"));
  if (pod_date_row_check (self->signed_on))
    pod_date_row_set_problem (self->signed_on, date);
  pod_problem_row_show (self->signed_at_problem, GTK_WIDGET (self->signed_at), time);
  pod_problem_row_show (self->explained_by_problem, GTK_WIDGET (self->explained_by),
                        pod_screening_step_find_problem (problems, "explained_by"));
  pod_problem_row_show (self->copy_problem, GTK_WIDGET (self->copy_given),
                        pod_screening_step_find_problem (problems, "copy"));
}

gboolean
pod_screening_consent_show_problems (PodScreeningConsent *self, const GPtrArray *problems)
{
  const struct
  {
    const char *key;
    gpointer field;
  } fields[] = { { "copy", self->copy_given },
                 { "explained_by", self->explained_by },
                 { "time", self->signed_at },
                 { "consent", self->signed_on },
                 { "form", self->form } };
  gboolean any = FALSE;

  /* The cursor first, at last in the first of them: a row that is left looks at itself anew. */
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (pod_screening_step_find_problem (problems, fields[i].key) != NULL)
      {
        any = TRUE;
        gtk_widget_grab_focus (fields[i].field);
      }
  show_problems (self, problems);
  return any;
}

static void
show_message (PodScreeningConsent *self, const char *text)
{
  gtk_label_set_text (self->message, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message), text != NULL);
}

/* Nothing of it is proposed: whoever types it attests it.  Where there is one version only there is nothing to choose. */
void
pod_screening_consent_reset (PodScreeningConsent *self)
{
  const GPtrArray *forms = get_forms (self);
  const PodConsentForm *only = forms->len == 1 ? g_ptr_array_index (forms, 0) : NULL;

  select_form (self, only != NULL ? only->id : NULL);
  gtk_editable_set_text (GTK_EDITABLE (self->signed_on), "");
  gtk_editable_set_text (self->signed_at, "");
  gtk_editable_set_text (self->explained_by, "");
  adw_combo_row_set_selected (self->copy_given, 0);
  pod_screening_consent_show_problems (self, NULL);
  show_message (self, NULL);
}

/* ---- what is on record ---- */

static const PodFinding *
find_finding (PodScreeningConsent *self, const char *key)
{
  const char *name = pod_study_get (pod_trial_get_study (get_trial (self)), key);
  guint n = 0;
  const PodFinding *series = name != NULL ? pod_casebook_get_series (self->screening_case->casebook,
                                                                     g_intern_string (name), &n)
                                          : NULL;

  while (n-- > 0)
    if (!series[n].record.voided)
      return &series[n];
  return NULL;
}

static gboolean
is_outdated (PodScreeningConsent *self)
{
  const PodConsentForm *current = find_current (self);
  const char *form = pod_casebook_get_consent_form (self->screening_case->casebook);

  return current != NULL && form != NULL && !g_str_equal (form, current->id);
}

static gboolean
is_withdrawn (PodScreeningConsent *self)
{
  return pod_casebook_find_event (self->screening_case->casebook, "withdrawal") != NULL;
}

static void
show_record (PodScreeningConsent *self)
{
  const PodFinding *explained = find_finding (self, "consent_explained");
  const PodFinding *copy = find_finding (self, "consent_copy");
  g_autofree char *words = pod_consent_to_words (pod_trial_get_study (get_trial (self)),
                                                 self->screening_case->casebook);
  gboolean may = pod_trial_may (get_trial (self), POD_VERB_CONSENT) && !is_withdrawn (self);

  adw_action_row_set_subtitle (self->on_record,
                               words != NULL ? words : _ ("No consent is on record"));
  adw_action_row_set_subtitle (self->explained_row, explained != NULL && explained->text != NULL
                                                        ? explained->text
                                                        : _ ("not recorded"));
  adw_action_row_set_subtitle (self->copy_row, copy == NULL ? _ ("not recorded")
                                               : g_strcmp0 (copy->code, "yes") == 0
                                                   ? C_ ("a copy was given", "yes")
                                                   : C_ ("a copy was given", "no"));
  gtk_widget_set_visible (self->newer, is_outdated (self));
  gtk_widget_set_sensitive (self->newer, may);
  gtk_widget_set_visible (self->withdraw_button, may);
}

static void
show_page (PodScreeningConsent *self)
{
  gboolean form = self->subject == 0 || self->renewing;

  gtk_widget_set_visible (self->renew_button, self->renewing);
  gtk_widget_set_visible (self->cancel_button, self->renewing);
  gtk_stack_set_visible_child_name (self->stack, form ? "form" : "record");
}

/* ---- afterwards ---- */

static void
renew_cb (PodScreeningConsent *self)
{
  self->renewing = TRUE;
  pod_screening_consent_reset (self);
  show_page (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->form));
}

static void
cancel_cb (PodScreeningConsent *self)
{
  self->renewing = FALSE;
  show_page (self);
}

static void
tell_failure (PodScreeningConsent *self, const GError *error)
{
  g_autoptr (GPtrArray) problems = pod_trial_take_problems (get_trial (self));
  g_autofree char *words = pod_trial_error_to_words (error);

  if (!pod_screening_consent_show_problems (self, problems))
    show_message (self, words);
}

static gboolean
is_anything_typed (PodScreeningConsent *self)
{
  return *gtk_editable_get_text (GTK_EDITABLE (self->signed_on)) != '\0' ||
         *gtk_editable_get_text (self->signed_at) != '\0' ||
         *gtk_editable_get_text (self->explained_by) != '\0' ||
         get_copy_given (self) != POD_UNKNOWN ||
         (get_forms (self)->len > 1 && get_form (self) != NULL);
}

static gboolean
is_touched (PodScreeningStep *step)
{
  PodScreeningConsent *self = POD_SCREENING_CONSENT (step);

  return (self->renewing || self->subject == 0) && is_anything_typed (self);
}

static gboolean
record (PodScreeningConsent *self)
{
  g_autoptr (GError) failure = NULL;
  PodConsent how;
  PodDate date;

  pod_screening_consent_fill (self, &date, &how);
  /* The case is shown anew from the trial's "changed". */
  if (!pod_trial_renew_consent (get_trial (self), self->subject, date, &how, &failure))
    {
      tell_failure (self, failure);
      return FALSE;
    }
  self->renewing = FALSE;
  show_page (self);
  return TRUE;
}

/* Nothing is recorded by merely leaving. */
static gboolean
save (PodScreeningStep *step, GError **error)
{
  PodScreeningConsent *self = POD_SCREENING_CONSENT (step);

  if (is_touched (step))
    return record (self);
  if (self->renewing)
    cancel_cb (self);
  return TRUE;
}

static void
record_cb (PodScreeningConsent *self)
{
  record (self);
}

static void
withdraw_answered (gboolean yes, gpointer data)
{
  g_autoptr (PodScreeningConsent) self = data;
  g_autoptr (GError) error = NULL;

  if (!yes || self->subject == 0)
    return;
  if (!pod_trial_withdraw_consent (get_trial (self), self->subject,
                                   pod_trial_get_today (get_trial (self)), &error))
    {
      g_autofree char *words = pod_trial_error_to_words (error);

      pod_dialogs_show_error (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                              _ ("The Withdrawal Was Not Recorded"), words);
    }
}

static void
withdraw_cb (PodScreeningConsent *self)
{
  pod_dialogs_ask (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                   _ ("Record That the Consent Was Withdrawn Today?"),
                   _ ("The patient leaves the trial today. What was recorded until now stays."),
                   _ ("_Withdraw"), TRUE, withdraw_answered, g_object_ref (self));
}

/* ---- the step ---- */

static void
set (PodScreeningStep *step, const PodScreeningCase *screening_case)
{
  PodScreeningConsent *self = POD_SCREENING_CONSENT (step);
  gboolean is_first = self->screening_case == NULL;

  self->screening_case = screening_case;
  self->subject = screening_case->subject;
  if (is_first)
    {
      pod_date_row_set_today (self->signed_on, pod_trial_get_today (screening_case->trial));
      fill_forms (self);
      pod_screening_consent_reset (self);
    }
  if (screening_case->casebook != NULL)
    show_record (self);
  show_page (self);
}

static PodStepMark
get_mark (PodScreeningStep *step, char **count)
{
  PodScreeningConsent *self = POD_SCREENING_CONSENT (step);

  if (self->subject == 0 || self->screening_case->casebook == NULL)
    return POD_STEP_OPEN;
  return is_outdated (self) || is_withdrawn (self) ? POD_STEP_PROBLEM : POD_STEP_DONE;
}

static void
write_draft (PodScreeningStep *step, GKeyFile *draft)
{
  PodScreeningConsent *self = POD_SCREENING_CONSENT (step);
  const PodConsentForm *form = get_form (self);

  if (self->subject != 0 && !is_touched (step))
    return;
  if (form != NULL)
    g_key_file_set_string (draft, GROUP, "form", form->id);
  g_key_file_set_string (draft, "register", "consent",
                         gtk_editable_get_text (GTK_EDITABLE (self->signed_on)));
  g_key_file_set_string (draft, GROUP, "explained_by", gtk_editable_get_text (self->explained_by));
  g_key_file_set_string (draft, GROUP, "time", gtk_editable_get_text (self->signed_at));
  g_key_file_set_integer (draft, GROUP, "copy_given", get_copy_given (self));
}

/* A draft of a version before has what was proposed, under another key: it is asked for again. */
static void
read_copy_given (PodScreeningConsent *self, GKeyFile *draft)
{
  int answer = g_key_file_has_key (draft, GROUP, "copy_given", NULL)
                   ? g_key_file_get_integer (draft, GROUP, "copy_given", NULL)
                   : POD_UNKNOWN;

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    if ((int) answers[i] == answer)
      adw_combo_row_set_selected (self->copy_given, i);
}

static gboolean
read_draft (PodScreeningStep *step, GKeyFile *draft)
{
  PodScreeningConsent *self = POD_SCREENING_CONSENT (step);
  g_autofree char *form = g_key_file_get_string (draft, GROUP, "form", NULL);

  /* A draft of a version before the wizard has a day alone. */
  if (g_key_file_has_key (draft, "register", "consent", NULL))
    pod_screening_step_read_text (draft, "register", "consent", GTK_EDITABLE (self->signed_on));
  if (!g_key_file_has_group (draft, GROUP))
    return FALSE;
  self->renewing = self->subject != 0;
  select_form (self, form);
  pod_screening_step_read_text (draft, GROUP, "explained_by", self->explained_by);
  pod_screening_step_read_text (draft, GROUP, "time", self->signed_at);
  read_copy_given (self, draft);
  show_page (self);
  return TRUE;
}

static void
focus (PodScreeningStep *step)
{
  PodScreeningConsent *self = POD_SCREENING_CONSENT (step);

  if (self->subject != 0 && !self->renewing)
    gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->signed_on));
}

static void
pod_screening_consent_step_init (PodScreeningStepInterface *iface)
{
  iface->set = set;
  iface->get_mark = get_mark;
  iface->is_touched = is_touched;
  iface->save = save;
  iface->write = write_draft;
  iface->read = read_draft;
  iface->focus = focus;
}

/* ---- the class ---- */

static void
pod_screening_consent_finalize (GObject *object)
{
  g_free (POD_SCREENING_CONSENT (object)->explainer);
  G_OBJECT_CLASS (pod_screening_consent_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, PodScreeningConsent, stack);
  gtk_widget_class_bind_template_child (widget_class, PodScreeningConsent, form_group);
  gtk_widget_class_bind_template_child (widget_class, PodScreeningConsent, form);
  gtk_widget_class_bind_template_child (widget_class, PodScreeningConsent, form_problem);
  gtk_widget_class_bind_template_child (widget_class, PodScreeningConsent, signed_on);
  gtk_widget_class_bind_template_child (widget_class, PodScreeningConsent, signed_at);
  gtk_widget_class_bind_template_child (widget_class, PodScreeningConsent, signed_at_problem);
  gtk_widget_class_bind_template_child (widget_class, PodScreeningConsent, explained_by);
  gtk_widget_class_bind_template_child (widget_class, PodScreeningConsent, explained_by_problem);
  gtk_widget_class_bind_template_child (widget_class, PodScreeningConsent, copy_given);
  gtk_widget_class_bind_template_child (widget_class, PodScreeningConsent, copy_problem);
  gtk_widget_class_bind_template_child (widget_class, PodScreeningConsent, renew_button);
  gtk_widget_class_bind_template_child (widget_class, PodScreeningConsent, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, PodScreeningConsent, message);
  gtk_widget_class_bind_template_child (widget_class, PodScreeningConsent, on_record);
  gtk_widget_class_bind_template_child (widget_class, PodScreeningConsent, explained_row);
  gtk_widget_class_bind_template_child (widget_class, PodScreeningConsent, copy_row);
  gtk_widget_class_bind_template_child (widget_class, PodScreeningConsent, newer);
  gtk_widget_class_bind_template_child (widget_class, PodScreeningConsent, withdraw_button);
}

static void
pod_screening_consent_class_init (PodScreeningConsentClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = pod_screening_consent_finalize;
  g_type_ensure (POD_TYPE_DATE_ROW);
  g_type_ensure (POD_TYPE_PROBLEM_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/podocyte/Podocyte/"
                                                             "pod-screening-consent.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, renew_cb);
  gtk_widget_class_bind_template_callback (widget_class, record_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, withdraw_cb);
}

static void
pod_screening_consent_init (PodScreeningConsent *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
