#include "pod-criterion-readings.h"

#include "pod-reading-row.h"
#include "pod-readings-dialog.h"

struct _PodCriterionReadings
{
  AdwBin parent_instance;

  PodTrial *trial;

  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (PodCriterionReadings, pod_criterion_readings, ADW_TYPE_BIN)

static void
activated_cb (PodCriterionReadings *self, GtkListBoxRow *row)
{
  const PodReading *reading = pod_reading_row_get_reading (POD_READING_ROW (row));
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  PodReadingsDialog *dialog = pod_readings_dialog_new (GTK_WINDOW (root), self->trial);

  gtk_window_present (GTK_WINDOW (dialog));
  pod_readings_dialog_show_reading (dialog, reading->observation.symbol.name);
}

static gboolean
is_about (const PodReading *reading, const PodCriterion *criterion)
{
  return g_strv_contains (reading->criteria, criterion->id);
}

static void
clear (PodCriterionReadings *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
}

static void
fill (PodCriterionReadings *self, const PodCriterion *criterion)
{
  const GPtrArray *readings = pod_study_get_readings (pod_trial_get_study (self->trial));

  for (guint i = 0; i < readings->len; i++)
    {
      const PodReading *reading = g_ptr_array_index (readings, i);

      if (is_about (reading, criterion))
        gtk_list_box_append (self->list, GTK_WIDGET (pod_reading_row_new (self->trial, reading)));
    }
}

static void
pod_criterion_readings_dispose (GObject *object)
{
  g_clear_object (&POD_CRITERION_READINGS (object)->trial);
  G_OBJECT_CLASS (pod_criterion_readings_parent_class)->dispose (object);
}

static void
pod_criterion_readings_class_init (PodCriterionReadingsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pod_criterion_readings_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/podocyte/Podocyte/"
                                                             "pod-criterion-readings.ui");
  gtk_widget_class_bind_template_child (widget_class, PodCriterionReadings, list);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
pod_criterion_readings_init (PodCriterionReadings *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
pod_criterion_readings_set (PodCriterionReadings *self,
                            PodTrial *trial,
                            const PodCriterion *criterion)
{
  g_set_object (&self->trial, trial);
  clear (self);
  if (trial != NULL && criterion != NULL)
    fill (self, criterion);
  gtk_widget_set_visible (GTK_WIDGET (self), gtk_list_box_get_row_at_index (self->list, 0) != NULL);
}
