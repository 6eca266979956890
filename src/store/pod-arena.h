#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PodArena:
 *
 * Private to the room: memory that is taken in small pieces and given back all at once.
 */
typedef struct _PodArena PodArena;

PodArena *pod_arena_new (void);
void pod_arena_free (PodArena *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodArena, pod_arena_free)

/* Zeroed, and aligned for any of GLib's types. */
gpointer pod_arena_take (PodArena *self, gsize size);
gpointer pod_arena_copy (PodArena *self, gconstpointer data, gsize size);

G_END_DECLS
