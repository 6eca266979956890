#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-history-view.h"

#include <glib/gi18n-lib.h>

#include "pod-dialogs.h"
#include "pod-history-columns.h"
#include "pod-history-detail.h"
#include "pod-history-filter-bar.h"
#include "pod-history-save.h"
#include "pod-query-ask.h"
#include "pod-record-field.h"
#include "pod-record-words.h"
#include "pod-redact.h"

/* Rows at a time, and more than one entry has: its fields are not parted, so that a page may lack so many. */
#define PAGE 500
#define MOST_FIELDS 40
#define MOST_FRAMES 30

struct _PodHistoryView
{
  AdwBin parent_instance;

  PodTrial *trial;
  gint64 subject;
  char *table;
  gint64 row;
  GListStore *items;
  GCancellable *loading; /* NULL while nothing is read */
  gboolean is_stale;     /* to be read once it is seen */
  gboolean is_complete;
  gint64 kept_sequence; /* the row to select again after a reading */
  char *kept_field;
  guint kept_rows; /* so many are read again, and shown from where it was; 0 for the newest page */
  double kept_value;
  int kept_frames;

  PodHistoryFilterBar *filter;
  GtkWidget *save_button;
  GtkStack *stack;
  GtkScrolledWindow *scrolled;
  AdwStatusPage *failed;
  GtkColumnView *view;
  GtkSingleSelection *selection;
  GtkSpinner *spinner;
  GtkLabel *count;
  GtkWidget *newer;
  PodHistoryDetail *detail;
  GtkPopoverMenu *menu;
};

G_DEFINE_FINAL_TYPE (PodHistoryView, pod_history_view, ADW_TYPE_BIN)

static GtkWindow *
get_window (PodHistoryView *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

static PodHistoryItem *
get_selected (PodHistoryView *self)
{
  return gtk_single_selection_get_selected_item (self->selection);
}

/* ---- the selected row ---- */

/* A query asks about a record that a casebook holds. */
static gboolean
can_ask (PodHistoryView *self, PodHistoryItem *item)
{
  PodRecordType type;
  const char *table = pod_history_item_get_table (item);

  return pod_trial_may (self->trial, POD_VERB_ASK) && table != NULL &&
         pod_record_type_from_string (table, &type) && type != POD_RECORD_QUERY &&
         pod_history_item_find_subject (item, self->trial) != 0;
}

static gboolean
can_open (PodHistoryView *self, PodHistoryItem *item)
{
  PodRecordType type;
  const char *table = pod_history_item_get_table (item);

  return table != NULL && pod_record_type_from_string (table, &type) &&
         pod_history_item_find_subject (item, self->trial) != 0 &&
         g_strcmp0 (self->table, table) != 0;
}

static void
update_actions (PodHistoryView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  PodHistoryItem *item = self->trial != NULL ? get_selected (self) : NULL;
  gboolean may_save = self->trial != NULL && pod_trial_may (self->trial, POD_VERB_HISTORY);

  gtk_widget_action_set_enabled (widget, "history.save-csv", may_save);
  gtk_widget_action_set_enabled (widget, "history.save-json", may_save);
  gtk_widget_action_set_enabled (widget, "history.open", item != NULL && can_open (self, item));
  gtk_widget_action_set_enabled (widget, "history.ask", item != NULL && can_ask (self, item));
  gtk_widget_action_set_enabled (widget, "history.redact",
                                 item != NULL && pod_trial_may (self->trial, POD_VERB_REDACT) &&
                                     pod_history_item_can_redact (item));
  gtk_widget_set_sensitive (self->save_button, may_save);
}

static void
selected_cb (PodHistoryView *self)
{
  PodHistoryItem *item = self->trial != NULL ? get_selected (self) : NULL;

  pod_history_detail_show (self->detail, self->trial, item);
  update_actions (self);
}

/* ---- reading ---- */

static void read_on (PodHistoryView *self);

/* FALSE where one of its days is wrong: then nothing is read, since it would be all. */
static gboolean
fill_filter (PodHistoryView *self, PodHistoryFilter *filter)
{
  *filter = (PodHistoryFilter){ .subject = self->subject, .table = self->table, .row = self->row };
  return pod_history_filter_bar_fill (self->filter, filter);
}

static void
show_count (PodHistoryView *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  g_autofree char *text = g_strdup_printf (self->is_complete
                                               ? ngettext ("%u row", "%u rows", n)
                                               : ngettext ("%u row so far", "%u rows so far", n),
                                           n);

  gtk_label_set_text (self->count, text);
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "list"
                                                 : !pod_history_filter_bar_is_empty (self->filter)
                                                     ? "nothing-fits"
                                                     : "empty");
}

