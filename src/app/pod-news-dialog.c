#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-news-dialog.h"

#include <glib/gi18n-lib.h>

#include "pod-dialogs.h"
#include "pod-news-item.h"
#include "pod-record-words.h"
#include "pod-sign-dialog.h"
#include "pod-text-column.h"
#include "pod-trial-history.h"
#include "pod-user-item.h"

#define RELOAD_PAUSE_MS 700

struct _PodNewsDialog
{
  AdwWindow parent_instance;

  PodTrial *trial;
  GListStore *items;
  GCancellable *loading;
  guint reload_id;
  GQueue to_sign; /* PodNewsItem, ticked */
  guint n_to_sign;
  gboolean signed_last;

  GtkStack *stack;
  AdwStatusPage *empty;
  AdwStatusPage *failed;
  GtkColumnView *view;
  GtkSingleSelection *selection;
  GtkWidget *bar;
  GtkLabel *summary;
  GtkWidget *sign_button;
};

G_DEFINE_FINAL_TYPE (PodNewsDialog, pod_news_dialog, ADW_TYPE_WINDOW)

/* ---- the cells ---- */

static char *
get_subject (gpointer item, gpointer data)
{
  const PodNews *news = pod_news_item_get_news (item);
  g_autoptr (PodCasebook) casebook = pod_trial_load_casebook (data, news->subject, NULL);

  return casebook != NULL ? g_strdup (pod_casebook_get_number (casebook)) : NULL;
}

static char *
get_record (gpointer item, gpointer data)
{
  const PodNews *news = pod_news_item_get_news (item);
  g_autoptr (PodCasebook) casebook = pod_trial_load_casebook (data, news->subject, NULL);
  g_autofree char *name = pod_record_name (data, casebook, news->table, news->row);

  return g_strdup_printf ("%s · %s", pod_record_kind_to_words (news->table), name);
}

static char *
get_what (gpointer item, gpointer data)
{
  const PodNews *news = pod_news_item_get_news (item);

  if (g_str_equal (news->what, "new"))
    return g_strdup (C_ ("record", "new"));
  if (g_str_equal (news->what, "voided"))
    return g_strdup (C_ ("record", "voided"));
  return g_strdup_printf (ngettext ("changed in %u field", "changed in %u fields", news->n_fields),
                          news->n_fields);
}

static char *
get_who (gpointer item, gpointer data)
{
  return g_strdup (pod_news_item_get_news (item)->who);
}

static char *
get_when (gpointer item, gpointer data)
{
  return pod_user_time_to_words (pod_news_item_get_news (item)->when);
}

static char *
get_signature (gpointer item, gpointer data)
{
  const char *scope;
  gint64 about;

  if (pod_news_item_get_news (item)->was_signed &&
      pod_news_item_find_scope (item, data, &scope, &about))
    return g_strdup (_ ("signature ended"));
  return NULL;
}

static void
add_columns (PodNewsDialog *self)
{
  static const PodTitledColumn columns[] = {
    { NC_ ("news", "Subject"), { get_subject, NULL, 8, FALSE } },
    { NC_ ("news", "Record"), { get_record, NULL, 18, TRUE } },
    { NC_ ("news", "Change"), { get_what, NULL, 12, FALSE } },
    { NC_ ("news", "Who"), { get_who, NULL, 8, FALSE } },
    { NC_ ("news", "When"), { get_when, NULL, 15, FALSE } },
    { NC_ ("news", "Signature"), { get_signature, NULL, 12, FALSE } },
  };

  pod_text_columns_append (self->view, "news", columns, G_N_ELEMENTS (columns), self->trial);
}

/* ---- ticking ---- */

static gboolean
can_sign (PodNewsDialog *self, PodNewsItem *item)
{
  const char *scope;
  gint64 about;

  return pod_trial_may (self->trial, POD_VERB_SIGN) &&
         pod_news_item_find_scope (item, self->trial, &scope, &about);
}

static void
setup_tick_cb (GtkListItemFactory *factory, GtkListItem *list_item)
{
  gtk_list_item_set_child (list_item, gtk_check_button_new ());
}

