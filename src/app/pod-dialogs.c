#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-dialogs.h"

#include <glib/gi18n-lib.h>

void
pod_dialogs_show_about (GtkWindow *parent)
{
  adw_show_about_window (parent, "application-name", _ ("Podocyte"), "application-icon",
                         POD_APPLICATION_ID, "version", POD_VERSION, "license-type",
                         GTK_LICENSE_GPL_3_0, "comments",
                         _ ("The investigator’s workbench of a cell-therapy trial site: it "
                            "decides, with evidence, who passes "
                            "screening, and lets no identity leak. It records and reminds; it "
                            "never advises treatment."),
                         NULL);
}

typedef struct
{
  PodPathFunc callback; /* NULL once it was called */
  gpointer data;
} Choice;

/* The choosers that are open: no list of toplevels has the desktop's own. */
static GPtrArray *choosers;

static void
answer_choice (Choice *choice, const char *path)
{
  PodPathFunc callback = g_steal_pointer (&choice->callback);

  if (callback != NULL)
    callback (path, choice->data);
}

/* ---- the desktop's list of recent files ---- */

#define FORGET_EVERY_MS 40
#define FORGET_TIMES 75

/* What was chosen since the program began, and how often it is still looked for: (element-type utf8). */
static GPtrArray *chosen;
static guint times_left;

static void
forget_chosen (GtkRecentManager *manager)
{
  for (guint i = 0; i < chosen->len; i++)
    if (gtk_recent_manager_has_item (manager, g_ptr_array_index (chosen, i)))
      gtk_recent_manager_remove_item (manager, g_ptr_array_index (chosen, i), NULL);
}

static gboolean
forget_again_cb (gpointer manager)
{
  forget_chosen (manager);
  return --times_left > 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

/* A path may say more than it should, so none of ours stays in the list.  GTK adds it only when it has found out, on another thread, what
 * kind of file it is, and writes the list a quarter of a second after that: looked for more often than that it never reaches the disk,
 * and one that comes later still goes again as soon as it is there. */
static void
forget_recent (GFile *file)
{
  GtkRecentManager *manager = gtk_recent_manager_get_default ();

  if (chosen == NULL)
    {
      chosen = g_ptr_array_new_with_free_func (g_free);
      g_signal_connect (manager, "changed", G_CALLBACK (forget_chosen), NULL);
    }
  g_ptr_array_add (chosen, g_file_get_uri (file));
  if (times_left == 0)
    g_timeout_add (FORGET_EVERY_MS, forget_again_cb, manager);
  times_left = FORGET_TIMES;
}

/* ---- choosing a file ---- */

static void
chooser_response_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  if (file != NULL)
    {
      path = g_file_get_path (file);
      forget_recent (file);
    }
  g_ptr_array_remove (choosers, dialog);
  answer_choice (user_data, path);
  g_object_unref (dialog);
}

static void
free_choice (gpointer data, GClosure *closure)
{
  g_free (data);
}

void
pod_dialogs_cancel_choosers (GtkWindow *owner)
{
  g_autoptr (GPtrArray) open = g_ptr_array_new ();

  for (guint i = 0; choosers != NULL && i < choosers->len; i++)
    {
      GtkNativeDialog *chooser = g_ptr_array_index (choosers, i);
      GtkWindow *window = gtk_native_dialog_get_transient_for (chooser);

      while (window != NULL && window != owner)
        window = gtk_window_get_transient_for (window);
      if (window != NULL)
        g_ptr_array_add (open, chooser);
    }
  for (guint i = 0; i < open->len; i++)
    {
      GtkNativeDialog *chooser = g_ptr_array_index (open, i);

      /* Hidden by the program it answers nobody. */
      gtk_native_dialog_hide (chooser);
      g_signal_emit_by_name (chooser, "response", GTK_RESPONSE_CANCEL);
    }
}

void
pod_dialogs_choose_file (GtkWindow *parent,
                         GtkFileChooserAction action,
                         const char *title,
                         const char *accept,
                         const char *suggested_name,
                         PodPathFunc callback,
                         gpointer data)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (title, parent, action, accept, NULL);
  Choice *choice = g_new0 (Choice, 1);

  *choice = (Choice){ callback, data };
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  if (suggested_name != NULL)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), suggested_name);
  g_signal_connect_data (chooser, "response", G_CALLBACK (chooser_response_cb), choice, free_choice,
                         0);
  if (choosers == NULL)
    choosers = g_ptr_array_new ();
  g_ptr_array_add (choosers, chooser);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static GtkWindow *
