#pragma once

#include <gtk/gtk.h>

#include "pod-trial.h"

G_BEGIN_DECLS

/* One page with the recovery key: in groups, of which study and day it is, and what to do with it.  It is noted before anything is
 * drawn, and where that fails, or nobody is signed in any more, nothing is.  There is no preview, which would be a file.
 * @lines: the key, a line for each row of groups.  @path: (nullable): a PDF instead of a printer, for tests.  FALSE where it was not
 * printed; without @error somebody thought better of it. */
gboolean pod_recovery_key_print (GtkWindow *parent,
                                 PodTrial *trial,
                                 const char *lines,
                                 const char *path,
                                 GError **error);

G_END_DECLS
