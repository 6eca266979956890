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
/* Compares rows, going on where the call before ended, until the monotonic time is @until; what differs is added to @faults.
 * *done: whether the last row was reached.  The running transaction must see no entry that was not applied. */
gboolean pod_replay_compare_some (PodReplay *self,
                                  PodConnection *connection,
                                  gint64 until,
                                  gboolean *done,
                                  GPtrArray *faults,
                                  GError **error);
/* After the last: the rows that were not met, or that an entry applied since has changed, one by one. */
gboolean pod_replay_compare_rest (PodReplay *self,
                                  PodConnection *connection,
                                  GPtrArray *faults,
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
