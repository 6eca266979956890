#pragma once

#include "pod-record.h"

G_BEGIN_DECLS

/*
 * What a draft of an adverse event remembers beside the form's fields: what they started from, so that somebody else's saving since
 * then is no loss to either, and the reason.
 */

void pod_adverse_event_draft_write_base (GKeyFile *file,
                                         const PodAdverseEvent *base,
                                         const char *reason);
/* Into @base, whose id and subject stay; its strings live in @texts.  FALSE where it is no such draft. */
gboolean pod_adverse_event_draft_read_base (GKeyFile *file,
                                            PodAdverseEvent *base,
                                            GStringChunk *texts,
                                            char **reason);

G_END_DECLS
