#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-arrival-returns.h"

#include <glib/gi18n-lib.h>

#include "pod-return-row.h"

struct _PodArrivalReturns
{
  AdwBin parent_instance;

  PodTrial *trial;
  GPtrArray *all; /* PodReturnRow: as they were displaced */
  gboolean filling;

  GtkCheckButton *every;
  GtkScrolledWindow *scrolled;
  GtkListView *view;
  GtkSingleSelection *selection;
  GListStore *rows; /* the same, the doubtful ones first */
};

G_DEFINE_FINAL_TYPE (PodArrivalReturns, pod_arrival_returns, ADW_TYPE_BIN)

/* ---- all of them ---- */

static gboolean
is_doubtful (PodReturnRow *row)
{
  return pod_undone_result_is_doubtful (pod_return_row_get_result (row));
}

static guint
count_doubtless (PodArrivalReturns *self, gboolean ticked_only)
{
  guint n = 0;

  for (guint i = 0; i < self->all->len; i++)
    if (!is_doubtful (self->all->pdata[i]) &&
        (!ticked_only || pod_return_row_get_ticked (self->all->pdata[i])))
      n++;
  return n;
}

static void
show_every (PodArrivalReturns *self)
{
  guint n = count_doubtless (self, FALSE), ticked = count_doubtless (self, TRUE);

  if (self->filling)
    return;
  self->filling = TRUE;
  gtk_check_button_set_active (self->every, n > 0 && ticked == n);
  gtk_check_button_set_inconsistent (self->every, ticked > 0 && ticked < n);
  self->filling = FALSE;
}

/* What something speaks against is ticked one by one; taken away are all. */
static void
every_cb (PodArrivalReturns *self)
{
  gboolean ticked = gtk_check_button_get_active (self->every);

  if (self->filling)
    return;
  self->filling = TRUE;
  for (guint i = 0; i < self->all->len; i++)
    if (!ticked || !is_doubtful (self->all->pdata[i]))
      pod_return_row_set_ticked (self->all->pdata[i], ticked);
  self->filling = FALSE;
  show_every (self);
}

/* ---- one of them ---- */

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *check = gtk_check_button_new (), *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 44);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (check), label);
  /* The row has the focus; Space and Enter tick it. */
  gtk_widget_set_focusable (check, FALSE);
  gtk_list_item_set_child (item, check);
}

static void
bind_cb (PodArrivalReturns *self, GtkListItem *item)
{
  PodReturnRow *row = gtk_list_item_get_item (item);
  GtkWidget *check = gtk_list_item_get_child (item);
  g_autofree char *words = pod_return_row_to_words (row, self->trial);
  GBinding *binding = g_object_bind_property (row, "ticked", check, "active",
                                              G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);

  gtk_label_set_text (GTK_LABEL (gtk_check_button_get_child (GTK_CHECK_BUTTON (check))), words);
  gtk_widget_set_sensitive (check, pod_return_row_is_open (row));
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_object_set_data (G_OBJECT (item), "binding", binding);
}

static void
unbind_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  g_binding_unbind (g_object_steal_data (G_OBJECT (item), "binding"));
}

static void
toggle (PodReturnRow *row)
{
  if (row != NULL)
    pod_return_row_set_ticked (row, !pod_return_row_get_ticked (row));
}

static void
activate_cb (PodArrivalReturns *self, guint position)
{
  g_autoptr (PodReturnRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), position);

  toggle (row);
}

