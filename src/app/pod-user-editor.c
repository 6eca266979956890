#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-user-editor.h"

#include <glib/gi18n-lib.h>

#include "pod-dialogs.h"
#include "pod-draft-keeper.h"
#include "pod-problem-row.h"
#include "pod-trial-apart.h"
#include "pod-trial-users.h"

struct _PodUserEditor
{
  AdwWindow parent_instance;

  PodTrial *trial;

  GtkLabel *message;
  PodDraftKeeper *keeper;
  GtkEditable *user;
  GtkEditable *full_name;
  GtkEditable *organisation;
  AdwComboRow *role;
  GtkLabel *role_words;
  GtkEditable *password;
  PodProblemRow *user_problem;
  PodProblemRow *full_name_problem;
  PodProblemRow *role_problem;
  PodProblemRow *password_problem;
  GtkWidget *fields;
  GtkSpinner *spinner;
  GtkWidget *button;
  gboolean is_gone;   /* while the trial is still at it */
  gboolean may_close; /* with something typed */
};

enum
{
  ADDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PodUserEditor, pod_user_editor, ADW_TYPE_WINDOW)

static void
clear_problems (PodUserEditor *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->message), FALSE);
  pod_problem_row_show (self->user_problem, GTK_WIDGET (self->user), NULL);
  pod_problem_row_show (self->full_name_problem, GTK_WIDGET (self->full_name), NULL);
  pod_problem_row_show (self->role_problem, GTK_WIDGET (self->role), NULL);
  pod_problem_row_show (self->password_problem, GTK_WIDGET (self->password), NULL);
}

static void
show_problem (PodProblemRow *row, gpointer field, const char *text)
{
  pod_problem_row_show (row, field, text);
  gtk_widget_grab_focus (field);
}

/* -1 while none is chosen: nobody gets a role by haste. */
static int
get_role (PodUserEditor *self)
{
  guint selected = adw_combo_row_get_selected (self->role);

  return selected >= 1 && selected <= POD_N_USER_ROLES ? (int) selected - 1 : -1;
}

static gboolean
check_fields (PodUserEditor *self, const char *user, const char *full_name)
{
  if (*user == '\0')
    show_problem (self->user_problem, self->user, _ ("Give them a user name to sign in with."));
  else if (*full_name == '\0')
    show_problem (self->full_name_problem, self->full_name,
                  _ ("Type the name as it is to stand beside a signature."));
  else if (get_role (self) < 0)
    show_problem (self->role_problem, self->role, _ ("Choose a role."));
  else if (*gtk_editable_get_text (self->password) == '\0')
    show_problem (self->password_problem, self->password, _ ("Type a first password."));
  else
    return TRUE;
  return FALSE;
}

static const PodProblem *
find_problem (const GPtrArray *problems, const char *key)
{
  for (guint i = 0; i < problems->len; i++)
    if (g_strcmp0 (((PodProblem *) g_ptr_array_index (problems, i))->key, key) == 0)
      return g_ptr_array_index (problems, i);
  return NULL;
}

static void
tell_failure (PodUserEditor *self, const GError *error)
{
  g_autoptr (GPtrArray) problems = pod_trial_take_problems (self->trial);
  const PodProblem *user = find_problem (problems, "user");
  const PodProblem *password = find_problem (problems, "password");
  g_autofree char *words = pod_trial_error_to_words (error);

  if (password != NULL)
    show_problem (self->password_problem, self->password, password->message);
  if (user != NULL)
    show_problem (self->user_problem, self->user, user->message);
  if (user != NULL || password != NULL)
    return;
  gtk_label_set_text (self->message, words);
  gtk_widget_set_visible (GTK_WIDGET (self->message), TRUE);
}

static char *
take_text (GtkEditable *entry)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (entry)));
}

/* ---- adding ---- */

typedef struct
{
  char *user;
  char *full_name;
  char *organisation;
  char *password;
  PodUserRole role;
} Person;

static void
person_free (gpointer data)
{
  Person *person = data;

  g_free (person->user);
  g_free (person->full_name);
  g_free (person->organisation);
  pod_wipe (person->password);
  g_free (person);
}

static gboolean
add (PodTrial *trial, gpointer data, GError **error)
{
  const Person *person = data;
  PodNewUser new_user = { .user = person->user,
                          .full_name = person->full_name,
                          .organisation = *person->organisation != '\0' ? person->organisation
                                                                        : NULL,
                          .password = person->password,
                          .role = person->role };

  return pod_trial_add_person (trial, &new_user, error);
}

static void
set_busy (PodUserEditor *self, gboolean busy)
{
  gtk_spinner_set_spinning (self->spinner, busy);
  pod_dialogs_set_busy (self->fields, busy);
  gtk_widget_set_sensitive (self->button, !busy);
}

static void
added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PodUserEditor) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_added = pod_trial_do_apart_finish (POD_TRIAL (source), result, &error);

  if (self->is_gone)
    return;
  set_busy (self, FALSE);
  if (!is_added)
    {
      tell_failure (self, error);
      return;
    }
  self->may_close = TRUE;
  pod_draft_keeper_forget (self->keeper);
  g_signal_emit (self, signals[ADDED], 0);
  gtk_window_close (GTK_WINDOW (self));
}

