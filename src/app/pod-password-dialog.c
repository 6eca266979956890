#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-password-dialog.h"

#include <glib/gi18n-lib.h>

#include "pod-password-page.h"

struct _PodPasswordDialog
{
  AdwWindow parent_instance;

  PodTrialWindow *parent; /* NULL once it is gone */
  PodPasswordPage *page;
};

G_DEFINE_FINAL_TYPE (PodPasswordDialog, pod_password_dialog, ADW_TYPE_WINDOW)

static void
changed_cb (PodPasswordDialog *self)
{
  if (self->parent != NULL)
    pod_trial_window_toast (self->parent, _ ("Your password is changed"));
  gtk_window_close (GTK_WINDOW (self));
}

static void
pod_password_dialog_dispose (GObject *object)
{
  g_clear_weak_pointer (&POD_PASSWORD_DIALOG (object)->parent);
  G_OBJECT_CLASS (pod_password_dialog_parent_class)->dispose (object);
}

static void
pod_password_dialog_class_init (PodPasswordDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pod_password_dialog_dispose;
  g_type_ensure (POD_TYPE_PASSWORD_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/podocyte/Podocyte/"
                                                             "pod-password-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PodPasswordDialog, page);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
pod_password_dialog_init (PodPasswordDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

PodPasswordDialog *
pod_password_dialog_new (PodTrialWindow *parent)
{
  PodPasswordDialog *self = g_object_new (POD_TYPE_PASSWORD_DIALOG, "transient-for", parent, NULL);

  g_set_weak_pointer (&self->parent, parent);
  pod_password_page_set_trial (self->page, pod_trial_window_get_trial (parent), FALSE);
  return self;
}
