#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-register-dialog.h"

#include <glib/gi18n-lib.h>

#include "pod-date-row.h"
#include "pod-dialogs.h"
#include "pod-draft-keeper.h"
#include "pod-problem-row.h"
#include "pod-subject-item.h"
#include "pod-words.h"

/* The fields that the service may find a fault with, by the names it has for them. */
enum
{
  NAME,
  RECORD_NUMBER,
  BIRTH_DATE,
  SEX,
  COHORT,
  CONSENT,
  N_FIELDS,
};

static const char *const keys[N_FIELDS] = { "name", "record_number", "birth_date",
                                            "sex",  "cohort",        "consent" };

/* In the order of the drop-down, whose first line chooses nothing. */
static const char *const sexes[] = { NULL, "female", "male" };

struct _PodRegisterDialog
{
  AdwWindow parent_instance;

  PodTrialWindow *parent; /* NULL once it is gone */
  gboolean may_close;

  GtkLabel *message;
  PodDraftKeeper *keeper;
  GtkEditable *name;
  GtkEditable *record_number;
  GtkEditable *id_number;
  GtkEditable *phone;
  PodDateRow *birth_date;
  AdwComboRow *sex;
  AdwComboRow *cohort;
  PodDateRow *consent;
  GtkWidget *register_button;
  PodProblemRow *name_problem;
  PodProblemRow *record_number_problem;
  PodProblemRow *sex_problem;
  PodProblemRow *cohort_problem;
};

G_DEFINE_FINAL_TYPE (PodRegisterDialog, pod_register_dialog, ADW_TYPE_WINDOW)

/* ---- problems, each under its field ---- */

static GtkWidget *
get_field (PodRegisterDialog *self, int field)
{
  GtkWidget *fields[N_FIELDS] = { GTK_WIDGET (self->name),       GTK_WIDGET (self->record_number),
                                  GTK_WIDGET (self->birth_date), GTK_WIDGET (self->sex),
                                  GTK_WIDGET (self->cohort),     GTK_WIDGET (self->consent) };

  return fields[field];
}

/* A row of a date says itself what is wrong with it. */
static PodProblemRow *
get_problem_row (PodRegisterDialog *self, int field)
{
  PodProblemRow *rows[N_FIELDS] = { [NAME] = self->name_problem,
                                    [RECORD_NUMBER] = self->record_number_problem,
                                    [SEX] = self->sex_problem,
                                    [COHORT] = self->cohort_problem };

  return rows[field];
}

static void
show_problem (PodRegisterDialog *self, int field, const char *text)
{
  GtkWidget *widget = get_field (self, field);

  if (POD_IS_DATE_ROW (widget))
    pod_date_row_set_problem (POD_DATE_ROW (widget), text);
  else
    pod_problem_row_show (get_problem_row (self, field), widget, text);
}

static void
show_message (PodRegisterDialog *self, const char *text)
{
  gtk_label_set_text (self->message, text);
  gtk_widget_set_visible (GTK_WIDGET (self->message), *text != '\0');
}

static void
clear_problems (PodRegisterDialog *self)
{
  show_message (self, "");
  for (int i = 0; i < N_FIELDS; i++)
    show_problem (self, i, NULL);
}

static const char *
find_problem (const GPtrArray *problems, const char *key)
{
  for (guint i = 0; i < problems->len; i++)
    {
      const PodProblem *problem = g_ptr_array_index (problems, i);

      if (g_strcmp0 (problem->key, key) == 0)
        return problem->message;
    }
  return NULL;
}

/* What is typed but is no date is better said by the row itself. */
static gboolean
is_not_a_date (GtkWidget *field)
{
  return POD_IS_DATE_ROW (field) && !pod_date_row_check (POD_DATE_ROW (field));
}

/* Marks every field with a problem, after putting the cursor into the first: a row that is left looks at itself anew. */
static void
show_problems (PodRegisterDialog *self, const GPtrArray *problems)
{
  for (int i = N_FIELDS - 1; i >= 0; i--)
    if (find_problem (problems, keys[i]) != NULL)
      gtk_widget_grab_focus (get_field (self, i));
  for (int i = 0; i < N_FIELDS; i++)
    if (!is_not_a_date (get_field (self, i)))
      show_problem (self, i, find_problem (problems, keys[i]));
}

/* ---- what was typed ---- */

static char *
take_text (GtkEditable *entry)
{
  char *text = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  if (*text == '\0')
    g_clear_pointer (&text, g_free);
  return text;
}

