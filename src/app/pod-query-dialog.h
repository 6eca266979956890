#pragma once

#include <adwaita.h>

#include "pod-trial.h"

G_BEGIN_DECLS

/* All queries of a subject, and raising one about the subject as a whole. */
#define POD_TYPE_QUERY_DIALOG (pod_query_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PodQueryDialog, pod_query_dialog, POD, QUERY_DIALOG, AdwWindow)

PodQueryDialog *pod_query_dialog_new (GtkWindow *parent, PodTrial *trial, gint64 subject);

G_END_DECLS
