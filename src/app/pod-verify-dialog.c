#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-verify-dialog.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pod-busy-page.h"
#include "pod-dialogs.h"
#include "pod-fault-words.h"
#include "pod-outcome-page.h"
#include "pod-problem-row.h"
#include "pod-trial-history.h"

/* More are not read, row by row, by anybody: the text that can be copied has all of them. */
#define SHOWN 100

struct _PodVerifyDialog
{
  AdwWindow parent_instance;

  PodTrialWindow *parent; /* NULL once it is gone */
  PodTrial *trial;
  GCancellable *cancellable; /* NULL while nothing is under way */
  char *anchor;              /* that is looked for; NULL for none */
  char *report;              /* the faults as text; NULL without any */

  GtkStack *stack;
  GtkWidget *head;
  PodProblemRow *head_problem;
  PodBusyPage *busy;
  PodOutcomePage *outcome;
  GtkButton *cancel_button;
  GtkWidget *verify_button;
  GtkWidget *copy_button;
  GtkWidget *restore_button;
};

G_DEFINE_FINAL_TYPE (PodVerifyDialog, pod_verify_dialog, ADW_TYPE_WINDOW)

static void
show_page (PodVerifyDialog *self, const char *page)
{
  gboolean is_done = g_str_equal (page, "outcome");

  gtk_stack_set_visible_child_name (self->stack, page);
  gtk_widget_set_visible (self->verify_button, g_str_equal (page, "form"));
  gtk_widget_set_visible (self->copy_button, is_done && self->report != NULL);
  gtk_widget_set_visible (self->restore_button, is_done && self->report != NULL);
  gtk_button_set_label (self->cancel_button, is_done ? _ ("_Close") : _ ("_Cancel"));
  if (!g_str_equal (page, "busy"))
    pod_busy_page_stop (self->busy);
  if (is_done)
    gtk_widget_grab_focus (GTK_WIDGET (self->cancel_button));
}

/* ---- the head that was kept elsewhere ---- */

static void
show_head_problem (PodVerifyDialog *self, const char *text)
{
  pod_problem_row_show (self->head_problem, self->head, text);
}

static void
head_changed_cb (PodVerifyDialog *self)
{
  show_head_problem (self, NULL);
}

void
pod_verify_dialog_read_anchor (PodVerifyDialog *self, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *head = pod_trial_read_anchor (path, &error);

  if (head != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->head), head);
  else
    show_head_problem (self, error->message);
}

static void
anchor_chosen (const char *path, gpointer data)
{
  g_autoptr (PodVerifyDialog) self = data;

  if (path != NULL && self->parent != NULL)
    pod_verify_dialog_read_anchor (self, path);
}

static void
choose_file_cb (PodVerifyDialog *self)
{
  pod_dialogs_choose_file (GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_OPEN,
                           _ ("Backup or Saved History"), _ ("_Choose"), NULL, anchor_chosen,
                           g_object_ref (self));
}

static void
choose_folder_cb (PodVerifyDialog *self)
{
  pod_dialogs_choose_file (GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
                           _ ("Folder of a Package"), _ ("_Choose"), NULL, anchor_chosen,
                           g_object_ref (self));
}

/* A path would be taken for one, and nobody typed it: only a head counts here. */
static gboolean
take_anchor (PodVerifyDialog *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->head))));
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->anchor, g_free);
  if (*text == '\0')
    return TRUE;
  if (strchr (text, ':') != NULL && strchr (text, G_DIR_SEPARATOR) == NULL)
    self->anchor = pod_trial_read_anchor (text, &error);
  if (self->anchor == NULL)
    show_head_problem (self, error != NULL ? error->message
                                           : _ ("A head is a number, a colon and 64 hexadecimal "
                                                "digits. Leave it empty to verify without one."));
  return self->anchor != NULL;
}

/* ---- what was found ---- */

