#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-wall-page.h"

#include <glib/gi18n-lib.h>

#include "pod-signature-footer.h"

struct _PodWallPage
{
  PodChartPage parent_instance;
};

G_DEFINE_FINAL_TYPE (PodWallPage, pod_wall_page, POD_TYPE_CHART_PAGE)

static void
build (PodChartPage *page, PodChartView *view)
{
  pod_chart_view_set_empty (view, _ ("No subjects yet"),
                            _ ("Screen a patient who has signed the consent form, and a row "
                               "appears here."));
  pod_chart_view_set_file_name (view, "wall");
}

static PodScene *
lay_out (PodChartPage *page, const GPtrArray *casebooks, double width)
{
  PodTrial *trial = pod_chart_page_get_trial (page);

  return pod_wall_scene_new (pod_trial_get_study (trial), pod_trial_get_site (trial), casebooks,
                             pod_chart_page_get_book (page), pod_trial_get_today (trial), width,
                             pod_metrics_pango ());
}

static gboolean
print (PodChartPage *page, PodScene *scene, GError **error)
{
  return pod_trial_print (pod_chart_page_get_trial (page), "wall", NULL, scene, error);
}

static void
pod_wall_page_class_init (PodWallPageClass *klass)
{
  POD_CHART_PAGE_CLASS (klass)->build = build;
  POD_CHART_PAGE_CLASS (klass)->lay_out = lay_out;
  POD_CHART_PAGE_CLASS (klass)->print = print;
}

static void
pod_wall_page_init (PodWallPage *self)
{
}
