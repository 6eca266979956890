#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-recovery-key-dialog.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pod-ask-dialog.h"
#include "pod-dialogs.h"
#include "pod-recovery-key-print.h"
#include "pod-trial-users.h"

/* Groups of a line: three are read, and compared, without losing one's place. */
#define GROUPS_A_LINE 3

struct _PodRecoveryKeyDialog
{
  AdwWindow parent_instance;

  PodTrial *trial;

  GtkLabel *key;
  GtkCheckButton *written;
  GtkWidget *button;
};

enum
{
  CONFIRMED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PodRecoveryKeyDialog, pod_recovery_key_dialog, ADW_TYPE_WINDOW)

/* In lines; free with pod_wipe(). */
static char *
break_lines (const char *key)
{
  char *text = g_strdup (key);
  guint groups = 0;

  for (char *p = text; *p != '\0'; p++)
    if (*p == '-' && ++groups % GROUPS_A_LINE == 0)
      *p = '\n';
  return text;
}

/* Where it fails the key stays as unconfirmed as it is, which the page of the accounts goes on saying. */
static void
confirm (PodRecoveryKeyDialog *self)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (pod_trial_confirm_recovery_key (self->trial, gtk_label_get_text (self->key), &error))
    {
      g_signal_emit (self, signals[CONFIRMED], 0);
      return;
    }
  words = pod_trial_error_to_words (error);
  pod_dialogs_show_error (parent, _ ("The recovery key is not confirmed"), words);
}

static void
print_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (PodRecoveryKeyDialog) self = g_object_ref (POD_RECOVERY_KEY_DIALOG (widget));
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  pod_recovery_key_print (GTK_WINDOW (self), self->trial, gtk_label_get_text (self->key), NULL,
                          &error);
  /* A lock may have come while a printer was chosen. */
  if (error == NULL || !gtk_widget_get_mapped (widget))
    return;
  words = pod_trial_error_to_words (error);
  pod_dialogs_show_error (GTK_WINDOW (self), _ ("The recovery key is not printed"), words);
}

static gboolean
pod_recovery_key_dialog_close_request (GtkWindow *window)
{
  PodRecoveryKeyDialog *self = POD_RECOVERY_KEY_DIALOG (window);

  if (!gtk_check_button_get_active (self->written))
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->written));
      return TRUE;
    }
  confirm (self);
  gtk_label_set_text (self->key, "");
  return GTK_WINDOW_CLASS (pod_recovery_key_dialog_parent_class)->close_request (window);
}

static void
pod_recovery_key_dialog_dispose (GObject *object)
{
  PodRecoveryKeyDialog *self = POD_RECOVERY_KEY_DIALOG (object);

  if (self->key != NULL)
    gtk_label_set_text (self->key, "");
  g_clear_object (&self->trial);
  G_OBJECT_CLASS (pod_recovery_key_dialog_parent_class)->dispose (object);
}

static void
pod_recovery_key_dialog_class_init (PodRecoveryKeyDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pod_recovery_key_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = pod_recovery_key_dialog_close_request;
  signals[CONFIRMED] = g_signal_new ("confirmed", POD_TYPE_RECOVERY_KEY_DIALOG, G_SIGNAL_RUN_LAST,
                                     0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "recovery-key.print", NULL, print_cb);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/podocyte/Podocyte/"
                                                             "pod-recovery-key-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PodRecoveryKeyDialog, key);
  gtk_widget_class_bind_template_child (widget_class, PodRecoveryKeyDialog, written);
  gtk_widget_class_bind_template_child (widget_class, PodRecoveryKeyDialog, button);
}

static void
pod_recovery_key_dialog_init (PodRecoveryKeyDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

PodRecoveryKeyDialog *
pod_recovery_key_dialog_new (GtkWindow *parent, PodTrial *trial, const char *key)
{
  PodRecoveryKeyDialog *self = g_object_new (POD_TYPE_RECOVERY_KEY_DIALOG, "transient-for", parent,
                                             NULL);
  char *text = break_lines (key);

  self->trial = g_object_ref (trial);
  gtk_label_set_text (self->key, text);
  pod_wipe (text);
  gtk_widget_grab_focus (GTK_WIDGET (self->written));
  return self;
}

/* ---- making one ---- */

typedef struct
{
  GtkWindow *parent; /* NULL once it is gone */
  PodTrial *trial;
  char *key; /* once it is made, until it is shown */
  void (*done) (gpointer owner);
  GObject *owner; /* NULL once it is gone */
} Making;

static void
making_free (gpointer data)
{
  Making *making = data;

  g_clear_weak_pointer (&making->parent);
  g_clear_weak_pointer (&making->owner);
  g_object_unref (making->trial);
  pod_wipe (making->key);
  g_free (making);
}

static void
present_key (Making *making)
{
  PodRecoveryKeyDialog *dialog = pod_recovery_key_dialog_new (making->parent, making->trial,
                                                              making->key);

  if (making->done != NULL && making->owner != NULL)
    g_signal_connect_object (dialog, "confirmed", G_CALLBACK (making->done), making->owner,
                             G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static gboolean
make_key (PodTrial *trial, const PodAnswer *answer, gpointer data, GError **error)
{
  Making *making = data;

  making->key = pod_trial_make_recovery_key (trial, answer->password, error);
  return making->key != NULL;
}

static void
show_key (gpointer data)
{
  Making *making = data;

  if (making->parent != NULL)
    present_key (making);
  g_clear_pointer (&making->key, pod_wipe);
  if (making->done != NULL && making->owner != NULL)
    making->done (making->owner);
}

void
pod_recovery_key_dialog_start (GtkWindow *parent,
                               PodTrial *trial,
                               void (*done) (gpointer owner),
                               gpointer owner)
{
  PodAsk ask = { .heading = _ ("Make a Recovery Key"),
                 .body =
                     _ ("One key on paper opens the names when every principal investigator "
                        "has forgotten their password. It is shown once, and is nowhere on "
                        "this computer. An earlier one is valid until you have written this one "
                        "down."),
                 .verb = _ ("_Make Key"),
                 .password_title = _ ("Your password"),
                 .slow = TRUE };
  Making *making = g_new0 (Making, 1);

  making->trial = g_object_ref (trial);
  making->done = done;
  g_set_weak_pointer (&making->parent, parent);
  g_set_weak_pointer (&making->owner, owner);
  gtk_window_present (GTK_WINDOW (pod_ask_dialog_new (parent, trial, &ask, make_key, show_key,
                                                      making, making_free)));
}
