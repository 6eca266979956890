#pragma once

#include "pod-records-dialog.h"
#include "pod-scene.h"

G_BEGIN_DECLS

/* Which records a chart does not draw, and which results it cannot grade, and why: nothing is lost silently. */

/* Whether there is anything to list. */
gboolean pod_omissions_dialog_has_any (const PodScene *scene);
/* How much is not drawn and not graded, and the reasons of each: a line for each.  Free with g_free(). */
char *pod_omissions_dialog_summarise (const PodScene *scene);
PodRecordsDialog *pod_omissions_dialog_new (GtkWindow *parent, const PodScene *scene);

G_END_DECLS
