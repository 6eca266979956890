#include "pod-lab-strip.h"

#include <math.h>

#include "pod-lab-events.h"
#include "pod-lab-steroid.h"
#include "pod-timeline-lanes.h"
#include "pod-words.h"

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

#define LANE 14.0
#define BAR 11.0
#define TEXT_SIZE 9.0
#define GUTTER 40.0
#define LEAST_BAR 3.0
/* Between a bar and its name, and a name and the next bar. */
#define BESIDE 3.0
/* Of a name that is cut. */
#define LEAST_NAME 28.0

static void
clear_item (gpointer data)
{
  PodStripItem *item = data;

  g_free (item->text);
  g_free (item->name);
  g_free (item->what);
}

/* "crs, icans" */
static gboolean
is_listed (const char *list, const char *name)
{
  g_auto (GStrv) names = list != NULL ? g_strsplit_set (list, " ,", -1) : NULL;

  return names != NULL && name != NULL && g_strv_contains ((const char *const *) names, name);
}

/* (nullable): what was given, where the study's charts show it. */
static const PodTreatment *
find_drug (const PodStudy *study, const PodCasebook *casebook, const PodHappening *happening)
{
  const char *listed = pod_study_get (study, "chart_treatments");
  const PodIntervention *record = happening->lane == POD_LANE_MEDICATION
                                      ? pod_casebook_find_intervention (casebook, happening->id)
                                      : NULL;

  return record != NULL && is_listed (listed, record->treatment)
             ? pod_study_find_treatment (study, record->treatment)
             : NULL;
}

/* What has a name of its own needs a row of its own: a name behind a bar is taken for that of all before it. */
static gboolean
is_in_the_way (const PodStripItem *item, const PodStripItem *other)
{
  return (item->lane == POD_STRIP_DRUG && !g_str_equal (item->text, other->text)) ||
         (other->to >= item->from && other->from <= item->to);
}

/* The first row of the lane in which nothing is in its way. */
static guint
find_row (const PodLabStrip *strip, const PodStripItem *item)
{
  guint row = 0;

  for (guint i = 0; i < strip->items->len; i++)
    {
      const PodStripItem *other = &g_array_index (strip->items, PodStripItem, i);

      if (other->lane != item->lane || other->row != row || !is_in_the_way (item, other))
        continue;
      row++;
      i = (guint) -1;
    }
  return row;
}

static void
add_drug (PodLabStrip *strip,
          const PodTimeline *timeline,
          const PodHappening *happening,
          const PodTreatment *drug)
{
  PodStripItem item = { .lane = POD_STRIP_DRUG,
                        .from = happening->from,
                        .to = happening->to,
                        .high = 1,
                        .uncertain = happening->partial,
                        .role = POD_ROLE_DRUG,
                        .type = happening->type,
                        .id = happening->id };

  item.text = g_strdup (pod_words_get (&drug->label, pod_words_locale ()));
  item.what = pod_happening_to_words (timeline, happening);
  item.row = find_row (strip, &item);
  g_array_append_val (strip->items, item);
}

PodLabStrip *
pod_lab_strip_new (const PodStudy *study,
                   const PodCasebook *casebook,
                   const PodTimeline *timeline,
                   gint32 first,
                   gint32 last)
{
  PodLabStrip *strip = g_new0 (PodLabStrip, 1);

  strip->items = g_array_new (FALSE, FALSE, sizeof (PodStripItem));
  g_array_set_clear_func (strip->items, clear_item);
  for (guint i = 0; i < timeline->happenings->len; i++)
    {
      const PodHappening *happening = &g_array_index (timeline->happenings, PodHappening, i);
      const PodTreatment *drug = NULL;

      if (happening->from <= last && happening->to >= first)
        drug = find_drug (study, casebook, happening);
      if (drug != NULL)
        add_drug (strip, timeline, happening, drug);
    }
  pod_lab_events_add (strip, timeline, first, last);
  pod_lab_steroid_add (strip, study, casebook, timeline, first, last);
  return strip;
}

