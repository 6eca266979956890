#include "pod-lab-key.h"

#include "pod-axis.h"
#include "pod-lab-bands.h"

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

#define LEFT 16.0
#define SWATCH 28.0
#define HEIGHT 12.0
#define LINE 18.0
#define GAP 6.0

/* Whether there is an area of @role, and where @words are given, whether each says them. */
static gboolean
has_areas (const PodScene *scene, PodRole role, const char *words)
{
  gboolean found = FALSE;

  for (guint i = 0; i < scene->marks->len; i++)
    {
      const PodMark *mark = &g_array_index (scene->marks, PodMark, i);

      if (mark->kind != POD_MARK_RECT || mark->role != role)
        continue;
      if (words != NULL && g_strcmp0 (mark->what, words) != 0)
        return FALSE;
      found = TRUE;
    }
  return found;
}

/* "3", or "1–3" where all bands of that colour are of what a number alone does not tell. */
static char *
print_name (const PodScene *scene, PodRole role)
{
  int level = role - POD_ROLE_BAND_1 + 1;
  PodFindingGrade grade = { .level = level, .sure = level };
  g_autofree char *number = NULL;

  if (role == POD_ROLE_RANGE)
    return g_strdup (_ ("the laboratory’s limits"));
  for (int sure = 0; sure < level; sure++)
    {
      PodFindingGrade unsure = { .level = level, .sure = sure };
      g_autofree char *words = pod_lab_band_to_words (&unsure);

      if (has_areas (scene, role, words))
        grade = unsure;
    }
  number = pod_finding_grade_print (&grade);
  return g_strdup_printf (_ ("grade %s"), number);
}

/* Returns where the next one begins; where there is no room for it, in a line of its own. */
static double
add_sample (PodScene *scene, const PodMetrics *metrics, PodRole role, double x)
{
  g_autofree char *name = print_name (scene, role);
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
  double top = scene->height;
  double x = LEFT;

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    if (has_areas (scene, roles[i], NULL))
      x = add_sample (scene, metrics, roles[i], x);
  if (x == LEFT)
    return;
  scene->key_top = top;
  scene->key_bottom = scene->height += LINE;
}
