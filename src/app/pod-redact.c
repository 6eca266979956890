#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-redact.h"

#include <glib/gi18n-lib.h>

#include "pod-ask-dialog.h"

typedef struct
{
  PodHistoryItem *item;
  void (*done) (gpointer owner);
  GObject *owner; /* NULL once it is gone */
} Redaction;

static void
free_redaction (gpointer data)
{
  Redaction *redaction = data;

  g_clear_weak_pointer (&redaction->owner);
  g_object_unref (redaction->item);
  g_free (redaction);
}

static gboolean
redact (PodTrial *trial, const PodAnswer *answer, gpointer data, GError **error)
{
  Redaction *redaction = data;

  return pod_trial_redact_field (trial, pod_history_item_get_sequence (redaction->item),
                                 pod_history_item_get_field (redaction->item), answer->password,
                                 answer->reason, error);
}

static void
redacted (gpointer data)
{
  Redaction *redaction = data;

  if (redaction->owner != NULL)
    redaction->done (redaction->owner);
}

/* What will be gone and what remains, and then the text itself. */
static char *
make_body (PodHistoryItem *item)
{
  const char *old = pod_history_item_get_old (item);
  const char *new = pod_history_item_get_new (item);
  const char *text = new != NULL ? new : old != NULL ? old : pod_history_item_get_why (item);

  return g_strdup_printf (_ ("This text will be gone for ever, from the record and from the audit "
                             "trail, together with what else was typed into this record in the "
                             "same moment. That it was there, who wrote it and when, who took it "
                             "out and why, remains.\n\n“%s”"),
                          text != NULL ? text : "");
}

GtkWindow *
pod_redact_start (GtkWindow *parent,
                  PodTrial *trial,
                  PodHistoryItem *item,
                  void (*done) (gpointer owner),
                  GObject *owner)
{
  Redaction *redaction = g_new0 (Redaction, 1);
  GtkWindow *dialog;
  g_autofree char *body = make_body (item);
  PodAsk ask = { .heading = _ ("Take out an identifier?"),
                 .body = body,
                 .verb = _ ("_Take Out"),
                 .destructive = TRUE,
                 .password_title = _ ("Your password"),
                 .reason = TRUE,
                 .slow = TRUE };

  redaction->item = g_object_ref (item);
  redaction->done = done;
  g_set_weak_pointer (&redaction->owner, owner);
  dialog = GTK_WINDOW (pod_ask_dialog_new (parent, trial, &ask, redact, redacted, redaction,
                                           free_redaction));
  gtk_window_present (dialog);
  return dialog;
}
