#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-timeline-page.h"

#include <glib/gi18n-lib.h>

#include "pod-chart-open.h"
#include "pod-chart-view.h"
#include "pod-signature-footer.h"

struct _PodTimelinePage
{
  AdwBin parent_instance;

  PodTrial *trial;
  PodCasebook *casebook;
  PodChartView *view;
};

G_DEFINE_FINAL_TYPE (PodTimelinePage, pod_timeline_page, ADW_TYPE_BIN)

static PodScene *
lay_out (double width, PodDayRange days, gpointer data)
{
  PodTimelinePage *self = data;
  g_autoptr (PodTimeline) timeline = NULL;
  PodDate today;

  if (self->casebook == NULL)
    return NULL;
  today = pod_trial_get_today (self->trial);
  timeline = pod_timeline_new (pod_trial_get_study (self->trial), pod_trial_get_site (self->trial),
                               self->casebook, today);
  return pod_timeline_scene_new (pod_trial_get_study (self->trial), timeline,
                                 pod_date_first_day (today),
                                 pod_day_range_shift (days, timeline->zero), width,
                                 pod_metrics_pango ());
}

static gboolean
note_print (PodScene *scene, gpointer data, GError **error)
{
  PodTimelinePage *self = data;

  return pod_trial_print (self->trial, "timeline", self->casebook, scene, error);
}

static void
record_activated_cb (PodTimelinePage *self, int type, gint64 id)
{
  if (self->casebook != NULL)
    pod_chart_open_record (GTK_WIDGET (self), self->trial, (PodRecordType) type, id);
}

static void
pod_timeline_page_dispose (GObject *object)
{
  PodTimelinePage *self = POD_TIMELINE_PAGE (object);

  /* Whoever chooses a file for it keeps the view, not the page. */
  if (self->view != NULL)
    pod_chart_view_set_func (g_steal_pointer (&self->view), NULL, NULL, NULL);
  g_clear_object (&self->trial);
  g_clear_pointer (&self->casebook, pod_casebook_unref);
  G_OBJECT_CLASS (pod_timeline_page_parent_class)->dispose (object);
}

static void
pod_timeline_page_class_init (PodTimelinePageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pod_timeline_page_dispose;
}

static void
pod_timeline_page_init (PodTimelinePage *self)
{
  self->view = g_object_new (POD_TYPE_CHART_VIEW, NULL);
  pod_chart_view_set_empty (self->view, _ ("Nothing has happened yet"),
                            _ ("Visits, treatments and adverse events appear here as they are "
                               "recorded."));
  g_signal_connect_object (self->view, "record-activated", G_CALLBACK (record_activated_cb), self,
                           G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->view));
  pod_chart_view_set_func (self->view, lay_out, note_print, self);
}

void
pod_timeline_page_set_casebook (PodTimelinePage *self, PodTrial *trial, PodCasebook *casebook)
{
  g_autofree char *name = NULL;

  g_set_object (&self->trial, trial);
  g_clear_pointer (&self->casebook, pod_casebook_unref);
  if (casebook != NULL)
    {
      self->casebook = pod_casebook_ref (casebook);
      name = g_strconcat ("timeline-", pod_casebook_get_subject (casebook)->screening_number, NULL);
    }
  pod_chart_view_set_file_name (self->view, name);
  pod_chart_view_refresh (self->view);
}

void
pod_timeline_page_show_visit (PodTimelinePage *self, gint64 visit)
{
  pod_chart_view_go_to (self->view, POD_RECORD_VISIT, visit);
}

void
pod_timeline_page_set_days (PodTimelinePage *self, PodDayView *days)
{
  pod_chart_view_set_days (self->view, days);
}
