#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-screening-patient.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pod-date-row.h"
#include "pod-problem-row.h"
#include "pod-screening-known.h"
#include "pod-subject-page.h"
#include "pod-words.h"

/* The fields that the service may find a fault with, by the names it has for them. */
enum
{
  NAME,
  RECORD_NUMBER,
  ID_NUMBER,
  PHONE,
  BIRTH_DATE,
  SEX,
  N_FIELDS,
};

static const char *const keys[N_FIELDS] = { "name",  "record_number", "id_number",
                                            "phone", "birth_date",    "sex" };

/* In the order of the drop-down, whose first line chooses nothing. */
static const char *const sexes[] = { NULL, "female", "male" };

/* What is sealed is no text of the form any more. */
#define GROUP "register"

struct _PodScreeningPatient
{
  AdwBin parent_instance;

  const PodScreeningCase *screening_case;
  gint64 subject; /* whose identity is sealed; 0 while it is typed */
  char *texts[PHONE + 1];
  guint hide_id;

  GtkStack *stack;
  GtkEditable *name;
  GtkEditable *record_number;
  GtkEditable *id_number;
  GtkEditable *phone;
  PodDateRow *birth_date;
  AdwComboRow *sex;
  PodProblemRow *name_problem;
  PodProblemRow *record_number_problem;
  PodProblemRow *id_number_problem;
  PodProblemRow *sex_problem;
  PodScreeningKnown *known;
  AdwActionRow *sealed_name;
  GtkToggleButton *reveal_button;
  AdwActionRow *sealed_sex;
  AdwActionRow *sealed_age;
  AdwActionRow *sealed_usubjid;
};

static guint open_subject_signal;

static void pod_screening_patient_step_init (PodScreeningStepInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PodScreeningPatient,
                               pod_screening_patient,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (POD_TYPE_SCREENING_STEP,
                                                      pod_screening_patient_step_init))

/* ---- problems, each under its field ---- */

static GtkWidget *
get_field (PodScreeningPatient *self, int field)
{
  GtkWidget *fields[N_FIELDS] = { GTK_WIDGET (self->name),       GTK_WIDGET (self->record_number),
                                  GTK_WIDGET (self->id_number),  GTK_WIDGET (self->phone),
                                  GTK_WIDGET (self->birth_date), GTK_WIDGET (self->sex) };

  return fields[field];
}

/* A row of a date says itself what is wrong with it; a telephone number is never wrong. */
static PodProblemRow *
get_problem_row (PodScreeningPatient *self, int field)
{
  PodProblemRow *rows[N_FIELDS] = { [NAME] = self->name_problem,
                                    [RECORD_NUMBER] = self->record_number_problem,
                                    [ID_NUMBER] = self->id_number_problem,
                                    [SEX] = self->sex_problem };

  return rows[field];
}

static void
show_problem (PodScreeningPatient *self, int field, const char *text)
{
  PodProblemRow *row = get_problem_row (self, field);

  if (field == BIRTH_DATE)
    pod_date_row_set_problem (self->birth_date, text);
  else if (row != NULL)
    pod_problem_row_show (row, get_field (self, field), text);
}

/* What is typed but is no date is better said by the row itself. */
static gboolean
is_not_a_date (PodScreeningPatient *self, int field)
{
  return field == BIRTH_DATE && !pod_date_row_check (self->birth_date);
}

/* The cursor first: a row that is left looks at itself anew. */
gboolean
pod_screening_patient_show_problems (PodScreeningPatient *self, const GPtrArray *problems)
{
  gboolean any = FALSE;

  for (int i = N_FIELDS - 1; i >= 0; i--)
    if (pod_screening_step_find_problem (problems, keys[i]) != NULL)
      {
        any = TRUE;
        gtk_widget_grab_focus (get_field (self, i));
      }
  for (int i = 0; i < N_FIELDS; i++)
    if (!is_not_a_date (self, i))
      show_problem (self, i, pod_screening_step_find_problem (problems, keys[i]));
  return any;
}

/* ---- what is typed ---- */

static const char *
get_sex (PodScreeningPatient *self)
{
  guint selected = adw_combo_row_get_selected (self->sex);

  return selected < G_N_ELEMENTS (sexes) ? sexes[selected] : NULL;
}

