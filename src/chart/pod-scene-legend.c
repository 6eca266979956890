#include "pod-scene.h"

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

/* Around what is taken from the head and the foot of a chart. */
#define WHITE 6.0

/* How much lower it stands there; FALSE where it explains nothing. */
static gboolean
find_place (const PodScene *scene, const PodMark *mark, double *by)
{
  if (mark->panel > 0)
    return FALSE;
  *by = mark->y < scene->legend_head ? WHITE : WHITE + scene->legend_head - scene->legend_top;
  return mark->y < scene->legend_head ||
         (mark->y >= scene->legend_top && mark->y < scene->legend_bottom);
}

static void
take_mark (PodScene *legend, const PodScene *scene, const PodMark *mark, GString *words)
{
  double by;

  if (!find_place (scene, mark, &by))
    return;
  pod_scene_add (legend, mark)->y += by;
  if (mark->text != NULL)
    g_string_append_printf (words, "%s%s", words->len > 0 ? "\n" : "", mark->text);
}

PodScene *
pod_scene_new_legend (const PodScene *scene)
{
  double height = scene->legend_bottom - scene->legend_top;
  PodScene *legend = height > 0
                         ? pod_scene_new (scene->width, scene->legend_head + height + 2 * WHITE)
                         : NULL;
  GString *words;

  if (legend == NULL)
    return NULL;
  words = g_string_new (NULL);
  for (guint i = 0; i < scene->marks->len; i++)
    take_mark (legend, scene, &g_array_index (scene->marks, PodMark, i), words);
  legend->title = g_strdup (C_ ("chart", "Key"));
  legend->description = g_string_free (words, FALSE);
  return legend;
}
