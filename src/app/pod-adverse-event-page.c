#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-adverse-event-page.h"

#include <glib/gi18n-lib.h>

#include "pod-adverse-event-editor.h"
#include "pod-adverse-event-item.h"
#include "pod-dialogs.h"
#include "pod-text-column.h"

struct _PodAdverseEventPage
{
  AdwBin parent_instance;

  PodTrial *trial;
  PodCasebook *casebook;

  GtkWidget *head;
  GtkLabel *summary;
  GtkCheckButton *show_voided;
  GtkStack *stack;
  GtkColumnView *view;
  GtkColumnViewColumn *start_column;
  GtkColumnViewColumn *product_column;
  GtkSingleSelection *selection;
  GtkSortListModel *sorted;
  GtkCustomFilter *filter;
  GListStore *events;
};

G_DEFINE_FINAL_TYPE (PodAdverseEventPage, pod_adverse_event_page, ADW_TYPE_BIN)

static GtkWindow *
get_window (PodAdverseEventPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static gboolean
filter_cb (gpointer item, gpointer user_data)
{
  PodAdverseEventPage *self = user_data;

  return !pod_adverse_event_item_is_voided (item) ||
         gtk_check_button_get_active (self->show_voided);
}

/* The event under the cursor; NULL where there is none. */
static const PodAdverseEvent *
find_selected (PodAdverseEventPage *self)
{
  gpointer item = gtk_single_selection_get_selected_item (self->selection);

  return item != NULL && self->casebook != NULL
             ? pod_casebook_find_adverse_event (self->casebook,
                                                pod_adverse_event_item_get_id (item))
             : NULL;
}

static void
update_actions (PodAdverseEventPage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  const PodAdverseEvent *event = find_selected (self);
  gboolean may_record = self->trial != NULL && pod_trial_may (self->trial, POD_VERB_RECORD);

  gtk_widget_action_set_enabled (widget, "events.add", may_record && self->casebook != NULL);
  gtk_widget_action_set_enabled (widget, "events.open", event != NULL);
  gtk_widget_action_set_enabled (widget, "events.void",
                                 may_record && event != NULL && !event->record.voided);
}

typedef struct
{
  guint standing;
  guint voided;
  guint serious;
  int worst;
} Count;

static Count
count_events (PodCasebook *casebook)
{
  guint n;
  const PodAdverseEvent *events = pod_casebook_get_adverse_events (casebook, &n);
  Count count = { 0 };

  for (guint i = 0; i < n; i++)
    if (events[i].record.voided)
      count.voided++;
    else
      {
        count.standing++;
        count.serious += events[i].seriousness != 0;
        count.worst = MAX (count.worst, events[i].grade);
      }
  return count;
}

/* "5 adverse events · 1 serious · worst grade 3" */
static void
update_summary (PodAdverseEventPage *self, const Count *count)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_printf (text, ngettext ("%u adverse event", "%u adverse events", count->standing),
                   count->standing);
  if (count->serious > 0)
    g_string_append_printf (text, ngettext (" · %u serious", " · %u serious", count->serious),
                            count->serious);
  if (count->worst > 0)
    g_string_append_printf (text, _ (" · worst grade %d"), count->worst);
  gtk_label_set_text (self->summary, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->show_voided), count->voided > 0);
  gtk_widget_set_visible (self->head, count->standing + count->voided > 0);
  gtk_stack_set_visible_child_name (self->stack,
                                    count->standing + count->voided > 0 ? "list" : "empty");
}

static void
fill (PodAdverseEventPage *self)
{
  const PodStudy *study = pod_trial_get_study (self->trial);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  Count count = count_events (self->casebook);
  guint n;
  const PodAdverseEvent *events = pod_casebook_get_adverse_events (self->casebook, &n);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (items, pod_adverse_event_item_new (study, self->casebook, &events[i]));
  g_list_store_splice (self->events, 0, g_list_model_get_n_items (G_LIST_MODEL (self->events)),
                       items->pdata, items->len);
  update_summary (self, &count);
}

/* A new casebook leaves the cursor on the event it was on. */
static void
select_event (PodAdverseEventPage *self, gint64 id)
{
  GListModel *model = G_LIST_MODEL (self->selection);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (PodAdverseEventItem) item = g_list_model_get_item (model, i);

      if (pod_adverse_event_item_get_id (item) == id)
        gtk_single_selection_set_selected (self->selection, i);
    }
}

static void
open_editor (PodAdverseEventPage *self, gint64 id)
{
  gtk_window_present (GTK_WINDOW (pod_adverse_event_editor_new (get_window (self), self->trial,
                                                                self->casebook, id)));
}

static void
voided_toggled_cb (PodAdverseEventPage *self)
{
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
}

static void
selected_cb (PodAdverseEventPage *self)
{
  update_actions (self);
}

static void
activate_cb (PodAdverseEventPage *self, guint position)
{
  gtk_single_selection_set_selected (self->selection, position);
  gtk_widget_activate_action (GTK_WIDGET (self), "events.open", NULL);
}

/* The key is the window's, so that it reaches a page that is not in front as well. */
static void
add_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (gtk_widget_get_mapped (widget))
    open_editor (POD_ADVERSE_EVENT_PAGE (widget), 0);
}

static void
open_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodAdverseEventPage *self = POD_ADVERSE_EVENT_PAGE (widget);
  const PodAdverseEvent *event = find_selected (self);

  if (event != NULL)
    open_editor (self, event->record.id);
}