static void
select_sex (PodScreeningPatient *self, const char *sex)
{
  for (guint i = 0; i < G_N_ELEMENTS (sexes); i++)
    if (g_strcmp0 (sexes[i], sex) == 0)
      adw_combo_row_set_selected (self->sex, i);
}

static void
wipe_texts (PodScreeningPatient *self)
{
  for (int i = 0; i <= PHONE; i++)
    {
      if (self->texts[i] != NULL)
        explicit_bzero (self->texts[i], strlen (self->texts[i]));
      g_clear_pointer (&self->texts[i], g_free);
    }
}

void
pod_screening_patient_fill (PodScreeningPatient *self, PodRegistration *registration)
{
  PodMoment birth = POD_MOMENT_NONE;

  wipe_texts (self);
  for (int i = 0; i <= PHONE; i++)
    self->texts[i] = pod_screening_step_take_text (GTK_EDITABLE (get_field (self, i)));
  pod_date_row_get_moment (self->birth_date, &birth);
  registration->name = self->texts[NAME];
  registration->record_number = self->texts[RECORD_NUMBER];
  registration->id_number = self->texts[ID_NUMBER];
  registration->phone = self->texts[PHONE];
  registration->birth_date = birth.date;
  registration->sex = get_sex (self);
}

void
pod_screening_patient_reset (PodScreeningPatient *self)
{
  for (int i = 0; i <= BIRTH_DATE; i++)
    gtk_editable_set_text (GTK_EDITABLE (get_field (self, i)), "");
  select_sex (self, NULL);
  for (int i = 0; i < N_FIELDS; i++)
    show_problem (self, i, NULL);
  wipe_texts (self);
}

static gboolean
is_touched (PodScreeningStep *step)
{
  PodScreeningPatient *self = POD_SCREENING_PATIENT (step);

  if (self->subject != 0)
    return FALSE;
  for (int i = 0; i <= BIRTH_DATE; i++)
    if (*gtk_editable_get_text (GTK_EDITABLE (get_field (self, i))) != '\0')
      return TRUE;
  return get_sex (self) != NULL;
}

gboolean
pod_screening_patient_has_more (PodScreeningPatient *self)
{
  for (int i = 0; i <= BIRTH_DATE; i++)
    if (i != RECORD_NUMBER && i != ID_NUMBER &&
        *gtk_editable_get_text (GTK_EDITABLE (get_field (self, i))) != '\0')
      return TRUE;
  return get_sex (self) != NULL;
}

/* What registering needs, whether or not it will do. */
static PodStepMark
get_mark (PodScreeningStep *step, char **count)
{
  PodScreeningPatient *self = POD_SCREENING_PATIENT (step);
  static const int needed[] = { NAME, RECORD_NUMBER, BIRTH_DATE };

  if (self->subject != 0)
    return POD_STEP_DONE;
  for (gsize i = 0; i < G_N_ELEMENTS (needed); i++)
    if (*gtk_editable_get_text (GTK_EDITABLE (get_field (self, needed[i]))) == '\0')
      return POD_STEP_OPEN;
  return get_sex (self) != NULL ? POD_STEP_DONE : POD_STEP_OPEN;
}

static void
write_draft (PodScreeningStep *step, GKeyFile *draft)
{
  PodScreeningPatient *self = POD_SCREENING_PATIENT (step);

  if (self->subject != 0)
    return;
  for (int i = 0; i <= BIRTH_DATE; i++)
    g_key_file_set_string (draft, GROUP, keys[i],
                           gtk_editable_get_text (GTK_EDITABLE (get_field (self, i))));
  if (get_sex (self) != NULL)
    g_key_file_set_string (draft, GROUP, "sex", get_sex (self));
}

static gboolean
read_draft (PodScreeningStep *step, GKeyFile *draft)
{
  PodScreeningPatient *self = POD_SCREENING_PATIENT (step);
  g_autofree char *sex = NULL;

  if (self->subject != 0 || !g_key_file_has_group (draft, GROUP))
    return FALSE;
  for (int i = 0; i <= BIRTH_DATE; i++)
    pod_screening_step_read_text (draft, GROUP, keys[i], GTK_EDITABLE (get_field (self, i)));
  sex = g_key_file_get_string (draft, GROUP, "sex", NULL);
  select_sex (self, sex);
  return TRUE;
}

