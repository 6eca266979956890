#pragma once

#include "pod-trial-ranges.h"

G_BEGIN_DECLS

/**
 * PodAskedRanges:
 * What somebody wants saved of a site's limits: a range, the end of one, or what a laboratory's map has of them.  It keeps all of it as it was
 * when it was asked, so that what is written is what was weighed, whatever becomes of a form or of a file meanwhile.
 */
typedef struct _PodAskedRanges PodAskedRanges;

PodAskedRanges *pod_asked_ranges_new (const PodRange *range);
/* @reason: "" where none is given. */
PodAskedRanges *pod_asked_ranges_new_end (gint64 range, PodDate last, const char *reason);
/* @path is read, once and for all.  NULL with an error. */
PodAskedRanges *pod_asked_ranges_new_map (PodTrial *trial, const char *path, GError **error);
void pod_asked_ranges_free (PodAskedRanges *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodAskedRanges, pod_asked_ranges_free)

/* Where it was typed, "form" or "end"; NULL of a map. */
const char *pod_asked_ranges_get_page (const PodAskedRanges *self);
/* The site as it would be; NULL with an error. */
PodSite *pod_asked_ranges_try (const PodAskedRanges *self, PodTrial *trial, GError **error);
/* *told (out): what a map brought, in words; NULL of anything else.  Free with g_free(). */
gboolean
pod_asked_ranges_write (const PodAskedRanges *self, PodTrial *trial, char **told, GError **error);

G_END_DECLS
