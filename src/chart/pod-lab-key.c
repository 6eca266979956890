#include "pod-lab-key.h"

#include "pod-axis.h"
#include "pod-lab-panel.h"
#include "pod-text-wrap.h"

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

#define LEFT 16.0
#define SWATCH 28.0
#define HEIGHT 12.0
#define LINE 18.0
#define GAP 6.0

/* What is explained by a sample of its own, in this order. */
typedef enum
{
  RANGE,
  BAND_1,
  BAND_2,
  BAND_3,
  BAND_4,
  BASELINE,
  LONG_GAP,
  LONG_GAP_AMONG_MANY,
  QUARTILES,
  COMPARED,
  BEYOND,
  DOUBT,
  LYMPHODEPLETION,
  INFUSION,
  N_ENTRIES,
} Entry;

static Entry
find_entry_of_area (const PodMark *mark)
{
  if (mark->role == POD_ROLE_RANGE)
    return RANGE;
  if (mark->role >= POD_ROLE_BAND_1 && mark->role <= POD_ROLE_BAND_4)
    return BAND_1 + mark->role - POD_ROLE_BAND_1;
  /* The bar of a drug is a record. */
  return mark->role == POD_ROLE_TREATMENT && mark->id == 0 ? LYMPHODEPLETION : N_ENTRIES;
}

/* Of the courses that are laid over one another. */
static gboolean
is_one_of_many (const PodMark *mark)
{
  return mark->role == POD_ROLE_CROWD || mark->role == POD_ROLE_SUBJECT;
}

static Entry
find_entry_of_symbol (const PodMark *mark)
{
  gboolean is_triangle = mark->shape == POD_SHAPE_TRIANGLE_UP ||
                         mark->shape == POD_SHAPE_TRIANGLE_DOWN;

  if (mark->role == POD_ROLE_TREATMENT)
    return INFUSION;
  if (mark->shape == POD_SHAPE_BAR)
    return DOUBT;
  /* Beside the median of a cohort. */
  if (mark->role == POD_ROLE_TEXT && is_triangle)
    return BEYOND;
  if (!is_one_of_many (mark) || !is_triangle)
    return N_ENTRIES;
  return mark->line_width > 0 ? COMPARED : BEYOND;
}

static Entry
find_entry_of_line (const PodMark *mark)
{
  if (mark->role >= POD_ROLE_COHORT_1 && mark->role <= POD_ROLE_COHORT_3 && mark->w == 0)
    return QUARTILES;
  if (!mark->dashed)
    return N_ENTRIES;
  if (is_one_of_many (mark))
    return LONG_GAP_AMONG_MANY;
  return mark->role == POD_ROLE_BASELINE ? BASELINE
         : mark->role == POD_ROLE_SERIES ? LONG_GAP
                                         : N_ENTRIES;
}

/* N_ENTRIES for what needs no word. */
static Entry
find_entry (const PodMark *mark)
{
  switch (mark->kind)
    {
    case POD_MARK_RECT:
      return find_entry_of_area (mark);
    case POD_MARK_SYMBOL:
      return find_entry_of_symbol (mark);
    case POD_MARK_LINE:
      return find_entry_of_line (mark);
    default:
      return N_ENTRIES;
    }
}

/* Among all, results of others are too small for it. */
static const char *
name_doubt (const PodScene *scene)
{
  return scene->model.subject != NULL
             ? _ ("bar beside a result of the subject in focus: collection not complete, or not "
                  "known to be")
             : _ ("bar beside a result: collection not complete, or not known to be");
}

/* Free with g_free(). */
static char *
print_name (const PodScene *scene, Entry entry)
{
  g_autofree char *level = g_strdup_printf ("%u", entry - BAND_1 + 1);

  switch (entry)
    {
    case RANGE:
      return g_strdup (_ ("limits of the laboratory"));
    case BASELINE:
      return g_strdup (_ ("dashed across: baseline"));
    case LONG_GAP:
      return g_strdup (_ ("dashed line: a planned result missing, or a long gap"));
    case LONG_GAP_AMONG_MANY:
      return g_strdup (_ ("dashed line of a subject: a planned result missing, or a long gap"));
    case QUARTILES:
      return g_strdup (_ ("upright bar: quartiles"));
    case COMPARED:
      return g_strdup (pod_lab_explain_compared (scene));
    case BEYOND:
      return g_strdup (_ ("filled triangle at an edge: beyond the axis"));
    case DOUBT:
      return g_strdup (name_doubt (scene));
    case LYMPHODEPLETION:
      return g_strdup (_ ("bar at the foot: lymphodepletion"));
    case INFUSION:
      return g_strdup (_ ("triangle at the foot: infusion"));
    default:
      return g_strdup_printf (_ ("grade %s"), level);
    }
}

