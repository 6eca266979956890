#pragma once

#include <adwaita.h>

#include "pod-chart-view.h"
#include "pod-shift-book.h"
#include "pod-trial.h"

G_BEGIN_DECLS

/**
 * PodChartPage:
 * A chart of all subjects of the trial, whose marks open where they come from.  It is laid out when it is looked at, and again once after a
 * burst of changes.
 *
 * Signal: "open" (int64 subject, int PodRecordType, int64 id): the subject's page, at that record.
 */
#define POD_TYPE_CHART_PAGE (pod_chart_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (PodChartPage, pod_chart_page, POD, CHART_PAGE, AdwBin)

/**
 * PodChartPageClass:
 * @build: once, when it is first looked at: what the view says and is called
 * @lay_out: of the book, which is up to date by the scale of @get_scale
 * @get_scale: (nullable): NULL for the study's
 * @print: notes that it is printed
 * @activate: (nullable): a mark was activated; where it is NULL, its record is opened
 * @trial_changed: (nullable): before it is laid out anew
 */
struct _PodChartPageClass
{
  AdwBinClass parent_class;

  void (*build) (PodChartPage *self, PodChartView *view);
  PodScene *(*lay_out) (PodChartPage *self, const GPtrArray *casebooks, double width);
  const char *(*get_scale) (PodChartPage *self);
  gboolean (*print) (PodChartPage *self, PodScene *scene, GError **error);
  void (*activate) (PodChartPage *self, int type, gint64 id);
  void (*trial_changed) (PodChartPage *self);
};

/* @trial: (nullable): NULL clears it. */
void pod_chart_page_set_trial (PodChartPage *self, PodTrial *trial);
/* (nullable) */
PodTrial *pod_chart_page_get_trial (PodChartPage *self);
/* NULL until it was looked at. */
PodChartView *pod_chart_page_get_view (PodChartPage *self);
const PodShiftBook *pod_chart_page_get_book (PodChartPage *self);
/* Tells "open" of whoever has the record. */
void pod_chart_page_open (PodChartPage *self, int type, gint64 id);

G_END_DECLS
