#include "pod-shift-key.h"

#include "pod-axis.h"
#include "pod-text-wrap.h"

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

#define LEFT 14.0
#define LINE 18.0
/* What words stand behind, so that they begin below one another. */
#define SAMPLE 58.0
#define SHADE 30.0
#define SHADE_HEIGHT 14.0
#define GRADE_OF_SAMPLE POD_ROLE_BAND_3

typedef struct
{
  PodScene *scene;
  const PodMetrics *metrics;
} Key;

static PodMark *
add_text (const Key *key, PodRole role, double x, double room, const char *text)
{
  PodMark *mark = pod_scene_add_text (key->scene, role, x, key->scene->height + LINE / 2,
                                      POD_ALIGN_START, POD_SIZE_SMALL, text);

  mark->w = room;
  return mark;
}

/* In as many lines as it needs. */
static void
add_words (const Key *key, double x, const char *words)
{
  double room = key->scene->width - x - LEFT;
  g_autoptr (GPtrArray)
      lines = pod_text_wrap (key->metrics, words, POD_SIZE_SMALL, FALSE, room, 0, NULL);

  for (guint i = 0; i < lines->len; i++)
    {
      add_text (key, POD_ROLE_DIM_TEXT, x, room, g_ptr_array_index (lines, i));
      key->scene->height += LINE;
    }
}

static void
add_entry (const Key *key, const char *sample, const char *words)
{
  add_text (key, POD_ROLE_TEXT, LEFT, SAMPLE - 4, sample);
  add_words (key, LEFT + SAMPLE, words);
}

/* A cell as it is drawn.  No colour is named: on paper there is none. */
static void
add_shaded (const Key *key, PodRole role, const char *sample, gboolean bold, const char *words)
{
  double y = key->scene->height + LINE / 2;
  PodMark mark = { .kind = POD_MARK_RECT,
                   .role = role,
                   .x = LEFT,
                   .y = y - SHADE_HEIGHT / 2,
                   .w = SHADE,
                   .h = SHADE_HEIGHT };

  pod_scene_add (key->scene, &mark);
  add_text (key, POD_ROLE_TEXT, LEFT + 6, SHADE - 6, sample)->bold = bold;
  add_words (key, LEFT + SAMPLE, words);
}

static void
add_cells (const Key *key)
{
  /* Translators: the heading of the rows, which is explained. */
  add_entry (key, C_ ("shift table", "Baseline"), _ ("the last value before treatment"));
  add_entry (key, "?", _ ("not graded"));
  add_entry (key, "–", _ ("no final result"));
  add_shaded (key, GRADE_OF_SAMPLE, "3", TRUE,
              _ ("bold, and shaded by grade: subjects who got worse are among them"));
  add_shaded (key, POD_ROLE_BETTER, "3 ▾", FALSE, _ ("all of them got better"));
}

/* What is explained only where it is to be seen. */
static void
add_signs (const Key *key, const GArray *tables)
{
  guint n_at_least = 0, n_worse = 0;

  for (guint i = 0; i < tables->len; i++)
    {
      n_at_least += g_array_index ((GArray *) tables, PodShiftTable, i).n_at_least;
      n_worse += g_array_index ((GArray *) tables, PodShiftTable, i).n_worse;
    }
  if (n_at_least > 0)
    add_entry (key, "3*",
               _ ("of at least one of them the grade is a minimum: a result that could not be "
                  "graded may be worse"));
  if (n_worse > 0)
    add_words (key, LEFT,
               _ ("New since infusion: no result before it was as bad, not even after "
                  "lymphodepletion."));
}

static void
add_worst_case (const Key *key, const GArray *tables, PodShiftPick pick)
{
  guint n_open = 0;

  for (guint i = 0; i < tables->len; i++)
    n_open += g_array_index ((GArray *) tables, PodShiftTable, i).n_open;
  if (n_open > 0)
    add_words (key, LEFT,
               pick == POD_SHIFT_LAST
                   ? _ ("Where a grade is uncertain, also as two results are of one moment, the "
                        "worst case is counted. A subject is counted as worse, better or new only "
                        "where that is certain.")
                   : _ ("Where the number alone does not settle the grade, the worst case is "
                        "counted. A subject is counted as worse, better or new only where that is "
                        "certain."));
}

void
pod_shift_key_draw (PodScene *scene,
                    const PodMetrics *metrics,
                    const GArray *tables,
                    PodShiftPick pick,
                    const char *lost)
{
  const Key key = { scene, metrics };

  scene->legend_head = scene->head;
  scene->legend_top = scene->key_top = scene->height;
  add_cells (&key);
  add_signs (&key, tables);
  add_worst_case (&key, tables, pick);
  add_words (&key, LEFT,
             _ ("Order of the tables: first what the study follows, then by how many subjects got "
                "worse."));
  if (lost != NULL)
    add_words (&key, LEFT, lost);
  scene->legend_bottom = scene->key_bottom = scene->height;
  scene->closing = scene->legend_top;
  scene->height += LINE / 2;
}
