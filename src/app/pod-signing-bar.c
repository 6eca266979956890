#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-signing-bar.h"

#include <glib/gi18n-lib.h>

#include "pod-sign-dialog.h"

struct _PodSigningBar
{
  AdwBin parent_instance;

  PodTrial *trial;
  gint64 subject;
  char *scope;
  gint64 about;

  GCancellable *looking; /* at the signature that is shown; NULL for none */

  GtkImage *icon;
  GtkLabel *label;
  GtkButton *button;
};

G_DEFINE_FINAL_TYPE (PodSigningBar, pod_signing_bar, ADW_TYPE_BIN)

const char *
pod_signing_to_words (PodSigning signing)
{
  switch (signing)
    {
    case POD_SIGNING_CURRENT:
      return _ ("signed");
    case POD_SIGNING_CHANGED:
      return _ ("changed since");
    case POD_SIGNING_NONE:
    default:
      return "";
    }
}

/* "Not currently signed: differs in 3 fields"; without the number where it cannot be told. */
static char *
say_changed (const GPtrArray *differences)
{
  if (differences == NULL)
    return g_strdup (_ ("Not currently signed"));
  if (differences->len == 0)
    return g_strdup (_ ("Not currently signed: written since, and it says the same again"));
  return g_strdup_printf (ngettext ("Not currently signed: differs in %u field",
                                    "Not currently signed: differs in %u fields", differences->len),
                          differences->len);
}

static void
show_words (PodSigningBar *self, const char *words)
{
  gtk_label_set_text (self->label, words);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->label), *words != '\0' ? words : NULL);
}

static void
compared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PodSigningBar) self = user_data;
  g_autoptr (GPtrArray)
      differences = pod_trial_list_differences_finish (POD_TRIAL (source), result, NULL);
  g_autofree char *words = say_changed (differences);

  /* Where it was cancelled, something else is shown by now. */
  if (!g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    show_words (self, words);
}

static void
stop_looking (PodSigningBar *self)
{
  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
}

/* Whoever relies on it must not learn of it only when the whole trail is verified. */
static void
show_false (PodSigningBar *self)
{
  stop_looking (self);
  show_words (self, _ ("This signature does not verify: it, or what was signed, was altered by "
                       "another program. Do not rely on it, and tell the principal investigator; "
                       "Verify says what else was altered."));
  gtk_image_set_from_icon_name (self->icon, "dialog-error-symbolic");
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "error");
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PodSigningBar) self = user_data;
  g_autoptr (GError) error = NULL;
  PodSignatureCheck check = pod_trial_check_signature_finish (POD_TRIAL (source), result, &error);

  if (error == NULL && check == POD_SIGNATURE_FALSE &&
      !g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    show_false (self);
}

/* Whether it is true, and in how many fields it differs, is read from the trail, for which nobody waits. */
static void
look (PodSigningBar *self, const PodSignature *signature, PodSigning signing)
{
  self->looking = g_cancellable_new ();
  pod_trial_check_signature_async (self->trial, signature->id, self->looking, checked_cb,
                                   g_object_ref (self));
  if (signing == POD_SIGNING_CHANGED)
    pod_trial_list_differences_async (self->trial, signature->id, self->looking, compared_cb,
                                      g_object_ref (self));
}

static const char *
find_button_label (PodSigningBar *self, PodSigning signing)
{
  if (signing == POD_SIGNING_CHANGED)
    return _ ("Sho_w…");
  if (signing == POD_SIGNING_CURRENT || !pod_sign_may (self->trial, self->scope))
    return NULL;
  return g_str_equal (self->scope, "casebook") ? _ ("_Sign Off Casebook…") : _ ("Si_gn…");
}

static void
show_state (PodSigningBar *self, PodCasebook *casebook)
{
  const PodSignature *signature = pod_casebook_find_signature (casebook, self->scope, self->about);
  PodSigning signing = pod_signing_get (casebook, self->scope, self->about);
  const char *label = find_button_label (self, signing);
  g_autofree char *words = signing == POD_SIGNING_NONE      ? g_strdup (_ ("Not signed yet"))
                           : signing == POD_SIGNING_CURRENT ? pod_signature_to_words (signature)
                                                            : say_changed (NULL);

  show_words (self, words);
  gtk_widget_remove_css_class (GTK_WIDGET (self->label), "error");
  if (signing != POD_SIGNING_NONE)
    look (self, signature, signing);
  /* A label that wraps asks for less room than these few words need. */
  gtk_label_set_wrap (self->label, signing != POD_SIGNING_NONE);
  gtk_image_set_from_icon_name (self->icon, signing == POD_SIGNING_CURRENT
                                                ? "emblem-ok-symbolic"
                                                : "dialog-warning-symbolic");
  gtk_widget_set_visible (GTK_WIDGET (self->icon), signing != POD_SIGNING_NONE);
  gtk_button_set_label (self->button, label != NULL ? label : "");
  gtk_widget_set_visible (GTK_WIDGET (self->button), label != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "signing.sign", label != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), label != NULL || signing != POD_SIGNING_NONE);
}

static void
update (PodSigningBar *self)
{
  g_autoptr (PodCasebook) casebook = NULL;

  stop_looking (self);
  if (self->trial != NULL && self->subject != 0)
    casebook = pod_trial_load_casebook (self->trial, self->subject, NULL);
  if (casebook != NULL)
    show_state (self, casebook);
  else
    {
      show_words (self, "");
      gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
      gtk_widget_action_set_enabled (GTK_WIDGET (self), "signing.sign", FALSE);
    }
}

static void
changed_cb (PodSigningBar *self, gint64 subject)
{
  if (subject == self->subject || subject == 0)
    update (self);
}

static void
sign_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodSigningBar *self = POD_SIGNING_BAR (widget);
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (widget));

  gtk_window_present (GTK_WINDOW (pod_sign_dialog_new (window, self->trial, self->subject,
                                                       self->scope, self->about)));
}

static void
set_trial (PodSigningBar *self, PodTrial *trial)
{
  if (self->trial != NULL)
    g_signal_handlers_disconnect_by_data (self->trial, self);
  g_set_object (&self->trial, trial);
  if (trial != NULL)
    g_signal_connect_swapped (trial, "changed", G_CALLBACK (changed_cb), self);
}

static void
pod_signing_bar_dispose (GObject *object)
{
  PodSigningBar *self = POD_SIGNING_BAR (object);

  stop_looking (self);
  set_trial (self, NULL);
  g_clear_pointer (&self->scope, g_free);
  G_OBJECT_CLASS (pod_signing_bar_parent_class)->dispose (object);
}

static void
pod_signing_bar_class_init (PodSigningBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pod_signing_bar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/podocyte/Podocyte/pod-signing-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, PodSigningBar, icon);
  gtk_widget_class_bind_template_child (widget_class, PodSigningBar, label);
  gtk_widget_class_bind_template_child (widget_class, PodSigningBar, button);
  gtk_widget_class_install_action (widget_class, "signing.sign", NULL, sign_cb);
}

static void
pod_signing_bar_init (PodSigningBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update (self);
}

void
pod_signing_bar_set (PodSigningBar *self,
                     PodTrial *trial,
                     gint64 subject,
                     const char *scope,
                     gint64 about)
{
  g_autofree char *old = g_steal_pointer (&self->scope);

  self->scope = g_strdup (scope);
  self->subject = subject;
  self->about = about;
  set_trial (self, trial);
  update (self);
}
