#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-results-dialog.h"

#include <glib/gi18n-lib.h>

#include "pod-dialogs.h"
#include "pod-results-form.h"
#include "pod-trial-window.h"

struct _PodResultsDialog
{
  AdwWindow parent_instance;

  PodTrial *trial;
  gint64 subject;
  gboolean closing; /* nothing is asked any more */

  AdwWindowTitle *title;
  GtkWidget *save_button;
  GtkEditable *search;
  PodResultsForm *form;
};

G_DEFINE_FINAL_TYPE (PodResultsDialog, pod_results_dialog, ADW_TYPE_WINDOW)

static void
close_now (PodResultsDialog *self)
{
  self->closing = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static void
save_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (GTK_WIDGET (POD_RESULTS_DIALOG (widget)->form), "results.save", NULL);
}

static void
find_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_grab_focus (GTK_WIDGET (POD_RESULTS_DIALOG (widget)->search));
}

static void
changed_cb (PodResultsDialog *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "record.save",
                                 pod_results_form_is_touched (self->form));
}

static void
search_cb (PodResultsDialog *self)
{
  pod_results_form_search (self->form, gtk_editable_get_text (self->search));
}

/* From the search into what it found.  The entry tells of its text late: Enter is often quicker. */
static void
found_cb (PodResultsDialog *self)
{
  search_cb (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->form));
}

/* In the search, Escape takes the search back; only where there is none it closes. */
static void
stop_search_cb (PodResultsDialog *self)
{
  if (*gtk_editable_get_text (self->search) == '\0')
    gtk_window_close (GTK_WINDOW (self));
  gtk_editable_set_text (self->search, "");
}

/* Behind the last row that a search found the next is searched for. */
static void
finished_cb (PodResultsDialog *self)
{
  if (*gtk_editable_get_text (self->search) == '\0')
    {
      gtk_widget_grab_focus (self->save_button);
      return;
    }
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
  gtk_editable_select_region (self->search, 0, -1);
}

/* ---- closing ---- */

typedef struct
{
  PodTrialWindow *window;
  PodTrial *trial;
  gint64 subject;
  char *visit;
  PodDate day;
} Rest;

static void
rest_free (gpointer data, GClosure *closure)
{
  Rest *rest = data;

  g_object_unref (rest->trial);
  g_free (rest->visit);
  g_free (rest);
}

/* The same grid, of what still lacks a value. */
static void
rest_cb (Rest *rest)
{
  PodResultsDialog *dialog;

  if (!pod_trial_may (rest->trial, POD_VERB_RECORD))
    return;
  dialog = pod_results_dialog_new_for_visit (GTK_WINDOW (rest->window), rest->trial, rest->subject,
                                             rest->visit, rest->day);
  pod_results_form_set_missing_only (dialog->form, TRUE);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* The window outlives its toasts. */
static void
offer_rest (PodResultsDialog *self, PodTrialWindow *window, const char *saved, guint lacking)
{
  g_autofree char *words = g_strdup_printf (
      /* Translators: "4 results saved", and how many rows of the visit still have none. */
      ngettext ("%1$s, %2$u without a value", "%1$s, %2$u without a value", lacking), saved,
      lacking);
  AdwToast *toast = pod_trial_window_offer (window, words, _ ("Enter the Rest"));
  Rest *rest = g_new0 (Rest, 1);

  rest->window = window;
  rest->trial = g_object_ref (self->trial);
  rest->subject = self->subject;
  rest->visit = g_strdup (pod_results_form_get_visit (self->form, &rest->day));
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (rest_cb), rest, rest_free,
                         G_CONNECT_SWAPPED);
}

static void
tell_saved (PodResultsDialog *self, PodTrialWindow *window, guint n)
{
  g_autofree char *words = g_strdup_printf (ngettext ("%u result saved", "%u results saved", n), n);
  guint lacking = pod_results_form_count_missing (self->form);
  PodDate day;

  if (lacking > 0 && pod_results_form_get_visit (self->form, &day) != NULL)
    offer_rest (self, window, words, lacking);
  else
    pod_trial_window_toast (window, words);
}