/* Each by its own name, for who hears them one after another. */
static void
name_tick (PodNewsDialog *self, gpointer item, GtkWidget *check)
{
  g_autofree char *subject = get_subject (item, self->trial);
  g_autofree char *record = get_record (item, self->trial);
  /* Translators: a subject's number, and a record: "To be signed: S-001, Adverse event · fever". */
  g_autofree char *name = g_strdup_printf (_ ("To be signed: %s, %s"),
                                           subject != NULL ? subject : "", record);

  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
bind_tick_cb (GtkListItemFactory *factory, GtkListItem *list_item, PodNewsDialog *self)
{
  GtkWidget *check = gtk_list_item_get_child (list_item);
  gpointer item = gtk_list_item_get_item (list_item);
  GBinding *binding = g_object_bind_property (item, "ticked", check, "active",
                                              G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);

  g_object_set_data (G_OBJECT (list_item), "binding", binding);
  gtk_widget_set_sensitive (check, can_sign (self, item));
  name_tick (self, item, check);
}

static void
unbind_tick_cb (GtkListItemFactory *factory, GtkListItem *list_item)
{
  g_binding_unbind (g_object_steal_data (G_OBJECT (list_item), "binding"));
}

static void
add_tick_column (PodNewsDialog *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column = gtk_column_view_column_new (_ ("Sign"), factory);

  g_signal_connect (factory, "setup", G_CALLBACK (setup_tick_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_tick_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_tick_cb), NULL);
  gtk_column_view_append_column (self->view, column);
}

/* ---- the list ---- */

/* When whoever is signed in last marked all as seen; NULL where they never did. */
static char *
find_last_look (PodNewsDialog *self)
{
  PodHistoryFilter filter = { .user = pod_trial_get_user (self->trial),
                              .action = "SEEN",
                              .limit = 1 };
  g_autoptr (GListModel) history = pod_trial_list_history (self->trial, &filter, NULL);
  g_autoptr (PodHistoryItem) latest = history != NULL ? g_list_model_get_item (history, 0) : NULL;

  return latest != NULL ? pod_user_time_to_words (pod_history_item_get_when (latest)) : NULL;
}

static void
show_empty (PodNewsDialog *self)
{
  g_autofree char *when = find_last_look (self);
  g_autofree char *title = when != NULL ? g_strdup_printf (_ ("Nothing changed since %s"), when)
                                        : g_strdup (_ ("Nobody else changed anything so far"));

  adw_status_page_set_title (self->empty, title);
  adw_status_page_set_description (self->empty, _ ("What other people enter, change or void is "
                                                   "listed here, to be looked at one by one."));
  gtk_stack_set_visible_child_name (self->stack, "empty");
}

static guint
count_ticked (PodNewsDialog *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  guint ticked = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PodNewsItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      ticked += pod_news_item_is_ticked (item);
    }
  return ticked;
}

static void
update_actions (PodNewsDialog *self, guint n, guint ticked)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean signs = pod_trial_may (self->trial, POD_VERB_SIGN);

  gtk_widget_set_visible (self->sign_button, signs);
  gtk_widget_action_set_enabled (widget, "news.open", n > 0);
  gtk_widget_action_set_enabled (widget, "news.refresh",
                                 pod_trial_may (self->trial, POD_VERB_READ));
  gtk_widget_action_set_enabled (widget, "news.tick", n > 0 && signs);
  gtk_widget_action_set_enabled (widget, "news.sign", ticked > 0);
  gtk_widget_action_set_enabled (widget, "news.seen", n > 0);
}

static void
update (PodNewsDialog *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  guint ticked = count_ticked (self);
  g_autofree char *text = ticked > 0
                              ? g_strdup_printf (ngettext ("%u record to be signed",
                                                           "%u records to be signed", ticked),
                                                 ticked)
                              : g_strdup_printf (ngettext ("%u record was changed by others",
                                                           "%u records were changed by others", n),
                                                 n);

  gtk_label_set_text (self->summary, n > 0 ? text : "");
  gtk_widget_set_visible (self->bar, n > 0);
  update_actions (self, n, ticked);
}

/* What somebody ticked stays ticked when the list is read again. */
static gboolean
was_ticked (PodNewsDialog *self, const PodNews *news)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PodNewsItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);
      const PodNews *old = pod_news_item_get_news (item);

      if (pod_news_item_is_ticked (item) && old->row == news->row &&
          g_str_equal (old->table, news->table))
        return can_sign (self, item);
    }
  return FALSE;
}

