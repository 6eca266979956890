#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-readings-dialog.h"

#include <glib/gi18n-lib.h>

#include "pod-contradictions-view.h"
#include "pod-in-view.h"
#include "pod-ledger-bar.h"
#include "pod-reading-row.h"
#include "pod-reading-view.h"

struct _PodReadingsDialog
{
  AdwWindow parent_instance;

  PodTrial *trial;
  char *text; /* looked for, casefolded; NULL for nothing */

  AdwWindowTitle *title;
  AdwViewStack *tabs;
  PodContradictionsView *contradictions;
  GtkEditable *search;
  GtkDropDown *filter;
  GtkStack *list_stack;
  GtkListBox *list;
  PodReadingView *view;
  PodLedgerBar *ledger;
};

G_DEFINE_FINAL_TYPE (PodReadingsDialog, pod_readings_dialog, ADW_TYPE_WINDOW)

/* In the order of the drop-down. */
typedef enum
{
  ALL,
  NOT_SETTLED,
  SETTLED,
  CHANGED,
  N_FILTERS,
} Filter;

static PodReadingRow *
get_row (PodReadingsDialog *self, int i)
{
  return (PodReadingRow *) gtk_list_box_get_row_at_index (self->list, i);
}

static gboolean
fits (PodReadingState state, Filter filter)
{
  switch (filter)
    {
    case NOT_SETTLED:
      return state == POD_READING_PROPOSED;
    case SETTLED:
      return state != POD_READING_PROPOSED;
    case CHANGED:
      return state == POD_READING_CHANGED;
    case ALL:
    default:
      return TRUE;
    }
}

static guint
count (PodReadingsDialog *self, Filter filter)
{
  PodReadingRow *row;
  guint n = 0;

  for (int i = 0; (row = get_row (self, i)) != NULL; i++)
    n += fits (pod_reading_row_get_state (row), filter);
  return n;
}

/* ---- the list ---- */

static gboolean
filter_cb (GtkListBoxRow *list_row, gpointer user_data)
{
  PodReadingsDialog *self = user_data;
  PodReadingRow *row = POD_READING_ROW (list_row);

  return fits (pod_reading_row_get_state (row), gtk_drop_down_get_selected (self->filter)) &&
         (self->text == NULL || pod_reading_row_holds (row, self->text));
}

/* NULL where the filter leaves none. */
static GtkListBoxRow *
find_first_shown (PodReadingsDialog *self)
{
  PodReadingRow *row;

  for (int i = 0; (row = get_row (self, i)) != NULL; i++)
    if (filter_cb (GTK_LIST_BOX_ROW (row), self))
      return GTK_LIST_BOX_ROW (row);
  return NULL;
}

/* What is beside the list is in the list: nobody settles what they do not see. */
static void
refilter (PodReadingsDialog *self)
{
  GtkListBoxRow *selected = gtk_list_box_get_selected_row (self->list);
  GtkListBoxRow *first = find_first_shown (self);

  gtk_list_box_invalidate_filter (self->list);
  gtk_stack_set_visible_child_name (self->list_stack, first != NULL ? "list" : "none");
  if (selected == NULL || !filter_cb (selected, self))
    gtk_list_box_select_row (self->list, first);
}

static void
filter_changed_cb (PodReadingsDialog *self)
{
  refilter (self);
}

static void
search_changed_cb (PodReadingsDialog *self)
{
  const char *text = gtk_editable_get_text (self->search);

  g_free (self->text);
  self->text = *text != '\0' ? g_utf8_casefold (text, -1) : NULL;
  refilter (self);
}

static void
selected_cb (PodReadingsDialog *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  pod_reading_view_set (self->view, self->trial,
                        row != NULL ? pod_reading_row_get_reading (POD_READING_ROW (row)) : NULL);
}

static void
fill (PodReadingsDialog *self)
{
  const GPtrArray *readings = pod_study_get_readings (pod_trial_get_study (self->trial));

  for (guint i = 0; i < readings->len; i++)
    gtk_list_box_append (self->list,
                         GTK_WIDGET (pod_reading_row_new (self->trial,
                                                          g_ptr_array_index (readings, i))));
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
}

/* ---- what is settled ---- */

