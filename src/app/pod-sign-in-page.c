#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-sign-in-page.h"

#include <glib/gi18n-lib.h>

#include "pod-demo.h"
#include "pod-dialogs.h"
#include "pod-new-trial-dialog.h"
#include "pod-words.h"

struct _PodSignInPage
{
  AdwBin parent_instance;

  PodTrial *trial;
  GCancellable *cancellable;

  AdwStatusPage *page;
  GtkEditable *user;
  GtkEditable *password;
  GtkLabel *message;
  GtkLabel *hint;
  GtkSpinner *spinner;
  GtkWidget *button;
};

G_DEFINE_FINAL_TYPE (PodSignInPage, pod_sign_in_page, ADW_TYPE_BIN)

static void
set_message (PodSignInPage *self, const char *text)
{
  gtk_label_set_text (self->message, text);
  gtk_widget_set_visible (GTK_WIDGET (self->message), *text != '\0');
}

/* While the password is being checked nothing can be typed: it takes a good part of a second by design. */
static void
set_busy (PodSignInPage *self, gboolean busy)
{
  gtk_widget_set_sensitive (self->button, !busy);
  /* Insensitive, the one with the cursor would go on blinking and warn of it. */
  gtk_editable_set_editable (self->user, !busy);
  gtk_editable_set_editable (self->password, !busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  gtk_spinner_set_spinning (self->spinner, busy);
}

static void
sign_in_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PodSignInPage) self = user_data;
  g_autoptr (GError) error = NULL;

  /* Another trial was opened meanwhile: its page is not told how this one went. */
  if (POD_TRIAL (source) != self->trial)
    return;
  if (pod_trial_sign_in_finish (POD_TRIAL (source), result, &error))
    {
      set_busy (self, FALSE);
      gtk_editable_set_text (self->password, "");
      return;
    }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_autofree char *words = pod_trial_error_to_words (error);

  set_busy (self, FALSE);
  set_message (self, words);
  gtk_editable_set_text (self->password, "");
  gtk_widget_grab_focus (GTK_WIDGET (self->password));
}

static void
sign_in_cb (PodSignInPage *self)
{
  const char *user = gtk_editable_get_text (self->user);
  const char *password = gtk_editable_get_text (self->password);

  if (self->trial == NULL || !gtk_widget_get_sensitive (self->button))
    return;
  if (*user == '\0' || *password == '\0')
    {
      set_message (self, _ ("Type your user name and your password."));
      return;
    }
  set_message (self, "");
  set_busy (self, TRUE);
  pod_trial_sign_in_async (self->trial, user, password, self->cancellable, sign_in_ready_cb,
                           g_object_ref (self));
}

static void
next_field_cb (PodSignInPage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->password));
}

static void
pod_sign_in_page_dispose (GObject *object)
{
  PodSignInPage *self = POD_SIGN_IN_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->trial);
  G_OBJECT_CLASS (pod_sign_in_page_parent_class)->dispose (object);
}

static void
pod_sign_in_page_class_init (PodSignInPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pod_sign_in_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/podocyte/Podocyte/pod-sign-in-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PodSignInPage, page);
  gtk_widget_class_bind_template_child (widget_class, PodSignInPage, user);
  gtk_widget_class_bind_template_child (widget_class, PodSignInPage, password);
  gtk_widget_class_bind_template_child (widget_class, PodSignInPage, message);
  gtk_widget_class_bind_template_child (widget_class, PodSignInPage, hint);
  gtk_widget_class_bind_template_child (widget_class, PodSignInPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, PodSignInPage, button);
  gtk_widget_class_bind_template_callback (widget_class, sign_in_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_field_cb);
}

static void
pod_sign_in_page_init (PodSignInPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* The users of a demonstration are no secret, nor is the password of the one that this program makes; a real trial's are
 * never shown. */
static char *
make_hint (PodTrial *trial)
{
  g_autofree char *path = pod_demonstration_path ();

  if (!pod_trial_is_demo (trial))
    return NULL;
  if (g_strcmp0 (pod_trial_get_path (trial), path) == 0)
    return g_strdup_printf (_ ("In the demonstration sign in as pi, coordinator or monitor; the "
                               "password is %s."),
                            POD_DEMO_PASSWORD);
  return g_strdup (_ ("In a demonstration pi, coordinator and monitor have the same password."));
}

static void
show_trial (PodSignInPage *self)
{
  const PodStudy *study = pod_trial_get_study (self->trial);
  PodWords title = pod_study_get_title (study);
  g_autofree char *description = g_markup_escape_text (pod_words_get (&title, pod_words_locale ()),
                                                       -1);
  g_autofree char *hint = make_hint (self->trial);

  adw_status_page_set_title (self->page, pod_study_get (study, "registry"));
  adw_status_page_set_description (self->page, description);
  gtk_widget_set_visible (GTK_WIDGET (self->hint), hint != NULL);
  gtk_label_set_text (self->hint, hint != NULL ? hint : "");
}

void
pod_sign_in_page_set_trial (PodSignInPage *self, PodTrial *trial)
{
  g_set_object (&self->trial, trial);
  set_busy (self, FALSE);
  set_message (self, "");
  gtk_editable_set_text (self->password, "");
  if (trial == NULL)
    return;
  show_trial (self);
  gtk_widget_grab_focus (*gtk_editable_get_text (self->user) == '\0' ? GTK_WIDGET (self->user)
                                                                     : GTK_WIDGET (self->password));
}