void
pod_lab_strip_free (PodLabStrip *strip)
{
  g_array_unref (strip->items);
  g_free (strip);
}

static guint
count_rows (const PodLabStrip *strip, PodStripLane lane)
{
  guint rows = 0;

  for (guint i = 0; i < strip->items->len; i++)
    {
      const PodStripItem *item = &g_array_index (strip->items, PodStripItem, i);

      if (item->lane == lane)
        rows = MAX (rows, item->row + 1);
    }
  return rows;
}

gboolean
pod_lab_strip_has (const PodLabStrip *strip, PodStripLane lane)
{
  return count_rows (strip, lane) > 0;
}

double
pod_lab_strip_height (const PodLabStrip *strip)
{
  double height = 0;

  for (PodStripLane lane = POD_STRIP_EVENT; lane < POD_N_STRIP_LANES; lane++)
    height += count_rows (strip, lane) * LANE;
  return height;
}

/* Within the axis, and wide enough to be seen. */
static PodMark
place_item (const PodStripItem *item, const PodDayAxis *axis, double bottom)
{
  double right = MIN (pod_day_axis_x (axis, item->to + 0.5), axis->right);
  PodMark mark = { .kind = POD_MARK_RECT,
                   .role = item->role,
                   .dashed = item->uncertain,
                   .line_width = 1,
                   .what = item->what,
                   .type = item->type,
                   .id = item->id };

  mark.x = MAX (pod_day_axis_x (axis, item->from - 0.5), axis->left);
  mark.w = MAX (right - mark.x, LEAST_BAR);
  mark.x = MIN (mark.x, axis->right - mark.w);
  mark.h = MAX ((item->high - item->low) * BAR, 1);
  mark.y = bottom - item->low * BAR - mark.h;
  return mark;
}

static double
measure (const PodMetrics *metrics, const char *text, gboolean bold)
{
  return text != NULL ? pod_metrics_width (metrics, text, TEXT_SIZE, bold) + 1 : 0;
}

/* Of the bar, between what stands before and behind a name. */
static double
find_name_room (const PodMark *bar, double grade, double rest)
{
  return bar->w - 2 * BESIDE - (grade > 0 ? grade + BESIDE : 0) - (rest > 0 ? rest + BESIDE : 0);
}

/* Behind the grade, as far as the bar goes; and how many others have it, since one name would be taken for all there is. */
static void
name_event (const PodStripItem *item,
            const PodMark *bar,
            double grade,
            double name,
            double room,
            const char *rest,
            double y,
            PodScene *scene)
{
  double x = bar->x + BESIDE;

  if (item->text != NULL)
    pod_scene_add_text (scene, item->role, x, y, POD_ALIGN_START, TEXT_SIZE, item->text)->bold =
        TRUE;
  x += grade > 0 ? grade + BESIDE : 0;
  pod_scene_add_text (scene, item->role, x, y, POD_ALIGN_START, TEXT_SIZE, item->name)->w = room;
  scene->counts_alike |= rest != NULL;
  if (rest != NULL)
    pod_scene_add_text (scene, item->role, x + MIN (name, room) + BESIDE, y, POD_ALIGN_START,
                        TEXT_SIZE, rest);
}

/* A grade stands in its bar, alone where no more than some letters of what it is of would stand behind it. */
static void
name_grade (const PodStripItem *item,
            const PodMark *bar,
            PodScene *scene,
            const PodMetrics *metrics,
            double bottom)
{
  double grade = measure (metrics, item->text, TRUE);
  double name = measure (metrics, item->name, FALSE);
  g_autofree char *rest = item->alike > 0 ? g_strdup_printf ("+%u", item->alike) : NULL;
  double room = find_name_room (bar, grade, measure (metrics, rest, FALSE));
  double y = bottom - BAR / 2;

  if (name > 0 && room >= (item->began_before ? name : MIN (name, LEAST_NAME)))
    name_event (item, bar, grade, name, room, rest, y, scene);
  else if (item->text != NULL && grade <= bar->w - 1)
    pod_scene_add_text (scene, item->role, bar->x + bar->w / 2, y, POD_ALIGN_CENTRE, TEXT_SIZE,
                        item->text)
        ->bold = TRUE;
}

