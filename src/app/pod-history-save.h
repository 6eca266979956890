#pragma once

#include <adwaita.h>

#include "pod-trial-history.h"

G_BEGIN_DECLS

/* Asks for a file, then writes all that fits @filter to it, with progress and a way out. */
void pod_history_save_start (GtkWindow *parent,
                             PodTrial *trial,
                             const PodHistoryFilter *filter,
                             PodHistoryFormat format);
/* The same without asking. */
void pod_history_save_to (GtkWindow *parent,
                          PodTrial *trial,
                          const PodHistoryFilter *filter,
                          PodHistoryFormat format,
                          const char *path);

G_END_DECLS
