#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-results-form-private.h"

#include <glib/gi18n-lib.h>

#include "pod-results-draft.h"

#define DRAFT_FORM "results"
#define DRAFT_GROUP POD_RESULTS_DRAFT_GROUP

enum
{
  CHANGED,
  SAVED,
  FINISHED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PodResultsForm, pod_results_form, ADW_TYPE_BIN)

void
pod_results_form_set_message (PodResultsForm *self, const char *text)
{
  gtk_label_set_text (self->message, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message), text != NULL);
}

gboolean
pod_results_form_needs_reason (PodResultsForm *self)
{
  return pod_results_rows_count (self->rows, pod_result_row_needs_reason) > 0;
}

/* ---- what is to be seen ---- */

static void
filter (PodResultsForm *self)
{
  gboolean missing_only = gtk_toggle_button_get_active (self->missing_only);
  guint shown = pod_results_rows_filter (self->rows, self->needle, missing_only);

  gtk_stack_set_visible_child_name (self->stack, shown > 0 ? "rows" : "none");
}

/* Of a visit's panel a row lacks its value; elsewhere a criterion lacks what it asks for. */
static char *
say_missing (PodResultsForm *self)
{
  guint n = pod_results_form_count_missing (self);

  if (pod_results_form_get_choice (self) != NULL)
    return g_strdup_printf (ngettext ("%u without a value", "%u without a value", n), n);
  return g_strdup_printf (ngettext ("%u needed by a criterion", "%u needed by criteria", n), n);
}

static void
add_part (GString *text, const char *part)
{
  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append (text, part);
}

static void
add_touched (PodResultsForm *self, GString *text)
{
  guint not_done = pod_results_rows_count (self->rows, pod_result_row_is_not_done);
  guint typed = pod_results_form_count_touched (self) - not_done;
  g_autofree char *of_typed =
      g_strdup_printf (ngettext ("%u result typed", "%u results typed", typed), typed);
  g_autofree char *of_not_done = g_strdup_printf (ngettext ("%u not done", "%u not done", not_done),
                                                  not_done);

  if (typed > 0)
    add_part (text, of_typed);
  if (not_done > 0)
    add_part (text, of_not_done);
}

/* "2 results typed · 1 not done · 5 missing · 3 may be needed". */
static void
show_count (PodResultsForm *self)
{
  g_autofree char *missing = say_missing (self);
  guint perhaps = pod_results_form_get_choice (self) == NULL
                      ? pod_results_rows_count (self->rows, pod_result_row_may_be_needed)
                      : 0;
  g_autoptr (GString) text = g_string_new (NULL);

  add_touched (self, text);
  add_part (text, missing);
  if (perhaps > 0)
    g_string_append (text, " · ");
  if (perhaps > 0)
    g_string_append_printf (text, ngettext ("%u may be needed", "%u may be needed", perhaps),
                            perhaps);
  gtk_label_set_text (self->count, text->str);
  /* It would leave nothing to be seen; while it does, it can be let go. */
  gtk_widget_set_sensitive (GTK_WIDGET (self->missing_only),
                            gtk_toggle_button_get_active (self->missing_only) ||
                                pod_results_form_count_missing (self) > 0);
  gtk_button_set_label (GTK_BUTTON (self->missing_only), pod_results_form_get_choice (self) != NULL
                                                             ? _ ("Without a _Value")
                                                             : _ ("Needed by a _Criterion"));
}

static void
changed_cb (PodResultsForm *self)
{
  if (self->filling)
    return;
  pod_results_form_set_message (self, NULL);
  show_count (self);
  pod_results_form_show_reason (self);
  if (self->keeper != NULL)
    pod_draft_keeper_touch (self->keeper);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
pod_results_form_tell_changed (PodResultsForm *self)
{
  changed_cb (self);
}

void
pod_results_form_show_rows (PodResultsForm *self)
{
  filter (self);
  show_count (self);
}

static void
missing_only_cb (PodResultsForm *self)
{
  filter (self);
  show_count (self);
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

/* Behind what a search found the next is searched for, not what is only kept in sight because it was typed. */
static PodResultRow *
find_next (PodResultsForm *self, PodResultRow *row, int step)
{
  PodResultRow *next = pod_results_rows_find_next (self->rows, row, step);

  while (next != NULL && step > 0 && !pod_result_row_matches (next, self->needle))
    next = pod_results_rows_find_next (self->rows, next, step);
  return next;
}

/* Above the rows there may be nothing to be pressed: then it goes where GTK goes. */
static void
leave_backward (PodResultsForm *self)
{
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));

  if (!gtk_widget_child_focus (self->tools, GTK_DIR_TAB_BACKWARD))
    gtk_widget_child_focus (window, GTK_DIR_TAB_BACKWARD);
}