static char *
count_entries (gint64 entries)
{
  /* A format of 64 bits is not the same everywhere, and would end the words for translators. */
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, entries);

  return g_strdup_printf (ngettext ("%s entry was read, and nothing contradicts it.",
                                    "%s entries were read, and nothing contradicts them.",
                                    (gulong) entries),
                          number);
}

static void
add_old_copy (PodVerifyDialog *self, const PodTrialVerification *verification)
{
  if (verification->old_copy == NULL)
    return;
  pod_outcome_page_begin (self->outcome,
                          _ ("A copy of the database as it was before the schema step lies beside "
                             "it, not encrypted. The next backup that verifies removes it."));
  pod_outcome_page_add_long (self->outcome, _ ("File"), verification->old_copy);
}

static void
show_good (PodVerifyDialog *self, const PodTrialVerification *verification)
{
  g_autofree char *entries = g_strdup_printf ("%" G_GINT64_FORMAT, verification->entries);
  g_autofree char *counted = count_entries (verification->entries);
  g_autofree char *text = NULL;

  if (self->anchor != NULL)
    text = g_strdup_printf (_ ("%s The head that was kept elsewhere is among them, so none before "
                               "it was rewritten."),
                            counted);
  else
    text = g_strdup_printf (_ ("%s Keep the head elsewhere, on paper or in a message: with it, "
                               "even a trail that was rewritten from end to end is found out."),
                            counted);
  pod_outcome_page_tell (self->outcome, TRUE, _ ("The audit trail verifies"), text);
  pod_outcome_page_add (self->outcome, _ ("Entries of the audit trail"), entries);
  if (verification->head != NULL)
    pod_outcome_page_add_long (self->outcome, _ ("Head of the audit trail"), verification->head);
  if (self->anchor != NULL)
    pod_outcome_page_add_long (self->outcome, _ ("Head that was looked for"), self->anchor);
  add_old_copy (self, verification);
}

static void
add_faults (PodVerifyDialog *self, const GPtrArray *faults)
{
  pod_outcome_page_begin (self->outcome, _ ("What was found"));
  for (guint i = 0; i < MIN (faults->len, SHOWN); i++)
    {
      const PodTrialFault *fault = g_ptr_array_index (faults, i);
      g_autofree char *place = pod_fault_place_to_words (fault);

      pod_outcome_page_add_fault (self->outcome, pod_fault_to_words (fault), place);
    }
  if (faults->len > SHOWN)
    {
      guint more = faults->len - SHOWN;
      g_autofree char *text = g_strdup_printf (ngettext ("%u more", "%u more", more), more);

      pod_outcome_page_add_fault (self->outcome, text, _ ("The copied list has all of them."));
    }
}

static void
show_faults (PodVerifyDialog *self, const PodTrialVerification *verification)
{
  guint n = verification->faults->len;
  g_autoptr (GPtrArray) faults = pod_faults_sort (verification->faults);
  g_autofree char *text =
      g_strdup_printf (ngettext ("%u contradiction was found. Do not go on working with this file. "
                                 "Keep it as it is, copy this list for whoever looks into it, and "
                                 "restore a copy from before.",
                                 "%u contradictions were found. Do not go on working with this "
                                 "file. Keep it as it is, copy this list for whoever looks into "
                                 "it, and restore a copy from before.",
                                 n),
                       n);

  self->report = pod_faults_to_text (faults);
  pod_outcome_page_tell (self->outcome, FALSE, _ ("The audit trail does not verify"), text);
  add_faults (self, faults);
  if (verification->head != NULL)
    {
      pod_outcome_page_begin (self->outcome, NULL);
      pod_outcome_page_add_long (self->outcome, _ ("Head of the audit trail"), verification->head);
    }
  add_old_copy (self, verification);
}

static void
show_failure (PodVerifyDialog *self, const GError *error)
{
  g_autofree char *words = pod_trial_error_to_words (error);

  pod_outcome_page_tell (self->outcome, FALSE, _ ("The audit trail could not be verified"), words);
}

