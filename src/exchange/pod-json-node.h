#pragma once

#include "pod-exchange-error.h"

G_BEGIN_DECLS

/*
 * JSON as it was written.  json-glib keeps a number's value, not its spelling: 6.30 would come back as 6.3, and the raw text of a resource
 * could not be told from the tree.  Here a value is a place in the text.
 */

/* @start, @length: of the value in the text; @name: (nullable) of a member, in the text, with its quotes' inside */
typedef struct _PodJsonNode PodJsonNode;
struct _PodJsonNode
{
  gsize start;
  gsize length;
  gsize name;
  gsize name_length;
  guint next;  /* the next in the same object or array, 0 for none */
  guint first; /* the first inside, 0 for none */
};

typedef struct
{
  const char *text;
  GArray *nodes; /* PodJsonNode; the first is none */
} PodJson;

/* Beyond it the text is refused. */
#define POD_JSON_MAX_NODES (2 * 1024 * 1024)

/* @text must outlive it.  What pod_json_scan() refuses is refused.  Errors: FORMAT, TOO_LARGE. */
PodJson *pod_json_parse (const char *text, guint depth, GError **error);
void pod_json_free (PodJson *json);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodJson, pod_json_free)

/* Nodes are numbers; 0 is none, and gives none of everything. */
#define POD_JSON_ROOT 1
guint pod_json_get (const PodJson *json, guint node, const char *name);
/* Names with points between: "code.text". */
guint pod_json_at (const PodJson *json, guint node, const char *path);
guint pod_json_first (const PodJson *json, guint node);
guint pod_json_next (const PodJson *json, guint node);
/* '{', '[', '"', 't', 'f', 'n', '0' for a number, '\0' for none */
char pod_json_kind (const PodJson *json, guint node);

/* A text without its escapes, a number or a word as written, "" for all else.  Spaces around it are gone. */
const char *pod_json_text (const PodJson *json, guint node, GStringChunk *strings);
/* Exactly as written, whatever it is. */
const char *pod_json_raw (const PodJson *json, guint node, GStringChunk *strings);

G_END_DECLS