tell (GtkWindow *parent, const char *heading, const char *body, const char *verb)
{
  GtkWidget *widget = adw_message_dialog_new (parent, NULL, NULL);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (widget);

  adw_message_dialog_set_heading (dialog, heading);
  adw_message_dialog_set_body (dialog, body);
  adw_message_dialog_add_response (dialog, "close", verb);
  adw_message_dialog_set_default_response (dialog, "close");
  gtk_window_present (GTK_WINDOW (dialog));
  return GTK_WINDOW (dialog);
}

void
pod_dialogs_show_error (GtkWindow *parent, const char *heading, const char *body)
{
  tell (parent, heading, body, _ ("_Close"));
}

GtkWindow *
pod_dialogs_show_notice (GtkWindow *parent, const char *heading, const char *body)
{
  return tell (parent, heading, body, _ ("_Understood"));
}

typedef struct
{
  PodAnswerFunc callback; /* NULL once it was called */
  gpointer data;
} Question;

static void
answer (Question *question, gboolean yes)
{
  PodAnswerFunc callback = g_steal_pointer (&question->callback);

  if (callback != NULL)
    callback (yes, question->data);
}

/* An answer may close the window that asked.  GTK 4.8 leaves a dialog that is going with a pointer to a parent that has
 * gone, so the tie is cut first. */
static void
leave_parent (AdwMessageDialog *dialog)
{
  gtk_window_set_transient_for (GTK_WINDOW (dialog), NULL);
}

static void
question_response_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  leave_parent (dialog);
  answer (user_data, g_str_equal (response, "yes"));
}

/* A dialog that goes with its parent asks no more: that is a no, so that whoever waits is told. */
static void
end_question (gpointer data, GClosure *closure)
{
  answer (data, FALSE);
  g_free (data);
}

/* What is not meant is the answer of whoever only presses Enter or closes it. */
static AdwMessageDialog *
make_question (GtkWindow *parent,
               const char *heading,
               const char *body,
               const char *verb,
               gboolean destructive)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, NULL, NULL));

  adw_message_dialog_set_heading (dialog, heading);
  adw_message_dialog_set_body (dialog, body);
  adw_message_dialog_add_responses (dialog, "no", _ ("_Cancel"), "yes", verb, NULL);
  adw_message_dialog_set_response_appearance (dialog, "yes",
                                              destructive ? ADW_RESPONSE_DESTRUCTIVE
                                                          : ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "no");
  adw_message_dialog_set_close_response (dialog, "no");
  return dialog;
}

static AdwMessageDialog *
ask (GtkWindow *parent,
     const char *heading,
     const char *body,
     const char *verb,
     gboolean destructive,
     PodAnswerFunc callback,
     gpointer data)
{
  AdwMessageDialog *dialog = make_question (parent, heading, body, verb, destructive);
  Question *question = g_new0 (Question, 1);

  *question = (Question){ callback, data };
  g_signal_connect_data (dialog, "response", G_CALLBACK (question_response_cb), question,
                         end_question, 0);
  return dialog;
}

void
pod_dialogs_ask (GtkWindow *parent,
                 const char *heading,
                 const char *body,
                 const char *verb,
                 gboolean destructive,
                 PodAnswerFunc callback,
                 gpointer data)
{
  gtk_window_present (GTK_WINDOW (ask (parent, heading, body, verb, destructive, callback, data)));
}

void
pod_dialogs_set_likely (GtkWidget *question, gboolean likely)
{
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (question), likely ? "yes" : "no");
}

GtkWidget *
pod_dialogs_ask_about (GtkWindow *parent,
                       const char *heading,
                       const char *body,
                       GtkWidget *what,
                       const char *verb,
                       PodAnswerFunc callback,
                       gpointer data)
{
  AdwMessageDialog *dialog = ask (parent, heading, body, verb, FALSE, callback, data);

  adw_message_dialog_set_extra_child (dialog, what);
  pod_dialogs_set_likely (GTK_WIDGET (dialog), TRUE);
  gtk_window_present (GTK_WINDOW (dialog));
  return GTK_WIDGET (dialog);
}

/* ---- leaving ---- */

typedef struct
{
  PodLeavingFunc callback; /* NULL once it was called */
  gpointer data;
} Leaving;

static void
answer_leaving (Leaving *leaving, PodLeaving answer)
{
  PodLeavingFunc callback = g_steal_pointer (&leaving->callback);

  if (callback != NULL)
    callback (answer, leaving->data);
}

static void
leaving_response_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  PodLeaving answer = POD_LEAVING_STAY;

  if (g_str_equal (response, "keep"))
    answer = POD_LEAVING_KEEP;
  else if (g_str_equal (response, "yes"))
    answer = POD_LEAVING_DISCARD;
  leave_parent (dialog);
  answer_leaving (user_data, answer);
}

static void
end_leaving (gpointer data, GClosure *closure)
{
  answer_leaving (data, POD_LEAVING_STAY);
  g_free (data);
}

