#pragma once

#include "pod-audit-private.h"

G_BEGIN_DECLS

/**
 * PodReplay:
 *
 * Private to the room: the tables as the trail alone says they must be.  Entries go in, in order; then each table is compared.
 */
typedef struct _PodReplay PodReplay;

PodReplay *pod_replay_new (void);
void pod_replay_free (PodReplay *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodReplay, pod_replay_free)

/* An entry with action 'I' or 'U'.  Faults of its own (an old value that was not there, a row inserted twice) go to @faults. */
void pod_replay_apply (PodReplay *self,
                       const char *action,
                       const char *table,
                       gint64 row,
                       PodAuditFields *fields,
                       GPtrArray *faults);
/* FALSE on error or when cancelled; what differs is added to @faults. */
gboolean pod_replay_compare (PodReplay *self,
                             PodConnection *connection,
                             GPtrArray *faults,
                             GCancellable *cancellable,
                             GError **error);

/* Each may be NULL but @what. */
void pod_fault_add (GPtrArray *faults,
                    const char *what,
                    const char *table,
                    const char *row,
                    const char *field);
void pod_fault_add_row (GPtrArray *faults,
                        const char *what,
                        const char *table,
                        gint64 row,
                        const char *field);

G_END_DECLS