static gboolean
is_kept (PodHistoryView *self, PodHistoryItem *item)
{
  return self->kept_sequence != 0 && pod_history_item_get_sequence (item) == self->kept_sequence &&
         g_strcmp0 (pod_history_item_get_field (item), self->kept_field) == 0;
}

/* The list is as long as it was only once it was laid out, which may take some frames. */
static gboolean
restore_cb (GtkWidget *widget, GdkFrameClock *frames, gpointer user_data)
{
  PodHistoryView *self = user_data;
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scrolled);
  double most = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);

  if (most < self->kept_value && self->kept_frames-- > 0)
    return G_SOURCE_CONTINUE;
  gtk_adjustment_set_value (adjustment, self->kept_value);
  return G_SOURCE_REMOVE;
}

static void
restore_position (PodHistoryView *self)
{
  if (self->kept_rows > 0 && self->kept_value > 0)
    gtk_widget_add_tick_callback (GTK_WIDGET (self->view), restore_cb, self, NULL);
  self->kept_rows = 0;
  self->kept_frames = MOST_FRAMES;
}

static void
take_page (PodHistoryView *self, GListModel *page)
{
  guint n = g_list_model_get_n_items (page);
  guint before = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  guint select = GTK_INVALID_LIST_POSITION;
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n; i++)
    {
      PodHistoryItem *item = g_list_model_get_item (page, i);

      g_ptr_array_add (items, item);
      pod_history_filter_bar_add_user (self->filter, pod_history_item_get_user (item));
      if (is_kept (self, item))
        select = before + i;
    }
  self->is_complete = n == 0;
  g_list_store_splice (self->items, before, 0, items->pdata, items->len);
  self->kept_sequence = 0;
  show_count (self);
  if (select != GTK_INVALID_LIST_POSITION)
    gtk_single_selection_set_selected (self->selection, select);
  restore_position (self);
  /* A page with room for another entry is the last: only reading on tells, and a list that fits has no end to be reached. */
  if (n + MOST_FIELDS < PAGE)
    read_on (self);
}

static void
show_failure (PodHistoryView *self, const GError *error)
{
  g_autofree char *words = pod_trial_error_to_words (error);
  g_autofree char *escaped = g_markup_escape_text (words, -1);

  adw_status_page_set_description (self->failed, escaped);
  gtk_stack_set_visible_child_name (self->stack, "failed");
}

typedef struct
{
  PodHistoryView *self;
  GCancellable *cancellable;
} Reading;

/* Only the latest reading counts: a filter may have changed meanwhile. */
static void
page_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Reading *reading = user_data;
  g_autoptr (PodHistoryView) self = reading->self;
  g_autoptr (GCancellable) cancellable = reading->cancellable;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) page = pod_trial_list_history_finish (POD_TRIAL (source), result, &error);

  if (self->loading != cancellable)
    return;
  g_clear_object (&self->loading);
  gtk_spinner_set_spinning (self->spinner, FALSE);
  if (page != NULL)
    take_page (self, page);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_failure (self, error);
  selected_cb (self);
}

static void
read_page (PodHistoryView *self, gint64 before)
{
  PodHistoryFilter filter;
  Reading *reading;

  if (!fill_filter (self, &filter))
    {
      gtk_label_set_text (self->count, "");
      gtk_stack_set_visible_child_name (self->stack, "wrong-day");
      return;
    }
  reading = g_new0 (Reading, 1);
  filter.before = before;
  filter.limit = MAX (PAGE, self->kept_rows);
  self->loading = g_cancellable_new ();
  gtk_spinner_set_spinning (self->spinner, TRUE);
  *reading = (Reading){ g_object_ref (self), g_object_ref (self->loading) };
  pod_trial_list_history_async (self->trial, &filter, self->loading, page_ready_cb, reading);
}

static void
read_on (PodHistoryView *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  g_autoptr (PodHistoryItem) last = NULL;

  if (n == 0 || self->is_complete || self->loading != NULL)
    return;
  last = g_list_model_get_item (G_LIST_MODEL (self->items), n - 1);
  read_page (self, pod_history_item_get_sequence (last));
}

static void
stop_reading (PodHistoryView *self)
{
  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  gtk_spinner_set_spinning (self->spinner, FALSE);
}

static void
keep_selected (PodHistoryView *self)
{
  PodHistoryItem *item = get_selected (self);

  if (item == NULL)
    return;
  self->kept_sequence = pod_history_item_get_sequence (item);
  g_free (self->kept_field);
  self->kept_field = g_strdup (pod_history_item_get_field (item));
}

