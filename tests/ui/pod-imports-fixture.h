#pragma once

#include "pod-import-dialog.h"
#include "pod-test-window.h"

G_BEGIN_DECLS

/* An import by hand, of a trial with one subject, S-001. */

PodTrialWindow *imports_open_window (void);
PodImportDialog *imports_open_dialog (PodTrialWindow *window, const char *path);
/* The page that is shown once the dialog has done what it does. */
const char *imports_wait_for_any_page (PodImportDialog *dialog);
/* Of the page of lines. */
gpointer imports_line_child (PodImportDialog *dialog, const char *name);
/* Map and judge again, as what was chosen. */
void imports_map (PodImportDialog *dialog);
void imports_press_read (PodImportDialog *dialog);
/* With the first laboratory that is known, where it is asked. */
const char *imports_wait_for_page (PodImportDialog *dialog);
/* What is new, known, in conflict, not known and refused. */
void imports_assert_counts (PodImportDialog *dialog, const char *const *counts);
/* To who sent it. */
void imports_go_back (PodImportDialog *dialog);
/* How many files came in, and how many of those were undone, of which nothing waits. */
void imports_assert_arrivals (PodTrialWindow *window, guint expected, guint undone);

G_END_DECLS
