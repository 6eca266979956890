#pragma once

#include "pod-trial.h"

G_BEGIN_DECLS

/* (element-type gint64 utf8): what the trail has as the reasons of a subject's results as they are now, by their ids; one look into it, for
 * many results. */
GHashTable *pod_kept_reasons_new (PodTrial *trial, gint64 subject);
/* "not plausible: expected is 30 to 220 g/L; reason of the entry: measured twice", of a value on record; NULL where it is plausible.
 * @reasons: (nullable): of pod_kept_reasons_new(); without them the trail is read for this one.  Free with g_free(). */
char *pod_kept_result_to_words (PodTrial *trial, const PodFinding *finding, GHashTable *reasons);

G_END_DECLS
