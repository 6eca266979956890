#pragma once

#include "pod-date.h"

G_BEGIN_DECLS

/*
 * Dates as people type them.  The year always stands first, so that no reading depends on where somebody learned to write
 * dates; otherwise it forgives: "2026-3-4", "2026/03/04", "2026.3", "20260304", "2026年3月4日", each with an optional "14:30" or
 * "14时30分", in half-width or full-width characters.
 */

/* An empty text gives POD_MOMENT_NONE.  FALSE where it cannot be read or is no real day; *moment is left alone then. */
gboolean pod_date_text_parse (const char *text, PodMoment *moment);

/* What an entry shows for it: "2026-11-20 14:30".  Free with g_free(). */
char *pod_date_text_format (PodMoment moment);

G_END_DECLS
