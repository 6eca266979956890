#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-paper-dialog.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "pod-charts.h"
#include "pod-dialogs.h"
#include "pod-paper-print.h"

/* A sheet that lies on its side is wider than a small screen. */
#define ACROSS_SCALE 0.8

struct _PodPaperDialog
{
  AdwWindow parent_instance;

  PodTrial *trial;
  gint64 subject; /* 0 for the log */
  PodLogFilter filter;
  char *cohort; /* the filter's */
  char *file_name;
  GPtrArray *pages; /* as they are shown */

  GtkScrolledWindow *scroller;
  GtkBox *box;
  GtkLabel *failure;
};

G_DEFINE_FINAL_TYPE (PodPaperDialog, pod_paper_dialog, ADW_TYPE_WINDOW)

/* ---- the pages ---- */

static GPtrArray *
draw (PodPaperDialog *self, gboolean is_noted, GError **error)
{
  if (self->subject == 0)
    return pod_trial_draw_screening_log (self->trial, &self->filter, is_noted, error);
  return pod_trial_draw_screening_sheet (self->trial, self->subject, POD_DATE_NONE, is_noted,
                                         error);
}

static GPtrArray *
draw_noted (gpointer data, GError **error)
{
  return draw (data, TRUE, error);
}

/* Paper is white, whatever the window is. */
static cairo_surface_t *
paint_page (const PodScene *scene, int width, int height)
{
  cairo_surface_t *page = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (page);

  cairo_scale (cr, width / scene->width, height / scene->height);
  pod_scene_paint (scene, cr, POD_THEME_PRINT, TRUE);
  cairo_destroy (cr);
  return page;
}

/* In view, or no farther from it than what is in view is high. */
static gboolean
is_near (PodPaperDialog *self, GtkWidget *area)
{
  GtkAdjustment *down = gtk_scrolled_window_get_vadjustment (self->scroller);
  double top = gtk_adjustment_get_value (down);
  double page = gtk_adjustment_get_page_size (down);
  graphene_rect_t bounds;

  return gtk_widget_compute_bounds (area, GTK_WIDGET (self->box), &bounds) &&
         bounds.origin.y < top + 2 * page && bounds.origin.y + bounds.size.height > top - page;
}

/* All pages are drawn with the window, also those out of view: what came near is painted now, and what went far off let go. */
static void
scrolled_cb (PodPaperDialog *self)
{
  for (GtkWidget *area = gtk_widget_get_first_child (GTK_WIDGET (self->box)); area != NULL;
       area = gtk_widget_get_next_sibling (area))
    if (is_near (self, area) != (g_object_get_data (G_OBJECT (area), "page") != NULL))
      gtk_widget_queue_draw (area);
}

/* A page of small letters takes a while to draw: it is kept while it is near. */
static void
paint_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (area));
  cairo_surface_t *page = g_object_get_data (G_OBJECT (area), "page");

  if (!is_near (POD_PAPER_DIALOG (gtk_widget_get_root (GTK_WIDGET (area))), GTK_WIDGET (area)))
    {
      g_object_set_data (G_OBJECT (area), "page", NULL);
      return;
    }
  if (page == NULL || cairo_image_surface_get_width (page) != width * scale ||
      cairo_image_surface_get_height (page) != height * scale)
    {
      page = paint_page (data, width * scale, height * scale);
      g_object_set_data_full (G_OBJECT (area), "page", page,
                              (GDestroyNotify) cairo_surface_destroy);
    }
  cairo_scale (cr, 1.0 / scale, 1.0 / scale);
  cairo_set_source_surface (cr, page, 0, 0);
  cairo_paint (cr);
}

static GtkWidget *
make_page (PodScene *scene)
{
  double scale = scene->width > scene->height ? ACROSS_SCALE : 1;
  GtkWidget *area = g_object_new (GTK_TYPE_DRAWING_AREA, "accessible-role", GTK_ACCESSIBLE_ROLE_IMG,
                                  NULL);

  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (area), (int) ceil (scene->width * scale));
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area), (int) ceil (scene->height * scale));
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), paint_cb, scene, NULL);
  gtk_widget_set_halign (area, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (area, "paper");
  gtk_accessible_update_property (GTK_ACCESSIBLE (area), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  scene->title, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  scene->description, -1);
  return area;
}

/* A sheet with nothing on it would be taken for the record's. */
static void
show_failure (PodPaperDialog *self, const GError *error)
{
  g_autofree char *words = pod_trial_error_to_words (error);

  gtk_label_set_text (self->failure, words);
  gtk_widget_set_visible (GTK_WIDGET (self->failure), TRUE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "paper.print", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "paper.save", FALSE);
}

