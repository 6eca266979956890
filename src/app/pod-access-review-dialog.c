#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-access-review-dialog.h"

#include <glib/gi18n-lib.h>

#include "pod-ask-dialog.h"
#include "pod-trial-sign.h"
#include "pod-user-item.h"

struct _PodAccessReviewDialog
{
  AdwWindow parent_instance;

  PodTrial *trial;
  GListStore *users; /* PodUserItem */
  gint64 audit;      /* how far the trail was when they were read */

  GtkImage *last_icon;
  GtkLabel *last;
  GtkLabel *message;
  GtkSingleSelection *selection;
  GtkWidget *sign_button;
};

G_DEFINE_FINAL_TYPE (PodAccessReviewDialog, pod_access_review_dialog, ADW_TYPE_WINDOW)

static void
show_message (PodAccessReviewDialog *self, const GError *error)
{
  g_autofree char *words = pod_trial_error_to_words (error);

  gtk_label_set_text (self->message, words);
  gtk_widget_set_visible (GTK_WIDGET (self->message), TRUE);
}

/* First, so that what is changed between this and the reading of the accounts is found when it is signed. */
static void
show_last (PodAccessReviewDialog *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *words = pod_trial_get_access_review (self->trial, &self->audit, &error);

  if (error != NULL)
    show_message (self, error);
  gtk_label_set_text (self->last, words != NULL ? words : _ ("Access was never reviewed."));
  gtk_image_set_from_icon_name (self->last_icon, words != NULL ? "emblem-ok-symbolic"
                                                               : "dialog-information-symbolic");
}

static void
show_users (PodAccessReviewDialog *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) users = pod_trial_list_users (self->trial, &error);

  g_list_store_remove_all (self->users);
  if (users == NULL)
    {
      show_message (self, error);
      gtk_widget_set_sensitive (self->sign_button, FALSE);
      return;
    }
  while (users->len > 0)
    {
      g_autoptr (PodUserItem) item = pod_user_item_new (g_ptr_array_steal_index (users, 0));

      g_list_store_append (self->users, item);
    }
}

static gboolean
sign (const PodAnswer *answer, gpointer data, GError **error)
{
  PodAccessReviewDialog *self = data;

  if (!pod_trial_sign (self->trial, 0, "access_review", 0,
                       pod_signing_get_meanings ("access_review")[0], answer->password, self->audit,
                       error))
    return FALSE;
  show_last (self);
  show_users (self);
  return TRUE;
}

static void
sign_cb (PodAccessReviewDialog *self)
{
  PodAsk ask = { .heading = _ ("Sign the access review"),
                 .body = _ ("You have looked at every account above, and each is as it should be. "
                            "Your signature is bound to this list as it stands now."),
                 .verb = _ ("_Sign"),
                 .password_title = _ ("Your password") };

  gtk_window_present (GTK_WINDOW (pod_ask_dialog_new (GTK_WINDOW (self), &ask, sign,
                                                      g_object_ref (self), g_object_unref)));
}

static void
pod_access_review_dialog_dispose (GObject *object)
{
  PodAccessReviewDialog *self = POD_ACCESS_REVIEW_DIALOG (object);

  g_clear_object (&self->users);
  g_clear_object (&self->trial);
  G_OBJECT_CLASS (pod_access_review_dialog_parent_class)->dispose (object);
}

static void
pod_access_review_dialog_class_init (PodAccessReviewDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pod_access_review_dialog_dispose;
  g_type_ensure (POD_TYPE_USER_ITEM);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/podocyte/Podocyte/"
                                                             "pod-access-review-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PodAccessReviewDialog, last_icon);
  gtk_widget_class_bind_template_child (widget_class, PodAccessReviewDialog, last);
  gtk_widget_class_bind_template_child (widget_class, PodAccessReviewDialog, message);
  gtk_widget_class_bind_template_child (widget_class, PodAccessReviewDialog, selection);
  gtk_widget_class_bind_template_child (widget_class, PodAccessReviewDialog, sign_button);
  gtk_widget_class_bind_template_callback (widget_class, sign_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
pod_access_review_dialog_init (PodAccessReviewDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->users = g_list_store_new (POD_TYPE_USER_ITEM);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->users));
}

PodAccessReviewDialog *
pod_access_review_dialog_new (GtkWindow *parent, PodTrial *trial)
{
  PodAccessReviewDialog *self = g_object_new (POD_TYPE_ACCESS_REVIEW_DIALOG, "transient-for",
                                              parent, NULL);

  self->trial = g_object_ref (trial);
  gtk_widget_set_sensitive (self->sign_button, pod_trial_may (trial, POD_VERB_REVIEW_ACCESS));
  show_last (self);
  show_users (self);
  return self;
}
