#include "pod-lab-key.h"

#include "pod-axis.h"

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

#define LEFT 16.0
#define SWATCH 28.0
#define HEIGHT 12.0
#define LINE 18.0
#define GAP 6.0

static void
find_areas (const PodScene *scene, gboolean has[POD_N_ROLES])
{
  for (guint i = 0; i < scene->marks->len; i++)
    {
      const PodMark *mark = &g_array_index (scene->marks, PodMark, i);

      has[mark->role] |= mark->kind == POD_MARK_RECT;
    }
}

static char *
print_name (PodRole role)
{
  g_autofree char *level = g_strdup_printf ("%u", role - POD_ROLE_BAND_1 + 1);

  return role == POD_ROLE_RANGE ? g_strdup (_ ("the laboratory’s limits"))
                                : g_strdup_printf (_ ("grade %s"), level);
}

/* Returns where the next one begins; where there is no room for it, in a line of its own. */
static double
add_sample (PodScene *scene, const PodMetrics *metrics, PodRole role, double x)
{
  g_autofree char *name = print_name (role);
  double width = pod_metrics_width (metrics, name, POD_SIZE_SMALL, FALSE) + 1;
  gboolean has_room = x == LEFT || x + SWATCH + GAP + width <= scene->width - LEFT;
  PodMark mark = { .kind = POD_MARK_RECT,
                   .role = role,
                   .x = has_room ? x : LEFT,
                   .w = SWATCH,
                   .h = HEIGHT,
                   .line_width = 1 };

  scene->height += has_room ? 0 : LINE;
  mark.y = scene->height + (LINE - HEIGHT) / 2;
  pod_scene_add (scene, &mark);
  pod_scene_add_text (scene, POD_ROLE_DIM_TEXT, mark.x + SWATCH + GAP, scene->height + LINE / 2,
                      POD_ALIGN_START, POD_SIZE_SMALL, name)
      ->w = width;
  return mark.x + SWATCH + width + 3 * GAP;
}

void
pod_lab_key_draw (PodScene *scene, const PodMetrics *metrics)
{
  static const PodRole roles[] = { POD_ROLE_RANGE, POD_ROLE_BAND_1, POD_ROLE_BAND_2,
                                   POD_ROLE_BAND_3, POD_ROLE_BAND_4 };
  gboolean has[POD_N_ROLES] = { FALSE };
  double top = scene->height;
  double x = LEFT;

  find_areas (scene, has);
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    if (has[roles[i]])
      x = add_sample (scene, metrics, roles[i], x);
  if (x == LEFT)
    return;
  scene->key_top = top;
  scene->key_bottom = scene->height += LINE;
}
