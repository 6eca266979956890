#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-results-form.h"

#include <glib/gi18n-lib.h>

#include "pod-draft-keeper.h"
#include "pod-problem-row.h"
#include "pod-result-group.h"
#include "pod-results-draft.h"
#include "pod-results-save.h"

#define DRAFT_FORM "results"
#define DRAFT_GROUP "draft"

struct _PodResultsForm
{
  AdwBin parent_instance;

  PodTrial *trial;
  gint64 subject;
  PodCasebook *casebook;
  GPtrArray *groups; /* PodResultGroup */
  GPtrArray *rows;   /* PodResultRow, from top to bottom */
  GKeyFile *apart;   /* what a draft has of observations that are not shown */
  PodDraftKeeper *keeper;
  char *needle;
  gboolean filling;
  gboolean saving; /* what changes now is one's own */

  GtkLabel *message;
  AdwBin *keeper_bin;
  GtkToggleButton *missing_only;
  GtkLabel *count;
  GtkStack *stack;
  GtkBox *box;
  GtkRevealer *reason_revealer;
  GtkEditable *reason;
  PodProblemRow *reason_problem;
};

enum
{
  CHANGED,
  SAVED,
  FINISHED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PodResultsForm, pod_results_form, ADW_TYPE_BIN)

static PodResultRow *
get_row (PodResultsForm *self, guint i)
{
  return g_ptr_array_index (self->rows, i);
}

static void
set_message (PodResultsForm *self, const char *text)
{
  gtk_label_set_text (self->message, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message), text != NULL);
}

static gboolean
needs_reason (PodResultsForm *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (pod_result_row_needs_reason (get_row (self, i)))
      return TRUE;
  return FALSE;
}

/* ---- what is to be seen ---- */

static void
filter (PodResultsForm *self)
{
  gboolean missing_only = gtk_toggle_button_get_active (self->missing_only);
  guint shown = 0;

  for (guint i = 0; i < self->groups->len; i++)
    shown += pod_result_group_filter (g_ptr_array_index (self->groups, i), self->needle,
                                      missing_only);
  gtk_stack_set_visible_child_name (self->stack, shown > 0 ? "rows" : "none");
}

static void
show_count (PodResultsForm *self)
{
  guint touched = pod_results_form_count_touched (self);
  guint missing = pod_results_form_count_missing (self);
  g_autofree char *typed =
      g_strdup_printf (ngettext ("%u result typed", "%u results typed", touched), touched);
  g_autofree char *lack = g_strdup_printf (ngettext ("%u missing", "%u missing", missing), missing);
  g_autofree char *text = touched > 0 ? g_strdup_printf ("%s · %s", typed, lack)
                                      : g_steal_pointer (&lack);

  gtk_label_set_text (self->count, text);
}

static void
changed_cb (PodResultsForm *self)
{
  if (self->filling)
    return;
  set_message (self, NULL);
  show_count (self);
  gtk_revealer_set_reveal_child (self->reason_revealer, needs_reason (self));
  if (self->keeper != NULL)
    pod_draft_keeper_touch (self->keeper);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
missing_only_cb (PodResultsForm *self)
{
  filter (self);
}

static void
reason_changed_cb (PodResultsForm *self)
{
  pod_problem_row_show (self->reason_problem, GTK_WIDGET (self->reason), NULL);
  changed_cb (self);
}

static void
reason_activated_cb (PodResultsForm *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "results.save", NULL);
}

/* ---- from row to row ---- */

/* The next that can be typed into; NULL at either end. */
static PodResultRow *
find_next (PodResultsForm *self, PodResultRow *row, int step)
{
  guint i;

  if (!g_ptr_array_find (self->rows, row, &i))
    return NULL;
  for (i += (guint) step; i < self->rows->len; i += (guint) step)
    if (gtk_widget_get_child_visible (GTK_WIDGET (get_row (self, i))) &&
        gtk_widget_is_visible (GTK_WIDGET (get_row (self, i))) &&
        pod_result_row_is_open (get_row (self, i)))
      return get_row (self, i);
  return NULL;
}

