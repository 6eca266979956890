#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-history-dialog.h"

#include <glib/gi18n-lib.h>

#include "pod-history-view.h"
#include "pod-record-words.h"
#include "pod-result-facts.h"

struct _PodHistoryDialog
{
  AdwWindow parent_instance;

  GtkBox *box;
  GtkWidget *header;
  AdwWindowTitle *title;
  PodHistoryView *view;
};

G_DEFINE_FINAL_TYPE (PodHistoryDialog, pod_history_dialog, ADW_TYPE_WINDOW)

static void
pod_history_dialog_class_init (PodHistoryDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (POD_TYPE_HISTORY_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/podocyte/Podocyte/"
                                                             "pod-history-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PodHistoryDialog, box);
  gtk_widget_class_bind_template_child (widget_class, PodHistoryDialog, header);
  gtk_widget_class_bind_template_child (widget_class, PodHistoryDialog, title);
  gtk_widget_class_bind_template_child (widget_class, PodHistoryDialog, view);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
pod_history_dialog_init (PodHistoryDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_title (PodHistoryDialog *self, PodTrial *trial, gint64 subject, const char *table, gint64 row)
{
  g_autoptr (PodCasebook) casebook = pod_trial_load_casebook (trial, subject, NULL);
  g_autofree char *name = pod_record_name (trial, casebook, table, row);
  g_autofree char *subtitle = casebook != NULL
                                  ? g_strdup_printf ("%s · %s", pod_casebook_get_number (casebook),
                                                     name)
                                  : g_strdup (name);

  /* Of a result it is said first what it is: that is what a chart is asked for. */
  GtkWidget *facts = g_strcmp0 (table, "finding") == 0 ? pod_result_facts_new (trial, casebook, row)
                                                       : NULL;
  const char *title = facts != NULL ? _ ("Result and Its History") : _ ("History of This Record");

  adw_window_title_set_title (self->title, title);
  adw_window_title_set_subtitle (self->title, subtitle);
  gtk_window_set_title (GTK_WINDOW (self), title);
  if (facts != NULL)
    gtk_box_insert_child_after (self->box, facts, self->header);
}

PodHistoryDialog *
pod_history_dialog_new (GtkWindow *parent,
                        PodTrial *trial,
                        gint64 subject,
                        const char *table,
                        gint64 row)
{
  PodHistoryDialog *self = g_object_new (POD_TYPE_HISTORY_DIALOG, "transient-for", parent, NULL);

  if (table != NULL)
    show_title (self, trial, subject, table, row);
  pod_history_view_set_scope (self->view, trial, subject, table, row);
  return self;
}
