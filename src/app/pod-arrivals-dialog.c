#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-arrivals-dialog.h"

#include <glib/gi18n-lib.h>

#include "pod-arrival-choices.h"
#include "pod-arrival-columns.h"
#include "pod-arrival-look.h"
#include "pod-arrival-map.h"
#include "pod-arrival-patients.h"
#include "pod-arrival-place.h"
#include "pod-arrival-question.h"
#include "pod-arrival-raw.h"
#include "pod-arrival-row.h"
#include "pod-arrival-take.h"
#include "pod-arrival-undo.h"
#include "pod-arrival-values.h"
#include "pod-arrival-words.h"
#include "pod-choice.h"
#include "pod-dialogs.h"
#include "pod-label-keep.h"
#include "pod-list-find.h"
#include "pod-mappings-dialog.h"
#include "pod-observation-row.h"
#include "pod-text-column.h"
#include "pod-words.h"

/* More is not looked through by a person, but by what is looked for; the count says how many there are. */
#define MOST_ROWS 5000

/* In the order of the drop-down; NULL for all. */
static const char *const states[] = { "waiting",  "unmapped", "clear", "refused",
                                      "accepted", "rejected", NULL };
#define N_OPEN 3

struct _PodArrivalsDialog
{
  AdwWindow parent_instance;

  PodTrial *trial;
  GCancellable *cancellable;
  GCancellable *looking;        /* of the row that is chosen */
  GListStore *rows;             /* PodArrivalRow */
  GPtrArray *arrivals;          /* PodTrialArrival */
  PodArrivalQuestion *question; /* (nullable): the last that was asked */
  char *told;                   /* (nullable): what was refused once it was mapped */
  gint64 arrival;               /* that it was opened for; 0 for none */
  gint64 shown;                 /* the item that the panel shows; 0 for none */
  gboolean filling;
  gboolean anew;      /* another state is listed */
  gboolean whole;     /* all of it was asked for, however many there are */
  gboolean with_keys; /* the keyboard goes to what is chosen next */
  gboolean is_undoing;

  GtkButton *take_button;
  GtkDropDown *filter;
  GtkLabel *standing;
  PodListFind *find;
  GtkStack *stack;
  GtkColumnView *view;
  GtkMultiSelection *selection;
  GtkWidget *panel;
  GtkLabel *why;
  GtkWidget *keep_button;
  GtkWidget *correct_button;
  GtkWidget *accept_button;
  GtkLabel *reason;
  GtkLabel *file;
  PodArrivalPatients *patients;
  PodArrivalValues *values;
  PodArrivalRaw *raw;
  GtkWidget *mapping;
  PodSearchRow *observation;
  AdwStatusPage *empty;
  GtkWidget *all_button;
  GtkWidget *mapped_button;
};

G_DEFINE_FINAL_TYPE (PodArrivalsDialog, pod_arrivals_dialog, ADW_TYPE_WINDOW)

/* ---- the list ---- */

static guint
count (PodArrivalsDialog *self, const char *state)
{
  return pod_arrival_count (self->arrivals, state, 0);
}

static void
show_filter (PodArrivalsDialog *self)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  guint selected = gtk_drop_down_get_selected (self->filter);

  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autofree char *text = pod_arrival_count_to_words (states[i], count (self, states[i]));

      gtk_string_list_append (words, text);
    }
  self->filling = TRUE;
  gtk_drop_down_set_model (self->filter, G_LIST_MODEL (words));
  gtk_drop_down_set_selected (self->filter, selected < G_N_ELEMENTS (states) ? selected : 0);
  self->filling = FALSE;
}

/* The first that there is anything of to be done, of that file: what waits for an answer, what it is, or only for being taken. */
static gboolean
choose_open_of (PodArrivalsDialog *self, gint64 file)
{
  for (guint i = 0; i < N_OPEN; i++)
    if (pod_arrival_count (self->arrivals, states[i], file) > 0)
      {
        self->filling = TRUE;
        gtk_drop_down_set_selected (self->filter, i);
        self->filling = FALSE;
        return TRUE;
      }
  return FALSE;
}

