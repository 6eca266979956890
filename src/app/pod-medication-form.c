#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-medication-form.h"

#include <glib/gi18n-lib.h>

#include "pod-course-choices.h"
#include "pod-course-editor.h"
#include "pod-course-list.h"
#include "pod-dialogs.h"
#include "pod-draft-keeper.h"
#include "pod-problem-row.h"
#include "pod-result-row.h"
#include "pod-results-save.h"
#include "pod-treatment-row.h"

#define DRAFT_FORM "medication"
#define DRAFT_GROUP "draft"

struct _PodMedicationForm
{
  AdwBin parent_instance;

  PodTrial *trial;
  gint64 subject;
  PodCasebook *casebook;
  GPtrArray *rows; /* PodResultRow: the attestations that all is on record */
  PodDraftKeeper *keeper;
  gboolean filling;
  gint64 to_void; /* the course that a reason is asked for */

  GtkLabel *message;
  AdwBin *keeper_bin;
  GtkWidget *bar;
  PodCourseEditor *editor;
  GtkWidget *empty;
  PodCourseList *courses;
  GtkWidget *complete_box;
  GtkListBox *complete;
  GtkRevealer *reason_revealer;
  GtkEditable *reason;
  PodProblemRow *reason_problem;
};

enum
{
  CHANGED,
  SAVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PodMedicationForm, pod_medication_form, ADW_TYPE_BIN)

static gboolean
may_record (PodMedicationForm *self)
{
  return self->trial != NULL && pod_trial_may (self->trial, POD_VERB_RECORD);
}

static PodResultRow *
get_row (PodMedicationForm *self, guint i)
{
  return g_ptr_array_index (self->rows, i);
}

/* @style: "error", or "success" for what went well. */
static void
set_message (PodMedicationForm *self, const char *text, const char *style)
{
  const char *classes[] = { style, NULL };

  gtk_widget_set_css_classes (GTK_WIDGET (self->message), classes);
  gtk_label_set_text (self->message, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message), text != NULL);
}

static gboolean
needs_reason (PodMedicationForm *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (pod_result_row_needs_reason (get_row (self, i)) ||
        pod_result_row_completes (get_row (self, i)))
      return TRUE;
  return pod_course_editor_needs_reason (self->editor);
}

static gboolean
is_editing (PodMedicationForm *self)
{
  return pod_course_editor_get_task (self->editor) != POD_COURSE_NONE;
}

static void
show_parts (PodMedicationForm *self)
{
  gboolean has_courses = pod_course_list_count (self->courses) > 0;

  gtk_widget_set_visible (GTK_WIDGET (self->editor), is_editing (self));
  gtk_widget_set_visible (self->empty, !has_courses && !is_editing (self));
  gtk_widget_set_visible (GTK_WIDGET (self->courses), has_courses);
  gtk_widget_set_visible (self->bar, may_record (self) && has_courses && !is_editing (self));
}

static void
changed_cb (PodMedicationForm *self)
{
  if (self->filling)
    return;
  set_message (self, NULL, "error");
  gtk_revealer_set_reveal_child (self->reason_revealer, needs_reason (self));
  if (self->keeper != NULL)
    pod_draft_keeper_touch (self->keeper);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
reason_changed_cb (PodMedicationForm *self)
{
  pod_problem_row_show (self->reason_problem, GTK_WIDGET (self->reason), NULL);
  changed_cb (self);
}

static void
reason_activated_cb (PodMedicationForm *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "medication.save", NULL);
}

/* ---- what is on record ---- */

static gboolean
load (PodMedicationForm *self)
{
  PodCasebook *casebook = pod_trial_load_casebook (self->trial, self->subject, NULL);

  if (casebook == NULL)
    return FALSE;
  g_clear_pointer (&self->casebook, pod_casebook_unref);
  self->casebook = casebook;
  return TRUE;
}

static void
show_record (PodMedicationForm *self)
{
  g_autoptr (PodScreening) screening = pod_trial_screen (self->trial, self->subject,
                                                         pod_trial_get_today (self->trial), NULL);
  g_autoptr (GHashTable)
      standings = pod_result_standings_new (pod_trial_get_study (self->trial), screening);

  pod_course_list_set (self->courses, self->trial, self->casebook);
  for (guint i = 0; i < self->rows->len; i++)
    {
      const PodObservation *flag = pod_result_row_get_observation (get_row (self, i));

      pod_result_row_set_record (get_row (self, i), self->casebook,
                                 g_hash_table_lookup (standings, flag->symbol.name));
      pod_result_row_set_group (get_row (self, i),
                                pod_moment_on (pod_trial_get_today (self->trial)), NULL);
    }
  show_parts (self);
}

