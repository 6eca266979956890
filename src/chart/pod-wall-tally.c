#include "pod-wall-tally.h"

#include <math.h>

#include "pod-lab-mode.h"

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

PodLabLedger
pod_wall_tally_ledger (const PodWallSource *source, const PodWallRow *row)
{
  return (PodLabLedger){ .tally = source->tally,
                         .scene = source->scene,
                         .whose = row->cells[POD_WALL_NUMBER].text,
                         .zero = row->zero,
                         .has_zero = row->is_infused };
}

static PodLeft
find_left (const PodLabSeries *course, const PodLabPoint *point)
{
  if (isnan (course->baseline) || course->baseline <= 0)
    return POD_LEFT_NO_BASELINE;
  if (pod_lab_is_before_baseline (course, point))
    return POD_LEFT_BEFORE_BASELINE;
  return point->comparator != POD_EXACTLY ? POD_LEFT_NOT_EXACT : POD_N_LEFT;
}

void
pod_wall_tally_course (const PodWallSource *source, PodWallRow *row)
{
  PodLabSeries *course = row->course;
  PodLabLedger ledger = pod_wall_tally_ledger (source, row);

  for (guint i = 0; i < course->points->len;)
    {
      const PodLabPoint *point = pod_lab_series_get (course, i);
      PodLeft why = find_left (course, point);

      /* What is no change from the baseline is no part of the course. */
      if (why == POD_LEFT_BEFORE_BASELINE)
        {
          pod_lab_series_leave_out (course, i, why, &ledger);
          continue;
        }
      if (why == POD_N_LEFT)
        row->drawn++;
      else
        pod_lab_series_list (course, point->finding, why, &ledger);
      i++;
    }
  for (guint i = 0; i < course->withdrawn->len; i++)
    pod_lab_series_list (course, g_array_index (course->withdrawn, PodLabPoint, i).finding,
                         POD_LEFT_WITHDRAWN, &ledger);
}

void
pod_wall_tally_value (const PodWallSource *source, PodWallRow *row, const PodLabSeries *series)
{
  const PodLabPoint *last = pod_lab_series_last (series);
  PodLabLedger ledger = pod_wall_tally_ledger (source, row);
  guint n = 0;
  const PodFinding *findings = pod_casebook_get_series (row->casebook,
                                                        series->observation->symbol.name, &n);

  row->drawn += last != NULL;
  for (guint i = 0; i < n; i++)
    {
      PodLabPoint point = { 0 };
      PodLeft why;

      if (findings[i].record.voided || !pod_wall_is_known (source, findings[i].when.date) ||
          (last != NULL && pod_moment_compare (findings[i].when, last->finding->when) < 0))
        continue;
      why = pod_lab_find_left (source->study, source->site, row->casebook, &findings[i], &point);
      if (why != POD_N_LEFT)
        pod_lab_series_list (series, &findings[i], why, &ledger);
    }
}

void
pod_wall_tally_event (const PodWallSource *source, PodWallRow *row, const PodAdverseEvent *event)
{
  PodLeft why = !pod_date_is_set (event->start.date) ? POD_LEFT_UNDATED
                : !row->is_infused                   ? POD_LEFT_NO_INFUSION
                                                     : POD_N_LEFT;
  g_autofree char *words = NULL;
  g_autofree char *what = NULL;

  if (why == POD_N_LEFT)
    {
      row->drawn++;
      return;
    }
  words = pod_wall_row_print_event (source, row, event);
  what = g_strconcat (row->cells[POD_WALL_NUMBER].text, C_ ("clause", ", "), words, NULL);
  pod_tally_leave_out (source->tally, why, source->scene, POD_RECORD_ADVERSE_EVENT,
                       event->record.id, what);
}
