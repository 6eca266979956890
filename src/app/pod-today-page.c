#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-today-page.h"

#include <glib/gi18n-lib.h>

#include "pod-trial-arrival.h"
#include "pod-trial-draft.h"
#include "pod-trial-sign.h"
#include "pod-words.h"

struct _PodTodayPage
{
  AdwBin parent_instance;

  PodTrial *trial;
  GCancellable *counting;
  guint refresh_id;
  guint n_due;
  guint n_waiting;

  GtkLabel *head;
  GtkStack *stack;
  GtkScrolledWindow *scroller;
  AdwStatusPage *empty;
  AdwPreferencesGroup *groups[POD_AGENDA_LATER];
  AdwPreferencesGroup *waiting;
  GPtrArray *rows; /* what stands in the groups: GtkWidget */
};

enum
{
  OPEN,
  DRAFTS,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PodTodayPage, pod_today_page, ADW_TYPE_BIN)

/* ---- rows ---- */

static const struct
{
  const char *icon;
  const char *tab;
} kinds[] = {
  [POD_AGENDA_EXPIRED] = { "dialog-warning-symbolic", "eligibility" },
  [POD_AGENDA_EXPIRES] = { "document-open-recent-symbolic", "eligibility" },
  [POD_AGENDA_REPEAT] = { "document-open-recent-symbolic", "eligibility" },
  [POD_AGENDA_DECISION] = { "object-select-symbolic", "eligibility" },
  [POD_AGENDA_VISIT] = { "x-office-calendar-symbolic", "timeline" },
  [POD_AGENDA_RESULTS] = { "podocyte-labs-symbolic", "judge" },
  [POD_AGENDA_QUERY] = { "dialog-question-symbolic", "queries" },
};

/* "2 days late", "today", "26 Nov 2026"; nothing where it only waits. */
static char *
say_day (PodTodayPage *self, const PodAgendaItem *item)
{
  gint32 late;

  if (!pod_date_is_set (item->day))
    return NULL;
  late = pod_date_first_day (pod_trial_get_today (self->trial)) - pod_date_first_day (item->day);
  if (late > 0)
    return g_strdup_printf (ngettext ("%d day late", "%d days late", late), late);
  return late == 0 ? g_strdup (C_ ("due", "today")) : pod_date_to_words (item->day);
}

static GtkWidget *
make_row (const char *icon, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *image = g_object_new (GTK_TYPE_IMAGE, "icon-name", icon, "accessible-role",
                                   GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), image);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  return row;
}

static void
add_row (PodTodayPage *self, AdwPreferencesGroup *group, GtkWidget *row)
{
  adw_preferences_group_add (group, row);
  g_ptr_array_add (self->rows, row);
  gtk_widget_set_visible (GTK_WIDGET (group), TRUE);
}

static void
activated_cb (GtkWidget *row, PodTodayPage *self)
{
  gint64 *subject = g_object_get_data (G_OBJECT (row), "subject");
  const char *tab = g_object_get_data (G_OBJECT (row), "tab");

  g_signal_emit (self, signals[OPEN], 0, *subject, tab);
}

static void
add_item (PodTodayPage *self, const PodAgendaItem *item)
{
  g_autofree char *title = g_strdup_printf ("%s · %s", item->number, item->words);
  g_autofree char *day = say_day (self, item);
  GtkWidget *row = make_row (kinds[item->kind].icon, title, "");

  if (day != NULL)
    {
      GtkWidget *label = gtk_label_new (day);

      gtk_widget_add_css_class (label, item->when == POD_AGENDA_LATE ? "error" : "dim-label");
      gtk_widget_add_css_class (label, "numeric");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
    }
  g_object_set_data_full (G_OBJECT (row), "subject",
                          g_memdup2 (&item->subject, sizeof item->subject), g_free);
  g_object_set_data (G_OBJECT (row), "tab", (gpointer) kinds[item->kind].tab);
  g_signal_connect (row, "activated", G_CALLBACK (activated_cb), self);
  add_row (self, self->groups[item->when], row);
}

/* ---- what waits for whoever is signed in ---- */

static void
update_stack (PodTodayPage *self)
{
  gtk_stack_set_visible_child_name (self->stack,
                                    self->n_due + self->n_waiting > 0 ? "list" : "empty");
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PodTodayPage) self = user_data;
  g_autoptr (GPtrArray) news = pod_trial_list_news_finish (POD_TRIAL (source), result, FALSE, NULL);
  g_autofree char *title = NULL;
  GtkWidget *row;

  if (news == NULL || news->len == 0 || self->trial != (gpointer) source || self->rows == NULL)
    return;
  title = g_strdup_printf (ngettext ("%u record was changed by others since you looked",
                                     "%u records were changed by others since you looked",
                                     news->len),
                           news->len);
  row = make_row ("emblem-synchronizing-symbolic", title, "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.news");
  self->n_waiting++;
  add_row (self, self->waiting, row);
  update_stack (self);
}