/* Before the list takes it, for which Space chooses. */
static gboolean
key_cb (PodArrivalReturns *self, guint key, guint code, GdkModifierType state)
{
  if ((key != GDK_KEY_space && key != GDK_KEY_KP_Space) ||
      (state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return FALSE;
  toggle (gtk_single_selection_get_selected_item (self->selection));
  return TRUE;
}

/* ---- the widget ---- */

static void
pod_arrival_returns_dispose (GObject *object)
{
  PodArrivalReturns *self = POD_ARRIVAL_RETURNS (object);

  for (guint i = 0; i < self->all->len; i++)
    g_signal_handlers_disconnect_by_data (self->all->pdata[i], self);
  g_ptr_array_set_size (self->all, 0);
  g_clear_object (&self->trial);
  G_OBJECT_CLASS (pod_arrival_returns_parent_class)->dispose (object);
}

static void
pod_arrival_returns_finalize (GObject *object)
{
  g_ptr_array_unref (POD_ARRIVAL_RETURNS (object)->all);
  G_OBJECT_CLASS (pod_arrival_returns_parent_class)->finalize (object);
}

static void
pod_arrival_returns_class_init (PodArrivalReturnsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (POD_TYPE_RETURN_ROW);
  G_OBJECT_CLASS (klass)->dispose = pod_arrival_returns_dispose;
  G_OBJECT_CLASS (klass)->finalize = pod_arrival_returns_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/podocyte/Podocyte/"
                                                             "pod-arrival-returns.ui");
  gtk_widget_class_bind_template_child (widget_class, PodArrivalReturns, every);
  gtk_widget_class_bind_template_child (widget_class, PodArrivalReturns, scrolled);
  gtk_widget_class_bind_template_child (widget_class, PodArrivalReturns, view);
  gtk_widget_class_bind_template_child (widget_class, PodArrivalReturns, selection);
  gtk_widget_class_bind_template_child (widget_class, PodArrivalReturns, rows);
  gtk_widget_class_bind_template_callback (widget_class, every_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
pod_arrival_returns_init (PodArrivalReturns *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->all = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->view), keys);
}

static void
append_rows (PodArrivalReturns *self, gboolean doubtful)
{
  g_autoptr (GPtrArray) some = g_ptr_array_new ();

  for (guint i = 0; i < self->all->len; i++)
    if (is_doubtful (self->all->pdata[i]) == doubtful)
      g_ptr_array_add (some, self->all->pdata[i]);
  g_list_store_splice (self->rows, g_list_model_get_n_items (G_LIST_MODEL (self->rows)), 0,
                       some->pdata, some->len);
}

/* A dialog gives a list no more than it insists on: what speaks against a result is read without scrolling, of one and of two. */
#define ROW_HEIGHT 100
#define MOST_ROWS 2

PodArrivalReturns *
pod_arrival_returns_new (PodTrial *trial, const GPtrArray *displaced)
{
  PodArrivalReturns *self = g_object_new (POD_TYPE_ARRIVAL_RETURNS, NULL);
  g_autofree char *every = NULL;
  guint n;

  self->trial = g_object_ref (trial);
  for (guint i = 0; i < displaced->len; i++)
    {
      PodReturnRow *row = pod_return_row_new (g_ptr_array_index (displaced, i));

      g_signal_connect_swapped (row, "notify::ticked", G_CALLBACK (show_every), self);
      g_ptr_array_add (self->all, row);
    }
  append_rows (self, TRUE);
  append_rows (self, FALSE);
  gtk_scrolled_window_set_min_content_height (self->scrolled,
                                              ROW_HEIGHT * (int) MIN (displaced->len, MOST_ROWS));
  n = count_doubtless (self, FALSE);
  /* Translators: how many results nothing speaks against, with a tick for all of them. */
  every = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "_All %u that nothing speaks against",
                                        "_All %u that nothing speaks against", n),
                           n);
  gtk_check_button_set_label (self->every, every);
  gtk_widget_set_visible (GTK_WIDGET (self->every), n > 1);
  show_every (self);
  return self;
}

GArray *
pod_arrival_returns_collect (PodArrivalReturns *self)
{
  GArray *returns = g_array_new (FALSE, FALSE, sizeof (PodArrivalReturn));

  for (guint i = 0; i < self->all->len; i++)
    {
      PodReturnRow *row = g_ptr_array_index (self->all, i);
      PodArrivalReturn one = pod_undone_result_get_return (pod_return_row_get_result (row),
                                                           pod_return_row_get_ticked (row));

      g_array_append_val (returns, one);
    }
  return returns;
}
