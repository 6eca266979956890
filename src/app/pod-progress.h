#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * PodProgress:
 * Says over a window how far something is, and calls it off; nothing flickers where it is over at once.
 */
typedef struct _PodProgress PodProgress;

/* Cancels @cancellable where somebody calls it off. */
PodProgress *pod_progress_start (GtkWindow *parent, const char *heading, GCancellable *cancellable);
/* A PodTrialProgress; @progress: a PodProgress */
void pod_progress_tell (double fraction, gpointer progress);
/* Takes the dialog away, and frees @self. */
void pod_progress_end (PodProgress *self);

G_END_DECLS
