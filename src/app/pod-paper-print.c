#include "pod-paper-print.h"

#include "pod-charts.h"

/* A pixel of a scene in points. */
#define POINTS 0.75

typedef struct
{
  PodPaperFunc func;
  gpointer data;
  GPtrArray *pages; /* NULL until it begins */
  GError *error;    /* why nothing was drawn */
} Printing;

static void
printing_clear (Printing *printing)
{
  g_clear_pointer (&printing->pages, g_ptr_array_unref);
  g_clear_error (&printing->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Printing, printing_clear)

static void
begin_cb (GtkPrintOperation *operation, GtkPrintContext *context, Printing *printing)
{
  printing->pages = printing->func (printing->data, &printing->error);
  if (printing->pages != NULL)
    gtk_print_operation_set_n_pages (operation, (int) printing->pages->len);
  else
    gtk_print_operation_cancel (operation);
}

/* On smaller paper it becomes smaller; it is never torn apart. */
static void
draw_cb (GtkPrintOperation *operation, GtkPrintContext *context, int number, Printing *printing)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  const PodScene *scene;
  double scale;

  if (printing->pages == NULL || number >= (int) printing->pages->len)
    return;
  scene = g_ptr_array_index (printing->pages, number);
  scale = MIN (gtk_print_context_get_width (context) / scene->width,
               gtk_print_context_get_height (context) / scene->height);
  cairo_scale (cr, MIN (scale, POINTS), MIN (scale, POINTS));
  pod_scene_paint (scene, cr, POD_THEME_PRINT, FALSE);
}

/* GTK's own preview is a file in the folder for temporary files, which stays there. */
static gboolean
preview_cb (GtkPrintOperation *operation,
            GtkPrintOperationPreview *preview,
            GtkPrintContext *context,
            GtkWindow *parent,
            gpointer data)
{
  gtk_print_operation_preview_end_preview (preview);
  return TRUE;
}

static GtkPageSetup *
make_setup (gboolean across)
{
  GtkPageSetup *setup = gtk_page_setup_new ();
  GtkPaperSize *size = gtk_paper_size_new (GTK_PAPER_NAME_A4);

  gtk_page_setup_set_paper_size (setup, size);
  gtk_page_setup_set_orientation (setup, across ? GTK_PAGE_ORIENTATION_LANDSCAPE
                                                : GTK_PAGE_ORIENTATION_PORTRAIT);
  gtk_paper_size_free (size);
  return setup;
}

static GtkPrintOperation *
make_operation (Printing *printing, gboolean across)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = make_setup (across);

  /* The queue of a printer shows it to everybody. */
  gtk_print_operation_set_job_name (operation, "Podocyte");
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_n_pages (operation, 1);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  g_signal_connect (operation, "begin-print", G_CALLBACK (begin_cb), printing);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_cb), printing);
  g_signal_connect (operation, "preview", G_CALLBACK (preview_cb), printing);
  return operation;
}

gboolean
pod_paper_print (GtkWindow *parent,
                 PodPaperFunc func,
                 gpointer data,
                 gboolean across,
                 const char *path,
                 GError **error)
{
  g_auto (Printing) printing = { .func = func, .data = data };
  g_autoptr (GtkPrintOperation) operation = make_operation (&printing, across);
  GtkPrintOperationResult result;
  GError *local = NULL;

  if (path != NULL)
    gtk_print_operation_set_export_filename (operation, path);
  result = gtk_print_operation_run (operation,
                                    path != NULL ? GTK_PRINT_OPERATION_ACTION_EXPORT
                                                 : GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                                    parent, &local);
  if (printing.error == NULL && local == NULL)
    return result == GTK_PRINT_OPERATION_RESULT_APPLY;
  if (printing.error != NULL)
    g_propagate_error (error, g_steal_pointer (&printing.error));
  else
    g_propagate_error (error, g_steal_pointer (&local));
  g_clear_error (&local);
  return FALSE;
}
