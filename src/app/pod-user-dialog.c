#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-user-dialog.h"

#include <glib/gi18n-lib.h>

#include "pod-dialogs.h"
#include "pod-user-acts.h"
#include "pod-user-item.h"

struct _PodUserDialog
{
  AdwWindow parent_instance;

  PodTrial *trial;
  PodUserItem *user; /* NULL where it is not to be read any more */
  GtkWidget *buttons[POD_N_USER_ACTS];
  GtkWidget *rows[POD_N_USER_ACTS];

  AdwWindowTitle *title;
  AdwActionRow *state;
  GtkImage *state_icon;
  AdwActionRow *role;
  AdwActionRow *names;
  AdwActionRow *delegated;
  AdwActionRow *organisation;
  AdwActionRow *signed_in;
  AdwActionRow *created;
  AdwPreferencesGroup *acts;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PodUserDialog, pod_user_dialog, ADW_TYPE_WINDOW)

static void
set_subtitle (PodUserDialog *self, AdwActionRow *row, const char *property)
{
  g_autofree char *words = NULL;

  g_object_get (self->user, property, &words, NULL);
  adw_action_row_set_subtitle (row, words);
}

static void
show_state (PodUserDialog *self, const PodUser *user)
{
  g_autofree char *until = pod_user_time_to_words (user->locked_until);
  g_autofree char *ended = pod_user_deed_to_words (user->revoked, user->revoked_by);
  g_autofree char *failures =
      g_strdup_printf (ngettext ("%u failed attempt since they last signed in",
                                 "%u failed attempts since they last signed in", user->failures),
                       user->failures);
  g_autofree char *locked = g_strdup_printf (_ ("Until %s, unless it is unlocked"), until);
  const char *more = user->state == POD_USER_LOCKED    ? locked
                     : user->state == POD_USER_REVOKED ? ended
                     : user->failures > 0              ? failures
                                                       : NULL;
  g_autofree char *words = g_strjoin (" · ", pod_user_state_to_words (user->state), more, NULL);

  gtk_image_set_from_icon_name (self->state_icon, pod_user_state_to_icon (user->state));
  adw_action_row_set_subtitle (self->state, words);
}

static void
show_delegations (PodUserDialog *self, const PodUser *user)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < user->delegations->len; i++)
    {
      g_autofree char *words = pod_delegation_to_words (g_ptr_array_index (user->delegations, i));

      g_string_append_printf (text, "%s%s %s", i > 0 ? C_ ("list", "; ") : "", _ ("signing"),
                              words);
    }
  adw_action_row_set_subtitle (self->delegated, text->len > 0 ? text->str : _ ("Nothing"));
}

static void
show_user (PodUserDialog *self)
{
  const PodUser *user = pod_user_item_get_user (self->user);
  g_autofree char *since = pod_user_deed_to_words (user->role_since, user->role_by);
  g_autofree char *role = g_strdup_printf (_ ("%s, since %s"), pod_user_role_to_words (user->role),
                                           since);

  adw_window_title_set_title (self->title, user->name);
  adw_window_title_set_subtitle (self->title, user->full_name != NULL ? user->full_name : "");
  show_state (self, user);
  adw_action_row_set_subtitle (self->role, role);
  adw_action_row_set_subtitle (self->names, user->has_key
                                                ? _ ("They hold it, confirmed by a principal "
                                                     "investigator")
                                                : _ ("They do not hold it, and see no name"));
  show_delegations (self, user);
  adw_action_row_set_subtitle (self->organisation,
                               user->organisation != NULL ? user->organisation : "–");
  set_subtitle (self, self->signed_in, "last-sign-in");
  set_subtitle (self, self->created, "created");
}

static void
show_acts (PodUserDialog *self)
{
  const PodUser *user = pod_user_item_get_user (self->user);
  gboolean any = FALSE;

  for (int i = 0; i < POD_N_USER_ACTS; i++)
    {
      gboolean possible = pod_user_act_is_possible (self->trial, user, i);

      gtk_widget_set_visible (self->rows[i], possible);
      any |= possible;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->acts), any);
}