static void
choose_open (PodArrivalsDialog *self)
{
  if (self->arrival == 0 || !choose_open_of (self, self->arrival))
    choose_open_of (self, 0);
}

static void
show_standing (PodArrivalsDialog *self)
{
  guint skipped = 0;
  g_autofree char *text = NULL;

  for (guint i = 0; self->arrivals != NULL && i < self->arrivals->len; i++)
    skipped += ((PodTrialArrival *) g_ptr_array_index (self->arrivals, i))->skipped;
  if (skipped > 0)
    text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         "%u row was of somebody who is not a subject; nothing of "
                                         "it was kept.",
                                         "%u rows were of people who are not subjects; nothing of "
                                         "them was kept.",
                                         skipped),
                            skipped);
  gtk_label_set_text (self->standing, self->told != NULL ? self->told : text != NULL ? text : "");
}

/* ---- the panel ---- */

static const PodTrialArrivalItem *
get_chosen (PodArrivalsDialog *self)
{
  g_autoptr (GtkBitset)
      chosen = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  g_autoptr (PodArrivalRow) row = NULL;

  if (gtk_bitset_get_size (chosen) == 0)
    return NULL;
  row = g_list_model_get_item (G_LIST_MODEL (self->selection), gtk_bitset_get_nth (chosen, 0));
  return row != NULL ? pod_arrival_row_get_item (row) : NULL;
}

/* The file that an item came in. */
static const PodTrialArrival *
find_arrival (PodArrivalsDialog *self, const PodTrialArrivalItem *item)
{
  for (guint i = 0; item != NULL && self->arrivals != NULL && i < self->arrivals->len; i++)
    if (((PodTrialArrival *) g_ptr_array_index (self->arrivals, i))->id == item->arrival)
      return g_ptr_array_index (self->arrivals, i);
  return NULL;
}

/* Whoever looks for something takes what is found of it. */
static void
update_take (PodArrivalsDialog *self)
{
  gboolean some = pod_list_find_is_active (self->find);
  guint n = some ? pod_arrival_take_count (G_LIST_MODEL (self->selection)) : count (self, "clear");

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "arrivals.take", n > 0);
  gtk_button_set_label (self->take_button,
                        some ? _ ("_Take What Is Clear and Shown…") : _ ("_Take What Is Clear…"));
}

static void
update_actions (PodArrivalsDialog *self, const PodTrialArrivalItem *item)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean unmapped = item != NULL && g_str_equal (item->state, "unmapped");
  const PodTrialArrival *arrival = find_arrival (self, item);
  g_auto (PodArrivalChoices) choices = { 0 };

  pod_arrival_choices_find (&choices, self->trial, GTK_SELECTION_MODEL (self->selection));
  pod_arrival_choices_explain (&choices, self->why, self->accept_button, self->correct_button,
                               self->keep_button);
  gtk_widget_action_set_enabled (widget, "arrivals.accept", choices.accept);
  gtk_widget_action_set_enabled (widget, "arrivals.correct", choices.correct);
  gtk_widget_action_set_enabled (widget, "arrivals.keep-both", choices.correct);
  gtk_widget_action_set_enabled (widget, "arrivals.reject", choices.reject);
  gtk_widget_action_set_enabled (widget, "arrivals.map",
                                 unmapped && pod_search_row_get_chosen (self->observation) != NULL);
  gtk_widget_action_set_enabled (widget, "arrivals.undo", arrival != NULL && !arrival->is_undone);
  update_take (self);
  gtk_widget_set_visible (self->mapping, unmapped);
  gtk_widget_set_visible (self->mapped_button,
                          arrival != NULL &&
                              pod_mappings_count (self->trial, arrival->laboratory) > 0);
}

static void
show_file (PodArrivalsDialog *self, const PodTrialArrivalItem *item)
{
  const PodTrialArrival *arrival = find_arrival (self, item);
  g_autofree char *words = arrival != NULL ? pod_arrival_row_say_place (item, arrival) : NULL;

  gtk_label_set_text (self->file, words != NULL ? words : "");
}

