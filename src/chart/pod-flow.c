#include "pod-flow.h"

#include "pod-axis.h"
#include "pod-text-wrap.h"

#define LEADING 1.3
#define STEP 4.0
/* Between a text and what stands at the end of its line. */
#define ROOM 8.0

typedef struct
{
  char *text;
  char *mark;
  char *end;
  double indent;
  gboolean bold;
  PodRole role;
} Line;

typedef struct
{
  GPtrArray *lines;
  double before;
  gboolean leads;
} Block;

struct _PodFlow
{
  const PodMetrics *metrics;
  double width;
  double size;
  GPtrArray *blocks;
};

static void
line_free (gpointer data)
{
  Line *line = data;

  g_free (line->text);
  g_free (line->mark);
  g_free (line->end);
  g_free (line);
}

static void
block_free (gpointer data)
{
  Block *block = data;

  g_ptr_array_unref (block->lines);
  g_free (block);
}

PodFlow *
pod_flow_new (const PodMetrics *metrics, double width, double size)
{
  PodFlow *flow = g_new0 (PodFlow, 1);

  *flow = (PodFlow){ metrics, width, size, g_ptr_array_new_with_free_func (block_free) };
  return flow;
}

void
pod_flow_free (PodFlow *flow)
{
  g_ptr_array_unref (flow->blocks);
  g_free (flow);
}

void
pod_flow_begin (PodFlow *flow, double before, gboolean leads)
{
  Block *block = g_new0 (Block, 1);

  *block = (Block){ g_ptr_array_new_with_free_func (line_free), before, leads };
  g_ptr_array_add (flow->blocks, block);
}

static double
measure_end (const PodFlow *flow, const PodFlowText *text)
{
  return text->end != NULL ? pod_metrics_width (flow->metrics, text->end, flow->size, FALSE) + ROOM
                           : 0;
}

static void
add_line (PodFlow *flow, const PodFlowText *text, const char *words, gboolean is_first)
{
  Block *block = g_ptr_array_index (flow->blocks, flow->blocks->len - 1);
  Line *line = g_new0 (Line, 1);

  *line = (Line){ g_strdup (words),
                  is_first ? g_strdup (text->mark) : NULL,
                  is_first ? g_strdup (text->end) : NULL,
                  text->indent,
                  text->bold,
                  text->role };
  g_ptr_array_add (block->lines, line);
}

gboolean
pod_flow_add (PodFlow *flow, const PodFlowText *text)
{
  g_autoptr (GPtrArray) lines = NULL;
  gboolean cut = FALSE;

  lines = pod_text_wrap (flow->metrics, text->text, flow->size, text->bold,
                         flow->width - text->indent - measure_end (flow, text), text->most, &cut);
  for (guint i = 0; i < lines->len; i++)
    add_line (flow, text, g_ptr_array_index (lines, i), i == 0);
  return cut;
}

/* ---- columns ---- */

static double
get_line_height (const PodFlow *flow)
{
  return flow->size * LEADING;
}

static const Block *
get_block (const PodFlow *flow, guint index)
{
  return g_ptr_array_index (flow->blocks, index);
}

/* With what it leads to. */
static double
measure_block (const PodFlow *flow, guint index, gboolean begins)
{
  const Block *block = get_block (flow, index);
  double height = (begins ? 0 : block->before) + block->lines->len * get_line_height (flow);

  if (block->leads && index + 1 < flow->blocks->len)
    height += measure_block (flow, index + 1, FALSE);
  return height;
}

typedef void (*PlaceFunc) (const Block *block, guint column, double y, gpointer data);

/* The first @n_full columns are so high as @full, those after them as @rest. */
typedef struct
{
  double full;
  double rest;
  guint n_full;
} Heights;

static double
get_height (const Heights *heights, guint column)
{
  return column < heights->n_full ? heights->full : heights->rest;
}

/* The heading that a block lies under: the last one before it; NULL for none, and for a heading. */
static const Block *
find_heading (const PodFlow *flow, guint index)
{
  for (guint i = index + 1; i-- > 0;)
    if (get_block (flow, i)->leads)
      return i == index ? NULL : get_block (flow, i);
  return NULL;
}