static void
show_counts (PodReadingsDialog *self)
{
  guint n = count (self, ALL);
  g_autofree char *words = g_strdup_printf (ngettext ("%2$u of %1$u reading settled",
                                                      "%2$u of %1$u readings settled", n),
                                            n, count (self, SETTLED));

  adw_window_title_set_subtitle (self->title, words);
}

static void
update (PodReadingsDialog *self)
{
  PodReadingRow *row;

  for (int i = 0; (row = get_row (self, i)) != NULL; i++)
    pod_reading_row_update (row);
  refilter (self);
  show_counts (self);
  selected_cb (self);
  pod_ledger_bar_update (self->ledger, count (self, SETTLED));
}

/* What is settled is the site's, which is told as 0; of a subject only what the choice would change can have changed. */
static void
changed_cb (PodReadingsDialog *self, gint64 subject)
{
  if (!pod_trial_is_signed_in (self->trial))
    return;
  if (subject == 0)
    update (self);
  else
    selected_cb (self);
}

/* Whatever is filtered. */
static void
show_all (PodReadingsDialog *self)
{
  gtk_editable_set_text (self->search, "");
  search_changed_cb (self);
  gtk_drop_down_set_selected (self->filter, ALL);
}

static void
reading_cb (PodReadingsDialog *self, const char *name)
{
  pod_readings_dialog_show_reading (self, name);
}

/* ---- the class ---- */

static void
pod_readings_dialog_dispose (GObject *object)
{
  PodReadingsDialog *self = POD_READINGS_DIALOG (object);

  if (self->trial != NULL)
    g_signal_handlers_disconnect_by_data (self->trial, self);
  g_clear_object (&self->trial);
  g_clear_pointer (&self->text, g_free);
  G_OBJECT_CLASS (pod_readings_dialog_parent_class)->dispose (object);
}

static void
pod_readings_dialog_class_init (PodReadingsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pod_readings_dialog_dispose;
  g_type_ensure (POD_TYPE_CONTRADICTIONS_VIEW);
  g_type_ensure (POD_TYPE_READING_VIEW);
  g_type_ensure (POD_TYPE_LEDGER_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/podocyte/Podocyte/"
                                                             "pod-readings-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PodReadingsDialog, title);
  gtk_widget_class_bind_template_child (widget_class, PodReadingsDialog, tabs);
  gtk_widget_class_bind_template_child (widget_class, PodReadingsDialog, contradictions);
  gtk_widget_class_bind_template_child (widget_class, PodReadingsDialog, search);
  gtk_widget_class_bind_template_child (widget_class, PodReadingsDialog, filter);
  gtk_widget_class_bind_template_child (widget_class, PodReadingsDialog, list_stack);
  gtk_widget_class_bind_template_child (widget_class, PodReadingsDialog, list);
  gtk_widget_class_bind_template_child (widget_class, PodReadingsDialog, view);
  gtk_widget_class_bind_template_child (widget_class, PodReadingsDialog, ledger);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, reading_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
pod_readings_dialog_init (PodReadingsDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

PodReadingsDialog *
pod_readings_dialog_new (GtkWindow *parent, PodTrial *trial)
{
  PodReadingsDialog *self = g_object_new (POD_TYPE_READINGS_DIALOG, "transient-for", parent, NULL);

  self->trial = g_object_ref (trial);
  pod_ledger_bar_set_trial (self->ledger, trial);
  pod_contradictions_view_set_trial (self->contradictions, trial);
  gtk_list_box_set_filter_func (self->list, filter_cb, self, NULL);
  fill (self);
  update (self);
  g_signal_connect_swapped (trial, "changed", G_CALLBACK (changed_cb), self);
  return self;
}

void
pod_readings_dialog_show_reading (PodReadingsDialog *self, const char *name)
{
  PodReadingRow *row;

  adw_view_stack_set_visible_child_name (self->tabs, "readings");
  for (int i = 0; (row = get_row (self, i)) != NULL; i++)
    {
      if (!g_str_equal (pod_reading_row_get_reading (row)->observation.symbol.name, name))
        continue;
      if (!filter_cb (GTK_LIST_BOX_ROW (row), self))
        show_all (self);
      gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (row));
      gtk_widget_grab_focus (GTK_WIDGET (row));
      pod_in_view_bring (GTK_WIDGET (row), NULL);
    }
}

void
pod_readings_dialog_show_contradictions (PodReadingsDialog *self)
{
  adw_view_stack_set_visible_child_name (self->tabs, "contradictions");
}