static PodDate
take_date (PodDateRow *row)
{
  PodMoment moment = POD_MOMENT_NONE;

  pod_date_row_get_moment (row, &moment);
  return moment.date;
}

/* NULL while it is not decided. */
static const char *
get_cohort (PodRegisterDialog *self)
{
  PodTrial *trial = pod_trial_window_get_trial (self->parent);
  const GPtrArray *cohorts = pod_study_get_cohorts (pod_trial_get_study (trial));
  guint selected = adw_combo_row_get_selected (self->cohort);

  if (selected == 0 || selected > cohorts->len)
    return NULL;
  return ((const PodCohort *) g_ptr_array_index (cohorts, selected - 1))->id;
}

static const char *
get_sex (PodRegisterDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->sex);

  return selected < G_N_ELEMENTS (sexes) ? sexes[selected] : NULL;
}

static gboolean
is_touched (PodRegisterDialog *self)
{
  GtkEditable *entries[] = { self->name, self->record_number, self->id_number, self->phone,
                             GTK_EDITABLE (self->birth_date) };

  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    if (*gtk_editable_get_text (entries[i]) != '\0')
      return TRUE;
  return get_sex (self) != NULL || get_cohort (self) != NULL;
}

/* ---- registering ---- */

static const PodSubject *
get_subject (PodSubjectItem *item)
{
  return pod_casebook_get_subject (pod_subject_item_get_casebook (item));
}

/* How many attempts at screening this subject's person has had, this one included. */
static guint
count_attempts (GListModel *subjects, gint64 person)
{
  guint count = 0;

  for (guint i = 0; i < g_list_model_get_n_items (subjects); i++)
    {
      g_autoptr (PodSubjectItem) item = g_list_model_get_item (subjects, i);

      if (get_subject (item)->person == person)
        count++;
    }
  return count;
}

static void
tell_known_person (PodRegisterDialog *self, const PodSubject *subject)
{
  g_autofree char *body =
      g_strdup_printf (_ ("This patient was screened before. The subject identifier stays %s; the "
                          "new attempt is number %s. Results of the earlier attempt stay with it."),
                       subject->usubjid, subject->screening_number);

  pod_dialogs_show_notice (GTK_WINDOW (self->parent), _ ("A known patient"), body);
}

static void
tell_registered (PodRegisterDialog *self, PodTrial *trial, gint64 id)
{
  g_autoptr (PodCasebook) casebook = pod_trial_load_casebook (trial, id, NULL);
  const PodSubject *subject;

  if (casebook == NULL)
    return;
  subject = pod_casebook_get_subject (casebook);
  if (count_attempts (pod_trial_get_subjects (trial), subject->person) > 1)
    tell_known_person (self, subject);
  else
    {
      g_autofree char *text = g_strdup_printf (_ ("Registered as %s"), subject->screening_number);

      pod_trial_window_toast (self->parent, text);
    }
}