static void
count_news (PodTodayPage *self)
{
  g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
  self->counting = g_cancellable_new ();
  pod_trial_list_news_async (self->trial, self->counting, counted_cb, g_object_ref (self));
}

static void
drafts_cb (GtkWidget *row, PodTodayPage *self)
{
  g_signal_emit (self, signals[DRAFTS], 0);
}

static void
add_drafts (PodTodayPage *self)
{
  g_autoptr (GPtrArray) drafts = pod_trial_list_drafts (self->trial, NULL);
  g_autofree char *title = NULL;
  GtkWidget *row;

  if (drafts == NULL || drafts->len == 0)
    return;
  title = g_strdup_printf (ngettext ("%u draft of yours is not finished",
                                     "%u drafts of yours are not finished", drafts->len),
                           drafts->len);
  row = make_row ("document-edit-symbolic", title, _ ("One after the other, the last first"));
  g_signal_connect (row, "activated", G_CALLBACK (drafts_cb), self);
  self->n_waiting++;
  add_row (self, self->waiting, row);
}

/* What laboratories have sent, and nobody has taken or settled yet. */
static void
add_arrivals (PodTodayPage *self)
{
  g_autofree char *title = NULL;
  GtkWidget *row;
  guint n = 0;

  if (!pod_trial_may (self->trial, POD_VERB_IMPORT) ||
      !pod_trial_count_waiting (self->trial, &n, NULL) || n == 0)
    return;
  title = g_strdup_printf (ngettext ("%u result waits", "%u results wait", n), n);
  row = make_row ("mail-unread-symbolic", title, _ ("What laboratories have sent"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.arrivals");
  self->n_waiting++;
  add_row (self, self->waiting, row);
}

/* ---- the page ---- */

static void
clear (PodTodayPage *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);
      GtkWidget *group = gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP);

      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (group), row);
    }
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < G_N_ELEMENTS (self->groups); i++)
    gtk_widget_set_visible (GTK_WIDGET (self->groups[i]), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->waiting), FALSE);
  gtk_label_set_text (self->head, "");
  adw_status_page_set_description (self->empty, "");
  self->n_due = self->n_waiting = 0;
}

/* "Monday 23 November 2026 · 3 things are late" */
static void
show_head (PodTodayPage *self, guint n_late)
{
  g_autofree char *day = pod_date_to_words (pod_trial_get_today (self->trial));
  g_autofree char *late =
      g_strdup_printf (ngettext ("%u thing is late", "%u things are late", n_late), n_late);
  g_autofree char *text = g_strdup_printf ("%s · %s", day, late);

  gtk_label_set_text (self->head, n_late > 0 ? text : day);
}

static void
show_next (PodTodayPage *self, const PodAgendaItem *next)
{
  g_autofree char *day = pod_date_to_words (next->day);
  g_autofree char *text = NULL;
  g_autofree char *escaped = NULL;

  /* Translators: whose, what, and when. */
  text = g_strdup_printf (_ ("Next: %1$s, %2$s, on %3$s"), next->number, next->words, day);
  /* A status page's description is markup. */
  escaped = g_markup_escape_text (text, -1);
  adw_status_page_set_description (self->empty, escaped);
}

static void
fill (PodTodayPage *self)
{
  g_autoptr (GPtrArray) agenda = pod_trial_list_agenda (self->trial, NULL);
  guint n_late = 0;

  for (guint i = 0; agenda != NULL && i < agenda->len; i++)
    {
      const PodAgendaItem *item = g_ptr_array_index (agenda, i);

      if (item->when == POD_AGENDA_LATER)
        {
          show_next (self, item);
          continue;
        }
      n_late += item->when == POD_AGENDA_LATE;
      self->n_due++;
      add_item (self, item);
    }
  show_head (self, n_late);
  add_arrivals (self);
  add_drafts (self);
  count_news (self);
}

