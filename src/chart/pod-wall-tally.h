#pragma once

#include "pod-wall-row.h"

G_BEGIN_DECLS

/* What a row has no place for: counted, and listed with the reason.  Private to the room. */

/* With the subject's number, for the series of @row. */
PodLabLedger pod_wall_tally_ledger (const PodWallSource *source, const PodWallRow *row);
/* The results that the course is not drawn through.  Those that are count as drawn. */
void pod_wall_tally_course (const PodWallSource *source, PodWallRow *row);
/* @series: of a value; what came after the latest that could be shown would be taken for not there. */
void
pod_wall_tally_value (const PodWallSource *source, PodWallRow *row, const PodLabSeries *series);
void
pod_wall_tally_event (const PodWallSource *source, PodWallRow *row, const PodAdverseEvent *event);

G_END_DECLS
