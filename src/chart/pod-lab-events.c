#include "pod-lab-events.h"

#include "pod-axis.h"
#include "pod-timeline-lanes.h"

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

/* From the worst to the mildest; of one grade, what began first. */
static int
compare_events (gconstpointer a, gconstpointer b)
{
  const PodHappening *one = *(const PodHappening *const *) a;
  const PodHappening *other = *(const PodHappening *const *) b;

  if (one->grade != other->grade)
    return other->grade - one->grade;
  return one->from != other->from ? (one->from < other->from ? -1 : 1)
                                  : (one < other ? -1 : one > other);
}

/* (element-type PodHappening) */
static GPtrArray *
list_events (const PodTimeline *timeline, gint32 first, gint32 last)
{
  GPtrArray *events = g_ptr_array_new ();

  for (guint i = 0; i < timeline->happenings->len; i++)
    {
      PodHappening *happening = &g_array_index (timeline->happenings, PodHappening, i);

      if (happening->lane == POD_LANE_ADVERSE_EVENT && happening->from <= last &&
          happening->to >= first)
        g_ptr_array_add (events, happening);
    }
  g_ptr_array_sort (events, compare_events);
  return events;
}

static gboolean
covers (const PodHappening *event, gint32 day)
{
  return day >= event->from && day <= event->to;
}

/* The first day on which other events go on. */
static gint32
find_change (const GPtrArray *events, gint32 day, gint32 last)
{
  gint32 change = last + 1;

  for (guint i = 0; i < events->len; i++)
    {
      const PodHappening *event = g_ptr_array_index (events, i);

      if (event->from > day)
        change = MIN (change, event->from);
      if (event->to >= day && event->to < change)
        change = event->to + 1;
    }
  return change;
}

/* (nullable): the worst of the day; @words tells of all of them, @alike how many others have its grade. */
static const PodHappening *
find_worst (const GPtrArray *events,
            const PodTimeline *timeline,
            gint32 day,
            GString *words,
            guint *alike)
{
  const PodHappening *worst = NULL;

  for (guint i = 0; i < events->len; i++)
    {
      const PodHappening *event = g_ptr_array_index (events, i);
      g_autofree char *own = NULL;

      if (!covers (event, day))
        continue;
      own = pod_happening_to_words (timeline, event);
      g_string_append_printf (words, "%s%s", worst != NULL ? C_ ("list", "; ") : "", own);
      if (worst == NULL)
        worst = event;
      else
        *alike += event->grade == worst->grade;
    }
  return worst;
}

/* Where a worse one lay over its beginning, or it began before the days shown, it would be taken to begin where it comes to be seen.
 * (nullable) */
static char *
name_event (const PodHappening *event, const PodTimeline *timeline, gboolean began_before)
{
  g_autofree char *since = NULL;

  if (*event->label == '\0')
    return NULL;
  if (!began_before)
    return g_strdup (event->label);
  since = pod_day_words (event->from, timeline->zero);
  /* Translators: an adverse event, and "day 27", on which it began. */
  return g_strdup_printf (C_ ("strip", "%1$s, since %2$s"), event->label, since);
}

static void
add_days (PodLabStrip *strip,
          const GPtrArray *events,
          const PodTimeline *timeline,
          gint32 from,
          gint32 to)
{
  g_autoptr (GString) words = g_string_new (NULL);
  guint alike = 0;
  const PodHappening *worst = find_worst (events, timeline, from, words, &alike);
  PodStripItem item = { .lane = POD_STRIP_EVENT, .from = from, .to = to, .high = 1 };

  if (worst == NULL)
    return;
  item.uncertain = worst->partial;
  item.role = pod_grade_role (worst->grade);
  item.type = worst->type;
  item.id = worst->id;
  item.text = worst->grade > 0 ? g_strdup_printf ("G%d", worst->grade) : NULL;
  item.began_before = worst->from < from && !worst->partial;
  item.name = name_event (worst, timeline, item.began_before);
  item.alike = alike;
  item.what = g_strdup (words->str);
  g_array_append_val (strip->items, item);
}

void
pod_lab_events_add (PodLabStrip *strip, const PodTimeline *timeline, gint32 first, gint32 last)
{
  g_autoptr (GPtrArray) events = list_events (timeline, first, last);

  if (events->len == 0)
    return;
  for (gint32 day = first, next; day <= last; day = next)
    {
      next = find_change (events, day, last);
      add_days (strip, events, timeline, day, next - 1);
    }
}
