#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-history-filter-bar.h"

#include <glib/gi18n-lib.h>

#include "pod-date-text.h"

#define PAUSE_MS 250

struct _PodHistoryFilterBar
{
  AdwBin parent_instance;

  guint pause_id;

  GtkEditable *search;
  GtkDropDown *who;
  GtkStringList *users;
  GtkDropDown *what;
  GtkEditable *from;
  GtkEditable *to;
  GtkWidget *clear;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* What people look for by name; the first is everything. */
static const char *const actions[] = {
  NULL,     "I",          "U",       "SIGN",  "UNSIGN", "REDACT", "VIEW_ID",
  "LOGIN",  "LOGIN_FAIL", "LOCKOUT", "LOCK",  "EXPORT", "IMPORT", "PRINT",
  "BACKUP", "RESTORE",    "VERIFY",  "AMEND", "CLOCK",
};

G_DEFINE_FINAL_TYPE (PodHistoryFilterBar, pod_history_filter_bar, ADW_TYPE_BIN)

static void
mark (GtkEditable *entry, gboolean right)
{
  if (right)
    gtk_widget_remove_css_class (GTK_WIDGET (entry), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (entry), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID,
                               right ? GTK_ACCESSIBLE_INVALID_FALSE : GTK_ACCESSIBLE_INVALID_TRUE,
                               -1);
}

/* An empty entry is no day; FALSE where what is typed is none. */
static gboolean
read_day (GtkEditable *entry, PodDate *day)
{
  PodMoment moment = POD_MOMENT_NONE;
  gboolean right = pod_date_text_parse (gtk_editable_get_text (entry), &moment);

  *day = right ? moment.date : POD_DATE_NONE;
  return right;
}

/* Shows which of the two is wrong; both are where the first is later than the second. */
static gboolean
read_days (PodHistoryFilterBar *self, PodDate *from, PodDate *to)
{
  gboolean from_right = read_day (self->from, from);
  gboolean to_right = read_day (self->to, to);
  gboolean in_order = !pod_date_is_set (*from) || !pod_date_is_set (*to) ||
                      pod_date_compare (*from, *to) <= 0;

  mark (self->from, from_right && in_order);
  mark (self->to, to_right && in_order);
  return from_right && to_right && in_order;
}

static gboolean
pause_cb (gpointer user_data)
{
  PodHistoryFilterBar *self = user_data;

  self->pause_id = 0;
  gtk_widget_set_visible (self->clear, !pod_history_filter_bar_is_empty (self));
  g_signal_emit (self, signals[CHANGED], 0);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (PodHistoryFilterBar *self)
{
  g_clear_handle_id (&self->pause_id, g_source_remove);
  self->pause_id = g_timeout_add (PAUSE_MS, pause_cb, self);
}

static void
clear_cb (PodHistoryFilterBar *self)
{
  pod_history_filter_bar_clear (self);
  pod_history_filter_bar_focus (self);
}

static void
pod_history_filter_bar_dispose (GObject *object)
{
  g_clear_handle_id (&POD_HISTORY_FILTER_BAR (object)->pause_id, g_source_remove);
  G_OBJECT_CLASS (pod_history_filter_bar_parent_class)->dispose (object);
}

/* Escape would else end in the entry: it takes away what is looked for, and then the window, where that is no more than a dialog. */
static void
stop_search_cb (PodHistoryFilterBar *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (*gtk_editable_get_text (self->search) != '\0')
    gtk_editable_set_text (self->search, "");
  else if (GTK_IS_WINDOW (root) && gtk_window_get_transient_for (GTK_WINDOW (root)) != NULL)
    gtk_window_close (GTK_WINDOW (root));
}

static void
pod_history_filter_bar_class_init (PodHistoryFilterBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pod_history_filter_bar_dispose;
  signals[CHANGED] = g_signal_new ("changed", POD_TYPE_HISTORY_FILTER_BAR, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/podocyte/Podocyte/"
                                                             "pod-history-filter-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, PodHistoryFilterBar, search);
  gtk_widget_class_bind_template_child (widget_class, PodHistoryFilterBar, who);
  gtk_widget_class_bind_template_child (widget_class, PodHistoryFilterBar, what);
  gtk_widget_class_bind_template_child (widget_class, PodHistoryFilterBar, from);
  gtk_widget_class_bind_template_child (widget_class, PodHistoryFilterBar, to);
  gtk_widget_class_bind_template_child (widget_class, PodHistoryFilterBar, clear);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
}

static void
pod_history_filter_bar_init (PodHistoryFilterBar *self)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_string_list_append (words,
                            i == 0 ? _ ("All actions") : pod_history_action_to_words (actions[i]));
  gtk_drop_down_set_model (self->what, G_LIST_MODEL (words));
  pod_history_filter_bar_forget_users (self);
}

gboolean
pod_history_filter_bar_fill (PodHistoryFilterBar *self, PodHistoryFilter *filter)
{
  guint user = gtk_drop_down_get_selected (self->who);
  guint action = gtk_drop_down_get_selected (self->what);

  filter->text = gtk_editable_get_text (self->search);
  filter->user = user > 0 ? gtk_string_list_get_string (self->users, user) : NULL;
  filter->action = action < G_N_ELEMENTS (actions) ? actions[action] : NULL;
  return read_days (self, &filter->from, &filter->to);
}

gboolean
pod_history_filter_bar_is_empty (PodHistoryFilterBar *self)
{
  return *gtk_editable_get_text (self->search) == '\0' &&
         *gtk_editable_get_text (self->from) == '\0' && *gtk_editable_get_text (self->to) == '\0' &&
         gtk_drop_down_get_selected (self->who) == 0 &&
         gtk_drop_down_get_selected (self->what) == 0;
}

void
pod_history_filter_bar_clear (PodHistoryFilterBar *self)
{
  gtk_editable_set_text (self->search, "");
  gtk_editable_set_text (self->from, "");
  gtk_editable_set_text (self->to, "");
  gtk_drop_down_set_selected (self->who, 0);
  gtk_drop_down_set_selected (self->what, 0);
}

void
pod_history_filter_bar_add_user (PodHistoryFilterBar *self, const char *user)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->users));

  for (guint i = 1; i < n; i++)
    if (g_strcmp0 (gtk_string_list_get_string (self->users, i), user) == 0)
      return;
  if (user != NULL)
    gtk_string_list_append (self->users, user);
}

void
pod_history_filter_bar_forget_users (PodHistoryFilterBar *self)
{
  g_autoptr (GtkStringList) users = gtk_string_list_new (NULL);

  gtk_string_list_append (users, _ ("Everybody"));
  gtk_drop_down_set_model (self->who, G_LIST_MODEL (users));
  /* The drop-down keeps it. */
  self->users = users;
}

void
pod_history_filter_bar_focus (PodHistoryFilterBar *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}
