#pragma once

#include <adwaita.h>

#include "pod-reading-words.h"

G_BEGIN_DECLS

/**
 * PodReadingRow:
 *
 * One reading of the protocol in a list: the question, the criteria it is about, what is in force and who settled it.
 */
#define POD_TYPE_READING_ROW (pod_reading_row_get_type ())
G_DECLARE_FINAL_TYPE (PodReadingRow, pod_reading_row, POD, READING_ROW, AdwActionRow)

/* @reading: of the trial's study.  What it says is as of now; pod_reading_row_update() looks again. */
PodReadingRow *pod_reading_row_new (PodTrial *trial, const PodReading *reading);
void pod_reading_row_update (PodReadingRow *self);
const PodReading *pod_reading_row_get_reading (PodReadingRow *self);
PodReadingState pod_reading_row_get_state (PodReadingRow *self);
/* Whether the words of it hold @text, which is casefolded. */
gboolean pod_reading_row_holds (PodReadingRow *self, const char *text);

G_END_DECLS
