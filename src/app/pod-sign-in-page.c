#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-sign-in-page.h"

#include <glib/gi18n-lib.h>

#include "pod-demo.h"
#include "pod-dialogs.h"
#include "pod-new-trial-dialog.h"
#include "pod-problem-row.h"
#include "pod-recovery-dialog.h"
#include "pod-trial-users.h"
#include "pod-words.h"

struct _PodSignInPage
{
  AdwBin parent_instance;

  PodTrial *trial;
  GCancellable *cancellable;

  AdwStatusPage *page;
  GtkEditable *user;
  GtkEditable *password;
  PodProblemRow *caps_lock;
  GtkWidget *message_box;
  GtkImage *message_icon;
  GtkLabel *message;
  GtkLabel *hint;
  GtkSpinner *spinner;
  GtkWidget *button;
  GtkWidget *other_button;
  GtkWidget *recovery_button;
};

G_DEFINE_FINAL_TYPE (PodSignInPage, pod_sign_in_page, ADW_TYPE_BIN)

/* @wrong: something has to be mended; otherwise it is only to be known. */
static void
set_message (PodSignInPage *self, const char *text, gboolean wrong)
{
  gtk_label_set_text (self->message, text);
  gtk_widget_set_visible (GTK_WIDGET (self->message), *text != '\0');
  gtk_widget_set_visible (self->message_box, *text != '\0');
  gtk_image_set_from_icon_name (self->message_icon,
                                wrong ? "dialog-warning-symbolic" : "dialog-information-symbolic");
  if (wrong)
    gtk_widget_add_css_class (self->message_box, "error");
  else
    gtk_widget_remove_css_class (self->message_box, "error");
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
  set_message (self, words, !g_error_matches (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_WAITING));
  gtk_editable_set_text (self->password, "");
  gtk_widget_grab_focus (GTK_WIDGET (self->password));
}

static void
focus_first (PodSignInPage *self)
{
  gtk_widget_grab_focus (*gtk_editable_get_text (self->user) == '\0' ? GTK_WIDGET (self->user)
                                                                     : GTK_WIDGET (self->password));
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
      set_message (self, _ ("Type your user name and your password."), TRUE);
      focus_first (self);
      return;
    }
  set_message (self, "", FALSE);
  set_busy (self, TRUE);
  pod_trial_sign_in_async (self->trial, user, password, self->cancellable, sign_in_ready_cb,
                           g_object_ref (self));
}

static void
next_field_cb (PodSignInPage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->password));
}

/* What was said about the last attempt says nothing about what is typed now. */
static void
typed_cb (PodSignInPage *self, GtkEditable *field)
{
  if (*gtk_editable_get_text (field) != '\0')
    set_message (self, "", FALSE);
}

static void
show_heading (PodSignInPage *self, gboolean locked)
{
  adw_status_page_set_title (self->page, locked ? _ ("Locked")
                                                : pod_study_get (pod_trial_get_study (self->trial),
                                                                 "registry"));
  adw_status_page_set_icon_name (self->page,
                                 locked ? "system-lock-screen-symbolic" : POD_APPLICATION_ID);
  gtk_widget_set_visible (self->other_button, locked);
}

static void
somebody_else_cb (PodSignInPage *self)
{
  show_heading (self, FALSE);
  gtk_editable_set_text (self->user, "");
  gtk_editable_set_text (self->password, "");
  set_message (self, "", FALSE);
  focus_first (self);
}

static void
recovered_cb (PodSignInPage *self, const char *user)
{
  gtk_editable_set_text (self->user, user);
  gtk_editable_set_text (self->password, "");
  set_message (self, _ ("The new password is set. Sign in with it, and make a new recovery key."),
               FALSE);
  focus_first (self);
}