/* ---- the names of drugs: one drug to a row ---- */

/* The bars of a row, from the first (element-type PodMark). */
static GArray *
list_bars (const PodLabStrip *strip, guint row, const PodDayAxis *axis, const char **name)
{
  GArray *bars = g_array_new (FALSE, FALSE, sizeof (PodMark));

  for (guint i = 0; i < strip->items->len; i++)
    {
      const PodStripItem *item = &g_array_index (strip->items, PodStripItem, i);
      PodMark bar = place_item (item, axis, 0);
      guint place = bars->len;

      if (item->lane != POD_STRIP_DRUG || item->row != row)
        continue;
      while (place > 0 && g_array_index (bars, PodMark, place - 1).x > bar.x)
        place--;
      g_array_insert_val (bars, place, bar);
      *name = item->text;
    }
  return bars;
}

/* Returns whether there is room for it behind any of them. */
static gboolean
name_behind (PodScene *scene,
             const GArray *bars,
             double right,
             double y,
             const char *name,
             double width)
{
  gboolean is_named = FALSE;

  for (guint i = 0; i < bars->len; i++)
    {
      const PodMark *bar = &g_array_index (bars, PodMark, i);
      double room = i + 1 < bars->len ? (bar + 1)->x : right;

      if (bar->x + bar->w + BESIDE + width > room - BESIDE)
        continue;
      pod_scene_add_text (scene, POD_ROLE_DIM_TEXT, bar->x + bar->w + BESIDE, y, POD_ALIGN_START,
                          TEXT_SIZE, name);
      is_named = TRUE;
    }
  return is_named;
}

/* In the first that is wide enough. */
static void
name_inside (PodScene *scene, const GArray *bars, double y, const char *name, double width)
{
  for (guint i = 0; i < bars->len; i++)
    {
      const PodMark *bar = &g_array_index (bars, PodMark, i);

      if (bar->w < width + 2 * BESIDE)
        continue;
      pod_scene_add_text (scene, bar->role, bar->x + bar->w / 2, y, POD_ALIGN_CENTRE, TEXT_SIZE,
                          name);
      return;
    }
}

/* Most drugs were given on a day or a few: their names stand behind them.  What goes on to the end of the axis has no room there, and none
 * before it either where it began earlier. */
static void
name_drug (const PodLabStrip *strip,
           guint row,
           PodScene *scene,
           const PodMetrics *metrics,
           const PodDayAxis *axis,
           double y)
{
  const char *name = NULL;
  g_autoptr (GArray) bars = list_bars (strip, row, axis, &name);
  double width = name != NULL ? pod_metrics_width (metrics, name, TEXT_SIZE, FALSE) : 0;
  double first = bars->len > 0 ? g_array_index (bars, PodMark, 0).x - BESIDE : 0;

  if (name == NULL || name_behind (scene, bars, axis->right, y, name, width))
    return;
  if (first - width >= axis->left + BESIDE)
    pod_scene_add_text (scene, POD_ROLE_DIM_TEXT, first, y, POD_ALIGN_END, TEXT_SIZE, name);
  else
    name_inside (scene, bars, y, name, width);
}

