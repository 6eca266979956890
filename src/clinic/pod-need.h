#pragma once

#include "pod-screening.h"

G_BEGIN_DECLS

/**
 * PodNeed:
 * @POD_NEED_NONE: no criterion is open for want of it
 * @POD_NEED_PERHAPS: it is asked for only where something else, which is not known either, comes out so
 * @POD_NEED_SURELY: nobody can enter without it, or it is the first of what is asked one after the other
 */
typedef enum
{
  POD_NEED_NONE,
  POD_NEED_PERHAPS,
  POD_NEED_SURELY,
} PodNeed;

/* How much of what is missing (element-type utf8 PodNeed) is needed for the subject to enter: by the symbol's interned name, of all that
 * is in screening->missing; what is not in it is not needed.  Where one of several would do, and where one thing is asked only if another
 * holds, the rule's own order says which comes first: an open criterion always needs something surely.  Free with g_hash_table_unref(). */
GHashTable *pod_needs_new (const PodScreening *screening);
PodNeed pod_needs_get (GHashTable *needs, const char *name);

G_END_DECLS