static void
show_news (PodNewsDialog *self, GPtrArray *news)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  while (news->len > 0)
    {
      PodNewsItem *item = pod_news_item_new (g_ptr_array_steal_index (news, 0));

      if (was_ticked (self, pod_news_item_get_news (item)))
        g_object_set (item, "ticked", TRUE, NULL);
      g_signal_connect_object (item, "notify::ticked", G_CALLBACK (update), self,
                               G_CONNECT_SWAPPED);
      g_ptr_array_add (items, item);
    }
  g_list_store_splice (self->items, 0, g_list_model_get_n_items (G_LIST_MODEL (self->items)),
                       items->pdata, items->len);
  if (items->len > 0)
    gtk_stack_set_visible_child_name (self->stack, "list");
  else
    show_empty (self);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PodNewsDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray)
      news = pod_trial_list_news_finish (POD_TRIAL (source), result, self->trial != NULL, &error);

  if (self->trial == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (news != NULL)
    show_news (self, news);
  else
    {
      g_autofree char *words = pod_trial_error_to_words (error);
      g_autofree char *escaped = g_markup_escape_text (words, -1);

      adw_status_page_set_description (self->failed, escaped);
      gtk_stack_set_visible_child_name (self->stack, "failed");
    }
  update (self);
}

static void
load (PodNewsDialog *self)
{
  g_clear_handle_id (&self->reload_id, g_source_remove);
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->loading = g_cancellable_new ();
  pod_trial_list_news_async (self->trial, self->loading, loaded_cb, g_object_ref (self));
}

static gboolean
reload_cb (gpointer user_data)
{
  PodNewsDialog *self = user_data;

  self->reload_id = 0;
  load (self);
  return G_SOURCE_REMOVE;
}

/* By others, most of all: after a pause, so that a burst of changes is read once. */
static void
changed_cb (PodNewsDialog *self)
{
  if (self->reload_id == 0)
    self->reload_id = g_timeout_add (RELOAD_PAUSE_MS, reload_cb, self);
}

/* ---- what people do ---- */

static void
open_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodNewsDialog *self = POD_NEWS_DIALOG (widget);
  PodNewsItem *item = gtk_single_selection_get_selected_item (self->selection);
  const PodNews *news = item != NULL ? pod_news_item_get_news (item) : NULL;

  if (news != NULL)
    pod_record_open (widget, self->trial, news->subject, news->table, news->row);
}

static void
refresh_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  load (POD_NEWS_DIALOG (widget));
}

static void
activate_cb (PodNewsDialog *self, guint position)
{
  gtk_single_selection_set_selected (self->selection, position);
  gtk_widget_activate_action (GTK_WIDGET (self), "news.open", NULL);
}

static void
seen_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodNewsDialog *self = POD_NEWS_DIALOG (widget);
  g_autoptr (GError) error = NULL;

  if (!pod_trial_mark_seen (self->trial, &error))
    {
      g_autofree char *words = pod_trial_error_to_words (error);

      pod_dialogs_show_error (GTK_WINDOW (self), _ ("That could not be recorded"), words);
      return;
    }
  load (self);
}

static void sign_next (PodNewsDialog *self);

static void
signed_cb (PodNewsDialog *self)
{
  self->signed_last = TRUE;
}

/* Whoever closes one without signing wants no more of them. */
static void
left_cb (PodNewsDialog *self)
{
  if (!self->signed_last)
    g_queue_clear_full (&self->to_sign, g_object_unref);
  sign_next (self);
}