static void
step_cb (PodResultRow *row, int step, gpointer user_data)
{
  PodResultsForm *self = user_data;
  PodResultRow *next = find_next (self, row, step);

  if (next != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (next));
  else if (step < 0)
    leave_backward (self);
  else if (*self->needle == '\0' && gtk_revealer_get_reveal_child (self->reason_revealer))
    gtk_widget_grab_focus (GTK_WIDGET (self->reason));
  else
    g_signal_emit (self, signals[FINISHED], 0);
}

/* ---- what is on record ---- */

void
pod_results_form_show_record (PodResultsForm *self)
{
  g_autoptr (PodScreening) screening = pod_trial_screen (self->trial, self->subject,
                                                         pod_trial_get_today (self->trial), NULL);
  g_autoptr (GHashTable)
      standings = pod_result_standings_new (pod_trial_get_study (self->trial), screening);

  pod_results_rows_set_record (self->rows, self->casebook, standings);
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
  if (gtk_widget_get_visible (GTK_WIDGET (self->chooser)))
    pod_visit_chooser_set (self->chooser, self->trial, self->casebook);
  pod_results_form_show_record (self);
  self->filling = FALSE;
  if (!self->saving)
    pod_results_rows_rebase (self->rows);
  pod_results_form_show_rows (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
pod_results_form_take_changed (PodResultsForm *self)
{
  trial_changed_cb (self, self->subject);
}

/* ---- saved, and gone ---- */

static void
clear (PodResultsForm *self)
{
  self->filling = TRUE;
  pod_results_rows_clear (self->rows);
  gtk_editable_set_text (self->reason, "");
  self->filling = FALSE;
  pod_results_form_set_message (self, NULL);
  changed_cb (self);
}

/* What is kept apart stays a draft. */
static void
end_draft (PodResultsForm *self)
{
  if (self->keeper != NULL)
    pod_draft_keeper_flush (self->keeper);
}

void
pod_results_form_end (PodResultsForm *self)
{
  guint n = pod_results_form_count_touched (self);

  clear (self);
  end_draft (self);
  g_signal_emit (self, signals[SAVED], 0, n);
}

static void
save_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodResultsForm *self = POD_RESULTS_FORM (widget);

  if (self->trial != NULL && pod_trial_may (self->trial, POD_VERB_RECORD))
    pod_results_form_save (self, NULL);
}

static void
not_done_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodResultsForm *self = POD_RESULTS_FORM (widget);

  if (self->trial != NULL && pod_trial_may (self->trial, POD_VERB_RECORD))
    pod_results_form_ask_not_done (self, g_variant_get_string (parameter, NULL));
}

static void
paste_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *observation, *text;

  g_variant_get (parameter, "(&s&s)", &observation, &text);
  pod_results_form_paste (POD_RESULTS_FORM (widget), observation, text);
}

/* ---- the draft ---- */

GKeyFile *
pod_results_form_write (PodResultsForm *self)
{
  GKeyFile *file = g_key_file_new ();
  const char *reason = gtk_editable_get_text (self->reason);

  pod_results_draft_copy (self->apart, file);
  pod_results_rows_write (self->rows, file);
  if (*reason != '\0' && pod_results_draft_is_any (file))
    g_key_file_set_string (file, DRAFT_GROUP, "reason", reason);
  if (pod_results_draft_is_any (file))
    pod_results_form_write_visit (self, file);
  return file;
}

static char *
write_draft (gpointer form)
{
  g_autoptr (GKeyFile) file = pod_results_form_write (form);

  return pod_results_draft_is_any (file) ? g_key_file_to_data (file, NULL, NULL) : NULL;
}

static void
clear_apart (PodResultsForm *self)
{
  g_key_file_unref (self->apart);
  self->apart = g_key_file_new ();
}