static void
add_cb (PodUserEditor *self)
{
  g_autofree char *user = take_text (self->user);
  g_autofree char *full_name = take_text (self->full_name);
  Person *person;

  clear_problems (self);
  if (gtk_spinner_get_spinning (self->spinner) || !check_fields (self, user, full_name))
    return;
  person = g_new0 (Person, 1);
  *person = (Person){ .user = g_steal_pointer (&user),
                      .full_name = g_steal_pointer (&full_name),
                      .organisation = take_text (self->organisation),
                      .password = g_strdup (gtk_editable_get_text (self->password)),
                      .role = get_role (self) };
  set_busy (self, TRUE);
  pod_trial_do_apart_async (self->trial, add, person, person_free, added_cb, g_object_ref (self));
}

/* Enter goes on to the next field. */
static void
next_field_cb (PodUserEditor *self, GtkWidget *field)
{
  if (field == GTK_WIDGET (self->user))
    gtk_widget_grab_focus (GTK_WIDGET (self->full_name));
  else if (field == GTK_WIDGET (self->full_name))
    gtk_widget_grab_focus (GTK_WIDGET (self->organisation));
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->role));
}

/* ---- drafts: all but the password, which is typed again ---- */

#define GROUP "person"
#define N_ENTRIES 3

static const char *const keys[N_ENTRIES] = { "user", "full_name", "organisation" };

static GtkEditable *
get_entry (PodUserEditor *self, guint i)
{
  GtkEditable *entries[N_ENTRIES] = { self->user, self->full_name, self->organisation };

  return entries[i];
}

static gboolean
is_touched (PodUserEditor *self)
{
  for (guint i = 0; i < N_ENTRIES; i++)
    if (*gtk_editable_get_text (get_entry (self, i)) != '\0')
      return TRUE;
  return get_role (self) >= 0;
}

static char *
write_draft (gpointer form)
{
  PodUserEditor *self = form;
  g_autoptr (GKeyFile) file = NULL;

  if (!is_touched (self))
    return NULL;
  file = g_key_file_new ();
  for (guint i = 0; i < N_ENTRIES; i++)
    g_key_file_set_string (file, GROUP, keys[i], gtk_editable_get_text (get_entry (self, i)));
  if (get_role (self) >= 0)
    g_key_file_set_string (file, GROUP, "role", pod_user_role_to_string (get_role (self)));
  return g_key_file_to_data (file, NULL, NULL);
}

static void
select_role (PodUserEditor *self, const char *name)
{
  PodUserRole role;

  adw_combo_row_set_selected (self->role, pod_user_role_from_string (name, &role) ? role + 1 : 0);
}

static gboolean
read_draft (gpointer form, const char *content)
{
  PodUserEditor *self = form;
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *role = NULL;

  if (!g_key_file_load_from_data (file, content, (gsize) -1, G_KEY_FILE_NONE, NULL) ||
      !g_key_file_has_group (file, GROUP))
    return FALSE;
  for (guint i = 0; i < N_ENTRIES; i++)
    {
      g_autofree char *text = g_key_file_get_string (file, GROUP, keys[i], NULL);

      gtk_editable_set_text (get_entry (self, i), text != NULL ? text : "");
    }
  role = g_key_file_get_string (file, GROUP, "role", NULL);
  select_role (self, role);
  return TRUE;
}

static void
reset_draft (gpointer form)
{
  PodUserEditor *self = form;

  for (guint i = 0; i < N_ENTRIES; i++)
    gtk_editable_set_text (get_entry (self, i), "");
  select_role (self, NULL);
  gtk_editable_set_text (self->password, "");
  clear_problems (self);
}

static const PodDraftForm draft_form = { write_draft, read_draft, reset_draft };

/* ---- leaving ---- */

