#pragma once

#include <gio/gio.h>

#include "pod-scene.h"
#include "pod-screening-log.h"

G_BEGIN_DECLS

/*
 * What leaves on paper: scenes of the size of a sheet of A4, in words instead of marks.  The same scene is shown on the screen, printed
 * and written as a PDF, so that the three cannot differ.
 */

/* A4 at 96 pixels to the inch. */
#define POD_PAPER_SHORT (210 / 25.4 * 96)
#define POD_PAPER_LONG (297 / 25.4 * 96)
/* 7.5 points: nothing on paper is smaller. */
#define POD_PAPER_SMALLEST 10.0

/**
 * PodPaperFrame: what is said around the contents, which only the service knows
 * @demo: the subjects are invented
 * @signature: (nullable): of the decision, in words
 * @printed: (nullable): who made it, and when; NULL for what is only on the screen
 * @state: (nullable): which state of the record it shows
 */
typedef struct
{
  gboolean demo;
  const char *signature;
  const char *printed;
  const char *state;
} PodPaperFrame;

/* The sheet for the patient's chart: every criterion with verdict, evidence, and until when it holds; the readings in force; the
 * decision.  It never has a name on it.  Nothing is cut short or left out: what does not fit on one page takes a second one.
 * (element-type PodScene), at least one; the first has the rows of all.  @as_of: the day of the question. */
GPtrArray *pod_sheet_scenes_new (const PodStudy *study,
                                 const PodSite *site,
                                 const PodCasebook *casebook,
                                 PodDate as_of,
                                 const PodPaperFrame *frame,
                                 const PodMetrics *metrics);

/* The screening log, on as many sheets across as it takes: (element-type PodScene), at least one.  No names. */
GPtrArray *pod_log_scenes_new (const PodStudy *study,
                               const PodScreeningLog *log,
                               const PodPaperFrame *frame,
                               const PodMetrics *metrics);

/* A PDF of all of @scenes, a page each, with the rights and the care of pod_scene_write(). */
gboolean pod_paper_write (const GPtrArray *scenes, const char *path, GError **error);

G_END_DECLS