static void
step_cb (PodResultRow *row, int step, gpointer user_data)
{
  PodResultsForm *self = user_data;
  PodResultRow *next = find_next (self, row, step);

  if (next != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (next));
  else if (step < 0)
    gtk_widget_grab_focus (GTK_WIDGET (self->missing_only));
  else if (gtk_revealer_get_reveal_child (self->reason_revealer))
    gtk_widget_grab_focus (GTK_WIDGET (self->reason));
  else
    g_signal_emit (self, signals[FINISHED], 0);
}

/* ---- what is on record ---- */

static void
show_record (PodResultsForm *self)
{
  g_autoptr (PodScreening) screening = pod_trial_screen (self->trial, self->subject,
                                                         pod_trial_get_today (self->trial), NULL);
  g_autoptr (GHashTable) standings = pod_result_standings_new (screening);

  for (guint i = 0; i < self->groups->len; i++)
    pod_result_group_set_record (g_ptr_array_index (self->groups, i), self->casebook, standings);
}

static gboolean
load (PodResultsForm *self)
{
  PodCasebook *casebook = pod_trial_load_casebook (self->trial, self->subject, NULL);

  if (casebook == NULL)
    return FALSE;
  g_clear_pointer (&self->casebook, pod_casebook_unref);
  self->casebook = casebook;
  return TRUE;
}