void
pod_results_form_read_typed (PodResultsForm *self, GKeyFile *file)
{
  g_autofree char *reason = g_key_file_get_string (file, DRAFT_GROUP, "reason", NULL);

  clear_apart (self);
  self->filling = TRUE;
  pod_results_rows_read (self->rows, file, self->apart);
  gtk_editable_set_text (self->reason, reason != NULL ? reason : "");
  self->filling = FALSE;
  g_key_file_remove_group (self->apart, DRAFT_GROUP, NULL);
  if (!pod_results_draft_has_results (self->apart))
    clear_apart (self);
  pod_results_rows_rebase (self->rows);
  filter (self);
  changed_cb (self);
}

static gboolean
read_draft (gpointer form, const char *content)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();

  if (!g_key_file_load_from_data (file, content, (gsize) -1, G_KEY_FILE_NONE, NULL))
    return FALSE;
  pod_results_form_read_visit (form, file);
  pod_results_form_lay_out (form, file);
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
  PodResultRow *first = pod_results_rows_find_first (self->rows, self->needle);

  return first != NULL && gtk_widget_grab_focus (GTK_WIDGET (first));
}

/* GTK's own would give it the cursor as well as what is in it: Tab from the search would jump into the rows, and never come back. */
static gboolean
pod_results_form_focus_child (GtkWidget *widget, GtkDirectionType direction)
{
  return gtk_widget_child_focus (adw_bin_get_child (ADW_BIN (widget)), direction);
}

static void
pod_results_form_dispose (GObject *object)
{
  PodResultsForm *self = POD_RESULTS_FORM (object);

  if (self->trial != NULL)
    g_signal_handlers_disconnect_by_data (self->trial, self);
  self->keeper = NULL;
  g_clear_pointer (&self->not_done, gtk_widget_unparent);
  g_clear_object (&self->trial);
  g_clear_pointer (&self->casebook, pod_casebook_unref);
  G_OBJECT_CLASS (pod_results_form_parent_class)->dispose (object);
}

