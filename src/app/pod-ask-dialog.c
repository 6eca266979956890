#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-ask-dialog.h"

#include <glib/gi18n-lib.h>

#include "pod-date-row.h"
#include "pod-problem-row.h"

struct _PodAskDialog
{
  AdwWindow parent_instance;

  PodAskFunc callback;
  gpointer data;
  GDestroyNotify free_data;
  gboolean is_text; /* the reason is another text */

  GtkLabel *heading;
  GtkLabel *body;
  AdwComboRow *choice;
  PodDateRow *start;
  PodDateRow *stop;
  GtkEditable *reason;
  PodProblemRow *reason_problem;
  GtkEditable *password;
  PodProblemRow *password_problem;
  GtkLabel *message;
  GtkButton *button;
};

G_DEFINE_FINAL_TYPE (PodAskDialog, pod_ask_dialog, ADW_TYPE_WINDOW)

static gboolean
is_asked (gpointer field)
{
  return gtk_widget_get_visible (field);
}

static void
show_message (PodAskDialog *self, const char *text)
{
  gtk_label_set_text (self->message, text);
  gtk_widget_set_visible (GTK_WIDGET (self->message), *text != '\0');
}

static void
clear_problems (PodAskDialog *self)
{
  show_message (self, "");
  pod_problem_row_show (self->reason_problem, GTK_WIDGET (self->reason), NULL);
  pod_problem_row_show (self->password_problem, GTK_WIDGET (self->password), NULL);
}

static void
show_problem (PodProblemRow *row, GtkEditable *field, const char *text)
{
  pod_problem_row_show (row, GTK_WIDGET (field), text);
  gtk_widget_grab_focus (GTK_WIDGET (field));
}

static gboolean
check_fields (PodAskDialog *self, const char *reason)
{
  if (is_asked (self->start) &&
      (!pod_date_row_check (self->start) || !pod_date_row_check (self->stop)))
    return FALSE;
  if (is_asked (self->reason) && *reason == '\0')
    show_problem (self->reason_problem, self->reason,
                  self->is_text ? _ ("Write something here.")
                                : _ ("Say why; it is kept in the audit trail."));
  else if (is_asked (self->password) && *gtk_editable_get_text (self->password) == '\0')
    show_problem (self->password_problem, self->password, _ ("Type the password."));
  else
    return TRUE;
  return FALSE;
}

/* A password that was refused is not tried again by chance. */
static void
tell_failure (PodAskDialog *self, const GError *error)
{
  g_autofree char *words = pod_trial_error_to_words (error);

  if (is_asked (self->password))
    {
      gtk_editable_set_text (self->password, "");
      show_problem (self->password_problem, self->password, words);
    }
  else
    show_message (self, words);
}

static PodDate
take_date (PodDateRow *row)
{
  PodMoment moment = POD_MOMENT_NONE;

  pod_date_row_get_moment (row, &moment);
  return moment.date;
}

static void
do_cb (PodAskDialog *self)
{
  g_autofree char *reason = g_strstrip (g_strdup (gtk_editable_get_text (self->reason)));
  g_autoptr (GError) error = NULL;
  PodAnswer answer = { .password = gtk_editable_get_text (self->password),
                       .reason = reason,
                       .choice = adw_combo_row_get_selected (self->choice),
                       .start = take_date (self->start),
                       .stop = take_date (self->stop) };

  clear_problems (self);
  if (!check_fields (self, reason))
    return;
  g_object_ref (self);
  if (self->callback (&answer, self->data, &error))
    gtk_window_destroy (GTK_WINDOW (self));
  else
    tell_failure (self, error);
  g_object_unref (self);
}

static void
pod_ask_dialog_dispose (GObject *object)
{
  PodAskDialog *self = POD_ASK_DIALOG (object);
  GDestroyNotify free_data = g_steal_pointer (&self->free_data);

  if (free_data != NULL)
    free_data (g_steal_pointer (&self->data));
  G_OBJECT_CLASS (pod_ask_dialog_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, PodAskDialog, heading);
  gtk_widget_class_bind_template_child (widget_class, PodAskDialog, body);
  gtk_widget_class_bind_template_child (widget_class, PodAskDialog, choice);
  gtk_widget_class_bind_template_child (widget_class, PodAskDialog, start);
  gtk_widget_class_bind_template_child (widget_class, PodAskDialog, stop);
  gtk_widget_class_bind_template_child (widget_class, PodAskDialog, reason);
  gtk_widget_class_bind_template_child (widget_class, PodAskDialog, reason_problem);
  gtk_widget_class_bind_template_child (widget_class, PodAskDialog, password);
  gtk_widget_class_bind_template_child (widget_class, PodAskDialog, password_problem);
  gtk_widget_class_bind_template_child (widget_class, PodAskDialog, message);
  gtk_widget_class_bind_template_child (widget_class, PodAskDialog, button);
}

static void
pod_ask_dialog_class_init (PodAskDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pod_ask_dialog_dispose;
  g_type_ensure (POD_TYPE_DATE_ROW);
  g_type_ensure (POD_TYPE_PROBLEM_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/podocyte/Podocyte/pod-ask-dialog.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, do_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
pod_ask_dialog_init (PodAskDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
set_words (PodAskDialog *self, const PodAsk *ask)
{
  gtk_label_set_text (self->heading, ask->heading);
  gtk_label_set_text (self->body, ask->body);
  gtk_window_set_title (GTK_WINDOW (self), ask->heading);
  gtk_button_set_label (self->button, ask->verb);
  gtk_widget_add_css_class (GTK_WIDGET (self->button),
                            ask->destructive ? "destructive-action" : "suggested-action");
}

static void
set_fields (PodAskDialog *self, const PodAsk *ask)
{
  gtk_widget_set_visible (GTK_WIDGET (self->reason), ask->reason);
  gtk_widget_set_visible (GTK_WIDGET (self->password), ask->password_title != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->choice), ask->choices != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->start), ask->dates);
  gtk_widget_set_visible (GTK_WIDGET (self->stop), ask->dates);
  self->is_text = ask->reason_title != NULL;
  if (ask->reason_title != NULL)
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->reason), ask->reason_title);
  if (ask->password_title != NULL)
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->password), ask->password_title);
  if (ask->dates)
    pod_date_row_set_moment (self->start, pod_moment_on (ask->today));
  if (ask->choices != NULL)
    {
      g_autoptr (GtkStringList) words = gtk_string_list_new (ask->choices);

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->choice), ask->choice_title);
      adw_combo_row_set_model (self->choice, G_LIST_MODEL (words));
      adw_combo_row_set_selected (self->choice, ask->choice);
    }
}

static void
focus_first (PodAskDialog *self)
{
  gpointer fields[] = { self->choice, self->start, self->reason, self->password };

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (is_asked (fields[i]))
      {
        gtk_widget_grab_focus (fields[i]);
        return;
      }
}

PodAskDialog *
pod_ask_dialog_new (GtkWindow *parent,
                    const PodAsk *ask,
                    PodAskFunc callback,
                    gpointer data,
                    GDestroyNotify free_data)
{
  PodAskDialog *self = g_object_new (POD_TYPE_ASK_DIALOG, "transient-for", parent, NULL);

  self->callback = callback;
  self->data = data;
  self->free_data = free_data;
  set_words (self, ask);
  set_fields (self, ask);
  focus_first (self);
  return self;
}
