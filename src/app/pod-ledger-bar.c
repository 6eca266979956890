#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-ledger-bar.h"

#include <glib/gi18n-lib.h>

#include "pod-ask-dialog.h"

struct _PodLedgerBar
{
  AdwBin parent_instance;

  PodTrial *trial;
  gint64 audit; /* how far the trail was when the ledger was looked at */
  guint n_settled;

  GtkImage *icon;
  GtkLabel *label;
  GtkWidget *button;
};

G_DEFINE_FINAL_TYPE (PodLedgerBar, pod_ledger_bar, ADW_TYPE_BIN)

static const char *
say_unsigned (guint n_settled)
{
  return n_settled > 0 ? _ ("The ledger was never signed.")
                       : _ ("The ledger was never signed. Nothing is settled otherwise than the "
                            "study proposes: all of it can be accepted.");
}

void
pod_ledger_bar_update (PodLedgerBar *self, guint n_settled)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *words = pod_trial_get_ledger_signature (self->trial, &self->audit, &error);
  g_autofree char *trouble = error != NULL ? pod_trial_error_to_words (error) : NULL;
  gboolean may = pod_trial_may (self->trial, POD_VERB_SETTLE);

  self->n_settled = n_settled;
  gtk_label_set_text (self->label, trouble != NULL ? trouble
                                   : words != NULL ? words
                                                   : say_unsigned (n_settled));
  gtk_image_set_from_icon_name (self->icon, words != NULL ? "emblem-ok-symbolic"
                                                          : "dialog-information-symbolic");
  gtk_widget_set_visible (self->button, may);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "ledger.sign", may && trouble == NULL);
}

/* ---- signing ---- */

typedef struct
{
  PodLedgerBar *bar; /* NULL once it is gone */
  const char *meaning;
  gint64 audit; /* what was looked at */
} Signing;

static gboolean
sign (PodTrial *trial, const PodAnswer *answer, gpointer data, GError **error)
{
  return pod_trial_sign (trial, 0, "readings", 0, ((Signing *) data)->meaning, answer->password,
                         ((Signing *) data)->audit, error);
}

static void
signed_cb (gpointer data)
{
  PodLedgerBar *self = ((Signing *) data)->bar;

  if (self != NULL && pod_trial_is_signed_in (self->trial))
    pod_ledger_bar_update (self, self->n_settled);
}

static void
signing_free (gpointer data)
{
  Signing *signing = data;

  g_clear_weak_pointer (&signing->bar);
  g_free (signing);
}

static void
sign_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodLedgerBar *self = POD_LEDGER_BAR (widget);
  Signing *signing = g_new0 (Signing, 1);
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (widget));
  PodAsk ask = {
    .heading = _ ("Sign the ledger of readings"),
    .body = self->n_settled > 0
                ? _ ("The protocol is read in this trial as every settled reading says. "
                     "Your signature is bound to the ledger as it stands now, and ends "
                     "when a reading is settled otherwise.")
                : _ ("Nothing was settled: you accept every reading as the study proposes it, and "
                     "the signature says so. It ends when a reading is settled."),
    .verb = _ ("_Sign"),
    .password_title = _ ("Your password"),
    .slow = TRUE
  };

  signing->meaning = self->n_settled > 0 ? "decision" : "acceptance";
  signing->audit = self->audit;
  g_set_weak_pointer (&signing->bar, self);
  gtk_window_present (GTK_WINDOW (pod_ask_dialog_new (window, self->trial, &ask, sign, signed_cb,
                                                      signing, signing_free)));
}

static void
pod_ledger_bar_dispose (GObject *object)
{
  g_clear_object (&POD_LEDGER_BAR (object)->trial);
  G_OBJECT_CLASS (pod_ledger_bar_parent_class)->dispose (object);
}

static void
pod_ledger_bar_class_init (PodLedgerBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pod_ledger_bar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/podocyte/Podocyte/pod-ledger-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, PodLedgerBar, icon);
  gtk_widget_class_bind_template_child (widget_class, PodLedgerBar, label);
  gtk_widget_class_bind_template_child (widget_class, PodLedgerBar, button);
  gtk_widget_class_install_action (widget_class, "ledger.sign", NULL, sign_cb);
}

static void
pod_ledger_bar_init (PodLedgerBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
pod_ledger_bar_set_trial (PodLedgerBar *self, PodTrial *trial)
{
  g_set_object (&self->trial, trial);
}
