#include "pod-place.h"

/* No study has so many visits, or observations. */
#define MOST 65536

gint64
pod_place_make (gint64 subject, int index)
{
  g_return_val_if_fail (subject >= 0 && index >= -1 && index < MOST - 1, 0);

  return -(subject * MOST + index + 1);
}

gboolean
pod_place_read (gint64 id, gint64 *subject, int *index)
{
  if (id >= 0)
    return FALSE;
  if (subject != NULL)
    *subject = -id / MOST;
  if (index != NULL)
    *index = (int) (-id % MOST) - 1;
  return TRUE;
}
