#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-password-page.h"

#include <glib/gi18n-lib.h>

#include "pod-problem-row.h"
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
  GtkWidget *button;
};

enum
{
  PASSWORD_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PodPasswordPage, pod_password_page, ADW_TYPE_BIN)

static void
clear_problems (PodPasswordPage *self)
{
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
  else
    {
      gtk_editable_set_text (self->old_password, "");
      show_problem (self->old_problem, self->old_password, words);
    }
}

static void
change_cb (PodPasswordPage *self)
{
  g_autoptr (GError) error = NULL;

  clear_problems (self);
  if (self->trial == NULL || !check_fields (self))
    return;
  if (!pod_trial_change_password (self->trial, gtk_editable_get_text (self->old_password),
                                  gtk_editable_get_text (self->new_password), &error) &&
      /* It is changed, and they are signed out: the data wait for the PI. */
      !g_error_matches (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_WAITING))
    {
      tell_failure (self, error);
      return;
    }
  clear_fields (self);
  g_signal_emit (self, signals[PASSWORD_CHANGED], 0);
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
