#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-chart-view.h"

#include <glib/gi18n-lib.h>

#include "pod-chart-table.h"
#include "pod-dialogs.h"

struct _PodChartView
{
  AdwBin parent_instance;

  char *file_name;
  PodChartFunc func;
  PodChartPrintFunc print;
  gpointer data;
  GtkStack *stack;
  PodChartCanvas *canvas;
  GtkColumnView *table;
  AdwStatusPage *empty;
  AdwBin *control;
  GtkLabel *caption;
  GtkToggleButton *table_button;
  GtkWidget *bar;
};

enum
{
  RECORD_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PodChartView, pod_chart_view, ADW_TYPE_BIN)

static gboolean
has_rows (const PodScene *scene)
{
  return scene != NULL && scene->rows->len > 1;
}

/* While nothing is pointed at, the line tells what could not be drawn: nothing is lost silently. */
static void
show_caption (PodChartView *self, const char *what)
{
  PodScene *scene = pod_chart_canvas_get_scene (self->canvas);
  g_autofree char *text = NULL;

  if (what == NULL && scene != NULL && scene->not_drawn > 0)
    what = text = g_strdup_printf (ngettext ("%u record is not drawn: %s",
                                             "%u records are not drawn: %s", scene->not_drawn),
                                   scene->not_drawn,
                                   scene->not_drawn_why != NULL ? scene->not_drawn_why : "");
  gtk_label_set_text (self->caption, what != NULL ? what : "");
}

static void
update_stack (PodChartView *self)
{
  PodScene *scene = pod_chart_canvas_get_scene (self->canvas);
  gboolean table = gtk_toggle_button_get_active (self->table_button);

  gtk_widget_set_sensitive (self->bar, has_rows (scene));
  if (!has_rows (scene))
    gtk_stack_set_visible_child_name (self->stack, "empty");
  else
    gtk_stack_set_visible_child_name (self->stack, table ? "table" : "chart");
  pod_chart_table_fill (self->table, table ? scene : NULL);
  show_caption (self, NULL);
}

static void
pointed_cb (PodChartView *self, const char *what)
{
  show_caption (self, what);
}

static void
record_activated_cb (PodChartView *self, int type, gint64 id)
{
  g_signal_emit (self, signals[RECORD_ACTIVATED], 0, type, id);
}

static void
toggle_table_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkToggleButton *button = POD_CHART_VIEW (widget)->table_button;

  gtk_toggle_button_set_active (button, !gtk_toggle_button_get_active (button));
}

/* Laid out anew, since what belongs on paper is added to it. */
static gboolean
save (PodChartView *self, const char *path, GError **error)
{
  PodScene *shown = pod_chart_canvas_get_scene (self->canvas);
  g_autoptr (PodScene) scene = shown != NULL ? self->func (shown->width, self->data) : NULL;

  return scene == NULL ||
         (pod_scene_check_name (path, error) && self->print (scene, self->data, error) &&
          pod_scene_write (scene, path, POD_THEME_LIGHT, error));
}

static void
save_chosen (const char *path, gpointer data)
{
  g_autoptr (PodChartView) self = data;
  g_autoptr (GError) error = NULL;

  if (path == NULL || save (self, path, &error))
    return;
  g_autofree char *words = g_strdup_printf (_ ("%s. The name must end in .png, .svg or .pdf."),
                                            error->message);

  pod_dialogs_show_error (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                          _ ("The picture was not saved"), words);
}

static void
save_cb (PodChartView *self)
{
  g_autofree char *name = g_strconcat (self->file_name != NULL ? self->file_name : "chart", ".pdf",
                                       NULL);

  pod_dialogs_choose_file (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                           GTK_FILE_CHOOSER_ACTION_SAVE, _ ("Save as Picture"), _ ("_Save"), name,
                           save_chosen, g_object_ref (self));
}

static void
pod_chart_view_finalize (GObject *object)
{
  g_free (POD_CHART_VIEW (object)->file_name);
  G_OBJECT_CLASS (pod_chart_view_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/podocyte/Podocyte/pod-chart-view.ui");
  gtk_widget_class_bind_template_child (widget_class, PodChartView, stack);
  gtk_widget_class_bind_template_child (widget_class, PodChartView, canvas);
  gtk_widget_class_bind_template_child (widget_class, PodChartView, table);
  gtk_widget_class_bind_template_child (widget_class, PodChartView, empty);
  gtk_widget_class_bind_template_child (widget_class, PodChartView, control);
  gtk_widget_class_bind_template_child (widget_class, PodChartView, caption);
  gtk_widget_class_bind_template_child (widget_class, PodChartView, table_button);
  gtk_widget_class_bind_template_child (widget_class, PodChartView, bar);
  gtk_widget_class_bind_template_callback (widget_class, pointed_cb);
  gtk_widget_class_bind_template_callback (widget_class, record_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_stack);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
}

static void
pod_chart_view_class_init (PodChartViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = pod_chart_view_finalize;
  signals[RECORD_ACTIVATED] = g_signal_new ("record-activated", POD_TYPE_CHART_VIEW,
                                            G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                            G_TYPE_INT, G_TYPE_INT64);
  g_type_ensure (POD_TYPE_CHART_CANVAS);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "chart.table", NULL, toggle_table_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_t, 0, "chart.table", NULL);
}

static void
pod_chart_view_init (PodChartView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
pod_chart_view_set_func (PodChartView *self,
                         PodChartFunc func,
                         PodChartPrintFunc print,
                         gpointer data)
{
  self->func = func;
  self->print = print;
  self->data = data;
  pod_chart_canvas_set_func (self->canvas, func, data);
  update_stack (self);
}

void
pod_chart_view_refresh (PodChartView *self)
{
  pod_chart_canvas_refresh (self->canvas);
  update_stack (self);
}

void
pod_chart_view_set_empty (PodChartView *self, const char *title, const char *description)
{
  adw_status_page_set_title (self->empty, title);
  adw_status_page_set_description (self->empty, description);
}

void
pod_chart_view_set_file_name (PodChartView *self, const char *name)
{
  g_free (self->file_name);
  self->file_name = g_strdup (name);
}

void
pod_chart_view_set_control (PodChartView *self, GtkWidget *control)
{
  adw_bin_set_child (self->control, control);
}