static void
trial_changed_cb (PodMedicationForm *self, gint64 subject)
{
  if ((subject != 0 && subject != self->subject) || !pod_trial_is_signed_in (self->trial) ||
      !load (self))
    return;
  self->filling = TRUE;
  show_record (self);
  /* A new course is compared with all there are; one on record is saved over only as it was read. */
  if (is_editing (self) && pod_course_editor_get_base (self->editor) == 0)
    pod_course_editor_rebase (self->editor, self->casebook);
  self->filling = FALSE;
  g_signal_emit (self, signals[CHANGED], 0);
}

/* ---- tasks ---- */

static void
stop_editing (PodMedicationForm *self)
{
  pod_course_editor_stop (self->editor);
  show_parts (self);
}

/* One thing after the other: what is typed is not lost for another task. */
static gboolean
is_free (PodMedicationForm *self)
{
  if (!pod_course_editor_is_touched (self->editor))
    return TRUE;
  set_message (self, _ ("Save first what you are typing, or do not save it."), "error");
  pod_course_editor_focus (self->editor);
  return FALSE;
}

static void
start_editing (PodMedicationForm *self, PodCourseTask task, const PodIntervention *base)
{
  set_message (self, NULL, "error");
  self->filling = TRUE;
  pod_course_editor_start (self->editor, self->trial, self->casebook, task, base);
  self->filling = FALSE;
  show_parts (self);
  pod_course_editor_focus (self->editor);
}

static void
show_failure (PodMedicationForm *self, const GError *error)
{
  g_autofree char *words = pod_trial_error_to_words (error);
  g_autofree char *text = NULL;

  if (!pod_trial_error_is_conflict (error))
    {
      text = g_strdup_printf (_ ("Not saved: %s What you typed is still here."), words);
      set_message (self, text, "error");
      return;
    }
  /* The trial may know it already, or learns it now. */
  pod_trial_refresh (self->trial);
  trial_changed_cb (self, self->subject);
  if (!is_editing (self) || pod_course_editor_rebase (self->editor, self->casebook))
    set_message (self,
                 _ ("Not saved: somebody else changed this meanwhile. The list shows what they "
                    "saved; what you typed is still here, and saving again puts it in its place."),
                 "error");
  else
    {
      stop_editing (self);
      set_message (self, _ ("Not saved: somebody else voided this course meanwhile."), "error");
    }
}

static void
void_reason_cb (const char *reason, gpointer data)
{
  g_autoptr (PodMedicationForm) self = data;
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (GError) error = NULL;
  const PodIntervention *course = self->casebook != NULL
                                      ? pod_course_find (self->casebook, self->to_void)
                                      : NULL;

  if (reason == NULL || course == NULL || !may_record (self))
    return;
  pod_change_void (change, POD_RECORD_INTERVENTION, course->record.id, course->record.version);
  if (!pod_trial_record (self->trial, self->subject, change, reason, &error))
    show_failure (self, error);
}

static void
ask_void (PodMedicationForm *self, const PodIntervention *course)
{
  g_autofree char *heading = NULL;

  self->to_void = course->record.id;
  heading = g_strdup_printf (_ ("Void “%s”?"),
                             pod_treatment_to_words (pod_trial_get_study (self->trial),
                                                     course->treatment));
  pod_dialogs_ask_reason (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), heading,
                          _ ("It stays readable, with your reason, and counts for nothing from now "
                             "on. Say why it was entered in error."),
                          _ ("V_oid"), void_reason_cb, g_object_ref (self));
}

static void
task_cb (PodMedicationForm *self, gint64 id, int task)
{
  const PodIntervention *course = pod_course_find (self->casebook, id);

  if (course == NULL || !may_record (self) || !is_free (self))
    return;
  if (task == POD_COURSE_VOID)
    ask_void (self, course);
  else
    start_editing (self, (PodCourseTask) task, course);
}

static void
add_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodMedicationForm *self = POD_MEDICATION_FORM (widget);
  gboolean dose = g_str_equal (name, "medication.add-dose");

  if (may_record (self) && self->casebook != NULL && is_free (self))
    start_editing (self, dose ? POD_COURSE_ADD_DOSE : POD_COURSE_ADD, NULL);
}

