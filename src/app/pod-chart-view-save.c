/* What leaves a chart: a picture, a table, a sheet of paper, a copy. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>

#include "pod-chart-save.h"
#include "pod-chart-view-private.h"
#include "pod-dialogs.h"
#include "pod-trial-window.h"

/* While somebody chooses a file or a printer, the page may go: it is asked for by way of the view, which is kept. */
static PodScene *
lay_out (double width, PodDayRange days, gpointer data)
{
  PodChartView *self = data;

  return self->func != NULL ? self->func (width, days, self->data) : NULL;
}

static gboolean
note_print (PodScene *scene, gpointer data, GError **error)
{
  PodChartView *self = data;

  return self->print != NULL && self->print (scene, self->data, error);
}

static gboolean
get_saving (PodChartView *self, PodChartSaving *saving)
{
  PodScene *scene = pod_chart_canvas_get_scene (self->canvas);

  if (self->func == NULL || scene == NULL || !pod_scene_has_rows (scene))
    return FALSE;
  *saving = (PodChartSaving){ lay_out, note_print, self, scene->width,
                              pod_day_view_get_range (self->days) };
  return TRUE;
}

gboolean
pod_chart_view_has_any (PodChartView *self)
{
  PodChartSaving saving;

  return get_saving (self, &saving);
}

static void
tell (PodChartView *self, const char *heading, const GError *error)
{
  g_autofree char *words = pod_trial_error_to_words (error);

  /* A lock may have come in the meantime. */
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    pod_dialogs_show_error (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), heading, words);
}

/* ---- files ---- */

gboolean
pod_chart_view_save_to (PodChartView *self, const char *path, GError **error)
{
  PodChartSaving saving;

  if (get_saving (self, &saving))
    return pod_chart_save (&saving, path, error);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _ ("There is nothing to save"));
  return FALSE;
}

/* That it went well is said where the chart is still seen; where to is nobody's else. */
static void
tell_saved (PodChartView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (POD_IS_TRIAL_WINDOW (root))
    pod_trial_window_toast (POD_TRIAL_WINDOW (root), _ ("The chart is saved"));
}

static void
save_chosen (const char *path, gpointer data)
{
  g_autoptr (PodChartView) self = data;
  g_autoptr (GError) error = NULL;

  if (path != NULL && pod_chart_view_save_to (self, path, &error))
    tell_saved (self);
  if (error == NULL)
    return;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT))
    {
      g_clear_error (&error);
      g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                           _ ("The name of the file must end in .pdf, .svg, .png or .csv."));
    }
  tell (self, _ ("The chart was not saved"), error);
}

static void
choose_file (PodChartView *self, const char *ending)
{
  g_autofree char *name =
      g_strdup_printf ("%s.%s", self->file_name != NULL ? self->file_name : "chart", ending);
  PodChartSaving saving;

  if (get_saving (self, &saving))
    pod_dialogs_choose_file (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                             GTK_FILE_CHOOSER_ACTION_SAVE, _ ("Save the Chart"), _ ("_Save"), name,
                             save_chosen, g_object_ref (self));
}

static void
save_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  choose_file (POD_CHART_VIEW (widget), "pdf");
}

static void
save_as_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  choose_file (POD_CHART_VIEW (widget), g_variant_get_string (parameter, NULL));
}

/* ---- paper ---- */

gboolean
pod_chart_view_print_to (PodChartView *self, const char *path, GError **error)
{
  PodChartSaving saving;

  return get_saving (self, &saving) &&
         pod_chart_print (&saving, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), path,
                          error);
}

static void
print_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (PodChartView) self = g_object_ref (POD_CHART_VIEW (widget));
  g_autoptr (GError) error = NULL;

  pod_chart_view_print_to (self, NULL, &error);
  if (error != NULL)
    tell (self, _ ("The chart is not printed"), error);
}

/* ---- the clipboard: what is copied leaves, too ---- */

static void
copy_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodChartView *self = POD_CHART_VIEW (widget);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  PodChartSaving saving;

  if (!get_saving (self, &saving))
    return;
  text = pod_chart_copy (&saving, &error);
  if (text != NULL)
    {
      gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
      gtk_label_set_text (self->caption, _ ("The table is copied; the audit trail says so"));
    }
  else if (error != NULL)
    tell (self, _ ("The table is not copied"), error);
}

void
pod_chart_view_add_saving (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "chart.save", NULL, save_cb);
  gtk_widget_class_install_action (widget_class, "chart.save-as", "s", save_as_cb);
  gtk_widget_class_install_action (widget_class, "chart.print", NULL, print_cb);
  gtk_widget_class_install_action (widget_class, "chart.copy", NULL, copy_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "chart.copy",
                                       NULL);
}
