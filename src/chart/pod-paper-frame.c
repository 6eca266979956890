#include "pod-paper-frame.h"

#include "pod-text-wrap.h"
#include "pod-words.h"

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

#define TITLE 17.0
#define TEXT 11.0
#define LINE 15.0
#define SMALL_LINE 13.0

char *
pod_paper_describe_study (const PodStudy *study)
{
  const char *registry = pod_study_get (study, "registry");
  const char *site = pod_study_get (study, "site");
  const char *id = registry != NULL ? registry : pod_study_get_id (study);

  /* Translators: the number of a study in its registry, then the number of the site. */
  return site != NULL ? g_strdup_printf (C_ ("paper", "%1$s · site %2$s"), id, site)
                      : g_strdup (id);
}

static void
draw_demo (PodScene *scene, double y)
{
  pod_scene_add_text (scene, POD_ROLE_TEXT, scene->width - POD_PAPER_MARGIN, y, POD_ALIGN_END, TEXT,
                      _ ("Demonstration: every subject here is invented"))
      ->bold = TRUE;
}

double
pod_paper_draw_head (PodScene *scene,
                     const char *title,
                     const PodStudy *study,
                     const PodPaperFrame *frame,
                     const PodMetrics *metrics)
{
  g_autofree char *about = pod_paper_describe_study (study);
  PodWords name = pod_study_get_title (study);
  g_autofree char *line = g_strdup_printf ("%s · %s", about,
                                           pod_words_get (&name, pod_words_locale ()));
  g_autoptr (GPtrArray) lines = pod_text_wrap (metrics, line, POD_PAPER_SMALLEST, FALSE,
                                               scene->width - 2 * POD_PAPER_MARGIN, 0, NULL);
  double y = POD_PAPER_MARGIN + TITLE / 2;

  pod_scene_add_text (scene, POD_ROLE_TEXT, POD_PAPER_MARGIN, y, POD_ALIGN_START, TITLE, title)
      ->bold = TRUE;
  if (frame->demo)
    draw_demo (scene, y);
  y += TITLE / 2 + LINE;
  for (guint i = 0; i < lines->len; i++)
    pod_scene_add_text (scene, POD_ROLE_DIM_TEXT, POD_PAPER_MARGIN, y + i * SMALL_LINE,
                        POD_ALIGN_START, POD_PAPER_SMALLEST, g_ptr_array_index (lines, i));
  return y + (lines->len - 1) * SMALL_LINE + LINE;
}

double
pod_paper_draw_foot (PodScene *scene, const PodPaperFrame *frame, const char *page)
{
  const char *printed = frame->printed != NULL
                            ? frame->printed
                            : _ ("Shown on the screen only: not yet printed or saved");
  double right = scene->width - POD_PAPER_MARGIN;
  double y = scene->height - POD_PAPER_MARGIN;

  if (frame->state != NULL)
    pod_scene_add_text (scene, POD_ROLE_DIM_TEXT, POD_PAPER_MARGIN, y, POD_ALIGN_START,
                        POD_PAPER_SMALLEST, frame->state);
  pod_scene_add_text (scene, POD_ROLE_DIM_TEXT, POD_PAPER_MARGIN, y - LINE, POD_ALIGN_START,
                      POD_PAPER_SMALLEST, printed);
  if (page != NULL)
    pod_scene_add_text (scene, POD_ROLE_DIM_TEXT, right, y - LINE, POD_ALIGN_END,
                        POD_PAPER_SMALLEST, page);
  pod_scene_add_line (scene, POD_ROLE_GRID, POD_PAPER_MARGIN, y - 2 * LINE, right, y - 2 * LINE, 1);
  return y - 2 * LINE;
}
