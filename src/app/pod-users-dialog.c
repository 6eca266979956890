#include "pod-users-dialog.h"

#include "pod-users-page.h"

struct _PodUsersDialog
{
  AdwWindow parent_instance;

  PodUsersPage *page;
};

G_DEFINE_FINAL_TYPE (PodUsersDialog, pod_users_dialog, ADW_TYPE_WINDOW)

static void
pod_users_dialog_class_init (PodUsersDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (POD_TYPE_USERS_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/podocyte/Podocyte/pod-users-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PodUsersDialog, page);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
pod_users_dialog_init (PodUsersDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

PodUsersDialog *
pod_users_dialog_new (GtkWindow *parent, PodTrial *trial)
{
  PodUsersDialog *self = g_object_new (POD_TYPE_USERS_DIALOG, "transient-for", parent, NULL);

  pod_users_page_set_trial (self->page, trial);
  return self;
}