/* One that is signed meanwhile, with another row of the same visit, is passed over. */
static void
sign_next (PodNewsDialog *self)
{
  g_autoptr (PodNewsItem) item = NULL;
  PodSignDialog *dialog;
  const char *scope;
  gint64 about;

  do
    {
      g_clear_object (&item);
      item = g_queue_pop_head (&self->to_sign);
    }
  while (item != NULL && !pod_news_item_find_scope (item, self->trial, &scope, &about));
  if (item == NULL)
    {
      load (self);
      return;
    }
  self->signed_last = FALSE;
  dialog = pod_sign_dialog_new (GTK_WINDOW (self), self->trial,
                                pod_news_item_get_news (item)->subject, scope, about);
  pod_sign_dialog_set_place (dialog, self->n_to_sign - g_queue_get_length (&self->to_sign),
                             self->n_to_sign);
  g_signal_connect_object (dialog, "signed", G_CALLBACK (signed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "left", G_CALLBACK (left_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
sign_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodNewsDialog *self = POD_NEWS_DIALOG (widget);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  g_queue_clear_full (&self->to_sign, g_object_unref);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PodNewsItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      if (pod_news_item_is_ticked (item))
        g_queue_push_tail (&self->to_sign, g_steal_pointer (&item));
    }
  self->n_to_sign = g_queue_get_length (&self->to_sign);
  for (GList *l = self->to_sign.head; l != NULL; l = l->next)
    g_object_set (l->data, "ticked", FALSE, NULL);
  sign_next (self);
}

static void
tick_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodNewsDialog *self = POD_NEWS_DIALOG (widget);
  PodNewsItem *item = gtk_single_selection_get_selected_item (self->selection);

  if (item != NULL && can_sign (self, item))
    g_object_set (item, "ticked", !pod_news_item_is_ticked (item), NULL);
}

/* Before the row and its tick get them: a row takes Ctrl+Space for its selection, and a tick Return for a click. */
static gboolean
key_pressed_cb (PodNewsDialog *self, guint key, guint code, GdkModifierType state)
{
  GdkModifierType held = state & gtk_accelerator_get_default_mod_mask ();
  const char *action = NULL;

  if (held == GDK_CONTROL_MASK && (key == GDK_KEY_space || key == GDK_KEY_KP_Space))
    action = "news.tick";
  else if (held == 0 &&
           (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter || key == GDK_KEY_ISO_Enter))
    action = "news.open";
  return action != NULL && gtk_widget_activate_action (GTK_WIDGET (self), action, NULL);
}

static void
take_keys (PodNewsDialog *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), keys);
}

static void
pod_news_dialog_dispose (GObject *object)
{
  PodNewsDialog *self = POD_NEWS_DIALOG (object);

  g_queue_clear_full (&self->to_sign, g_object_unref);
  g_clear_handle_id (&self->reload_id, g_source_remove);
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  if (self->trial != NULL)
    g_signal_handlers_disconnect_by_data (self->trial, self);
  g_clear_object (&self->items);
  g_clear_object (&self->trial);
  G_OBJECT_CLASS (pod_news_dialog_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, PodNewsDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, PodNewsDialog, empty);
  gtk_widget_class_bind_template_child (widget_class, PodNewsDialog, failed);
  gtk_widget_class_bind_template_child (widget_class, PodNewsDialog, view);
  gtk_widget_class_bind_template_child (widget_class, PodNewsDialog, selection);
  gtk_widget_class_bind_template_child (widget_class, PodNewsDialog, bar);
  gtk_widget_class_bind_template_child (widget_class, PodNewsDialog, summary);
  gtk_widget_class_bind_template_child (widget_class, PodNewsDialog, sign_button);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
pod_news_dialog_class_init (PodNewsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pod_news_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/podocyte/Podocyte/pod-news-dialog.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "news.open", NULL, open_cb);
  gtk_widget_class_install_action (widget_class, "news.refresh", NULL, refresh_cb);
  gtk_widget_class_install_action (widget_class, "news.sign", NULL, sign_cb);
  gtk_widget_class_install_action (widget_class, "news.seen", NULL, seen_cb);
  gtk_widget_class_install_action (widget_class, "news.tick", NULL, tick_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_S, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "news.sign", NULL);
}

static void
pod_news_dialog_init (PodNewsDialog *self)
{
  g_queue_init (&self->to_sign);
  self->items = g_list_store_new (POD_TYPE_NEWS_ITEM);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->items));
  take_keys (self);
}

PodNewsDialog *
pod_news_dialog_new (GtkWindow *parent, PodTrial *trial)
{
  PodNewsDialog *self = g_object_new (POD_TYPE_NEWS_DIALOG, "transient-for", parent, NULL);

  self->trial = g_object_ref (trial);
  if (pod_trial_may (trial, POD_VERB_SIGN))
    add_tick_column (self);
  add_columns (self);
  update (self);
  load (self);
  g_signal_connect_swapped (trial, "changed", G_CALLBACK (changed_cb), self);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  return self;
}
