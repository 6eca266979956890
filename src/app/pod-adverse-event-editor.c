#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-adverse-event-editor.h"

#include <glib/gi18n-lib.h>

#include "pod-adverse-event-check.h"
#include "pod-adverse-event-difference.h"
#include "pod-adverse-event-draft.h"
#include "pod-adverse-event-form.h"
#include "pod-dialogs.h"
#include "pod-draft-keeper.h"
#include "pod-history-dialog.h"
#include "pod-merge-dialog.h"
#include "pod-problem-row.h"
#include "pod-query-ask.h"
#include "pod-query-view.h"
#include "pod-sign-dialog.h"
#include "pod-signing-bar.h"
#include "pod-trial-history.h"
#include "pod-user-item.h"

struct _PodAdverseEventEditor
{
  AdwWindow parent_instance;

  PodTrial *trial;
  PodCasebook *casebook; /* lends what base points to, or the draft does */
  PodCasebook *newer;    /* the same for theirs */
  PodAdverseEvent base;  /* what the typing started from; its version is saved over */
  PodAdverseEvent theirs;
  GStringChunk *texts; /* of a base that a draft remembers */
  GPtrArray *differences;
  char *as_filled; /* the form as it was shown */
  gboolean saving;
  gboolean closing;      /* nothing is asked any more */
  gboolean has_conflict; /* waiting for what somebody else saved */

  AdwWindowTitle *title;
  GtkWidget *cancel_button;
  GtkWidget *save_button;
  GtkSpinner *spinner;
  GtkLabel *message;
  PodDraftKeeper *keeper;
  GtkWidget *more_button;
  PodSigningBar *signing;
  PodQueryView *queries;
  PodAdverseEventForm *form;
  GtkRevealer *reason_revealer;
  GtkEditable *reason;
  PodProblemRow *reason_problem;
};

G_DEFINE_FINAL_TYPE (PodAdverseEventEditor, pod_adverse_event_editor, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_ADDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
set_message (PodAdverseEventEditor *self, const char *text)
{
  gtk_label_set_text (self->message, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message), text != NULL);
}

static void
set_saving (PodAdverseEventEditor *self, gboolean saving)
{
  self->saving = saving;
  gtk_spinner_set_spinning (self->spinner, saving);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.save", !saving);
}

static gboolean
is_new (PodAdverseEventEditor *self)
{
  return self->base.record.id == 0;
}

static gboolean
is_dirty (PodAdverseEventEditor *self)
{
  g_autofree char *now = pod_adverse_event_form_to_string (self->form);

  return g_strcmp0 (now, self->as_filled) != 0;
}

/* A voided event, or somebody who only reads. */
static void
lock_editor (PodAdverseEventEditor *self, gboolean voided)
{
  gtk_widget_set_visible (self->save_button, FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.save", FALSE);
  gtk_button_set_label (GTK_BUTTON (self->cancel_button), _ ("_Close"));
  gtk_widget_remove_css_class (GTK_WIDGET (self->message), "error");
  set_message (self, voided
                         ? _ ("This adverse event was voided: it counts for nothing and cannot be "
                              "changed.")
                         : _ ("Your role reads adverse events and does not change them."));
}

/* ---- saving ---- */

static void
close_now (PodAdverseEventEditor *self)
{
  self->closing = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

/* Whoever opened it goes on with what is new; in a trial that was locked meanwhile nobody does. */
static void
tell_added (PodAdverseEventEditor *self, GArray *ids)
{
  if (is_new (self) && ids->len == 1 && pod_trial_is_signed_in (self->trial))
    g_signal_emit (self, signals[SIGNAL_ADDED], 0, g_array_index (ids, gint64, 0));
}

static void start_conflict (PodAdverseEventEditor *self);

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PodAdverseEventEditor) self = user_data;
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  g_autofree char *text = NULL;

  set_saving (self, FALSE);
  if (pod_trial_commit_finish (POD_TRIAL (source), result, &ids, &error))
    {
      pod_draft_keeper_forget (self->keeper);
      tell_added (self, ids);
      close_now (self);
      return;
    }
  if (pod_trial_error_is_conflict (error))
    {
      start_conflict (self);
      return;
    }
  words = pod_trial_error_to_words (error);
  text = g_strdup_printf (_ ("Not saved: %s What you typed is still here."), words);
  set_message (self, text);
}

