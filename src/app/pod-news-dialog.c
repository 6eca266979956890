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

struct _PodNewsDialog
{
  AdwWindow parent_instance;

  PodTrial *trial;
  GListStore *items;
  GQueue to_sign; /* PodNewsItem, ticked */
  guint n_to_sign;
  gboolean signed_last;

  GtkStack *stack;
  AdwStatusPage *empty;
  AdwStatusPage *failed;
  GtkColumnView *view;
  GtkSingleSelection *selection;
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
  static const struct
  {
    const char *title;
    PodTextColumn column;
  } columns[] = {
    { N_ ("Subject"), { get_subject, NULL, 8, FALSE } },
    { N_ ("Record"), { get_record, NULL, 18, TRUE } },
    { N_ ("Change"), { get_what, NULL, 12, FALSE } },
    { N_ ("Who"), { get_who, NULL, 8, FALSE } },
    { N_ ("When"), { get_when, NULL, 15, FALSE } },
    { N_ ("Signature"), { get_signature, NULL, 12, FALSE } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn)
          column = pod_text_column_new (_ (columns[i].title), &columns[i].column, self->trial);

      gtk_column_view_append_column (self->view, column);
    }
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
  GtkWidget *check = gtk_check_button_new ();

  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("To be signed"), -1);
  gtk_list_item_set_child (list_item, check);
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
update (PodNewsDialog *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
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
  gtk_widget_set_visible (self->sign_button, pod_trial_may (self->trial, POD_VERB_SIGN));
  gtk_widget_action_set_enabled (widget, "news.sign", ticked > 0);
  gtk_widget_action_set_enabled (widget, "news.seen", n > 0);
}

static void
show_news (PodNewsDialog *self, GPtrArray *news)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  while (news->len > 0)
    {
      PodNewsItem *item = pod_news_item_new (g_ptr_array_steal_index (news, 0));

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
load (PodNewsDialog *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) news = pod_trial_list_news (self->trial, &error);

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

static void
pod_news_dialog_dispose (GObject *object)
{
  PodNewsDialog *self = POD_NEWS_DIALOG (object);

  g_queue_clear_full (&self->to_sign, g_object_unref);
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
  gtk_widget_class_install_action (widget_class, "news.sign", NULL, sign_cb);
  gtk_widget_class_install_action (widget_class, "news.seen", NULL, seen_cb);
  gtk_widget_class_install_action (widget_class, "news.tick", NULL, tick_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_space, GDK_CONTROL_MASK, "news.tick",
                                       NULL);
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
}

PodNewsDialog *
pod_news_dialog_new (GtkWindow *parent, PodTrial *trial)
{
  PodNewsDialog *self = g_object_new (POD_TYPE_NEWS_DIALOG, "transient-for", parent, NULL);

  self->trial = g_object_ref (trial);
  if (pod_trial_may (trial, POD_VERB_SIGN))
    add_tick_column (self);
  add_columns (self);
  load (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  return self;
}
