#pragma once

#include <adwaita.h>

#include "pod-trial.h"

G_BEGIN_DECLS

/**
 * PodContradictionsView:
 *
 * What the criteria of the study have to do with each other by their rules alone: what excludes what, what implies what, with the words
 * of both side by side, and the reading that settles it.  They are looked for when the view is first seen.
 *
 * Signal: "reading" (const char *): somebody wants to see that reading.
 */
#define POD_TYPE_CONTRADICTIONS_VIEW (pod_contradictions_view_get_type ())
G_DECLARE_FINAL_TYPE (PodContradictionsView,
                      pod_contradictions_view,
                      POD,
                      CONTRADICTIONS_VIEW,
                      AdwBin)

void pod_contradictions_view_set_trial (PodContradictionsView *self, PodTrial *trial);

G_END_DECLS