/* @event: with the head that it is saved over. */
static void
save_event (PodAdverseEventEditor *self, PodAdverseEvent *event)
{
  g_autoptr (PodChange) change = pod_change_new ();
  g_autofree char *why = g_strstrip (g_strdup (gtk_editable_get_text (self->reason)));

  if (is_new (self))
    event->record.id = pod_change_reserve (change);
  pod_change_put_adverse_event (change, event);
  set_message (self, NULL);
  set_saving (self, TRUE);
  pod_trial_commit_async (self->trial, change, is_new (self) ? NULL : why, NULL, saved_cb,
                          g_object_ref (self));
}

/* What stands in the form; it lends its strings until the next keystroke. */
static void
collect (PodAdverseEventEditor *self, PodAdverseEvent *event)
{
  pod_adverse_event_init (event);
  pod_adverse_event_form_collect (self->form, event);
  event->record = self->base.record;
}

static void
save_now (PodAdverseEventEditor *self)
{
  PodAdverseEvent event;

  collect (self, &event);
  save_event (self, &event);
}

/* ---- a conflict: field by field, who changed what; where both did, a person chooses ---- */

static void
take_theirs (PodAdverseEventEditor *self, PodCasebook *casebook, const PodAdverseEvent *saved)
{
  g_clear_pointer (&self->newer, pod_casebook_unref);
  self->newer = pod_casebook_ref (casebook);
  self->theirs = *saved;
}

/* From now on it is theirs that the typing started from. */
static void
rebase (PodAdverseEventEditor *self)
{
  g_clear_pointer (&self->casebook, pod_casebook_unref);
  self->casebook = pod_casebook_ref (self->newer);
  self->base = self->theirs;
}

static void
merge_answered (gboolean save, gpointer data)
{
  g_autoptr (PodAdverseEventEditor) self = data;
  PodAdverseEvent mine, merged;

  if (!save)
    {
      set_message (self, _ ("Not saved: somebody else saved this adverse event while you had it "
                            "open. What you typed is still here; saving asks again."));
      return;
    }
  collect (self, &mine);
  pod_adverse_event_merge (&self->theirs, &mine, self->differences, &merged);
  save_event (self, &merged);
}

/* Who saved theirs, and when: the record's latest entry in the trail.  NULL where the trail does not tell. */
static char *
find_writer (PodAdverseEventEditor *self)
{
  PodHistoryFilter filter = { .table = "adverse_event",
                              .row = self->theirs.record.id,
                              .from = POD_DATE_NONE,
                              .to = POD_DATE_NONE,
                              .limit = 1 };
  g_autoptr (GListModel) history = pod_trial_list_history (self->trial, &filter, NULL);
  g_autoptr (PodHistoryItem) latest = history != NULL ? g_list_model_get_item (history, 0) : NULL;

  return latest != NULL ? pod_user_at_to_words (pod_history_item_get_user (latest),
                                                pod_history_item_get_when (latest))
                        : NULL;
}

/* What nobody contests is merged into the form, which is then looked at and saved. */
static void
show_merged (PodAdverseEventEditor *self, const PodAdverseEvent *mine)
{
  g_autofree char *lines = pod_two_values_say_merged (self->differences);
  g_autofree char *text = NULL;
  PodAdverseEvent merged;

  pod_adverse_event_merge (&self->theirs, mine, self->differences, &merged);
  pod_adverse_event_form_show (self->form, self->newer, &self->theirs, &merged);
  rebase (self);
  text =
      g_strdup_printf (_ ("Somebody else saved this adverse event while you had it open. Nothing "
                          "clashes; both are merged below, and nothing of it is saved yet: save "
                          "again.\n%s"),
                       lines != NULL ? lines : "");
  set_message (self, text);
}

static void
settle_conflict (PodAdverseEventEditor *self)
{
  PodAdverseEvent mine;

  collect (self, &mine);
  g_clear_pointer (&self->differences, g_ptr_array_unref);
  self->differences = pod_adverse_event_compare (pod_trial_get_study (self->trial), &self->base,
                                                 &self->theirs, &mine);
  if (pod_two_values_count_clashes (self->differences) > 0)
    {
      g_autofree char *who = find_writer (self);

      set_message (self, NULL);
      pod_merge_dialog_new (GTK_WINDOW (self), who, self->differences, merge_answered,
                            g_object_ref (self));
    }
  else
    show_merged (self, &mine);
}