/* Around the middle of the place that samples have. */
static void
draw_sample (PodScene *scene, const PodMark *like, double x, double y)
{
  gboolean is_own = like->kind == POD_MARK_SYMBOL || like->role == POD_ROLE_TREATMENT;
  PodMark mark = { .kind = like->kind,
                   .role = like->role,
                   .shape = like->shape,
                   .line_width = is_own ? like->line_width : 1 };

  if (like->kind == POD_MARK_LINE && like->w == 0)
    {
      pod_scene_add_line (scene, like->role, x + SWATCH / 2, y - HEIGHT / 2, x + SWATCH / 2,
                          y + HEIGHT / 2, like->line_width);
      return;
    }
  if (like->kind == POD_MARK_LINE)
    {
      pod_scene_add_line (scene, like->role, x, y, x + SWATCH, y, like->line_width)->dashed =
          like->dashed;
      return;
    }
  mark.x = like->kind == POD_MARK_SYMBOL ? x + SWATCH / 2 : x;
  mark.w = like->kind == POD_MARK_SYMBOL ? like->w : SWATCH;
  mark.h = like->kind == POD_MARK_SYMBOL ? 0 : like->role == POD_ROLE_TREATMENT ? like->h : HEIGHT;
  mark.y = y - mark.h / 2;
  pod_scene_add (scene, &mark);
}

/* Returns how wide they are; in further lines where one has no room for them. */
static double
add_words (PodScene *scene, const PodMetrics *metrics, const char *name, double x)
{
  double room = scene->width - LEFT - x;
  double width = pod_metrics_width (metrics, name, POD_SIZE_SMALL, FALSE) + 1;
  g_autoptr (GPtrArray) lines = pod_text_wrap (metrics, name, POD_SIZE_SMALL, FALSE, room, 0, NULL);

  for (guint i = 0; i < lines->len; i++)
    {
      scene->height += i > 0 ? LINE : 0;
      pod_scene_add_text (scene, POD_ROLE_DIM_TEXT, x, scene->height + LINE / 2, POD_ALIGN_START,
                          POD_SIZE_SMALL, g_ptr_array_index (lines, i))
          ->w = MIN (width, room);
    }
  return MIN (width, room);
}

/* Returns where the next one begins; where there is no room for it, in a line of its own. */
static double
add_entry (PodScene *scene, const PodMetrics *metrics, Entry entry, const PodMark *like, double x)
{
  g_autofree char *name = print_name (scene, entry);
  double width = pod_metrics_width (metrics, name, POD_SIZE_SMALL, FALSE) + 1;

  if (x > LEFT && x + SWATCH + GAP + width > scene->width - LEFT)
    {
      x = LEFT;
      scene->height += LINE;
    }
  draw_sample (scene, like, x, scene->height + LINE / 2);
  x += SWATCH + GAP;
  return x + add_words (scene, metrics, name, x) + 2 * GAP;
}

void
pod_lab_key_draw (PodScene *scene, const PodMetrics *metrics)
{
  PodMark like[N_ENTRIES];
  gboolean has[N_ENTRIES] = { FALSE };
  double top = scene->height;
  double x = LEFT;

  for (guint i = 0; i < scene->marks->len; i++)
    {
      const PodMark *mark = &g_array_index (scene->marks, PodMark, i);
      Entry entry = find_entry (mark);

      if (entry == N_ENTRIES || has[entry])
        continue;
      like[entry] = *mark;
      has[entry] = TRUE;
    }
  for (Entry entry = RANGE; entry < N_ENTRIES; entry++)
    if (has[entry])
      x = add_entry (scene, metrics, entry, &like[entry], x);
  if (x == LEFT)
    return;
  scene->key_top = top;
  scene->key_bottom = scene->height += LINE;
}
