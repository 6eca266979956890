#pragma once

#include "pod-trial-window.h"

G_BEGIN_DECLS

/* What becomes of a file that was read in, where the import is left before anything of it was taken. */

typedef void (*PodImportLeave) (gpointer dialog);

/* Asks; @leave closes the @dialog then, which stays where somebody thinks better of it. */
void pod_import_leave_ask (GtkWindow *dialog,
                           PodTrialWindow *window,
                           gint64 arrival,
                           PodImportLeave leave);
/* What came in waits no longer, and its file can come in again; @window tells it. */
void pod_import_leave_discard (PodTrialWindow *window, gint64 arrival);

G_END_DECLS
