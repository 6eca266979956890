#pragma once

#include "pod-lab-series.h"

G_BEGIN_DECLS

/* What was given and what happened, as thin lanes under each panel of results: the worst adverse event of each day, treatments that the
 * study names, and glucocorticoids as prednisone a day. */

typedef enum
{
  POD_STRIP_EVENT,
  POD_STRIP_DRUG,
  POD_STRIP_STEROID,
  POD_N_STRIP_LANES,
} PodStripLane;

/**
 * PodStripItem:
 * @row: of its lane, from 0: what overlaps stands in rows
 * @from, @to: days, both inside
 * @low, @high: of the lane's height, from 0 to 1
 * @uncertain: hatched: a dose that is not known, a date that is not complete
 * @text: (nullable): "G2", or what was given
 * @name: (nullable): what the grade is of
 * @began_before: it began before the item, as its name says, which stands in whole or not at all
 * @alike: how many others are of the same grade
 */
typedef struct
{
  PodStripLane lane;
  guint row;
  gint32 from;
  gint32 to;
  double low;
  double high;
  gboolean uncertain;
  PodRole role;
  PodRecordType type;
  gint64 id;
  char *text;
  char *name;
  gboolean began_before;
  guint alike;
  char *what;
} PodStripItem;

/**
 * PodLabStrip:
 * @items: (element-type PodStripItem)
 * @most: the highest dose of prednisone a day, in mg: the height of its lane; 0 where there is none
 */
typedef struct
{
  GArray *items;
  double most;
} PodLabStrip;

/* Only what touches the days from @first to @last. */
PodLabStrip *pod_lab_strip_new (const PodStudy *study,
                                const PodCasebook *casebook,
                                const PodTimeline *timeline,
                                gint32 first,
                                gint32 last);
void pod_lab_strip_free (PodLabStrip *strip);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodLabStrip, pod_lab_strip_free)

/* Whether anything lies in that lane: without, it is not drawn. */
gboolean pod_lab_strip_has (const PodLabStrip *strip, PodStripLane lane);
/* How high all lanes are together; lanes with nothing in them have no height. */
double pod_lab_strip_height (const PodLabStrip *strip);
void pod_lab_strip_draw (const PodLabStrip *strip,
                         PodScene *scene,
                         const PodMetrics *metrics,
                         const PodDayAxis *axis,
                         double y);

G_END_DECLS
