#pragma once

#include <adwaita.h>

#include "pod-trial-paper.h"

G_BEGIN_DECLS

/**
 * PodPaperDialog:
 * Pages of paper as they will be printed or saved, to be looked at first.  Nothing is noted until they are.
 */
#define POD_TYPE_PAPER_DIALOG (pod_paper_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PodPaperDialog, pod_paper_dialog, POD, PAPER_DIALOG, AdwWindow)

/* The sheet of one subject. */
PodPaperDialog *pod_paper_dialog_new_sheet (GtkWindow *parent, PodTrial *trial, gint64 subject);
/* The screening log. */
PodPaperDialog *
pod_paper_dialog_new_log (GtkWindow *parent, PodTrial *trial, const PodLogFilter *filter);
/* Prints without asking, to a file: for tests.  FALSE where it is not printed. */
gboolean pod_paper_dialog_print_to (PodPaperDialog *self, const char *path, GError **error);
/* Saves as a PDF: what the button does once a file is chosen. */
gboolean pod_paper_dialog_save_to (PodPaperDialog *self, const char *path, GError **error);

G_END_DECLS