static void
show_pages (PodPaperDialog *self)
{
  g_autoptr (GError) error = NULL;

  self->pages = draw (self, FALSE, &error);
  if (self->pages == NULL)
    show_failure (self, error);
  for (guint i = 0; self->pages != NULL && i < self->pages->len; i++)
    gtk_box_append (self->box, make_page (g_ptr_array_index (self->pages, i)));
}

/* ---- printing and saving ---- */

static gboolean
is_across (PodPaperDialog *self)
{
  return self->subject == 0;
}

static void
tell (PodPaperDialog *self, const char *heading, const GError *error)
{
  g_autofree char *words = pod_trial_error_to_words (error);

  pod_dialogs_show_error (GTK_WINDOW (self), heading, words);
}

gboolean
pod_paper_dialog_print_to (PodPaperDialog *self, const char *path, GError **error)
{
  return pod_paper_print (GTK_WINDOW (self), draw_noted, self, is_across (self), path, error);
}

static void
print_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (PodPaperDialog) self = g_object_ref (POD_PAPER_DIALOG (widget));
  g_autoptr (GError) error = NULL;

  pod_paper_dialog_print_to (self, NULL, &error);
  /* A lock may have come while a printer was chosen. */
  if (error != NULL && gtk_widget_get_mapped (widget))
    tell (self, _ ("The pages are not printed"), error);
}

gboolean
pod_paper_dialog_save_to (PodPaperDialog *self, const char *path, GError **error)
{
  g_autoptr (GPtrArray) pages = draw (self, TRUE, error);

  return pages != NULL && pod_paper_write (pages, path, error);
}

static void
save_chosen (const char *path, gpointer data)
{
  g_autoptr (PodPaperDialog) self = data;
  g_autoptr (GError) error = NULL;

  if (path != NULL && !pod_paper_dialog_save_to (self, path, &error))
    tell (self, _ ("The pages are not saved"), error);
}

static void
save_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodPaperDialog *self = POD_PAPER_DIALOG (widget);

  pod_dialogs_choose_file (GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SAVE, _ ("Save as PDF"),
                           _ ("_Save"), self->file_name, save_chosen, g_object_ref (self));
}

/* ---- the class ---- */

static void
pod_paper_dialog_finalize (GObject *object)
{
  PodPaperDialog *self = POD_PAPER_DIALOG (object);

  g_clear_pointer (&self->pages, g_ptr_array_unref);
  g_clear_object (&self->trial);
  g_free (self->cohort);
  g_free (self->file_name);
  G_OBJECT_CLASS (pod_paper_dialog_parent_class)->finalize (object);
}

static void
pod_paper_dialog_class_init (PodPaperDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = pod_paper_dialog_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/podocyte/Podocyte/pod-paper-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PodPaperDialog, scroller);
  gtk_widget_class_bind_template_child (widget_class, PodPaperDialog, box);
  gtk_widget_class_bind_template_child (widget_class, PodPaperDialog, failure);
  gtk_widget_class_install_action (widget_class, "paper.print", NULL, print_cb);
  gtk_widget_class_install_action (widget_class, "paper.save", NULL, save_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "paper.print",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "paper.save",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
pod_paper_dialog_init (PodPaperDialog *self)
{
  GtkAdjustment *down;

  gtk_widget_init_template (GTK_WIDGET (self));
  down = gtk_scrolled_window_get_vadjustment (self->scroller);
  g_signal_connect_object (down, "value-changed", G_CALLBACK (scrolled_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (down, "changed", G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
}

/* Takes @file_name. */
static void
open_dialog (PodPaperDialog *self, PodTrial *trial, const char *title, char *file_name)
{
  self->trial = g_object_ref (trial);
  self->file_name = file_name;
  gtk_window_set_title (GTK_WINDOW (self), title);
  show_pages (self);
}

PodPaperDialog *
pod_paper_dialog_new_sheet (GtkWindow *parent, PodTrial *trial, gint64 subject)
{
  PodPaperDialog *self = g_object_new (POD_TYPE_PAPER_DIALOG, "transient-for", parent, NULL);
  g_autoptr (PodCasebook) casebook = pod_trial_load_casebook (trial, subject, NULL);
  const char *number = casebook != NULL ? pod_casebook_get_subject (casebook)->screening_number
                                        : "";

  self->subject = subject;
  open_dialog (self, trial, _ ("Screening Sheet"), g_strdup_printf ("screening-%s.pdf", number));
  return self;
}

PodPaperDialog *
pod_paper_dialog_new_log (GtkWindow *parent, PodTrial *trial, const PodLogFilter *filter)
{
  PodPaperDialog *self = g_object_new (POD_TYPE_PAPER_DIALOG, "transient-for", parent, NULL);
  g_autofree char *today = pod_date_to_string (pod_trial_get_today (trial));

  self->filter = *filter;
  self->filter.cohort = self->cohort = g_strdup (filter->cohort);
  open_dialog (self, trial, _ ("Screening Log"), g_strdup_printf ("screening-log-%s.pdf", today));
  return self;
}
