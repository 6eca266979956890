#include "pod-config.h"

#include "pod-records-dialog.h"

#include "pod-chart-table.h"

struct _PodRecordsDialog
{
  AdwWindow parent_instance;

  GArray *records; /* Record, in the order of the rows */
  GPtrArray *rows; /* strv */

  GtkLabel *summary;
  GtkColumnView *view;
};

typedef struct
{
  PodRecordType type;
  gint64 id;
} Record;

enum
{
  RECORD_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PodRecordsDialog, pod_records_dialog, ADW_TYPE_WINDOW)

static void
activate_cb (PodRecordsDialog *self, guint position)
{
  g_autoptr (PodRecordsDialog) alive = g_object_ref (self);
  int row = pod_chart_table_get_row (self->view, position);
  Record record;

  if (row < 0 || row >= (int) self->records->len)
    return;
  record = g_array_index (self->records, Record, row);
  /* It is of no record. */
  if (record.id == 0)
    return;
  gtk_window_close (GTK_WINDOW (self));
  g_signal_emit (alive, signals[RECORD_ACTIVATED], 0, (int) record.type, record.id);
}

static void
pod_records_dialog_finalize (GObject *object)
{
  PodRecordsDialog *self = POD_RECORDS_DIALOG (object);

  g_array_unref (self->records);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (pod_records_dialog_parent_class)->finalize (object);
}

static void
pod_records_dialog_class_init (PodRecordsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = pod_records_dialog_finalize;
  signals[RECORD_ACTIVATED] = g_signal_new ("record-activated", POD_TYPE_RECORDS_DIALOG,
                                            G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                            G_TYPE_INT, G_TYPE_INT64);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/podocyte/Podocyte/"
                                                             "pod-records-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PodRecordsDialog, summary);
  gtk_widget_class_bind_template_child (widget_class, PodRecordsDialog, view);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
free_row (gpointer row)
{
  g_strfreev (row);
}

static void
pod_records_dialog_init (PodRecordsDialog *self)
{
  self->records = g_array_new (FALSE, FALSE, sizeof (Record));
  self->rows = g_ptr_array_new_with_free_func (free_row);
  gtk_widget_init_template (GTK_WIDGET (self));
}

PodRecordsDialog *
pod_records_dialog_new (GtkWindow *parent, const char *title, const char *summary)
{
  PodRecordsDialog *self = g_object_new (POD_TYPE_RECORDS_DIALOG, "transient-for", parent, "title",
                                         title, NULL);

  gtk_label_set_text (self->summary, summary);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  return self;
}

void
pod_records_dialog_add (PodRecordsDialog *self,
                        PodRecordType type,
                        gint64 id,
                        const char *const *cells)
{
  const Record record = { type, id };

  g_return_if_fail (POD_IS_RECORDS_DIALOG (self));

  g_array_append_val (self->records, record);
  g_ptr_array_add (self->rows, g_strdupv ((char **) cells));
}

void
pod_records_dialog_fill (PodRecordsDialog *self, const char *const *heading)
{
  g_return_if_fail (POD_IS_RECORDS_DIALOG (self));

  /* A record ends with its day. */
  pod_chart_table_wrap_first (self->view);
  pod_chart_table_fill (self->view, heading, self->rows, 0);
  /* Enter at once opens the first. */
  pod_chart_table_select (self->view, 0);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}