static void
verified_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PodVerifyDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PodTrialVerification)
      verification = pod_trial_verify_finish (POD_TRIAL (source), result, &error);
  /* It may have come to its end a moment before: nobody wants to know any more. */
  gboolean is_cancelled = g_cancellable_is_cancelled (self->cancellable);

  g_clear_object (&self->cancellable);
  if (self->parent == NULL)
    return;
  if (is_cancelled)
    {
      show_page (self, "form");
      return;
    }
  if (verification == NULL)
    show_failure (self, error);
  else if (verification->ok)
    show_good (self, verification);
  else
    show_faults (self, verification);
  show_page (self, "outcome");
}

static void
verify_cb (PodVerifyDialog *self)
{
  if (self->cancellable != NULL || !take_anchor (self))
    return;
  self->cancellable = g_cancellable_new ();
  g_clear_pointer (&self->report, g_free);
  pod_busy_page_start (self->busy, _ ("Reading every entry, and comparing it with the records…"));
  show_page (self, "busy");
  gtk_widget_grab_focus (GTK_WIDGET (self->cancel_button));
  pod_trial_verify_async (self->trial, self->anchor, pod_busy_page_report, self->busy,
                          self->cancellable, verified_cb, g_object_ref (self));
}

/* ---- buttons ---- */

static void
cancel_cb (PodVerifyDialog *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  else
    gtk_window_close (GTK_WINDOW (self));
}

static void
copy_cb (PodVerifyDialog *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->report);
}

static void
restore_cb (PodVerifyDialog *self)
{
  g_autoptr (PodTrialWindow) parent = g_object_ref (self->parent);

  gtk_window_close (GTK_WINDOW (self));
  gtk_widget_activate_action (GTK_WIDGET (parent), "win.restore", NULL);
}

/* ---- the object ---- */

static void
pod_verify_dialog_dispose (GObject *object)
{
  PodVerifyDialog *self = POD_VERIFY_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_weak_pointer (&self->parent);
  G_OBJECT_CLASS (pod_verify_dialog_parent_class)->dispose (object);
}

static void
pod_verify_dialog_finalize (GObject *object)
{
  PodVerifyDialog *self = POD_VERIFY_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->trial);
  g_free (self->anchor);
  g_free (self->report);
  G_OBJECT_CLASS (pod_verify_dialog_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, PodVerifyDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, PodVerifyDialog, head);
  gtk_widget_class_bind_template_child (widget_class, PodVerifyDialog, head_problem);
  gtk_widget_class_bind_template_child (widget_class, PodVerifyDialog, busy);
  gtk_widget_class_bind_template_child (widget_class, PodVerifyDialog, outcome);
  gtk_widget_class_bind_template_child (widget_class, PodVerifyDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, PodVerifyDialog, verify_button);
  gtk_widget_class_bind_template_child (widget_class, PodVerifyDialog, copy_button);
  gtk_widget_class_bind_template_child (widget_class, PodVerifyDialog, restore_button);
}

static void
pod_verify_dialog_class_init (PodVerifyDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pod_verify_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = pod_verify_dialog_finalize;
  g_type_ensure (POD_TYPE_BUSY_PAGE);
  g_type_ensure (POD_TYPE_OUTCOME_PAGE);
  g_type_ensure (POD_TYPE_PROBLEM_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/podocyte/Podocyte/pod-verify-dialog.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, head_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_file_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_folder_cb);
  gtk_widget_class_bind_template_callback (widget_class, verify_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
  gtk_widget_class_bind_template_callback (widget_class, restore_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
pod_verify_dialog_init (PodVerifyDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* The cursor is on what most people came for: Return verifies. */
PodVerifyDialog *
pod_verify_dialog_new (PodTrialWindow *parent)
{
  PodVerifyDialog *self = g_object_new (POD_TYPE_VERIFY_DIALOG, "transient-for", parent, NULL);

  g_set_weak_pointer (&self->parent, parent);
  self->trial = g_object_ref (pod_trial_window_get_trial (parent));
  show_page (self, "form");
  gtk_widget_grab_focus (self->verify_button);
  return self;
}
