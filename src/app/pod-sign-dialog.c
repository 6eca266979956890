#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-sign-dialog.h"

#include <glib/gi18n-lib.h>

#include "pod-dialogs.h"
#include "pod-problem-row.h"
#include "pod-record-words.h"
#include "pod-sign-summary.h"
#include "pod-words.h"

struct _PodSignDialog
{
  AdwWindow parent_instance;

  PodTrial *trial;
  PodCasebook *casebook; /* what is looked at, and so what is signed */
  gint64 subject;
  char *scope;
  gint64 about;
  gboolean signing;

  AdwWindowTitle *title;
  GtkLabel *place;
  GtkWidget *sign_button;
  GtkSpinner *spinner;
  GtkLabel *message;
  GtkLabel *state;
  GtkBox *summary;
  GtkWidget *form;
  AdwComboRow *meaning;
  AdwActionRow *signer;
  GtkEditable *password;
  PodProblemRow *password_problem;
};

enum
{
  SIGNED,
  LEFT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PodSignDialog, pod_sign_dialog, ADW_TYPE_WINDOW)

gboolean
pod_sign_may (PodTrial *trial, const char *scope)
{
  return pod_trial_may (trial, g_str_equal (scope, "casebook") ? POD_VERB_SIGN_OFF : POD_VERB_SIGN);
}

static void
set_message (PodSignDialog *self, const char *text)
{
  gtk_label_set_text (self->message, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message), text != NULL);
}

/* ---- what is shown ---- */

static void
empty_box (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

/* An earlier signature, and what differs from it; then all of what is signed. */
static void
show_record (PodSignDialog *self)
{
  const PodSignature *signature = pod_casebook_find_signature (self->casebook, self->scope,
                                                               self->about);
  g_autofree char *words = signature != NULL ? pod_signature_to_words (signature) : NULL;
  g_autoptr (GError) error = NULL;

  empty_box (self->summary);
  gtk_label_set_text (self->state, words != NULL ? words : _ ("Not signed yet."));
  if (signature != NULL && signature->changed)
    pod_sign_summary_fill_differences (self->summary, self->trial, self->casebook, signature->id,
                                       &error);
  if (error != NULL)
    {
      g_autofree char *problem = pod_trial_error_to_words (error);

      set_message (self, problem);
    }
  pod_sign_summary_fill (self->summary, self->trial, self->casebook, self->scope, self->about);
}

static gboolean
is_held_back (PodSignDialog *self)
{
  return g_str_equal (self->scope, "casebook") &&
         pod_casebook_count_open_queries (self->casebook) > 0;
}

static void
update_form (PodSignDialog *self)
{
  gboolean may = self->casebook != NULL && pod_sign_may (self->trial, self->scope);
  gboolean held = may && is_held_back (self);

  gtk_widget_set_visible (self->form, may && !held);
  gtk_widget_set_visible (self->sign_button, may);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sign.sign", may && !held && !self->signing);
  if (held)
    set_message (self, _ ("The casebook is not signed off while a query is not closed. Everything "
                          "else can be signed meanwhile."));
}

/* Whoever may not sign looks at what others signed. */
static const char *
find_title (PodSignDialog *self)
{
  static const struct
  {
    const char *scope;
    const char *words;
  } titles[] = {
    { "adverse_event", N_ ("Sign Adverse Event") }, { "visit", N_ ("Sign Visit") },
    { "report", N_ ("Sign Laboratory Report") },    { "event", N_ ("Sign Event of the Trial") },
    { "casebook", N_ ("Sign Off Casebook") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (titles) && pod_sign_may (self->trial, self->scope); i++)
    if (g_str_equal (self->scope, titles[i].scope))
      return _ (titles[i].words);
  return pod_record_kind_to_words (self->scope);
}

static void
load (PodSignDialog *self)
{
  PodCasebook *casebook = pod_trial_load_casebook (self->trial, self->subject, NULL);
  g_autofree char *name = NULL;
  g_autofree char *subtitle = NULL;

  if (casebook == NULL)
    {
      update_form (self);
      return;
    }
  g_clear_pointer (&self->casebook, pod_casebook_unref);
  self->casebook = casebook;
  name = pod_record_name (self->trial, casebook, self->scope, self->about);
  subtitle = g_str_equal (self->scope, "casebook")
                 ? g_strdup (pod_casebook_get_number (casebook))
                 : g_strdup_printf ("%s · %s", pod_casebook_get_number (casebook), name);
  adw_window_title_set_title (self->title, find_title (self));
  adw_window_title_set_subtitle (self->title, subtitle);
  show_record (self);
  update_form (self);
}

/* What is looked at is what is signed, so a change meanwhile is shown at once. */
static void
changed_cb (PodSignDialog *self, gint64 subject)
{
  if (self->signing || (subject != self->subject && subject != 0))
    return;
  set_message (self, _ ("It was changed meanwhile: look at it as it is now."));
  load (self);
}

/* ---- signing ---- */

static void
set_signing (PodSignDialog *self, gboolean signing)
{
  self->signing = signing;
  gtk_spinner_set_spinning (self->spinner, signing);
  pod_dialogs_set_busy (self->form, signing);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sign.sign", !signing);
}

/* A password that was refused stands at its field, with how many were; whatever else went wrong says nothing of it. */
static void
tell_failure (PodSignDialog *self, const GError *error)
{
  g_autofree char *words = pod_trial_error_to_words (error);

  if (!pod_trial_error_is_refusal (error))
    {
      set_message (self, words);
      load (self);
      return;
    }
  pod_problem_row_refuse (self->password_problem, GTK_WIDGET (self->password), words);
}

static void
signed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PodSignDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_signed = pod_trial_sign_finish (POD_TRIAL (source), result, &error);

  if (!is_signed && pod_trial_is_signed_in (self->trial))
    {
      set_signing (self, FALSE);
      tell_failure (self, error);
      return;
    }
  self->signing = FALSE;
  if (is_signed)
    g_signal_emit (self, signals[SIGNED], 0);
  gtk_window_close (GTK_WINDOW (self));
}

static void
try_password (PodSignDialog *self)
{
  guint meaning = adw_combo_row_get_selected (self->meaning);

  pod_trial_sign_async (self->trial, self->subject, self->scope, self->about,
                        pod_signing_get_meanings (self->scope)[meaning],
                        gtk_editable_get_text (self->password),
                        pod_casebook_get_audit (self->casebook), NULL, signed_cb,
                        g_object_ref (self));
}

static void
sign_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodSignDialog *self = POD_SIGN_DIALOG (widget);

  set_message (self, NULL);
  pod_problem_row_show (self->password_problem, GTK_WIDGET (self->password), NULL);
  if (*gtk_editable_get_text (self->password) == '\0')
    {
      pod_problem_row_show (self->password_problem, GTK_WIDGET (self->password),
                            _ ("Type the password."));
      gtk_widget_grab_focus (GTK_WIDGET (self->password));
      return;
    }
  set_signing (self, TRUE);
  try_password (self);
}

