#pragma once

#include "pod-paper.h"

G_BEGIN_DECLS

/* What all papers share. */

#define POD_PAPER_MARGIN 42.0

/* "NCT07241468 · site 01": the head's second line.  Free with g_free(). */
char *pod_paper_describe_study (const PodStudy *study);
/* The title, that the subjects are invented, and the study, in as many lines as its name takes.  Returns where the contents may begin. */
double pod_paper_draw_head (PodScene *scene,
                            const char *title,
                            const PodStudy *study,
                            const PodPaperFrame *frame,
                            const PodMetrics *metrics);
/* Who made it, and the state of the record; or that it is only shown. @page: (nullable): "Page 1 of 2".  Returns where the contents must
 * end. */
double pod_paper_draw_foot (PodScene *scene, const PodPaperFrame *frame, const char *page);

G_END_DECLS
