#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-recovery-key-print.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pod-text-show.h"
#include "pod-trial-users.h"

/* In points, as the page is drawn. */
#define MARGIN 72
#define SPACE 24

typedef struct
{
  PodTrial *trial;
  char *lines;
  GError *error; /* why nothing was drawn */
} Page;

static void
page_clear (Page *page)
{
  pod_wipe (page->lines);
  g_clear_error (&page->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Page, page_clear)

static void
begin_cb (GtkPrintOperation *operation, GtkPrintContext *context, Page *page)
{
  if (!pod_trial_note_recovery_key_printed (page->trial, &page->error))
    gtk_print_operation_cancel (operation);
}

/* Returns where the next text begins. */
static double
draw_text (GtkPrintContext *context, double y, const char *font, const char *text)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  g_autoptr (PangoLayout) layout = gtk_print_context_create_pango_layout (context);
  g_autoptr (PangoFontDescription) description = pango_font_description_from_string (font);
  double width = gtk_print_context_get_width (context) - 2 * MARGIN;
  int height;

  pango_layout_set_font_description (layout, description);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text (layout, text, -1);
  pango_layout_get_size (layout, NULL, &height);
  cairo_move_to (cr, MARGIN, y);
  pod_text_show (cr, layout);
  return y + (double) height / PANGO_SCALE + SPACE;
}

/* "NCT07241468 · 2026-11-23" */
static char *
say_where (PodTrial *trial)
{
  g_autofree char *today = pod_date_to_string (pod_trial_get_today (trial));
  const char *study = pod_study_get (pod_trial_get_study (trial), "registry");

  return study != NULL ? g_strdup_printf ("%s · %s", study, today) : g_steal_pointer (&today);
}

static void
draw_cb (GtkPrintOperation *operation, GtkPrintContext *context, int number, Page *page)
{
  g_autofree char *where = NULL;
  double y = MARGIN;

  if (page->error != NULL)
    return;
  where = say_where (page->trial);
  y = draw_text (context, y, "Sans Bold 20", _ ("Recovery key"));
  y = draw_text (context, y, "Sans 11", where);
  y = draw_text (context, y, "Monospace 20", page->lines);
  y = draw_text (context, y, "Sans 11",
                 _ ("Whoever has this key and the file of the trial can read every name. Put this "
                    "page into an envelope, seal it, sign across the flap, and keep it where the "
                    "investigator site file is kept, apart from the computer. Make no copy and no "
                    "photograph of it."));
  draw_text (context, y, "Sans 11",
             _ ("It is needed when every principal investigator has forgotten their password: "
                "choose Use the Recovery Key where one signs in. Once somebody has seen it, make "
                "another under People and destroy this page."));
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

static GtkPrintOperation *
make_operation (Page *page)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();

  /* The queue of a printer shows it to everybody. */
  gtk_print_operation_set_job_name (operation, "Podocyte");
  gtk_print_operation_set_n_pages (operation, 1);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  g_signal_connect (operation, "begin-print", G_CALLBACK (begin_cb), page);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_cb), page);
  g_signal_connect (operation, "preview", G_CALLBACK (preview_cb), page);
  return operation;
}

gboolean
pod_recovery_key_print (GtkWindow *parent,
                        PodTrial *trial,
                        const char *lines,
                        const char *path,
                        GError **error)
{
  g_autoptr (PodTrial) kept = g_object_ref (trial);
  g_auto (Page) page = { .trial = trial, .lines = g_strdup (lines) };
  g_autoptr (GtkPrintOperation) operation = make_operation (&page);
  GtkPrintOperationResult result;
  GError *local = NULL;

  if (path != NULL)
    gtk_print_operation_set_export_filename (operation, path);
  result = gtk_print_operation_run (operation,
                                    path != NULL ? GTK_PRINT_OPERATION_ACTION_EXPORT
                                                 : GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                                    parent, &local);
  if (page.error == NULL && local == NULL)
    return result == GTK_PRINT_OPERATION_RESULT_APPLY;
  g_propagate_error (error,
                     page.error != NULL ? g_steal_pointer (&page.error) : g_steal_pointer (&local));
  g_clear_error (&local);
  return FALSE;
}
