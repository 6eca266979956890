#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-users-page.h"

#include <glib/gi18n-lib.h>

#include "pod-access-review-dialog.h"
#include "pod-recovery-key-dialog.h"
#include "pod-user-acts.h"
#include "pod-user-dialog.h"
#include "pod-user-editor.h"
#include "pod-user-item.h"

struct _PodUsersPage
{
  AdwBin parent_instance;

  PodTrial *trial;
  GListStore *users; /* PodUserItem */

  GtkWidget *add_button;
  GtkLabel *summary;
  GtkWidget *recovery_button;
  GtkWidget *review_button;
  GtkRevealer *no_recovery;
  GtkLabel *no_recovery_text;
  GtkStack *stack;
  AdwStatusPage *failed;
  GtkColumnView *view;
  GtkSingleSelection *selection;
};

G_DEFINE_FINAL_TYPE (PodUsersPage, pod_users_page, ADW_TYPE_BIN)

static GtkWindow *
get_window (PodUsersPage *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

/* NULL where the list is empty. */
static const PodUser *
get_selected (PodUsersPage *self)
{
  PodUserItem *item = gtk_single_selection_get_selected_item (self->selection);

  return item != NULL ? pod_user_item_get_user (item) : NULL;
}

/* ---- what is possible ---- */

/* NULL where a key is known to be on paper. */
static const char *
find_recovery_warning (PodUsersPage *self)
{
  if (!pod_trial_has_recovery_key (self->trial))
    return _ ("There is no recovery key yet. If every principal investigator forgets the password, "
              "the names are lost.");
  if (pod_trial_is_recovery_key_pending (self->trial))
    return _ ("The last recovery key was never confirmed: nobody has said that it is on paper. "
              "Make another.");
  return NULL;
}

static void
show_recovery_warning (PodUsersPage *self, gboolean confirms)
{
  const char *warning = confirms ? find_recovery_warning (self) : NULL;

  if (warning != NULL)
    gtk_label_set_text (self->no_recovery_text, warning);
  gtk_revealer_set_reveal_child (self->no_recovery, warning != NULL);
}

static void
update_actions (PodUsersPage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  const PodUser *user = get_selected (self);
  gboolean manages = self->trial != NULL && pod_trial_may (self->trial, POD_VERB_MANAGE_USERS);
  gboolean confirms = self->trial != NULL && pod_trial_may (self->trial, POD_VERB_CONFIRM_USER);
  gboolean reviews = self->trial != NULL && pod_trial_may (self->trial, POD_VERB_REVIEW_ACCESS);

  gtk_widget_action_set_enabled (widget, "people.add", manages);
  gtk_widget_action_set_enabled (widget, "people.open", user != NULL);
  gtk_widget_action_set_enabled (widget, "people.revoke",
                                 user != NULL &&
                                     pod_user_act_is_possible (self->trial, user, POD_ACT_REVOKE));
  gtk_widget_action_set_enabled (widget, "people.recovery-key", confirms);
  gtk_widget_action_set_enabled (widget, "people.review", reviews);
  gtk_widget_action_set_enabled (widget, "people.refresh", manages);
  gtk_widget_set_visible (self->recovery_button, confirms);
  gtk_widget_set_visible (self->review_button, reviews);
  show_recovery_warning (self, confirms);
}

/* ---- the list ---- */

static guint
count (const GPtrArray *users, PodUserState state)
{
  guint n = 0;

  for (guint i = 0; i < users->len; i++)
    n += ((const PodUser *) g_ptr_array_index (users, i))->state == state;
  return n;
}

/* What waits for somebody comes first; where nothing does, how many there are. */
static void
show_summary (PodUsersPage *self, const GPtrArray *users)
{
  guint waiting = count (users, POD_USER_WAITING);
  guint locked = count (users, POD_USER_LOCKED);
  guint open = users->len - count (users, POD_USER_REVOKED);
  g_autoptr (GString) text = g_string_new (NULL);

  if (waiting > 0)
    g_string_append_printf (text,
                            ngettext ("%u waits for confirmation", "%u wait for confirmation",
                                      waiting),
                            waiting);
  if (locked > 0)
    {
      g_string_append (text, text->len > 0 ? " · " : "");
      g_string_append_printf (text, ngettext ("%u is locked out", "%u are locked out", locked),
                              locked);
    }
  if (text->len == 0 && open <= 1)
    g_string_append (text, _ ("Only you so far"));
  else if (text->len == 0)
    g_string_append_printf (text, ngettext ("%u account", "%u accounts", open), open);
  gtk_label_set_text (self->summary, text->str);
}

static void
show_failure (PodUsersPage *self, const GError *error)
{
  g_autofree char *words = pod_trial_error_to_words (error);
  g_autofree char *escaped = g_markup_escape_text (words, -1);

  adw_status_page_set_description (self->failed, escaped);
  gtk_stack_set_visible_child_name (self->stack, "failed");
}

static void
show_users (PodUsersPage *self, GPtrArray *users)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  guint position = gtk_single_selection_get_selected (self->selection);

  show_summary (self, users);
  while (users->len > 0)
    g_ptr_array_add (items, pod_user_item_new (g_ptr_array_steal_index (users, 0)));
  g_list_store_splice (self->users, 0, g_list_model_get_n_items (G_LIST_MODEL (self->users)),
                       items->pdata, items->len);
  gtk_single_selection_set_selected (self->selection, position < items->len ? position : 0);
  gtk_stack_set_visible_child_name (self->stack, "list");
}