static void
recover_cb (PodSignInPage *self)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  PodRecoveryDialog *dialog;

  if (self->trial == NULL)
    return;
  dialog = pod_recovery_dialog_new (window, self->trial);
  g_signal_connect_object (dialog, "recovered", G_CALLBACK (recovered_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* ---- Caps Lock ---- */

static GdkDevice *
get_keyboard (PodSignInPage *self)
{
  GdkSeat *seat = gdk_display_get_default_seat (gtk_widget_get_display (GTK_WIDGET (self)));

  return seat != NULL ? gdk_seat_get_keyboard (seat) : NULL;
}

/* A wrong password counts towards the lock-out, so what makes it wrong is said in words, not by a sign alone. */
static void
show_caps_lock (PodSignInPage *self)
{
  GdkDevice *keyboard = get_keyboard (self);
  gboolean on = keyboard != NULL && gdk_device_get_caps_lock_state (keyboard);

  pod_problem_row_show (self->caps_lock, GTK_WIDGET (self->password),
                        on ? _ ("Caps Lock is on") : NULL);
}

static void
pod_sign_in_page_map (GtkWidget *widget)
{
  PodSignInPage *self = POD_SIGN_IN_PAGE (widget);
  GdkDevice *keyboard = get_keyboard (self);

  GTK_WIDGET_CLASS (pod_sign_in_page_parent_class)->map (widget);
  if (keyboard != NULL)
    g_signal_connect_object (keyboard, "notify::caps-lock-state", G_CALLBACK (show_caps_lock), self,
                             G_CONNECT_SWAPPED);
  show_caps_lock (self);
}

static void
pod_sign_in_page_unmap (GtkWidget *widget)
{
  GdkDevice *keyboard = get_keyboard (POD_SIGN_IN_PAGE (widget));

  if (keyboard != NULL)
    g_signal_handlers_disconnect_by_func (keyboard, show_caps_lock, widget);
  GTK_WIDGET_CLASS (pod_sign_in_page_parent_class)->unmap (widget);
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
  widget_class->map = pod_sign_in_page_map;
  widget_class->unmap = pod_sign_in_page_unmap;
  g_type_ensure (POD_TYPE_PROBLEM_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/podocyte/Podocyte/pod-sign-in-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PodSignInPage, page);
  gtk_widget_class_bind_template_child (widget_class, PodSignInPage, user);
  gtk_widget_class_bind_template_child (widget_class, PodSignInPage, password);
  gtk_widget_class_bind_template_child (widget_class, PodSignInPage, caps_lock);
  gtk_widget_class_bind_template_child (widget_class, PodSignInPage, message_box);
  gtk_widget_class_bind_template_child (widget_class, PodSignInPage, message_icon);
  gtk_widget_class_bind_template_child (widget_class, PodSignInPage, message);
  gtk_widget_class_bind_template_child (widget_class, PodSignInPage, hint);
  gtk_widget_class_bind_template_child (widget_class, PodSignInPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, PodSignInPage, button);
  gtk_widget_class_bind_template_child (widget_class, PodSignInPage, other_button);
  gtk_widget_class_bind_template_child (widget_class, PodSignInPage, recovery_button);
  gtk_widget_class_bind_template_callback (widget_class, sign_in_cb);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, somebody_else_cb);
  gtk_widget_class_bind_template_callback (widget_class, recover_cb);
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

  adw_status_page_set_description (self->page, description);
  gtk_widget_set_visible (GTK_WIDGET (self->hint), hint != NULL);
  gtk_label_set_text (self->hint, hint != NULL ? hint : "");
  gtk_widget_set_visible (self->recovery_button, pod_trial_has_recovery_key (self->trial));
  show_heading (self, FALSE);
}

void
pod_sign_in_page_set_trial (PodSignInPage *self, PodTrial *trial)
{
  g_set_object (&self->trial, trial);
  set_busy (self, FALSE);
  set_message (self, "", FALSE);
  gtk_editable_set_text (self->user, "");
  gtk_editable_set_text (self->password, "");
  if (trial == NULL)
    return;
  show_trial (self);
  focus_first (self);
}

void
pod_sign_in_page_set_locked (PodSignInPage *self, const char *user)
{
  gtk_editable_set_text (self->user, user);
  show_heading (self, TRUE);
  focus_first (self);
}

void
pod_sign_in_page_tell (PodSignInPage *self, const char *text)
{
  set_message (self, text, FALSE);
}
