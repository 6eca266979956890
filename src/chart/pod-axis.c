#include "pod-axis.h"

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

#define MINUS "\xe2\x88\x92"

double
pod_day_axis_x (const PodDayAxis *axis, double day)
{
  double span = MAX ((double) axis->last - axis->first, 1);

  return axis->left + (day - axis->first) / span * (axis->right - axis->left);
}

double
pod_day_axis_day (const PodDayAxis *axis, double x)
{
  double span = MAX ((double) axis->last - axis->first, 1);

  return axis->first + (x - axis->left) / (axis->right - axis->left) * span;
}

/* Weeks and fours of weeks, since visits are planned in them. */
static int
choose_step (const PodDayAxis *axis, double room)
{
  static const int steps[] = { 1, 2, 7, 14, 28, 56, 84, 168, 336 };
  double pixels = pod_day_axis_x (axis, axis->first + 1) - axis->left;

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (steps[i] * pixels >= room)
      return steps[i];
  return 728 * (int) MAX (1, room / MAX (728 * pixels, 1e-6));
}

GArray *
pod_day_axis_ticks (const PodDayAxis *axis, double room)
{
  GArray *ticks = g_array_new (FALSE, FALSE, sizeof (int));
  int step = choose_step (axis, room);
  int first = axis->first - axis->zero;
  int last = axis->last - axis->zero;
  int tick = first >= 0 ? (first + step - 1) / step * step : -(-first / step * step);

  for (; tick <= last; tick += step)
    g_array_append_val (ticks, tick);
  return ticks;
}

char *
pod_day_label (gint32 day, gint32 zero)
{
  int number = pod_study_day (day, zero);

  return g_strdup_printf ("%s%d", number < 0 ? MINUS : "", ABS (number));
}

char *
pod_day_words (gint32 day, gint32 zero)
{
  g_autofree char *label = pod_day_label (day, zero);

  /* Translators: a day of the study, within a sentence. */
  return g_strdup_printf (_ ("day %s"), label);
}

char *
pod_day_short (gint32 day, gint32 zero)
{
  g_autofree char *label = pod_day_label (day, zero);

  /* Translators: a day of the study where there is little room, a minus among its digits. */
  return g_strdup_printf (C_ ("study day", "D %s"), label);
}

char *
pod_days_print_part (gint32 first, gint32 last)
{
  g_autofree char *from = pod_day_label (first, 0);
  g_autofree char *to = pod_day_label (last, 0);

  /* Translators: said of a table that does not hold all: the study days from which to which. */
  return g_strdup_printf (_ ("only days %1$s to %2$s"), from, to);
}

void
pod_day_axis_draw_grid (PodScene *scene,
                        const PodDayAxis *axis,
                        double room,
                        double top,
                        double bottom)
{
  g_autoptr (GArray) ticks = pod_day_axis_ticks (axis, room);

  for (guint i = 0; i < ticks->len; i++)
    {
      double x = pod_day_axis_x (axis, axis->zero + g_array_index (ticks, int, i));
      pod_scene_add_line (scene, POD_ROLE_GRID, x, top, x, bottom, 1);
    }
}

void
pod_day_axis_draw (PodScene *scene, const PodDayAxis *axis, double room, double y, double size)
{
  g_autoptr (GArray) ticks = pod_day_axis_ticks (axis, room);

  pod_scene_add_line (scene, POD_ROLE_AXIS, axis->left, y, axis->right, y, 1);
  for (guint i = 0; i < ticks->len; i++)
    {
      gint32 day = axis->zero + g_array_index (ticks, int, i);
      g_autofree char *label = pod_day_label (day, axis->zero);
      double x = pod_day_axis_x (axis, day);

      pod_scene_add_line (scene, POD_ROLE_AXIS, x, y, x, y + 4, 1);
      pod_scene_add_text (scene, POD_ROLE_DIM_TEXT, x, y + 5 + size * 0.65, POD_ALIGN_CENTRE, size,
                          label);
    }
}

double
pod_metrics_width (const PodMetrics *metrics, const char *text, double size, gboolean bold)
{
  g_autofree char *valid = NULL;

  /* As the scene will keep it. */
  if (!g_utf8_validate (text, -1, NULL))
    text = valid = g_utf8_make_valid (text, -1);
  return metrics->text_width (metrics->data, text, size, bold);
}

PodRole
pod_grade_role (int grade)
{
  return grade >= 1 && grade <= 5 ? POD_ROLE_GRADE_1 + grade - 1 : POD_ROLE_UNGRADED;
}

