#pragma once

#include "pod-key-file.h"

G_BEGIN_DECLS

struct _PodKeyFile
{
  char *name;
  GPtrArray *groups; /* PodKeyGroup */
};

/* A piece of a value: it begins at byte @offset of the value and stands in @line from @column. */
typedef struct
{
  gsize offset;
  guint line;
  guint column;
} PodKeyPiece;

PodKeyFile *pod_key_file_new (const char *name);
/* Takes @kind and @name. */
PodKeyGroup *pod_key_group_new (PodKeyFile *file, char *kind, char *name, guint line);
void pod_key_group_free (PodKeyGroup *group);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodKeyGroup, pod_key_group_free)

G_END_DECLS