static void
trial_changed_cb (PodAdverseEventEditor *self)
{
  g_autoptr (PodCasebook) casebook = NULL;
  const PodAdverseEvent *saved = NULL;

  if (!self->has_conflict)
    return;
  casebook = pod_trial_load_casebook (self->trial, self->base.record.subject, NULL);
  if (casebook != NULL)
    saved = pod_casebook_find_adverse_event (casebook, self->base.record.id);
  if (saved == NULL || saved->record.version == self->base.record.version)
    return;
  self->has_conflict = FALSE;
  take_theirs (self, casebook, saved);
  if (saved->record.voided)
    lock_editor (self, TRUE);
  else
    settle_conflict (self);
}

static void
start_conflict (PodAdverseEventEditor *self)
{
  self->has_conflict = TRUE;
  set_message (self, _ ("Somebody else saved this adverse event while you had it open. Nothing of "
                        "yours is lost. Looking at what they wrote…"));
  trial_changed_cb (self);
  if (self->has_conflict)
    pod_trial_refresh (self->trial);
}

static void
question_answered (gboolean yes, gpointer data)
{
  g_autoptr (PodAdverseEventEditor) self = data;

  if (yes && !self->saving)
    save_now (self);
}

static gboolean
check_reason (PodAdverseEventEditor *self)
{
  g_autofree char *why = g_strstrip (g_strdup (gtk_editable_get_text (self->reason)));

  if (is_new (self) || *why != '\0')
    return TRUE;
  pod_problem_row_show (self->reason_problem, GTK_WIDGET (self->reason),
                        _ ("It is saved already. Say why it changes."));
  gtk_widget_grab_focus (GTK_WIDGET (self->reason));
  return FALSE;
}

static void
save_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodAdverseEventEditor *self = POD_ADVERSE_EVENT_EDITOR (widget);
  g_autofree char *question = NULL;
  PodAdverseEvent event;

  if (self->saving || !pod_adverse_event_form_check (self->form) || !check_reason (self))
    return;
  pod_adverse_event_init (&event);
  pod_adverse_event_form_collect (self->form, &event);
  question = pod_adverse_event_find_question (&event);
  if (question == NULL)
    save_now (self);
  else
    pod_dialogs_ask (GTK_WINDOW (self), _ ("Save It as It Is?"), question, _ ("_Save"), FALSE,
                     question_answered, g_object_ref (self));
}

static void
reason_changed_cb (PodAdverseEventEditor *self)
{
  pod_problem_row_show (self->reason_problem, GTK_WIDGET (self->reason), NULL);
}

static void
reason_activated_cb (PodAdverseEventEditor *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "editor.save", NULL);
}

/* ---- what belongs to the saved record: its signature, its history, queries about it ---- */

static void
sign_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodAdverseEventEditor *self = POD_ADVERSE_EVENT_EDITOR (widget);

  if (is_dirty (self))
    set_message (self, _ ("What is signed is what is saved: save your changes first, or discard "
                          "them."));
  else
    gtk_window_present (GTK_WINDOW (pod_sign_dialog_new (GTK_WINDOW (self), self->trial,
                                                         self->base.record.subject, "adverse_event",
                                                         self->base.record.id)));
}

static void
history_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodAdverseEventEditor *self = POD_ADVERSE_EVENT_EDITOR (widget);

  gtk_window_present (GTK_WINDOW (pod_history_dialog_new (GTK_WINDOW (self), self->trial,
                                                          self->base.record.subject,
                                                          "adverse_event", self->base.record.id)));
}

static void
ask_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodAdverseEventEditor *self = POD_ADVERSE_EVENT_EDITOR (widget);

  pod_query_ask (GTK_WINDOW (self), self->trial, self->base.record.subject, "adverse_event",
                 self->base.record.id, NULL);
}

static void
show_record (PodAdverseEventEditor *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gint64 id = self->base.record.id;
  gboolean saved = id != 0;

  gtk_widget_set_visible (self->more_button, saved);
  gtk_widget_action_set_enabled (widget, "editor.sign",
                                 saved && pod_sign_may (self->trial, "adverse_event"));
  gtk_widget_action_set_enabled (widget, "editor.history",
                                 saved && pod_trial_may (self->trial, POD_VERB_HISTORY));
  gtk_widget_action_set_enabled (widget, "editor.ask",
                                 saved && pod_trial_may (self->trial, POD_VERB_ASK));
  if (!saved)
    return;
  pod_signing_bar_set (self->signing, self->trial, self->base.record.subject, "adverse_event", id);
  pod_query_view_set_scope (self->queries, self->trial, self->base.record.subject, "adverse_event",
                            id);
}

