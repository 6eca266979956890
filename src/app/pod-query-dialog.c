#include "pod-query-dialog.h"

#include "pod-query-ask.h"
#include "pod-query-view.h"

struct _PodQueryDialog
{
  AdwWindow parent_instance;

  PodTrial *trial;
  gint64 subject;

  AdwWindowTitle *title;
  GtkWidget *ask_button;
  GtkStack *stack;
  PodQueryView *view;
};

G_DEFINE_FINAL_TYPE (PodQueryDialog, pod_query_dialog, ADW_TYPE_WINDOW)

static void
ask_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodQueryDialog *self = POD_QUERY_DIALOG (widget);

  pod_query_ask (GTK_WINDOW (self), self->trial, self->subject, "subject", self->subject, NULL);
}

static void
changed_cb (PodQueryDialog *self)
{
  gtk_stack_set_visible_child_name (self->stack,
                                    pod_query_view_count (self->view) > 0 ? "list" : "empty");
}

static void
pod_query_dialog_dispose (GObject *object)
{
  PodQueryDialog *self = POD_QUERY_DIALOG (object);

  if (self->trial != NULL)
    g_signal_handlers_disconnect_by_data (self->trial, self);
  g_clear_object (&self->trial);
  G_OBJECT_CLASS (pod_query_dialog_parent_class)->dispose (object);
}

static void
pod_query_dialog_class_init (PodQueryDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pod_query_dialog_dispose;
  g_type_ensure (POD_TYPE_QUERY_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/podocyte/Podocyte/pod-query-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PodQueryDialog, title);
  gtk_widget_class_bind_template_child (widget_class, PodQueryDialog, ask_button);
  gtk_widget_class_bind_template_child (widget_class, PodQueryDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, PodQueryDialog, view);
  gtk_widget_class_install_action (widget_class, "queries.ask", NULL, ask_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, GDK_CONTROL_MASK, "queries.ask",
                                       NULL);
}

static void
pod_query_dialog_init (PodQueryDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

PodQueryDialog *
pod_query_dialog_new (GtkWindow *parent, PodTrial *trial, gint64 subject)
{
  PodQueryDialog *self = g_object_new (POD_TYPE_QUERY_DIALOG, "transient-for", parent, NULL);
  g_autoptr (PodCasebook) casebook = pod_trial_load_casebook (trial, subject, NULL);
  gboolean may_ask = pod_trial_may (trial, POD_VERB_ASK);

  self->trial = g_object_ref (trial);
  self->subject = subject;
  if (casebook != NULL)
    adw_window_title_set_subtitle (self->title, pod_casebook_get_number (casebook));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "queries.ask", may_ask);
  gtk_widget_set_visible (self->ask_button, may_ask);
  pod_query_view_set_scope (self->view, trial, subject, NULL, 0);
  /* After the view's own. */
  g_signal_connect_swapped (trial, "changed", G_CALLBACK (changed_cb), self);
  changed_cb (self);
  pod_query_view_focus (self->view);
  return self;
}