static gboolean
reload (PodUserDialog *self, gint64 id, GError **error)
{
  PodUser *user = pod_user_find (self->trial, id, error);

  if (user == NULL)
    return FALSE;
  g_clear_object (&self->user);
  self->user = pod_user_item_new (user);
  show_user (self);
  show_acts (self);
  return TRUE;
}

static void
done (gpointer owner)
{
  PodUserDialog *self = owner;
  gboolean is_there = reload (self, pod_user_item_get_user (self->user)->id, NULL);

  g_signal_emit (self, signals[CHANGED], 0);
  /* The list says what became of them. */
  if (!is_there)
    gtk_window_close (GTK_WINDOW (self));
}

/* Somebody who signs in elsewhere for the first time can be confirmed here at once. */
static void
written_cb (PodUserDialog *self)
{
  reload (self, pod_user_item_get_user (self->user)->id, NULL);
}

static void
act_cb (PodUserDialog *self, GtkWidget *button)
{
  for (int i = 0; i < POD_N_USER_ACTS; i++)
    if (self->buttons[i] == button)
      pod_user_act_start (i, GTK_WINDOW (self), self->trial, pod_user_item_get_user (self->user),
                          done, self);
}

static void
add_act (PodUserDialog *self, PodUserAct act)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (pod_user_act_to_label (act));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), pod_user_act_to_words (act));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (button, 170, -1);
  if (act == POD_ACT_REVOKE)
    gtk_widget_add_css_class (button, "destructive-action");
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (act_cb), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (self->acts, row);
  self->rows[act] = row;
  self->buttons[act] = button;
}

static void
pod_user_dialog_dispose (GObject *object)
{
  PodUserDialog *self = POD_USER_DIALOG (object);

  g_clear_object (&self->user);
  g_clear_object (&self->trial);
  G_OBJECT_CLASS (pod_user_dialog_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, PodUserDialog, title);
  gtk_widget_class_bind_template_child (widget_class, PodUserDialog, state);
  gtk_widget_class_bind_template_child (widget_class, PodUserDialog, state_icon);
  gtk_widget_class_bind_template_child (widget_class, PodUserDialog, role);
  gtk_widget_class_bind_template_child (widget_class, PodUserDialog, names);
  gtk_widget_class_bind_template_child (widget_class, PodUserDialog, delegated);
  gtk_widget_class_bind_template_child (widget_class, PodUserDialog, organisation);
  gtk_widget_class_bind_template_child (widget_class, PodUserDialog, signed_in);
  gtk_widget_class_bind_template_child (widget_class, PodUserDialog, created);
  gtk_widget_class_bind_template_child (widget_class, PodUserDialog, acts);
}

static void
pod_user_dialog_class_init (PodUserDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pod_user_dialog_dispose;
  signals[CHANGED] = g_signal_new ("changed", POD_TYPE_USER_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/podocyte/Podocyte/pod-user-dialog.ui");
  bind_children (widget_class);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
pod_user_dialog_init (PodUserDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (int i = 0; i < POD_N_USER_ACTS; i++)
    add_act (self, i);
}

PodUserDialog *
pod_user_dialog_new (GtkWindow *parent, PodTrial *trial, gint64 user)
{
  PodUserDialog *self = g_object_new (POD_TYPE_USER_DIALOG, "transient-for", parent, NULL);

  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  self->trial = g_object_ref (trial);
  if (reload (self, user, &error))
    {
      g_signal_connect_object (trial, "written", G_CALLBACK (written_cb), self, G_CONNECT_SWAPPED);
      return self;
    }
  gtk_window_destroy (GTK_WINDOW (self));
  if (error != NULL)
    words = pod_trial_error_to_words (error);
  pod_dialogs_show_error (parent, _ ("The account could not be read"),
                          words != NULL ? words : _ ("It is not there, or is there no longer."));
  return NULL;
}