/* What was asked for another row is not shown beside this one. */
static void
look_anew (PodArrivalsDialog *self)
{
  g_cancellable_cancel (self->looking);
  g_object_unref (self->looking);
  self->looking = g_cancellable_new ();
}

/* What an item is nobody proposes: a person says it. */
static void
selected_cb (PodArrivalsDialog *self)
{
  const PodTrialArrivalItem *item = get_chosen (self);
  g_autofree char *reason = item != NULL ? pod_arrival_reason_to_words (item) : NULL;

  if (self->trial == NULL)
    return;
  self->shown = item != NULL ? item->id : 0;
  look_anew (self);
  gtk_widget_set_visible (self->panel, item != NULL);
  pod_search_row_choose (self->observation, NULL);
  update_actions (self, item);
  pod_arrival_patients_show (self->patients, self->trial, find_arrival (self, item), item);
  pod_arrival_values_show (self->values, self->trial, item);
  pod_arrival_raw_show (self->raw, self->trial, item);
  if (item == NULL)
    return;
  gtk_label_set_text (self->reason, reason);
  show_file (self, item);
  pod_arrival_look_explain (self->trial, item, self->reason, self->looking);
}

/* ---- what is there ---- */

/* What came in by it stands here once it is received, so that this makes room for it. */
static void
import_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkWindow *next = gtk_window_get_transient_for (GTK_WINDOW (widget));
  g_autoptr (GtkWindow) below = NULL;

  for (; next != NULL; next = gtk_window_get_transient_for (next))
    g_set_object (&below, next);
  if (below == NULL)
    return;
  gtk_window_close (GTK_WINDOW (widget));
  gtk_widget_activate_action (GTK_WIDGET (below), "win.import", NULL);
}

static void
all_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodArrivalsDialog *self = POD_ARRIVALS_DIALOG (widget);

  gtk_drop_down_set_selected (self->filter, G_N_ELEMENTS (states) - 1);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

/* What nobody has said yet what it is waits for somebody, too. */
static void
show_empty (PodArrivalsDialog *self)
{
  guint files = self->arrivals != NULL ? self->arrivals->len : 0;
  guint clear = count (self, "clear"), unmapped = count (self, "unmapped");
  gboolean is_waiting = gtk_drop_down_get_selected (self->filter) == 0;
  g_autofree char *title = pod_arrival_nothing_to_title (files, is_waiting, clear, unmapped);
  g_autofree char *words = pod_arrival_nothing_to_words (files, clear, unmapped);

  adw_status_page_set_title (self->empty, title);
  adw_status_page_set_description (self->empty, words);
  adw_status_page_set_icon_name (self->empty, unmapped > 0 ? "dialog-question-symbolic"
                                              : clear == 0 ? "emblem-ok-symbolic"
                                                           : NULL);
  gtk_widget_set_visible (self->all_button, files > 0);
  gtk_stack_set_visible_child_name (self->stack, "empty");
}

static PodArrivalRow *
make_row (PodArrivalsDialog *self, PodTrialArrivalItem *item)
{
  return pod_arrival_row_new (self->trial, item, find_arrival (self, item));
}

static void
show_page (PodArrivalsDialog *self)
{
  guint all = g_list_model_get_n_items (G_LIST_MODEL (self->rows));
  guint shown = g_list_model_get_n_items (G_LIST_MODEL (self->selection));

  gtk_widget_set_visible (GTK_WIDGET (self->find), all > 0 || pod_list_find_is_active (self->find));
  if (all == 0)
    show_empty (self);
  else
    gtk_stack_set_visible_child_name (self->stack, shown > 0 ? "list" : "nothing-found");
}

static void list_items (PodArrivalsDialog *self);

/* Whoever looks for something looks for it among all. */
static void
list_whole (PodArrivalsDialog *self)
{
  if (pod_list_find_is_active (self->find) && !self->whole &&
      g_list_model_get_n_items (G_LIST_MODEL (self->rows)) >= MOST_ROWS)
    list_items (self);
}

/* What was chosen stays chosen if it is left; else the first that is.  GTK says nothing of it where one of several is hidden, and the panel shows what
 * the buttons act on. */