/* ---- voiding ---- */

static void
void_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PodAdverseEventPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (pod_trial_commit_finish (POD_TRIAL (source), result, NULL, &error))
    return;
  words = pod_trial_error_to_words (error);
  pod_dialogs_show_error (get_window (self), _ ("The adverse event was not voided"), words);
}

static void
void_reason_cb (const char *reason, gpointer data)
{
  g_autoptr (PodAdverseEventPage) self = data;
  const PodAdverseEvent *event = find_selected (self);
  g_autoptr (PodChange) change = NULL;

  if (reason == NULL || event == NULL)
    return;
  change = pod_change_new ();
  pod_change_void (change, POD_RECORD_ADVERSE_EVENT, event->record.id, event->record.version);
  pod_trial_commit_async (self->trial, change, reason, NULL, void_ready_cb, g_object_ref (self));
}

static void
void_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodAdverseEventPage *self = POD_ADVERSE_EVENT_PAGE (widget);
  const PodAdverseEvent *event = find_selected (self);
  g_autofree char *heading = NULL;

  if (event == NULL)
    return;
  heading = g_strdup_printf (_ ("Void “%s”?"),
                             pod_adverse_event_get_name (pod_trial_get_study (self->trial), event));
  pod_dialogs_ask_reason (get_window (self), heading,
                          _ ("It stays readable, with your reason, and counts for nothing from now "
                             "on. Say why it was entered in error."),
                          _ ("V_oid"), void_reason_cb, g_object_ref (self));
}

static void
pod_adverse_event_page_dispose (GObject *object)
{
  PodAdverseEventPage *self = POD_ADVERSE_EVENT_PAGE (object);

  g_clear_object (&self->trial);
  g_clear_pointer (&self->casebook, pod_casebook_unref);
  G_OBJECT_CLASS (pod_adverse_event_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, PodAdverseEventPage, head);
  gtk_widget_class_bind_template_child (widget_class, PodAdverseEventPage, summary);
  gtk_widget_class_bind_template_child (widget_class, PodAdverseEventPage, show_voided);
  gtk_widget_class_bind_template_child (widget_class, PodAdverseEventPage, stack);
  gtk_widget_class_bind_template_child (widget_class, PodAdverseEventPage, view);
  gtk_widget_class_bind_template_child (widget_class, PodAdverseEventPage, start_column);
  gtk_widget_class_bind_template_child (widget_class, PodAdverseEventPage, product_column);
  gtk_widget_class_bind_template_child (widget_class, PodAdverseEventPage, selection);
  gtk_widget_class_bind_template_child (widget_class, PodAdverseEventPage, sorted);
  gtk_widget_class_bind_template_child (widget_class, PodAdverseEventPage, filter);
  gtk_widget_class_bind_template_child (widget_class, PodAdverseEventPage, events);
}

static void
pod_adverse_event_page_class_init (PodAdverseEventPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pod_adverse_event_page_dispose;
  g_type_ensure (POD_TYPE_ADVERSE_EVENT_ITEM);
  gtk_widget_class_install_action (widget_class, "events.add", NULL, add_cb);
  gtk_widget_class_install_action (widget_class, "events.open", NULL, open_cb);
  gtk_widget_class_install_action (widget_class, "events.void", NULL, void_cb);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/podocyte/Podocyte/"
                                                             "pod-adverse-event-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, voided_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
pod_adverse_event_page_init (PodAdverseEventPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_custom_filter_set_filter_func (self->filter, filter_cb, self, NULL);
  gtk_sort_list_model_set_sorter (self->sorted, gtk_column_view_get_sorter (self->view));
  gtk_column_view_sort_by_column (self->view, self->start_column, GTK_SORT_DESCENDING);
  update_actions (self);
}

/* "Due to KN3601": the study's own name of the product. */
static void
name_product (PodAdverseEventPage *self)
{
  g_autofree char *title = pod_adverse_event_say_product (pod_trial_get_study (self->trial));

  gtk_column_view_column_set_title (self->product_column, title);
}

void
pod_adverse_event_page_set_casebook (PodAdverseEventPage *self,
                                     PodTrial *trial,
                                     PodCasebook *casebook)
{
  gpointer selected;
  gint64 id;

  g_return_if_fail (POD_IS_ADVERSE_EVENT_PAGE (self));

  selected = gtk_single_selection_get_selected_item (self->selection);
  id = selected != NULL ? pod_adverse_event_item_get_id (selected) : 0;
  g_set_object (&self->trial, trial);
  if (casebook != NULL)
    pod_casebook_ref (casebook);
  g_clear_pointer (&self->casebook, pod_casebook_unref);
  self->casebook = casebook;
  if (trial != NULL && casebook != NULL)
    {
      name_product (self);
      fill (self);
      select_event (self, id);
    }
  else
    {
      g_list_store_remove_all (self->events);
      gtk_label_set_text (self->summary, "");
    }
  update_actions (self);
}

void
pod_adverse_event_page_show_event (PodAdverseEventPage *self, gint64 event)
{
  const PodAdverseEvent *selected;

  g_return_if_fail (POD_IS_ADVERSE_EVENT_PAGE (self));

  select_event (self, event);
  selected = find_selected (self);
  if (selected == NULL || selected->record.id != event)
    return;
  pod_text_column_scroll_to (self->view, gtk_single_selection_get_selected (self->selection));
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}
