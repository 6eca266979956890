#include "pod-screening-change.h"

static void
free_verdict_change (gpointer data)
{
  PodVerdictChange *change = data;

  g_free (change->criterion);
  g_free (change);
}

static const PodVerdict *
find_verdict (const PodScreening *screening, const char *id)
{
  for (guint i = 0; i < screening->verdicts->len; i++)
    {
      const PodVerdict *verdict = g_ptr_array_index (screening->verdicts, i);

      if (g_str_equal (verdict->criterion->id, id))
        return verdict;
    }
  return NULL;
}

/* Either may be NULL, not both. */
static void
add_change (PodScreeningChange *self, const PodVerdict *before, const PodVerdict *after)
{
  PodVerdictChange *change = g_new0 (PodVerdictChange, 1);

  change->criterion = g_strdup ((after != NULL ? after : before)->criterion->id);
  change->before = before != NULL ? before->passes : POD_UNKNOWN;
  change->after = after != NULL ? after->passes : POD_UNKNOWN;
  change->is_new = before == NULL;
  change->is_gone = after == NULL;
  g_ptr_array_add (self->verdicts, change);
}

PodScreeningChange *
pod_screening_compare (const PodScreening *before, const PodScreening *after)
{
  PodScreeningChange *self = g_new0 (PodScreeningChange, 1);

  self->before = before->eligible;
  self->after = after->eligible;
  self->verdicts = g_ptr_array_new_with_free_func (free_verdict_change);
  for (guint i = 0; i < after->verdicts->len; i++)
    {
      const PodVerdict *now = g_ptr_array_index (after->verdicts, i);
      const PodVerdict *then = find_verdict (before, now->criterion->id);

      if (then == NULL || then->passes != now->passes)
        add_change (self, then, now);
    }
  for (guint i = 0; i < before->verdicts->len; i++)
    {
      const PodVerdict *then = g_ptr_array_index (before->verdicts, i);

      if (find_verdict (after, then->criterion->id) == NULL)
        add_change (self, then, NULL);
    }
  return self;
}

void
pod_screening_change_free (PodScreeningChange *change)
{
  g_ptr_array_unref (change->verdicts);
  g_free (change);
}

gboolean
pod_screening_change_is_empty (const PodScreeningChange *change)
{
  return change->before == change->after && change->verdicts->len == 0;
}