/* Said in the window that is still there then. */
static void
saved_cb (PodResultsDialog *self, guint n)
{
  GtkWindow *window = GTK_WINDOW (self);

  while (window != NULL && !POD_IS_TRIAL_WINDOW (window))
    window = gtk_window_get_transient_for (window);
  if (window != NULL && n > 0)
    tell_saved (self, POD_TRIAL_WINDOW (window), n);
  close_now (self);
}

static void
leaving_answered (PodLeaving answer, gpointer data)
{
  g_autoptr (PodResultsDialog) self = data;

  if (answer == POD_LEAVING_STAY)
    return;
  if (answer == POD_LEAVING_DISCARD)
    pod_results_form_discard (self->form);
  close_now (self);
}

static gboolean
pod_results_dialog_close_request (GtkWindow *window)
{
  PodResultsDialog *self = POD_RESULTS_DIALOG (window);

  if (self->closing || !pod_results_form_is_touched (self->form))
    return GTK_WINDOW_CLASS (pod_results_dialog_parent_class)->close_request (window);
  pod_dialogs_ask_leaving (window, _ ("Discard What You Typed?"),
                           _ ("There are results that are not saved."),
                           pod_results_form_can_keep (self->form), leaving_answered,
                           g_object_ref (self));
  return GDK_EVENT_STOP;
}

static void
signed_in_cb (PodResultsDialog *self)
{
  if (!pod_trial_is_signed_in (self->trial))
    close_now (self);
}

/* ---- the widget ---- */

static void
pod_results_dialog_dispose (GObject *object)
{
  PodResultsDialog *self = POD_RESULTS_DIALOG (object);

  if (self->trial != NULL)
    g_signal_handlers_disconnect_by_data (self->trial, self);
  g_clear_object (&self->trial);
  G_OBJECT_CLASS (pod_results_dialog_parent_class)->dispose (object);
}

static void
pod_results_dialog_class_init (PodResultsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pod_results_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = pod_results_dialog_close_request;
  g_type_ensure (POD_TYPE_RESULTS_FORM);
  gtk_widget_class_install_action (widget_class, "record.save", NULL, save_cb);
  gtk_widget_class_install_action (widget_class, "record.find", NULL, find_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "record.find",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "record.save",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "record.save", NULL);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/podocyte/Podocyte/"
                                                             "pod-results-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PodResultsDialog, title);
  gtk_widget_class_bind_template_child (widget_class, PodResultsDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, PodResultsDialog, search);
  gtk_widget_class_bind_template_child (widget_class, PodResultsDialog, form);
  gtk_widget_class_bind_template_callback (widget_class, saved_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_bind_template_callback (widget_class, found_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, finished_cb);
}

static void
pod_results_dialog_init (PodResultsDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

gboolean
pod_results_dialog_go_to (PodResultsDialog *self, const char *observation)
{
  return pod_results_form_focus (self->form, observation);
}

static PodResultsDialog *
make (GtkWindow *parent, PodTrial *trial, gint64 subject)
{
  PodResultsDialog *self = g_object_new (POD_TYPE_RESULTS_DIALOG, "transient-for", parent, NULL);
  g_autoptr (PodCasebook) casebook = pod_trial_load_casebook (trial, subject, NULL);

  self->trial = g_object_ref (trial);
  self->subject = subject;
  if (casebook != NULL)
    adw_window_title_set_subtitle (self->title, pod_casebook_get_number (casebook));
  pod_results_form_offer_visits (self->form);
  g_signal_connect_swapped (trial, "notify::signed-in", G_CALLBACK (signed_in_cb), self);
  return self;
}

PodResultsDialog *
pod_results_dialog_new (GtkWindow *parent, PodTrial *trial, gint64 subject)
{
  PodResultsDialog *self = make (parent, trial, subject);

  pod_results_form_set (self->form, trial, subject,
                        pod_study_get_observations (pod_trial_get_study (trial)));
  changed_cb (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
  return self;
}

PodResultsDialog *
pod_results_dialog_new_for_visit (GtkWindow *parent,
                                  PodTrial *trial,
                                  gint64 subject,
                                  const char *visit,
                                  PodDate day)
{
  PodResultsDialog *self = make (parent, trial, subject);

  pod_results_form_set_for_visit (self->form, trial, subject,
                                  pod_study_get_observations (pod_trial_get_study (trial)), visit,
                                  day);
  changed_cb (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->form));
  return self;
}
