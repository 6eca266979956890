#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-password-page.h"

#include <glib/gi18n-lib.h>

#include "pod-dialogs.h"
#include "pod-problem-row.h"
#include "pod-trial-apart.h"
#include "pod-trial-users.h"

struct _PodPasswordPage
{
  AdwBin parent_instance;

  PodTrial *trial;

  AdwStatusPage *page;
  GtkEditable *old_password;
  GtkEditable *new_password;
  GtkEditable *again;
  PodProblemRow *old_problem;
  PodProblemRow *new_problem;
  PodProblemRow *again_problem;
  GtkLabel *message;
  GtkWidget *fields;
  GtkSpinner *spinner;
  GtkWidget *button;
};

enum
{
  PASSWORD_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PodPasswordPage, pod_password_page, ADW_TYPE_BIN)

/* What lies at no field. */
static void
show_message (PodPasswordPage *self, const char *text)
{
  gtk_label_set_text (self->message, text);
  gtk_widget_set_visible (GTK_WIDGET (self->message), *text != '\0');
}

static void
clear_problems (PodPasswordPage *self)
{
  show_message (self, "");
  pod_problem_row_show (self->old_problem, GTK_WIDGET (self->old_password), NULL);
  pod_problem_row_show (self->new_problem, GTK_WIDGET (self->new_password), NULL);
  pod_problem_row_show (self->again_problem, GTK_WIDGET (self->again), NULL);
}

static void
clear_fields (PodPasswordPage *self)
{
  clear_problems (self);
  gtk_editable_set_text (self->old_password, "");
  gtk_editable_set_text (self->new_password, "");
  gtk_editable_set_text (self->again, "");
}

static void
show_problem (PodProblemRow *row, GtkEditable *field, const char *text)
{
  pod_problem_row_show (row, GTK_WIDGET (field), text);
  gtk_widget_grab_focus (GTK_WIDGET (field));
}

/* What can be said without asking anybody. */
static gboolean
check_fields (PodPasswordPage *self)
{
  const char *new_password = gtk_editable_get_text (self->new_password);

  if (*gtk_editable_get_text (self->old_password) == '\0')
    show_problem (self->old_problem, self->old_password, _ ("Type the password you have now."));
  else if (*new_password == '\0')
    show_problem (self->new_problem, self->new_password, _ ("Type the new password."));
  else if (!g_str_equal (new_password, gtk_editable_get_text (self->again)))
    show_problem (self->again_problem, self->again, _ ("The two are not the same."));
  else
    return TRUE;
  return FALSE;
}

static void
tell_failure (PodPasswordPage *self, const GError *error)
{
  g_autofree char *words = pod_trial_error_to_words (error);

  if (g_error_matches (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT))
    show_problem (self->new_problem, self->new_password, words);
  else if (pod_trial_error_is_refusal (error))
    {
      gtk_editable_set_text (self->old_password, "");
      show_problem (self->old_problem, self->old_password, words);
    }
  else
    show_message (self, words);
}

/* ---- changing it ---- */

typedef struct
{
  char *old_password;
  char *new_password;
} Passwords;

static void
passwords_free (gpointer data)
{
  Passwords *passwords = data;

  pod_wipe (passwords->old_password);
  pod_wipe (passwords->new_password);
  g_free (passwords);
}

static gboolean
change (PodTrial *trial, gpointer data, GError **error)
{
  const Passwords *passwords = data;

  return pod_trial_change_password (trial, passwords->old_password, passwords->new_password, error);
}

static void
set_busy (PodPasswordPage *self, gboolean busy)
{
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  gtk_spinner_set_spinning (self->spinner, busy);
  pod_dialogs_set_busy (self->fields, busy);
  gtk_widget_set_sensitive (self->button, !busy);
}

static void
changed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PodPasswordPage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_changed = pod_trial_do_apart_finish (POD_TRIAL (source), result, &error);

  /* WAITING: it is changed, and they are signed out: the data wait for the PI. */
  gboolean is_waiting = g_error_matches (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_WAITING);

  if (self->trial == POD_TRIAL (source))
    set_busy (self, FALSE);
  else if (!is_waiting)
    /* Somebody locked meanwhile. */
    return;
  if (!is_changed && !is_waiting)
    {
      tell_failure (self, error);
      return;
    }
  clear_fields (self);
  g_signal_emit (self, signals[PASSWORD_CHANGED], 0);
}

static void
change_cb (PodPasswordPage *self)
{
  Passwords *passwords;

  clear_problems (self);
  if (self->trial == NULL || gtk_spinner_get_spinning (self->spinner) || !check_fields (self))
    return;
  passwords = g_new0 (Passwords, 1);
  passwords->old_password = g_strdup (gtk_editable_get_text (self->old_password));
  passwords->new_password = g_strdup (gtk_editable_get_text (self->new_password));
  set_busy (self, TRUE);
  pod_trial_do_apart_async (self->trial, change, passwords, passwords_free, changed_cb,
                            g_object_ref (self));
}

static void
next_field_cb (PodPasswordPage *self, GtkWidget *field)
{
  gtk_widget_grab_focus (field == GTK_WIDGET (self->old_password) ? GTK_WIDGET (self->new_password)
                                                                  : GTK_WIDGET (self->again));
}

static void
pod_password_page_dispose (GObject *object)
{
  g_clear_object (&POD_PASSWORD_PAGE (object)->trial);
  G_OBJECT_CLASS (pod_password_page_parent_class)->dispose (object);
}

static void
pod_password_page_class_init (PodPasswordPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pod_password_page_dispose;
  signals[PASSWORD_CHANGED] = g_signal_new ("password-changed", POD_TYPE_PASSWORD_PAGE,
                                            G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (POD_TYPE_PROBLEM_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/podocyte/Podocyte/"
                                                             "pod-password-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PodPasswordPage, page);
  gtk_widget_class_bind_template_child (widget_class, PodPasswordPage, old_password);
  gtk_widget_class_bind_template_child (widget_class, PodPasswordPage, new_password);
  gtk_widget_class_bind_template_child (widget_class, PodPasswordPage, again);
  gtk_widget_class_bind_template_child (widget_class, PodPasswordPage, old_problem);
  gtk_widget_class_bind_template_child (widget_class, PodPasswordPage, new_problem);
  gtk_widget_class_bind_template_child (widget_class, PodPasswordPage, again_problem);
  gtk_widget_class_bind_template_child (widget_class, PodPasswordPage, message);
  gtk_widget_class_bind_template_child (widget_class, PodPasswordPage, fields);
  gtk_widget_class_bind_template_child (widget_class, PodPasswordPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, PodPasswordPage, button);
  gtk_widget_class_bind_template_callback (widget_class, change_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_field_cb);
}

static void
pod_password_page_init (PodPasswordPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
pod_password_page_set_trial (PodPasswordPage *self, PodTrial *trial, gboolean first)
{
  g_set_object (&self->trial, trial);
  set_busy (self, FALSE);
  clear_fields (self);
  /* In a dialog there is less room. */
  if (first)
    gtk_widget_remove_css_class (GTK_WIDGET (self->page), "compact");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->page), "compact");
  adw_status_page_set_title (self->page, first ? _ ("Choose a Password of Your Own")
                                               : _ ("Change Your Password"));
  adw_status_page_set_description (
      self->page, first ? _ ("The one you were given is known to whoever made your account. From "
                             "now on only you can sign in, and sign, in your name.")
                        : NULL);
  if (trial != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->old_password));
}