static void
cancel_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodMedicationForm *self = POD_MEDICATION_FORM (widget);

  if (!is_editing (self))
    return;
  stop_editing (self);
  changed_cb (self);
}

/* ---- saving ---- */

static gboolean
refuse (PodMedicationForm *self, const char *words, int code, GError **error)
{
  set_message (self, words, "error");
  g_set_error_literal (error, POD_SERVICE_ERROR, code, "what was typed has problems");
  return FALSE;
}

static gboolean
check (PodMedicationForm *self, const char *why, GError **error)
{
  gboolean fits = !pod_course_editor_is_touched (self->editor) ||
                  pod_course_editor_check (self->editor);

  for (guint i = 0; i < self->rows->len; i++)
    fits = pod_result_row_check (get_row (self, i)) && fits;
  if (!fits)
    return refuse (self, _ ("Nothing is saved yet: what is wrong, or is asked, stands below."),
                   POD_SERVICE_ERROR_INPUT, error);
  if (*why != '\0' || !needs_reason (self))
    return TRUE;
  pod_problem_row_show (self->reason_problem, GTK_WIDGET (self->reason),
                        _ ("It is saved already. Say why it changes."));
  gtk_widget_grab_focus (GTK_WIDGET (self->reason));
  g_set_error_literal (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_REASON, "a reason is needed");
  return FALSE;
}

static PodChange *
make_change (PodMedicationForm *self)
{
  PodChange *change = pod_results_make_change (self->trial, self->casebook, NULL, POD_DATE_NONE,
                                               self->rows);

  if (change == NULL)
    change = pod_change_new ();
  if (pod_course_editor_is_touched (self->editor))
    pod_course_editor_put (self->editor, change);
  return change;
}

/* Medication comes in lists: after one that was added waits the next. */
static void
go_on (PodMedicationForm *self)
{
  PodCourseTask task = pod_course_editor_get_task (self->editor);
  g_autofree char *name = g_strdup (is_editing (self) ? pod_course_editor_get_name (self->editor)
                                                      : NULL);
  g_autofree char *text = name != NULL ? g_strdup_printf (_ ("Saved: %s"), name)
                                       : g_strdup (_ ("Saved"));

  self->filling = TRUE;
  for (guint i = 0; i < self->rows->len; i++)
    if (pod_result_row_is_touched (get_row (self, i)))
      pod_result_row_clear (get_row (self, i));
  gtk_editable_set_text (self->reason, "");
  pod_course_editor_stop (self->editor);
  self->filling = FALSE;
  if (task == POD_COURSE_ADD)
    start_editing (self, task, NULL);
  show_parts (self);
  changed_cb (self);
  set_message (self, text, "success");
}

gboolean
pod_medication_form_save (PodMedicationForm *self, GError **error)
{
  g_autoptr (PodChange) change = NULL;
  g_autoptr (GError) failure = NULL;
  g_autofree char *why = NULL;
  const char *own;

  g_return_val_if_fail (POD_IS_MEDICATION_FORM (self), FALSE);

  if (!pod_medication_form_is_touched (self))
    return TRUE;
  why = g_strstrip (g_strdup (gtk_editable_get_text (self->reason)));
  if (!check (self, why, error))
    return FALSE;
  own = pod_course_editor_is_touched (self->editor) ? pod_course_editor_get_reason (self->editor)
                                                    : NULL;
  change = make_change (self);
  if (!pod_trial_record (self->trial, self->subject, change, *why != '\0' ? why : own, &failure))
    {
      show_failure (self, failure);
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  go_on (self);
  if (self->keeper != NULL)
    pod_draft_keeper_flush (self->keeper);
  g_signal_emit (self, signals[SAVED], 0);
  return TRUE;
}

static void
save_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodMedicationForm *self = POD_MEDICATION_FORM (widget);

  if (may_record (self))
    pod_medication_form_save (self, NULL);
}

/* ---- the draft ---- */

static char *
write_draft (gpointer form)
{
  PodMedicationForm *self = form;
  g_autoptr (GKeyFile) file = g_key_file_new ();

  if (!pod_medication_form_is_touched (self))
    return NULL;
  pod_course_editor_write (self->editor, file);
  for (guint i = 0; i < self->rows->len; i++)
    pod_result_row_write (get_row (self, i), file);
  if (*gtk_editable_get_text (self->reason) != '\0')
    g_key_file_set_string (file, DRAFT_GROUP, "reason", gtk_editable_get_text (self->reason));
  return g_key_file_to_data (file, NULL, NULL);
}

