#include "pod-arena.h"

#include <string.h>

#define BLOCK (64 * 1024)
#define ALIGNMENT 8

struct _PodArena
{
  GPtrArray *blocks;
  char *next;
  gsize left;
};

PodArena *
pod_arena_new (void)
{
  PodArena *self = g_new0 (PodArena, 1);

  self->blocks = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
pod_arena_free (PodArena *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->blocks);
  g_free (self);
}

static char *
add_block (PodArena *self, gsize size)
{
  char *block = g_malloc0 (size);

  g_ptr_array_add (self->blocks, block);
  return block;
}

gpointer
pod_arena_take (PodArena *self, gsize size)
{
  char *piece;

  size = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  /* What is large has a block of its own, so that the rest of the running one is not lost. */
  if (size > BLOCK / 4)
    return add_block (self, size);
  if (size > self->left)
    {
      self->next = add_block (self, BLOCK);
      self->left = BLOCK;
    }
  piece = self->next;
  self->next += size;
  self->left -= size;
  return piece;
}

gpointer
pod_arena_copy (PodArena *self, gconstpointer data, gsize size)
{
  return memcpy (pod_arena_take (self, size), data, size);
}
