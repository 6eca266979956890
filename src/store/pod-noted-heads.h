#pragma once

#include "pod-audit-private.h"

G_BEGIN_DECLS

/* Private to the room: the heads that the trail's own notes name (of a package, a copy, a print, a verification), each of which must
 * be in the chain.  What left the site at that time says the same head: it is an anchor where the two agree. */

/* (element-type PodNotedHead) of an owning array. */
GPtrArray *pod_noted_heads_new (void);
/* The head that stands in the detail of a note, entry @sequence, if one does. */
void pod_noted_heads_add (GPtrArray *heads, gint64 sequence, const PodPacked *detail);
/* Adds to @faults each note whose head the chain does not have: "anchor", table "audit", the note's row, field "detail". */
gboolean pod_noted_heads_check (const GPtrArray *heads,
                                PodConnection *connection,
                                GPtrArray *faults,
                                GError **error);

G_END_DECLS
