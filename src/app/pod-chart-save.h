#pragma once

#include "pod-chart-view.h"

G_BEGIN_DECLS

/*
 * A chart on its way out: as a picture, as numbers, on paper, or to the clipboard.  Whatever leaves is laid out anew, since what belongs on
 * paper is added to it, and noted first.
 */

/**
 * PodChartSaving:
 * @width: in pixels, as it is shown
 * @days: as it is shown
 * @print, @data: see PodChartPrintFunc
 */
typedef struct
{
  PodChartFunc func;
  PodChartPrintFunc print;
  gpointer data;
  double width;
  PodDayRange days;
} PodChartSaving;

/* By its ending: .png, .svg, .pdf or .csv.  A PDF of what is higher than a sheet has as many sheets as it takes, in colour. */
gboolean pod_chart_save (const PodChartSaving *saving, const char *path, GError **error);
/* On A4, as many sheets as it takes. @path: (nullable): a PDF for tests; NULL asks for a printer.  FALSE without an error where somebody
 * thought better of it. */
gboolean
pod_chart_print (const PodChartSaving *saving, GtkWindow *parent, const char *path, GError **error);
/* The table as text, a tab between cells; free with g_free(). */
char *pod_chart_copy (const PodChartSaving *saving, GError **error);

G_END_DECLS
