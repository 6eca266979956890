#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-medication-dialog.h"

#include <glib/gi18n-lib.h>

#include "pod-dialogs.h"
#include "pod-medication-form.h"

struct _PodMedicationDialog
{
  AdwWindow parent_instance;

  PodTrial *trial;
  gboolean closing; /* nothing is asked any more */

  AdwWindowTitle *title;
  PodMedicationForm *form;
};

G_DEFINE_FINAL_TYPE (PodMedicationDialog, pod_medication_dialog, ADW_TYPE_WINDOW)

static void
close_now (PodMedicationDialog *self)
{
  self->closing = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static void
save_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (GTK_WIDGET (POD_MEDICATION_DIALOG (widget)->form), "medication.save",
                              NULL);
}

static void
changed_cb (PodMedicationDialog *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "record.save",
                                 pod_medication_form_is_touched (self->form));
}

/* ---- closing ---- */

static void
leaving_answered (PodLeaving answer, gpointer data)
{
  g_autoptr (PodMedicationDialog) self = data;

  if (answer == POD_LEAVING_STAY)
    return;
  if (answer == POD_LEAVING_DISCARD)
    pod_medication_form_discard (self->form);
  close_now (self);
}

static gboolean
pod_medication_dialog_close_request (GtkWindow *window)
{
  PodMedicationDialog *self = POD_MEDICATION_DIALOG (window);

  if (self->closing || !pod_medication_form_is_touched (self->form))
    return GTK_WINDOW_CLASS (pod_medication_dialog_parent_class)->close_request (window);
  pod_dialogs_ask_leaving (window, _ ("Discard What You Typed?"),
                           _ ("There is medication that is not saved."),
                           pod_medication_form_can_keep (self->form), leaving_answered,
                           g_object_ref (self));
  return GDK_EVENT_STOP;
}

static void
signed_in_cb (PodMedicationDialog *self)
{
  if (!pod_trial_is_signed_in (self->trial))
    close_now (self);
}

/* ---- the widget ---- */

static void
pod_medication_dialog_dispose (GObject *object)
{
  PodMedicationDialog *self = POD_MEDICATION_DIALOG (object);

  if (self->trial != NULL)
    g_signal_handlers_disconnect_by_data (self->trial, self);
  g_clear_object (&self->trial);
  G_OBJECT_CLASS (pod_medication_dialog_parent_class)->dispose (object);
}

static void
pod_medication_dialog_class_init (PodMedicationDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pod_medication_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = pod_medication_dialog_close_request;
  g_type_ensure (POD_TYPE_MEDICATION_FORM);
  gtk_widget_class_install_action (widget_class, "record.save", NULL, save_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "record.save",
                                       NULL);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/podocyte/Podocyte/"
                                                             "pod-medication-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PodMedicationDialog, title);
  gtk_widget_class_bind_template_child (widget_class, PodMedicationDialog, form);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
pod_medication_dialog_init (PodMedicationDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

PodMedicationDialog *
pod_medication_dialog_new (GtkWindow *parent, PodTrial *trial, gint64 subject)
{
  PodMedicationDialog *self = g_object_new (POD_TYPE_MEDICATION_DIALOG, "transient-for", parent,
                                            NULL);
  g_autoptr (PodCasebook) casebook = pod_trial_load_casebook (trial, subject, NULL);

  self->trial = g_object_ref (trial);
  if (casebook != NULL)
    adw_window_title_set_subtitle (self->title, pod_casebook_get_number (casebook));
  pod_medication_form_set (self->form, trial, subject);
  changed_cb (self);
  g_signal_connect_swapped (trial, "notify::signed-in", G_CALLBACK (signed_in_cb), self);
  return self;
}
