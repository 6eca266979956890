#include "pod-chart-save.h"

#include <string.h>

#include "pod-paper-print.h"
#include "pod-paper.h"
#include "pod-scene-pages.h"
#include "pod-scene-table.h"

/* What no printer prints on. */
#define PAPER_EDGE 24.0
/* A sheet that lies on its side is drawn on a seventh more, and so that much smaller: three rows of panels are on it, and no word is cut. */
#define PAPER_ACROSS 1.15

static PodScene *
lay_out (const PodChartSaving *saving, double width, GError **error)
{
  g_autoptr (PodScene) scene = saving->func (width, saving->days, saving->data);

  if (scene == NULL || !saving->print (scene, saving->data, error))
    return NULL;
  return g_steal_pointer (&scene);
}

/* ---- on paper ---- */

typedef struct
{
  const PodChartSaving *saving;
  gboolean across;
} Printing;

/* Panels lie side by side, and a list of many columns is wide; others are long. */
static gboolean
is_across (const PodScene *scene)
{
  return scene->across || scene->panels->len > 0;
}

static GPtrArray *
draw_pages (gpointer data, GError **error)
{
  const Printing *printing = data;
  double width = (printing->across ? POD_PAPER_LONG * PAPER_ACROSS : POD_PAPER_SHORT) -
                 2 * PAPER_EDGE;
  double height = (printing->across ? POD_PAPER_SHORT * PAPER_ACROSS : POD_PAPER_LONG) -
                  2 * PAPER_EDGE;
  g_autoptr (PodScene) scene = lay_out (printing->saving, width, error);

  return scene != NULL ? pod_scene_pages_new (scene, height, PAPER_EDGE) : NULL;
}

gboolean
pod_chart_print (const PodChartSaving *saving, GtkWindow *parent, const char *path, GError **error)
{
  g_autoptr (PodScene) scene = saving->func (saving->width, saving->days, saving->data);
  Printing printing = { saving, scene != NULL && is_across (scene) };

  return pod_paper_print (parent, draw_pages, &printing, printing.across, path, error);
}

/* ---- files ---- */

static gboolean
is_pdf_name (const char *path)
{
  gsize length = strlen (path);

  return length >= 4 && g_ascii_strcasecmp (path + length - 4, ".pdf") == 0;
}

/* As wide as a sheet it would be higher. */
static gboolean
is_high (const PodScene *scene)
{
  return scene->height * POD_PAPER_SHORT > scene->width * POD_PAPER_LONG;
}

static gboolean
save_pages (const PodChartSaving *saving, gboolean across, const char *path, GError **error)
{
  Printing printing = { saving, across };
  g_autoptr (GPtrArray) pages = draw_pages (&printing, error);

  return pages != NULL && pod_scene_write_pages (pages, path, POD_THEME_LIGHT, error);
}

/* A picture is whole, and so is a PDF of what has room on a sheet, which is put into a text; of what is higher it has pages, as they are printed.
 * What is only measured leaves nothing, and is not noted. */
static gboolean
save_pdf (const PodChartSaving *saving, const char *path, GError **error)
{
  g_autoptr (PodScene) measured = saving->func (saving->width, saving->days, saving->data);
  g_autoptr (PodScene) scene = NULL;

  if (measured != NULL && is_high (measured))
    return save_pages (saving, is_across (measured), path, error);
  scene = lay_out (saving, saving->width, error);
  return scene != NULL && pod_scene_write (scene, path, POD_THEME_LIGHT, error);
}

gboolean
pod_chart_save (const PodChartSaving *saving, const char *path, GError **error)
{
  gboolean is_table = pod_scene_is_table_name (path);
  g_autoptr (PodScene) scene = NULL;

  if (!is_table && !pod_scene_check_name (path, error))
    return FALSE;
  if (is_pdf_name (path))
    return save_pdf (saving, path, error);
  scene = lay_out (saving, saving->width, error);
  if (scene == NULL)
    return FALSE;
  return is_table ? pod_scene_write_table (scene, path, error)
                  : pod_scene_write (scene, path, POD_THEME_LIGHT, error);
}

char *
pod_chart_copy (const PodChartSaving *saving, GError **error)
{
  g_autoptr (PodScene) scene = lay_out (saving, saving->width, error);

  return scene != NULL ? pod_scene_print_table (scene, '\t') : NULL;
}