static gboolean
read_draft (gpointer form, const char *content)
{
  PodMedicationForm *self = form;
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *reason = NULL;

  if (!g_key_file_load_from_data (file, content, (gsize) -1, G_KEY_FILE_NONE, NULL))
    return FALSE;
  reason = g_key_file_get_string (file, DRAFT_GROUP, "reason", NULL);
  self->filling = TRUE;
  pod_course_editor_read (self->editor, self->trial, self->casebook, file);
  for (guint i = 0; i < self->rows->len; i++)
    {
      pod_result_row_read (get_row (self, i), file);
      pod_result_row_rebase (get_row (self, i));
    }
  gtk_editable_set_text (self->reason, reason != NULL ? reason : "");
  self->filling = FALSE;
  show_parts (self);
  changed_cb (self);
  return pod_medication_form_is_touched (self);
}

static void
reset_draft (gpointer form)
{
  PodMedicationForm *self = form;

  self->filling = TRUE;
  for (guint i = 0; i < self->rows->len; i++)
    pod_result_row_clear (get_row (self, i));
  gtk_editable_set_text (self->reason, "");
  pod_course_editor_stop (self->editor);
  self->filling = FALSE;
  show_parts (self);
  changed_cb (self);
}

static void
start_keeper (PodMedicationForm *self)
{
  static const PodDraftForm draft_form = { write_draft, read_draft, reset_draft };

  if (self->keeper == NULL && self->casebook != NULL && may_record (self))
    self->keeper = pod_draft_keeper_new_for_part (self->keeper_bin, self->trial, DRAFT_FORM,
                                                  self->subject, &draft_form, GTK_WIDGET (self));
}

gboolean
pod_medication_form_can_keep (PodMedicationForm *self)
{
  g_return_val_if_fail (POD_IS_MEDICATION_FORM (self), FALSE);

  return self->keeper != NULL && pod_draft_keeper_can_keep (self->keeper);
}

void
pod_medication_form_discard (PodMedicationForm *self)
{
  g_return_if_fail (POD_IS_MEDICATION_FORM (self));

  reset_draft (self);
  if (self->keeper != NULL)
    pod_draft_keeper_flush (self->keeper);
}

/* ---- the widget ---- */

static void
root_cb (PodMedicationForm *self)
{
  if (gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    start_keeper (self);
}

static void
pod_medication_form_dispose (GObject *object)
{
  PodMedicationForm *self = POD_MEDICATION_FORM (object);

  if (self->trial != NULL)
    g_signal_handlers_disconnect_by_data (self->trial, self);
  self->keeper = NULL;
  g_clear_object (&self->trial);
  g_clear_pointer (&self->casebook, pod_casebook_unref);
  G_OBJECT_CLASS (pod_medication_form_parent_class)->dispose (object);
}

static void
pod_medication_form_finalize (GObject *object)
{
  g_ptr_array_unref (POD_MEDICATION_FORM (object)->rows);
  G_OBJECT_CLASS (pod_medication_form_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, PodMedicationForm, message);
  gtk_widget_class_bind_template_child (widget_class, PodMedicationForm, keeper_bin);
  gtk_widget_class_bind_template_child (widget_class, PodMedicationForm, bar);
  gtk_widget_class_bind_template_child (widget_class, PodMedicationForm, editor);
  gtk_widget_class_bind_template_child (widget_class, PodMedicationForm, empty);
  gtk_widget_class_bind_template_child (widget_class, PodMedicationForm, courses);
  gtk_widget_class_bind_template_child (widget_class, PodMedicationForm, complete_box);
  gtk_widget_class_bind_template_child (widget_class, PodMedicationForm, complete);
  gtk_widget_class_bind_template_child (widget_class, PodMedicationForm, reason_revealer);
  gtk_widget_class_bind_template_child (widget_class, PodMedicationForm, reason);
  gtk_widget_class_bind_template_child (widget_class, PodMedicationForm, reason_problem);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, task_cb);
  gtk_widget_class_bind_template_callback (widget_class, reason_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, reason_activated_cb);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "medication.add", NULL, add_cb);
  gtk_widget_class_install_action (widget_class, "medication.add-dose", NULL, add_cb);
  gtk_widget_class_install_action (widget_class, "medication.cancel", NULL, cancel_cb);
  gtk_widget_class_install_action (widget_class, "medication.save", NULL, save_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, GDK_CONTROL_MASK, "medication.add",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "medication.save",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "medication.save", NULL);
}