/* ---- drafts ---- */

static char *
write_draft (gpointer form)
{
  PodAdverseEventEditor *self = form;
  g_autoptr (GKeyFile) file = NULL;

  if (!is_dirty (self))
    return NULL;
  file = g_key_file_new ();
  pod_adverse_event_draft_write_base (file, &self->base, gtk_editable_get_text (self->reason));
  pod_adverse_event_form_write (self->form, file);
  return g_key_file_to_data (file, NULL, NULL);
}

/* Where somebody saved the event since, what the draft started from is what both are compared with. */
static gboolean
read_draft (gpointer form, const char *content)
{
  PodAdverseEventEditor *self = form;
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *reason = NULL;
  PodAdverseEvent base = self->base;

  if (!g_key_file_load_from_data (file, content, (gsize) -1, G_KEY_FILE_NONE, NULL) ||
      !pod_adverse_event_draft_read_base (file, &base, self->texts, &reason) ||
      !pod_adverse_event_form_read (self->form, file))
    return FALSE;
  if (base.record.version != self->base.record.version)
    self->base = base;
  gtk_editable_set_text (self->reason, reason);
  return TRUE;
}

static void
reset_draft (gpointer form)
{
  PodAdverseEventEditor *self = form;
  const PodAdverseEvent *saved = pod_casebook_find_adverse_event (self->casebook,
                                                                  self->base.record.id);

  if (saved != NULL)
    self->base = *saved;
  pod_adverse_event_form_show (self->form, self->casebook, saved, NULL);
  gtk_editable_set_text (self->reason, "");
  set_message (self, NULL);
}

static const PodDraftForm draft_form = { write_draft, read_draft, reset_draft };

/* ---- closing ---- */

static void
leaving_answered (PodLeaving answer, gpointer data)
{
  g_autoptr (PodAdverseEventEditor) self = data;

  if (answer == POD_LEAVING_STAY)
    return;
  if (answer == POD_LEAVING_DISCARD)
    pod_draft_keeper_forget (self->keeper);
  close_now (self);
}

static gboolean
pod_adverse_event_editor_close_request (GtkWindow *window)
{
  PodAdverseEventEditor *self = POD_ADVERSE_EVENT_EDITOR (window);

  if (self->saving)
    return GDK_EVENT_STOP;
  if (self->closing || !is_dirty (self))
    return GTK_WINDOW_CLASS (pod_adverse_event_editor_parent_class)->close_request (window);
  pod_dialogs_ask_leaving (window, _ ("Discard What You Typed?"),
                           _ ("This adverse event has changes that are not saved."),
                           pod_draft_keeper_can_keep (self->keeper), leaving_answered,
                           g_object_ref (self));
  return GDK_EVENT_STOP;
}

/* Whoever locks the trial or closes it takes the patient's data off the screen, here as well. */
static void
signed_in_cb (PodAdverseEventEditor *self)
{
  if (!pod_trial_is_signed_in (self->trial))
    close_now (self);
}

static void
pod_adverse_event_editor_dispose (GObject *object)
{
  PodAdverseEventEditor *self = POD_ADVERSE_EVENT_EDITOR (object);

  if (self->trial != NULL)
    g_signal_handlers_disconnect_by_data (self->trial, self);
  g_clear_object (&self->trial);
  g_clear_pointer (&self->casebook, pod_casebook_unref);
  g_clear_pointer (&self->newer, pod_casebook_unref);
  g_clear_pointer (&self->differences, g_ptr_array_unref);
  G_OBJECT_CLASS (pod_adverse_event_editor_parent_class)->dispose (object);
}

static void
pod_adverse_event_editor_finalize (GObject *object)
{
  PodAdverseEventEditor *self = POD_ADVERSE_EVENT_EDITOR (object);

  g_free (self->as_filled);
  g_string_chunk_free (self->texts);
  G_OBJECT_CLASS (pod_adverse_event_editor_parent_class)->finalize (object);
}