/* @rows: how many there were, where it is to stay where it is; 0: from the newest. */
static void
read_again (PodHistoryView *self, guint rows)
{
  stop_reading (self);
  self->is_stale = !gtk_widget_get_mapped (GTK_WIDGET (self));
  if (self->is_stale)
    return;
  gtk_widget_set_visible (self->newer, FALSE);
  keep_selected (self);
  self->kept_rows = rows;
  self->kept_value =
      gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (self->scrolled));
  g_list_store_remove_all (self->items);
  if (self->trial != NULL)
    read_page (self, 0);
  else
    gtk_stack_set_visible_child_name (self->stack, "waiting");
  selected_cb (self);
}

static void
reload (PodHistoryView *self)
{
  read_again (self, 0);
}

static gboolean
is_at_top (PodHistoryView *self)
{
  return gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (self->scrolled)) <= 0;
}

/* Nobody who reads further down is thrown back to the newest by what somebody else saves. */
static void
changed_cb (PodHistoryView *self, gint64 subject)
{
  if (self->subject != 0 && subject != 0 && subject != self->subject)
    return;
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)) || is_at_top (self))
    reload (self);
  else
    gtk_widget_set_visible (self->newer, TRUE);
}

/* The end of the list is the beginning of what is older. */
static void
edge_cb (PodHistoryView *self, GtkPositionType edge)
{
  if (edge == GTK_POS_BOTTOM)
    read_on (self);
}

/* ---- what people do ---- */

static void
open_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodHistoryView *self = POD_HISTORY_VIEW (widget);
  PodHistoryItem *item = get_selected (self);

  pod_record_open (widget, self->trial, pod_history_item_find_subject (item, self->trial),
                   pod_history_item_get_table (item), pod_history_item_get_row (item));
}

static void
ask_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodHistoryView *self = POD_HISTORY_VIEW (widget);
  PodHistoryItem *item = get_selected (self);

  pod_query_ask (get_window (self), self->trial, pod_history_item_find_subject (item, self->trial),
                 pod_history_item_get_table (item), pod_history_item_get_row (item),
                 pod_history_item_get_field (item));
}

static void
redacted (gpointer owner)
{
  read_again (owner, g_list_model_get_n_items (G_LIST_MODEL (POD_HISTORY_VIEW (owner)->items)));
}

static void
redact_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodHistoryView *self = POD_HISTORY_VIEW (widget);

  pod_redact_start (get_window (self), self->trial, get_selected (self), redacted, G_OBJECT (self));
}

static void
save_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodHistoryView *self = POD_HISTORY_VIEW (widget);
  PodHistoryFilter filter;

  if (fill_filter (self, &filter))
    pod_history_save_start (get_window (self), self->trial, &filter,
                            g_str_equal (name, "history.save-json") ? POD_HISTORY_JSON
                                                                    : POD_HISTORY_CSV);
}

static void
search_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  pod_history_filter_bar_focus (POD_HISTORY_VIEW (widget)->filter);
}

static void
refresh_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  reload (POD_HISTORY_VIEW (widget));
}

static void
clear_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodHistoryView *self = POD_HISTORY_VIEW (widget);

  pod_history_filter_bar_clear (self->filter);
  pod_history_filter_bar_focus (self->filter);
}

/* Below the middle of the list: which row it belongs to is what is selected. */
static void
menu_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodHistoryView *self = POD_HISTORY_VIEW (widget);

  if (get_selected (self) != NULL)
    gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
activate_cb (PodHistoryView *self, guint position)
{
  gtk_single_selection_set_selected (self->selection, position);
  gtk_widget_activate_action (GTK_WIDGET (self), "history.open", NULL);
}

static void
pod_history_view_map (GtkWidget *widget)
{
  PodHistoryView *self = POD_HISTORY_VIEW (widget);

  GTK_WIDGET_CLASS (pod_history_view_parent_class)->map (widget);
  if (self->is_stale)
    reload (self);
}

static void
remove_columns (PodHistoryView *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);

  while (g_list_model_get_n_items (columns) > 0)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, 0);

      gtk_column_view_remove_column (self->view, column);
    }
}

static PodHistoryScope
get_scope (PodHistoryView *self)
{
  return self->row != 0       ? POD_HISTORY_OF_RECORD
         : self->subject != 0 ? POD_HISTORY_OF_SUBJECT
                              : POD_HISTORY_OF_TRIAL;
}

