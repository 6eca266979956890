#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-ask-dialog.h"

#include <glib/gi18n-lib.h>

#include "pod-date-row.h"
#include "pod-dialogs.h"
#include "pod-draft-keeper.h"
#include "pod-problem-row.h"
#include "pod-trial-apart.h"
#include "pod-trial-users.h"

/* As in the template. */
#define WIDTH 480
#define MOST_HEIGHT 560

struct _PodAskDialog
{
  AdwWindow parent_instance;

  PodTrial *trial;
  PodAskFunc callback;
  PodAskedFunc done;
  gpointer data;
  GDestroyNotify free_data;
  gboolean is_text;         /* the reason is another text */
  gboolean is_new_password; /* not one that is tried */
  gboolean is_slow;
  gboolean is_busy;
  gboolean is_gone;   /* the window; what it began may go on */
  gboolean may_close; /* with something typed */

  GtkLabel *heading;
  GtkLabel *body;
  AdwComboRow *choice;
  PodDateRow *start;
  PodDateRow *stop;
  GtkEditable *reason;
  PodProblemRow *reason_problem;
  GtkEditable *password;
  PodProblemRow *password_problem;
  PodDraftKeeper *keeper;
  GtkScrolledWindow *scroller;
  GtkWidget *fields;
  GtkSpinner *spinner;
  GtkLabel *message;
  GtkButton *button;
};

G_DEFINE_FINAL_TYPE (PodAskDialog, pod_ask_dialog, ADW_TYPE_WINDOW)

static gboolean
is_asked (gpointer field)
{
  return gtk_widget_get_visible (field);
}

/* The window is as high as what there is to read, until it would outgrow the screen: then it scrolls. */
static void
fit (PodAskDialog *self)
{
  int height;

  gtk_widget_measure (self->fields, GTK_ORIENTATION_VERTICAL, WIDTH, NULL, &height, NULL, NULL);
  gtk_scrolled_window_set_min_content_height (self->scroller, MIN (height, MOST_HEIGHT));
}

static void
show_message (PodAskDialog *self, const char *text)
{
  gtk_label_set_text (self->message, text);
  gtk_widget_set_visible (GTK_WIDGET (self->message), *text != '\0');
  fit (self);
}

static void
clear_problems (PodAskDialog *self)
{
  show_message (self, "");
  pod_problem_row_show (self->reason_problem, GTK_WIDGET (self->reason), NULL);
  pod_problem_row_show (self->password_problem, GTK_WIDGET (self->password), NULL);
}

static void
show_problem (PodAskDialog *self, PodProblemRow *row, GtkEditable *field, const char *text)
{
  pod_problem_row_show (row, GTK_WIDGET (field), text);
  fit (self);
  gtk_widget_grab_focus (GTK_WIDGET (field));
}

static gboolean
check_fields (PodAskDialog *self, const char *reason)
{
  if (is_asked (self->start) &&
      (!pod_date_row_check (self->start) || !pod_date_row_check (self->stop)))
    return FALSE;
  if (is_asked (self->reason) && *reason == '\0')
    show_problem (self, self->reason_problem, self->reason,
                  self->is_text ? _ ("Write something here.")
                                : _ ("Say why; it is kept in the audit trail."));
  else if (is_asked (self->password) && *gtk_editable_get_text (self->password) == '\0')
    show_problem (self, self->password_problem, self->password, _ ("Type the password."));
  else
    return TRUE;
  return FALSE;
}

static gboolean
is_of_password (PodAskDialog *self, const GError *error)
{
  return pod_trial_error_is_refusal (error) ||
         (self->is_new_password &&
          g_error_matches (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT));
}

/* A password that was refused is not tried again by chance.  Whatever else went wrong says nothing of it. */
static void
tell_failure (PodAskDialog *self, const GError *error)
{
  g_autofree char *words = pod_trial_error_to_words (error);

  if (is_asked (self->password) && is_of_password (self, error))
    {
      gtk_editable_set_text (self->password, "");
      show_problem (self, self->password_problem, self->password, words);
    }
  else
    show_message (self, words);
}

static PodDate
take_date (PodDateRow *row)
{
  PodMoment moment = POD_MOMENT_NONE;

  pod_date_row_get_moment (row, &moment);
  return moment.date;
}

/* ---- doing it ---- */

typedef struct
{
  PodAskFunc callback;
  gpointer data;
  PodAnswer answer;
} Deed;

static Deed *
make_deed (PodAskDialog *self)
{
  Deed *deed = g_new0 (Deed, 1);

  deed->callback = self->callback;
  deed->data = self->data;
  deed->answer =
      (PodAnswer){ .password = g_strdup (gtk_editable_get_text (self->password)),
                   .reason = g_strstrip (g_strdup (gtk_editable_get_text (self->reason))),
                   .choice = adw_combo_row_get_selected (self->choice),
                   .start = take_date (self->start),
                   .stop = take_date (self->stop) };
  return deed;
}