/* ---- somebody who is known ---- */

/* A number is whole when the cursor leaves it; but nobody should have to leave it to be warned. */
static void
number_changed_cb (PodScreeningPatient *self)
{
  if (self->screening_case != NULL && self->subject == 0)
    pod_screening_known_look (self->known, self->screening_case->trial,
                              gtk_editable_get_text (self->record_number),
                              gtk_editable_get_text (self->id_number));
}

static void
changed_cb (PodScreeningPatient *self)
{
  pod_screening_step_tell_changed (POD_SCREENING_STEP (self));
}

static void
open_subject_cb (PodScreeningPatient *self, gint64 subject)
{
  g_signal_emit (self, open_subject_signal, 0, subject);
}

/* ---- once it is sealed ---- */

/* Of this attempt, or of the one before it: the person is the same. */
static PodCasebook *
get_sealed (const PodScreeningCase *screening_case)
{
  return screening_case->casebook != NULL ? screening_case->casebook : screening_case->earlier;
}

static void
hide_name (PodScreeningPatient *self)
{
  g_clear_handle_id (&self->hide_id, g_source_remove);
  adw_action_row_set_subtitle (self->sealed_name, _ ("Sealed in the vault"));
  gtk_toggle_button_set_active (self->reveal_button, FALSE);
}

static gboolean
hide_cb (gpointer user_data)
{
  PodScreeningPatient *self = user_data;

  self->hide_id = 0;
  hide_name (self);
  return G_SOURCE_REMOVE;
}

/* A look at a name is an entry in the audit trail, so it happens only when asked for. */
static void
reveal_toggled_cb (PodScreeningPatient *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;

  if (!gtk_toggle_button_get_active (self->reveal_button) || self->subject == 0)
    {
      hide_name (self);
      return;
    }
  name = pod_trial_reveal_name (self->screening_case->trial, self->subject, &error);
  if (name != NULL)
    {
      adw_action_row_set_subtitle (self->sealed_name, name);
      self->hide_id = g_timeout_add_seconds (POD_REVEAL_SECONDS, hide_cb, self);
    }
  else if (error != NULL)
    {
      g_autofree char *words = pod_trial_error_to_words (error);

      adw_action_row_set_subtitle (self->sealed_name, words);
    }
}

static char *
say_age (const PodStudy *study, PodCasebook *casebook)
{
  guint n;
  const PodFinding *ages = pod_casebook_get_series (casebook, "age", &n);

  while (n-- > 0)
    if (!ages[n].record.voided)
      return pod_finding_to_words (study, &ages[n]);
  return g_strdup ("–");
}

static void
show_sealed (PodScreeningPatient *self)
{
  const PodStudy *study = pod_trial_get_study (self->screening_case->trial);
  PodCasebook *casebook = get_sealed (self->screening_case);
  const PodSubject *subject = pod_casebook_get_subject (casebook);
  g_autofree char *age = say_age (study, casebook);
  const char *sex = g_strcmp0 (subject->sex, "female") == 0 ? _ ("Female")
                    : g_strcmp0 (subject->sex, "male") == 0 ? _ ("Male")
                                                            : "–";

  adw_action_row_set_subtitle (self->sealed_sex, sex);
  adw_action_row_set_subtitle (self->sealed_age, age);
  adw_action_row_set_subtitle (self->sealed_usubjid, subject->usubjid);
  /* A name that was asked for stays its minute. */
  if (self->hide_id == 0)
    hide_name (self);
  gtk_widget_set_visible (GTK_WIDGET (self->reveal_button),
                          pod_trial_may (self->screening_case->trial, POD_VERB_SEE_IDENTITY));
}

static void
set (PodScreeningStep *step, const PodScreeningCase *screening_case)
{
  PodScreeningPatient *self = POD_SCREENING_PATIENT (step);
  PodDate today = pod_trial_get_today (screening_case->trial);
  PodCasebook *sealed = get_sealed (screening_case);
  gint64 subject = sealed != NULL ? pod_casebook_get_subject (sealed)->record.id : 0;

  self->screening_case = screening_case;
  pod_date_row_set_today (self->birth_date, today);
  /* What is in the vault now is in no field any more. */
  if (self->subject == 0 && subject != 0)
    pod_screening_patient_reset (self);
  self->subject = subject;
  if (sealed != NULL)
    show_sealed (self);
  gtk_stack_set_visible_child_name (self->stack, self->subject != 0 ? "sealed" : "form");
}