static void
found_cb (PodArrivalsDialog *self)
{
  guint place = pod_arrival_place_get (GTK_SELECTION_MODEL (self->selection));
  const PodTrialArrivalItem *item;

  show_page (self);
  if (place != GTK_INVALID_LIST_POSITION)
    pod_text_column_scroll_to (self->view, place);
  else if (g_list_model_get_n_items (G_LIST_MODEL (self->selection)) > 0)
    pod_arrival_place_go (self->view, 0, FALSE);
  item = get_chosen (self);
  if (self->shown != (item != NULL ? item->id : 0))
    selected_cb (self);
  else
    update_actions (self, item);
  list_whole (self);
}

/* What was chosen stays chosen, and the keyboard where it was. */
static void
show_rows (PodArrivalsDialog *self, const GPtrArray *rows)
{
  GListModel *shown = G_LIST_MODEL (self->selection);
  g_autoptr (GPtrArray) before = pod_arrival_place_list (shown);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  gboolean with_keys = self->with_keys ||
                       (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->view)));
  guint place = self->anew ? GTK_INVALID_LIST_POSITION
                           : pod_arrival_place_get (GTK_SELECTION_MODEL (self->selection));

  self->anew = self->with_keys = FALSE;
  g_list_store_splice (self->rows, 0, g_list_model_get_n_items (G_LIST_MODEL (self->rows)),
                       rows->pdata, rows->len);
  show_page (self);
  if (g_list_model_get_n_items (shown) > 0)
    pod_arrival_place_go (self->view, pod_arrival_place_find (before, place, shown, self->arrival),
                          with_keys);
}

static void
items_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PodArrivalsDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray)
      items = pod_trial_list_arrival_items_finish (POD_TRIAL (source), result, &error);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  if (items == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  g_ptr_array_set_free_func (items, NULL);
  for (guint i = 0; i < items->len; i++)
    g_ptr_array_add (rows, make_row (self, g_ptr_array_index (items, i)));
  show_rows (self, rows);
  selected_cb (self);
  list_whole (self);
}

static void
list_items (PodArrivalsDialog *self)
{
  guint selected = MIN (gtk_drop_down_get_selected (self->filter), G_N_ELEMENTS (states) - 1);

  self->whole = pod_list_find_is_active (self->find);
  pod_trial_list_arrival_items_async (self->trial, 0, states[selected], 0,
                                      self->whole ? 0 : MOST_ROWS, self->cancellable, items_cb,
                                      g_object_ref (self));
}

static void
arrivals_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PodArrivalsDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *arrivals = pod_trial_list_arrivals_finish (POD_TRIAL (source), result, &error);
  gboolean is_first;

  if (arrivals == NULL || g_cancellable_is_cancelled (self->cancellable))
    {
      g_clear_pointer (&arrivals, g_ptr_array_unref);
      return;
    }
  for (guint i = arrivals->len; i-- > 0;)
    if (((const PodTrialArrival *) g_ptr_array_index (arrivals, i))->left_nothing)
      g_ptr_array_remove_index (arrivals, i);
  is_first = self->arrivals == NULL;
  g_clear_pointer (&self->arrivals, g_ptr_array_unref);
  self->arrivals = arrivals;
  show_filter (self);
  if (is_first)
    choose_open (self);
  show_standing (self);
  list_items (self);
}

static void
refresh (PodArrivalsDialog *self)
{
  pod_trial_list_arrivals_async (self->trial, self->cancellable, arrivals_cb, g_object_ref (self));
}

static void
filter_cb (PodArrivalsDialog *self)
{
  if (self->filling)
    return;
  self->anew = TRUE;
  g_clear_pointer (&self->told, g_free);
  show_standing (self);
  list_items (self);
}

/* ---- what is made of it ---- */

static void
show_failure (PodArrivalsDialog *self, const GError *error)
{
  g_autofree char *words = pod_trial_error_to_words (error);

  if (!g_cancellable_is_cancelled (self->cancellable))
    pod_dialogs_show_error (GTK_WINDOW (self), _ ("Nothing was changed"), words);
}

