#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-recovery-dialog.h"

#include <glib/gi18n-lib.h>

#include "pod-dialogs.h"
#include "pod-problem-row.h"
#include "pod-trial-apart.h"
#include "pod-trial-users.h"

/* Nobody is signed in, so no lock comes: it closes by itself, since what is typed opens every name. */
#define PATIENCE_SECONDS 300

/* In the order in which they are filled. */
enum
{
  KEY,
  USER,
  PASSWORD,
  AGAIN,
  N_FIELDS,
};

struct _PodRecoveryDialog
{
  AdwWindow parent_instance;

  PodTrial *trial;
  guint patience; /* seconds */
  guint patience_id;

  GtkEditable *key;
  GtkEditable *user;
  GtkEditable *password;
  GtkEditable *again;
  PodProblemRow *key_problem;
  PodProblemRow *user_problem;
  PodProblemRow *password_problem;
  PodProblemRow *again_problem;
  GtkLabel *message;
  GtkWidget *fields;
  GtkSpinner *spinner;
  GtkWidget *button;
  gboolean is_gone; /* while the trial is still at it */
};

enum
{
  RECOVERED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PodRecoveryDialog, pod_recovery_dialog, ADW_TYPE_WINDOW)

static GtkEditable *
get_field (PodRecoveryDialog *self, int field)
{
  GtkEditable *fields[N_FIELDS] = { self->key, self->user, self->password, self->again };

  return fields[field];
}

static PodProblemRow *
get_problem_row (PodRecoveryDialog *self, int field)
{
  PodProblemRow *rows[N_FIELDS] = { self->key_problem, self->user_problem, self->password_problem,
                                    self->again_problem };

  return rows[field];
}

static void
show_problem (PodRecoveryDialog *self, int field, const char *text)
{
  GtkWidget *widget = GTK_WIDGET (get_field (self, field));

  pod_problem_row_show (get_problem_row (self, field), widget, text);
  if (text != NULL)
    gtk_widget_grab_focus (widget);
}

static void
show_message (PodRecoveryDialog *self, const char *text)
{
  gtk_label_set_text (self->message, text);
  gtk_widget_set_visible (GTK_WIDGET (self->message), *text != '\0');
}

static gboolean
check_fields (PodRecoveryDialog *self)
{
  const char *words[N_FIELDS] = { _ ("Type the key as it is printed; the dashes may be left out."),
                                  _ ("Type the user name."), _ ("Type the new password."),
                                  _ ("Type it once more.") };

  show_message (self, "");
  for (int i = 0; i < N_FIELDS; i++)
    show_problem (self, i, NULL);
  for (int i = 0; i < N_FIELDS; i++)
    if (*gtk_editable_get_text (get_field (self, i)) == '\0')
      {
        show_problem (self, i, words[i]);
        return FALSE;
      }
  if (g_str_equal (gtk_editable_get_text (self->password), gtk_editable_get_text (self->again)))
    return TRUE;
  show_problem (self, AGAIN, _ ("The two are not the same."));
  return FALSE;
}

/* What is wrong with the password is the service's word; a refusal is said of the key, and not of who has an account; a full disk
 * says nothing of either. */
static void
tell_failure (PodRecoveryDialog *self, const GError *error)
{
  g_autofree char *words = pod_trial_error_to_words (error);

  if (g_error_matches (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT))
    show_problem (self, PASSWORD, words);
  else if (pod_trial_error_is_refusal (error))
    show_problem (self, KEY, words);
  else
    show_message (self, words);
}

/* ---- doing it ---- */

typedef struct
{
  char *key;
  char *user;
  char *password;
} Recovery;

static void
recovery_free (gpointer data)
{
  Recovery *recovery = data;

  pod_wipe (recovery->key);
  pod_wipe (recovery->password);
  g_free (recovery->user);
  g_free (recovery);
}

static gboolean
recover (PodTrial *trial, gpointer data, GError **error)
{
  const Recovery *recovery = data;

  return pod_trial_recover (trial, recovery->key, recovery->user, recovery->password, error);
}

static void
set_busy (PodRecoveryDialog *self, gboolean busy)
{
  gtk_spinner_set_spinning (self->spinner, busy);
  pod_dialogs_set_busy (self->fields, busy);
  gtk_widget_set_sensitive (self->button, !busy);
}

static void
recovered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PodRecoveryDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_done = pod_trial_do_apart_finish (POD_TRIAL (source), result, &error);

  if (self->is_gone)
    return;
  set_busy (self, FALSE);
  if (!is_done)
    {
      tell_failure (self, error);
      return;
    }
  g_signal_emit (self, signals[RECOVERED], 0, gtk_editable_get_text (self->user));
  gtk_window_close (GTK_WINDOW (self));
}