static void
pod_medication_form_class_init (PodMedicationFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pod_medication_form_dispose;
  G_OBJECT_CLASS (klass)->finalize = pod_medication_form_finalize;
  g_type_ensure (POD_TYPE_COURSE_EDITOR);
  g_type_ensure (POD_TYPE_COURSE_LIST);
  g_type_ensure (POD_TYPE_PROBLEM_ROW);
  signals[CHANGED] = g_signal_new ("changed", POD_TYPE_MEDICATION_FORM, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[SAVED] = g_signal_new ("saved", POD_TYPE_MEDICATION_FORM, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
  install_actions (widget_class);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/podocyte/Podocyte/"
                                                             "pod-medication-form.ui");
  bind_children (widget_class);
}

static void
pod_medication_form_init (PodMedicationForm *self)
{
  self->rows = g_ptr_array_new ();
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->filling = FALSE;
  g_signal_connect (self, "notify::root", G_CALLBACK (root_cb), NULL);
}

/* ---- whose it is ---- */

static gboolean
has_row (PodMedicationForm *self, const PodObservation *flag)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (pod_result_row_get_observation (get_row (self, i)) == flag)
      return TRUE;
  return FALSE;
}

/* What the classes name: by it somebody says that all is on record. */
static void
add_attestations (PodMedicationForm *self)
{
  const PodStudy *study = pod_trial_get_study (self->trial);
  const GPtrArray *classes = pod_study_get_classes (study);

  for (guint i = 0; i < classes->len; i++)
    {
      const PodMedicationClass *class = g_ptr_array_index (classes, i);
      const PodObservation *flag = class->complete != NULL
                                       ? pod_study_find_observation (study, class->complete)
                                       : NULL;
      GtkWidget *row;

      if (flag == NULL || has_row (self, flag))
        continue;
      row = pod_result_row_new (self->trial, flag);
      gtk_list_box_append (self->complete, row);
      g_ptr_array_add (self->rows, row);
      g_signal_connect_swapped (row, "changed", G_CALLBACK (changed_cb), self);
    }
  gtk_widget_set_visible (self->complete_box, self->rows->len > 0);
}

static void
remove_attestations (PodMedicationForm *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    gtk_list_box_remove (self->complete, GTK_WIDGET (get_row (self, i)));
  g_ptr_array_set_size (self->rows, 0);
}

static void
offer_actions (PodMedicationForm *self)
{
  static const char *const actions[] = { "medication.add", "medication.add-dose",
                                         "medication.cancel", "medication.save" };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), actions[i], may_record (self));
}

static void
take_subject (PodMedicationForm *self, PodTrial *trial, gint64 subject)
{
  pod_draft_keeper_drop (&self->keeper, self->keeper_bin);
  remove_attestations (self);
  pod_course_editor_stop (self->editor);
  if (self->trial != NULL)
    g_signal_handlers_disconnect_by_data (self->trial, self);
  g_set_object (&self->trial, trial);
  self->subject = subject;
  g_signal_connect_swapped (trial, "changed", G_CALLBACK (trial_changed_cb), self);
  add_attestations (self);
}

void
pod_medication_form_set (PodMedicationForm *self, PodTrial *trial, gint64 subject)
{
  g_return_if_fail (POD_IS_MEDICATION_FORM (self) && POD_IS_TRIAL (trial));

  self->filling = TRUE;
  if (self->trial != trial || self->subject != subject)
    take_subject (self, trial, subject);
  if (load (self))
    show_record (self);
  self->filling = FALSE;
  offer_actions (self);
  start_keeper (self);
}

gboolean
pod_medication_form_is_touched (PodMedicationForm *self)
{
  g_return_val_if_fail (POD_IS_MEDICATION_FORM (self), FALSE);

  for (guint i = 0; i < self->rows->len; i++)
    if (pod_result_row_is_touched (get_row (self, i)))
      return TRUE;
  return pod_course_editor_is_touched (self->editor);
}

void
pod_medication_form_focus_new (PodMedicationForm *self)
{
  g_return_if_fail (POD_IS_MEDICATION_FORM (self));

  gtk_widget_activate_action (GTK_WIDGET (self), "medication.add", NULL);
}
