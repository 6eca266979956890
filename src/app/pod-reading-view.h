#pragma once

#include <adwaita.h>

#include "pod-reading-words.h"

G_BEGIN_DECLS

/**
 * PodReadingView:
 *
 * One reading of the protocol: the registry's wording of the criteria that it is about, in both languages, and beside it the question, the
 * ways to read it, which one is in force and who settled it.  Choosing another one shows at once what would change.
 *
 * Action: "reading.settle".
 */
#define POD_TYPE_READING_VIEW (pod_reading_view_get_type ())
G_DECLARE_FINAL_TYPE (PodReadingView, pod_reading_view, POD, READING_VIEW, AdwBin)

/* @reading: (nullable): of the trial's study; NULL empties it.  The same again keeps what was chosen. */
void pod_reading_view_set (PodReadingView *self, PodTrial *trial, const PodReading *reading);

G_END_DECLS