static void
leaving_cb (PodLeaving answer, gpointer data)
{
  g_autoptr (PodUserEditor) self = data;

  if (answer == POD_LEAVING_STAY || self->is_gone)
    return;
  if (answer == POD_LEAVING_DISCARD)
    pod_draft_keeper_forget (self->keeper);
  self->may_close = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
pod_user_editor_close_request (GtkWindow *window)
{
  PodUserEditor *self = POD_USER_EDITOR (window);

  if (gtk_spinner_get_spinning (self->spinner))
    return GDK_EVENT_STOP;
  if (self->may_close || !is_touched (self) || !pod_trial_is_signed_in (self->trial))
    return GTK_WINDOW_CLASS (pod_user_editor_parent_class)->close_request (window);
  pod_dialogs_ask_leaving (window, _ ("Leave what you typed?"),
                           pod_draft_keeper_say_loss (self->keeper),
                           pod_draft_keeper_can_keep (self->keeper), leaving_cb,
                           g_object_ref (self));
  return GDK_EVENT_STOP;
}

/* ---- roles ---- */

/* What a role means, in the words of the one table of role × verb. */
static const char *
describe_role (int role)
{
  static const char *const words[POD_N_USER_ROLES] = {
    [POD_USER_PI] = N_ ("Decides, enrols, signs, sees names, and answers for all others."),
    [POD_USER_INVESTIGATOR] = N_ ("A physician: grades and judges, sees names; signs while it is "
                                  "delegated."),
    [POD_USER_COORDINATOR] = N_ ("Registers, enters, imports and exports, sees names; makes no "
                                 "medical judgement."),
    [POD_USER_NURSE] = N_ ("Enters visits and results, sees names; makes no medical judgement."),
    [POD_USER_MONITOR] = N_ ("Reads everything but names, raises queries, changes nothing."),
    [POD_USER_ADMINISTRATOR] = N_ ("Makes accounts and backups; sees no data at all."),
  };

  return role >= 0 ? _ (words[role]) : "";
}

/* What comes before they are in; NULL where nothing does. */
static const char *
describe_wait (PodUserEditor *self, int role)
{
  gboolean confirms = self->trial != NULL && pod_trial_may (self->trial, POD_VERB_CONFIRM_USER);

  if (role < 0 || self->trial == NULL)
    return NULL;
  if (pod_role_may (role, POD_VERB_SEE_IDENTITY))
    return confirms ? _ ("Once they have chosen a password of their own, confirm them here; then "
                         "they can sign in.")
                    : _ ("They can sign in once a principal investigator has confirmed them.");
  if (pod_role_may (role, POD_VERB_READ) && !confirms)
    return _ ("Only a principal investigator makes this account.");
  return NULL;
}

static void
role_changed_cb (PodUserEditor *self)
{
  int role = get_role (self);
  const char *wait = describe_wait (self, role);
  g_autofree char *words = NULL;

  /* Translators: two whole sentences. */
  words = wait != NULL ? g_strdup_printf (C_ ("sentences", "%1$s %2$s"), describe_role (role), wait)
                       : g_strdup (describe_role (role));
  gtk_label_set_text (self->role_words, words);
  gtk_widget_set_visible (GTK_WIDGET (self->role_words), *words != '\0');
}

static void
fill_roles (PodUserEditor *self)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  gtk_string_list_append (words, _ ("Choose…"));
  for (int i = 0; i < POD_N_USER_ROLES; i++)
    gtk_string_list_append (words, pod_user_role_to_words (i));
  adw_combo_row_set_model (self->role, G_LIST_MODEL (words));
}

static void
pod_user_editor_dispose (GObject *object)
{
  POD_USER_EDITOR (object)->is_gone = TRUE;
  g_clear_object (&POD_USER_EDITOR (object)->trial);
  G_OBJECT_CLASS (pod_user_editor_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, PodUserEditor, message);
  gtk_widget_class_bind_template_child (widget_class, PodUserEditor, keeper);
  gtk_widget_class_bind_template_child (widget_class, PodUserEditor, user);
  gtk_widget_class_bind_template_child (widget_class, PodUserEditor, full_name);
  gtk_widget_class_bind_template_child (widget_class, PodUserEditor, organisation);
  gtk_widget_class_bind_template_child (widget_class, PodUserEditor, role);
  gtk_widget_class_bind_template_child (widget_class, PodUserEditor, role_words);
  gtk_widget_class_bind_template_child (widget_class, PodUserEditor, password);
  gtk_widget_class_bind_template_child (widget_class, PodUserEditor, user_problem);
  gtk_widget_class_bind_template_child (widget_class, PodUserEditor, full_name_problem);
  gtk_widget_class_bind_template_child (widget_class, PodUserEditor, role_problem);
  gtk_widget_class_bind_template_child (widget_class, PodUserEditor, password_problem);
  gtk_widget_class_bind_template_child (widget_class, PodUserEditor, fields);
  gtk_widget_class_bind_template_child (widget_class, PodUserEditor, spinner);
  gtk_widget_class_bind_template_child (widget_class, PodUserEditor, button);
}

static void
pod_user_editor_class_init (PodUserEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pod_user_editor_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = pod_user_editor_close_request;
  signals[ADDED] = g_signal_new ("added", POD_TYPE_USER_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
  g_type_ensure (POD_TYPE_DRAFT_KEEPER);
  g_type_ensure (POD_TYPE_PROBLEM_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/podocyte/Podocyte/pod-user-editor.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_field_cb);
  gtk_widget_class_bind_template_callback (widget_class, role_changed_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
pod_user_editor_init (PodUserEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_roles (self);
  role_changed_cb (self);
}

PodUserEditor *
pod_user_editor_new (GtkWindow *parent, PodTrial *trial)
{
  PodUserEditor *self = g_object_new (POD_TYPE_USER_EDITOR, "transient-for", parent, NULL);

  self->trial = g_object_ref (trial);
  pod_draft_keeper_start (self->keeper, trial, "person", 0, 0, &draft_form, GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->user));
  return self;
}
