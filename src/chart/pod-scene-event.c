#include "pod-scene-event.h"

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

#define HALF_DAY 0.5

void
pod_scene_note_lasting (PodScene *scene, PodRecordType type, gint64 id, gint32 from, gint32 to)
{
  PodLasting lasting = { type, id, from, to };

  g_array_append_val (scene->lasting, lasting);
}

void
pod_scene_note_lane (PodScene *scene, const PodTimeline *timeline, PodLane lane)
{
  for (guint i = 0; i < timeline->happenings->len; i++)
    {
      const PodHappening *happening = &g_array_index (timeline->happenings, PodHappening, i);

      if (happening->lane == lane)
        pod_scene_note_lasting (scene, happening->type, happening->id, happening->from,
                                happening->to);
    }
}

gboolean
pod_scene_find_event_days (const PodScene *scene, const PodMark *mark, double *from, double *to)
{
  if (mark == NULL || mark->panel == 0 || mark->type != POD_RECORD_ADVERSE_EVENT)
    return FALSE;
  for (guint i = 0; i < scene->lasting->len; i++)
    {
      const PodLasting *lasting = &g_array_index (scene->lasting, PodLasting, i);

      if (lasting->type != mark->type || lasting->id != mark->id)
        continue;
      if (from != NULL)
        *from = lasting->from - HALF_DAY;
      if (to != NULL)
        *to = lasting->to + HALF_DAY;
      return TRUE;
    }
  return FALSE;
}

/* What was withdrawn counts for nothing. */
static guint
count_results (const PodScene *scene, double from, double to)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < scene->marks->len; i++)
    {
      PodMark *mark = &g_array_index (scene->marks, PodMark, i);
      double day;

      if (mark->panel == 0 || mark->type != POD_RECORD_FINDING || mark->id == 0 ||
          mark->shape == POD_SHAPE_CROSS)
        continue;
      day = pod_day_axis_day (&pod_scene_get_panel (scene, mark->panel - 1)->axis, mark->x);
      if (day >= from && day <= to)
        g_hash_table_add (seen, &mark->id);
    }
  return g_hash_table_size (seen);
}

/* One may be of several parts. */
static guint
count_drugs (const PodScene *scene, double from, double to)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < scene->lasting->len; i++)
    {
      PodLasting *lasting = &g_array_index (scene->lasting, PodLasting, i);

      if (lasting->type == POD_RECORD_INTERVENTION && lasting->from <= to && lasting->to >= from)
        g_hash_table_add (seen, &lasting->id);
    }
  return g_hash_table_size (seen);
}

char *
pod_scene_describe_mark (PodScene *scene, const PodMark *mark, gboolean with_days)
{
  g_autofree char *results = NULL;
  g_autofree char *drugs = NULL;
  double from, to;
  guint n_results, n_drugs;

  if (!with_days || !pod_scene_find_event_days (scene, mark, &from, &to))
    return mark != NULL ? g_strdup (pod_scene_get_what (scene, mark)) : NULL;
  n_results = count_results (scene, from, to);
  n_drugs = count_drugs (scene, from, to);
  results = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u result", "%u results", n_results),
                             n_results);
  drugs = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u course of a drug",
                                        "%u courses of drugs", n_drugs),
                           n_drugs);
  /* Translators: what an adverse event is; then how many results, and courses of drugs, are of the days over which it lasts. */
  return g_strdup_printf (_ ("%1$s; in its days: %2$s, %3$s"), pod_scene_get_what (scene, mark),
                          results, drugs);
}