/* Where a column begins in the middle of a section, it says which.  Returns where the text goes on. */
static double
place_heading (const PodFlow *flow, guint index, guint column, PlaceFunc func, gpointer data)
{
  const Block *heading = find_heading (flow, index);

  if (heading == NULL)
    return 0;
  if (func != NULL)
    func (heading, column, 0, data);
  return heading->lines->len * get_line_height (flow);
}

/* Returns how many columns it takes, none higher than it may be unless one block is. */
static guint
place (const PodFlow *flow, const Heights *heights, PlaceFunc func, gpointer data)
{
  guint column = 0;
  double y = 0;

  for (guint i = 0; i < flow->blocks->len; i++)
    {
      const Block *block = get_block (flow, i);

      if (y > 0 && y + measure_block (flow, i, FALSE) > get_height (heights, column) + 0.01)
        y = place_heading (flow, i, ++column, func, data);
      if (y > 0)
        y += block->before;
      if (func != NULL)
        func (block, column, y, data);
      y += block->lines->len * get_line_height (flow);
    }
  return column + 1;
}

static double
measure_all (const PodFlow *flow)
{
  double height = 0;

  for (guint i = 0; i < flow->blocks->len; i++)
    height += get_block (flow, i)->before +
              get_block (flow, i)->lines->len * get_line_height (flow);
  return height;
}

double
pod_flow_measure (const PodFlow *flow, guint columns, double most)
{
  double height = measure_all (flow) / columns;

  for (guint i = 0; i < flow->blocks->len; i++)
    height = MAX (height, measure_block (flow, i, TRUE));
  while (height <= most && pod_flow_count_columns (flow, height) > columns)
    height += STEP;
  return height;
}

guint
pod_flow_count_columns (const PodFlow *flow, double height)
{
  return place (flow, &(Heights){ .rest = height }, NULL, NULL);
}

double
pod_flow_balance (const PodFlow *flow, double height, guint n_full, guint n)
{
  Heights heights = { height, get_line_height (flow), n_full };

  while (heights.rest < height && place (flow, &heights, NULL, NULL) > n_full + n)
    heights.rest += STEP;
  return MIN (heights.rest, height);
}

typedef struct
{
  const PodFlow *flow;
  PodScene *scene;
  const PodFlowPlace *place;
} Drawing;

static void
draw_line (const Drawing *drawing, const Line *line, double x, double y)
{
  const PodFlow *flow = drawing->flow;
  PodMark *mark;

  if (line->mark != NULL)
    pod_scene_add_text (drawing->scene, POD_ROLE_TEXT, x, y, POD_ALIGN_START, flow->size,
                        line->mark)
        ->bold = TRUE;
  mark = pod_scene_add_text (drawing->scene, line->role, x + line->indent, y, POD_ALIGN_START,
                             flow->size, line->text);
  mark->bold = line->bold;
  if (line->end != NULL)
    pod_scene_add_text (drawing->scene, POD_ROLE_TEXT, x + flow->width, y, POD_ALIGN_END,
                        flow->size, line->end);
}

static void
draw_block (const Block *block, guint column, double y, gpointer data)
{
  const Drawing *drawing = data;
  double height = get_line_height (drawing->flow);
  const PodFlowPlace *at = drawing->place;
  double x;

  if (column < at->first || column >= at->first + at->n)
    return;
  x = at->x + (column - at->first) * (drawing->flow->width + at->gap);
  for (guint i = 0; i < block->lines->len; i++)
    draw_line (drawing, g_ptr_array_index (block->lines, i), x, at->y + y + (i + 0.5) * height);
}

void
pod_flow_draw (const PodFlow *flow, PodScene *scene, const PodFlowPlace *at)
{
  Drawing drawing = { flow, scene, at };
  const Heights heights = { at->height, at->rest > 0 ? at->rest : at->height, at->n_full };

  place (flow, &heights, draw_block, &drawing);
}