static void
resolved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PodArrivalsDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!pod_trial_resolve_finish (POD_TRIAL (source), result, &error))
    show_failure (self, error);
  refresh (self);
}

static void
resolve (PodArrivalsDialog *self, const char *why)
{
  self->with_keys = TRUE;
  pod_trial_resolve_async (self->trial, (const PodArrivalKey *) self->question->keys->data,
                           self->question->keys->len, self->question->resolution, why, NULL,
                           resolved_cb, g_object_ref (self));
}

static void
reason_given (const char *reason, gpointer data)
{
  g_autoptr (PodArrivalsDialog) self = data;

  if (reason != NULL && !g_cancellable_is_cancelled (self->cancellable))
    resolve (self, reason);
}

static void
answered (gboolean yes, gpointer data)
{
  g_autoptr (PodArrivalsDialog) self = data;

  if (yes && !g_cancellable_is_cancelled (self->cancellable))
    resolve (self, NULL);
}

/* What waits is never accepted by one key alone: what is doubted of it is read first. */
static void
settle (GtkWidget *widget, PodResolution resolution)
{
  PodArrivalsDialog *self = POD_ARRIVALS_DIALOG (widget);
  g_autofree char *heading = NULL;
  g_autofree char *body = NULL;
  const char *verb;

  g_clear_pointer (&self->question, pod_arrival_question_free);
  self->question = pod_arrival_question_new (self->trial, resolution,
                                             GTK_SELECTION_MODEL (self->selection),
                                             pod_arrival_values_get_chosen (self->values));
  if (self->question->keys->len == 0)
    return;
  heading = pod_arrival_question_get_heading (self->question);
  body = pod_arrival_question_get_body (self->question);
  verb = pod_arrival_question_get_verb (self->question);
  if (self->question->needs_reason)
    pod_dialogs_ask_reason (GTK_WINDOW (self), heading, body, verb, reason_given,
                            g_object_ref (self));
  else if (pod_arrival_question_is_asked (self->question))
    pod_dialogs_ask (GTK_WINDOW (self), heading, body, verb, FALSE, answered, g_object_ref (self));
  else
    resolve (self, NULL);
}

static void
accept_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  settle (widget, POD_RESOLVE_ACCEPT);
}

static void
correct_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  settle (widget, POD_RESOLVE_ACCEPT_AS_CORRECTION);
}

static void
keep_both_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  settle (widget, POD_RESOLVE_KEEP_BOTH);
}

static void
reject_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  settle (widget, POD_RESOLVE_REJECT);
}

static void
activated_cb (PodArrivalsDialog *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "arrivals.accept", NULL);
}

/* ---- all that is clear ---- */

static void
taken (const GError *error, gpointer data)
{
  PodArrivalsDialog *self = data;

  if (error != NULL)
    show_failure (self, error);
  refresh (self);
}

static void
take_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodArrivalsDialog *self = POD_ARRIVALS_DIALOG (widget);

  if (self->arrivals != NULL)
    pod_arrival_take_ask (GTK_WINDOW (self), self->trial, self->arrivals,
                          G_LIST_MODEL (self->selection), pod_list_find_is_active (self->find),
                          &(PodArrivalTake){ taken, g_object_ref (self), g_object_unref });
}

/* ---- the whole of a file undone ---- */

static void
undone (const char *what, const char *why, gpointer data)
{
  PodArrivalsDialog *self = data;

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (what != NULL)
    pod_dialogs_show_error (GTK_WINDOW (self), what, why);
  refresh (self);
}

static void
undo_over (gpointer data)
{
  g_autoptr (PodArrivalsDialog) self = data;

  self->is_undoing = FALSE;
}

/* Nothing is in the way of a second press until the count has a window. */
static void
undo_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodArrivalsDialog *self = POD_ARRIVALS_DIALOG (widget);
  const PodTrialArrival *arrival = find_arrival (self, get_chosen (self));

  if (arrival == NULL || self->is_undoing)
    return;
  self->is_undoing = TRUE;
  pod_arrival_undo_ask (GTK_WINDOW (self), self->trial, arrival, undone, g_object_ref (self),
                        undo_over);
}