static void
recover_cb (PodRecoveryDialog *self)
{
  Recovery *recovery;

  if (gtk_spinner_get_spinning (self->spinner) || !check_fields (self))
    return;
  recovery = g_new0 (Recovery, 1);
  recovery->key = g_strdup (gtk_editable_get_text (self->key));
  recovery->user = g_strdup (gtk_editable_get_text (self->user));
  recovery->password = g_strdup (gtk_editable_get_text (self->password));
  set_busy (self, TRUE);
  pod_trial_do_apart_async (self->trial, recover, recovery, recovery_free, recovered_cb,
                            g_object_ref (self));
}

static gboolean
forgotten_cb (gpointer user_data)
{
  PodRecoveryDialog *self = user_data;

  self->patience_id = 0;
  gtk_window_close (GTK_WINDOW (self));
  return G_SOURCE_REMOVE;
}

static void
touched_cb (PodRecoveryDialog *self)
{
  g_clear_handle_id (&self->patience_id, g_source_remove);
  self->patience_id = g_timeout_add_seconds (self->patience, forgotten_cb, self);
}

static void
forget_fields (PodRecoveryDialog *self)
{
  for (int i = 0; i < N_FIELDS; i++)
    gtk_editable_set_text (get_field (self, i), "");
  g_clear_handle_id (&self->patience_id, g_source_remove);
}

/* It stays until it can say what came of it; then nothing that was typed stays. */
static gboolean
pod_recovery_dialog_close_request (GtkWindow *window)
{
  PodRecoveryDialog *self = POD_RECOVERY_DIALOG (window);

  if (gtk_spinner_get_spinning (self->spinner))
    return GDK_EVENT_STOP;
  forget_fields (self);
  return GTK_WINDOW_CLASS (pod_recovery_dialog_parent_class)->close_request (window);
}

static void
next_field_cb (PodRecoveryDialog *self, GtkEditable *field)
{
  for (int i = 0; i < AGAIN; i++)
    if (get_field (self, i) == field)
      {
        gtk_widget_grab_focus (GTK_WIDGET (get_field (self, i + 1)));
        return;
      }
}

static void
pod_recovery_dialog_dispose (GObject *object)
{
  PodRecoveryDialog *self = POD_RECOVERY_DIALOG (object);

  self->is_gone = TRUE;
  if (self->key != NULL)
    forget_fields (self);
  g_clear_object (&self->trial);
  G_OBJECT_CLASS (pod_recovery_dialog_parent_class)->dispose (object);
}

static void
pod_recovery_dialog_class_init (PodRecoveryDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pod_recovery_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = pod_recovery_dialog_close_request;
  signals[RECOVERED] = g_signal_new ("recovered", POD_TYPE_RECOVERY_DIALOG, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  g_type_ensure (POD_TYPE_PROBLEM_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/podocyte/Podocyte/"
                                                             "pod-recovery-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PodRecoveryDialog, key);
  gtk_widget_class_bind_template_child (widget_class, PodRecoveryDialog, user);
  gtk_widget_class_bind_template_child (widget_class, PodRecoveryDialog, password);
  gtk_widget_class_bind_template_child (widget_class, PodRecoveryDialog, again);
  gtk_widget_class_bind_template_child (widget_class, PodRecoveryDialog, key_problem);
  gtk_widget_class_bind_template_child (widget_class, PodRecoveryDialog, user_problem);
  gtk_widget_class_bind_template_child (widget_class, PodRecoveryDialog, password_problem);
  gtk_widget_class_bind_template_child (widget_class, PodRecoveryDialog, again_problem);
  gtk_widget_class_bind_template_child (widget_class, PodRecoveryDialog, message);
  gtk_widget_class_bind_template_child (widget_class, PodRecoveryDialog, fields);
  gtk_widget_class_bind_template_child (widget_class, PodRecoveryDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, PodRecoveryDialog, button);
  gtk_widget_class_bind_template_callback (widget_class, recover_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_field_cb);
  gtk_widget_class_bind_template_callback (widget_class, touched_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
pod_recovery_dialog_init (PodRecoveryDialog *self)
{
  self->patience = PATIENCE_SECONDS;
  gtk_widget_init_template (GTK_WIDGET (self));
  touched_cb (self);
}

PodRecoveryDialog *
pod_recovery_dialog_new (GtkWindow *parent, PodTrial *trial)
{
  PodRecoveryDialog *self = g_object_new (POD_TYPE_RECOVERY_DIALOG, "transient-for", parent, NULL);

  self->trial = g_object_ref (trial);
  gtk_widget_grab_focus (GTK_WIDGET (self->key));
  return self;
}

void
pod_recovery_dialog_set_patience (PodRecoveryDialog *self, guint seconds)
{
  self->patience = seconds;
  touched_cb (self);
}
