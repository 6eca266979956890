#include "pod-change.h"

#include "pod-record-private.h"

struct _PodChange
{
  int ref_count;
  gint64 last_reserved;
  GStringChunk *strings;
  GArray *steps; /* PodChangeStep */
};

/* A change is what one form holds: a handful of words. */
#define STRING_BLOCK 512

static void
clear_step (gpointer data)
{
  PodChangeStep *step = data;

  g_free (step->record);
}

PodChange *
pod_change_new (void)
{
  PodChange *change = g_new0 (PodChange, 1);

  change->ref_count = 1;
  change->strings = g_string_chunk_new (STRING_BLOCK);
  change->steps = g_array_new (FALSE, FALSE, sizeof (PodChangeStep));
  g_array_set_clear_func (change->steps, clear_step);
  return change;
}

PodChange *
pod_change_ref (PodChange *change)
{
  g_atomic_int_inc (&change->ref_count);
  return change;
}

void
pod_change_unref (PodChange *change)
{
  if (!g_atomic_int_dec_and_test (&change->ref_count))
    return;
  g_array_unref (change->steps);
  g_string_chunk_free (change->strings);
  g_free (change);
}

/* An id that the caller chose is taken too, so that the next one is free. */
gint64
pod_change_reserve (PodChange *change)
{
  return --change->last_reserved;
}

static void
put (PodChange *change, PodRecordType type, gconstpointer record)
{
  const PodRecord *head = record;
  PodChangeStep step = { .type = type, .id = head->id, .version = head->version };

  step.record = g_memdup2 (record, pod_record_get_shape (type)->size);
  pod_record_adopt_strings (type, step.record, change->strings);
  change->last_reserved = MIN (change->last_reserved, head->id);
  g_array_append_val (change->steps, step);
}

void
pod_change_put_subject (PodChange *change, const PodSubject *subject)
{
  put (change, POD_RECORD_SUBJECT, subject);
}

void
pod_change_put_visit (PodChange *change, const PodVisit *visit)
{
  put (change, POD_RECORD_VISIT, visit);
}

void
pod_change_put_finding (PodChange *change, const PodFinding *finding)
{
  put (change, POD_RECORD_FINDING, finding);
}

void
pod_change_put_intervention (PodChange *change, const PodIntervention *intervention)
{
  put (change, POD_RECORD_INTERVENTION, intervention);
}

void
pod_change_put_event (PodChange *change, const PodEvent *event)
{
  put (change, POD_RECORD_EVENT, event);
}

void
pod_change_put_adverse_event (PodChange *change, const PodAdverseEvent *event)
{
  put (change, POD_RECORD_ADVERSE_EVENT, event);
}

void
pod_change_put_query (PodChange *change, const PodQuery *query)
{
  put (change, POD_RECORD_QUERY, query);
}

void
pod_change_void (PodChange *change, PodRecordType type, gint64 id, int version)
{
  PodChangeStep step = { .type = type, .is_void = TRUE, .id = id, .version = version };

  g_array_append_val (change->steps, step);
}

guint
pod_change_get_n_steps (const PodChange *change)
{
  return change->steps->len;
}

const PodChangeStep *
pod_change_get_step (const PodChange *change, guint index)
{
  g_return_val_if_fail (index < change->steps->len, NULL);
  return &g_array_index (change->steps, PodChangeStep, index);
}

gboolean
pod_change_needs_reason (const PodChange *change)
{
  for (guint i = 0; i < change->steps->len; i++)
    {
      const PodChangeStep *step = &g_array_index (change->steps, PodChangeStep, i);

      /* Only what has been saved has an id above zero. */
      if (step->is_void || step->id > 0)
        return TRUE;
    }
  return FALSE;
}
