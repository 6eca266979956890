#pragma once

#include "pod-record.h"

G_BEGIN_DECLS

/**
 * PodChange:
 *
 * What one transaction writes: records put (new ones with a negative id of the caller's choosing, known ones with the id and
 * version they were read with) and records voided.  It copies records and strings.  Order is kept.
 */
typedef struct _PodChange PodChange;

PodChange *pod_change_new (void);
PodChange *pod_change_ref (PodChange *change);
void pod_change_unref (PodChange *change);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodChange, pod_change_unref)

/* The next free negative id. */
gint64 pod_change_reserve (PodChange *change);

void pod_change_put_subject (PodChange *change, const PodSubject *subject);
void pod_change_put_visit (PodChange *change, const PodVisit *visit);
void pod_change_put_finding (PodChange *change, const PodFinding *finding);
void pod_change_put_intervention (PodChange *change, const PodIntervention *intervention);
void pod_change_put_event (PodChange *change, const PodEvent *event);
void pod_change_put_adverse_event (PodChange *change, const PodAdverseEvent *event);
void pod_change_put_query (PodChange *change, const PodQuery *query);
void pod_change_void (PodChange *change, PodRecordType type, gint64 id, int version);

/* One step of it. @record points to the struct of @type, NULL for a voiding. */
typedef struct
{
  PodRecordType type;
  gboolean is_void;
  gint64 id;
  int version;
  gpointer record;
} PodChangeStep;

guint pod_change_get_n_steps (const PodChange *change);
const PodChangeStep *pod_change_get_step (const PodChange *change, guint index);
/* Whether a step replaces or voids something already saved: then a reason is required. */
gboolean pod_change_needs_reason (const PodChange *change);

G_END_DECLS