/* ---- what an item is ---- */

static void
observation_cb (PodArrivalsDialog *self)
{
  update_actions (self, get_chosen (self));
}

static void
mapped (const GError *error, const char *refused, gpointer data)
{
  PodArrivalsDialog *self = data;

  if (error != NULL)
    show_failure (self, error);
  g_free (self->told);
  self->told = g_strdup (refused);
  refresh (self);
}

static void
map_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodArrivalsDialog *self = POD_ARRIVALS_DIALOG (widget);
  const PodTrialArrivalItem *item = get_chosen (self);
  const PodTrialArrival *arrival = find_arrival (self, item);
  const char *observation = pod_search_row_get_chosen (self->observation);

  if (arrival == NULL || observation == NULL)
    return;
  self->with_keys = TRUE;
  pod_arrival_map (self->trial, arrival, item->item, observation, self->cancellable, mapped,
                   g_object_ref (self), g_object_unref);
}

/* Here what was said wrongly comes to light. */
static void
mappings_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodArrivalsDialog *self = POD_ARRIVALS_DIALOG (widget);
  const PodTrialArrival *arrival = find_arrival (self, get_chosen (self));

  if (arrival != NULL)
    gtk_window_present (GTK_WINDOW (pod_mappings_dialog_new (GTK_WINDOW (self), self->trial,
                                                             arrival->laboratory)));
}

/* ---- the window ---- */

/* What is still being asked for may hold the dialog longer than the window that it stood over. */
static void
pod_arrivals_dialog_unrealize (GtkWidget *widget)
{
  PodArrivalsDialog *self = POD_ARRIVALS_DIALOG (widget);

  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->looking);
  if (self->trial != NULL)
    g_signal_handlers_disconnect_by_data (self->trial, self);
  GTK_WIDGET_CLASS (pod_arrivals_dialog_parent_class)->unrealize (widget);
  gtk_window_set_transient_for (GTK_WINDOW (self), NULL);
}

static void
pod_arrivals_dialog_dispose (GObject *object)
{
  PodArrivalsDialog *self = POD_ARRIVALS_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->looking);
  if (self->trial != NULL)
    g_signal_handlers_disconnect_by_data (self->trial, self);
  g_clear_object (&self->trial);
  G_OBJECT_CLASS (pod_arrivals_dialog_parent_class)->dispose (object);
}

static void
pod_arrivals_dialog_finalize (GObject *object)
{
  PodArrivalsDialog *self = POD_ARRIVALS_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->looking);
  g_clear_object (&self->rows);
  g_clear_pointer (&self->arrivals, g_ptr_array_unref);
  g_clear_pointer (&self->question, pod_arrival_question_free);
  g_free (self->told);
  G_OBJECT_CLASS (pod_arrivals_dialog_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, PodArrivalsDialog, filter);
  gtk_widget_class_bind_template_child (widget_class, PodArrivalsDialog, take_button);
  gtk_widget_class_bind_template_child (widget_class, PodArrivalsDialog, find);
  gtk_widget_class_bind_template_child (widget_class, PodArrivalsDialog, standing);
  gtk_widget_class_bind_template_child (widget_class, PodArrivalsDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, PodArrivalsDialog, view);
  gtk_widget_class_bind_template_child (widget_class, PodArrivalsDialog, selection);
  gtk_widget_class_bind_template_child (widget_class, PodArrivalsDialog, panel);
  gtk_widget_class_bind_template_child (widget_class, PodArrivalsDialog, why);
  gtk_widget_class_bind_template_child (widget_class, PodArrivalsDialog, keep_button);
  gtk_widget_class_bind_template_child (widget_class, PodArrivalsDialog, correct_button);
  gtk_widget_class_bind_template_child (widget_class, PodArrivalsDialog, accept_button);
  gtk_widget_class_bind_template_child (widget_class, PodArrivalsDialog, reason);
  gtk_widget_class_bind_template_child (widget_class, PodArrivalsDialog, file);
  gtk_widget_class_bind_template_child (widget_class, PodArrivalsDialog, patients);
  gtk_widget_class_bind_template_child (widget_class, PodArrivalsDialog, values);
  gtk_widget_class_bind_template_child (widget_class, PodArrivalsDialog, raw);
  gtk_widget_class_bind_template_child (widget_class, PodArrivalsDialog, mapping);
  gtk_widget_class_bind_template_child (widget_class, PodArrivalsDialog, observation);
  gtk_widget_class_bind_template_child (widget_class, PodArrivalsDialog, empty);
  gtk_widget_class_bind_template_child (widget_class, PodArrivalsDialog, all_button);
  gtk_widget_class_bind_template_child (widget_class, PodArrivalsDialog, mapped_button);
}