static void
deed_free (gpointer data)
{
  Deed *deed = data;

  pod_wipe (deed->answer.password);
  g_free (deed->answer.reason);
  g_free (deed);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Deed, deed_free)

static gboolean
do_deed (PodTrial *trial, gpointer data, GError **error)
{
  Deed *deed = data;

  return deed->callback (trial, &deed->answer, deed->data, error);
}

static void
set_busy (PodAskDialog *self, gboolean busy)
{
  self->is_busy = busy;
  gtk_spinner_set_spinning (self->spinner, busy);
  pod_dialogs_set_busy (self->fields, busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->button), !busy);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_BUSY, busy, -1);
}

/* A window that a lock took away cannot say what became of it; the audit trail does. */
static void
end (PodAskDialog *self, const GError *error)
{
  if (error == NULL)
    {
      if (!self->is_gone)
        pod_draft_keeper_forget (self->keeper);
      if (self->done != NULL)
        self->done (self->data);
      if (!self->is_gone)
        gtk_window_destroy (GTK_WINDOW (self));
    }
  else if (!self->is_gone)
    tell_failure (self, error);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PodAskDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  pod_trial_do_apart_finish (POD_TRIAL (source), result, &error);
  if (!self->is_gone)
    set_busy (self, FALSE);
  end (self, error);
}

static void
do_at_once (PodAskDialog *self)
{
  g_autoptr (Deed) deed = make_deed (self);
  g_autoptr (GError) error = NULL;

  g_object_ref (self);
  do_deed (self->trial, deed, &error);
  end (self, error);
  g_object_unref (self);
}

static void
do_cb (PodAskDialog *self)
{
  g_autofree char *reason = g_strstrip (g_strdup (gtk_editable_get_text (self->reason)));

  clear_problems (self);
  if (self->is_busy || !check_fields (self, reason))
    return;
  if (!self->is_slow)
    {
      do_at_once (self);
      return;
    }
  set_busy (self, TRUE);
  pod_trial_do_apart_async (self->trial, do_deed, make_deed (self), deed_free, done_cb,
                            g_object_ref (self));
}

/* Enter goes on to the next field, and at the last one does it. */
static void
reason_activated_cb (PodAskDialog *self)
{
  if (is_asked (self->password))
    gtk_widget_grab_focus (GTK_WIDGET (self->password));
  else
    do_cb (self);
}

/* ---- the text is kept ---- */

static char *
write_draft (gpointer form)
{
  PodAskDialog *self = form;
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->reason)));

  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}

static gboolean
read_draft (gpointer form, const char *content)
{
  gtk_editable_set_text (POD_ASK_DIALOG (form)->reason, content);
  return TRUE;
}

static void
reset_draft (gpointer form)
{
  gtk_editable_set_text (POD_ASK_DIALOG (form)->reason, "");
}

