#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-omissions-dialog.h"

#include <glib/gi18n-lib.h>

#include "pod-chart-table.h"

struct _PodOmissionsDialog
{
  AdwWindow parent_instance;

  GArray *records; /* Record, in the order of the rows */

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

G_DEFINE_FINAL_TYPE (PodOmissionsDialog, pod_omissions_dialog, ADW_TYPE_WINDOW)

static void
activate_cb (PodOmissionsDialog *self, guint position)
{
  g_autoptr (PodOmissionsDialog) alive = g_object_ref (self);
  int row = pod_chart_table_get_row (self->view, position);
  Record record;

  if (row < 0 || row >= (int) self->records->len)
    return;
  record = g_array_index (self->records, Record, row);
  gtk_window_close (GTK_WINDOW (self));
  g_signal_emit (alive, signals[RECORD_ACTIVATED], 0, (int) record.type, record.id);
}

static void
pod_omissions_dialog_finalize (GObject *object)
{
  g_array_unref (POD_OMISSIONS_DIALOG (object)->records);
  G_OBJECT_CLASS (pod_omissions_dialog_parent_class)->finalize (object);
}

static void
pod_omissions_dialog_class_init (PodOmissionsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = pod_omissions_dialog_finalize;
  signals[RECORD_ACTIVATED] = g_signal_new ("record-activated", POD_TYPE_OMISSIONS_DIALOG,
                                            G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                            G_TYPE_INT, G_TYPE_INT64);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/podocyte/Podocyte/"
                                                             "pod-omissions-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PodOmissionsDialog, summary);
  gtk_widget_class_bind_template_child (widget_class, PodOmissionsDialog, view);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
pod_omissions_dialog_init (PodOmissionsDialog *self)
{
  self->records = g_array_new (FALSE, FALSE, sizeof (Record));
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
free_row (gpointer row)
{
  g_strfreev (row);
}

static void
add_rows (PodOmissionsDialog *self, const GArray *omissions, const char *state, GPtrArray *rows)
{
  for (guint i = 0; i < omissions->len; i++)
    {
      const PodOmission *omission = &g_array_index (omissions, PodOmission, i);
      const char *cells[] = { omission->what != NULL ? omission->what : "", state,
                              omission->why != NULL ? omission->why : "", NULL };
      Record record = { omission->type, omission->id };

      g_array_append_val (self->records, record);
      g_ptr_array_add (rows, g_strdupv ((char **) cells));
    }
}

static void
fill (PodOmissionsDialog *self, const PodScene *scene)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (free_row);
  const char *heading[] = { _ ("Record"), C_ ("omissions", "What is missing"),
                            C_ ("omissions", "Why"), NULL };

  add_rows (self, scene->omissions, C_ ("omissions", "not drawn"), rows);
  add_rows (self, scene->ungraded, C_ ("omissions", "not graded"), rows);
  pod_chart_table_fill (self->view, heading, rows, 0);
}

static void
append_line (GString *text, char *line)
{
  g_autofree char *owned = line;

  g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", owned);
}

static char *
summarise (const PodScene *scene)
{
  GString *text = g_string_new (NULL);

  if (scene->not_drawn > 0)
    append_line (text, g_strdup_printf (ngettext ("%u record is not drawn: %s",
                                                  "%u records are not drawn: %s", scene->not_drawn),
                                        scene->not_drawn,
                                        scene->not_drawn_why != NULL ? scene->not_drawn_why : ""));
  if (scene->not_graded > 0)
    append_line (text, g_strdup_printf (ngettext ("%1$u result is drawn and not graded: %2$s",
                                                  "%1$u results are drawn and not graded: %2$s",
                                                  scene->not_graded),
                                        scene->not_graded, scene->not_graded_why));
  if (text->len == 0)
    append_line (text, g_strdup (_ ("Everything is drawn, and every result that the scale has a "
                                    "term for is graded.")));
  return g_string_free (text, FALSE);
}

gboolean
pod_omissions_dialog_has_any (const PodScene *scene)
{
  return scene->not_drawn > 0 || scene->ungraded->len > 0;
}

PodOmissionsDialog *
pod_omissions_dialog_new (GtkWindow *parent, const PodScene *scene)
{
  PodOmissionsDialog *self = g_object_new (POD_TYPE_OMISSIONS_DIALOG, "transient-for", parent,
                                           NULL);
  g_autofree char *summary = summarise (scene);

  gtk_label_set_text (self->summary, summary);
  fill (self, scene);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  return self;
}
