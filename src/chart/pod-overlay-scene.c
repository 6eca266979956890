#include "pod-axis.h"

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

PodScene *
pod_overlay_scene_new (const PodStudy *study,
                       const PodSite *site,
                       const GPtrArray *casebooks,
                       PodDate as_of,
                       const PodLabOptions *options,
                       const PodMetrics *metrics)
{
  PodScene *scene = pod_scene_new (options->width, 0);

  scene->title = g_strdup (_ ("All subjects"));
  return scene;
}