static void
pod_adverse_event_editor_class_init (PodAdverseEventEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pod_adverse_event_editor_dispose;
  G_OBJECT_CLASS (klass)->finalize = pod_adverse_event_editor_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = pod_adverse_event_editor_close_request;
  signals[SIGNAL_ADDED] = g_signal_new ("added", POD_TYPE_ADVERSE_EVENT_EDITOR, G_SIGNAL_RUN_LAST,
                                        0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  g_type_ensure (POD_TYPE_ADVERSE_EVENT_FORM);
  g_type_ensure (POD_TYPE_DRAFT_KEEPER);
  g_type_ensure (POD_TYPE_PROBLEM_ROW);
  g_type_ensure (POD_TYPE_QUERY_VIEW);
  g_type_ensure (POD_TYPE_SIGNING_BAR);
  gtk_widget_class_install_action (widget_class, "editor.save", NULL, save_cb);
  gtk_widget_class_install_action (widget_class, "editor.sign", NULL, sign_cb);
  gtk_widget_class_install_action (widget_class, "editor.history", NULL, history_cb);
  gtk_widget_class_install_action (widget_class, "editor.ask", NULL, ask_cb);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/podocyte/Podocyte/"
                                                             "pod-adverse-event-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, PodAdverseEventEditor, title);
  gtk_widget_class_bind_template_child (widget_class, PodAdverseEventEditor, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, PodAdverseEventEditor, save_button);
  gtk_widget_class_bind_template_child (widget_class, PodAdverseEventEditor, spinner);
  gtk_widget_class_bind_template_child (widget_class, PodAdverseEventEditor, message);
  gtk_widget_class_bind_template_child (widget_class, PodAdverseEventEditor, keeper);
  gtk_widget_class_bind_template_child (widget_class, PodAdverseEventEditor, more_button);
  gtk_widget_class_bind_template_child (widget_class, PodAdverseEventEditor, signing);
  gtk_widget_class_bind_template_child (widget_class, PodAdverseEventEditor, queries);
  gtk_widget_class_bind_template_child (widget_class, PodAdverseEventEditor, form);
  gtk_widget_class_bind_template_child (widget_class, PodAdverseEventEditor, reason_revealer);
  gtk_widget_class_bind_template_child (widget_class, PodAdverseEventEditor, reason);
  gtk_widget_class_bind_template_child (widget_class, PodAdverseEventEditor, reason_problem);
  gtk_widget_class_bind_template_callback (widget_class, reason_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, reason_activated_cb);
}

static void
pod_adverse_event_editor_init (PodAdverseEventEditor *self)
{
  self->texts = g_string_chunk_new (256);
  pod_adverse_event_init (&self->base);
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_subject (PodAdverseEventEditor *self)
{
  const PodSubject *subject = pod_casebook_get_subject (self->casebook);

  adw_window_title_set_subtitle (self->title, pod_subject_get_number (subject));
}

PodAdverseEventEditor *
pod_adverse_event_editor_new (GtkWindow *parent,
                              PodTrial *trial,
                              PodCasebook *casebook,
                              gint64 event)
{
  PodAdverseEventEditor *self = g_object_new (POD_TYPE_ADVERSE_EVENT_EDITOR, "transient-for",
                                              parent, NULL);
  const PodAdverseEvent *saved = event > 0 ? pod_casebook_find_adverse_event (casebook, event)
                                           : NULL;
  gboolean voided = saved != NULL && saved->record.voided;
  gboolean read_only = voided || !pod_trial_may (trial, POD_VERB_RECORD);

  self->trial = g_object_ref (trial);
  self->casebook = pod_casebook_ref (casebook);
  if (saved != NULL)
    self->base = *saved;
  self->base.record.subject = pod_casebook_get_subject (casebook)->record.id;
  show_subject (self);
  pod_adverse_event_form_fill (self->form, trial, casebook, saved, read_only);
  self->as_filled = pod_adverse_event_form_to_string (self->form);
  gtk_revealer_set_reveal_child (self->reason_revealer, saved != NULL && !read_only);
  show_record (self);
  if (read_only)
    lock_editor (self, voided);
  else
    pod_draft_keeper_start (self->keeper, trial, "adverse_event", self->base.record.subject,
                            self->base.record.id, &draft_form, GTK_WINDOW (self));
  g_signal_connect_swapped (trial, "changed", G_CALLBACK (trial_changed_cb), self);
  g_signal_connect_swapped (trial, "notify::signed-in", G_CALLBACK (signed_in_cb), self);
  return self;
}

void
pod_adverse_event_editor_suggest (PodAdverseEventEditor *self, const PodAdverseEvent *event)
{
  g_return_if_fail (self->base.record.id == 0);

  pod_adverse_event_form_show (self->form, self->casebook, NULL, event);
  g_free (self->as_filled);
  self->as_filled = pod_adverse_event_form_to_string (self->form);
}
