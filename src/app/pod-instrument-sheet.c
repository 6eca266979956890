#include "pod-instrument-sheet.h"

#include "pod-instrument-group.h"
#include "pod-instrument-words.h"

/* Wide enough for the longest item in two or three lines. */
#define COLUMN_WIDTH 440
/* A flow box asks how wide its children would like to be, and a long note would like to be one line. */
#define WIDEST_COLUMN 690

struct _PodInstrumentSheet
{
  AdwBin parent_instance;

  const PodStudy *study;
  const PodInstrument *instrument;
  gboolean may;
  GPtrArray *groups; /* PodInstrumentGroup */
  GtkFlowBox *columns;
};

enum
{
  ANSWERED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PodInstrumentSheet, pod_instrument_sheet, ADW_TYPE_BIN)

static PodInstrumentGroup *
get_group (PodInstrumentSheet *self, guint index)
{
  return g_ptr_array_index (self->groups, index);
}

static void
answered_cb (PodInstrumentSheet *self, PodInstrumentRow *row)
{
  g_signal_emit (self, signals[ANSWERED], 0, row);
}

/* ---- columns ---- */

static GtkBox *
add_column (PodInstrumentSheet *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *clamp = adw_clamp_new ();
  int widest = self->instrument->systems->len > 1 ? WIDEST_COLUMN : 3 * WIDEST_COLUMN;
  GtkWidget *child = gtk_flow_box_child_new ();

  gtk_widget_set_size_request (box, COLUMN_WIDTH, -1);
  g_object_set (clamp, "child", box, "maximum-size", widest, "tightening-threshold", widest, NULL);
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), clamp);
  gtk_widget_set_focusable (child, FALSE);
  gtk_widget_set_valign (box, GTK_ALIGN_START);
  gtk_flow_box_append (self->columns, child);
  return GTK_BOX (box);
}

static void
add_group (PodInstrumentSheet *self, const PodInstrumentSystem *system, GtkBox *column)
{
  PodInstrumentGroup *group = pod_instrument_group_new (self->instrument, system);
  g_autofree char *note = pod_instrument_note_to_words (self->study, self->instrument, system);

  pod_instrument_group_set_note (group, note);
  g_signal_connect_object (group, "answered", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_sensitive (GTK_WIDGET (group), self->may);
  g_ptr_array_add (self->groups, group);
  gtk_box_append (column, GTK_WIDGET (group));
}

static gboolean
has_items_without_system (const PodInstrument *instrument)
{
  for (guint i = 0; i < instrument->items->len; i++)
    if (((const PodInstrumentItem *) g_ptr_array_index (instrument->items, i))->system == NULL)
      return TRUE;
  return FALSE;
}

static guint
count_items (const PodInstrument *instrument, const PodInstrumentSystem *system)
{
  guint n = 0;

  for (guint i = 0; i < instrument->items->len; i++)
    n += ((const PodInstrumentItem *) g_ptr_array_index (instrument->items, i))->system == system;
  return n;
}

/* Two columns of about as many rows, which stand one under the other where there is no room. */
static void
add_groups (PodInstrumentSheet *self)
{
  const PodInstrument *instrument = self->instrument;
  GtkBox *column = add_column (self);
  guint n = 0, half = instrument->items->len + 3 * instrument->systems->len;
  gboolean second = FALSE;

  if (has_items_without_system (instrument))
    add_group (self, NULL, column);
  for (guint i = 0; i < instrument->systems->len; i++)
    {
      const PodInstrumentSystem *system = g_ptr_array_index (instrument->systems, i);

      n += 2 * (count_items (instrument, system) + 3);
      if (!second && i > 0 && n > half + count_items (instrument, system) + 3)
        {
          column = add_column (self);
          second = TRUE;
        }
      add_group (self, system, column);
    }
  gtk_flow_box_set_max_children_per_line (self->columns, second ? 2 : 1);
}

static void
remove_groups (PodInstrumentSheet *self)
{
  GtkWidget *child;

  g_ptr_array_set_size (self->groups, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->columns))) != NULL)
    gtk_flow_box_remove (self->columns, child);
}