void
pod_today_page_refresh (PodTodayPage *self)
{
  g_clear_handle_id (&self->refresh_id, g_source_remove);
  clear (self);
  if (self->trial != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    fill (self);
  update_stack (self);
}

/* (nullable) */
static GtkWidget *
find_results (PodTodayPage *self, GHashTable *subjects)
{
  GtkWidget *first = NULL;

  for (guint i = 0; i < self->rows->len; i++)
    {
      GObject *row = g_ptr_array_index (self->rows, i);

      if (g_strcmp0 (g_object_get_data (row, "tab"), kinds[POD_AGENDA_RESULTS].tab) != 0)
        continue;
      if (subjects != NULL)
        g_hash_table_add (subjects, g_object_get_data (row, "subject"));
      if (first == NULL)
        first = GTK_WIDGET (row);
    }
  return first;
}

/* At the foot a toast would lie on it; so, those that follow are seen, too. */
static gboolean
scroll_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  PodTodayPage *self = POD_TODAY_PAGE (widget);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  GtkWidget *row = find_results (self, NULL);
  double y;

  if (row == NULL)
    return G_SOURCE_REMOVE;
  /* It is laid out after the first frame that it is in. */
  if (gtk_widget_get_height (row) == 0 ||
      !gtk_widget_translate_coordinates (row, GTK_WIDGET (self->scroller), 0, 0, NULL, &y))
    return G_SOURCE_CONTINUE;
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + y -
                                            gtk_adjustment_get_page_size (adjustment) / 4);
  return G_SOURCE_REMOVE;
}

guint
pod_today_page_focus_results (PodTodayPage *self)
{
  g_autoptr (GHashTable) subjects = g_hash_table_new (g_int64_hash, g_int64_equal);
  GtkWidget *first;

  g_return_val_if_fail (POD_IS_TODAY_PAGE (self), 0);

  first = find_results (self, subjects);
  if (first != NULL)
    {
      gtk_widget_grab_focus (first);
      gtk_widget_add_tick_callback (GTK_WIDGET (self), scroll_cb, NULL, NULL);
    }
  return g_hash_table_size (subjects);
}

static gboolean
refresh_cb (gpointer user_data)
{
  PodTodayPage *self = user_data;

  self->refresh_id = 0;
  pod_today_page_refresh (self);
  return G_SOURCE_REMOVE;
}

/* An import changes many subjects, one after the other. */
static void
changed_cb (PodTodayPage *self)
{
  if (self->refresh_id == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->refresh_id = g_timeout_add (200, refresh_cb, self);
}

static void
pod_today_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (pod_today_page_parent_class)->map (widget);
  pod_today_page_refresh (POD_TODAY_PAGE (widget));
}

static void
pod_today_page_dispose (GObject *object)
{
  PodTodayPage *self = POD_TODAY_PAGE (object);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
  if (self->trial != NULL)
    g_signal_handlers_disconnect_by_data (self->trial, self);
  g_clear_object (&self->trial);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (pod_today_page_parent_class)->dispose (object);
}

static void
pod_today_page_class_init (PodTodayPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pod_today_page_dispose;
  widget_class->map = pod_today_page_map;
  signals[OPEN] = g_signal_new ("open", POD_TYPE_TODAY_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_STRING);
  signals[DRAFTS] = g_signal_new ("drafts", POD_TYPE_TODAY_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/podocyte/Podocyte/pod-today-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PodTodayPage, head);
  gtk_widget_class_bind_template_child (widget_class, PodTodayPage, stack);
  gtk_widget_class_bind_template_child (widget_class, PodTodayPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, PodTodayPage, empty);
  gtk_widget_class_bind_template_child (widget_class, PodTodayPage, waiting);
  gtk_widget_class_bind_template_child_full (widget_class, "late", FALSE,
                                             G_STRUCT_OFFSET (PodTodayPage,
                                                              groups[POD_AGENDA_LATE]));
  gtk_widget_class_bind_template_child_full (widget_class, "today", FALSE,
                                             G_STRUCT_OFFSET (PodTodayPage,
                                                              groups[POD_AGENDA_TODAY]));
  gtk_widget_class_bind_template_child_full (widget_class, "week", FALSE,
                                             G_STRUCT_OFFSET (PodTodayPage,
                                                              groups[POD_AGENDA_WEEK]));
}

static void
pod_today_page_init (PodTodayPage *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
pod_today_page_set_trial (PodTodayPage *self, PodTrial *trial)
{
  g_cancellable_cancel (self->counting);
  if (self->trial != NULL)
    g_signal_handlers_disconnect_by_data (self->trial, self);
  g_set_object (&self->trial, trial);
  if (trial != NULL)
    g_signal_connect_swapped (trial, "changed", G_CALLBACK (changed_cb), self);
  pod_today_page_refresh (self);
}