static void
pod_arrivals_dialog_class_init (PodArrivalsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (POD_TYPE_ARRIVAL_PATIENTS);
  g_type_ensure (POD_TYPE_ARRIVAL_RAW);
  g_type_ensure (POD_TYPE_ARRIVAL_VALUES);
  g_type_ensure (POD_TYPE_LIST_FIND);
  g_type_ensure (POD_TYPE_OBSERVATION_ROW);
  G_OBJECT_CLASS (klass)->dispose = pod_arrivals_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = pod_arrivals_dialog_finalize;
  widget_class->unrealize = pod_arrivals_dialog_unrealize;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/podocyte/Podocyte/"
                                                             "pod-arrivals-dialog.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, filter_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, found_cb);
  gtk_widget_class_bind_template_callback (widget_class, pod_list_find_leave);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, observation_cb);
  gtk_widget_class_install_action (widget_class, "arrivals.import", NULL, import_cb);
  gtk_widget_class_install_action (widget_class, "arrivals.all", NULL, all_cb);
  gtk_widget_class_install_action (widget_class, "arrivals.mappings", NULL, mappings_cb);
  gtk_widget_class_install_action (widget_class, "arrivals.take", NULL, take_cb);
  gtk_widget_class_install_action (widget_class, "arrivals.accept", NULL, accept_cb);
  gtk_widget_class_install_action (widget_class, "arrivals.correct", NULL, correct_cb);
  gtk_widget_class_install_action (widget_class, "arrivals.keep-both", NULL, keep_both_cb);
  gtk_widget_class_install_action (widget_class, "arrivals.reject", NULL, reject_cb);
  gtk_widget_class_install_action (widget_class, "arrivals.map", NULL, map_cb);
  gtk_widget_class_install_action (widget_class, "arrivals.undo", NULL, undo_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
pod_arrivals_dialog_init (PodArrivalsDialog *self)
{
  self->cancellable = g_cancellable_new ();
  self->looking = g_cancellable_new ();
  self->with_keys = TRUE;
  self->rows = g_list_store_new (POD_TYPE_ARRIVAL_ROW);
  gtk_widget_init_template (GTK_WIDGET (self));
  pod_label_keep (self->standing);
  pod_label_keep (self->reason);
  pod_label_keep (self->why);
  pod_choice_show_whole (GTK_WIDGET (self->filter), 0);
  gtk_multi_selection_set_model (self->selection,
                                 pod_arrival_columns_find (self->find, self->rows, self->view));
  pod_arrival_columns_append (self->view);
  update_actions (self, NULL);
}

PodArrivalsDialog *
pod_arrivals_dialog_new (GtkWindow *parent, PodTrial *trial)
{
  PodArrivalsDialog *self = g_object_new (POD_TYPE_ARRIVALS_DIALOG, "transient-for", parent, NULL);

  self->trial = g_object_ref (trial);
  pod_observation_row_set_study (POD_OBSERVATION_ROW (self->observation),
                                 pod_trial_get_study (trial));
  g_signal_connect_swapped (trial, "changed", G_CALLBACK (refresh), self);
  refresh (self);
  return self;
}

void
pod_arrivals_dialog_show_file (PodArrivalsDialog *self, gint64 arrival)
{
  g_return_if_fail (POD_IS_ARRIVALS_DIALOG (self));

  self->arrival = arrival;
}