void
pod_users_page_reload (PodUsersPage *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) users = NULL;

  if (self->trial != NULL)
    users = pod_trial_list_users (self->trial, &error);
  if (users != NULL)
    show_users (self, users);
  else
    {
      g_list_store_remove_all (self->users);
      gtk_label_set_text (self->summary, "");
    }
  if (error != NULL)
    show_failure (self, error);
  update_actions (self);
}

static void
reload (gpointer owner)
{
  pod_users_page_reload (owner);
}

/* ---- what people do ---- */

static void
add_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodUsersPage *self = POD_USERS_PAGE (widget);
  PodUserEditor *editor = pod_user_editor_new (get_window (self), self->trial);

  g_signal_connect_object (editor, "added", G_CALLBACK (pod_users_page_reload), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (editor));
}

static void
open_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodUsersPage *self = POD_USERS_PAGE (widget);
  PodUserDialog *dialog = pod_user_dialog_new (get_window (self), self->trial,
                                               get_selected (self)->id);

  if (dialog == NULL)
    return;
  g_signal_connect_object (dialog, "changed", G_CALLBACK (pod_users_page_reload), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
revoke_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodUsersPage *self = POD_USERS_PAGE (widget);

  pod_user_act_start (POD_ACT_REVOKE, get_window (self), self->trial, get_selected (self), reload,
                      self);
}

static void
recovery_key_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodUsersPage *self = POD_USERS_PAGE (widget);

  pod_recovery_key_dialog_start (get_window (self), self->trial, reload, self);
}

static void
review_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodUsersPage *self = POD_USERS_PAGE (widget);

  gtk_window_present (GTK_WINDOW (pod_access_review_dialog_new (get_window (self), self->trial)));
}

static void
refresh_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  pod_users_page_reload (POD_USERS_PAGE (widget));
}

static void
activate_cb (PodUsersPage *self, guint position)
{
  gtk_single_selection_set_selected (self->selection, position);
  gtk_widget_activate_action (GTK_WIDGET (self), "people.open", NULL);
}

static void
pod_users_page_dispose (GObject *object)
{
  PodUsersPage *self = POD_USERS_PAGE (object);

  g_clear_object (&self->trial);
  g_clear_object (&self->users);
  G_OBJECT_CLASS (pod_users_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, PodUsersPage, add_button);
  gtk_widget_class_bind_template_child (widget_class, PodUsersPage, summary);
  gtk_widget_class_bind_template_child (widget_class, PodUsersPage, recovery_button);
  gtk_widget_class_bind_template_child (widget_class, PodUsersPage, review_button);
  gtk_widget_class_bind_template_child (widget_class, PodUsersPage, no_recovery);
  gtk_widget_class_bind_template_child (widget_class, PodUsersPage, no_recovery_text);
  gtk_widget_class_bind_template_child (widget_class, PodUsersPage, stack);
  gtk_widget_class_bind_template_child (widget_class, PodUsersPage, failed);
  gtk_widget_class_bind_template_child (widget_class, PodUsersPage, view);
  gtk_widget_class_bind_template_child (widget_class, PodUsersPage, selection);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
pod_users_page_class_init (PodUsersPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pod_users_page_dispose;
  g_type_ensure (POD_TYPE_USER_ITEM);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/podocyte/Podocyte/pod-users-page.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "people.add", NULL, add_cb);
  gtk_widget_class_install_action (widget_class, "people.open", NULL, open_cb);
  gtk_widget_class_install_action (widget_class, "people.revoke", NULL, revoke_cb);
  gtk_widget_class_install_action (widget_class, "people.recovery-key", NULL, recovery_key_cb);
  gtk_widget_class_install_action (widget_class, "people.review", NULL, review_cb);
  gtk_widget_class_install_action (widget_class, "people.refresh", NULL, refresh_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, GDK_CONTROL_MASK, "people.add",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "people.revoke", NULL);
}

static void
pod_users_page_init (PodUsersPage *self)
{
  self->users = g_list_store_new (POD_TYPE_USER_ITEM);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->users));
  g_signal_connect_swapped (self->selection, "notify::selected-item", G_CALLBACK (update_actions),
                            self);
  update_actions (self);
}

void
pod_users_page_set_trial (PodUsersPage *self, PodTrial *trial)
{
  if (self->trial != NULL)
    g_signal_handlers_disconnect_by_data (self->trial, self);
  g_set_object (&self->trial, trial);
  if (trial != NULL)
    g_signal_connect_object (trial, "written", G_CALLBACK (pod_users_page_reload), self,
                             G_CONNECT_SWAPPED);
  pod_users_page_reload (self);
  if (trial != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
}
