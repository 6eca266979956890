#pragma once

#include "pod-store.h"

G_BEGIN_DECLS

/**
 * PodRedaction:
 * @corrected: whether a record was written anew
 * @n_entries: how many entries lost their texts
 */
typedef struct
{
  gboolean corrected;
  guint n_entries;
} PodRedaction;

/* Takes a text that should never have been typed out of the whole file: out of the record, where it still stands there, and out of every
 * entry about that field of that record which holds it, as the old or the new value or within the reason.
 *
 * @sequence: an entry that holds it; @field: which of its texts: a column, "(why)" for the reason; NULL: of all its columns, or of the
 * reason where it has no others.  A reason is taken out of every entry of its transaction, the detail of an event of the program out
 * of every such event.
 *
 * An entry has one salt for all its texts, so that they go together: whatever else was typed in the same breath leaves the trail, too.
 * What of that the record still says is written anew, so that nothing it says rests on a text that is gone, and verification can
 * compare all of it.  The corrected record says "[redacted]"; its version counts up, and its signature ends.
 *
 * CONSTRAINT for what the program itself noted (a head, a hash, how a verification went), without a reason in the stamp, where that reason holds the text, and for a setting that is in force; NOT_FOUND where the
 * entry holds no such text. */
gboolean pod_audit_redact_text (PodConnection *connection,
                                gint64 sequence,
                                const char *field,
                                PodRedaction *done,
                                GError **error);

G_END_DECLS