gboolean
pod_timeline_find_lymphodepletion (const PodTimeline *timeline, gint32 *first, gint32 *last)
{
  gboolean found = FALSE;

  for (guint i = 0; i < timeline->happenings->len; i++)
    {
      const PodHappening *happening = &g_array_index (timeline->happenings, PodHappening, i);

      if (happening->lane != POD_LANE_TREATMENT || happening->from >= timeline->zero)
        continue;
      *first = found ? MIN (*first, happening->from) : happening->from;
      *last = found ? MAX (*last, happening->to) : happening->to;
      found = TRUE;
    }
  if (found)
    *last = MIN (*last, timeline->zero - 1);
  return found;
}

gboolean
pod_day_axis_set_range (PodDayAxis *axis, PodDayRange days)
{
  if (days.first == 0 && days.last == 0)
    return FALSE;
  axis->first = days.first;
  axis->last = MAX (days.last, days.first + 1);
  return TRUE;
}

/* ---- what is not drawn ---- */

static const char *
get_reason (PodLeft why)
{
  static const char *const reasons[POD_N_LEFT] = {
    [POD_LEFT_UNDATED] = N_ ("no complete date"),
    [POD_LEFT_OUTSIDE] = N_ ("outside the days shown"),
    [POD_LEFT_NO_UNIT] = N_ ("unit unknown"),
    [POD_LEFT_NO_NUMBER] = N_ ("no number"),
    [POD_LEFT_NO_UPPER] = N_ ("no upper limit"),
    [POD_LEFT_LOW_ONLY] = N_ ("graded only when too low"),
    [POD_LEFT_NO_BASELINE] = N_ ("no baseline"),
    [POD_LEFT_BEFORE_BASELINE] = N_ ("before the baseline"),
    [POD_LEFT_NOT_POSITIVE] = N_ ("no place on a logarithmic axis"),
    [POD_LEFT_NO_INFUSION] = N_ ("no infusion"),
    [POD_LEFT_NOT_DONE] = N_ ("not done"),
    [POD_LEFT_WITHDRAWN] = N_ ("withdrawn"),
    [POD_LEFT_NOT_EXACT] = N_ ("below or above what can be measured"),
  };

  return _ (reasons[why]);
}

void
pod_tally_leave_out (PodTally *tally,
                     PodLeft why,
                     PodScene *scene,
                     PodRecordType type,
                     gint64 id,
                     const char *what)
{
  tally->counts[why]++;
  pod_scene_leave_out (scene, type, id, what, get_reason (why));
}

guint
pod_tally_count (const PodTally *tally)
{
  guint sum = 0;

  for (guint i = 0; i < POD_N_LEFT; i++)
    sum += tally->counts[i];
  return sum;
}

char *
pod_reasons_print (const char *const *reasons, const guint *counts, guint n)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_free);
  const char *only = NULL;

  for (guint i = 0; i < n; i++)
    {
      if (counts[i] == 0)
        continue;
      only = reasons[i];
      /* Translators: of how many records, and the reason. */
      g_ptr_array_add (all, g_strdup_printf (C_ ("reason", "%1$u: %2$s"), counts[i], reasons[i]));
    }
  if (all->len == 1)
    return g_strdup (only);
  g_ptr_array_add (all, NULL);
  return g_strjoinv (C_ ("list", "; "), (char **) all->pdata);
}

static char *
print_reasons (const PodTally *tally)
{
  const char *reasons[POD_N_LEFT];

  for (guint i = 0; i < POD_N_LEFT; i++)
    reasons[i] = get_reason (i);
  return pod_reasons_print (reasons, tally->counts, POD_N_LEFT);
}

double
pod_tally_finish (const PodTally *tally, PodScene *scene, guint records, double x, double y)
{
  guint missing = pod_tally_count (tally);
  g_autofree char *footer = NULL;
  PodMark *mark;

  scene->records = records;
  if (missing == 0)
    return 0;
  scene->not_drawn = missing;
  scene->not_drawn_why = print_reasons (tally);
  footer = g_strdup_printf (_ ("%u of %u records drawn; %u not drawn (%s)"), records - missing,
                            records, missing, scene->not_drawn_why);
  pod_scene_add_note (scene, footer);
  scene->closing = y;
  mark = pod_scene_add_text (scene, POD_ROLE_TEXT, x, y + 10, POD_ALIGN_START, POD_SIZE_SMALL,
                             footer);
  mark->w = scene->width - x - 8;
  return 22;
}