static void
trial_changed_cb (PodResultsForm *self, gint64 subject)
{
  if ((subject != 0 && subject != self->subject) || !pod_trial_is_signed_in (self->trial) ||
      !load (self))
    return;
  self->filling = TRUE;
  show_record (self);
  self->filling = FALSE;
  for (guint i = 0; !self->saving && i < self->rows->len; i++)
    pod_result_row_rebase (get_row (self, i));
  filter (self);
  show_count (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* ---- saving ---- */

static PodResultRow *
find_row (PodResultsForm *self, const char *observation)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (g_strcmp0 (pod_result_row_get_observation (get_row (self, i))->symbol.name, observation) ==
        0)
      return get_row (self, i);
  return NULL;
}

/* The cursor goes to the first that is wrong, whatever the filter hid. */
static void
focus_first_problem (PodResultsForm *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (pod_result_row_get_problem (get_row (self, i)) != NULL)
      {
        gtk_widget_grab_focus (GTK_WIDGET (get_row (self, i)));
        return;
      }
}

static gboolean
check_rows (PodResultsForm *self, GError **error)
{
  gboolean fits = TRUE;

  for (guint i = 0; i < self->rows->len; i++)
    if (!pod_result_row_check (get_row (self, i)))
      fits = FALSE;
  if (fits)
    return TRUE;
  set_message (self, _ ("Nothing is saved yet: what is wrong stands under its row."));
  focus_first_problem (self);
  g_set_error_literal (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT,
                       "what was typed has problems");
  return FALSE;
}

static gboolean
check_reason (PodResultsForm *self, const char *why, GError **error)
{
  if (*why != '\0' || !needs_reason (self))
    return TRUE;
  pod_problem_row_show (self->reason_problem, GTK_WIDGET (self->reason),
                        _ ("Something is on record already, or is not what one expects. Say why it "
                           "is so."));
  gtk_widget_grab_focus (GTK_WIDGET (self->reason));
  g_set_error_literal (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_REASON, "a reason is needed");
  return FALSE;
}

static void
show_problems (PodResultsForm *self)
{
  g_autoptr (GPtrArray) problems = pod_trial_take_problems (self->trial);
  g_autoptr (GString) others = g_string_new (NULL);

  for (guint i = 0; i < problems->len; i++)
    {
      const PodProblem *problem = g_ptr_array_index (problems, i);
      PodResultRow *row = find_row (self, problem->key);

      if (row != NULL)
        pod_result_row_set_problem (row, problem->message);
      else
        g_string_append_printf (others, " %s", problem->message);
    }
  g_string_prepend (others, _ ("Nothing is saved yet: what is wrong stands under its row."));
  set_message (self, others->str);
  focus_first_problem (self);
}

static void
show_failure (PodResultsForm *self, const GError *error)
{
  g_autofree char *words = pod_trial_error_to_words (error);
  g_autofree char *text = NULL;

  if (g_error_matches (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT))
    {
      show_problems (self);
      return;
    }
  text = g_strdup_printf (_ ("Not saved: %s What you typed is still here."), words);
  set_message (self, text);
  if (!pod_trial_error_is_conflict (error))
    return;
  /* The trial may know it already, or learns it now; either way the rows say what it is. */
  trial_changed_cb (self, self->subject);
  pod_trial_refresh (self->trial);
}

static void
clear (PodResultsForm *self)
{
  self->filling = TRUE;
  for (guint i = 0; i < self->rows->len; i++)
    if (pod_result_row_is_touched (get_row (self, i)))
      pod_result_row_clear (get_row (self, i));
  gtk_editable_set_text (self->reason, "");
  self->filling = FALSE;
  set_message (self, NULL);
  changed_cb (self);
}

/* What is kept apart stays a draft. */
static void
end_draft (PodResultsForm *self)
{
  if (self->keeper != NULL)
    pod_draft_keeper_flush (self->keeper);
}

static gboolean
write_change (PodResultsForm *self, PodChange *change, const char *why, GError **error)
{
  g_autoptr (GError) failure = NULL;
  gboolean written;

  self->saving = TRUE;
  written = pod_trial_record (self->trial, self->subject, change, why, &failure);
  self->saving = FALSE;
  if (written)
    return TRUE;
  show_failure (self, failure);
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

gboolean
pod_results_form_save (PodResultsForm *self, GError **error)
{
  g_autoptr (PodChange) change = NULL;
  g_autofree char *why = NULL;
  gboolean noted = FALSE;

  g_return_val_if_fail (POD_IS_RESULTS_FORM (self), FALSE);

  if (!pod_results_form_is_touched (self))
    return TRUE;
  why = g_strstrip (g_strdup (gtk_editable_get_text (self->reason)));
  if (!check_rows (self, error) || !check_reason (self, why, error))
    return FALSE;
  change = pod_results_make_change (self->trial, self->casebook, self->rows, &noted);
  /* That something was not done is the reason itself for writing it into the visit. */
  if (change != NULL &&
      !write_change (self, change, *why != '\0' ? why : (noted ? _ ("Not done") : NULL), error))
    return FALSE;
  clear (self);
  end_draft (self);
  g_signal_emit (self, signals[SAVED], 0);
  return TRUE;
}

static void
save_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodResultsForm *self = POD_RESULTS_FORM (widget);

  if (self->trial != NULL && pod_trial_may (self->trial, POD_VERB_RECORD))
    pod_results_form_save (self, NULL);
}

/* ---- the draft ---- */

static GKeyFile *
write_file (PodResultsForm *self)
{
  GKeyFile *file = g_key_file_new ();
  const char *reason = gtk_editable_get_text (self->reason);

  pod_results_draft_copy (self->apart, file);
  for (guint i = 0; i < self->groups->len; i++)
    pod_result_group_write (g_ptr_array_index (self->groups, i), file);
  for (guint i = 0; i < self->rows->len; i++)
    pod_result_row_write (get_row (self, i), file);
  if (*reason != '\0' && pod_results_draft_is_any (file))
    g_key_file_set_string (file, DRAFT_GROUP, "reason", reason);
  return file;
}

static char *
write_draft (gpointer form)
{
  g_autoptr (GKeyFile) file = write_file (form);

  return pod_results_draft_is_any (file) ? g_key_file_to_data (file, NULL, NULL) : NULL;
}

static void
clear_apart (PodResultsForm *self)
{
  g_key_file_unref (self->apart);
  self->apart = g_key_file_new ();
}

/* What none of the rows takes stays as it is. */
static void
keep_apart (PodResultsForm *self, GKeyFile *file)
{
  clear_apart (self);
  pod_results_draft_copy (file, self->apart);
  g_key_file_remove_group (self->apart, DRAFT_GROUP, NULL);
  for (guint i = 0; i < self->rows->len; i++)
    {
      g_autofree char *group =
          pod_result_row_name_group (pod_result_row_get_observation (get_row (self, i)));

      g_key_file_remove_group (self->apart, group, NULL);
    }
  if (!pod_results_draft_has_results (self->apart))
    clear_apart (self);
}

static void
read_file (PodResultsForm *self, GKeyFile *file)
{
  g_autofree char *reason = g_key_file_get_string (file, DRAFT_GROUP, "reason", NULL);

  self->filling = TRUE;
  for (guint i = 0; i < self->groups->len; i++)
    pod_result_group_read (g_ptr_array_index (self->groups, i), file);
  for (guint i = 0; i < self->rows->len; i++)
    pod_result_row_read (get_row (self, i), file);
  gtk_editable_set_text (self->reason, reason != NULL ? reason : "");
  self->filling = FALSE;
  keep_apart (self, file);
  for (guint i = 0; i < self->rows->len; i++)
    pod_result_row_rebase (get_row (self, i));
  filter (self);
  changed_cb (self);
}

static gboolean
read_draft (gpointer form, const char *content)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();

  if (!g_key_file_load_from_data (file, content, (gsize) -1, G_KEY_FILE_NONE, NULL))
    return FALSE;
  read_file (form, file);
  return pod_results_form_is_touched (form);
}