static char *
name_lane (const PodLabStrip *strip, PodStripLane lane)
{
  g_autofree char *most = NULL;

  if (lane == POD_STRIP_EVENT)
    return g_strdup (C_ ("strip", "Worst AE"));
  if (lane == POD_STRIP_DRUG)
    return g_strdup (C_ ("strip", "Drugs"));
  if (strip->most <= 0)
    return g_strdup (C_ ("strip", "GC"));
  most = pod_decimal_to_label (strip->most, 2);
  /* Translators: glucocorticoid, and the milligrams of prednisone a day that its lane is high. */
  return g_strdup_printf (C_ ("strip", "GC ≤%s"), most);
}

static const PodStripItem *
get_item (const PodLabStrip *strip, guint index)
{
  return &g_array_index (strip->items, PodStripItem, index);
}

/* Whether the next item is of the same event, which goes on while others begin and end. */
static gboolean
goes_on (const PodLabStrip *strip, guint index)
{
  const PodStripItem *item = get_item (strip, index);
  const PodStripItem *next = index + 1 < strip->items->len ? item + 1 : NULL;

  return next != NULL && item->lane == POD_STRIP_EVENT && next->lane == item->lane &&
         next->id == item->id && next->from == item->to + 1;
}

/* One bar, however many others begin and end meanwhile: its parts lie below it, each with words of its own, and the count of those
 * alike is the most that there were at a time.  Returns the last of them. */
static guint
draw_bar (const PodLabStrip *strip,
          guint first,
          PodScene *scene,
          const PodMetrics *metrics,
          const PodDayAxis *axis,
          double bottom)
{
  PodStripItem whole = *get_item (strip, first);
  guint last = first;
  PodMark bar;

  while (goes_on (strip, last))
    last++;
  for (guint i = first; i <= last && last > first; i++)
    {
      const PodStripItem *item = get_item (strip, i);
      PodMark part = place_item (item, axis, bottom);

      /* No wider than its days, since it is not seen. */
      part.x = CLAMP (pod_day_axis_x (axis, item->from - 0.5), axis->left, axis->right);
      part.w = CLAMP (pod_day_axis_x (axis, item->to + 0.5), part.x, axis->right) - part.x;
      part.line_width = 0;
      pod_scene_add (scene, &part);
      whole.alike = MAX (whole.alike, item->alike);
    }
  whole.to = get_item (strip, last)->to;
  bar = place_item (&whole, axis, bottom);
  if (last > first)
    {
      bar.what = NULL;
      bar.id = 0;
    }
  pod_scene_add (scene, &bar);
  if (whole.lane != POD_STRIP_DRUG)
    name_grade (&whole, &bar, scene, metrics, bottom);
  return last;
}

static void
draw_lane (const PodLabStrip *strip,
           PodStripLane lane,
           PodScene *scene,
           const PodMetrics *metrics,
           const PodDayAxis *axis,
           double y)
{
  for (guint i = 0; i < strip->items->len; i++)
    if (get_item (strip, i)->lane == lane)
      i = draw_bar (strip, i, scene, metrics, axis, y + (get_item (strip, i)->row + 1) * LANE - 1);
  for (guint row = 0; lane == POD_STRIP_DRUG && row < count_rows (strip, lane); row++)
    name_drug (strip, row, scene, metrics, axis, y + (row + 1) * LANE - 1 - BAR / 2);
}

void
pod_lab_strip_draw (const PodLabStrip *strip,
                    PodScene *scene,
                    const PodMetrics *metrics,
                    const PodDayAxis *axis,
                    double y)
{
  for (PodStripLane lane = POD_STRIP_EVENT; lane < POD_N_STRIP_LANES; lane++)
    {
      g_autofree char *name = name_lane (strip, lane);
      guint rows = count_rows (strip, lane);

      if (rows == 0)
        continue;
      pod_scene_add_text (scene, POD_ROLE_DIM_TEXT, axis->left - 6, y + LANE / 2, POD_ALIGN_END,
                          TEXT_SIZE, name)
          ->w = GUTTER;
      draw_lane (strip, lane, scene, metrics, axis, y);
      y += rows * LANE;
    }
}