static void
focus (PodScreeningStep *step)
{
  PodScreeningPatient *self = POD_SCREENING_PATIENT (step);

  gtk_widget_grab_focus (self->subject != 0 ? GTK_WIDGET (self->reveal_button)
                                            : GTK_WIDGET (self->name));
}

/* ---- the class ---- */

static void
pod_screening_patient_step_init (PodScreeningStepInterface *iface)
{
  iface->set = set;
  iface->get_mark = get_mark;
  iface->is_touched = is_touched;
  iface->write = write_draft;
  iface->read = read_draft;
  iface->focus = focus;
}

static void
pod_screening_patient_unmap (GtkWidget *widget)
{
  hide_name (POD_SCREENING_PATIENT (widget));
  GTK_WIDGET_CLASS (pod_screening_patient_parent_class)->unmap (widget);
}

static void
pod_screening_patient_dispose (GObject *object)
{
  PodScreeningPatient *self = POD_SCREENING_PATIENT (object);

  g_clear_handle_id (&self->hide_id, g_source_remove);
  wipe_texts (self);
  G_OBJECT_CLASS (pod_screening_patient_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, PodScreeningPatient, stack);
  gtk_widget_class_bind_template_child (widget_class, PodScreeningPatient, name);
  gtk_widget_class_bind_template_child (widget_class, PodScreeningPatient, record_number);
  gtk_widget_class_bind_template_child (widget_class, PodScreeningPatient, id_number);
  gtk_widget_class_bind_template_child (widget_class, PodScreeningPatient, phone);
  gtk_widget_class_bind_template_child (widget_class, PodScreeningPatient, birth_date);
  gtk_widget_class_bind_template_child (widget_class, PodScreeningPatient, sex);
  gtk_widget_class_bind_template_child (widget_class, PodScreeningPatient, name_problem);
  gtk_widget_class_bind_template_child (widget_class, PodScreeningPatient, record_number_problem);
  gtk_widget_class_bind_template_child (widget_class, PodScreeningPatient, id_number_problem);
  gtk_widget_class_bind_template_child (widget_class, PodScreeningPatient, sex_problem);
  gtk_widget_class_bind_template_child (widget_class, PodScreeningPatient, known);
  gtk_widget_class_bind_template_child (widget_class, PodScreeningPatient, sealed_name);
  gtk_widget_class_bind_template_child (widget_class, PodScreeningPatient, reveal_button);
  gtk_widget_class_bind_template_child (widget_class, PodScreeningPatient, sealed_sex);
  gtk_widget_class_bind_template_child (widget_class, PodScreeningPatient, sealed_age);
  gtk_widget_class_bind_template_child (widget_class, PodScreeningPatient, sealed_usubjid);
}

static void
pod_screening_patient_class_init (PodScreeningPatientClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pod_screening_patient_dispose;
  widget_class->unmap = pod_screening_patient_unmap;
  open_subject_signal = g_signal_new ("open-subject", POD_TYPE_SCREENING_PATIENT, G_SIGNAL_RUN_LAST,
                                      0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  g_type_ensure (POD_TYPE_DATE_ROW);
  g_type_ensure (POD_TYPE_PROBLEM_ROW);
  g_type_ensure (POD_TYPE_SCREENING_KNOWN);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/podocyte/Podocyte/"
                                                             "pod-screening-patient.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, number_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_subject_cb);
  gtk_widget_class_bind_template_callback (widget_class, reveal_toggled_cb);
}

static void
pod_screening_patient_init (PodScreeningPatient *self)
{
  const char *words[] = { _ ("Choose…"), _ ("Female"), _ ("Male"), NULL };
  g_autoptr (GtkStringList) labels = gtk_string_list_new (words);

  gtk_widget_init_template (GTK_WIDGET (self));
  adw_combo_row_set_model (self->sex, G_LIST_MODEL (labels));
}
