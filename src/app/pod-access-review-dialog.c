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
  gint64 audit; /* how far the trail was when they were read */

  GtkImage *last_icon;
  GtkLabel *last;
  GtkLabel *message;
  GtkListBox *list;
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

/* ---- one account, whole ---- */

static void
add_line (GString *text, const char *title, char *words)
{
  g_string_append_printf (text, _ ("%s: %s"), title, words);
  g_string_append_c (text, '\n');
  g_free (words);
}

static char *
describe (const PodUser *user)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *since = pod_user_deed_to_words (user->role_since, user->role_by);

  add_line (text, pod_user_role_to_words (user->role), g_strdup_printf (_ ("since %s"), since));
  add_line (text, _ ("Account made"), pod_user_deed_to_words (user->created, user->created_by));
  add_line (text, _ ("Last sign-in"),
            user->last_sign_in != NULL ? pod_user_time_to_words (user->last_sign_in)
                                       : g_strdup (_ ("never")));
  add_line (text, _ ("Key to the names"), g_strdup (user->has_key ? _ ("yes") : _ ("no")));
  for (guint i = 0; i < user->delegations->len; i++)
    add_line (text, _ ("Delegated"),
              pod_delegation_to_words (g_ptr_array_index (user->delegations, i)));
  if (user->revoked != NULL)
    add_line (text, _ ("Ended"), pod_user_deed_to_words (user->revoked, user->revoked_by));
  g_string_truncate (text, text->len - 1);
  return g_strdup (text->str);
}

static GtkWidget *
make_state (const PodUser *user)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *image = g_object_new (GTK_TYPE_IMAGE, "accessible-role",
                                   GTK_ACCESSIBLE_ROLE_PRESENTATION, "icon-name",
                                   pod_user_state_to_icon (user->state), NULL);

  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), gtk_label_new (pod_user_state_to_words (user->state)));
  return box;
}

static GtkWidget *
make_row (const PodUser *user)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = user->full_name != NULL
                               ? g_strdup_printf ("%s · %s", user->name, user->full_name)
                               : g_strdup (user->name);
  g_autofree char *words = describe (user);

  /* Set together with the words it would be told of after them: they would be read as markup first. */
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  g_object_set (row, "title", title, "subtitle", words, "subtitle-lines", 0, "title-lines", 0,
                NULL);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_state (user));
  return row;
}

static void
clear_list (PodAccessReviewDialog *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
}

static void
show_users (PodAccessReviewDialog *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) users = pod_trial_list_users (self->trial, &error);

  clear_list (self);
  if (users == NULL)
    {
      show_message (self, error);
      gtk_widget_set_sensitive (self->sign_button, FALSE);
      return;
    }
  for (guint i = 0; i < users->len; i++)
    gtk_list_box_append (self->list, make_row (g_ptr_array_index (users, i)));
}

typedef struct
{
  PodAccessReviewDialog *dialog; /* NULL once it is gone */
  gint64 audit;                  /* what was looked at */
} Signing;

static gboolean
sign (PodTrial *trial, const PodAnswer *answer, gpointer data, GError **error)
{
  return pod_trial_sign (trial, 0, "access_review", 0,
                         pod_signing_get_meanings ("access_review")[0], answer->password,
                         ((Signing *) data)->audit, error);
}

static void
signed_cb (gpointer data)
{
  PodAccessReviewDialog *self = ((Signing *) data)->dialog;

  if (self == NULL)
    return;
  show_last (self);
  show_users (self);
}

static void
signing_free (gpointer data)
{
  Signing *signing = data;

  g_clear_weak_pointer (&signing->dialog);
  g_free (signing);
}

static void
sign_cb (PodAccessReviewDialog *self)
{
  Signing *signing = g_new0 (Signing, 1);
  PodAsk ask = { .heading = _ ("Sign the access review"),
                 .body = _ ("You have looked at every account above, and each is as it should be. "
                            "Your signature is bound to this list as it stands now."),
                 .verb = _ ("_Sign"),
                 .password_title = _ ("Your password"),
                 .slow = TRUE };

  signing->audit = self->audit;
  g_set_weak_pointer (&signing->dialog, self);
  gtk_window_present (GTK_WINDOW (pod_ask_dialog_new (GTK_WINDOW (self), self->trial, &ask, sign,
                                                      signed_cb, signing, signing_free)));
}

static void
pod_access_review_dialog_dispose (GObject *object)
{
  PodAccessReviewDialog *self = POD_ACCESS_REVIEW_DIALOG (object);

  g_clear_object (&self->trial);
  G_OBJECT_CLASS (pod_access_review_dialog_parent_class)->dispose (object);
}

static void
pod_access_review_dialog_class_init (PodAccessReviewDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pod_access_review_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/podocyte/Podocyte/"
                                                             "pod-access-review-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PodAccessReviewDialog, last_icon);
  gtk_widget_class_bind_template_child (widget_class, PodAccessReviewDialog, last);
  gtk_widget_class_bind_template_child (widget_class, PodAccessReviewDialog, message);
  gtk_widget_class_bind_template_child (widget_class, PodAccessReviewDialog, list);
  gtk_widget_class_bind_template_child (widget_class, PodAccessReviewDialog, sign_button);
  gtk_widget_class_bind_template_callback (widget_class, sign_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
pod_access_review_dialog_init (PodAccessReviewDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
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