void
pod_dialogs_ask_leaving (GtkWindow *parent,
                         const char *heading,
                         const char *body,
                         gboolean may_keep,
                         PodLeavingFunc callback,
                         gpointer data)
{
  GtkWidget *widget = adw_message_dialog_new (parent, NULL, NULL);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (widget);
  Leaving *leaving = g_new0 (Leaving, 1);

  *leaving = (Leaving){ callback, data };
  adw_message_dialog_set_heading (dialog, heading);
  adw_message_dialog_set_body (dialog, body);
  adw_message_dialog_add_responses (dialog, "no", _ ("_Cancel"), "yes", _ ("_Discard"), NULL);
  if (may_keep)
    adw_message_dialog_add_response (dialog, "keep", _ ("_Keep Draft"));
  adw_message_dialog_set_response_appearance (dialog, "yes", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, may_keep ? "keep" : "no");
  adw_message_dialog_set_close_response (dialog, "no");
  g_signal_connect_data (dialog, "response", G_CALLBACK (leaving_response_cb), leaving, end_leaving,
                         0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* ---- a reason ---- */

typedef struct
{
  PodReasonFunc callback; /* NULL once it was called */
  gpointer data;
  GtkEditable *entry;
} Reason;

static void
give_reason (Reason *reason, const char *text)
{
  PodReasonFunc callback = g_steal_pointer (&reason->callback);

  if (callback != NULL)
    callback (text, reason->data);
}

static void
reason_changed_cb (GtkEditable *entry, gpointer user_data)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (user_data), "yes", *text != '\0');
}

static void
reason_response_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  Reason *reason = user_data;
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (reason->entry)));

  leave_parent (dialog);
  give_reason (reason, g_str_equal (response, "yes") && *text != '\0' ? text : NULL);
}

static void
end_reason (gpointer data, GClosure *closure)
{
  give_reason (data, NULL);
  g_free (data);
}

static GtkWidget *
make_reason_entry (void)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("Reason"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Reason"), -1);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  return entry;
}

static GtkWidget *
ask_reason (GtkWindow *parent,
            const char *heading,
            const char *body,
            GtkWidget *entry,
            const char *verb,
            PodReasonFunc callback,
            gpointer data)
{
  AdwMessageDialog *dialog = make_question (parent, heading, body, verb, TRUE);
  Reason *reason = g_new0 (Reason, 1);

  *reason = (Reason){ callback, data, GTK_EDITABLE (entry) };
  /* Nothing happens by mistake here: a reason has to be written first. */
  adw_message_dialog_set_response_enabled (dialog, "yes", FALSE);
  adw_message_dialog_set_default_response (dialog, "yes");
  g_signal_connect (entry, "changed", G_CALLBACK (reason_changed_cb), dialog);
  g_signal_connect_data (dialog, "response", G_CALLBACK (reason_response_cb), reason, end_reason,
                         0);
  return GTK_WIDGET (dialog);
}

void
pod_dialogs_ask_reason (GtkWindow *parent,
                        const char *heading,
                        const char *body,
                        const char *verb,
                        PodReasonFunc callback,
                        gpointer data)
{
  GtkWidget *entry = make_reason_entry ();
  GtkWidget *dialog = ask_reason (parent, heading, body, entry, verb, callback, data);

  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), entry);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
pod_dialogs_ask_reason_about (GtkWindow *parent,
                              const char *heading,
                              const char *body,
                              GtkWidget *what,
                              const char *verb,
                              PodReasonFunc callback,
                              gpointer data)
{
  GtkWidget *entry = make_reason_entry ();
  GtkWidget *dialog = ask_reason (parent, heading, body, entry, verb, callback, data);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  gtk_box_append (GTK_BOX (box), what);
  gtk_box_append (GTK_BOX (box), entry);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), box);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (entry);
}

/* ---- what is being tried ---- */

#define FOCUS "pod-focus"

static void
leave_fields (GtkWidget *fields)
{
  GtkRoot *root = gtk_widget_get_root (fields);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, fields))
    return;
  g_object_set_data_full (G_OBJECT (fields), FOCUS, g_object_ref (focus), g_object_unref);
  gtk_root_set_focus (root, NULL);
}

static void
return_to_fields (GtkWidget *fields)
{
  g_autoptr (GtkWidget) focus = g_object_steal_data (G_OBJECT (fields), FOCUS);

  if (focus != NULL && gtk_widget_get_mapped (focus))
    gtk_widget_grab_focus (focus);
}

void
pod_dialogs_set_busy (GtkWidget *fields, gboolean busy)
{
  if (busy)
    leave_fields (fields);
  gtk_widget_set_sensitive (fields, !busy);
  if (!busy)
    return_to_fields (fields);
}
