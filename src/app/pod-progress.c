#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-progress.h"

#include <glib/gi18n-lib.h>

#define SHOW_MS 250
#define PULSE_MS 150

struct _PodProgress
{
  GtkWindow *parent; /* NULL once it is gone */
  char *heading;
  GCancellable *cancellable;
  double fraction; /* -1 while nobody has told it */
  guint pulse_id;
  guint show_id;
  AdwMessageDialog *dialog; /* NULL while none is shown */
  GtkProgressBar *bar;
};

static void
response_cb (AdwMessageDialog *dialog, const char *response, GCancellable *cancellable)
{
  g_cancellable_cancel (cancellable);
}

/* It goes on, however far it is. */
static gboolean
pulse_cb (gpointer data)
{
  const PodProgress *self = data;

  if (self->dialog != NULL)
    gtk_progress_bar_pulse (self->bar);
  return G_SOURCE_CONTINUE;
}

static GtkWidget *
make_bar (PodProgress *self)
{
  GtkWidget *bar = gtk_progress_bar_new ();

  self->bar = GTK_PROGRESS_BAR (bar);
  if (self->fraction >= 0)
    gtk_progress_bar_set_fraction (self->bar, self->fraction);
  else
    self->pulse_id = g_timeout_add (PULSE_MS, pulse_cb, self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->heading, -1);
  return bar;
}

static gboolean
show_cb (gpointer data)
{
  PodProgress *self = data;

  self->show_id = 0;
  if (self->parent == NULL || g_cancellable_is_cancelled (self->cancellable))
    return G_SOURCE_REMOVE;
  g_set_weak_pointer (&self->dialog,
                      ADW_MESSAGE_DIALOG (adw_message_dialog_new (self->parent, NULL, NULL)));
  adw_message_dialog_set_heading (self->dialog, self->heading);
  adw_message_dialog_set_extra_child (self->dialog, make_bar (self));
  adw_message_dialog_add_response (self->dialog, "cancel", _ ("_Cancel"));
  adw_message_dialog_set_close_response (self->dialog, "cancel");
  g_signal_connect_object (self->dialog, "response", G_CALLBACK (response_cb), self->cancellable,
                           0);
  gtk_window_present (GTK_WINDOW (self->dialog));
  return G_SOURCE_REMOVE;
}

PodProgress *
pod_progress_start (GtkWindow *parent, const char *heading, GCancellable *cancellable)
{
  PodProgress *self = g_new0 (PodProgress, 1);

  g_set_weak_pointer (&self->parent, parent);
  self->heading = g_strdup (heading);
  self->fraction = -1;
  self->cancellable = g_object_ref (cancellable);
  self->show_id = g_timeout_add (SHOW_MS, show_cb, self);
  return self;
}

void
pod_progress_tell (double fraction, gpointer progress)
{
  PodProgress *self = progress;

  self->fraction = fraction;
  g_clear_handle_id (&self->pulse_id, g_source_remove);
  if (self->dialog != NULL)
    gtk_progress_bar_set_fraction (self->bar, fraction);
}

/* GTK 4.8 leaves a dialog that is going with a pointer to a parent that has gone, so the tie is cut first. */
void
pod_progress_end (PodProgress *self)
{
  AdwMessageDialog *dialog = self->dialog;

  g_clear_handle_id (&self->show_id, g_source_remove);
  g_clear_handle_id (&self->pulse_id, g_source_remove);
  g_clear_weak_pointer (&self->dialog);
  if (dialog != NULL)
    {
      gtk_window_set_transient_for (GTK_WINDOW (dialog), NULL);
      gtk_window_destroy (GTK_WINDOW (dialog));
    }
  g_clear_weak_pointer (&self->parent);
  g_object_unref (self->cancellable);
  g_free (self->heading);
  g_free (self);
}