static void
end (PodRegisterDialog *self, PodTrial *trial, gint64 subject)
{
  tell_registered (self, trial, subject);
  pod_trial_window_show_subject (self->parent, subject);
  pod_draft_keeper_forget (self->keeper);
  self->may_close = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static void
tell_failure (PodRegisterDialog *self, PodTrial *trial, const GError *error)
{
  g_autoptr (GPtrArray) problems = pod_trial_take_problems (trial);
  g_autofree char *words = pod_trial_error_to_words (error);

  if (g_error_matches (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT))
    show_problems (self, problems);
  else
    show_message (self, words);
}

static void
register_cb (PodRegisterDialog *self)
{
  PodTrial *trial = pod_trial_window_get_trial (self->parent);
  g_autofree char *name = take_text (self->name);
  g_autofree char *record_number = take_text (self->record_number);
  g_autofree char *id_number = take_text (self->id_number);
  g_autofree char *phone = take_text (self->phone);
  g_autoptr (GError) error = NULL;
  PodRegistration registration = { .name = name,
                                   .record_number = record_number,
                                   .id_number = id_number,
                                   .phone = phone,
                                   .birth_date = take_date (self->birth_date),
                                   .sex = get_sex (self),
                                   .cohort = get_cohort (self),
                                   .consent = take_date (self->consent) };
  gint64 subject;

  clear_problems (self);
  subject = pod_trial_register (trial, &registration, &error);
  if (subject != 0)
    end (self, trial, subject);
  else
    tell_failure (self, trial, error);
}

/* ---- drafts ---- */

#define GROUP "register"

typedef struct
{
  const char *key;
  gpointer widget;
} Entry;

#define N_ENTRIES 6

/* Dates as they were typed. */
static void
list_entries (PodRegisterDialog *self, Entry *entries)
{
  entries[0] = (Entry){ "name", self->name };
  entries[1] = (Entry){ "record_number", self->record_number };
  entries[2] = (Entry){ "id_number", self->id_number };
  entries[3] = (Entry){ "phone", self->phone };
  entries[4] = (Entry){ "birth_date", self->birth_date };
  entries[5] = (Entry){ "consent", self->consent };
}

static char *
write_draft (gpointer form)
{
  PodRegisterDialog *self = form;
  g_autoptr (GKeyFile) file = NULL;
  Entry entries[N_ENTRIES];

  if (self->parent == NULL || pod_trial_window_get_trial (self->parent) == NULL ||
      !is_touched (self))
    return NULL;
  file = g_key_file_new ();
  list_entries (self, entries);
  for (guint i = 0; i < N_ENTRIES; i++)
    g_key_file_set_string (file, GROUP, entries[i].key,
                           gtk_editable_get_text (GTK_EDITABLE (entries[i].widget)));
  if (get_sex (self) != NULL)
    g_key_file_set_string (file, GROUP, "sex", get_sex (self));
  if (get_cohort (self) != NULL)
    g_key_file_set_string (file, GROUP, "cohort", get_cohort (self));
  return g_key_file_to_data (file, NULL, NULL);
}

static void
select_sex (PodRegisterDialog *self, const char *sex)
{
  for (guint i = 0; i < G_N_ELEMENTS (sexes); i++)
    if (g_strcmp0 (sexes[i], sex) == 0)
      adw_combo_row_set_selected (self->sex, i);
}

/* One that the study does not have any more is not decided yet. */
static void
select_cohort (PodRegisterDialog *self, const char *id)
{
  PodTrial *trial = pod_trial_window_get_trial (self->parent);
  const GPtrArray *cohorts = pod_study_get_cohorts (pod_trial_get_study (trial));

  adw_combo_row_set_selected (self->cohort, 0);
  for (guint i = 0; i < cohorts->len; i++)
    if (g_strcmp0 (((const PodCohort *) g_ptr_array_index (cohorts, i))->id, id) == 0)
      adw_combo_row_set_selected (self->cohort, i + 1);
}

static gboolean
read_draft (gpointer form, const char *content)
{
  PodRegisterDialog *self = form;
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *sex = NULL;
  g_autofree char *cohort = NULL;
  Entry entries[N_ENTRIES];

  if (!g_key_file_load_from_data (file, content, (gsize) -1, G_KEY_FILE_NONE, NULL) ||
      !g_key_file_has_group (file, GROUP))
    return FALSE;
  list_entries (self, entries);
  for (guint i = 0; i < N_ENTRIES; i++)
    {
      g_autofree char *text = g_key_file_get_string (file, GROUP, entries[i].key, NULL);

      gtk_editable_set_text (GTK_EDITABLE (entries[i].widget), text != NULL ? text : "");
    }
  sex = g_key_file_get_string (file, GROUP, "sex", NULL);
  cohort = g_key_file_get_string (file, GROUP, "cohort", NULL);
  select_sex (self, sex);
  select_cohort (self, cohort);
  return TRUE;
}

static void
reset_draft (gpointer form)
{
  PodRegisterDialog *self = form;
  PodDate today = pod_trial_get_today (pod_trial_window_get_trial (self->parent));
  Entry entries[N_ENTRIES];

  list_entries (self, entries);
  for (guint i = 0; i < N_ENTRIES; i++)
    gtk_editable_set_text (GTK_EDITABLE (entries[i].widget), "");
  select_sex (self, NULL);
  select_cohort (self, NULL);
  pod_date_row_set_moment (self->consent, pod_moment_on (today));
  clear_problems (self);
}

static const PodDraftForm draft_form = { write_draft, read_draft, reset_draft };

/* ---- closing ---- */

static void
leaving_answered (PodLeaving answer, gpointer data)
{
  g_autoptr (PodRegisterDialog) self = data;

  if (answer == POD_LEAVING_STAY)
    return;
  if (answer == POD_LEAVING_DISCARD)
    pod_draft_keeper_forget (self->keeper);
  self->may_close = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
pod_register_dialog_close_request (GtkWindow *window)
{
  PodRegisterDialog *self = POD_REGISTER_DIALOG (window);

  if (self->may_close || self->parent == NULL ||
      pod_trial_window_get_trial (self->parent) == NULL || !is_touched (self))
    return GTK_WINDOW_CLASS (pod_register_dialog_parent_class)->close_request (window);
  pod_dialogs_ask_leaving (window, _ ("Leave without registering?"),
                           _ ("What you typed will be lost, unless you keep it as a draft."),
                           pod_draft_keeper_can_keep (self->keeper), leaving_answered,
                           g_object_ref (self));
  return TRUE;
}

static void
pod_register_dialog_dispose (GObject *object)
{
  g_clear_weak_pointer (&POD_REGISTER_DIALOG (object)->parent);
  G_OBJECT_CLASS (pod_register_dialog_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, PodRegisterDialog, message);
  gtk_widget_class_bind_template_child (widget_class, PodRegisterDialog, keeper);
  gtk_widget_class_bind_template_child (widget_class, PodRegisterDialog, name);
  gtk_widget_class_bind_template_child (widget_class, PodRegisterDialog, record_number);
  gtk_widget_class_bind_template_child (widget_class, PodRegisterDialog, id_number);
  gtk_widget_class_bind_template_child (widget_class, PodRegisterDialog, phone);
  gtk_widget_class_bind_template_child (widget_class, PodRegisterDialog, birth_date);
  gtk_widget_class_bind_template_child (widget_class, PodRegisterDialog, sex);
  gtk_widget_class_bind_template_child (widget_class, PodRegisterDialog, cohort);
  gtk_widget_class_bind_template_child (widget_class, PodRegisterDialog, consent);
  gtk_widget_class_bind_template_child (widget_class, PodRegisterDialog, register_button);
  gtk_widget_class_bind_template_child (widget_class, PodRegisterDialog, name_problem);
  gtk_widget_class_bind_template_child (widget_class, PodRegisterDialog, record_number_problem);
  gtk_widget_class_bind_template_child (widget_class, PodRegisterDialog, sex_problem);
  gtk_widget_class_bind_template_child (widget_class, PodRegisterDialog, cohort_problem);
}

static void
pod_register_dialog_class_init (PodRegisterDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pod_register_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = pod_register_dialog_close_request;
  g_type_ensure (POD_TYPE_DATE_ROW);
  g_type_ensure (POD_TYPE_DRAFT_KEEPER);
  g_type_ensure (POD_TYPE_PROBLEM_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/podocyte/Podocyte/"
                                                             "pod-register-dialog.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, register_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
pod_register_dialog_init (PodRegisterDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
fill_sexes (PodRegisterDialog *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  gtk_string_list_append (labels, _ ("Choose…"));
  gtk_string_list_append (labels, _ ("Female"));
  gtk_string_list_append (labels, _ ("Male"));
  adw_combo_row_set_model (self->sex, G_LIST_MODEL (labels));
}

static void
fill_cohorts (PodRegisterDialog *self, PodTrial *trial)
{
  const GPtrArray *cohorts = pod_study_get_cohorts (pod_trial_get_study (trial));
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  gtk_string_list_append (labels, _ ("Not decided yet"));
  for (guint i = 0; i < cohorts->len; i++)
    {
      const PodCohort *cohort = g_ptr_array_index (cohorts, i);

      gtk_string_list_append (labels, pod_words_get (&cohort->label, pod_words_locale ()));
    }
  adw_combo_row_set_model (self->cohort, G_LIST_MODEL (labels));
}

PodRegisterDialog *
pod_register_dialog_new (PodTrialWindow *parent)
{
  PodRegisterDialog *self = g_object_new (POD_TYPE_REGISTER_DIALOG, "transient-for", parent, NULL);
  PodTrial *trial = pod_trial_window_get_trial (parent);
  PodDate today = pod_trial_get_today (trial);

  g_set_weak_pointer (&self->parent, parent);
  fill_sexes (self);
  fill_cohorts (self, trial);
  pod_date_row_set_today (self->birth_date, today);
  pod_date_row_set_today (self->consent, today);
  pod_date_row_set_moment (self->consent, pod_moment_on (today));
  pod_draft_keeper_start (self->keeper, trial, "register", 0, 0, &draft_form, GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->name));
  return self;
}