static void
leaving_cb (PodLeaving answer, gpointer data)
{
  g_autoptr (PodAskDialog) self = data;

  if (answer == POD_LEAVING_STAY || self->is_gone)
    return;
  if (answer == POD_LEAVING_DISCARD)
    pod_draft_keeper_forget (self->keeper);
  self->may_close = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

/* A text that is kept as a draft waits; any other is lost only where somebody says so. */
static gboolean
pod_ask_dialog_close_request (GtkWindow *window)
{
  PodAskDialog *self = POD_ASK_DIALOG (window);
  g_autofree char *text = write_draft (self);

  if (self->is_busy)
    return GDK_EVENT_STOP;
  if (self->may_close || text == NULL || !pod_trial_is_signed_in (self->trial))
    return GTK_WINDOW_CLASS (pod_ask_dialog_parent_class)->close_request (window);
  pod_dialogs_ask_leaving (window, _ ("Leave what you typed?"),
                           pod_draft_keeper_say_loss (self->keeper),
                           pod_draft_keeper_can_keep (self->keeper), leaving_cb,
                           g_object_ref (self));
  return GDK_EVENT_STOP;
}

static void
pod_ask_dialog_dispose (GObject *object)
{
  POD_ASK_DIALOG (object)->is_gone = TRUE;
  G_OBJECT_CLASS (pod_ask_dialog_parent_class)->dispose (object);
}

/* Not before: what was begun on another thread reads the data. */
static void
pod_ask_dialog_finalize (GObject *object)
{
  PodAskDialog *self = POD_ASK_DIALOG (object);

  if (self->free_data != NULL)
    self->free_data (self->data);
  g_clear_object (&self->trial);
  G_OBJECT_CLASS (pod_ask_dialog_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, PodAskDialog, heading);
  gtk_widget_class_bind_template_child (widget_class, PodAskDialog, body);
  gtk_widget_class_bind_template_child (widget_class, PodAskDialog, choice);
  gtk_widget_class_bind_template_child (widget_class, PodAskDialog, start);
  gtk_widget_class_bind_template_child (widget_class, PodAskDialog, stop);
  gtk_widget_class_bind_template_child (widget_class, PodAskDialog, reason);
  gtk_widget_class_bind_template_child (widget_class, PodAskDialog, reason_problem);
  gtk_widget_class_bind_template_child (widget_class, PodAskDialog, password);
  gtk_widget_class_bind_template_child (widget_class, PodAskDialog, password_problem);
  gtk_widget_class_bind_template_child (widget_class, PodAskDialog, keeper);
  gtk_widget_class_bind_template_child (widget_class, PodAskDialog, scroller);
  gtk_widget_class_bind_template_child (widget_class, PodAskDialog, fields);
  gtk_widget_class_bind_template_child (widget_class, PodAskDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, PodAskDialog, message);
  gtk_widget_class_bind_template_child (widget_class, PodAskDialog, button);
}

static void
pod_ask_dialog_class_init (PodAskDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pod_ask_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = pod_ask_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = pod_ask_dialog_close_request;
  g_type_ensure (POD_TYPE_DATE_ROW);
  g_type_ensure (POD_TYPE_DRAFT_KEEPER);
  g_type_ensure (POD_TYPE_PROBLEM_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/podocyte/Podocyte/pod-ask-dialog.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, do_cb);
  gtk_widget_class_bind_template_callback (widget_class, reason_activated_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
pod_ask_dialog_init (PodAskDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
set_words (PodAskDialog *self, const PodAsk *ask)
{
  gtk_label_set_text (self->heading, ask->heading);
  gtk_label_set_text (self->body, ask->body);
  gtk_window_set_title (GTK_WINDOW (self), ask->heading);
  gtk_button_set_label (self->button, ask->verb);
  gtk_widget_add_css_class (GTK_WIDGET (self->button),
                            ask->destructive ? "destructive-action" : "suggested-action");
}

static void
set_fields (PodAskDialog *self, const PodAsk *ask)
{
  gtk_widget_set_visible (GTK_WIDGET (self->reason), ask->reason);
  gtk_widget_set_visible (GTK_WIDGET (self->password), ask->password_title != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->choice), ask->choices != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->start), ask->dates);
  gtk_widget_set_visible (GTK_WIDGET (self->stop), ask->dates);
  self->is_text = ask->reason_title != NULL;
  if (ask->reason_title != NULL)
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->reason), ask->reason_title);
  if (ask->password_title != NULL)
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->password), ask->password_title);
  if (ask->dates)
    pod_date_row_set_moment (self->start, pod_moment_on (ask->today));
  if (ask->choices != NULL)
    {
      g_autoptr (GtkStringList) words = gtk_string_list_new (ask->choices);

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->choice), ask->choice_title);
      adw_combo_row_set_model (self->choice, G_LIST_MODEL (words));
      adw_combo_row_set_selected (self->choice, ask->choice);
    }
}

static void
focus_first (PodAskDialog *self)
{
  gpointer fields[] = { self->choice, self->start, self->reason, self->password };

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (is_asked (fields[i]))
      {
        gtk_widget_grab_focus (fields[i]);
        return;
      }
}

static void
start_keeping (PodAskDialog *self, const PodAsk *ask)
{
  static const PodDraftForm form = { write_draft, read_draft, reset_draft };

  if (ask->draft != NULL)
    pod_draft_keeper_start (self->keeper, self->trial, ask->draft, ask->subject, ask->record, &form,
                            GTK_WINDOW (self));
}

PodAskDialog *
pod_ask_dialog_new (GtkWindow *parent,
                    PodTrial *trial,
                    const PodAsk *ask,
                    PodAskFunc callback,
                    PodAskedFunc done,
                    gpointer data,
                    GDestroyNotify free_data)
{
  PodAskDialog *self = g_object_new (POD_TYPE_ASK_DIALOG, "transient-for", parent, NULL);

  self->trial = g_object_ref (trial);
  self->callback = callback;
  self->done = done;
  self->data = data;
  self->free_data = free_data;
  self->is_new_password = ask->new_password;
  self->is_slow = ask->slow;
  set_words (self, ask);
  set_fields (self, ask);
  start_keeping (self, ask);
  fit (self);
  focus_first (self);
  return self;
}