static void
reset_draft (gpointer form)
{
  clear (form);
}

static const PodDraftForm draft_form = { write_draft, read_draft, reset_draft };

static void
start_keeper (PodResultsForm *self)
{
  if (self->keeper == NULL && self->trial != NULL && pod_trial_may (self->trial, POD_VERB_RECORD))
    self->keeper = pod_draft_keeper_new_for_part (self->keeper_bin, self->trial, DRAFT_FORM,
                                                  self->subject, &draft_form, GTK_WIDGET (self));
}

gboolean
pod_results_form_can_keep (PodResultsForm *self)
{
  g_return_val_if_fail (POD_IS_RESULTS_FORM (self), FALSE);

  return self->keeper != NULL && pod_draft_keeper_can_keep (self->keeper);
}

void
pod_results_form_discard (PodResultsForm *self)
{
  g_return_if_fail (POD_IS_RESULTS_FORM (self));

  clear (self);
  end_draft (self);
}

/* ---- the widget ---- */

static void
root_cb (PodResultsForm *self)
{
  if (gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    start_keeper (self);
}

static gboolean
pod_results_form_grab_focus (GtkWidget *widget)
{
  PodResultsForm *self = POD_RESULTS_FORM (widget);

  for (guint i = 0; i < self->rows->len; i++)
    if (gtk_widget_get_visible (GTK_WIDGET (get_row (self, i))) &&
        pod_result_row_is_open (get_row (self, i)))
      return gtk_widget_grab_focus (GTK_WIDGET (get_row (self, i)));
  return FALSE;
}

static void
pod_results_form_dispose (GObject *object)
{
  PodResultsForm *self = POD_RESULTS_FORM (object);

  if (self->trial != NULL)
    g_signal_handlers_disconnect_by_data (self->trial, self);
  self->keeper = NULL;
  g_clear_object (&self->trial);
  g_clear_pointer (&self->casebook, pod_casebook_unref);
  G_OBJECT_CLASS (pod_results_form_parent_class)->dispose (object);
}

static void
pod_results_form_finalize (GObject *object)
{
  PodResultsForm *self = POD_RESULTS_FORM (object);

  g_ptr_array_unref (self->groups);
  g_ptr_array_unref (self->rows);
  g_key_file_unref (self->apart);
  g_free (self->needle);
  G_OBJECT_CLASS (pod_results_form_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, PodResultsForm, message);
  gtk_widget_class_bind_template_child (widget_class, PodResultsForm, keeper_bin);
  gtk_widget_class_bind_template_child (widget_class, PodResultsForm, missing_only);
  gtk_widget_class_bind_template_child (widget_class, PodResultsForm, count);
  gtk_widget_class_bind_template_child (widget_class, PodResultsForm, stack);
  gtk_widget_class_bind_template_child (widget_class, PodResultsForm, box);
  gtk_widget_class_bind_template_child (widget_class, PodResultsForm, reason_revealer);
  gtk_widget_class_bind_template_child (widget_class, PodResultsForm, reason);
  gtk_widget_class_bind_template_child (widget_class, PodResultsForm, reason_problem);
  gtk_widget_class_bind_template_callback (widget_class, missing_only_cb);
  gtk_widget_class_bind_template_callback (widget_class, reason_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, reason_activated_cb);
}

static void
pod_results_form_class_init (PodResultsFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pod_results_form_dispose;
  G_OBJECT_CLASS (klass)->finalize = pod_results_form_finalize;
  widget_class->grab_focus = pod_results_form_grab_focus;
  g_type_ensure (POD_TYPE_PROBLEM_ROW);
  signals[CHANGED] = g_signal_new ("changed", POD_TYPE_RESULTS_FORM, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[SAVED] = g_signal_new ("saved", POD_TYPE_RESULTS_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
  signals[FINISHED] = g_signal_new ("finished", POD_TYPE_RESULTS_FORM, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "results.save", NULL, save_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "results.save",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "results.save", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/podocyte/Podocyte/pod-results-form.ui");
  bind_children (widget_class);
}

static void
pod_results_form_init (PodResultsForm *self)
{
  self->groups = g_ptr_array_new ();
  self->rows = g_ptr_array_new ();
  self->apart = g_key_file_new ();
  self->needle = g_strdup ("");
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->filling = FALSE;
  g_signal_connect (self, "notify::root", G_CALLBACK (root_cb), NULL);
}

GtkWidget *
pod_results_form_new (void)
{
  return g_object_new (POD_TYPE_RESULTS_FORM, NULL);
}

/* ---- its rows ---- */

static void
add_row (PodResultsForm *self, PodResultGroup *group, const PodObservation *observation)
{
  GtkWidget *row = pod_result_row_new (self->trial, observation);

  pod_result_group_add (group, POD_RESULT_ROW (row));
  g_ptr_array_add (self->rows, row);
  g_signal_connect_swapped (row, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect (row, "step", G_CALLBACK (step_cb), self);
}

/* @group: (nullable): for those that are in none the study knows. */
static void
add_group (PodResultsForm *self, const PodGroup *group, const GPtrArray *observations)
{
  PodResultGroup *widget = NULL;

  for (guint i = 0; i < observations->len; i++)
    {
      const PodObservation *observation = g_ptr_array_index (observations, i);
      const PodGroup *own = observation->group != NULL
                                ? pod_study_find_group (pod_trial_get_study (self->trial),
                                                        observation->group)
                                : NULL;

      if (own != group)
        continue;
      if (widget == NULL)
        {
          widget = POD_RESULT_GROUP (pod_result_group_new (self->trial, group));
          gtk_box_append (self->box, GTK_WIDGET (widget));
          g_ptr_array_add (self->groups, widget);
          g_signal_connect_swapped (widget, "changed", G_CALLBACK (changed_cb), self);
        }
      add_row (self, widget, observation);
    }
}

static void
remove_groups (PodResultsForm *self)
{
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < self->groups->len; i++)
    gtk_box_remove (self->box, g_ptr_array_index (self->groups, i));
  g_ptr_array_set_size (self->groups, 0);
}

static void
add_groups (PodResultsForm *self, const GPtrArray *observations)
{
  const GPtrArray *groups = pod_study_get_groups (pod_trial_get_study (self->trial));

  for (guint i = 0; i < groups->len; i++)
    add_group (self, g_ptr_array_index (groups, i), observations);
  add_group (self, NULL, observations);
}

static void
take_subject (PodResultsForm *self, PodTrial *trial, gint64 subject)
{
  pod_draft_keeper_drop (&self->keeper, self->keeper_bin);
  remove_groups (self);
  clear_apart (self);
  if (self->trial != NULL)
    g_signal_handlers_disconnect_by_data (self->trial, self);
  g_set_object (&self->trial, trial);
  self->subject = subject;
  g_signal_connect_swapped (trial, "changed", G_CALLBACK (trial_changed_cb), self);
}

void
pod_results_form_set (PodResultsForm *self,
                      PodTrial *trial,
                      gint64 subject,
                      const GPtrArray *observations)
{
  g_autoptr (GKeyFile) typed = NULL;

  g_return_if_fail (POD_IS_RESULTS_FORM (self) && POD_IS_TRIAL (trial));

  if (self->trial == trial && self->subject == subject)
    typed = write_file (self);
  else
    take_subject (self, trial, subject);
  if (!load (self))
    return;
  self->filling = TRUE;
  remove_groups (self);
  add_groups (self, observations);
  show_record (self);
  self->filling = FALSE;
  if (typed != NULL)
    read_file (self, typed);
  filter (self);
  show_count (self);
  start_keeper (self);
}

gboolean
pod_results_form_focus (PodResultsForm *self, const char *observation)
{
  PodResultRow *row;

  g_return_val_if_fail (POD_IS_RESULTS_FORM (self), FALSE);

  row = find_row (self, observation);
  if (row == NULL)
    return FALSE;
  if (!gtk_widget_is_visible (GTK_WIDGET (row)))
    {
      pod_results_form_search (self, "");
      pod_results_form_set_missing_only (self, FALSE);
    }
  return gtk_widget_grab_focus (GTK_WIDGET (row));
}

guint
pod_results_form_count_touched (PodResultsForm *self)
{
  guint n = 0;

  g_return_val_if_fail (POD_IS_RESULTS_FORM (self), 0);

  for (guint i = 0; i < self->rows->len; i++)
    n += pod_result_row_is_touched (get_row (self, i));
  return n;
}

gboolean
pod_results_form_is_saving (PodResultsForm *self)
{
  return self->saving;
}

void
pod_results_form_add_typed (PodResultsForm *self, GPtrArray *observations)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      gpointer observation = (gpointer) pod_result_row_get_observation (get_row (self, i));

      if (pod_result_row_is_touched (get_row (self, i)) &&
          !g_ptr_array_find (observations, observation, NULL))
        g_ptr_array_add (observations, observation);
    }
}

gboolean
pod_results_form_is_touched (PodResultsForm *self)
{
  return pod_results_form_count_touched (self) > 0;
}

guint
pod_results_form_count_missing (PodResultsForm *self)
{
  guint n = 0;

  g_return_val_if_fail (POD_IS_RESULTS_FORM (self), 0);

  for (guint i = 0; i < self->rows->len; i++)
    n += pod_result_row_is_missing (get_row (self, i));
  return n;
}

void
pod_results_form_search (PodResultsForm *self, const char *text)
{
  g_return_if_fail (POD_IS_RESULTS_FORM (self) && text != NULL);

  g_free (self->needle);
  self->needle = g_utf8_casefold (text, -1);
  filter (self);
}

void
pod_results_form_set_missing_only (PodResultsForm *self, gboolean missing_only)
{
  g_return_if_fail (POD_IS_RESULTS_FORM (self));

  gtk_toggle_button_set_active (self->missing_only, missing_only);
}
