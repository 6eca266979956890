#pragma once

#include "fault-run.h"

G_BEGIN_DECLS

/* As many findings as a laboratory's file brings. */
#define FAULT_IMPORT_SIZE 150

/* A new subject of that number with a visit and @n findings. */
PodChange *fault_make_change (const char *number, guint n);

/* Jobs, for pod_database_call(). */
gpointer fault_write_job (PodConnection *connection,
                          gpointer change,
                          GCancellable *cancellable,
                          GError **error);

G_END_DECLS