/* ---- the widget ---- */

static gboolean
pod_instrument_sheet_grab_focus (GtkWidget *widget)
{
  PodInstrumentSheet *self = POD_INSTRUMENT_SHEET (widget);
  PodInstrumentRow *row = NULL;

  for (guint i = 0; row == NULL && i < self->groups->len; i++)
    row = pod_instrument_group_get_first (get_group (self, i));
  return row != NULL && gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
pod_instrument_sheet_finalize (GObject *object)
{
  g_ptr_array_unref (POD_INSTRUMENT_SHEET (object)->groups);
  G_OBJECT_CLASS (pod_instrument_sheet_parent_class)->finalize (object);
}

static void
pod_instrument_sheet_class_init (PodInstrumentSheetClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pod_instrument_sheet_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = pod_instrument_sheet_grab_focus;
  signals[ANSWERED] = g_signal_new ("answered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 1, POD_TYPE_INSTRUMENT_ROW);
}

static void
pod_instrument_sheet_init (PodInstrumentSheet *self)
{
  self->groups = g_ptr_array_new ();
  self->columns = g_object_new (GTK_TYPE_FLOW_BOX, "selection-mode", GTK_SELECTION_NONE,
                                "homogeneous", TRUE, "column-spacing", 24, "row-spacing", 18, NULL);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->columns));
}

void
pod_instrument_sheet_set (PodInstrumentSheet *self,
                          const PodStudy *study,
                          const PodInstrument *instrument,
                          gboolean may)
{
  g_return_if_fail (POD_IS_INSTRUMENT_SHEET (self));

  remove_groups (self);
  self->study = study;
  self->instrument = instrument;
  self->may = may;
  if (instrument != NULL)
    add_groups (self);
}

void
pod_instrument_sheet_show (PodInstrumentSheet *self, const PodInstrumentForm *form)
{
  for (guint i = 0; i < self->groups->len; i++)
    pod_instrument_group_show (get_group (self, i), form);
}

void
pod_instrument_sheet_show_score (PodInstrumentSheet *self, const PodScore *score)
{
  for (guint i = 0; i < self->groups->len; i++)
    pod_instrument_group_show_score (get_group (self, i), score);
}

void
pod_instrument_sheet_collect (PodInstrumentSheet *self, PodInstrumentForm *form)
{
  for (guint i = 0; i < self->groups->len; i++)
    {
      GPtrArray *rows = pod_instrument_group_get_rows (get_group (self, i));

      for (guint k = 0; k < rows->len; k++)
        {
          PodInstrumentRow *row = g_ptr_array_index (rows, k);
          int achieved;
          PodTruth answer = pod_instrument_row_get_answer (row, &achieved);

          pod_instrument_form_set (form, pod_instrument_row_get_item (row), answer, achieved);
        }
    }
}

gboolean
pod_instrument_sheet_search (PodInstrumentSheet *self, const char *text)
{
  g_autofree char *needle = g_utf8_casefold (text, -1);
  gboolean any = FALSE;

  for (guint i = 0; i < self->groups->len; i++)
    any |= pod_instrument_group_search (get_group (self, i), needle);
  return any;
}

void
pod_instrument_sheet_deny_rest (PodInstrumentSheet *self)
{
  for (guint i = 0; i < self->groups->len; i++)
    pod_instrument_group_deny_rest (get_group (self, i));
}

PodInstrumentRow *
pod_instrument_sheet_find (PodInstrumentSheet *self, const char *item)
{
  for (guint i = 0; i < self->groups->len; i++)
    {
      GPtrArray *rows = pod_instrument_group_get_rows (get_group (self, i));

      for (guint k = 0; k < rows->len; k++)
        if (g_strcmp0 (pod_instrument_row_get_item (g_ptr_array_index (rows, k))->name, item) == 0)
          return g_ptr_array_index (rows, k);
    }
  return NULL;
}
