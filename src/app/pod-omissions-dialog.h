#pragma once

#include <adwaita.h>

#include "pod-scene.h"

G_BEGIN_DECLS

/**
 * PodOmissionsDialog:
 * Which records a chart does not draw, and which results it cannot grade, and why: nothing is lost silently.
 * Signal: "record-activated" (int PodRecordType, int64 id), after which it closes.
 */
#define POD_TYPE_OMISSIONS_DIALOG (pod_omissions_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PodOmissionsDialog, pod_omissions_dialog, POD, OMISSIONS_DIALOG, AdwWindow)

/* Whether there is anything to list. */
gboolean pod_omissions_dialog_has_any (const PodScene *scene);
PodOmissionsDialog *pod_omissions_dialog_new (GtkWindow *parent, const PodScene *scene);

G_END_DECLS
