#pragma once

#include <gtk/gtk.h>

#include "pod-paper.h"

G_BEGIN_DECLS

/* Draws the pages that are to be printed (element-type PodScene), after it has noted that they are; NULL with an error. */
typedef GPtrArray *(*PodPaperFunc) (gpointer data, GError **error);

/* Asks for a printer, unless @path is given, where a PDF is written instead.  @across: the sheets lie on their side.  FALSE where nothing
 * was printed; without an error where somebody thought better of it. */
gboolean pod_paper_print (GtkWindow *parent,
                          PodPaperFunc func,
                          gpointer data,
                          gboolean across,
                          const char *path,
                          GError **error);

G_END_DECLS