static void
password_activated_cb (PodSignDialog *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "sign.sign", NULL);
}

static gboolean
pod_sign_dialog_close_request (GtkWindow *window)
{
  PodSignDialog *self = POD_SIGN_DIALOG (window);

  if (self->signing)
    return GDK_EVENT_STOP;
  g_signal_emit (self, signals[LEFT], 0);
  return GTK_WINDOW_CLASS (pod_sign_dialog_parent_class)->close_request (window);
}

static void
pod_sign_dialog_dispose (GObject *object)
{
  PodSignDialog *self = POD_SIGN_DIALOG (object);

  if (self->trial != NULL)
    g_signal_handlers_disconnect_by_data (self->trial, self);
  g_clear_object (&self->trial);
  g_clear_pointer (&self->casebook, pod_casebook_unref);
  g_clear_pointer (&self->scope, g_free);
  G_OBJECT_CLASS (pod_sign_dialog_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, PodSignDialog, title);
  gtk_widget_class_bind_template_child (widget_class, PodSignDialog, place);
  gtk_widget_class_bind_template_child (widget_class, PodSignDialog, sign_button);
  gtk_widget_class_bind_template_child (widget_class, PodSignDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, PodSignDialog, message);
  gtk_widget_class_bind_template_child (widget_class, PodSignDialog, state);
  gtk_widget_class_bind_template_child (widget_class, PodSignDialog, summary);
  gtk_widget_class_bind_template_child (widget_class, PodSignDialog, form);
  gtk_widget_class_bind_template_child (widget_class, PodSignDialog, meaning);
  gtk_widget_class_bind_template_child (widget_class, PodSignDialog, signer);
  gtk_widget_class_bind_template_child (widget_class, PodSignDialog, password);
  gtk_widget_class_bind_template_child (widget_class, PodSignDialog, password_problem);
  gtk_widget_class_bind_template_callback (widget_class, password_activated_cb);
}

static void
pod_sign_dialog_class_init (PodSignDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pod_sign_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = pod_sign_dialog_close_request;
  signals[SIGNED] = g_signal_new ("signed", POD_TYPE_SIGN_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
  signals[LEFT] = g_signal_new ("left", POD_TYPE_SIGN_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  g_type_ensure (POD_TYPE_PROBLEM_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/podocyte/Podocyte/pod-sign-dialog.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "sign.sign", NULL, sign_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
pod_sign_dialog_init (PodSignDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
fill_form (PodSignDialog *self)
{
  const char *const *meanings = pod_signing_get_meanings (self->scope);
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  PodDate today = pod_trial_get_today (self->trial);
  g_autofree char *date = pod_date_to_words (today);
  g_autofree char *text = NULL;

  for (guint i = 0; meanings[i] != NULL; i++)
    gtk_string_list_append (words, pod_signing_meaning_to_words (meanings[i]));
  adw_combo_row_set_model (self->meaning, G_LIST_MODEL (words));
  text = g_strdup_printf ("%s · %s", pod_user_role_to_words (pod_trial_get_role (self->trial)),
                          date);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->signer),
                                 pod_trial_get_printed_name (self->trial));
  adw_action_row_set_subtitle (self->signer, text);
}

PodSignDialog *
pod_sign_dialog_new (GtkWindow *parent,
                     PodTrial *trial,
                     gint64 subject,
                     const char *scope,
                     gint64 about)
{
  PodSignDialog *self = g_object_new (POD_TYPE_SIGN_DIALOG, "transient-for", parent, NULL);

  self->trial = g_object_ref (trial);
  self->subject = subject;
  self->scope = g_strdup (scope);
  self->about = about;
  fill_form (self);
  load (self);
  g_signal_connect_swapped (trial, "changed", G_CALLBACK (changed_cb), self);
  if (gtk_widget_get_visible (self->form))
    gtk_widget_grab_focus (GTK_WIDGET (self->password));
  return self;
}

void
pod_sign_dialog_set_place (PodSignDialog *self, guint number, guint of)
{
  g_autofree char *text = g_strdup_printf (_ ("%u of %u"), number, of);

  gtk_label_set_text (self->place, text);
  gtk_widget_set_visible (GTK_WIDGET (self->place), of > 1);
}
