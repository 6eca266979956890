#pragma once

#include "pod-trial-window.h"

G_BEGIN_DECLS

/* A laboratory file: it is received, and what would become of each line is shown; then what is clear is taken, and what waits can be seen.
 * Nothing of it is a result before. */
#define POD_TYPE_IMPORT_DIALOG (pod_import_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PodImportDialog, pod_import_dialog, POD, IMPORT_DIALOG, AdwWindow)

/* Asks for the file first; opens the dialog with its preview. */
void pod_import_dialog_start (PodTrialWindow *parent);
/* The same from a dialog of @parent: it stands over that, and goes back to it. */
void pod_import_dialog_start_over (PodTrialWindow *parent, GtkWindow *over);
/* A file that is dropped on @window is one that was chosen, for whoever may import. */
void pod_import_dialog_accept_drops (PodTrialWindow *window);
/* The dialog for a file that is chosen already. */
PodImportDialog *pod_import_dialog_new (PodTrialWindow *parent, const char *path);

G_END_DECLS