static void
set_columns (PodHistoryView *self)
{
  remove_columns (self);
  if (self->trial != NULL)
    pod_history_columns_add (self->view, self->trial, get_scope (self));
}

static void
set_trial (PodHistoryView *self, PodTrial *trial)
{
  if (trial == self->trial)
    return;
  if (self->trial != NULL)
    g_signal_handlers_disconnect_by_data (self->trial, self);
  pod_history_filter_bar_clear (self->filter);
  pod_history_filter_bar_forget_users (self->filter);
  g_set_object (&self->trial, trial);
  update_actions (self);
  if (trial == NULL)
    return;
  g_signal_connect_swapped (trial, "changed", G_CALLBACK (changed_cb), self);
}

static void
pod_history_view_dispose (GObject *object)
{
  PodHistoryView *self = POD_HISTORY_VIEW (object);

  if (self->menu != NULL)
    {
      stop_reading (self);
      remove_columns (self);
      set_trial (self, NULL);
      gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->menu)));
    }
  g_clear_object (&self->items);
  g_clear_pointer (&self->table, g_free);
  g_clear_pointer (&self->kept_field, g_free);
  G_OBJECT_CLASS (pod_history_view_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, PodHistoryView, filter);
  gtk_widget_class_bind_template_child (widget_class, PodHistoryView, save_button);
  gtk_widget_class_bind_template_child (widget_class, PodHistoryView, stack);
  gtk_widget_class_bind_template_child (widget_class, PodHistoryView, failed);
  gtk_widget_class_bind_template_child (widget_class, PodHistoryView, view);
  gtk_widget_class_bind_template_child (widget_class, PodHistoryView, selection);
  gtk_widget_class_bind_template_child (widget_class, PodHistoryView, spinner);
  gtk_widget_class_bind_template_child (widget_class, PodHistoryView, count);
  gtk_widget_class_bind_template_child (widget_class, PodHistoryView, newer);
  gtk_widget_class_bind_template_child (widget_class, PodHistoryView, scrolled);
  gtk_widget_class_bind_template_child (widget_class, PodHistoryView, detail);
  gtk_widget_class_bind_template_child (widget_class, PodHistoryView, menu);
  gtk_widget_class_bind_template_callback (widget_class, reload);
  gtk_widget_class_bind_template_callback (widget_class, edge_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "history.open", NULL, open_cb);
  gtk_widget_class_install_action (widget_class, "history.ask", NULL, ask_cb);
  gtk_widget_class_install_action (widget_class, "history.redact", NULL, redact_cb);
  gtk_widget_class_install_action (widget_class, "history.save-csv", NULL, save_cb);
  gtk_widget_class_install_action (widget_class, "history.save-json", NULL, save_cb);
  gtk_widget_class_install_action (widget_class, "history.search", NULL, search_cb);
  gtk_widget_class_install_action (widget_class, "history.refresh", NULL, refresh_cb);
  gtk_widget_class_install_action (widget_class, "history.clear", NULL, clear_cb);
  gtk_widget_class_install_action (widget_class, "history.menu", NULL, menu_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, "history.refresh", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "history.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "history.menu",
                                       NULL);
}

static void
pod_history_view_class_init (PodHistoryViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pod_history_view_dispose;
  widget_class->map = pod_history_view_map;
  g_type_ensure (POD_TYPE_HISTORY_DETAIL);
  g_type_ensure (POD_TYPE_HISTORY_FILTER_BAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/podocyte/Podocyte/pod-history-view.ui");
  bind_children (widget_class);
  install_actions (widget_class);
}

static void
pod_history_view_init (PodHistoryView *self)
{
  self->items = g_list_store_new (POD_TYPE_HISTORY_ITEM);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->menu), GTK_WIDGET (self->view));
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->items));
  selected_cb (self);
}

void
pod_history_view_set_scope (PodHistoryView *self,
                            PodTrial *trial,
                            gint64 subject,
                            const char *table,
                            gint64 row)
{
  g_autofree char *old_table = g_steal_pointer (&self->table);
  gboolean same = trial == self->trial && subject == self->subject && row == self->row &&
                  g_strcmp0 (table, old_table) == 0;
  PodHistoryScope old_scope = get_scope (self);
  gboolean same_trial = trial == self->trial;

  self->table = g_strdup (table);
  self->subject = subject;
  self->row = row;
  if (same)
    return;
  g_list_store_remove_all (self->items);
  set_trial (self, trial);
  if (!same_trial || get_scope (self) != old_scope)
    set_columns (self);
  reload (self);
}
