#include "pod-wall-key.h"

#include "pod-axis.h"
#include "pod-text-wrap.h"
#include "pod-wall-row.h"

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

#define LEFT 20.0
#define LINE 18.0
#define GAP 6.0
#define CHIP 24.0
#define HEIGHT 13.0
#define GRADES 5
/* What words stand behind, so that they begin below one another. */
#define SAMPLE (GRADES * CHIP + GAP)

typedef struct
{
  PodScene *scene;
  const PodMetrics *metrics;
} Key;

/* Behind its sample, in as many lines as it needs. */
static void
add_words (const Key *key, const char *words)
{
  PodScene *scene = key->scene;
  double x = LEFT + SAMPLE;
  double room = scene->width - x - LEFT;
  g_autoptr (GPtrArray)
      lines = pod_text_wrap (key->metrics, words, POD_SIZE_SMALL, FALSE, room, 0, NULL);

  for (guint i = 0; i < lines->len; i++)
    {
      pod_scene_add_text (scene, POD_ROLE_DIM_TEXT, x, scene->height + LINE / 2, POD_ALIGN_START,
                          POD_SIZE_SMALL, g_ptr_array_index (lines, i))
          ->w = room;
      scene->height += LINE;
    }
}

static void
add_grades (const Key *key, int days_before)
{
  g_autofree char *words = g_strdup_printf (
      _ ("adverse events by grade: the worst that goes on, and beside it a bar of them all, also "
         "of those that are over, from %d days before the infusion until today"),
      days_before);
  double y = key->scene->height + LINE / 2;

  for (int grade = 1; grade <= GRADES; grade++)
    {
      g_autofree char *text = g_strdup_printf ("G%d", grade);
      PodMark mark = { .kind = POD_MARK_RECT,
                       .role = pod_grade_role (grade),
                       .x = LEFT + (grade - 1) * CHIP,
                       .y = y - HEIGHT / 2,
                       .w = CHIP,
                       .h = HEIGHT,
                       .line_width = 1 };

      pod_scene_add (key->scene, &mark);
      pod_scene_add_text (key->scene, mark.role, mark.x + CHIP / 2, y, POD_ALIGN_CENTRE,
                          POD_SIZE_SMALL, text);
    }
  add_words (key, words);
}

static void
add_shift (const Key *key)
{
  /* Translators: a sample, as in "ANC +3 new". */
  const char *sample = C_ ("shift", "+3 new");

  pod_scene_add_text (key->scene, POD_ROLE_TEXT, LEFT, key->scene->height + LINE / 2,
                      POD_ALIGN_START, POD_SIZE_SMALL, sample)
      ->w = SAMPLE - GAP;
  add_words (key,
             _ ("below the bar: the laboratory test whose grade rose most since the infusion, also "
                "where it has recovered; in short +3: three grades above its baseline; new: at "
                "no time before the infusion as bad"));
}

static void
add_course (const Key *key)
{
  g_autofree char *words =
      g_strdup_printf (_ ("baseline of the course, which ends in the latest result and is drawn "
                          "from 0 to %.0f %% in each row; a triangle: beyond that; dashed: a "
                          "planned result missing, one without an exact value, or a long gap; an "
                          "open dot, and a value in brackets: preliminary; a bar beside the latest "
                          "result: collection not complete, or not known to be"),
                       POD_WALL_MOST_PERCENT);
  double y = key->scene->height + LINE / 2;

  pod_scene_add_line (key->scene, POD_ROLE_BASELINE, LEFT, y, LEFT + SAMPLE - 2 * GAP, y, 1);
  add_words (key, words);
}

void
pod_wall_key_draw (PodScene *scene, const PodMetrics *metrics, gboolean shifts, int days_before)
{
  const Key key = { scene, metrics };

  scene->legend_top = scene->height += GAP;
  add_grades (&key, days_before);
  if (shifts)
    add_shift (&key);
  add_course (&key);
  scene->legend_bottom = scene->height;
  scene->height += GAP;
}