static void
pod_results_form_finalize (GObject *object)
{
  PodResultsForm *self = POD_RESULTS_FORM (object);

  pod_results_rows_free (self->rows);
  g_clear_pointer (&self->observations, g_ptr_array_unref);
  g_key_file_unref (self->apart);
  g_free (self->needle);
  g_free (self->not_done_of);
  G_OBJECT_CLASS (pod_results_form_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, PodResultsForm, message);
  gtk_widget_class_bind_template_child (widget_class, PodResultsForm, keeper_bin);
  gtk_widget_class_bind_template_child (widget_class, PodResultsForm, chooser);
  gtk_widget_class_bind_template_child (widget_class, PodResultsForm, columns);
  gtk_widget_class_bind_template_child (widget_class, PodResultsForm, tools);
  gtk_widget_class_bind_template_child (widget_class, PodResultsForm, missing_only);
  gtk_widget_class_bind_template_child (widget_class, PodResultsForm, count);
  gtk_widget_class_bind_template_child (widget_class, PodResultsForm, rest_button);
  gtk_widget_class_bind_template_child (widget_class, PodResultsForm, stack);
  gtk_widget_class_bind_template_child (widget_class, PodResultsForm, box);
  gtk_widget_class_bind_template_child (widget_class, PodResultsForm, reason_revealer);
  gtk_widget_class_bind_template_child (widget_class, PodResultsForm, reason);
  gtk_widget_class_bind_template_child (widget_class, PodResultsForm, reason_problem);
  gtk_widget_class_bind_template_callback (widget_class, pod_results_form_take_visit);
  gtk_widget_class_bind_template_callback (widget_class, pod_results_form_take_day);
  gtk_widget_class_bind_template_callback (widget_class, pod_results_form_go_on);
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
  widget_class->focus = pod_results_form_focus_child;
  g_type_ensure (POD_TYPE_PROBLEM_ROW);
  g_type_ensure (POD_TYPE_VISIT_CHOOSER);
  signals[CHANGED] = g_signal_new ("changed", POD_TYPE_RESULTS_FORM, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[SAVED] = g_signal_new ("saved", POD_TYPE_RESULTS_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[FINISHED] = g_signal_new ("finished", POD_TYPE_RESULTS_FORM, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "results.save", NULL, save_cb);
  gtk_widget_class_install_action (widget_class, "results.not-done", "s", not_done_cb);
  gtk_widget_class_install_action (widget_class, "results.paste", "(ss)", paste_cb);
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
  self->rows = pod_results_rows_new ();
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
take_subject (PodResultsForm *self, PodTrial *trial, gint64 subject)
{
  pod_draft_keeper_drop (&self->keeper, self->keeper_bin);
  pod_results_rows_empty (self->rows, self->box);
  clear_apart (self);
  if (self->trial != NULL)
    g_signal_handlers_disconnect_by_data (self->trial, self);
  g_set_object (&self->trial, trial);
  self->subject = subject;
  g_signal_connect_swapped (trial, "changed", G_CALLBACK (trial_changed_cb), self);
}

/* The study's list frees what is in it, and so would a copy made by GLib. */
static void
take_observations (PodResultsForm *self, const GPtrArray *observations)
{
  g_clear_pointer (&self->observations, g_ptr_array_unref);
  self->observations = g_ptr_array_new ();
  for (guint i = 0; i < observations->len; i++)
    g_ptr_array_add (self->observations, g_ptr_array_index (observations, i));
}

/* What was typed of the same subject stays; FALSE where nobody can be loaded.  @typed: (out) (nullable) */
static gboolean
take (PodResultsForm *self,
      PodTrial *trial,
      gint64 subject,
      const GPtrArray *observations,
      GKeyFile **typed)
{
  *typed = NULL;
  if (self->trial == trial && self->subject == subject)
    *typed = pod_results_form_write (self);
  else
    take_subject (self, trial, subject);
  if (!load (self))
    return FALSE;
  take_observations (self, observations);
  if (gtk_widget_get_visible (GTK_WIDGET (self->chooser)))
    pod_visit_chooser_set (self->chooser, trial, self->casebook);
  return TRUE;
}

void
pod_results_form_set (PodResultsForm *self,
                      PodTrial *trial,
                      gint64 subject,
                      const GPtrArray *observations)
{
  g_autoptr (GKeyFile) typed = NULL;

  g_return_if_fail (POD_IS_RESULTS_FORM (self) && POD_IS_TRIAL (trial));

  if (!take (self, trial, subject, observations, &typed))
    return;
  pod_results_form_lay_out (self, typed);
  start_keeper (self);
}

void
pod_results_form_set_for_visit (PodResultsForm *self,
                                PodTrial *trial,
                                gint64 subject,
                                const GPtrArray *observations,
                                const char *visit,
                                PodDate day)
{
  g_autoptr (GKeyFile) typed = NULL;

  g_return_if_fail (POD_IS_RESULTS_FORM (self) && POD_IS_TRIAL (trial) && self->trial == NULL);

  if (!take (self, trial, subject, observations, &typed))
    return;
  pod_results_form_choose (self, visit, day);
  pod_results_form_lay_out (self, typed);
  start_keeper (self);
}

void
pod_results_form_connect_rows (PodResultsForm *self)
{
  pod_results_rows_connect (self->rows, G_CALLBACK (changed_cb), G_CALLBACK (step_cb), self);
}

gboolean
pod_results_form_focus (PodResultsForm *self, const char *observation)
{
  PodResultRow *row;

  g_return_val_if_fail (POD_IS_RESULTS_FORM (self), FALSE);

  row = pod_results_rows_find (self->rows, observation);
  if (row == NULL)
    return FALSE;
  if (!gtk_widget_is_visible (GTK_WIDGET (row)))
    {
      pod_results_form_search (self, "");
      pod_results_form_set_missing_only (self, FALSE);
    }
  return pod_result_row_focus_lack (row);
}

guint
pod_results_form_count_touched (PodResultsForm *self)
{
  g_return_val_if_fail (POD_IS_RESULTS_FORM (self), 0);

  return pod_results_rows_count (self->rows, pod_result_row_is_touched);
}

gboolean
pod_results_form_is_saving (PodResultsForm *self)
{
  return self->saving;
}

void
pod_results_form_add_typed (PodResultsForm *self, GPtrArray *observations)
{
  g_return_if_fail (POD_IS_RESULTS_FORM (self));

  pod_results_rows_add_typed (self->rows, observations);
}

gboolean
pod_results_form_is_touched (PodResultsForm *self)
{
  return pod_results_form_count_touched (self) > 0;
}

guint
pod_results_form_count_missing (PodResultsForm *self)
{
  g_return_val_if_fail (POD_IS_RESULTS_FORM (self), 0);

  return pod_results_rows_count (self->rows, pod_result_row_is_missing);
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
