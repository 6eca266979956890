#pragma once

#include "pod-import-dialog.h"
#include "pod-test-window.h"

G_BEGIN_DECLS

/* An import by hand, of a trial with one subject, S-001. */

PodTrialWindow *imports_open_window (void);
PodImportDialog *imports_open_dialog (PodTrialWindow *window, const char *path);
/* The page that is shown once the dialog has done what it does. */
const char *imports_wait_for_any_page (PodImportDialog *dialog);
void imports_press_read (PodImportDialog *dialog);
/* With the first laboratory that is known, where it is asked. */
const char *imports_wait_for_page (PodImportDialog *dialog);

G_END_DECLS
